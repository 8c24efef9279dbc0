package dialect

import (
	"math"

	"github.com/kinorm/kin/schema"
)

// A Value is a value on its way to the database, without the allocation of an
// interface. Kind is its stored kind and says which of the other fields holds it:
//
//	Bool              N: 0 or 1
//	Int16 Int32 Int64 N
//	Float32 Float64   N: the bits of a float64
//	Decimal           S: the digits as text; N: the number without its point, Scale
//	                  digits of it after the point, where Precision is at most 18
//	Text JSON         S
//	Bytes UUID        S: the bytes
//	Time              N: microseconds since 1970 in UTC
//	Date              N: days since 1970-01-01
//
// With Null the value is NULL, with Set it is that set of values of Kind.
type Value struct {
	Kind   schema.Kind
	Null   bool
	Scale  uint8
	Format Format
	N      int64
	S      string
	Set    *Set
}

// A Set is any number of values of one kind, bound as one parameter. N or S holds
// them, as in [Value]; both do for Decimal.
type Set struct {
	Len  int
	N    []int64
	S    []string
	Null []bool // which are NULL; nil is none

	// Columns, where it is set, are the sets of a set of rows. N, S and Null are unused then.
	Columns []Value
}

// Format is how an existing table writes times and UUIDs. The zero value is kin's own.
type Format uint8

// The formats of other libraries, on databases without own types for these kinds.
const (
	FormatKin    Format = iota
	FormatDjango        // times without a fraction of zero, UUIDs as 32 hexadecimal digits
	FormatOrmar         // UUIDs as 32 hexadecimal digits
)

// Int returns an integer value.
func Int(n int64) Value { return Value{Kind: schema.Int64, N: n} }

// Text returns a text value.
func Text(s string) Value { return Value{Kind: schema.Text, S: s} }

// Null returns the NULL of a kind.
func Null(k schema.Kind) Value { return Value{Kind: k, Null: true} }

// Float returns the float64 that a value of kind Float32 or Float64 holds.
func (v Value) Float() float64 { return math.Float64frombits(uint64(v.N)) }

// Append adds v to the set.
func (s *Set) Append(v Value) { s.add(&v) }

func (s *Set) add(v *Value) {
	if v.Null && s.Null == nil {
		s.Null = make([]bool, s.Len, s.Len+1)
	}
	s.Len++
	if s.Null != nil {
		s.Null = append(s.Null, v.Null)
	}
	switch v.Kind {
	case schema.Text, schema.JSON, schema.Bytes, schema.UUID:
		s.S = append(s.S, v.S)
	case schema.Decimal:
		s.S, s.N = append(s.S, v.S), append(s.N, v.N)
	default:
		s.N = append(s.N, v.N)
	}
}

// NewSet returns an empty set for values of a kind, with room for n.
func NewSet(k schema.Kind, n int) *Set {
	switch k {
	case schema.Text, schema.JSON, schema.Bytes, schema.UUID:
		return &Set{S: make([]string, 0, n)}
	case schema.Decimal: // its digits and, where it is stored as one, its number
		return &Set{S: make([]string, 0, n), N: make([]int64, 0, n)}
	default:
		return &Set{N: make([]int64, 0, n)}
	}
}

// At returns element i of the set v.
func (v Value) At(i int) Value {
	e := v
	e.Set = nil
	e.Null = v.Set.Null != nil && v.Set.Null[i]
	if v.Set.N != nil {
		e.N = v.Set.N[i]
	}
	if v.Set.S != nil {
		e.S = v.Set.S[i]
	}
	return e
}

// element returns element i of the set v as a plain Go value.
func (v Value) element(i int) any {
	if v.Set.Columns == nil {
		return v.At(i).Any()
	}
	row := make([]any, len(v.Set.Columns))
	for n, column := range v.Set.Columns {
		row[n] = column.At(i).Any()
	}
	return row
}

// Any returns the value as a plain Go value, for printing: an int64, float64, bool,
// string, []byte, time.Time or nil, or a []any of them for a set.
func (v Value) Any() any {
	switch {
	case v.Null:
		return nil
	case v.Set != nil:
		out := make([]any, v.Set.Len)
		for i := range out {
			out[i] = v.element(i)
		}
		return out
	}
	switch v.Kind {
	case schema.Bool:
		return v.N != 0
	case schema.Float32, schema.Float64:
		return v.Float()
	case schema.Text, schema.JSON, schema.Decimal:
		return v.S
	case schema.UUID:
		return string(AppendUUID(nil, v))
	case schema.Bytes:
		return []byte(v.S)
	case schema.Time, schema.Date:
		return (&Slot{Type: schema.Type{Kind: v.Kind}}).timeOf(v.N)
	default:
		return v.N
	}
}
