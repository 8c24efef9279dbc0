package main

import (
	"context"
	"fmt"
	"os"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/sqlite"
	. "github.com/kinorm/kin/examples/newsroom/news"
)

func main() {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, ":memory:")
	check(err)
	defer db.Close()
	db = db.With(kin.Trace(func(_ context.Context, e kin.Event) { fmt.Fprintln(os.Stderr, "  ", e.SQL, e.Rows, e.Err) }))
	check(kin.CreateTables(ctx, db, Models...))
	p1, p2, p3 := &Publication{Title: "The Python Journal"}, &Publication{Title: "Science News"}, &Publication{Title: "Science Weekly"}
	for _, p := range []*Publication{p1, p2, p3} {
		check(Publications.Save(ctx, db, p))
	}
	a1 := &Article{Headline: "Django lets you build web apps easily"}
	_, err = a1.Publications.Add(ctx, db, p1)
	fmt.Println(err)
	check(Articles.Save(ctx, db, a1))
	fmt.Println(a1.Publications.Add(ctx, db, p1))
	a2 := &Article{Headline: "NASA uses Python"}
	check(Articles.Save(ctx, db, a2))
	fmt.Println(a2.Publications.Add(ctx, db, p1, p2))
	fmt.Println(a2.Publications.Add(ctx, db, p3))
	fmt.Println(a2.Publications.Add(ctx, db, p3))
	check(a2.Publications.Create(ctx, db, &Publication{Title: "Highlights for Children"}))
	fmt.Println(a2.Publications.All(ctx, db))
	fmt.Println(p2.Articles.All(ctx, db))
	q := Articles.Join(Articles.Publications.Rows(Publications.Title.StartsWith("Science")))
	fmt.Println(q.All(ctx, db))
	fmt.Println(q.Count(ctx, db))
	fmt.Println(q.Distinct().Count(ctx, db))
	fmt.Println(Articles.Exclude(Articles.Publications.HasAny(p2)).All(ctx, db))
	fmt.Println(Articles.Filter(Articles.Author.LastName.Eq("x")).All(ctx, db))
	fmt.Println(Publications.Filter(Publications.Articles.Any(Articles.ID.Eq(1))).All(ctx, db))
	l, err := Articles.Preload(Articles.Author, Articles.Publications.Preload(Publications.Articles).OrderBy(Publications.Title.Asc()).Limit(2)).All(ctx, db)
	check(err)
	for _, a := range l {
		fmt.Println(a, a.Publications.MustItems())
	}
	fmt.Println(Publications.Delete(ctx, db, p1))
	fmt.Println(kin.Select2(Publications.Query(), Publications.Title, Publications.Articles.Count()).All(ctx, db))
	fmt.Println(a2.Publications.Set(ctx, db, p3))
	fmt.Println(p2.Articles.Add(ctx, db, a1, a2))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
