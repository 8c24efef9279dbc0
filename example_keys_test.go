package kin_test

import (
	"context"
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
	"github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/sqlite"
)

func ExampleHasAnyKeys() {
	ctx, db := newsroom()
	defer db.Close()

	linked := news.Articles.Publications
	fmt.Println(news.Articles.Filter(kin.HasAnyKeys(linked, news.Publications.Keys(2, 3))).All(ctx, db))
	fmt.Println(news.Articles.Filter(kin.HasAllKeys(linked, news.Publications.Keys(1, 2))).All(ctx, db))
	fmt.Println(news.Articles.Filter(kin.HasExactlyKeys(linked, news.Publications.Keys(1))).All(ctx, db))
	fmt.Println(news.Articles.Filter(kin.SubsetOfKeys(linked, news.Publications.Keys(1))).All(ctx, db))
	// Output:
	// [NASA uses Go] <nil>
	// [NASA uses Go] <nil>
	// [Go is out] <nil>
	// [Go is out Weather] <nil>
}

func ExampleMany_HasAll() {
	ctx, db := newsroom()
	defer db.Close()

	publications, err := news.Publications.All(ctx, db) // Journal, Science News, Science Weekly
	exitOn(err)
	linked := news.Articles.Publications
	fmt.Println(news.Articles.Filter(linked.HasAll(publications...)).All(ctx, db))
	fmt.Println(news.Articles.Filter(linked.HasExactly(publications[0])).All(ctx, db))
	fmt.Println(news.Articles.Filter(linked.SubsetOf(publications[0])).All(ctx, db))
	fmt.Println(news.Articles.Filter(linked.None(news.Publications.Title.Eq("Journal"))).All(ctx, db))
	// Output:
	// [NASA uses Go] <nil>
	// [Go is out] <nil>
	// [Go is out Weather] <nil>
	// [Weather] <nil>
}

func ExampleIsKey() {
	ctx, db := newsroom()
	defer db.Close()

	fmt.Println(news.Articles.Filter(kin.IsKey(news.Articles.Author, news.Authors.Keys(1))).All(ctx, db))
	fmt.Println(news.Articles.Filter(news.Articles.Author.None()).All(ctx, db))
	// Output:
	// [Go is out NASA uses Go] <nil>
	// [Weather] <nil>
}

func ExampleReverse() {
	ctx, db := newsroom()
	defer db.Close()

	// The end that a model of another package cannot have a field for.
	printed := kin.Reverse(news.Articles.Publications)
	fmt.Println(news.Publications.Filter(printed.Any(news.Articles.Headline.StartsWith("NASA"))).Count(ctx, db))
	// Output:
	// 3 <nil>
}

// nodes returns a database with the tree 1 > 2 > 3 and 1 > 4. Their scores are 10,
// 20, 30 and 40, and 2 trusts 4 at level 5.
func nodes() (context.Context, *kin.DB) {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, ":memory:")
	exitOn(err)
	exitOn(kin.CreateTables(ctx, db, linkmodels.Models...))
	parent := []*int64{nil, new(int64(1)), new(int64(2)), new(int64(1))}
	for i, name := range []string{"root", "a", "b", "c"} {
		exitOn(linkmodels.Nodes.Create(ctx, db, &linkmodels.Node{Name: name, Score: int64(10 * (i + 1)), ParentID: parent[i]}))
	}
	a, err := linkmodels.Nodes.Get(ctx, db, 2)
	exitOn(err)
	c, err := linkmodels.Nodes.Get(ctx, db, 4)
	exitOn(err)
	_, err = a.Trusts.AddWith(ctx, db, linkmodels.Trust{Level: new(int64(5))}, c)
	exitOn(err)
	return ctx, db
}

func ExampleReachable() {
	ctx, db := nodes()
	defer db.Close()

	name := linkmodels.Nodes.Name
	root, err := linkmodels.Nodes.Get(ctx, db, 1)
	exitOn(err)
	fmt.Println(kin.Select1(linkmodels.Nodes.Filter(kin.Reachable(linkmodels.Nodes.Children, root)), name).All(ctx, db))
	above := kin.ReachableKeys(linkmodels.Nodes.Parent, linkmodels.Nodes.Keys(3))
	fmt.Println(kin.Select1(linkmodels.Nodes.Filter(above), name).All(ctx, db))
	// Output:
	// [a b c] <nil>
	// [root a] <nil>
}

func ExampleDepth() {
	ctx, db := nodes()
	defer db.Close()

	root, err := linkmodels.Nodes.Filter(linkmodels.Nodes.ParentID.IsNull()).
		Preload(kin.Depth(linkmodels.Nodes.Children, 2)).
		Get(ctx, db)
	exitOn(err)
	for _, child := range root.Children.MustItems() {
		fmt.Println(child.Name, len(child.Children.MustItems()))
	}
	// Output:
	// a 1
	// c 0
}

func ExampleEqCol() {
	ctx, db := nodes()
	defer db.Close()

	id, parent, score := linkmodels.Nodes.ID, linkmodels.Nodes.ParentID, linkmodels.Nodes.Score
	fmt.Println(linkmodels.Nodes.Filter(kin.EqCol(id, score)).Count(ctx, db))
	fmt.Println(linkmodels.Nodes.Filter(kin.LtCol(parent, id)).Count(ctx, db))
	fmt.Println(linkmodels.Nodes.Filter(kin.LeCol(score, id)).Count(ctx, db))
	// Output:
	// 0 <nil>
	// 3 <nil>
	// 0 <nil>
}

func ExampleSetCol() {
	ctx, db := nodes()
	defer db.Close()

	id, score := linkmodels.Nodes.ID, linkmodels.Nodes.Score
	for _, change := range []kin.Assign[*linkmodels.Node]{
		kin.AddCol(score, id), kin.SubCol(score, id), kin.MulCol(score, id), kin.SetCol(score, id),
		score.Add(2), score.Sub(1), score.Mul(3), score.Set(7),
	} {
		_, err := linkmodels.Nodes.AllRows().Update(ctx, db, change)
		exitOn(err)
		fmt.Println(kin.Select1(linkmodels.Nodes.Query(), score).All(ctx, db))
	}
	// Output:
	// [11 22 33 44] <nil>
	// [10 20 30 40] <nil>
	// [10 40 90 160] <nil>
	// [1 2 3 4] <nil>
	// [3 4 5 6] <nil>
	// [2 3 4 5] <nil>
	// [6 9 12 15] <nil>
	// [7 7 7 7] <nil>
}

func ExampleNumberColumn() {
	ctx, db := nodes()
	defer db.Close()

	score := linkmodels.Nodes.Score
	for _, where := range []kin.Pred[*linkmodels.Node]{
		score.Eq(20), score.Ne(20), score.Lt(20), score.Le(20), score.Gt(20), score.Ge(20),
		score.Between(15, 35), score.In(10, 40), score.NotIn(10, 40), score.NotNull(), score.IsNull(),
		linkmodels.Nodes.ParentID.InPtr(nil, new(int64(2))),
	} {
		fmt.Println(kin.Select1(linkmodels.Nodes.Filter(where), score).All(ctx, db))
	}
	last := linkmodels.Nodes.OrderBy(linkmodels.Nodes.ParentID.Asc().NullsLast(), score.Desc())
	fmt.Println(kin.Select1(last, score).All(ctx, db))
	_, err := linkmodels.Nodes.Filter(score.Gt(20)).Update(ctx, db, linkmodels.Nodes.ParentID.SetNull())
	fmt.Println(err)
	first := linkmodels.Nodes.OrderBy(linkmodels.Nodes.ParentID.Desc().NullsFirst(), score.Asc())
	fmt.Println(kin.Select1(first, score).All(ctx, db))
	// Output:
	// [20] <nil>
	// [10 30 40] <nil>
	// [10] <nil>
	// [10 20] <nil>
	// [30 40] <nil>
	// [20 30 40] <nil>
	// [20 30] <nil>
	// [10 40] <nil>
	// [20 30] <nil>
	// [10 20 30 40] <nil>
	// [] <nil>
	// [10 30] <nil>
	// [40 20 30 10] <nil>
	// <nil>
	// [10 30 40 20] <nil>
}

func ExampleTextColumn() {
	ctx, db := newsroom()
	defer db.Close()

	headline := news.Articles.Headline
	for _, where := range []kin.Pred[*news.Article]{
		headline.Eq("Weather"), headline.Ne("Weather"), headline.In("Weather", "x"), headline.NotIn("Weather"),
		headline.Contains("uses"), headline.StartsWith("Go"), headline.EndsWith("Go"),
		headline.IEq("WEATHER"), headline.IContains("USES"), headline.IStartsWith("go"), headline.IEndsWith("go"),
		headline.Lt("NASA"), headline.Le("Go is out"), headline.Gt("NASA"), headline.Ge("Weather"), headline.Between("H", "X"),
		headline.NotNull(), headline.IsNull(), headline.InPtr(new("Weather")),
		kin.Or(headline.Eq("Weather"), kin.Not(headline.Contains("Go"))),
	} {
		fmt.Println(news.Articles.Filter(where).All(ctx, db))
	}
	fmt.Println(news.Articles.OrderBy(headline.Desc()).Last(ctx, db))
	// Output:
	// [Weather] <nil>
	// [Go is out NASA uses Go] <nil>
	// [Weather] <nil>
	// [Go is out NASA uses Go] <nil>
	// [NASA uses Go] <nil>
	// [Go is out] <nil>
	// [NASA uses Go] <nil>
	// [Weather] <nil>
	// [NASA uses Go] <nil>
	// [Go is out] <nil>
	// [NASA uses Go] <nil>
	// [Go is out] <nil>
	// [Go is out] <nil>
	// [NASA uses Go Weather] <nil>
	// [Weather] <nil>
	// [NASA uses Go Weather] <nil>
	// [Go is out NASA uses Go Weather] <nil>
	// [] <nil>
	// [Weather] <nil>
	// [Weather] <nil>
	// Go is out <nil>
}
