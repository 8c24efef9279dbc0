package linkmodels_test

import (
	"cmp"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
)

// A world is nodes and tags with links, in the database and in memory.
type world struct {
	db       *kin.DB
	nodes    []*lm.Node
	tags     []*lm.Tag
	tagged   map[pair]value // of a node and a tag
	follows  map[pair]bool
	friends  map[pair]bool // both directions
	parentOf map[int64]int64
}

func newWorld(rt *rapid.T, db *kin.DB) *world {
	_, err := lm.Nodes.AllRows().Delete(ctx, db)
	check(rt, err)
	_, err = lm.Tags.AllRows().Delete(ctx, db)
	check(rt, err)
	w := &world{db: db, tagged: map[pair]value{}, follows: map[pair]bool{}, friends: map[pair]bool{}, parentOf: map[int64]int64{}}
	for range 5 {
		w.nodes = append(w.nodes, &lm.Node{Score: rapid.Int64Range(0, 3).Draw(rt, "score")})
		w.tags = append(w.tags, &lm.Tag{Score: rapid.Int64Range(0, 3).Draw(rt, "score")})
	}
	check(rt, lm.Nodes.CreateMany(ctx, db, w.nodes))
	check(rt, lm.Tags.CreateMany(ctx, db, w.tags))
	for range rapid.IntRange(0, 12).Draw(rt, "links") {
		n, m := rapid.SampledFrom(w.nodes).Draw(rt, "node"), rapid.SampledFrom(w.nodes).Draw(rt, "other")
		t, v := rapid.SampledFrom(w.tags).Draw(rt, "tag"), drawValue(rt)
		_, err := n.Tags.AddLinks(ctx, db, kin.Update, kin.Linked[lm.Tag, lm.Tagging]{Target: t, Link: taggings.make(v)})
		check(rt, err)
		w.tagged[pair{n.ID, t.ID}] = v
		switch rapid.IntRange(0, 2).Draw(rt, "kind") {
		case 0:
			_, err = n.Follows.Add(ctx, db, m)
			w.follows[pair{n.ID, m.ID}] = true
		case 1:
			_, err = n.Friends.Add(ctx, db, m)
			w.friends[pair{n.ID, m.ID}], w.friends[pair{m.ID, n.ID}] = true, true
		case 2:
			n.ParentID = &m.ID
			err = lm.Nodes.Save(ctx, db, n)
			w.parentOf[n.ID] = m.ID
		}
		check(rt, err)
	}
	return w
}

func (w *world) node(id int64) *lm.Node { return byID(w.nodes, nodes.key, id) }
func (w *world) tag(id int64) *lm.Tag   { return byID(w.tags, tags.key, id) }

func byID[T any](list []T, key func(T) int64, id int64) T {
	return list[slices.IndexFunc(list, func(x T) bool { return key(x) == id })]
}

func sameKeys(rt *rapid.T, what string, got []int64, err error, want []int64) {
	rt.Helper()
	check(rt, err)
	if !slices.Equal(got, want) {
		rt.Fatalf("%s: %v, not %v", what, got, want)
	}
}

func keysOf[R any](rt *rapid.T, s side[R], q *kin.Query[*R]) []int64 {
	rt.Helper()
	list, err := q.All(ctx, rtDB)
	check(rt, err)
	out := make([]int64, len(list))
	for i, obj := range list {
		out[i] = s.key(obj)
	}
	return out
}

// rtDB is the database of the running test.
var rtDB *kin.DB

// A linkCond is a condition on a target and its link, and what it means.
type linkCond[T any] struct {
	pred kin.Pred[*T]
	eval func(score int64, v value) bool
}

// drawLinkCond draws a condition: on the link, on the target, or on both by any logic.
func drawLinkCond[T any](rt *rapid.T, link func(...kin.Pred[*lm.Tagging]) kin.Pred[*T], s side[T], depth int) linkCond[T] {
	n := rapid.Int64Range(-1, 3).Draw(rt, "n")
	kind := rapid.IntRange(0, 6).Draw(rt, "condition")
	if depth == 0 {
		kind %= 4
	}
	switch kind {
	case 0:
		return linkCond[T]{link(lm.Taggings.Level.Gt(n)), func(_ int64, v value) bool { return v.level != none && v.level > n }}
	case 1:
		return linkCond[T]{link(lm.Taggings.Level.Ne(n)), func(_ int64, v value) bool { return v.level == none || v.level != n }}
	case 2:
		return linkCond[T]{link(lm.Taggings.Level.IsNull(), lm.Taggings.Note.Eq("a")), func(_ int64, v value) bool { return v == value{none, "a"} }}
	case 3:
		return linkCond[T]{s.score.Gt(n), func(score int64, _ value) bool { return score > n }}
	}
	a, b := drawLinkCond(rt, link, s, depth-1), drawLinkCond(rt, link, s, depth-1)
	switch kind {
	case 4:
		return linkCond[T]{kin.And(a.pred, b.pred), func(score int64, v value) bool { return a.eval(score, v) && b.eval(score, v) }}
	case 5:
		return linkCond[T]{kin.Or(a.pred, b.pred), func(score int64, v value) bool { return a.eval(score, v) || b.eval(score, v) }}
	default:
		return linkCond[T]{kin.Not(a.pred), func(score int64, v value) bool { return !a.eval(score, v) }}
	}
}

// TestLinkConditions compares Any, None, Every and counts with conditions on links,
// from both ends, with their meaning.
func TestLinkConditions(t *testing.T) { onEach(t, testLinkConditions) }

func testLinkConditions(t *testing.T, db *kin.DB) {
	rtDB = db
	property(t, db, func(rt *rapid.T) {
		w := newWorld(rt, rtDB)
		byTag := drawLinkCond(rt, lm.Nodes.Tags.LinkWhere, tags, 2)
		byNode := drawLinkCond(rt, lm.Tags.Tagged.LinkWhere, nodes, 2)
		quantified(rt, nodes, w.nodes, &lm.Nodes.Tags.Many, byTag, func(n *lm.Node) (all, good int64) {
			for p, v := range w.tagged {
				if p.owner == n.ID {
					all++
					if byTag.eval(w.tag(p.target).Score, v) {
						good++
					}
				}
			}
			return all, good
		})
		quantified(rt, tags, w.tags, &lm.Tags.Tagged.Many, byNode, func(t *lm.Tag) (all, good int64) {
			for p, v := range w.tagged {
				if p.target == t.ID {
					all++
					if byNode.eval(w.node(p.owner).Score, v) {
						good++
					}
				}
			}
			return all, good
		})
	})
}

// quantified checks each quantifier over the links of rows, of which count returns
// how many there are and how many fulfil the condition.
func quantified[R, T any](rt *rapid.T, s side[R], rows []*R, rel *kin.Many[*R, *T], c linkCond[T], count func(*R) (all, good int64)) {
	rt.Helper()
	few := rapid.Int64Range(0, 2).Draw(rt, "few")
	for name, q := range map[string]struct {
		pred kin.Pred[*R]
		want func(all, good int64) bool
	}{
		"any":   {rel.Any(c.pred), func(_, good int64) bool { return good > 0 }},
		"none":  {rel.None(c.pred), func(_, good int64) bool { return good == 0 }},
		"every": {rel.Every(c.pred), func(all, good int64) bool { return all == good }},
		"count": {rel.Count(c.pred).Gt(few), func(_, good int64) bool { return good > few }},
	} {
		var in, out []int64
		for _, row := range rows {
			if q.want(count(row)) {
				in = append(in, s.key(row))
			} else {
				out = append(out, s.key(row))
			}
		}
		sameKeys(rt, name, keysOf(rt, s, s.table.Filter(q.pred)), nil, in)
		sameKeys(rt, "not "+name, keysOf(rt, s, s.table.Filter(kin.Not(q.pred))), nil, out)
	}
}

// TestAggregatesAreIndependent selects aggregates over two relations at once, of
// rows that a condition over a third chooses.
func TestAggregatesAreIndependent(t *testing.T) { onEach(t, testAggregatesAreIndependent) }

func testAggregatesAreIndependent(t *testing.T, db *kin.DB) {
	rtDB = db
	property(t, db, func(rt *rapid.T) {
		w := newWorld(rt, rtDB)
		n := rapid.Int64Range(0, 3).Draw(rt, "n")
		q := lm.Nodes.Filter(lm.Nodes.Follows.Any(lm.Nodes.Score.Ge(n))).OrderBy(lm.Nodes.Friends.Count().Desc(), lm.Nodes.ID.Asc())
		rows, err := kin.Select3(q, lm.Nodes.ID, lm.Nodes.Tags.Count(), kin.Nullable(kin.Sum(lm.Nodes.Friends, lm.Nodes.Score))).All(ctx, w.db)
		check(rt, err)
		seen := map[int64]bool{}
		for _, r := range rows {
			if seen[r.A] {
				rt.Fatalf("node %d is there twice", r.A)
			}
			seen[r.A] = true
			var count int64
			for p := range w.tagged {
				if p.owner == r.A {
					count++
				}
			}
			var sum *int64
			for p := range w.friends {
				if p.owner == r.A {
					if sum == nil {
						sum = new(int64)
					}
					*sum += w.node(p.target).Score
				}
			}
			if r.B != count || (r.C == nil) != (sum == nil) || sum != nil && *r.C != *sum {
				rt.Fatalf("node %d: %d tags and a sum of %v, not %d and %v", r.A, r.B, r.C, count, sum)
			}
		}
		chosen := map[int64]bool{}
		for p := range w.follows {
			if w.node(p.target).Score >= n {
				chosen[p.owner] = true
			}
		}
		if !maps.Equal(seen, chosen) {
			rt.Fatalf("the nodes %v were found, want %v", seen, chosen)
		}
	})
}

// TestPreloadOfLinks: what is preloaded by conditions and orders of links, with a
// limit, is what a query for each owner finds.
func TestPreloadOfLinks(t *testing.T) { onEach(t, testPreloadOfLinks) }

func testPreloadOfLinks(t *testing.T, db *kin.DB) {
	rtDB = db
	property(t, db, func(rt *rapid.T) {
		w := newWorld(rt, rtDB)
		c := drawLinkCond(rt, lm.Nodes.Tags.LinkWhere, tags, 1)
		limit, offset := rapid.IntRange(0, 3).Draw(rt, "limit"), rapid.IntRange(0, 2).Draw(rt, "offset")
		byLink := lm.Nodes.Tags.ByLink(lm.Taggings.Level.Desc())
		load := lm.Nodes.Tags.Filter(c.pred).OrderBy(byLink, lm.Tags.ID.Asc()).Offset(offset).Limit(limit)
		list, err := lm.Nodes.Preload(load).All(ctx, w.db)
		check(rt, err)
		for _, n := range list {
			links := n.Tags.MustLinks()
			got := make([]int64, len(links))
			for i, l := range links {
				got[i] = l.Target.ID
				if v := taggings.value(l.Link); v != w.tagged[pair{n.ID, l.Target.ID}] {
					rt.Fatalf("node %d, tag %d: the link is %v", n.ID, l.Target.ID, v)
				}
			}
			sameKeys(rt, "a query of the set", got, nil, keysOf(rt, tags, n.Tags.Filter(c.pred).OrderBy(byLink, lm.Tags.ID.Asc()).Offset(offset).Limit(limit)))
			sameKeys(rt, "the naive model", got, nil, w.tagsOf(n, c, offset, limit))
		}
	})
}

// tagsOf returns the keys of the tags of a node by a condition, by level, the highest
// first and none last.
func (w *world) tagsOf(n *lm.Node, c linkCond[lm.Tag], offset, limit int) []int64 {
	var out []int64
	for p, v := range w.tagged {
		if p.owner == n.ID && c.eval(w.tag(p.target).Score, v) {
			out = append(out, p.target)
		}
	}
	slices.SortFunc(out, func(a, b int64) int {
		return cmp.Or(cmp.Compare(w.tagged[pair{n.ID, b}].level, w.tagged[pair{n.ID, a}].level), cmp.Compare(a, b))
	})
	out = out[min(offset, len(out)):]
	return out[:min(limit, len(out))]
}

// TestReachable compares what is reached over relations of a model to itself, which
// may lead round, with the closure of the pairs.
func TestReachable(t *testing.T) { onEach(t, testReachable) }

func testReachable(t *testing.T, db *kin.DB) {
	rtDB = db
	property(t, db, func(rt *rapid.T) {
		w := newWorld(rt, rtDB)
		up, down, back := map[pair]bool{}, map[pair]bool{}, map[pair]bool{}
		for child, parent := range w.parentOf {
			up[pair{child, parent}], down[pair{parent, child}] = true, true
		}
		for p := range w.follows {
			back[pair{p.target, p.owner}] = true
		}
		roots := rapid.SliceOfN(rapid.SampledFrom(w.nodes), 0, 2).Draw(rt, "roots")
		for name, c := range map[string]struct {
			rel   kin.SelfRelation[*lm.Node]
			edges map[pair]bool
		}{
			"parent": {lm.Nodes.Parent, up}, "children": {lm.Nodes.Children, down}, "follows": {lm.Nodes.Follows, w.follows},
			"followers": {lm.Nodes.Followers, back}, "friends": {lm.Nodes.Friends, w.friends},
		} {
			in := closure(c.edges, roots)
			sameKeys(rt, name, keysOf(rt, nodes, lm.Nodes.Filter(kin.Reachable(c.rel, roots...))), nil, slices.Sorted(maps.Keys(in)))
			var out []int64
			for _, n := range w.nodes {
				if !in[n.ID] {
					out = append(out, n.ID)
				}
			}
			sameKeys(rt, "not "+name, keysOf(rt, nodes, lm.Nodes.Exclude(kin.Reachable(c.rel, roots...))), nil, out)
		}
		w.depth(rt)
	})
}

// closure returns what is reached from roots by one step or more.
func closure(edges map[pair]bool, roots []*lm.Node) map[int64]bool {
	seen := map[int64]bool{}
	var visit func(from int64)
	visit = func(from int64) {
		for p := range edges {
			if p.owner == from && !seen[p.target] {
				seen[p.target] = true
				visit(p.target)
			}
		}
	}
	for _, r := range roots {
		visit(r.ID)
	}
	return seen
}

// depth preloads levels of relations and compares each level with the pairs.
func (w *world) depth(rt *rapid.T) {
	levels := rapid.IntRange(1, 3).Draw(rt, "levels")
	list, err := lm.Nodes.Preload(kin.Depth(lm.Nodes.Follows, levels), kin.Depth(lm.Nodes.Children, levels)).All(ctx, w.db)
	check(rt, err)
	var follow, descend func(n *lm.Node, level int)
	follow = func(n *lm.Node, level int) {
		if n.Follows.Loaded() != (level > 0) {
			rt.Fatalf("level %d of node %d is loaded: %v", level, n.ID, n.Follows.Loaded())
		}
		if level == 0 {
			return
		}
		for _, m := range n.Follows.MustItems() {
			if !w.follows[pair{n.ID, m.ID}] {
				rt.Fatalf("node %d does not follow %d", n.ID, m.ID)
			}
			follow(m, level-1)
		}
	}
	descend = func(n *lm.Node, level int) {
		if level == 0 {
			return
		}
		for _, m := range n.Children.MustItems() {
			if w.parentOf[m.ID] != n.ID {
				rt.Fatalf("node %d is no child of %d", m.ID, n.ID)
			}
			descend(m, level-1)
		}
	}
	for _, n := range list {
		follow(n, levels)
		descend(n, levels)
		var follows, children int
		for p := range w.follows {
			if p.owner == n.ID {
				follows++
			}
		}
		for _, parent := range w.parentOf {
			if parent == n.ID {
				children++
			}
		}
		if len(n.Follows.MustItems()) != follows || len(n.Children.MustItems()) != children {
			rt.Fatalf("node %d: %d and %d are loaded, not %d and %d", n.ID, len(n.Follows.MustItems()), len(n.Children.MustItems()), follows, children)
		}
	}
}
