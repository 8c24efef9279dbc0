package kin

import (
	"fmt"

	"github.com/kinorm/kin/internal/query"
)

// A Preloader is a relation of R, or one with a choice of rows, for Preload.
type Preloader[R any] interface {
	preload(R) *query.Preload
}

//go:noinline
func preloads[R any](relations []Preloader[R]) []*query.Preload {
	out := make([]*query.Preload, len(relations))
	var none R
	for i, r := range relations {
		out[i] = r.preload(none)
	}
	return out
}

// A Load is a choice of the related rows T that Preload loads for rows of R. Like
// a query it is immutable. Limit and Offset count the rows of each owner.
type Load[R, T any] struct {
	r     *rel
	q     Query[T]
	links []bool // which columns of the links are read; nil is all
}

func newLoad[R, T any](r *rel) *Load[R, T] {
	return &Load[R, T]{r: r, q: Query[T]{t: r.r.Target, q: &query.Query{Model: r.r.Target.Model}}}
}

// choosing returns a copy of a choice with another query.
func choosing[R, T any](l *Load[R, T], q *Query[T]) *Load[R, T] { return &Load[R, T]{l.r, *q, l.links} }

// Filter keeps the related rows that fulfil all of preds.
func (l *Load[R, T]) Filter(preds ...Pred[T]) *Load[R, T] { return choosing(l, l.q.Filter(preds...)) }

// Exclude keeps the related rows that Filter(preds...) leaves out.
func (l *Load[R, T]) Exclude(preds ...Pred[T]) *Load[R, T] { return choosing(l, l.q.Exclude(preds...)) }

// OrderBy sorts the related rows of each owner.
func (l *Load[R, T]) OrderBy(orders ...Order[T]) *Load[R, T] {
	return choosing(l, l.q.OrderBy(orders...))
}

// Limit loads at most n related rows for each owner.
func (l *Load[R, T]) Limit(n int) *Load[R, T] { return choosing(l, l.q.Limit(n)) }

// Offset leaves out the first n related rows of each owner.
func (l *Load[R, T]) Offset(n int) *Load[R, T] { return choosing(l, l.q.Offset(n)) }

// Only reads just these columns, the keys and the foreign keys.
func (l *Load[R, T]) Only(columns ...ColumnOf[T]) *Load[R, T] {
	return choosing(l, l.q.Only(columns...))
}

// Defer reads all but these columns.
func (l *Load[R, T]) Defer(columns ...ColumnOf[T]) *Load[R, T] {
	return choosing(l, l.q.Defer(columns...))
}

// Preload loads relations of the related rows as well.
func (l *Load[R, T]) Preload(relations ...Preloader[T]) *Load[R, T] {
	return choosing(l, l.q.Preload(relations...))
}

func (l *Load[R, T]) preload(R) *query.Preload {
	p := &query.Preload{Rel: l.r.r.Relation, Query: l.q.q, Links: l.links}
	if len(l.r.path.Hops) > 0 {
		p.Err = fmt.Errorf("kin: preload %s: preload it within Preload of the relation before it", l.r.path.String()+"."+l.r.r.Name)
	}
	return p
}
