package kin

import (
	"unsafe"

	"github.com/kinorm/kin/internal/query"
)

// An ArrayColumn is a column of lists, see [Array].
type ArrayColumn[R any, T Element] struct{ c col }

func (c *ArrayColumn[R, T]) column(R) *query.Term              { return c.c.Term }
func (c *ArrayColumn[R, T]) selected(R, *Array[T]) *query.Term { return c.c.Term }

// Contains is true where the list has all of the values, whatever else it has. It is
// true of every list, and false of NULL, if there are no values.
//
// On PostgreSQL it is tags @> $1, which an index USING gin helps; elsewhere a query
// of json_each or JSON_TABLE over the list.
func (c *ArrayColumn[R, T]) Contains(values ...T) Pred[R] { return c.elements(true, values) }

// Overlaps is true where the list has at least one of the values, and so false if
// there are none.
//
// On PostgreSQL it is tags && $1, which an index USING gin helps; elsewhere a query
// of json_each or JSON_TABLE over the list.
func (c *ArrayColumn[R, T]) Overlaps(values ...T) Pred[R] { return c.elements(false, values) }

func (c *ArrayColumn[R, T]) elements(all bool, values []T) Pred[R] {
	return Pred[R]{c.c.Elements(all, len(values), func(i int) unsafe.Pointer { return unsafe.Pointer(&values[i]) })}
}

// IsNull is true where the column is NULL, which is not the list without elements.
func (c *ArrayColumn[R, T]) IsNull() Pred[R] { return Pred[R]{c.c.IsNull(false)} }

// NotNull is true where the column has a list.
func (c *ArrayColumn[R, T]) NotNull() Pred[R] { return Pred[R]{c.c.IsNull(true)} }

// Set assigns a list to the column.
func (c *ArrayColumn[R, T]) Set(v Array[T]) Assign[R] {
	return Assign[R]{c.c.Assign(query.Put, unsafe.Pointer(&v))}
}

// SetNull assigns NULL to the column.
func (c *ArrayColumn[R, T]) SetNull() Assign[R] { return Assign[R]{c.c.Assign(query.Put, nil)} }
