package kin_test

import (
	"errors"
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
)

func ExampleQuery_Filter() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(news.Articles.Filter(
		news.Articles.Headline.Contains("Go"),
		news.Articles.Author.LastName.Eq("Kim"),
		news.Articles.Publications.Any(news.Publications.Title.StartsWith("Science")),
	).All(ctx, db))
	// Output:
	// [NASA uses Go] <nil>
}

func ExampleQuery_Exclude() {
	ctx, db := newsroom()
	defer db.Close()

	// Exclude leaves out what Filter keeps; an article without an author is kept.
	fmt.Println(news.Articles.Exclude(news.Articles.Author.LastName.Eq("Kim")).All(ctx, db))
	// Output:
	// [Weather] <nil>
}

func ExampleQuery_OrderBy() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(news.Articles.OrderBy(
		news.Articles.Publications.Count().Desc(),
		news.Articles.Headline.Asc(),
	).All(ctx, db))
	// Output:
	// [NASA uses Go Go is out Weather] <nil>
}

func ExampleQuery_Limit() {
	ctx, db := newsroom()
	defer db.Close()

	page := news.Publications.OrderBy(news.Publications.Title.Desc()).Limit(2)
	fmt.Println(page.All(ctx, db))
	fmt.Println(page.Offset(2).All(ctx, db)) // page itself stays as it was
	// Output:
	// [Science Weekly Science News] <nil>
	// [Journal] <nil>
}

func ExampleQuery_Join() {
	ctx, db := newsroom()
	defer db.Close()

	rows := news.Articles.Join(news.Articles.Publications.Rows(news.Publications.Title.StartsWith("Science")))
	fmt.Println(rows.All(ctx, db))
	fmt.Println(rows.Count(ctx, db))
	fmt.Println(rows.Distinct().All(ctx, db))
	// Output:
	// [NASA uses Go NASA uses Go] <nil>
	// 2 <nil>
	// [NASA uses Go] <nil>
}

func ExampleQuery_Only() {
	ctx, db := newsroom()
	defer db.Close()

	author, err := news.Authors.Only(news.Authors.LastName).First(ctx, db)
	exitOn(err)
	fmt.Printf("%d %q %q\n", author.ID, author.FirstName, author.LastName)
	// Output:
	// 1 "" "Kim"
}

func ExampleQuery_Defer() {
	ctx, db := newsroom()
	defer db.Close()

	author, err := news.Authors.Defer(news.Authors.LastName).First(ctx, db)
	exitOn(err)
	fmt.Printf("%d %q %q\n", author.ID, author.FirstName, author.LastName)
	// Output:
	// 1 "Ann" ""
}

func ExampleQuery_Preload() {
	ctx, db := newsroom()
	defer db.Close()

	articles, err := news.Articles.Preload(
		news.Articles.Author,
		news.Articles.Publications.OrderBy(news.Publications.Title.Desc()).Limit(2),
	).All(ctx, db)
	exitOn(err)
	for _, a := range articles {
		fmt.Println(a, a.Author, a.Publications.MustItems())
	}
	// Output:
	// Go is out Ann Kim [Journal]
	// NASA uses Go Ann Kim [Science Weekly Science News]
	// Weather <nil> []
}

func ExampleQuery_All() {
	ctx, db := newsroom()
	defer db.Close()

	science := news.Publications.Filter(news.Publications.Title.StartsWith("Science"))
	fmt.Println(science.All(ctx, db))
	// Output:
	// [Science News Science Weekly] <nil>
}

func ExampleQuery_Each() {
	ctx, db := newsroom()
	defer db.Close()

	for article, err := range news.Articles.Query().Each(ctx, db) {
		exitOn(err)
		fmt.Println(article)
	}
	// Output:
	// Go is out
	// NASA uses Go
	// Weather
}

func ExampleQuery_Get() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(news.Articles.Filter(news.Articles.Headline.Eq("Weather")).Get(ctx, db))
	_, err := news.Articles.Filter(news.Articles.Headline.Contains("Go")).Get(ctx, db)
	fmt.Println(errors.Is(err, kin.ErrMultiple))
	// Output:
	// Weather <nil>
	// true
}

func ExampleQuery_First() {
	ctx, db := newsroom()
	defer db.Close()

	q := news.Articles.OrderBy(news.Articles.Headline.Asc())
	fmt.Println(q.First(ctx, db))
	fmt.Println(q.Last(ctx, db))
	// Output:
	// Go is out <nil>
	// Weather <nil>
}

func ExampleQuery_Count() {
	ctx, db := newsroom()
	defer db.Close()

	q := news.Articles.Filter(news.Articles.AuthorID.IsNull())
	fmt.Println(q.Count(ctx, db))
	fmt.Println(q.Exists(ctx, db))
	// Output:
	// 1 <nil>
	// true <nil>
}

func ExampleQuery_Update() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(news.Articles.
		Filter(news.Articles.Publications.None()).
		Update(ctx, db, news.Articles.Headline.Set("not printed")))
	fmt.Println(news.Articles.Get(ctx, db, 3))
	// Output:
	// 1 <nil>
	// not printed <nil>
}

func ExampleQuery_Delete() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(news.Publications.Filter(news.Publications.Title.StartsWith("Science")).Delete(ctx, db))
	fmt.Println(news.Publications.All(ctx, db))
	// Output:
	// 2 <nil>
	// [Journal] <nil>
}

func ExampleQuery_AllRows() {
	ctx, db := newsroom()
	defer db.Close()

	_, err := news.Articles.Query().Delete(ctx, db)
	fmt.Println(errors.Is(err, kin.ErrNoCondition))
	fmt.Println(news.Articles.AllRows().Delete(ctx, db))
	// Output:
	// true
	// 3 <nil>
}

func ExampleQuery_SQL() {
	_, db := newsroom()
	defer db.Close()

	sql, args, err := news.Authors.Filter(news.Authors.LastName.Eq("Kim")).Only(news.Authors.LastName).SQL(db)
	fmt.Println(sql)
	fmt.Println(args, err)
	// Output:
	// SELECT "t1"."id", "t1"."last_name" FROM "authors" AS "t1" WHERE "t1"."last_name" = ?1 ORDER BY "t1"."last_name", "t1"."first_name"
	// [Kim] <nil>
}

func ExampleQuery_ForUpdate() {
	ctx, db := newsroom()
	defer db.Close()

	err := db.InTx(ctx, func(tx *kin.Tx) error {
		article, err := news.Articles.Filter(news.Articles.Headline.Eq("Weather")).ForUpdate().Get(ctx, tx)
		if err != nil {
			return err
		}
		article.Headline += " tomorrow" // nobody else can change the row meanwhile
		return news.Articles.Save(ctx, tx, article)
	})
	fmt.Println(err)

	_, err = news.Articles.Query().ForUpdate().All(ctx, db)
	fmt.Println(errors.Is(err, kin.ErrNoTx))
	// Output:
	// <nil>
	// true
}
