// Package sent counts what contenders send to a database, the same way for all:
// on the wire of a server, in the engine of SQLite.
package sent

import (
	"sync/atomic"

	"modernc.org/libc"
)

// A Count is what was sent.
type Count struct {
	Statements int64 // that began to run, BEGIN and COMMIT too
	Trips      int64 // to the server and back; 0 on SQLite, which has none
}

// A Counter counts while programs run. It is safe for concurrent use.
type Counter struct {
	statements, trips atomic.Int64

	// What SQLite calls, which only the counter keeps from being collected.
	opened func(tls *libc.TLS, db, message, api uintptr) int32
	ran    func(tls *libc.TLS, event uint32, context, statement, text uintptr) int32
}

// Now returns what was counted so far.
func (c *Counter) Now() Count { return Count{c.statements.Load(), c.trips.Load()} }

// Since returns what was counted after an earlier moment.
func (c *Counter) Since(t Count) Count {
	now := c.Now()
	return Count{now.Statements - t.Statements, now.Trips - t.Trips}
}
