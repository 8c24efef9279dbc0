package linkmodels_test

import (
	"context"
	"slices"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
)

var ctx = context.Background()

// A value is what a link holds: a level, which may be absent, and a note.
type value struct {
	level int64 // absent is none
	note  string
}

const none = -1

func pointer(level int64) *int64 {
	if level == none {
		return nil
	}
	return &level
}

func valueOf(level *int64, note string) value {
	if level == nil {
		return value{none, note}
	}
	return value{*level, note}
}

// A verbs has the verbs of one end of a relation by keys. Those after linked are nil
// where links have no columns.
type verbs struct {
	add, remove  func(owner int64, targets []int64) (int64, error)
	set, replace func(owner int64, targets []int64) (kin.Changed, error)
	clear        func(owner int64) (int64, error)
	create       func(owner int64) (int64, error)
	removeScored func(owner, above int64) (int64, error)
	linked       func(owner int64) (map[int64]value, error)
	many         manyVerbs

	addWith     func(owner int64, v value, targets []int64) (int64, error)
	addLinks    func(owner int64, p kin.Policy, targets []int64, values []value) (int64, error)
	setWith     func(owner int64, v value, targets []int64) (kin.Changed, error)
	createWith  func(owner int64, v value) (int64, error)
	updateAbove func(owner, level, to int64) (int64, error) // by a condition on the link
	updateScore func(owner, above, to int64) (int64, error) // by one on the target
	removeAbove func(owner, level int64) (int64, error)
}

// A side is what a test knows of a model at one end of a relation.
type side[R any] struct {
	table interface {
		Filter(...kin.Pred[*R]) *kin.Query[*R]
	}
	id    *kin.NumberColumn[*R, int64]
	score *kin.NumberColumn[*R, int64]
	key   func(*R) int64
	make  func() *R
}

var nodes = side[lm.Node]{lm.Nodes, lm.Nodes.ID, lm.Nodes.Score, func(n *lm.Node) int64 { return n.ID }, func() *lm.Node { return &lm.Node{Score: 5} }}
var tags = side[lm.Tag]{lm.Tags, lm.Tags.ID, lm.Tags.Score, func(t *lm.Tag) int64 { return t.ID }, func() *lm.Tag { return &lm.Tag{Score: 5} }}

func (s *side[R]) get(db *kin.DB, id int64) *R {
	obj, err := s.table.Filter(s.id.Eq(id)).Get(ctx, db)
	if err != nil {
		panic(err)
	}
	return obj
}

func (s *side[R]) all(db *kin.DB, ids []int64) []*R {
	out := make([]*R, len(ids))
	for i, id := range ids {
		out[i] = s.get(db, id)
	}
	return out
}

// plain returns the verbs of a relation whose links have no columns.
func plain[R, T any](db *kin.DB, rel *kin.Many[*R, *T], from side[R], to side[T]) verbs {
	of := func(owner int64) *kin.RelatedSet[*T] { return rel.Of(from.get(db, owner)) }
	return verbs{
		many:    manyOf(db, rel, from, to),
		add:     func(o int64, ts []int64) (int64, error) { return of(o).Add(ctx, db, to.all(db, ts)...) },
		remove:  func(o int64, ts []int64) (int64, error) { return of(o).Remove(ctx, db, to.all(db, ts)...) },
		set:     func(o int64, ts []int64) (kin.Changed, error) { return of(o).Set(ctx, db, to.all(db, ts)...) },
		replace: func(o int64, ts []int64) (kin.Changed, error) { return of(o).Replace(ctx, db, to.all(db, ts)...) },
		clear:   func(o int64) (int64, error) { return of(o).Clear(ctx, db) },
		create: func(o int64) (int64, error) {
			obj := to.make()
			err := of(o).Create(ctx, db, obj)
			return to.key(obj), err
		},
		removeScored: func(o, above int64) (int64, error) { return of(o).RemoveWhere(ctx, db, to.score.Gt(above)) },
		linked: func(o int64) (map[int64]value, error) {
			objs, err := of(o).All(ctx, db)
			out := map[int64]value{}
			for _, obj := range objs {
				out[to.key(obj)] = value{none, "new"}
			}
			return out, err
		},
	}
}

// A linkSide is what a test knows of a model of links.
type linkSide[L any] struct {
	level *kin.NumberColumn[*L, int64]
	make  func(value) L
	value func(L) value
}

var (
	trusts = linkSide[lm.Trust]{
		lm.Trusts.Level, func(v value) lm.Trust { return lm.Trust{Level: pointer(v.level), Note: v.note} },
		func(l lm.Trust) value { return valueOf(l.Level, l.Note) },
	}
	pacts = linkSide[lm.Pact]{
		lm.Pacts.Level, func(v value) lm.Pact { return lm.Pact{Level: pointer(v.level), Note: v.note} },
		func(l lm.Pact) value { return valueOf(l.Level, l.Note) },
	}
	taggings = linkSide[lm.Tagging]{
		lm.Taggings.Level, func(v value) lm.Tagging { return lm.Tagging{Level: pointer(v.level), Note: v.note} },
		func(l lm.Tagging) value { return valueOf(l.Level, l.Note) },
	}
)

// through returns the verbs of a relation whose links have columns. The field is
// where an owner holds its targets.
func through[R, T, L any](db *kin.DB, rel *kin.ManyThrough[*R, *T, *L], field func(*R) *kin.Through[T, L], from side[R], to side[T], link linkSide[L]) verbs {
	v := plain(db, &rel.Many, from, to)
	of := func(owner int64) *kin.Through[T, L] { return field(from.get(db, owner)) }
	above := func(level int64) kin.Pred[*T] { return rel.LinkWhere(link.level.Gt(level)) }
	v.linked = func(o int64) (map[int64]value, error) {
		owner, err := from.table.Filter(from.id.Eq(o)).Preload(rel).Get(ctx, db)
		if err != nil {
			return nil, err
		}
		out := map[int64]value{}
		for _, l := range field(owner).MustLinks() {
			out[to.key(l.Target)] = link.value(l.Link)
		}
		return out, nil
	}
	v.addWith = func(o int64, val value, ts []int64) (int64, error) {
		return of(o).AddWith(ctx, db, link.make(val), to.all(db, ts)...)
	}
	v.addLinks = func(o int64, p kin.Policy, ts []int64, values []value) (int64, error) {
		links := make([]kin.Linked[T, L], len(ts))
		for i, id := range ts {
			links[i] = kin.Linked[T, L]{Target: to.get(db, id), Link: link.make(values[i])}
		}
		return of(o).AddLinks(ctx, db, p, links...)
	}
	v.setWith = func(o int64, val value, ts []int64) (kin.Changed, error) {
		return of(o).SetWith(ctx, db, link.make(val), to.all(db, ts)...)
	}
	v.createWith = func(o int64, val value) (int64, error) {
		obj := to.make()
		err := of(o).CreateWith(ctx, db, link.make(val), obj)
		return to.key(obj), err
	}
	v.updateAbove = func(o, level, set int64) (int64, error) {
		return of(o).UpdateLinks(ctx, db, above(level), link.level.Set(set))
	}
	v.updateScore = func(o, score, set int64) (int64, error) {
		return of(o).UpdateLinks(ctx, db, to.score.Gt(score), link.level.Set(set))
	}
	v.removeAbove = func(o, level int64) (int64, error) { return of(o).RemoveWhere(ctx, db, above(level)) }
	return v
}

func distinct(ids []int64) []int64 {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return slices.Compact(ids)
}
