package kintest_test

import (
	"context"
	"fmt"
	"testing"

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

// A printed is a testing.TB that prints what fails, in place of the *testing.T of a test.
type printed struct{ testing.TB }

func (printed) Helper()                   {}
func (printed) Context() context.Context  { return context.Background() }
func (printed) Errorf(f string, a ...any) { fmt.Printf(f+"\n", a...) }
func (printed) Error(a ...any)            { fmt.Println(a...) }

// The number of statements of a function has a limit, and what a test writes is
// undone. In a test t is its *testing.T; here it prints what fails.
func ExampleBudget() {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		panic(err)
	}
	defer db.Close()
	if err := kin.CreateTables(ctx, db, news.Models...); err != nil {
		panic(err)
	}
	t := printed{}
	kintest.Budget(t, db, 1, func(db *kin.DB) {
		if err := news.Articles.Create(ctx, db, &news.Article{Headline: "Weather"}); err != nil {
			t.Error(err)
		}
	})
	kintest.NoRepeats(t, db, 2, func(ctx context.Context, db *kin.DB) {
		fmt.Println(news.Articles.Count(ctx, db))
	})
	kintest.Rollback(t, db, func(tx *kin.Tx) {
		fmt.Println(news.Articles.AllRows().Delete(ctx, tx))
	})
	fmt.Println(news.Articles.Count(ctx, db))
	// Output:
	// 1 <nil>
	// 1 <nil>
	// 1 <nil>
}
