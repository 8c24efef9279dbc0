package faults_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// keys is how many rows the workers get or create.
func keys() int {
	if testing.Short() {
		return 50
	}
	return 1000
}

// An orCreate is how GetOrCreate or UpdateOrCreate is called for one key.
type orCreate func(db *kin.DB, item *testmodels.Item) (bool, error)

var orCreates = map[string]orCreate{
	"get": func(db *kin.DB, item *testmodels.Item) (bool, error) {
		return testmodels.Items.GetOrCreate(ctx, db, item, testmodels.Items.Name)
	},
	"update": func(db *kin.DB, item *testmodels.Item) (bool, error) {
		return testmodels.Items.UpdateOrCreate(ctx, db, item, testmodels.Items.Name)
	},
	"get in a transaction": func(db *kin.DB, item *testmodels.Item) (created bool, err error) {
		err = kin.Retry(ctx, db, func(tx *kin.Tx) (err error) {
			if _, err = testmodels.Items.Count(ctx, tx); err != nil { // the transaction has seen the rows before
				return err
			}
			created, err = testmodels.Items.GetOrCreate(ctx, tx, item, testmodels.Items.Name)
			return err
		})
		return created, err
	},
	"update in a transaction": func(db *kin.DB, item *testmodels.Item) (created bool, err error) {
		err = kin.Retry(ctx, db, func(tx *kin.Tx) (err error) {
			if _, err = testmodels.Items.Exists(ctx, tx); err != nil {
				return err
			}
			created, err = testmodels.Items.UpdateOrCreate(ctx, tx, item, testmodels.Items.Name)
			return err
		})
		return created, err
	},
	"get in a serializable transaction": func(db *kin.DB, item *testmodels.Item) (created bool, err error) {
		err = kin.Retry(ctx, db, func(tx *kin.Tx) (err error) {
			created, err = testmodels.Items.GetOrCreate(ctx, tx, item, testmodels.Items.Name)
			return err
		}, kin.Serializable(), kin.Attempts(100))
		return created, err
	},
}

// TestOrCreate: however many want the same rows at once, there is one row for each
// key, one caller is told that it created it, and nobody hears of the others.
func TestOrCreate(t *testing.T) {
	for name, orCreate := range orCreates {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, db *kin.DB, _ *faults) {
				keys := keys()
				if strings.Contains(name, "serializable") {
					keys /= 10 // PostgreSQL has one small pool for the conflicts of all serializable transactions
				}
				created := make([]atomic.Int64, keys)
				together(t, func(worker int) error {
					for i := range keys { // all of them want the same key at the same time
						item := &testmodels.Item{Name: fmt.Sprint("key ", i)}
						made, err := orCreate(db, item)
						if err != nil {
							return fmt.Errorf("worker %d, key %d: %w", worker, i, err)
						}
						if made {
							created[i].Add(1)
						}
						if item.ID == 0 || !kin.Saved(item) {
							return fmt.Errorf("key %d: the object is %+v", i, item)
						}
					}
					return nil
				})
				for i := range created {
					if n := created[i].Load(); n != 1 {
						t.Errorf("key %d was created %d times", i, n)
					}
				}
				if n := items(t, db); n != int64(keys) {
					t.Errorf("%d rows", n)
				}
			})
		})
	}
}

// TestOrCreateMany: transactions that each get or create several of the same rows, in
// any order, all end well.
func TestOrCreateMany(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, _ *faults) {
		const many = 3 // each deadlock takes PostgreSQL a second to see
		var created atomic.Int64
		together(t, func(worker int) error {
			order := rand.New(rand.NewPCG(3, uint64(worker))).Perm(many)
			var made int64
			err := kin.Retry(ctx, db, func(tx *kin.Tx) error {
				made = 0
				for _, i := range order {
					isNew, err := testmodels.Items.GetOrCreate(ctx, tx, &testmodels.Item{Name: fmt.Sprint("key ", i)}, testmodels.Items.Name)
					if err != nil {
						return err
					}
					if isNew {
						made++
					}
				}
				return nil
			}, kin.Attempts(50))
			created.Add(made)
			return err
		})
		if n := items(t, db); n != many || created.Load() != many {
			t.Errorf("%d rows, %d were created", n, created.Load())
		}
	})
}
