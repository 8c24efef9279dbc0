package kin_test

import (
	"errors"
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
)

func ExampleRelatedSet_Add() {
	ctx, db := newsroom()
	defer db.Close()

	weather, err := news.Articles.Get(ctx, db, 3)
	exitOn(err)
	journal, err := news.Publications.Get(ctx, db, 1)
	exitOn(err)
	fmt.Println(weather.Publications.Add(ctx, db, journal))
	fmt.Println(weather.Publications.Add(ctx, db, journal)) // is related already
	fmt.Println(journal.Articles.All(ctx, db))              // the other end
	// Output:
	// 1 <nil>
	// 0 <nil>
	// [Go is out NASA uses Go Weather] <nil>
}

func ExampleRelatedSet_AddKeys() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(news.Articles.Publications.OfKeys(news.Articles.Keys(1, 3)).
		AddKeys(ctx, db, news.Publications.Keys(2, 3)))
	// Output:
	// 4 <nil>
}

func ExampleRelatedSet_Remove() {
	ctx, db := newsroom()
	defer db.Close()

	nasa, err := news.Articles.Get(ctx, db, 2)
	exitOn(err)
	journal, err := news.Publications.Get(ctx, db, 1)
	exitOn(err)
	fmt.Println(nasa.Publications.Remove(ctx, db, journal))
	fmt.Println(nasa.Publications.RemoveKeys(ctx, db, news.Publications.Keys(1, 2)))
	fmt.Println(nasa.Publications.All(ctx, db))
	// Output:
	// 1 <nil>
	// 1 <nil>
	// [Science Weekly] <nil>
}

func ExampleRelatedSet_RemoveWhere() {
	ctx, db := newsroom()
	defer db.Close()

	nasa, err := news.Articles.Get(ctx, db, 2)
	exitOn(err)
	fmt.Println(nasa.Publications.RemoveWhere(ctx, db, news.Publications.Title.StartsWith("Science")))
	fmt.Println(nasa.Publications.All(ctx, db))
	// Output:
	// 2 <nil>
	// [Journal] <nil>
}

func ExampleRelatedSet_Clear() {
	ctx, db := newsroom()
	defer db.Close()

	nasa, err := news.Articles.Get(ctx, db, 2)
	exitOn(err)
	fmt.Println(nasa.Publications.Clear(ctx, db))
	fmt.Println(news.Publications.Count(ctx, db)) // the publications stay
	// Output:
	// 3 <nil>
	// 3 <nil>
}

func ExampleRelatedSet_Set() {
	ctx, db := newsroom()
	defer db.Close()

	nasa, err := news.Articles.Get(ctx, db, 2)
	exitOn(err)
	journal, err := news.Publications.Get(ctx, db, 1)
	exitOn(err)
	changed, err := nasa.Publications.Set(ctx, db, journal)
	fmt.Println(changed.Added, changed.Removed, err)
	changed, err = nasa.Publications.SetKeys(ctx, db, news.Publications.Keys(1, 2))
	fmt.Println(changed.Added, changed.Removed, err)
	// Output:
	// 0 2 <nil>
	// 1 0 <nil>
}

func ExampleRelatedSet_Replace() {
	ctx, db := newsroom()
	defer db.Close()

	nasa, err := news.Articles.Get(ctx, db, 2)
	exitOn(err)
	journal, err := news.Publications.Get(ctx, db, 1)
	exitOn(err)
	changed, err := nasa.Publications.Replace(ctx, db, journal) // a new link, also to what was related
	fmt.Println(changed.Added, changed.Removed, err)
	// Output:
	// 1 3 <nil>
}

func ExampleRelatedSet_Create() {
	ctx, db := newsroom()
	defer db.Close()

	weather, err := news.Articles.Get(ctx, db, 3)
	exitOn(err)
	fmt.Println(weather.Publications.Create(ctx, db, &news.Publication{Title: "Mirror"}))
	fmt.Println(weather.Publications.All(ctx, db))
	// Output:
	// <nil>
	// [Mirror] <nil>
}

func ExampleRelatedSet_GetOrCreate() {
	ctx, db := newsroom()
	defer db.Close()

	weather, err := news.Articles.Get(ctx, db, 3)
	exitOn(err)
	p := &news.Publication{Title: "Journal"} // exists, but not in this set
	fmt.Println(weather.Publications.GetOrCreate(ctx, db, p, news.Publications.Title))
	fmt.Println(p.ID)
	fmt.Println(weather.Publications.All(ctx, db))
	// Output:
	// false <nil>
	// 1
	// [Journal] <nil>
}

func ExampleRelatedSet_UpdateOrCreate() {
	ctx, db := newsroom()
	defer db.Close()

	kim, err := news.Authors.Get(ctx, db, 1)
	exitOn(err)
	set := news.Authors.Articles.Of(kim)
	fmt.Println(set.UpdateOrCreate(ctx, db, &news.Article{Headline: "Weather"}, news.Articles.Headline))
	fmt.Println(set.All(ctx, db))
	// Output:
	// false <nil>
	// [Go is out NASA uses Go Weather] <nil>
}

func ExampleRelatedSet_Items() {
	ctx, db := newsroom()
	defer db.Close()

	nasa, err := news.Articles.Get(ctx, db, 2)
	exitOn(err)
	_, err = nasa.Publications.Items()
	fmt.Println(nasa.Publications.Loaded(), errors.Is(err, kin.ErrNotLoaded))
	exitOn(news.Articles.Load(ctx, db, []*news.Article{nasa}, news.Articles.Publications))
	fmt.Println(nasa.Publications.Loaded(), nasa.Publications.MustItems())
	// Output:
	// false true
	// true [Journal Science News Science Weekly]
}

func ExampleRelatedSet_Filter() {
	ctx, db := newsroom()
	defer db.Close()

	nasa, err := news.Articles.Get(ctx, db, 2)
	exitOn(err)
	fmt.Println(nasa.Publications.Filter(news.Publications.Title.StartsWith("Science")).All(ctx, db))
	fmt.Println(nasa.Publications.Exclude(news.Publications.Title.StartsWith("Science")).Count(ctx, db))
	// Output:
	// [Science News Science Weekly] <nil>
	// 1 <nil>
}

func ExampleRelatedSet_DeleteTargets() {
	ctx, db := newsroom()
	defer db.Close()

	nasa, err := news.Articles.Get(ctx, db, 2)
	exitOn(err)
	fmt.Println(nasa.Publications.DeleteTargets(ctx, db)) // the rows, not only the links
	fmt.Println(news.Publications.Count(ctx, db))
	// Output:
	// 3 <nil>
	// 0 <nil>
}

func ExampleRelatedSet_Update() {
	ctx, db := newsroom()
	defer db.Close()

	nasa, err := news.Articles.Get(ctx, db, 2)
	exitOn(err)
	fmt.Println(nasa.Publications.Update(ctx, db, news.Publications.Title.Set("Paper")))
	fmt.Println(nasa.Publications.Count(ctx, db))
	// Output:
	// 3 <nil>
	// 3 <nil>
}
