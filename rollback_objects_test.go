package kin_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// waitLimit is long enough for everything that does not hang.
const waitLimit = 10 * time.Second

// rolledBack runs f in a transaction that rolls back.
func rolledBack(t testing.TB, db *kin.DB, f func(tx *kin.Tx)) {
	t.Helper()
	if err := db.InTx(ctx, func(tx *kin.Tx) error { f(tx); return errOwn }); !errors.Is(err, errOwn) {
		t.Fatal(err)
	}
}

// TestRollbackUnsavesObjects: after a rollback no object claims to have a row that
// is not there, whichever verb saved it.
func TestRollbackUnsavesObjects(t *testing.T) { onEach(t, testRollbackUnsavesObjects) }

func testRollbackUnsavesObjects(t *testing.T, db *kin.DB) {
	m := testmodels.Items
	item := func(name string) *testmodels.Item { return &testmodels.Item{Name: name} }
	verbs := map[string]func(tx *kin.Tx, obj *testmodels.Item) error{
		"create":      func(tx *kin.Tx, obj *testmodels.Item) error { return m.Create(ctx, tx, obj) },
		"create many": func(tx *kin.Tx, obj *testmodels.Item) error { return m.CreateMany(ctx, tx, []*testmodels.Item{obj}) },
		"save":        func(tx *kin.Tx, obj *testmodels.Item) error { return m.Save(ctx, tx, obj) },
		"upsert":      func(tx *kin.Tx, obj *testmodels.Item) error { return m.Upsert(ctx, tx, obj, m.Name) },
		"get or create": func(tx *kin.Tx, obj *testmodels.Item) error {
			_, err := m.GetOrCreate(ctx, tx, obj, m.Name)
			return err
		},
		"update or create": func(tx *kin.Tx, obj *testmodels.Item) error {
			_, err := m.UpdateOrCreate(ctx, tx, obj, m.Name)
			return err
		},
		"found by get": func(tx *kin.Tx, obj *testmodels.Item) error {
			if err := m.Create(ctx, tx, item(obj.Name)); err != nil {
				return err
			}
			_, err := m.GetOrCreate(ctx, tx, obj, m.Name)
			return err
		},
		"found by update": func(tx *kin.Tx, obj *testmodels.Item) error {
			if err := m.Create(ctx, tx, item(obj.Name)); err != nil {
				return err
			}
			_, err := m.UpdateOrCreate(ctx, tx, obj, m.Name)
			return err
		},
	}
	for name, verb := range verbs {
		t.Run(name, func(t *testing.T) {
			obj := item(name)
			rolledBack(t, db, func(tx *kin.Tx) {
				check(t, verb(tx, obj))
				if !kin.Saved(obj) || obj.ID == 0 {
					t.Errorf("saved %v, key %d in the transaction", kin.Saved(obj), obj.ID)
				}
			})
			if kin.Saved(obj) || obj.ID != 0 {
				t.Errorf("saved %v, key %d after the rollback", kin.Saved(obj), obj.ID)
			}
			check(t, m.Save(ctx, db, obj)) // creates it
			if got := must(m.Get(ctx, db, obj.ID))(t); got.Name != name {
				t.Errorf("read %q", got.Name)
			}
		})
	}
}

// TestRollbackUnbindsSets: the set of an object whose row is gone is unbound again.
func TestRollbackUnbindsSets(t *testing.T) { onEach(t, testRollbackUnbindsSets) }

func testRollbackUnbindsSets(t *testing.T, db *kin.DB) {
	genre := &testmodels.Genre{Name: "g"}
	check(t, testmodels.Genres.Create(ctx, db, genre))
	book := &testmodels.Book{Title: "b"}
	rolledBack(t, db, func(tx *kin.Tx) {
		check(t, testmodels.Books.Create(ctx, tx, book))
		_ = must(book.Genres.Add(ctx, tx, genre))(t)
		check(t, testmodels.Books.Load(ctx, tx, []*testmodels.Book{book}, testmodels.Books.Genres))
	})
	if _, err := book.Genres.Add(ctx, db, genre); !errors.Is(err, kin.ErrUnsaved) {
		t.Errorf("add: %v", err)
	}
	if book.Genres.Loaded() {
		t.Error("the set is still loaded")
	}
	check(t, testmodels.Books.Create(ctx, db, book))
	if n := must(book.Genres.Add(ctx, db, genre))(t); n != 1 {
		t.Errorf("%d links are new", n)
	}
}

// TestRollbackRestoresSavedObjects: versions and times are those before, so that
// the transaction can be tried again.
func TestRollbackRestoresSavedObjects(t *testing.T) { onEach(t, testRollbackRestoresSavedObjects) }

func testRollbackRestoresSavedObjects(t *testing.T, db *kin.DB) {
	m := testmodels.Items
	obj := &testmodels.Item{Name: "a"}
	check(t, m.Create(ctx, db, obj))
	before := *obj
	rolledBack(t, db, func(tx *kin.Tx) {
		obj.Views = 1
		check(t, m.Save(ctx, tx, obj))
		check(t, m.Save(ctx, tx, obj))
		if obj.Lock != before.Lock+2 {
			t.Errorf("version %d", obj.Lock)
		}
	})
	if obj.Lock != before.Lock || !obj.UpdatedAt.Equal(before.UpdatedAt) {
		t.Errorf("version %d, not %d; time %v, not %v", obj.Lock, before.Lock, obj.UpdatedAt, before.UpdatedAt)
	}
	check(t, m.Save(ctx, db, obj))

	rolledBack(t, db, func(tx *kin.Tx) {
		if n := must(m.Delete(ctx, tx, obj))(t); n != 1 || kin.Saved(obj) {
			t.Errorf("%d rows, saved %v", n, kin.Saved(obj))
		}
	})
	if !kin.Saved(obj) {
		t.Error("an object whose row is there again is not saved")
	}
	check(t, m.Save(ctx, db, obj))
}

// TestRetryWithReference: a transaction that creates an object and one that refers
// to it can run again after a rollback, although the key is another then.
func TestRetryWithReference(t *testing.T) { onEach(t, testRetryWithReference) }

func testRetryWithReference(t *testing.T, db *kin.DB) {
	author := &testmodels.Person{Name: "a"}
	book := &testmodels.Book{Title: "b", Author: author}
	saved := &testmodels.Book{Title: "c"}
	check(t, testmodels.Books.Create(ctx, db, saved))
	attempt := func(tx *kin.Tx) error {
		if err := testmodels.Persons.Create(ctx, tx, author); err != nil {
			return err
		}
		saved.Author = author
		if err := testmodels.Books.Save(ctx, tx, saved); err != nil {
			return err
		}
		return testmodels.Books.Create(ctx, tx, book)
	}
	rolledBack(t, db, func(tx *kin.Tx) { check(t, attempt(tx)) })
	check(t, testmodels.Persons.Create(ctx, db, &testmodels.Person{Name: "takes the key"}))
	check(t, db.InTx(ctx, attempt))
	for _, b := range []*testmodels.Book{book, saved} {
		if b.AuthorID == nil || *b.AuthorID != author.ID {
			t.Errorf("the author of %s is %v, not %d", b.Title, b.AuthorID, author.ID)
		}
	}
}

// TestFailedWriteKeepsObject: a write that the database refuses leaves the object
// as unsaved, or as saved, as it was.
func TestFailedWriteKeepsObject(t *testing.T) { onEach(t, testFailedWriteKeepsObject) }

func testFailedWriteKeepsObject(t *testing.T, db *kin.DB) {
	m := testmodels.Items
	check(t, m.CreateMany(ctx, db, []*testmodels.Item{{Name: "a"}, {Name: "b"}}))
	obj := &testmodels.Item{Name: "a"}
	list := []*testmodels.Item{{Name: "x"}, obj, {Name: "y"}}
	if err := m.CreateMany(ctx, db, list); !errors.Is(err, kin.ErrUnique) {
		t.Fatal(err)
	}
	if err := m.Create(ctx, db, obj); !errors.Is(err, kin.ErrUnique) {
		t.Fatal(err)
	}
	for _, o := range list {
		if kin.Saved(o) || o.ID != 0 {
			t.Errorf("%s: saved %v, key %d", o.Name, kin.Saved(o), o.ID)
		}
	}
	b := must(m.Filter(m.Name.Eq("b")).Get(ctx, db))(t)
	version := b.Lock
	b.Name = "a"
	if err := m.Save(ctx, db, b); !errors.Is(err, kin.ErrUnique) || b.Lock != version {
		t.Errorf("%v, version %d", err, b.Lock)
	}
	b.Name = "c"
	check(t, m.Save(ctx, db, b))
	two := &testmodels.Item{Name: "c", Shelf: ptr("s"), Place: ptr(int32(1))}
	check(t, m.Create(ctx, db, &testmodels.Item{Name: "d", Shelf: ptr("s"), Place: ptr(int32(1))}))
	if _, err := m.UpdateOrCreate(ctx, db, two, m.Name); !errors.Is(err, kin.ErrUnique) {
		t.Fatal(err)
	}
	if kin.Saved(two) || two.ID != 0 {
		t.Errorf("after a failed update or create: saved %v, key %d", kin.Saved(two), two.ID)
	}
}

// TestCanceled: a call with a context that has ended does nothing.
func TestCanceled(t *testing.T) { onEach(t, testCanceled) }

func testCanceled(t *testing.T, db *kin.DB) {
	m := testmodels.Items
	ended, cancel := context.WithCancel(ctx)
	cancel()
	item := &testmodels.Item{Name: "a"}
	_, allErr := m.All(ended, db)
	_, updateErr := m.AllRows().Update(ended, db, m.Views.Set(1))
	for what, err := range map[string]error{
		"create": m.Create(ended, db, item), "many": m.CreateMany(ended, db, []*testmodels.Item{item}), "all": allErr, "update": updateErr,
		"tx": db.InTx(ended, func(*kin.Tx) error { t.Error("the transaction began"); return nil }),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if kin.Saved(item) || countItems(t, db) != 0 {
		t.Error("something was written")
	}
}
