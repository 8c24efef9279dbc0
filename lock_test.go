package kin_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// TestForUpdate: rows are locked in a transaction that may write, and nowhere else.
func TestForUpdate(t *testing.T) { onEach(t, testForUpdate) }

func testForUpdate(t *testing.T, db *kin.DB) {
	m := testmodels.Items
	check(t, m.CreateMany(ctx, db, []*testmodels.Item{{Name: "a"}, {Name: "b"}}))
	locking := m.OrderBy(m.Name.Asc()).ForUpdate()
	reads := map[string]func(db kin.Executor) error{
		"all":    func(db kin.Executor) error { _, err := locking.All(ctx, db); return err },
		"get":    func(db kin.Executor) error { _, err := locking.Filter(m.Name.Eq("a")).Get(ctx, db); return err },
		"first":  func(db kin.Executor) error { _, err := locking.First(ctx, db); return err },
		"last":   func(db kin.Executor) error { _, err := locking.Last(ctx, db); return err },
		"limit":  func(db kin.Executor) error { _, err := locking.Limit(1).Offset(1).All(ctx, db); return err },
		"count":  func(db kin.Executor) error { _, err := locking.Count(ctx, db); return err },
		"exists": func(db kin.Executor) error { _, err := locking.Exists(ctx, db); return err },
		"select": func(db kin.Executor) error { _, err := kin.Select1(locking, m.Name).All(ctx, db); return err },
		"each": func(db kin.Executor) error {
			for _, err := range locking.Each(ctx, db) {
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
	for name, read := range reads {
		if err := read(db); !errors.Is(err, kin.ErrNoTx) || !strings.Contains(err.Error(), "Item") {
			t.Errorf("%s outside of a transaction: %v", name, err)
		}
		if err := db.InTx(ctx, func(tx *kin.Tx) error { return read(tx) }, kin.ReadOnly()); !errors.Is(err, kin.ErrReadOnly) {
			t.Errorf("%s in a transaction that only reads: %v", name, err)
		}
		if err := db.InTx(ctx, func(tx *kin.Tx) error { return read(tx) }); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := db.InTx(ctx, func(tx *kin.Tx) error { return tx.InTx(ctx, func(tx *kin.Tx) error { return read(tx) }) }); err != nil {
			t.Errorf("%s in a savepoint: %v", name, err)
		}
	}
	for what, q := range map[string]*kin.Query[*testmodels.Item]{
		"NoWait or SkipLocked": m.Query().ForUpdate(kin.NoWait, kin.SkipLocked),
		"Distinct":             m.Query().Distinct().ForUpdate(),
	} {
		err := db.InTx(ctx, func(tx *kin.Tx) error { _, err := q.All(ctx, tx); return err })
		says(t, err, "Item", what)
	}
}

// TestLocked: what another transaction holds is an error with NoWait, is left out
// with SkipLocked, and otherwise waited for.
func TestLocked(t *testing.T) { onEach(t, testLocked) }

func testLocked(t *testing.T, db *kin.DB) {
	if db.Driver().Dialect().Features.OneWriter {
		t.Skip("no two transactions write at the same time")
	}
	m := testmodels.Items
	a, b := &testmodels.Item{Name: "a"}, &testmodels.Item{Name: "b"}
	check(t, m.CreateMany(ctx, db, []*testmodels.Item{a, b}))
	waited := make(chan error, 1)
	check(t, db.InTx(ctx, func(first *kin.Tx) error {
		held := must(m.Filter(m.Name.Eq("a")).ForUpdate().Get(ctx, first))(t)
		err := db.InTx(ctx, func(tx *kin.Tx) error {
			_, err := m.Filter(m.Name.Eq("a")).ForUpdate(kin.NoWait).Get(ctx, tx)
			return err
		})
		if !errors.Is(err, kin.ErrLocked) || errors.Is(err, kin.ErrBusy) {
			t.Errorf("NoWait: %v", err)
		}
		check(t, db.InTx(ctx, func(tx *kin.Tx) error {
			free := must(m.Query().ForUpdate(kin.SkipLocked).All(ctx, tx))(t)
			if len(free) != 1 || free[0].Name != "b" {
				t.Errorf("SkipLocked: %v", free)
			}
			return nil
		}))
		soon, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := m.Query().ForUpdate().All(soon, first); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
		go func() {
			waited <- db.InTx(ctx, func(tx *kin.Tx) error {
				seen, err := m.Filter(m.Name.Eq("a")).ForUpdate().Get(ctx, tx)
				if err == nil && seen.Views != 1 {
					err = errOwn
				}
				return err
			})
		}()
		held.Views = 1
		return m.Save(ctx, first, held)
	}))
	if err := <-waited; err != nil {
		t.Errorf("the one that waited: %v", err)
	}
}

// TestIsolation: with one view of the data a transaction does not see what others
// commit meanwhile.
func TestIsolation(t *testing.T) { onEach(t, testIsolation) }

func testIsolation(t *testing.T, db *kin.DB) {
	if db.Driver().Dialect().Features.OneWriter {
		t.Skip("nobody writes meanwhile")
	}
	for level, sees := range map[string]struct {
		option kin.TxOption
		rows   int64
	}{
		"read committed":  {kin.ReadCommitted(), 1},
		"repeatable read": {kin.RepeatableRead(), 0},
		"read only":       {kin.ReadOnly(), 0},
	} {
		check(t, db.InTx(ctx, func(tx *kin.Tx) error {
			before := countItems(t, tx)
			check(t, testmodels.Items.Create(ctx, db, &testmodels.Item{Name: level}))
			if n := countItems(t, tx) - before; n != sees.rows {
				t.Errorf("%s: %d rows appeared, not %d", level, n, sees.rows)
			}
			return nil
		}, sees.option))
	}
	// Both read what the other one changes.
	var counted sync.WaitGroup
	counted.Add(2)
	errs := make(chan error, 2)
	for _, name := range []string{"one", "other"} {
		go func() {
			errs <- db.InTx(ctx, func(tx *kin.Tx) error {
				_, err := testmodels.Items.Count(ctx, tx)
				counted.Done()
				counted.Wait()
				return errors.Join(err, testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: name}))
			}, kin.Serializable())
		}()
	}
	err := errors.Join(<-errs, <-errs)
	if !errors.Is(err, kin.ErrSerialization) && !errors.Is(err, kin.ErrDeadlock) {
		t.Errorf("serializable: %v", err)
	}
}
