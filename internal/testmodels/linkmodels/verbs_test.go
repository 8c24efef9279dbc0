package linkmodels_test

import (
	"context"
	"fmt"
	"slices"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/internal/testmodels/linkmodels/far"
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

// A verbs has the verbs of one end of a relation by keys. Those after counts are nil
// where the end does not hold links with columns.
type verbs struct {
	empty  func() error                       // deletes all rows of the owner's model
	row    func(score int64) (int64, error)   // makes one
	keys   func(owner int64) ([]int64, error) // of the targets, by a query
	counts func(owner int64) (links, targets int64, err error)

	add, remove  func(owner int64, targets []int64) (int64, error)
	set, replace func(owner int64, targets []int64) (kin.Changed, error)
	clear        func(owner int64) (int64, error)
	create       func(owner int64) (int64, error)
	removeScored func(owner, above int64) (int64, error)
	many         manyVerbs
	find         func(c condition) ([]int64, error) // owners by a condition on the relation

	linked      func(owner int64) (map[int64][]value, error)
	addWith     func(owner int64, v value, targets []int64) (int64, error)
	addLinks    func(owner int64, p kin.Policy, targets []int64, values []value) (int64, error)
	setWith     func(owner int64, v value, targets []int64) (kin.Changed, error)
	createWith  func(owner int64, v value) (int64, error)
	updateAbove func(owner, level, to int64) (int64, error) // by a condition on the link
	updateScore func(owner, above, to int64) (int64, error) // by one on the target
	removeAbove func(owner, level int64) (int64, error)
	findAbove   func(c condition) ([]int64, error) // owners by a condition on the links
	byLevel     func(owner int64) ([]int64, error) // the targets, by their links, the highest first
}

// A side is what a test knows of a model at one end of a relation. Tests call its rows
// by numbers, whatever their keys are.
type side[R any] struct {
	name  string
	table interface {
		Query() *kin.Query[*R]
		Filter(...kin.Pred[*R]) *kin.Query[*R]
		Create(context.Context, kin.Executor, *R) error
		CreateMany(context.Context, kin.Executor, []*R) error
		AllRows() *kin.Query[*R]
	}
	is    func(id int64) kin.Pred[*R]
	keys  func(ids ...int64) kin.Keys[*R]
	score *kin.NumberColumn[*R, int64]
	of    func(*R) int64 // the score
	key   func(*R) int64
	make  func(score int64) *R
}

// made numbers rows whose keys the database does not make.
var made int64

func numbered() int64 { made++; return made }

func slug(id int64) string { return fmt.Sprint("slug ", id) }
func word(id int64) string { return fmt.Sprint("word ", id) }

// spot returns a key of two columns. Each half of it is in other keys too.
func spot(id int64) lm.SpotKey { return lm.SpotKey{Land: fmt.Sprint("land ", id%2), At: id / 2} }

var (
	nodes = side[lm.Node]{
		"nodes", lm.Nodes, lm.Nodes.ID.Eq, lm.Nodes.Keys, lm.Nodes.Score, func(n *lm.Node) int64 { return n.Score },
		func(n *lm.Node) int64 { return n.ID }, func(score int64) *lm.Node { return &lm.Node{Score: score} },
	}
	tags = side[lm.Tag]{
		"tags", lm.Tags, lm.Tags.ID.Eq, lm.Tags.Keys, lm.Tags.Score, func(t *lm.Tag) int64 { return t.Score },
		func(t *lm.Tag) int64 { return t.ID }, func(score int64) *lm.Tag { return &lm.Tag{Score: score, Number: new(numbered())} },
	}
	places = side[far.Place]{
		"places", far.Places, far.Places.ID.Eq, far.Places.Keys, far.Places.Score, func(p *far.Place) int64 { return p.Score },
		func(p *far.Place) int64 { return p.ID }, func(score int64) *far.Place { return &far.Place{Score: score} },
	}
	badges = side[lm.Badge]{
		"badges", lm.Badges, lm.Badges.ID.Eq, lm.Badges.Keys, lm.Badges.Score, func(b *lm.Badge) int64 { return b.Score },
		func(b *lm.Badge) int64 { return b.ID }, func(score int64) *lm.Badge { return &lm.Badge{Score: score} },
	}
	words = side[lm.Word]{
		"words", lm.Words, func(id int64) kin.Pred[*lm.Word] { return lm.Words.Text.Eq(word(id)) },
		func(ids ...int64) kin.Keys[*lm.Word] { return lm.Words.Keys(each(ids, word)...) },
		lm.Words.Score, func(w *lm.Word) int64 { return w.Score },
		func(w *lm.Word) (id int64) { _, _ = fmt.Sscanf(w.Text, "word %d", &id); return id },
		func(score int64) *lm.Word {
			id := numbered()
			return &lm.Word{Text: word(id), Slug: slug(id), Score: score}
		},
	}
	spots = side[lm.Spot]{
		"spots", lm.Spots, func(id int64) kin.Pred[*lm.Spot] {
			return kin.And(lm.Spots.Land.Eq(spot(id).Land), lm.Spots.At.Eq(spot(id).At))
		},
		func(ids ...int64) kin.Keys[*lm.Spot] { return lm.Spots.Keys(each(ids, spot)...) },
		lm.Spots.Score, func(s *lm.Spot) int64 { return s.Score },
		func(s *lm.Spot) (id int64) { _, _ = fmt.Sscanf(s.Land, "land %d", &id); return s.At*2 + id },
		func(score int64) *lm.Spot {
			id := numbered()
			k := spot(id)
			return &lm.Spot{Land: k.Land, At: k.At, Zone: fmt.Sprint("zone ", id%3), Nr: id / 3, Score: score}
		},
	}
)

func each[A, B any](list []A, f func(A) B) []B {
	out := make([]B, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}

func (s *side[R]) get(db *kin.DB, id int64) *R {
	obj, err := s.table.Filter(s.is(id)).Get(ctx, db)
	if err != nil {
		panic(err)
	}
	return obj
}

func (s *side[R]) all(db *kin.DB, ids []int64) []*R {
	return each(ids, func(id int64) *R { return s.get(db, id) })
}

// plain returns the verbs of a relation whose links have no columns.
func plain[R, T any](db *kin.DB, rel *kin.Many[*R, *T], from side[R], to side[T]) verbs {
	of := func(owner int64) *kin.RelatedSet[*T] { return rel.Of(from.get(db, owner)) }
	return verbs{
		empty: func() error { _, err := from.table.AllRows().Delete(ctx, db); return err },
		row: func(score int64) (int64, error) {
			obj := from.make(score)
			err := from.table.Create(ctx, db, obj)
			return from.key(obj), err
		},
		keys: func(o int64) ([]int64, error) {
			objs, err := of(o).All(ctx, db)
			return each(objs, to.key), err
		},
		counts: func(o int64) (links, targets int64, err error) {
			rows, err := kin.Select2(from.table.Filter(from.is(o)), rel.Count(), kin.CountDistinct(rel)).All(ctx, db)
			for _, r := range rows {
				links, targets = r.A, r.B
			}
			return links, targets, err
		},
		many:    manyOf(db, rel, from, to),
		find:    func(c condition) ([]int64, error) { return found(db, from, c, pred(db, c, rel, to)) },
		add:     func(o int64, ts []int64) (int64, error) { return of(o).Add(ctx, db, to.all(db, ts)...) },
		remove:  func(o int64, ts []int64) (int64, error) { return of(o).Remove(ctx, db, to.all(db, ts)...) },
		set:     func(o int64, ts []int64) (kin.Changed, error) { return of(o).Set(ctx, db, to.all(db, ts)...) },
		replace: func(o int64, ts []int64) (kin.Changed, error) { return of(o).Replace(ctx, db, to.all(db, ts)...) },
		clear:   func(o int64) (int64, error) { return of(o).Clear(ctx, db) },
		create: func(o int64) (int64, error) {
			obj := to.make(5)
			err := of(o).Create(ctx, db, obj)
			return to.key(obj), err
		},
		removeScored: func(o, above int64) (int64, error) { return of(o).RemoveWhere(ctx, db, to.score.Gt(above)) },
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
	reads = linkSide[lm.Read]{
		lm.Reads.Level, func(v value) lm.Read { return lm.Read{Level: pointer(v.level), Note: v.note} },
		func(l lm.Read) value { return valueOf(l.Level, l.Note) },
	}
	calls = linkSide[lm.Call]{
		lm.Calls.Level, func(v value) lm.Call { return lm.Call{Level: pointer(v.level), Note: v.note} },
		func(l lm.Call) value { return valueOf(l.Level, l.Note) },
	}
	visits = linkSide[lm.Visit]{
		lm.Visits.Level, func(v value) lm.Visit { return lm.Visit{Level: pointer(v.level), Note: v.note} },
		func(l lm.Visit) value { return valueOf(l.Level, l.Note) },
	}
	roads = linkSide[lm.Road]{
		lm.Roads.Level, func(v value) lm.Road { return lm.Road{Level: pointer(v.level), Note: v.note} },
		func(l lm.Road) value { return valueOf(l.Level, l.Note) },
	}
	sayings = linkSide[lm.Saying]{
		lm.Sayings.Level, func(v value) lm.Saying { return lm.Saying{Level: pointer(v.level), Note: v.note} },
		func(l lm.Saying) value { return valueOf(l.Level, l.Note) },
	}
	hums = linkSide[lm.Hum]{
		lm.Hums.Level, func(v value) lm.Hum { return lm.Hum{Level: pointer(v.level), Note: v.note} },
		func(l lm.Hum) value { return valueOf(l.Level, l.Note) },
	}
	topics = linkSide[lm.Topic]{
		lm.Topics.Level, func(v value) lm.Topic { return lm.Topic{Level: pointer(v.level), Note: v.note} },
		func(l lm.Topic) value { return valueOf(l.Level, l.Note) },
	}
	chants = linkSide[lm.Chant]{
		lm.Chants.Level, func(v value) lm.Chant { return lm.Chant{Level: pointer(v.level), Note: v.note} },
		func(l lm.Chant) value { return valueOf(l.Level, l.Note) },
	}
	echoes = linkSide[lm.Echo]{
		lm.Echoings.Level, func(v value) lm.Echo { return lm.Echo{Level: pointer(v.level), Note: v.note} },
		func(l lm.Echo) value { return valueOf(l.Level, l.Note) },
	}
	rhymes = linkSide[lm.Rhyme]{
		lm.Rhymings.Level, func(v value) lm.Rhyme { return lm.Rhyme{Level: pointer(v.level), Note: v.note} },
		func(l lm.Rhyme) value { return valueOf(l.Level, l.Note) },
	}
	quotes = linkSide[far.Quote]{
		far.Quotes.Level, func(v value) far.Quote { return far.Quote{Level: pointer(v.level), Note: v.note} },
		func(l far.Quote) value { return valueOf(l.Level, l.Note) },
	}
	trips = linkSide[far.Trip]{
		far.Trips.Level, func(v value) far.Trip { return far.Trip{Level: pointer(v.level), Note: v.note} },
		func(l far.Trip) value { return valueOf(l.Level, l.Note) },
	}
)

// through returns the verbs of a relation whose links have columns. The field is
// where an owner holds its targets.
func through[R, T, L any](db *kin.DB, rel *kin.ManyThrough[*R, *T, *L], field func(*R) *kin.Through[T, L], from side[R], to side[T], link linkSide[L]) verbs {
	v := plain(db, &rel.Many, from, to)
	of := func(owner int64) *kin.Through[T, L] { return field(from.get(db, owner)) }
	above := func(level int64) kin.Pred[*T] { return rel.LinkWhere(link.level.Gt(level)) }
	v.linked = func(o int64) (map[int64][]value, error) {
		owner, err := from.table.Filter(from.is(o)).Preload(rel).Get(ctx, db)
		if err != nil {
			return nil, err
		}
		out := map[int64][]value{}
		for _, l := range field(owner).MustLinks() {
			out[to.key(l.Target)] = append(out[to.key(l.Target)], link.value(l.Link))
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
		obj := to.make(5)
		err := of(o).CreateWith(ctx, db, link.make(val), obj)
		return to.key(obj), err
	}
	v.updateAbove = func(o, level, set int64) (int64, error) {
		return of(o).UpdateLinks(ctx, db, above(level), link.level.Set(set))
	}
	v.updateScore = func(o, score, set int64) (int64, error) {
		return of(o).UpdateLinks(ctx, db, to.score.Gt(score), link.level.Set(set))
	}
	v.findAbove = func(c condition) ([]int64, error) {
		both := []kin.Pred[*T]{above(c.level), to.score.Ge(c.least)}
		return found(db, from, c, map[string]kin.Pred[*R]{"any": rel.Any(both...), "none": rel.None(both...), "every": rel.Every(both...)}[c.op])
	}
	v.byLevel = func(o int64) ([]int64, error) {
		objs, err := rel.Of(from.get(db, o)).OrderBy(rel.ByLink(link.level.Desc())).All(ctx, db)
		return each(objs, to.key), err
	}
	v.removeAbove = func(o, level int64) (int64, error) { return of(o).RemoveWhere(ctx, db, above(level)) }
	return v
}

func distinct(ids []int64) []int64 {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return slices.Compact(ids)
}
