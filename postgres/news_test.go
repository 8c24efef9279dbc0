package postgres

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/examples/newsroom/news"
)

// newsroom is a database with three publications and four articles of two authors.
type newsroom struct {
	db           *kin.DB
	publications []*Publication
	articles     []*Article
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func openNews(t testing.TB, opts ...Option) *newsroom {
	t.Helper()
	ctx := context.Background()
	n := &newsroom{db: openDB(t, Models, opts...)}
	for _, title := range []string{"The Python Journal", "Science News", "Science Weekly"} {
		n.publications = append(n.publications, &Publication{Title: title})
	}
	must(t, Publications.CreateMany(ctx, n.db, n.publications))
	authors := []*Author{{FirstName: "Ada", LastName: "Öberg"}, {FirstName: "Bo", LastName: "Zimmer"}}
	must(t, Authors.CreateMany(ctx, n.db, authors))
	for i, headline := range []string{"Django lets you build web apps easily", "NASA uses Python", "100% of \\_ is literal", "ÅNGSTRÖM ΟΔΥΣΣΕΥΣ"} {
		a := &Article{Headline: headline}
		if i < 3 {
			a.Author = authors[i%2]
		}
		must(t, Articles.Create(ctx, n.db, a))
		n.articles = append(n.articles, a)
	}
	for i, a := range n.articles[:3] {
		_, err := a.Publications.Add(ctx, n.db, n.publications[:i+1]...)
		must(t, err)
	}
	return n
}

func count[T any](t testing.TB, want int, all []T, err error) {
	t.Helper()
	if err != nil || len(all) != want {
		t.Errorf("%d rows, want %d: %v; %v", len(all), want, all, err)
	}
}

func TestNewsCreate(t *testing.T) {
	n := openNews(t)
	ctx := context.Background()
	for i, p := range n.publications {
		if p.ID != int64(i+1) {
			t.Errorf("key %d of publication %d", p.ID, i)
		}
	}
	a, err := Articles.Get(ctx, n.db, n.articles[1].ID)
	must(t, err)
	a.Headline = "NASA loves Python"
	must(t, Articles.Save(ctx, n.db, a))
	must(t, Articles.Reload(ctx, n.db, n.articles[1]))
	if n.articles[1].Headline != a.Headline {
		t.Error(n.articles[1].Headline)
	}
	if _, err := Articles.Get(ctx, n.db, 99); !errors.Is(err, kin.ErrNotFound) {
		t.Error(err)
	}
	deleted, err := Articles.Delete(ctx, n.db, n.articles[0], n.articles[1])
	if err != nil || deleted != 2 {
		t.Errorf("%d deleted: %v", deleted, err)
	}
	bad := int64(77)
	if err := Articles.Create(ctx, n.db, &Article{Headline: "x", AuthorID: &bad}); !errors.Is(err, kin.ErrForeignKey) {
		t.Error(err)
	}
	many := make([]*Article, 5000)
	for i := range many {
		many[i] = &Article{Headline: fmt.Sprintf("Article %d", i)}
	}
	must(t, Articles.CreateMany(ctx, n.db, many))
	for i, a := range many {
		if a.ID == 0 || i > 0 && a.ID <= many[i-1].ID {
			t.Fatalf("article %d has the key %d", i, a.ID)
		}
	}
	read, err := Articles.Filter(Articles.ID.Eq(many[4321].ID)).All(ctx, n.db)
	if err != nil || len(read) != 1 || read[0].Headline != many[4321].Headline {
		t.Errorf("%v %v", read, err)
	}
}

func TestNewsLinks(t *testing.T) {
	n := openNews(t)
	ctx := context.Background()
	a, p := n.articles[2], n.publications
	added, err := a.Publications.Add(ctx, n.db, p...)
	if err != nil || added != 0 {
		t.Errorf("%d links added again: %v", added, err)
	}
	added, err = p[2].Articles.Add(ctx, n.db, n.articles...)
	if err != nil || added != 3 {
		t.Errorf("%d links added from the other end: %v", added, err)
	}
	removed, err := p[2].Articles.Remove(ctx, n.db, n.articles[0], n.articles[3])
	if err != nil || removed != 2 {
		t.Errorf("%d links removed: %v", removed, err)
	}
	changed, err := a.Publications.Set(ctx, n.db, p[1])
	if err != nil || changed != (kin.Changed{Removed: 2}) {
		t.Errorf("%+v %v", changed, err)
	}
	changed, err = p[1].Articles.Set(ctx, n.db, n.articles[3], a)
	if err != nil || changed != (kin.Changed{Added: 1, Removed: 1}) {
		t.Errorf("%+v %v", changed, err)
	}
	cleared, err := p[1].Articles.Clear(ctx, n.db)
	if err != nil || cleared != 2 {
		t.Errorf("%d cleared: %v", cleared, err)
	}
	must(t, p[1].Articles.Create(ctx, n.db, &Article{Headline: "new"}))
	all, err := p[1].Articles.All(ctx, n.db)
	count(t, 1, all, err)
}

func TestNewsQueries(t *testing.T) {
	n := openNews(t)
	ctx := context.Background()
	linked := Articles.Publications
	rows := func(want int, q *kin.Query[*Article]) {
		t.Helper()
		all, err := q.All(ctx, n.db)
		count(t, want, all, err)
		if c, err := q.Count(ctx, n.db); err != nil || int(c) != want {
			t.Errorf("counted %d, want %d: %v", c, want, err)
		}
	}
	rows(2, Articles.Filter(linked.Any(Publications.Title.StartsWith("Science"))))
	rows(2, Articles.Exclude(linked.Any(Publications.Title.StartsWith("Science"))))
	rows(3, Articles.Join(linked.Rows(Publications.Title.StartsWith("Science"))))
	rows(2, Articles.Join(linked.Rows(Publications.Title.StartsWith("Science"))).Distinct())
	rows(3, Articles.Filter(linked.HasAny(n.publications...)))
	rows(1, Articles.Filter(linked.HasAll(n.publications...)))
	rows(1, Articles.Filter(linked.HasExactly(n.publications[0])))
	rows(2, Articles.Filter(linked.SubsetOf(n.publications[0])))
	rows(2, Articles.Filter(linked.Every(Publications.Title.Eq("The Python Journal"))))
	rows(2, Articles.Filter(Articles.ID.NotIn(1, 2)))
	rows(0, Articles.Filter(Articles.ID.In()))
	rows(1, Articles.Filter(Articles.AuthorID.IsNull()))
	rows(2, Articles.Filter(Articles.AuthorID.Ne(1)))
	rows(2, Articles.Filter(Articles.AuthorID.NotIn(1)))
	rows(2, Articles.Filter(Articles.Author.LastName.Eq("Öberg")))
	rows(1, Articles.Filter(kin.Raw[*Article]("length(?) > ?", Articles.Headline, 20), Articles.ID.Gt(2)))

	// Patterns are literal, and case is that of every alphabet.
	rows(1, Articles.Filter(Articles.Headline.Contains(`% of \_`)))
	rows(0, Articles.Filter(Articles.Headline.Contains("%N")))
	rows(1, Articles.Filter(Articles.Headline.StartsWith("100%")))
	rows(0, Articles.Filter(Articles.Headline.StartsWith("1__%")))
	rows(1, Articles.Filter(Articles.Headline.EndsWith(`literal`)))
	rows(0, Articles.Filter(Articles.Headline.Contains("nasa")))
	rows(1, Articles.Filter(Articles.Headline.IContains("nasa")))
	rows(1, Articles.Filter(Articles.Headline.IStartsWith("ångström")))
	rows(1, Articles.Filter(Articles.Headline.IContains("οδυσσευς")))
	rows(1, Articles.Filter(Articles.Headline.IContains("υσς")))
	rows(1, Articles.Filter(Articles.Headline.IEq("ångström οδυσσευσ")))

	// Text is in the order of code points, NULL is the smallest.
	all, err := Articles.OrderBy(Articles.Author.LastName.Asc(), Articles.ID.Desc()).Limit(3).Offset(1).All(ctx, n.db)
	must(t, err)
	ids := []int64{}
	for _, a := range all {
		ids = append(ids, a.ID)
	}
	if !slices.Equal(ids, []int64{2, 3, 1}) {
		t.Error(ids)
	}
}

func TestNewsAggregates(t *testing.T) {
	n := openNews(t)
	ctx := context.Background()
	ids := Articles.Publications
	got, err := kin.Select3(Articles.Query(), Articles.ID, kin.Nullable(kin.Sum(ids, Publications.ID)), kin.Nullable(kin.Avg(ids, Publications.ID))).All(ctx, n.db)
	must(t, err)
	for _, r := range got {
		switch r.A {
		case 2:
			if *r.B != 3 || *r.C != 1.5 {
				t.Errorf("article 2: %d, %v", *r.B, *r.C)
			}
		case 4:
			if r.B != nil || r.C != nil {
				t.Errorf("article 4: %v, %v", r.B, r.C)
			}
		}
	}
	all, err := Articles.Filter(kin.Avg(ids, Publications.ID).Ge(1.5)).All(ctx, n.db)
	count(t, 2, all, err)
	all, err = Articles.Filter(kin.Sum(ids, Publications.ID).Gt(3), ids.Count().Eq(3)).OrderBy(ids.Count().Desc()).All(ctx, n.db)
	count(t, 1, all, err)
	most, err := kin.Select2(Articles.Query(), Articles.Headline, kin.Nullable(kin.Max(ids, Publications.Title))).All(ctx, n.db)
	count(t, 4, most, err)
}

func TestNewsPreload(t *testing.T) {
	n := openNews(t)
	ctx := context.Background()
	all, err := Articles.OrderBy(Articles.ID.Asc()).Preload(Articles.Author, Articles.Publications.OrderBy(Publications.ID.Desc()).Limit(2)).All(ctx, n.db)
	count(t, 4, all, err)
	for i, a := range all[:3] {
		items, err := a.Publications.Items()
		count(t, min(i+1, 2), items, err)
		if items[0].ID != int64(i+1) || a.Author == nil {
			t.Errorf("article %d: %v, %v", a.ID, items, a.Author)
		}
	}
	updated, err := Articles.Filter(Articles.Publications.Any(Publications.Title.Contains("Weekly"))).Update(ctx, n.db, Articles.Headline.Set("changed"))
	if err != nil || updated != 1 {
		t.Errorf("%d updated: %v", updated, err)
	}
	seen := 0
	for _, err := range Articles.Each(ctx, n.db) {
		must(t, err)
		seen++
		must(t, n.db.InTx(ctx, func(tx *kin.Tx) error { _, err := Articles.Count(ctx, tx); return err }))
	}
	if seen != 4 {
		t.Error(seen)
	}
}

func TestNewsTransactions(t *testing.T) {
	n := openNews(t)
	ctx := context.Background()
	failure := errors.New("failure")
	a := &Article{Headline: "rolled back"}
	err := n.db.InTx(ctx, func(tx *kin.Tx) error {
		must(t, Articles.Create(ctx, tx, a))
		return failure
	})
	if !errors.Is(err, failure) || kin.Saved(a) {
		t.Error(err)
	}
	must(t, n.db.InTx(ctx, func(tx *kin.Tx) error {
		must(t, Articles.Create(ctx, tx, a))
		bad := int64(77)
		err := tx.InTx(ctx, func(tx *kin.Tx) error {
			return Articles.Create(ctx, tx, &Article{Headline: "x", AuthorID: &bad})
		})
		if !errors.Is(err, kin.ErrForeignKey) {
			t.Error(err)
		}
		_, err = a.Publications.Add(ctx, tx, n.publications...)
		return err
	}))
	err = n.db.InTx(ctx, func(tx *kin.Tx) error { return Articles.Create(ctx, tx, &Article{Headline: "y"}) }, kin.ReadOnly())
	if !errors.Is(err, kin.ErrReadOnly) {
		t.Error(err)
	}
	must(t, n.db.InTx(ctx, func(tx *kin.Tx) error {
		locked, err := Articles.Filter(Articles.ID.Le(2)).ForUpdate().All(ctx, tx)
		count(t, 2, locked, err)
		return n.db.InTx(ctx, func(tx *kin.Tx) error {
			free, err := Articles.Filter(Articles.ID.Le(3)).ForUpdate(kin.SkipLocked).All(ctx, tx)
			count(t, 1, free, err)
			err = tx.InTx(ctx, func(tx *kin.Tx) error {
				_, err := Articles.Filter(Articles.ID.Eq(1)).ForUpdate(kin.NoWait).All(ctx, tx)
				return err
			})
			if !errors.Is(err, kin.ErrLocked) || errors.Is(err, kin.ErrBusy) {
				t.Error(err)
			}
			return nil
		})
	}))
	if c, err := Articles.Count(ctx, n.db); err != nil || c != 5 {
		t.Error(c, err)
	}
}

// The body of a loop uses the database where there is one connection for both.
func TestEachOnOneConnection(t *testing.T) {
	n := openNews(t, WithMaxConns(1))
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	seen := 0
	for a, err := range Articles.Each(ctx, n.db) {
		must(t, err)
		must(t, n.db.InTx(ctx, func(tx *kin.Tx) error { return Articles.Save(ctx, tx, a) }))
		seen++
	}
	if seen != len(n.articles) {
		t.Errorf("%d articles, want %d", seen, len(n.articles))
	}
}

// 16 goroutines get or create the same keys, alone and inside transactions: one
// row for each key, created once, and no error.
func TestGetOrCreateRace(t *testing.T) {
	n := openNews(t, WithMaxConns(20))
	ctx := context.Background()
	d := n.db.Driver().(*driver)
	c := acquire(t, d)
	script(t, c, `ALTER TABLE publications ADD UNIQUE (title)`)
	const keys = 50
	var created atomic.Int64
	var wg sync.WaitGroup
	for worker := range 16 {
		wg.Go(func() {
			for i := range keys {
				p := &Publication{Title: fmt.Sprintf("Title %d", i)}
				var made bool
				get := func(db kin.Executor) (err error) {
					made, err = Publications.GetOrCreate(ctx, db, p, Publications.Title)
					return err
				}
				err := error(nil)
				if worker%2 == 0 {
					err = get(n.db)
				} else {
					err = n.db.InTx(ctx, func(tx *kin.Tx) error { return get(tx) })
				}
				if err != nil || p.ID == 0 {
					t.Errorf("%v, key %d", err, p.ID)
				}
				if made {
					created.Add(1)
				}
			}
		})
	}
	wg.Wait()
	rows := queryInt(t, c, "SELECT count(*) FROM publications WHERE title LIKE 'Title %'")
	if rows != keys || created.Load() != keys {
		t.Errorf("%d rows, %d created, want %d", rows, created.Load(), keys)
	}
}

// 16 goroutines add the same 100 links, from both ends and in any order: exactly
// 100 rows, no error, and what Add counted is 100 in all.
func TestConcurrentLinks(t *testing.T) {
	n := openNews(t, WithMaxConns(20))
	ctx := context.Background()
	var articles []*Article
	var publications []*Publication
	for i := range 10 {
		articles = append(articles, &Article{Headline: fmt.Sprint(i)})
		publications = append(publications, &Publication{Title: fmt.Sprint(i)})
	}
	must(t, Articles.CreateMany(ctx, n.db, articles))
	must(t, Publications.CreateMany(ctx, n.db, publications))
	before := linkRows(t, n)
	for round := range 5 {
		var added atomic.Int64
		var wg sync.WaitGroup
		for worker := range 16 {
			wg.Go(func() {
				for _, i := range rand.Perm(10) {
					var k int64
					var err error
					if worker%2 == 0 {
						k, err = articles[i].Publications.Add(ctx, n.db, shuffled(publications)...)
					} else {
						k, err = Publications.Articles.Of(publications[i]).Add(ctx, n.db, shuffled(articles)...)
					}
					if err != nil {
						t.Error(err)
					}
					added.Add(k)
				}
			})
		}
		wg.Wait()
		if rows := linkRows(t, n) - before; rows != 100 || added.Load() != 100 {
			t.Errorf("round %d: %d rows, %d counted", round, rows, added.Load())
		}
		for _, a := range articles {
			_, err := Articles.Publications.Of(a).Clear(ctx, n.db)
			must(t, err)
		}
	}
}

func shuffled[T any](in []T) []T {
	out := slices.Clone(in)
	rand.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

func linkRows(t *testing.T, n *newsroom) int64 {
	t.Helper()
	c, err := n.db.Driver().(*driver).acquire(context.Background())
	must(t, err)
	defer c.Release()
	return queryInt(t, c, `SELECT count(*) FROM articles_publications`)
}
