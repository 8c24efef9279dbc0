package conformance_test

import (
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
