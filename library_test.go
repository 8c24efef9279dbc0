package kin_test

import (
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/testmodels"
)

// A library is random rows, in the database and in memory.
type library struct {
	people   []*testmodels.Person
	books    []*testmodels.Book
	genres   []*testmodels.Genre
	chapters []*testmodels.Chapter
	genresOf map[int64][]*testmodels.Genre // by book
	readers  map[int64][]*testmodels.Person
}

var (
	smallInts  = rapid.Int64Range(-1, 3)
	smallTexts = rapid.SampledFrom([]string{"", "a", "A", "ab", "b", "%", "_", "a%", "\u00e4", "\u00c4b", "\\"})
	smallFloat = rapid.SampledFrom([]float64{-1.5, 0, 0.5, 2})
)

// optional makes values that are absent in one case of three.
func optional[V any](g *rapid.Generator[V]) *rapid.Generator[*V] {
	return rapid.Custom(func(rt *rapid.T) *V {
		if rapid.IntRange(0, 2).Draw(rt, "absent") == 0 {
			return nil
		}
		return ptr(g.Draw(rt, "value"))
	})
}

// newLibrary fills empty tables with random rows.
func newLibrary(rt *rapid.T, db *kin.DB) *library {
	l := &library{genresOf: map[int64][]*testmodels.Genre{}, readers: map[int64][]*testmodels.Person{}}
	emptyLibrary(rt, db)
	for range rapid.IntRange(0, 5).Draw(rt, "people") {
		age := optional(rapid.Int32Range(0, 3)).Draw(rt, "age")
		l.people = append(l.people, &testmodels.Person{Name: smallTexts.Draw(rt, "name"), Age: age})
	}
	check(rt, testmodels.Persons.CreateMany(ctx, db, l.people))
	for i := range rapid.IntRange(0, 4).Draw(rt, "genres") {
		l.genres = append(l.genres, &testmodels.Genre{Name: string(rune('a' + i)), Rank: optional(smallInts).Draw(rt, "rank")})
	}
	check(rt, testmodels.Genres.CreateMany(ctx, db, l.genres))
	for range rapid.IntRange(0, 10).Draw(rt, "books") {
		b := &testmodels.Book{Title: smallTexts.Draw(rt, "title"), Subtitle: optional(smallTexts).Draw(rt, "subtitle"), Pages: optional(smallInts).Draw(rt, "pages"), Rating: optional(smallFloat).Draw(rt, "rating")}
		b.AuthorID, b.EditorID = l.somebody(rt), l.somebody(rt)
		l.books = append(l.books, b)
	}
	check(rt, testmodels.Books.CreateMany(ctx, db, l.books))
	for _, b := range l.books {
		for n := range rapid.IntRange(0, 2).Draw(rt, "chapters") {
			l.chapters = append(l.chapters, &testmodels.Chapter{BookID: b.ID, Number: int32(n), Title: optional(smallTexts).Draw(rt, "title")})
		}
	}
	check(rt, testmodels.Chapters.CreateMany(ctx, db, l.chapters))
	l.link(rt, db)
	return l
}

func emptyLibrary(t fataler, db *kin.DB) {
	_ = must(testmodels.Books.AllRows().Delete(ctx, db))(t)
	_ = must(testmodels.Persons.AllRows().Delete(ctx, db))(t)
	_ = must(testmodels.Genres.AllRows().Delete(ctx, db))(t)
	restartKeys(t, db)
}

// restartKeys makes the keys of tables that are empty begin at 1 again.
func restartKeys(t fataler, db *kin.DB) {
	t.Helper()
	switch db.Driver().Dialect().Name {
	case "sqlite":
		script(t, db, "DELETE FROM sqlite_sequence")
	case "postgres":
		script(t, db, "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace")
	default:
		script(t, db, "ALTER TABLE books AUTO_INCREMENT = 1; ALTER TABLE persons AUTO_INCREMENT = 1; ALTER TABLE genres AUTO_INCREMENT = 1; ALTER TABLE chapters AUTO_INCREMENT = 1")
	}
}

// script runs SQL that kin has no verb for.
func script(t fataler, db *kin.DB, sql string) {
	t.Helper()
	conn := must(db.Driver().Acquire(ctx, dialect.Write))(t)
	defer conn.Release()
	check(t, conn.Script(ctx, sql))
}

func (l *library) somebody(rt *rapid.T) *int64 {
	i := rapid.IntRange(-1, len(l.people)-1).Draw(rt, "person")
	if i < 0 {
		return nil
	}
	return &l.people[i].ID
}

func (l *library) link(rt *rapid.T, db *kin.DB) {
	var genres []kin.Pair[*testmodels.Book, *testmodels.Genre]
	var readers []kin.Pair[*testmodels.Book, *testmodels.Person]
	for _, b := range l.books {
		for _, g := range l.genres {
			if rapid.Bool().Draw(rt, "genre") {
				l.genresOf[b.ID] = append(l.genresOf[b.ID], g)
				genres = append(genres, kin.Pair[*testmodels.Book, *testmodels.Genre]{Owner: b, Target: g})
			}
		}
		for _, p := range l.people {
			if rapid.IntRange(0, 3).Draw(rt, "reader") == 0 {
				l.readers[b.ID] = append(l.readers[b.ID], p)
				readers = append(readers, kin.Pair[*testmodels.Book, *testmodels.Person]{Owner: b, Target: p})
			}
		}
	}
	if n := must(testmodels.Books.Genres.Link(ctx, db, genres...))(rt); n != int64(len(genres)) {
		rt.Fatalf("%d of %d links", n, len(genres))
	}
	if n := must(testmodels.Books.Readers.Link(ctx, db, readers...))(rt); n != int64(len(readers)) {
		rt.Fatalf("%d of %d links", n, len(readers))
	}
}

func (l *library) person(id *int64) *testmodels.Person {
	for _, p := range l.people {
		if id != nil && p.ID == *id {
			return p
		}
	}
	return nil
}

func (l *library) booksWhere(f func(*testmodels.Book) bool) []*testmodels.Book {
	var out []*testmodels.Book
	for _, b := range l.books {
		if f(b) {
			out = append(out, b)
		}
	}
	return out
}

func (l *library) chaptersOf(b *testmodels.Book) []*testmodels.Chapter {
	var out []*testmodels.Chapter
	for _, c := range l.chapters {
		if c.BookID == b.ID {
			out = append(out, c)
		}
	}
	return out
}

// A cond is a condition on rows of R, and what it means. One that says nothing is
// empty: it leaves every row, and so does its negation.
type cond[R any] struct {
	text  string
	pred  kin.Pred[R]
	eval  func(R) bool
	empty bool
}

// is makes a condition that says something.
func is[R any](text string, pred kin.Pred[R], eval func(R) bool) cond[R] {
	return cond[R]{text, pred, eval, false}
}

func everything[R any](R) bool { return true }

func not[R any](c cond[R]) cond[R] {
	eval := func(r R) bool { return !c.eval(r) }
	if c.empty {
		eval = everything
	}
	return cond[R]{"not(" + c.text + ")", kin.Not(c.pred), eval, c.empty}
}

func all[R any](conds []cond[R]) cond[R] {
	eval := func(r R) bool { return !slices.ContainsFunc(conds, func(c cond[R]) bool { return !c.eval(r) }) }
	empty := !slices.ContainsFunc(conds, func(c cond[R]) bool { return !c.empty })
	return cond[R]{"and(" + texts(conds) + ")", kin.And(preds(conds)...), eval, empty}
}

func some[R any](conds []cond[R]) cond[R] {
	eval := func(r R) bool { return slices.ContainsFunc(conds, func(c cond[R]) bool { return c.eval(r) }) }
	empty := slices.ContainsFunc(conds, func(c cond[R]) bool { return c.empty })
	return cond[R]{"or(" + texts(conds) + ")", kin.Or(preds(conds)...), eval, empty}
}

func preds[R any](conds []cond[R]) []kin.Pred[R] {
	out := make([]kin.Pred[R], len(conds))
	for i, c := range conds {
		out[i] = c.pred
	}
	return out
}

func texts[R any](conds []cond[R]) string {
	var parts []string
	for _, c := range conds {
		parts = append(parts, c.text)
	}
	return strings.Join(parts, ", ")
}

// combine makes nested conditions of single ones.
func combine[R any](rt *rapid.T, depth int, leaf func(*rapid.T, int) cond[R]) cond[R] {
	if depth <= 0 {
		return leaf(rt, depth)
	}
	kids := func() []cond[R] {
		out := make([]cond[R], rapid.IntRange(0, 3).Draw(rt, "kids"))
		for i := range out {
			out[i] = combine(rt, depth-1, leaf)
		}
		return out
	}
	switch rapid.IntRange(0, 5).Draw(rt, "shape") {
	case 0:
		return not(combine(rt, depth-1, leaf))
	case 1:
		return all(kids())
	case 2:
		return some(kids())
	default:
		return leaf(rt, depth)
	}
}
