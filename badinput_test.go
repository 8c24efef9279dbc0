package kin_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
	"github.com/kinorm/kin/kintest"
)

// isError checks that err is target and says every part.
func isError(t testing.TB, err, target error, parts ...string) {
	t.Helper()
	if !errors.Is(err, target) {
		t.Errorf("%v is not %v", err, target)
	}
	says(t, err, parts...)
}

func TestUnsaved(t *testing.T) { onEach(t, testUnsaved) }

func testUnsaved(t *testing.T, db *kin.DB) {
	tr := newTrace(db)
	db = tr.db
	book, genre := &testmodels.Book{Title: "b"}, &testmodels.Genre{Name: "g"}
	_, err := book.Genres.Add(ctx, db, genre)
	isError(t, err, kin.ErrUnsaved, "Genre", "call Create or Save")
	_, err = book.Genres.All(ctx, db)
	isError(t, err, kin.ErrUnsaved, "Genre", "call Create or Save")
	_, err = book.Genres.Filter(testmodels.Genres.Name.Eq("g")).Update(ctx, db, testmodels.Genres.Rank.Set(1))
	isError(t, err, kin.ErrUnsaved, "Genre")
	_, err = testmodels.Books.Genres.Of(book).Clear(ctx, db)
	isError(t, err, kin.ErrUnsaved, "Book", "call Create or Save")
	_, err = testmodels.Books.Genres.Link(ctx, db, kin.Pair[*testmodels.Book, *testmodels.Genre]{Owner: book, Target: genre})
	isError(t, err, kin.ErrUnsaved, "Book", "pair 0")
	_, err = testmodels.Books.Filter(testmodels.Books.Genres.HasAny(genre)).All(ctx, db)
	isError(t, err, kin.ErrUnsaved, "kin: not saved: the Genre that is target 0 of Book.Genres has no row yet; call Create or Save with it first")
	_, err = testmodels.Books.Filter(testmodels.Books.Author.Is(&testmodels.Person{})).All(ctx, db)
	isError(t, err, kin.ErrUnsaved, "Person")
	_, err = testmodels.Books.Delete(ctx, db, book)
	isError(t, err, kin.ErrUnsaved, "Book")
	isError(t, testmodels.Books.Reload(ctx, db, book), kin.ErrUnsaved, "Book")
	isError(t, testmodels.Books.Load(ctx, db, []*testmodels.Book{book}, testmodels.Books.Genres), kin.ErrUnsaved, "Book")
	isError(t, testmodels.Books.UpdateMany(ctx, db, []*testmodels.Book{book}), kin.ErrUnsaved, "kin: not saved: the Book that is object 0 has no row yet")
	isError(t, testmodels.Books.Save(ctx, db, book, testmodels.Books.Title), kin.ErrUnsaved, "Book")
	book.Author = &testmodels.Person{Name: "a"}
	isError(t, testmodels.Books.Create(ctx, db, book), kin.ErrUnsaved, "the Person in Book.Author", "Save with it first")
	book.Author = nil
	tr.silent(t)
	check(t, testmodels.Books.Create(ctx, db, book))
	tr.take()
	_, err = book.Genres.Add(ctx, db, genre)
	isError(t, err, kin.ErrUnsaved, "target 0", "Book.Genres", "Genre")
	tr.silent(t)
}

func TestCopied(t *testing.T) { onEach(t, testCopied) }

func testCopied(t *testing.T, db *kin.DB) {
	tr := newTrace(db)
	book, genre := &testmodels.Book{Title: "b"}, &testmodels.Genre{Name: "g"}
	check(t, testmodels.Books.Create(ctx, tr.db, book))
	check(t, testmodels.Genres.Create(ctx, tr.db, genre))
	check(t, testmodels.Books.Load(ctx, tr.db, []*testmodels.Book{book}, testmodels.Books.Genres))
	tr.take()
	c := *book
	_, addErr := c.Genres.Add(ctx, tr.db, genre)
	_, allErr := c.Genres.All(ctx, tr.db)
	_, itemsErr := c.Genres.Items()
	for _, err := range []error{addErr, allErr, itemsErr} {
		isError(t, err, kin.ErrCopied, "Book.Genres", "use pointers to objects")
	}
	if c.Genres.Loaded() {
		t.Error("the set of a copy is loaded")
	}
	list := []testmodels.Book{*book} // a slice of structs is copies too
	_, err := list[0].Genres.Clear(ctx, tr.db)
	isError(t, err, kin.ErrCopied)
	tr.silent(t)
	if n := must(testmodels.Books.Genres.Of(&c).Add(ctx, tr.db, genre))(t); n != 1 {
		t.Errorf("Of a copy: %d links", n)
	}
	check(t, testmodels.Books.Save(ctx, tr.db, &c)) // makes the copy an object of its own
	if n := must(c.Genres.Remove(ctx, tr.db, genre))(t); n != 1 {
		t.Errorf("%d links were removed", n)
	}
}

func TestNil(t *testing.T) { onEach(t, testNil) }

func testNil(t *testing.T, db *kin.DB) {
	m := testmodels.Books
	book := &testmodels.Book{Title: "b"}
	check(t, m.Create(ctx, db, book))
	_, addErr := book.Genres.Add(ctx, db, nil)
	_, ofErr := m.Genres.Of(nil).Clear(ctx, db)
	_, linkErr := m.Genres.Link(ctx, db, kin.Pair[*testmodels.Book, *testmodels.Genre]{Owner: book})
	_, deleteErr := m.Delete(ctx, db, nil)
	for what, err := range map[string]error{
		"create": m.Create(ctx, db, nil), "many": m.CreateMany(ctx, db, []*testmodels.Book{nil}), "save": m.Save(ctx, db, nil),
		"reload": m.Reload(ctx, db, nil), "load": m.Load(ctx, db, []*testmodels.Book{nil}, m.Genres),
		"add": addErr, "of": ofErr, "link": linkErr, "delete": deleteErr,
	} {
		if err == nil || !strings.Contains(err.Error(), "nil") && !strings.Contains(err.Error(), "has no") {
			t.Errorf("%s: %v", what, err)
		}
	}
	//lint:ignore SA1012 a nil context is what is tested
	says(t, m.Create(nil, db, &testmodels.Book{}), "the context is nil", "context.Background()") //nolint:staticcheck // a nil context is what is tested
	var closed *kin.DB
	var ended *kin.Tx
	for _, none := range []kin.Executor{nil, closed, ended} {
		says(t, m.Create(ctx, none, &testmodels.Book{}), "the database is nil", "sqlite.Open")
		_, err := m.All(ctx, none)
		says(t, err, "the database is nil")
		_, err = m.Count(ctx, none)
		says(t, err, "the database is nil")
		_, err = book.Genres.Clear(ctx, none)
		says(t, err, "the database is nil")
		_, err = m.AllRows().Delete(ctx, none)
		says(t, err, "the database is nil")
		says(t, kin.CreateTables(ctx, none, testmodels.Models...), "the database is nil")
		for _, err := range m.Each(ctx, none) {
			says(t, err, "the database is nil")
		}
	}
	says(t, closed.InTx(ctx, func(*kin.Tx) error { return nil }), "the database is nil")
}

func TestConstraints(t *testing.T) { onEach(t, testConstraints) }

func testConstraints(t *testing.T, db *kin.DB) {
	items, books := testmodels.Items, testmodels.Books
	check(t, items.Create(ctx, db, &testmodels.Item{Name: "a", Shelf: ptr("s"), Place: ptr(int32(1))}))
	book := &testmodels.Book{Title: "b"}
	check(t, books.Create(ctx, db, book))
	_, addErr := book.Genres.AddKeys(ctx, db, testmodels.Genres.Keys(99))
	_, updateErr := books.AllRows().Update(ctx, db, books.AuthorID.Set(99))
	_, viewsErr := items.AllRows().Update(ctx, db, items.Views.Sub(5))
	for _, c := range []struct {
		what    string
		err     error
		kind    error
		table   string
		columns string
	}{
		{"unique", items.Create(ctx, db, &testmodels.Item{Name: "a"}), kin.ErrUnique, "items", "name"},
		{"unique pair", items.Create(ctx, db, &testmodels.Item{Name: "b", Shelf: ptr("s"), Place: ptr(int32(1))}), kin.ErrUnique, "items", "shelf,place"},
		{"key", items.Create(ctx, db, &testmodels.Item{ID: 1, Name: "c"}), kin.ErrUnique, "items", "id"},
		{"check", items.Create(ctx, db, &testmodels.Item{Name: "d", Views: -1}), kin.ErrCheck, "", ""},
		{"check in update", viewsErr, kin.ErrCheck, "", ""},
		{"foreign key", books.Create(ctx, db, &testmodels.Book{AuthorID: ptr(int64(99))}), kin.ErrForeignKey, "", ""},
		{"link", addErr, kin.ErrForeignKey, "", ""},
		{"update", updateErr, kin.ErrForeignKey, "", ""},
		{"missing parent", testmodels.Chapters.Create(ctx, db, &testmodels.Chapter{}), kin.ErrForeignKey, "", ""},
	} {
		isError(t, c.err, c.kind)
		var e *kin.ConstraintError
		if !errors.As(c.err, &e) {
			t.Errorf("%s: %v is no ConstraintError", c.what, c.err)
			continue
		}
		if c.kind == kin.ErrCheck && !strings.Contains(e.Constraint, "not_negative") {
			t.Errorf("%s: the constraint is %q", c.what, e.Constraint)
		}
		if c.table != "" && e.Table != c.table || c.columns != strings.Join(e.Columns, ",") && c.columns != "" {
			t.Errorf("%s: table %q, columns %q", c.what, e.Table, e.Columns)
		}
	}
	if n, m := countItems(t, db), must(books.Count(ctx, db))(t); n != 1 || m != 1 {
		t.Errorf("%d items and %d books", n, m)
	}
	_, err := items.AllRows().Update(ctx, db, items.Shelf.SetNull(), items.Name.SetNull())
	isError(t, err, kin.ErrNotNull, "Item.Name cannot be NULL")
}

func TestValidate(t *testing.T) { onEach(t, testValidate) }

func testValidate(t *testing.T, db *kin.DB) {
	tr := newTrace(db)
	m := testmodels.Checkeds
	obj := new(testmodels.Checked)
	isError(t, m.Create(ctx, tr.db, obj), kin.ErrInvalid, "Checked")
	isError(t, m.CreateMany(ctx, tr.db, []*testmodels.Checked{{Name: "a"}, obj}), testmodels.ErrName, "object 1")
	isError(t, m.Upsert(ctx, tr.db, obj, m.ID), testmodels.ErrName)
	tr.silent(t)
	obj.Name = "a"
	check(t, m.Create(ctx, tr.db, obj))
	tr.take()
	obj.Name = ""
	isError(t, m.Save(ctx, tr.db, obj), testmodels.ErrName)
	tr.silent(t)
}

func TestShapelessWrites(t *testing.T) { onEach(t, testShapelessWrites) }

func testShapelessWrites(t *testing.T, db *kin.DB) {
	tr := newTrace(db)
	m := testmodels.Items
	none := kin.Pred[*testmodels.Item]{}
	for name, q := range map[string]*kin.Query[*testmodels.Item]{
		"query": m.Query(), "zero": m.Filter(none), "and": m.Filter(kin.And(none, kin.And[*testmodels.Item]())), "not": m.Exclude(none),
		"or": m.Filter(kin.Or(none, m.Name.Eq("a"))), "nested": m.Filter(kin.And(kin.Or(kin.Not(none), m.Views.Gt(1)), none)), "nothing": m.Filter(),
	} {
		_, err := q.Delete(ctx, tr.db)
		isError(t, err, kin.ErrNoCondition, "delete Item", "AllRows")
		_, err = q.Update(ctx, tr.db, m.Views.Set(1))
		isError(t, err, kin.ErrNoCondition, name[:0]+"update Item", "AllRows")
	}
	_, err := m.Filter(m.Views.Gt(0)).Limit(1).Delete(ctx, tr.db)
	says(t, err, "delete Item")
	_, err = m.Filter(m.Views.Gt(0)).Update(ctx, tr.db)
	says(t, err, "update Item: nothing is set", "Field.Set(value)")
	_, err = m.Filter(m.Views.Gt(0)).Update(ctx, tr.db, m.Views.Set(1), m.Views.Add(2))
	says(t, err, "Views is set twice")
	_, err = m.Filter(m.Views.Gt(0)).Update(ctx, tr.db, kin.Assign[*testmodels.Item]{})
	says(t, err, "assignment is empty")
	_, err = m.Limit(-1).All(ctx, tr.db)
	says(t, err, "Limit(-1)", "negative")
	_, err = m.Query().Offset(-2).All(ctx, tr.db)
	says(t, err, "Offset(-2)", "negative")
	_, err = m.OrderBy(kin.Order[*testmodels.Item]{}).All(ctx, tr.db)
	says(t, err, "order is empty")
	_, err = m.Filter(m.Name.In()).Delete(ctx, tr.db)
	check(t, err) // a condition, which is false
	tr.take()
	tr.silent(t)
}

func TestNotLoaded(t *testing.T) { onEach(t, testNotLoaded) }

func testNotLoaded(t *testing.T, db *kin.DB) {
	check(t, testmodels.Books.Create(ctx, db, &testmodels.Book{Title: "b"}))
	book := must(testmodels.Books.First(ctx, db))(t)
	_, err := book.Genres.Items()
	isError(t, err, kin.ErrNotLoaded, "Book.Genres", "add Preload(Books.Genres)")
	func() {
		defer func() {
			err, _ := recover().(error)
			isError(t, err, kin.ErrNotLoaded, "Preload(Books.Genres)")
		}()
		book.Genres.MustItems()
		t.Error("no panic")
	}()
	empty := must(testmodels.Books.Preload(testmodels.Books.Genres, testmodels.Books.Author).First(ctx, db))(t)
	if items, err := empty.Genres.Items(); err != nil || items == nil || len(items) != 0 {
		t.Errorf("a set that was loaded and is empty: %v, %v", items, err)
	}
	if book.Genres.Loaded() || !empty.Genres.Loaded() {
		t.Errorf("not loaded is %v, empty is %v", book.Genres.Loaded(), empty.Genres.Loaded())
	}
	if !testmodels.Books.Author.Loaded(empty) || empty.Author != nil {
		t.Errorf("no author: loaded %v, %v", testmodels.Books.Author.Loaded(empty), empty.Author)
	}

	check(t, testmodels.Persons.Create(ctx, db, &testmodels.Person{Name: "p"}))
	person := must(testmodels.Persons.First(ctx, db))(t)
	_, err = person.Profile.Item()
	isError(t, err, kin.ErrNotLoaded, "Preload(Persons.Profile)")
	_, err = testmodels.Roots.Preload(testmodels.Roots.CascadeLeaves).All(ctx, db)
	says(t, err, "Root", "has no field", "kin.HasMany[Leaf]", `reverse=Cascade`)

	part := must(testmodels.Books.Only(testmodels.Books.Title).First(ctx, db))(t)
	part.Subtitle, part.Title = ptr("not written"), "written"
	says(t, testmodels.Books.Save(ctx, db, part, testmodels.Books.Subtitle), "Book.Subtitle", "was not loaded")
	check(t, testmodels.Books.Save(ctx, db, part))
	if row := must(testmodels.Books.Get(ctx, db, part.ID))(t); row.Subtitle != nil || row.Title != "written" {
		t.Errorf("the row is %q, %v", row.Title, row.Subtitle)
	}
}

func TestGetErrors(t *testing.T) { onEach(t, testGetErrors) }

func testGetErrors(t *testing.T, db *kin.DB) {
	m := testmodels.Persons
	_, err := m.Get(ctx, db, 1)
	isError(t, err, kin.ErrNotFound, "Person")
	check(t, m.CreateMany(ctx, db, []*testmodels.Person{{Name: "a"}, {Name: "a"}}))
	_, err = m.Filter(m.Name.Eq("a")).Get(ctx, db)
	isError(t, err, kin.ErrMultiple, "Person", "First or All")
	several := "several rows of Person have this Name; name columns that tell which one is meant"
	_, err = m.GetOrCreate(ctx, db, &testmodels.Person{Name: "a"}, m.Name)
	isError(t, err, kin.ErrMultiple, several)
	_, err = m.UpdateOrCreate(ctx, db, &testmodels.Person{Name: "a"}, m.Name)
	isError(t, err, kin.ErrMultiple, several)
	obj := must(m.First(ctx, db))(t)
	isError(t, m.Create(ctx, db, obj), kin.ErrUnique, "create Person", "the object has a row already: Save updates that")
	_ = must(m.AllRows().Delete(ctx, db))(t)
	gone := fmt.Sprintf("there is no row of Person %d: it was deleted, it is of another database, or the key of the object was changed", obj.ID)
	isError(t, m.Save(ctx, db, obj), kin.ErrNotFound, gone)
	isError(t, m.Reload(ctx, db, obj), kin.ErrNotFound, gone)
	country := &testmodels.Country{Code: "no", Name: "text"}
	check(t, testmodels.Countries.Create(ctx, db, country))
	country.Code = "xx"
	isError(t, testmodels.Countries.Save(ctx, db, country), kin.ErrNotFound, "there is no row of this Country: it was")
}

// TestNilAmongMany: the object is named by its place.
func TestNilAmongMany(t *testing.T) { onEach(t, testNilAmongMany) }

func testNilAmongMany(t *testing.T, db *kin.DB) {
	err := testmodels.Persons.CreateMany(ctx, db, []*testmodels.Person{{Name: "a"}, nil})
	if err == nil || err.Error() != "kin: object 1: kin: create Person: the object is nil" {
		t.Errorf("the error is %v", err)
	}
}

// TestTablesOfOneModel: a table that refers to one that is not there cannot be made,
// but on SQLite, which looks when a row is written.
func TestTablesOfOneModel(t *testing.T) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			chapters := testmodels.Models[slices.IndexFunc(testmodels.Models, func(m *kin.Mapping) bool { return m.Model().Name == "Chapter" })]
			err := kin.CreateTables(ctx, db, chapters)
			if strings.HasPrefix(d.Name, "sqlite") {
				check(t, err)
				return
			}
			says(t, err, "create tables", "the table chapters refers to books, which is of none of these models: make it before, or pass its model too")
		})
	}
}

func TestClosedDatabase(t *testing.T) { onEach(t, testClosedDatabase) }

func testClosedDatabase(t *testing.T, db *kin.DB) {
	check(t, db.Close())
	item := &testmodels.Item{Name: "a"}
	_, allErr := testmodels.Items.All(ctx, db)
	for _, err := range []error{allErr, testmodels.Items.Create(ctx, db, item), db.InTx(ctx, func(*kin.Tx) error { return nil })} {
		isError(t, err, kin.ErrClosed)
	}
	if kin.Saved(item) || item.ID != 0 {
		t.Error("the object claims to be saved")
	}
}

// TestDeadline: a statement that runs too long ends with the context's error.
func TestDeadline(t *testing.T) { onEach(t, testDeadline) }

func testDeadline(t *testing.T, db *kin.DB) {
	var people []*testmodels.Person
	for range 3000 {
		people = append(people, &testmodels.Person{Name: "p"})
	}
	check(t, testmodels.Persons.CreateMany(ctx, db, people))
	soon, cancel := context.WithCancel(ctx)
	slow := kin.Raw[*testmodels.Person]("(WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n WHERE x < 100000000) SELECT count(*) FROM n) > ?", testmodels.Persons.ID)
	traced := db.With() // the same database
	go cancel()
	_, err := testmodels.Persons.Filter(slow).All(soon, traced)
	isError(t, err, context.Canceled)
	if n := must(testmodels.Persons.Count(ctx, db))(t); n != 3000 {
		t.Errorf("%d rows", n)
	}
}
