// Package suite measures operations of contenders on one database: each answer is
// checked first, then all contenders take turns in random order.
package suite

import (
	"context"
	"database/sql"

	"github.com/kinorm/kin/bench/data"
)

// An Operation is what every contender does in its own way.
type Operation struct {
	Name  string
	Title string
	Rows  int    // objects or links in an answer, for allocations of each
	State string // for writes: a query whose first row tells what one run has done
	Undo  string // for writes: what makes the tables as they were
	Want  string // the answer
	Alone bool   // not measured with many goroutines
	Heap  bool   // the growth of the heap during a run counts

	// Slow contenders may take part in fewer rounds.
	Iterations int // of one sample; 0 is as many as fill it
}

// A Run is an operation of a contender, for one goroutine.
type Run struct {
	// Do runs it once. n counts runs, and chooses keys.
	Do func(ctx context.Context, n int) error

	// Answer sums up what the last Do has read.
	Answer func() string
}

// A Contender is a way to talk to a database.
type Contender struct {
	Name  string
	Hand  bool // best by hand: what the others are compared with
	Note  string
	Ops   map[string]func(worker int) Run
	Close func() error
}

// A Server is a database that is filled with data.
type Server struct {
	Kind  data.Kind
	DSN   string // of the filled database, as database/sql opens it
	URL   string // of a MariaDB, as kin opens it
	Admin *sql.DB
	Data  *data.Set
	Close func() error
}
