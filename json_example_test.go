package kin_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/acceptance/blog"
	"github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/sqlite"
)

func ExampleEncode() {
	post := &blog.Post{ID: 1, Title: "Go", Author: &blog.Author{ID: 7, FirstName: "Rob"}}
	post.Categories.HoldLinks(kin.Linked[blog.Category, blog.PostCategory]{
		Target: &blog.Category{ID: 3, Name: "News"}, Link: blog.PostCategory{ParamName: "first"},
	})
	b, err := kin.Encode(post)
	fmt.Println(string(b), err)
	b, err = kin.Encode(post,
		kin.Include(blog.Posts.Title, blog.Posts.Author, blog.Posts.Categories.Fields(blog.Categories.Name)),
		kin.Exclude(blog.Posts.Author.ID))
	fmt.Println(string(b), err)
	// Output:
	// {"id":1,"title":"Go","author_id":null,"author":{"id":7,"first_name":"Rob","last_name":""},"categories":[{"id":3,"name":"News","post_category":{"sort_order":null,"param_name":"first"}}]} <nil>
	// {"title":"Go","author":{"first_name":"Rob","last_name":""},"categories":[{"name":"News"}]} <nil>
}

func ExampleDecode() {
	post, err := kin.Decode[blog.Post]([]byte(`{"title":"Go","categories":[{"name":"News","post_category":{"sort_order":2}}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, link := range post.Categories.MustLinks() {
		fmt.Println(post.Title, link.Target.Name, *link.Link.SortOrder)
	}
	_, err = kin.Decode[blog.Post]([]byte(`{"categories":[{"name":"News"},{"nmae":"Go"}]}`))
	fmt.Println(err)
	var wrong *kin.DecodeError
	_, err = kin.Decode[blog.Post]([]byte(`{"id":1}`))
	fmt.Println(errors.As(err, &wrong), wrong.Model, wrong.Field)
	// Output:
	// Go News 2
	// kin: decode Category at categories[1].nmae: Category has no key "nmae"; did you mean "name"?
	// true Post ID
}

func ExampleSaveGraph() {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	if err := kin.CreateTables(ctx, db, blog.Models...); err != nil {
		fmt.Println(err)
		return
	}
	post, err := kin.Decode[blog.Post]([]byte(`{"title":"Go","author":{"first_name":"Rob"},"categories":[{"name":"News"}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(kin.SaveGraph(ctx, db, post, blog.Posts.Author))
	fmt.Println(kin.SaveGraph(ctx, db, post, blog.Posts.Author, blog.Posts.Categories))
	b, err := kin.Encode(post, kin.Exclude(blog.Posts.Author.LastName))
	fmt.Println(string(b), err)
	// Output:
	// kin: not on the list of relations: Post.Categories holds objects, which SaveGraph saves only if the list has Posts.Categories
	// <nil>
	// {"id":1,"title":"Go","author_id":1,"author":{"id":1,"first_name":"Rob"},"categories":[{"id":1,"name":"News","post_category":{"sort_order":null,"param_name":"Name"}}]} <nil>
}

func ExampleEncodeAll() {
	post := &blog.Post{ID: 1, Title: "Go", Author: &blog.Author{ID: 7, FirstName: "Rob"}}
	post.Categories.HoldLinks(kin.Linked[blog.Category, blog.PostCategory]{Target: &blog.Category{Name: "News"}, Link: blog.PostCategory{ParamName: "first"}})
	posts, categories := blog.Posts, blog.Posts.Categories
	b, err := kin.EncodeAll([]*blog.Post{post}, kin.Include(posts.Title, posts.Author.Fields(blog.Authors.FirstName),
		categories.Fields(blog.Categories.Name, categories.LinkFields(blog.PostCategories.ParamName))))
	fmt.Println(string(b), err)
	// Output:
	// [{"title":"Go","author":{"first_name":"Rob"},"categories":[{"name":"News","post_category":{"param_name":"first"}}]}] <nil>
}

func ExampleDecodeAll() {
	posts, err := kin.DecodeAll[blog.Post]([]byte(`[{"id":5,"title":"Go"},{"title":"Rust"}]`), kin.WithKeys())
	exitOn(err)
	for _, post := range posts {
		fmt.Println(post.ID, post.Title)
	}
	// Output:
	// 5 Go
	// 0 Rust
}

func ExampleSaveGraphs() {
	ctx, db := nodes()
	defer db.Close()

	child := &linkmodels.Node{Name: "child"}
	child.Tags.Hold(&linkmodels.Tag{Name: "new"})
	top := &linkmodels.Node{Name: "top"}
	top.Children.Hold(child)
	children := linkmodels.Nodes.Children
	fmt.Println(kin.SaveGraphs(ctx, db, []*linkmodels.Node{top}, children.With(linkmodels.Nodes.Tags)))
	fmt.Println(linkmodels.Nodes.Filter(linkmodels.Nodes.Tags.Any(linkmodels.Tags.Name.Eq("new"))).Count(ctx, db))
	// Output:
	// <nil>
	// 1 <nil>
}
