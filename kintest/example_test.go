package kintest_test

import (
	"context"
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/acceptance/news"
	"github.com/kinorm/kin/kintest"
	"github.com/kinorm/kin/sqlite"
)

func ExampleCount() {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		panic(err)
	}
	defer db.Close()
	if err := kin.CreateTables(ctx, db, news.Models...); err != nil {
		panic(err)
	}
	counted, c := kintest.Count(db)
	article := &news.Article{Headline: "NASA uses Python"}
	if err := news.Articles.Create(ctx, counted, article); err != nil {
		panic(err)
	}
	n, err := article.Publications.Clear(ctx, counted)
	if err != nil {
		panic(err)
	}
	fmt.Println(n, "links removed,", c.N(), "statements:")
	for _, sql := range c.SQL() {
		fmt.Println(sql)
	}
	// Output:
	// 0 links removed, 2 statements:
	// INSERT INTO "articles" ("headline") VALUES (?1)
	// DELETE FROM "articles_publications" WHERE "articles_publications"."article_id" = ?1
}
