package kin

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/schema"
)

// An Aggregate is a number or another value that is computed for each row of R
// from its related rows, or over [Then] from rows further on, by a subquery of its
// own: neither conditions nor other aggregates change it. Those over the rows of a group, which [CountRows], [SumOf]
// and others make, stand only in what is said of [Groups].
type Aggregate[R, V any] struct{ c col }

func (a *Aggregate[R, V]) selected(R, *V) *query.Term { return a.c.Term }

// Eq is true where the aggregate is v.
func (a *Aggregate[R, V]) Eq(v V) Pred[R] { return Pred[R]{a.c.Compare(ast.Eq, unsafe.Pointer(&v))} }

// Ne is true where the aggregate is not v.
func (a *Aggregate[R, V]) Ne(v V) Pred[R] { return Pred[R]{a.c.Compare(ast.Ne, unsafe.Pointer(&v))} }

// Lt is true where the aggregate is less than v.
func (a *Aggregate[R, V]) Lt(v V) Pred[R] { return Pred[R]{a.c.Compare(ast.Lt, unsafe.Pointer(&v))} }

// Le is true where the aggregate is v or less.
func (a *Aggregate[R, V]) Le(v V) Pred[R] { return Pred[R]{a.c.Compare(ast.Le, unsafe.Pointer(&v))} }

// Gt is true where the aggregate is greater than v.
func (a *Aggregate[R, V]) Gt(v V) Pred[R] { return Pred[R]{a.c.Compare(ast.Gt, unsafe.Pointer(&v))} }

// Ge is true where the aggregate is v or greater.
func (a *Aggregate[R, V]) Ge(v V) Pred[R] { return Pred[R]{a.c.Compare(ast.Ge, unsafe.Pointer(&v))} }

// Asc sorts by the aggregate, smallest first.
func (a *Aggregate[R, V]) Asc() Order[R] { return Order[R]{a.c.OrderBy(false)} }

// Desc sorts by the aggregate, largest first.
func (a *Aggregate[R, V]) Desc() Order[R] { return Order[R]{a.c.OrderBy(true)} }

//go:noinline
func newAggregate[R, V any](r *rel, f ast.Func, over *query.Term, conds []*query.Cond) *Aggregate[R, V] {
	return aggregateOf[R, V](r.aggregate(f, over, conds))
}

func aggregateOf[R, V any](t *query.Term) *Aggregate[R, V] {
	if t.Over != nil && t.Over.Err != nil {
		t.Err = t.Over.Err
	}
	if t.Over != nil && t.Err == nil && t.Stored().Kind == schema.JSON {
		t.Err = fmt.Errorf("kin: %s: documents and lists have no order, so none is the smallest or largest", t)
	}
	slot, err := dialect.NewSlot(reflect.TypeFor[V](), 0, t.Stored(), false)
	if err != nil && t.Err == nil {
		t.Err = err
	}
	slot.Field = t.String()
	return &Aggregate[R, V]{col{Term: t, Slot: &slot}}
}

// Count counts the related rows that fulfil preds: for a many-to-many the links,
// which differ from the targets only where a pair may be linked more than once.
// Of none it is 0.
func (r *Many[R, T]) Count(preds ...Pred[T]) *Aggregate[R, int64] {
	return newAggregate[R, int64](&r.x, ast.Count, nil, conds(preds))
}

// CountDistinct counts the different related rows that fulfil preds.
func CountDistinct[R, T any](r Reach[R, T], preds ...Pred[T]) *Aggregate[R, int64] {
	t := relOf(r).aggregate(ast.Count, nil, conds(preds))
	t.Distinct = query.Repeat(t.Hops)
	return aggregateOf[R, int64](t)
}

// Min is the smallest value of a column of the related rows that fulfil preds,
// NULL where there is none.
func Min[R, T, V any](r Reach[R, T], column AnyColumn[T, V], preds ...Pred[T]) *Aggregate[R, V] {
	return newAggregate[R, V](relOf(r), ast.Min, termOf(column), conds(preds))
}

// Max is the largest value of a column of the related rows that fulfil preds,
// NULL where there is none.
func Max[R, T, V any](r Reach[R, T], column AnyColumn[T, V], preds ...Pred[T]) *Aggregate[R, V] {
	return newAggregate[R, V](relOf(r), ast.Max, termOf(column), conds(preds))
}

// Sum is the sum of a column of numbers of the related rows that fulfil preds,
// NULL where there is none.
func Sum[R, T, V any](r Reach[R, T], column *NumberColumn[T, V], preds ...Pred[T]) *Aggregate[R, V] {
	return newAggregate[R, V](relOf(r), ast.Sum, column.c.Term, conds(preds))
}

// Avg is the average of a column of numbers of the related rows that fulfil
// preds, NULL where there is none.
func Avg[R, T, V any](r Reach[R, T], column *NumberColumn[T, V], preds ...Pred[T]) *Aggregate[R, float64] {
	return newAggregate[R, float64](relOf(r), ast.Avg, column.c.Term, conds(preds))
}

// SumDistinct is the sum of the different values of a column of numbers of the
// related rows that fulfil preds, NULL where there is none. Each value counts once,
// also where several rows have it: for each row once, a [Sum] goes over a relation
// that leads to no row twice.
//
//	(SELECT SUM(DISTINCT t2.pages) FROM books AS t2 WHERE t2.author_id = t1.id)
func SumDistinct[R, T, V any](r Reach[R, T], column *NumberColumn[T, V], preds ...Pred[T]) *Aggregate[R, V] {
	return overValues[R, V](relOf(r), ast.Sum, column.c.Term, conds(preds))
}

// AvgDistinct is the average of the different values of a column of numbers of the
// related rows that fulfil preds, NULL where there is none.
func AvgDistinct[R, T, V any](r Reach[R, T], column *NumberColumn[T, V], preds ...Pred[T]) *Aggregate[R, float64] {
	return overValues[R, float64](relOf(r), ast.Avg, column.c.Term, conds(preds))
}

//go:noinline
func overValues[R, V any](r *rel, f ast.Func, over *query.Term, conds []*query.Cond) *Aggregate[R, V] {
	t := r.aggregate(f, over, conds)
	t.Distinct = true
	return aggregateOf[R, V](t)
}
