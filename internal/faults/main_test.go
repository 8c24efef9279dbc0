// Package faults_test breaks what kin stands on, at every place where it can break:
// calls of the driver fail, connections are cut, contexts end, functions panic,
// processes are killed. What must hold then: nothing is there by half, nothing that
// was acknowledged is missing, every error is surfaced, nothing leaks.
package faults_test

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
	"github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/kintest"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(writerEnv); path != "" {
		os.Exit(writeUntilKilled(path))
	}
	goleak.VerifyTestMain(m)
}

var (
	ctx    = context.Background()
	errOwn = errors.New("the program's own error")
	models = append(append([]*kin.Mapping(nil), testmodels.Models...), linkmodels.Models...)
)

// onEach runs a test on every database, with a handle whose driver can be told to
// fail. After the test no connection is in use and the database still writes.
func onEach(t *testing.T, test func(t *testing.T, db *kin.DB, f *faults)) {
	t.Helper()
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			check(t, kin.CreateTables(ctx, db, models...))
			f := &faults{}
			test(t, kin.NewDB(&faultyDriver{db.Driver(), f}), f)
			idle(t, f)
			check(t, db.InTx(ctx, func(tx *kin.Tx) error {
				_, err := testmodels.Items.AllRows().Delete(ctx, tx)
				return err
			}))
		})
	}
}

// idle checks that no connection is in use.
func idle(t *testing.T, f *faults) {
	t.Helper()
	if n := f.used(); n != 0 {
		t.Errorf("%d connections are in use", n)
	}
}

const workers = 16

// together runs f in as many goroutines as there are workers, and fails the test
// with their errors.
func together(t *testing.T, f func(worker int) error) {
	t.Helper()
	var group sync.WaitGroup
	errs := make([]error, workers)
	for i := range workers {
		group.Go(func() { errs[i] = f(i) })
	}
	group.Wait()
	check(t, errors.Join(errs...))
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func must[V any](v V, err error) func(testing.TB) V {
	return func(t testing.TB) V {
		t.Helper()
		check(t, err)
		return v
	}
}

func items(t testing.TB, db kin.Executor) int64 {
	t.Helper()
	return must(testmodels.Items.Count(ctx, db))(t)
}
