package conformance

import (
	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// on is a case about a library.
func on(name string, f func(r *run, l *library)) example {
	return example{name, nil, func(r *run) { f(r, newLibrary(r)) }}
}

// tags returns the names of the tags of a book.
func tags(r *run, x *models.Book) []string {
	r.Helper()
	return names(must(x.Tags.All(r.ctx, r.db))(r), tagName)
}

// links are cases about the verbs of sets. Every number that a verb returns is exact.
func links() []example { return append(linking(), targets()...) }

// linking are cases about what a set has.
func linking() []example {
	b, t := models.Books, models.Tags
	return []example{
		on("add counts what is new", func(r *run, l *library) {
			same(r, "one of two is new", must(l.emma.Tags.Add(r.ctx, r.db, l.red, l.blue))(r), 1)
			same(r, "again", must(l.emma.Tags.Add(r.ctx, r.db, l.red, l.blue, l.red))(r), 0)
			same(r, "one, three times", must(l.emma.Tags.Add(r.ctx, r.db, l.gold, l.gold, l.gold))(r), 1)
			same(r, "nothing", must(l.emma.Tags.Add(r.ctx, r.db))(r), 0)
			same(r, "from the other end", must(l.red.Books.Add(r.ctx, r.db, l.dune, l.faust, l.emma))(r), 1)
			same(r, "by key", must(l.faust.Tags.AddKeys(r.ctx, r.db, t.Keys(l.red.ID, l.gold.ID)))(r), 1)
			same(r, "to several", must(b.Tags.OfKeys(b.Keys(l.dune.ID, l.faust.ID)).Add(r.ctx, r.db, l.gold, l.blue))(r), 2)
			same(r, "Faust", tags(r, l.faust), []string{"blue", "gold", "red"})
		}),
		on("remove counts what has gone", func(r *run, l *library) {
			same(r, "one of two is there", must(l.dune.Tags.Remove(r.ctx, r.db, l.gold, l.red, l.red))(r), 1)
			same(r, "again", must(l.dune.Tags.Remove(r.ctx, r.db, l.gold, l.red))(r), 0)
			same(r, "nothing", must(l.dune.Tags.Remove(r.ctx, r.db))(r), 0)
			same(r, "by key", must(l.gulliver.Tags.RemoveKeys(r.ctx, r.db, t.Keys(l.gold.ID, -1)))(r), 1)
			same(r, "by condition", must(l.gulliver.Tags.RemoveWhere(r.ctx, r.db, t.Name.Contains("e")))(r), 2)
			same(r, "the others keep theirs", must(l.red.Books.Count(r.ctx, r.db))(r), 1)
		}),
		on("clear", func(r *run, l *library) {
			same(r, "Gulliver", must(l.gulliver.Tags.Clear(r.ctx, r.db))(r), 3)
			same(r, "again", must(l.gulliver.Tags.Clear(r.ctx, r.db))(r), 0)
			same(r, "from the other end", must(l.red.Books.Clear(r.ctx, r.db))(r), 2)
			same(r, "Dune", tags(r, l.dune), []string{"blue"})
			same(r, "tags", must(t.Count(r.ctx, r.db))(r), 3)
		}),
		on("set writes the difference", func(r *run, l *library) {
			same(r, "one comes, one goes", must(l.dune.Tags.Set(r.ctx, r.db, l.red, l.gold))(r), kin.Changed{Added: 1, Removed: 1})
			same(r, "unchanged", must(l.dune.Tags.Set(r.ctx, r.db, l.gold, l.red, l.gold))(r), kin.Changed{})
			same(r, "Dune", tags(r, l.dune), []string{"gold", "red"})
			same(r, "by key", must(l.dune.Tags.SetKeys(r.ctx, r.db, t.Keys(l.blue.ID)))(r), kin.Changed{Added: 1, Removed: 2})
			same(r, "to nothing", must(l.dune.Tags.Set(r.ctx, r.db))(r), kin.Changed{Removed: 1})
			same(r, "from the other end", must(l.red.Books.Set(r.ctx, r.db, l.faust, l.emma))(r), kin.Changed{Added: 1, Removed: 1})
		}),
		on("replace", func(r *run, l *library) {
			got := must(l.dune.Tags.Replace(r.ctx, r.db, l.red, l.gold))(r)
			same(r, "changed", got, kin.Changed{Added: 2, Removed: 2})
			same(r, "Dune", tags(r, l.dune), []string{"gold", "red"})
		}),
	}
}

// targets are cases about the rows that a set leads to.
func targets() []example {
	b, t := models.Books, models.Tags
	return []example{
		on("create", func(r *run, l *library) {
			tag := &models.Tag{Name: "new"}
			r.ok(l.faust.Tags.Create(r.ctx, r.db, tag))
			same(r, "Faust", tags(r, l.faust), []string{"new"})
			r.is("again", l.faust.Tags.Create(r.ctx, r.db, &models.Tag{Name: "new"}), kin.ErrUnique)
			same(r, "tags", must(t.Count(r.ctx, r.db))(r), 4)
		}),
		on("get or create", func(r *run, l *library) {
			for _, test := range []struct {
				name    string
				created bool
				links   int64
			}{{"red", false, 1}, {"red", false, 1}, {"new", true, 2}, {"new", false, 2}} {
				tag := &models.Tag{Name: test.name}
				same(r, "created", must(l.faust.Tags.GetOrCreate(r.ctx, r.db, tag, t.Name))(r), test.created)
				same(r, "links", must(l.faust.Tags.Count(r.ctx, r.db))(r), test.links)
			}
			changed := &models.Tag{Name: "new", Rank: ptr[int64](9)}
			same(r, "update or create", must(l.emma.Tags.UpdateOrCreate(r.ctx, r.db, changed, t.Name))(r), false)
			same(r, "rank", *must(t.Filter(t.Name.Eq("new")).Get(r.ctx, r.db))(r).Rank, 9)
			same(r, "Emma", tags(r, l.emma), []string{"new", "red"})
		}),
		on("a target that is missing", func(r *run, l *library) {
			_, err := l.faust.Tags.AddKeys(r.ctx, r.db, t.Keys(l.red.ID, -1))
			r.is("add", err, kin.ErrForeignKey)
			same(r, "Faust", tags(r, l.faust), []string{})
			_, err = l.dune.Tags.SetKeys(r.ctx, r.db, t.Keys(-1))
			r.is("set", err, kin.ErrForeignKey)
			same(r, "Dune", tags(r, l.dune), []string{"blue", "red"})
			_, err = l.faust.Tags.Add(r.ctx, r.db, &models.Tag{Name: "unsaved"})
			r.is("unsaved", err, kin.ErrUnsaved)
		}),
		on("update and delete through a set", func(r *run, l *library) {
			same(r, "updated", must(l.gulliver.Tags.Update(r.ctx, r.db, t.Rank.Set(5)))(r), 3)
			same(r, "updated by condition", must(l.dune.Tags.Filter(t.Name.Eq("red")).Update(r.ctx, r.db, t.Rank.SetNull()))(r), 1)
			same(r, "deleted", must(l.dune.Tags.DeleteTargets(r.ctx, r.db))(r), 2)
			same(r, "left", must(t.Count(r.ctx, r.db))(r), 1)
			same(r, "Gulliver", tags(r, l.gulliver), []string{"gold"})
		}),
		on("pairs of many owners", func(r *run, l *library) {
			type pair = kin.Pair[*models.Book, *models.Tag]
			pairs := []pair{{Owner: l.dune, Target: l.red}, {Owner: l.emma, Target: l.blue}, {Owner: l.faust, Target: l.gold}, {Owner: l.emma, Target: l.blue}}
			same(r, "linked", must(b.Tags.Link(r.ctx, r.db, pairs...))(r), 2)
			same(r, "again", must(b.Tags.Link(r.ctx, r.db, pairs...))(r), 0)
			same(r, "unlinked", must(b.Tags.Unlink(r.ctx, r.db, pairs[0], pairs[3], pair{Owner: l.faust, Target: l.red}))(r), 2)
			same(r, "links", must(b.Join(b.Tags.Rows()).Count(r.ctx, r.db))(r), 6)
			same(r, "none", must(b.Tags.Link(r.ctx, r.db))(r), 0)
		}),
		on("ten thousand links in one call", func(r *run, l *library) {
			list := many(r, 10000)
			same(r, "added", must(l.blue.Books.Add(r.ctx, r.db, list...))(r), 10000)
			same(r, "again", must(l.blue.Books.Add(r.ctx, r.db, list...))(r), 0)
			same(r, "set", must(l.blue.Books.Set(r.ctx, r.db, list[:5000]...))(r), kin.Changed{Removed: 5002})
			same(r, "removed", must(l.blue.Books.Remove(r.ctx, r.db, list...))(r), 5000)
		}),
		on("deleting an end deletes its links", func(r *run, l *library) {
			same(r, "deleted", must(t.Delete(r.ctx, r.db, l.red))(r), 1)
			same(r, "links", must(b.Join(b.Tags.Rows()).Count(r.ctx, r.db))(r), 3)
		}),
		on("links of half of a transaction are taken back", func(r *run, l *library) {
			_, err := l.dune.Tags.SetKeys(r.ctx, r.db, t.Keys(l.gold.ID, -1))
			r.is("set", err, kin.ErrForeignKey)
			same(r, "Dune", tags(r, l.dune), []string{"blue", "red"})
		}),
	}
}

// linksWithColumns are cases about links that have values.
func linksWithColumns() []example {
	s, p := models.Books.Shelves, models.Placements
	at := func(n int64) models.Placement { return models.Placement{Position: &n, Note: "moved"} }
	// place returns the positions of a book on all shelves; 0 is none.
	place := func(r *run, x *models.Book) map[string]int64 {
		got := map[string]int64{}
		x = must(models.Books.Filter(models.Books.ID.Eq(x.ID)).Preload(models.Books.Shelves).Get(r.ctx, r.db))(r)
		for _, l := range x.Shelves.MustLinks() {
			got[l.Target.Name] = 0
			if l.Link.Position != nil {
				got[l.Target.Name] = *l.Link.Position
			}
		}
		return got
	}
	return []example{
		on("if absent is usual", func(r *run, l *library) {
			same(r, "added", must(l.dune.Shelves.AddWith(r.ctx, r.db, at(9), l.top, l.low))(r), 0)
			same(r, "Dune", place(r, l.dune), map[string]int64{"low": 0, "top": 1})
			same(r, "added", must(l.emma.Shelves.AddWith(r.ctx, r.db, at(9), l.top, l.low))(r), 1)
			same(r, "Emma", place(r, l.emma), map[string]int64{"low": 9, "top": 2})
			same(r, "added without values", must(l.faust.Shelves.Add(r.ctx, r.db, l.top))(r), 1)
			same(r, "with the default", must(models.Books.Filter(s.Any(s.LinkWhere(p.Note.Eq("new")))).Count(r.ctx, r.db))(r), 4)
		}),
		on("update", func(r *run, l *library) {
			type linked = kin.Linked[models.Shelf, models.Placement]
			n := must(l.dune.Shelves.AddLinks(r.ctx, r.db, kin.Update, linked{Target: l.top, Link: at(8)}, linked{Target: l.low, Link: at(9)}))(r)
			same(r, "new links", n, 0)
			same(r, "Dune", place(r, l.dune), map[string]int64{"low": 9, "top": 8})
			n = must(l.emma.Shelves.AddLinks(r.ctx, r.db, kin.Update, linked{Target: l.top, Link: at(8)}, linked{Target: l.low, Link: at(9)}))(r)
			same(r, "new links", n, 1)
			same(r, "Emma", place(r, l.emma), map[string]int64{"low": 9, "top": 8})
		}),
		on("error", func(r *run, l *library) {
			type linked = kin.Linked[models.Shelf, models.Placement]
			_, err := l.emma.Shelves.AddLinks(r.ctx, r.db, kin.Error, linked{Target: l.low, Link: at(1)}, linked{Target: l.top, Link: at(1)})
			r.is("error", err, kin.ErrUnique)
			same(r, "Emma", place(r, l.emma), map[string]int64{"top": 2})
		}),
		on("set keeps the values of links that stay", func(r *run, l *library) {
			same(r, "changed", must(l.dune.Shelves.Set(r.ctx, r.db, l.top))(r), kin.Changed{Removed: 1})
			same(r, "Dune", place(r, l.dune), map[string]int64{"top": 1})
			_ = must(l.emma.Shelves.SetWith(r.ctx, r.db, at(5), l.low))(r)
			same(r, "Emma", place(r, l.emma), map[string]int64{"low": 5})
		}),
		on("create", func(r *run, l *library) {
			r.ok(l.faust.Shelves.CreateWith(r.ctx, r.db, at(4), &models.Shelf{Name: "new"}))
			same(r, "Faust", place(r, l.faust), map[string]int64{"new": 4})
		}),
		on("update links", func(r *run, l *library) {
			same(r, "by the link", must(l.dune.Shelves.UpdateLinks(r.ctx, r.db, s.LinkWhere(p.Position.IsNull()), p.Position.Set(6), p.Note.Set("x")))(r), 1)
			same(r, "by the target", must(l.dune.Shelves.UpdateLinks(r.ctx, r.db, models.Shelves.Name.Eq("top"), p.Position.Add(10)))(r), 1)
			same(r, "Dune", place(r, l.dune), map[string]int64{"low": 6, "top": 11})
			same(r, "Emma", place(r, l.emma), map[string]int64{"top": 2})
		}),
		on("remove by the link", func(r *run, l *library) {
			same(r, "removed", must(l.top.Books.RemoveWhere(r.ctx, r.db, models.Shelves.Books.LinkWhere(p.Position.Gt(1))))(r), 1)
			same(r, "top", names(must(l.top.Books.All(r.ctx, r.db))(r), title), []string{"Dune"})
		}),
		on("links as a table", func(r *run, l *library) {
			same(r, "count", must(p.Filter(p.Position.NotNull()).Count(r.ctx, r.db))(r), 3)
			same(r, "updated", must(p.Filter(p.Note.Eq("worn")).Update(r.ctx, r.db, p.Position.Set(7)))(r), 1)
			same(r, "Dune", place(r, l.dune), map[string]int64{"low": 0, "top": 7})
		}),
	}
}
