package linkmodels_test

import (
	"slices"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/internal/testmodels/linkmodels/far"
)

// A ways says where the rows of a model lead to: once for each link.
type ways map[int64][]int64

func (w ways) add(from, to int64) { w[from] = append(w[from], to) }

// turned are the same ways from the other end.
func (w ways) turned() ways {
	out := ways{}
	for from, list := range w {
		for _, to := range list {
			out.add(to, from)
		}
	}
	return out
}

// A whole is random rows of all models with relations of every kind, in the database
// and in memory.
type whole struct {
	db      *kin.DB
	nodes   []*lm.Node
	spots   []*lm.Spot
	words   []*lm.Word
	scores  map[string]map[int64]int64  // by model and row
	held    map[string]map[pair][]value // of the links
	links   map[string]ways             // by the name of the relation in relations
	parents ways                        // of nodes: those of foreign keys lead to one
	twins   ways
	mottos  ways
	homes   ways
	badges  ways // of badges to nodes
	places  ways // of badges to spots
	owners  ways // of places to nodes
	ats     ways // of places to spots
}

// newWhole fills empty tables.
func newWhole(rt *rapid.T, db *kin.DB) *whole {
	w := &whole{
		db: db, scores: map[string]map[int64]int64{}, links: map[string]ways{}, held: map[string]map[pair][]value{}, parents: ways{}, twins: ways{}, mottos: ways{}, homes: ways{},
		badges: ways{}, places: ways{}, owners: ways{}, ats: ways{},
	}
	w.words = rowsOf(rt, w, words, 3)
	rowsOf(rt, w, tags, 3)
	w.spots = rowsOf(rt, w, spots, 3)
	w.nodes = rowsOf(rt, w, nodes, 4)
	taken := map[int64]bool{}
	for i, n := range w.nodes {
		if i > 0 && rapid.Bool().Draw(rt, "parent") {
			n.ParentID = &w.nodes[rapid.IntRange(0, i-1).Draw(rt, "which")].ID
			w.parents.add(n.ID, *n.ParentID)
		}
		if twin := rapid.SampledFrom(w.nodes).Draw(rt, "twin"); !taken[twin.ID] {
			taken[twin.ID] = true
			n.TwinID = &twin.ID
			w.twins.add(n.ID, twin.ID)
		}
		if rapid.Bool().Draw(rt, "motto") {
			m := rapid.SampledFrom(w.words).Draw(rt, "which")
			n.MottoSlug = &m.Slug
			w.mottos.add(n.ID, wordKey(m))
		}
		if rapid.Bool().Draw(rt, "home") {
			s := rapid.SampledFrom(w.spots).Draw(rt, "which")
			n.HomeLand, n.HomeAt = &s.Land, &s.At
			w.homes.add(n.ID, spotKey(s))
		}
	}
	check(rt, lm.Nodes.UpdateMany(ctx, db, w.nodes, lm.Nodes.ParentID, lm.Nodes.TwinID, lm.Nodes.MottoSlug, lm.Nodes.HomeLand, lm.Nodes.HomeAt))
	w.addBadges(rt)
	w.addPlaces(rt)
	for _, r := range relations {
		w.addLinks(rt, r)
	}
	return w
}

func wordKey(x *lm.Word) int64 { return words.key(x) }
func spotKey(x *lm.Spot) int64 { return spots.key(x) }

// rowsOf makes rows of a model in place of those that there are.
func rowsOf[R any](rt *rapid.T, w *whole, s side[R], n int) []*R {
	_, err := s.table.AllRows().Delete(ctx, w.db)
	check(rt, err)
	out := make([]*R, n)
	for i := range out {
		out[i] = s.make(rapid.Int64Range(0, 3).Draw(rt, "score"))
	}
	check(rt, s.table.CreateMany(ctx, w.db, out))
	w.scores[s.name] = map[int64]int64{}
	for _, obj := range out {
		w.scores[s.name][s.key(obj)] = s.of(obj)
	}
	return out
}

func (w *whole) addBadges(rt *rapid.T) {
	var list []*lm.Badge
	for i, n := range w.nodes {
		if rapid.Bool().Draw(rt, "badge") {
			b := &lm.Badge{NodeID: n.ID, Score: rapid.Int64Range(0, 3).Draw(rt, "score")}
			if i < len(w.spots) && rapid.Bool().Draw(rt, "spot") {
				b.SpotLand, b.SpotAt = &w.spots[i].Land, &w.spots[i].At
			}
			list = append(list, b)
		}
	}
	check(rt, lm.Badges.CreateMany(ctx, w.db, list))
	w.scores[badges.name] = map[int64]int64{}
	for _, b := range list {
		w.scores[badges.name][b.ID] = b.Score
		w.badges.add(b.ID, b.NodeID)
		if b.SpotLand != nil {
			w.places.add(b.ID, spotKey(&lm.Spot{Land: *b.SpotLand, At: *b.SpotAt}))
		}
	}
}

func (w *whole) addPlaces(rt *rapid.T) {
	list := rowsOf(rt, w, places, 3)
	for i, p := range list {
		if rapid.Bool().Draw(rt, "owner") {
			n := rapid.SampledFrom(w.nodes).Draw(rt, "which")
			p.OwnerID = &n.ID
			w.owners.add(p.ID, n.ID)
		}
		if rapid.Bool().Draw(rt, "spot") {
			p.SpotLand, p.SpotAt = &w.spots[i].Land, &w.spots[i].At
			w.ats.add(p.ID, spotKey(w.spots[i]))
		}
	}
	check(rt, far.Places.UpdateMany(ctx, w.db, list, far.Places.OwnerID, far.Places.SpotLand, far.Places.SpotAt))
}

// addLinks links random pairs of a relation, some more than once where they may repeat.
func (w *whole) addLinks(rt *rapid.T, r relation) {
	m := &linkModel{relation: r, ends: r.ends(w.db), links: map[pair][]value{}, db: w.db}
	for end, name := range r.sides {
		m.rows[end] = slices.Sorted(func(yield func(int64) bool) {
			for id := range w.scores[name] {
				if !yield(id) {
					return
				}
			}
		})
	}
	for range rapid.IntRange(0, 3).Draw(rt, "links") {
		if m.add(rt); m.ends[0].addWith != nil {
			m.addWith(rt)
		}
		if r.repeat != nil {
			m.repeatOne(rt, m.owner(rt, 0), rapid.SampledFrom(m.rows[1]).Draw(rt, "again"))
		}
	}
	out := ways{}
	for p, list := range m.links {
		for range list {
			out.add(p.owner, p.target)
		}
	}
	w.links[r.name], w.held[r.name] = out, m.links
}

// values are what the links of a row hold, from the end that declares them or from
// the other.
func (w *whole) values(relation string, back bool, id int64) (out []value) {
	for p, list := range w.held[relation] {
		if !back && p.owner == id || back && p.target == id {
			out = append(out, list...)
		}
	}
	return out
}
