// Package kintest is for the tests of programs that use kin: it counts and limits
// the statements of a piece of code, runs tests in transactions that are rolled
// back, and lists the databases that tests can run on.
//
//	for _, d := range kintest.Databases(t) {
//		t.Run(d.Name, func(t *testing.T) {
//			db := d.Open(t)
//			kintest.Budget(t, db, 1, func(db *kin.DB) { ... })
//		})
//	}
//
// The package imports kin and its databases, and nothing imports it but tests.
package kintest

import (
	"errors"
	"testing"

	"github.com/kinorm/kin"
)

var errRollback = errors.New("kintest: rolled back on purpose")

// Rollback calls f with a transaction of db and rolls it back afterwards, so that
// nothing of what f writes is left, also if f fails the test or panics. The
// transaction ends with the test's context. Rollback fails the test if the
// transaction cannot begin or roll back.
func Rollback(t testing.TB, db *kin.DB, f func(tx *kin.Tx)) {
	t.Helper()
	err := db.InTx(t.Context(), func(tx *kin.Tx) error {
		f(tx)
		return errRollback
	})
	for _, err := range all(err) {
		if !errors.Is(err, errRollback) {
			t.Errorf("kintest.Rollback: %v", err)
		}
	}
}

// all returns the errors that were joined to err.
func all(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}
