package conformance_test

import (
	"slices"
	"testing"

	"go.uber.org/goleak"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest"
	"github.com/kinorm/kin/kintest/conformance"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// without are the features that kin's own databases do not have.
var without = map[string][]conformance.Feature{
	"sqlite-memory": {conformance.ConcurrentReads, conformance.ConcurrentWrites, conformance.RowLocks},
	"sqlite-file":   {conformance.ConcurrentWrites, conformance.RowLocks},
	"postgres":      {conformance.ExplicitKeyAdvances, conformance.StatementRollback},
	"mariadb":       {conformance.TransactionalTables, conformance.SetDefault, conformance.UpdatesItself, conformance.DeepCascades},
	"mysql": {
		conformance.TransactionalTables, conformance.SetDefault, conformance.UpdatesItself, conformance.DeepCascades,
		conformance.ParallelAssignments,
	},
}

// TestDatabases runs the suite on every database that is there.
func TestDatabases(t *testing.T) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			conformance.Run(t, conformance.Database{
				Open:    func(t testing.TB) *kin.DB { return d.Open(t) },
				Without: without[d.Name],
			})
		})
	}
}

// A name that no database is opened by would declare nothing.
func TestDeclarationsAreOfDatabases(t *testing.T) {
	known := []string{"sqlite-memory", "sqlite-file", "postgres", "mariadb", "mysql"}
	for name, missing := range without {
		if !slices.Contains(known, name) {
			t.Errorf("%s is no database of kintest", name)
		}
		for _, f := range missing {
			if !slices.Contains(conformance.Features(), f) || f.Description() == "" || f.String() == "" {
				t.Errorf("%s is declared to be without %v", name, f)
			}
		}
	}
}
