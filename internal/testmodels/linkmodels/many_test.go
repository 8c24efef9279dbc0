package linkmodels_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
)

// A manyVerbs has the verbs of the sets of several owners at one end of a relation.
type manyVerbs struct {
	add, remove  func(owners, targets []int64) (int64, error)
	set          func(owners, targets []int64) (kin.Changed, error)
	clear        func(owners []int64) (int64, error)
	removeScored func(owners []int64, above int64) (int64, error)
	count        func(owners []int64) (int64, error)
	link, unlink func(pairs []pair) (int64, error)
}

func manyOf[R, T any](db *kin.DB, rel *kin.Many[*R, *T], from side[R], to side[T]) manyVerbs {
	of := func(ids []int64) *kin.RelatedSet[*T] { return rel.OfKeys(from.keys(ids...)) }
	pairs := func(list []pair) []kin.Pair[*R, *T] {
		return each(list, func(p pair) kin.Pair[*R, *T] {
			return kin.Pair[*R, *T]{Owner: from.get(db, p.owner), Target: to.get(db, p.target)}
		})
	}
	return manyVerbs{
		add:    func(os, ts []int64) (int64, error) { return of(os).AddKeys(ctx, db, to.keys(ts...)) },
		remove: func(os, ts []int64) (int64, error) { return of(os).RemoveKeys(ctx, db, to.keys(ts...)) },
		set:    func(os, ts []int64) (kin.Changed, error) { return of(os).SetKeys(ctx, db, to.keys(ts...)) },
		clear:  func(os []int64) (int64, error) { return of(os).Clear(ctx, db) },
		removeScored: func(os []int64, above int64) (int64, error) {
			return of(os).RemoveWhere(ctx, db, to.score.Gt(above))
		},
		count:  func(os []int64) (int64, error) { return of(os).Count(ctx, db) },
		link:   func(list []pair) (int64, error) { return rel.Link(ctx, db, pairs(list)...) },
		unlink: func(list []pair) (int64, error) { return rel.Unlink(ctx, db, pairs(list)...) },
	}
}

// TestSeveralOwnersAgainstMap runs random verbs of the sets of several owners of each
// kind of relation from both ends, with links of rows to themselves among them.
func TestSeveralOwnersAgainstMap(t *testing.T) {
	for _, r := range relations {
		run := func(t *testing.T, db *kin.DB) {
			ends := r.ends(db)
			propertyOfKinds(t, db, len(relations), func(rt *rapid.T) {
				m := newLinkModel(rt, db, r, ends)
				actions := map[string]func(*rapid.T){
					"add": m.add, "": m.same, "add many": m.addMany, "remove many": m.removeMany, "clear many": m.clearMany,
					"remove where many": m.removeScoredMany, "count many": m.countMany, "pairs": m.pairs,
				}
				if r.repeat != nil {
					actions["repeat"] = m.repeated
				}
				if !r.symmetric { // where one owner's set says what another's does not, no set is right
					actions["set many"] = m.setMany
				}
				rt.Repeat(actions)
			})
		}
		t.Run(r.name, func(t *testing.T) { onEach(t, run) })
	}
}

func (m *linkModel) owners(rt *rapid.T, end int) []int64 {
	return distinct(rapid.SliceOfN(rapid.SampledFrom(m.rows[end]), 0, 4).Draw(rt, "owners"))
}

// removeTo removes the links of owners that fulfil a condition and returns their number.
func (m *linkModel) removeTo(end int, owners []int64, cond func(target int64) bool) (n int64) {
	before := m.size()
	var gone []pair
	for _, owner := range owners {
		for t := range m.of(end, owner) {
			if cond(t) {
				gone = append(gone, pair{owner, t})
			}
		}
	}
	for _, p := range gone {
		m.put(end, p.owner, p.target)
	}
	return before - m.size()
}

// size is how many links there are: those of a symmetric relation are pairs without
// a direction.
func (m *linkModel) size() int64 {
	n := 0
	for p, list := range m.links {
		if !m.symmetric || p.owner <= p.target {
			n += len(list)
		}
	}
	return int64(n)
}

func (m *linkModel) addTo(end int, owners, targets []int64) int64 {
	before := m.size()
	for _, owner := range owners {
		m.insert(end, owner, targets, added)
	}
	return m.size() - before
}

func (m *linkModel) addMany(rt *rapid.T) {
	end := m.end(rt)
	owners, targets := m.owners(rt, end), m.targets(rt, end)
	n, err := m.ends[end].many.add(owners, targets)
	equal(rt, n, err, m.addTo(end, owners, targets))
}

func (m *linkModel) removeMany(rt *rapid.T) {
	end := m.end(rt)
	owners, targets := m.owners(rt, end), m.targets(rt, end)
	n, err := m.ends[end].many.remove(owners, targets)
	equal(rt, n, err, m.removeTo(end, owners, func(t int64) bool { return slices.Contains(targets, t) }))
}

func (m *linkModel) setMany(rt *rapid.T) {
	end := m.end(rt)
	owners, targets := m.owners(rt, end), m.targets(rt, end)
	c, err := m.ends[end].many.set(owners, targets)
	removed := m.removeTo(end, owners, func(t int64) bool { return !slices.Contains(targets, t) })
	equal(rt, c, err, kin.Changed{Removed: removed, Added: m.addTo(end, owners, targets)})
}

func (m *linkModel) clearMany(rt *rapid.T) {
	end := m.end(rt)
	owners := m.owners(rt, end)
	n, err := m.ends[end].many.clear(owners)
	equal(rt, n, err, m.removeTo(end, owners, func(int64) bool { return true }))
}

func (m *linkModel) removeScoredMany(rt *rapid.T) {
	end := m.end(rt)
	owners, above := m.owners(rt, end), rapid.Int64Range(0, 4).Draw(rt, "above")
	n, err := m.ends[end].many.removeScored(owners, above)
	equal(rt, n, err, m.removeTo(end, owners, func(t int64) bool { return m.score(1-end, t) > above }))
}

// countMany counts the targets of any of several owners, each once.
func (m *linkModel) countMany(rt *rapid.T) {
	end := m.end(rt)
	owners := m.owners(rt, end)
	want := map[int64][]value{}
	for _, owner := range owners {
		maps.Copy(want, m.of(end, owner))
	}
	n, err := m.ends[end].many.count(owners)
	equal(rt, n, err, int64(len(want)))
}

// pairs links or unlinks pairs of several owners at once.
func (m *linkModel) pairs(rt *rapid.T) {
	end := m.end(rt)
	list := make([]pair, rapid.IntRange(0, 5).Draw(rt, "pairs"))
	for i := range list {
		list[i] = pair{m.owner(rt, end), rapid.SampledFrom(m.rows[1-end]).Draw(rt, "target")}
	}
	before := m.size()
	if rapid.Bool().Draw(rt, "link") {
		n, err := m.ends[end].many.link(list)
		for _, p := range list {
			m.insert(end, p.owner, []int64{p.target}, added)
		}
		equal(rt, n, err, m.size()-before)
		return
	}
	n, err := m.ends[end].many.unlink(list)
	for _, p := range list {
		m.put(end, p.owner, p.target)
	}
	equal(rt, n, err, before-m.size())
}
