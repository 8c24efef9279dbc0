package dialect

import (
	"database/sql/driver"
	"encoding"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
	"unsafe"

	"github.com/kinorm/kin/schema"
)

// errAbsent is the error of a link model without fields for its ends.
var errAbsent = errors.New("an object of a link does not say which rows are its ends; use a query, the set of an end, or declare fields for the ends")

// Value returns the value of the slot in the struct at base, checked against its
// stored type: a value that the database would change or refuse is an error
// before it is sent. The result shares the memory of text and bytes.
func (s *Slot) Value(base unsafe.Pointer) (Value, error) {
	var v Value
	err := s.ValueInto(&v, base)
	return v, err
}

// ValueInto is [Slot.Value] into v, which must be zero.
func (s *Slot) ValueInto(v *Value, base unsafe.Pointer) error {
	if s.offset == absent {
		return s.valueError(errAbsent)
	}
	v.Kind, v.Format = s.Type.Kind, s.Format
	if s.kind == goInt64 && s.null == notNull && s.Type.Kind == schema.Int64 { // by far the most frequent
		v.N = *(*int64)(s.ptr(base))
		return nil
	}
	p := s.source(base)
	if p == nil {
		*v = Null(s.Type.Kind)
		return nil
	}
	return s.encode(v, p)
}

// Encode returns the value of s.Elem() at p, checked as by [Slot.Value].
func (s *Slot) Encode(p unsafe.Pointer) (Value, error) {
	v := Value{Kind: s.Type.Kind, Format: s.Format}
	err := s.encode(&v, p)
	return v, err
}

func (s *Slot) encode(v *Value, p unsafe.Pointer) error {
	switch s.kind {
	case goBool:
		if *(*bool)(p) {
			v.N = 1
		}
	case goInt8:
		v.N = int64(*(*int8)(p))
	case goInt16:
		v.N = int64(*(*int16)(p))
	case goInt32:
		v.N = int64(*(*int32)(p))
	case goInt64:
		v.N = *(*int64)(p)
	case goUint8:
		v.N = int64(*(*uint8)(p))
	case goUint16:
		v.N = int64(*(*uint16)(p))
	case goUint32:
		v.N = int64(*(*uint32)(p))
	case goUint64:
		u := *(*uint64)(p)
		if u > math.MaxInt64 {
			return s.valueError(fmt.Errorf("%d is larger than the database's integers; the largest is %d", u, int64(math.MaxInt64)))
		}
		v.N = int64(u)
	case goFloat32:
		return s.encodeFloat(v, float64(*(*float32)(p)))
	case goFloat64:
		return s.encodeFloat(v, *(*float64)(p))
	case goString:
		return s.encodeText(v, *(*string)(p))
	case goBytes:
		b := *(*[]byte)(p)
		return s.encodeBytes(v, unsafe.String(unsafe.SliceData(b), len(b)))
	case goTime:
		return s.encodeTime(v, *(*time.Time)(p))
	case goArray16:
		v.S = string((*[16]byte)(p)[:])
	default:
		return s.encodeOther(v, p)
	}
	return s.checkInt(v)
}

// A ValueError says that a value cannot be stored in its field. It is returned
// before anything is sent to the database.
type ValueError struct {
	Field string // as "Article.Headline"
	Err   error
}

// Error names the field and what is wrong with the value; it does not repeat a text value.
func (e *ValueError) Error() string { return "kin: " + e.Field + ": " + e.Err.Error() }

// Unwrap returns what is wrong with the value.
func (e *ValueError) Unwrap() error { return e.Err }

func (s *Slot) valueError(err error) error { return &ValueError{Field: s.Field, Err: err} }

// checkInt checks an integer against a narrower column.
func (s *Slot) checkInt(v *Value) error {
	switch {
	case s.Type.Kind == schema.Int16 && v.N != int64(int16(v.N)),
		s.Type.Kind == schema.Int32 && v.N != int64(int32(v.N)):
		return s.valueError(fmt.Errorf("%d does not fit an %s column", v.N, s.Type))
	case s.Type.Kind == schema.Decimal:
		return s.encodeDecimal(v, strconv.FormatInt(v.N, 10))
	}
	return nil
}

func (s *Slot) encodeFloat(v *Value, f float64) error {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return s.valueError(fmt.Errorf("%v is no number that every database stores", f))
	}
	if s.Type.Kind == schema.Decimal {
		return s.encodeDecimal(v, strconv.FormatFloat(f, 'f', -1, 64))
	}
	if f == 0 {
		f = 0 // databases do not tell -0 from 0
	}
	v.N = int64(math.Float64bits(f))
	return nil
}

// EncodeText returns a text value, checked as by [Slot.Value].
func (s *Slot) EncodeText(text string) (Value, error) {
	v := Value{Kind: s.Type.Kind, Format: s.Format}
	err := s.encodeText(&v, text)
	return v, err
}

func (s *Slot) encodeText(v *Value, text string) error {
	switch s.Type.Kind {
	case schema.Decimal:
		return s.encodeDecimal(v, text)
	case schema.UUID:
		u, ok := parseUUID([]byte(text))
		if !ok {
			return s.valueError(errors.New("it is no UUID"))
		}
		v.S = string(u[:])
		return nil
	case schema.Bytes:
		return s.encodeBytes(v, text)
	}
	v.S = text
	if strings.IndexByte(text, 0) >= 0 {
		return s.valueError(errors.New("text with a NUL byte cannot be stored; use []byte"))
	}
	if !utf8.ValidString(text) {
		return s.valueError(errors.New("the text is not valid UTF-8; use []byte"))
	}
	if s.Type.Kind == schema.JSON && strings.Contains(text, `\u`) {
		if err := checkEscapes(text); err != nil {
			return s.valueError(err)
		}
	}
	if s.Type.Size > 0 && len(text) > s.Type.Size {
		if n := utf8.RuneCountInString(text); n > s.Type.Size {
			return s.valueError(fmt.Errorf("%w: the text has %d characters, at most %d are allowed", ErrTooLong, n, s.Type.Size))
		}
	}
	return nil
}

func (s *Slot) encodeBytes(v *Value, b string) error {
	if s.Type.Size > 0 && len(b) > s.Type.Size {
		return s.valueError(fmt.Errorf("%w: it has %d bytes, at most %d are allowed", ErrTooLong, len(b), s.Type.Size))
	}
	if s.Type.Kind == schema.Text || s.Type.Kind == schema.JSON {
		return s.encodeText(v, b)
	}
	v.S = b
	return nil
}

// minTime and maxTime are the first and the last instant that every database stores.
var (
	minTime = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	maxTime = time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC)
)

func (s *Slot) encodeTime(v *Value, t time.Time) error {
	if s.Type.Kind == schema.Date { // the day that the time's own place has
		t = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	}
	if t.Before(minTime) || t.After(maxTime) {
		return s.valueError(fmt.Errorf("the year %d is not between 1 and 9999", t.UTC().Year()))
	}
	switch s.Type.Kind {
	case schema.Date:
		v.N = floorDiv(t.Unix(), 86400)
	case schema.Time:
		v.N = t.UnixMicro()
	default:
		return s.encodeText(v, t.UTC().Format(time.RFC3339Nano))
	}
	return nil
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// encodeOther asks a type that writes itself.
func (s *Slot) encodeOther(v *Value, p unsafe.Pointer) error {
	x := reflect.NewAt(s.elem, p)
	var plain any
	var err error
	switch i := x.Interface().(type) {
	case driver.Valuer:
		plain, err = i.Value()
	case encoding.TextMarshaler:
		var b []byte
		b, err = i.MarshalText()
		plain = string(b)
	default:
		err = fmt.Errorf("%s has neither Value nor MarshalText", s.elem)
	}
	if err != nil {
		return s.valueError(err)
	}
	return s.encodeAny(v, plain)
}

// encodeAny encodes what a driver.Valuer returned.
func (s *Slot) encodeAny(v *Value, x any) error {
	switch x := x.(type) {
	case nil:
		if s.null == notNull {
			return s.valueError(fmt.Errorf("%w: its Value is nil, and the column cannot be NULL", ErrNotNull))
		}
		*v = Null(v.Kind)
		return nil
	case int64:
		return s.encodeAnyInt(v, x)
	case float64:
		switch s.Type.Kind {
		case schema.Float32, schema.Float64, schema.Decimal:
			return s.encodeFloat(v, x)
		case schema.Text, schema.JSON:
			return s.encodeText(v, strconv.FormatFloat(x, 'g', -1, 64))
		}
		if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
			return s.encodeAnyInt(v, int64(x))
		}
	case bool:
		switch s.Type.Kind {
		case schema.Text, schema.JSON:
			return s.encodeText(v, strconv.FormatBool(x))
		case schema.Bool, schema.Int16, schema.Int32, schema.Int64:
			if x {
				v.N = 1
			}
			return nil
		}
	case string:
		return s.encodeAnyText(v, x)
	case []byte:
		if s.Type.Kind == schema.UUID && len(x) == 16 {
			v.S = string(x)
			return nil
		}
		if s.Type.Kind == schema.Bytes {
			return s.encodeBytes(v, string(x))
		}
		return s.encodeAnyText(v, string(x))
	case time.Time:
		switch s.Type.Kind {
		case schema.Time, schema.Date, schema.Text, schema.JSON:
			return s.encodeTime(v, x)
		}
	default:
		return s.valueError(fmt.Errorf("its Value is a %T, which no database stores", x))
	}
	return s.valueError(fmt.Errorf("its Value is a %T, which a column of type %s does not store", x, s.Type))
}

// encodeAnyInt encodes an integer for a column of any kind.
func (s *Slot) encodeAnyInt(v *Value, n int64) error {
	switch s.Type.Kind {
	case schema.Int16, schema.Int32, schema.Int64, schema.Decimal:
		v.N = n
		return s.checkInt(v)
	case schema.Bool:
		if n == 0 || n == 1 {
			v.N = n
			return nil
		}
	case schema.Float32, schema.Float64:
		if int64(float64(n)) == n {
			return s.encodeFloat(v, float64(n))
		}
	case schema.Text, schema.JSON:
		return s.encodeText(v, strconv.FormatInt(n, 10))
	}
	return s.valueError(fmt.Errorf("its Value is %d, which a column of type %s does not store", n, s.Type))
}

// encodeAnyText encodes text for a column of any kind.
func (s *Slot) encodeAnyText(v *Value, text string) error {
	switch s.Type.Kind {
	case schema.Text, schema.JSON, schema.Decimal, schema.UUID, schema.Bytes:
		return s.encodeText(v, text)
	case schema.Time, schema.Date:
		if t, ok := parseTime([]byte(text)); ok {
			return s.encodeTime(v, t)
		}
	case schema.Int16, schema.Int32, schema.Int64:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return s.encodeAnyInt(v, n)
		}
	case schema.Float32, schema.Float64:
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			return s.encodeFloat(v, f)
		}
	}
	return s.valueError(fmt.Errorf("its Value is text that a column of type %s does not store", s.Type))
}

// encodeDecimal checks a number against precision and scale, and splits it into
// digits and scale where they fit.
func (s *Slot) encodeDecimal(v *Value, text string) error {
	digits, negative, ok := decimalDigits(text, s.Type.Scale)
	if !ok {
		return s.valueError(fmt.Errorf("it is no number with at most %d digits after the point", s.Type.Scale))
	}
	if len(digits) > s.Type.Precision {
		return s.valueError(fmt.Errorf("%w: it has more than %d digits", ErrTooLong, s.Type.Precision))
	}
	sign := ""
	if negative && digits != "" {
		sign = "-"
	}
	v.Scale = uint8(s.Type.Scale)
	if s.Type.Precision <= 18 {
		v.N, _ = strconv.ParseInt(sign+"0"+digits, 10, 64)
	}
	whole := digits
	for len(whole) <= s.Type.Scale {
		whole = "0" + whole
	}
	point := len(whole) - s.Type.Scale
	v.S = sign + whole[:point]
	if s.Type.Scale > 0 {
		v.S += "." + whole[point:]
	}
	return nil
}

// decimalDigits returns the digits of a plain decimal number, without leading
// zeros, with exactly scale digits after the point. More digits after the point
// are accepted only if they are zero: nothing is rounded.
func decimalDigits(text string, scale int) (digits string, negative, ok bool) {
	if text != "" && (text[0] == '-' || text[0] == '+') {
		negative, text = text[0] == '-', text[1:]
	}
	whole, frac, _ := strings.Cut(text, ".")
	if whole == "" && frac == "" {
		return "", false, false
	}
	for _, c := range whole + frac {
		if c < '0' || c > '9' {
			return "", false, false
		}
	}
	if len(frac) > scale {
		if strings.Trim(frac[scale:], "0") != "" {
			return "", false, false
		}
		frac = frac[:scale]
	}
	frac += strings.Repeat("0", scale-len(frac))
	return strings.TrimLeft(whole+frac, "0"), negative, true
}
