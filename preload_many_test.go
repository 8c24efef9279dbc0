package kin_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/kinorm/kin"
	m "github.com/kinorm/kin/internal/testmodels"
	"github.com/kinorm/kin/kintest"
)

// TestPreloadOfManyOwners: from a thousand owners on, links are read apart from
// what they lead to. Every owner still gets what a query of its own set gives, in
// the same order, also nested and without any links.
func TestPreloadOfManyOwners(t *testing.T) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			check(t, kin.CreateTables(ctx, db, m.Models...))
			const owners, targets = 1100, 7
			fillGenres(t, db, owners, targets)
			byDefault := func(b *m.Book) *kin.Query[*m.Genre] { return b.Genres.Query() }
			down := func(b *m.Book) *kin.Query[*m.Genre] { return b.Genres.OrderBy(m.Genres.Name.Desc()) }
			for _, test := range []struct {
				load kin.Preloader[*m.Book]
				of   func(*m.Book) *kin.Query[*m.Genre]
			}{
				{m.Books.Genres, byDefault},
				{m.Books.Genres.OrderBy(m.Genres.Name.Desc()), down},
				{m.Books.Genres.Preload(m.Genres.Books), byDefault},
			} {
				got := must(m.Books.Preload(test.load).OrderBy(m.Books.ID.Asc()).All(ctx, db))(t)
				for i, b := range got[:40] {
					want, items := must(test.of(b).All(ctx, db))(t), b.Genres.MustItems()
					if !slices.Equal(genreNames(items), genreNames(want)) || len(want) != i%4 {
						t.Fatalf("book %d has %v, want %v", i, genreNames(items), genreNames(want))
					}
				}
				one, same := got[1].Genres.MustItems()[0], got[1+4*targets].Genres.MustItems()[0]
				if one != same {
					t.Error("a genre of two books is two objects")
				}
				if one.Books.Loaded() && len(one.Books.MustItems()) < owners/targets {
					t.Errorf("the genre of book 1 has %d books", len(one.Books.MustItems()))
				}
			}
		})
	}
}

// fillGenres makes books, of which number i has i%4 genres.
func fillGenres(t *testing.T, db *kin.DB, owners, targets int) {
	t.Helper()
	genres := make([]*m.Genre, targets)
	for i := range genres {
		genres[i] = &m.Genre{Name: fmt.Sprintf("genre %d", (i*5)%targets)}
	}
	check(t, m.Genres.CreateMany(ctx, db, genres))
	books := make([]*m.Book, owners)
	for i := range books {
		books[i] = &m.Book{Title: fmt.Sprint("book ", i)}
	}
	check(t, m.Books.CreateMany(ctx, db, books))
	var pairs []kin.Pair[*m.Book, *m.Genre]
	for i, b := range books {
		for k := range i % 4 {
			pairs = append(pairs, kin.Pair[*m.Book, *m.Genre]{Owner: b, Target: genres[(i+k*2)%targets]})
		}
	}
	must(m.Books.Genres.Link(ctx, db, pairs...))(t)
}

func genreNames(list []*m.Genre) []string {
	out := make([]string, len(list))
	for i, g := range list {
		out[i] = g.Name
	}
	return out
}
