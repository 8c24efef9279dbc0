package conformance

import (
	"errors"
	"math/rand/v2"
	"sync"
	"sync/atomic"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

const writers = 16

// together runs f in as many goroutines as there are writers, and ends the case if
// one of them fails.
func together(r *run, f func(writer int) error) {
	r.Helper()
	var group sync.WaitGroup
	errs := make([]error, writers)
	for i := range writers {
		group.Go(func() { errs[i] = f(i) })
	}
	group.Wait()
	r.ok(errors.Join(errs...))
}

// concurrency are cases about programs that write at the same time.
func concurrency() []example {
	b, items, authors := models.Books, models.Items, models.Authors
	return []example{
		{"the same links from both ends", nil, concurrentAdds},
		{"one of many creates the row", nil, func(r *run) {
			var created atomic.Int64
			together(r, func(writer int) error {
				for _, i := range rand.New(rand.NewPCG(2, uint64(writer))).Perm(20) {
					isNew, err := items.GetOrCreate(r.ctx, r.db, &models.Item{Name: numbered("", i)}, items.Name)
					if err != nil {
						return err
					}
					if isNew {
						created.Add(1)
					}
				}
				return nil
			})
			same(r, "created", created.Load(), 20)
			same(r, "rows", must(items.Count(r.ctx, r.db))(r), 20)
		}},
		{"no update is lost", nil, func(r *run) {
			x := &models.Book{Title: "x"}
			r.ok(b.Create(r.ctx, r.db, x))
			together(r, func(int) error {
				for range 20 {
					if _, err := b.Filter(b.ID.Eq(x.ID)).Update(r.ctx, r.db, b.Sold.Add(1)); err != nil {
						return err
					}
				}
				return nil
			})
			same(r, "sold", must(b.Get(r.ctx, r.db, x.ID))(r).Sold, 16*20)
		}},
		{"a stale object is found out", nil, func(r *run) {
			x := &models.Item{Name: "x"}
			r.ok(items.Create(r.ctx, r.db, x))
			var saved atomic.Int64
			together(r, func(int) error {
				for range 5 {
					y, err := items.Get(r.ctx, r.db, x.ID)
					if err != nil {
						return err
					}
					y.Views++
					switch err := items.Save(r.ctx, r.db, y); {
					case err == nil:
						saved.Add(1)
					case !errors.Is(err, kin.ErrStale):
						return err
					}
				}
				return nil
			})
			same(r, "views", must(items.Get(r.ctx, r.db, x.ID))(r).Views, saved.Load())
		}},
		{"sets of one owner", nil, func(r *run) {
			l := newLibrary(r)
			together(r, func(writer int) error {
				_, err := b.Tags.Of(l.faust).Set(r.ctx, r.db, [][]*models.Tag{{l.red, l.blue}, {l.gold}}[writer%2]...)
				return err
			})
			got := tags(r, l.faust)
			if len(got) == 0 || len(got) > 3 {
				r.Errorf("Faust has %q", got)
			}
		}},
		{"a transaction that is tried again", nil, func(r *run) {
			x := &models.Author{Name: "x", Age: ptr[int32](0)}
			r.ok(authors.Create(r.ctx, r.db, x))
			together(r, func(int) error {
				for range 3 {
					err := kin.Retry(r.ctx, r.db, func(tx *kin.Tx) error {
						y, err := authors.Get(r.ctx, tx, x.ID)
						if err != nil {
							return err
						}
						*y.Age++
						return authors.Save(r.ctx, tx, y)
					}, kin.Serializable(), kin.Attempts(1000))
					if err != nil {
						return err
					}
				}
				return nil
			})
			same(r, "age", *must(authors.Get(r.ctx, r.db, x.ID))(r).Age, 48)
		}},
		{"a deadlock is an error of one", []Feature{ConcurrentWrites}, deadlock},
		{"a broken order of transactions is an error", []Feature{ConcurrentWrites}, writeSkew},
		{"a row that is locked", []Feature{RowLocks, ConcurrentWrites}, rowLocks},
	}
}

// concurrentAdds adds the same hundred links from both ends in any order.
func concurrentAdds(r *run) {
	var books []*models.Book
	var list []*models.Tag
	for i := range 10 {
		books = append(books, &models.Book{Title: numbered("", i)})
		list = append(list, &models.Tag{Name: numbered("", i)})
	}
	r.ok(models.Books.CreateMany(r.ctx, r.db, books))
	r.ok(models.Tags.CreateMany(r.ctx, r.db, list))
	var added atomic.Int64
	together(r, func(writer int) error {
		random := rand.New(rand.NewPCG(1, uint64(writer)))
		for _, i := range random.Perm(10) {
			var n int64
			var err error
			if writer%2 == 0 {
				n, err = models.Books.Tags.Of(books[i]).Add(r.ctx, r.db, shuffled(random, list)...)
			} else {
				n, err = models.Tags.Books.Of(list[i]).Add(r.ctx, r.db, shuffled(random, books)...)
			}
			if err != nil {
				return err
			}
			added.Add(n)
		}
		return nil
	})
	same(r, "the writers were told of", added.Load(), 100)
	same(r, "links", must(models.Books.Join(models.Books.Tags.Rows()).Count(r.ctx, r.db))(r), 100)
}

func shuffled[V any](random *rand.Rand, list []V) []V {
	out := make([]V, len(list))
	for to, from := range random.Perm(len(list)) {
		out[to] = list[from]
	}
	return out
}

// meet lets two transactions wait for each other before both go on.
func meet(r *run, both func(first bool, wait func()) error) (errs [2]error) {
	r.Helper()
	var here, group sync.WaitGroup
	here.Add(2)
	for i := range errs {
		group.Go(func() {
			var once sync.Once
			arrive := func() { once.Do(here.Done) }
			defer arrive() // a failure must not keep the other waiting
			errs[i] = both(i == 0, func() { arrive(); here.Wait() })
		})
	}
	group.Wait()
	return errs
}

// deadlock has two transactions that change two rows in opposite orders.
func deadlock(r *run) {
	a := models.Authors
	x, y := create(r, r.db, "x"), create(r, r.db, "y")
	errs := meet(r, func(first bool, wait func()) error {
		order := []int64{x.ID, y.ID}
		if !first {
			order = []int64{y.ID, x.ID}
		}
		return r.db.InTx(r.ctx, func(tx *kin.Tx) error {
			for i, id := range order {
				if i == 1 {
					wait()
				}
				if _, err := a.Filter(a.ID.Eq(id)).Update(r.ctx, tx, a.Age.Set(1)); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if (errs[0] == nil) == (errs[1] == nil) {
		r.Fatalf("the errors are %v and %v, want one", errs[0], errs[1])
	}
	r.is("deadlock", errors.Join(errs[:]...), kin.ErrDeadlock)
}

// writeSkew has two transactions that each read what the other one changes. One
// after the other only the first of them could write.
func writeSkew(r *run) {
	a := models.Authors
	x, y := create(r, r.db, "x"), create(r, r.db, "y")
	errs := meet(r, func(first bool, wait func()) error {
		own := x.ID
		if !first {
			own = y.ID
		}
		return r.db.InTx(r.ctx, func(tx *kin.Tx) error {
			old, err := a.Filter(a.Age.NotNull()).Count(r.ctx, tx)
			wait()
			if err != nil || old > 0 {
				return err
			}
			_, err = a.Filter(a.ID.Eq(own)).Update(r.ctx, tx, a.Age.Set(1))
			return err
		}, kin.Serializable())
	})
	err := errors.Join(errs[:]...)
	if !errors.Is(err, kin.ErrSerialization) && !errors.Is(err, kin.ErrDeadlock) {
		r.Errorf("the errors are %v and %v, want ErrSerialization or ErrDeadlock", errs[0], errs[1])
	}
	if n := must(a.Filter(a.Age.NotNull()).Count(r.ctx, r.db))(r); n > 1 {
		r.Errorf("both have written")
	}
}

// rowLocks reads rows that another transaction has locked.
func rowLocks(r *run) {
	a := models.Authors
	x, y := create(r, r.db, "x"), create(r, r.db, "y")
	r.ok(r.db.InTx(r.ctx, func(tx *kin.Tx) error {
		same(r, "locked", must(a.Filter(a.ID.Eq(x.ID)).ForUpdate().Get(r.ctx, tx))(r).Name, "x")
		return r.db.InTx(r.ctx, func(other *kin.Tx) error {
			same(r, "free", names(must(a.Query().ForUpdate(kin.SkipLocked).All(r.ctx, other))(r), authorName), []string{"y"})
			same(r, "read without a lock", must(a.Count(r.ctx, other))(r), 2)
			err := other.InTx(r.ctx, func(other *kin.Tx) error {
				_, err := a.Query().ForUpdate(kin.NoWait).All(r.ctx, other)
				return err
			})
			r.is("no wait", err, kin.ErrLocked)
			same(r, "by key", must(a.Filter(a.ID.Eq(y.ID)).ForUpdate().Get(r.ctx, other))(r).Name, "y")
			return nil
		})
	}))
}
