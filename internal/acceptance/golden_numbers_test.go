package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// numbers ask how many rows there are, or for values of them.
func numbers(s *shelf) []goldenOperation {
	return []goldenOperation{
		{"count", reads(Books.Count), sqls{"sqlite": ``}},
		{"count with order", reads(Books.OrderBy(Books.Author.Name.Asc()).Count), sqls{"sqlite": ``}},
		{"count distinct without join", reads(Books.Query().Distinct().Count), sqls{"sqlite": ``}},
		{"count limited", reads(Books.Limit(2).Count), sqls{"sqlite": ``}},
		{"count limited and sorted", reads(Books.OrderBy(Books.Author.Name.Asc()).Limit(2).Count), sqls{"sqlite": ``}},
		{"count offset", reads(Books.Query().Offset(1).Count), sqls{"sqlite": ``}},
		{"exists", reads(Books.Exists), sqls{"sqlite": ``}},
		{"exists filtered", reads(Books.Filter(Books.Tags.HasAny(s.red)).Exists), sqls{"sqlite": ``}},
		{"exists limited", reads(Books.Limit(0).Exists), sqls{"sqlite": ``}},
		{"exists offset", reads(Books.Query().Offset(5).Exists), sqls{"sqlite": ``}},
		{"select one", reads(kin.Select1(Books.Query(), Books.Title).All), sqls{"sqlite": ``}},
		{"select two with count", reads(kin.Select2(Tags.Query(), Tags.Name, Tags.Books.Count()).All), sqls{"sqlite": ``}},
		{"select three over relations", reads(kin.Select3(Books.Query(), Books.Title, Books.Author.Name, kin.Nullable(Books.Editor.Name)).All), sqls{"sqlite": ``}},
		{"select aggregates", reads(kin.Select3(Authors.Query(), kin.Nullable(kin.Sum(Authors.Books, Books.Pages)), kin.Nullable(kin.Avg(Authors.Books, Books.Rating)), Authors.Edited.Count(Books.Sold.Eq(true))).All), sqls{"sqlite": ``}},
		{"select distinct", reads(kin.Select1(Books.OrderBy().Distinct(), Books.AuthorID).All), sqls{"sqlite": ``}},
		{"select distinct sorted", reads(kin.Select1(Books.OrderBy(Books.AuthorID.Desc()).Distinct(), Books.AuthorID).All), sqls{"sqlite": ``}},
		{"select distinct limited", reads(kin.Select2(Books.OrderBy(Books.AuthorID.Desc()).Distinct().Limit(2), Books.AuthorID, kin.Nullable(Books.EditorID)).All), sqls{"sqlite": ``}},
		{"select limited", reads(kin.Select1(Books.Limit(1), Books.Title).All), sqls{"sqlite": ``}},
		{"select of join", reads(kin.Select1(Books.Join(Books.Tags.Rows(Tags.Name.Eq("red"))), Books.Title).All), sqls{"sqlite": ``}},
	}
}
