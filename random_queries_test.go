package kin_test

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
	"github.com/kinorm/kin/kintest"
)

// queriesEnv is the variable with the number of random queries.
const queriesEnv = "KIN_QUERIES"

// queriesOfRound are asked of the same rows.
const queriesOfRound = 100

// TestRandomQueries asks every database the same queries of the same random rows, and
// works out by hand what the answers are.
func TestRandomQueries(t *testing.T) {
	total := 400
	if s := os.Getenv(queriesEnv); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			t.Fatalf("%s is %q, not a number of queries", queriesEnv, s)
		}
		total = n
	}
	first := map[int][]question{} // what the first database was asked, by round
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := openTables(t, d, testmodels.Models)
			for round := range (total + queriesOfRound - 1) / queriesOfRound {
				asked := rapid.Custom(func(rt *rapid.T) []question { return ask(rt, db) }).Example(round)
				for i, q := range asked {
					if q.got != q.want {
						t.Fatalf("round %d, query %d, %s: %s, not %s", round, i, q.text, q.got, q.want)
					}
				}
				if first[round] == nil {
					first[round] = asked
				} else if !slices.Equal(asked, first[round]) {
					t.Fatalf("round %d: the first database was asked something else, or gave another answer", round)
				}
			}
		})
	}
}

// A question is a query in words, and its answer.
type question struct{ text, got, want string }

// ask makes random rows and asks of them.
func ask(rt *rapid.T, db *kin.DB) []question {
	l := newLibrary(rt, db)
	var out []question
	for len(out) < queriesOfRound {
		c := l.bookCond(rt, 3)
		q, rows := testmodels.Books.Filter(c.pred), l.booksWhere(c.eval)
		out = append(out,
			chosen(rt, db, &testmodels.Books.Table, l.books, c),
			chosen(rt, db, &testmodels.Persons.Table, l.people, l.personCond(rt, 3)),
			chosen(rt, db, &testmodels.Genres.Table, l.genres, l.genreCond(rt, 3)),
			chosen(rt, db, &testmodels.Chapters.Table, l.chapters, l.chapterCond(rt, 3)),
			sized(rt, db, q, c.text, rows), inPages(rt, db, l, q, c.text, rows), joined(rt, db, l, q, c.text, rows),
			distinct(rt, db, q, c.text, rows), summed(rt, db, l, q, c.text, rows), overall(rt, db, q, c.text, rows),
		)
	}
	return out[:queriesOfRound]
}

// chosen asks which rows a condition chooses, and which its negation.
func chosen[R any](rt *rapid.T, db *kin.DB, table *kin.Table[R, int64], rows []R, c cond[R]) question {
	var in, out []int64
	for _, r := range rows {
		if c.eval(r) {
			in = append(in, keyOf(r))
		}
		if not(c).eval(r) {
			out = append(out, keyOf(r))
		}
	}
	keys := func(rows []R) []int64 {
		var out []int64
		for _, r := range rows {
			out = append(out, keyOf(r))
		}
		return ascending(out)
	}
	got, left := must(table.Filter(c.pred).All(ctx, db))(rt), must(table.Exclude(c.pred).All(ctx, db))(rt)
	return question{"filter and exclude " + c.text, fmt.Sprint(keys(got), keys(left)), fmt.Sprint(ascending(in), ascending(out))}
}

// sized asks how many rows there are, and whether there is one.
func sized(rt *rapid.T, db *kin.DB, q *kin.Query[*testmodels.Book], text string, rows []*testmodels.Book) question {
	n, found := must(q.Count(ctx, db))(rt), must(q.Exists(ctx, db))(rt)
	return question{"count and exists of " + text, fmt.Sprint(n, found), fmt.Sprint(len(rows), len(rows) > 0)}
}

// An ordering is an order of books and what it means.
type ordering struct {
	text    string
	order   kin.Order[*testmodels.Book]
	compare func(a, b *testmodels.Book) int
}

// by makes an ordering by a value that may be absent, which comes first or last.
func by[V cmp.Ordered](text string, order kin.Order[*testmodels.Book], desc, nullsFirst bool, key func(*testmodels.Book) *V) ordering {
	return ordering{text, order, func(a, b *testmodels.Book) int {
		x, y := key(a), key(b)
		switch {
		case x == nil && y == nil:
			return 0
		case x == nil || y == nil:
			if (x == nil) == nullsFirst {
				return -1
			}
			return 1
		case desc:
			return cmp.Compare(*y, *x)
		default:
			return cmp.Compare(*x, *y)
		}
	}}
}

func (l *library) orderings() []ordering {
	m := testmodels.Books
	type book = testmodels.Book
	pages := func(b *book) *int64 { return b.Pages }
	subtitle := func(b *book) *string { return b.Subtitle }
	author := func(b *book) *string {
		if p := l.person(b.AuthorID); p != nil {
			return &p.Name
		}
		return nil
	}
	return []ordering{
		by("pages", m.Pages.Asc(), false, true, pages), by("-pages", m.Pages.Desc(), true, false, pages),
		by("pages, NULLs last", m.Pages.Asc().NullsLast(), false, false, pages),
		by("-subtitle, NULLs first", m.Subtitle.Desc().NullsFirst(), true, true, subtitle),
		by("subtitle", m.Subtitle.Asc(), false, true, subtitle),
		by("title", m.Title.Asc(), false, false, func(b *book) *string { return &b.Title }),
		by("-rating", m.Rating.Desc(), true, false, func(b *book) *float64 { return b.Rating }),
		by("author.name", m.Author.Name.Asc(), false, true, author),
		by("-genres.count", m.Genres.Count().Desc(), true, false, func(b *book) *int { return ptr(len(l.genresOf[b.ID])) }),
		by("max genres.rank", kin.Max(m.Genres, testmodels.Genres.Rank).Asc(), false, true, func(b *book) *int64 { return maxRank(l.genresOf[b.ID]) }),
	}
}

func maxRank(genres []*testmodels.Genre) *int64 {
	var out *int64
	for _, g := range genres {
		if g.Rank != nil && (out == nil || *g.Rank > *out) {
			out = g.Rank
		}
	}
	return out
}

// inPages asks for some rows of an order.
func inPages(rt *rapid.T, db *kin.DB, l *library, q *kin.Query[*testmodels.Book], text string, rows []*testmodels.Book) question {
	orders := rapid.SliceOfN(rapid.SampledFrom(l.orderings()), 0, 3).Draw(rt, "orders")
	limit, offset := rapid.IntRange(0, 6).Draw(rt, "limit"), rapid.IntRange(0, 3).Draw(rt, "offset")
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b *testmodels.Book) int {
		for _, o := range orders {
			if n := o.compare(a, b); n != 0 {
				return n
			}
		}
		return cmp.Compare(a.ID, b.ID)
	})
	by := make([]kin.Order[*testmodels.Book], 0, len(orders)+1)
	for _, o := range orders {
		by = append(by, o.order)
		text += ", by " + o.text
	}
	got := must(q.OrderBy(append(by, testmodels.Books.ID.Asc())...).Limit(limit).Offset(offset).All(ctx, db))(rt)
	rows = rows[min(offset, len(rows)):]
	rows = rows[:min(limit, len(rows))]
	return question{fmt.Sprintf("%d from %d of %s", limit, offset, text), fmt.Sprint(bookIDs(rt, got, nil)), fmt.Sprint(bookIDs(rt, rows, nil))}
}

// joined asks for a row for each genre that fulfils a condition, and for the rows
// that are left of them without repetition.
func joined(rt *rapid.T, db *kin.DB, l *library, q *kin.Query[*testmodels.Book], text string, rows []*testmodels.Book) question {
	genre := l.genreCond(rt, 1)
	var each, once []int64
	for _, b := range rows {
		n := 0
		for _, g := range l.genresOf[b.ID] {
			if genre.eval(g) {
				n++
				each = append(each, b.ID)
			}
		}
		if n > 0 {
			once = append(once, b.ID)
		}
	}
	q = q.Join(testmodels.Books.Genres.Rows(genre.pred))
	all, few := must(q.All(ctx, db))(rt), must(q.Distinct().All(ctx, db))(rt)
	counts := fmt.Sprint(must(q.Count(ctx, db))(rt), must(q.Distinct().Count(ctx, db))(rt))
	return question{
		text + " joined with genres of " + genre.text,
		fmt.Sprint(ascending(bookIDs(rt, all, nil)), ascending(bookIDs(rt, few, nil)), counts),
		fmt.Sprint(ascending(each), ascending(once), fmt.Sprint(len(each), len(once))),
	}
}

// distinct asks for the different values of a column.
func distinct(rt *rapid.T, db *kin.DB, q *kin.Query[*testmodels.Book], text string, rows []*testmodels.Book) question {
	m := testmodels.Books
	show := func(p *int64) string {
		if p == nil {
			return "-"
		}
		return fmt.Sprint(*p)
	}
	var got, want []string
	for _, p := range must(kin.Select1(q.OrderBy(m.Pages.Asc()).Distinct(), kin.Nullable(m.Pages)).All(ctx, db))(rt) {
		got = append(got, show(p))
	}
	pages := slices.Clone(rows)
	slices.SortFunc(pages, by("", m.Pages.Asc(), false, true, func(b *testmodels.Book) *int64 { return b.Pages }).compare)
	for _, b := range pages {
		want = append(want, show(b.Pages))
	}
	return question{"distinct pages of " + text, fmt.Sprint(got), fmt.Sprint(slices.Compact(want))}
}

// summed asks for aggregates over relations of each row.
func summed(rt *rapid.T, db *kin.DB, l *library, q *kin.Query[*testmodels.Book], text string, rows []*testmodels.Book) question {
	m, genre := testmodels.Books, l.genreCond(rt, 1)
	var got, want []string
	line := func(id, n int64, sum *int64) string {
		if sum == nil {
			return fmt.Sprint(id, " ", n, " -")
		}
		return fmt.Sprint(id, " ", n, " ", *sum)
	}
	selected := kin.Select3(q.OrderBy(m.ID.Asc()), m.ID, m.Chapters.Count(), kin.Nullable(kin.Sum(m.Genres, testmodels.Genres.Rank, genre.pred)))
	for _, r := range must(selected.All(ctx, db))(rt) {
		got = append(got, line(r.A, r.B, r.C))
	}
	for _, b := range rows {
		var sum *int64
		for _, g := range l.genresOf[b.ID] {
			if genre.eval(g) && g.Rank != nil {
				sum = ptr(*g.Rank + *cmp.Or(sum, new(int64)))
			}
		}
		want = append(want, line(b.ID, int64(len(l.chaptersOf(b))), sum))
	}
	slices.Sort(got)
	slices.Sort(want)
	return question{"chapters and ranks of genres with " + genre.text + " of " + text, fmt.Sprint(got), fmt.Sprint(want)}
}

// overall asks for aggregates over all rows of a query.
func overall(rt *rapid.T, db *kin.DB, q *kin.Query[*testmodels.Book], text string, rows []*testmodels.Book) question {
	m := testmodels.Books
	type totals struct {
		sum  float64
		most int64
	}
	got, want := map[int64]totals{}, map[int64]totals{}
	groups := kin.Select3(kin.GroupBy(q.Filter(m.Pages.NotNull(), m.Rating.NotNull()), m.Pages), m.Pages, kin.SumOf(m.Rating), kin.MaxOf(m.ID))
	for _, r := range must(groups.All(ctx, db))(rt) {
		got[r.A] = totals{r.B, r.C}
	}
	for _, b := range rows {
		if b.Pages != nil && b.Rating != nil {
			t := want[*b.Pages]
			want[*b.Pages] = totals{t.sum + *b.Rating, max(t.most, b.ID)}
		}
	}
	return question{"ratings by pages of " + text, fmt.Sprint(got), fmt.Sprint(want)}
}
