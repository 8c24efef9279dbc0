package kin_test

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// A childModel is people and the books they wrote: the author of each, 0 for none.
type childModel struct {
	db     *kin.DB
	people map[int64]*testmodels.Person
	books  map[int64]*testmodels.Book
	author map[int64]int64
}

// TestChildrenAgainstMap runs random verbs of a has-many relation, whose targets
// move from owner to owner, and compares them with a map.
func TestChildrenAgainstMap(t *testing.T) { onEach(t, testChildrenAgainstMap) }

func testChildrenAgainstMap(t *testing.T, db *kin.DB) {
	rapid.Check(t, func(rt *rapid.T) {
		emptyLibrary(rt, db)
		m := &childModel{db, map[int64]*testmodels.Person{}, map[int64]*testmodels.Book{}, map[int64]int64{}}
		for range 3 {
			p := &testmodels.Person{Name: "person"}
			check(rt, testmodels.Persons.Create(ctx, db, p))
			m.people[p.ID] = p
		}
		for range 5 {
			b := &testmodels.Book{Title: "book"}
			check(rt, testmodels.Books.Create(ctx, db, b))
			m.books[b.ID], m.author[b.ID] = b, 0
		}
		rt.Repeat(map[string]func(*rapid.T){
			"": m.check, "add": m.add, "remove": m.remove, "clear": m.clear, "set": m.set, "create": m.create,
		})
	})
}

func (m *childModel) check(rt *rapid.T) {
	got := map[int64]int64{}
	for _, b := range must(testmodels.Books.Query().All(ctx, m.db))(rt) {
		got[b.ID] = 0
		if b.AuthorID != nil {
			got[b.ID] = *b.AuthorID
		}
	}
	if !maps.Equal(got, m.author) {
		rt.Fatalf("authors %v, not %v", got, m.author)
	}
}

// owner draws a person and one of the ways to the books they wrote.
func (m *childModel) owner(rt *rapid.T) (int64, *kin.RelatedSet[*testmodels.Book]) {
	key := drawKey(rt, m.people)
	if rapid.Bool().Draw(rt, "field") {
		return key, &m.people[key].Written
	}
	return key, testmodels.Persons.Written.Of(m.people[key])
}

// give changes the author of books and returns how many changed.
func (m *childModel) give(books []int64, from func(author int64) bool, to int64) (n int) {
	for _, b := range books {
		if from(m.author[b]) && m.author[b] != to {
			m.author[b] = to
			n++
		}
	}
	return n
}

func (m *childModel) objects(keys []int64) []*testmodels.Book {
	out := make([]*testmodels.Book, len(keys))
	for i, k := range keys {
		out[i] = m.books[k]
	}
	return out
}

func anybody(int64) bool { return true }

func is64(n int64) func(int64) bool { return func(x int64) bool { return x == n } }

func (m *childModel) add(rt *rapid.T) {
	owner, set := m.owner(rt)
	keys := drawKeys(rt, m.books)
	if rapid.Bool().Draw(rt, "by key") {
		n := must(set.AddKeys(ctx, m.db, testmodels.Books.Keys(keys...)))(rt)
		sameCount(rt, "add keys", n, m.give(keys, anybody, owner))
		return
	}
	sameCount(rt, "add", must(set.Add(ctx, m.db, m.objects(keys)...))(rt), m.give(keys, anybody, owner))
}

func (m *childModel) remove(rt *rapid.T) {
	owner, set := m.owner(rt)
	keys := drawKeys(rt, m.books)
	sameCount(rt, "remove", must(set.Remove(ctx, m.db, m.objects(keys)...))(rt), m.give(keys, is64(owner), 0))
}

func (m *childModel) clear(rt *rapid.T) {
	owner, set := m.owner(rt)
	n := must(set.Clear(ctx, m.db))(rt)
	sameCount(rt, "clear", n, m.give(slices.Collect(maps.Keys(m.books)), is64(owner), 0))
}

func (m *childModel) set(rt *rapid.T) {
	owner, set := m.owner(rt)
	keys := drawKeys(rt, m.books)
	others := slices.DeleteFunc(slices.Collect(maps.Keys(m.books)), func(b int64) bool { return slices.Contains(keys, b) })
	got := must(set.Set(ctx, m.db, m.objects(keys)...))(rt)
	removed := m.give(others, is64(owner), 0)
	added := m.give(keys, anybody, owner)
	if want := (kin.Changed{Added: int64(added), Removed: int64(removed)}); got != want {
		rt.Fatalf("changed %+v, not %+v", got, want)
	}
}

func (m *childModel) create(rt *rapid.T) {
	owner, set := m.owner(rt)
	b := &testmodels.Book{Title: "new"}
	check(rt, set.Create(ctx, m.db, b))
	if b.AuthorID == nil || *b.AuthorID != owner {
		rt.Fatalf("the new book has the author %v", b.AuthorID)
	}
	m.books[b.ID], m.author[b.ID] = b, owner
}

// TestChildrenThatMustHaveAnOwner: a child whose key cannot be NULL is moved, but
// never taken out, which is said before anything is sent.
func TestChildrenThatMustHaveAnOwner(t *testing.T) { onEach(t, testChildrenThatMustHaveAnOwner) }

func testChildrenThatMustHaveAnOwner(t *testing.T, db *kin.DB) {
	a, b := &testmodels.Book{Title: "a"}, &testmodels.Book{Title: "b"}
	check(t, testmodels.Books.CreateMany(ctx, db, []*testmodels.Book{a, b}))
	one, two := &testmodels.Chapter{Number: 1}, &testmodels.Chapter{Number: 2}
	check(t, a.Chapters.Create(ctx, db, one))
	check(t, a.Chapters.Create(ctx, db, two))
	trace := newTrace(db)
	_, removeErr := a.Chapters.Remove(ctx, trace.db, one)
	_, clearErr := a.Chapters.Clear(ctx, trace.db)
	_, replaceErr := a.Chapters.Replace(ctx, trace.db, one)
	for verb, err := range map[string]error{"remove": removeErr, "clear": clearErr, "replace": replaceErr} {
		if !errors.Is(err, kin.ErrNotNull) {
			t.Errorf("%s: %v is not ErrNotNull", verb, err)
		}
		says(t, err, "Chapter.BookID", "make the field a pointer, or delete the row")
	}
	trace.silent(t)
	if _, err := a.Chapters.Set(ctx, db, one); !errors.Is(err, kin.ErrNotNull) {
		t.Errorf("set: %v", err)
	}
	if n := must(a.Chapters.Count(ctx, db))(t); n != 2 {
		t.Errorf("%d chapters are left", n)
	}
	if c := must(a.Chapters.Set(ctx, db, one, two))(t); c != (kin.Changed{}) {
		t.Errorf("nothing had to change: %+v", c)
	}
	if n := must(b.Chapters.Add(ctx, db, one))(t); n != 1 {
		t.Errorf("%d chapters moved", n)
	}
	if c := must(b.Chapters.Set(ctx, db, one, two))(t); c != (kin.Changed{Added: 1}) {
		t.Errorf("changed %+v", c)
	}
}
