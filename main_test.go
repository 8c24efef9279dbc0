package kin_test

import (
	"context"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
	"github.com/kinorm/kin/sqlite"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var ctx = context.Background()

// openMemory returns a new database in memory with the tables of testmodels.
func openMemory(tb testing.TB) *kin.DB { return openAt(tb, ":memory:") }

// openFile returns a new database in a file with the tables of testmodels.
func openFile(tb testing.TB) *kin.DB { return openAt(tb, filepath.Join(tb.TempDir(), "test.db")) }

func openAt(tb testing.TB, path string) *kin.DB {
	tb.Helper()
	db, err := sqlite.Open(ctx, path)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Error(err)
		}
	})
	if err := kin.CreateTables(ctx, db, testmodels.Models...); err != nil {
		tb.Fatal(err)
	}
	return db
}

// A fataler is a *testing.T or a *rapid.T.
type fataler interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// check ends the test if err is not nil.
func check(t fataler, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// must returns v if err is nil.
func must[V any](v V, err error) func(fataler) V {
	return func(t fataler) V {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func ptr[V any](v V) *V { return &v }
