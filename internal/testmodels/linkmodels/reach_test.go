package linkmodels_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/internal/testmodels/linkmodels/far"
)

// A measure is an aggregate over a relation, and what it is by hand: nil is NULL.
type measure[R any] struct {
	name string
	of   *kin.Aggregate[*R, int64]
	want func(w *whole, id int64) *int64
}

// A kind is one end of a relation of any kind.
type kind[R any] struct {
	name     string
	measures func(least int64) []measure[R]
	// load preloads the relation by a choice, with relations of what is loaded; its
	// function compares what an owner holds. It is nil where nothing can hold it.
	load func(rt *rapid.T, w *whole, c choice, depth int) (kin.Preloader[*R], func(*R))
	grow func(rt *rapid.T, depth int) grown[R] // lets a graph have it; nil where nothing can hold it
}

// A choice is which related rows are loaded, and in which order.
type choice struct {
	least         int64
	desc          bool
	limit, offset int // a negative limit is none
}

func drawChoice(rt *rapid.T) choice {
	return choice{
		rapid.Int64Range(0, 2).Draw(rt, "least"), rapid.Bool().Draw(rt, "desc"), rapid.IntRange(-2, 2).Draw(rt, "limit"),
		rapid.IntRange(0, 1).Draw(rt, "offset"),
	}
}

// atLeast keeps the rows of a model with a score of least or more.
func (w *whole) atLeast(model string, ids []int64, least int64) []int64 {
	return slices.DeleteFunc(slices.Clone(ids), func(id int64) bool { return w.scores[model][id] < least })
}

// measured is a relation of any kind with aggregates over it.
func measured[R, T any](name string, reach kin.Reach[*R, *T], to side[T], next func(*whole) ways) kind[R] {
	return kind[R]{name: name, measures: func(least int64) []measure[R] {
		good := to.score.Ge(least)
		of := func(f func(scores, ids []int64) *int64) func(*whole, int64) *int64 {
			return func(w *whole, id int64) *int64 {
				ids := w.atLeast(to.name, next(w)[id], least)
				return f(each(ids, func(id int64) int64 { return w.scores[to.name][id] }), ids)
			}
		}
		return []measure[R]{
			{"count", kin.Where(reach, good).Count(), of(func(_, ids []int64) *int64 { return new(int64(len(ids))) })},
			{"different", kin.CountDistinct(reach, good), of(func(_, ids []int64) *int64 { return new(int64(len(distinct(ids)))) })},
			{"sum", kin.Sum(reach, to.score, good), of(func(scores, _ []int64) *int64 {
				var sum *int64
				for _, n := range scores {
					if sum == nil {
						sum = new(int64)
					}
					*sum += n
				}
				return sum
			})},
			{"largest", kin.Max(reach, to.score, good), of(func(scores, _ []int64) *int64 {
				if len(scores) == 0 {
					return nil
				}
				return new(slices.Max(scores))
			})},
		}
	}}
}

// leveled adds the largest level of links, which may be NULL.
func leveled[R, T, L any](k kind[R], rel *kin.ManyThrough[*R, *T, *L], link linkSide[L], values func(*whole, int64) []value) kind[R] {
	rows := k.measures
	k.measures = func(least int64) []measure[R] {
		return append(rows(least), measure[R]{"largest level", kin.Max(kin.LinksOf(rel), link.level), func(w *whole, id int64) *int64 {
			var most *int64
			for _, v := range values(w, id) {
				if v.level != none && (most == nil || v.level > *most) {
					most = new(v.level)
				}
			}
			return most
		}})
	}
	return k
}

// many is a relation to any number of rows, which a field holds: each once.
func many[R, T any](name string, rel *kin.Many[*R, *T], field func(*R) []*T, to side[T], next func(*whole) ways, deeper func() []kind[T], from side[R]) kind[R] {
	return held(name, rel, field, to, next, deeper, from, false)
}

// linksTo is many where the field holds links, which may repeat: one row for each.
func linksTo[R, T any](name string, rel *kin.Many[*R, *T], field func(*R) []*T, to side[T], next func(*whole) ways, deeper func() []kind[T], from side[R]) kind[R] {
	return held(name, rel, field, to, next, deeper, from, true)
}

func held[R, T any](name string, rel *kin.Many[*R, *T], field func(*R) []*T, to side[T], next func(*whole) ways, deeper func() []kind[T], from side[R], links bool) kind[R] {
	k := growing(measured(name, rel, to, next), rel, to, deeper)
	k.load = func(rt *rapid.T, w *whole, c choice, depth int) (kin.Preloader[*R], func(*R)) {
		order := to.score.Asc()
		if c.desc {
			order = to.score.Desc()
		}
		load := rel.Filter(to.score.Ge(c.least)).OrderBy(order).Offset(c.offset)
		if c.limit >= 0 {
			load = load.Limit(c.limit)
		}
		below, compare := nested(rt, w, deeper, depth)
		return load.Preload(below...), func(owner *R) {
			q := rel.Of(owner).Filter(to.score.Ge(c.least)).OrderBy(order).Offset(c.offset)
			if c.limit >= 0 {
				q = q.Limit(c.limit)
			}
			list, err := q.All(ctx, w.db)
			check(rt, err)
			got, want := each(field(owner), to.key), each(list, to.key)
			if links {
				want = got // which has one for each link, as a query has not
			}
			if !slices.Equal(got, want) && (c.limit >= 0 || c.offset > 0 || !slices.Equal(inKeys(got), inKeys(want))) {
				rt.Fatalf("%s by %+v: %v, not %v as a query says", name, c, got, want)
			}
			all := w.atLeast(to.name, next(w)[from.key(owner)], c.least)
			if !links {
				all = distinct(all)
			}
			if scores := w.chosen(to.name, all, c); !slices.Equal(each(got, func(id int64) int64 { return w.scores[to.name][id] }), scores) || slices.ContainsFunc(got, func(id int64) bool { return !slices.Contains(all, id) }) {
				rt.Fatalf("%s by %+v: %v, of %v whose scores are %v", name, c, got, all, scores)
			}
			for _, target := range field(owner) {
				compare(target)
			}
		}
	}
	return k
}

// chosen are the scores of those of some rows that a choice leaves.
func (w *whole) chosen(model string, ids []int64, c choice) []int64 {
	scores := inKeys(each(ids, func(id int64) int64 { return w.scores[model][id] }))
	if c.desc {
		slices.Reverse(scores)
	}
	scores = scores[min(c.offset, len(scores)):]
	if c.limit >= 0 {
		scores = scores[:min(c.limit, len(scores))]
	}
	return scores
}

func inKeys(ids []int64) []int64 { return slices.Sorted(slices.Values(ids)) }

// one is a relation to one row, which a field holds.
func one[R, T any](name string, rel interface {
	kin.Reach[*R, *T]
	kin.Part[*R]
	Filter(...kin.Pred[*T]) *kin.Load[*R, *T]
	With(...kin.Branch[*T]) kin.Branch[*R]
	Preload(...kin.Preloader[*T]) *kin.Load[*R, *T]
	Fields(...kin.Part[*T]) kin.Part[*R]
}, field func(*R) *T, to side[T], next func(*whole) ways, deeper func() []kind[T], from side[R],
) kind[R] {
	k := growing(measured(name, rel, to, next), rel, to, deeper)
	k.load = func(rt *rapid.T, w *whole, c choice, depth int) (kin.Preloader[*R], func(*R)) {
		below, compare := nested(rt, w, deeper, depth)
		return rel.Filter(to.score.Ge(c.least)).Preload(below...), func(owner *R) {
			var got []int64
			target := field(owner)
			if target != nil {
				got = []int64{to.key(target)}
			}
			if want := w.atLeast(to.name, next(w)[from.key(owner)], c.least); !slices.Equal(got, want) {
				rt.Fatalf("%s of %d by %+v: %v, not %v", name, from.key(owner), c, got, want)
			}
			if target != nil {
				compare(target)
			}
		}
	}
	return k
}

// nested draws relations that are preloaded below another.
func nested[T any](rt *rapid.T, w *whole, kinds func() []kind[T], depth int) ([]kin.Preloader[*T], func(*T)) {
	if depth == 0 {
		return nil, func(*T) {}
	}
	var loads []kin.Preloader[*T]
	var checks []func(*T)
	list := slices.DeleteFunc(kinds(), func(k kind[T]) bool { return k.load == nil })
	for _, i := range rapid.SliceOfNDistinct(rapid.IntRange(0, len(list)-1), 1, min(3, len(list)), rapid.ID[int]).Draw(rt, "relations") {
		load, compare := list[i].load(rt, w, drawChoice(rt), depth-1)
		loads, checks = append(loads, load), append(checks, compare)
	}
	return loads, func(obj *T) {
		for _, compare := range checks {
			compare(obj)
		}
	}
}

func linked(name string) func(*whole) ways { return func(w *whole) ways { return w.links[name] } }

func back(of func(*whole) ways) func(*whole) ways {
	return func(w *whole) ways { return of(w).turned() }
}

func parents(w *whole) ways { return w.parents }
func twins(w *whole) ways   { return w.twins }
func mottos(w *whole) ways  { return w.mottos }
func homes(w *whole) ways   { return w.homes }
func badged(w *whole) ways  { return w.badges }
func pinned(w *whole) ways  { return w.places }
func owned(w *whole) ways   { return w.owners }
func sited(w *whole) ways   { return w.ats }

func targetsOf[T, L any](s *kin.Through[T, L]) []*T {
	return each(s.MustLinks(), func(l kin.Linked[T, L]) *T { return l.Target })
}

func nodeKinds() []kind[lm.Node] {
	n := lm.Nodes
	values := func(name string, back bool) func(*whole, int64) []value {
		return func(w *whole, id int64) []value { return w.values(name, back, id) }
	}
	return []kind[lm.Node]{
		one("parent", n.Parent, func(n *lm.Node) *lm.Node { return n.Parent }, nodes, parents, nodeKinds, nodes),
		many("children", n.Children, func(n *lm.Node) []*lm.Node { return n.Children.MustItems() }, nodes, back(parents), nodeKinds, nodes),
		one("twin", n.Twin, func(n *lm.Node) *lm.Node { return n.Twin }, nodes, twins, nodeKinds, nodes),
		one("twin of", n.TwinOf, func(n *lm.Node) *lm.Node { return n.TwinOf.MustItem() }, nodes, back(twins), nodeKinds, nodes),
		one("badge", n.Badge, func(n *lm.Node) *lm.Badge { return n.Badge.MustItem() }, badges, back(badged), badgeKinds, nodes),
		one("motto", n.Motto, func(n *lm.Node) *lm.Word { return n.Motto }, words, mottos, wordKinds, nodes),
		one("home", n.Home, func(n *lm.Node) *lm.Spot { return n.Home }, spots, homes, spotKinds, nodes),
		many("friends", n.Friends, func(n *lm.Node) []*lm.Node { return n.Friends.MustItems() }, nodes, linked("plain symmetric"), nodeKinds, nodes),
		many("follows", n.Follows, func(n *lm.Node) []*lm.Node { return n.Follows.MustItems() }, nodes, linked("plain self"), nodeKinds, nodes),
		many("followers", n.Followers, func(n *lm.Node) []*lm.Node { return n.Followers.MustItems() }, nodes, back(linked("plain self")), nodeKinds, nodes),
		many("labels", n.Labels, func(n *lm.Node) []*lm.Tag { return n.Labels.MustItems() }, tags, linked("plain"), tagKinds, nodes),
		many("marks", n.Marks, func(n *lm.Node) []*lm.Word { return n.Marks.MustItems() }, words, linked("plain without a reverse end"), wordKinds, nodes),
		many("words", n.Words, func(n *lm.Node) []*lm.Word { return n.Words.MustItems() }, words, linked("plain, repeated"), wordKinds, nodes),
		many("pals", n.Pals, func(n *lm.Node) []*lm.Node { return n.Pals.MustItems() }, nodes, linked("plain symmetric, repeated"), nodeKinds, nodes),
		many("spots", n.Spots, func(n *lm.Node) []*lm.Spot { return n.Spots.MustItems() }, spots, linked("plain to composite keys"), spotKinds, nodes),
		leveled(many("tags", &n.Tags.Many, func(n *lm.Node) []*lm.Tag { return targetsOf(&n.Tags) }, tags, linked("through"), tagKinds, nodes),
			n.Tags, taggings, values("through", false)),
		leveled(many("trusts", &n.Trusts.Many, func(n *lm.Node) []*lm.Node { return targetsOf(&n.Trusts) }, nodes, linked("through self"), nodeKinds, nodes),
			n.Trusts, trusts, values("through self", false)),
		leveled(many("trusted by", &n.TrustedBy.Many, func(n *lm.Node) []*lm.Node { return targetsOf(&n.TrustedBy) }, nodes, back(linked("through self")), nodeKinds, nodes),
			n.TrustedBy, trusts, values("through self", true)),
		leveled(many("allies", &n.Allies.Many, func(n *lm.Node) []*lm.Node { return targetsOf(&n.Allies) }, nodes, linked("through symmetric"), nodeKinds, nodes),
			n.Allies, pacts, values("through symmetric", false)),
		leveled(linksTo("readings", &n.Readings.Many, func(n *lm.Node) []*lm.Word { return targetsOf(&n.Readings) }, words, linked("through, repeated"), wordKinds, nodes),
			n.Readings, reads, values("through, repeated", false)),
		leveled(linksTo("calls", &n.Calls.Many, func(n *lm.Node) []*lm.Node { return targetsOf(&n.Calls) }, nodes, linked("through symmetric, repeated"), nodeKinds, nodes),
			n.Calls, calls, values("through symmetric, repeated", false)),
		leveled(many("visits", &n.Visits.Many, func(n *lm.Node) []*lm.Spot { return targetsOf(&n.Visits) }, spots, linked("through to composite keys, by fields of the link"), spotKinds, nodes),
			n.Visits, visits, values("through to composite keys, by fields of the link", false)),
		leveled(many("sayings", &n.Sayings.Many, func(n *lm.Node) []*lm.Word { return targetsOf(&n.Sayings) }, words, linked("through to another column"), wordKinds, nodes),
			n.Sayings, sayings, values("through to another column", false)),
		leveled(linksTo("hums", &n.Hums.Many, func(n *lm.Node) []*lm.Word { return targetsOf(&n.Hums) }, words, linked("through to another column, repeated"), wordKinds, nodes),
			n.Hums, hums, values("through to another column, repeated", false)),
		measured("places", kin.Reverse(far.Places.Nodes), places, back(linked("plain to another package"))),
		measured("trips", kin.Reverse(far.Places.Trips), places, back(linked("through to another package"))),
	}
}

func tagKinds() []kind[lm.Tag] {
	return []kind[lm.Tag]{
		many("nodes", lm.Tags.Nodes, func(t *lm.Tag) []*lm.Node { return t.Nodes.MustItems() }, nodes, back(linked("plain")), nodeKinds, tags),
		many("tagged", &lm.Tags.Tagged.Many, func(t *lm.Tag) []*lm.Node { return targetsOf(&t.Tagged) }, nodes, back(linked("through")), nodeKinds, tags),
		leveled(many("topics", &lm.Tags.Topics.Many, func(t *lm.Tag) []*lm.Word { return targetsOf(&t.Topics) }, words, linked("through between other columns"), wordKinds, tags),
			lm.Tags.Topics, topics, func(w *whole, id int64) []value { return w.values("through between other columns", false, id) }),
	}
}

func wordKinds() []kind[lm.Word] {
	x := lm.Words
	values := func(name string, back bool) func(*whole, int64) []value {
		return func(w *whole, id int64) []value { return w.values(name, back, id) }
	}
	return []kind[lm.Word]{
		many("bearers", lm.Words.Bearers, func(w *lm.Word) []*lm.Node { return w.Bearers.MustItems() }, nodes, back(mottos), nodeKinds, words),
		many("users", lm.Words.Users, func(w *lm.Word) []*lm.Node { return w.Users.MustItems() }, nodes, back(linked("plain, repeated")), nodeKinds, words),
		linksTo("readers", &lm.Words.Readers.Many, func(w *lm.Word) []*lm.Node { return targetsOf(&w.Readers) }, nodes, back(linked("through, repeated")), nodeKinds, words),
		leveled(many("sayers", &x.Sayers.Many, func(w *lm.Word) []*lm.Node { return targetsOf(&w.Sayers) }, nodes, back(linked("through to another column")), nodeKinds, words),
			x.Sayers, sayings, values("through to another column", true)),
		linksTo("hummers", &x.Hummers.Many, func(w *lm.Word) []*lm.Node { return targetsOf(&w.Hummers) }, nodes, back(linked("through to another column, repeated")), nodeKinds, words),
		many("topical", &x.Topical.Many, func(w *lm.Word) []*lm.Tag { return targetsOf(&w.Topical) }, tags, back(linked("through between other columns")), tagKinds, words),
		many("chanted", &x.Chanted.Many, func(w *lm.Word) []*lm.Spot { return targetsOf(&w.Chanted) }, spots, back(linked("through from other columns of a composite key")), spotKinds, words),
		leveled(many("echoes", &x.Echoes.Many, func(w *lm.Word) []*lm.Word { return targetsOf(&w.Echoes) }, words, linked("through self by another column"), wordKinds, words),
			x.Echoes, echoes, values("through self by another column", false)),
		leveled(many("echo of", &x.EchoOf.Many, func(w *lm.Word) []*lm.Word { return targetsOf(&w.EchoOf) }, words, back(linked("through self by another column")), wordKinds, words),
			x.EchoOf, echoes, values("through self by another column", true)),
		leveled(many("rhymes", &x.Rhymes.Many, func(w *lm.Word) []*lm.Word { return targetsOf(&w.Rhymes) }, words, linked("through symmetric by another column"), wordKinds, words),
			x.Rhymes, rhymes, values("through symmetric by another column", false)),
		measured("places", kin.Reverse(far.Places.Quotes), places, back(linked("through to another column of another package"))),
		measured("nodes, a hidden end", lm.Words.Nodes, nodes, back(linked("plain without a reverse end"))),
	}
}

func spotKinds() []kind[lm.Spot] {
	s := lm.Spots
	return []kind[lm.Spot]{
		many("residents", s.Residents, func(s *lm.Spot) []*lm.Node { return s.Residents.MustItems() }, nodes, back(homes), nodeKinds, spots),
		one("badge", s.Badge, func(s *lm.Spot) *lm.Badge { return s.Badge.MustItem() }, badges, back(pinned), badgeKinds, spots),
		many("nodes", s.Nodes, func(s *lm.Spot) []*lm.Node { return s.Nodes.MustItems() }, nodes, back(linked("plain to composite keys")), nodeKinds, spots),
		many("twins", s.Twins, func(s *lm.Spot) []*lm.Spot { return s.Twins.MustItems() }, spots, linked("plain symmetric of composite keys"), spotKinds, spots),
		many("visitors", &s.Visitors.Many, func(s *lm.Spot) []*lm.Node { return targetsOf(&s.Visitors) }, nodes, back(linked("through to composite keys, by fields of the link")), nodeKinds, spots),
		leveled(many("roads", &s.Roads.Many, func(s *lm.Spot) []*lm.Spot { return targetsOf(&s.Roads) }, spots, linked("through self of composite keys"), spotKinds, spots),
			s.Roads, roads, func(w *whole, id int64) []value { return w.values("through self of composite keys", false, id) }),
		many("roads to", &s.RoadsTo.Many, func(s *lm.Spot) []*lm.Spot { return targetsOf(&s.RoadsTo) }, spots, back(linked("through self of composite keys")), spotKinds, spots),
		leveled(many("chants", &s.Chants.Many, func(s *lm.Spot) []*lm.Word { return targetsOf(&s.Chants) }, words, linked("through from other columns of a composite key"), wordKinds, spots),
			s.Chants, chants, func(w *whole, id int64) []value {
				return w.values("through from other columns of a composite key", false, id)
			}),
	}
}

func badgeKinds() []kind[lm.Badge] {
	return []kind[lm.Badge]{
		one("node", lm.Badges.Node, func(b *lm.Badge) *lm.Node { return b.Node }, nodes, badged, nodeKinds, badges),
		one("spot", lm.Badges.Spot, func(b *lm.Badge) *lm.Spot { return b.Spot }, spots, pinned, spotKinds, badges),
	}
}

func placeKinds() []kind[far.Place] {
	return []kind[far.Place]{
		one("owner", far.Places.Owner, func(p *far.Place) *lm.Node { return p.Owner }, nodes, owned, nodeKinds, places),
		one("spot", far.Places.Spot, func(p *far.Place) *lm.Spot { return p.Spot }, spots, sited, spotKinds, places),
		many("nodes", far.Places.Nodes, func(p *far.Place) []*lm.Node { return p.Nodes.MustItems() }, nodes, linked("plain to another package"), nodeKinds, places),
		leveled(many("trips", &far.Places.Trips.Many, func(p *far.Place) []*lm.Node { return targetsOf(&p.Trips) }, nodes, linked("through to another package"), nodeKinds, places),
			far.Places.Trips, trips, func(w *whole, id int64) []value { return w.values("through to another package", false, id) }),
		leveled(many("quotes", &far.Places.Quotes.Many, func(p *far.Place) []*lm.Word { return targetsOf(&p.Quotes) }, words, linked("through to another column of another package"), wordKinds, places),
			far.Places.Quotes, quotes, func(w *whole, id int64) []value {
				return w.values("through to another column of another package", false, id)
			}),
	}
}

// TestPreloadsOfEveryKind: what is preloaded over relations of any kind, by a
// condition, an order, a limit and an offset, with more relations below, is what a
// query for each owner finds, and what the rows say.
func TestPreloadsOfEveryKind(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		propertyOfKinds(t, db, 5, func(rt *rapid.T) {
			w := newWhole(rt, db)
			for range 5 {
				preloadsFrom(rt, w, nodes, nodeKinds)
				preloadsFrom(rt, w, spots, spotKinds)
				preloadsFrom(rt, w, words, wordKinds)
				preloadsFrom(rt, w, tags, tagKinds)
				preloadsFrom(rt, w, badges, badgeKinds)
				preloadsFrom(rt, w, places, placeKinds)
			}
		})
	})
}

func preloadsFrom[R any](rt *rapid.T, w *whole, s side[R], kinds func() []kind[R]) {
	loads, compare := nested(rt, w, kinds, 2)
	list, err := s.table.Query().Preload(loads...).All(ctx, w.db)
	check(rt, err)
	if len(list) != len(w.scores[s.name]) {
		rt.Fatalf("%d %s, not %d", len(list), s.name, len(w.scores[s.name]))
	}
	for _, obj := range list {
		compare(obj)
	}
}

// TestAggregatesOfEveryKind: aggregates over several relations in one query, in its
// conditions and in its order, are those of each relation alone.
func TestAggregatesOfEveryKind(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		propertyOfKinds(t, db, 5, func(rt *rapid.T) {
			w := newWhole(rt, db)
			for range 10 {
				aggregatesFrom(rt, w, nodes, nodeKinds())
				aggregatesFrom(rt, w, spots, spotKinds())
				aggregatesFrom(rt, w, words, wordKinds())
				aggregatesFrom(rt, w, tags, tagKinds())
				aggregatesFrom(rt, w, badges, badgeKinds())
				aggregatesFrom(rt, w, places, placeKinds())
			}
		})
	})
}

func aggregatesFrom[R any](rt *rapid.T, w *whole, s side[R], kinds []kind[R]) {
	var of [4]measure[R]
	var names []string
	for i := range of {
		k := rapid.SampledFrom(kinds).Draw(rt, "kind")
		list := k.measures(rapid.Int64Range(0, 2).Draw(rt, "least"))
		of[i] = list[rapid.IntRange(0, len(list)-1).Draw(rt, "measure")]
		names = append(names, k.name+" "+of[i].name)
	}
	more := rapid.Int64Range(0, 2).Draw(rt, "more")
	q := s.table.Filter(of[3].of.Ge(more)).OrderBy(of[2].of.Desc())
	rows, err := kin.Select3(q, kin.Nullable(of[0].of), kin.Nullable(of[1].of), kin.Nullable(of[2].of)).All(ctx, w.db)
	check(rt, err)
	var got, want []string
	for i, r := range rows {
		got = append(got, numbers(r.A, r.B, r.C))
		if i > 0 && r.C != nil && (rows[i-1].C == nil || *rows[i-1].C < *r.C) {
			rt.Fatalf("%v: the order is wrong", names)
		}
	}
	for id := range w.scores[s.name] {
		if n := of[3].want(w, id); n != nil && *n >= more {
			want = append(want, numbers(of[0].want(w, id), of[1].want(w, id), of[2].want(w, id)))
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		rt.Fatalf("%s, %v: %v, not %v", s.name, names, got, want)
	}
}

func numbers(list ...*int64) string {
	return strings.Join(each(list, func(n *int64) string {
		if n == nil {
			return "-"
		}
		return fmt.Sprint(*n)
	}), " ")
}
