package sqlite

import (
	"context"
	"errors"
	"fmt"

	"github.com/kinorm/kin/dialect"
)

var (
	beginRead    = &dialect.Statement{SQL: "BEGIN"}
	beginWrite   = &dialect.Statement{SQL: "BEGIN IMMEDIATE"}
	commit       = &dialect.Statement{SQL: "COMMIT"}
	rollback     = &dialect.Statement{SQL: "ROLLBACK"}
	queryOnlyOn  = &dialect.Statement{SQL: "PRAGMA query_only = ON"}
	queryOnlyOff = &dialect.Statement{SQL: "PRAGMA query_only = OFF"}
)

// Begin implements [dialect.Conn]. A transaction for writing takes the write lock at
// once: one that read first and wrote later could not go on where another process
// had written between the two. SQLite's transactions are serializable, which is
// enough for every Isolation.
func (c *conn) Begin(ctx context.Context, opts dialect.TxOptions) error {
	if err := c.ready(ctx); err != nil {
		return err
	}
	if c.tx {
		return errTxOpen
	}
	if !opts.ReadOnly && c.reader {
		return fmt.Errorf("%w: a transaction for writing was begun on a connection for reading", dialect.ErrReadOnly)
	}
	begin := beginWrite
	if opts.ReadOnly {
		begin = beginRead
		if err := c.setQueryOnly(true); err != nil {
			return err
		}
	}
	c.watchContext(ctx)
	err := c.runPlain(begin)
	c.unwatch()
	c.tx, c.txErr = true, nil
	if err != nil {
		return errors.Join(err, c.Rollback(ctx))
	}
	return nil
}

// setQueryOnly makes the writer refuse writes while it serves a read-only
// transaction. Connections for reading always do.
func (c *conn) setQueryOnly(on bool) error {
	if c.reader || c.queryOnly == on {
		return nil
	}
	s := queryOnlyOff
	if on {
		s = queryOnlyOn
	}
	if err := c.runPlain(s); err != nil {
		return err
	}
	c.queryOnly = on
	return nil
}

// runPlain runs a statement without arguments and result.
func (c *conn) runPlain(s *dialect.Statement) error {
	p, err := c.prepare(s)
	if err != nil {
		return err
	}
	err = c.stepAll(p.handle)
	if finishErr := c.finish(p); err == nil {
		err = finishErr
	}
	return err
}

// Commit implements [dialect.Conn]. Where it fails, the transaction is open until
// Rollback, unless SQLite has ended it. A context that ends during the commit does
// not interrupt it.
func (c *conn) Commit(ctx context.Context) error {
	if !c.tx {
		return errNoTx
	}
	if err := c.ready(ctx); err != nil {
		return err
	}
	if err := c.runPlain(commit); err != nil {
		return err
	}
	return c.endTx()
}

// Rollback implements [dialect.Conn]. It ignores the end of ctx, and is no error
// where SQLite has rolled back already. Rows that are open are closed.
func (c *conn) Rollback(context.Context) error {
	if !c.tx {
		return errNoTx
	}
	c.closeRows()
	if !c.autocommit() {
		if err := c.runPlain(rollback); err != nil && !c.autocommit() {
			return err
		}
	}
	return c.endTx()
}

func (c *conn) endTx() error {
	c.tx, c.txErr = false, nil
	return c.setQueryOnly(false)
}

// rolledBack is the error of everything but Rollback in a transaction that SQLite
// has ended: the statements would take effect one by one.
func (c *conn) rolledBack() error {
	const text = "kin: SQLite rolled back the transaction after an error; end it and run it again"
	if c.txErr == nil {
		return errors.New(text)
	}
	return fmt.Errorf("%s: %w", text, c.txErr)
}
