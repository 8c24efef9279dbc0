package blog

import (
	"context"
	"fmt"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/sqlite"
)

func TestSmoke(t *testing.T) {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := kin.CreateTables(ctx, db, Models...); err != nil {
		t.Fatal(err)
	}
	db = db.With(kin.Trace(func(_ context.Context, e kin.Event) { fmt.Println("  ", e.SQL, e.Rows, e.Err) }))
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	guido := &Author{FirstName: "Guido", LastName: "Van Rossum"}
	must(Authors.Create(ctx, db, guido))
	post := &Post{Title: "Hello, M2M", Author: guido}
	must(Posts.Create(ctx, db, post))
	news, tips, x := &Category{Name: "News"}, &Category{Name: "Tips"}, &Category{Name: "X"}
	must(Categories.CreateMany(ctx, db, []*Category{news, tips, x}))
	fmt.Println(post.Categories.AddWith(ctx, db, PostCategory{SortOrder: new(int64(1))}, news))
	fmt.Println(tips.Posts.Add(ctx, db, post))
	fmt.Println(post.Categories.AddLinks(ctx, db, kin.Update, kin.Linked[Category, PostCategory]{Target: news, Link: PostCategory{SortOrder: new(int64(7))}}, kin.Linked[Category, PostCategory]{Target: x}))
	posts, err := Posts.Filter(Posts.Categories.Any(Posts.Categories.LinkWhere(PostCategories.SortOrder.Gt(1)), Categories.Name.Eq("News"))).
		Preload(Posts.Author, Posts.Categories.OrderBy(Posts.Categories.ByLink(PostCategories.SortOrder.Desc()))).All(ctx, db)
	must(err)
	for _, p := range posts {
		fmt.Println(p.Title, p.Author.LastName)
		for _, l := range p.Categories.MustLinks() {
			fmt.Println(l.Target.Name, l.Link.SortOrder, l.Link.ParamName)
		}
	}
	fmt.Println(post.Categories.Filter(Posts.Categories.LinkWhere(PostCategories.SortOrder.IsNull())).OrderBy(Posts.Categories.ByLink(PostCategories.ParamName.Asc())).All(ctx, db))
	fmt.Println(post.Categories.UpdateLinks(ctx, db, Categories.Name.Eq("News"), PostCategories.SortOrder.Set(3)))
	fmt.Println(post.Categories.UpdateLinks(ctx, db, Posts.Categories.LinkWhere(PostCategories.SortOrder.Eq(3)), PostCategories.SortOrder.Add(3)))
	fmt.Println(kin.Select3(Posts.Join(Posts.Categories.Rows()), Posts.Title, kin.Via(Posts.Categories, Categories.Name), kin.Nullable(kin.ViaLink(Posts.Categories, PostCategories.SortOrder))).All(ctx, db))
	fmt.Println(PostCategories.Filter(PostCategories.Post.Title.StartsWith("He")).Count(ctx, db))
	l, err := PostCategories.Query().All(ctx, db)
	fmt.Println(len(l), err)
	fmt.Println(Categories.Filter(Posts.Categories.LinkWhere(PostCategories.SortOrder.Eq(3))).All(ctx, db))
	fmt.Println(Categories.Filter(Categories.Posts.Any(Posts.Author.Is(guido))).Count(ctx, db))
	fmt.Println(post.Categories.RemoveWhere(ctx, db, Categories.Name.Eq("X")))
	a, b, c := &Person{Name: "a"}, &Person{Name: "b"}, &Person{Name: "c"}
	must(Persons.CreateMany(ctx, db, []*Person{a, b, c}))
	fmt.Println(a.Friends.Add(ctx, db, a, b, c))
	fmt.Println(b.Friends.Count(ctx, db))
	fmt.Println(a.Friends.Remove(ctx, db, a, b))
	fmt.Println(a.Idols.Add(ctx, db, a, b))
	fmt.Println(b.Fans.Count(ctx, db))
	fmt.Println(a.Reports.Add(ctx, db, b, c))
	must(Passports.Create(ctx, db, &Passport{Number: "1", Holder: b}))
	ps, err := Persons.Preload(Persons.Passport, Persons.Boss, Persons.Reports.Preload(Persons.Passport)).All(ctx, db)
	must(err)
	for _, p := range ps {
		fmt.Println(p.Name, p.Passport.MustItem(), p.Boss != nil, len(p.Reports.MustItems()))
	}
	fmt.Println(a.Reports.Set(ctx, db, c))
	fmt.Println(Persons.Filter(Persons.Passport.Number.Eq("1")).Update(ctx, db, Persons.Name.Set("z")))
}
