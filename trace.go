package kin

import (
	"context"

	"github.com/kinorm/kin/internal/engine"
)

// An Event is a statement that has run, or the begin or end of a transaction or
// savepoint. Its SQL never has values, so it is the same for all statements of one
// shape. Its Args are values of the program's and must not be logged where they may
// be secret; neither must the text of Err, in which a database may repeat a value.
type Event = engine.Event

// An EventKind is what was sent to the database.
type EventKind = engine.EventKind

// The kinds. Those from EventBegin on are no statements, see [engine.EventKind.Control].
const (
	EventQuery      EventKind = engine.EventQuery      // a statement that returns rows
	EventExec       EventKind = engine.EventExec       // a statement that returns none
	EventScript     EventKind = engine.EventScript     // SQL text without arguments, such as CREATE TABLE
	EventBegin      EventKind = engine.EventBegin      // of a transaction
	EventCommit     EventKind = engine.EventCommit     // of a transaction
	EventRollback   EventKind = engine.EventRollback   // of a transaction
	EventSavepoint  EventKind = engine.EventSavepoint  // the begin of one
	EventRelease    EventKind = engine.EventRelease    // its end, by which what it did stays
	EventRollbackTo EventKind = engine.EventRollbackTo // its end, by which what it did is undone
)

// Trace calls f after every statement, and after every begin and end of a
// transaction, in the goroutine that ran it. f must be safe for concurrent use and
// must not use the transaction of the event. A handle without a tracer takes no
// time for tracing. See [Log] and [Repeats] for what is built on it.
func Trace(f func(ctx context.Context, e Event)) Option {
	return func(db *engine.DB) { db.Tracers = append(db.Tracers[:len(db.Tracers):len(db.Tracers)], f) }
}
