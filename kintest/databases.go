package kintest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/sqlite"
)

// A Database is one that tests can run on.
type Database struct {
	// Name is for t.Run, such as "sqlite-file". It begins with the name of the dialect.
	Name string

	open func(ctx context.Context, t testing.TB) (*kin.DB, error)
}

// Open returns a database without tables of the caller's, which is closed when
// the test ends. It ends the test if the database cannot be opened.
func (d Database) Open(t testing.TB) *kin.DB {
	t.Helper()
	db, err := d.open(t.Context(), t)
	if err != nil {
		t.Fatalf("kintest: open %s: %v", d.Name, err)
	}
	if db, err = rewritten(db, os.Getenv(rewriteEnv)); err != nil {
		t.Fatalf("kintest: %v", err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("kintest: close %s: %v", d.Name, err)
		}
	})
	return db
}

// requiredEnv is the variable that makes it a failure to leave a database out.
const requiredEnv = "KIN_REQUIRE_DATABASES"

// Databases returns the databases that this machine offers. SQLite is always
// there, in memory and in a file; a server is, if the environment variable with
// its URL is set: KIN_POSTGRES, KIN_MARIADB. What is left out is logged to the test, and once for
// each process to the standard error, so that it is not overlooked. With
// KIN_REQUIRE_DATABASES=1 it ends the test with a failure instead. MySQL is there
// only if KIN_MYSQL is set, and never missed.
//
// With KIN_REWRITE=identity every database is opened with [kin.RewriteSQL] and
// a function that returns each node as it is, which must change nothing.
func Databases(t testing.TB) []Database {
	t.Helper()
	in, out := offered(candidates, os.Getenv)
	if len(out) > 0 && os.Getenv(requiredEnv) == "1" {
		t.Fatalf("%s\nkintest: %s=1 requires every database", strings.Join(out, "\n"), requiredEnv)
	}
	for _, line := range out {
		t.Log(line)
	}
	told.Do(func() {
		for _, line := range out {
			fmt.Fprintln(os.Stderr, line)
		}
	})
	return in
}

var told sync.Once

// A candidate is a database that may be on this machine.
type candidate struct {
	name string
	env  string // the variable with the URL; empty for a database that needs none

	// optional says that nothing is missing without it: MariaDB stands for it.
	optional bool

	open func(ctx context.Context, t testing.TB, url string) (*kin.DB, error)
}

// candidates are all databases that kin has a driver for. The open of a server
// makes an empty database, or schema, of its own for each test.
var candidates = []candidate{
	{name: "sqlite-memory", open: func(ctx context.Context, _ testing.TB, _ string) (*kin.DB, error) {
		return sqlite.Open(ctx, ":memory:")
	}},
	{name: "sqlite-file", open: func(ctx context.Context, t testing.TB, _ string) (*kin.DB, error) {
		return sqlite.Open(ctx, filepath.Join(t.TempDir(), "test.db"))
	}},
	{name: "postgres", env: "KIN_POSTGRES", open: openPostgres},
	{name: "mariadb", env: "KIN_MARIADB", open: openMySQL},
	{name: "mysql", env: "KIN_MYSQL", optional: true, open: openMySQL},
}

// offered returns the databases that are there, and a line for each that is not.
func offered(all []candidate, getenv func(string) string) (in []Database, out []string) {
	for _, c := range all {
		url := ""
		if c.env != "" {
			if url = getenv(c.env); url == "" {
				if c.optional {
					continue
				}
				out = append(out, fmt.Sprintf("kintest: %s is LEFT OUT: set %s to the URL of a database to include it", c.name, c.env))
				continue
			}
		}
		in = append(in, Database{c.name, func(ctx context.Context, t testing.TB) (*kin.DB, error) { return c.open(ctx, t, url) }})
	}
	return in, out
}
