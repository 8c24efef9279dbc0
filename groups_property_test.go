package kin_test

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// A group is what a test knows of the books of one author, who may be missing.
type group struct {
	author int64 // 0 is none
	rows   int64
	pages  *int64 // the sum, of those that are known
	last   string // the largest title
}

// naiveGroups puts books together by their authors.
func naiveGroups(books []*testmodels.Book) map[int64]group {
	groups := map[int64]group{}
	for _, b := range books {
		g := group{author: deref(b.AuthorID)}
		if old, ok := groups[g.author]; ok {
			g = old
		}
		g.rows++
		g.last = max(g.last, b.Title)
		if b.Pages != nil {
			g.pages = ptr(deref(g.pages) + *b.Pages)
		}
		groups[g.author] = g
	}
	return groups
}

func deref(n *int64) int64 {
	if n == nil {
		return 0
	}
	return *n
}

// TestGroupsAgainstMap compares groups of random rows, which random conditions choose
// before and after they are put together, with a map.
func TestGroupsAgainstMap(t *testing.T) { onEach(t, testGroupsAgainstMap) }

func testGroupsAgainstMap(t *testing.T, db *kin.DB) {
	m := testmodels.Books
	count, pages := kin.CountRows[*testmodels.Book](), kin.SumOf(m.Pages)
	rapid.Check(t, func(rt *rapid.T) {
		l := newLibrary(rt, db)
		where := l.bookCond(rt, 2)
		n, most := rapid.Int64Range(0, 4).Draw(rt, "n"), smallInts.Draw(rt, "most")
		having, keep := kin.And[*testmodels.Book](), func(group) bool { return true }
		switch rapid.IntRange(0, 3).Draw(rt, "having") {
		case 0:
			having, keep = count.Gt(n), func(g group) bool { return g.rows > n }
		case 1:
			having, keep = kin.Not(pages.Le(most)), func(g group) bool { return g.pages == nil || *g.pages > most }
		case 2:
			having = kin.Or(m.AuthorID.IsNull(), kin.And(pages.Le(most), count.Ge(n)))
			keep = func(g group) bool {
				return g.author == 0 || g.pages != nil && *g.pages <= most && g.rows >= n
			}
		}
		var want []group
		for _, g := range naiveGroups(l.booksWhere(where.eval)) {
			if keep(g) {
				want = append(want, g)
			}
		}
		slices.SortFunc(want, func(a, b group) int { return cmp.Or(cmp.Compare(b.rows, a.rows), cmp.Compare(a.author, b.author)) })
		q := kin.GroupBy(m.Filter(where.pred), m.AuthorID).Having(having)
		sameCount(rt, "groups", must(q.Count(ctx, db))(rt), len(want))
		limit := rapid.IntRange(0, 5).Draw(rt, "limit")
		rows := must(kin.Select3(q.OrderBy(count.Desc()).Limit(limit), kin.Nullable(m.AuthorID), kin.Nullable(pages), count).All(ctx, db))(rt)
		titles := must(kin.Select2(q, kin.Nullable(m.AuthorID), kin.MaxOf(m.Title)).All(ctx, db))(rt)
		if len(rows) != min(limit, len(want)) || len(titles) != len(want) {
			rt.Fatalf("%d and %d groups, not %v", len(rows), len(titles), want)
		}
		for i, r := range rows {
			w := want[i]
			if deref(r.A) != w.author || (r.B == nil) != (w.pages == nil) || deref(r.B) != deref(w.pages) || r.C != w.rows {
				rt.Fatalf("group %d is %v %v %v, not %+v", i, deref(r.A), deref(r.B), r.C, w)
			}
		}
		byAuthor := map[int64]string{}
		for _, r := range titles {
			byAuthor[deref(r.A)] = r.B
		}
		for _, w := range want {
			if byAuthor[w.author] != w.last {
				rt.Fatalf("the largest titles are %v, not %+v", maps.Clone(byAuthor), w)
			}
		}
	})
}

// TestGroupMistakes: what cannot be said of groups is an error of the call that runs it.
func TestGroupMistakes(t *testing.T) { onEach(t, testGroupMistakes) }

func testGroupMistakes(t *testing.T, db *kin.DB) {
	m := testmodels.Books
	count := kin.CountRows[*testmodels.Book]()
	byAuthor := kin.GroupBy(m.Query(), m.AuthorID)
	titles := func(g *kin.Groups[*testmodels.Book]) error {
		_, err := kin.Select1(g, kin.Nullable(m.AuthorID)).All(ctx, db)
		return err
	}
	_, selected := kin.Select1(byAuthor, m.Title).All(ctx, db)
	_, filtered := m.Filter(count.Gt(1)).All(ctx, db)
	_, sorted := m.OrderBy(count.Asc()).All(ctx, db)
	_, alone := kin.Select1(m.Query(), count).All(ctx, db)
	_, only := m.Only(kin.ViaKey(m.Genres, testmodels.Genres.Name)).All(ctx, db)
	_, joined := kin.Select1(kin.GroupBy(m.Query(), kin.ViaKey(m.Genres, testmodels.Genres.Name)), count).All(ctx, db)
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"select":      {selected, "Book.Title: it is neither a key of the groups nor an aggregate"},
		"order":       {titles(byAuthor.OrderBy(m.Title.Asc())), "Book.Title: it is neither a key"},
		"having":      {titles(byAuthor.Having(m.Title.Eq("a"))), "Book.Title: it is neither a key"},
		"related":     {titles(byAuthor.Having(m.Genres.Any())), "Having compares keys and aggregates of groups"},
		"of relation": {titles(byAuthor.Having(m.Genres.Count().Gt(1))), "it is neither a key"},
		"filter":      {filtered, "begin with GroupBy"},
		"sorted":      {sorted, "begin with GroupBy"},
		"alone":       {alone, "begin with GroupBy"},
		"limit":       {titles(kin.GroupBy(m.Limit(1), m.AuthorID)), "limit the groups instead"},
		"of groups":   {titles(byAuthor.Having(kin.MaxOf(count).Gt(1))), "an aggregate is over columns of rows"},
		"only":        {only, "is no column of Book itself"},
		"no join":     {joined, "add Join with Rows of that relation"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("%s: the error is %v, want %q", name, c.err, c.want)
		}
	}
}
