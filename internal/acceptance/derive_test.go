package acceptance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
	"github.com/kinorm/kin/kintest"
	"pgregory.net/rapid"
)

// derivations make a query from another. Each takes a random number, so that what
// two of them add is told apart.
var derivations = []func(q *kin.Query[*Book], n int) *kin.Query[*Book]{
	func(q *kin.Query[*Book], n int) *kin.Query[*Book] { return q.Filter(Books.Pages.Eq(int64(n))) },
	func(q *kin.Query[*Book], n int) *kin.Query[*Book] {
		return q.Filter(Books.Title.Eq(fmt.Sprint(n)), Books.Tags.Any(Tags.ID.Eq(int64(n))))
	},
	func(q *kin.Query[*Book], n int) *kin.Query[*Book] { return q.Exclude(Books.Rating.Gt(float64(n))) },
	func(q *kin.Query[*Book], _ int) *kin.Query[*Book] { return q.OrderBy(Books.Pages.Desc()) },
	func(q *kin.Query[*Book], _ int) *kin.Query[*Book] {
		return q.OrderBy(Books.Author.Name.Asc(), Books.Tags.Count().Desc())
	},
	func(q *kin.Query[*Book], n int) *kin.Query[*Book] { return q.Limit(n) },
	func(q *kin.Query[*Book], n int) *kin.Query[*Book] { return q.Offset(n) },
	func(q *kin.Query[*Book], _ int) *kin.Query[*Book] { return q.Distinct() },
	func(q *kin.Query[*Book], n int) *kin.Query[*Book] {
		return q.Join(Books.Tags.Rows(Tags.Rank.Gt(int64(n))))
	},
	func(q *kin.Query[*Book], _ int) *kin.Query[*Book] { return q.Only(Books.Title) },
	func(q *kin.Query[*Book], _ int) *kin.Query[*Book] { return q.Defer(Books.Extra, Books.Printed) },
	func(q *kin.Query[*Book], _ int) *kin.Query[*Book] { return q.Preload(Books.Author) },
	func(q *kin.Query[*Book], n int) *kin.Query[*Book] { return q.Preload(Books.Tags.Limit(n)) },
	func(q *kin.Query[*Book], _ int) *kin.Query[*Book] { return q.AllRows() },
	func(q *kin.Query[*Book], _ int) *kin.Query[*Book] { return q.ForUpdate(kin.NoWait) },
}

// TestDerivingLeavesTheBaseUnchanged derives queries from random earlier ones and
// checks that every one of them still says what it said when it was made.
func TestDerivingLeavesTheBaseUnchanged(t *testing.T) {
	db := kintest.Databases(t)[0].Open(t)
	said := func(q *kin.Query[*Book]) string {
		sql, args, err := q.SQL(db)
		return fmt.Sprintln(sql, args, err)
	}
	twice(t, Books.Query(), derivations, said)
	rapid.Check(t, func(t *rapid.T) {
		queries := []*kin.Query[*Book]{Books.Query()}
		first := []string{said(queries[0])}
		few := rapid.SliceOfN(rapid.SampledFrom(derivations), 1, 3).Draw(t, "derivations")
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			base := recent(t, len(queries))
			q := rapid.SampledFrom(few).Draw(t, "derivation")(queries[base], rapid.IntRange(0, 99).Draw(t, "n"))
			if q == queries[base] {
				t.Fatalf("query %d is its own base", len(queries))
			}
			queries, first = append(queries, q), append(first, said(q))
		}
		for i, q := range queries {
			if now := said(q); now != first[i] {
				t.Fatalf("query %d said\n%snow it says\n%s", i, first[i], now)
			}
		}
	})
}

// twice derives from one base two times by each derivation, for bases of several
// lengths: slices have room to grow at some of them.
func twice[Q any](t *testing.T, start Q, derivations []func(Q, int) Q, said func(Q) string) {
	t.Helper()
	for i, derive := range derivations {
		base := start
		for length := range 10 {
			one := derive(base, 1)
			before := said(one)
			_ = derive(base, 2)
			if now := said(one); now != before {
				t.Errorf("derivation %d of a base of length %d said\n%snow it says\n%s", i, length, before, now)
			}
			base = derive(base, 0)
		}
	}
}

// recent draws one of the last of n bases, so that chains become long, and several
// are derived from one: what a slice with room to grow would need to go wrong.
func recent(t *rapid.T, n int) int {
	return max(0, n-1-rapid.IntRange(0, 2).Draw(t, "back"))
}

// choices make a choice of preloaded rows from another.
var choices = []func(l *kin.Load[*Book, *Tag], n int) *kin.Load[*Book, *Tag]{
	func(l *kin.Load[*Book, *Tag], n int) *kin.Load[*Book, *Tag] { return l.Filter(Tags.Rank.Gt(int64(n))) },
	func(l *kin.Load[*Book, *Tag], n int) *kin.Load[*Book, *Tag] { return l.Exclude(Tags.ID.Eq(int64(n))) },
	func(l *kin.Load[*Book, *Tag], _ int) *kin.Load[*Book, *Tag] { return l.OrderBy(Tags.Name.Asc()) },
	func(l *kin.Load[*Book, *Tag], _ int) *kin.Load[*Book, *Tag] { return l.OrderBy(Tags.ID.Desc()) },
	func(l *kin.Load[*Book, *Tag], n int) *kin.Load[*Book, *Tag] { return l.Limit(1 + n%2) },
	func(l *kin.Load[*Book, *Tag], n int) *kin.Load[*Book, *Tag] { return l.Offset(n % 2) },
	func(l *kin.Load[*Book, *Tag], _ int) *kin.Load[*Book, *Tag] { return l.Only(Tags.Name) },
	func(l *kin.Load[*Book, *Tag], n int) *kin.Load[*Book, *Tag] {
		return l.Preload(nested[n%len(nested)])
	},
}

// nested are choices of the books of a tag that take different statements.
var nested = []kin.Preloader[*Tag]{Tags.Books, Tags.Books.Filter(Books.Pages.Gt(1)), Tags.Books.Filter(Books.Sold.Eq(true))}

// TestDerivingAPreloadLeavesTheBaseUnchanged is the same for what a preload
// chooses, by the statements that it runs.
func TestDerivingAPreloadLeavesTheBaseUnchanged(t *testing.T) {
	plain := kintest.Databases(t)[0].Open(t)
	must(t, kin.CreateTables(t.Context(), plain, Models...))
	fill(t, plain)
	db, counter := kintest.Count(plain)
	said := func(l *kin.Load[*Book, *Tag]) string {
		counter.Reset()
		list, err := Books.Preload(l).All(t.Context(), db)
		loaded := ""
		for _, b := range list {
			for _, tag := range b.Tags.MustItems() {
				loaded += fmt.Sprintln(b.ID, tag.ID, tag.Name)
			}
		}
		return fmt.Sprintln(strings.Join(counter.SQL(), "\n"), err, loaded)
	}
	twice(t, Books.Tags.Filter(), choices, said)
	rapid.Check(t, func(t *rapid.T) {
		loads := []*kin.Load[*Book, *Tag]{Books.Tags.Filter()}
		first := []string{said(loads[0])}
		few := rapid.SliceOfN(rapid.SampledFrom(choices), 1, 3).Draw(t, "choices")
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			base := recent(t, len(loads))
			l := rapid.SampledFrom(few).Draw(t, "choice")(loads[base], rapid.IntRange(0, 9).Draw(t, "n"))
			loads, first = append(loads, l), append(first, said(l))
		}
		for i, l := range loads {
			if now := said(l); now != first[i] {
				t.Fatalf("choice %d said\n%snow it says\n%s", i, first[i], now)
			}
		}
	})
}
