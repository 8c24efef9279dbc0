package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/kinorm/kin/dialect"
)

// A conn is one connection to the server. It is used by one goroutine at a time.
type conn struct {
	pg    *pgconn.PgConn
	stmts stmtCache
	bind  binder

	d     *driver
	pool  *pgxpool.Conn // between Acquire and Release
	taken bool
	rows  *rows // that are open, or nil
	tx    bool  // between Begin and Commit or Rollback
	txErr error // the last that made the transaction fail, or nil

	stopped bool // the server was asked to end what it does
}

// ready returns the error that keeps a statement from running.
func (c *conn) ready(ctx context.Context) error {
	if err := dialect.ContextError(ctx); err != nil {
		return err
	}
	if !c.taken {
		return fmt.Errorf("kin: the connection was released: %w", dialect.ErrClosed)
	}
	if c.rows != nil {
		return errRowsOpen
	}
	if c.pg.IsClosed() {
		return errLost
	}
	return nil
}

// largeSet is the number of elements from which on a set is planned with its
// elements. A plan that is kept for all sets expects ten, and would compare every
// row with every element.
const largeSet = 200

// start prepares a statement, sends it and waits for its first row, or its end.
func (c *conn) start(ctx context.Context, s *dialect.Statement, args []dialect.Value) (*pgconn.ResultReader, *stmt, bool, error) {
	for attempt := 0; ; attempt++ {
		p, err := c.prepare(ctx, s)
		if err != nil {
			return nil, nil, false, err
		}
		if err := c.bind.values(p, args); err != nil {
			return nil, nil, false, err
		}
		var r *pgconn.ResultReader
		if s.Sets && c.bind.elements >= largeSet {
			r = c.pg.ExecParams(ctx, s.SQL, c.bind.params, p.desc.ParamOIDs, c.bind.formats, p.formats)
		} else {
			r = c.pg.ExecStatement(ctx, p.desc, c.bind.params, c.bind.formats, p.formats)
		}
		if r.NextRow() {
			p.used = true
			return r, p, true, nil
		}
		_, err = r.Close()
		if err == nil {
			p.used = true
			return r, p, false, nil
		}
		// A table has changed since the statement was prepared. It has not run, but
		// in a transaction everything fails from here on.
		if c.dropStale(ctx, p, err) && attempt == 0 && c.pg.TxStatus() == idle {
			continue
		}
		return nil, nil, false, c.fail(ctx, err)
	}
}

// idle is the status of a connection without a transaction.
const idle = 'I'

// Release implements [dialect.Conn]. It ends rows and a transaction that are open.
// A connection that is broken, or that a script left in a transaction, is closed.
func (c *conn) Release() {
	if !c.taken {
		return
	}
	if c.rows != nil {
		_ = c.rows.Close() // its error was for who ran the query
	}
	if c.tx {
		_ = c.Rollback(context.Background()) // otherwise the pool closes the connection
	}
	pool, d := c.pool, c.d
	c.pool, c.d, c.taken = nil, nil, false
	pool.Release()
	d.use.RUnlock()
}
