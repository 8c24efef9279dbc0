package kin_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

type pair struct{ book, genre int64 }

// A linkModel is books and genres with their links, in the database and as a map.
type linkModel struct {
	db     *kin.DB
	books  map[int64]*testmodels.Book
	genres map[int64]*testmodels.Genre
	links  map[pair]bool
	names  int // of genres, which are unique
}

// TestLinksAgainstMap runs random verbs of a many-to-many relation from both ends
// and compares what they return and leave with a map of pairs.
func TestLinksAgainstMap(t *testing.T) { onEach(t, testLinksAgainstMap) }

func testLinksAgainstMap(t *testing.T, db *kin.DB) {
	rapid.Check(t, func(rt *rapid.T) {
		emptyLibrary(rt, db)
		m := &linkModel{db: db, books: map[int64]*testmodels.Book{}, genres: map[int64]*testmodels.Genre{}, links: map[pair]bool{}}
		for range 4 {
			m.newBook(rt)
			m.newGenre(rt)
		}
		actions := map[string]func(*rapid.T){
			"": m.check, "pairs": m.pairs, "many owners": m.manyOwners, "delete": m.deleteGenre,
		}
		ofBook := endVerbs[*testmodels.Book, *testmodels.Genre]{
			rel: testmodels.Books.Genres, owners: m.books, targets: m.genres, keys: testmodels.Genres.Keys, owner: testmodels.Books.Keys,
			field: func(b *testmodels.Book) *kin.RelatedSet[*testmodels.Genre] { return &b.Genres },
			pair:  func(o, t int64) pair { return pair{o, t} }, create: m.genre, links: m.links,
		}
		ofGenre := endVerbs[*testmodels.Genre, *testmodels.Book]{
			rel: testmodels.Genres.Books, owners: m.genres, targets: m.books, keys: testmodels.Books.Keys, owner: testmodels.Genres.Keys,
			field: func(g *testmodels.Genre) *kin.RelatedSet[*testmodels.Book] { return &g.Books },
			pair:  func(o, t int64) pair { return pair{t, o} }, create: func() *testmodels.Book { return &testmodels.Book{Title: "new"} }, links: m.links,
		}
		for name, f := range ofBook.actions(db) {
			actions["book "+name] = f
		}
		for name, f := range ofGenre.actions(db) {
			actions["genre "+name] = f
		}
		rt.Repeat(actions)
	})
}

func (m *linkModel) newBook(rt *rapid.T) {
	b := &testmodels.Book{Title: "book"}
	check(rt, testmodels.Books.Create(ctx, m.db, b))
	m.books[b.ID] = b
}

func (m *linkModel) genre() *testmodels.Genre {
	m.names++
	return &testmodels.Genre{Name: string(rune('A' + m.names))}
}

func (m *linkModel) newGenre(rt *rapid.T) {
	g := m.genre()
	check(rt, testmodels.Genres.Create(ctx, m.db, g))
	m.genres[g.ID] = g
}

// check compares all links, read from both ends, with the map.
func (m *linkModel) check(rt *rapid.T) {
	got := map[pair]bool{}
	for _, b := range must(testmodels.Books.Preload(testmodels.Books.Genres).All(ctx, m.db))(rt) {
		for _, g := range b.Genres.MustItems() {
			got[pair{b.ID, g.ID}] = true
		}
	}
	reverse := map[pair]bool{}
	for _, g := range must(testmodels.Genres.Preload(testmodels.Genres.Books).All(ctx, m.db))(rt) {
		for _, b := range g.Books.MustItems() {
			reverse[pair{b.ID, g.ID}] = true
		}
	}
	if !maps.Equal(got, m.links) || !maps.Equal(reverse, m.links) {
		rt.Fatalf("links %v and %v, not %v", got, reverse, m.links)
	}
}

func (m *linkModel) deleteGenre(rt *rapid.T) {
	if len(m.genres) < 3 {
		rt.Skip("few genres are left")
	}
	g := m.genres[drawKey(rt, m.genres)]
	if n := must(testmodels.Genres.Delete(ctx, m.db, g))(rt); n != 1 {
		rt.Fatalf("%d rows were deleted", n)
	}
	delete(m.genres, g.ID)
	maps.DeleteFunc(m.links, func(p pair, _ bool) bool { return p.genre == g.ID })
}

func (m *linkModel) pairs(rt *rapid.T) {
	var pairs []kin.Pair[*testmodels.Book, *testmodels.Genre]
	want := map[pair]bool{}
	for range rapid.IntRange(0, 6).Draw(rt, "pairs") {
		b, g := drawKey(rt, m.books), drawKey(rt, m.genres)
		pairs = append(pairs, kin.Pair[*testmodels.Book, *testmodels.Genre]{Owner: m.books[b], Target: m.genres[g]})
		want[pair{b, g}] = true
	}
	before := len(m.links)
	if rapid.Bool().Draw(rt, "link") {
		n := must(testmodels.Books.Genres.Link(ctx, m.db, pairs...))(rt)
		maps.Copy(m.links, want)
		sameCount(rt, "link", n, len(m.links)-before)
		return
	}
	n := must(testmodels.Books.Genres.Unlink(ctx, m.db, pairs...))(rt)
	maps.DeleteFunc(m.links, func(p pair, _ bool) bool { return want[p] })
	sameCount(rt, "unlink", n, before-len(m.links))
}

// manyOwners adds to and removes from the sets of several owners at once.
func (m *linkModel) manyOwners(rt *rapid.T) {
	owners, targets := drawKeys(rt, m.books), drawKeys(rt, m.genres)
	if len(owners) == 0 {
		rt.Skip("no owners")
	}
	set := testmodels.Books.Genres.OfKeys(testmodels.Books.Keys(owners...))
	in := func(p pair) bool { return slices.Contains(owners, p.book) && slices.Contains(targets, p.genre) }
	before := len(m.links)
	if rapid.Bool().Draw(rt, "add") {
		n := must(set.AddKeys(ctx, m.db, testmodels.Genres.Keys(targets...)))(rt)
		for _, b := range owners {
			for _, g := range targets {
				m.links[pair{b, g}] = true
			}
		}
		sameCount(rt, "add", n, len(m.links)-before)
		return
	}
	n := must(set.RemoveKeys(ctx, m.db, testmodels.Genres.Keys(targets...)))(rt)
	maps.DeleteFunc(m.links, func(p pair, _ bool) bool { return in(p) })
	sameCount(rt, "remove", n, before-len(m.links))
}

func sameCount(rt *rapid.T, verb string, got int64, want int) {
	rt.Helper()
	if got != int64(want) {
		rt.Fatalf("%s returned %d, not %d", verb, got, want)
	}
}

func drawKey[T any](rt *rapid.T, m map[int64]T) int64 {
	return rapid.SampledFrom(slices.Sorted(maps.Keys(m))).Draw(rt, "key")
}

func drawKeys[T any](rt *rapid.T, m map[int64]T) []int64 {
	return rapid.SliceOfN(rapid.SampledFrom(slices.Sorted(maps.Keys(m))), 0, 4).Draw(rt, "keys")
}

// endVerbs are the verbs of one end of a relation.
type endVerbs[R, T any] struct {
	rel     *kin.Many[R, T]
	owners  map[int64]R
	targets map[int64]T
	keys    func(...int64) kin.Keys[T]
	owner   func(...int64) kin.Keys[R]
	field   func(R) *kin.RelatedSet[T]
	pair    func(owner, target int64) pair
	create  func() T
	links   map[pair]bool
}

// set draws an owner and one of the ways to its set.
func (v *endVerbs[R, T]) set(rt *rapid.T) (int64, *kin.RelatedSet[T]) {
	key := drawKey(rt, v.owners)
	switch rapid.IntRange(0, 2).Draw(rt, "way") {
	case 0:
		return key, v.field(v.owners[key])
	case 1:
		return key, v.rel.Of(v.owners[key])
	default:
		return key, v.rel.OfKeys(v.owner(key, key))
	}
}

func (v *endVerbs[R, T]) objects(keys []int64) []T {
	out := make([]T, len(keys))
	for i, k := range keys {
		out[i] = v.targets[k]
	}
	return out
}

// of returns the targets of an owner in the map.
func (v *endVerbs[R, T]) of(owner int64) map[int64]bool {
	out := map[int64]bool{}
	for k := range v.targets {
		if v.links[v.pair(owner, k)] {
			out[k] = true
		}
	}
	return out
}

// change makes links to targets exist, or not, and returns how many changed.
func (v *endVerbs[R, T]) change(owner int64, targets []int64, exist bool) int {
	before := len(v.links)
	for _, k := range targets {
		if exist {
			v.links[v.pair(owner, k)] = true
		} else {
			delete(v.links, v.pair(owner, k))
		}
	}
	return max(before, len(v.links)) - min(before, len(v.links))
}

func (v *endVerbs[R, T]) actions(db *kin.DB) map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"add": func(rt *rapid.T) {
			owner, set := v.set(rt)
			keys := drawKeys(rt, v.targets)
			if rapid.Bool().Draw(rt, "by key") {
				n := must(set.AddKeys(ctx, db, v.keys(keys...)))(rt)
				sameCount(rt, "add keys", n, v.change(owner, keys, true))
				return
			}
			sameCount(rt, "add", must(set.Add(ctx, db, v.objects(keys)...))(rt), v.change(owner, keys, true))
		},
		"remove": func(rt *rapid.T) {
			owner, set := v.set(rt)
			keys := drawKeys(rt, v.targets)
			if rapid.Bool().Draw(rt, "by key") {
				n := must(set.RemoveKeys(ctx, db, v.keys(keys...)))(rt)
				sameCount(rt, "remove keys", n, v.change(owner, keys, false))
				return
			}
			sameCount(rt, "remove", must(set.Remove(ctx, db, v.objects(keys)...))(rt), v.change(owner, keys, false))
		},
		"set":     func(rt *rapid.T) { v.replace(rt, db, false) },
		"replace": func(rt *rapid.T) { v.replace(rt, db, true) },
		"clear": func(rt *rapid.T) {
			owner, set := v.set(rt)
			n := must(set.Clear(ctx, db))(rt)
			sameCount(rt, "clear", n, v.change(owner, slices.Collect(maps.Keys(v.targets)), false))
		},
		"create": func(rt *rapid.T) {
			owner, set := v.set(rt)
			obj := v.create()
			check(rt, set.Create(ctx, db, obj))
			v.targets[keyOf(obj)] = obj
			v.change(owner, []int64{keyOf(obj)}, true)
		},
		"query": func(rt *rapid.T) {
			owner, set := v.set(rt)
			want := v.of(owner)
			got := map[int64]bool{}
			for _, obj := range must(set.All(ctx, db))(rt) {
				got[keyOf(obj)] = true
			}
			if !maps.Equal(got, want) {
				rt.Fatalf("the set is %v, not %v", got, want)
			}
			sameCount(rt, "count", must(set.Count(ctx, db))(rt), len(want))
			if set.Loaded() {
				rt.Fatal("a query loaded the set")
			}
		},
	}
}

func (v *endVerbs[R, T]) replace(rt *rapid.T, db *kin.DB, all bool) {
	owner, set := v.set(rt)
	keys := drawKeys(rt, v.targets)
	before := v.of(owner)
	after := map[int64]bool{}
	for _, k := range keys {
		after[k] = true
	}
	want := kin.Changed{}
	for k := range v.targets {
		if before[k] && (all || !after[k]) {
			want.Removed++
		}
		if after[k] && (all || !before[k]) {
			want.Added++
		}
		v.change(owner, []int64{k}, after[k])
	}
	var got kin.Changed
	switch {
	case all:
		got = must(set.Replace(ctx, db, v.objects(keys)...))(rt)
	case rapid.Bool().Draw(rt, "by key"):
		got = must(set.SetKeys(ctx, db, v.keys(keys...)))(rt)
	default:
		got = must(set.Set(ctx, db, v.objects(keys)...))(rt)
	}
	if got != want {
		rt.Fatalf("changed %+v, not %+v", got, want)
	}
}
