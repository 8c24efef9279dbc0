package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/blog"
	"github.com/kinorm/kin/sqlite"
)

// This is the second story: ormar's page on relations whose links have columns.
type (
	Author       = blog.Author
	Post         = blog.Post
	Category     = blog.Category
	PostCategory = blog.PostCategory
	Memo         = blog.Memo
)

var (
	Authors        = blog.Authors
	Posts          = blog.Posts
	Categories     = blog.Categories
	PostCategories = blog.PostCategories
	Memos          = blog.Memos
)

func tellLinks(ctx context.Context, db *kin.DB, t *teller) {
	guido, post, news, tips := addWithValues(ctx, db, t)
	loadLinks(ctx, db, t, post, news)
	queryLinks(ctx, db, t, guido)
	skipReverse(ctx, db, t, news, tips)
	changeLinks(ctx, db, t, post)
	removeLinks(ctx, db, t, post, news, tips)
}

func addWithValues(ctx context.Context, db *kin.DB, t *teller) (guido *Author, post *Post, news, tips *Category) {
	t.Section("Links with columns: posts in categories")
	t.Show(kin.CreateTables(ctx, db, blog.Models...))
	// A link is a row with columns of its own, sort_order and param_name.
	sql, err := kin.TablesSQL(sqlite.Dialect, blog.Models...)
	t.Show(createTable(sql, "post_categories"), err)

	guido = &Author{FirstName: "Guido", LastName: "Van Rossum"}
	t.Show(Authors.Create(ctx, db, guido))
	post = &Post{Title: "Hello, M2M", Author: guido}
	t.Show(Posts.Create(ctx, db, post))
	news, tips = &Category{Name: "News"}, &Category{Name: "Tips"}
	t.Show(Categories.CreateMany(ctx, db, []*Category{news, tips}))
	// Add gives a new link the defaults of its columns, AddWith values.
	t.Show(post.Categories.Add(ctx, db, news))
	t.Show(post.Categories.AddWith(ctx, db,
		PostCategory{SortOrder: new(int64(1)), ParamName: "test"}, tips))
	// From the other end it is the same link, which is there already.
	t.Show(tips.Posts.Add(ctx, db, post))
	// Category and link at once, both or neither.
	t.Show(post.Categories.CreateWith(ctx, db,
		PostCategory{SortOrder: new(int64(2))}, &Category{Name: "Go"}))
	// What is linked must have a row.
	t.Refused(post.Categories.AddKeys(ctx, db, Categories.Keys(99)))
	return guido, post, news, tips
}

func loadLinks(ctx context.Context, db *kin.DB, t *teller, post *Post, news *Category) {
	t.Section("What is loaded, and what is not")
	// Nothing loads itself: a field holds what the program asked for.
	t.Refused(post.Categories.Items())
	loaded, err := Posts.Preload(Posts.Author, Posts.Categories).First(ctx, db)
	t.Show(loaded.Categories.MustItems(), err)
	t.Show(loaded.Author.String())
	// The values of each link stand beside the category that it leads to.
	t.Show(linkValues(loaded))
	// Columns of links that nobody needs are left out.
	without := Posts.Categories.DeferLink(PostCategories.ParamName)
	loaded, err = Posts.Preload(without).First(ctx, db)
	t.Show(linkValues(loaded), err)

	// The same from the other end, which has a field of its own.
	withAuthor := Categories.Posts.Preload(Posts.Author)
	category, err := Categories.Preload(withAuthor).First(ctx, db)
	t.Show(category.Posts.MustItems(), err)
	t.Show(category.Posts.MustItems()[0].Author.String())
	// A set is a query: it filters, sorts, counts and loads as any other.
	t.Show(news.Posts.Filter(Posts.Title.Contains("M2M")).All(ctx, db))
	t.Show(post.Categories.Count(ctx, db))
	t.Show(post.Categories.Filter(Categories.Name.Eq("Tips")).Get(ctx, db))
}

func queryLinks(ctx context.Context, db *kin.DB, t *teller, guido *Author) {
	t.Section("Conditions and orders over columns of links")
	// LinkWhere is a condition on the link, here that it is above 1.
	above1 := Posts.Categories.LinkWhere(PostCategories.SortOrder.Gt(1))
	t.Show(Posts.Filter(Posts.Categories.Any(above1)).All(ctx, db))
	// In one Any, conditions on a category and on its link belong together.
	t.Show(Posts.Filter(Posts.Categories.Any(
		Categories.Name.Eq("News"), above1,
	)).Count(ctx, db))
	// From the other end: which categories have such a link?
	t.Show(Categories.Filter(Categories.Posts.Any(
		Categories.Posts.LinkWhere(PostCategories.SortOrder.Gt(1)),
	)).All(ctx, db))
	// Over the links to posts, and from there to their author.
	t.Show(Categories.Filter(
		Categories.Posts.Any(Posts.Author.Is(guido)),
	).Count(ctx, db))
	// Filter chooses posts, Preload what is loaded with each, and in which order.
	byOrder := Posts.Categories.ByLink(PostCategories.SortOrder.Desc())
	loaded, err := Posts.Preload(Posts.Categories.OrderBy(byOrder)).First(ctx, db)
	t.Show(loaded.Categories.MustItems(), err)
	// JSON has what is loaded, each link within the category that it leads to.
	text, err := kin.Encode(loaded, kin.Include(
		Posts.Title,
		Posts.Categories.Fields(Categories.Name,
			Posts.Categories.LinkFields(PostCategories.SortOrder)),
	))
	t.Show(objectALine(text), err)
}

func skipReverse(ctx context.Context, db *kin.DB, t *teller, news, tips *Category) {
	t.Section("A reverse end that is skipped")
	first, second := &Memo{Title: "First"}, &Memo{Title: "Second"}
	t.Show(Memos.CreateMany(ctx, db, []*Memo{first, second}))
	t.Show(first.Categories.Add(ctx, db, news))
	t.Show(second.Categories.Add(ctx, db, tips))
	// A category has no field for its memos, but queries know them.
	t.Show(Categories.Filter(
		Categories.Memos.Any(Memos.Title.Eq("First")),
	).All(ctx, db))
	t.Show(Categories.Filter(Categories.Memos.Any()).OrderBy(
		kin.Max(Categories.Memos, Memos.Title).Desc(),
	).All(ctx, db))
	t.Refused(Categories.Preload(Categories.Memos).All(ctx, db))
}

func changeLinks(ctx context.Context, db *kin.DB, t *teller, post *Post) {
	t.Section("Values of links change where they are")
	// The links of one post to the categories that fulfil a condition.
	t.Show(post.Categories.UpdateLinks(ctx, db,
		Categories.Name.Eq("News"), PostCategories.SortOrder.Set(7)))
	// Links are rows that can be read and updated by a query of their own.
	toNews := PostCategories.Filter(PostCategories.Category.Name.Eq("News"))
	t.Show(toNews.Update(ctx, db, PostCategories.ParamName.Set("top")))
	t.Show(kin.Select3(toNews,
		PostCategories.Post.Title,
		PostCategories.Category.Name,
		PostCategories.ParamName,
	).All(ctx, db))
	link, err := toNews.Get(ctx, db)
	t.Show(link.ParamName, err)
	// A link cannot lose its ends. To save it does not compile:
	//	PostCategories.Save(ctx, db, link)
	//	PostCategories.Save undefined
	// and an update of an end is refused.
	t.Refused(toNews.Update(ctx, db, PostCategories.CategoryID.Set(2)))
}

func removeLinks(ctx context.Context, db *kin.DB, t *teller, post *Post, news, tips *Category) {
	t.Section("Links that stay keep their values")
	t.Show(post.Categories.Set(ctx, db, news, tips))
	// A row for each link, with values of both of its ends and of itself.
	t.Show(kin.Select3(Posts.Join(Posts.Categories.Rows()),
		Posts.Title,
		kin.Via(Posts.Categories, Categories.Name),
		kin.ViaLink(Posts.Categories, PostCategories.ParamName),
	).All(ctx, db))
	t.Show(post.Categories.RemoveWhere(ctx, db,
		Posts.Categories.LinkWhere(PostCategories.SortOrder.Gt(5))))
	t.Show(tips.Posts.Remove(ctx, db, post))
	t.Show(tips.Posts.All(ctx, db))
	t.Show(post.Categories.Add(ctx, db, news, tips))
	t.Show(post.Categories.Clear(ctx, db))
	// The categories themselves stay.
	t.Show(Categories.All(ctx, db))
}

// linkValues writes what the loaded links of a post hold.
func linkValues(p *Post) string {
	var out []string
	for _, l := range p.Categories.MustLinks() {
		order := "nil"
		if l.Link.SortOrder != nil {
			order = fmt.Sprint(*l.Link.SortOrder)
		}
		out = append(out, fmt.Sprintf("%s {SortOrder:%s ParamName:%q}", l.Target.Name, order, l.Link.ParamName))
	}
	return strings.Join(out, "\n")
}

// objectALine breaks JSON before each object of an array.
func objectALine(text []byte) string {
	return strings.NewReplacer(`[{`, "[\n  {", `,{`, ",\n  {").Replace(string(text))
}
