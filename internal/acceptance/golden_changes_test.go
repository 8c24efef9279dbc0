package acceptance

import (
	"context"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// changes update and delete by conditions.
func changes(s *shelf) []goldenOperation {
	return []goldenOperation{
		{"update", reads(assign(Books.Filter(Books.Title.Eq("Dune")), Books.Pages.Set(1))), sqls{"sqlite": ``}},
		{"update several", reads(assign(Books.Filter(Books.ID.In(1, 2)), Books.Pages.Set(1), Books.Subtitle.Set("x"), Books.Rating.SetNull())), sqls{"sqlite": ``}},
		{"update computes", reads(assign(Books.AllRows(), Books.Pages.Add(1), Books.Rating.Mul(2))), sqls{"sqlite": ``}},
		{"update subtracts", reads(assign(Books.AllRows(), Books.Pages.Sub(1))), sqls{"sqlite": ``}},
		{"update from column", reads(assign(Books.AllRows(), Books.Subtitle.SetCol(Books.Title), Books.Pages.AddCol(Books.ID))), sqls{"sqlite": ``}},
		{"update by column of to-one", reads(assign(Books.Filter(Books.Author.Name.Eq("Ann")), Books.Pages.Set(1))), sqls{"sqlite": ``}},
		{"update by key of to-one", reads(assign(Books.Filter(Books.Author.ID.Eq(1)), Books.Pages.Set(1))), sqls{"sqlite": ``}},
		{"update by Any of to-one", reads(assign(Books.Filter(Books.Author.Any(Authors.Name.Eq("Ann"))), Books.Pages.Set(1))), sqls{"sqlite": ``}},
		{"update by links", reads(assign(Books.Filter(Books.Tags.HasAny(s.red)), Books.Pages.Set(1))), sqls{"sqlite": ``}},
		{"update excluded", reads(assign(Books.Exclude(Books.Rating.Gt(4)), Books.Pages.Set(1))), sqls{"sqlite": ``}},
		{"update by Raw", reads(assign(Books.Filter(kin.Raw[Book]("length(?) > ?", Books.Title, 4)), Books.Pages.Set(1))), sqls{"sqlite": ``}},
		{"update by count", reads(assign(Books.Filter(Books.Tags.Count().Gt(1)), Books.Pages.Set(1))), sqls{"sqlite": ``}},
		{"delete", reads(Books.Filter(Books.Title.Eq("Dune")).Delete), sqls{"sqlite": ``}},
		{"delete all", reads(Books.AllRows().Delete), sqls{"sqlite": ``}},
		{"delete by column of to-one", reads(Books.Filter(Books.Editor.Name.Eq("Ann")).Delete), sqls{"sqlite": ``}},
		{"delete by links", reads(Books.Filter(Books.Tags.None()).Delete), sqls{"sqlite": ``}},
		{"delete by children", reads(Authors.Filter(Authors.Books.Any(Books.Pages.Gt(1))).Delete), sqls{"sqlite": ``}},
		{"delete objects", func(ctx context.Context, db kin.Executor) error { return run(Tags.Delete(ctx, db, s.red, s.blue)) }, sqls{"sqlite": ``}},
	}
}
