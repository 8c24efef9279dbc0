package acceptance

import (
	"context"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// sets are read and written from both ends.
func sets(s *shelf) []goldenOperation {
	return []goldenOperation{
		{"set all", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.All(ctx, db)) }, sqls{"sqlite": ``}},
		{"set filter", func(ctx context.Context, db kin.Executor) error {
			return run(s.dune.Tags.Filter(Tags.Rank.Gt(0)).All(ctx, db))
		}, sqls{"sqlite": ``}},
		{"set exclude", func(ctx context.Context, db kin.Executor) error {
			return run(s.dune.Tags.Exclude(Tags.Rank.Gt(0)).All(ctx, db))
		}, sqls{"sqlite": ``}},
		{"set count", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.Count(ctx, db)) }, sqls{"sqlite": ``}},
		{"set exists", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.Exists(ctx, db)) }, sqls{"sqlite": ``}},
		{"set first", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.First(ctx, db)) }, sqls{"sqlite": ``}},
		{"set update", func(ctx context.Context, db kin.Executor) error {
			return run(s.dune.Tags.Update(ctx, db, Tags.Rank.Set(2)))
		}, sqls{"sqlite": ``}},
		{"set delete targets", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.DeleteTargets(ctx, db)) }, sqls{"sqlite": ``}},
		{"reverse set all", func(ctx context.Context, db kin.Executor) error { return run(s.red.Books.All(ctx, db)) }, sqls{"sqlite": ``}},
		{"set of keys all", func(ctx context.Context, db kin.Executor) error {
			return run(Books.Tags.OfKeys(Books.Keys(1, 2)).All(ctx, db))
		}, sqls{"sqlite": ``}},
		{"set add", func(ctx context.Context, db kin.Executor) error { return run(s.emma.Tags.Add(ctx, db, s.red, s.blue)) }, sqls{"sqlite": ``}},
		{"set add keys", func(ctx context.Context, db kin.Executor) error {
			return run(s.emma.Tags.AddKeys(ctx, db, Tags.Keys(1)))
		}, sqls{"sqlite": ``}},
		{"set add nothing", func(ctx context.Context, db kin.Executor) error { return run(s.emma.Tags.Add(ctx, db)) }, sqls{"sqlite": ``}},
		{"reverse set add", func(ctx context.Context, db kin.Executor) error { return run(s.red.Books.Add(ctx, db, s.emma)) }, sqls{"sqlite": ``}},
		{"set of keys add", func(ctx context.Context, db kin.Executor) error {
			return run(Books.Tags.OfKeys(Books.Keys(1, 2)).Add(ctx, db, s.red))
		}, sqls{"sqlite": ``}},
		{"set remove", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.Remove(ctx, db, s.red)) }, sqls{"sqlite": ``}},
		{"reverse set remove", func(ctx context.Context, db kin.Executor) error { return run(s.red.Books.Remove(ctx, db, s.dune)) }, sqls{"sqlite": ``}},
		{"set clear", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.Clear(ctx, db)) }, sqls{"sqlite": ``}},
		{"reverse set clear", func(ctx context.Context, db kin.Executor) error { return run(s.red.Books.Clear(ctx, db)) }, sqls{"sqlite": ``}},
		{"set of keys clear", func(ctx context.Context, db kin.Executor) error {
			return run(Books.Tags.OfKeys(Books.Keys(1, 2)).Clear(ctx, db))
		}, sqls{"sqlite": ``}},
		{"set set", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.Set(ctx, db, s.blue)) }, sqls{"sqlite": ``}},
		{"reverse set set", func(ctx context.Context, db kin.Executor) error { return run(s.red.Books.Set(ctx, db, s.emma)) }, sqls{"sqlite": ``}},
		{"set set nothing", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.Set(ctx, db)) }, sqls{"sqlite": ``}},
		{"set replace", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.Replace(ctx, db, s.blue)) }, sqls{"sqlite": ``}},
		{"set create", func(ctx context.Context, db kin.Executor) error {
			return s.dune.Tags.Create(ctx, db, &Tag{Name: "new"})
		}, sqls{"sqlite": ``}},
		{"set get or create, there", func(ctx context.Context, db kin.Executor) error {
			return run(s.emma.Tags.GetOrCreate(ctx, db, &Tag{Name: "red"}, Tags.Name))
		}, sqls{"sqlite": ``}},
		{"set get or create, new", func(ctx context.Context, db kin.Executor) error {
			return run(s.emma.Tags.GetOrCreate(ctx, db, &Tag{Name: "new"}, Tags.Name))
		}, sqls{"sqlite": ``}},
		{"link pairs", func(ctx context.Context, db kin.Executor) error {
			return run(Books.Tags.Link(ctx, db, kin.Pair[Book, Tag]{Owner: s.emma, Target: s.red}))
		}, sqls{"sqlite": ``}},
		{"unlink pairs", func(ctx context.Context, db kin.Executor) error {
			return run(Books.Tags.Unlink(ctx, db, kin.Pair[Book, Tag]{Owner: s.dune, Target: s.red}))
		}, sqls{"sqlite": ``}},
		{"children all", func(ctx context.Context, db kin.Executor) error { return run(s.ann.Books.All(ctx, db)) }, sqls{"sqlite": ``}},
		{"children add", func(ctx context.Context, db kin.Executor) error { return run(s.ann.Books.Add(ctx, db, s.emma)) }, sqls{"sqlite": ``}},
		{"free children add", func(ctx context.Context, db kin.Executor) error {
			return run(Authors.Edited.Of(s.ann).Add(ctx, db, s.emma))
		}, sqls{"sqlite": ``}},
		{"free children remove", func(ctx context.Context, db kin.Executor) error {
			return run(Authors.Edited.Of(s.bob).Remove(ctx, db, s.dune))
		}, sqls{"sqlite": ``}},
		{"free children clear", func(ctx context.Context, db kin.Executor) error { return run(Authors.Edited.Of(s.bob).Clear(ctx, db)) }, sqls{"sqlite": ``}},
		{"free children set", func(ctx context.Context, db kin.Executor) error {
			return run(Authors.Edited.Of(s.bob).Set(ctx, db, s.emma))
		}, sqls{"sqlite": ``}},
		{"children create", func(ctx context.Context, db kin.Executor) error {
			return s.ann.Books.Create(ctx, db, &Book{Title: "new"})
		}, sqls{"sqlite": ``}},
	}
}
