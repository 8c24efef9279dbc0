package conformance

import (
	"fmt"
	"strings"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// preloads are cases about related rows that are loaded with objects.
func preloads() []example { return append(loading(), choosing()...) }

// loading are cases about what objects hold afterwards.
func loading() []example {
	a, b, t, n := models.Authors, models.Books, models.Tags, models.Nodes
	return []example{
		{"every kind of relation", nil, func(r *run) {
			newLibrary(r)
			list := must(b.Preload(b.Author.Preload(a.Profile), b.Editor, b.Tags, b.Shelves, b.Chapters).All(r.ctx, r.db))(r)
			same(r, "books", names(list, describe), []string{
				"Dune by Ann who writes edited by Bob: blue, red on low -, top 1 with 2",
				"Emma by Ann who writes: red on top 2 with 1",
				"Faust edited by Bob:",
				"Gulliver by Bob: blue, gold, red on low 3",
			})
		}},
		{"one statement for each relation", nil, func(r *run) {
			newLibrary(r)
			r.within(5, func(db *kin.DB) {
				_ = must(b.Preload(b.Author, b.Tags, b.Shelves, b.Chapters).All(r.ctx, db))(r)
			})
		}},
		{"the other ends", nil, func(r *run) {
			newLibrary(r)
			list := must(a.Preload(a.Books.Preload(b.Tags), a.Edited, a.Profile).All(r.ctx, r.db))(r)
			var got []string
			for _, x := range list {
				got = append(got, fmt.Sprint(x.Name, names(x.Books.MustItems(), title), names(x.Edited.MustItems(), title), x.Profile.MustItem() != nil))
			}
			same(r, "authors", got, []string{"Ann[Dune Emma] [] true", "Bob[Gulliver] [Dune Faust] false", "Cid[] [] false"})
			tags := must(t.Preload(t.Books).All(r.ctx, r.db))(r)
			same(r, "books of gold", names(tags[1].Books.MustItems(), title), []string{"Gulliver"})
		}},
		{"a row that many refer to is one object", nil, func(r *run) {
			newLibrary(r)
			list := must(b.Preload(b.Author, b.Editor).All(r.ctx, r.db))(r)
			if list[0].Author != list[1].Author {
				r.Error("one author is two objects")
			}
			if list[0].Editor == list[3].Author {
				r.Error("an editor and an author are one object")
			}
		}},
		{"into objects that exist", nil, func(r *run) {
			l := newLibrary(r)
			list := []*models.Book{l.faust, l.dune}
			r.ok(b.Load(r.ctx, r.db, list, b.Tags, b.Author))
			same(r, "Dune", names(l.dune.Tags.MustItems(), tagName), []string{"blue", "red"})
			same(r, "Faust", names(l.faust.Tags.MustItems(), tagName), []string{})
			same(r, "author", l.dune.Author.Name, "Ann")
			if _, err := l.emma.Tags.Items(); err == nil {
				r.Error("Emma was not loaded, and says no error")
			}
		}},
		{"what is not loaded says so", nil, func(r *run) {
			newLibrary(r)
			x := must(b.First(r.ctx, r.db))(r)
			_, err := x.Tags.Items()
			r.is("set", err, kin.ErrNotLoaded)
			_, err = must(a.First(r.ctx, r.db))(r).Profile.Item()
			r.is("one", err, kin.ErrNotLoaded)
			same(r, "author", b.Author.Loaded(x), false)
		}},
		{"a tree over several levels", nil, func(r *run) {
			root := tree(r)
			list := must(n.Filter(n.ID.Eq(root.ID)).Preload(kin.Depth(n.Children, 3)).All(r.ctx, r.db))(r)
			same(r, "tree", outline(list), "root(a(aa(aaa) ab) b)")
		}},
		{"for a thousand owners", nil, func(r *run) {
			list := many(r, 1000)
			tag := &models.Tag{Name: "all"}
			r.ok(t.Create(r.ctx, r.db, tag))
			same(r, "links", must(tag.Books.Add(r.ctx, r.db, list...))(r), 1000)
			r.within(3, func(db *kin.DB) {
				for _, x := range must(b.Preload(b.Tags).All(r.ctx, db))(r) {
					if items := x.Tags.MustItems(); len(items) != 1 || items[0].ID != tag.ID {
						r.Fatalf("%q has %d tags", x.Title, len(items))
					}
				}
			})
		}},
		{"natural, wide and composite keys", nil, wideKeys},
	}
}

// choosing are cases about which related rows are loaded, and in which order.
func choosing() []example {
	b, c, t, s, p := models.Books, models.Chapters, models.Tags, models.Shelves, models.Placements
	return []example{
		{"limit, offset and order are of each owner", nil, func(r *run) {
			newLibrary(r)
			of := func(load kin.Preloader[*models.Book]) (got []string) {
				for _, x := range must(b.Preload(load).All(r.ctx, r.db))(r) {
					got = append(got, strings.Join(names(x.Tags.MustItems(), tagName), " "))
				}
				return got
			}
			same(r, "limit", of(b.Tags.Limit(1)), []string{"blue", "red", "", "blue"})
			same(r, "limit, descending", of(b.Tags.OrderBy(t.Name.Desc()).Limit(2)), []string{"red blue", "red", "", "red gold"})
			same(r, "offset", of(b.Tags.OrderBy(t.Name.Asc()).Offset(1)), []string{"red", "", "", "gold red"})
			same(r, "both", of(b.Tags.OrderBy(t.Rank.Asc()).Limit(1).Offset(1)), []string{"red", "", "", "red"})
			same(r, "with a condition", of(b.Tags.Filter(t.Rank.NotNull()).Limit(1)), []string{"red", "red", "", "gold"})
			same(r, "limit of zero", of(b.Tags.Limit(0)), []string{"", "", "", ""})
		}},
		{"limit of children", nil, func(r *run) {
			newLibrary(r)
			var got []int32
			for _, x := range must(b.Preload(b.Chapters.OrderBy(c.Number.Desc()).Limit(1)).All(r.ctx, r.db))(r) {
				for _, chapter := range x.Chapters.MustItems() {
					got = append(got, chapter.Number)
				}
			}
			same(r, "last chapters", got, []int32{2, 1})
		}},
		{"conditions choose what is loaded, not the owners", nil, func(r *run) {
			newLibrary(r)
			list := must(b.Preload(b.Tags.Filter(t.Name.Eq("gold"))).All(r.ctx, r.db))(r)
			same(r, "books", len(list), 4)
			same(r, "Dune", names(list[0].Tags.MustItems(), tagName), []string{})
			same(r, "Gulliver", names(list[3].Tags.MustItems(), tagName), []string{"gold"})
		}},
		{"in the order of the links, by a condition on them", nil, func(r *run) {
			l := newLibrary(r)
			_ = must(l.faust.Shelves.AddWith(r.ctx, r.db, models.Placement{Position: ptr[int64](-7)}, l.top))(r)
			list := must(s.Preload(s.Books.Filter(s.Books.LinkWhere(p.Position.NotNull())).OrderBy(s.Books.ByLink(p.Position.Desc()))).All(r.ctx, r.db))(r)
			same(r, "top", names(list[1].Books.MustItems(), title), []string{"Emma", "Dune", "Faust"})
			same(r, "low", names(list[0].Books.MustItems(), title), []string{"Gulliver"})
		}},
	}
}

// describe writes a book with all that was loaded.
func describe(x *models.Book) string {
	text := x.Title
	if x.Author != nil {
		text += " by " + x.Author.Name
		if p := &x.Author.Profile; p.Loaded() && p.MustItem() != nil {
			text += " who " + p.MustItem().Bio
		}
	}
	if x.Editor != nil {
		text += " edited by " + x.Editor.Name
	}
	text += ":"
	if tags := x.Tags.MustItems(); len(tags) > 0 {
		text += " " + strings.Join(names(tags, tagName), ", ")
	}
	var shelves []string
	for _, l := range x.Shelves.MustLinks() {
		place := "-"
		if l.Link.Position != nil {
			place = fmt.Sprint(*l.Link.Position)
		}
		shelves = append(shelves, l.Target.Name+" "+place)
	}
	if len(shelves) > 0 {
		text += " on " + strings.Join(shelves, ", ")
	}
	if chapters := x.Chapters.MustItems(); len(chapters) > 0 {
		text += fmt.Sprint(" with ", len(chapters))
	}
	return text
}

// tree stores nodes and returns the root.
func tree(r *run) *models.Node {
	r.Helper()
	byName := map[string]*models.Node{}
	for _, edge := range []struct{ name, parent string }{{"root", ""}, {"a", "root"}, {"b", "root"}, {"aa", "a"}, {"ab", "a"}, {"aaa", "aa"}} {
		node := &models.Node{Name: edge.name, Parent: byName[edge.parent]}
		r.ok(models.Nodes.Create(r.ctx, r.db, node))
		byName[edge.name] = node
	}
	return byName["root"]
}

// outline writes nodes with their loaded children.
func outline(list []*models.Node) string {
	var parts []string
	for _, n := range list {
		part := n.Name
		if n.Children.Loaded() && len(n.Children.MustItems()) > 0 {
			part += "(" + outline(n.Children.MustItems()) + ")"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

// wideKeys goes along relations whose keys are no numbers, or two columns.
func wideKeys(r *run) {
	uk, de := &models.Country{Code: "UK", Name: "United Kingdom"}, &models.Country{Code: "DE", Name: "Germany"}
	r.ok(models.Countries.CreateMany(r.ctx, r.db, []*models.Country{uk, de}))
	r.ok(models.Cities.CreateMany(r.ctx, r.db, []*models.City{
		{ID: models.UUID{0: 1}, Name: "York", Country: uk}, {ID: models.UUID{15: 1}, Name: "Bath", CountryCode: ptr("UK")}, {ID: models.UUID{}, Name: "Atlantis"},
	}))
	r.ok(models.Envoys.Create(r.ctx, r.db, &models.Envoy{Name: "E", Country: de}))
	cells := []*models.Cell{{Sheet: "s", Row: 1}, {Sheet: "s", Row: 2}, {Sheet: "t", Row: 1}}
	r.ok(models.Cells.CreateMany(r.ctx, r.db, cells))
	r.ok(models.Notes.CreateMany(r.ctx, r.db, []*models.Note{{Cell: cells[0], Text: "one"}, {CellSheet: ptr("t"), CellRow: ptr[int64](1), Text: "two"}, {Text: "free"}}))
	union := &models.Union{Number: 7, Name: "U"}
	r.ok(models.Unions.Create(r.ctx, r.db, union))
	same(r, "countries added", must(union.Countries.Add(r.ctx, r.db, uk, de))(r), 2)
	marks := []*models.Mark{{Name: "x"}, {Name: "y"}}
	r.ok(models.Marks.CreateMany(r.ctx, r.db, marks))
	same(r, "marks added", must(cells[2].Marks.Add(r.ctx, r.db, marks...))(r), 2)
	same(r, "cells added", must(marks[0].Cells.Add(r.ctx, r.db, cells...))(r), 2)

	var got []string
	c := models.Countries
	for _, x := range must(c.Preload(c.Cities, c.Envoys, c.Unions).All(r.ctx, r.db))(r) {
		got = append(got, fmt.Sprint(x.Code, len(x.Cities.MustItems()), len(x.Envoys.MustItems()), len(x.Unions.MustItems())))
	}
	same(r, "countries", got, []string{"DE0 1 1", "UK2 0 1"})
	got = nil
	for _, x := range must(models.Cells.Preload(models.Cells.Notes, models.Cells.Marks).All(r.ctx, r.db))(r) {
		got = append(got, fmt.Sprint(x.Sheet, x.Row, len(x.Notes.MustItems()), len(x.Marks.MustItems())))
	}
	same(r, "cells", got, []string{"s1 1 1", "s2 0 1", "t1 1 2"})
	got = nil
	for _, x := range must(models.Notes.Preload(models.Notes.Cell).All(r.ctx, r.db))(r) {
		got = append(got, x.Text+fmt.Sprint(x.Cell != nil))
	}
	same(r, "notes", got, []string{"freefalse", "onetrue", "twotrue"})
	same(r, "by a composite key", must(models.Cells.Get(r.ctx, r.db, models.CellKey{Sheet: "t", Row: 1}))(r).Sheet, "t")
	same(r, "cells with both marks", must(models.Cells.Filter(models.Cells.Marks.HasAll(marks...)).Count(r.ctx, r.db))(r), 1)
	same(r, "marks of exactly a cell", must(models.Marks.Filter(models.Marks.Cells.HasExactly(cells[2])).Count(r.ctx, r.db))(r), 1)
	same(r, "cells removed", must(marks[0].Cells.Remove(r.ctx, r.db, cells[0], cells[2]))(r), 2)
	same(r, "cities of the country", must(c.Filter(c.Cities.Any(models.Cities.ID.Eq(models.UUID{15: 1}))).Get(r.ctx, r.db))(r).Code, "UK")
}
