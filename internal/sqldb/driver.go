// Package sqldb is kin's port to a database over database/sql: it runs kin's
// statements on a *sql.DB of any driver, and on a *sql.Tx that a program has.
//
//	Acquire ──▶ conn ──prepare──▶ *sql.Stmt ──▶ *sql.Rows ──Scan──▶ dialect.Slot
//
// Statements are prepared once and kept by database/sql for each of its
// connections. Cells are scanned by the slots of a model directly.
//
// The package imports dialect and the standard library.
package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/kinorm/kin/dialect"
)

// A Driver is a *sql.DB as kin uses it. It is safe for concurrent use.
type Driver struct {
	db      *sql.DB
	dialect *dialect.Dialect
	arg     func(v *dialect.Value) (any, error)
	stmts   stmtCache
	owned   bool // Close closes db

	checked atomic.Bool

	// use is held for reading by every connection that is in use, and for writing
	// by Close, which so waits for them.
	use    sync.RWMutex
	closed bool
	once   sync.Once
	err    error // of closing db
}

// statements is how many prepared statements a Driver keeps.
const statements = 512

// New returns a driver over a database. Closing it closes db only if it is owned.
func New(db *sql.DB, d *dialect.Dialect, owned bool) (*Driver, error) {
	switch {
	case db == nil:
		return nil, errors.New("kin: the *sql.DB is nil; open one with sql.Open")
	case d == nil:
		return nil, errors.New("kin: the dialect is nil; pass that of the database, such as postgres.Dialect")
	}
	own := *d
	if own.Features.ManyRows == dialect.RowsFromSets {
		own.Features.ManyRows = dialect.RowByRow
	}
	own.Features.Batches = false
	dr := &Driver{db: db, dialect: &own, arg: d.Interop.Arg, owned: owned}
	if dr.arg == nil {
		dr.arg = dialect.PlainArg
	}
	dr.stmts.init(statements)
	return dr, nil
}

// Dialect implements [dialect.Driver].
func (d *Driver) Dialect() *dialect.Dialect { return d.dialect }

// DB returns the database that the driver uses.
func (d *Driver) DB() *sql.DB { return d.db }

// SingleConn reports whether there is one connection, so that a query cannot run while
// rows of another are open.
func (d *Driver) SingleConn() bool { return d.db.Stats().MaxOpenConnections == 1 }

// Acquire implements [dialect.Driver]. The connection of the pool is taken when a
// statement runs, and kept while its rows, or a transaction, are open. Every
// connection can read and write.
func (d *Driver) Acquire(ctx context.Context, _ dialect.Use) (dialect.Conn, error) {
	if err := dialect.ContextError(ctx); err != nil {
		return nil, err
	}
	if !d.use.TryRLock() { // Close waits
		return nil, dialect.ErrClosed
	}
	if d.closed {
		d.use.RUnlock()
		return nil, dialect.ErrClosed
	}
	if err := d.checkConn(ctx); err != nil {
		d.use.RUnlock()
		return nil, err
	}
	return &conn{d: d, taken: true}, nil
}

// Tx returns the connection of a transaction that the program began and will end.
// It is valid until then, for one goroutine at a time, and needs no Release.
func (d *Driver) Tx(tx *sql.Tx) dialect.Conn {
	return &conn{d: d, tx: tx, foreign: true, taken: true}
}

// checkConn checks the database on a free connection.
func (d *Driver) checkConn(ctx context.Context) error {
	if d.checked.Load() || d.dialect.Interop.Check == nil {
		return nil
	}
	c, err := d.db.Conn(ctx)
	if err != nil {
		return d.fail(ctx, err)
	}
	defer c.Close() //nolint:errcheck // it goes back to the pool
	return d.check(ctx, c)
}

// check checks the database before its first statement.
func (d *Driver) check(ctx context.Context, q dialect.Querier) error {
	if d.checked.Load() {
		return nil
	}
	if d.dialect.Interop.Check != nil {
		if err := d.dialect.Interop.Check(ctx, q); err != nil {
			return d.fail(ctx, err)
		}
	}
	d.checked.Store(true)
	return nil
}

// Close waits for connections in use, forever if one is never released, and closes
// the database if it is kin's own. It may be called more than once and concurrently.
func (d *Driver) Close() error {
	d.once.Do(func() {
		d.use.Lock()
		d.closed = true
		d.use.Unlock()
		d.stmts.close()
		if d.owned {
			d.err = d.db.Close()
		}
	})
	return d.err
}

// Ready checks the database as before its first statement.
func (d *Driver) Ready(ctx context.Context) error { return d.checkConn(ctx) }
