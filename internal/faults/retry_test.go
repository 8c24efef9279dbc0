package faults_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
)

// TestRetry: a transaction runs again exactly where the database has undone it and
// another attempt may go well.
func TestRetry(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, f *faults) {
		again := map[error]bool{
			kin.ErrSerialization: true, kin.ErrDeadlock: true,
			kin.ErrStale: false, kin.ErrUnique: false, kin.ErrLocked: false, kin.ErrBusy: false, errOwn: false,
			fmt.Errorf("%w: %w", kin.ErrCommitUnknown, kin.ErrSerialization): false,
		}
		for err, want := range again {
			runs, commits := 0, 0
			obj := &testmodels.Item{Name: err.Error()[:15]}
			got := kin.Retry(ctx, db, func(tx *kin.Tx) error {
				runs++
				if kin.Saved(obj) || obj.ID != 0 {
					t.Errorf("%v: saved at the beginning of an attempt", err)
				}
				tx.OnCommit(func() { commits++ })
				check(t, testmodels.Items.Create(ctx, tx, obj))
				if runs < 3 {
					return fmt.Errorf("wrapped: %w", err)
				}
				return nil
			})
			switch {
			case want && (got != nil || runs != 3 || commits != 1 || !kin.Saved(obj)):
				t.Errorf("%v: %d runs, %d commits, saved %v: %v", err, runs, commits, kin.Saved(obj), got)
			case !want && (!errors.Is(got, err) || runs != 1 || commits != 0 || kin.Saved(obj)):
				t.Errorf("%v: %d runs, %d commits, saved %v: %v", err, runs, commits, kin.Saved(obj), got)
			}
			idle(t, f)
		}
		if n := items(t, db); n != 2 {
			t.Errorf("%d rows", n)
		}
	})
}

// TestRetryAtCommit: a commit that fails is tried again, one of which it is not
// known whether it failed is not.
func TestRetryAtCommit(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, f *faults) {
		for err, runs := range map[error]int{kin.ErrSerialization: 2, kin.ErrCommitUnknown: 1} {
			n := 0
			got := kin.Retry(ctx, db, func(tx *kin.Tx) error {
				n++
				check(t, testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: err.Error()[:15]}))
				if n == 1 {
					f.failWith(1, err)
				}
				return nil
			})
			if n != runs || runs == 1 && !errors.Is(got, err) || runs == 2 && got != nil {
				t.Errorf("%v: %d runs: %v", err, n, got)
			}
		}
	})
}

// TestRetryEnds: attempts are bounded by their number and by the context.
func TestRetryEnds(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, _ *faults) {
		for _, attempts := range []int{1, 2, 20} {
			runs := 0
			options := []kin.TxOption{kin.Attempts(attempts)}
			if attempts == 20 { // the default
				options = nil
			}
			err := kin.Retry(ctx, db, func(*kin.Tx) error { runs++; return kin.ErrDeadlock }, options...)
			if runs != attempts || !errors.Is(err, kin.ErrDeadlock) {
				t.Errorf("%d runs of %d: %v", runs, attempts, err)
			}
		}
		for _, attempts := range []int{0, -1} {
			err := kin.Retry(ctx, db, func(*kin.Tx) error { t.Error("it ran"); return nil }, kin.Attempts(attempts))
			if err == nil {
				t.Errorf("%d attempts are no error", attempts)
			}
		}
		soon, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
		defer cancel()
		err := kin.Retry(soon, db, func(*kin.Tx) error { return kin.ErrDeadlock }, kin.Attempts(1<<30))
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("after the end of the context: %v", err)
		}
	})
}

// TestLinksAgain: links are added and removed again after a deadlock, but not in a
// transaction, which is undone as a whole.
func TestLinksAgain(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, f *faults) {
		node, child, tag := &lm.Node{Name: "a"}, &lm.Node{Name: "b"}, &lm.Tag{Name: "t"}
		check(t, lm.Nodes.CreateMany(ctx, db, []*lm.Node{node, child}))
		check(t, lm.Tags.Create(ctx, db, tag))
		pair := kin.Pair[*lm.Node, *lm.Tag]{Owner: node, Target: tag}
		links := kin.Linked[lm.Tag, lm.Tagging]{Target: tag}
		verbs := []struct {
			name string
			run  func(db kin.Executor) (int64, error)
		}{
			{"add", func(db kin.Executor) (int64, error) { return node.Labels.Add(ctx, db, tag) }},
			{"remove", func(db kin.Executor) (int64, error) { return node.Labels.Remove(ctx, db, tag) }},
			{"link", func(db kin.Executor) (int64, error) { return lm.Nodes.Labels.Link(ctx, db, pair) }},
			{"unlink", func(db kin.Executor) (int64, error) { return lm.Nodes.Labels.Unlink(ctx, db, pair) }},
			{"set", func(db kin.Executor) (int64, error) {
				c, err := node.Labels.Set(ctx, db, tag)
				return c.Added, err
			}},
			{"clear", func(db kin.Executor) (int64, error) { return node.Labels.Clear(ctx, db) }},
			{"add with", func(db kin.Executor) (int64, error) { return node.Tags.AddWith(ctx, db, lm.Tagging{}, tag) }},
			{"clear through", func(db kin.Executor) (int64, error) { return node.Tags.Clear(ctx, db) }},
			{"add links", func(db kin.Executor) (int64, error) { return node.Tags.AddLinks(ctx, db, kin.IfAbsent, links) }},
			{"remove through", func(db kin.Executor) (int64, error) { return node.Tags.Remove(ctx, db, tag) }},
			{"update links", func(db kin.Executor) (int64, error) { return node.Tags.AddLinks(ctx, db, kin.Update, links) }},
			{"add child", func(db kin.Executor) (int64, error) { return node.Children.Add(ctx, db, child) }},
		}
		for _, verb := range verbs {
			for at := 1; ; at++ {
				failed := false
				err := db.InTx(ctx, func(tx *kin.Tx) error {
					f.failWith(at, kin.ErrDeadlock)
					_, err := verb.run(tx)
					failed = f.fired() != ""
					f.failAt(0)
					return errors.Join(err, errOwn)
				})
				if failed && !errors.Is(err, kin.ErrDeadlock) {
					t.Errorf("%s in a transaction, call %d: %v", verb.name, at, err)
				}
				if !failed {
					break
				}
			}
			f.failWith(2, kin.ErrDeadlock) // the first call takes the connection
			if n, err := verb.run(db); n != 1 || err != nil || f.fired() == "" {
				t.Errorf("%s, with a deadlock at %q: %d, %v", verb.name, f.fired(), n, err)
			}
			f.failAt(0)
		}
	})
}

// TestTransfer: workers move money between a few accounts, each reading what it
// then writes. Nobody hears of a conflict and nothing is lost.
func TestTransfer(t *testing.T) {
	const accounts, each, start = 10, 25, 1000
	onEach(t, func(t *testing.T, db *kin.DB, _ *faults) {
		m := testmodels.Items
		var keys []int64
		for i := range accounts {
			obj := &testmodels.Item{Name: fmt.Sprint("account ", i), Views: start}
			check(t, m.Create(ctx, db, obj))
			keys = append(keys, obj.ID)
		}
		var mu sync.Mutex
		var runs []int
		together(t, func(worker int) error {
			for i := range each {
				from, to := keys[(worker+i)%accounts], keys[(worker*3+i*7+1)%accounts]
				if from == to {
					continue
				}
				n := 0
				err := kin.Retry(ctx, db, func(tx *kin.Tx) error {
					n++
					return move(tx, from, to, int64(i%5+1))
				}, kin.Serializable(), kin.Attempts(50)) // the most that were seen are 17
				if err != nil {
					return err
				}
				mu.Lock()
				runs = append(runs, n)
				mu.Unlock()
			}
			return nil
		})
		var sum int64
		for _, a := range must(m.All(ctx, db))(t) {
			sum += a.Views
		}
		if sum != accounts*start {
			t.Errorf("the sum is %d, not %d", sum, accounts*start)
		}
		slices.Sort(runs)
		t.Logf("%d transfers; attempts: median %d, 99 of 100 %d, most %d", len(runs), runs[len(runs)/2], runs[len(runs)*99/100], runs[len(runs)-1])
	})
}

// move moves an amount from an account to another, by reading and writing both.
func move(tx *kin.Tx, from, to, amount int64) error {
	m := testmodels.Items
	a, err := m.Get(ctx, tx, from)
	if err != nil {
		return err
	}
	b, err := m.Get(ctx, tx, to)
	if err != nil {
		return err
	}
	a.Views -= amount
	b.Views += amount
	if err := m.Save(ctx, tx, a); err != nil {
		return err
	}
	return m.Save(ctx, tx, b)
}

// TestReadModifyWrite: of increments that lock what they read, none is lost and
// none fails.
func TestReadModifyWrite(t *testing.T) {
	const each = 60
	onEach(t, func(t *testing.T, db *kin.DB, _ *faults) {
		m := testmodels.Items
		obj := &testmodels.Item{Name: "a"}
		check(t, m.Create(ctx, db, obj))
		together(t, func(int) error {
			for range each {
				err := db.InTx(ctx, func(tx *kin.Tx) error {
					obj, err := m.Filter(m.ID.Eq(obj.ID)).ForUpdate().Get(ctx, tx)
					if err != nil {
						return err
					}
					obj.Views++
					return m.Save(ctx, tx, obj)
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		if n := must(m.Get(ctx, db, obj.ID))(t).Views; n != workers*each {
			t.Errorf("%d of %d", n, workers*each)
		}
	})
}

// TestDeadlock: transactions that lock two rows in opposite orders all end well.
func TestDeadlock(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, _ *faults) {
		m := testmodels.Items
		a, b := &testmodels.Item{Name: "a"}, &testmodels.Item{Name: "b"}
		check(t, m.CreateMany(ctx, db, []*testmodels.Item{a, b}))
		together(t, func(worker int) error {
			order := []int64{a.ID, b.ID}
			if worker%2 == 1 {
				slices.Reverse(order)
			}
			return kin.Retry(ctx, db, func(tx *kin.Tx) error {
				for _, key := range order {
					if _, err := m.Filter(m.ID.Eq(key)).Update(ctx, tx, m.Views.Add(1)); err != nil {
						return err
					}
				}
				return nil
			})
		})
		for _, obj := range must(m.All(ctx, db))(t) {
			if obj.Views != workers {
				t.Errorf("%s: %d of %d", obj.Name, obj.Views, workers)
			}
		}
	})
}
