package kin_test

import (
	"errors"
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
)

func ExampleTableWriter_Create() {
	ctx, db := newsroom()
	defer db.Close()

	article := &news.Article{Headline: "Elections"}
	fmt.Println(kin.Saved(article))
	fmt.Println(news.Articles.Create(ctx, db, article))
	fmt.Println(kin.Saved(article), article.ID)
	// Output:
	// false
	// <nil>
	// true 4
}

func ExampleTableWriter_CreateMany() {
	ctx, db := newsroom()
	defer db.Close()

	list := []*news.Publication{{Title: "Mirror"}, {Title: "Gazette"}}
	fmt.Println(news.Publications.CreateMany(ctx, db, list))
	fmt.Println(list[0].ID, list[1].ID)
	// Output:
	// <nil>
	// 4 5
}

func ExampleTableWriter_Save() {
	ctx, db := newsroom()
	defer db.Close()

	article, err := news.Articles.Get(ctx, db, 3)
	exitOn(err)
	article.Headline = "Sunny weather"
	fmt.Println(news.Articles.Save(ctx, db, article, news.Articles.Headline))
	fmt.Println(news.Articles.Get(ctx, db, 3))
	// Output:
	// <nil>
	// Sunny weather <nil>
}

func ExampleTableWriter_UpdateMany() {
	ctx, db := newsroom()
	defer db.Close()

	list, err := news.Publications.All(ctx, db)
	exitOn(err)
	for _, p := range list {
		p.Title = "The " + p.Title
	}
	fmt.Println(news.Publications.UpdateMany(ctx, db, list))
	fmt.Println(news.Publications.All(ctx, db))
	// Output:
	// <nil>
	// [The Journal The Science News The Science Weekly] <nil>
}

func ExampleTableWriter_Delete() {
	ctx, db := newsroom()
	defer db.Close()

	article, err := news.Articles.Get(ctx, db, 2)
	exitOn(err)
	fmt.Println(news.Articles.Delete(ctx, db, article)) // its links go as well
	fmt.Println(kin.Saved(article))
	// Output:
	// 1 <nil>
	// false
}

func ExampleTable_Reload() {
	ctx, db := newsroom()
	defer db.Close()

	article, err := news.Articles.Get(ctx, db, 1)
	exitOn(err)
	article.Headline = "not saved"
	fmt.Println(news.Articles.Reload(ctx, db, article))
	fmt.Println(article.Headline)
	// Output:
	// <nil>
	// Go is out
}

func ExampleTable_Get() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(news.Articles.Get(ctx, db, 2))
	_, err := news.Articles.Get(ctx, db, 99)
	fmt.Println(errors.Is(err, kin.ErrNotFound))
	// Output:
	// NASA uses Go <nil>
	// true
}

func ExampleTable_InBulk() {
	ctx, db := newsroom()
	defer db.Close()

	found, err := news.Articles.InBulk(ctx, db, 1, 2, 99)
	exitOn(err)
	fmt.Println(len(found), found[1], found[99] == nil)
	// Output:
	// 2 Go is out true
}

func ExampleTable_Keys() {
	ctx, db := newsroom()
	defer db.Close()

	keys := news.Publications.Keys(2, 3)
	fmt.Println(news.Articles.Filter(kin.HasAllKeys(news.Articles.Publications, keys)).All(ctx, db))
	// Output:
	// [NASA uses Go] <nil>
}

func ExampleTableWriter_GetOrCreate() {
	ctx, db := newsroom()
	defer db.Close()

	p := &news.Publication{Title: "Journal"}
	fmt.Println(news.Publications.GetOrCreate(ctx, db, p, news.Publications.Title))
	fmt.Println(p.ID)
	// Output:
	// false <nil>
	// 1
}

func ExampleTableWriter_UpdateOrCreate() {
	ctx, db := newsroom()
	defer db.Close()

	author := &news.Author{FirstName: "Anna", LastName: "Kim"}
	fmt.Println(news.Authors.UpdateOrCreate(ctx, db, author, news.Authors.LastName))
	fmt.Println(news.Authors.Get(ctx, db, 1))
	// Output:
	// false <nil>
	// Anna Kim <nil>
}

func ExampleTableWriter_Upsert() {
	ctx, db := newsroom()
	defer db.Close()

	p := &news.Publication{ID: 1, Title: "The Journal"}
	fmt.Println(news.Publications.Upsert(ctx, db, p, news.Publications.ID))
	fmt.Println(news.Publications.All(ctx, db))
	// Output:
	// <nil>
	// [Science News Science Weekly The Journal] <nil>
}

func ExampleTable_Load() {
	ctx, db := newsroom()
	defer db.Close()

	articles, err := news.Articles.All(ctx, db)
	exitOn(err)
	exitOn(news.Articles.Load(ctx, db, articles, news.Articles.Publications))
	for _, a := range articles {
		fmt.Println(a, a.Publications.MustItems())
	}
	// Output:
	// Go is out [Journal]
	// NASA uses Go [Journal Science News Science Weekly]
	// Weather []
}
