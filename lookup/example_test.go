package lookup_test

import (
	"context"
	"fmt"
	"log"
	"net/url"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/testmodels/lookupmodels"
	"github.com/kinorm/kin/lookup"
	"github.com/kinorm/kin/sqlite"
)

// newsroom has an article that appears in two publications, and one in none.
func newsroom() (context.Context, *kin.DB) {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, ":memory:")
	exitOn(err)
	exitOn(kin.CreateTables(ctx, db, Models...))
	nasa := &Article{Headline: "NASA uses Python"}
	exitOn(Articles.CreateMany(ctx, db, []*Article{nasa, {Headline: "Weather"}}))
	exitOn(nasa.Publications.Create(ctx, db, &Publication{Title: "Science News"}))
	exitOn(nasa.Publications.Create(ctx, db, &Publication{Title: "Science Weekly"}))
	return ctx, db
}

func exitOn(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func ExampleSpec_Values() {
	ctx, db := newsroom()
	defer db.Close()

	search := lookup.MustFor(Articles, "headline", "publications__title")
	parameters, err := url.ParseQuery("headline__icontains=nasa&publications__title__startswith=Science")
	exitOn(err)
	where, err := search.Values(parameters)
	exitOn(err)
	fmt.Println(Articles.Filter(where).All(ctx, db))
	_, err = search.Values(url.Values{"author__password__startswith": {"a"}})
	fmt.Println(err)
	// Output:
	// [NASA uses Python] <nil>
	// kin: lookup "author__password__startswith" is unknown; the choices are headline, publications__title
}

func ExampleSpec_Filter() {
	ctx, db := newsroom()
	defer db.Close()

	search := lookup.MustFor(Articles, "headline", "publications")
	unpublished, err := search.Filter(lookup.Q{"publications__isnull": true})
	exitOn(err)
	fmt.Println(Articles.Filter(unpublished).All(ctx, db))
	fmt.Println(Articles.Exclude(unpublished).All(ctx, db))
	// Output:
	// [Weather] <nil>
	// [NASA uses Python] <nil>
}

func ExampleSpec_Order() {
	ctx, db := newsroom()
	defer db.Close()

	search, err := lookup.For(Articles, "headline", "author__last_name")
	exitOn(err)
	orders, err := search.Order("-headline,author__last_name")
	exitOn(err)
	fmt.Println(Articles.OrderBy(orders...).All(ctx, db))
	// Output:
	// [Weather NASA uses Python] <nil>
}

func ExampleDjangoRows() {
	ctx, db := newsroom()
	defer db.Close()

	search := lookup.MustFor(Articles, "publications__title")
	q, err := lookup.DjangoRows(Articles.Query(), search, lookup.Q{"publications__title__startswith": "Science"})
	exitOn(err)
	fmt.Println(q.All(ctx, db))
	fmt.Println(q.Distinct().All(ctx, db))
	// Output:
	// [NASA uses Python NASA uses Python] <nil>
	// [NASA uses Python] <nil>
}

func ExampleForLinked() {
	// Posts.Categories has links with a sort order; see docs/graphs.md.
	//
	//	s, err := lookup.ForLinked(Posts.Categories, "name", "post_category__sort_order")
	//	last, err := s.Order("-post_category__sort_order")
	//	posts, err := Posts.Preload(Posts.Categories.OrderBy(last...)).All(ctx, db)
	s, err := lookup.ForLinked(Articles.Publications, "title")
	exitOn(err)
	fmt.Println(s)
	// Output:
	// lookup of Publication by title
}
