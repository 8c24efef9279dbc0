package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/kinorm/kin/dialect"
)

// Begin implements [dialect.Conn]. A read-only transaction has one view of the data.
func (c *conn) Begin(ctx context.Context, opts dialect.TxOptions) error {
	if err := c.ready(ctx); err != nil {
		return err
	}
	if c.tx {
		return errTxOpen
	}
	if err := c.script(ctx, beginSQL(opts)); err != nil {
		return c.fail(ctx, err)
	}
	c.tx, c.txErr = true, nil
	return nil
}

func beginSQL(opts dialect.TxOptions) string {
	if opts.ReadOnly && opts.Isolation == dialect.DefaultIsolation {
		opts.Isolation = dialect.RepeatableRead
	}
	sql := "BEGIN" + [...]string{
		dialect.DefaultIsolation: "",
		dialect.ReadCommitted:    " ISOLATION LEVEL READ COMMITTED",
		dialect.RepeatableRead:   " ISOLATION LEVEL REPEATABLE READ",
		dialect.Serializable:     " ISOLATION LEVEL SERIALIZABLE",
	}[opts.Isolation]
	if opts.ReadOnly {
		sql += " READ ONLY"
	}
	return sql
}

// Commit implements [dialect.Conn]. Where the answer of the server is missing, the
// error wraps [dialect.ErrCommitUnknown], also if ctx ended the waiting for it.
func (c *conn) Commit(ctx context.Context) error {
	if !c.tx {
		return errNoTx
	}
	if err := c.ready(ctx); err != nil {
		return err
	}
	if c.pg.TxStatus() == failed { // COMMIT would roll back without an error
		if c.txErr == nil {
			return errAborted
		}
		return fmt.Errorf("%w: %w", errAborted, c.txErr)
	}
	err := c.script(ctx, "COMMIT")
	switch {
	case err == nil:
		c.tx = false
		return nil
	case answered(err), !c.pg.IsClosed():
		// Of an error without an answer pgx closes the connection, unless ctx was
		// done before anything was sent.
		return c.fail(ctx, err)
	default:
		c.tx = false // there is nothing to roll back
		return fmt.Errorf("%w: %w", dialect.ErrCommitUnknown, c.fail(ctx, err))
	}
}

// failed is the status of a connection whose transaction has failed.
const failed = 'E'

// answered reports whether an error is the server's answer that a commit failed,
// and not the news that it ends the connection.
func answered(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.SeverityUnlocalized != "FATAL" && e.SeverityUnlocalized != "PANIC"
}

// Rollback implements [dialect.Conn]. It is no error where the connection is lost:
// the server rolls back then. Rows that are open are closed.
func (c *conn) Rollback(ctx context.Context) error {
	if !c.tx {
		return errNoTx
	}
	if c.rows != nil {
		_ = c.rows.Close() // its error was for who ran the query
	}
	c.tx = false
	if c.pg.IsClosed() || c.pg.TxStatus() == idle { // a failed commit has rolled back
		return nil
	}
	if err := c.script(ctx, "ROLLBACK"); err != nil && !c.pg.IsClosed() {
		return c.fail(ctx, err)
	}
	return nil
}
