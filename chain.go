package kin

import (
	"slices"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/internal/query"
)

// A Reach is what aggregates are over: the rows of T that a relation from R leads
// to, or, as a [Chain], several relations one after the other.
type Reach[R, T any] interface {
	related(R, T) *rel
}

// A Chain leads from rows of R to rows of T over several relations, or over one
// that chooses among its rows: what [Then], [Where] and [LinksOf] return. It is
// immutable, and counts as often to a row as it leads there.
type Chain[R, T any] struct{ x rel }

func (c *Chain[R, T]) related(R, T) *rel { return &c.x }

// Then leads over one relation and from its rows over another, for aggregates.
// Either may be a Chain, or a relation to one row.
//
//	kin.Sum(kin.Then(Authors.Books, Books.Chapters), Chapters.Pages)
//	(SELECT SUM(t3.pages) FROM books AS t2 JOIN chapters AS t3 ON t3.book_id = t2.id WHERE t2.author_id = t1.id)
func Then[R, M, T any](first Reach[R, M], second Reach[M, T]) *Chain[R, T] {
	a, b := relOf(first), relOf(second)
	hops := a.steps()
	for _, h := range b.path.Hops {
		hops = append(hops, query.Hop{Rel: h})
	}
	return &Chain[R, T]{rel{path: a.path, hops: append(hops, b.steps()...)}}
}

// Where leads to those rows of a relation that fulfil all of preds, for aggregates
// over rows further on; those of the last relation are arguments of the aggregate.
//
//	kin.Then(kin.Where(Authors.Books, Books.Sold.Eq(true)), Books.Chapters).Count()
func Where[R, T any](r Reach[R, T], preds ...Pred[T]) *Chain[R, T] {
	x := relOf(r)
	return &Chain[R, T]{rel{path: x.path, hops: x.where(conds(preds))}}
}

// LinksOf leads to the links of a relation themselves, for aggregates over their
// columns, and with [Then] over what they refer to.
//
//	kin.Max(kin.LinksOf(Posts.Categories), PostCategories.SortOrder)
func LinksOf[R, T, L any](r *ManyThrough[R, T, L]) *Chain[R, L] {
	return &Chain[R, L]{rel{path: r.x.path, hops: []query.Hop{{Rel: r.x.r.Relation, Links: true}}}}
}

// Count counts the rows at the end that fulfil preds, each as often as the chain
// leads there: what a join over its relations has. [CountDistinct] counts each
// once. Of none it is 0.
func (c *Chain[R, T]) Count(preds ...Pred[T]) *Aggregate[R, int64] {
	return newAggregate[R, int64](&c.x, ast.Count, nil, conds(preds))
}

// steps returns the hops of a relation, in a list of their own.
func (r *rel) steps() []query.Hop {
	if r.hops != nil {
		return slices.Clone(r.hops)
	}
	return []query.Hop{{Rel: r.r.Relation}}
}

// where returns the hops of a relation with further conditions on the rows at the end.
func (r *rel) where(conds []*query.Cond) []query.Hop {
	hops := r.steps()
	last := &hops[len(hops)-1]
	last.Conds = slices.Concat(last.Conds, conds)
	return hops
}

// aggregate returns the term of an aggregate over the rows at the end that fulfil
// conditions. Hops to one row are the beginning of its path.
func (r *rel) aggregate(f ast.Func, over *query.Term, conds []*query.Cond) *query.Term {
	t := &query.Term{Path: r.path, Hops: r.where(conds), Func: f, Over: over}
	for _, h := range t.Hops {
		if err := query.Check(h.Conds); err != nil && t.Err == nil {
			t.Err = err
		}
	}
	for len(t.Hops) > 1 && t.Hops[0].One() {
		t.Path, t.Hops = t.Path.Hop(t.Hops[0].Rel), t.Hops[1:]
	}
	return t
}
