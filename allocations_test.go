//go:build !race

// The race detector allocates by itself, and empties pools at random.

package kin_test

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	m "github.com/kinorm/kin/internal/testmodels"
	jm "github.com/kinorm/kin/internal/testmodels/jsonmodels"
	"github.com/kinorm/kin/kintest"
)

// Limits of allocations. What the driver of a server allocates comes on top.
const (
	getLimit     = 12
	rowLimit     = 1
	preloadLimit = 3
	preloadBytes = 400 // of an owner with five links, beside its own row
	shapeLimit   = 6   // a form that was seen: binding it allocates nothing
	runLimit     = 4   // what the driver and the answer of a statement take
)

// driverAllocs are the allocations of a driver that is not kin's, for each statement and row.
var driverAllocs = map[string]struct{ statement, row float64 }{
	"mariadb": {statement: 30, row: 9},
	"mysql":   {statement: 30, row: 9},
}

func TestAllocations(t *testing.T) { onDatabases(t, m.Models, testAllocations) }

// onDatabases runs a test with the name of each database that is there.
func onDatabases(t *testing.T, models []*kin.Mapping, test func(t *testing.T, name string, db *kin.DB)) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) { test(t, d.Name, openTables(t, d, models)) })
	}
}

func testAllocations(t *testing.T, name string, db *kin.DB) {
	const owners, targets, each = 1000, 20, 5
	genres := make([]*m.Genre, targets)
	for i := range genres {
		genres[i] = &m.Genre{Name: fmt.Sprint("genre ", i)}
	}
	check(t, m.Genres.CreateMany(ctx, db, genres))
	books := make([]*m.Book, owners)
	var pairs []kin.Pair[*m.Book, *m.Genre]
	for i := range books {
		books[i] = &m.Book{Title: fmt.Sprint("book ", i)}
		for k := range each {
			pairs = append(pairs, kin.Pair[*m.Book, *m.Genre]{Owner: books[i], Target: genres[(i+k)%targets]})
		}
	}
	check(t, m.Books.CreateMany(ctx, db, books))
	must(m.Books.Genres.Link(ctx, db, pairs...))(t)

	driver := driverAllocs[name]
	within := func(what string, n int, limit float64, f func()) {
		t.Helper()
		if got := testing.AllocsPerRun(10, f) / float64(n); got > limit {
			t.Errorf("%s: %.2f allocations, at most %.2f", what, got, limit)
		}
	}
	within("get", 1, getLimit+driver.statement, func() { must(m.Books.Get(ctx, db, books[0].ID))(t) })
	within("a row", owners, rowLimit+driver.row, func() { must(m.Books.All(ctx, db))(t) })
	within("a parent", owners, preloadLimit+driver.row*(each+2), func() { must(m.Books.Preload(m.Books.Genres).All(ctx, db))(t) })
	few := m.Books.OrderBy(m.Books.ID.Asc()).Limit(100)
	alone := bytesPerRun(func() { must(few.All(ctx, db))(t) })
	if got := (bytesPerRun(func() { must(few.Preload(m.Books.Genres).All(ctx, db))(t) }) - alone) / 100; driver.row == 0 && got > preloadBytes {
		t.Errorf("preloading into an owner: %d bytes, at most %d", got, preloadBytes)
	}
	var q *kin.Query[*m.Book]
	build := func() { q = m.Books.Filter(m.Books.Title.Eq("none")) }
	build()
	must(q.All(ctx, db))(t) // its form is known from here on
	within("building a query", 1, shapeLimit, build)
	within("building, binding and running it", 1, shapeLimit+runLimit+driver.statement, func() { build(); must(q.Count(ctx, db))(t) })
}

// bytesPerRun returns how many bytes f allocates, once it has run before.
func bytesPerRun(f func()) uint64 {
	const runs = 20
	f()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		f()
	}
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) / runs
}

// Each lets go of the objects that the loop has seen.
func TestEachMemory(t *testing.T) {
	for _, d := range kintest.Databases(t) {
		if d.Name == "sqlite-memory" { // its rows are a part of the heap
			continue
		}
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			check(t, kin.CreateTables(ctx, db, m.Models...))
			fillMillion(t, db)
			runtime.GC()
			var mem runtime.MemStats
			runtime.ReadMemStats(&mem)
			base, most, n := mem.HeapAlloc, uint64(0), 0
			for _, err := range m.Genres.Query().Each(ctx, db) {
				check(t, err)
				if n++; n%5000 == 0 {
					runtime.ReadMemStats(&mem)
					most = max(most, mem.HeapAlloc)
				}
			}
			if grown := int64(most) - int64(base); n != 1_001_000 || grown > 16<<20 {
				t.Errorf("%d rows, the heap of %d bytes grew by %d", n, base, grown)
			}
		})
	}
}

// fillMillion makes a thousand genres and a million more by the database alone.
func fillMillion(t *testing.T, db *kin.DB) {
	t.Helper()
	list := make([]*m.Genre, 1000)
	for i := range list {
		list[i] = &m.Genre{Name: fmt.Sprintf("genre %03d", i)}
	}
	check(t, m.Genres.CreateMany(ctx, db, list))
	c := must(db.Driver().Acquire(ctx, dialect.Write))(t)
	defer c.Release()
	check(t, c.Script(ctx, "INSERT INTO genres (name) SELECT concat(a.name, b.name) FROM genres a CROSS JOIN genres b"))
}

// Encoding allocates what it returns, and nothing for cells.
func TestEncodeAllocations(t *testing.T) {
	posts := make([]*jm.Post, 50)
	for i := range posts {
		posts[i] = samplePost()
		posts[i].Categories.Hold(&jm.Category{ID: 1, Name: "News"}, &jm.Category{ID: 2, Name: "Sport"})
	}
	var size int
	n := testing.AllocsPerRun(20, func() { size = len(must(kin.EncodeAll(posts))(t)) })
	if n > 4 || size < 50*200 {
		t.Errorf("%v allocations for %d bytes", n, size)
	}
}
