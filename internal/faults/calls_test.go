package faults_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
)

// A world is some rows, and objects for them that were loaded anew.
type world struct {
	run   int // no two runs write the same new values
	nodes []*lm.Node
	tags  []*lm.Tag
	item  *testmodels.Item
}

// makeRows makes the rows of a world.
func makeRows(t *testing.T, db *kin.DB) {
	t.Helper()
	nodes := []*lm.Node{{Name: "a"}, {Name: "b"}, {Name: "c"}}
	tags := []*lm.Tag{{Name: "x"}, {Name: "y"}, {Name: "z"}}
	check(t, lm.Nodes.CreateMany(ctx, db, nodes))
	check(t, lm.Tags.CreateMany(ctx, db, tags))
	check(t, testmodels.Items.Create(ctx, db, &testmodels.Item{Name: "item"}))
	must(nodes[0].Labels.Add(ctx, db, tags[0], tags[1]))(t)
	must(nodes[0].Tags.Add(ctx, db, tags[0], tags[1]))(t)
	must(nodes[0].Children.Add(ctx, db, nodes[1]))(t)
	must(nodes[0].Friends.Add(ctx, db, nodes[1]))(t)
}

func load(t *testing.T, db *kin.DB, run int) *world {
	t.Helper()
	return &world{
		run:   run,
		nodes: must(lm.Nodes.OrderBy(lm.Nodes.ID.Asc()).Limit(3).All(ctx, db))(t),
		tags:  must(lm.Tags.OrderBy(lm.Tags.ID.Asc()).Limit(3).All(ctx, db))(t),
		item:  must(testmodels.Items.Filter(testmodels.Items.Name.Eq("item")).Get(ctx, db))(t),
	}
}

func (w *world) new(what string) string { return fmt.Sprint(what, " ", w.run) }

// A step is a public operation. It ends with the error of the operation.
type step func(db kin.Executor, w *world) error

func fails[V any](_ V, err error) error { return err }

var steps = map[string]step{
	"all":     func(db kin.Executor, _ *world) error { return fails(lm.Nodes.All(ctx, db)) },
	"get":     func(db kin.Executor, w *world) error { return fails(lm.Nodes.Get(ctx, db, w.nodes[0].ID)) },
	"first":   func(db kin.Executor, _ *world) error { return fails(lm.Nodes.First(ctx, db)) },
	"last":    func(db kin.Executor, _ *world) error { return fails(lm.Nodes.Last(ctx, db)) },
	"count":   func(db kin.Executor, _ *world) error { return fails(lm.Nodes.Count(ctx, db)) },
	"exists":  func(db kin.Executor, _ *world) error { return fails(lm.Nodes.Exists(ctx, db)) },
	"in bulk": func(db kin.Executor, w *world) error { return fails(lm.Nodes.InBulk(ctx, db, w.nodes[0].ID, 77)) },
	"select": func(db kin.Executor, _ *world) error {
		return fails(kin.Select1(lm.Nodes.Query(), lm.Nodes.Name).All(ctx, db))
	},
	"reload":    func(db kin.Executor, w *world) error { return lm.Nodes.Reload(ctx, db, w.nodes[0]) },
	"load":      func(db kin.Executor, w *world) error { return lm.Nodes.Load(ctx, db, w.nodes, lm.Nodes.Labels) },
	"load all":  func(db kin.Executor, w *world) error { return lm.Nodes.LoadAll(ctx, db, w.nodes...) },
	"set all":   func(db kin.Executor, w *world) error { return fails(w.nodes[0].Labels.All(ctx, db)) },
	"set count": func(db kin.Executor, w *world) error { return fails(w.nodes[0].Tags.Count(ctx, db)) },
	"for update": func(db kin.Executor, _ *world) error {
		return inTx(db, func(tx *kin.Tx) error { return fails(lm.Nodes.Query().ForUpdate().All(ctx, tx)) })
	},
	"each": func(db kin.Executor, _ *world) error {
		for _, err := range lm.Nodes.Each(ctx, db) {
			if err != nil {
				return err
			}
		}
		return nil
	},
	"preload": func(db kin.Executor, _ *world) error {
		return fails(lm.Nodes.Preload(lm.Nodes.Parent, lm.Nodes.Children, lm.Nodes.Tags.Preload(lm.Tags.Nodes), lm.Nodes.Friends).All(ctx, db))
	},
	"each with preload": func(db kin.Executor, _ *world) error {
		for _, err := range lm.Nodes.Preload(lm.Nodes.Labels).Each(ctx, db) {
			if err != nil {
				return err
			}
		}
		return nil
	},
	"tree": func(db kin.Executor, w *world) error {
		return fails(lm.Nodes.Filter(kin.Reachable(lm.Nodes.Children, w.nodes[0])).All(ctx, db))
	},

	"create": func(db kin.Executor, w *world) error {
		return lm.Nodes.Create(ctx, db, &lm.Node{Name: w.new("create")})
	},
	"create many": func(db kin.Executor, w *world) error {
		return lm.Nodes.CreateMany(ctx, db, []*lm.Node{{Name: w.new("many")}, {ID: int64(1_000_000 * w.run), Name: "many"}, {Name: "many"}})
	},
	"save new": func(db kin.Executor, w *world) error { return lm.Tags.Save(ctx, db, &lm.Tag{Name: w.new("save")}) },
	"save":     func(db kin.Executor, w *world) error { w.item.Views++; return testmodels.Items.Save(ctx, db, w.item) },
	"update many": func(db kin.Executor, w *world) error {
		w.nodes[0].Score++
		return lm.Nodes.UpdateMany(ctx, db, w.nodes)
	},
	"update": func(db kin.Executor, w *world) error {
		return fails(lm.Nodes.Filter(lm.Nodes.Labels.Any(lm.Tags.Name.Eq("x"))).Update(ctx, db, lm.Nodes.Score.Add(1)))
	},
	"upsert": func(db kin.Executor, w *world) error {
		return testmodels.Items.Upsert(ctx, db, &testmodels.Item{Name: w.new("upsert")}, testmodels.Items.Name)
	},
	"get or create": func(db kin.Executor, w *world) error {
		return fails(testmodels.Items.GetOrCreate(ctx, db, &testmodels.Item{Name: w.new("goc")}, testmodels.Items.Name))
	},
	"get or not create": func(db kin.Executor, _ *world) error {
		return fails(testmodels.Items.GetOrCreate(ctx, db, &testmodels.Item{Name: "item"}, testmodels.Items.Name))
	},
	"update or create": func(db kin.Executor, w *world) error {
		return fails(testmodels.Items.UpdateOrCreate(ctx, db, &testmodels.Item{Name: w.new("uoc")}, testmodels.Items.Name))
	},
	"update or not create": func(db kin.Executor, _ *world) error {
		return fails(testmodels.Items.UpdateOrCreate(ctx, db, &testmodels.Item{Name: "item"}, testmodels.Items.Name))
	},
	"delete": func(db kin.Executor, _ *world) error {
		return fails(lm.Nodes.Filter(lm.Nodes.Name.Eq("c")).Delete(ctx, db))
	},
	"delete objects": func(db kin.Executor, w *world) error {
		return inTx(db, func(tx *kin.Tx) error {
			return errors.Join(fails(lm.Nodes.Delete(ctx, tx, w.nodes[2])), lm.Nodes.Create(ctx, tx, &lm.Node{ID: w.nodes[2].ID, Name: "c"}))
		})
	},
	"delete plan": func(db kin.Executor, w *world) error { return fails(lm.Nodes.DeletePlan(ctx, db, w.nodes[0])) },
	"save graph": func(db kin.Executor, w *world) error {
		node := &lm.Node{Name: w.new("graph")}
		node.Labels.Hold(&lm.Tag{Name: w.new("graph")})
		return kin.SaveGraph(ctx, db, node, lm.Nodes.Labels)
	},

	"add":           func(db kin.Executor, w *world) error { return fails(w.nodes[1].Labels.Add(ctx, db, w.tags...)) },
	"add symmetric": func(db kin.Executor, w *world) error { return fails(w.nodes[2].Friends.Add(ctx, db, w.nodes...)) },
	"add children":  func(db kin.Executor, w *world) error { return fails(w.nodes[0].Children.Add(ctx, db, w.nodes[2])) },
	"add with": func(db kin.Executor, w *world) error {
		return fails(w.nodes[1].Tags.AddWith(ctx, db, lm.Tagging{}, w.tags...))
	},
	"add links": func(db kin.Executor, w *world) error {
		return fails(w.nodes[1].Tags.AddLinks(ctx, db, kin.Update, kin.Linked[lm.Tag, lm.Tagging]{Target: w.tags[2]}))
	},
	"link": func(db kin.Executor, w *world) error {
		return fails(lm.Nodes.Labels.Link(ctx, db, kin.Pair[*lm.Node, *lm.Tag]{Owner: w.nodes[2], Target: w.tags[2]}))
	},
	"unlink": func(db kin.Executor, w *world) error {
		return fails(lm.Nodes.Labels.Unlink(ctx, db, kin.Pair[*lm.Node, *lm.Tag]{Owner: w.nodes[0], Target: w.tags[0]}))
	},
	"update links": func(db kin.Executor, w *world) error {
		return fails(w.nodes[0].Tags.UpdateLinks(ctx, db, lm.Tags.Name.Eq("x"), lm.Taggings.Note.Set("n")))
	},
	"remove": func(db kin.Executor, w *world) error { return fails(w.nodes[0].Labels.Remove(ctx, db, w.tags[0])) },
	"remove where": func(db kin.Executor, w *world) error {
		return fails(w.nodes[0].Labels.RemoveWhere(ctx, db, lm.Tags.Name.Eq("x")))
	},
	"remove children": func(db kin.Executor, w *world) error { return fails(w.nodes[0].Children.Remove(ctx, db, w.nodes[1])) },
	"clear":           func(db kin.Executor, w *world) error { return fails(w.nodes[0].Tags.Clear(ctx, db)) },
	"set":             func(db kin.Executor, w *world) error { return fails(w.nodes[0].Labels.Set(ctx, db, w.tags[2])) },
	"set children":    func(db kin.Executor, w *world) error { return fails(w.nodes[0].Children.Set(ctx, db, w.nodes[2])) },
	"replace":         func(db kin.Executor, w *world) error { return fails(w.nodes[0].Labels.Replace(ctx, db, w.tags[1])) },
	"create in": func(db kin.Executor, w *world) error {
		return w.nodes[0].Labels.Create(ctx, db, &lm.Tag{Name: w.new("in")})
	},
	"get or create in": func(db kin.Executor, w *world) error {
		return fails(w.nodes[0].Labels.GetOrCreate(ctx, db, &lm.Tag{Name: w.new("in")}, lm.Tags.Name))
	},
}

// inTx runs f in a transaction, or in a savepoint.
func inTx(db kin.Executor, f func(tx *kin.Tx) error) error {
	if tx, ok := db.(*kin.Tx); ok {
		return tx.InTx(ctx, f)
	}
	return db.(*kin.DB).InTx(ctx, f)
}

// TestEveryCall makes each call of the driver fail, one after the other, in every
// operation. The operation says so, gives its connection back, and in a transaction
// that ends because of it leaves nothing.
func TestEveryCall(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, f *faults) {
		makeRows(t, db)
		run, calls := 0, 0
		for _, name := range slices.Sorted(maps.Keys(steps)) {
			for at := 1; ; at++ {
				run++
				if !failsAt(t, db, f, name, load(t, db, run), at) {
					calls += at - 1
					break
				}
			}
		}
		t.Logf("%d calls of %d operations", calls, len(steps))
	})
}

// failsAt runs an operation, in a transaction, whose n-th call fails; it reports
// whether there was one.
func failsAt(t *testing.T, db *kin.DB, f *faults, name string, w *world, at int) bool {
	t.Helper()
	before := rows(t, db)
	f.failAt(at)
	err := db.InTx(ctx, func(tx *kin.Tx) error {
		err := steps[name](tx, w)
		if fired := f.fired(); fired != "" && !errors.Is(err, errFault) {
			t.Errorf("%s in a transaction, call %d, %s: the error is %v", name, at, fired, err)
		}
		if err != nil {
			return err
		}
		return errOwn
	})
	fired := f.fired()
	f.failAt(0)
	switch {
	case fired != "" && !errors.Is(err, errFault):
		t.Errorf("a transaction with %s, call %d, %s: the error is %v", name, at, fired, err)
	case fired == "" && !errors.Is(err, errOwn):
		t.Fatalf("%s: %v", name, err)
	}
	if after := rows(t, db); after != before {
		t.Errorf("%s in a transaction, call %d, %s: %v became %v", name, at, fired, before, after)
	}
	idle(t, f)
	return fired != "" && fired != "Rollback" // that of the transaction is the last
}

// TestEveryCallAlone is TestEveryCall for operations outside of a transaction: what
// they do in several statements is there as a whole or not at all.
func TestEveryCallAlone(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, f *faults) {
		makeRows(t, db)
		run := 0
		for _, name := range slices.Sorted(maps.Keys(steps)) {
			for at := 1; ; at++ {
				run++
				w := load(t, db, run)
				f.failAt(at)
				err := steps[name](db, w)
				fired := f.fired()
				f.failAt(0)
				idle(t, f)
				if fired == "" {
					check(t, err)
					break
				}
				if !errors.Is(err, errFault) {
					t.Errorf("%s, call %d, %s: the error is %v", name, at, fired, err)
				}
			}
		}
		// Several rows, all or none.
		for name, count := range map[string]int64{"many": 2, "graph": 0} {
			n := must(lm.Nodes.Filter(lm.Nodes.Name.Eq(name)).Count(ctx, db))(t)
			if first := must(lm.Nodes.Filter(lm.Nodes.Name.StartsWith(name+" ")).Count(ctx, db))(t); n != first*count {
				t.Errorf("%s: %d rows of %d", name, n, first*count)
			}
		}
		graphs := must(lm.Nodes.Filter(lm.Nodes.Name.StartsWith("graph ")).Count(ctx, db))(t)
		if tags := must(lm.Tags.Filter(lm.Tags.Name.StartsWith("graph "), lm.Tags.Nodes.Any()).Count(ctx, db))(t); tags != graphs || graphs == 0 {
			t.Errorf("%d graphs have %d tags", graphs, tags)
		}
	})
}

// rows counts the rows of all tables.
func rows(t *testing.T, db *kin.DB) (n [8]int64) {
	t.Helper()
	for i, count := range []func() (int64, error){
		func() (int64, error) { return lm.Nodes.Count(ctx, db) },
		func() (int64, error) { return lm.Tags.Count(ctx, db) },
		func() (int64, error) { return testmodels.Items.Count(ctx, db) },
		func() (int64, error) { return lm.Nodes.Join(lm.Nodes.Labels.Rows()).Count(ctx, db) },
		func() (int64, error) { return lm.Nodes.Join(lm.Nodes.Tags.Rows()).Count(ctx, db) },
		func() (int64, error) { return lm.Nodes.Join(lm.Nodes.Friends.Rows()).Count(ctx, db) },
		func() (int64, error) { return lm.Nodes.Join(lm.Nodes.Children.Rows()).Count(ctx, db) },
		func() (int64, error) { return lm.Nodes.Filter(lm.Nodes.Score.Gt(0)).Count(ctx, db) },
	} {
		n[i] = must(count())(t)
	}
	return n
}
