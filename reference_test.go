package kin_test

import (
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// TestForeignKeyPair goes through every state of a relation and its key on Save.
func TestForeignKeyPair(t *testing.T) { onEach(t, testForeignKeyPair) }

func testForeignKeyPair(t *testing.T, db *kin.DB) {
	tr := newTrace(db)
	db = tr.db
	a, b, c := &testmodels.Person{Name: "a"}, &testmodels.Person{Name: "b"}, &testmodels.Person{Name: "c"}
	check(t, testmodels.Persons.CreateMany(ctx, db, []*testmodels.Person{a, b, c}))
	unsaved := &testmodels.Person{Name: "unsaved"}
	cases := []struct {
		name   string
		stored *testmodels.Person // as loaded
		set    func(*testmodels.Book)
		err    error
		key    *int64
		object *testmodels.Person
	}{
		{"object, key zero", nil, func(x *testmodels.Book) { x.Author = a }, nil, &a.ID, a},
		{"object, key unchanged", b, func(x *testmodels.Book) { x.Author = a }, nil, &a.ID, a},
		{"key alone", nil, func(x *testmodels.Book) { x.AuthorID = &a.ID }, nil, &a.ID, nil},
		{"both, equal", b, func(x *testmodels.Book) { x.Author, x.AuthorID = a, &a.ID }, nil, &a.ID, a},
		{"both, unequal", b, func(x *testmodels.Book) { x.Author, x.AuthorID = a, &c.ID }, kin.ErrConflict, nil, nil},
		{"both, unequal, new", nil, func(x *testmodels.Book) { x.Author, x.AuthorID = a, &c.ID }, kin.ErrConflict, nil, nil},
		{"key changed, object as loaded", b, func(x *testmodels.Book) { x.Author, x.AuthorID = b, &c.ID }, nil, &c.ID, nil},
		{"key removed, object as loaded", b, func(x *testmodels.Book) { x.Author, x.AuthorID = b, nil }, nil, nil, nil},
		{"object removed", b, func(x *testmodels.Book) { x.Author = nil }, nil, &b.ID, nil},
		{"unsaved", b, func(x *testmodels.Book) { x.Author = unsaved }, kin.ErrUnsaved, nil, nil},
		{"stub by key only", b, func(x *testmodels.Book) { x.Author = &testmodels.Person{ID: a.ID} }, nil, &a.ID, &testmodels.Person{ID: a.ID}},
		{"stub of no row", b, func(x *testmodels.Book) { x.Author = &testmodels.Person{ID: 99} }, kin.ErrForeignKey, nil, nil},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			book := &testmodels.Book{Title: test.name}
			if test.stored != nil {
				book.AuthorID = &test.stored.ID
				check(t, testmodels.Books.Create(ctx, db, book))
				book = must(testmodels.Books.Preload(testmodels.Books.Author).Filter(testmodels.Books.ID.Eq(book.ID)).Get(ctx, db))(t)
			}
			test.set(book)
			tr.take()
			err := testmodels.Books.Save(ctx, db, book)
			if test.err != nil {
				isError(t, err, test.err)
				if test.err != kin.ErrForeignKey {
					says(t, err, "Book.Author")
					tr.silent(t)
				}
				return
			}
			check(t, err)
			row := must(testmodels.Books.Get(ctx, db, book.ID))(t)
			if !equalPointers(row.AuthorID, test.key) || !equalPointers(book.AuthorID, test.key) {
				t.Errorf("the key is %v in the row and %v in the object, not %v", row.AuthorID, book.AuthorID, test.key)
			}
			if (book.Author == nil) != (test.object == nil) || book.Author != nil && book.Author.ID != test.object.ID {
				t.Errorf("the author is %v, not %v", book.Author, test.object)
			}
			if loaded, want := testmodels.Books.Author.Loaded(book), test.object != nil || test.key == nil; loaded != want {
				t.Errorf("loaded %v, not %v", loaded, want)
			}
		})
	}
}

// TestForeignKeyPairAgain: the second Save compares with what the first one wrote.
func TestForeignKeyPairAgain(t *testing.T) { onEach(t, testForeignKeyPairAgain) }

func testForeignKeyPairAgain(t *testing.T, db *kin.DB) {
	a, b := &testmodels.Person{Name: "a"}, &testmodels.Person{Name: "b"}
	check(t, testmodels.Persons.CreateMany(ctx, db, []*testmodels.Person{a, b}))
	book := &testmodels.Book{Title: "x", Author: a}
	for _, author := range []*testmodels.Person{a, b, a, b} {
		book.Author = author
		check(t, testmodels.Books.Save(ctx, db, book))
		if row := must(testmodels.Books.Get(ctx, db, book.ID))(t); *row.AuthorID != author.ID {
			t.Errorf("the author is %d, not %d", *row.AuthorID, author.ID)
		}
	}
	book.AuthorID = &a.ID
	if testmodels.Books.Author.Loaded(book) {
		t.Error("the author counts as loaded after the key was changed")
	}
	check(t, testmodels.Books.Save(ctx, db, book))
	if book.Author != nil || *must(testmodels.Books.Get(ctx, db, book.ID))(t).AuthorID != a.ID {
		t.Errorf("the author is %v", book.Author)
	}
	book.AuthorID = nil
	check(t, testmodels.Books.Save(ctx, db, book))
	if row := must(testmodels.Books.Get(ctx, db, book.ID))(t); row.AuthorID != nil {
		t.Errorf("the author is %d", *row.AuthorID)
	}
}

// TestCompositeReference: a key of two fields works as one of one field does.
func TestCompositeReference(t *testing.T) { onEach(t, testCompositeReference) }

func testCompositeReference(t *testing.T, db *kin.DB) {
	a, b := &testmodels.Cell{Sheet: "s", Row: 1}, &testmodels.Cell{Sheet: "s", Row: 2}
	check(t, testmodels.Cells.CreateMany(ctx, db, []*testmodels.Cell{a, b}))
	note := &testmodels.Note{Text: "n", Cell: a}
	check(t, testmodels.Notes.Create(ctx, db, note))
	if *note.CellSheet != "s" || *note.CellRow != 1 {
		t.Errorf("the key is %v, %v", *note.CellSheet, *note.CellRow)
	}
	if n := must(b.Notes.Add(ctx, db, note))(t); n != 1 {
		t.Errorf("%d notes moved", n)
	}
	cells := must(testmodels.Cells.Preload(testmodels.Cells.Notes).OrderBy(testmodels.Cells.Row.Asc()).All(ctx, db))(t)
	if len(cells[0].Notes.MustItems()) != 0 || len(cells[1].Notes.MustItems()) != 1 {
		t.Error("the note is in the wrong cell")
	}
	got := must(testmodels.Cells.Get(ctx, db, testmodels.CellKey{Sheet: "s", Row: 2}))(t)
	if n := must(testmodels.Notes.Filter(testmodels.Notes.Cell.Is(got)).Count(ctx, db))(t); n != 1 {
		t.Errorf("%d notes of the cell", n)
	}
	bulk := must(testmodels.Cells.InBulk(ctx, db, testmodels.CellKey{Sheet: "s", Row: 1}, testmodels.CellKey{Sheet: "t", Row: 1}))(t)
	if len(bulk) != 1 || bulk[testmodels.CellKey{Sheet: "s", Row: 1}] == nil {
		t.Errorf("%d rows in bulk", len(bulk))
	}
	if n := must(testmodels.Cells.Delete(ctx, db, a, b))(t); n != 2 || must(testmodels.Notes.Count(ctx, db))(t) != 0 {
		t.Errorf("%d cells were deleted", n)
	}
}

// TestDeletionPolicies: deleting a row does to those that refer to it what each
// relation says.
func TestDeletionPolicies(t *testing.T) { onEach(t, testDeletionPolicies) }

func testDeletionPolicies(t *testing.T, db *kin.DB) {
	leaves, roots := testmodels.Leafs, testmodels.Roots
	grow := func(set func(*testmodels.Leaf, *testmodels.Root)) (*testmodels.Root, *testmodels.Leaf) {
		root := &testmodels.Root{Name: "root"}
		check(t, roots.Create(ctx, db, root))
		leaf := &testmodels.Leaf{Name: "leaf"}
		set(leaf, root)
		check(t, leaves.Create(ctx, db, leaf))
		return root, leaf
	}
	root, leaf := grow(func(l *testmodels.Leaf, r *testmodels.Root) { l.Cascade = r })
	if n := must(roots.Delete(ctx, db, root))(t); n != 1 {
		t.Errorf("%d rows, the cascade must not count", n)
	}
	isError(t, leaves.Reload(ctx, db, leaf), kin.ErrNotFound)

	root, leaf = grow(func(l *testmodels.Leaf, r *testmodels.Root) { l.Null = r })
	_ = must(roots.Delete(ctx, db, root))(t)
	check(t, leaves.Reload(ctx, db, leaf))
	if leaf.NullID != nil {
		t.Errorf("set null left %d", *leaf.NullID)
	}
	for name, set := range map[string]func(*testmodels.Leaf, *testmodels.Root){
		"restrict":  func(l *testmodels.Leaf, r *testmodels.Root) { l.Restrict = r },
		"no action": func(l *testmodels.Leaf, r *testmodels.Root) { l.Action = r },
	} {
		root, leaf = grow(set)
		_, err := roots.Delete(ctx, db, root)
		isError(t, err, kin.ErrForeignKey, name[:0]+"delete Root")
		if !kin.Saved(root) {
			t.Errorf("%s: the object is not saved", name)
		}
		check(t, leaves.Reload(ctx, db, leaf))
	}
}

func equalPointers(a, b *int64) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// TestOneToOne: the second row of an owner is refused, and the end without a key is read.
func TestOneToOne(t *testing.T) { onEach(t, testOneToOne) }

func testOneToOne(t *testing.T, db *kin.DB) {
	p := &testmodels.Person{Name: "p"}
	check(t, testmodels.Persons.Create(ctx, db, p))
	check(t, testmodels.Profiles.Create(ctx, db, &testmodels.Profile{Person: p, Bio: "b"}))
	isError(t, testmodels.Profiles.Create(ctx, db, &testmodels.Profile{Person: p}), kin.ErrUnique)
	got := must(testmodels.Persons.Preload(testmodels.Persons.Profile).Get(ctx, db))(t)
	if profile := got.Profile.MustItem(); profile == nil || profile.Bio != "b" {
		t.Errorf("the profile is %v", profile)
	}
	if n := must(testmodels.Persons.Filter(testmodels.Persons.Profile.Bio.Eq("b")).Count(ctx, db))(t); n != 1 {
		t.Errorf("%d people have the profile", n)
	}
}
