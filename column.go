package kin

import (
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/internal/query"
)

// col is a column without types: what the columns of all types are made of, so
// that their methods are single calls.
type col = query.Column

const (
	nullsFirst = ast.NullsFirst
	nullsLast  = ast.NullsLast
)

// A Column is a column that is compared for equality. R is the model whose rows
// its conditions are on, V the Go type of its values, without pointer where it may
// be NULL.
type Column[R, V any] struct{ c col }

func (c *Column[R, V]) column(R) *query.Term       { return c.c.Term }
func (c *Column[R, V]) selected(R, *V) *query.Term { return c.c.Term }
func (c *Column[R, V]) untyped(R, *V) *col         { return &c.c }

// Eq is true where the column is v: column = ?.
func (c *Column[R, V]) Eq(v V) Pred[R] { return Pred[R]{c.c.Compare(ast.Eq, unsafe.Pointer(&v))} }

// Ne is true where the column is not v, also where it is NULL.
func (c *Column[R, V]) Ne(v V) Pred[R] { return Pred[R]{c.c.Compare(ast.Ne, unsafe.Pointer(&v))} }

// In is true where the column is one of values; without values it is false.
func (c *Column[R, V]) In(values ...V) Pred[R] { return Pred[R]{inValues(&c.c, values)} }

// NotIn is true where the column is none of values, also where it is NULL.
func (c *Column[R, V]) NotIn(values ...V) Pred[R] { return Pred[R]{not(inValues(&c.c, values))} }

// InPtr is In for values that may be absent: a nil among them means IS NULL.
func (c *Column[R, V]) InPtr(values ...*V) Pred[R] { return Pred[R]{inPointers(&c.c, values)} }

// IsNull is true where the column has no value, or the relation to it no row.
func (c *Column[R, V]) IsNull() Pred[R] { return Pred[R]{c.c.IsNull(false)} }

// NotNull is true where the column has a value.
func (c *Column[R, V]) NotNull() Pred[R] { return Pred[R]{c.c.IsNull(true)} }

// Asc sorts by the column, smallest first.
func (c *Column[R, V]) Asc() Order[R] { return Order[R]{c.c.OrderBy(false)} }

// Desc sorts by the column, largest first.
func (c *Column[R, V]) Desc() Order[R] { return Order[R]{c.c.OrderBy(true)} }

// Set assigns v to the column.
func (c *Column[R, V]) Set(v V) Assign[R] {
	return Assign[R]{c.c.Assign(query.Put, unsafe.Pointer(&v))}
}

// SetNull assigns NULL to the column.
func (c *Column[R, V]) SetNull() Assign[R] { return Assign[R]{c.c.Assign(query.Put, nil)} }

// An AnyColumn is a column of R whose values are of type V, whatever else it can do.
type AnyColumn[R, V any] interface {
	ColumnOf[R]
	Selectable[R, V]
	untyped(R, *V) *col
}

// colOf returns a column without its types.
func colOf[R, V any](c AnyColumn[R, V]) *col {
	var none R
	return c.untyped(none, nil)
}

// EqCol is true where two columns of a row are equal: a = b. Where one is NULL it
// is false.
func EqCol[R, V any](a, b AnyColumn[R, V]) Pred[R] {
	return Pred[R]{colOf(a).CompareTo(ast.Eq, colOf(b))}
}

// LtCol is true where column a of a row is less than column b.
func LtCol[R, V any](a, b AnyColumn[R, V]) Pred[R] {
	return Pred[R]{colOf(a).CompareTo(ast.Lt, colOf(b))}
}

// LeCol is true where column a of a row is equal to column b or less.
func LeCol[R, V any](a, b AnyColumn[R, V]) Pred[R] {
	return Pred[R]{colOf(a).CompareTo(ast.Le, colOf(b))}
}

// SetCol assigns the value of column from to column to of the same row.
func SetCol[R, V any](to, from AnyColumn[R, V]) Assign[R] {
	return Assign[R]{colOf(to).AssignFrom(query.Put, colOf(from))}
}

// AddCol adds column from to column to of the same row.
func AddCol[R, V any](to, from *NumberColumn[R, V]) Assign[R] {
	return Assign[R]{to.c.AssignFrom(query.Plus, &from.c)}
}

// SubCol takes column from from column to of the same row.
func SubCol[R, V any](to, from *NumberColumn[R, V]) Assign[R] {
	return Assign[R]{to.c.AssignFrom(query.Minus, &from.c)}
}

// MulCol multiplies column to by column from of the same row.
func MulCol[R, V any](to, from *NumberColumn[R, V]) Assign[R] {
	return Assign[R]{to.c.AssignFrom(query.Times, &from.c)}
}

//go:noinline
func inValues[V any](c *col, values []V) *query.Cond {
	return c.In(len(values), func(i int) unsafe.Pointer { return unsafe.Pointer(&values[i]) })
}

//go:noinline
func inPointers[V any](c *col, values []*V) *query.Cond {
	return c.In(len(values), func(i int) unsafe.Pointer { return unsafe.Pointer(values[i]) })
}
