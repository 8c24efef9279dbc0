package kin_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// TestConcurrentSets: where some make a set anew, some clear it and some add to it,
// what is left is what one of them made it, whole, with some of what was added.
func TestConcurrentSets(t *testing.T) { onEach(t, testConcurrentSets) }

func testConcurrentSets(t *testing.T, db *kin.DB) {
	const groups, size = 8, 4
	book := &testmodels.Book{Title: "shared"}
	check(t, testmodels.Books.Create(ctx, db, book))
	var genres []*testmodels.Genre
	for i := range (groups + 1) * size {
		genres = append(genres, &testmodels.Genre{Name: fmt.Sprint(i)})
	}
	check(t, testmodels.Genres.CreateMany(ctx, db, genres))
	group := func(i int) []*testmodels.Genre { return genres[i*size : (i+1)*size] }
	for range 5 {
		together(t, func(writer int) error {
			random := rand.New(rand.NewPCG(3, uint64(writer)))
			set := testmodels.Books.Genres.OfKeys(testmodels.Books.Keys(book.ID))
			for range 4 {
				var err error
				switch {
				case writer < 8:
					_, err = set.Set(ctx, db, group(random.IntN(groups))...)
				case writer < 10:
					_, err = set.Clear(ctx, db)
				case writer < 13:
					_, err = set.Add(ctx, db, group(groups)[random.IntN(size)])
				default:
					_, err = testmodels.Genres.Books.Of(group(groups)[random.IntN(size)]).Add(ctx, db, book)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		left := must(testmodels.Books.Genres.Of(book).All(ctx, db))(t)
		in := func(i int) (n int) {
			for _, g := range group(i) {
				if slices.ContainsFunc(left, func(l *testmodels.Genre) bool { return l.ID == g.ID }) {
					n++
				}
			}
			return n
		}
		found := 0
		for i := range groups {
			switch in(i) {
			case 0:
			case size:
				found++
			default:
				t.Errorf("%d of the %d of group %d are left", in(i), size, i)
			}
		}
		if found > 1 {
			t.Errorf("%d sets are left together", found)
		}
	}
}
