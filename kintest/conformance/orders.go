package conformance

import (
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

type bookQuery = *kin.Query[*models.Book]

// ordered is a case: the books of a query, in its order.
func ordered(name string, q func(l *library) bookQuery, want ...string) example {
	return example{name, nil, func(r *run) {
		q := q(newLibrary(r))
		same(r, "books", names(must(q.All(r.ctx, r.db))(r), title), append([]string{}, want...))
		same(r, "count", must(q.Count(r.ctx, r.db))(r), int64(len(want)))
		same(r, "exists", must(q.Exists(r.ctx, r.db))(r), len(want) > 0)
		var each []string
		for b, err := range q.Each(r.ctx, r.db) {
			r.ok(err)
			each = append(each, b.Title)
		}
		if fmt.Sprint(each) != fmt.Sprint(want) {
			r.Errorf("each: %q, want %q", each, want)
		}
	}}
}

// orders are cases about the order and the number of rows.
func orders() []example {
	m, a, t, p := models.Books, models.Authors, models.Tags, models.Placements
	rows := func(q bookQuery) func(*library) bookQuery { return func(*library) bookQuery { return q } }
	joined := m.Join(m.Tags.Rows())
	return []example{
		ordered("the model's order", rows(m.Query()), "Dune", "Emma", "Faust", "Gulliver"),
		ordered("NULL comes first", rows(m.OrderBy(m.Pages.Asc(), m.Title.Asc())), "Emma", "Faust", "Gulliver", "Dune"),
		ordered("and last, descending", rows(m.OrderBy(m.Pages.Desc(), m.Title.Desc())), "Dune", "Gulliver", "Faust", "Emma"),
		ordered("NULLS LAST", rows(m.OrderBy(m.Pages.Asc().NullsLast(), m.Title.Asc())), "Faust", "Gulliver", "Dune", "Emma"),
		ordered("NULLS FIRST", rows(m.OrderBy(m.Pages.Desc().NullsFirst(), m.Title.Asc())), "Emma", "Dune", "Faust", "Gulliver"),
		ordered("by a related row, none is NULL", rows(m.OrderBy(m.Editor.Name.Asc(), m.Title.Desc())), "Gulliver", "Emma", "Faust", "Dune"),
		ordered("by an order of the related row", rows(m.OrderBy(m.Author.By(a.Age.Desc()), m.Title.Asc())), "Dune", "Emma", "Gulliver", "Faust"),
		ordered("by a count", rows(m.OrderBy(m.Tags.Count().Desc(), m.Title.Asc())), "Gulliver", "Dune", "Emma", "Faust"),
		ordered("by the largest, of none is NULL", rows(m.OrderBy(kin.Max(m.Tags, t.Rank).Asc(), m.Title.Asc())), "Faust", "Dune", "Emma", "Gulliver"),
		ordered("by the smallest, NULL last", rows(m.OrderBy(kin.Min(m.Tags, t.Name).Asc().NullsLast(), m.Title.Asc())), "Dune", "Gulliver", "Emma", "Faust"),
		ordered("limit", rows(m.Limit(2)), "Dune", "Emma"),
		ordered("limit and offset", rows(m.Limit(2).Offset(1)), "Emma", "Faust"),
		ordered("offset without limit", rows(m.OrderBy(m.Title.Desc()).Offset(3)), "Dune"),
		ordered("offset beyond the end", rows(m.Limit(2).Offset(9))),
		ordered("limit of zero", rows(m.Limit(0))),
		ordered("limit of a filter", rows(m.Filter(m.Tags.Any()).Limit(2).Offset(1)), "Emma", "Gulliver"),
		ordered("a row for each match", rows(joined.OrderBy(m.Title.Asc())), "Dune", "Dune", "Emma", "Gulliver", "Gulliver", "Gulliver"),
		ordered("for each match that is filtered", rows(m.Join(m.Tags.Rows(t.Rank.NotNull()))), "Dune", "Emma", "Gulliver", "Gulliver"),
		ordered("limit counts matches", rows(joined.Limit(3)), "Dune", "Dune", "Emma"),
		ordered("distinct folds them", rows(joined.Distinct()), "Dune", "Emma", "Gulliver"),
		ordered("limit counts what distinct leaves", rows(joined.Distinct().Limit(2).Offset(1)), "Emma", "Gulliver"),
		ordered("matches by a column of the link", rows(m.Join(m.Shelves.Rows(m.Shelves.LinkWhere(p.Position.NotNull())))), "Dune", "Emma", "Gulliver"),
		ordered("matches of children", rows(m.Join(m.Chapters.Rows()).Filter(m.Pages.NotNull())), "Dune", "Dune"),
		{"pages of equal rows neither repeat nor miss one", nil, pages},
		{"a set is a query", nil, func(r *run) {
			l := newLibrary(r)
			set := &l.gulliver.Tags
			same(r, "all", names(must(set.All(r.ctx, r.db))(r), tagName), []string{"blue", "gold", "red"})
			same(r, "filter", names(must(set.Filter(t.Rank.NotNull()).OrderBy(t.Rank.Desc()).All(r.ctx, r.db))(r), tagName), []string{"gold", "red"})
			same(r, "exclude", names(must(set.Exclude(t.Rank.NotNull()).All(r.ctx, r.db))(r), tagName), []string{"blue"})
			same(r, "limit", names(must(set.Limit(1).All(r.ctx, r.db))(r), tagName), []string{"blue"})
			same(r, "of several", names(must(m.Tags.OfKeys(m.Keys(l.dune.ID, l.emma.ID)).All(r.ctx, r.db))(r), tagName), []string{"blue", "red"})
			same(r, "count", must(set.Count(r.ctx, r.db))(r), 3)
		}},
		{"rows of a join are not written", nil, func(r *run) {
			newLibrary(r)
			_, err := joined.Update(r.ctx, r.db, m.Sold.Set(1))
			if err == nil {
				r.Error("update did not refuse")
			}
			_, err = joined.Delete(r.ctx, r.db)
			if err == nil {
				r.Error("delete did not refuse")
			}
			same(r, "books", must(m.Filter(m.Sold.Ne(1)).Count(r.ctx, r.db))(r), 4)
		}},
	}
}

// pages reads rows that an order does not tell apart page by page.
func pages(r *run) {
	var list []*models.Book
	for i := range 25 {
		list = append(list, &models.Book{Title: "x", Pages: ptr(int64(i % 3))})
	}
	m := models.Books
	r.ok(m.CreateMany(r.ctx, r.db, list))
	for name, q := range map[string]bookQuery{"one value": m.OrderBy(m.Title.Asc()), "three values": m.OrderBy(m.Pages.Desc())} {
		seen := map[int64]int{}
		for offset := 0; offset < 25; offset += 4 {
			for _, b := range must(q.Limit(4).Offset(offset).All(r.ctx, r.db))(r) {
				seen[b.ID]++
			}
		}
		for _, b := range list {
			if seen[b.ID] != 1 {
				r.Errorf("%s: row %d is on %d pages", name, b.ID, seen[b.ID])
			}
		}
	}
}
