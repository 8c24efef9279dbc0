package sqldb

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/kinorm/kin/dialect"
)

// Exec implements [dialect.Conn].
func (c *conn) Exec(ctx context.Context, s *dialect.Statement, values []dialect.Value) (dialect.Result, error) {
	if err := c.ready(ctx); err != nil {
		return dialect.Result{}, err
	}
	run, kept, err := c.runner(ctx, s.SQL)
	if err != nil {
		return dialect.Result{}, c.d.fail(ctx, err)
	}
	defer c.done(kept)
	r, err := c.exec(ctx, run, s, values)
	return r, c.d.fail(ctx, err)
}

func (c *conn) exec(ctx context.Context, run runner, s *dialect.Statement, values []dialect.Value) (dialect.Result, error) {
	args, err := c.bind(c.args[:0], values)
	c.args = args
	if err != nil {
		return dialect.Result{}, err
	}
	if s.Rows {
		return execRows(ctx, run, args)
	}
	std, err := run.exec(ctx, args)
	if err != nil {
		return dialect.Result{}, err
	}
	var r dialect.Result
	if r.RowsAffected, err = std.RowsAffected(); err != nil {
		return r, err
	}
	if c.d.dialect.Features.LastInsertID {
		r.LastInsertID, err = std.LastInsertId()
	}
	if s.CountsOld {
		r = dialect.Result{RowsAffected: elements(values) - r.LastInsertID}
	}
	return r, err
}

// elements returns the number of elements of the sets among values, which are of
// equal length.
func elements(values []dialect.Value) int64 {
	for i := range values {
		if values[i].Set != nil {
			return int64(values[i].Set.Len)
		}
	}
	return 0
}

// execRows runs a statement that returns rows. LastInsertID is the first column of
// the first, if that is an integer.
func execRows(ctx context.Context, run runner, args []any) (r dialect.Result, err error) {
	std, err := run.query(ctx, args)
	if err != nil {
		return r, err
	}
	defer func() {
		if closeErr := std.Close(); err == nil {
			err = closeErr
		}
	}()
	columns, err := std.Columns()
	if err != nil {
		return r, err
	}
	var first sql.Null[any]
	dest := make([]any, len(columns))
	for i := range dest {
		dest[i] = skip{}
	}
	if len(dest) > 0 {
		dest[0] = &first
	}
	for ; std.Next(); r.RowsAffected++ {
		if r.RowsAffected > 0 || len(dest) == 0 {
			continue
		}
		if err := std.Scan(dest...); err != nil {
			return r, err
		}
		r.LastInsertID, _ = first.V.(int64)
	}
	return r, std.Err()
}

// ExecEach implements [dialect.Conn].
func (c *conn) ExecEach(ctx context.Context, s *dialect.Statement, runs dialect.Runs, each func(i int, r dialect.Result)) error {
	if err := c.ready(ctx); err != nil {
		return err
	}
	if each == nil {
		each = func(int, dialect.Result) {}
	}
	if s.Many != nil && runs.Len > 1 {
		return c.execMany(ctx, s.Many, runs, each)
	}
	run, kept, err := c.runner(ctx, s.SQL)
	if err != nil {
		return c.d.fail(ctx, err)
	}
	defer c.done(kept)
	var args []dialect.Value
	for i := range runs.Len {
		if err := dialect.ContextError(ctx); err != nil {
			return err
		}
		if args, err = runs.Args(args[:0], i); err != nil {
			return err
		}
		r, err := c.exec(ctx, run, s, args)
		if err != nil {
			return c.d.fail(ctx, err)
		}
		each(i, r)
	}
	return nil
}

// Script implements [dialect.Conn]. Outside of a transaction the connection keeps
// the session of the script until it is released.
func (c *conn) Script(ctx context.Context, script string) error {
	if err := c.ready(ctx); err != nil {
		return err
	}
	statements := []string{script}
	if split := c.d.dialect.Interop.Split; split != nil {
		statements = split(script)
	}
	for i, text := range statements {
		if err := c.script(ctx, text); err != nil {
			err = c.d.fail(ctx, err)
			if len(statements) > 1 {
				err = fmt.Errorf("statement %d: %w", i+1, err)
			}
			return err
		}
	}
	return nil
}

func (c *conn) script(ctx context.Context, text string) (err error) {
	if c.tx != nil {
		_, err = c.tx.ExecContext(ctx, text)
		return err
	}
	if c.pinned == nil {
		if c.pinned, err = c.d.db.Conn(ctx); err != nil {
			c.pinned = nil
			return err
		}
	}
	_, err = c.pinned.ExecContext(ctx, text)
	return err
}
