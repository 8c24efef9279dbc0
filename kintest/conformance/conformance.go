// Package conformance checks that a database does what kin promises of every
// database: relations of every kind, every verb, types at their extremes, errors
// and transactions. It is for the databases of kin and for whoever writes a dialect
// or a driver; see docs/dialects.md.
//
//	func TestConformance(t *testing.T) {
//		conformance.Run(t, conformance.Database{
//			Open:    func(t testing.TB) *kin.DB { ... },
//			Without: []conformance.Feature{conformance.RowLocks},
//		})
//	}
//
// A case is left out only where it needs a feature that the database declares to be
// without. What is left out is printed, and is run all the same: a case that passes
// although the database is without its feature fails the test, so that a declaration
// stays true.
package conformance

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// A Database is what the suite runs on.
type Database struct {
	// Open returns an empty database, one of its own for each call, and has it closed
	// when the test ends. It ends the test if there is none.
	Open func(t testing.TB) *kin.DB

	// Without are the features that the database does not have. None is usual.
	Without []Feature
}

// Run runs every case as a subtest, group by group. They share a database, which
// is emptied before each case, except for those that begin without tables.
func Run(t *testing.T, d Database) {
	t.Helper()
	var out []string
	s := &shared{database: d, t: t}
	for _, g := range groups() {
		t.Run(g.name, func(t *testing.T) {
			for _, c := range g.cases {
				t.Run(c.name, func(t *testing.T) {
					if missing := c.without(d.Without); len(missing) > 0 {
						out = append(out, g.name+"/"+c.name+": "+reasons(missing))
						d.probe(t, g, c, missing)
						t.Skip("left out, the database is without " + reasons(missing))
					}
					c.run(&run{TB: t, ctx: t.Context(), db: s.ready(t, g.bare)})
					s.check(t)
				})
			}
		})
	}
	report(t, out)
}

// report prints which cases were left out, and why.
func report(t *testing.T, out []string) {
	t.Helper()
	if len(out) == 0 {
		return
	}
	text := fmt.Sprintf("conformance: %s: %d cases are LEFT OUT:\n\t%s", t.Name(), len(out), strings.Join(out, "\n\t"))
	t.Log(text)
	fmt.Fprintln(os.Stderr, text)
}

// A group is cases about one part of kin.
type group struct {
	name  string
	bare  bool // each case gets a database of its own, without tables
	cases []example
}

// groups returns all cases.
func groups() []group {
	return []group{
		{"tables", true, tables()},
		{"names", false, hostileNames()},
		{"types", false, types()},
		{"values at the edge", false, edges()},
		{"logic", false, logic()},
		{"matching", false, matching()},
		{"quantifiers", false, quantifiers()},
		{"link columns", false, linkColumns()},
		{"order", false, orders()},
		{"values", false, values()},
		{"reading", false, reading()},
		{"preload", false, preloads()},
		{"links", false, links()},
		{"links with columns", false, linksWithColumns()},
		{"children", false, children()},
		{"self relations", false, selfRelations()},
		{"writing", false, writing()},
		{"upsert", false, upserts()},
		{"bulk", false, bulk()},
		{"delete", false, deletes()},
		{"updates of keys", false, updatesOfKeys()},
		{"errors", false, failures()},
		{"transactions", false, transactions()},
		{"concurrency", false, concurrency()},
	}
}

// An example is a case: what holds on every database, and how that is seen.
type example struct {
	name  string
	needs []Feature
	run   func(r *run)
}

// without returns the features that the case needs and that are missing.
func (e example) without(missing []Feature) []Feature {
	var found []Feature
	for _, f := range e.needs {
		if slices.Contains(missing, f) {
			found = append(found, f)
		}
	}
	return found
}

// shared is the database that cases have one after the other.
type shared struct {
	database Database
	t        *testing.T // of all cases
	db       *kin.DB
}

// ready returns a database without rows, or one without tables.
func (s *shared) ready(t *testing.T, bare bool) *kin.DB {
	t.Helper()
	switch {
	case bare:
		return s.database.Open(t)
	case s.db == nil:
		s.db = opened(s.t, s.database)
	default:
		if err := empty(t.Context(), s.db); err != nil {
			t.Fatalf("empty the tables: %v", err)
		}
	}
	return s.db
}

// check lets the next case have a new database if this one failed, as that may have
// left a transaction open.
func (s *shared) check(t *testing.T) {
	if t.Failed() {
		s.db = nil
	}
}

// opened returns a new database with the tables of all models.
func opened(t testing.TB, d Database) *kin.DB {
	t.Helper()
	db := d.Open(t)
	if err := kin.CreateTables(t.Context(), db, models.Models...); err != nil {
		t.Fatalf("create the tables: %v", err)
	}
	return db
}
