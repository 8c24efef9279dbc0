package kin_test

import (
	"slices"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

func (l *library) genreCond(rt *rapid.T, depth int) cond[*testmodels.Genre] {
	return combine(rt, depth, func(rt *rapid.T, depth int) cond[*testmodels.Genre] {
		m := testmodels.Genres
		books := func(g *testmodels.Genre) []*testmodels.Book {
			return l.booksWhere(func(b *testmodels.Book) bool { return containsKey(l.genresOf[b.ID], g) })
		}
		switch rapid.IntRange(-1, min(3, 1+depth)).Draw(rt, "genre condition") {
		case -1:
			return compare(rt, "id", m.ID, anyKey(l.genres), func(g *testmodels.Genre) *int64 { return &g.ID })
		case 0:
			return compare(rt, "rank", m.Rank, smallInts, func(g *testmodels.Genre) *int64 { return g.Rank })
		case 1:
			return compare(rt, "name", m.Name, smallTexts, func(g *testmodels.Genre) *string { return &g.Name })
		case 2:
			return members(rt, "books", m.Books, books, l.books)
		default:
			return related(rt, "books", m.Books, books, l.bookCond(rt, depth-1))
		}
	})
}

// anyKey makes keys of rows, and one that no row has.
func anyKey[T any](rows []T) *rapid.Generator[int64] {
	keys := []int64{0}
	for _, r := range rows {
		keys = append(keys, keyOf(r))
	}
	return rapid.SampledFrom(keys)
}

func containsKey[T any](list []T, x T) bool {
	for _, y := range list {
		if keyOf(x) == keyOf(y) {
			return true
		}
	}
	return false
}

func (l *library) personCond(rt *rapid.T, depth int) cond[*testmodels.Person] {
	return combine(rt, depth, func(rt *rapid.T, depth int) cond[*testmodels.Person] {
		m := testmodels.Persons
		written := func(p *testmodels.Person) []*testmodels.Book {
			return l.booksWhere(func(b *testmodels.Book) bool { return b.AuthorID != nil && *b.AuthorID == p.ID })
		}
		reads := func(p *testmodels.Person) []*testmodels.Book {
			return l.booksWhere(func(b *testmodels.Book) bool { return containsKey(l.readers[b.ID], p) })
		}
		switch rapid.IntRange(-1, min(4, 2+depth)).Draw(rt, "person condition") {
		case -1: // over a relation the foreign key says it
			return compare(rt, "id", m.ID, anyKey(l.people), func(p *testmodels.Person) *int64 { return &p.ID })
		case 0:
			return compare(rt, "age", m.Age, rapid.Int32Range(0, 3), func(p *testmodels.Person) *int32 { return p.Age })
		case 1:
			return match(rt, "name", m.Name, func(p *testmodels.Person) *string { return &p.Name })
		case 2:
			return members(rt, "written", m.Written, written, l.books)
		case 3:
			return related(rt, "written", m.Written, written, l.bookCond(rt, depth-1))
		default:
			return related(rt, "reads", m.Reads, reads, l.bookCond(rt, depth-1))
		}
	})
}

func (l *library) chapterCond(rt *rapid.T, depth int) cond[*testmodels.Chapter] {
	return combine(rt, depth, func(rt *rapid.T, depth int) cond[*testmodels.Chapter] {
		m := testmodels.Chapters
		if depth > 0 && rapid.Bool().Draw(rt, "book") {
			book := l.bookCond(rt, depth-1)
			return is("book.any("+book.text+")", m.Book.Any(book.pred), func(c *testmodels.Chapter) bool {
				return len(l.booksWhere(func(b *testmodels.Book) bool { return b.ID == c.BookID && book.eval(b) })) > 0
			})
		}
		if rapid.Bool().Draw(rt, "column of the book") {
			return compare(rt, "book.pages", m.Book.Pages, smallInts, func(c *testmodels.Chapter) *int64 {
				return l.booksWhere(func(b *testmodels.Book) bool { return b.ID == c.BookID })[0].Pages
			})
		}
		return match(rt, "title", m.Title, func(c *testmodels.Chapter) *string { return c.Title })
	})
}

// bookCond makes a condition on books, at most depth levels deep.
func (l *library) bookCond(rt *rapid.T, depth int) cond[*testmodels.Book] {
	return combine(rt, depth, func(rt *rapid.T, depth int) cond[*testmodels.Book] {
		if depth > 0 && rapid.Bool().Draw(rt, "relation") {
			return l.bookRelationCond(rt, depth)
		}
		return l.bookColumnCond(rt)
	})
}

func (l *library) bookColumnCond(rt *rapid.T) cond[*testmodels.Book] {
	m := testmodels.Books
	type book = testmodels.Book
	switch rapid.IntRange(0, 8).Draw(rt, "book condition") {
	case 0:
		return compare(rt, "pages", m.Pages, smallInts, func(b *book) *int64 { return b.Pages })
	case 1:
		return compare(rt, "title", m.Title, smallTexts, func(b *book) *string { return &b.Title })
	case 2:
		return compare(rt, "subtitle", m.Subtitle, smallTexts, func(b *book) *string { return b.Subtitle })
	case 3:
		return match(rt, "subtitle", m.Subtitle, func(b *book) *string { return b.Subtitle })
	case 4:
		return compare(rt, "rating", m.Rating, smallFloat, func(b *book) *float64 { return b.Rating })
	case 5:
		return is("author = editor", kin.EqCol(m.AuthorID, m.EditorID), func(b *book) bool {
			return b.AuthorID != nil && b.EditorID != nil && *b.AuthorID == *b.EditorID
		})
	case 6:
		return is("author < editor", kin.LtCol(m.AuthorID, m.EditorID), func(b *book) bool {
			return b.AuthorID != nil && b.EditorID != nil && *b.AuthorID < *b.EditorID
		})
	case 7:
		return cond[*book]{text: "zero", eval: everything[*book], empty: true}
	default:
		return is("raw", kin.Raw[*book]("? LIKE ?", m.Subtitle, "__%"), func(b *book) bool {
			return b.Subtitle != nil && len([]rune(*b.Subtitle)) > 1
		})
	}
}

func (l *library) bookRelationCond(rt *rapid.T, depth int) cond[*testmodels.Book] {
	m := testmodels.Books
	type book = testmodels.Book
	genres := func(b *book) []*testmodels.Genre { return l.genresOf[b.ID] }
	readers := func(b *book) []*testmodels.Person { return l.readers[b.ID] }
	switch rapid.IntRange(0, 9).Draw(rt, "book relation") {
	case 0:
		return related(rt, "genres", m.Genres, genres, l.genreCond(rt, depth-1))
	case 1:
		return related(rt, "readers", m.Readers, readers, l.personCond(rt, depth-1))
	case 2:
		return related(rt, "chapters", m.Chapters, l.chaptersOf, l.chapterCond(rt, depth-1))
	case 3:
		return members(rt, "genres", m.Genres, genres, l.genres)
	case 4:
		return members(rt, "chapters", m.Chapters, l.chaptersOf, l.chapters)
	case 5:
		author := l.personCond(rt, depth-1)
		return is("author.any("+author.text+")", m.Author.Any(author.pred), func(b *book) bool {
			p := l.person(b.AuthorID)
			return p != nil && author.eval(p)
		})
	case 6:
		editor := l.personCond(rt, depth-1)
		return is("editor.none("+editor.text+")", m.Editor.None(editor.pred), func(b *book) bool {
			p := l.person(b.EditorID)
			return p == nil || !editor.eval(p)
		})
	case 7:
		return compare(rt, "author.age", m.Author.Age, rapid.Int32Range(0, 3), func(b *book) *int32 {
			if p := l.person(b.AuthorID); p != nil {
				return p.Age
			}
			return nil
		})
	case 8:
		return extreme(rt, l)
	default:
		var keys []int64
		for _, p := range l.people {
			if rapid.Bool().Draw(rt, "key") {
				keys = append(keys, p.ID)
			}
		}
		return is("author is", kin.IsKey(m.Author, testmodels.Persons.Keys(keys...)), func(b *book) bool {
			return b.AuthorID != nil && slices.Contains(keys, *b.AuthorID)
		})
	}
}
