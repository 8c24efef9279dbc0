package conformance

import (
	"context"
	"errors"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// failures are cases about the errors of databases, which are the same on all.
func failures() []example {
	items, authors := models.Items, models.Authors
	type want = kin.ConstraintError
	fails := func(name string, f func(r *run) error, w want) example {
		return example{name, nil, func(r *run) {
			r.ok(items.Create(r.ctx, r.db, &models.Item{Name: "a", Shelf: ptr("s"), Place: ptr[int32](1)}))
			isConstraint(r, f(r), w)
		}}
	}
	return []example{
		fails("a value that must be unique", func(r *run) error { return items.Create(r.ctx, r.db, &models.Item{Name: "a"}) },
			want{Kind: kin.ErrUnique, Table: "items", Columns: []string{"name"}, Constraint: "items_name_key"}),
		fails("several values that must be unique", func(r *run) error {
			return items.Create(r.ctx, r.db, &models.Item{Name: "b", Shelf: ptr("s"), Place: ptr[int32](1)})
		}, want{Kind: kin.ErrUnique, Table: "items", Columns: []string{"shelf", "place"}, Constraint: "items_shelf_place_key"}),
		fails("in an update", func(r *run) error {
			r.ok(items.Create(r.ctx, r.db, &models.Item{Name: "b"}))
			_, err := items.AllRows().Update(r.ctx, r.db, items.Name.Set("c"))
			return err
		}, want{Kind: kin.ErrUnique, Table: "items", Columns: []string{"name"}, Constraint: "items_name_key"}),
		fails("in many rows", func(r *run) error {
			return items.CreateMany(r.ctx, r.db, []*models.Item{{Name: "b"}, {Name: "b"}})
		}, want{Kind: kin.ErrUnique, Table: "items", Columns: []string{"name"}, Constraint: "items_name_key"}),
		fails("a key that exists", func(r *run) error {
			x := must(items.First(r.ctx, r.db))(r)
			return items.Create(r.ctx, r.db, &models.Item{ID: x.ID, Name: "b"})
		}, want{Kind: kin.ErrUnique, Table: "items", Columns: []string{"id"}}),
		fails("a check", func(r *run) error { return items.Create(r.ctx, r.db, &models.Item{Name: "b", Views: -1}) },
			want{Kind: kin.ErrCheck, Table: "items", Constraint: "items_not_negative_check"}),
		fails("a check in an update", func(r *run) error {
			_, err := items.AllRows().Update(r.ctx, r.db, items.Views.Sub(1))
			return err
		}, want{Kind: kin.ErrCheck, Table: "items", Constraint: "items_not_negative_check"}),
		{"a foreign key of no row", nil, func(r *run) {
			err := models.Books.Create(r.ctx, r.db, &models.Book{Title: "x", AuthorID: ptr[int64](-1)})
			isConstraint(r, err, want{Kind: kin.ErrForeignKey, Table: "books", Columns: []string{"author_id"}, Constraint: "books_author_id_fkey"})
			var why *kin.ForeignKeyError
			if !errors.As(err, &why) || len(why.Missing) != 1 || why.Missing[0].Relation != "Book.Author" || why.Missing[0].Target != "Author" {
				r.Errorf("the error is %v", err)
			}
		}},
		{"a table that does not exist", nil, func(r *run) {
			_, err := models.Books.Filter(kin.Raw[*models.Book]("EXISTS (SELECT 1 FROM nowhere)")).All(r.ctx, r.db)
			r.is("query", err, kin.ErrNoTable)
		}},
		{"a column that does not exist", nil, func(r *run) {
			_, err := models.Books.Filter(kin.Raw[*models.Book]("shelved = 1")).All(r.ctx, r.db)
			r.is("query", err, kin.ErrNoColumn)
		}},
		{"a value that is missing", nil, func(r *run) {
			r.ok(authors.Create(r.ctx, r.db, &models.Author{Name: "a"}))
			q := r.db.Driver().Dialect().QuoteIdent
			err := runScript(r.ctx, r.db, "UPDATE "+q("authors")+" SET "+q("name")+" = NULL")
			r.is("update", err, kin.ErrNotNull)
			var c *kin.ConstraintError
			if !errors.As(err, &c) || len(c.Columns) != 1 || c.Columns[0] != "name" {
				r.Errorf("the error is %+v", c)
			}
		}},
		{"NULL where the model has none", nil, func(r *run) {
			_, err := authors.AllRows().Update(r.ctx, r.db, authors.Name.SetNull())
			r.is("update", err, kin.ErrNotNull)
		}},
		{"a table that is missing names the query", nil, func(r *run) {
			err := runScript(r.ctx, r.db, "SELECT * FROM there_is_no_such_table")
			if err == nil || errors.Is(err, kin.ErrUnique) || errors.Is(err, kin.ErrForeignKey) || errors.Is(err, kin.ErrNotFound) {
				r.Errorf("the error is %v", err)
			}
		}},
		{"the database goes on after each of them", nil, func(r *run) {
			for range 50 {
				r.is("create", models.Books.Create(r.ctx, r.db, &models.Book{Title: "x", AuthorID: ptr[int64](-1)}), kin.ErrForeignKey)
			}
			r.ok(models.Books.Create(r.ctx, r.db, &models.Book{Title: "x"}))
		}},
		{"a context that has ended", nil, func(r *run) {
			own := errors.New("own")
			ctx, cancel := context.WithCancelCause(r.ctx)
			cancel(own)
			_, err := authors.All(ctx, r.db)
			r.is("read", err, own)
			r.is("read", err, context.Canceled)
			r.is("write", authors.Create(ctx, r.db, &models.Author{Name: "a"}), context.Canceled)
			same(r, "rows", must(authors.Count(r.ctx, r.db))(r), 0)
		}},
		{"a number that is too large for its column", nil, func(r *run) {
			r.ok(models.Maybes.Create(r.ctx, r.db, &models.Maybe{I16: ptr[int16](32767), I64: ptr[int64](1 << 62)}))
			n, err := models.Maybes.AllRows().Update(r.ctx, r.db, models.Maybes.I64.Mul(4))
			if err == nil {
				r.Errorf("%d rows were updated", n)
			}
			same(r, "value", *must(models.Maybes.First(r.ctx, r.db))(r).I64, 1<<62)
		}},
	}
}

// isConstraint reports an error that does not say which constraint failed.
func isConstraint(r *run, err error, want kin.ConstraintError) {
	r.Helper()
	r.is("kind", err, want.Kind)
	var c *kin.ConstraintError
	if !errors.As(err, &c) {
		r.Errorf("the error %v is no ConstraintError", err)
		return
	}
	if c.Err == nil {
		r.Error("the error of the driver is not wrapped")
	}
	same(r, "table", c.Table, want.Table)
	same(r, "columns", c.Columns, want.Columns)
	if want.Constraint != "" {
		same(r, "constraint", c.Constraint, want.Constraint)
	}
}
