package kin

import (
	"github.com/kinorm/kin/internal/engine"
	"github.com/kinorm/kin/internal/query"
)

// What follows is called by package lookup, which makes conditions by name.

// NewPred gives a condition its type. The zero Pred is made of nil.
func NewPred[R any](c *query.Cond) Pred[R] { return Pred[R]{c} }

// NewOrder gives an order its type.
func NewOrder[R any](o *query.OrderTerm) Order[R] { return Order[R]{o} }

// NewRows gives the rows of a join their type.
func NewRows[R any](r *query.Rows) Rows[R] { return Rows[R]{r} }

// RelationOf returns a relation without its types.
func RelationOf[R, T any](r ManyOf[R, T]) *engine.Rel { return relOf(r).r }
