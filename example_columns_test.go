package kin_test

import (
	"context"
	"fmt"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
	"github.com/kinorm/kin/internal/acceptance/atlas"
	"github.com/kinorm/kin/internal/acceptance/blog"
	"github.com/kinorm/kin/internal/testmodels"
	"github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/sqlite"
)

// with returns a database in memory with models.
func with(models ...*kin.Mapping) (context.Context, *kin.DB) {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, ":memory:")
	exitOn(err)
	exitOn(kin.CreateTables(ctx, db, models...))
	return ctx, db
}

// lamps returns a database with the models of package testmodels.
func lamps() (context.Context, *kin.DB) { return with(testmodels.Models...) }

// pointeds returns a database with three rows: 1 is set and was made in 2020, 2 is not
// set and of 2021, and 3 has nothing but its key.
func pointeds() (context.Context, *kin.DB) {
	ctx, db := lamps()
	for _, row := range []*testmodels.Pointed{
		{Flag: new(true), At: new(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC))},
		{Flag: new(false), At: new(time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)), Doc: &kin.JSON[testmodels.Document]{V: testmodels.Document{Name: "a"}}},
		{},
	} {
		exitOn(testmodels.Pointeds.Create(ctx, db, row))
	}
	return ctx, db
}

func ExampleColumn() {
	ctx, db := pointeds()
	defer db.Close()

	rows, flag := testmodels.Pointeds, testmodels.Pointeds.Flag
	for _, where := range []kin.Pred[*testmodels.Pointed]{
		flag.Eq(true), flag.Ne(true), flag.In(true, false), flag.NotIn(true), flag.InPtr(nil, new(true)), flag.IsNull(), flag.NotNull(),
	} {
		fmt.Println(kin.Select1(rows.Filter(where), rows.ID).All(ctx, db))
	}
	fmt.Println(kin.Select1(rows.OrderBy(flag.Asc()), rows.ID).All(ctx, db)) // NULL, false, true
	fmt.Println(kin.Select1(rows.OrderBy(flag.Desc()), rows.ID).All(ctx, db))
	fmt.Println(rows.Filter(rows.ID.Eq(3)).Update(ctx, db, flag.Set(true)))
	fmt.Println(rows.AllRows().Update(ctx, db, flag.SetNull()))
	fmt.Println(rows.Filter(flag.IsNull()).Count(ctx, db))
	// Output:
	// [1] <nil>
	// [2 3] <nil>
	// [1 2] <nil>
	// [2 3] <nil>
	// [1 3] <nil>
	// [3] <nil>
	// [1 2] <nil>
	// [3 2 1] <nil>
	// [1 2 3] <nil>
	// 1 <nil>
	// 3 <nil>
	// 3 <nil>
}

func ExampleOrderedColumn() {
	ctx, db := pointeds()
	defer db.Close()

	rows, at := testmodels.Pointeds, testmodels.Pointeds.At
	year := func(n int) time.Time { return time.Date(n, 1, 1, 0, 0, 0, 0, time.UTC) }
	for _, where := range []kin.Pred[*testmodels.Pointed]{
		at.Eq(year(2020)), at.Ne(year(2020)), at.In(year(2020), year(2021)), at.NotIn(year(2020)), at.InPtr(nil), at.IsNull(), at.NotNull(),
		at.Lt(year(2021)), at.Le(year(2021)), at.Gt(year(2020)), at.Ge(year(2020)), at.Between(year(2021), year(2022)),
	} {
		fmt.Println(kin.Select1(rows.Filter(where), rows.ID).All(ctx, db))
	}
	fmt.Println(kin.Select1(rows.OrderBy(at.Asc()), rows.ID).All(ctx, db))
	fmt.Println(kin.Select1(rows.OrderBy(at.Desc()), rows.ID).All(ctx, db))
	fmt.Println(rows.Filter(at.IsNull()).Update(ctx, db, at.Set(year(2026))))
	fmt.Println(rows.Filter(at.Gt(year(2025))).Update(ctx, db, at.SetNull()))
	// Output:
	// [1] <nil>
	// [2 3] <nil>
	// [1 2] <nil>
	// [2 3] <nil>
	// [3] <nil>
	// [3] <nil>
	// [1 2] <nil>
	// [1] <nil>
	// [1 2] <nil>
	// [2] <nil>
	// [1 2] <nil>
	// [2] <nil>
	// [3 1 2] <nil>
	// [2 1 3] <nil>
	// 1 <nil>
	// 1 <nil>
}

func ExampleJSONColumn() {
	ctx, db := pointeds()
	defer db.Close()

	rows, doc := testmodels.Pointeds, testmodels.Pointeds.Doc
	fmt.Println(kin.Select1(rows.Filter(doc.NotNull()), rows.ID).All(ctx, db))
	fmt.Println(rows.Filter(doc.IsNull()).Update(ctx, db, doc.Set(kin.JSON[testmodels.Document]{V: testmodels.Document{Name: "b"}})))
	fmt.Println(rows.AllRows().Update(ctx, db, doc.SetNull(), rows.Text.SetNull()))
	// Output:
	// [2] <nil>
	// 2 <nil>
	// 3 <nil>
}

// Deriving a query leaves the one that it is derived from as it was.
func ExampleQuery() {
	ctx, db := newsroom()
	defer db.Close()

	all := news.Articles.Query()
	printed := all.Filter(news.Articles.Publications.Any())
	fmt.Println(printed.Exclude(news.Articles.Headline.StartsWith("NASA")).All(ctx, db))
	fmt.Println(printed.Join(news.Articles.Publications.Rows()).Count(ctx, db))
	fmt.Println(printed.Defer(news.Articles.Headline).Count(ctx, db))
	fmt.Println(all.Count(ctx, db))
	fmt.Println(all.AllRows().Delete(ctx, db))
	// Output:
	// [Go is out] <nil>
	// 4 <nil>
	// 2 <nil>
	// 3 <nil>
	// 3 <nil>
}

func ExampleMany_Preload() {
	ctx, db := newsroom()
	defer db.Close()

	load := news.Articles.Publications.Preload(news.Publications.Articles.Preload(news.Articles.Author.Preload())).
		Filter(news.Publications.Title.Eq("Journal"))
	article, err := news.Articles.Filter(news.Articles.ID.Eq(1)).Preload(load).Get(ctx, db)
	exitOn(err)
	for _, other := range article.Publications.MustItems()[0].Articles.MustItems() {
		fmt.Println(other, "by", other.Author)
	}
	// Output:
	// Go is out by Ann Kim
	// NASA uses Go by Ann Kim
}

func ExampleRelatedOne() {
	ctx, db := with(blog.Models...)
	defer db.Close()

	ann := &blog.Person{Name: "Ann"}
	exitOn(blog.Persons.Create(ctx, db, ann))
	exitOn(blog.Passports.Create(ctx, db, &blog.Passport{Number: "C01", Holder: ann}))
	passport, err := ann.Passport.Get(ctx, db)
	exitOn(err)
	fmt.Println(passport.Number)
	fmt.Println(ann.Passport.Query().Filter(blog.Passports.Number.Eq("C02")).Exists(ctx, db))
	exitOn(blog.Persons.LoadAll(ctx, db, ann))
	fmt.Println(ann.Passport.MustItem().Number)
	// Output:
	// C01
	// false <nil>
	// C01
}

func ExampleToOne_With() {
	ctx, db := nodes()
	defer db.Close()

	node := &linkmodels.Node{Name: "leaf", Parent: &linkmodels.Node{Name: "branch", Parent: &linkmodels.Node{Name: "trunk"}}}
	parent := linkmodels.Nodes.Parent
	fmt.Println(kin.SaveGraph(ctx, db, node, parent.With(parent)))
	fmt.Println(linkmodels.Nodes.Filter(parent.Name.Eq("branch")).Count(ctx, db))
	// Output:
	// <nil>
	// 1 <nil>
}

func ExampleOfLinks() {
	ctx, db := with(atlas.Models...)
	defer db.Close()

	chess := &atlas.Club{Name: "Chess"}
	chess.Members.HoldLinks(kin.Linked[atlas.Person, atlas.Membership]{
		Target: &atlas.Person{Name: "Ann"}, Link: atlas.Membership{Inviter: &atlas.Person{Name: "Cid"}},
	})
	members := atlas.Clubs.Members
	fmt.Println(kin.SaveGraph(ctx, db, chess, members.With(kin.OfLinks(members, atlas.Memberships.Inviter))))
	fmt.Println(atlas.Memberships.Filter(atlas.Memberships.Inviter.Name.Eq("Cid")).Count(ctx, db))
	// Output:
	// <nil>
	// 1 <nil>
}

func ExampleTableWriter_DeletePlan() {
	ctx, db := newsroom()
	defer db.Close()

	kim, err := news.Authors.Get(ctx, db, 1)
	exitOn(err)
	plan, err := news.Authors.DeletePlan(ctx, db, kim)
	fmt.Println(plan, err)
	fmt.Println(plan.CanDelete())
	// Output:
	// delete 1 row of Author
	//   set null     Article.Author: 2 rows of Article <nil>
	// true
}

// ExampleArray stores a list in a column and asks for its elements.
func ExampleArray() {
	ctx, db := lamps()
	rows := []*testmodels.Pointed{{Tags: &kin.Array[string]{"go", "sql"}}, {Tags: &kin.Array[string]{"go"}}, {}}
	fmt.Println(testmodels.Pointeds.CreateMany(ctx, db, rows))
	m := testmodels.Pointeds
	fmt.Println(m.Filter(m.Tags.Contains("go", "sql")).Count(ctx, db))
	fmt.Println(m.Filter(m.Tags.Overlaps("go", "c")).Count(ctx, db))
	fmt.Println(m.Filter(m.Tags.IsNull()).Count(ctx, db))
	fmt.Println(m.Filter(m.Tags.NotNull()).Update(ctx, db, m.Tags.Set(kin.Array[string]{"new"})))
	fmt.Println(m.Filter(m.Tags.Contains("new")).Update(ctx, db, m.Tags.SetNull()))
	// Output:
	// <nil>
	// 1 <nil>
	// 2 <nil>
	// 1 <nil>
	// 2 <nil>
	// 2 <nil>
}
