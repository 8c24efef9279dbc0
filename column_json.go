package kin

import (
	"unsafe"

	"github.com/kinorm/kin/internal/query"
)

// A JSONColumn is a column of JSON documents. It is read and written as a whole.
type JSONColumn[R, V any] struct{ c col }

func (c *JSONColumn[R, V]) column(R) *query.Term       { return c.c.Term }
func (c *JSONColumn[R, V]) selected(R, *V) *query.Term { return c.c.Term }

// IsNull is true where the column is NULL, which is not the JSON document null.
func (c *JSONColumn[R, V]) IsNull() Pred[R] { return Pred[R]{c.c.IsNull(false)} }

// NotNull is true where the column has a document.
func (c *JSONColumn[R, V]) NotNull() Pred[R] { return Pred[R]{c.c.IsNull(true)} }

// Set assigns a document to the column.
func (c *JSONColumn[R, V]) Set(v V) Assign[R] {
	return Assign[R]{c.c.Assign(query.Put, unsafe.Pointer(&v))}
}

// SetNull assigns NULL to the column.
func (c *JSONColumn[R, V]) SetNull() Assign[R] { return Assign[R]{c.c.Assign(query.Put, nil)} }
