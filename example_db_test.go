package kin_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/examples/newsroom/news"
	"github.com/kinorm/kin/internal/testmodels"
	"github.com/kinorm/kin/sqlite"
)

func ExampleDB_InTx() {
	ctx, db := newsroom()
	defer db.Close()

	err := db.InTx(ctx, func(tx *kin.Tx) error {
		article := &news.Article{Headline: "Elections"}
		if err := news.Articles.Create(ctx, tx, article); err != nil {
			return err
		}
		_, err := article.Publications.AddKeys(ctx, tx, news.Publications.Keys(99))
		return err // there is no publication 99, so the article is not kept either
	})
	fmt.Println(errors.Is(err, kin.ErrForeignKey))
	fmt.Println(news.Articles.Count(ctx, db))
	// Output:
	// true
	// 3 <nil>
}

func ExampleDB_With() {
	ctx, db := newsroom()
	defer db.Close()

	traced := db.With(kin.Trace(func(_ context.Context, e kin.Event) { fmt.Println(e.SQL, e.Rows) }))
	fmt.Println(news.Articles.Count(ctx, traced))
	// Output:
	// SELECT COUNT(*) FROM "articles" AS "t1" 1
	// 3 <nil>
}

func ExampleReadOnly() {
	ctx, db := newsroom()
	defer db.Close()

	err := db.InTx(ctx, func(tx *kin.Tx) error {
		_, err := news.Articles.AllRows().Delete(ctx, tx)
		return err
	}, kin.ReadOnly())
	fmt.Println(errors.Is(err, kin.ErrReadOnly))
	// Output:
	// true
}

func ExampleTx_InTx() {
	ctx, db := newsroom()
	defer db.Close()

	err := db.InTx(ctx, func(tx *kin.Tx) error {
		// A savepoint: what fails in it is undone, the rest is not.
		err := tx.InTx(ctx, func(tx *kin.Tx) error {
			_, err := news.Articles.AllRows().Delete(ctx, tx)
			return errors.Join(err, errors.New("changed my mind"))
		})
		fmt.Println(err)
		return news.Articles.Create(ctx, tx, &news.Article{Headline: "Elections"})
	})
	fmt.Println(err)
	fmt.Println(news.Articles.Count(ctx, db))
	// Output:
	// changed my mind
	// <nil>
	// 4 <nil>
}

func ExampleTx_OnCommit() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(db.InTx(ctx, func(tx *kin.Tx) error {
		tx.OnCommit(func() { fmt.Println("committed") })
		return news.Authors.Create(ctx, tx, &news.Author{LastName: "Lee"})
	}))
	// Output:
	// committed
	// <nil>
}

func ExampleSaved() {
	ctx, db := newsroom()
	defer db.Close()

	author := &news.Author{LastName: "Lee"}
	fmt.Println(kin.Saved(author))
	exitOn(news.Authors.Create(ctx, db, author))
	fmt.Println(kin.Saved(author))
	// Output:
	// false
	// true
}

func ExampleCreateTables() {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, ":memory:") // or the path of a file
	exitOn(err)
	defer db.Close()
	fmt.Println(kin.CreateTables(ctx, db, news.Models...))
	fmt.Println(news.Articles.Count(ctx, db))
	// Output:
	// <nil>
	// 0 <nil>
}

func ExampleTablesSQL() {
	sql, err := kin.TablesSQL(sqlite.Dialect, news.Models...)
	exitOn(err)
	fmt.Println(strings.Count(sql, "CREATE TABLE"), "tables")
	_, link, _ := strings.Cut(sql, "CREATE TABLE \"articles_publications\"")
	link, _, _ = strings.Cut(link, ";\n")
	fmt.Println(link)
	// Output:
	// 4 tables
	//  (
	//	"article_id" INTEGER NOT NULL,
	//	"publication_id" INTEGER NOT NULL,
	//	PRIMARY KEY ("article_id", "publication_id"),
	//	CONSTRAINT "articles_publications_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "articles" ("id") ON DELETE CASCADE,
	//	CONSTRAINT "articles_publications_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publications" ("id") ON DELETE CASCADE
	// ) STRICT
}

func ExampleClock() {
	ctx, db := lamps()
	defer db.Close()

	db = db.With(kin.Clock(func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }))
	item := &testmodels.Item{Name: "lamp"}
	exitOn(testmodels.Items.Create(ctx, db, item))
	fmt.Println(item.CreatedAt.Format(time.DateTime))
	// Output:
	// 2026-01-02 03:04:05
}

func ExampleRewriteSQL() {
	ctx, db := newsroom()
	defer db.Close()

	tables := 0
	db = db.With(kin.RewriteSQL(func(n ast.Node) ast.Node {
		if _, ok := n.(*ast.Table); ok {
			tables++
		}
		return n // or another table, as of a tenant
	}))
	fmt.Println(news.Articles.Count(ctx, db))
	fmt.Println(tables)
	// Output:
	// 3 <nil>
	// 1
}
