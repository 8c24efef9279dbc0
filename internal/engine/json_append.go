package engine

import (
	"encoding/base64"
	"math"
	"reflect"
	"strconv"
	"time"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// holding is how Go holds a value and how it is stored.
type holding struct {
	held   reflect.Kind
	stored schema.Kind
}

// appenders write values without a step between memory and text. Where a value may
// be one that cannot be stored, they leave it to appendStored, which has the error.
// Plain text is written by [jsonNode.object] itself.
var appenders = map[holding]appender{
	{reflect.Bool, schema.Bool}:       appendBool,
	{reflect.Float64, schema.Float64}: appendFloats[float64],
	{reflect.Float32, schema.Float32}: appendFloats[float32],
	{reflect.Float32, schema.Float64}: appendFloats[float32],
	{reflect.String, schema.Decimal}:  appendDecimal,
	{reflect.Slice, schema.Bytes}:     appendBytes,
	{reflect.Array, schema.UUID}:      appendUUID,
	{reflect.Struct, schema.Time}:     appendTime,
	{reflect.Struct, schema.Date}:     appendDate,
}

// intAppenders write integers, which fit columns of a kind and larger ones.
var intAppenders = map[reflect.Kind]struct {
	append appender
	fits   schema.Kind
}{
	reflect.Int8:   {appendInt[int8], schema.Int16},
	reflect.Uint8:  {appendInt[uint8], schema.Int16},
	reflect.Int16:  {appendInt[int16], schema.Int16},
	reflect.Uint16: {appendInt[uint16], schema.Int32},
	reflect.Int32:  {appendInt[int32], schema.Int32},
	reflect.Uint32: {appendInt[uint32], schema.Int64},
	reflect.Int64:  {appendInt[int64], schema.Int64},
	reflect.Int:    {appendInt[int64], schema.Int64},
	reflect.Uint:   {appendUint64, schema.Int64},
	reflect.Uint64: {appendUint64, schema.Int64},
}

func appendInt[T int8 | int16 | int32 | int64 | uint8 | uint16 | uint32](b []byte, _ *jsonMember, p unsafe.Pointer) ([]byte, error) {
	return strconv.AppendInt(b, int64(*(*T)(p)), 10), nil
}

func appendUint64(b []byte, m *jsonMember, p unsafe.Pointer) ([]byte, error) {
	if n := *(*uint64)(p); n <= math.MaxInt64 {
		return strconv.AppendUint(b, n, 10), nil
	}
	return appendStored(b, m, p)
}

func appendBool(b []byte, _ *jsonMember, p unsafe.Pointer) ([]byte, error) {
	return strconv.AppendBool(b, *(*bool)(p)), nil
}

func appendFloats[T float32 | float64](b []byte, m *jsonMember, p unsafe.Pointer) ([]byte, error) {
	n := float64(*(*T)(p))
	if n-n != 0 { // infinite, or no number
		return appendStored(b, m, p)
	}
	return appendFloat(b, n, m.field.single), nil
}

// appendFloat writes a number as encoding/json does: with an exponent only where
// it is very large or very small, and one digit in that if one is enough.
func appendFloat(b []byte, n float64, single bool) []byte {
	if n == 0 {
		return append(b, '0') // databases do not tell -0 from 0
	}
	bits, small, large := 64, 1e-6, 1e21
	if single {
		bits, small, large = 32, float64(float32(1e-6)), float64(float32(1e21))
	}
	if abs := math.Abs(n); abs >= small && abs < large {
		return strconv.AppendFloat(b, n, 'f', -1, bits)
	}
	b = strconv.AppendFloat(b, n, 'e', -1, bits)
	if end := len(b); b[end-4] == 'e' && b[end-3] == '-' && b[end-2] == '0' { // e-09
		b = append(b[:end-2], b[end-1])
	}
	return b
}

// appendDecimal writes a decimal that has the form in which it is stored.
func appendDecimal(b []byte, m *jsonMember, p unsafe.Pointer) ([]byte, error) {
	s := *(*string)(p)
	if !storedDecimal(s, m.field.Type) {
		return appendStored(b, m, p)
	}
	return append(append(append(b, '"'), s...), '"'), nil
}

// storedDecimal reports whether s has no digit before the point that could be left
// out, no sign of a zero, and all digits of the scale.
func storedDecimal(s string, t schema.Type) bool {
	digits, negative := s, s != "" && s[0] == '-'
	if negative {
		digits = s[1:]
	}
	whole := len(digits)
	if t.Scale > 0 {
		whole -= t.Scale + 1
	}
	if whole < 1 || whole > 1 && digits[0] == '0' {
		return false
	}
	if n := whole + t.Scale; n > t.Precision && (n > t.Precision+1 || digits[0] != '0') {
		return false
	}
	other := false
	for i := range len(digits) {
		switch c := digits[i]; {
		case i == whole:
			if c != '.' {
				return false
			}
		case c < '0' || c > '9':
			return false
		case c != '0':
			other = true
		}
	}
	return other || !negative
}

func appendBytes(b []byte, m *jsonMember, p unsafe.Pointer) ([]byte, error) {
	raw := *(*[]byte)(p)
	if len(raw) > m.longest {
		return appendStored(b, m, p)
	}
	return append(base64.StdEncoding.AppendEncode(append(b, '"'), raw), '"'), nil
}

func appendUUID(b []byte, _ *jsonMember, p unsafe.Pointer) ([]byte, error) {
	u := (*[16]byte)(p)
	b = append(b, '"')
	b = dialect.AppendUUID(b, dialect.Value{S: unsafe.String(&u[0], len(u))})
	return append(b, '"'), nil
}

// The first second that databases store, and the first that they do not.
var (
	firstSecond = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	afterSecond = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
)

func appendTime(b []byte, m *jsonMember, p unsafe.Pointer) ([]byte, error) {
	t := (*time.Time)(p)
	s := t.Unix()
	if s < firstSecond || s >= afterSecond {
		return appendStored(b, m, p)
	}
	return appendDateTime(b, s, t.Nanosecond()/1000), nil
}

// appendDateTime writes a second since 1970 and the microseconds behind it, in UTC and
// without zeros at the end.
func appendDateTime(b []byte, second int64, micro int) []byte {
	b = dialect.AppendDateTime(append(b, '"'), second, 'T')
	if micro != 0 {
		b = append(b, '.')
		for div := 100_000; micro != 0; div /= 10 {
			b = append(b, byte('0'+micro/div))
			micro %= div
		}
	}
	return append(b, 'Z', '"')
}

// appendDate writes the day that the time's own place has.
func appendDate(b []byte, m *jsonMember, p unsafe.Pointer) ([]byte, error) {
	t := *(*time.Time)(p)
	if y := t.Year(); y < 1 || y > 9999 {
		return appendStored(b, m, p)
	}
	return append(t.AppendFormat(append(b, '"'), time.DateOnly), '"'), nil
}
