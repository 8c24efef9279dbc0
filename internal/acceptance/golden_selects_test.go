package acceptance

import (
	"context"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// selects are queries for rows.
func selects(s *shelf) []goldenOperation {
	return []goldenOperation{
		{"all", reads(Books.All), sqls{"sqlite": ``}},
		{"all sorted by nullable default", reads(Tags.All), sqls{"sqlite": ``}},
		{"get by key", reads(func(ctx context.Context, db kin.Executor) (*Book, error) { return Books.Get(ctx, db, s.dune.ID) }), sqls{"sqlite": ``}},
		{"get of query", reads(Books.Filter(Books.Title.Eq("Dune")).Get), sqls{"sqlite": ``}},
		{"get of limited query", reads(Books.Filter(Books.Title.Eq("Dune")).Limit(1).Get), sqls{"sqlite": ``}},
		{"first", reads(Books.First), sqls{"sqlite": ``}},
		{"first of unsorted", reads(Books.OrderBy().First), sqls{"sqlite": ``}},
		{"last", reads(Books.Last), sqls{"sqlite": ``}},
		{"last sorted by nullable", reads(Tags.Last), sqls{"sqlite": ``}},
		{"last of unsorted", reads(Books.OrderBy().Last), sqls{"sqlite": ``}},
		{"order by several", reads(Books.OrderBy(Books.Pages.Desc(), Books.Title.Asc()).All), sqls{"sqlite": ``}},
		{"order by nullable", reads(Books.OrderBy(Books.Rating.Asc()).All), sqls{"sqlite": ``}},
		{"order by nullable descending", reads(Books.OrderBy(Books.Rating.Desc()).All), sqls{"sqlite": ``}},
		{"order with nulls first", reads(Books.OrderBy(Books.Rating.Desc().NullsFirst()).All), sqls{"sqlite": ``}},
		{"order with nulls last", reads(Books.OrderBy(Books.Rating.Asc().NullsLast()).All), sqls{"sqlite": ``}},
		{"order with nulls where there are none", reads(Books.OrderBy(Books.Pages.Asc().NullsLast()).All), sqls{"sqlite": ``}},
		{"last with nulls last", reads(Books.OrderBy(Books.Rating.Asc().NullsLast()).Last), sqls{"sqlite": ``}},
		{"order by column of needed row", reads(Books.OrderBy(Books.Author.Name.Asc()).All), sqls{"sqlite": ``}},
		{"order by column of missing row", reads(Books.OrderBy(Books.Editor.Name.Asc()).All), sqls{"sqlite": ``}},
		{"order by By", reads(Books.OrderBy(Books.Editor.By(Authors.Name.Desc())).All), sqls{"sqlite": ``}},
		{"order by key of to-one", reads(Books.OrderBy(Books.Author.ID.Asc()).All), sqls{"sqlite": ``}},
		{"order by count", reads(Books.OrderBy(Books.Tags.Count().Desc(), Books.Title.Asc()).All), sqls{"sqlite": ``}},
		{"order by min", reads(Books.OrderBy(kin.Min(Books.Tags, Tags.Rank).Asc()).All), sqls{"sqlite": ``}},
		{"order and filter by one row", reads(Books.Filter(Books.Author.Name.Ne("x")).OrderBy(Books.Author.Name.Asc()).All), sqls{"sqlite": ``}},
		{"limit", reads(Books.Limit(2).All), sqls{"sqlite": ``}},
		{"limit and offset", reads(Books.Limit(2).Offset(1).All), sqls{"sqlite": ``}},
		{"offset alone", reads(Books.Query().Offset(1).All), sqls{"sqlite": ``}},
		{"limit of unsorted", reads(Books.OrderBy().Limit(2).All), sqls{"sqlite": ``}},
		{"limit sorted by key", reads(Books.OrderBy(Books.ID.Desc()).Limit(2).All), sqls{"sqlite": ``}},
		{"limit sorted by count", reads(Authors.OrderBy(Authors.Books.Count().Desc()).Limit(2).All), sqls{"sqlite": ``}},
		{"only", reads(Books.Only(Books.Title).All), sqls{"sqlite": ``}},
		{"defer", reads(Books.Defer(Books.Extra, Books.Subtitle).All), sqls{"sqlite": ``}},
		{"in bulk", reads(func(ctx context.Context, db kin.Executor) (map[int64]*Book, error) {
			return Books.InBulk(ctx, db, 1, 2)
		}), sqls{"sqlite": ``}},
		{"each", func(ctx context.Context, db kin.Executor) error { return drain(Books.Each(ctx, db)) }, sqls{"sqlite": ``}},
		{"distinct without join", reads(Books.Query().Distinct().All), sqls{"sqlite": ``}},
	}
}
