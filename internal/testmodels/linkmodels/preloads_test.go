package linkmodels_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/kintest"
)

// TestPreloadBudgets preloads relations of every kind, from both ends, for one object
// and for ten thousand: the query and one statement for each relation and level.
func TestPreloadBudgets(t *testing.T) {
	byLevel := lm.Nodes.Trusts.ByLink(lm.Trusts.Level.Desc())
	fromNodes := []struct {
		name       string
		statements int
		of         kin.Preloader[*lm.Node]
	}{
		{"through", 2, lm.Nodes.Trusts},
		{"through, reverse end", 2, lm.Nodes.TrustedBy},
		{"through, limited", 2, lm.Nodes.Trusts.OrderBy(byLevel).Limit(1)},
		{"through, reverse end, limited", 2, lm.Nodes.TrustedBy.Limit(1)},
		{"through, some columns of the link", 2, lm.Nodes.Trusts.OnlyLink(lm.Trusts.Note)},
		{"symmetric through", 2, lm.Nodes.Allies},
		{"symmetric through, limited", 2, lm.Nodes.Allies.Limit(1)},
		{"symmetric through, by its links", 2, lm.Nodes.Allies.Filter(lm.Nodes.Allies.LinkWhere(lm.Pacts.Note.Eq("new")))},
		{"symmetric", 2, lm.Nodes.Friends},
		{"numbered links", 2, lm.Nodes.Follows},
		{"numbered links, reverse end", 2, lm.Nodes.Followers},
		{"plain", 2, lm.Nodes.Labels},
		{"plain, limited", 2, lm.Nodes.Labels.Limit(1)},
		{"through to another model", 2, lm.Nodes.Tags},
		{"parent", 2, lm.Nodes.Parent},
		{"parents to a depth", 4, kin.Depth(lm.Nodes.Parent, 3)},
		{"children, limited", 2, lm.Nodes.Children.Limit(1)},
		{"two levels", 3, lm.Nodes.Tags.Preload(lm.Tags.Tagged.Limit(2))},
	}
	fromTags := []struct {
		name string
		of   kin.Preloader[*lm.Tag]
	}{
		{"plain, reverse end", lm.Tags.Nodes},
		{"through, reverse end, of another model", lm.Tags.Tagged},
		{"through, reverse end, limited, of another model", lm.Tags.Tagged.Limit(1)},
	}
	onEach(t, func(t *testing.T, db *kin.DB) {
		sizes := []int{1, 1000, 10_000}
		if testing.Short() {
			sizes = sizes[:2]
		}
		fillNodes(t, db, sizes[len(sizes)-1])
		counted, counter := kintest.Count(db)
		budget := func(name string, n, found, want int, err error) {
			t.Helper()
			if err != nil || found != n || counter.N() != want {
				t.Errorf("%s: %d of %d objects in %d statements, want %d, %v: %q", name, found, n, counter.N(), want, err, counter.SQL())
			}
			counter.Reset()
		}
		for _, n := range sizes {
			for _, kind := range fromNodes {
				list, err := lm.Nodes.Preload(kind.of).OrderBy(lm.Nodes.ID.Desc()).Limit(n).All(t.Context(), counted)
				budget(kind.name, n, len(list), kind.statements, err)
			}
			for _, kind := range fromTags {
				list, err := lm.Tags.Preload(kind.of).OrderBy(lm.Tags.ID.Desc()).Limit(n).All(t.Context(), counted)
				budget(kind.name, n, len(list), 2, err)
			}
		}
		last, err := lm.Nodes.Preload(lm.Nodes.Trusts, lm.Nodes.Allies.Limit(1), lm.Nodes.Tags).OrderBy(lm.Nodes.ID.Desc()).Limit(2).All(t.Context(), db)
		if err != nil || len(last) != 2 {
			t.Fatal(len(last), err)
		}
		for _, n := range last {
			if trusts, allies, tags := n.Trusts.MustLinks(), n.Allies.MustLinks(), n.Tags.MustLinks(); len(trusts) != 1 || len(allies) != 1 || len(tags) != 1 ||
				trusts[0].Target.ID >= n.ID || trusts[0].Link.Note != "new" || allies[0].Link.Note != "new" || tags[0].Target.Name != n.Name {
				t.Errorf("%s: %v, %v, %v", n.Name, trusts, allies, tags)
			}
		}
	})
}

// fillNodes makes nodes in a row, each related to the one before by every relation,
// and to a tag of its name.
func fillNodes(t *testing.T, db *kin.DB, n int) {
	t.Helper()
	ctx := t.Context()
	list, named := make([]*lm.Node, n), make([]*lm.Tag, n)
	for i := range n {
		name := fmt.Sprint(i)
		list[i], named[i] = &lm.Node{Name: name}, &lm.Tag{Name: name}
	}
	done := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	done(lm.Nodes.CreateMany(ctx, db, list))
	done(lm.Tags.CreateMany(ctx, db, named))
	before, tagged := make([]kin.Pair[*lm.Node, *lm.Node], n-1), make([]kin.Pair[*lm.Node, *lm.Tag], n)
	for i, node := range list {
		tagged[i] = kin.Pair[*lm.Node, *lm.Tag]{Owner: node, Target: named[i]}
		if i > 0 {
			node.Parent = list[i-1]
			before[i-1] = kin.Pair[*lm.Node, *lm.Node]{Owner: node, Target: list[i-1]}
		}
	}
	done(lm.Nodes.UpdateMany(ctx, db, list[1:], lm.Nodes.ParentID))
	for _, r := range []interface {
		Link(context.Context, kin.Executor, ...kin.Pair[*lm.Node, *lm.Node]) (int64, error)
	}{lm.Nodes.Friends, lm.Nodes.Follows, lm.Nodes.Trusts, lm.Nodes.Allies} {
		if added, err := r.Link(ctx, db, before...); err != nil || added != int64(n-1) {
			t.Fatal(added, err)
		}
	}
	for _, r := range []interface {
		Link(context.Context, kin.Executor, ...kin.Pair[*lm.Node, *lm.Tag]) (int64, error)
	}{lm.Nodes.Labels, lm.Nodes.Tags} {
		if added, err := r.Link(ctx, db, tagged...); err != nil || added != int64(n) {
			t.Fatal(added, err)
		}
	}
}

// TestPreloadOfRepeatedLinks: a set of many owners, too, holds a target once, however
// often a pair is linked.
func TestPreloadOfRepeatedLinks(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		list := make([]*lm.Node, 1100)
		for i := range list {
			list[i] = &lm.Node{}
		}
		for _, err := range []error{
			lm.Nodes.CreateMany(t.Context(), db, list),
			lm.Words.CreateMany(t.Context(), db, []*lm.Word{{Text: "a", Slug: "a"}, {Text: "b", Slug: "b"}}),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		conn, err := db.Driver().Acquire(t.Context(), dialect.Write)
		if err != nil {
			t.Fatal(err)
		}
		err = conn.Script(t.Context(), "INSERT INTO nodes_words (node_id, word_id) SELECT n.id, w.text FROM nodes n CROSS JOIN words w; "+
			"INSERT INTO nodes_words (node_id, word_id) SELECT id, 'a' FROM nodes")
		conn.Release()
		if err != nil {
			t.Fatal(err)
		}
		loaded, err := lm.Nodes.Preload(lm.Nodes.Words).All(t.Context(), db)
		if err != nil || len(loaded) != len(list) {
			t.Fatal(len(loaded), err)
		}
		for _, n := range loaded {
			if w := n.Words.MustItems(); len(w) != 2 || w[0].Text != "a" || w[1].Text != "b" {
				t.Fatalf("node %d has %d words", n.ID, len(w))
			}
		}
	})
}
