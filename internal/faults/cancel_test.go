package faults_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
)

// cancelled is how many calls are cancelled on a database.
func cancelled() int {
	if testing.Short() {
		return 500
	}
	return 10_000
}

// TestCancel: calls whose context ends at any moment answer with the error of the
// context and its cause, or as if nothing had happened, and never with the rows of
// another call. What is not known is said to be not known.
func TestCancel(t *testing.T) {
	const names = 50
	onEach(t, func(t *testing.T, db *kin.DB, _ *faults) {
		nodes := make([]*lm.Node, names)
		for i := range nodes {
			nodes[i] = &lm.Node{Name: fmt.Sprint("node ", i), Score: int64(i)}
		}
		check(t, lm.Nodes.CreateMany(ctx, db, nodes))
		var ended, writes atomic.Int64
		told := make([]map[string]outcome, workers)
		together(t, func(worker int) error {
			told[worker] = map[string]outcome{}
			for i := range cancelled() / workers {
				c := &call{db: db, node: nodes[(worker+i)%names], name: fmt.Sprintf("w %d %d", worker, i), i: i}
				err := c.run()
				switch {
				case err == nil:
				case errors.Is(err, context.Canceled) && errors.Is(err, errOwn):
					ended.Add(1)
				case errors.Is(err, kin.ErrCommitUnknown):
				default:
					return fmt.Errorf("call %d of %d: %w", i, worker, err)
				}
				if c.writes() {
					writes.Add(1)
					told[worker][c.name] = outcomeOf(err)
				}
			}
			return nil
		})
		all := map[string]outcome{}
		for _, some := range told {
			for name, o := range some {
				all[name] = o
			}
		}
		check(t, kin.Retry(ctx, db, func(tx *kin.Tx) error {
			_, err := lm.Nodes.Filter(lm.Nodes.Name.StartsWith("node ")).Delete(ctx, tx)
			return err
		}))
		compare(t, db, all)
		if n := ended.Load(); n == 0 || n == int64(cancelled()) {
			t.Errorf("%d of %d calls were cancelled", n, cancelled())
		}
		t.Logf("%d of %d calls ended with their context, %d were transactions that write", ended.Load(), cancelled(), writes.Load())
	})
}

// A call is one of those that are cancelled.
type call struct {
	db   *kin.DB
	node *lm.Node
	name string
	i    int
}

func (c *call) writes() bool { return c.i%4 == 3 }

// run makes a call whose context ends soon.
func (c *call) run() error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	// Most calls have the time to end, and to make a new connection for one that was
	// given up.
	most := 2 * time.Millisecond
	if rand.IntN(4) > 0 {
		most = time.Second
	}
	timer := time.AfterFunc(time.Duration(rand.Int64N(int64(most))), func() { cancel(errOwn) })
	defer timer.Stop()
	switch c.i % 4 {
	case 0:
		return c.read(lm.Nodes.Filter(lm.Nodes.Name.Eq(c.node.Name)).All(ctx, c.db))
	case 1:
		score, err := kin.Select1(lm.Nodes.Filter(lm.Nodes.Name.Eq(c.node.Name)), lm.Nodes.Score).All(ctx, c.db)
		if err == nil && (len(score) != 1 || score[0] != c.node.Score) {
			return fmt.Errorf("%s has the scores %v", c.node.Name, score)
		}
		return err
	case 2:
		return c.db.InTx(ctx, func(tx *kin.Tx) error {
			return c.read(lm.Nodes.Filter(lm.Nodes.ID.Eq(c.node.ID)).Preload(lm.Nodes.Labels).All(ctx, tx))
		}, kin.ReadOnly())
	default:
		return c.db.InTx(ctx, func(tx *kin.Tx) error {
			if err := lm.Nodes.Create(ctx, tx, &lm.Node{Name: c.name}); err != nil {
				return err
			}
			return lm.Tags.Create(ctx, tx, &lm.Tag{Name: c.name})
		})
	}
}

// read checks that what was read is what was asked for.
func (c *call) read(found []*lm.Node, err error) error {
	if err == nil && (len(found) != 1 || found[0].Name != c.node.Name) {
		return fmt.Errorf("asked for %s, read %v", c.node.Name, found)
	}
	return err
}
