package postgres

import (
	"context"
	"errors"
	"fmt"
	"unsafe"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/kinorm/kin/dialect"
)

// rows are the rows of a query. They are not reused, so that calls after Close do
// nothing to the next query.
type rows struct {
	c       *conn // nil when the rows are closed
	ctx     context.Context
	result  *pgconn.ResultReader
	forms   []form
	values  [][]byte // of the current row; they last until the next one is read
	waiting bool     // the first row was read, and Next was not called for it yet
	row     bool     // there is a current row
	texts   dialect.Texts
	err     error
}

// Query implements [dialect.Conn]. It returns when the first row is there.
func (c *conn) Query(ctx context.Context, s *dialect.Statement, args []dialect.Value) (dialect.Rows, error) {
	if err := c.ready(ctx); err != nil {
		return nil, err
	}
	result, p, more, err := c.start(ctx, s, args)
	if err != nil {
		return nil, err
	}
	r := &rows{ctx: ctx, result: result, forms: p.forms, waiting: more}
	if more {
		r.c, c.rows = c, r
	}
	return r, nil
}

// Next implements [dialect.Rows]. After the last row the rows are closed.
func (r *rows) Next() bool {
	if r.c == nil {
		return false
	}
	if r.waiting || r.result.NextRow() {
		r.waiting, r.row = false, true
		r.values = r.result.Values()
		return true
	}
	_, err := r.result.Close()
	r.err = r.c.fail(r.ctx, err)
	r.end()
	return false
}

// Err implements [dialect.Rows].
func (r *rows) Err() error { return r.err }

// drained is how many rows Close reads and throws away before it gives up the
// connection, which is quicker than to wait for a long result.
const drained = 512

// Close implements [dialect.Rows]. What a statement has written stays written, also
// where its rows were not read to the end. Where many rows are left outside of a
// transaction, the connection is closed with them.
func (r *rows) Close() error {
	if r.c == nil {
		return nil
	}
	c := r.c
	defer r.end()
	for n := 0; c.pg.TxStatus() == idle && r.result.NextRow(); n++ {
		if n == drained {
			c.discard(r.result)
			return nil
		}
	}
	_, err := r.result.Close()
	return c.fail(r.ctx, err)
}

func (r *rows) end() {
	r.c.rows = nil
	r.c, r.result, r.values, r.row = nil, nil, nil, false
}

var errNoRow = errors.New("there is no current row; call Next first")

// Decode implements [dialect.Rows].
func (r *rows) Decode(first int, slots []dialect.Slot, base unsafe.Pointer) error {
	if !r.row {
		return &dialect.ScanError{Err: errNoRow}
	}
	if n := min(len(r.values), len(r.forms)); first < 0 || first+len(slots) > n {
		return &dialect.ScanError{Err: fmt.Errorf("columns %d to %d of a row that has %d", first, first+len(slots)-1, n)}
	}
	values, forms := r.values[first:], r.forms[first:]
	for i := range slots {
		if err := decode(forms[i], values[i], &slots[i], base, &r.texts); err != nil {
			return err
		}
	}
	return nil
}
