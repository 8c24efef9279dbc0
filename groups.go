package kin

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/internal/engine"
	"github.com/kinorm/kin/internal/query"
)

// Groups are the rows of a query, put together where they are equal in some
// columns, the keys. Select1, Select2 and Select3 read keys and aggregates of each
// group. Like a query they are immutable, and a mistake is returned by the call
// that runs them. [GroupBy] makes them.
type Groups[R any] struct{ q Query[R] }

// GroupBy puts the rows of q together that are equal in keys, which may be columns
// of rows that a to-one relation leads to and, by [ViaKey], of joined rows. Rows
// without a value are one group, whose key is read by [Nullable]. Without keys all
// rows are one group, also where there is none.
//
// Conditions of q choose rows before they are put together; its order has no
// meaning, and a limit, an offset or Distinct is an error.
//
//	kin.Select2(kin.GroupBy(Books.Query(), Books.Author.Name), Books.Author.Name, kin.CountRows[*Book]())
//	SELECT t2.name, COUNT(*) FROM books AS t1 JOIN authors AS t2 ON ... GROUP BY t2.name
func GroupBy[R any](q *Query[R], keys ...ColumnOf[R]) *Groups[R] {
	g := &query.Groups{Keys: make([]*query.Term, len(keys))}
	for i, k := range keys {
		g.Keys[i] = termOf(k)
	}
	return &Groups[R]{*with(q, func(c *query.Query) {
		if (c.Limited || c.Offset > 0 || c.Distinct) && c.Err == nil {
			c.Err = fmt.Errorf("kin: GroupBy of %s: the query has a limit, an offset or Distinct; limit the groups instead", q.t.Name)
		}
		c.Groups, c.Order, c.Unsorted, c.Reverse, c.Preloads = g, nil, true, false, nil
	})}
}

func groupsWith[R any](g *Groups[R], f func(*query.Query)) *Groups[R] {
	return &Groups[R]{*with(&g.q, f)}
}

// Having keeps the groups that fulfil all of preds, which compare keys and
// aggregates over the rows of a group. A condition on rows belongs to Filter of the
// query.
//
//	HAVING COUNT(*) > ?
func (g *Groups[R]) Having(preds ...Pred[R]) *Groups[R] {
	return groupsWith(g, func(c *query.Query) {
		c.Groups = &query.Groups{Keys: c.Groups.Keys, Having: slices.Concat(c.Groups.Having, conds(preds))}
	})
}

// OrderBy sorts the groups by keys and aggregates, in place of every OrderBy before.
// Without any they are not sorted.
func (g *Groups[R]) OrderBy(orders ...Order[R]) *Groups[R] {
	return &Groups[R]{*g.q.OrderBy(orders...)}
}

// Limit reads at most n groups. The order of limited groups is made total by their keys.
func (g *Groups[R]) Limit(n int) *Groups[R] { return &Groups[R]{*g.q.Limit(n)} }

// Offset leaves out the first n groups.
func (g *Groups[R]) Offset(n int) *Groups[R] { return &Groups[R]{*g.q.Offset(n)} }

// Count returns the number of groups.
func (g *Groups[R]) Count(ctx context.Context, db Executor) (int64, error) {
	return g.q.Count(ctx, db)
}

func (g *Groups[R]) source(R) *Query[R] { return &g.q }

// ViaKey is a column of the related rows that Join joins, as a key of [GroupBy];
// [Via] of the same column selects it.
//
//	q := Books.Join(Books.Tags.Rows())
//	kin.Select2(kin.GroupBy(q, kin.ViaKey(Books.Tags, Tags.Name)), kin.Via(Books.Tags, Tags.Name), kin.SumOf(Books.Pages))
func ViaKey[R, T any](_ ManyOf[R, T], column ColumnOf[T]) ColumnOf[R] {
	c := *termOf(column)
	c.From = query.FromRows
	return joinedColumn[R]{&c}
}

type joinedColumn[R any] struct{ t *query.Term }

func (c joinedColumn[R]) column(R) *query.Term { return c.t }

// CountRows counts the rows of a group.
func CountRows[R any]() *Aggregate[R, int64] {
	typ, err := typeOfRows[R]()
	if err != nil {
		return &Aggregate[R, int64]{col{Term: &query.Term{Err: err}, Slot: noSlot}}
	}
	return aggregateOf[R, int64](&query.Term{Path: query.Root(typ.Model), Group: true, Func: ast.Count})
}

func typeOfRows[R any]() (*engine.Type, error) {
	t := reflect.TypeFor[R]()
	if t.Kind() != reflect.Pointer {
		return nil, fmt.Errorf("kin: rows of %s: the type of rows is a pointer to a model, as in CountRows[*Book]", t)
	}
	return engine.TypeOf(t.Elem())
}

// CountValues counts the different values that rows of a group have; NULL is none.
func CountValues[R, V any](value Selectable[R, V]) *Aggregate[R, int64] {
	return ofGroup[R, int64](ast.Count, selectedTerm(value), true)
}

// MinOf is the smallest value that a row of a group has, NULL where none has one.
func MinOf[R, V any](value Selectable[R, V]) *Aggregate[R, V] {
	return ofGroup[R, V](ast.Min, selectedTerm(value), false)
}

// MaxOf is the largest value that a row of a group has, NULL where none has one.
func MaxOf[R, V any](value Selectable[R, V]) *Aggregate[R, V] {
	return ofGroup[R, V](ast.Max, selectedTerm(value), false)
}

// SumOf is the sum of a column of numbers over the rows of a group, NULL where none
// has a value.
func SumOf[R, V any](column *NumberColumn[R, V]) *Aggregate[R, V] {
	return ofGroup[R, V](ast.Sum, column.c.Term, false)
}

// AvgOf is the average of a column of numbers over the rows of a group, NULL where
// none has a value.
func AvgOf[R, V any](column *NumberColumn[R, V]) *Aggregate[R, float64] {
	return ofGroup[R, float64](ast.Avg, column.c.Term, false)
}

func ofGroup[R, V any](f ast.Func, over *query.Term, distinct bool) *Aggregate[R, V] {
	t := &query.Term{Path: over.Path, Group: true, Func: f, Over: over, Distinct: distinct}
	if over.Aggregate() {
		t.Err = fmt.Errorf("kin: %s of %s: an aggregate is over columns of rows", f, over)
	}
	return aggregateOf[R, V](t)
}
