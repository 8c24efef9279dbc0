package kin_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
	"github.com/kinorm/kin/kintest"
)

// openAny returns the first database, for tests that are not about databases.
func openAny(tb testing.TB) *kin.DB {
	tb.Helper()
	return openTables(tb, kintest.Databases(tb)[0], testmodels.Models)
}

// A hookLog remembers which hooks were called with which items.
type hookLog struct {
	lines []string
	fail  string // the hook that fails
}

// db returns a handle whose hooks for items write to the log.
func (l *hookLog) db(db *kin.DB) *kin.DB {
	on := func(name string) kin.Hook[*testmodels.Item] {
		return func(_ context.Context, tx *kin.Tx, item *testmodels.Item) error {
			l.lines = append(l.lines, fmt.Sprintf("%s %s %v", name, item.Name, kin.Saved(item)))
			if name == l.fail {
				return errOwn
			}
			return nil
		}
	}
	return db.With(
		kin.BeforeCreate(testmodels.Items, on("before create")), kin.AfterCreate(testmodels.Items, on("after create")),
		kin.BeforeUpdate(testmodels.Items, on("before update")), kin.AfterUpdate(testmodels.Items, on("after update")),
		kin.BeforeSave(testmodels.Items, on("before save")), kin.AfterSave(testmodels.Items, on("after save")),
		kin.BeforeDelete(testmodels.Items, on("before delete")), kin.AfterDelete(testmodels.Items, on("after delete")),
	)
}

// took checks which hooks were called since the last time.
func (l *hookLog) took(t testing.TB, want ...string) {
	t.Helper()
	if !slices.Equal(l.lines, want) {
		t.Errorf("hooks called:\n%q\nwant:\n%q", l.lines, want)
	}
	l.lines = nil
}

// TestHooksOfVerbs: which hooks each verb runs, in which order, and what the
// objects are at that time.
func TestHooksOfVerbs(t *testing.T) {
	onEach(t, func(t *testing.T, plain *kin.DB) {
		l := new(hookLog)
		db := l.db(plain)
		created := func(name string) []string {
			return []string{
				"before create " + name + " false", "before save " + name + " false",
				"after create " + name + " true", "after save " + name + " true",
			}
		}
		updated := func(name string) []string {
			return []string{
				"before update " + name + " true", "before save " + name + " true",
				"after update " + name + " true", "after save " + name + " true",
			}
		}
		a := &testmodels.Item{Name: "a"}
		check(t, testmodels.Items.Create(ctx, db, a))
		l.took(t, created("a")...)
		check(t, testmodels.Items.Save(ctx, db, a))
		l.took(t, updated("a")...)
		b := &testmodels.Item{Name: "b"}
		check(t, testmodels.Items.Save(ctx, db, b))
		l.took(t, created("b")...)
		c, d := &testmodels.Item{Name: "c"}, &testmodels.Item{Name: "d"}
		check(t, testmodels.Items.CreateMany(ctx, db, []*testmodels.Item{c, d}))
		l.took(t, "before create c false", "before save c false", "before create d false", "before save d false",
			"after create c true", "after save c true", "after create d true", "after save d true")
		check(t, testmodels.Items.UpdateMany(ctx, db, []*testmodels.Item{a, b}, testmodels.Items.Name))
		l.took(t, "before update a true", "before save a true", "before update b true", "before save b true",
			"after update a true", "after save a true", "after update b true", "after save b true")
		check(t, testmodels.Items.Upsert(ctx, db, &testmodels.Item{Name: "a"}, testmodels.Items.Name))
		l.took(t, "before save a false", "after save a true")

		e := &testmodels.Item{Name: "e"}
		must(testmodels.Items.GetOrCreate(ctx, db, e, testmodels.Items.Name))(t)
		l.took(t, created("e")...)
		must(testmodels.Items.GetOrCreate(ctx, db, &testmodels.Item{Name: "e"}, testmodels.Items.Name))(t)
		l.took(t)
		must(testmodels.Items.UpdateOrCreate(ctx, db, &testmodels.Item{Name: "e"}, testmodels.Items.Name))(t)
		l.took(t, updated("e")...)
		check(t, testmodels.Items.Reload(ctx, plain, e))
		check(t, kin.SaveGraphs(ctx, db, []*testmodels.Item{e, {Name: "f"}}))
		l.took(t, slices.Concat(updated("e"), created("f"))...)

		must(testmodels.Items.Delete(ctx, db, c, d))(t)
		l.took(t, "before delete c true", "before delete d true", "after delete c false", "after delete d false")
		must(testmodels.Items.Filter(testmodels.Items.Name.Eq("a")).Update(ctx, db, testmodels.Items.Views.Set(3)))(t)
		must(testmodels.Items.Filter(testmodels.Items.Name.Eq("a")).Delete(ctx, db))(t)
		check(t, testmodels.Items.CreateMany(ctx, db, nil))
		check(t, testmodels.Items.Create(ctx, plain, &testmodels.Item{Name: "z"}))
		l.took(t)
	})
}

// TestHookUndoes: the error of a hook undoes the write, also where the program
// goes on in its own transaction, and the object claims nothing.
func TestHookUndoes(t *testing.T) {
	onEach(t, func(t *testing.T, plain *kin.DB) {
		old := &testmodels.Item{Name: "old", Views: 1}
		check(t, testmodels.Items.Create(ctx, plain, old))
		verbs := map[string]func(db kin.Executor) error{
			"create": func(db kin.Executor) error {
				item := &testmodels.Item{Name: "new"}
				err := testmodels.Items.Create(ctx, db, item)
				if kin.Saved(item) || item.ID != 0 {
					t.Errorf("saved %v, ID %d", kin.Saved(item), item.ID)
				}
				return err
			},
			"update": func(db kin.Executor) error {
				c := must(testmodels.Items.Get(ctx, plain, old.ID))(t)
				c.Views = 2
				return testmodels.Items.Save(ctx, db, c)
			},
			"delete": func(db kin.Executor) error {
				c := must(testmodels.Items.Get(ctx, plain, old.ID))(t)
				_, err := testmodels.Items.Delete(ctx, db, c)
				if !kin.Saved(c) {
					t.Error("the object counts as deleted")
				}
				return err
			},
		}
		unchanged := func(when string) {
			t.Helper()
			if got := must(testmodels.Items.All(ctx, plain))(t); len(got) != 1 || got[0].Views != 1 {
				t.Errorf("%s: %d items, %d views", when, len(got), got[0].Views)
			}
		}
		for verb, run := range verbs {
			for _, when := range []string{"before ", "after "} {
				l := &hookLog{fail: when + verb}
				db := l.db(plain)
				err := run(db)
				if !errors.Is(err, errOwn) {
					t.Errorf("%s%s: the error is %v", when, verb, err)
				}
				says(t, err, "hook "+when+verb+" of Item")
				unchanged(when + verb)
			}
		}
	})
}

// TestHookUndoesInTransaction: a transaction goes on after the error of a hook,
// without what the hook's verb wrote.
func TestHookUndoesInTransaction(t *testing.T) {
	onEach(t, func(t *testing.T, plain *kin.DB) {
		l := &hookLog{fail: "after create"}
		check(t, l.db(plain).InTx(ctx, func(tx *kin.Tx) error {
			if err := testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: "a"}); !errors.Is(err, errOwn) {
				t.Errorf("the error is %v", err)
			}
			l.fail = ""
			return testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: "b"})
		}))
		if got := must(testmodels.Items.Get(ctx, plain, must(testmodels.Items.First(ctx, plain))(t).ID))(t); got.Name != "b" || countItems(t, plain) != 1 {
			t.Errorf("the first of %d items is %s", countItems(t, plain), got.Name)
		}
	})
}

// TestHookWrites: a hook changes the object before defaults and checks, and writes
// other rows in the same transaction.
func TestHookWrites(t *testing.T) {
	onEach(t, func(t *testing.T, plain *kin.DB) {
		db := plain.With(
			kin.BeforeSave(testmodels.Checkeds, func(_ context.Context, _ *kin.Tx, c *testmodels.Checked) error {
				if c.Name == "" {
					c.Name = "unnamed"
				}
				return nil
			}),
			kin.AfterCreate(testmodels.Checkeds, func(ctx context.Context, tx *kin.Tx, c *testmodels.Checked) error {
				return testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: c.Name, Views: c.ID})
			}),
		)
		c := &testmodels.Checked{}
		check(t, testmodels.Checkeds.Create(ctx, db, c))
		item := must(testmodels.Items.First(ctx, plain))(t)
		if c.Name != "unnamed" || item.Name != "unnamed" || item.Views != c.ID {
			t.Errorf("%q; %q, %d", c.Name, item.Name, item.Views)
		}
		err := testmodels.Checkeds.Create(ctx, db, &testmodels.Checked{})
		if !errors.Is(err, kin.ErrUnique) {
			t.Errorf("a second item: %v", err)
		}
		if n := must(testmodels.Checkeds.Count(ctx, plain))(t); n != 1 {
			t.Errorf("%d rows after the hook failed", n)
		}
	})
}

// TestHookOnCommit: what a hook wants after the commit happens once, after the
// outermost one, and not where it, or a savepoint, is rolled back.
func TestHookOnCommit(t *testing.T) {
	onEach(t, func(t *testing.T, plain *kin.DB) {
		var said []string
		db := plain.With(kin.AfterCreate(testmodels.Items, func(_ context.Context, tx *kin.Tx, item *testmodels.Item) error {
			tx.OnCommit(func() {
				said = append(said, fmt.Sprintf("%s of %d", item.Name, countItems(t, plain)))
			})
			return nil
		}))
		create := func(db kin.Executor, name string) error {
			return testmodels.Items.Create(ctx, db, &testmodels.Item{Name: name})
		}
		check(t, create(db, "alone"))
		check(t, db.InTx(ctx, func(tx *kin.Tx) error {
			check(t, create(tx, "first"))
			_ = tx.InTx(ctx, func(tx *kin.Tx) error { check(t, create(tx, "undone")); return errOwn })
			check(t, tx.InTx(ctx, func(tx *kin.Tx) error { return create(tx, "second") }))
			if len(said) != 1 {
				t.Errorf("before the commit: %q", said)
			}
			return nil
		}))
		_ = db.InTx(ctx, func(tx *kin.Tx) error { check(t, create(tx, "never")); return errOwn })
		if want := []string{"alone of 1", "first of 3", "second of 3"}; !slices.Equal(said, want) {
			t.Errorf("after the commits: %q, want %q", said, want)
		}
	})
}

// TestHookWithoutEnd: a hook that saves its own object ends in an error, not in
// the end of the program.
func TestHookWithoutEnd(t *testing.T) { onEach(t, testHookWithoutEnd) }

func testHookWithoutEnd(t *testing.T, plain *kin.DB) {
	db := plain.With(kin.AfterSave(testmodels.Items, func(ctx context.Context, tx *kin.Tx, item *testmodels.Item) error {
		return testmodels.Items.Save(ctx, tx, item)
	}))
	says(t, testmodels.Items.Create(ctx, db, &testmodels.Item{Name: "a"}), "a hook must not write its own object again")
	if n := countItems(t, plain); n != 0 {
		t.Errorf("%d items", n)
	}
}

// TestHookOfBadInput: hooks do not see what is refused before any SQL.
func TestHookOfBadInput(t *testing.T) { onEach(t, testHookOfBadInput) }

func testHookOfBadInput(t *testing.T, plain *kin.DB) {
	l := new(hookLog)
	db := l.db(plain)
	item := &testmodels.Item{Name: "a"}
	says(t, testmodels.Items.Create(ctx, db, nil), "create Item", "nil")
	says(t, testmodels.Items.CreateMany(ctx, db, []*testmodels.Item{item, nil}), "create Item", "nil")
	_, err := testmodels.Items.Delete(ctx, db, item)
	if !errors.Is(err, kin.ErrUnsaved) {
		t.Errorf("delete: %v", err)
	}
	if err := testmodels.Items.UpdateMany(ctx, db, []*testmodels.Item{item}); !errors.Is(err, kin.ErrUnsaved) {
		t.Errorf("update many: %v", err)
	}
	l.took(t)
}

// TestNoHooksCostNothing: hooks of another model, or of other verbs, cost neither a
// statement nor an allocation.
func TestNoHooksCostNothing(t *testing.T) { onEach(t, testNoHooksCostNothing) }

func testNoHooksCostNothing(t *testing.T, plain *kin.DB) {
	other := plain.With(
		kin.BeforeSave(testmodels.Checkeds, func(context.Context, *kin.Tx, *testmodels.Checked) error { return nil }),
		kin.AfterDelete(testmodels.Items, func(context.Context, *kin.Tx, *testmodels.Item) error { return nil }),
	)
	item := &testmodels.Item{Name: "a"}
	check(t, testmodels.Items.Create(ctx, plain, item))
	save := func(db *kin.DB) float64 {
		return testing.AllocsPerRun(50, func() { check(t, testmodels.Items.Save(ctx, db, item)) })
	}
	if without, with := save(plain), save(other); with > without {
		t.Errorf("%v allocations with hooks of others, %v without", with, without)
	}
	kintest.Budget(t, other, 1, func(db *kin.DB) { check(t, testmodels.Items.Save(ctx, db, item)) })
}
