package kin

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/internal/engine"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// A Query selects rows of the model R. It is immutable: every verb returns a new
// query and leaves its receiver as it was, so that a query may be kept in a
// package variable, extended in several ways and used by any number of goroutines.
// A mistake in building it is returned by the call that runs it.
type Query[R any] struct {
	t *engine.Type
	q *query.Query
}

// with returns a copy of a query that f may change.
func with[R any](q *Query[R], f func(*query.Query)) *Query[R] { return &Query[R]{q.t, q.q.With(f)} }

// Filter keeps the rows that fulfil all of preds; with none it keeps all. Conditions
// of several calls are joined by AND. A zero Pred is no condition.
//
//	SELECT ... WHERE headline = ? AND ...
func (q *Query[R]) Filter(preds ...Pred[R]) *Query[R] {
	return with(q, func(c *query.Query) { c.Where = slices.Concat(c.Where, conds(preds)) })
}

// Exclude keeps the rows that Filter(preds...) leaves out, NULLs included: several
// conditions leave out the rows that fulfil all of them. With none it keeps all.
func (q *Query[R]) Exclude(preds ...Pred[R]) *Query[R] {
	return with(q, func(c *query.Query) {
		not := &query.Cond{Op: query.Not, Kids: []*query.Cond{{Op: query.And, Kids: conds(preds)}}}
		c.Where = slices.Concat(c.Where, []*query.Cond{not})
	})
}

// OrderBy sorts the rows, by the first order first, in place of the model's
// default order and of every OrderBy before. Without any the rows are not sorted.
func (q *Query[R]) OrderBy(orders ...Order[R]) *Query[R] {
	return with(q, func(c *query.Query) {
		c.Order, c.Unsorted = make([]*query.OrderTerm, len(orders)), true
		for i, o := range orders {
			c.Order[i] = orderTerm(o)
		}
	})
}

// Limit reads at most n rows; of 0 it reads none, and a negative n is an error of the
// call that runs the query. The order of a limited query is made total by the primary
// key. Related rows do not count; only those of Join do.
func (q *Query[R]) Limit(n int) *Query[R] {
	return with(q, func(c *query.Query) {
		c.Limited, c.Limit = true, int64(n)
		if n < 0 && c.Err == nil {
			c.Err = fmt.Errorf("kin: %s: Limit(%d): the limit is negative", q.t.Name, n)
		}
	})
}

// Offset leaves out the first n rows. 0 is no offset, and gives the query no total
// order; a negative n is an error of the call that runs the query.
func (q *Query[R]) Offset(n int) *Query[R] {
	return with(q, func(c *query.Query) {
		c.Offset = int64(n)
		if n < 0 && c.Err == nil {
			c.Err = fmt.Errorf("kin: %s: Offset(%d): the offset is negative", q.t.Name, n)
		}
	})
}

// Join repeats every row for each related row that rows selects, as a join in SQL
// does; rows without any are left out. Count and Limit count these rows, Distinct
// folds them. Update and Delete refuse such a query.
//
//	SELECT ... FROM articles JOIN articles_publications ... JOIN publications ...
func (q *Query[R]) Join(rows Rows[R]) *Query[R] {
	return with(q, func(c *query.Query) {
		if c.Rows != nil && c.Err == nil {
			c.Err = fmt.Errorf("kin: %s: Join is called twice; use Any for the other relation", q.t.Name)
		}
		c.Rows = rows.r
		if rows.r == nil && c.Err == nil {
			c.Err = fmt.Errorf("kin: %s: Join of nothing; pass Rows of a relation", q.t.Name)
		}
	})
}

// Distinct folds equal rows, which only Join makes.
func (q *Query[R]) Distinct() *Query[R] {
	return with(q, func(c *query.Query) { c.Distinct = true })
}

// Only reads just these columns, the keys and the foreign keys. Save of such an
// object writes only what was read.
func (q *Query[R]) Only(columns ...ColumnOf[R]) *Query[R] {
	return with(q, func(c *query.Query) { c.Columns, c.Err = columnMask(q.t, c.Err, columns, true) })
}

// Defer reads all but these columns. Keys and foreign keys are always read.
func (q *Query[R]) Defer(columns ...ColumnOf[R]) *Query[R] {
	return with(q, func(c *query.Query) { c.Columns, c.Err = columnMask(q.t, c.Err, columns, false) })
}

// columnMask returns which fields are read if columns are, or are not.
//
//go:noinline
func columnMask[R any](t *engine.Type, before error, columns []ColumnOf[R], only bool) ([]bool, error) {
	if t.Err != nil {
		return nil, t.Err
	}
	fields, err := fieldsOf(t, columns)
	if before != nil {
		err = before
	}
	return t.Mask(fields, only), err
}

// Preload loads related rows with the objects: a relation loads all of them,
// Filter, OrderBy, Limit, Only and Preload of a relation choose. It takes one
// statement for each relation and level, whatever the number of objects. Count,
// Exists, Update and Delete load nothing.
func (q *Query[R]) Preload(relations ...Preloader[R]) *Query[R] {
	return with(q, func(c *query.Query) { c.Preloads = slices.Concat(c.Preloads, preloads(relations)) })
}

// AllRows says that an Update or Delete without any condition is meant.
func (q *Query[R]) AllRows() *Query[R] {
	return with(q, func(c *query.Query) { c.AllRows = true })
}

// A LockOption says what ForUpdate does with rows that another transaction has locked.
type LockOption uint8

// The options, of which ForUpdate takes one. Without any it waits.
const (
	NoWait     LockOption = iota // fail at once, with ErrLocked
	SkipLocked                   // leave those rows out
)

// ForUpdate locks the rows of the query's own table until the transaction ends:
//
//	SELECT ... FOR UPDATE OF t1
//
// Outside of a transaction reading is ErrNoTx, and in one that is [ReadOnly] it is
// ErrReadOnly. On SQLite, where a transaction for writing has the database to itself
// from its beginning, the rows are locked already and nothing is added. Count and
// Exists lock nothing.
func (q *Query[R]) ForUpdate(options ...LockOption) *Query[R] {
	return with(q, func(c *query.Query) {
		c.Lock = &query.Lock{
			NoWait:     slices.Contains(options, NoWait),
			SkipLocked: slices.Contains(options, SkipLocked),
		}
		if c.Lock.NoWait && c.Lock.SkipLocked && c.Err == nil {
			c.Err = fmt.Errorf("kin: %s: ForUpdate takes NoWait or SkipLocked, not both", q.t.Name)
		}
	})
}

// All returns all rows; none is an empty slice. The objects are new ones, which know
// that they have rows; of each relation that is preloaded the same row is one object.
//
//	SELECT id, headline, ... FROM articles WHERE ... ORDER BY ...
func (q *Query[R]) All(ctx context.Context, db Executor) ([]R, error) {
	objs, err := sessionOf(db).All(ctx, q.t, q.q)
	return typed[R](objs), err
}

// Each ranges over the rows in memory that does not grow with their number. The
// loop's body may use db, also where it is a transaction. An error ends the loop
// as its last element. Only with Join, links whose model has no fields for its ends
// are read at once in a transaction.
//
//	for article, err := range Articles.Each(ctx, db) {
//		if err != nil {
//			return err
//		}
//	}
func (q *Query[R]) Each(ctx context.Context, db Executor) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		sessionOf(db).Each(ctx, q.t, q.q, func(obj unsafe.Pointer, err error) bool { return yield(object[R](obj), err) })
	}
}

// Get returns the one row of the query. It returns ErrNotFound where there is
// none and ErrMultiple where there are more, of which it reads two: SELECT ... LIMIT 2.
func (q *Query[R]) Get(ctx context.Context, db Executor) (R, error) {
	obj, err := sessionOf(db).Get(ctx, q.t, q.q)
	return object[R](obj), err
}

// First returns the first row in the query's order, by the primary key if it has
// none, or ErrNotFound.
func (q *Query[R]) First(ctx context.Context, db Executor) (R, error) {
	obj, err := sessionOf(db).First(ctx, q.t, q.q, false)
	return object[R](obj), err
}

// Last returns the last row in the query's order, or ErrNotFound.
func (q *Query[R]) Last(ctx context.Context, db Executor) (R, error) {
	obj, err := sessionOf(db).First(ctx, q.t, q.q, true)
	return object[R](obj), err
}

// Count returns the number of rows: SELECT COUNT(*).
func (q *Query[R]) Count(ctx context.Context, db Executor) (int64, error) {
	return sessionOf(db).Count(ctx, q.t, q.q)
}

// Exists reports whether there is a row: SELECT 1 ... LIMIT 1.
func (q *Query[R]) Exists(ctx context.Context, db Executor) (bool, error) {
	return sessionOf(db).Exists(ctx, q.t, q.q)
}

// Update assigns to all rows of the query in one statement and returns their
// number. Without any condition it returns ErrNoCondition, see AllRows. It runs no
// hooks, moves the times of auto_update on, and leaves objects as they are.
//
//	UPDATE articles SET views = views + ? WHERE ...
func (q *Query[R]) Update(ctx context.Context, db Executor, assigns ...Assign[R]) (int64, error) {
	set := make([]*query.Assign, len(assigns))
	for i, a := range assigns {
		set[i] = assign(a)
	}
	return sessionOf(db).Update(ctx, q.t, q.q, set)
}

// SQL returns the statement that All runs, and the values of its placeholders.
func (q *Query[R]) SQL(db Executor) (sql string, args []any, err error) {
	s := sessionOf(db)
	if s == nil {
		return "", nil, fmt.Errorf("kin: SQL of %s: the database is nil", q.t.Name)
	}
	sql, values, err := s.DB.SQL(q.t, q.q)
	for _, v := range values {
		args = append(args, v.Any())
	}
	return sql, args, err
}

// fieldsOf returns the fields of columns of a model itself.
//
//go:noinline
func fieldsOf[R any](t *engine.Type, columns []ColumnOf[R]) ([]*model.Field, error) {
	fields := make([]*model.Field, 0, len(columns))
	for _, c := range columns {
		term := termOf(c)
		if term.Err != nil {
			return nil, term.Err
		}
		if term.From != query.FromRoot || len(term.Path.Hops) > 0 || term.Field.Model != t.Model {
			return nil, fmt.Errorf("kin: %s is no column of %s itself", term, t.Name)
		}
		fields = append(fields, term.Field)
	}
	return fields, nil
}
