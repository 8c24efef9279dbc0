package conformance

import (
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

type maybe = models.Maybe

// A column is one of any type.
type column[V any] interface {
	kin.AnyColumn[*maybe, V]
	Eq(v V) kin.Pred[*maybe]
	Ne(v V) kin.Pred[*maybe]
	In(values ...V) kin.Pred[*maybe]
	NotIn(values ...V) kin.Pred[*maybe]
	InPtr(values ...*V) kin.Pred[*maybe]
	IsNull() kin.Pred[*maybe]
	NotNull() kin.Pred[*maybe]
	Set(v V) kin.Assign[*maybe]
	SetNull() kin.Assign[*maybe]
	Asc() kin.Order[*maybe]
	Desc() kin.Order[*maybe]
}

// An orderedColumn is one whose values have an order.
type orderedColumn[V any] interface {
	Lt(v V) kin.Pred[*maybe]
	Le(v V) kin.Pred[*maybe]
	Gt(v V) kin.Pred[*maybe]
	Ge(v V) kin.Pred[*maybe]
	Between(lo, hi V) kin.Pred[*maybe]
}

// A kind is a stored type: a column of it and different values, which are in
// ascending order if the column is an orderedColumn.
type kind[V any] struct {
	name   string
	column column[V]
	field  func(*maybe) **V
	values []V
}

// cases are what holds of every stored type.
func (k kind[V]) cases() []example {
	list := []example{
		{k.name + ": what is read is what was written", nil, k.roundTrip},
		{k.name + ": conditions", nil, k.conditions},
		{k.name + ": values", nil, k.selected},
	}
	if _, ok := k.column.(orderedColumn[V]); ok {
		list = append(list, example{k.name + ": order", nil, k.order})
	}
	return list
}

// rows stores a row for NULL and one for each value.
func (k kind[V]) rows(r *run) []*maybe {
	r.Helper()
	list := []*maybe{{}}
	for i := range k.values {
		m := new(maybe)
		*k.field(m) = &k.values[i]
		list = append(list, m)
	}
	r.ok(models.Maybes.CreateMany(r.ctx, r.db, list))
	return list
}

// roundTrip writes each value in every way, over NULL and back.
func (k kind[V]) roundTrip(r *run) {
	m := models.Maybes
	for i := range k.values {
		v := k.values[i]
		read := func(how string, id int64, want *V) {
			r.Helper()
			got := *k.field(must(m.Get(r.ctx, r.db, id))(r))
			if (got == nil) != (want == nil) || got != nil && !equal(*got, *want) {
				r.Errorf("%s: %s was written, %s is read", how, show(want), show(got))
			}
		}
		row := new(maybe)
		*k.field(row) = &v
		r.ok(m.Create(r.ctx, r.db, row))
		read("create", row.ID, &v)
		*k.field(row) = nil
		r.ok(m.Save(r.ctx, r.db, row))
		read("save NULL", row.ID, nil)
		*k.field(row) = &v
		r.ok(m.Save(r.ctx, r.db, row))
		read("save", row.ID, &v)
		byKey := m.Filter(m.ID.Eq(row.ID))
		same(r, "rows set to NULL", must(byKey.Update(r.ctx, r.db, k.column.SetNull()))(r), 1)
		read("update to NULL", row.ID, nil)
		same(r, "rows updated", must(byKey.Update(r.ctx, r.db, k.column.Set(v)))(r), 1)
		read("update", row.ID, &v)
		again := &maybe{ID: row.ID}
		r.ok(m.Upsert(r.ctx, r.db, again, m.ID))
		read("upsert NULL", row.ID, nil)
		*k.field(again) = &v
		r.ok(m.UpdateMany(r.ctx, r.db, []*maybe{again}))
		read("update many", row.ID, &v)
	}
	for i, row := range k.rows(r) {
		got := *k.field(must(m.Get(r.ctx, r.db, row.ID))(r))
		if (got == nil) != (i == 0) || got != nil && !equal(*got, k.values[i-1]) {
			r.Errorf("create many: row %d is %s", i, show(got))
		}
	}
}

// A finding is a condition and the rows that it is true for: 0 is NULL, and 1 is
// the first value.
type finding struct {
	name string
	pred kin.Pred[*maybe]
	want []int
}

// find checks each condition, and that its exclusion is the rest.
func (k kind[V]) find(r *run, findings []finding) {
	r.Helper()
	m := models.Maybes
	rows := k.rows(r)
	for _, f := range findings {
		places := func(q *kin.Query[*maybe]) []int {
			found := []int{}
			for _, obj := range must(q.OrderBy(m.ID.Asc()).All(r.ctx, r.db))(r) {
				found = append(found, slices.IndexFunc(rows, func(row *maybe) bool { return row.ID == obj.ID }))
			}
			return found
		}
		rest := []int{}
		for i := range rows {
			if !slices.Contains(f.want, i) {
				rest = append(rest, i)
			}
		}
		same(r, f.name, places(m.Filter(f.pred)), f.want)
		same(r, "not "+f.name, places(m.Exclude(f.pred)), rest)
	}
}

// span returns the numbers from lo to hi.
func span(lo, hi int) []int {
	list := []int{}
	for i := lo; i <= hi; i++ {
		list = append(list, i)
	}
	return list
}

func (k kind[V]) conditions(r *run) {
	n := len(k.values)
	last := k.values[n-1]
	list := []finding{
		{"is null", k.column.IsNull(), []int{0}},
		{"not null", k.column.NotNull(), span(1, n)},
		{"in nothing", k.column.In(), []int{}},
		{"not in nothing", k.column.NotIn(), span(0, n)},
		{"in all", k.column.In(k.values...), span(1, n)},
		{"not in all", k.column.NotIn(k.values...), []int{0}},
		{"in NULL and the last", k.column.InPtr(nil, &last), []int{0, n}},
		{"in NULL", k.column.InPtr(nil), []int{0}},
		{"in the last twice", k.column.In(last, last), []int{n}},
		{"is itself, which NULL is not", kin.EqCol(k.column, k.column), span(1, n)},
	}
	for i, v := range k.values {
		rest := slices.DeleteFunc(span(0, n), func(j int) bool { return j == i+1 })
		list = append(list,
			finding{fmt.Sprintf("= %#v", v), k.column.Eq(v), []int{i + 1}},
			finding{fmt.Sprintf("<> %#v", v), k.column.Ne(v), rest},
			finding{fmt.Sprintf("in %#v", v), k.column.In(v), []int{i + 1}},
			finding{fmt.Sprintf("not in %#v", v), k.column.NotIn(v), rest},
		)
	}
	k.find(r, list)
}

func (k kind[V]) order(r *run) {
	n := len(k.values)
	column, ok := k.column.(orderedColumn[V])
	if !ok {
		r.Fatalf("%T has no order", k.column)
	}
	var list []finding
	for i, v := range k.values {
		list = append(list,
			finding{fmt.Sprintf("< %#v", v), column.Lt(v), span(1, i)},
			finding{fmt.Sprintf("<= %#v", v), column.Le(v), span(1, i+1)},
			finding{fmt.Sprintf("> %#v", v), column.Gt(v), span(i+2, n)},
			finding{fmt.Sprintf(">= %#v", v), column.Ge(v), span(i+1, n)},
			finding{fmt.Sprintf("between %#v and the last", v), column.Between(v, k.values[n-1]), span(i+1, n)},
		)
	}
	k.find(r, list)
	r.ok(empty(r.ctx, r.db))
	rows := k.rows(r)
	for _, o := range []struct {
		name string
		by   kin.Order[*maybe]
		want []int
	}{
		{"ascending", k.column.Asc(), span(0, n)},
		{"descending", k.column.Desc(), reversed(span(0, n))},
		{"ascending, NULL last", k.column.Asc().NullsLast(), append(span(1, n), 0)},
		{"descending, NULL first", k.column.Desc().NullsFirst(), append([]int{0}, reversed(span(1, n))...)},
	} {
		var got []int
		for _, obj := range must(models.Maybes.OrderBy(o.by).All(r.ctx, r.db))(r) {
			got = append(got, slices.IndexFunc(rows, func(row *maybe) bool { return row.ID == obj.ID }))
		}
		same(r, o.name, got, o.want)
	}
}

func reversed(list []int) []int {
	slices.Reverse(list)
	return list
}

// selected reads values without objects.
func (k kind[V]) selected(r *run) {
	k.rows(r)
	column, ok := k.column.(kin.Selectable[*maybe, V])
	if !ok {
		r.Fatalf("%T cannot be selected", k.column)
	}
	m := models.Maybes
	got := must(kin.Select1(m.OrderBy(m.ID.Asc()), kin.Nullable(column)).All(r.ctx, r.db))(r)
	same(r, "values", len(got), len(k.values)+1)
	for i, v := range got {
		if (v == nil) != (i == 0) || v != nil && !equal(*v, k.values[i-1]) {
			r.Errorf("value %d is %s", i, show(v))
		}
	}
}

// equal compares values of a column; times are equal if they are the same moment.
func equal(a, b any) bool {
	if x, ok := a.(time.Time); ok {
		y, ok := b.(time.Time)
		return ok && x.Equal(y)
	}
	return reflect.DeepEqual(a, b)
}
