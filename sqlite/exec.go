package sqlite

import (
	"context"

	lib "modernc.org/sqlite/lib"

	"github.com/kinorm/kin/dialect"
)

// Exec implements [dialect.Conn]. Rows that the statement returns are skipped.
// RowsAffected does not count rows that triggers and foreign keys changed.
// LastInsertID is 0 where the statement inserted no row.
func (c *conn) Exec(ctx context.Context, s *dialect.Statement, args []dialect.Value) (dialect.Result, error) {
	if err := c.ready(ctx); err != nil {
		return dialect.Result{}, err
	}
	c.watchContext(ctx)
	defer c.unwatch()
	p, err := c.prepare(s)
	if err != nil {
		return dialect.Result{}, err
	}
	r, err := c.run(p, args)
	if finishErr := c.finish(p); err == nil {
		err = finishErr
	}
	return r, err
}

// run binds args and steps to the end. The caller resets the statement.
func (c *conn) run(p *stmt, args []dialect.Value) (dialect.Result, error) {
	if err := c.bind(p, args); err != nil {
		return dialect.Result{}, err
	}
	// SQLite keeps both numbers of the last statement that had some.
	total := lib.Xsqlite3_total_changes64(c.tls, c.db)
	lib.Xsqlite3_set_last_insert_rowid(c.tls, c.db, 0)
	if err := c.stepAll(p.handle); err != nil {
		return dialect.Result{}, err
	}
	r := dialect.Result{LastInsertID: lib.Xsqlite3_last_insert_rowid(c.tls, c.db)}
	if lib.Xsqlite3_total_changes64(c.tls, c.db) != total {
		r.RowsAffected = lib.Xsqlite3_changes64(c.tls, c.db)
	}
	return r, nil
}

func (c *conn) stepAll(handle uintptr) error {
	for {
		switch rc := lib.Xsqlite3_step(c.tls, handle); rc {
		case lib.SQLITE_ROW:
		case lib.SQLITE_DONE:
			return nil
		default:
			return c.fail(rc)
		}
	}
}

// ExecEach implements [dialect.Conn].
func (c *conn) ExecEach(ctx context.Context, s *dialect.Statement, runs dialect.Runs, each func(i int, r dialect.Result)) error {
	if err := c.ready(ctx); err != nil {
		return err
	}
	c.watchContext(ctx)
	defer c.unwatch()
	p, err := c.prepare(s)
	if err != nil {
		return err
	}
	var args []dialect.Value
	for i := range runs.Len {
		var r dialect.Result
		if err = dialect.ContextError(ctx); err != nil {
			break
		}
		if args, err = runs.Args(args[:0], i); err != nil {
			break
		}
		if r, err = c.run(p, args); err != nil {
			break
		}
		if err = c.resetOnly(p); err != nil {
			break
		}
		if each != nil {
			each(i, r)
		}
	}
	if finishErr := c.finish(p); err == nil {
		err = finishErr
	}
	return err
}

func (c *conn) resetOnly(p *stmt) error {
	if rc := lib.Xsqlite3_reset(c.tls, p.handle); rc != lib.SQLITE_OK {
		return c.fail(rc)
	}
	return nil
}

// Script implements [dialect.Conn]. It stops at the first statement that fails;
// outside a transaction those before it stay done. Foreign keys that it switches
// off are enforced again after Release.
func (c *conn) Script(ctx context.Context, sql string) error {
	if err := c.ready(ctx); err != nil {
		return err
	}
	c.scripted = true
	c.watchContext(ctx)
	defer c.unwatch()
	return c.script(sql)
}

func (c *conn) script(sql string) error {
	for sql != "" {
		if c.ctx != nil {
			if err := dialect.ContextError(c.ctx); err != nil {
				return err
			}
		}
		handle, tail, err := c.prepareHandle(sql, 0)
		if err != nil {
			return err
		}
		sql = sql[tail:]
		if handle == 0 {
			continue // a comment
		}
		err = c.stepAll(handle)
		lib.Xsqlite3_finalize(c.tls, handle)
		if err != nil {
			return err
		}
	}
	return nil
}

// queryText returns the first column of the first row of a statement, as text.
func (c *conn) queryText(sql string) (string, error) {
	handle, _, err := c.prepareHandle(sql, 0)
	if err != nil {
		return "", err
	}
	defer lib.Xsqlite3_finalize(c.tls, handle)
	switch rc := lib.Xsqlite3_step(c.tls, handle); rc {
	case lib.SQLITE_ROW:
		text := lib.Xsqlite3_column_text(c.tls, handle, 0)
		return string(bytesAt(text, int(lib.Xsqlite3_column_bytes(c.tls, handle, 0)))), nil
	case lib.SQLITE_DONE:
		return "", nil
	default:
		return "", c.fail(rc)
	}
}
