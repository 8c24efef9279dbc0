package kin_test

import (
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
	"github.com/kinorm/kin/internal/testmodels/linkmodels"
)

func ExampleSelect1() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(kin.Select1(news.Articles.Query(), news.Articles.Headline).All(ctx, db))
	// Output:
	// [Go is out NASA uses Go Weather] <nil>
}

func ExampleSelect2() {
	ctx, db := newsroom()
	defer db.Close()

	rows, err := kin.Select2(news.Publications.Query(), news.Publications.Title, news.Publications.Articles.Count()).All(ctx, db)
	exitOn(err)
	for _, r := range rows {
		fmt.Println(r.A, r.B)
	}
	// Output:
	// Journal 2
	// Science News 1
	// Science Weekly 1
}

func ExampleSelect3() {
	ctx, db := newsroom()
	defer db.Close()

	rows, err := kin.Select3(news.Articles.Query(),
		news.Articles.ID,
		news.Articles.Headline,
		kin.Nullable(news.Articles.Author.LastName),
	).All(ctx, db)
	exitOn(err)
	for _, r := range rows {
		fmt.Println(r.A, r.B, r.C != nil)
	}
	// Output:
	// 1 Go is out true
	// 2 NASA uses Go true
	// 3 Weather false
}

func ExampleMin() {
	ctx, db := newsroom()
	defer db.Close()

	first := kin.Min(news.Publications.Articles, news.Articles.Headline)
	fmt.Println(kin.Select2(news.Publications.Query(), news.Publications.Title, first).All(ctx, db))
	// Output:
	// [{Journal Go is out} {Science News NASA uses Go} {Science Weekly NASA uses Go}] <nil>
}

func ExampleMax() {
	ctx, db := newsroom()
	defer db.Close()

	// An aggregate is a condition and an order as well.
	last := kin.Max(news.Publications.Articles, news.Articles.Headline)
	fmt.Println(news.Publications.Filter(last.Ge("H")).OrderBy(last.Desc(), news.Publications.ID.Desc()).All(ctx, db))
	// Output:
	// [Science Weekly Science News Journal] <nil>
}

func ExampleSum() {
	ctx, db := newsroom()
	defer db.Close()

	sum := kin.Sum(news.Articles.Publications, news.Publications.ID)
	rows, err := kin.Select2(news.Articles.Query(), news.Articles.Headline, kin.Nullable(sum)).All(ctx, db)
	exitOn(err)
	for _, r := range rows {
		if r.B == nil {
			fmt.Println(r.A, "nothing to add")
			continue
		}
		fmt.Println(r.A, *r.B)
	}
	// Output:
	// Go is out 1
	// NASA uses Go 6
	// Weather nothing to add
}

func ExampleAvg() {
	ctx, db := newsroom()
	defer db.Close()

	avg := kin.Avg(news.Articles.Publications, news.Publications.ID, news.Publications.ID.Gt(1))
	fmt.Println(kin.Select1(news.Articles.Filter(news.Articles.ID.Eq(2)), avg).All(ctx, db))
	// Output:
	// [2.5] <nil>
}

func ExampleSumDistinct() {
	ctx, db := newsroom()
	defer db.Close()

	// Keys of publications: two of the articles are in one of them.
	in := kin.Then(news.Authors.Articles, news.Articles.Publications)
	fmt.Println(kin.Select2(news.Authors.Query(), kin.Sum(in, news.Publications.ID), kin.SumDistinct(in, news.Publications.ID)).All(ctx, db))
	// Output:
	// [{7 6}] <nil>
}

func ExampleAvgDistinct() {
	ctx, db := newsroom()
	defer db.Close()

	in := kin.Then(news.Authors.Articles, news.Articles.Publications)
	fmt.Println(kin.Select2(news.Authors.Query(), kin.Avg(in, news.Publications.ID), kin.AvgDistinct(in, news.Publications.ID)).All(ctx, db))
	// Output:
	// [{1.75 2}] <nil>
}

func ExampleThen() {
	ctx, db := newsroom()
	defer db.Close()

	// The publications that an author's articles are in, and how many of the articles are.
	in := kin.Then(news.Authors.Articles, news.Articles.Publications)
	rows, err := kin.Select3(news.Authors.Query(), news.Authors.LastName, kin.CountDistinct(in), in.Count()).All(ctx, db)
	fmt.Println(rows, err)
	// Output:
	// [{Kim 3 4}] <nil>
}

func ExampleWhere() {
	ctx, db := newsroom()
	defer db.Close()

	in := kin.Then(kin.Where(news.Authors.Articles, news.Articles.Headline.StartsWith("NASA")), news.Articles.Publications)
	fmt.Println(kin.Select2(news.Authors.Filter(in.Count().Gt(0)), news.Authors.LastName, in.Count(news.Publications.Title.StartsWith("Science"))).All(ctx, db))
	// Output:
	// [{Kim 2}] <nil>
}

func ExampleLinksOf() {
	ctx, db := newsroom()
	defer db.Close()

	exitOn(kin.CreateTables(ctx, db, linkmodels.Models...))
	node, tags := &linkmodels.Node{Name: "a"}, []*linkmodels.Tag{{Name: "b"}, {Name: "c"}}
	exitOn(linkmodels.Nodes.Create(ctx, db, node))
	exitOn(linkmodels.Tags.CreateMany(ctx, db, tags))
	_, err := node.Tags.AddWith(ctx, db, linkmodels.Tagging{Level: new(int64(3))}, tags[0])
	exitOn(err)
	_, err = node.Tags.AddWith(ctx, db, linkmodels.Tagging{Level: new(int64(5))}, tags[1])
	exitOn(err)

	level := kin.Max(kin.LinksOf(linkmodels.Nodes.Tags), linkmodels.Taggings.Level)
	fmt.Println(kin.Select2(linkmodels.Nodes.Query(), linkmodels.Nodes.Name, level).All(ctx, db))
	// Output:
	// [{a 5}] <nil>
}

func ExampleNullable() {
	ctx, db := newsroom()
	defer db.Close()

	names, err := kin.Select1(news.Articles.Query(), kin.Nullable(news.Articles.Author.LastName)).All(ctx, db)
	exitOn(err)
	for _, name := range names {
		fmt.Println(name == nil)
	}
	// Output:
	// false
	// false
	// true
}

func ExampleRaw() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(news.Articles.Filter(kin.Raw[*news.Article]("length(?) < ?", news.Articles.Headline, 9)).All(ctx, db))
	// Output:
	// [Weather] <nil>
}

func ExampleAnd() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(news.Articles.Filter(kin.Or(
		kin.And(news.Articles.Headline.Contains("Go"), news.Articles.Headline.StartsWith("NASA")),
		kin.Not(news.Articles.Author.Any()),
	)).All(ctx, db))
	// Output:
	// [NASA uses Go Weather] <nil>
}
