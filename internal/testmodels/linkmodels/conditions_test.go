package linkmodels_test

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
)

// A condition is one on a relation, by its name and what it compares with.
type condition struct {
	op           string
	not          bool
	least, level int64
	targets      []int64
}

// pred returns the condition, by objects or by keys.
func pred[R, T any](db *kin.DB, c condition, rel *kin.Many[*R, *T], to side[T]) kin.Pred[*R] {
	scored := to.score.Ge(c.least)
	switch c.op {
	case "any":
		return rel.Any(scored)
	case "none":
		return rel.None(scored)
	case "every":
		return rel.Every(scored)
	case "has any":
		return rel.HasAny(to.all(db, c.targets)...)
	case "has all":
		return rel.HasAll(to.all(db, c.targets)...)
	case "has exactly":
		return rel.HasExactly(to.all(db, c.targets)...)
	case "subset":
		return rel.SubsetOf(to.all(db, c.targets)...)
	case "has any keys":
		return kin.HasAnyKeys(rel, to.keys(c.targets...))
	case "has all keys":
		return kin.HasAllKeys(rel, to.keys(c.targets...))
	case "has exactly keys":
		return kin.HasExactlyKeys(rel, to.keys(c.targets...))
	default:
		return kin.SubsetOfKeys(rel, to.keys(c.targets...))
	}
}

// found returns the rows that fulfil a condition or, if so told, do not.
func found[R any](db *kin.DB, s side[R], c condition, p kin.Pred[*R]) ([]int64, error) {
	q := s.table.Filter(p)
	if c.not {
		q = s.table.Query().Exclude(p)
	}
	objs, err := q.All(ctx, db)
	return slices.Sorted(slices.Values(each(objs, s.key))), err
}

// holds reports whether an owner with links fulfils the condition.
func (m *linkModel) holds(end int, links map[int64][]value, c condition) bool {
	has := func(id int64) bool { return len(links[id]) > 0 }
	given := func(id int64) bool { return slices.Contains(c.targets, id) }
	all, any, only := true, false, true // of the links, whether they are as asked; of the targets, whether they are given
	for id, list := range links {
		for _, v := range list {
			good := m.score(1-end, id) >= c.least && (c.level == anyLevel || v.level != none && v.level > c.level)
			all, any, only = all && good, any || good, only && given(id)
		}
	}
	hasAll := !slices.ContainsFunc(c.targets, func(id int64) bool { return !has(id) })
	return map[string]bool{
		"any": any, "none": !any, "every": all,
		"has any": slices.ContainsFunc(c.targets, has), "has all": hasAll, "has exactly": hasAll && only, "subset": only,
		"has any keys": slices.ContainsFunc(c.targets, has), "has all keys": hasAll, "has exactly keys": hasAll && only, "subset keys": only,
	}[c.op]
}

const anyLevel = -2

// TestConditionsOfEveryKind: conditions on relations of any kind, by what is true of
// the targets and of the links, and by which targets there are, find from both ends the
// owners that a map says; so do orders by links.
func TestConditionsOfEveryKind(t *testing.T) {
	for _, r := range relations {
		run := func(t *testing.T, db *kin.DB) {
			ends := r.ends(db)
			propertyOfKinds(t, db, len(relations), func(rt *rapid.T) {
				m := newLinkModel(rt, db, r, ends)
				for range 4 {
					if m.add(rt); m.ends[0].addWith != nil {
						m.addWith(rt)
					}
					if m.repeat != nil {
						m.repeated(rt)
					}
				}
				for range 20 {
					m.asked(rt, m.end(rt))
				}
				m.ordered(rt)
			})
		}
		t.Run(r.name, func(t *testing.T) { onEach(t, run) })
	}
}

// asked compares what a condition finds.
func (m *linkModel) asked(rt *rapid.T, end int) {
	c := condition{
		op: rapid.SampledFrom([]string{
			"any", "none", "every", "has any", "has all", "has exactly", "subset", "has any keys", "has all keys", "has exactly keys", "subset keys",
		}).Draw(rt, "condition"),
		not: rapid.Bool().Draw(rt, "not"), least: rapid.Int64Range(0, 4).Draw(rt, "least"), level: anyLevel, targets: m.targets(rt, end),
	}
	find := m.ends[end].find
	if above := m.ends[end].findAbove; above != nil && slices.Contains([]string{"any", "none", "every"}, c.op) && rapid.Bool().Draw(rt, "links") {
		find, c.level = above, rapid.Int64Range(-1, 3).Draw(rt, "level")
	}
	got, err := find(c)
	check(rt, err)
	var want []int64
	for _, id := range m.rows[end] {
		if m.holds(end, m.of(end, id), c) != c.not {
			want = append(want, id)
		}
	}
	if slices.Sort(want); !slices.Equal(got, want) {
		rt.Fatalf("end %d, %+v: %v, not %v", end, c, got, want)
	}
}

// ordered compares the order of targets by the levels of their links: none is the least.
func (m *linkModel) ordered(rt *rapid.T) {
	end := m.linkEnd(rt)
	if m.ends[end].byLevel == nil || m.repeat != nil {
		return
	}
	owner := m.owner(rt, end)
	got, err := m.ends[end].byLevel(owner)
	check(rt, err)
	links := m.of(end, owner)
	if len(got) != len(links) || !slices.IsSortedFunc(got, func(a, b int64) int { return cmp.Compare(links[b][0].level, links[a][0].level) }) {
		rt.Fatalf("end %d: the targets of %d by level are %v, of %v", end, owner, got, links)
	}
}
