package kin_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

func bookIDs(t fataler, books []*testmodels.Book, err error) []int64 {
	t.Helper()
	check(t, err)
	ids := make([]int64, len(books))
	for i, b := range books {
		ids[i] = b.ID
	}
	return ids
}

func ascending(ids []int64) []int64 {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return ids
}

func sameIDs(t fataler, what string, c cond[*testmodels.Book], got, want []int64) {
	t.Helper()
	if !slices.Equal(ascending(got), ascending(want)) {
		t.Fatalf("%s of %s: %v, not %v", what, c.text, ascending(got), ascending(want))
	}
}

// TestFilterMeansWhatItSays compares random conditions with their meaning over
// the same rows in memory.
func TestFilterMeansWhatItSays(t *testing.T) { onEach(t, testFilterMeansWhatItSays) }

func testFilterMeansWhatItSays(t *testing.T, db *kin.DB) {
	m := testmodels.Books
	rapid.Check(t, func(rt *rapid.T) {
		l := newLibrary(rt, db)
		for range 12 {
			c := l.bookCond(rt, 3)
			d := l.bookCond(rt, 2)
			opposite := not(c)
			var in, out []int64
			for _, b := range l.books {
				if c.eval(b) {
					in = append(in, b.ID)
				}
				if opposite.eval(b) {
					out = append(out, b.ID)
				}
			}
			if !c.empty && len(in)+len(out) != len(l.books) {
				rt.Fatalf("%d and %d of %d rows", len(in), len(out), len(l.books))
			}
			find := func(preds ...kin.Pred[*testmodels.Book]) []int64 {
				rt.Helper()
				books, err := m.Filter(preds...).All(ctx, db)
				return bookIDs(rt, books, err)
			}
			sql, args, err := m.Filter(c.pred).SQL(db)
			check(rt, err)
			rt.Logf("%s %v", sql, args)
			sameIDs(rt, "filter", c, find(c.pred), in)
			excluded, err := m.Exclude(c.pred).All(ctx, db)
			sameIDs(rt, "exclude", c, bookIDs(rt, excluded, err), out)
			sameIDs(rt, "not", c, find(kin.Not(c.pred)), out)
			sameIDs(rt, "not not", c, find(kin.Not(kin.Not(c.pred))), in)
			if c.empty || d.empty {
				continue
			}
			sameIDs(rt, "De Morgan", all([]cond[*testmodels.Book]{c, d}),
				find(kin.Not(kin.And(c.pred, d.pred))), find(kin.Or(kin.Not(c.pred), kin.Not(d.pred))))
			sameIDs(rt, "De Morgan", some([]cond[*testmodels.Book]{c, d}),
				find(kin.Not(kin.Or(c.pred, d.pred))), find(kin.Not(c.pred), kin.Not(d.pred)))
		}
	})
}

// TestOtherConditionsMeanWhatTheySay does the same from the other models.
func TestOtherConditionsMeanWhatTheySay(t *testing.T) { onEach(t, testOtherConditionsMeanWhatTheySay) }

func testOtherConditionsMeanWhatTheySay(t *testing.T, db *kin.DB) {
	rapid.Check(t, func(rt *rapid.T) {
		l := newLibrary(rt, db)
		for range 6 {
			meansWhatItSays(rt, db, &testmodels.Persons.Table, l.people, l.personCond(rt, 3))
			meansWhatItSays(rt, db, &testmodels.Genres.Table, l.genres, l.genreCond(rt, 3))
			meansWhatItSays(rt, db, &testmodels.Chapters.Table, l.chapters, l.chapterCond(rt, 3))
		}
	})
}

func meansWhatItSays[R any](rt *rapid.T, db *kin.DB, table *kin.Table[R, int64], rows []R, c cond[R]) {
	rt.Helper()
	var want, got []int64
	for _, r := range rows {
		if c.eval(r) {
			want = append(want, keyOf(r))
		}
	}
	for _, r := range must(table.Filter(c.pred).All(ctx, db))(rt) {
		got = append(got, keyOf(r))
	}
	if !slices.Equal(ascending(got), ascending(want)) {
		rt.Fatalf("filter of %s: %v, not %v", c.text, ascending(got), ascending(want))
	}
	if n := must(table.Exclude(c.pred).Count(ctx, db))(rt); !c.empty && n+int64(len(got)) != int64(len(rows)) {
		rt.Fatalf("exclude of %s: %d and %d of %d rows", c.text, n, len(got), len(rows))
	}
}

// TestReadingAgrees: every way to read a query gives the same rows.
func TestReadingAgrees(t *testing.T) { onEach(t, testReadingAgrees) }

func testReadingAgrees(t *testing.T, db *kin.DB) {
	rapid.Check(t, func(rt *rapid.T) {
		l := newLibrary(rt, db)
		c := l.bookCond(rt, 2)
		q := testmodels.Books.Filter(c.pred).OrderBy(randomOrder(rt)...)
		readingAgrees(rt, db, q, c)
		check(rt, db.InTx(ctx, func(tx *kin.Tx) error {
			readingAgrees(rt, tx, q, c)
			return nil
		}))
	})
}

func randomOrder(rt *rapid.T) []kin.Order[*testmodels.Book] {
	m := testmodels.Books
	orders := []kin.Order[*testmodels.Book]{
		m.Pages.Asc(), m.Pages.Desc(), m.Pages.Asc().NullsLast(), m.Subtitle.Desc().NullsFirst(),
		m.Author.Name.Asc(), m.Author.Age.Desc(), m.Genres.Count().Desc(), kin.Max(m.Genres, testmodels.Genres.Rank).Asc(),
	}
	return rapid.SliceOfNDistinct(rapid.SampledFrom(orders), 0, 3, func(o kin.Order[*testmodels.Book]) kin.Order[*testmodels.Book] { return o }).Draw(rt, "order")
}

func readingAgrees(rt *rapid.T, db kin.Executor, q *kin.Query[*testmodels.Book], c cond[*testmodels.Book]) {
	rt.Helper()
	total := q.Limit(1000) // a limited query has a total order
	books, err := total.All(ctx, db)
	want := bookIDs(rt, books, err)
	unlimited, err := q.All(ctx, db)
	sameIDs(rt, "without a limit", c, bookIDs(rt, unlimited, err), want)
	if n := must(q.Count(ctx, db))(rt); n != int64(len(want)) {
		rt.Fatalf("count of %s is %d, not %d", c.text, n, len(want))
	}
	if found := must(q.Exists(ctx, db))(rt); found != (len(want) > 0) {
		rt.Fatalf("exists of %s is %v with %d rows", c.text, found, len(want))
	}
	inOrder := func(what string, got []int64) {
		rt.Helper()
		if !slices.Equal(got, want) {
			rt.Fatalf("%s of %s: %v, not %v", what, c.text, got, want)
		}
	}
	size := rapid.IntRange(1, 4).Draw(rt, "page")
	var pages []int64
	for from := 0; from <= len(want); from += size {
		page, err := q.Limit(size).Offset(from).All(ctx, db)
		pages = append(pages, bookIDs(rt, page, err)...)
		if n := must(q.Limit(size).Offset(from).Count(ctx, db))(rt); n != int64(len(page)) {
			rt.Fatalf("count of a page is %d, not %d", n, len(page))
		}
	}
	inOrder("pages", pages)
	var each, nested []int64
	for b, err := range total.Each(ctx, db) {
		check(rt, err)
		each = append(each, b.ID)
		nested = append(nested, must(testmodels.Books.Get(ctx, db, b.ID))(rt).ID)
	}
	inOrder("each", each)
	inOrder("queries in each", nested)
	var preloaded []int64
	for b, err := range total.Preload(testmodels.Books.Genres).Each(ctx, db) {
		check(rt, err)
		preloaded = append(preloaded, b.ID)
	}
	inOrder("each with preload", preloaded)
	inOrder("select", must(kin.Select1(total, testmodels.Books.ID).All(ctx, db))(rt))
	if len(want) > 0 {
		first := must(q.First(ctx, db))(rt)
		last := must(q.Last(ctx, db))(rt)
		inOrder("first and last", append([]int64{first.ID}, append(slices.Clone(want[1:max(1, len(want)-1)]), last.ID)[:len(want)-1]...))
	}
}
