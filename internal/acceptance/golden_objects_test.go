package acceptance

import (
	"context"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// objects are written by themselves.
func objects() []goldenOperation {
	return []goldenOperation{
		{"create", func(ctx context.Context, db kin.Executor) error { return Tags.Create(ctx, db, &Tag{Name: "new"}) }, sqls{"sqlite": ``}},
		{"create with key", func(ctx context.Context, db kin.Executor) error {
			return Tags.Create(ctx, db, &Tag{ID: 99, Name: "new"})
		}, sqls{"sqlite": ``}},
		{"create many", func(ctx context.Context, db kin.Executor) error {
			return Tags.CreateMany(ctx, db, []*Tag{{Name: "new"}, {Name: "newer"}})
		}, sqls{"sqlite": ``}},
		{"save", func(ctx context.Context, db kin.Executor) error { return saveAgain(ctx, db) }, sqls{"sqlite": ``}},
		{"save one column", func(ctx context.Context, db kin.Executor) error { return saveAgain(ctx, db, Tags.Rank) }, sqls{"sqlite": ``}},
		{"reload", func(ctx context.Context, db kin.Executor) error {
			x, err := Tags.First(ctx, db)
			if err != nil {
				return err
			}
			return Tags.Reload(ctx, db, x)
		}, sqls{"sqlite": ``}},
		{"get or create, there", func(ctx context.Context, db kin.Executor) error {
			_, err := Tags.GetOrCreate(ctx, db, &Tag{Name: "red"}, Tags.Name)
			return err
		}, sqls{"sqlite": ``}},
		{"get or create, new", func(ctx context.Context, db kin.Executor) error {
			_, err := Tags.GetOrCreate(ctx, db, &Tag{Name: "new"}, Tags.Name)
			return err
		}, sqls{"sqlite": ``}},
		{"get or create by NULL", func(ctx context.Context, db kin.Executor) error {
			_, err := Books.GetOrCreate(ctx, db, &Book{Title: "Emma"}, Books.Title, Books.EditorID)
			return err
		}, sqls{"sqlite": ``}},
		{"update or create, there", func(ctx context.Context, db kin.Executor) error {
			_, err := Tags.UpdateOrCreate(ctx, db, &Tag{Name: "red", Rank: new(int64(5))}, Tags.Name)
			return err
		}, sqls{"sqlite": ``}},
		{"update or create, new", func(ctx context.Context, db kin.Executor) error {
			_, err := Tags.UpdateOrCreate(ctx, db, &Tag{Name: "new"}, Tags.Name)
			return err
		}, sqls{"sqlite": ``}},
		{"upsert", func(ctx context.Context, db kin.Executor) error {
			return Tags.Upsert(ctx, db, &Tag{Name: "red", Rank: new(int64(5))}, Tags.Name)
		}, sqls{"sqlite": ``}},
		{"update many", func(ctx context.Context, db kin.Executor) error {
			list, err := Tags.All(ctx, db)
			if err != nil {
				return err
			}
			return Tags.UpdateMany(ctx, db, list, Tags.Rank)
		}, sqls{"sqlite": ``}},
	}
}
