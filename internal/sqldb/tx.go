package sqldb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/kinorm/kin/dialect"
)

var isolations = [...]sql.IsolationLevel{
	dialect.DefaultIsolation: sql.LevelDefault,
	dialect.ReadCommitted:    sql.LevelReadCommitted,
	dialect.RepeatableRead:   sql.LevelRepeatableRead,
	dialect.Serializable:     sql.LevelSerializable,
}

// Begin implements [dialect.Conn].
func (c *conn) Begin(ctx context.Context, opts dialect.TxOptions) error {
	if err := c.ready(ctx); err != nil {
		return err
	}
	if c.foreign {
		return errForeign
	}
	if c.tx != nil {
		return errTxOpen
	}
	for _, text := range c.d.stmts.takeWanted() {
		s, err := c.d.prepare(ctx, text)
		if err != nil {
			return c.d.fail(ctx, err)
		}
		c.d.stmts.put(s)
	}
	// database/sql would roll back by itself when the context of BeginTx ends, also
	// while kin does. So ctx ends only the beginning.
	txCtx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, cancel)
	o := &sql.TxOptions{Isolation: isolations[opts.Isolation], ReadOnly: opts.ReadOnly}
	if opts.ReadOnly && o.Isolation == sql.LevelDefault {
		o.Isolation = c.d.dialect.Interop.ReadOnly
	}
	var err error
	if c.pinned != nil {
		c.tx, err = c.pinned.BeginTx(txCtx, o)
	} else {
		c.tx, err = c.d.db.BeginTx(txCtx, o)
	}
	if err != nil {
		c.tx = nil
		cancel()
		return c.d.fail(ctx, err)
	}
	if !stop() { // the transaction is rolled back already
		_ = c.tx.Rollback() // it may be over
		c.tx = nil
		return dialect.ContextError(ctx)
	}
	return nil
}

// Commit implements [dialect.Conn]. Where the answer of the database is missing, the
// error wraps [dialect.ErrCommitUnknown], also if ctx ended the waiting for it.
func (c *conn) Commit(ctx context.Context) error {
	if c.tx == nil {
		return errNoTx
	}
	if err := c.ready(ctx); err != nil {
		return err
	}
	if c.foreign {
		return errForeign
	}
	tx := c.tx
	err := wait(ctx, tx.Commit)
	switch answer := c.d.answer(err); {
	case err == nil:
		c.ended()
		return nil
	case errors.Is(err, sql.ErrTxDone), errors.Is(err, driver.ErrBadConn), answer != nil:
		// Drivers say ErrBadConn only of what was not sent.
		c.ended()
		return c.d.fail(ctx, err)
	default:
		c.ended()
		return fmt.Errorf("%w: %w", dialect.ErrCommitUnknown, c.d.fail(ctx, err))
	}
}

// wait calls f, which takes no context, and stops waiting for it when ctx is done.
func wait(ctx context.Context, f func() error) error {
	if ctx.Done() == nil {
		return f()
	}
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Rollback implements [dialect.Conn]. It is no error where the connection is lost:
// the database rolls back then. Rows that are open are closed.
func (c *conn) Rollback(ctx context.Context) error {
	if c.foreign {
		return errForeign
	}
	if c.tx == nil {
		return errNoTx
	}
	if c.rows != nil {
		_ = c.rows.Close() // its error was for who ran the query
	}
	err := c.tx.Rollback()
	c.ended()
	if err == nil || c.d.answer(err) == nil {
		return nil // it has ended, or its connection has
	}
	return c.d.fail(ctx, err)
}

// ended forgets the transaction.
func (c *conn) ended() {
	c.d.forget(c.inTx)
	c.tx, c.inTx = nil, nil
}
