package kin

import (
	"context"
	"reflect"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/engine"
	"github.com/kinorm/kin/internal/query"
)

// A Selectable is a value of each row of R, of the Go type V: a column, a column
// of a related row, or an aggregate. A value that may be NULL is read with [Nullable].
type Selectable[R, V any] interface {
	selected(R, *V) *query.Term
}

func selectedTerm[R, V any](s Selectable[R, V]) *query.Term {
	var none R
	return s.selected(none, nil)
}

// Nullable reads a value that may be NULL, as a nil pointer.
func Nullable[R, V any](s Selectable[R, V]) Selectable[R, *V] {
	return selection[R, *V]{selectedTerm(s)}
}

// A Values1 reads one value of each row of a query.
type Values1[R, A any] struct{ v values }

// Values2 reads two values of each row of a query.
type Values2[R, A, B any] struct{ v values }

// Values3 reads three values of each row of a query.
type Values3[R, A, B, C any] struct{ v values }

// Row2 is a row of two values.
type Row2[A, B any] struct {
	A A
	B B
}

// Row3 is a row of three values.
type Row3[A, B, C any] struct {
	A A
	B B
	C C
}

// A Source is what values are read of: a [Query] of rows, or [Groups] of them.
type Source[R any] interface {
	source(R) *Query[R]
}

func (q *Query[R]) source(R) *Query[R] { return q }

// Select1 reads one value of each row of q.
func Select1[R, A any](q Source[R], a Selectable[R, A]) *Values1[R, A] {
	v := newValues(q)
	v.add(selectedTerm(a), reflect.TypeFor[A](), 0)
	return &Values1[R, A]{v}
}

// Select2 reads two values of each row of q.
//
//	pairs, err := kin.Select2(Publications.Query(), Publications.Title, Publications.Articles.Count()).All(ctx, db)
func Select2[R, A, B any](q Source[R], a Selectable[R, A], b Selectable[R, B]) *Values2[R, A, B] {
	var row Row2[A, B]
	v := newValues(q)
	v.add(selectedTerm(a), reflect.TypeFor[A](), unsafe.Offsetof(row.A))
	v.add(selectedTerm(b), reflect.TypeFor[B](), unsafe.Offsetof(row.B))
	return &Values2[R, A, B]{v}
}

// Select3 reads three values of each row of q.
func Select3[R, A, B, C any](q Source[R], a Selectable[R, A], b Selectable[R, B], c Selectable[R, C]) *Values3[R, A, B, C] {
	var row Row3[A, B, C]
	v := newValues(q)
	v.add(selectedTerm(a), reflect.TypeFor[A](), unsafe.Offsetof(row.A))
	v.add(selectedTerm(b), reflect.TypeFor[B](), unsafe.Offsetof(row.B))
	v.add(selectedTerm(c), reflect.TypeFor[C](), unsafe.Offsetof(row.C))
	return &Values3[R, A, B, C]{v}
}

// All returns the values of all rows.
func (v *Values1[R, A]) All(ctx context.Context, db Executor) ([]A, error) {
	return readValues[A](ctx, db, &v.v)
}

// All returns the values of all rows.
func (v *Values2[R, A, B]) All(ctx context.Context, db Executor) ([]Row2[A, B], error) {
	return readValues[Row2[A, B]](ctx, db, &v.v)
}

// All returns the values of all rows.
func (v *Values3[R, A, B, C]) All(ctx context.Context, db Executor) ([]Row3[A, B, C], error) {
	return readValues[Row3[A, B, C]](ctx, db, &v.v)
}

// values are terms with their places in a row.
type values struct {
	t     *engine.Type
	q     *query.Query
	terms []*query.Term
	slots []dialect.Slot
}

func newValues[R any](rows Source[R]) values {
	var none R
	q := rows.source(none)
	return values{t: q.t, q: q.q}
}

func (v *values) add(t *query.Term, typ reflect.Type, offset uintptr) {
	slot, err := dialect.NewSlot(typ, offset, t.Stored(), typ.Kind() == reflect.Pointer)
	slot.Field = t.String()
	if err != nil {
		broken := *t
		broken.Err = err
		t = &broken
	}
	slot.Column = slot.Field
	v.terms, v.slots = append(v.terms, t), append(v.slots, slot)
}

func readValues[Row any](ctx context.Context, db Executor, v *values) ([]Row, error) {
	out := []Row{}
	err := sessionOf(db).Terms(ctx, v.t, v.q, v.terms, func(rows dialect.Rows) error {
		var row Row
		if err := rows.Decode(0, v.slots, unsafe.Pointer(&row)); err != nil {
			return err
		}
		out = append(out, row)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
