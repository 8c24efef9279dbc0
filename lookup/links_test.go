package lookup_test

import (
	"fmt"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/acceptance/blog"
	. "github.com/kinorm/kin/internal/testmodels/lookupmodels"
	"github.com/kinorm/kin/kintest"
	"github.com/kinorm/kin/lookup"
)

// eachBlog has a post in three categories, by links with the sort orders 2, 1, 3.
func eachBlog(t *testing.T, f func(t *testing.T, db *kin.DB, post *blog.Post)) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			check(t, kin.CreateTables(t.Context(), db, blog.Models...))
			post := &blog.Post{Title: "Test post"}
			check(t, blog.Posts.Create(t.Context(), db, post))
			for i, order := range []int64{2, 1, 3} {
				c := &blog.Category{Name: fmt.Sprintf("Test category%d", i+1)}
				check(t, post.Categories.CreateWith(t.Context(), db, blog.PostCategory{SortOrder: &order, ParamName: "area"}, c))
			}
			f(t, db, post)
		})
	}
}

// TestLinkColumns: S1-25 and S1-26 by both spellings, from both ends.
func TestLinkColumns(t *testing.T) {
	eachBlog(t, func(t *testing.T, db *kin.DB, _ *blog.Post) {
		for _, link := range []string{"postcategory", "post_category", "categories__postcategory", "categories__post_category"} {
			for value, want := range map[int]int{1: 1, 2: 1, 3: 0} {
				where, err := posts.Filter(lookup.Q{link + "__sort_order__gt": value})
				if link == "categories__postcategory" {
					where, err = posts.Filter(lookup.Q{link + "__sort_order__gt": value, "categories__name__endswith": "3"})
				}
				check(t, err)
				found, err := blog.Posts.Filter(where).All(t.Context(), db)
				check(t, err)
				if len(found) != want {
					t.Errorf("%s above %d: %v, want %d", link, value, found, want)
				}
			}
		}
		where, err := grouped.Filter(lookup.Q{"postcategory__sort_order__gt": 1, "posts__title": "Test post"})
		check(t, err)
		found, err := blog.Categories.Filter(where).OrderBy(blog.Categories.Name.Asc()).All(t.Context(), db)
		check(t, err)
		if got := fmt.Sprint(found); got != "[Test category1 Test category3]" {
			t.Errorf("from the other end: %s", got)
		}
	})
}

// TestOneRelatedRow: conditions of one call on one relation are about one row, also
// where they are left out (D-130, D-132 as it should be); NULLs and rows that are
// missing are as in Django (D-133, D-136, D-138).
func TestOneRelatedRow(t *testing.T) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			check(t, kin.CreateTables(t.Context(), db, Models...))
			boss := &Author{LastName: "boss"}
			check(t, Authors.Create(t.Context(), db, boss))
			for _, a := range []struct {
				name     string
				articles []Article
			}{
				{"split", []Article{{Headline: "Lennon", Views: 2008}, {Headline: "Other", Views: 1999}}},
				{"same", []Article{{Headline: "Lennon", Views: 1999}}},
				{"none", nil},
			} {
				author := &Author{LastName: a.name, Boss: boss}
				check(t, Authors.Create(t.Context(), db, author))
				for _, article := range a.articles {
					check(t, author.Articles.Create(t.Context(), db, &article))
				}
			}
			both := lookup.Q{"articles__headline": "Lennon", "articles__views": 1999}
			where, err := authors.Filter(both)
			check(t, err)
			h, err := authors.Filter(lookup.Q{"articles__headline": "Lennon"})
			check(t, err)
			v, err := authors.Filter(lookup.Q{"articles__views": 1999})
			check(t, err)
			p := &page{t: t, db: db}
			under := Authors.OrderBy(Authors.ID.Asc()).Filter(Authors.BossID.NotNull())
			rows(p, under.Filter(where), "same")
			rows(p, under.Filter(h, v), "split", "same")
			rows(p, under.Exclude(where), "split", "none")
			for _, c := range []struct {
				q    lookup.Q
				want []string
			}{
				{lookup.Q{"!articles__headline": "Lennon", "!articles__views": 1999}, []string{"split", "none"}},
				{lookup.Q{"!articles__headline": "Other", "articles__headline": "Lennon"}, []string{"same"}},
				{lookup.Q{"articles": nil}, []string{"none"}},
				{lookup.Q{"!articles": nil}, []string{"split", "same"}},
				{lookup.Q{"articles__isnull": "false", "articles__views__gt": 2000}, []string{"split"}},
				{lookup.Q{"articles__isnull": true, "articles__views__gt": 2000}, nil},
				{lookup.Q{"articles__publications__title__isnull": true}, []string{"split", "same", "none"}},
				{lookup.Q{"articles__publications__title": "x"}, nil},
				{lookup.Q{"!articles__publications__title": "x"}, []string{"split", "same", "none"}},
			} {
				where, err := authors.Filter(c.q)
				check(t, err)
				rows(p, under.Filter(where), c.want...)
			}
			deep := lookup.MustFor(Articles, "author__boss__last_name", "author__articles__views", "author__boss__boss")
			for _, c := range []struct {
				q    lookup.Q
				want []string
			}{
				{lookup.Q{"author__boss__last_name": "boss", "author__articles__views": 2008}, []string{"Lennon", "Other"}},
				{lookup.Q{"!author__boss__last_name": "boss"}, nil},
				{lookup.Q{"author__boss__boss__isnull": true, "!author__articles__views": 2008}, []string{"Lennon"}},
			} {
				where, err := deep.Filter(c.q)
				check(t, err)
				rows(p, Articles.Filter(where), c.want...)
			}
		})
	}
}
