package kintest

import (
	"context"
	"testing"

	"github.com/kinorm/kin"
)

// NoRepeats calls f with a handle on the database of db and fails the test for every
// statement that f runs more than most times with the context that it gets, whatever
// its values: what a query in a loop does. The report says from which lines of the
// program it came.
func NoRepeats(t testing.TB, db *kin.DB, most int, f func(ctx context.Context, db *kin.DB)) {
	t.Helper()
	f(kin.Watch(t.Context()), db.With(kin.Repeats(most+1, func(_ context.Context, r kin.Repeat) {
		t.Errorf("kintest.NoRepeats: a statement ran more than %d times: %s", most, r)
	})))
}
