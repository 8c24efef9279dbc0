package kin_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
)

// logger writes entries without what differs from run to run.
func logger() *slog.Logger {
	leftOut := map[string]bool{"time": true, "duration": true, "caller": true}
	return slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		Level: slog.LevelDebug,
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if leftOut[a.Key] {
				return slog.Attr{}
			}
			return a
		},
	}))
}

func ExampleTrace() {
	ctx, db := newsroom()
	defer db.Close()

	db = db.With(kin.Trace(func(_ context.Context, e kin.Event) { fmt.Println(e.Kind, e.Op, e.Table, e.Rows, e.InTx) }))
	exitOn(db.InTx(ctx, func(tx *kin.Tx) error {
		_, err := news.Articles.Count(ctx, tx)
		return err
	}))
	// Output:
	// begin BEGIN  -1 true
	// query SELECT articles 1 true
	// commit COMMIT  -1 true
}

func ExampleLog() {
	ctx, db := newsroom()
	defer db.Close()

	db = db.With(kin.Log(logger()))
	fmt.Println(news.Articles.Filter(news.Articles.Headline.Eq("Weather")).Count(ctx, db))
	// Output:
	// level=DEBUG msg=statement database=sqlite kind=query sql="SELECT COUNT(*) FROM \"articles\" AS \"t1\" WHERE \"t1\".\"headline\" = ?1" tx=false rows=1
	// 1 <nil>
}

func ExampleLogArgs() {
	ctx, db := newsroom()
	defer db.Close()

	db = db.With(kin.Log(logger(), kin.LogArgs()))
	fmt.Println(news.Articles.Filter(news.Articles.Headline.Eq("Weather")).Count(ctx, db))
	// Output:
	// level=DEBUG msg=statement database=sqlite kind=query sql="SELECT COUNT(*) FROM \"articles\" AS \"t1\" WHERE \"t1\".\"headline\" = ?1" tx=false rows=1 args=[Weather]
	// 1 <nil>
}

func ExampleSlowerThan() {
	ctx, db := newsroom()
	defer db.Close()

	db = db.With(kin.Log(logger(), kin.SlowerThan(time.Nanosecond)))
	fmt.Println(news.Articles.Count(ctx, db))
	// Output:
	// level=WARN msg="slow statement" database=sqlite kind=query sql="SELECT COUNT(*) FROM \"articles\" AS \"t1\"" tx=false rows=1
	// 3 <nil>
}

func ExampleErrorKind() {
	ctx, db := newsroom()
	defer db.Close()

	_, err := news.Articles.Publications.OfKeys(news.Articles.Keys(1)).AddKeys(ctx, db, news.Publications.Keys(4711))
	fmt.Println(kin.ErrorKind(err))
	// Output:
	// kin: a row that is referred to does not exist, or is still referred to: articles_publications(publication_id): constraint articles_publications_publication_id_fkey
}

func ExampleRepeats() {
	ctx, db := newsroom()
	defer db.Close()

	db = db.With(kin.Repeats(3, func(_ context.Context, r kin.Repeat) {
		fmt.Println(r.Count, "times", r.SQL)
	}))
	ctx = kin.Watch(ctx) // as a handler of requests does
	articles, err := news.Articles.All(ctx, db)
	exitOn(err)
	for _, a := range articles { // Preload(news.Articles.Publications) would take one statement
		_, err := a.Publications.Count(ctx, db)
		exitOn(err)
	}
	// Output:
	// 3 times SELECT COUNT(*) FROM "publications" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."publication_id" FROM "articles_publications" AS "t2" WHERE "t2"."article_id" = ?1)
}
