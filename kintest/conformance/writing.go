package conformance

import (
	"fmt"
	"sync/atomic"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// writing are cases about create, save and update.
func writing() []example { return join(completed(), saves(), updates()) }

// completed are cases about columns that kin or the database fills.
func completed() []example {
	m := models.Items
	return []example{
		{"create fills the key and the defaults", nil, func(r *run) {
			x := &models.Item{Name: "a"}
			r.ok(m.Create(r.ctx, r.db, x))
			if x.ID == 0 || !kin.Saved(x) {
				r.Errorf("key %d, saved %v", x.ID, kin.Saved(x))
			}
			row := must(m.Get(r.ctx, r.db, x.ID))(r)
			for _, o := range []*models.Item{x, row} {
				if o.Note != "none" || *o.Stars != 3 || *o.Price != "9.99" || !*o.Enabled {
					r.Errorf("the defaults are %q %v %v %v", o.Note, *o.Stars, *o.Price, *o.Enabled)
				}
			}
			zero := &models.Item{Name: "b", Stars: ptr(0), Enabled: ptr(false)}
			r.ok(m.Create(r.ctx, r.db, zero))
			row = must(m.Get(r.ctx, r.db, zero.ID))(r)
			same(r, "stars", *row.Stars, 0)
			same(r, "enabled", *row.Enabled, false)
		}},
		{"times of the first and the last write", nil, func(r *run) {
			var now atomic.Int64
			db := r.db.With(kin.Clock(func() time.Time { return time.Unix(now.Load(), 123456789) }))
			at := func(sec int64) time.Time { return time.Unix(sec, 123456000) }
			x := &models.Item{Name: "a"}
			check := func(what string, created, updated int64) {
				r.Helper()
				for _, o := range []*models.Item{x, must(m.Get(r.ctx, db, x.ID))(r)} {
					if !o.CreatedAt.Equal(at(created)) || !o.UpdatedAt.Equal(at(updated)) {
						r.Errorf("%s: created %v, updated %v", what, o.CreatedAt, o.UpdatedAt)
					}
				}
			}
			now.Store(1000)
			r.ok(m.Create(r.ctx, db, x))
			check("create", 1000, 1000)
			now.Store(2000)
			x.Views = 1
			r.ok(m.Save(r.ctx, db, x))
			check("save", 1000, 2000)
			now.Store(3000)
			_ = must(m.AllRows().Update(r.ctx, db, m.Views.Set(2)))(r)
			r.ok(m.Reload(r.ctx, db, x))
			check("update", 1000, 3000)
			now.Store(4000)
			r.ok(m.UpdateMany(r.ctx, db, []*models.Item{x}))
			check("update many", 1000, 4000)
			now.Store(5000)
			r.ok(m.Upsert(r.ctx, db, x, m.Name))
			check("upsert", 1000, 5000)
		}},
		{"a stale object is not saved", nil, func(r *run) {
			x := &models.Item{Name: "a"}
			r.ok(m.Create(r.ctx, r.db, x))
			old := must(m.Get(r.ctx, r.db, x.ID))(r)
			x.Views = 1
			r.ok(m.Save(r.ctx, r.db, x))
			r.ok(m.Save(r.ctx, r.db, x))
			old.Views = 2
			r.is("save", m.Save(r.ctx, r.db, old), kin.ErrStale)
			r.is("update many", m.UpdateMany(r.ctx, r.db, []*models.Item{old}), kin.ErrStale)
			same(r, "views", must(m.Get(r.ctx, r.db, x.ID))(r).Views, 1)
			_ = must(m.AllRows().Update(r.ctx, r.db, m.Views.Set(5)))(r)
			r.is("after an update", m.Save(r.ctx, r.db, x), kin.ErrStale)
			r.ok(m.Reload(r.ctx, r.db, x))
			r.ok(m.Save(r.ctx, r.db, x))
		}},
		{"a given key is kept, and the next one is free", []Feature{ExplicitKeyAdvances}, func(r *run) {
			first := &models.Author{Name: "a"}
			r.ok(models.Authors.Create(r.ctx, r.db, first))
			given := &models.Author{ID: first.ID + 1, Name: "b"}
			r.ok(models.Authors.Create(r.ctx, r.db, given))
			next := &models.Author{Name: "c"}
			r.ok(models.Authors.Create(r.ctx, r.db, next))
			if next.ID <= given.ID {
				r.Errorf("the next key is %d, after %d", next.ID, given.ID)
			}
		}},
		{"the key of a deleted row is not used again", nil, func(r *run) {
			x, y := &models.Author{Name: "a"}, &models.Author{Name: "b"}
			r.ok(models.Authors.Create(r.ctx, r.db, x))
			key := x.ID
			_ = must(models.Authors.Delete(r.ctx, r.db, x))(r)
			r.ok(models.Authors.Create(r.ctx, r.db, y))
			if y.ID <= key {
				r.Errorf("the key %d comes after %d", y.ID, key)
			}
		}},
	}
}

// saves are cases about which rows and columns objects write.
func saves() []example {
	return []example{
		{"save of a row that has gone", nil, func(r *run) {
			x := &models.Author{Name: "a"}
			r.ok(models.Authors.Create(r.ctx, r.db, x))
			_ = must(models.Authors.AllRows().Delete(r.ctx, r.db))(r)
			r.is("save", models.Authors.Save(r.ctx, r.db, x), kin.ErrNotFound)
		}},
		{"save that changes nothing finds its row", nil, func(r *run) {
			x := &models.Author{Name: "a", Age: ptr[int32](1)}
			r.ok(models.Authors.Create(r.ctx, r.db, x))
			r.ok(models.Authors.Save(r.ctx, r.db, x))
			r.ok(models.Authors.Save(r.ctx, r.db, must(models.Authors.Get(r.ctx, r.db, x.ID))(r)))
			r.ok(models.Authors.UpdateMany(r.ctx, r.db, []*models.Author{x}))
		}},
		{"save some columns", nil, func(r *run) {
			x := &models.Author{Name: "a"}
			r.ok(models.Authors.Create(r.ctx, r.db, x))
			x.Name, x.Age = "b", ptr[int32](3)
			r.ok(models.Authors.Save(r.ctx, r.db, x, models.Authors.Age))
			row := must(models.Authors.Get(r.ctx, r.db, x.ID))(r)
			same(r, "name", row.Name, "a")
			same(r, "age", *row.Age, 3)
		}},
		{"validate refuses before anything is written", nil, func(r *run) {
			r.is("create", models.Checkeds.Create(r.ctx, r.db, &models.Checked{}), models.ErrNoName)
			r.is("create many", models.Checkeds.CreateMany(r.ctx, r.db, []*models.Checked{{Name: "a"}, {}}), models.ErrNoName)
			same(r, "rows", must(models.Checkeds.Count(r.ctx, r.db))(r), 0)
		}},
		{"an object gives its key to who belongs to it", nil, func(r *run) {
			x := &models.Author{Name: "a"}
			b := &models.Book{Title: "b", Author: x}
			r.is("unsaved", models.Books.Create(r.ctx, r.db, b), kin.ErrUnsaved)
			r.ok(models.Authors.Create(r.ctx, r.db, x))
			r.ok(models.Books.Create(r.ctx, r.db, b))
			same(r, "key", *must(models.Books.Get(r.ctx, r.db, b.ID))(r).AuthorID, x.ID)
			b.Author, b.AuthorID = &models.Author{ID: x.ID + 1}, ptr(x.ID+2)
			r.is("two keys", models.Books.Save(r.ctx, r.db, b), kin.ErrConflict)
		}},
	}
}

// updates are cases about writes without objects.
func updates() []example {
	b, t, a := models.Books, models.Tags, models.Authors
	sold := func(r *run) []int64 {
		r.Helper()
		return must(kin.Select1(b.OrderBy(b.Title.Asc(), b.ID.Asc()), b.Sold).All(r.ctx, r.db))(r)
	}
	return []example{
		on("by a condition on a relation", func(r *run, l *library) {
			same(r, "any", must(b.Filter(b.Tags.Any(t.Name.Eq("blue"))).Update(r.ctx, r.db, b.Sold.Set(1)))(r), 2)
			same(r, "none", must(b.Filter(b.Tags.None()).Update(r.ctx, r.db, b.Sold.Set(2)))(r), 1)
			same(r, "belongs to", must(b.Filter(b.Author.Name.Eq("Ann"), b.Pages.IsNull()).Update(r.ctx, r.db, b.Sold.Set(3)))(r), 1)
			same(r, "sold", sold(r), []int64{1, 3, 2, 1})
			same(r, "count", must(b.Filter(b.Tags.Count().Ge(2)).Update(r.ctx, r.db, b.Sold.Set(4)))(r), 2)
			same(r, "has", must(b.Filter(b.Tags.HasExactly(l.red)).Update(r.ctx, r.db, b.Sold.Set(5)))(r), 1)
			same(r, "sold", sold(r), []int64{4, 5, 2, 4})
		}),
		on("by a condition that reads the same table", func(r *run, l *library) {
			same(r, "of an author who wrote Emma", must(b.Filter(b.Author.Any(a.Books.Any(b.Title.Eq("Emma")))).Update(r.ctx, r.db, b.Sold.Set(1)))(r), 2)
			same(r, "with a tag of another book", must(b.Filter(b.Tags.Any(t.Books.Any(b.Title.Eq("Emma")))).Update(r.ctx, r.db, b.Title.Set("x")))(r), 3)
			same(r, "sold", sold(r), []int64{7, 1, 1, 500})
		}),
		{"of nodes by nodes", nil, func(r *run) {
			tree(r)
			n := models.Nodes
			same(r, "by the parent", must(n.Filter(n.Parent.Name.Eq("a")).Update(r.ctx, r.db, n.Name.Set("x")))(r), 2)
			same(r, "by the children", must(n.Filter(n.Children.Any(n.Name.Eq("x"))).Update(r.ctx, r.db, n.Name.Set("y")))(r), 1)
			same(r, "names", names(must(n.All(r.ctx, r.db))(r), nodeName), []string{"aaa", "b", "root", "x", "x", "y"})
		}},
		on("arithmetic", func(r *run, l *library) {
			same(r, "rows", must(b.AllRows().Update(r.ctx, r.db, b.Sold.Add(10)))(r), 4)
			same(r, "rows", must(b.Filter(b.Title.Eq("Dune")).Update(r.ctx, r.db, b.Sold.Mul(2), b.Rating.Sub(0.5)))(r), 1)
			same(r, "sold", sold(r), []int64{1220, 10, 17, 510})
			same(r, "rating", *must(b.First(r.ctx, r.db))(r).Rating, 4.0)
			same(r, "NULL stays", must(b.Filter(b.Title.Eq("Emma")).Update(r.ctx, r.db, b.Pages.Add(1)))(r), 1)
			same(r, "pages", must(b.Filter(b.Title.Eq("Emma")).Get(r.ctx, r.db))(r).Pages, nil)
		}),
		on("columns of the row", func(r *run, l *library) {
			same(r, "rows", must(b.Filter(b.Pages.NotNull()).Update(r.ctx, r.db, kin.SetCol(b.Sold, b.Pages)))(r), 3)
			same(r, "sold", sold(r), []int64{600, 0, 300, 300})
			same(r, "added", must(b.AllRows().Update(r.ctx, r.db, kin.AddCol(b.Sold, b.Sold)))(r), 4)
			same(r, "sold", sold(r), []int64{1200, 0, 600, 600})
		}),
		{"two columns change places", []Feature{ParallelAssignments}, func(r *run) {
			newLibrary(r)
			same(r, "rows", must(b.Filter(b.Title.Eq("Gulliver")).Update(r.ctx, r.db, kin.SetCol(b.Pages, b.Sold), kin.SetCol(b.Sold, b.Pages)))(r), 1)
			x := must(b.Filter(b.Title.Eq("Gulliver")).Get(r.ctx, r.db))(r)
			same(r, "pages and sold", fmt.Sprint(*x.Pages, x.Sold), "500 300")
		}},
		on("rows that are as they should be count", func(r *run, l *library) {
			same(r, "first", must(b.Filter(b.Pages.Eq(300)).Update(r.ctx, r.db, b.Sold.Set(9)))(r), 2)
			same(r, "again", must(b.Filter(b.Pages.Eq(300)).Update(r.ctx, r.db, b.Sold.Set(9)))(r), 2)
		}),
		on("without a condition it is refused", func(r *run, l *library) {
			_, err := b.Query().Update(r.ctx, r.db, b.Sold.Set(1))
			r.is("update", err, kin.ErrNoCondition)
			_, err = b.Filter(bookPred{}).Delete(r.ctx, r.db)
			r.is("delete", err, kin.ErrNoCondition)
			same(r, "sold", sold(r), []int64{600, 0, 7, 500})
		}),
		on("a limited query is not written", func(r *run, l *library) {
			if _, err := b.Limit(2).Update(r.ctx, r.db, b.Sold.Set(1)); err == nil {
				r.Error("update did not refuse")
			}
			if _, err := b.Limit(2).Delete(r.ctx, r.db); err == nil {
				r.Error("delete did not refuse")
			}
			same(r, "sold", sold(r), []int64{600, 0, 7, 500})
		}),
	}
}
