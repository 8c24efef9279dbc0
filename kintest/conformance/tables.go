package conformance

import (
	"slices"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// tables are cases that begin with a database without tables.
func tables() []example {
	return []example{
		{"tables of every kind", nil, func(r *run) {
			r.ok(kin.CreateTables(r.ctx, r.db, models.Models...))
			_ = newLibrary(r)
		}},
		{"models in any order", nil, func(r *run) {
			list := slices.Clone(models.Models)
			slices.Reverse(list)
			r.ok(kin.CreateTables(r.ctx, r.db, list...))
			_ = newLibrary(r)
		}},
		{"tables that exist are an error", nil, func(r *run) {
			r.ok(kin.CreateTables(r.ctx, r.db, models.Models...))
			x := create(r, r.db, "kept")
			if err := kin.CreateTables(r.ctx, r.db, models.Models...); err == nil {
				r.Error("no error")
			}
			same(r, "row", must(models.Authors.Get(r.ctx, r.db, x.ID))(r).Name, "kept")
		}},
		{"all tables or none", nil, func(r *run) {
			q := r.db.Driver().Dialect().QuoteIdent
			script(r, "CREATE TABLE "+q("words")+" ("+q("id")+" INTEGER)") // one of the last
			if err := kin.CreateTables(r.ctx, r.db, models.Models...); err == nil {
				r.Error("no error")
			}
			script(r, "DROP TABLE "+q("words"))
			r.ok(kin.CreateTables(r.ctx, r.db, models.Models...))
		}},
		{"tables in a transaction that is rolled back", []Feature{TransactionalTables}, func(r *run) {
			r.is("transaction", r.db.InTx(r.ctx, func(tx *kin.Tx) error {
				r.ok(kin.CreateTables(r.ctx, tx, models.Models...))
				create(r, tx, "x")
				return errOwn
			}), errOwn)
			r.ok(kin.CreateTables(r.ctx, r.db, models.Models...))
		}},
		{"a key is set to its default", []Feature{SetDefault}, setDefault},
		{"a key that is set to its default, or an error before tables are made", nil, setDefaultIsRefused},
		{"a key of the same table follows an update", []Feature{UpdatesItself}, updatesItself},
		{"a key of the same table that follows updates, or an error before tables are made", nil, updatesItselfIsRefused},
		{"the SQL of the tables is a script", nil, func(r *run) {
			sql := must(kin.TablesSQL(r.db.Driver().Dialect(), models.Models...))(r)
			script(r, sql)
			_ = newLibrary(r)
		}},
	}
}

// hostileNames are cases about names that SQL would read as something else.
func hostileNames() []example {
	o, l := models.Orders, models.Lines
	rows := func(r *run) (*models.Order, []*models.Line) {
		r.Helper()
		x := &models.Order{Group: "g", From: 1, Quoted: "q", Spaced: "s", Accent: "a"}
		r.ok(o.Create(r.ctx, r.db, x))
		list := []*models.Line{{Amount: 1, Order: x}, {Amount: 2, Order: x}, {Amount: 3}}
		r.ok(l.CreateMany(r.ctx, r.db, list))
		return x, list
	}
	return []example{
		{"written and read", nil, func(r *run) {
			x, _ := rows(r)
			x.Quoted, x.Spaced = "q2", "s2"
			r.ok(o.Save(r.ctx, r.db, x))
			same(r, "updated", must(o.Filter(o.From.Eq(1), o.Accent.Contains("a"), o.Group.IEq("G")).Update(r.ctx, r.db, o.Accent.Set("b"), o.From.Add(1)))(r), 1)
			got := must(o.Filter(o.Quoted.Eq("q2"), o.Spaced.StartsWith("s")).OrderBy(o.Quoted.Desc(), o.Spaced.Asc().NullsLast()).Get(r.ctx, r.db))(r)
			if got.Group != "g" || got.From != 2 || got.Accent != "b" {
				r.Errorf("%+v", got)
			}
			r.ok(o.Upsert(r.ctx, r.db, got, o.ID))
			same(r, "deleted", must(o.Delete(r.ctx, r.db, got))(r), 1)
			same(r, "lines", must(l.Count(r.ctx, r.db))(r), 1)
		}},
		{"relations", nil, func(r *run) {
			x, list := rows(r)
			same(r, "added", must(x.Having.Add(r.ctx, r.db, list...))(r), 3)
			same(r, "removed", must(x.Having.Remove(r.ctx, r.db, list[0]))(r), 1)
			same(r, "set", must(x.Where.Set(r.ctx, r.db, list[2]))(r), kin.Changed{Added: 1, Removed: 2})
			got := must(o.Filter(o.Having.Any(l.Amount.Gt(2)), o.Where.Count().Eq(1)).Preload(o.Having, o.Where.Limit(1), o.Having.Filter(l.Amount.Ge(2))).Get(r.ctx, r.db))(r)
			same(r, "lines", len(got.Where.MustItems()), 1)
			same(r, "of the order", must(l.Filter(l.Order.Quoted.Eq("q")).Count(r.ctx, r.db))(r), 1)
			same(r, "unions", must(l.Filter(l.Union.Any(o.Spaced.Eq("s"))).Count(r.ctx, r.db))(r), 2)
			values := must(kin.Select2(l.OrderBy(l.Order.Spaced.Asc()), l.Amount, kin.Nullable(l.Order.Quoted)).All(r.ctx, r.db))(r)
			same(r, "values", len(values), 3)
		}},
	}
}
