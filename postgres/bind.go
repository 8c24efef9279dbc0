package postgres

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"unsafe"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// A binder writes values as the server reads them. Its memory is used again for
// the next statement.
type binder struct {
	buf      []byte
	params   [][]byte // nil is NULL
	formats  []int16
	elements int // of the largest set
}

// kept is the largest buffer that is kept for the next statement.
const kept = 1 << 20

// check returns why arguments cannot be bound.
func (s *stmt) check(args []dialect.Value) error {
	if n := len(s.desc.ParamOIDs); len(args) != n {
		return fmt.Errorf("kin: the statement has %d parameters, %d arguments were given", n, len(args))
	}
	for i := range args {
		if args[i].Kind == schema.Invalid && !args[i].Null {
			return fmt.Errorf("kin: argument %d has no kind", i+1)
		}
	}
	return nil
}

// values binds the arguments of a statement. The result shares memory with text
// and bytes among them.
func (b *binder) values(p *stmt, args []dialect.Value) error {
	if err := p.check(args); err != nil {
		return err
	}
	if cap(b.buf) > kept {
		b.buf = nil
	}
	b.buf, b.params, b.formats, b.elements = b.buf[:0], b.params[:0], b.formats[:0], 0
	for i := range args {
		b.value(p.desc.ParamOIDs[i], &args[i])
	}
	return nil
}

func (b *binder) add(format int16, v []byte) {
	b.params, b.formats = append(b.params, v), append(b.formats, format)
}

// value binds one argument: in the binary form of its parameter's type, if the
// value has one, and otherwise as text, which the server converts or refuses.
func (b *binder) value(oid uint32, v *dialect.Value) {
	switch {
	case v.Null:
		b.add(pgtype.BinaryFormatCode, nil)
		return
	case v.Set != nil:
		b.set(oid, v)
		return
	case isString(oid, v.Kind):
		b.add(pgtype.BinaryFormatCode, stringBytes(v.S))
		return
	}
	from := len(b.buf)
	var ok bool
	if isList(oid, v) {
		if b.buf, ok = appendListText(b.buf, v.S); ok {
			b.add(pgtype.TextFormatCode, b.buf[from:len(b.buf):len(b.buf)])
			return
		}
		b.buf = b.buf[:from]
	}
	if v.Kind == schema.JSON || v.Kind == schema.Text || v.Kind == schema.Decimal {
		b.add(pgtype.TextFormatCode, stringBytes(v.S))
		return
	}
	if b.buf, ok = appendBinary(b.buf, oid, v); ok {
		b.add(pgtype.BinaryFormatCode, b.buf[from:len(b.buf):len(b.buf)])
		return
	}
	b.buf = appendText(b.buf[:from], oid, v)
	b.add(pgtype.TextFormatCode, b.buf[from:len(b.buf):len(b.buf)])
}

// isString reports whether the text or the bytes of a value are its binary form.
func isString(oid uint32, k schema.Kind) bool {
	switch oid {
	case pgtype.TextOID, pgtype.VarcharOID, pgtype.BPCharOID, pgtype.NameOID, pgtype.JSONOID:
		return k == schema.Text || k == schema.JSON || k == schema.Decimal
	case pgtype.ByteaOID:
		return k == schema.Bytes || k == schema.UUID
	default:
		return false
	}
}

// stringBytes returns the bytes of s, which must not be changed. They are never nil.
func stringBytes(s string) []byte {
	if s == "" {
		return []byte{}
	}
	return unsafe.Slice(unsafe.StringData(s), len(s))
}

// appendBinary appends the binary form of a value for a type, or reports false
// where the value has none for it.
func appendBinary(b []byte, oid uint32, v *dialect.Value) ([]byte, bool) {
	switch oid {
	case pgtype.Int8OID:
		return binary.BigEndian.AppendUint64(b, uint64(v.N)), v.Kind.IsInteger()
	case pgtype.Int4OID:
		return binary.BigEndian.AppendUint32(b, uint32(v.N)), v.Kind.IsInteger() && v.N == int64(int32(v.N))
	case pgtype.Int2OID:
		return binary.BigEndian.AppendUint16(b, uint16(v.N)), v.Kind.IsInteger() && v.N == int64(int16(v.N))
	case pgtype.BoolOID:
		return append(b, byte(v.N)), v.Kind == schema.Bool
	case pgtype.Float8OID:
		return binary.BigEndian.AppendUint64(b, uint64(v.N)), isFloat(v.Kind)
	case pgtype.Float4OID:
		f := float32(v.Float())
		return binary.BigEndian.AppendUint32(b, math.Float32bits(f)), isFloat(v.Kind) && !math.IsInf(float64(f), 0)
	case pgtype.TimestamptzOID, pgtype.TimestampOID:
		return binary.BigEndian.AppendUint64(b, uint64(v.N-epochMicros)), v.Kind == schema.Time
	case pgtype.DateOID:
		return binary.BigEndian.AppendUint32(b, uint32(v.N-epochDays)), v.Kind == schema.Date
	case pgtype.UUIDOID:
		return append(b, v.S...), v.Kind == schema.UUID && len(v.S) == 16
	default:
		return append(b, v.S...), isString(oid, v.Kind)
	}
}

func isFloat(k schema.Kind) bool { return k == schema.Float32 || k == schema.Float64 }

// appendText appends a value as PostgreSQL reads it as text.
func appendText(b []byte, oid uint32, v *dialect.Value) []byte {
	switch v.Kind {
	case schema.Bool:
		return strconv.AppendBool(b, v.N != 0)
	case schema.Int16, schema.Int32, schema.Int64:
		return strconv.AppendInt(b, v.N, 10)
	case schema.Float32, schema.Float64:
		return strconv.AppendFloat(b, v.Float(), 'g', -1, 64)
	case schema.Bytes:
		return hex.AppendEncode(append(b, '\\', 'x'), stringBytes(v.S))
	case schema.UUID:
		return dialect.AppendUUID(b, *v)
	case schema.Time:
		b = dialect.AppendTime(b, *v)
		if !isString(oid, schema.Text) { // text is as kin stores it elsewhere
			b = append(b, "+00"...)
		}
		return b
	case schema.Date:
		return dialect.AppendDate(b, *v)
	default:
		return append(b, v.S...)
	}
}
