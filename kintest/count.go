package kintest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/kinorm/kin"
)

// A Counter counts the statements of a database handle; see [Count]. It is safe
// for concurrent use.
type Counter struct {
	mu  sync.Mutex
	sql []string
}

// Count returns a handle on the database of db whose statements are counted. Those
// of its transactions count as well; what begins and ends transactions and
// savepoints does not. A statement counts if it fails, and it counts once if it is
// run for each of several rows, as CreateMany does. Statements of db itself are not
// counted.
func Count(db *kin.DB) (*kin.DB, *Counter) {
	c := new(Counter)
	return db.With(kin.Trace(c.add)), c
}

func (c *Counter) add(_ context.Context, e kin.Event) {
	if e.Kind.Control() {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sql = append(c.sql, e.SQL)
}

// N returns the number of statements so far.
func (c *Counter) N() int { return len(c.SQL()) }

// SQL returns the text of the statements so far, in the order in which they ended.
func (c *Counter) SQL() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.sql)
}

// Reset forgets the statements so far.
func (c *Counter) Reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sql = nil
}

// Budget calls f with a handle on the database of db and fails the test, with a
// list of the statements, if f runs more than most of them on it. See [Count] for
// what counts.
func Budget(t testing.TB, db *kin.DB, most int, f func(db *kin.DB)) {
	t.Helper()
	counted, c := Count(db)
	f(counted)
	if c.N() > most {
		t.Errorf("%s", overBudget(most, c.SQL()))
	}
}

// overBudget says which statements were too many.
func overBudget(most int, statements []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "kintest.Budget: %d statements, at most %d are allowed:", len(statements), most)
	for i, sql := range statements {
		fmt.Fprintf(&b, "\n%3d  %s", i+1, sql)
	}
	return b.String()
}
