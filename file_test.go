package kin_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
	"github.com/kinorm/kin/sqlite"
)

// These are of SQLite alone: what can be wrong with a database that is a file.

func TestReadOnlyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db := must(sqlite.Open(ctx, path))(t)
	check(t, kin.CreateTables(ctx, db, testmodels.Models...))
	check(t, testmodels.Items.Create(ctx, db, &testmodels.Item{Name: "a"}))
	check(t, db.Close())
	db = must(sqlite.Open(ctx, path, sqlite.WithReadOnly()))(t)
	defer db.Close()
	item := &testmodels.Item{Name: "b"}
	isError(t, testmodels.Items.Create(ctx, db, item), kin.ErrReadOnly)
	isError(t, testmodels.Items.CreateMany(ctx, db, []*testmodels.Item{item}), kin.ErrReadOnly)
	if kin.Saved(item) || countItems(t, db) != 1 {
		t.Error("something was written")
	}
}

func TestCorruptFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	check(t, os.WriteFile(path, []byte(strings.Repeat("this is no database. ", 500)), 0o600))
	_, err := sqlite.Open(ctx, path)
	isError(t, err, kin.ErrCorrupt)
}

func TestFullFile(t *testing.T) {
	db := must(sqlite.Open(ctx, filepath.Join(t.TempDir(), "a.db")))(t)
	defer db.Close()
	check(t, kin.CreateTables(ctx, db, testmodels.Models...))
	script(t, db, "PRAGMA max_page_count = 1")
	var objs []*testmodels.Item
	for i := range 2000 {
		objs = append(objs, &testmodels.Item{Name: "item " + strings.Repeat("x", 5) + string(rune('a'+i%26)) + string(rune('0'+i/26)), Note: strings.Repeat("n", 2000)})
	}
	err := testmodels.Items.CreateMany(ctx, db, objs)
	isError(t, err, kin.ErrFull, "create Item")
	for _, o := range objs {
		if kin.Saved(o) || o.ID != 0 {
			t.Fatal("an object claims to be saved")
		}
	}
	if n := countItems(t, db); n != 0 {
		t.Errorf("%d rows stayed", n)
	}
	script(t, db, "PRAGMA max_page_count = 100000")
	check(t, testmodels.Items.CreateMany(ctx, db, objs))
	if n := countItems(t, db); n != 2000 {
		t.Errorf("%d rows", n)
	}
}
