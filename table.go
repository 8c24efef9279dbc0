package kin

import (
	"context"
	"fmt"
	"iter"
	"reflect"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/engine"
	"github.com/kinorm/kin/internal/query"
)

// A Table is the table of the model R, whose primary key is a K: the beginning of
// every query. Generated handles embed it, those of models that are no links beside
// a [TableWriter]. It is safe for concurrent use.
type Table[R any, K comparable] struct {
	t    *engine.Type
	all  Query[R]
	keys []dialect.Slot // of the fields of K
}

// Query returns the query of all rows.
func (t *Table[R, K]) Query() *Query[R] { return &t.all }

// Filter is Query().Filter; see [Query.Filter].
func (t *Table[R, K]) Filter(preds ...Pred[R]) *Query[R] { return t.all.Filter(preds...) }

// Exclude is Query().Exclude; see [Query.Exclude].
func (t *Table[R, K]) Exclude(preds ...Pred[R]) *Query[R] { return t.all.Exclude(preds...) }

// OrderBy is Query().OrderBy; see [Query.OrderBy].
func (t *Table[R, K]) OrderBy(orders ...Order[R]) *Query[R] { return t.all.OrderBy(orders...) }

// Limit is Query().Limit; see [Query.Limit].
func (t *Table[R, K]) Limit(n int) *Query[R] { return t.all.Limit(n) }

// Join is Query().Join; see [Query.Join].
func (t *Table[R, K]) Join(rows Rows[R]) *Query[R] { return t.all.Join(rows) }

// Only is Query().Only; see [Query.Only].
func (t *Table[R, K]) Only(columns ...ColumnOf[R]) *Query[R] { return t.all.Only(columns...) }

// Defer is Query().Defer; see [Query.Defer].
func (t *Table[R, K]) Defer(columns ...ColumnOf[R]) *Query[R] { return t.all.Defer(columns...) }

// Preload is Query().Preload; see [Query.Preload].
func (t *Table[R, K]) Preload(relations ...Preloader[R]) *Query[R] {
	return t.all.Preload(relations...)
}

// AllRows is Query().AllRows; see [Query.AllRows].
func (t *Table[R, K]) AllRows() *Query[R] { return t.all.AllRows() }

// All returns all rows of the table.
func (t *Table[R, K]) All(ctx context.Context, db Executor) ([]R, error) { return t.all.All(ctx, db) }

// Each ranges over all rows of the table; see [Query.Each].
func (t *Table[R, K]) Each(ctx context.Context, db Executor) iter.Seq2[R, error] {
	return t.all.Each(ctx, db)
}

// First returns the first row of the table in its order, or ErrNotFound.
func (t *Table[R, K]) First(ctx context.Context, db Executor) (R, error) {
	return t.all.First(ctx, db)
}

// Last returns the last row of the table in its order, or ErrNotFound.
func (t *Table[R, K]) Last(ctx context.Context, db Executor) (R, error) { return t.all.Last(ctx, db) }

// Count returns the number of rows of the table.
func (t *Table[R, K]) Count(ctx context.Context, db Executor) (int64, error) {
	return t.all.Count(ctx, db)
}

// Exists reports whether the table has a row.
func (t *Table[R, K]) Exists(ctx context.Context, db Executor) (bool, error) {
	return t.all.Exists(ctx, db)
}

// Keys returns keys of R, for verbs that take rows by key.
func (t *Table[R, K]) Keys(keys ...K) Keys[R] {
	sets, err := encodeKeys(t.t, t.keys, keys)
	return Keys[R]{sets: sets, err: err}
}

// Keys are primary keys of rows of R.
type Keys[R any] struct {
	sets []dialect.Value
	err  error
}

// encodeKeys returns keys as one set of values for each field of the key.
//
//go:noinline
func encodeKeys[K comparable](t *engine.Type, slots []dialect.Slot, keys []K) ([]dialect.Value, error) {
	if t.Err != nil {
		return nil, t.Err
	}
	sets := make([]dialect.Value, len(slots))
	for i := range slots {
		slot := &slots[i]
		sets[i] = dialect.Value{Kind: slot.Type.Kind, Scale: uint8(slot.Type.Scale), Format: slot.Format, Set: new(dialect.Set)}
		for n := range keys {
			v, err := slot.Value(unsafe.Pointer(&keys[n]))
			if err != nil {
				return sets, err
			}
			sets[i].Set.Append(v)
		}
	}
	return sets, nil
}

// Get returns the row with a key, or ErrNotFound: SELECT ... WHERE id = ?.
func (t *Table[R, K]) Get(ctx context.Context, db Executor, key K) (R, error) {
	obj, err := sessionOf(db).GetKey(ctx, t.t, t.keys, unsafe.Pointer(&key))
	return object[R](obj), err
}

// InBulk returns the rows with the given keys by their key. Keys without a row
// are left out.
func (t *Table[R, K]) InBulk(ctx context.Context, db Executor, keys ...K) (map[K]R, error) {
	found := make(map[K]R, len(keys))
	if len(keys) == 0 {
		return found, nil
	}
	sets, err := encodeKeys(t.t, t.keys, keys)
	if err != nil {
		return nil, err
	}
	objs, err := sessionOf(db).ByKeys(ctx, t.t, sets)
	if err != nil {
		return nil, err
	}
	for _, obj := range objs {
		var key K
		if err := t.t.CopyKey(t.keys, unsafe.Pointer(&key), obj); err != nil {
			return nil, err
		}
		found[key] = object[R](obj)
	}
	return found, nil
}

// Reload reads the row of obj again. Its relations count as unloaded afterwards.
func (t *Table[R, K]) Reload(ctx context.Context, db Executor, obj R) error {
	return sessionOf(db).Reload(ctx, t.t, address(obj))
}

// Load loads related rows into objects that have rows, as Preload does into those
// of a query. What an object had loaded of these relations is replaced.
func (t *Table[R, K]) Load(ctx context.Context, db Executor, objs []R, relations ...Preloader[R]) error {
	return sessionOf(db).Preload(ctx, t.t, untyped(objs), preloads(relations))
}

// LoadAll loads every relation that the struct has a field for into objects that
// have rows, one statement for each relation.
func (t *Table[R, K]) LoadAll(ctx context.Context, db Executor, objs ...R) error {
	return sessionOf(db).Preload(ctx, t.t, untyped(objs), t.t.AllRelations())
}

// NewTable returns the table of a model; generated code calls it.
func NewTable[R any, K comparable](p *Path) Table[R, K] {
	t := Table[R, K]{t: p.typ, all: Query[R]{t: p.typ, q: &query.Query{Model: p.typ.Model}}}
	if p.typ.Err != nil {
		return t
	}
	keys, err := p.typ.KeySlots(reflect.TypeFor[K]())
	if err != nil {
		p.typ.Err = fmt.Errorf("kin: the key of %s: %w; run kin generate", p.typ.Name, err)
	}
	t.keys = keys
	return t
}
