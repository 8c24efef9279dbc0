package kin_test

import (
	"context"
	"log"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
	"github.com/kinorm/kin/sqlite"
)

// newsroom returns a database in memory with the models of examples/newsroom:
//
//	article 1, "Go is out", by Kim:       publication 1, "Journal"
//	article 2, "NASA uses Go", by Kim:    publications 1, 2 "Science News" and 3 "Science Weekly"
//	article 3, "Weather", without author: no publication
func newsroom() (context.Context, *kin.DB) {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, ":memory:")
	exitOn(err)
	exitOn(kin.CreateTables(ctx, db, news.Models...))
	kim := &news.Author{FirstName: "Ann", LastName: "Kim"}
	exitOn(news.Authors.Create(ctx, db, kim))
	journal, daily, weekly := &news.Publication{Title: "Journal"}, &news.Publication{Title: "Science News"}, &news.Publication{Title: "Science Weekly"}
	exitOn(news.Publications.CreateMany(ctx, db, []*news.Publication{journal, daily, weekly}))
	out, nasa := &news.Article{Headline: "Go is out", Author: kim}, &news.Article{Headline: "NASA uses Go", Author: kim}
	exitOn(news.Articles.CreateMany(ctx, db, []*news.Article{out, nasa, {Headline: "Weather"}}))
	_, err = news.Articles.Publications.Link(ctx, db,
		kin.Pair[*news.Article, *news.Publication]{Owner: out, Target: journal},
		kin.Pair[*news.Article, *news.Publication]{Owner: nasa, Target: journal},
		kin.Pair[*news.Article, *news.Publication]{Owner: nasa, Target: daily},
		kin.Pair[*news.Article, *news.Publication]{Owner: nasa, Target: weekly},
	)
	exitOn(err)
	return ctx, db
}

func exitOn(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
