package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
	"github.com/kinorm/kin/sqlite"
)

func ExampleOpen() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "kin")
	exitOn(err)
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "news.db")
	db, err := sqlite.Open(ctx, path, sqlite.WithBusyTimeout(time.Second), sqlite.WithReaders(2))
	exitOn(err)
	exitOn(kin.CreateTables(ctx, db, news.Models...))
	exitOn(news.Articles.Create(ctx, db, &news.Article{Headline: "Weather"}))
	exitOn(db.Close())

	reader, err := sqlite.Open(ctx, path, sqlite.WithReadOnly())
	exitOn(err)
	defer reader.Close()
	fmt.Println(news.Articles.All(ctx, reader))
	err = news.Articles.Create(ctx, reader, &news.Article{Headline: "Sports"})
	fmt.Println(errors.Is(err, kin.ErrReadOnly))
	// Output:
	// [Weather] <nil>
	// true
}

func ExampleFold() {
	fmt.Println(sqlite.Fold("Straße") == sqlite.Fold("STRASSE"), sqlite.Fold("Δ") == sqlite.Fold("δ"))
	// Output:
	// false true
}

func exitOn(err error) {
	if err != nil {
		panic(err)
	}
}
