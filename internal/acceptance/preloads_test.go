package acceptance

import (
	"fmt"
	"testing"
	"time"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/blog"
	"github.com/kinorm/kin/kintest"
)

// preloadKinds are choices of related persons and what they take: the query itself
// and one statement for each relation and level.
var preloadKinds = []struct {
	name       string
	statements int
	relations  []kin.Preloader[*Person]
}{
	{"belongs-to", 2, []kin.Preloader[*Person]{Persons.Boss}},
	{"has-one", 2, []kin.Preloader[*Person]{Persons.Passport}},
	{"has-many", 2, []kin.Preloader[*Person]{Persons.Reports}},
	{"links", 2, []kin.Preloader[*Person]{Persons.Idols}},
	{"links from the reverse end", 2, []kin.Preloader[*Person]{Persons.Fans}},
	{"symmetric links", 2, []kin.Preloader[*Person]{Persons.Friends}},
	{"filtered, sorted and limited", 2, []kin.Preloader[*Person]{Persons.Idols.Filter(Persons.ID.Gt(0)).OrderBy(Persons.Name.Desc()).Limit(1)}},
	{"nested", 4, []kin.Preloader[*Person]{Persons.Idols.Preload(Persons.Passport, Persons.Boss)}},
	{"depth", 4, []kin.Preloader[*Person]{kin.Depth(Persons.Boss, 3)}},
	{"all", 7, []kin.Preloader[*Person]{Persons.Boss, Persons.Passport, Persons.Reports, Persons.Idols, Persons.Fans, Persons.Friends}},
}

// TestPreloadsTakeFewStatements for one object and for ten thousand.
func TestPreloadsTakeFewStatements(t *testing.T) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			must(t, kin.CreateTables(t.Context(), db, Models...))
			fillPersons(t, db, 10_000)
			fillPosts(t, db, 10_000)
			counted, counter := kintest.Count(db)
			for _, kind := range preloadKinds {
				for _, n := range []int{1, 999, 1000, 10_000} {
					counter.Reset()
					list := ok(t, got(Persons.Preload(kind.relations...).OrderBy(Persons.ID.Desc()).Limit(n).All(t.Context(), counted)))
					if want := kind.statements; len(list) != n || counter.N() != want {
						t.Errorf("%s: %d of %d objects in %d statements, want %d: %q", kind.name, len(list), n, counter.N(), want, counter.SQL())
					}
				}
			}
			for _, n := range []int{1, 10_000} {
				counter.Reset()
				list := ok(t, got(Posts.Preload(Posts.Categories).OrderBy(Posts.ID.Asc()).Limit(n).All(t.Context(), counted)))
				if last := list[n-1].Categories.MustLinks(); counter.N() != 2 || len(last) != 1 || *last[0].Link.SortOrder != int64(n-1) {
					t.Errorf("links with columns of %d objects: %v in %q", n, last, counter.SQL())
				}
			}
		})
	}
}

// TestPreloadOfManyObjects loads the relations of a hundred thousand objects. The
// time is logged.
func TestPreloadOfManyObjects(t *testing.T) {
	const n = 100_000
	db := kintest.Databases(t)[0].Open(t)
	must(t, kin.CreateTables(t.Context(), db, Models...))
	fillPersons(t, db, n)
	start := time.Now()
	list := ok(t, got(Persons.Preload(Persons.Boss, Persons.Reports, Persons.Idols).OrderBy(Persons.ID.Asc()).All(t.Context(), db)))
	t.Logf("%d objects with three relations in %v", len(list), time.Since(start).Round(time.Millisecond))
	for _, i := range []int{1, n / 2, n - 1} {
		p := list[i]
		if p.Boss == nil || p.Boss.ID != list[i-1].ID || len(p.Idols.MustItems()) != 1 || len(p.Reports.MustItems()) != min(1, n-1-i) {
			t.Errorf("person %d: %v, %v, %v", i, p.Boss, p.Idols.MustItems(), p.Reports.MustItems())
		}
	}
}

// fillPersons makes persons in a row: each has the one before as boss, idol and friend,
// and a passport.
func fillPersons(t *testing.T, db *kin.DB, n int) {
	t.Helper()
	list := make([]*Person, n)
	for i := range list {
		list[i] = &Person{Name: fmt.Sprintf("person %06d", i)}
	}
	must(t, Persons.CreateMany(t.Context(), db, list))
	passports := make([]*Passport, n)
	pairs := make([]kin.Pair[*Person, *Person], 0, n)
	for i, p := range list {
		passports[i] = &Passport{Number: p.Name, Holder: p}
		if i > 0 {
			p.Boss = list[i-1]
			pairs = append(pairs, kin.Pair[*Person, *Person]{Owner: p, Target: list[i-1]})
		}
	}
	must(t, Persons.UpdateMany(t.Context(), db, list[1:], Persons.BossID))
	must(t, Passports.CreateMany(t.Context(), db, passports))
	equal(t, got(Persons.Idols.Link(t.Context(), db, pairs...)), int64(n-1))
	equal(t, got(Persons.Friends.Link(t.Context(), db, pairs...)), int64(n-1))
}

// fillPosts makes posts in one category, each by a link with its number.
func fillPosts(t *testing.T, db *kin.DB, n int) {
	t.Helper()
	list := make([]*Post, n)
	links := make([]kin.Linked[Post, PostCategory], n)
	for i := range list {
		list[i] = &Post{Title: fmt.Sprint(i)}
		links[i] = kin.Linked[Post, PostCategory]{Target: list[i], Link: PostCategory{SortOrder: new(int64(i))}}
	}
	must(t, Posts.CreateMany(t.Context(), db, list))
	news := &Category{Name: "News"}
	must(t, Categories.Create(t.Context(), db, news))
	equal(t, got(news.Posts.AddLinks(t.Context(), db, kin.Error, links...)), int64(n))
}
