package kin_test

import (
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
)

func ExampleMany_Any() {
	ctx, db := newsroom()
	defer db.Close()

	science := news.Publications.Title.StartsWith("Science")
	fmt.Println(news.Articles.Filter(news.Articles.Publications.Any(science)).All(ctx, db))
	fmt.Println(news.Articles.Filter(news.Articles.Publications.None(science)).All(ctx, db))
	// Output:
	// [NASA uses Go] <nil>
	// [Go is out Weather] <nil>
}

func ExampleMany_Every() {
	ctx, db := newsroom()
	defer db.Close()

	// Every is true where nothing is related; Any asks for at least one.
	journal := news.Publications.Title.Eq("Journal")
	fmt.Println(news.Articles.Filter(news.Articles.Publications.Every(journal)).All(ctx, db))
	fmt.Println(news.Articles.Filter(news.Articles.Publications.Any(), news.Articles.Publications.Every(journal)).All(ctx, db))
	// Output:
	// [Go is out Weather] <nil>
	// [Go is out] <nil>
}

func ExampleMany_HasAny() {
	ctx, db := newsroom()
	defer db.Close()

	journal, err := news.Publications.Get(ctx, db, 1)
	exitOn(err)
	weekly, err := news.Publications.Get(ctx, db, 3)
	exitOn(err)
	fmt.Println(news.Articles.Filter(news.Articles.Publications.HasAny(journal, weekly)).All(ctx, db))
	fmt.Println(news.Articles.Filter(news.Articles.Publications.HasAll(journal, weekly)).All(ctx, db))
	fmt.Println(news.Articles.Filter(news.Articles.Publications.HasExactly(journal)).All(ctx, db))
	fmt.Println(news.Articles.Filter(news.Articles.Publications.SubsetOf(journal)).All(ctx, db))
	// Output:
	// [Go is out NASA uses Go] <nil>
	// [NASA uses Go] <nil>
	// [Go is out] <nil>
	// [Go is out Weather] <nil>
}

func ExampleMany_Of() {
	ctx, db := newsroom()
	defer db.Close()

	kim, err := news.Authors.Get(ctx, db, 1)
	exitOn(err)
	fmt.Println(news.Authors.Articles.Of(kim).All(ctx, db)) // Author has no field for its articles
	// Output:
	// [Go is out NASA uses Go] <nil>
}

func ExampleMany_OfKeys() {
	ctx, db := newsroom()
	defer db.Close()

	set := news.Publications.Articles.OfKeys(news.Publications.Keys(1, 2))
	fmt.Println(set.All(ctx, db)) // each article once
	// Output:
	// [Go is out NASA uses Go] <nil>
}

func ExampleMany_Link() {
	ctx, db := newsroom()
	defer db.Close()

	articles, err := news.Articles.OrderBy(news.Articles.ID.Asc()).All(ctx, db)
	exitOn(err)
	weekly, err := news.Publications.Get(ctx, db, 3)
	exitOn(err)
	type pair = kin.Pair[*news.Article, *news.Publication]
	fmt.Println(news.Articles.Publications.Link(ctx, db,
		pair{Owner: articles[0], Target: weekly}, pair{Owner: articles[1], Target: weekly}, pair{Owner: articles[2], Target: weekly}))
	fmt.Println(weekly.Articles.All(ctx, db))
	// Output:
	// 2 <nil>
	// [Go is out NASA uses Go Weather] <nil>
}

func ExampleMany_Unlink() {
	ctx, db := newsroom()
	defer db.Close()

	nasa, err := news.Articles.Get(ctx, db, 2)
	exitOn(err)
	weekly, err := news.Publications.Get(ctx, db, 3)
	exitOn(err)
	fmt.Println(news.Articles.Publications.Unlink(ctx, db, kin.Pair[*news.Article, *news.Publication]{Owner: nasa, Target: weekly}))
	fmt.Println(weekly.Articles.All(ctx, db))
	// Output:
	// 1 <nil>
	// [] <nil>
}

func ExampleMany_Count() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(news.Articles.Filter(news.Articles.Publications.Count().Ge(2)).All(ctx, db))
	// Output:
	// [NASA uses Go] <nil>
}

func ExampleMany_Rows() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(kin.Select2(
		news.Articles.Join(news.Articles.Publications.Rows()).OrderBy(news.Articles.ID.Asc()).Limit(10),
		news.Articles.Headline, kin.Via(news.Articles.Publications, news.Publications.Title),
	).All(ctx, db))
	// Output:
	// [{Go is out Journal} {NASA uses Go Journal} {NASA uses Go Science News} {NASA uses Go Science Weekly}] <nil>
}

func ExampleToOne_Any() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(news.Articles.Filter(news.Articles.Author.Any(news.Authors.FirstName.StartsWith("A"))).All(ctx, db))
	fmt.Println(news.Articles.Filter(news.Articles.Author.None()).All(ctx, db))
	// Output:
	// [Go is out NASA uses Go] <nil>
	// [Weather] <nil>
}

func ExampleToOne_Is() {
	ctx, db := newsroom()
	defer db.Close()

	kim, err := news.Authors.Get(ctx, db, 1)
	exitOn(err)
	fmt.Println(news.Articles.Filter(news.Articles.Author.Is(kim)).All(ctx, db))
	fmt.Println(news.Articles.Filter(kin.IsKey(news.Articles.Author, news.Authors.Keys(1))).Count(ctx, db))
	// Output:
	// [Go is out NASA uses Go] <nil>
	// 2 <nil>
}

func ExampleToOne_By() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(news.Articles.OrderBy(
		news.Articles.Author.By(news.Authors.LastName.Asc()).NullsLast(),
		news.Articles.Headline.Desc(),
	).All(ctx, db))
	// Output:
	// [NASA uses Go Go is out Weather] <nil>
}

func ExampleToOne_Loaded() {
	ctx, db := newsroom()
	defer db.Close()

	plain, err := news.Articles.Get(ctx, db, 1)
	exitOn(err)
	loaded, err := news.Articles.Preload(news.Articles.Author).First(ctx, db)
	exitOn(err)
	fmt.Println(news.Articles.Author.Loaded(plain), news.Articles.Author.Loaded(loaded))
	// Output:
	// false true
}

func ExampleLoad() {
	ctx, db := newsroom()
	defer db.Close()

	publications, err := news.Publications.Preload(
		news.Publications.Articles.
			Filter(news.Articles.Headline.Contains("Go")).
			OrderBy(news.Articles.Headline.Desc()).
			Limit(1).
			Preload(news.Articles.Author),
	).All(ctx, db)
	exitOn(err)
	for _, p := range publications {
		for _, a := range p.Articles.MustItems() {
			fmt.Printf("%s: %s by %s\n", p, a, a.Author)
		}
	}
	// Output:
	// Journal: NASA uses Go by Ann Kim
	// Science News: NASA uses Go by Ann Kim
	// Science Weekly: NASA uses Go by Ann Kim
}
