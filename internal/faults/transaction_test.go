package faults_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

const statements = 10

// A way is how a transaction ends before its last statement. It is called within
// the transaction and returns what its function returns there.
type way struct {
	name string
	end  func(tx *kin.Tx, cancel context.CancelCauseFunc) error
	want func(err error, panicked any) bool
}

var ways = []way{
	{
		name: "error",
		end:  func(*kin.Tx, context.CancelCauseFunc) error { return errOwn },
		want: func(err error, panicked any) bool { return errors.Is(err, errOwn) && panicked == nil },
	},
	{
		name: "panic",
		end:  func(*kin.Tx, context.CancelCauseFunc) error { panic(errOwn) },
		want: func(_ error, panicked any) bool { return panicked == any(errOwn) },
	},
	{
		name: "goexit",
		end:  func(*kin.Tx, context.CancelCauseFunc) error { runtime.Goexit(); return nil },
		want: func(err error, panicked any) bool { return err == nil && panicked == nil }, // InTx never returns
	},
	{
		name: "cancel",
		end:  func(_ *kin.Tx, cancel context.CancelCauseFunc) error { cancel(errOwn); return nil },
		want: func(err error, panicked any) bool {
			return errors.Is(err, context.Canceled) && errors.Is(err, errOwn) && panicked == nil
		},
	},
	{
		name: "error of a savepoint",
		end: func(tx *kin.Tx, _ context.CancelCauseFunc) error {
			return tx.InTx(ctx, func(tx *kin.Tx) error {
				return errors.Join(testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: "inner"}), errOwn)
			})
		},
		want: func(err error, panicked any) bool { return errors.Is(err, errOwn) && panicked == nil },
	},
	{
		name: "panic in a savepoint",
		end: func(tx *kin.Tx, _ context.CancelCauseFunc) error {
			return tx.InTx(ctx, func(tx *kin.Tx) error {
				if err := testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: "inner"}); err != nil {
					return err
				}
				panic(errOwn)
			})
		},
		want: func(_ error, panicked any) bool { return panicked == any(errOwn) },
	},
}

// TestEveryEnd: wherever and however a transaction ends without a commit, nothing of
// it stays, its connection is free, and the reason reaches the caller as it was.
func TestEveryEnd(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, f *faults) {
		for _, way := range ways {
			for at := range statements {
				objs, err, panicked := endAt(db, way, at)
				if !way.want(err, panicked) {
					t.Errorf("%s at %d: error %v, panic %v", way.name, at, err, panicked)
				}
				if n := items(t, db); n != 0 {
					t.Fatalf("%s at %d: %d rows stayed", way.name, at, n)
				}
				for _, obj := range objs {
					if kin.Saved(obj) || obj.ID != 0 {
						t.Errorf("%s at %d: %s says that it is saved", way.name, at, obj.Name)
					}
				}
				idle(t, f)
			}
		}
	})
}

// endAt runs a transaction in a goroutine of its own.
func endAt(db *kin.DB, way way, at int) (objs []*testmodels.Item, err error, panicked any) { //nolint:revive // the panic comes after the error
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { panicked = recover() }()
		ctx, cancel := context.WithCancelCause(ctx)
		defer cancel(nil)
		err = db.InTx(ctx, func(tx *kin.Tx) error {
			for i := range statements {
				if i == at {
					if err := way.end(tx, cancel); err != nil {
						return err
					}
				}
				obj := &testmodels.Item{Name: fmt.Sprint("item ", i)}
				objs = append(objs, obj)
				if err := testmodels.Items.Create(ctx, tx, obj); err != nil {
					return err
				}
			}
			return nil
		})
	}()
	<-done
	return objs, err, panicked
}

// TestCanceledLast: a transaction whose context ends after its last statement, but
// before its function returns, is rolled back.
func TestCanceledLast(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, _ *faults) {
		ended, cancel := context.WithCancel(ctx)
		err := db.InTx(ended, func(tx *kin.Tx) error {
			defer cancel()
			return testmodels.Items.Create(ended, tx, &testmodels.Item{Name: "a"})
		})
		if !errors.Is(err, context.Canceled) || items(t, db) != 0 {
			t.Errorf("%v, %d rows", err, items(t, db))
		}
	})
}

// TestMisuse: what is asked of a transaction at the wrong time is a typed error, and
// nobody waits forever.
func TestMisuse(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, f *faults) {
		create := func(db kin.Executor, name string) error {
			return testmodels.Items.Create(ctx, db, &testmodels.Item{Name: name})
		}
		check(t, db.InTx(ctx, func(outer *kin.Tx) error {
			check(t, outer.InTx(ctx, func(*kin.Tx) error {
				if err := create(outer, "a"); !errors.Is(err, kin.ErrTxInUse) {
					t.Errorf("the outer one in a savepoint: %v", err)
				}
				if err := outer.InTx(ctx, func(*kin.Tx) error { return nil }); !errors.Is(err, kin.ErrTxInUse) {
					t.Errorf("a second savepoint: %v", err)
				}
				return nil
			}))
			return create(outer, "b")
		}))

		// The function returns while a savepoint is open in another goroutine.
		opened, ended := make(chan struct{}), make(chan struct{})
		inner, after := make(chan error, 1), error(nil)
		outer := db.InTx(ctx, func(tx *kin.Tx) error {
			go func() {
				inner <- tx.InTx(ctx, func(tx *kin.Tx) error {
					err := create(tx, "c")
					close(opened)
					<-ended
					after = create(tx, "d")
					return err
				})
			}()
			<-opened
			return nil
		})
		close(ended)
		if err := <-inner; !errors.Is(err, kin.ErrTxDone) || !errors.Is(after, kin.ErrTxDone) {
			t.Errorf("a savepoint after its transaction: %v; a statement in it: %v", err, after)
		}
		if !errors.Is(outer, kin.ErrTxInUse) || items(t, db) != 1 {
			t.Errorf("an end before that of a savepoint: %v, %d rows", outer, items(t, db))
		}
		idle(t, f)
	})
}

// TestShared: goroutines that share a transaction take turns, and after its end all
// of them are told.
func TestShared(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, _ *faults) {
		late := make(chan error, workers)
		end := make(chan struct{})
		check(t, db.InTx(ctx, func(tx *kin.Tx) error {
			together(t, func(worker int) error {
				for i := range 5 {
					if err := testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: fmt.Sprint(worker, " ", i)}); err != nil {
						return err
					}
				}
				go func() {
					<-end
					late <- testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: fmt.Sprint(worker, " late")})
				}()
				return nil
			})
			return nil
		}))
		close(end)
		for range workers {
			if err := <-late; !errors.Is(err, kin.ErrTxDone) {
				t.Errorf("after the end: %v", err)
			}
		}
		if n := items(t, db); n != 5*workers {
			t.Errorf("%d rows", n)
		}
	})
}

// TestSavepointNotRolledBack: where a savepoint could not be rolled back, the
// transaction is not committed, even if its function goes on.
func TestSavepointNotRolledBack(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, f *faults) {
		err := db.InTx(ctx, func(tx *kin.Tx) error {
			_ = tx.InTx(ctx, func(tx *kin.Tx) error {
				check(t, testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: "a"}))
				f.failAt(1)
				return errOwn
			})
			if f.fired() != "Script" {
				t.Errorf("%q has failed", f.fired())
			}
			if err := testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: "b"}); !errors.Is(err, errFault) {
				t.Errorf("a statement after it: %v", err)
			}
			return nil
		})
		if !errors.Is(err, errFault) || items(t, db) != 0 {
			t.Errorf("%v, %d rows", err, items(t, db))
		}
	})
}
