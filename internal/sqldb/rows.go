package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// rows are the rows of a query.
type rows struct {
	c     *conn // nil when the rows are closed
	ctx   context.Context
	std   *sql.Rows
	kept  *stmt
	cells []cell
	dest  []any // the cells, as database/sql wants them
	row   bool  // there is a current row
	err   error
}

// Query implements [dialect.Conn].
func (c *conn) Query(ctx context.Context, s *dialect.Statement, values []dialect.Value) (dialect.Rows, error) {
	if err := c.ready(ctx); err != nil {
		return nil, err
	}
	run, kept, err := c.runner(ctx, s.SQL)
	if err != nil {
		return nil, c.d.fail(ctx, err)
	}
	args, err := c.bind(c.args[:0], values)
	c.args = args
	if err != nil {
		c.done(kept)
		return nil, err
	}
	std, err := run.query(ctx, args)
	if err != nil {
		c.done(kept)
		return nil, c.d.fail(ctx, err)
	}
	columns, err := std.Columns()
	if err != nil {
		c.done(kept)
		return nil, errors.Join(c.d.fail(ctx, err), std.Close())
	}
	r := &rows{c: c, ctx: ctx, std: std, kept: kept, cells: make([]cell, len(columns)), dest: make([]any, len(columns))}
	for i := range r.dest {
		r.dest[i] = &r.cells[i]
	}
	c.rows = r
	return r, nil
}

// Next implements [dialect.Rows]. After the last row the rows are closed.
func (r *rows) Next() bool {
	if r.c == nil {
		return false
	}
	if r.row = r.std.Next(); r.row {
		return true
	}
	r.err = r.c.d.fail(r.ctx, r.std.Err())
	_ = r.end() // the error of the rows is what matters
	return false
}

// Err implements [dialect.Rows].
func (r *rows) Err() error { return r.err }

// Close implements [dialect.Rows].
func (r *rows) Close() error {
	if r.c == nil {
		return nil
	}
	return r.end()
}

func (r *rows) end() error {
	c := r.c
	err := r.std.Close()
	c.rows, r.c, r.row = nil, nil, false
	c.done(r.kept)
	return c.d.fail(r.ctx, err)
}

var errNoRow = errors.New("there is no current row; call Next first")

// Decode implements [dialect.Rows]. A cell is scanned by its slot: what the driver
// returned may be gone as soon as Scan has returned.
func (r *rows) Decode(first int, slots []dialect.Slot, base unsafe.Pointer) error {
	if !r.row {
		return &dialect.ScanError{Err: errNoRow}
	}
	if first < 0 || first+len(slots) > len(r.cells) {
		return &dialect.ScanError{Err: fmt.Errorf("columns %d to %d of a row that has %d", first, first+len(slots)-1, len(r.cells))}
	}
	for i := range r.cells {
		r.cells[i].slot = nil
	}
	for i := range slots {
		r.cells[first+i] = cell{slot: &slots[i], base: base}
	}
	err := r.std.Scan(r.dest...)
	if err == nil {
		return nil
	}
	if errors.Is(err, errPanic) {
		for i := range r.cells {
			if c := &r.cells[i]; c.panicked != nil {
				panic(c.panicked)
			}
		}
	}
	var scan *dialect.ScanError
	if errors.As(err, &scan) {
		return scan
	}
	return r.c.d.fail(r.ctx, err)
}

// A cell is a place for a column in a struct, or nowhere. It implements [sql.Scanner].
type cell struct {
	slot     *dialect.Slot // nil: the column is not wanted
	base     unsafe.Pointer
	panicked any // by a type that scans itself
}

// errPanic ends the scan of a row. database/sql holds a lock while it scans, so a
// panic goes on after that.
var errPanic = errors.New("panic")

// Scan writes a value of the driver, which lasts until it returns.
func (c *cell) Scan(src any) (err error) {
	if c.slot == nil {
		return nil
	}
	defer func() {
		if c.panicked = recover(); c.panicked != nil {
			err = errPanic
		}
	}()
	s, base := c.slot, c.base
	switch v := src.(type) {
	case int64:
		return s.SetInt(base, v)
	case string:
		return s.SetText(base, unsafe.Slice(unsafe.StringData(v), len(v)))
	case []byte:
		if s.Type.Kind == schema.Bytes || s.Type.Kind == schema.UUID {
			return s.SetBytes(base, v)
		}
		return s.SetText(base, v)
	case nil:
		return s.SetNull(base)
	case float64:
		return s.SetFloat(base, v)
	case float32:
		return s.SetFloat(base, float64(v))
	case bool:
		return s.SetBool(base, v)
	case time.Time:
		return s.SetTime(base, v)
	case uint64:
		if int64(v) >= 0 {
			return s.SetInt(base, int64(v))
		}
	}
	return &dialect.ScanError{Field: s.Field, Column: s.Column, Err: fmt.Errorf("the driver returned %T, which kin does not read", src)}
}

// skip is a column that nothing reads.
type skip struct{}

// Scan implements [sql.Scanner].
func (skip) Scan(any) error { return nil }
