package acceptance

import (
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// joins repeat rows for each related row.
func joins() []goldenOperation {
	return []goldenOperation{
		{"join links", reads(Books.Join(Books.Tags.Rows(Tags.Name.StartsWith("r"))).All), sqls{"sqlite": ``}},
		{"join links without condition", reads(Books.Join(Books.Tags.Rows()).All), sqls{"sqlite": ``}},
		{"join links by key", reads(Books.Join(Books.Tags.Rows(Tags.ID.In(1, 2))).All), sqls{"sqlite": ``}},
		{"join reverse links", reads(Tags.Join(Tags.Books.Rows(Books.Pages.Gt(1))).All), sqls{"sqlite": ``}},
		{"join children", reads(Authors.Join(Authors.Books.Rows(Books.Pages.Gt(1))).All), sqls{"sqlite": ``}},
		{"join distinct", reads(Books.Join(Books.Tags.Rows(Tags.Name.StartsWith("r"))).Distinct().All), sqls{"sqlite": ``}},
		{"join and filter", reads(Books.Filter(Books.Pages.Gt(1)).Join(Books.Tags.Rows(Tags.Rank.Gt(0))).All), sqls{"sqlite": ``}},
		{"join limit", reads(Books.Join(Books.Tags.Rows()).Limit(2).All), sqls{"sqlite": ``}},
		{"join distinct limit", reads(Books.Join(Books.Tags.Rows()).Distinct().Limit(2).All), sqls{"sqlite": ``}},
		{"join children limit", reads(Authors.Join(Authors.Books.Rows()).Limit(2).All), sqls{"sqlite": ``}},
		{"join last", reads(Books.Join(Books.Tags.Rows()).Last), sqls{"sqlite": ``}},
		{"join count", reads(Books.Join(Books.Tags.Rows()).Count), sqls{"sqlite": ``}},
		{"join distinct count", reads(Books.Join(Books.Tags.Rows()).Distinct().Count), sqls{"sqlite": ``}},
		{"join limit count", reads(Books.Join(Books.Tags.Rows()).Limit(2).Count), sqls{"sqlite": ``}},
		{"join distinct limit count", reads(Books.Join(Books.Tags.Rows()).Distinct().Limit(2).Count), sqls{"sqlite": ``}},
		{"join exists", reads(Books.Join(Books.Tags.Rows()).Exists), sqls{"sqlite": ``}},
		{"join distinct offset exists", reads(Books.Join(Books.Tags.Rows()).Distinct().Offset(1).Exists), sqls{"sqlite": ``}},
	}
}
