package postgres

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"reflect"
	"time"
	"unsafe"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// A form is how the server sends the values of a column.
type form uint8

// The forms. Everything that has none of its own comes as text: numeric, whose
// digits kin wants as text anyway, JSON, enums, and types that kin does not know.
const (
	formText form = iota
	formString
	formBool
	formInt16
	formInt32
	formInt64
	formFloat32
	formFloat64
	formBytes
	formTime
	formDate
	formUUID
	formInts // an array of integers of one dimension
)

func formOf(oid uint32) form {
	switch oid {
	case pgtype.TextOID, pgtype.VarcharOID, pgtype.BPCharOID, pgtype.NameOID:
		return formString
	case pgtype.BoolOID:
		return formBool
	case pgtype.Int2OID:
		return formInt16
	case pgtype.Int4OID:
		return formInt32
	case pgtype.Int8OID:
		return formInt64
	case pgtype.Float4OID:
		return formFloat32
	case pgtype.Float8OID:
		return formFloat64
	case pgtype.ByteaOID:
		return formBytes
	case pgtype.TimestamptzOID, pgtype.TimestampOID:
		return formTime
	case pgtype.DateOID:
		return formDate
	case pgtype.UUIDOID:
		return formUUID
	case pgtype.Int8ArrayOID, pgtype.Int4ArrayOID, pgtype.Int2ArrayOID:
		return formInts
	default:
		return formText
	}
}

// sizes are the lengths of the forms that have a fixed one.
var sizes = [...]int{formBool: 1, formInt16: 2, formInt32: 4, formInt64: 8, formFloat32: 4, formFloat64: 8, formTime: 8, formDate: 4, formUUID: 16, formInts: 0}

// decode writes one value.
func decode(f form, b []byte, slot *dialect.Slot, base unsafe.Pointer, texts *dialect.Texts) error {
	if b == nil {
		return slot.SetNull(base)
	}
	if size := sizes[f]; size != 0 && len(b) != size {
		return badValue(slot, fmt.Errorf("the server sent %d bytes in place of %d", len(b), size))
	}
	switch f {
	case formInt64:
		return slot.SetInt(base, int64(binary.BigEndian.Uint64(b)))
	case formText, formString:
		if slot.Type.Elem != schema.Invalid {
			return decodeList(b, slot, base)
		}
		return slot.PutText(base, b, texts)
	case formBool:
		return slot.SetBool(base, b[0] != 0)
	case formInt16:
		return slot.SetInt(base, int64(int16(binary.BigEndian.Uint16(b))))
	case formInt32:
		return slot.SetInt(base, int64(int32(binary.BigEndian.Uint32(b))))
	case formFloat32:
		return slot.SetFloat(base, float64(math.Float32frombits(binary.BigEndian.Uint32(b))))
	case formFloat64:
		return slot.SetFloat(base, math.Float64frombits(binary.BigEndian.Uint64(b)))
	case formTime:
		return decodeTime(int64(binary.BigEndian.Uint64(b)), slot, base)
	case formDate:
		return decodeDate(int32(binary.BigEndian.Uint32(b)), slot, base)
	case formUUID:
		return decodeUUID(b, slot, base)
	case formInts:
		return decodeInts(b, slot, base)
	default:
		return slot.SetBytes(base, b)
	}
}

func badValue(slot *dialect.Slot, err error) error {
	return &dialect.ScanError{Field: slot.Field, Column: slot.Column, Err: err}
}

// PostgreSQL counts from the year 2000.
const (
	epochDays   = 10957
	epochMicros = epochDays * 86400 * 1_000_000
)

var errInfinity = fmt.Errorf("an infinite time does not fit a time.Time; store NULL in its place")

func decodeTime(micros int64, slot *dialect.Slot, base unsafe.Pointer) error {
	if micros == math.MaxInt64 || micros == math.MinInt64 {
		return badValue(slot, errInfinity)
	}
	return slot.SetTime(base, time.UnixMicro(micros+epochMicros))
}

func decodeDate(days int32, slot *dialect.Slot, base unsafe.Pointer) error {
	if days == math.MaxInt32 || days == math.MinInt32 {
		return badValue(slot, errInfinity)
	}
	return slot.SetTime(base, time.Unix((int64(days)+epochDays)*86400, 0))
}

// decodeUUID writes a UUID, to a string in its usual text.
func decodeUUID(b []byte, slot *dialect.Slot, base unsafe.Pointer) error {
	if slot.Elem().Kind() != reflect.String {
		return slot.SetBytes(base, b)
	}
	return slot.SetText(base, appendUUID(nil, b))
}

// appendUUID appends 16 bytes as hexadecimal digits with hyphens.
func appendUUID(dst, b []byte) []byte {
	for i, n := range [...]int{4, 2, 2, 2, 6} {
		if i > 0 {
			dst = append(dst, '-')
		}
		dst, b = hex.AppendEncode(dst, b[:n]), b[n:]
	}
	return dst
}
