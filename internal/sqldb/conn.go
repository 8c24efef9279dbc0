package sqldb

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"

	"github.com/kinorm/kin/dialect"
)

// A conn runs statements for one goroutine at a time: each on a free connection of
// the pool, or all in its transaction. After a script, which may change settings of
// its session, everything runs on the connection of the script.
type conn struct {
	d      *Driver
	taken  bool
	tx     *sql.Tx // between Begin and Commit or Rollback
	pinned *sql.Conn
	rows   *rows // that are open, or nil
	args   []any // of the last statement; its memory serves the next one

	foreign bool               // the transaction is the program's
	inTx    map[string]*inStmt // statements of the transaction
}

// An inStmt is a statement of a transaction.
type inStmt struct {
	std  *sql.Stmt
	kept *stmt // what it was made of, or nil
}

// ready returns the error that keeps a statement from running.
func (c *conn) ready(ctx context.Context) error {
	if err := dialect.ContextError(ctx); err != nil {
		return err
	}
	if !c.taken {
		return errReleased
	}
	if c.rows != nil {
		return errRowsOpen
	}
	if c.foreign {
		return c.d.check(ctx, c.tx)
	}
	return nil
}

// bind appends arguments as the driver takes them.
func (c *conn) bind(args []any, values []dialect.Value) ([]any, error) {
	for i := range values {
		a, err := c.d.arg(&values[i])
		if err != nil {
			return nil, fmt.Errorf("argument %d: %w", i+1, err)
		}
		args = append(args, a)
	}
	return args, nil
}

// A runner runs one statement: a *sql.Stmt, or a text on a connection.
type runner interface {
	exec(ctx context.Context, args []any) (sql.Result, error)
	query(ctx context.Context, args []any) (*sql.Rows, error)
}

type prepared struct{ *sql.Stmt }

func (p prepared) exec(ctx context.Context, args []any) (sql.Result, error) {
	return p.ExecContext(ctx, args...)
}

func (p prepared) query(ctx context.Context, args []any) (*sql.Rows, error) {
	return p.QueryContext(ctx, args...)
}

type onConn struct {
	conn *sql.Conn
	text string
}

func (o onConn) exec(ctx context.Context, args []any) (sql.Result, error) {
	return o.conn.ExecContext(ctx, o.text, args...)
}

func (o onConn) query(ctx context.Context, args []any) (*sql.Rows, error) {
	return o.conn.QueryContext(ctx, o.text, args...)
}

// runner returns what runs a statement, and what to give back afterwards, if anything.
func (c *conn) runner(ctx context.Context, text string) (runner, *stmt, error) {
	switch {
	case c.tx != nil:
		std, err := c.inTransaction(ctx, text)
		return prepared{std}, nil, err
	case c.pinned != nil:
		return onConn{c.pinned, text}, nil, nil
	default:
		s, err := c.d.prepare(ctx, text)
		if err != nil {
			return nil, nil, err
		}
		return prepared{s.std}, s, nil
	}
}

// inTransaction returns a statement that runs in the transaction.
func (c *conn) inTransaction(ctx context.Context, text string) (*sql.Stmt, error) {
	if s := c.inTx[text]; s != nil {
		return s.std, nil
	}
	s := &inStmt{kept: c.d.stmts.get(text)}
	if s.kept != nil {
		s.std = c.tx.StmtContext(ctx, s.kept.std)
	} else {
		std, err := c.tx.PrepareContext(ctx, text)
		if err != nil {
			return nil, err
		}
		c.d.stmts.miss(text)
		s.std = std
	}
	if c.inTx == nil {
		c.inTx = map[string]*inStmt{}
		if c.foreign { // nobody says when the transaction ends
			runtime.AddCleanup(c, c.d.forget, c.inTx)
		}
	}
	c.inTx[text] = s
	return s.std, nil
}

// forget gives back the statements of a transaction that has ended.
func (d *Driver) forget(inTx map[string]*inStmt) {
	for _, s := range inTx {
		if s.kept != nil {
			d.stmts.put(s.kept)
		}
	}
}

// done gives back what runner returned.
func (c *conn) done(s *stmt) {
	if s != nil {
		c.d.stmts.put(s)
	}
}

// Release implements [dialect.Conn]. It ends rows and a transaction that are open.
func (c *conn) Release() {
	if !c.taken {
		return
	}
	if c.rows != nil {
		_ = c.rows.Close() // its error was for who ran the query
	}
	if c.tx != nil && !c.foreign {
		_ = c.Rollback(context.Background()) // the connection is given up where it fails
	}
	if c.pinned != nil {
		_ = c.pinned.Close() // back to the pool
		c.pinned = nil
	}
	c.taken = false
	if !c.foreign {
		c.d.use.RUnlock()
	}
}
