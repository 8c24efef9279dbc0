package postgres

import (
	"encoding/binary"
	"errors"
	"slices"
	"unsafe"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// elementOf are the types of arrays that are sent in binary form, with those of
// their elements.
var elementOf = map[uint32]uint32{
	pgtype.BoolArrayOID: pgtype.BoolOID, pgtype.Int2ArrayOID: pgtype.Int2OID, pgtype.Int4ArrayOID: pgtype.Int4OID,
	pgtype.Int8ArrayOID: pgtype.Int8OID, pgtype.Float4ArrayOID: pgtype.Float4OID, pgtype.Float8ArrayOID: pgtype.Float8OID,
	pgtype.TextArrayOID: pgtype.TextOID, pgtype.VarcharArrayOID: pgtype.VarcharOID, pgtype.BPCharArrayOID: pgtype.BPCharOID,
	pgtype.NameArrayOID: pgtype.NameOID, pgtype.ByteaArrayOID: pgtype.ByteaOID, pgtype.UUIDArrayOID: pgtype.UUIDOID,
	pgtype.TimestamptzArrayOID: pgtype.TimestamptzOID, pgtype.TimestampArrayOID: pgtype.TimestampOID, pgtype.DateArrayOID: pgtype.DateOID,
}

// set binds a set as an array.
func (b *binder) set(oid uint32, v *dialect.Value) {
	b.elements = max(b.elements, v.Set.Len)
	from := len(b.buf)
	if element, ok := elementOf[oid]; ok {
		if b.buf, ok = appendArray(b.buf, element, v); ok {
			b.add(pgtype.BinaryFormatCode, b.buf[from:len(b.buf):len(b.buf)])
			return
		}
	}
	b.buf = appendTextArray(b.buf[:from], oid, v)
	b.add(pgtype.TextFormatCode, b.buf[from:len(b.buf):len(b.buf)])
}

// appendArray appends an array of one dimension in binary form: the number of
// dimensions, whether there are NULLs, the type, the length, the first index, and
// every element after its length. It reports false where an element has no binary
// form.
func appendArray(b []byte, element uint32, v *dialect.Value) ([]byte, bool) {
	dimensions, nulls := uint32(1), uint32(0)
	if v.Set.Len == 0 {
		dimensions = 0
	}
	if v.Set.Null != nil {
		nulls = 1
	}
	b = binary.BigEndian.AppendUint32(b, dimensions)
	b = binary.BigEndian.AppendUint32(b, nulls)
	b = binary.BigEndian.AppendUint32(b, element)
	if dimensions == 0 {
		return b, true
	}
	b = binary.BigEndian.AppendUint32(b, uint32(v.Set.Len))
	b = binary.BigEndian.AppendUint32(b, 1)
	if add, ok := asWord(element, v.Kind); ok && nulls == 0 {
		return appendWords(b, v.Set.N, add), true
	}
	if isString(element, v.Kind) && nulls == 0 {
		for _, s := range v.Set.S {
			b = append(binary.BigEndian.AppendUint32(b, uint32(len(s))), s...)
		}
		return b, true
	}
	ok := true
	for i := range v.Set.Len {
		e := v.At(i)
		if e.Null {
			b = binary.BigEndian.AppendUint32(b, 1<<32-1)
			continue
		}
		at := len(b)
		b = append(b, 0, 0, 0, 0)
		if b, ok = appendBinary(b, element, &e); !ok {
			return b, false
		}
		binary.BigEndian.PutUint32(b[at:], uint32(len(b)-at-4))
	}
	return b, true
}

// asWord reports whether values of a kind are sent as eight bytes, and what is added
// to their numbers before. These and strings are by far the most frequent elements.
func asWord(element uint32, k schema.Kind) (add int64, ok bool) {
	switch element {
	case pgtype.Int8OID:
		return 0, k.IsInteger()
	case pgtype.Float8OID:
		return 0, isFloat(k)
	case pgtype.TimestamptzOID, pgtype.TimestampOID:
		return -epochMicros, k == schema.Time
	}
	return 0, false
}

func appendWords(b []byte, numbers []int64, add int64) []byte {
	const size = 4 + 8
	at := len(b)
	b = slices.Grow(b, len(numbers)*size)[:at+len(numbers)*size]
	for _, n := range numbers {
		word := b[at : at+size]
		binary.BigEndian.PutUint32(word, 8)
		binary.BigEndian.PutUint64(word[4:], uint64(n+add))
		at += size
	}
	return b
}

// appendTextArray appends an array as text, as {"a","b",NULL}.
func appendTextArray(b []byte, oid uint32, v *dialect.Value) []byte {
	b = append(b, '{')
	var text []byte
	for i := range v.Set.Len {
		if i > 0 {
			b = append(b, ',')
		}
		e := v.At(i)
		if e.Null {
			b = append(b, "NULL"...)
			continue
		}
		text = appendText(text[:0], elementOf[oid], &e)
		b = appendQuoted(b, text)
	}
	return append(b, '}')
}

var errArray = errors.New("the server sent an array that is not one of integers without NULL")

// decodeInts writes an array of integers: behind a header and the length of each.
func decodeInts(b []byte, slot *dialect.Slot, base unsafe.Pointer) error {
	const header = 20
	if len(b) < header {
		_, err := slot.PutInts(base, 0)
		return err
	}
	n := int(binary.BigEndian.Uint32(b[12:]))
	dimensions, nulls := binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])
	size := sizes[formOf(binary.BigEndian.Uint32(b[8:]))]
	if dimensions != 1 || nulls != 0 || size < 2 || len(b) != header+n*(4+size) {
		return badValue(slot, errArray)
	}
	list, err := slot.PutInts(base, n)
	if err != nil {
		return err
	}
	b = b[header:]
	for i := range list {
		switch v := b[4 : 4+size]; size {
		case 8:
			list[i] = int64(binary.BigEndian.Uint64(v))
		case 4:
			list[i] = int64(int32(binary.BigEndian.Uint32(v)))
		default:
			list[i] = int64(int16(binary.BigEndian.Uint16(v)))
		}
		b = b[4+size:]
	}
	return nil
}
