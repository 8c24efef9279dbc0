package kin

import (
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/internal/query"
)

// A NumberColumn is a column of numbers, with which an update can compute.
type NumberColumn[R, V any] struct{ col }

func (c *NumberColumn[R, V]) column(*R) *query.Term       { return c.term }
func (c *NumberColumn[R, V]) selected(*R, *V) *query.Term { return c.term }
func (c *NumberColumn[R, V]) untypedColumn() *col         { return &c.col }

// Eq is true where the column is v: column = ?.
func (c *NumberColumn[R, V]) Eq(v V) Pred[R] { return Pred[R]{c.compare(ast.Eq, unsafe.Pointer(&v))} }

// Ne is true where the column is not v, also where it is NULL.
func (c *NumberColumn[R, V]) Ne(v V) Pred[R] { return Pred[R]{c.compare(ast.Ne, unsafe.Pointer(&v))} }

// In is true where the column is one of values; without values it is false.
func (c *NumberColumn[R, V]) In(values ...V) Pred[R] { return Pred[R]{inValues(&c.col, values)} }

// NotIn is true where the column is none of values, also where it is NULL.
func (c *NumberColumn[R, V]) NotIn(values ...V) Pred[R] { return Not(c.In(values...)) }

// InPtr is In for values that may be absent: a nil among them means IS NULL.
func (c *NumberColumn[R, V]) InPtr(values ...*V) Pred[R] { return Pred[R]{inPointers(&c.col, values)} }

// EqCol is true where the columns are equal.
func (c *NumberColumn[R, V]) EqCol(o AnyColumn[R, V]) Pred[R] {
	return Pred[R]{c.compareTo(ast.Eq, o.untypedColumn())}
}

// IsNull is true where the column has no value, or the relation to it no row.
func (c *NumberColumn[R, V]) IsNull() Pred[R] { return Pred[R]{c.isNull(false)} }

// NotNull is true where the column has a value.
func (c *NumberColumn[R, V]) NotNull() Pred[R] { return Pred[R]{c.isNull(true)} }

// Asc sorts by the column, smallest first.
func (c *NumberColumn[R, V]) Asc() Order[R] { return Order[R]{c.order(false)} }

// Desc sorts by the column, largest first.
func (c *NumberColumn[R, V]) Desc() Order[R] { return Order[R]{c.order(true)} }

// Set assigns v to the column.
func (c *NumberColumn[R, V]) Set(v V) Assign[R] {
	return Assign[R]{c.assign(query.Put, unsafe.Pointer(&v))}
}

// SetNull assigns NULL to the column.
func (c *NumberColumn[R, V]) SetNull() Assign[R] { return Assign[R]{c.assign(query.Put, nil)} }

// Lt is true where the column is less than v.
func (c *NumberColumn[R, V]) Lt(v V) Pred[R] { return Pred[R]{c.compare(ast.Lt, unsafe.Pointer(&v))} }

// Le is true where the column is v or less.
func (c *NumberColumn[R, V]) Le(v V) Pred[R] { return Pred[R]{c.compare(ast.Le, unsafe.Pointer(&v))} }

// Gt is true where the column is greater than v.
func (c *NumberColumn[R, V]) Gt(v V) Pred[R] { return Pred[R]{c.compare(ast.Gt, unsafe.Pointer(&v))} }

// Ge is true where the column is v or greater.
func (c *NumberColumn[R, V]) Ge(v V) Pred[R] { return Pred[R]{c.compare(ast.Ge, unsafe.Pointer(&v))} }

// Between is true where the column is lo, hi or between them.
func (c *NumberColumn[R, V]) Between(lo, hi V) Pred[R] {
	return Pred[R]{c.between(unsafe.Pointer(&lo), unsafe.Pointer(&hi))}
}

// LtCol is true where the column is less than another.
func (c *NumberColumn[R, V]) LtCol(o AnyColumn[R, V]) Pred[R] {
	return Pred[R]{c.compareTo(ast.Lt, o.untypedColumn())}
}

// LeCol is true where the column is equal to another or less.
func (c *NumberColumn[R, V]) LeCol(o AnyColumn[R, V]) Pred[R] {
	return Pred[R]{c.compareTo(ast.Le, o.untypedColumn())}
}

// SetCol assigns another column of the same row.
func (c *NumberColumn[R, V]) SetCol(o AnyColumn[R, V]) Assign[R] {
	return Assign[R]{c.assignFrom(query.Put, o.untypedColumn())}
}

// Add adds v to the column: column = column + ?.
func (c *NumberColumn[R, V]) Add(v V) Assign[R] {
	return Assign[R]{c.assign(query.Plus, unsafe.Pointer(&v))}
}

// Sub takes v from the column.
func (c *NumberColumn[R, V]) Sub(v V) Assign[R] {
	return Assign[R]{c.assign(query.Minus, unsafe.Pointer(&v))}
}

// Mul multiplies the column by v.
func (c *NumberColumn[R, V]) Mul(v V) Assign[R] {
	return Assign[R]{c.assign(query.Times, unsafe.Pointer(&v))}
}

// AddCol adds another column of the same row.
func (c *NumberColumn[R, V]) AddCol(o AnyColumn[R, V]) Assign[R] {
	return Assign[R]{c.assignFrom(query.Plus, o.untypedColumn())}
}

// SubCol takes another column of the same row from the column.
func (c *NumberColumn[R, V]) SubCol(o AnyColumn[R, V]) Assign[R] {
	return Assign[R]{c.assignFrom(query.Minus, o.untypedColumn())}
}

// MulCol multiplies the column by another of the same row.
func (c *NumberColumn[R, V]) MulCol(o AnyColumn[R, V]) Assign[R] {
	return Assign[R]{c.assignFrom(query.Times, o.untypedColumn())}
}
