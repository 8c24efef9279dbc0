package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/blog"
)

// This is the second story: ormar's page on relations whose links have columns.
type (
	Post         = blog.Post
	Category     = blog.Category
	PostCategory = blog.PostCategory
)

var (
	Posts          = blog.Posts
	Categories     = blog.Categories
	PostCategories = blog.PostCategories
)

func tellLinks(ctx context.Context, db *kin.DB, t *teller) {
	post, news, tips := addWithValues(ctx, db, t)
	readLinks(ctx, db, t)
	changeLinks(ctx, db, t, post, news, tips)
}

func addWithValues(ctx context.Context, db *kin.DB, t *teller) (post *Post, news, tips *Category) {
	t.Section("Links with columns: posts in categories")
	t.Show(kin.CreateTables(ctx, db, blog.Models...))
	post = &Post{Title: "Hello"}
	t.Show(Posts.Create(ctx, db, post))
	news, tips = &Category{Name: "News"}, &Category{Name: "Tips"}
	t.Show(Categories.CreateMany(ctx, db, []*Category{news, tips}))
	// Add gives a new link the defaults of its columns, AddWith values.
	t.Show(post.Categories.Add(ctx, db, news))
	t.Show(post.Categories.AddWith(ctx, db,
		PostCategory{SortOrder: new(int64(1)), ParamName: "a"}, tips))
	// From the other end it is the same link.
	t.Show(tips.Posts.Add(ctx, db, post))
	// Target and link at once, both or neither.
	t.Show(post.Categories.CreateWith(ctx, db,
		PostCategory{SortOrder: new(int64(2))}, &Category{Name: "Go"}))
	return post, news, tips
}

func readLinks(ctx context.Context, db *kin.DB, t *teller) {
	t.Section("Conditions and orders over columns of links")
	sorted := Posts.Categories.LinkWhere(PostCategories.SortOrder.NotNull())
	t.Show(Posts.Filter(Posts.Categories.Any(sorted)).All(ctx, db))
	// Inside one Any, conditions on the target and on its link belong together.
	t.Show(Posts.Filter(Posts.Categories.Any(
		Categories.Name.Eq("News"), sorted,
	)).Count(ctx, db))
	// Filter chooses posts, Preload what is loaded of each.
	byOrder := Posts.Categories.ByLink(PostCategories.SortOrder.Desc())
	loaded, err := Posts.Preload(Posts.Categories.OrderBy(byOrder)).First(ctx, db)
	t.Show(loaded.Categories.MustItems(), err)
	t.Show(linkValues(loaded))
	text, err := kin.Encode(loaded, kin.Include(
		Posts.Title,
		Posts.Categories.Fields(Categories.Name,
			Posts.Categories.LinkFields(PostCategories.SortOrder)),
	))
	t.Show(objectALine(text), err)
}

func changeLinks(ctx context.Context, db *kin.DB, t *teller, post *Post, news, tips *Category) {
	t.Section("Links that stay keep their values")
	t.Show(post.Categories.UpdateLinks(ctx, db,
		Categories.Name.Eq("News"), PostCategories.SortOrder.Set(7)))
	t.Show(post.Categories.Set(ctx, db, news, tips))
	t.Show(post.Categories.OrderBy(
		Posts.Categories.ByLink(PostCategories.SortOrder.Desc()),
	).All(ctx, db))
	// A row for each link, with values of both of its ends and of itself.
	t.Show(kin.Select3(Posts.Join(Posts.Categories.Rows()),
		Posts.Title,
		kin.Via(Posts.Categories, Categories.Name),
		kin.ViaLink(Posts.Categories, PostCategories.ParamName),
	).All(ctx, db))
	t.Show(post.Categories.RemoveWhere(ctx, db,
		Posts.Categories.LinkWhere(PostCategories.SortOrder.Gt(5))))
	t.Show(tips.Posts.All(ctx, db))
	t.Show(post.Categories.Clear(ctx, db))
	// The categories themselves stay.
	t.Show(Categories.All(ctx, db))
}

// linkValues writes what the loaded links of a post hold.
func linkValues(p *Post) string {
	var out []string
	for _, l := range p.Categories.MustLinks() {
		order := "none"
		if l.Link.SortOrder != nil {
			order = fmt.Sprint(*l.Link.SortOrder)
		}
		out = append(out, fmt.Sprintf("%s %s %s", l.Target.Name, order, l.Link.ParamName))
	}
	return strings.Join(out, ", ")
}

// objectALine breaks JSON before each object of an array.
func objectALine(text []byte) string {
	return strings.NewReplacer(`[{`, "[\n  {", `,{`, ",\n  {").Replace(string(text))
}
