package kin_test

import (
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
	"github.com/kinorm/kin/internal/testmodels/linkmodels"
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

func ExampleCountRows() {
	ctx, db := nodes()
	defer db.Close()

	score := linkmodels.Nodes.Score
	all := kin.GroupBy(linkmodels.Nodes.Query())
	for _, of := range []*kin.Aggregate[*linkmodels.Node, int64]{kin.CountRows[*linkmodels.Node](), kin.MinOf(score), kin.MaxOf(score), kin.SumOf(score)} {
		fmt.Println(kin.Select1(all, of).All(ctx, db))
	}
	fmt.Println(kin.Select1(all, kin.AvgOf(score)).All(ctx, db))
	few := kin.GroupBy(linkmodels.Nodes.Query(), linkmodels.Nodes.ParentID).OrderBy(kin.MaxOf(score).Desc()).Offset(1).Limit(1)
	fmt.Println(kin.Select1(few, kin.MaxOf(score)).All(ctx, db))
	// Output:
	// [4] <nil>
	// [10] <nil>
	// [40] <nil>
	// [100] <nil>
	// [25] <nil>
	// [30] <nil>
}

func ExampleAggregate() {
	ctx, db := newsroom()
	defer db.Close()

	n := news.Articles.Publications.Count()
	for _, where := range []kin.Pred[*news.Article]{n.Eq(1), n.Ne(1), n.Lt(1), n.Le(1), n.Gt(1), n.Ge(1)} {
		fmt.Println(news.Articles.Filter(where).All(ctx, db))
	}
	fmt.Println(news.Articles.OrderBy(n.Asc()).All(ctx, db))
	fmt.Println(kin.Select1(news.Articles.Query(), kin.CountDistinct(news.Articles.Publications)).All(ctx, db))
	// Output:
	// [Go is out] <nil>
	// [NASA uses Go Weather] <nil>
	// [Weather] <nil>
	// [Go is out Weather] <nil>
	// [NASA uses Go] <nil>
	// [Go is out NASA uses Go] <nil>
	// [Weather Go is out NASA uses Go] <nil>
	// [1 3 0] <nil>
}
