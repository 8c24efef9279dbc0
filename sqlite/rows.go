package sqlite

import (
	"context"
	"errors"
	"fmt"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"

	"github.com/kinorm/kin/dialect"
)

// rows are the rows of a query. They are not reused, so that calls after Close do
// nothing to the next query.
type rows struct {
	c     *conn
	stmt  *stmt // nil when the rows are closed
	row   bool  // there is a current row
	texts dialect.Texts
	err   error
}

// Query implements [dialect.Conn]. The statement starts with the first Next.
func (c *conn) Query(ctx context.Context, s *dialect.Statement, args []dialect.Value) (dialect.Rows, error) {
	if err := c.ready(ctx); err != nil {
		return nil, err
	}
	c.watchContext(ctx)
	p, err := c.prepare(s)
	if err == nil {
		err = c.bind(p, args)
	}
	if err != nil {
		c.unwatch()
		return nil, err
	}
	c.rows = &rows{c: c, stmt: p}
	return c.rows, nil
}

// Next implements [dialect.Rows]. After the last row the rows are closed.
func (r *rows) Next() bool {
	if r.stmt == nil {
		return false
	}
	rc := lib.Xsqlite3_step(r.c.tls, r.stmt.handle)
	if rc == lib.SQLITE_ROW {
		r.row = true
		return true
	}
	r.row = false
	if rc != lib.SQLITE_DONE {
		r.err = r.c.fail(rc)
	}
	_ = r.finish() // the error of the step again
	return false
}

// Err implements [dialect.Rows].
func (r *rows) Err() error { return r.err }

// Close implements [dialect.Rows]. What a statement has written stays written, also
// where its rows were not read to the end; the error says if that failed.
func (r *rows) Close() error {
	if r.stmt == nil {
		return nil
	}
	return r.finish()
}

func (r *rows) finish() error {
	err := r.c.finish(r.stmt)
	r.stmt, r.row, r.c.rows = nil, false, nil
	r.c.unwatch()
	return err
}

var errNoRow = errors.New("there is no current row; call Next first")

// Decode implements [dialect.Rows].
func (r *rows) Decode(first int, slots []dialect.Slot, base unsafe.Pointer) error {
	if !r.row {
		return &dialect.ScanError{Err: errNoRow}
	}
	tls, handle := r.c.tls, r.stmt.handle
	if n := int(lib.Xsqlite3_data_count(tls, handle)); first < 0 || first+len(slots) > n {
		return &dialect.ScanError{Err: fmt.Errorf("columns %d to %d of a row that has %d", first, first+len(slots)-1, n)}
	}
	for i := range slots {
		if err := decode(tls, handle, int32(first+i), &slots[i], base, &r.texts); err != nil {
			return err
		}
	}
	return nil
}

// decode writes one column. It looks into SQLite's value instead of asking for the
// type, the address and the length one after the other, and leaves the rare forms
// of a value to SQLite.
func decode(tls *libc.TLS, handle uintptr, column int32, slot *dialect.Slot, base unsafe.Pointer, texts *dialect.Texts) error {
	v := (*lib.Tsqlite3_value)(pointer(lib.Xsqlite3_column_value(tls, handle, column)))
	switch {
	case v.Fflags&lib.MEM_Null != 0:
		return slot.SetNull(base)
	case v.Fflags&lib.MEM_Int != 0:
		return slot.SetInt(base, *(*int64)(unsafe.Pointer(&v.Fu)))
	case v.Fflags&lib.MEM_Real != 0:
		return slot.SetFloat(base, *(*float64)(unsafe.Pointer(&v.Fu)))
	case v.Fflags&lib.MEM_IntReal != 0:
		return slot.SetFloat(base, lib.Xsqlite3_column_double(tls, handle, column))
	case v.Fflags&lib.MEM_Str != 0:
		if v.Fenc != lib.SQLITE_UTF8 {
			text := lib.Xsqlite3_column_text(tls, handle, column)
			return slot.SetText(base, bytesAt(text, int(lib.Xsqlite3_column_bytes(tls, handle, column))))
		}
		return slot.PutText(base, bytesAt(v.Fz, int(v.Fn)), texts)
	default:
		if v.Fflags&lib.MEM_Zero != 0 {
			blob := lib.Xsqlite3_column_blob(tls, handle, column)
			return slot.SetBytes(base, bytesAt(blob, int(lib.Xsqlite3_column_bytes(tls, handle, column))))
		}
		return slot.SetBytes(base, bytesAt(v.Fz, int(v.Fn)))
	}
}
