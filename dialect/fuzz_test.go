package dialect

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"errors"
	"math"
	"reflect"
	"testing"
	"time"
	"unsafe"

	"github.com/kinorm/kin/schema"
)

// scanned is a type that reads and writes itself.
type scanned struct{ v any }

func (s *scanned) Scan(src any) error {
	if b, ok := src.([]byte); ok {
		src = bytes.Clone(b)
	}
	s.v = src
	return nil
}

func (s scanned) Value() (driver.Value, error) { return s.v, nil }

// named marshals itself as text.
type named struct{ text string }

func (n named) MarshalText() ([]byte, error) { return []byte(n.text), nil }

func (n *named) UnmarshalText(b []byte) error {
	if len(b) > 20 {
		return errors.New("too long")
	}
	n.text = string(b)
	return nil
}

// slotTypes are pairs of a Go type and a stored type.
func slotTypes() []Slot {
	var slots []Slot
	add := func(t reflect.Type, stored schema.Type, nullable bool) {
		s, err := NewSlot(t, 0, stored, nullable)
		if err != nil {
			panic(err)
		}
		s.Field = t.String()
		slots = append(slots, s)
	}
	i64, text := schema.Type{Kind: schema.Int64}, schema.Type{Kind: schema.Text}
	money, whole := schema.Type{Kind: schema.Decimal, Precision: 12, Scale: 2}, schema.Type{Kind: schema.Decimal, Precision: 18}
	for _, x := range []struct {
		t      reflect.Type
		stored schema.Type
	}{
		{reflect.TypeFor[bool](), schema.Type{Kind: schema.Bool}},
		{reflect.TypeFor[int8](), schema.Type{Kind: schema.Int16}},
		{reflect.TypeFor[int16](), schema.Type{Kind: schema.Int16}},
		{reflect.TypeFor[int32](), schema.Type{Kind: schema.Int32}},
		{reflect.TypeFor[int64](), i64},
		{reflect.TypeFor[uint8](), schema.Type{Kind: schema.Int16}},
		{reflect.TypeFor[uint32](), i64},
		{reflect.TypeFor[uint64](), i64},
		{reflect.TypeFor[float32](), schema.Type{Kind: schema.Float32}},
		{reflect.TypeFor[float64](), schema.Type{Kind: schema.Float64}},
		{reflect.TypeFor[string](), text},
		{reflect.TypeFor[string](), schema.Type{Kind: schema.Text, Size: 5}},
		{reflect.TypeFor[string](), schema.Type{Kind: schema.UUID}},
		{reflect.TypeFor[string](), money},
		{reflect.TypeFor[int64](), money},
		{reflect.TypeFor[int32](), money},
		{reflect.TypeFor[int64](), whole},
		{reflect.TypeFor[float64](), money},
		{reflect.TypeFor[[]byte](), schema.Type{Kind: schema.Bytes, Size: 20}},
		{reflect.TypeFor[time.Time](), schema.Type{Kind: schema.Time}},
		{reflect.TypeFor[time.Time](), schema.Type{Kind: schema.Date}},
		{reflect.TypeFor[[16]byte](), schema.Type{Kind: schema.UUID}},
		{reflect.TypeFor[named](), text},
		{reflect.TypeFor[scanned](), text},
		{reflect.TypeFor[scanned](), i64},
		{reflect.TypeFor[scanned](), schema.Type{Kind: schema.Float64}},
		{reflect.TypeFor[scanned](), schema.Type{Kind: schema.Time}},
		{reflect.TypeFor[scanned](), schema.Type{Kind: schema.Bytes}},
		{reflect.TypeFor[scanned](), schema.Type{Kind: schema.Bool}},
		{reflect.TypeFor[scanned](), money},
	} {
		add(x.t, x.stored, false)
		add(reflect.PointerTo(x.t), x.stored, true)
	}
	add(reflect.TypeFor[sql.Null[int64]](), i64, true)
	add(reflect.TypeFor[sql.Null[string]](), text, true)
	add(reflect.TypeFor[sql.Null[time.Time]](), schema.Type{Kind: schema.Time}, true)
	add(reflect.TypeFor[sql.Null[scanned]](), text, true)
	return slots
}

// roundTrip checks that a value that a slot took in, and that can be written
// again, is read as the same value.
func roundTrip(t *testing.T, s *Slot, put func(base unsafe.Pointer) error) {
	t.Helper()
	a, b := newHolder(s), newHolder(s)
	if put(a) != nil {
		return
	}
	v, err := s.Value(a)
	if err != nil {
		var value *ValueError
		if !errors.As(err, &value) {
			t.Fatalf("%s as %s: %v is no ValueError", s.Field, s.Type, err)
		}
		return
	}
	if err := s.Set(b, v); err != nil {
		t.Fatalf("%s as %s: %+v was written and cannot be read: %v", s.Field, s.Type, v, err)
	}
	again, err := s.Value(b)
	if err != nil {
		t.Fatalf("%s as %s: %+v cannot be written again: %v", s.Field, s.Type, v, err)
	}
	if !reflect.DeepEqual(v, again) {
		t.Fatalf("%s as %s: %+v became %+v", s.Field, s.Type, v, again)
	}
}

// newHolder returns memory for a value of the slot, whatever its form.
func newHolder(s *Slot) unsafe.Pointer {
	switch {
	case s.null == byPointer:
		return unsafe.Pointer(new(unsafe.Pointer))
	case s.null == bySQLNull && s.elem.Kind() == reflect.String:
		return unsafe.Pointer(new(sql.Null[string]))
	case s.null == bySQLNull && s.elem == timeType:
		return unsafe.Pointer(new(sql.Null[time.Time]))
	case s.null == bySQLNull && s.elem == reflect.TypeFor[scanned]():
		return unsafe.Pointer(new(sql.Null[scanned]))
	case s.null == bySQLNull:
		return unsafe.Pointer(new(sql.Null[int64]))
	default:
		return reflect.New(s.elem).UnsafePointer()
	}
}

// FuzzDecode gives whatever a database may send to slots of every type.
func FuzzDecode(f *testing.F) {
	for _, text := range []string{
		"", "0", "-1", "true", "1.5", "-0.00", "1e400", "NaN", "9223372036854775808", "a\x00b", "\xff", "2026-02-31", "0000-01-01",
		"2026-01-02 03:04:05.123456", "9999-12-31T23:59:59.9999999+14:00", "0001-01-01 00:00:00+14", "00112233445566778899aabbccddeeff",
		"00112233-4455-6677-8899-aabbccddeeff", "{}", "0001234567890.10", "+.5", "5.", ".",
	} {
		f.Add([]byte(text), int64(len(text)), 0.5)
	}
	f.Add([]byte{}, int64(-1<<63), math.Copysign(0, -1))
	slots := slotTypes()
	f.Fuzz(func(t *testing.T, b []byte, n int64, x float64) {
		for i := range slots {
			s := &slots[i]
			roundTrip(t, s, func(base unsafe.Pointer) error { return s.SetText(base, b) })
			roundTrip(t, s, func(base unsafe.Pointer) error { return s.SetBytes(base, b) })
			roundTrip(t, s, func(base unsafe.Pointer) error { return s.SetInt(base, n) })
			roundTrip(t, s, func(base unsafe.Pointer) error { return s.SetFloat(base, x) })
			roundTrip(t, s, func(base unsafe.Pointer) error { return s.SetTime(base, time.UnixMicro(n)) })
			roundTrip(t, s, func(base unsafe.Pointer) error { return s.SetBool(base, n&1 == 0) })
		}
	})
}

// FuzzParseTime: a time that is read is written as one that reads as the same.
func FuzzParseTime(f *testing.F) {
	for _, text := range []string{"2026-01-02", "2026-01-02 03:04:05", "2026-01-02T03:04:05Z", "2026-01-02 03:04:05.1+02:30", "2026-02-30", "0000-00-00", "2026-01-02 23:59:60", "9999-12-31 23:59:59.999999999-23"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		at, ok := parseTime(b)
		if !ok {
			return
		}
		if want, err := time.Parse(time.DateOnly, string(b[:10])); err != nil {
			t.Fatalf("%q was read as %v, and is no day: %v", b, at, err)
		} else if len(b) == 10 && !at.Equal(want) {
			t.Fatalf("%q was read as %v", b, at)
		}
		if at.Before(minTime) || at.After(maxTime) {
			return
		}
		text := AppendTime(nil, Value{Kind: schema.Time, N: at.UnixMicro()})
		again, ok := parseTime(text)
		if !ok || !again.Equal(at.Truncate(time.Microsecond)) {
			t.Fatalf("%q is %v, written as %q and read as %v", b, at, text, again)
		}
	})
}

// FuzzDecimal: digits are what they were, or the text is refused.
func FuzzDecimal(f *testing.F) {
	for _, text := range []string{"0", "-0", "1.50", "+.5", "5.", "", "-", ".", "1e3", "0x1", "99999999999999999999", "00.100", "1..2", "\u0663"} {
		f.Add(text, uint8(2))
	}
	f.Fuzz(func(t *testing.T, text string, scale uint8) {
		s := Slot{Field: "f", Type: schema.Type{Kind: schema.Decimal, Precision: 18, Scale: int(scale % 19)}, kind: goString}
		v, err := s.EncodeText(text)
		if err != nil {
			return
		}
		if got := string(appendDecimal(nil, v.N, s.Type.Scale)); got != v.S {
			t.Fatalf("%q with %d digits after the point is %q and %q", text, s.Type.Scale, v.S, got)
		}
		again, err := s.EncodeText(v.S)
		if err != nil || again != v {
			t.Fatalf("%q became %+v and then %+v: %v", text, v, again, err)
		}
	})
}
