package kin_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

const writers = 16

// together runs f in as many goroutines as there are writers, which start at once.
func together(t *testing.T, f func(writer int) error) {
	t.Helper()
	var group sync.WaitGroup
	start := make(chan struct{})
	errs := make([]error, writers)
	for i := range writers {
		group.Go(func() {
			<-start
			errs[i] = f(i)
		})
	}
	close(start)
	group.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// TestConcurrentAdd: the same hundred links from both ends in any order become a
// hundred rows, and the writers together are told of a hundred.
func TestConcurrentAdd(t *testing.T) { onEach(t, testConcurrentAdd) }

func testConcurrentAdd(t *testing.T, db *kin.DB) {
	var books []*testmodels.Book
	var genres []*testmodels.Genre
	for i := range 10 {
		books = append(books, &testmodels.Book{Title: fmt.Sprint(i)})
		genres = append(genres, &testmodels.Genre{Name: fmt.Sprint(i)})
	}
	check(t, testmodels.Books.CreateMany(ctx, db, books))
	check(t, testmodels.Genres.CreateMany(ctx, db, genres))
	var added atomic.Int64
	together(t, func(writer int) error {
		random := rand.New(rand.NewPCG(1, uint64(writer)))
		for _, i := range random.Perm(10) {
			var n int64
			var err error
			if writer%2 == 0 {
				targets := make([]*testmodels.Genre, 10)
				for to, from := range random.Perm(10) {
					targets[to] = genres[from]
				}
				n, err = testmodels.Books.Genres.Of(books[i]).Add(ctx, db, targets...)
			} else {
				targets := make([]*testmodels.Book, 10)
				for to, from := range random.Perm(10) {
					targets[to] = books[from]
				}
				n, err = testmodels.Genres.Books.Of(genres[i]).Add(ctx, db, targets...)
			}
			if err != nil {
				return err
			}
			added.Add(n)
		}
		return nil
	})
	if n := must(testmodels.Books.Join(testmodels.Books.Genres.Rows()).Count(ctx, db))(t); n != 100 || added.Load() != 100 {
		t.Errorf("%d links, and the writers were told of %d", n, added.Load())
	}
}

// TestConcurrentGetOrCreate: each of a hundred keys gets one row, of which one
// writer is told that it created it.
func TestConcurrentGetOrCreate(t *testing.T) { onEach(t, testConcurrentGetOrCreate) }

func testConcurrentGetOrCreate(t *testing.T, db *kin.DB) {
	var created [100]atomic.Int64
	together(t, func(writer int) error {
		for _, i := range rand.New(rand.NewPCG(2, uint64(writer))).Perm(100) {
			name := fmt.Sprint("key ", i)
			item := &testmodels.Item{Name: name}
			isNew, err := testmodels.Items.GetOrCreate(ctx, db, item, testmodels.Items.Name)
			if err != nil {
				return err
			}
			if isNew {
				created[i].Add(1)
			}
			if item.ID == 0 || item.Name != name || !kin.Saved(item) {
				return fmt.Errorf("%s: the object is %+v", name, item)
			}
		}
		return nil
	})
	for i := range created {
		if n := created[i].Load(); n != 1 {
			t.Errorf("key %d was created %d times", i, n)
		}
	}
	if n := countItems(t, db); n != 100 {
		t.Errorf("%d rows", n)
	}
}

// TestConcurrentUpdateOrCreate: one row for each key, and each update counts.
func TestConcurrentUpdateOrCreate(t *testing.T) { onEach(t, testConcurrentUpdateOrCreate) }

func testConcurrentUpdateOrCreate(t *testing.T, db *kin.DB) {
	var created atomic.Int64
	together(t, func(writer int) error {
		for i := range 10 {
			item := &testmodels.Item{Name: fmt.Sprint("key ", i), Views: int64(writer)}
			isNew, err := testmodels.Items.UpdateOrCreate(ctx, db, item, testmodels.Items.Name)
			if err != nil {
				return err
			}
			if isNew {
				created.Add(1)
			}
		}
		return nil
	})
	items := must(testmodels.Items.All(ctx, db))(t)
	if created.Load() != 10 || len(items) != 10 {
		t.Errorf("%d created, %d rows", created.Load(), len(items))
	}
	for _, item := range items {
		if item.Lock != writers { // the first version and one more for each update
			t.Errorf("%s: version %d after %d writes", item.Name, item.Lock, writers)
		}
	}
}

// TestConcurrentIncrements: no increment is lost, in one statement, in a
// transaction that locks what it reads, and by trying again after ErrStale.
func TestConcurrentIncrements(t *testing.T) { onEach(t, testConcurrentIncrements) }

func testConcurrentIncrements(t *testing.T, db *kin.DB) {
	m := testmodels.Items
	item := &testmodels.Item{Name: "a"}
	check(t, m.Create(ctx, db, item))
	one := m.Filter(m.ID.Eq(item.ID))
	together(t, func(int) error {
		for range 20 {
			if n, err := one.Update(ctx, db, m.Views.Add(1)); err != nil || n != 1 {
				return fmt.Errorf("%d rows: %w", n, err)
			}
		}
		return nil
	})
	together(t, func(int) error {
		for range 10 {
			err := db.InTx(ctx, func(tx *kin.Tx) error {
				item, err := one.ForUpdate().Get(ctx, tx)
				if err != nil {
					return err
				}
				item.Views++
				return m.Save(ctx, tx, item)
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	var stale atomic.Int64
	together(t, func(int) error {
		for done := 0; done < 5; {
			item, err := m.Get(ctx, db, item.ID)
			if err != nil {
				return err
			}
			item.Views++
			switch err := m.Save(ctx, db, item); {
			case errors.Is(err, kin.ErrStale):
				stale.Add(1)
			case err != nil:
				return err
			default:
				done++
			}
		}
		return nil
	})
	if got, want := must(m.Get(ctx, db, item.ID))(t).Views, int64(writers*(20+10+5)); got != want {
		t.Errorf("%d, not %d; %d were tried again", got, want, stale.Load())
	}
}

// TestStale: the second of two programs that read the same version is told.
func TestStale(t *testing.T) { onEach(t, testStale) }

func testStale(t *testing.T, db *kin.DB) {
	m := testmodels.Items
	check(t, m.Create(ctx, db, &testmodels.Item{Name: "a"}))
	a, b := must(m.First(ctx, db))(t), must(m.First(ctx, db))(t)
	a.Views, b.Views = 1, 2
	check(t, m.Save(ctx, db, a))
	isError(t, m.Save(ctx, db, b), kin.ErrStale, "Item", "reload it")
	if got := must(m.First(ctx, db))(t).Views; got != 1 {
		t.Errorf("views are %d", got)
	}
	check(t, m.Reload(ctx, db, b))
	b.Views = 3
	check(t, m.Save(ctx, db, b))
	isError(t, m.Save(ctx, db, a), kin.ErrStale)
}
