package kin

import (
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/internal/query"
)

// A NumberColumn is a column of numbers, with which an update can compute.
type NumberColumn[R, V any] struct{ c col }

func (c *NumberColumn[R, V]) column(R) *query.Term       { return c.c.Term }
func (c *NumberColumn[R, V]) selected(R, *V) *query.Term { return c.c.Term }
func (c *NumberColumn[R, V]) untyped(R, *V) *col         { return &c.c }

// Eq is true where the column is v: column = ?.
func (c *NumberColumn[R, V]) Eq(v V) Pred[R] { return Pred[R]{c.c.Compare(ast.Eq, unsafe.Pointer(&v))} }

// Ne is true where the column is not v, also where it is NULL.
func (c *NumberColumn[R, V]) Ne(v V) Pred[R] { return Pred[R]{c.c.Compare(ast.Ne, unsafe.Pointer(&v))} }

// In is true where the column is one of values; without values it is false.
func (c *NumberColumn[R, V]) In(values ...V) Pred[R] { return Pred[R]{inValues(&c.c, values)} }

// NotIn is true where the column is none of values, also where it is NULL.
func (c *NumberColumn[R, V]) NotIn(values ...V) Pred[R] { return Pred[R]{not(inValues(&c.c, values))} }

// InPtr is In for values that may be absent: a nil among them means IS NULL.
func (c *NumberColumn[R, V]) InPtr(values ...*V) Pred[R] { return Pred[R]{inPointers(&c.c, values)} }

// IsNull is true where the column has no value, or the relation to it no row.
func (c *NumberColumn[R, V]) IsNull() Pred[R] { return Pred[R]{c.c.IsNull(false)} }

// NotNull is true where the column has a value.
func (c *NumberColumn[R, V]) NotNull() Pred[R] { return Pred[R]{c.c.IsNull(true)} }

// Asc sorts by the column, smallest first.
func (c *NumberColumn[R, V]) Asc() Order[R] { return Order[R]{c.c.OrderBy(false)} }

// Desc sorts by the column, largest first.
func (c *NumberColumn[R, V]) Desc() Order[R] { return Order[R]{c.c.OrderBy(true)} }

// Set assigns v to the column.
func (c *NumberColumn[R, V]) Set(v V) Assign[R] {
	return Assign[R]{c.c.Assign(query.Put, unsafe.Pointer(&v))}
}

// SetNull assigns NULL to the column.
func (c *NumberColumn[R, V]) SetNull() Assign[R] { return Assign[R]{c.c.Assign(query.Put, nil)} }

// Lt is true where the column is less than v.
func (c *NumberColumn[R, V]) Lt(v V) Pred[R] { return Pred[R]{c.c.Compare(ast.Lt, unsafe.Pointer(&v))} }

// Le is true where the column is v or less.
func (c *NumberColumn[R, V]) Le(v V) Pred[R] { return Pred[R]{c.c.Compare(ast.Le, unsafe.Pointer(&v))} }

// Gt is true where the column is greater than v.
func (c *NumberColumn[R, V]) Gt(v V) Pred[R] { return Pred[R]{c.c.Compare(ast.Gt, unsafe.Pointer(&v))} }

// Ge is true where the column is v or greater.
func (c *NumberColumn[R, V]) Ge(v V) Pred[R] { return Pred[R]{c.c.Compare(ast.Ge, unsafe.Pointer(&v))} }

// Between is true where the column is lo, hi or between them.
func (c *NumberColumn[R, V]) Between(lo, hi V) Pred[R] {
	return Pred[R]{c.c.Between(unsafe.Pointer(&lo), unsafe.Pointer(&hi))}
}

// Add adds v to the column: column = column + ?.
func (c *NumberColumn[R, V]) Add(v V) Assign[R] {
	return Assign[R]{c.c.Assign(query.Plus, unsafe.Pointer(&v))}
}

// Sub takes v from the column.
func (c *NumberColumn[R, V]) Sub(v V) Assign[R] {
	return Assign[R]{c.c.Assign(query.Minus, unsafe.Pointer(&v))}
}

// Mul multiplies the column by v.
func (c *NumberColumn[R, V]) Mul(v V) Assign[R] {
	return Assign[R]{c.c.Assign(query.Times, unsafe.Pointer(&v))}
}
