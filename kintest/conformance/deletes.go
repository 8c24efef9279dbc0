package conformance

import (
	"errors"
	"strings"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/heirs"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
	"github.com/kinorm/kin/schema"
)

// deletes are cases about deleting rows and what refers to them.
func deletes() []example {
	b, t, a, n := models.Books, models.Tags, models.Authors, models.Nodes
	leaf := func(name string, f func(x *models.Leaf, root int64), action schema.Action, blocked bool) example {
		return example{name, nil, func(r *run) { policy(r, f, action, blocked) }}
	}
	return []example{
		leaf("cascade", func(x *models.Leaf, root int64) { x.CascadeID = &root }, schema.Cascade, false),
		leaf("restrict", func(x *models.Leaf, root int64) { x.RestrictID = &root }, schema.Restrict, true),
		leaf("set null", func(x *models.Leaf, root int64) { x.NullID = &root }, schema.SetNull, false),
		leaf("no action", func(x *models.Leaf, root int64) { x.ActionID = &root }, schema.NoAction, true),
		on("the number is of rows of the model", func(r *run, l *library) {
			same(r, "a book with links and chapters", must(b.Delete(r.ctx, r.db, l.dune))(r), 1)
			same(r, "chapters", must(models.Chapters.Count(r.ctx, r.db))(r), 1)
			same(r, "two objects", must(t.Delete(r.ctx, r.db, l.red, l.blue))(r), 2)
			same(r, "links", must(b.Join(b.Tags.Rows()).Count(r.ctx, r.db))(r), 1)
			if kin.Saved(l.dune) {
				r.Error("the object claims to be saved")
			}
			_, err := b.Delete(r.ctx, r.db, l.dune)
			r.is("again", err, kin.ErrUnsaved)
		}),
		on("by conditions on relations", func(r *run, l *library) {
			same(r, "of an author who wrote Emma", must(b.Filter(b.Author.Any(a.Books.Any(b.Title.Eq("Emma")))).Delete(r.ctx, r.db))(r), 2)
			same(r, "without tags", must(b.Filter(b.Tags.None()).Delete(r.ctx, r.db))(r), 1)
			same(r, "of a tag with links", must(t.Filter(t.Books.Count().Ge(1)).Delete(r.ctx, r.db))(r), 3)
			same(r, "left", must(b.Count(r.ctx, r.db))(r), 1)
		}),
		{"by conditions on the same table", nil, func(r *run) {
			tree(r)
			same(r, "leaves", must(n.Filter(n.Children.None()).Delete(r.ctx, r.db))(r), 3)
			same(r, "left", names(must(n.All(r.ctx, r.db))(r), nodeName), []string{"a", "aa", "root"})
		}},
		{"by a condition that its own effects would change", []Feature{StatementSnapshot}, func(r *run) {
			tree(r)
			same(r, "with a parent", must(n.Filter(n.Parent.Any()).Delete(r.ctx, r.db))(r), 5)
			same(r, "left", names(must(n.All(r.ctx, r.db))(r), nodeName), []string{"root"})
		}},
		{"what can be reached goes", nil, func(r *run) {
			root := tree(r)
			same(r, "descendants", must(n.Filter(kin.Reachable(n.Children, root)).Delete(r.ctx, r.db))(r), 5)
		}},
		{"a tree goes with its root", nil, func(r *run) { cascade(r, 10) }},
		{"all rows of a tree are counted", nil, func(r *run) {
			branches(r, 5)
			same(r, "deleted", must(models.Branches.AllRows().Delete(r.ctx, r.db))(r), 5)
			path := branches(r, 3)
			same(r, "deleted with what goes anyway", must(models.Branches.Delete(r.ctx, r.db, path[2], path[0]))(r), 2)
			same(r, "left", must(models.Branches.Count(r.ctx, r.db))(r), 0)
		}},
		{"a deep tree goes with its root", []Feature{DeepCascades}, func(r *run) { cascade(r, 50) }},
		on("a plan changes nothing", func(r *run, l *library) {
			plan := must(b.AllRows().DeletePlan(r.ctx, r.db))(r)
			links := map[string]int64{}
			for _, x := range plan.Links {
				links[x.Links] = x.Rows
			}
			same(r, "rows", plan.Rows, 4)
			same(r, "links", links, map[string]int64{"Book.Tags": 6, "Placement": 4})
			same(r, "books", must(b.Count(r.ctx, r.db))(r), 4)
		}),
		on("all rows", func(r *run, l *library) {
			same(r, "books", must(b.AllRows().Delete(r.ctx, r.db))(r), 4)
			same(r, "again", must(b.AllRows().Delete(r.ctx, r.db))(r), 0)
		}),
	}
}

// cascade deletes the root of a tree of so many levels.
func cascade(r *run, levels int) {
	m := models.Branches
	branches(r, levels)
	plan := must(m.Filter(m.ParentID.IsNull()).DeletePlan(r.ctx, r.db))(r)
	same(r, "rows of the plan", plan.Rows, 1)
	if len(plan.Steps) != 1 || plan.Steps[0].Rows != int64(levels-1) || !plan.CanDelete() {
		r.Errorf("the plan is\n%s", plan)
	}
	same(r, "deleted", must(m.Filter(m.ParentID.IsNull()).Delete(r.ctx, r.db))(r), 1)
	same(r, "left", must(m.Count(r.ctx, r.db))(r), 0)
}

// branches makes branches, each on the one before.
func branches(r *run, levels int) (path []*models.Branch) {
	var parent *models.Branch
	for range levels {
		parent = &models.Branch{Parent: parent}
		r.ok(models.Branches.Create(r.ctx, r.db, parent))
		path = append(path, parent)
	}
	return path
}

// policy deletes a row that a leaf refers to, after it has asked what will happen.
func policy(r *run, refer func(x *models.Leaf, root int64), action schema.Action, blocked bool) {
	r.Helper()
	keep, goes := &models.Root{ID: 1, Name: "stays"}, &models.Root{ID: 2, Name: "goes"}
	r.ok(models.Roots.CreateMany(r.ctx, r.db, []*models.Root{keep, goes}))
	x := &models.Leaf{Name: "x"}
	refer(x, 2)
	r.ok(models.Leaves.Create(r.ctx, r.db, x))
	plan := must(models.Roots.DeletePlan(r.ctx, r.db, goes))(r)
	n, err := models.Roots.Delete(r.ctx, r.db, goes)
	if blocked {
		var why *kin.ForeignKeyError
		r.is("delete", err, kin.ErrForeignKey)
		if !errors.As(err, &why) || len(why.Blocked) != 1 || why.Blocked[0].Action != action || why.Blocked[0].Rows != 1 {
			r.Errorf("the error is %v", err)
		}
		if plan.CanDelete() || len(plan.Blocked) != 1 {
			r.Errorf("the plan is\n%s", plan)
		}
		same(r, "roots", must(models.Roots.Count(r.ctx, r.db))(r), 2)
		return
	}
	r.ok(err)
	same(r, "deleted", n, 1)
	if !plan.CanDelete() || len(plan.Steps) != 1 || plan.Steps[0].Action != action || plan.Steps[0].Rows != 1 {
		r.Errorf("the plan is\n%s", plan)
	}
	left := must(models.Leaves.All(r.ctx, r.db))(r)
	if action == schema.Cascade {
		same(r, "leaves", len(left), 0)
		return
	}
	same(r, "leaves", len(left), 1)
	if y := left[0]; y.NullID != nil {
		r.Errorf("the leaf is %+v", y)
	}
}

// setDefault deletes a row whose heir has a default.
func setDefault(r *run) {
	r.ok(kin.CreateTables(r.ctx, r.db, heirs.Models...))
	keep, goes := &heirs.Estate{ID: 1, Name: "default"}, &heirs.Estate{ID: 2, Name: "goes"}
	r.ok(heirs.Estates.CreateMany(r.ctx, r.db, []*heirs.Estate{keep, goes}))
	x := &heirs.Heir{Estate: goes}
	r.ok(heirs.Heirs.Create(r.ctx, r.db, x))
	plan := must(heirs.Estates.DeletePlan(r.ctx, r.db, goes))(r)
	if !plan.CanDelete() || len(plan.Steps) != 1 || plan.Steps[0].Action != schema.SetDefault || plan.Steps[0].Rows != 1 {
		r.Errorf("the plan is\n%s", plan)
	}
	same(r, "deleted", must(heirs.Estates.Delete(r.ctx, r.db, goes))(r), 1)
	r.ok(heirs.Heirs.Reload(r.ctx, r.db, x))
	same(r, "the default", x.EstateID, ptr[int64](1))
	_, err := heirs.Estates.Delete(r.ctx, r.db, keep)
	r.is("delete of the default", err, kin.ErrForeignKey)

	other := &heirs.Estate{ID: 3, Name: "moves"}
	r.ok(heirs.Estates.Create(r.ctx, r.db, other))
	x.EstateID = ptr[int64](3)
	r.ok(heirs.Heirs.Save(r.ctx, r.db, x))
	same(r, "updated", must(heirs.Estates.Filter(heirs.Estates.ID.Eq(3)).Update(r.ctx, r.db, heirs.Estates.ID.Set(4)))(r), 1)
	r.ok(heirs.Heirs.Reload(r.ctx, r.db, x))
	same(r, "the default after an update", x.EstateID, ptr[int64](1))
}

// setDefaultIsRefused makes the tables, or gets an error before any is made.
func setDefaultIsRefused(r *run) {
	var err error
	if r.db.Driver().Dialect().Features.SetDefault {
		r.ok(kin.CreateTables(r.ctx, r.db, heirs.Models...))
		return
	}
	r.within(0, func(db *kin.DB) { err = kin.CreateTables(r.ctx, db, heirs.Models...) })
	r.is("create tables", err, kin.ErrUnsupported)
	if err != nil && !strings.Contains(err.Error(), "Heir.Estate") {
		r.Errorf("the error does not name the relation: %v", err)
	}
	_, err = kin.TablesSQL(r.db.Driver().Dialect(), heirs.Models...)
	r.is("SQL of the tables", err, kin.ErrUnsupported)
}
