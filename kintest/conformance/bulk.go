package conformance

import (
	"errors"
	"slices"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// upserts are cases about rows that may exist.
func upserts() []example {
	m := models.Items
	type verb = func(r *run, db kin.Executor, x *models.Item) (created bool, err error)
	getOrCreate := func(r *run, db kin.Executor, x *models.Item) (bool, error) {
		return m.GetOrCreate(r.ctx, db, x, m.Name)
	}
	updateOrCreate := func(r *run, db kin.Executor, x *models.Item) (bool, error) {
		return m.UpdateOrCreate(r.ctx, db, x, m.Name)
	}
	check := func(db func(r *run, f func(kin.Executor)), v verb, updated bool) func(r *run) {
		return func(r *run) {
			db(r, func(db kin.Executor) {
				first := &models.Item{Name: "a", Views: 1}
				same(r, "created", must(v(r, db, first))(r), true)
				again := &models.Item{Name: "a", Views: 2}
				same(r, "created again", must(v(r, db, again))(r), false)
				row := must(m.Filter(m.Name.Eq("a")).Get(r.ctx, db))(r)
				want := int64(1)
				if updated {
					want = 2
				}
				if row.Views != want || again.Views != want || again.ID != first.ID || row.ID != first.ID || !kin.Saved(again) || again.Lock != row.Lock {
					r.Errorf("the row is %+v, the object %+v", row, again)
				}
			})
			same(r, "rows", must(m.Count(r.ctx, r.db))(r), 1)
		}
	}
	plain := func(r *run, f func(kin.Executor)) { f(r.db) }
	within := func(r *run, f func(kin.Executor)) {
		r.Helper()
		r.ok(r.db.InTx(r.ctx, func(tx *kin.Tx) error { f(tx); return nil }))
	}
	return []example{
		{"get or create", nil, check(plain, getOrCreate, false)},
		{"get or create in a transaction", nil, check(within, getOrCreate, false)},
		{"update or create", nil, check(plain, updateOrCreate, true)},
		{"update or create in a transaction", nil, check(within, updateOrCreate, true)},
		{"upsert reads the row back", nil, func(r *run) {
			first := &models.Item{Name: "a", Views: 1}
			r.ok(m.Upsert(r.ctx, r.db, first, m.Name))
			again := &models.Item{ID: first.ID + 77, Name: "a", Views: 2}
			r.ok(m.Upsert(r.ctx, r.db, again, m.Name))
			row := must(m.Get(r.ctx, r.db, first.ID))(r)
			if again.ID != first.ID || row.Views != 2 || again.Lock != row.Lock || !again.CreatedAt.Equal(first.CreatedAt) {
				r.Errorf("the row is %+v, the object %+v", row, again)
			}
			r.ok(m.Save(r.ctx, r.db, again))
		}},
		{"upsert by several columns, by another unique column, by a natural key", nil, func(r *run) {
			x := &models.Item{Name: "a", Shelf: ptr("s"), Place: ptr[int32](1)}
			r.ok(m.Upsert(r.ctx, r.db, x, m.Shelf, m.Place))
			y := &models.Item{Name: "b", Shelf: ptr("s"), Place: ptr[int32](1)}
			r.ok(m.Upsert(r.ctx, r.db, y, m.Shelf, m.Place))
			same(r, "key", y.ID, x.ID)
			same(r, "name", must(m.Get(r.ctx, r.db, x.ID))(r).Name, "b")
			c := models.Countries
			r.ok(c.Upsert(r.ctx, r.db, &models.Country{Code: "NL", Name: "Holland"}, c.Code))
			r.ok(c.Upsert(r.ctx, r.db, &models.Country{Code: "NL", Name: "Netherlands"}, c.Code))
			other := &models.Country{Code: "XX", Name: "Netherlands"}
			r.ok(c.Upsert(r.ctx, r.db, other, c.Name))
			same(r, "code", other.Code, "NL")
			cell := &models.Cell{Sheet: "s", Row: 1, Text: "one"}
			r.ok(models.Cells.Upsert(r.ctx, r.db, cell, models.Cells.Sheet, models.Cells.Row))
			cell.Text = "two"
			r.ok(models.Cells.Upsert(r.ctx, r.db, cell, models.Cells.Sheet, models.Cells.Row))
			same(r, "cells", must(models.Cells.Filter(models.Cells.Text.Eq("two")).Count(r.ctx, r.db))(r), 1)
		}},
		{"upsert does not hide another conflict", nil, func(r *run) {
			r.ok(m.Create(r.ctx, r.db, &models.Item{Name: "a", Shelf: ptr("s"), Place: ptr[int32](1)}))
			r.ok(m.Create(r.ctx, r.db, &models.Item{Name: "b", Shelf: ptr("s"), Place: ptr[int32](2)}))
			err := m.Upsert(r.ctx, r.db, &models.Item{Name: "c", Shelf: ptr("s"), Place: ptr[int32](1)}, m.Name)
			r.is("another unique", err, kin.ErrUnique)
			err = m.Upsert(r.ctx, r.db, &models.Item{Name: "a", Shelf: ptr("s"), Place: ptr[int32](2)}, m.Name)
			r.is("another row", err, kin.ErrUnique)
			same(r, "rows", must(m.Count(r.ctx, r.db))(r), 2)
		}},
	}
}

// bulk are cases about many rows at once.
func bulk() []example {
	b, m := models.Books, models.Maybes
	return []example{
		{"ten thousand rows get their keys in order", nil, func(r *run) {
			list := many(r, 10000)
			keys := must(kin.Select2(b.OrderBy(b.Title.Asc()), b.ID, b.Title).All(r.ctx, r.db))(r)
			same(r, "rows", len(keys), 10000)
			for i, k := range keys {
				if list[i].ID != k.A || list[i].Title != k.B || !kin.Saved(list[i]) {
					r.Fatalf("object %d has the key %d and the title %q, its row %d %q", i, list[i].ID, list[i].Title, k.A, k.B)
				}
			}
		}},
		{"rows with and without keys", nil, func(r *run) {
			list := []*models.Author{{Name: "a"}, {ID: 1 << 40, Name: "b"}, {Name: "c"}}
			r.ok(models.Authors.CreateMany(r.ctx, r.db, list))
			for _, x := range list {
				same(r, "name", must(models.Authors.Get(r.ctx, r.db, x.ID))(r).Name, x.Name)
			}
		}},
		{"a bad row takes all back", nil, func(r *run) {
			list := []*models.Tag{{Name: "a"}, {Name: "b"}, {Name: "a"}, {Name: "c"}}
			r.is("create many", models.Tags.CreateMany(r.ctx, r.db, list), kin.ErrUnique)
			same(r, "rows", must(models.Tags.Count(r.ctx, r.db))(r), 0)
			for _, x := range list {
				if kin.Saved(x) || x.ID != 0 {
					r.Errorf("%q has the key %d, saved %v", x.Name, x.ID, kin.Saved(x))
				}
			}
		}},
		{"a hundred thousand keys in a condition", nil, func(r *run) {
			list := many(r, 3)
			keys := make([]int64, 100_000)
			for i := range keys {
				keys[i] = -int64(i)
			}
			keys[0], keys[50_000], keys[99_999] = list[0].ID, list[1].ID, list[2].ID
			same(r, "in", must(b.Filter(b.ID.In(keys...)).Count(r.ctx, r.db))(r), 3)
			same(r, "not in", must(b.Filter(b.ID.NotIn(keys[:50_000]...)).Count(r.ctx, r.db))(r), 2)
			same(r, "in bulk", len(must(b.InBulk(r.ctx, r.db, keys...))(r)), 3)
			same(r, "update", must(b.Filter(b.ID.In(keys...)).Update(r.ctx, r.db, b.Sold.Set(8)))(r), 3)
		}},
		{"every type in one condition of many values", nil, func(r *run) {
			var texts []string
			for i := range 5000 {
				texts = append(texts, numbered("it's \"x\", \u00e9 ", i))
			}
			r.ok(m.Create(r.ctx, r.db, &models.Maybe{Text: &texts[4321], Blob: &[]byte{0, 255}, UUID: &models.UUID{1}, Price: ptr("1.10")}))
			same(r, "text", must(m.Filter(m.Text.In(texts...)).Count(r.ctx, r.db))(r), 1)
			same(r, "bytes", must(m.Filter(m.Blob.In([]byte{}, []byte{0, 255}, []byte{1})).Count(r.ctx, r.db))(r), 1)
			same(r, "uuid", must(m.Filter(m.UUID.In(models.UUID{}, models.UUID{1})).Count(r.ctx, r.db))(r), 1)
			same(r, "decimal", must(m.Filter(m.Price.In("1.10", "2.00")).Count(r.ctx, r.db))(r), 1)
			same(r, "decimal of other digits", must(m.Filter(m.Price.In("1.1", "2")).Count(r.ctx, r.db))(r), 1)
		}},
		{"update many", nil, func(r *run) {
			list := many(r, 2000)
			for i, x := range list {
				x.Sold, x.Pages = int64(-i), ptr(int64(i))
			}
			r.ok(b.UpdateMany(r.ctx, r.db, list, b.Sold))
			got := must(kin.Select2(b.OrderBy(b.Title.Asc()), b.Sold, kin.Nullable(b.Pages)).All(r.ctx, r.db))(r)
			for i, row := range got {
				if row.A != int64(-i) || row.B != nil {
					r.Fatalf("row %d: %d %v", i, row.A, row.B)
				}
			}
			slices.Reverse(list)
			r.ok(b.UpdateMany(r.ctx, r.db, list))
			same(r, "pages", *must(b.Get(r.ctx, r.db, list[0].ID))(r).Pages, 1999)
		}},
		{"nothing at all", nil, func(r *run) {
			err := errors.Join(b.CreateMany(r.ctx, r.db, nil), b.UpdateMany(r.ctx, r.db, nil), b.Load(r.ctx, r.db, nil, b.Tags))
			r.ok(err)
			same(r, "deleted", must(b.Delete(r.ctx, r.db))(r), 0)
		}},
		{"wide rows", nil, func(r *run) {
			var list []*models.Maybe
			for i := range 3000 {
				list = append(list, &models.Maybe{I64: ptr(int64(i)), Text: ptr(numbered("", i)), F64: ptr(float64(i) / 8)})
			}
			r.ok(m.CreateMany(r.ctx, r.db, list))
			i := 0
			for x, err := range m.OrderBy(m.ID.Asc()).Each(r.ctx, r.db) {
				r.ok(err)
				if *x.I64 != int64(i) || *x.Text != numbered("", i) || *x.F64 != float64(i)/8 || x.ID != list[i].ID || x.Flag != nil {
					r.Fatalf("row %d is %+v", i, x)
				}
				i++
			}
			same(r, "rows", i, 3000)
		}},
	}
}
