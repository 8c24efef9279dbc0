package sqlite

import (
	"fmt"

	lib "modernc.org/sqlite/lib"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// maxLength is SQLite's limit for text and bytes.
const maxLength = 1_000_000_000

// A span is an argument whose bytes are in the connection's buffer.
type span struct {
	param    int32
	from, to int
	blob     bool
}

// bind gives a statement its arguments. Text and bytes are written one after the
// other into the connection's buffer, where they stay until the statement is reset.
func (c *conn) bind(p *stmt, args []dialect.Value) error {
	if len(args) != p.params {
		return fmt.Errorf("kin: the statement has %d placeholders, and there are %d arguments", p.params, len(args))
	}
	buf := c.buf.start(c.tls)
	c.spans = c.spans[:0]
	for i := range args {
		param, v := int32(i+1), &args[i]
		from, blob := len(buf), false
		if v.Set != nil {
			buf = dialect.AppendJSONSet(buf, v, true)
		} else if v.Null {
			if rc := lib.Xsqlite3_bind_null(c.tls, p.handle, param); rc != lib.SQLITE_OK {
				return c.fail(rc)
			}
			continue
		} else {
			switch v.Kind {
			case schema.Bool, schema.Int16, schema.Int32, schema.Int64, schema.Decimal:
				if rc := lib.Xsqlite3_bind_int64(c.tls, p.handle, param, v.N); rc != lib.SQLITE_OK {
					return c.fail(rc)
				}
				continue
			case schema.Float32, schema.Float64:
				if rc := lib.Xsqlite3_bind_double(c.tls, p.handle, param, v.Float()); rc != lib.SQLITE_OK {
					return c.fail(rc)
				}
				continue
			case schema.Text, schema.JSON:
				buf = append(buf, v.S...)
			case schema.Bytes:
				buf, blob = append(buf, v.S...), true
			case schema.UUID:
				if v.Format != dialect.FormatKin {
					buf = dialect.AppendUUID(buf, *v)
				} else {
					buf, blob = append(buf, v.S...), true
				}
			case schema.Time:
				buf = dialect.AppendTime(buf, *v)
			case schema.Date:
				buf = dialect.AppendDate(buf, *v)
			default:
				return fmt.Errorf("kin: argument %d has the kind %s, which SQLite does not store", param, v.Kind)
			}
		}
		if len(buf)-from > maxLength {
			return fmt.Errorf("%w: argument %d has %d bytes, SQLite takes %d", dialect.ErrTooLong, param, len(buf)-from, maxLength)
		}
		c.spans = append(c.spans, span{param, from, len(buf), blob})
	}
	if len(c.spans) == 0 {
		return nil
	}
	return c.bindSpans(p, buf)
}

func (c *conn) bindSpans(p *stmt, buf []byte) error {
	start, ok := c.buf.finish(c.tls, buf)
	if !ok {
		return errNoMemory
	}
	for _, s := range c.spans {
		at, n, rc := start+uintptr(s.from), int32(s.to-s.from), int32(0)
		if s.blob {
			rc = lib.Xsqlite3_bind_blob(c.tls, p.handle, s.param, at, n, lib.SQLITE_STATIC)
		} else {
			rc = lib.Xsqlite3_bind_text(c.tls, p.handle, s.param, at, n, lib.SQLITE_STATIC)
		}
		if rc != lib.SQLITE_OK {
			return c.fail(rc)
		}
	}
	return nil
}
