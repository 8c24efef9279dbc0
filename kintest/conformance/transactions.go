package conformance

import (
	"context"
	"errors"
	"runtime"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

var errOwn = errors.New("the program's own error")

// transactions are cases about what is written together.
func transactions() []example { return append(ends(), insides()...) }

func create(r *run, db kin.Executor, name string) *models.Author {
	r.Helper()
	x := &models.Author{Name: name}
	r.ok(models.Authors.Create(r.ctx, db, x))
	return x
}

func authorNames(r *run, db kin.Executor) []string {
	r.Helper()
	return must(kin.Select1(models.Authors.Query(), models.Authors.Name).All(r.ctx, db))(r)
}

// ends are cases about how a transaction may end.
func ends() []example {
	// without is a case: however a transaction ends, nothing of it stays, and the
	// database goes on.
	without := func(name string, end func(r *run, body func(tx *kin.Tx))) example {
		return example{"nothing stays after " + name, nil, func(r *run) {
			var x *models.Author
			end(r, func(tx *kin.Tx) {
				x = create(r, tx, "a")
				same(r, "inside", authorNames(r, tx), []string{"a"})
			})
			same(r, "afterwards", authorNames(r, r.db), []string{})
			if kin.Saved(x) || x.ID != 0 {
				r.Errorf("the object has the key %d, saved %v", x.ID, kin.Saved(x))
			}
			r.ok(r.db.InTx(r.ctx, func(tx *kin.Tx) error { create(r, tx, "b"); return nil }))
		}}
	}
	return []example{
		{"commit", nil, func(r *run) {
			var x *models.Author
			r.ok(r.db.InTx(r.ctx, func(tx *kin.Tx) error { x = create(r, tx, "a"); return nil }))
			same(r, "rows", authorNames(r, r.db), []string{"a"})
			same(r, "saved", kin.Saved(x), true)
		}},
		without("an error", func(r *run, body func(*kin.Tx)) {
			r.is("transaction", r.db.InTx(r.ctx, func(tx *kin.Tx) error { body(tx); return errOwn }), errOwn)
		}),
		without("a panic", func(r *run, body func(*kin.Tx)) {
			defer func() {
				if _, ok := recover().(runtime.Error); !ok {
					r.Error("the panic did not go on to the caller")
				}
			}()
			nothing := []error{}
			_ = r.db.InTx(r.ctx, func(tx *kin.Tx) error { body(tx); return nothing[len(r.Name())] })
		}),
		without("the end of its goroutine", func(r *run, body func(*kin.Tx)) {
			done := make(chan struct{})
			go func() {
				defer close(done)
				_ = r.db.InTx(r.ctx, func(tx *kin.Tx) error { body(tx); runtime.Goexit(); return nil })
			}()
			<-done
		}),
		without("the end of its context", func(r *run, body func(*kin.Tx)) {
			ctx, cancel := context.WithCancelCause(r.ctx)
			err := r.db.InTx(ctx, func(tx *kin.Tx) error { body(tx); cancel(errOwn); return nil })
			r.is("transaction", err, errOwn)
		}),
		without("an error after a savepoint", func(r *run, body func(*kin.Tx)) {
			r.is("transaction", r.db.InTx(r.ctx, func(tx *kin.Tx) error {
				r.ok(tx.InTx(r.ctx, func(tx *kin.Tx) error { body(tx); return nil }))
				return errOwn
			}), errOwn)
		}),
		{"a transaction that has ended says so", nil, func(r *run) {
			var ended *kin.Tx
			r.ok(r.db.InTx(r.ctx, func(tx *kin.Tx) error { ended = tx; return nil }))
			_, err := models.Authors.All(r.ctx, ended)
			r.is("read", err, kin.ErrTxDone)
			r.is("write", models.Authors.Create(r.ctx, ended, &models.Author{Name: "a"}), kin.ErrTxDone)
			r.is("savepoint", ended.InTx(r.ctx, func(*kin.Tx) error { return nil }), kin.ErrTxDone)
		}},
		{"what waits for the commit runs after it", nil, func(r *run) {
			var ran []string
			note := func(tx *kin.Tx, name string) { tx.OnCommit(func() { ran = append(ran, name) }) }
			r.ok(r.db.InTx(r.ctx, func(tx *kin.Tx) error {
				note(tx, "a")
				r.is("savepoint", tx.InTx(r.ctx, func(tx *kin.Tx) error { note(tx, "lost"); return errOwn }), errOwn)
				r.ok(tx.InTx(r.ctx, func(tx *kin.Tx) error { note(tx, "b"); return nil }))
				tx.OnCommit(func() { create(r, r.db, "c") })
				same(r, "before the commit", len(ran), 0)
				return nil
			}))
			same(r, "ran", ran, []string{"a", "b"})
			same(r, "rows", authorNames(r, r.db), []string{"c"})
		}},
	}
}

// insides are cases about what happens within a transaction.
func insides() []example {
	return []example{
		{"savepoints", nil, func(r *run) {
			r.ok(r.db.InTx(r.ctx, func(tx *kin.Tx) error {
				create(r, tx, "a")
				r.ok(tx.InTx(r.ctx, func(tx *kin.Tx) error {
					create(r, tx, "b")
					var lost *models.Author
					r.is("inner", tx.InTx(r.ctx, func(tx *kin.Tx) error { lost = create(r, tx, "c"); return errOwn }), errOwn)
					same(r, "saved", kin.Saved(lost), false)
					return nil
				}))
				create(r, tx, "d")
				return nil
			}))
			same(r, "rows", authorNames(r, r.db), []string{"a", "b", "d"})
		}},
		{"after an error in a savepoint the transaction goes on", nil, func(r *run) {
			r.ok(r.db.InTx(r.ctx, func(tx *kin.Tx) error {
				create(r, tx, "a")
				r.is("savepoint", tx.InTx(r.ctx, func(tx *kin.Tx) error {
					return models.Books.Create(r.ctx, tx, &models.Book{Title: "x", AuthorID: ptr[int64](-1)})
				}), kin.ErrForeignKey)
				create(r, tx, "b")
				return nil
			}))
			same(r, "rows", authorNames(r, r.db), []string{"a", "b"})
		}},
		{"after an error without a savepoint it goes on", []Feature{StatementRollback}, func(r *run) {
			r.ok(r.db.InTx(r.ctx, func(tx *kin.Tx) error {
				create(r, tx, "a")
				r.is("create", models.Books.Create(r.ctx, tx, &models.Book{Title: "x", AuthorID: ptr[int64](-1)}), kin.ErrForeignKey)
				create(r, tx, "b")
				return nil
			}))
			same(r, "rows", authorNames(r, r.db), []string{"a", "b"})
		}},
		{"a commit after an error loses nothing in silence", nil, func(r *run) {
			err := r.db.InTx(r.ctx, func(tx *kin.Tx) error {
				create(r, tx, "a")
				r.is("create", models.Books.Create(r.ctx, tx, &models.Book{Title: "x", AuthorID: ptr[int64](-1)}), kin.ErrForeignKey)
				return nil
			})
			want := []string{"a"}
			if err != nil {
				want = []string{}
			}
			same(r, "rows", authorNames(r, r.db), want)
		}},
		{"a transaction for reading does not write", nil, func(r *run) {
			create(r, r.db, "a")
			err := r.db.InTx(r.ctx, func(tx *kin.Tx) error {
				same(r, "rows", authorNames(r, tx), []string{"a"})
				return models.Authors.Create(r.ctx, tx, &models.Author{Name: "b"})
			}, kin.ReadOnly())
			r.is("write", err, kin.ErrReadOnly)
			same(r, "rows", authorNames(r, r.db), []string{"a"})
			create(r, r.db, "b")
		}},
		{"others do not see what is not committed", []Feature{ConcurrentReads}, func(r *run) {
			r.ok(r.db.InTx(r.ctx, func(tx *kin.Tx) error {
				create(r, tx, "a")
				same(r, "outside", authorNames(r, r.db), []string{})
				return nil
			}))
			same(r, "afterwards", authorNames(r, r.db), []string{"a"})
		}},
		{"a transaction for reading has one view", []Feature{ConcurrentReads}, func(r *run) {
			r.ok(r.db.InTx(r.ctx, func(tx *kin.Tx) error {
				same(r, "before", authorNames(r, tx), []string{})
				create(r, r.db, "a")
				same(r, "after", authorNames(r, tx), []string{})
				return nil
			}, kin.ReadOnly()))
		}},
		{"every level of isolation commits", nil, func(r *run) {
			for name, level := range map[string]kin.TxOption{"a": kin.ReadCommitted(), "b": kin.RepeatableRead(), "c": kin.Serializable()} {
				r.ok(r.db.InTx(r.ctx, func(tx *kin.Tx) error { create(r, tx, name); return nil }, level))
			}
			same(r, "rows", authorNames(r, r.db), []string{"a", "b", "c"})
		}},
	}
}
