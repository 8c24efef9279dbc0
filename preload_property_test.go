package kin_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// TestPreloadEqualsQueryPerParent: a preload with conditions, order, limit and
// offset gives every parent what a query of its own set gives.
func TestPreloadEqualsQueryPerParent(t *testing.T) { onEach(t, testPreloadEqualsQueryPerParent) }

func testPreloadEqualsQueryPerParent(t *testing.T, db *kin.DB) {
	rapid.Check(t, func(rt *rapid.T) {
		l := newLibrary(rt, db)
		person, chapter, genre := l.personCond(rt, 2), l.chapterCond(rt, 2), l.genreCond(rt, 2)
		shape := drawShape(rt)
		m := testmodels.Books
		books := must(m.Preload(
			shapeLoad(shape, m.Readers.Filter(person.pred).OrderBy(testmodels.Persons.Age.Desc())),
			shapeLoad(shape, m.Chapters.Filter().Exclude(chapter.pred).OrderBy(testmodels.Chapters.Title.Asc())),
			shapeLoad(shape, m.Genres.Filter(genre.pred).OrderBy(testmodels.Genres.Rank.Asc().NullsLast())),
			m.Author, m.Editor.Filter(person.pred),
		).All(ctx, db))(rt)
		for _, b := range books {
			readers := shapeQuery(shape, b.Readers.Filter(person.pred).OrderBy(testmodels.Persons.Age.Desc()))
			sameShape(rt, shape, "readers", b.Readers.MustItems(), must(readers.All(ctx, db))(rt))
			chapters := shapeQuery(shape, b.Chapters.Exclude(chapter.pred).OrderBy(testmodels.Chapters.Title.Asc()))
			sameShape(rt, shape, "chapters", b.Chapters.MustItems(), must(chapters.All(ctx, db))(rt))
			genres := shapeQuery(shape, b.Genres.Filter(genre.pred).OrderBy(testmodels.Genres.Rank.Asc().NullsLast()))
			sameShape(rt, shape, "genres", b.Genres.MustItems(), must(genres.All(ctx, db))(rt))
			sameOne(rt, "author", b.Author, l.person(b.AuthorID))
			if p := l.person(b.EditorID); p != nil && person.eval(p) {
				sameOne(rt, "editor", b.Editor, p)
			} else {
				sameOne(rt, "editor", b.Editor, nil)
			}
		}
	})
}

// TestPreloadNested: the second level equals a query per parent too, and loading
// into objects equals preloading with the query.
func TestPreloadNested(t *testing.T) { onEach(t, testPreloadNested) }

func testPreloadNested(t *testing.T, db *kin.DB) {
	rapid.Check(t, func(rt *rapid.T) {
		l := newLibrary(rt, db)
		book := l.bookCond(rt, 2)
		m := testmodels.Persons
		nested := m.Reads.Filter(book.pred).Preload(testmodels.Books.Genres, testmodels.Books.Author)
		people := must(m.Preload(nested, m.Written).All(ctx, db))(rt)
		later := must(m.All(ctx, db))(rt)
		check(rt, m.Load(ctx, db, later, nested, m.Written))
		for i, p := range people {
			sameRows(rt, "reads", p.Reads.MustItems(), must(p.Reads.Filter(book.pred).All(ctx, db))(rt))
			sameRows(rt, "reads loaded later", later[i].Reads.MustItems(), p.Reads.MustItems())
			sameRows(rt, "written loaded later", later[i].Written.MustItems(), p.Written.MustItems())
			for _, b := range p.Reads.MustItems() {
				sameRows(rt, "genres", b.Genres.MustItems(), must(b.Genres.All(ctx, db))(rt))
				sameOne(rt, "author", b.Author, l.person(b.AuthorID))
			}
		}
	})
}

// A shape is a limit and an offset; negative is none.
type shape struct{ limit, offset int }

func drawShape(rt *rapid.T) shape {
	return shape{rapid.IntRange(-1, 2).Draw(rt, "limit"), rapid.IntRange(-1, 2).Draw(rt, "offset")}
}

func shapeLoad[R, T any](s shape, l *kin.Load[R, T]) *kin.Load[R, T] {
	if s.limit >= 0 {
		l = l.Limit(s.limit)
	}
	if s.offset >= 0 {
		l = l.Offset(s.offset)
	}
	return l
}

func shapeQuery[R any](s shape, q *kin.Query[R]) *kin.Query[R] {
	if s.limit >= 0 {
		q = q.Limit(s.limit)
	}
	if s.offset >= 0 {
		q = q.Offset(s.offset)
	}
	return q
}

func keysOf[R any](rows []R) []int64 {
	out := make([]int64, len(rows))
	for i, r := range rows {
		out[i] = keyOf(r)
	}
	return out
}

func sameRows[R any](rt *rapid.T, what string, got, want []R) {
	rt.Helper()
	if len(got) != len(want) || !slices.Equal(ascending(keysOf(got)), ascending(keysOf(want))) {
		rt.Fatalf("%s: %v, not %v", what, keysOf(got), keysOf(want))
	}
}

// sameShape also compares the order, which a limit or an offset makes total. An
// offset of 0 leaves out nothing and is none.
func sameShape[R any](rt *rapid.T, s shape, what string, got, want []R) {
	rt.Helper()
	sameRows(rt, what, got, want)
	if (s.limit >= 0 || s.offset > 0) && !slices.Equal(keysOf(got), keysOf(want)) {
		rt.Fatalf("%s: the order %v, not %v", what, keysOf(got), keysOf(want))
	}
}

func sameOne(rt *rapid.T, what string, got, want *testmodels.Person) {
	rt.Helper()
	switch {
	case got == nil && want == nil:
	case got == nil || want == nil || got.ID != want.ID || got.Name != want.Name:
		rt.Fatalf("%s: %v, not %v", what, got, want)
	}
}
