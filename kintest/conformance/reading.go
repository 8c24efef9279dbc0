package conformance

import (
	"database/sql"
	"errors"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// reading are cases about the verbs that read objects.
func reading() []example { return append(objects(), loops()...) }

func objects() []example {
	m := models.Books
	return []example{
		{"get one, none, several", nil, func(r *run) {
			l := newLibrary(r)
			same(r, "by key", must(m.Get(r.ctx, r.db, l.emma.ID))(r).Title, "Emma")
			same(r, "by condition", must(m.Filter(m.Pages.IsNull()).Get(r.ctx, r.db))(r).Title, "Emma")
			_, err := m.Get(r.ctx, r.db, -1)
			r.is("no key", err, kin.ErrNotFound)
			r.is("no key", err, sql.ErrNoRows)
			_, err = m.Filter(m.Pages.Eq(300)).Get(r.ctx, r.db)
			r.is("two", err, kin.ErrMultiple)
			_, err = m.Filter(m.Pages.Eq(1)).First(r.ctx, r.db)
			r.is("no first", err, kin.ErrNotFound)
		}},
		{"first and last", nil, func(r *run) {
			newLibrary(r)
			same(r, "first", must(m.First(r.ctx, r.db))(r).Title, "Dune")
			same(r, "last", must(m.Last(r.ctx, r.db))(r).Title, "Gulliver")
			byPages := m.OrderBy(m.Pages.Asc(), m.Title.Asc())
			same(r, "first, NULL", must(byPages.First(r.ctx, r.db))(r).Title, "Emma")
			same(r, "last", must(byPages.Last(r.ctx, r.db))(r).Title, "Dune")
			same(r, "last of NULLS LAST", must(m.OrderBy(m.Pages.Asc().NullsLast()).Last(r.ctx, r.db))(r).Title, "Emma")
		}},
		{"several by key", nil, func(r *run) {
			l := newLibrary(r)
			got := must(m.InBulk(r.ctx, r.db, l.emma.ID, l.dune.ID, l.emma.ID, -1))(r)
			if len(got) != 2 || got[l.emma.ID].Title != "Emma" || got[l.dune.ID].Title != "Dune" {
				r.Errorf("got %v", got)
			}
			same(r, "of no key", len(must(m.InBulk(r.ctx, r.db))(r)), 0)
		}},
		{"nothing is an empty slice", nil, func(r *run) {
			same(r, "books", must(m.All(r.ctx, r.db))(r), []*models.Book{})
		}},
		{"some columns, and Save writes no others", nil, func(r *run) {
			l := newLibrary(r)
			b := must(m.Filter(m.ID.Eq(l.dune.ID)).Only(m.Pages).Get(r.ctx, r.db))(r)
			same(r, "title", b.Title, "")
			same(r, "pages", *b.Pages, 600)
			b.Pages = ptr[int64](1)
			r.ok(m.Save(r.ctx, r.db, b))
			b = must(m.Filter(m.ID.Eq(l.dune.ID)).Defer(m.Sold).Get(r.ctx, r.db))(r)
			same(r, "title", b.Title, "Dune")
			same(r, "pages", *b.Pages, 1)
			same(r, "sold", b.Sold, 0)
			r.ok(m.Save(r.ctx, r.db, b))
			same(r, "sold in the row", must(m.Get(r.ctx, r.db, l.dune.ID))(r).Sold, 600)
		}},
		{"reload", nil, func(r *run) {
			l := newLibrary(r)
			_ = must(m.Filter(m.ID.Eq(l.dune.ID)).Update(r.ctx, r.db, m.Title.Set("Dune 2"), m.Pages.SetNull()))(r)
			r.ok(m.Reload(r.ctx, r.db, l.dune))
			same(r, "title", l.dune.Title, "Dune 2")
			same(r, "pages", l.dune.Pages, nil)
			_ = must(m.Filter(m.ID.Eq(l.dune.ID)).Delete(r.ctx, r.db))(r)
			r.is("of a row that has gone", m.Reload(r.ctx, r.db, l.dune), kin.ErrNotFound)
		}},
	}
}

// loops are cases about Each.
func loops() []example {
	m := models.Books
	return []example{
		{"each stops when the loop does", nil, func(r *run) {
			many(r, 1000)
			for range 20 {
				n := 0
				for _, err := range m.Query().Each(r.ctx, r.db) {
					r.ok(err)
					if n++; n == 3 {
						break
					}
				}
				same(r, "rows before the break", n, 3)
			}
			same(r, "afterwards", must(m.Count(r.ctx, r.db))(r), 1000)
		}},
		{"each reads all rows in order", nil, func(r *run) {
			list := many(r, 5000)
			i := 0
			for b, err := range m.OrderBy(m.ID.Asc()).Each(r.ctx, r.db) {
				r.ok(err)
				if b.ID != list[i].ID || b.Title != list[i].Title {
					r.Fatalf("row %d is %d %q, want %d %q", i, b.ID, b.Title, list[i].ID, list[i].Title)
				}
				i++
			}
			same(r, "rows", i, 5000)
		}},
		{"the body of each may use the database", nil, func(r *run) {
			many(r, 300)
			nested(r, r.db)
		}},
		{"and the transaction that it is in", nil, func(r *run) {
			many(r, 300)
			r.ok(r.db.InTx(r.ctx, func(tx *kin.Tx) error { nested(r, tx); return nil }))
			same(r, "written", must(m.Filter(m.Sold.Eq(1)).Count(r.ctx, r.db))(r), 300)
		}},
		{"each loads relations", nil, func(r *run) {
			newLibrary(r)
			got := map[string][]string{}
			for b, err := range m.Preload(m.Tags).Each(r.ctx, r.db) {
				r.ok(err)
				got[b.Title] = names(b.Tags.MustItems(), tagName)
			}
			same(r, "tags", got, map[string][]string{"Dune": {"blue", "red"}, "Emma": {"red"}, "Faust": {}, "Gulliver": {"blue", "gold", "red"}})
		}},
		{"an error of the body ends each", nil, func(r *run) {
			many(r, 10)
			own := errors.New("own")
			err := r.db.InTx(r.ctx, func(tx *kin.Tx) error {
				for range m.Query().Each(r.ctx, tx) {
					return own
				}
				return nil
			})
			r.is("transaction", err, own)
			same(r, "afterwards", must(m.Count(r.ctx, r.db))(r), 10)
		}},
	}
}

// many creates n books.
func many(r *run, n int) []*models.Book {
	r.Helper()
	list := make([]*models.Book, n)
	for i := range list {
		list[i] = &models.Book{Title: numbered("book ", i), Sold: int64(i)}
	}
	r.ok(models.Books.CreateMany(r.ctx, r.db, list))
	return list
}

// nested reads and writes inside of the loops over two results.
func nested(r *run, db kin.Executor) {
	m := models.Books
	pairs := 0
	for b, err := range m.Query().Each(r.ctx, db) {
		r.ok(err)
		for _, err := range m.Limit(2).Each(r.ctx, db) {
			r.ok(err)
			pairs++
		}
		same(r, "one row", must(m.Get(r.ctx, db, b.ID))(r).ID, b.ID)
		_ = must(m.Filter(m.ID.Eq(b.ID)).Update(r.ctx, db, m.Sold.Set(1)))(r)
	}
	same(r, "pairs", pairs, 600)
	same(r, "written", must(m.Filter(m.Sold.Eq(1)).Count(r.ctx, db))(r), 300)
}
