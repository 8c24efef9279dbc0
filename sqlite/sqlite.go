// Package sqlite is kin's embedded database: SQLite in the same process, without cgo.
//
// A database is a file, or ":memory:". There is one connection that writes and
// there are several that read; readers see a committed state and never wait for
// the writer (SQLite's WAL mode). Writers of one process wait for each other in the
// order in which they came, those of other processes are waited for up to the busy
// timeout. ":memory:" has one connection for everything.
//
// Every connection is opened with foreign keys enforced, "double-quoted" string
// literals refused, and synchronous=NORMAL: a commit survives a crash of the
// program, and the last commits before a power failure may be lost, but the file
// is never damaged. The connection that writes may keep 16 MB of pages, the
// others SQLite's own 2 MB each.
//
// The package talks to modernc.org/sqlite/lib directly, not through database/sql.
package sqlite

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"github.com/kinorm/kin/dialect"
)

// An Option changes how a database is opened.
type Option func(*options)

type options struct {
	busyTimeout time.Duration
	readOnly    bool
	readers     int
}

func defaultOptions() options {
	return options{busyTimeout: 5 * time.Second, readers: max(4, runtime.GOMAXPROCS(0))}
}

// WithBusyTimeout sets how long a write waits for other transactions, of this
// process or another one, before it fails with [dialect.ErrBusy]. The default is 5
// seconds; with 0 it does not wait.
func WithBusyTimeout(d time.Duration) Option {
	return func(o *options) { o.busyTimeout = d }
}

// WithReadOnly opens an existing file for reading only. Writes fail with
// [dialect.ErrReadOnly].
func WithReadOnly() Option {
	return func(o *options) { o.readOnly = true }
}

// WithReaders sets how many connections may read at the same time. The default is
// the number of processors, at least 4. They are opened when they are needed.
// ":memory:" always has one connection.
func WithReaders(n int) Option {
	return func(o *options) { o.readers = n }
}

// OpenDriver opens the database file at path, or creates it. The path is taken as
// it is: neither "file:" nor "?" have a meaning in it. ":memory:" is a new database in
// memory that is gone after Close; an empty path is an error.
//
// Errors wrap [*Error]; a file that is damaged or no database also wraps
// [dialect.ErrCorrupt]. The driver is safe for concurrent use.
func OpenDriver(ctx context.Context, path string, opts ...Option) (dialect.Driver, error) {
	o := defaultOptions()
	for _, opt := range opts {
		opt(&o)
	}
	d, err := open(ctx, path, o)
	if err != nil {
		return nil, err
	}
	return d, nil
}

func (o options) check() error {
	if o.readers < 1 {
		return fmt.Errorf("kin: sqlite.WithReaders(%d): at least 1 connection must read", o.readers)
	}
	if o.busyTimeout < 0 {
		return fmt.Errorf("kin: sqlite.WithBusyTimeout(%v): a timeout cannot be negative", o.busyTimeout)
	}
	return nil
}
