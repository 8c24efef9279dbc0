package kin_test

import (
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
)

func ExampleGroupBy() {
	ctx, db := newsroom()
	defer db.Close()

	articles := kin.CountRows[*news.Article]()
	byAuthor := kin.GroupBy(news.Articles.Query(), news.Articles.Author.LastName).OrderBy(articles.Desc())
	rows, err := kin.Select2(byAuthor, kin.Nullable(news.Articles.Author.LastName), articles).All(ctx, db)
	exitOn(err)
	for _, r := range rows {
		name := "nobody"
		if r.A != nil {
			name = *r.A
		}
		fmt.Println(name, r.B)
	}
	// Output:
	// Kim 2
	// nobody 1
}

func ExampleGroups_Having() {
	ctx, db := newsroom()
	defer db.Close()

	busy := kin.GroupBy(news.Articles.Query(), news.Articles.Author.LastName).Having(kin.CountRows[*news.Article]().Gt(1))
	fmt.Println(kin.Select1(busy, kin.MaxOf(news.Articles.Headline)).All(ctx, db))
	fmt.Println(busy.Count(ctx, db))
	// Output:
	// [NASA uses Go] <nil>
	// 1 <nil>
}

func ExampleViaKey() {
	ctx, db := newsroom()
	defer db.Close()

	joined := news.Articles.Join(news.Articles.Publications.Rows())
	title := kin.Via(news.Articles.Publications, news.Publications.Title)
	byPublication := kin.GroupBy(joined, kin.ViaKey(news.Articles.Publications, news.Publications.Title)).
		OrderBy(kin.CountRows[*news.Article]().Desc()).Limit(2)
	fmt.Println(kin.Select2(byPublication, title, kin.MinOf(news.Articles.Headline)).All(ctx, db))
	// Output:
	// [{Journal Go is out} {Science News NASA uses Go}] <nil>
}

func ExampleCountValues() {
	ctx, db := newsroom()
	defer db.Close()

	all := kin.GroupBy(news.Articles.Query())
	fmt.Println(kin.Select3(all,
		kin.CountRows[*news.Article](),
		kin.CountValues(news.Articles.AuthorID),
		kin.MinOf(news.Articles.Headline),
	).All(ctx, db))
	// Output:
	// [{3 1 Go is out}] <nil>
}
