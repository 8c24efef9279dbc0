package conformance

import (
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// children are cases about sets of rows that hold the key of their owner.
func children() []example {
	b, c := models.Books, models.Chapters
	return []example{
		on("add moves", func(r *run, l *library) {
			same(r, "moved", must(l.bob.Books.Add(r.ctx, r.db, l.dune, l.gulliver, l.faust))(r), 2)
			same(r, "Bob", names(must(l.bob.Books.All(r.ctx, r.db))(r), title), []string{"Dune", "Faust", "Gulliver"})
			same(r, "Ann", names(must(l.ann.Books.All(r.ctx, r.db))(r), title), []string{"Emma"})
			same(r, "again", must(l.bob.Books.Add(r.ctx, r.db, l.dune))(r), 0)
		}),
		on("remove touches only rows of this owner", func(r *run, l *library) {
			same(r, "removed", must(l.ann.Books.Remove(r.ctx, r.db, l.dune, l.gulliver))(r), 1)
			same(r, "of nobody", must(b.Filter(b.Author.None()).Count(r.ctx, r.db))(r), 2)
			same(r, "Bob", must(l.bob.Books.Count(r.ctx, r.db))(r), 1)
		}),
		on("set, clear, create", func(r *run, l *library) {
			same(r, "set", must(l.ann.Books.Set(r.ctx, r.db, l.emma, l.faust, l.gulliver))(r), kin.Changed{Added: 2, Removed: 1})
			same(r, "unchanged", must(l.ann.Books.Set(r.ctx, r.db, l.emma, l.faust, l.gulliver))(r), kin.Changed{})
			same(r, "clear", must(l.ann.Books.Clear(r.ctx, r.db))(r), 3)
			r.ok(l.cid.Books.Create(r.ctx, r.db, &models.Book{Title: "New"}))
			same(r, "Cid", names(must(l.cid.Books.All(r.ctx, r.db))(r), title), []string{"New"})
		}),
		on("a child that must have an owner is not removed", func(r *run, l *library) {
			_, err := l.dune.Chapters.Clear(r.ctx, r.db)
			r.is("clear", err, kin.ErrNotNull)
			_, err = l.dune.Chapters.Set(r.ctx, r.db)
			r.is("set", err, kin.ErrNotNull)
			same(r, "chapters", must(l.dune.Chapters.Count(r.ctx, r.db))(r), 2)
			all := must(c.All(r.ctx, r.db))(r)
			same(r, "moved", must(l.faust.Chapters.Add(r.ctx, r.db, all...))(r), 3)
		}),
		on("the one of an owner", func(r *run, l *library) {
			same(r, "Ann", must(l.ann.Profile.Get(r.ctx, r.db))(r).Bio, "writes")
			_, err := l.bob.Profile.Get(r.ctx, r.db)
			r.is("Bob", err, kin.ErrNotFound)
			r.is("a second", models.Profiles.Create(r.ctx, r.db, &models.Profile{Author: l.ann}), kin.ErrUnique)
		}),
	}
}

func nodeName(n *models.Node) string { return n.Name }

// circle stores four nodes.
func circle(r *run) (a, b, c, d *models.Node) {
	r.Helper()
	a, b, c, d = &models.Node{Name: "a"}, &models.Node{Name: "b"}, &models.Node{Name: "c"}, &models.Node{Name: "d"}
	r.ok(models.Nodes.CreateMany(r.ctx, r.db, []*models.Node{a, b, c, d}))
	return a, b, c, d
}

// selfRelations are cases about relations of a model to itself.
func selfRelations() []example {
	n := models.Nodes
	of := func(r *run, set *kin.RelatedSet[*models.Node]) []string {
		r.Helper()
		return names(must(set.All(r.ctx, r.db))(r), nodeName)
	}
	return []example{
		{"both directions of a symmetric relation are one", nil, func(r *run) {
			a, b, c, d := circle(r)
			same(r, "added", must(a.Friends.Add(r.ctx, r.db, b, c))(r), 2)
			same(r, "from the other end", must(b.Friends.Add(r.ctx, r.db, a, d))(r), 1)
			same(r, "friends of b", of(r, &b.Friends), []string{"a", "d"})
			same(r, "set", must(d.Friends.Set(r.ctx, r.db, c))(r), kin.Changed{Added: 1, Removed: 1})
			same(r, "friends of b", of(r, &b.Friends), []string{"a"})
			same(r, "removed", must(b.Friends.Remove(r.ctx, r.db, a))(r), 1)
			same(r, "friends of a", of(r, &a.Friends), []string{"c"})
			same(r, "with itself", must(a.Friends.Add(r.ctx, r.db, a))(r), 1)
			same(r, "cleared", must(a.Friends.Clear(r.ctx, r.db))(r), 2)
			same(r, "friends of c", of(r, &c.Friends), []string{"d"})
			same(r, "with any", names(must(n.Filter(n.Friends.Any()).All(r.ctx, r.db))(r), nodeName), []string{"c", "d"})
		}},
		{"a relation with directions has two ends", nil, func(r *run) {
			a, b, c, _ := circle(r)
			same(r, "added", must(a.Follows.Add(r.ctx, r.db, b, c))(r), 2)
			same(r, "the other way", must(b.Follows.Add(r.ctx, r.db, a))(r), 1)
			same(r, "a follows", of(r, &a.Follows), []string{"b", "c"})
			same(r, "followers of a", of(r, &a.Followers), []string{"b"})
			same(r, "removed", must(c.Followers.Remove(r.ctx, r.db, a, b))(r), 1)
			list := must(n.Preload(n.Follows, n.Followers).All(r.ctx, r.db))(r)
			var got []string
			for _, x := range list {
				got = append(got, fmt.Sprint(x.Name, names(x.Follows.MustItems(), nodeName), names(x.Followers.MustItems(), nodeName)))
			}
			same(r, "nodes", got, []string{"a[b] [b]", "b[a] [a]", "c[] []", "d[] []"})
			same(r, "who is followed by a follower", names(must(n.Filter(n.Follows.Any(n.Follows.Any(n.Name.Eq("a")))).All(r.ctx, r.db))(r), nodeName), []string{"a"})
		}},
		{"columns of symmetric links are the same in both directions", nil, func(r *run) {
			a, b, c, _ := circle(r)
			degree := func(d int64) models.Pact { return models.Pact{Degree: &d} }
			same(r, "added", must(a.Allies.AddWith(r.ctx, r.db, degree(1), b, c))(r), 2)
			p := models.Pacts
			same(r, "updated", must(b.Allies.UpdateLinks(r.ctx, r.db, n.Name.Eq("a"), p.Degree.Set(5)))(r), 1)
			same(r, "allies by degree", names(must(n.Filter(n.Allies.Any(n.Allies.LinkWhere(p.Degree.Eq(5)))).All(r.ctx, r.db))(r), nodeName), []string{"a", "b"})
		}},
		{"symmetric links are removed by their columns", []Feature{StatementSnapshot}, func(r *run) {
			a, b, _, _ := circle(r)
			p := models.Pacts
			same(r, "added", must(a.Allies.AddWith(r.ctx, r.db, models.Pact{Degree: ptr[int64](5)}, b))(r), 1)
			same(r, "removed", must(a.Allies.RemoveWhere(r.ctx, r.db, n.Allies.LinkWhere(p.Degree.Eq(5))))(r), 1)
			same(r, "allies of b", must(b.Allies.Count(r.ctx, r.db))(r), 0)
		}},
		{"columns of links with directions", nil, func(r *run) {
			a, b, _, _ := circle(r)
			degree := func(d int64) models.Trust { return models.Trust{Degree: &d} }
			same(r, "added", must(a.Trusts.AddWith(r.ctx, r.db, degree(1), b))(r), 1)
			same(r, "back", must(a.TrustedBy.AddWith(r.ctx, r.db, degree(2), b))(r), 1)
			t := models.Trusts
			same(r, "who is trusted much", names(must(n.Filter(n.TrustedBy.Any(n.TrustedBy.LinkWhere(t.Degree.Gt(1)))).All(r.ctx, r.db))(r), nodeName), []string{"a"})
		}},
		{"what can be reached", nil, func(r *run) {
			root := tree(r)
			below := must(n.Filter(kin.Reachable(n.Children, root)).All(r.ctx, r.db))(r)
			same(r, "descendants", names(below, nodeName), []string{"a", "aa", "aaa", "ab", "b"})
			above := must(n.Filter(kin.Reachable(n.Parent, below[2])).All(r.ctx, r.db))(r)
			same(r, "ancestors", names(above, nodeName), []string{"a", "aa", "root"})
		}},
		{"a circle ends", nil, func(r *run) {
			a, b, c, _ := circle(r)
			for _, pair := range [][2]*models.Node{{a, b}, {b, c}, {c, a}} {
				_ = must(pair[0].Follows.Add(r.ctx, r.db, pair[1]))(r)
			}
			same(r, "reached", names(must(n.Filter(kin.Reachable(n.Follows, a)).All(r.ctx, r.db))(r), nodeName), []string{"a", "b", "c"})
		}},
		{"pairs that may repeat", nil, repeating},
		{"pairs with a key of two fields that may repeat", nil, repeatingCells},
	}
}

// repeating uses a link table that kin did not make: with a key of its own, and
// without a unique pair.
func repeating(r *run) {
	p, w := models.Passages, models.Words
	ode, elegy := &models.Passage{Title: "Ode"}, &models.Passage{Title: "Elegy"}
	r.ok(p.CreateMany(r.ctx, r.db, []*models.Passage{ode, elegy}))
	rose, thorn := &models.Word{Text: "rose"}, &models.Word{Text: "thorn"}
	r.ok(w.CreateMany(r.ctx, r.db, []*models.Word{rose, thorn}))
	same(r, "added", must(ode.Words.Add(r.ctx, r.db, rose, rose))(r), 1)
	same(r, "added again", must(ode.Words.Add(r.ctx, r.db, rose, thorn))(r), 1)
	q := r.db.Driver().Dialect()
	insert := fmt.Sprintf("INSERT INTO %s (%s, %s) VALUES (%d, %d)", q.QuoteIdent("passages_words"), q.QuoteIdent("passage_id"), q.QuoteIdent("word_id"), ode.ID, rose.ID)
	script(r, insert)
	script(r, insert)
	same(r, "links", must(p.Filter(p.Words.Count().Eq(4), p.ID.Eq(ode.ID)).Count(r.ctx, r.db))(r), 1)
	same(r, "words", must(ode.Words.Count(r.ctx, r.db))(r), 2)
	same(r, "different words", must(p.Filter(kin.CountDistinct(p.Words).Eq(2)).Count(r.ctx, r.db))(r), 1)
	same(r, "has exactly", must(p.Filter(p.Words.HasExactly(rose, thorn)).Count(r.ctx, r.db))(r), 1)
	same(r, "rows", must(p.Join(p.Words.Rows(w.Text.Eq("rose"))).Count(r.ctx, r.db))(r), 3)
	same(r, "added what is there", must(ode.Words.Add(r.ctx, r.db, rose))(r), 0)
	same(r, "removed, with the repeated ones", must(ode.Words.Remove(r.ctx, r.db, rose))(r), 3)
	loaded := must(p.Preload(p.Words).All(r.ctx, r.db))(r)
	same(r, "preload", len(loaded[1].Words.MustItems()), 1)
}

// repeatingCells asks for sets of targets whose keys agree in their first fields,
// linked more than once.
func repeatingCells(r *run) {
	p := models.Passages
	ode := &models.Passage{Title: "Ode"}
	r.ok(p.Create(r.ctx, r.db, ode))
	a1, a2, b1 := &models.Cell{Sheet: "a", Row: 1}, &models.Cell{Sheet: "a", Row: 2}, &models.Cell{Sheet: "b", Row: 1}
	r.ok(models.Cells.CreateMany(r.ctx, r.db, []*models.Cell{a1, a2, b1}))
	same(r, "added", must(ode.Cells.Add(r.ctx, r.db, a1, a2))(r), 2)
	q := r.db.Driver().Dialect()
	script(r, fmt.Sprintf("INSERT INTO %s (%s, %s, %s) VALUES (%d, 'a', 1)", q.QuoteIdent("passages_cells"),
		q.QuoteIdent("passage_id"), q.QuoteIdent("cell_sheet"), q.QuoteIdent("cell_row"), ode.ID))
	asked := map[string]kin.Pred[*models.Passage]{
		"all of both": p.Cells.HasAll(a1, a2), "all of one": p.Cells.HasAll(a1), "any of others": p.Cells.HasAny(a2, b1),
		"exactly both": p.Cells.HasExactly(a1, a2), "exactly both, one twice": p.Cells.HasExactly(a1, a2, a1),
		"among three": p.Cells.SubsetOf(a1, a2, b1), "two different": kin.CountDistinct(p.Cells).Eq(2),
	}
	for name, pred := range asked {
		same(r, name, must(p.Filter(pred).Count(r.ctx, r.db))(r), 1)
	}
	denied := map[string]kin.Pred[*models.Passage]{
		"all of others": p.Cells.HasAll(a1, b1), "all of three": p.Cells.HasAll(a1, a2, b1), "any of another": p.Cells.HasAny(b1),
		"exactly one": p.Cells.HasExactly(a1), "exactly others": p.Cells.HasExactly(a1, b1),
		"exactly three": p.Cells.HasExactly(a1, a2, b1), "among others": p.Cells.SubsetOf(a1, b1),
	}
	for name, pred := range denied {
		same(r, "not "+name, must(p.Exclude(pred).Count(r.ctx, r.db))(r), 1)
	}
}
