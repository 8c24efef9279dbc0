package kin_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

var errOwn = errors.New("the program's own error")

func countItems(t testing.TB, db kin.Executor) int64 {
	t.Helper()
	return must(testmodels.Items.Count(ctx, db))(t)
}

// usable checks that a database still writes, so that no transaction is left open.
func usable(t testing.TB, db *kin.DB) {
	t.Helper()
	check(t, db.InTx(ctx, func(tx *kin.Tx) error {
		_, err := testmodels.Items.AllRows().Delete(ctx, tx)
		return err
	}))
}

func TestCommit(t *testing.T) { onEach(t, testCommit) }

func testCommit(t *testing.T, db *kin.DB) {
	item := &testmodels.Item{Name: "a"}
	check(t, db.InTx(ctx, func(tx *kin.Tx) error { return testmodels.Items.Create(ctx, tx, item) }))
	if !kin.Saved(item) || countItems(t, db) != 1 {
		t.Errorf("saved %v, %d rows", kin.Saved(item), countItems(t, db))
	}
}

// TestRollback: however a transaction ends without a commit, nothing of it stays,
// the reason goes on to the caller, and the database is usable.
func TestRollback(t *testing.T) { onEach(t, testRollback) }

func testRollback(t *testing.T, db *kin.DB) {
	create := func(tx *kin.Tx) { must(0, testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: "a"}))(t) }
	canceled, cancel := context.WithCancelCause(ctx)
	ends := map[string]func(db *kin.DB){
		"error": func(db *kin.DB) {
			err := db.InTx(ctx, func(tx *kin.Tx) error { create(tx); return errOwn })
			if !errors.Is(err, errOwn) {
				t.Errorf("the error is %v", err)
			}
		},
		"panic": func(db *kin.DB) {
			defer func() {
				if got := recover(); got != any(errOwn) {
					t.Errorf("the panic is %v", got)
				}
			}()
			_ = db.InTx(ctx, func(tx *kin.Tx) error { create(tx); panic(errOwn) })
		},
		"goexit": func(db *kin.DB) {
			done := make(chan struct{})
			go func() {
				defer close(done)
				_ = db.InTx(ctx, func(tx *kin.Tx) error { create(tx); runtime.Goexit(); return nil })
			}()
			<-done
		},
		"canceled": func(db *kin.DB) {
			err := db.InTx(canceled, func(tx *kin.Tx) error { create(tx); cancel(errOwn); return nil })
			if !errors.Is(err, errOwn) {
				t.Errorf("the error is %v", err)
			}
		},
		"panic in savepoint": func(db *kin.DB) {
			defer func() {
				if got := recover(); got != "deep" {
					t.Errorf("the panic is %v", got)
				}
			}()
			_ = db.InTx(ctx, func(tx *kin.Tx) error {
				create(tx)
				return tx.InTx(ctx, func(*kin.Tx) error { panic("deep") })
			})
		},
		"panic while rows are read": func(db *kin.DB) {
			defer func() {
				if got := recover(); got != "rows" {
					t.Errorf("the panic is %v", got)
				}
			}()
			_ = db.InTx(ctx, func(tx *kin.Tx) error {
				create(tx)
				for range testmodels.Items.Each(ctx, tx) {
					panic("rows")
				}
				return nil
			})
		},
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			committed := false
			end(db)
			if n := countItems(t, db); n != 0 || committed {
				t.Errorf("%d rows stayed", n)
			}
			usable(t, db)
		})
	}
}

// TestPanicInEach: a panic in a loop over rows outside of a transaction gives the
// connection back.
func TestPanicInEach(t *testing.T) { onEach(t, testPanicInEach) }

func testPanicInEach(t *testing.T, db *kin.DB) {
	check(t, testmodels.Items.Create(ctx, db, &testmodels.Item{Name: "a"}))
	for range 20 {
		func() {
			defer func() { _ = recover() }()
			for range testmodels.Items.Each(ctx, db) {
				panic("rows")
			}
		}()
	}
	usable(t, db)
}

func TestSavepoints(t *testing.T) { onEach(t, testSavepoints) }

func testSavepoints(t *testing.T, db *kin.DB) {
	names := func(db kin.Executor) []string {
		return must(kin.Select1(testmodels.Items.OrderBy(testmodels.Items.Name.Asc()), testmodels.Items.Name).All(ctx, db))(t)
	}
	create := func(tx *kin.Tx, name string) *testmodels.Item {
		item := &testmodels.Item{Name: name}
		check(t, testmodels.Items.Create(ctx, tx, item))
		return item
	}
	var lost, kept *testmodels.Item
	check(t, db.InTx(ctx, func(tx *kin.Tx) error {
		create(tx, "a")
		err := tx.InTx(ctx, func(tx *kin.Tx) error {
			kept = create(tx, "b")
			err := tx.InTx(ctx, func(tx *kin.Tx) error {
				lost = create(tx, "c")
				return errOwn
			})
			if !errors.Is(err, errOwn) || kin.Saved(lost) || lost.ID != 0 {
				t.Errorf("%v, saved %v, key %d", err, kin.Saved(lost), lost.ID)
			}
			return nil
		})
		create(tx, "d")
		return err
	}))
	if got := names(db); !slices.Equal(got, []string{"a", "b", "d"}) || !kin.Saved(kept) {
		t.Errorf("rows %q, saved %v", got, kin.Saved(kept))
	}
	err := db.InTx(ctx, func(tx *kin.Tx) error {
		check(t, tx.InTx(ctx, func(tx *kin.Tx) error { lost = create(tx, "e"); return nil }))
		return errOwn
	})
	if !errors.Is(err, errOwn) || kin.Saved(lost) || lost.ID != 0 || len(names(db)) != 3 {
		t.Errorf("a released savepoint outlived its transaction: %v, saved %v, rows %q", err, kin.Saved(lost), names(db))
	}
}

func TestReadOnlyTransaction(t *testing.T) { onEach(t, testReadOnlyTransaction) }

func testReadOnlyTransaction(t *testing.T, db *kin.DB) {
	if strings.HasSuffix(t.Name(), "/sqlite-memory") {
		t.Skip("a database in memory has one connection, and this needs two")
	}
	item := &testmodels.Item{Name: "a"}
	err := db.InTx(ctx, func(tx *kin.Tx) error {
		if n := countItems(t, tx); n != 0 {
			t.Errorf("%d rows", n)
		}
		check(t, testmodels.Items.Create(ctx, db, &testmodels.Item{Name: "from outside"}))
		if n := countItems(t, tx); n != 0 {
			t.Errorf("the transaction sees %d rows of another", n)
		}
		return testmodels.Items.Create(ctx, tx, item)
	}, kin.ReadOnly())
	if !errors.Is(err, kin.ErrReadOnly) || kin.Saved(item) {
		t.Errorf("%v, saved %v", err, kin.Saved(item))
	}
	if n := countItems(t, db); n != 1 {
		t.Errorf("%d rows", n)
	}
	usable(t, db)
}

func TestOnCommit(t *testing.T) { onEach(t, testOnCommit) }

func testOnCommit(t *testing.T, db *kin.DB) {
	var ran []string
	note := func(tx *kin.Tx, name string) { tx.OnCommit(func() { ran = append(ran, name) }) }
	check(t, db.InTx(ctx, func(tx *kin.Tx) error {
		note(tx, "a")
		check(t, tx.InTx(ctx, func(tx *kin.Tx) error { note(tx, "b"); return nil }))
		_ = tx.InTx(ctx, func(tx *kin.Tx) error {
			note(tx, "lost")
			check(t, tx.InTx(ctx, func(tx *kin.Tx) error { note(tx, "lost too"); return nil }))
			return errOwn
		})
		note(tx, "c")
		if len(ran) > 0 {
			t.Errorf("%q ran before the commit", ran)
		}
		return nil
	}))
	_ = db.InTx(ctx, func(tx *kin.Tx) error { note(tx, "rolled back"); return errOwn })
	if !slices.Equal(ran, []string{"a", "b", "c"}) {
		t.Errorf("ran %q", ran)
	}
}

// TestOnCommitUsesDatabase: when OnCommit runs, the transaction's connection is free.
func TestOnCommitUsesDatabase(t *testing.T) { onEach(t, testOnCommitUsesDatabase) }

func testOnCommitUsesDatabase(t *testing.T, db *kin.DB) {
	ran := false
	check(t, db.InTx(ctx, func(tx *kin.Tx) error {
		check(t, testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: "a"}))
		tx.OnCommit(func() {
			soon, cancel := context.WithTimeout(ctx, waitLimit)
			defer cancel()
			ran = true
			if err := testmodels.Items.Create(soon, db, &testmodels.Item{Name: "b"}); err != nil {
				t.Errorf("in OnCommit: %v", err)
			}
		})
		return nil
	}))
	if n := countItems(t, db); n != 2 || !ran {
		t.Errorf("%d rows, ran %v", n, ran)
	}
}

// TestEndedTransaction: a transaction that has ended says so, whatever is asked of it.
func TestEndedTransaction(t *testing.T) { onEach(t, testEndedTransaction) }

func testEndedTransaction(t *testing.T, db *kin.DB) {
	var ended, nested *kin.Tx
	check(t, db.InTx(ctx, func(tx *kin.Tx) error {
		ended = tx
		return tx.InTx(ctx, func(tx *kin.Tx) error { nested = tx; return nil })
	}))
	for _, tx := range []*kin.Tx{ended, nested} {
		_, readErr := testmodels.Items.All(ctx, tx)
		errs := map[string]error{
			"read":      readErr,
			"write":     testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: "a"}),
			"savepoint": tx.InTx(ctx, func(*kin.Tx) error { t.Error("the savepoint began"); return nil }),
			"many":      testmodels.Items.CreateMany(ctx, tx, []*testmodels.Item{{Name: "a"}}),
		}
		for _, err := range testmodels.Items.Each(ctx, tx) {
			errs["each"] = err
		}
		for what, err := range errs {
			if !errors.Is(err, kin.ErrTxDone) {
				t.Errorf("%s: %v is not ErrTxDone", what, err)
			}
		}
		if len(errs) != 5 {
			t.Error("each gave no error")
		}
	}
}
