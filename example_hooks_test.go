package kin_test

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
	"github.com/kinorm/kin/internal/testmodels/linkmodels"
)

func ExampleBeforeSave() {
	ctx, db := newsroom()
	defer db.Close()

	db = db.With(kin.BeforeSave(news.Articles, func(_ context.Context, _ *kin.Tx, a *news.Article) error {
		a.Headline = strings.TrimSpace(a.Headline)
		return nil
	}))
	article := &news.Article{Headline: "  Elections "}
	fmt.Println(news.Articles.Create(ctx, db, article))
	fmt.Printf("%q\n", article.Headline)
	// Output:
	// <nil>
	// "Elections"
}

func ExampleAfterSave() {
	ctx, db := newsroom()
	defer db.Close()

	db = db.With(kin.AfterSave(news.Articles, func(_ context.Context, tx *kin.Tx, a *news.Article) error {
		tx.OnCommit(func() { fmt.Println("to the search index:", a.Headline) })
		return nil
	}))
	fmt.Println(db.InTx(ctx, func(tx *kin.Tx) error {
		return news.Articles.Create(ctx, tx, &news.Article{Headline: "Elections"})
	}))
	// Output:
	// to the search index: Elections
	// <nil>
}

func ExampleBeforeCreate() {
	ctx, db := newsroom()
	defer db.Close()

	errFull := errors.New("no more than 3 articles")
	db = db.With(kin.BeforeCreate(news.Articles, func(ctx context.Context, tx *kin.Tx, _ *news.Article) error {
		n, err := news.Articles.Count(ctx, tx)
		if err == nil && n >= 3 {
			err = errFull
		}
		return err
	}))
	err := news.Articles.Create(ctx, db, &news.Article{Headline: "Elections"})
	fmt.Println(errors.Is(err, errFull))
	fmt.Println(err)
	// Output:
	// true
	// kin: hook before create of Article: no more than 3 articles
}

func ExampleAfterCreate() {
	ctx, db := newsroom()
	defer db.Close()

	journal, err := news.Publications.Filter(news.Publications.Title.Eq("Journal")).Get(ctx, db)
	exitOn(err)
	db = db.With(kin.AfterCreate(news.Articles, func(ctx context.Context, tx *kin.Tx, a *news.Article) error {
		_, err := a.Publications.Add(ctx, tx, journal)
		return err
	}))
	article := &news.Article{Headline: "Elections"}
	fmt.Println(news.Articles.Create(ctx, db, article))
	fmt.Println(article.Publications.Count(ctx, db))
	// Output:
	// <nil>
	// 1 <nil>
}

func ExampleBeforeUpdate() {
	ctx, db := newsroom()
	defer db.Close()

	db = db.With(kin.BeforeUpdate(news.Articles, func(ctx context.Context, tx *kin.Tx, a *news.Article) error {
		old, err := news.Articles.Get(ctx, tx, a.ID)
		if err == nil {
			fmt.Printf("%q becomes %q\n", old.Headline, a.Headline)
		}
		return err
	}))
	article, err := news.Articles.Filter(news.Articles.Headline.Eq("Weather")).Get(ctx, db)
	exitOn(err)
	article.Headline = "Storm"
	fmt.Println(news.Articles.Save(ctx, db, article))
	// Output:
	// "Weather" becomes "Storm"
	// <nil>
}

func ExampleAfterUpdate() {
	ctx, db := newsroom()
	defer db.Close()

	db = db.With(kin.AfterUpdate(news.Authors, func(_ context.Context, tx *kin.Tx, a *news.Author) error {
		tx.OnCommit(func() { fmt.Println("the pages of", a.LastName, "are stale") })
		return nil
	}))
	author, err := news.Authors.First(ctx, db)
	exitOn(err)
	fmt.Println(news.Authors.Save(ctx, db, author))
	// Output:
	// the pages of Kim are stale
	// <nil>
}

func ExampleBeforeDelete() {
	ctx, db := newsroom()
	defer db.Close()

	errInUse := errors.New("the publication has articles")
	db = db.With(kin.BeforeDelete(news.Publications, func(ctx context.Context, tx *kin.Tx, p *news.Publication) error {
		used, err := p.Articles.Exists(ctx, tx)
		if err == nil && used {
			err = errInUse
		}
		return err
	}))
	journal, err := news.Publications.First(ctx, db)
	exitOn(err)
	_, err = news.Publications.Delete(ctx, db, journal)
	fmt.Println(errors.Is(err, errInUse), kin.Saved(journal))
	// Output:
	// true true
}

func ExampleAfterDelete() {
	ctx, db := newsroom()
	defer db.Close()

	db = db.With(kin.AfterDelete(news.Publications, func(_ context.Context, tx *kin.Tx, p *news.Publication) error {
		tx.OnCommit(func() { fmt.Println("remove the files of", p.Title) })
		return nil
	}))
	journal, err := news.Publications.First(ctx, db)
	exitOn(err)
	fmt.Println(news.Publications.Delete(ctx, db, journal))
	// Output:
	// remove the files of Journal
	// 1 <nil>
}

func ExampleOnLinks() {
	ctx, db := newsroom()
	defer db.Close()

	db = db.With(kin.OnLinks(news.Articles.Publications, func(_ context.Context, tx *kin.Tx, e kin.LinkEvent[*news.Article, *news.Publication]) error {
		for _, l := range e.Links {
			tx.OnCommit(func() { fmt.Println(e.Action, "article", l.Owner.ID, "publication", l.Target.ID) })
		}
		return nil
	}))
	journal, err := news.Publications.Filter(news.Publications.Title.Eq("Journal")).Get(ctx, db)
	exitOn(err)
	weather, err := news.Articles.Filter(news.Articles.Headline.Eq("Weather")).Get(ctx, db)
	exitOn(err)
	fmt.Println(journal.Articles.Add(ctx, db, weather)) // from the other end
	fmt.Println(journal.Articles.Add(ctx, db, weather)) // it is there: nothing changes
	fmt.Println(weather.Publications.Clear(ctx, db))
	// Output:
	// added article 3 publication 1
	// 1 <nil>
	// 0 <nil>
	// removed article 3 publication 1
	// 1 <nil>
}

func ExampleLinkValues() {
	ctx, db := newsroom()
	defer db.Close()

	exitOn(kin.CreateTables(ctx, db, linkmodels.Models...))
	db = db.With(kin.OnLinks(linkmodels.Nodes.Tags, func(_ context.Context, _ *kin.Tx, e kin.LinkEvent[*linkmodels.Node, *linkmodels.Tag]) error {
		for _, l := range e.Links {
			before, after := kin.LinkValues(linkmodels.Nodes.Tags, l)
			fmt.Println(e.Action, before != nil, after.Note)
		}
		return nil
	}))
	node, tag := &linkmodels.Node{Name: "a"}, &linkmodels.Tag{Name: "b"}
	exitOn(linkmodels.Nodes.Create(ctx, db, node))
	exitOn(linkmodels.Tags.Create(ctx, db, tag))
	_, err := node.Tags.AddWith(ctx, db, linkmodels.Tagging{Note: "draft"}, tag)
	exitOn(err)
	_, err = node.Tags.UpdateLinks(ctx, db, kin.Pred[*linkmodels.Tag]{}, linkmodels.Taggings.Note.Set("final"))
	exitOn(err)
	// Output:
	// added false draft
	// changed true final
}
