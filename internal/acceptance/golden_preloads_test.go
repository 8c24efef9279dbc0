package acceptance

import (
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// preloads read related rows.
func preloads() []goldenOperation {
	return []goldenOperation{
		{"preload to-one", reads(Books.Preload(Books.Author).All), sqls{"sqlite": ``}},
		{"preload links", reads(Books.Preload(Books.Tags).All), sqls{"sqlite": ``}},
		{"preload reverse links", reads(Tags.Preload(Tags.Books).All), sqls{"sqlite": ``}},
		{"preload children", reads(Authors.Preload(Authors.Books).All), sqls{"sqlite": ``}},
		{"preload filtered and sorted", reads(Books.Preload(Books.Tags.Filter(Tags.Rank.Gt(0)).OrderBy(Tags.Name.Desc())).All), sqls{"sqlite": ``}},
		{"preload links limited", reads(Books.Preload(Books.Tags.OrderBy(Tags.Name.Asc()).Limit(1)).All), sqls{"sqlite": ``}},
		{"preload links limited with offset", reads(Books.Preload(Books.Tags.Limit(1).Offset(1)).All), sqls{"sqlite": ``}},
		{"preload children limited", reads(Authors.Preload(Authors.Books.Limit(1)).All), sqls{"sqlite": ``}},
		{"preload only", reads(Authors.Preload(Authors.Books.Only(Books.Title)).All), sqls{"sqlite": ``}},
		{"preload two levels", reads(Authors.Preload(Authors.Books.Preload(Books.Tags)).All), sqls{"sqlite": ``}},
		{"preload two relations", reads(Books.Preload(Books.Author, Books.Editor).All), sqls{"sqlite": ``}},
		{"preload sorted by to-one", reads(Tags.Preload(Tags.Books.OrderBy(Books.Author.Name.Asc())).All), sqls{"sqlite": ``}},
		{"preload of nothing", reads(Books.Filter(Books.Pages.Eq(-1)).Preload(Books.Author).All), sqls{"sqlite": ``}},
	}
}
