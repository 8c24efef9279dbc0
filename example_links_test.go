package kin_test

import (
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels/linkmodels"
)

func ExampleVia() {
	ctx, db := nodes()
	defer db.Close()

	trusts := linkmodels.Nodes.Trusts
	rows := linkmodels.Nodes.Join(trusts.Rows(trusts.LinkWhere(linkmodels.Trusts.Level.Gt(1))))
	fmt.Println(kin.Select3(rows, linkmodels.Nodes.Name,
		kin.Via(trusts, linkmodels.Nodes.Name),
		kin.ViaLink(trusts, linkmodels.Trusts.Note),
	).All(ctx, db))
	// Output:
	// [{a c new}] <nil>
}

func ExampleManyThrough_LinkWhere() {
	ctx, db := nodes()
	defer db.Close()

	trusts, level := linkmodels.Nodes.Trusts, linkmodels.Trusts.Level
	q := linkmodels.Nodes.Filter(trusts.Any(trusts.LinkWhere(level.Gt(1)), linkmodels.Nodes.Name.Eq("c"))).
		Preload(trusts.OnlyLink(level).OrderBy(trusts.ByLink(level.Desc())).Limit(2))
	node, err := q.Get(ctx, db)
	exitOn(err)
	for _, l := range node.Trusts.MustLinks() {
		fmt.Println(node.Name, "trusts", l.Target.Name, *l.Link.Level, l.Link.Note == "")
	}
	node, err = linkmodels.Nodes.Filter(linkmodels.Nodes.ID.Eq(2)).Preload(trusts.DeferLink(level)).Get(ctx, db)
	exitOn(err)
	links, err := node.Trusts.Links()
	fmt.Println(links[0].Link.Level, links[0].Link.Note, err)
	// Output:
	// a trusts c 5 true
	// <nil> new <nil>
}

func ExampleThrough_AddWith() {
	ctx, db := nodes()
	defer db.Close()

	b, err := linkmodels.Nodes.Get(ctx, db, 3)
	exitOn(err)
	c, err := linkmodels.Nodes.Get(ctx, db, 4)
	exitOn(err)
	level := func(n int64) linkmodels.Trust { return linkmodels.Trust{Level: new(n)} }
	fmt.Println(b.Trusts.AddWith(ctx, db, level(1), c))
	fmt.Println(b.Trusts.AddLinks(ctx, db, kin.Update, kin.Linked[linkmodels.Node, linkmodels.Trust]{Target: c, Link: level(2)}))
	fmt.Println(b.Trusts.UpdateLinks(ctx, db, linkmodels.Nodes.Name.Eq("c"), linkmodels.Trusts.Level.Set(3)))
	fmt.Println(b.Trusts.CreateWith(ctx, db, level(4), &linkmodels.Node{Name: "d"}))
	fmt.Println(b.Trusts.SetWith(ctx, db, level(5), c)) // a link that stays keeps its values
	fmt.Println(linkmodels.Trusts.Count(ctx, db))
	// Output:
	// 1 <nil>
	// 0 <nil>
	// 1 <nil>
	// <nil>
	// {0 1} <nil>
	// 2 <nil>
}
