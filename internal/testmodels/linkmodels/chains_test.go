package linkmodels_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
)

// A walk leads from a node to nodes, as often to one as there are ways to it.
type walk struct {
	name  string
	reach kin.Reach[*lm.Node, *lm.Node]
	next  func(id int64) []int64
}

// relate links more nodes, by the relations that a world has not: with columns, of
// the model to itself.
func (w *world) relate(rt *rapid.T) (trusts, allies map[pair]bool) {
	trusts, allies = map[pair]bool{}, map[pair]bool{}
	for range rapid.IntRange(0, 5).Draw(rt, "trusts and allies") {
		n, m := rapid.SampledFrom(w.nodes).Draw(rt, "node"), rapid.SampledFrom(w.nodes).Draw(rt, "other")
		_, err := n.Trusts.Add(ctx, w.db, m)
		check(rt, err)
		_, err = m.Allies.Add(ctx, w.db, n)
		check(rt, err)
		trusts[pair{n.ID, m.ID}], allies[pair{n.ID, m.ID}], allies[pair{m.ID, n.ID}] = true, true, true
	}
	return trusts, allies
}

// steps are the walks over one relation, of each kind, and two over tags.
func (w *world) steps(trusts, allies map[pair]bool) []walk {
	n := lm.Nodes
	along := func(links map[pair]bool) func(int64) []int64 {
		return func(id int64) (out []int64) {
			for p := range links {
				if p.owner == id {
					out = append(out, p.target)
				}
			}
			return out
		}
	}
	turned := func(links map[pair]bool) map[pair]bool {
		out := map[pair]bool{}
		for p := range links {
			out[pair{p.target, p.owner}] = true
		}
		return out
	}
	up := map[pair]bool{}
	for child, parent := range w.parentOf {
		up[pair{child, parent}] = true
	}
	sharing := func(id int64) (out []int64) { // once for each tag that both have
		for p := range w.tagged {
			for q := range w.tagged {
				if p.owner == id && q.target == p.target {
					out = append(out, q.owner)
				}
			}
		}
		return out
	}
	return []walk{
		{"parent", n.Parent, along(up)}, {"children", n.Children, along(turned(up))},
		{"friends", n.Friends, along(w.friends)}, {"follows", n.Follows, along(w.follows)}, {"followers", n.Followers, along(turned(w.follows))},
		{"trusts", n.Trusts, along(trusts)}, {"trusted by", n.TrustedBy, along(turned(trusts))}, {"allies", n.Allies, along(allies)},
		{"of the same tags", kin.Then(n.Tags, lm.Tags.Tagged), sharing},
		{"links and their nodes", kin.Then(kin.Then(kin.LinksOf(n.Tags), lm.Taggings.Tag), lm.Tags.Tagged), sharing},
	}
}

// drawWalk draws one to four steps, some with a condition, put together in any order.
func (w *world) drawWalk(rt *rapid.T, steps []walk, most int) walk {
	if most > 1 && rapid.Bool().Draw(rt, "two walks") {
		first := w.drawWalk(rt, steps, most/2)
		second := w.drawWalk(rt, steps, most/2)
		return walk{first.name + ", " + second.name, kin.Then(first.reach, second.reach), func(id int64) (out []int64) {
			for _, m := range first.next(id) {
				out = append(out, second.next(m)...)
			}
			return out
		}}
	}
	s := rapid.SampledFrom(steps).Draw(rt, "step")
	if rapid.Bool().Draw(rt, "all rows") {
		return s
	}
	least := rapid.Int64Range(0, 3).Draw(rt, "least score")
	return walk{fmt.Sprintf("%s of %d", s.name, least), kin.Where(s.reach, lm.Nodes.Score.Ge(least)), func(id int64) []int64 {
		return w.scored(s.next(id), least)
	}}
}

// scored returns the keys of those nodes that have a score of least or more.
func (w *world) scored(ids []int64, least int64) []int64 {
	return slices.DeleteFunc(slices.Clone(ids), func(id int64) bool { return w.node(id).Score < least })
}

// TestAggregatesOverChains compares aggregates over random chains of relations of
// every kind with what counting the ways by hand gives.
func TestAggregatesOverChains(t *testing.T) { onEach(t, testAggregatesOverChains) }

func testAggregatesOverChains(t *testing.T, db *kin.DB) {
	rtDB = db
	property(t, db, func(rt *rapid.T) {
		w := newWorld(rt, rtDB)
		steps := w.steps(w.relate(rt))
		for range 8 {
			way := w.drawWalk(rt, steps, 4)
			w.compareRows(rt, way, rapid.Int64Range(0, 3).Draw(rt, "least"))
			w.compareLinks(rt, way)
			w.compareValues(rt, way, rapid.Int64Range(0, 3).Draw(rt, "least"))
		}
	})
}

// compareRows compares aggregates over the nodes that a walk leads to, read three at
// once, in a condition and in an order.
func (w *world) compareRows(rt *rapid.T, way walk, least int64) {
	good := lm.Nodes.Score.Ge(least)
	count, sum := kin.Then(way.reach, kin.Where(lm.Nodes.Parent)).Count(), kin.Sum(way.reach, lm.Nodes.Score, good)
	different := kin.CountDistinct(way.reach, good)
	got, err := kin.Select3(lm.Nodes.OrderBy(different.Desc(), lm.Nodes.ID.Asc()), count, different, kin.Nullable(sum)).All(ctx, w.db)
	check(rt, err)
	type row struct {
		id, count, different int64
		sum                  *int64
	}
	var want []row
	var in []int64
	for _, n := range w.nodes {
		r := row{id: n.ID}
		for _, id := range way.next(n.ID) {
			if _, ok := w.parentOf[id]; ok {
				r.count++
			}
		}
		at := w.scored(way.next(n.ID), least)
		for _, id := range at {
			r.sum = new(w.node(id).Score + *cmp.Or(r.sum, new(int64)))
		}
		slices.Sort(at)
		r.different = int64(len(slices.Compact(at)))
		want = append(want, r)
		if r.different > 1 {
			in = append(in, n.ID)
		}
	}
	slices.SortStableFunc(want, func(a, b row) int { return int(b.different - a.different) })
	for i, r := range want {
		g := got[i]
		if g.A != r.count || g.B != r.different || (g.C == nil) != (r.sum == nil) || r.sum != nil && *g.C != *r.sum {
			rt.Fatalf("%s, node %d, least %d: %d with a parent, %d different, a sum of %v; not %d, %d and %v", way.name, r.id, least, g.A, g.B, g.C, r.count, r.different, r.sum)
		}
	}
	sameKeys(rt, way.name, keysOf(rt, nodes, lm.Nodes.Filter(different.Gt(1))), nil, in)
}

// compareLinks compares aggregates over the links of the nodes that a walk leads to.
func (w *world) compareLinks(rt *rapid.T, way walk) {
	links := kin.Then(way.reach, kin.LinksOf(lm.Nodes.Tags))
	got, err := kin.Select3(lm.Nodes.Query(), lm.Nodes.ID, links.Count(), kin.Nullable(kin.Max(links, lm.Taggings.Level))).All(ctx, w.db)
	check(rt, err)
	for _, g := range got {
		var count int64
		var most *int64
		for _, id := range way.next(g.A) {
			for p, v := range w.tagged {
				if p.owner != id {
					continue
				}
				count++
				if v.level != none && (most == nil || v.level > *most) {
					most = new(v.level)
				}
			}
		}
		if g.B != count || (g.C == nil) != (most == nil) || most != nil && *g.C != *most {
			rt.Fatalf("%s, then the links to tags of node %d: %d, of which the level is %v at most; not %d and %v", way.name, g.A, g.B, g.C, count, most)
		}
	}
}

// compareValues compares aggregates over the different scores of the nodes that a
// walk leads to.
func (w *world) compareValues(rt *rapid.T, way walk, least int64) {
	good := lm.Nodes.Score.Ge(least)
	sum, avg := kin.SumDistinct(way.reach, lm.Nodes.Score, good), kin.AvgDistinct(way.reach, lm.Nodes.Score, good)
	got, err := kin.Select3(lm.Nodes.Query(), lm.Nodes.ID, kin.Nullable(sum), kin.Nullable(avg)).All(ctx, w.db)
	check(rt, err)
	for _, g := range got {
		different := map[int64]bool{}
		var total int64
		for _, id := range w.scored(way.next(g.A), least) {
			if score := w.node(id).Score; !different[score] {
				different[score] = true
				total += score
			}
		}
		n := len(different)
		switch {
		case (g.B == nil) != (n == 0), (g.C == nil) != (n == 0):
			rt.Fatalf("%s, node %d: sum %v and average %v of %d scores", way.name, g.A, g.B, g.C, n)
		case n > 0 && (*g.B != total || *g.C != float64(total)/float64(n)):
			rt.Fatalf("%s, node %d: sum %d and average %g, not %d of %d scores", way.name, g.A, *g.B, *g.C, total, n)
		}
	}
}
