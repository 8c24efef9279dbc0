package kin_test

import (
	"fmt"

	"github.com/kinorm/kin/examples/newsroom/news"
)

func ExampleLoad_Filter() {
	ctx, db := newsroom()
	defer db.Close()

	title := news.Publications.Title
	load := news.Articles.Publications.Filter(title.StartsWith("Science")).Exclude(title.Contains("Weekly")).
		OrderBy(title.Desc()).Offset(0).Limit(2).Only(title).Preload(news.Publications.Articles.Only(news.Articles.Headline))
	article, err := news.Articles.Filter(news.Articles.Headline.StartsWith("NASA")).
		Preload(load, news.Articles.Author.Only(news.Authors.LastName)).Get(ctx, db)
	exitOn(err)
	fmt.Println(article.Publications.MustItems(), article.Author.LastName)
	fmt.Println(article.Publications.MustItems()[0].Articles.MustItems())
	article, err = news.Articles.Filter(news.Articles.ID.Eq(1)).
		Preload(news.Articles.Publications.Limit(1).Defer(title), news.Articles.Author.Filter(news.Authors.LastName.Eq("x"))).Get(ctx, db)
	exitOn(err)
	fmt.Println(article.Publications.MustItems()[0].ID, article.Author)
	// Output:
	// [Science News] Kim
	// [NASA uses Go]
	// 1 <nil>
}

// A set is a query, with every verb of one.
func ExampleRelatedSet_Query() {
	ctx, db := newsroom()
	defer db.Close()

	nasa, err := news.Articles.Get(ctx, db, 2)
	exitOn(err)
	set, title := &nasa.Publications, news.Publications.Title
	fmt.Println(set.All(ctx, db))
	fmt.Println(set.Query().Count(ctx, db))
	fmt.Println(set.Count(ctx, db))
	fmt.Println(set.Exists(ctx, db))
	fmt.Println(set.First(ctx, db))
	fmt.Println(set.Last(ctx, db))
	fmt.Println(set.Filter(title.Eq("Journal")).Get(ctx, db))
	_, err = set.Get(ctx, db)
	fmt.Println(err)
	fmt.Println(set.Exclude(title.Eq("Journal")).All(ctx, db))
	fmt.Println(set.OrderBy(title.Desc()).All(ctx, db))
	fmt.Println(set.Limit(1).All(ctx, db))
	fmt.Println(set.Offset(1).All(ctx, db))
	fmt.Println(set.Only(title).All(ctx, db))
	fmt.Println(set.Defer(news.Publications.ID).All(ctx, db))
	fmt.Println(set.Preload(news.Publications.Articles).Count(ctx, db))
	fmt.Println(set.Join(news.Publications.Articles.Rows()).Count(ctx, db))
	for p, err := range set.Each(ctx, db) {
		fmt.Println(p, err)
	}
	fmt.Println(set.RemoveKeys(ctx, db, news.Publications.Keys(3)))
	fmt.Println(set.SetKeys(ctx, db, news.Publications.Keys(2, 3)))
	// Output:
	// [Journal Science News Science Weekly] <nil>
	// 3 <nil>
	// 3 <nil>
	// true <nil>
	// Journal <nil>
	// Science Weekly <nil>
	// Journal <nil>
	// kin: more than one row: Get asks for one Publication; use First or All
	// [Science News Science Weekly] <nil>
	// [Science Weekly Science News Journal] <nil>
	// [Journal] <nil>
	// [Science News Science Weekly] <nil>
	// [Journal Science News Science Weekly] <nil>
	// [Journal Science News Science Weekly] <nil>
	// 3 <nil>
	// 4 <nil>
	// Journal <nil>
	// Science News <nil>
	// Science Weekly <nil>
	// 1 <nil>
	// {1 1} <nil>
}

// A handle of a model is a query of all its rows.
func ExampleTable() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(news.Articles.First(ctx, db))
	fmt.Println(news.Articles.Last(ctx, db))
	fmt.Println(news.Articles.Exists(ctx, db))
	fmt.Println(news.Articles.Limit(1).All(ctx, db))
	fmt.Println(news.Articles.Query().Offset(1).Exists(ctx, db))
	fmt.Println(news.Articles.Only(news.Articles.Headline).First(ctx, db))
	fmt.Println(news.Articles.Defer(news.Articles.AuthorID).First(ctx, db))
	fmt.Println(news.Articles.Join(news.Articles.Publications.Rows()).Distinct().Count(ctx, db))
	for article, err := range news.Articles.Each(ctx, db) {
		fmt.Println(article, err)
	}
	article, err := news.Articles.Get(ctx, db, 1)
	exitOn(err)
	exitOn(news.Articles.LoadAll(ctx, db, article))
	fmt.Println(article.Author, article.Publications.MustItems())
	fmt.Println(news.Articles.Filter(news.Articles.ID.Eq(1)).Delete(ctx, db))
	// Output:
	// Go is out <nil>
	// Weather <nil>
	// true <nil>
	// [Go is out] <nil>
	// true <nil>
	// Go is out <nil>
	// Go is out <nil>
	// 2 <nil>
	// Go is out <nil>
	// NASA uses Go <nil>
	// Weather <nil>
	// Ann Kim [Journal]
	// 1 <nil>
}
