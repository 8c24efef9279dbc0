package conformance

import (
	"strings"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/levels"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// updatesOfKeys are cases about updating a key that rows refer to.
func updatesOfKeys() []example {
	p, t := models.Peaks, models.Trails
	rename := func(r *run, from, to string) (int64, error) {
		return p.Filter(p.Name.Eq(from)).Update(r.ctx, r.db, p.Name.Set(to))
	}
	trail := func(r *run, x *models.Trail) {
		r.Helper()
		r.ok(p.CreateMany(r.ctx, r.db, []*models.Peak{{Name: "old"}, {Name: "other"}}))
		r.ok(t.CreateMany(r.ctx, r.db, []*models.Trail{x, {CascadeTo: ptr("other"), NullTo: ptr("other")}}))
	}
	return []example{
		{"cascade", nil, func(r *run) {
			trail(r, &models.Trail{CascadeTo: ptr("old")})
			same(r, "updated", must(rename(r, "old", "new"))(r), 1)
			x := must(t.Preload(t.Cascade).OrderBy(t.ID.Asc()).All(r.ctx, r.db))(r)
			if *x[0].CascadeTo != "new" || x[0].Cascade == nil || x[0].Cascade.Name != "new" || *x[1].CascadeTo != "other" {
				r.Errorf("%+v", x)
			}
		}},
		{"set null", nil, func(r *run) {
			trail(r, &models.Trail{NullTo: ptr("old")})
			same(r, "updated", must(rename(r, "old", "new"))(r), 1)
			x := must(t.OrderBy(t.ID.Asc()).All(r.ctx, r.db))(r)
			if x[0].NullTo != nil || *x[1].NullTo != "other" {
				r.Errorf("%+v", x)
			}
		}},
		{"restrict", nil, func(r *run) {
			trail(r, &models.Trail{RestrictTo: ptr("old")})
			_, err := rename(r, "old", "new")
			r.is("update", err, kin.ErrForeignKey)
			same(r, "it stays", must(t.Filter(t.Restrict.Name.Eq("old")).Count(r.ctx, r.db))(r), 1)
		}},
		{"no action", nil, func(r *run) {
			trail(r, &models.Trail{ActionTo: ptr("old")})
			_, err := rename(r, "old", "new")
			r.is("update", err, kin.ErrForeignKey)
			same(r, "to the same", must(rename(r, "old", "old"))(r), 1)
		}},
		{"links", nil, func(r *run) {
			peak, guide := &models.Peak{Name: "old"}, &models.Guide{Name: "Ada"}
			r.ok(p.Create(r.ctx, r.db, peak))
			r.ok(models.Guides.CreateMany(r.ctx, r.db, []*models.Guide{guide, {Name: "Eve"}}))
			same(r, "linked", must(peak.Guides.AddWith(r.ctx, r.db, models.Climb{Level: 3}, guide))(r), 1)
			same(r, "of itself", must(guide.Speaks.AddKeys(r.ctx, r.db, models.Guides.Keys("Eve")))(r), 1)
			same(r, "peak", must(rename(r, "old", "new"))(r), 1)
			same(r, "guide", must(models.Guides.Filter(models.Guides.Name.Eq("Ada")).Update(r.ctx, r.db, models.Guides.Name.Set("Bea")))(r), 1)
			got := must(models.Guides.Filter(models.Guides.Name.Eq("Bea")).Preload(models.Guides.Peaks, models.Guides.Speaks).Get(r.ctx, r.db))(r)
			links := got.Peaks.MustLinks()
			if len(links) != 1 || links[0].Target.Name != "new" || links[0].Link.Level != 3 || links[0].Link.PeakName != "new" {
				r.Errorf("the links are %+v", links)
			}
			if s := got.Speaks.MustItems(); len(s) != 1 || s[0].Name != "Eve" {
				r.Errorf("it speaks with %+v", s)
			}
		}},
	}
}

// updatesItself renames a row that others of its table refer to, and one of those.
func updatesItself(r *run) {
	r.ok(kin.CreateTables(r.ctx, r.db, levels.Models...))
	l := levels.Levels
	r.ok(l.CreateMany(r.ctx, r.db, []*levels.Level{{Name: "top"}}))
	r.ok(l.CreateMany(r.ctx, r.db, []*levels.Level{{Name: "middle", AboveName: ptr("top")}}))
	r.ok(l.CreateMany(r.ctx, r.db, []*levels.Level{{Name: "low", AboveName: ptr("middle")}}))
	for _, name := range []string{"top", "middle"} {
		same(r, name, must(l.Filter(l.Name.Eq(name)).Update(r.ctx, r.db, l.Name.Set("the "+name)))(r), 1)
	}
	var names []string
	for _, x := range must(l.Preload(l.Above).All(r.ctx, r.db))(r) {
		if names = append(names, x.Name); x.Above != nil {
			names = append(names, x.Above.Name)
		}
	}
	same(r, "levels", names, []string{"the top", "the middle", "the top", "low", "the middle"})
}

// updatesItselfIsRefused makes the table, or gets an error before it is made.
func updatesItselfIsRefused(r *run) {
	var err error
	if r.db.Driver().Dialect().Features.UpdatesItself {
		r.ok(kin.CreateTables(r.ctx, r.db, levels.Models...))
		return
	}
	r.within(0, func(db *kin.DB) { err = kin.CreateTables(r.ctx, db, levels.Models...) })
	r.is("create tables", err, kin.ErrUnsupported)
	if err != nil && !strings.Contains(err.Error(), "on_update of Level.Above") {
		r.Errorf("the error does not name the relation: %v", err)
	}
}
