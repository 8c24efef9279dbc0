package sqlite

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/kinorm/kin/dialect"
)

// A driver is an open database: one connection for writing and some for reading.
type driver struct {
	path    string
	options options
	single  bool // one connection for everything

	closing chan struct{} // closed by Close
	once    sync.Once
	err     error // of Close

	// writer holds the write connection while nobody uses it; nil stands for one
	// that is still to be opened. Goroutines that wait for a channel are served in
	// the order in which they came.
	writer chan *conn

	// readers has an element for each read connection in use; idle are the others
	// that are open, the most recently used last: its cache is warm.
	readers chan struct{}
	mu      sync.Mutex
	idle    []*conn
}

// open opens a database and its first connection, so that a path that cannot be
// opened is known at once.
func open(ctx context.Context, path string, o options) (*driver, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if err := checkPath(path); err != nil {
		return nil, err
	}
	d := &driver{
		path:    path,
		options: o,
		single:  path == memoryPath,
		closing: make(chan struct{}),
		writer:  make(chan *conn, 1),
		readers: make(chan struct{}, o.readers),
	}
	if d.single && o.readOnly {
		return nil, fmt.Errorf("kin: %w: a database in memory is always empty at first; remove sqlite.WithReadOnly", dialect.ErrReadOnly)
	}
	first, err := openConn(ctx, d, o.readOnly)
	if err != nil {
		return nil, err
	}
	if o.readOnly {
		d.idle = append(d.idle, first)
	} else {
		d.writer <- first
	}
	return d, nil
}

// Dialect returns SQLite's dialect.
func (d *driver) Dialect() *dialect.Dialect { return Dialect }

// SingleConn reports whether all reads share one connection, so that a query cannot
// run while rows of another are open.
func (d *driver) SingleConn() bool { return d.single || cap(d.readers) == 1 }

// Acquire implements [dialect.Driver]. A connection for writing is waited for no
// longer than the busy timeout, then the error wraps [dialect.ErrBusy].
func (d *driver) Acquire(ctx context.Context, use dialect.Use) (dialect.Conn, error) {
	if err := dialect.ContextError(ctx); err != nil {
		return nil, err
	}
	select {
	case <-d.closing:
		return nil, dialect.ErrClosed
	default:
	}
	if use == dialect.Write && d.options.readOnly {
		return nil, fmt.Errorf("%w: %s was opened with sqlite.WithReadOnly", dialect.ErrReadOnly, d.path)
	}
	if use == dialect.Write || d.single {
		return d.acquireWriter(ctx)
	}
	return d.acquireReader(ctx)
}

func (d *driver) acquireWriter(ctx context.Context) (dialect.Conn, error) {
	var c *conn
	select {
	case c = <-d.writer:
	default:
		timeout := time.NewTimer(d.options.busyTimeout)
		defer timeout.Stop()
		select {
		case c = <-d.writer:
		case <-ctx.Done():
			return nil, dialect.ContextError(ctx)
		case <-d.closing:
			return nil, dialect.ErrClosed
		case <-timeout.C:
			return nil, d.busyError()
		}
	}
	if c == nil {
		var err error
		if c, err = openConn(ctx, d, false); err != nil {
			d.writer <- nil
			return nil, err
		}
	}
	c.taken = true
	return c, nil
}

func (d *driver) busyError() error {
	if d.single {
		return fmt.Errorf("%w: the one connection of a database in memory was in use for %v; close rows before the next query, and inside InTx use the tx that it passes", dialect.ErrBusy, d.options.busyTimeout)
	}
	return fmt.Errorf("%w: a transaction of this program held the write connection for %v; inside InTx use the tx that it passes, and keep transactions short", dialect.ErrBusy, d.options.busyTimeout)
}

func (d *driver) acquireReader(ctx context.Context) (dialect.Conn, error) {
	select {
	case d.readers <- struct{}{}:
	default:
		select {
		case d.readers <- struct{}{}:
		case <-ctx.Done():
			return nil, dialect.ContextError(ctx)
		case <-d.closing:
			return nil, dialect.ErrClosed
		}
	}
	c := d.popIdle()
	if c == nil {
		var err error
		if c, err = openConn(ctx, d, true); err != nil {
			<-d.readers
			return nil, err
		}
	}
	c.taken = true
	return c, nil
}

func (d *driver) popIdle() *conn {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := len(d.idle)
	if n == 0 {
		return nil
	}
	c := d.idle[n-1]
	d.idle = d.idle[:n-1]
	return c
}

// put takes back a connection. One that is not usable any more is nil.
func (d *driver) put(c *conn, reader bool) {
	if !reader {
		d.writer <- c
		return
	}
	if c != nil {
		d.mu.Lock()
		d.idle = append(d.idle, c)
		d.mu.Unlock()
	}
	<-d.readers
}

// Close waits for connections in use, forever if one is never released, and closes
// the database. What is in the write-ahead log goes into the file. It may be called
// more than once and concurrently.
func (d *driver) Close() error {
	d.once.Do(func() {
		close(d.closing)
		for range cap(d.readers) {
			d.readers <- struct{}{}
		}
		var errs []error
		for c := d.popIdle(); c != nil; c = d.popIdle() {
			errs = append(errs, c.close())
		}
		// The writer comes last: SQLite empties the write-ahead log when the last
		// connection is closed, and those for reading may not.
		if !d.options.readOnly {
			if c := <-d.writer; c != nil {
				errs = append(errs, c.close())
			}
		}
		d.err = errors.Join(errs...)
	})
	return d.err
}
