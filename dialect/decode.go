package dialect

import (
	"bytes"
	"database/sql"
	"encoding"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"time"
	"unsafe"

	"github.com/kinorm/kin/schema"
)

// The Set methods write a value that came from the database into the struct at
// base. Drivers choose by what the database sent, the slot converts to what the
// field is, or returns a [ScanError] where it cannot hold the value.

var errNull = errors.New("it is NULL, and what it is read into cannot be; make the field a pointer, or read the value by kin.Nullable")

func (s *Slot) scanError(err error) error {
	return &ScanError{Field: s.Field, Column: s.Column, Err: err}
}

func (s *Slot) mismatch(what string) error {
	return s.scanError(fmt.Errorf("%s does not fit a field of type %s", what, s.elem))
}

// SetNull writes NULL.
func (s *Slot) SetNull(base unsafe.Pointer) error {
	p := s.ptr(base)
	switch s.null {
	case byPointer:
		*(*unsafe.Pointer)(p) = nil
	case bySQLNull:
		reflect.NewAt(s.elem, p).Elem().SetZero()
		*(*bool)(unsafe.Add(p, s.valid)) = false
	case byItself:
		if s.scan == byScanner {
			return s.scanOther(p, nil)
		}
		reflect.NewAt(s.elem, p).Elem().SetZero()
	default:
		return s.scanError(errNull)
	}
	return nil
}

// SetInt writes an integer. For a Decimal column it is the number without its point.
func (s *Slot) SetInt(base unsafe.Pointer, n int64) error {
	if s.kind == goInt64 && s.null == notNull && s.Type.Scale == 0 { // by far the most frequent
		*(*int64)(s.ptr(base)) = n
		return nil
	}
	if s.Type.Kind == schema.Decimal && (s.Type.Scale > 0 || s.kind == goString || s.kind == goOther) {
		return s.SetText(base, appendDecimal(nil, n, s.Type.Scale))
	}
	p := s.target(base)
	ok := true
	switch s.kind {
	case goBool:
		*(*bool)(p), ok = n != 0, n == 0 || n == 1
	case goInt8:
		*(*int8)(p), ok = int8(n), n == int64(int8(n))
	case goInt16:
		*(*int16)(p), ok = int16(n), n == int64(int16(n))
	case goInt32:
		*(*int32)(p), ok = int32(n), n == int64(int32(n))
	case goInt64:
		*(*int64)(p) = n
	case goUint8:
		*(*uint8)(p), ok = uint8(n), n == int64(uint8(n))
	case goUint16:
		*(*uint16)(p), ok = uint16(n), n == int64(uint16(n))
	case goUint32:
		*(*uint32)(p), ok = uint32(n), n == int64(uint32(n))
	case goUint64:
		*(*uint64)(p), ok = uint64(n), n >= 0
	case goFloat32:
		*(*float32)(p) = float32(n)
	case goFloat64:
		*(*float64)(p) = float64(n)
	case goString:
		*(*string)(p) = strconv.FormatInt(n, 10)
	case goTime:
		*(*time.Time)(p) = s.timeOf(n)
	case goOther:
		return s.scanOther(p, n)
	default:
		ok = false
	}
	if !ok {
		return s.mismatch(strconv.FormatInt(n, 10))
	}
	return nil
}

// timeOf returns the time of a Value's N.
func (s *Slot) timeOf(n int64) time.Time {
	if s.Type.Kind == schema.Date {
		return time.Unix(n*86400, 0).UTC()
	}
	return time.UnixMicro(n).UTC()
}

// SetFloat writes a floating-point number.
func (s *Slot) SetFloat(base unsafe.Pointer, f float64) error {
	switch s.kind {
	case goFloat64:
		*(*float64)(s.target(base)) = f
	case goFloat32:
		*(*float32)(s.target(base)) = float32(f)
	case goString:
		*(*string)(s.target(base)) = strconv.FormatFloat(f, 'f', -1, 64)
	case goOther:
		return s.scanOther(s.target(base), f)
	default:
		if f == math.Trunc(f) && math.Abs(f) < 1<<53 && s.kind <= goUint64 {
			return s.SetInt(base, int64(f))
		}
		return s.mismatch(strconv.FormatFloat(f, 'g', -1, 64))
	}
	return nil
}

// SetBool writes a truth value.
func (s *Slot) SetBool(base unsafe.Pointer, b bool) error {
	if s.kind == goBool {
		*(*bool)(s.target(base)) = b
		return nil
	}
	if s.kind == goOther {
		return s.scanOther(s.target(base), b)
	}
	if b {
		return s.SetInt(base, 1)
	}
	return s.SetInt(base, 0)
}

// SetTime writes a time, or the day of a Date column.
func (s *Slot) SetTime(base unsafe.Pointer, t time.Time) error {
	switch s.kind {
	case goTime:
		*(*time.Time)(s.target(base)) = t.UTC()
	case goOther:
		return s.scanOther(s.target(base), t.UTC())
	case goString:
		*(*string)(s.target(base)) = t.UTC().Format(time.RFC3339Nano)
	default:
		return s.mismatch("a time")
	}
	return nil
}

// SetText writes text: also a number, a time, a UUID or a JSON document that the
// database sent as text. b is copied.
func (s *Slot) SetText(base unsafe.Pointer, b []byte) error {
	if s.kind == goString {
		if s.null == notNull {
			*(*string)(s.ptr(base)) = string(b)
		} else {
			*(*string)(s.target(base)) = string(b)
		}
		return nil
	}
	switch s.kind {
	case goBytes:
		*(*[]byte)(s.target(base)) = append(make([]byte, 0, len(b)), b...)
	case goTime:
		t, ok := parseTime(b)
		if !ok {
			return s.mismatch(quoteShort(b))
		}
		*(*time.Time)(s.target(base)) = t
	case goArray16:
		u, ok := parseUUID(b)
		if !ok {
			return s.mismatch(quoteShort(b))
		}
		*(*[16]byte)(s.target(base)) = u
	case goOther:
		return s.scanOther(s.target(base), string(b))
	case goInts:
		return s.setList(base, b)
	default:
		return s.setNumber(base, b)
	}
	return nil
}

// setNumber writes a number that was sent as text.
func (s *Slot) setNumber(base unsafe.Pointer, b []byte) error {
	if s.kind == goFloat32 || s.kind == goFloat64 {
		f, err := strconv.ParseFloat(string(b), 64)
		if err != nil {
			return s.mismatch(quoteShort(b))
		}
		return s.SetFloat(base, f)
	}
	if s.kind == goBool && len(b) > 0 && (b[0] == 't' || b[0] == 'f') {
		return s.SetBool(base, b[0] == 't')
	}
	if whole, frac, ok := bytes.Cut(b, []byte(".")); ok && s.Type.Kind == schema.Decimal && len(bytes.Trim(frac, "0")) == 0 {
		b = whole
	}
	n, err := strconv.ParseInt(string(b), 10, 64)
	if err != nil {
		return s.mismatch(quoteShort(b))
	}
	plain := *s
	plain.Type = schema.Type{} // n is the number itself, not one without its point
	return plain.SetInt(base, n)
}

// SetBytes writes bytes. b is copied.
func (s *Slot) SetBytes(base unsafe.Pointer, b []byte) error {
	switch s.kind {
	case goBytes:
		*(*[]byte)(s.target(base)) = append(make([]byte, 0, len(b)), b...)
	case goArray16:
		if len(b) != 16 {
			return s.SetText(base, b)
		}
		*(*[16]byte)(s.target(base)) = [16]byte(b)
	case goString:
		if s.Type.Kind == schema.UUID && len(b) == 16 {
			b = AppendUUID(nil, Value{Format: s.Format, S: string(b)})
		}
		return s.SetText(base, b)
	case goOther:
		return s.scanOther(s.target(base), append([]byte(nil), b...))
	default:
		return s.SetText(base, b)
	}
	return nil
}

// scanOther gives a value to a type that reads itself.
func (s *Slot) scanOther(p unsafe.Pointer, v any) (err error) {
	dst := reflect.NewAt(s.elem, p).Interface()
	switch s.scan {
	case byScanner:
		err = dst.(sql.Scanner).Scan(v)
	default:
		var text []byte
		switch v := v.(type) {
		case string:
			text = []byte(v)
		case []byte:
			text = v
		default:
			text = fmt.Append(nil, v)
		}
		err = dst.(encoding.TextUnmarshaler).UnmarshalText(text)
	}
	if err != nil {
		return s.scanError(err)
	}
	return nil
}

// quoteShort returns the beginning of a value for an error message.
func quoteShort(b []byte) string {
	if len(b) > 40 {
		return strconv.Quote(string(b[:40])) + "..."
	}
	return strconv.Quote(string(b))
}

// Set writes a value as if the database had sent it.
func (s *Slot) Set(base unsafe.Pointer, v Value) error {
	switch {
	case v.Null:
		return s.SetNull(base)
	case v.Kind == schema.Text || v.Kind == schema.JSON || v.Kind == schema.Decimal:
		return s.SetText(base, []byte(v.S))
	case v.Kind == schema.Bytes || v.Kind == schema.UUID:
		return s.SetBytes(base, []byte(v.S))
	case v.Kind == schema.Time || v.Kind == schema.Date:
		return s.SetTime(base, (&Slot{Type: schema.Type{Kind: v.Kind}}).timeOf(v.N))
	case v.Kind == schema.Float32 || v.Kind == schema.Float64:
		return s.SetFloat(base, v.Float())
	default:
		return s.SetInt(base, v.N)
	}
}
