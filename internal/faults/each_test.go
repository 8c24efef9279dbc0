package faults_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/kinorm/kin"
	tm "github.com/kinorm/kin/internal/testmodels"
)

// eachRows are more than Each reads at a time, in a transaction and out of it.
const eachRows = 620

// fillItems creates items whose Views are 0, 1, 2 and so on.
func fillItems(t *testing.T, db *kin.DB) {
	t.Helper()
	items := make([]*tm.Item, eachRows)
	for i := range items {
		items[i] = &tm.Item{Name: fmt.Sprint(i), Views: int64(i)}
	}
	check(t, tm.Items.CreateMany(ctx, db, items))
}

var byViews = tm.Items.Filter(tm.Items.Views.Lt(3 * eachRows)).OrderBy(tm.Items.Views.Asc())

// eachItem ranges over the items, which must come each once and as they were at the
// beginning of the loop, and calls body for them.
func eachItem(t *testing.T, ctx context.Context, db kin.Executor, body func(item *tm.Item) error) {
	t.Helper()
	next := int64(0)
	for item, err := range byViews.Each(ctx, db) {
		check(t, err)
		if item.Views != next {
			t.Fatalf("item %d comes in place of %d", item.Views, next)
		}
		check(t, body(item))
		next++
	}
	if next != eachRows {
		t.Fatalf("%d items, want %d", next, eachRows)
	}
}

// writeItem does in the loop what changes the rows and the order of the loop's own
// query: the row leaves it, and one is added at its end.
func writeItem(tx *kin.Tx, item *tm.Item) error {
	_, err := tm.Items.Filter(tm.Items.ID.Eq(item.ID)).Update(ctx, tx, tm.Items.Views.Set(3*eachRows+item.Views))
	return errors.Join(err, tm.Items.Create(ctx, tx, &tm.Item{Name: "new " + item.Name, Views: 2*eachRows + item.Views}))
}

// written checks what writeItem has done, for all items but every third.
func written(t *testing.T, db *kin.DB) {
	t.Helper()
	const kept = (eachRows + 2) / 3
	for what, c := range map[string]struct {
		query *kin.Query[*tm.Item]
		want  int64
	}{
		"left the query":  {tm.Items.Filter(tm.Items.Views.Ge(3 * eachRows)), eachRows - kept},
		"stayed as it is": {tm.Items.Filter(tm.Items.Views.Lt(eachRows)), kept},
		"was added":       {tm.Items.Filter(tm.Items.Views.Between(2*eachRows, 3*eachRows-1)), eachRows - kept},
	} {
		if n := must(c.query.Count(ctx, db))(t); n != c.want {
			t.Errorf("%s: %d items, want %d", what, n, c.want)
		}
	}
}

// TestEachWithTransactionInside: the body of a loop writes in transactions of its
// own to the very table that the loop reads, and some are rolled back.
func TestEachWithTransactionInside(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, f *faults) {
		ctx, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		fillItems(t, db)
		eachItem(t, ctx, db, func(item *tm.Item) error {
			return butThird(item, func(f func(tx *kin.Tx) error) error { return db.InTx(ctx, f) })
		})
		written(t, db)
		idle(t, f)
	})
}

// TestEachWithSavepointInside: the same in one transaction.
func TestEachWithSavepointInside(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, f *faults) {
		ctx, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		fillItems(t, db)
		check(t, db.InTx(ctx, func(tx *kin.Tx) error {
			eachItem(t, ctx, tx, func(item *tm.Item) error {
				return butThird(item, func(f func(tx *kin.Tx) error) error { return tx.InTx(ctx, f) })
			})
			return nil
		}))
		written(t, db)
		idle(t, f)
	})
}

// butThird writes an item in a transaction, or a savepoint, which it rolls back for
// every third one.
func butThird(item *tm.Item, inTx func(func(tx *kin.Tx) error) error) error {
	third := item.Views%3 == 0
	err := inTx(func(tx *kin.Tx) error {
		if err := writeItem(tx, item); err != nil || !third {
			return err
		}
		return errOwn
	})
	if third && errors.Is(err, errOwn) {
		return nil
	}
	return err
}

// TestEachThatEndsEarly: a loop that is left inside a transaction of its body gives
// back its connections, however it is left.
func TestEachThatEndsEarly(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, f *faults) {
		fillItems(t, db)
		leave := func(ctx context.Context, db kin.Executor, body func(n int) error) (n int, err error) {
			for item, err := range byViews.Each(ctx, db) {
				if err != nil {
					return n, err
				}
				if _, err = tm.Items.Filter(tm.Items.ID.Eq(item.ID)).Update(ctx, db, tm.Items.Note.Set("seen")); err != nil {
					return n, err
				}
				if n++; n == 600 {
					if err := body(n); err != nil {
						return n, err
					}
				}
			}
			return n, nil
		}
		stop := func(int) error { return errOwn }
		if n, err := leave(ctx, db, stop); n != 600 || !errors.Is(err, errOwn) {
			t.Errorf("left with an error: %d, %v", n, err)
		}
		idle(t, f)
		err := db.InTx(ctx, func(tx *kin.Tx) error { return errorOf(leave(ctx, tx, stop)) })
		if !errors.Is(err, errOwn) {
			t.Errorf("left in a transaction: %v", err)
		}
		idle(t, f)
		func() {
			defer func() { _ = recover() }()
			_, _ = leave(ctx, db, func(int) error { panic("the loop ends here") })
			t.Error("the panic did not go on")
		}()
		idle(t, f)
		ended, cancel := context.WithCancel(ctx)
		if n, err := leave(ended, db, func(int) error { cancel(); return nil }); n != 600 || !errors.Is(err, context.Canceled) {
			t.Errorf("the context ended: %d, %v", n, err)
		}
		idle(t, f)
		if n := must(tm.Items.Filter(tm.Items.Note.Eq("seen")).Count(ctx, db))(t); n != 600 {
			t.Errorf("%d items were written, want 600", n)
		}
	})
}

func errorOf[T any](_ T, err error) error { return err }
