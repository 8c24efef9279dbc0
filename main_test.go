package kin_test

import (
	"context"
	"errors"
	"testing"

	"go.uber.org/goleak"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/testmodels"
	"github.com/kinorm/kin/kintest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var ctx = context.Background()

// onEach runs a test on every database, with the tables of testmodels.
func onEach(t *testing.T, test func(t *testing.T, db *kin.DB)) {
	t.Helper()
	onModels(t, testmodels.Models, test)
}

// onModels runs a test on every database, with the tables of models.
func onModels(t *testing.T, models []*kin.Mapping, test func(t *testing.T, db *kin.DB)) {
	t.Helper()
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) { test(t, openTables(t, d, models)) })
	}
}

// openTables opens a database with the tables of models.
func openTables(tb testing.TB, d kintest.Database, models []*kin.Mapping) *kin.DB {
	tb.Helper()
	db := d.Open(tb)
	err := kin.CreateTables(ctx, db, models...)
	if errors.Is(err, kin.ErrUnsupported) && !db.Driver().Dialect().Features.SetDefault {
		err = tablesOfOthers(db, models)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return db
}

// tablesOfOthers makes tables with ON DELETE SET DEFAULT where kin refuses to, as
// another program may have done.
func tablesOfOthers(db *kin.DB, models []*kin.Mapping) error {
	d := *db.Driver().Dialect()
	d.Features.SetDefault = true
	sql, err := kin.TablesSQL(&d, models...)
	if err != nil {
		return err
	}
	conn, err := db.Driver().Acquire(ctx, dialect.Write)
	if err != nil {
		return err
	}
	defer conn.Release()
	return conn.Script(ctx, sql)
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
