package linkmodels_test

import (
	"cmp"
	"errors"
	"flag"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/internal/testmodels/linkmodels/far"
	"github.com/kinorm/kin/kintest"
)

// allModels are those of both packages.
var allModels = slices.Concat(lm.Models, far.Models)

// onEach runs a test on every database, with the tables of the models.
func onEach(t *testing.T, test func(t *testing.T, db *kin.DB)) {
	t.Helper()
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			if err := kin.CreateTables(ctx, db, allModels...); err != nil {
				t.Fatal(err)
			}
			test(t, db)
		})
	}
}

// property checks a property on a database: on a server, where a statement takes much
// longer, by fewer runs.
func property(t *testing.T, db *kin.DB, holds func(*rapid.T)) {
	t.Helper()
	propertyOfKinds(t, db, 1, holds)
}

// propertyOfKinds is property for one of several kinds, which share the runs.
func propertyOfKinds(t *testing.T, db *kin.DB, kinds int, holds func(*rapid.T)) {
	t.Helper()
	given := flag.Lookup("rapid.checks").Value.String()
	n, err := strconv.Atoi(given)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(db.Driver().Dialect().Name, "sqlite") {
		kinds *= 10
	}
	defer setFlag(t, given)
	setFlag(t, strconv.Itoa((n+kinds-1)/kinds))
	rapid.Check(t, holds)
}

func setFlag(t *testing.T, checks string) {
	if err := flag.Set("rapid.checks", checks); err != nil {
		t.Fatal(err)
	}
}

func check(rt *rapid.T, err error) {
	rt.Helper()
	if err != nil {
		rt.Fatal(err)
	}
}

// A pair is an owner and a target, seen from the end that declares the relation.
type pair struct{ owner, target int64 }

// A linkModel is a relation in the database and as a map.
type linkModel struct {
	relation
	ends  [2]verbs   // the declaring end and the other
	rows  [2][]int64 // keys at the declaring end and at the other
	links map[pair][]value
	db    *kin.DB
	told  func(*linkModel) // after what nobody can hear; nil tells nobody
}

// TestLinksAgainstMap runs random verbs of each kind of relation from both ends and
// compares what they return and leave with a map of pairs.
func TestLinksAgainstMap(t *testing.T) {
	for _, r := range relations {
		run := func(t *testing.T, db *kin.DB) {
			ends := r.ends(db)
			propertyOfKinds(t, db, len(relations), func(rt *rapid.T) {
				m := newLinkModel(rt, db, r, ends)
				rt.Repeat(m.actions(m.same))
			})
		}
		t.Run(r.name, func(t *testing.T) { onEach(t, run) })
	}
}

// actions are the verbs, and what is checked after each.
func (m *linkModel) actions(check func(*rapid.T)) map[string]func(*rapid.T) {
	actions := map[string]func(*rapid.T){
		"add": m.add, "remove": m.remove, "set": m.set, "replace": m.replace, "clear": m.clear,
		"create": m.create, "remove where": m.removeScored, "": check,
	}
	if m.repeat != nil {
		actions["repeat"] = m.repeated
	}
	if m.ends[0].addWith != nil {
		maps.Copy(actions, map[string]func(*rapid.T){
			"add with": m.addWith, "add links": m.addLinks, "set with": m.setWith, "create with": m.createWith,
			"update above": m.updateAbove, "update score": m.updateScore, "remove above": m.removeAbove,
		})
	}
	return actions
}

func newLinkModel(rt *rapid.T, db *kin.DB, r relation, ends [2]verbs) *linkModel {
	m := &linkModel{relation: r, ends: ends, links: map[pair][]value{}, db: db}
	for end, v := range ends {
		if end == 1 && r.self {
			m.rows[1] = m.rows[0]
			break
		}
		check(rt, v.empty())
		for score := range int64(4) {
			id, err := v.row(score)
			check(rt, err)
			m.rows[end] = append(m.rows[end], id)
		}
	}
	return m
}

// score returns the score of a row by its place: the rows that are made later have 5.
func (m *linkModel) score(end int, id int64) int64 {
	if i := slices.Index(m.rows[end], id); i < 4 {
		return int64(i)
	}
	return 5
}

func (m *linkModel) end(rt *rapid.T) int { return rapid.IntRange(0, 1).Draw(rt, "end") }

// linkEnd draws one of the ends that hold links.
func (m *linkModel) linkEnd(rt *rapid.T) int {
	if m.ends[1].addWith == nil {
		return 0
	}
	return m.end(rt)
}

func (m *linkModel) owner(rt *rapid.T, end int) int64 {
	return rapid.SampledFrom(m.rows[end]).Draw(rt, "owner")
}

func (m *linkModel) targets(rt *rapid.T, end int) []int64 {
	return rapid.SliceOfN(rapid.SampledFrom(m.rows[1-end]), 0, 4).Draw(rt, "targets")
}

func drawValue(rt *rapid.T) value {
	return value{rapid.Int64Range(none, 3).Draw(rt, "level"), rapid.SampledFrom([]string{"a", "b"}).Draw(rt, "note")}
}

// at returns the pair of an owner and a target as an end sees them.
func (m *linkModel) at(end int, owner, target int64) pair {
	if end == 1 && !m.symmetric {
		return pair{target, owner}
	}
	return pair{owner, target}
}

// put makes the links of a pair those with values.
func (m *linkModel) put(end int, owner, target int64, values ...value) {
	pairs := []pair{m.at(end, owner, target)}
	if m.symmetric {
		pairs = append(pairs, pair{target, owner})
	}
	for _, p := range pairs {
		if m.links[p] = values; len(values) == 0 {
			delete(m.links, p)
		}
	}
}

// of returns the links of an owner.
func (m *linkModel) of(end int, owner int64) map[int64][]value {
	out := map[int64][]value{}
	for p, list := range m.links {
		switch {
		case (end == 0 || m.symmetric) && p.owner == owner:
			out[p.target] = list
		case end == 1 && !m.symmetric && p.target == owner:
			out[p.owner] = list
		}
	}
	return out
}

// insert adds the missing links and returns their number.
func (m *linkModel) insert(end int, owner int64, targets []int64, v value) (n int64) {
	for _, t := range distinct(targets) {
		if len(m.of(end, owner)[t]) == 0 {
			m.put(end, owner, t, v)
			n++
		}
	}
	return n
}

// removeIf removes the links of an owner that fulfil a condition and returns their number.
func (m *linkModel) removeIf(end int, owner int64, cond func(target int64, v value) bool) (n int64) {
	for t, list := range m.of(end, owner) {
		left := slices.DeleteFunc(slices.Clone(list), func(v value) bool { return cond(t, v) })
		n += int64(len(list) - len(left))
		m.put(end, owner, t, left...)
	}
	return n
}

func equal[T comparable](rt *rapid.T, got T, err error, want T) {
	rt.Helper()
	check(rt, err)
	if got != want {
		rt.Fatalf("it returned %v, not %v", got, want)
	}
}

// same compares the links of every owner, from both ends.
func (m *linkModel) same(rt *rapid.T) {
	for end, rows := range m.rows {
		for _, owner := range rows {
			want := m.of(end, owner)
			m.sameKeys(rt, end, owner, want)
			if m.ends[end].linked == nil {
				continue
			}
			got, err := m.ends[end].linked(owner)
			check(rt, err)
			if !maps.EqualFunc(got, want, func(a, b []value) bool { return slices.Equal(inOrder(a), inOrder(b)) }) {
				rt.Fatalf("end %d: the links of %d are %v, not %v", end, owner, got, want)
			}
		}
	}
}

// sameKeys compares the targets of an owner, each once, and how many links lead there.
func (m *linkModel) sameKeys(rt *rapid.T, end int, owner int64, want map[int64][]value) {
	keys, err := m.ends[end].keys(owner)
	check(rt, err)
	slices.Sort(keys)
	if !slices.Equal(keys, slices.Sorted(maps.Keys(want))) {
		rt.Fatalf("end %d: the targets of %d are %v, not %v", end, owner, keys, want)
	}
	var all int64
	for _, list := range want {
		all += int64(len(list))
	}
	links, targets, err := m.ends[end].counts(owner)
	check(rt, err)
	if links != all || targets != int64(len(want)) {
		rt.Fatalf("end %d: %d links of %d lead to %d targets, not %d to %d", end, links, owner, targets, all, len(want))
	}
}

func inOrder(list []value) []value {
	return slices.SortedFunc(slices.Values(list), func(a, b value) int {
		return cmp.Or(cmp.Compare(a.level, b.level), cmp.Compare(a.note, b.note))
	})
}

// repeated links a pair once more, as another program does.
func (m *linkModel) repeated(rt *rapid.T) {
	m.repeatOne(rt, m.owner(rt, 0), rapid.SampledFrom(m.rows[1]).Draw(rt, "target"))
	if m.told != nil {
		m.told(m)
	}
}

func (m *linkModel) repeatOne(rt *rapid.T, owner, target int64) {
	v := added
	if m.ends[0].addWith != nil {
		v = drawValue(rt)
	}
	conn, err := m.db.Driver().Acquire(ctx, dialect.Write)
	check(rt, err)
	defer conn.Release()
	check(rt, conn.Script(ctx, m.repeat(owner, target, v)))
	m.put(0, owner, target, append(slices.Clone(m.of(0, owner)[target]), v)...)
}

var added = value{none, "new"}

func (m *linkModel) add(rt *rapid.T) {
	end := m.end(rt)
	owner, targets := m.owner(rt, end), m.targets(rt, end)
	n, err := m.ends[end].add(owner, targets)
	equal(rt, n, err, m.insert(end, owner, targets, added))
}

func (m *linkModel) remove(rt *rapid.T) {
	end := m.end(rt)
	owner, targets := m.owner(rt, end), m.targets(rt, end)
	n, err := m.ends[end].remove(owner, targets)
	equal(rt, n, err, m.removeIf(end, owner, func(t int64, _ value) bool { return slices.Contains(targets, t) }))
}

func (m *linkModel) set(rt *rapid.T) {
	end := m.end(rt)
	owner, targets := m.owner(rt, end), m.targets(rt, end)
	c, err := m.ends[end].set(owner, targets)
	removed := m.removeIf(end, owner, func(t int64, _ value) bool { return !slices.Contains(targets, t) })
	equal(rt, c, err, kin.Changed{Removed: removed, Added: m.insert(end, owner, targets, added)})
}

func (m *linkModel) replace(rt *rapid.T) {
	end := m.end(rt)
	owner, targets := m.owner(rt, end), m.targets(rt, end)
	c, err := m.ends[end].replace(owner, targets)
	removed := m.removeIf(end, owner, func(int64, value) bool { return true })
	equal(rt, c, err, kin.Changed{Removed: removed, Added: m.insert(end, owner, targets, added)})
}

func (m *linkModel) clear(rt *rapid.T) {
	end := m.end(rt)
	owner := m.owner(rt, end)
	n, err := m.ends[end].clear(owner)
	equal(rt, n, err, m.removeIf(end, owner, func(int64, value) bool { return true }))
}

// made remembers a row that was created at the other end.
func (m *linkModel) made(end int, owner, id int64, v value) {
	m.rows[1-end] = append(slices.Clone(m.rows[1-end]), id)
	if m.self {
		m.rows[end] = m.rows[1-end]
	}
	m.put(end, owner, id, v)
}

func (m *linkModel) create(rt *rapid.T) {
	end := m.end(rt)
	owner := m.owner(rt, end)
	id, err := m.ends[end].create(owner)
	check(rt, err)
	m.made(end, owner, id, added)
}

func (m *linkModel) removeScored(rt *rapid.T) {
	end := m.end(rt)
	owner, above := m.owner(rt, end), rapid.Int64Range(0, 4).Draw(rt, "above")
	n, err := m.ends[end].removeScored(owner, above)
	equal(rt, n, err, m.removeIf(end, owner, func(t int64, _ value) bool { return m.score(1-end, t) > above }))
}

func (m *linkModel) addWith(rt *rapid.T) {
	end := m.linkEnd(rt)
	owner, targets, v := m.owner(rt, end), m.targets(rt, end), drawValue(rt)
	n, err := m.ends[end].addWith(owner, v, targets)
	equal(rt, n, err, m.insert(end, owner, targets, v))
}

func (m *linkModel) setWith(rt *rapid.T) {
	end := m.linkEnd(rt)
	owner, targets, v := m.owner(rt, end), m.targets(rt, end), drawValue(rt)
	c, err := m.ends[end].setWith(owner, v, targets)
	removed := m.removeIf(end, owner, func(t int64, _ value) bool { return !slices.Contains(targets, t) })
	equal(rt, c, err, kin.Changed{Removed: removed, Added: m.insert(end, owner, targets, v)})
}

func (m *linkModel) createWith(rt *rapid.T) {
	end := m.linkEnd(rt)
	owner, v := m.owner(rt, end), drawValue(rt)
	id, err := m.ends[end].createWith(owner, v)
	check(rt, err)
	m.made(end, owner, id, v)
}

// addLinks adds links with values of their own, by each policy.
func (m *linkModel) addLinks(rt *rapid.T) {
	end := m.linkEnd(rt)
	owner, targets := m.owner(rt, end), distinct(m.targets(rt, end))
	policy := rapid.SampledFrom([]kin.Policy{kin.IfAbsent, kin.Update, kin.Error}).Draw(rt, "policy")
	values := make([]value, len(targets))
	there := false
	for i, t := range targets {
		values[i] = drawValue(rt)
		there = there || len(m.of(end, owner)[t]) > 0
	}
	n, err := m.ends[end].addLinks(owner, policy, targets, values)
	if m.repeat != nil && policy != kin.IfAbsent && len(targets) > 0 {
		if !errors.Is(err, kin.ErrUnsupported) {
			rt.Fatalf("a policy for links that may repeat: %v, not ErrUnsupported", err)
		}
		return
	}
	if policy == kin.Error && there {
		if !errors.Is(err, kin.ErrUnique) {
			rt.Fatalf("adding a link that exists: %v, not ErrUnique", err)
		}
		return
	}
	var want int64
	for i, t := range targets {
		known := len(m.of(end, owner)[t]) > 0
		if !known {
			want++
		}
		if !known || policy == kin.Update {
			m.put(end, owner, t, values[i])
		}
	}
	equal(rt, n, err, want)
}

// change sets the level of the links of an owner that fulfil a condition.
func (m *linkModel) change(end int, owner, level int64, cond func(target int64, v value) bool) (n int64) {
	for t, list := range m.of(end, owner) {
		list = slices.Clone(list)
		for i, v := range list {
			if cond(t, v) {
				list[i].level = level
				n++
			}
		}
		m.put(end, owner, t, list...)
	}
	return n
}

func (m *linkModel) updateAbove(rt *rapid.T) {
	end := m.linkEnd(rt)
	owner, above, to := m.owner(rt, end), rapid.Int64Range(-1, 3).Draw(rt, "above"), rapid.Int64Range(0, 3).Draw(rt, "to")
	n, err := m.ends[end].updateAbove(owner, above, to)
	equal(rt, n, err, m.change(end, owner, to, func(_ int64, v value) bool { return v.level != none && v.level > above }))
}

func (m *linkModel) updateScore(rt *rapid.T) {
	end := m.linkEnd(rt)
	owner, above, to := m.owner(rt, end), rapid.Int64Range(0, 4).Draw(rt, "above"), rapid.Int64Range(0, 3).Draw(rt, "to")
	n, err := m.ends[end].updateScore(owner, above, to)
	equal(rt, n, err, m.change(end, owner, to, func(t int64, _ value) bool { return m.score(1-end, t) > above }))
}

func (m *linkModel) removeAbove(rt *rapid.T) {
	end := m.linkEnd(rt)
	owner, above := m.owner(rt, end), rapid.Int64Range(-1, 3).Draw(rt, "above")
	n, err := m.ends[end].removeAbove(owner, above)
	equal(rt, n, err, m.removeIf(end, owner, func(_ int64, v value) bool { return v.level != none && v.level > above }))
}
