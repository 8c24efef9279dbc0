package linkmodels_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/internal/testmodels/linkmodels/far"
)

// A plan is a relation whose objects a graph has, by the name of its field, with those
// of its targets.
type plan struct {
	field string
	below []plan
}

// A grown is a plan as each verb takes it.
type grown[R any] struct {
	plan
	branch kin.Branch[*R]
	load   kin.Preloader[*R]
	scores kin.Part[*R] // the score of each object
	whole  kin.Part[*R]
}

// fieldOf returns the field of a kind by its name.
func fieldOf(name string) string {
	out := ""
	for w := range strings.FieldsSeq(name) {
		out += strings.ToUpper(w[:1]) + w[1:]
	}
	return out
}

// inverses has the other end of each relation, by its model and name.
var inverses = func() map[string]string {
	out := map[string]string{}
	for _, m := range allModels {
		for _, r := range m.Model().Relations {
			if r.Inverse != nil {
				out[m.Model().Name+"."+r.Name] = r.Inverse.Name
			}
		}
	}
	return out
}()

// growing lets graphs have a relation.
func growing[R, T any](k kind[R], rel interface {
	kin.Part[*R]
	With(...kin.Branch[*T]) kin.Branch[*R]
	Preload(...kin.Preloader[*T]) *kin.Load[*R, *T]
	Fields(...kin.Part[*T]) kin.Part[*R]
}, to side[T], deeper func() []kind[T],
) kind[R] {
	field := fieldOf(k.name)
	back := inverses[reflect.TypeFor[R]().Name()+"."+field]
	k.grow = func(rt *rapid.T, depth int) grown[R] {
		g := grown[R]{plan: plan{field: field}, whole: rel}
		var branches []kin.Branch[*T]
		var loads []kin.Preloader[*T]
		parts := []kin.Part[*T]{to.score}
		for _, below := range growths(rt, deeper, back, depth) {
			g.below = append(g.below, below.plan)
			branches, loads, parts = append(branches, below.branch), append(loads, below.load), append(parts, below.scores)
		}
		g.branch, g.load, g.scores = rel.With(branches...), rel.Preload(loads...), rel.Fields(parts...)
		return g
	}
	return k
}

// growths draws relations for objects that are reached by the other end of back, which
// says nothing new of them.
func growths[T any](rt *rapid.T, kinds func() []kind[T], back string, depth int) []grown[T] {
	if depth == 0 {
		return nil
	}
	list := slices.DeleteFunc(kinds(), func(k kind[T]) bool {
		badge := reflect.TypeFor[T]() == reflect.TypeFor[lm.Spot]() && fieldOf(k.name) == "Badge" // which needs a node as well
		return k.grow == nil || fieldOf(k.name) == back || badge && depth == 1
	})
	var out []grown[T]
	for _, i := range rapid.SliceOfNDistinct(rapid.IntRange(0, len(list)-1), 1, min(3, len(list)), rapid.ID[int]).Draw(rt, "relations") {
		out = append(out, list[i].grow(rt, depth-1))
	}
	return out
}

// give gives an object new objects by a plan.
func give(rt *rapid.T, obj reflect.Value, plans []plan) {
	for _, p := range plans {
		f := obj.Elem().FieldByName(p.field)
		if f.Kind() == reflect.Pointer { // a foreign key, which a badge must have
			if obj.Elem().Type().Name() == "Badge" || rapid.Bool().Draw(rt, p.field) {
				f.Set(newObject(rt, f.Type().Elem(), p.below))
			}
			continue
		}
		hold, n := f.Addr().MethodByName("Hold"), rapid.IntRange(0, 2).Draw(rt, p.field)
		if f.Addr().MethodByName("MustItem").IsValid() {
			item := reflect.Zero(hold.Type().In(0))
			if n > 0 {
				item = newObject(rt, item.Type().Elem(), p.below)
			}
			hold.Call([]reflect.Value{item})
			continue
		}
		if links := f.Addr().MethodByName("HoldLinks"); links.IsValid() {
			hold = links
		}
		list := reflect.MakeSlice(hold.Type().In(0), n, n)
		for i := range n {
			at, v := list.Index(i), drawValue(rt)
			if at.Kind() == reflect.Pointer {
				at.Set(newObject(rt, at.Type().Elem(), p.below))
				continue
			}
			at.FieldByName("Target").Set(newObject(rt, at.FieldByName("Target").Type().Elem(), p.below))
			at.FieldByName("Link").FieldByName("Level").Set(reflect.ValueOf(pointer(v.level)))
			at.FieldByName("Link").FieldByName("Note").SetString(v.note)
		}
		hold.CallSlice([]reflect.Value{list})
	}
}

// newObject makes an object with a score that hardly another one has.
func newObject(rt *rapid.T, t reflect.Type, plans []plan) reflect.Value {
	score := rapid.Int64Range(0, 1<<40).Draw(rt, "score")
	obj := map[reflect.Type]func() any{
		reflect.TypeFor[lm.Node](): func() any { return nodes.make(score) }, reflect.TypeFor[lm.Tag](): func() any { return tags.make(score) },
		reflect.TypeFor[lm.Word](): func() any { return words.make(score) }, reflect.TypeFor[lm.Spot](): func() any { return spots.make(score) },
		reflect.TypeFor[lm.Badge](): func() any { return badges.make(score) }, reflect.TypeFor[far.Place](): func() any { return places.make(score) },
	}[t]()
	give(rt, reflect.ValueOf(obj), plans)
	return reflect.ValueOf(obj)
}

// show writes what an object holds by a plan, in any order, with the values of links
// if so told, and which other relations are loaded.
func show(obj reflect.Value, plans []plan, links bool) string {
	if obj.IsNil() {
		return "none"
	}
	out := fmt.Sprint(obj.Elem().FieldByName("Score").Int(), " ")
	for i := range obj.Elem().NumField() {
		f, name := obj.Elem().Field(i), obj.Elem().Type().Field(i).Name
		at := slices.IndexFunc(plans, func(p plan) bool { return p.field == name })
		loaded := f.Addr().MethodByName("Loaded")
		isRef := f.Kind() == reflect.Pointer && f.Type().Elem().Kind() == reflect.Struct
		switch {
		case isRef && at < 0 && !f.IsNil(), loaded.IsValid() && loaded.Call(nil)[0].Bool() != (at >= 0):
			out += name + " is not as planned; "
		case at < 0:
		case isRef:
			out += name + ": " + show(f, plans[at].below, links) + "; "
		default:
			out += name + ": " + showSet(f.Addr(), plans[at].below, links) + "; "
		}
	}
	return "(" + out + ")"
}

func showSet(set reflect.Value, below []plan, links bool) string {
	if one := set.MethodByName("MustItem"); one.IsValid() {
		return show(one.Call(nil)[0], below, links)
	}
	list := set.MethodByName("MustItems")
	through := set.MethodByName("MustLinks")
	if through.IsValid() {
		list = through
	}
	items := list.Call(nil)[0]
	var out []string
	for i := range items.Len() {
		at := items.Index(i)
		if !through.IsValid() {
			out = append(out, show(at, below, links))
			continue
		}
		text := show(at.FieldByName("Target"), below, links)
		if link := at.FieldByName("Link"); links {
			text += fmt.Sprint(valueOf(link.FieldByName("Level").Interface().(*int64), link.FieldByName("Note").String()))
		}
		out = append(out, text)
	}
	slices.Sort(out)
	return "[" + strings.Join(out, ", ") + "]"
}

// A graph is a random object with its plan.
type graph[R any] struct {
	root  *R
	grown []grown[R]
}

func newGraph[R any](rt *rapid.T, kinds func() []kind[R]) graph[R] {
	g := graph[R]{grown: growths(rt, kinds, "", 3)}
	g.root = newObject(rt, reflect.TypeFor[R](), g.plans()).Interface().(*R)
	return g
}

func (g graph[R]) plans() []plan { return each(g.grown, func(x grown[R]) plan { return x.plan }) }

func (g graph[R]) show(obj *R) string { return show(reflect.ValueOf(obj), g.plans(), true) }

func text(rt *rapid.T, what, got, want string) {
	rt.Helper()
	if got != want {
		rt.Fatalf("%s: %s\nnot\n%s", what, got, want)
	}
}

// encoded encodes and decodes an object, whole, by what is included at every level, and
// without one of its relations.
func (g graph[R]) encoded(rt *rapid.T, s side[R], obj *R) {
	decode := func(options ...kin.EncodeOption[*R]) (*R, string) {
		b, err := kin.Encode(obj, options...)
		check(rt, err)
		back, err := kin.Decode[R](b, kin.WithKeys())
		check(rt, err)
		again, err := kin.Encode(back, options...)
		check(rt, err)
		text(rt, "encoded twice", string(again), string(b))
		return back, string(b)
	}
	back, _ := decode()
	text(rt, "decoded", g.show(back), g.show(obj))
	scores, _ := decode(kin.Include(append(each(g.grown, func(x grown[R]) kin.Part[*R] { return x.scores }), s.score)...))
	text(rt, "included", show(reflect.ValueOf(scores), g.plans(), false), show(reflect.ValueOf(obj), g.plans(), false))
	last := len(g.grown) - 1
	less, _ := decode(kin.Exclude(g.grown[last].whole))
	if got := show(reflect.ValueOf(less), g.plans()[:last], true); strings.Contains(got, "not as planned") {
		rt.Fatalf("without %s: %s", g.grown[last].field, got)
	}
}

// TestJSONOfEveryKind: a graph over relations of any kind comes back from JSON, with
// the values of links, and each relation is loaded, empty or not loaded as it was.
func TestJSONOfEveryKind(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		encodedFrom(rt, nodes, nodeKinds)
		encodedFrom(rt, spots, spotKinds)
		encodedFrom(rt, words, wordKinds)
		encodedFrom(rt, tags, tagKinds)
		encodedFrom(rt, badges, badgeKinds)
		encodedFrom(rt, places, placeKinds)
	})
}

func encodedFrom[R any](rt *rapid.T, s side[R], kinds func() []kind[R]) {
	g := newGraph(rt, kinds)
	g.encoded(rt, s, g.root)
}

// TestSaveGraphOfEveryKind: a graph over relations of any kind is saved whole and comes
// back from the database; what the list has not is refused, and what is undone leaves
// no row.
func TestSaveGraphOfEveryKind(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		propertyOfKinds(t, db, 5, func(rt *rapid.T) {
			savedFrom(rt, db, nodes, nodeKinds)
			savedFrom(rt, db, spots, spotKinds)
			savedFrom(rt, db, words, wordKinds)
			savedFrom(rt, db, tags, tagKinds)
			savedFrom(rt, db, places, placeKinds)
		})
	})
}

func savedFrom[R any](rt *rapid.T, db *kin.DB, s side[R], kinds func() []kind[R]) {
	g := newGraph(rt, kinds)
	allowed := each(g.grown, func(x grown[R]) kin.Branch[*R] { return x.branch })
	want := g.show(g.root)
	before := rowCount(rt, db)
	err := kin.SaveGraph(ctx, db, g.root, allowed[1:]...)
	if first := show(reflect.ValueOf(g.root), g.plans()[:1], false); err == nil {
		// The list lacks a relation that holds nothing.
		if set := reflect.ValueOf(g.root).Elem().FieldByName(g.grown[0].field); holds(set) {
			rt.Fatalf("%s was saved, which is not on the list: %s", g.grown[0].field, first)
		}
	} else if !errors.Is(err, kin.ErrNotAllowed) || rowCount(rt, db) != before {
		rt.Fatalf("%v, not ErrNotAllowed; %d rows, then %d", err, before, rowCount(rt, db))
	}
	undo := errors.New("undo")
	before = rowCount(rt, db)
	if err := db.InTx(ctx, func(tx *kin.Tx) error { return errors.Join(kin.SaveGraph(ctx, tx, g.root, allowed...), undo) }); !errors.Is(err, undo) {
		rt.Fatal(err)
	}
	if n := rowCount(rt, db); n != before {
		rt.Fatalf("%d rows are left of a graph that was undone", n-before)
	}
	check(rt, kin.SaveGraph(ctx, db, g.root, allowed...))
	loaded, err := s.table.Filter(s.is(s.key(g.root))).Preload(each(g.grown, func(x grown[R]) kin.Preloader[*R] { return x.load })...).Get(ctx, db)
	check(rt, err)
	text(rt, "saved", g.show(g.root), want)
	text(rt, "loaded", g.show(loaded), want)
	g.encoded(rt, s, loaded)
}

// holds reports whether a relation holds an object.
func holds(f reflect.Value) bool {
	if f.Kind() == reflect.Pointer {
		return !f.IsNil()
	}
	if one := f.Addr().MethodByName("MustItem"); one.IsValid() {
		return !one.Call(nil)[0].IsNil()
	}
	return f.Addr().MethodByName("MustItems").Call(nil)[0].Len() > 0
}

// rowCount counts the rows of all models.
func rowCount(rt *rapid.T, db *kin.DB) (n int64) {
	for _, count := range []func() (int64, error){
		func() (int64, error) { return lm.Nodes.Count(ctx, db) }, func() (int64, error) { return lm.Tags.Count(ctx, db) },
		func() (int64, error) { return lm.Words.Count(ctx, db) }, func() (int64, error) { return lm.Spots.Count(ctx, db) },
		func() (int64, error) { return lm.Badges.Count(ctx, db) }, func() (int64, error) { return far.Places.Count(ctx, db) },
	} {
		rows, err := count()
		check(rt, err)
		n += rows
	}
	return n
}
