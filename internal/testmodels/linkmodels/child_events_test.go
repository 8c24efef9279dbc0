package linkmodels_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/kintest"
)

// A family is what events say of which child belongs to which parent.
type family struct {
	parents map[int64]int64
	wrong   string
}

func (f *family) hear(_ context.Context, _ *kin.Tx, e kin.LinkEvent[*lm.Node, *lm.Node]) error {
	for _, l := range e.Links {
		old, there := f.parents[l.Target.ID]
		ok := there && e.Action == kin.LinkRemoved && old == l.Owner.ID || !there && e.Action == kin.LinkAdded
		if ok && *l.Target.ParentID != l.Owner.ID {
			ok = false
		}
		if !ok && f.wrong == "" {
			f.wrong = fmt.Sprintf("%s %d of %d, while it was of %d (%v)", e.Action, l.Target.ID, l.Owner.ID, old, there)
		}
		if e.Action == kin.LinkRemoved {
			delete(f.parents, l.Target.ID)
		} else {
			f.parents[l.Target.ID] = l.Owner.ID
		}
	}
	return nil
}

// stored returns the same from the database.
func stored(rt *rapid.T, db *kin.DB) map[int64]int64 {
	all, err := lm.Nodes.All(ctx, db)
	check(rt, err)
	out := map[int64]int64{}
	for _, n := range all {
		if n.ParentID != nil {
			out[n.ID] = *n.ParentID
		}
	}
	return out
}

// TestEventsOfChildren: whatever the verbs of a has-many set do, the events tell
// exactly which children came and went, also by moving from another parent.
func TestEventsOfChildren(t *testing.T) {
	eachDatabase(t, func(t *testing.T, plain *kin.DB) {
		var f family
		db := plain.With(kin.OnLinks(lm.Nodes.Children, f.hear))
		property(t, plain, func(rt *rapid.T) {
			_, err := lm.Nodes.AllRows().Delete(ctx, plain)
			check(rt, err)
			f = family{parents: map[int64]int64{}}
			var ids []int64
			for i := range 6 {
				n := &lm.Node{Name: fmt.Sprint(i)}
				check(rt, lm.Nodes.Create(ctx, plain, n))
				ids = append(ids, n.ID)
			}
			children := func(rt *rapid.T) []*lm.Node {
				return nodes.all(plain, rapid.SliceOfN(rapid.SampledFrom(ids), 0, 4).Draw(rt, "children"))
			}
			set := func(rt *rapid.T) *kin.RelatedSet[*lm.Node] {
				return lm.Nodes.Children.Of(nodes.get(plain, rapid.SampledFrom(ids).Draw(rt, "parent")))
			}
			name := func(rt *rapid.T) *lm.Node {
				return &lm.Node{Name: fmt.Sprint(rapid.IntRange(0, 9).Draw(rt, "name"))}
			}
			verb := func(run func(rt *rapid.T) error) func(*rapid.T) {
				return func(rt *rapid.T) {
					if err := run(rt); !errors.Is(err, kin.ErrMultiple) {
						check(rt, err)
					}
				}
			}
			rt.Repeat(map[string]func(*rapid.T){
				"add":    verb(func(rt *rapid.T) error { _, err := set(rt).Add(ctx, db, children(rt)...); return err }),
				"remove": verb(func(rt *rapid.T) error { _, err := set(rt).Remove(ctx, db, children(rt)...); return err }),
				"clear":  verb(func(rt *rapid.T) error { _, err := set(rt).Clear(ctx, db); return err }),
				"set":    verb(func(rt *rapid.T) error { _, err := set(rt).Set(ctx, db, children(rt)...); return err }),
				"create": verb(func(rt *rapid.T) error { return set(rt).Create(ctx, db, name(rt)) }),
				"get or create": verb(func(rt *rapid.T) error {
					_, err := set(rt).GetOrCreate(ctx, db, name(rt), lm.Nodes.Name)
					return err
				}),
				"update or create": verb(func(rt *rapid.T) error {
					_, err := set(rt).UpdateOrCreate(ctx, db, name(rt), lm.Nodes.Name)
					return err
				}),
				"": func(rt *rapid.T) {
					if f.wrong != "" {
						rt.Fatalf("heard: %s", f.wrong)
					}
					if want := stored(rt, plain); !maps.Equal(f.parents, want) {
						rt.Fatalf("heard of %v, not %v", f.parents, want)
					}
				},
			})
		})
	})
}

// TestEventsOfOtherVerbs: pairs, graphs, sets of many owners and the table of the
// links itself are heard of as well.
func TestEventsOfOtherVerbs(t *testing.T) {
	eachDatabase(t, func(t *testing.T, plain *kin.DB) {
		var said []string
		db := plain.With(kin.OnLinks(lm.Nodes.Tags, func(_ context.Context, _ *kin.Tx, e kin.LinkEvent[*lm.Node, *lm.Tag]) error {
			for _, l := range e.Links {
				before, after := kin.LinkValues(lm.Nodes.Tags, l)
				note := func(t *lm.Tagging) string {
					if t == nil {
						return "-"
					}
					return t.Note
				}
				said = append(said, fmt.Sprintf("%s %d-%d %s>%s", e.Action, l.Owner.ID, l.Target.ID, note(before), note(after)))
			}
			return nil
		}))
		heard := func(err error, want ...string) {
			t.Helper()
			if err != nil {
				t.Error(err)
			}
			if !slices.Equal(said, want) {
				t.Errorf("heard %q, not %q", said, want)
			}
			said = nil
		}
		a, b, x, y := &lm.Node{}, &lm.Node{}, &lm.Tag{}, &lm.Tag{}
		for _, err := range []error{lm.Nodes.CreateMany(ctx, plain, []*lm.Node{a, b}), lm.Tags.CreateMany(ctx, plain, []*lm.Tag{x, y})} {
			heard(err)
		}
		pair := func(n *lm.Node, t *lm.Tag) kin.Pair[*lm.Node, *lm.Tag] {
			return kin.Pair[*lm.Node, *lm.Tag]{Owner: n, Target: t}
		}
		_, err := lm.Nodes.Tags.Link(ctx, db, pair(a, x), pair(b, y))
		heard(err, "added 1-1 ->new", "added 2-2 ->new")
		_, err = lm.Nodes.Tags.Unlink(ctx, db, pair(a, x), pair(a, y))
		heard(err, "removed 1-1 new>-")
		_, err = lm.Tags.Tagged.OfKeys(lm.Tags.Keys(x.ID, y.ID)).AddKeys(ctx, db, lm.Nodes.Keys(b.ID))
		heard(err, "added 2-1 ->new")
		_, err = lm.Taggings.Filter(lm.Taggings.TagID.Eq(x.ID)).Update(ctx, db, lm.Taggings.Note.Set("good"))
		heard(err, "changed 2-1 new>good")
		_, err = lm.Taggings.Filter(lm.Taggings.TagID.Eq(x.ID)).Update(ctx, db, lm.Taggings.Note.Set("good"))
		heard(err)
		_, err = lm.Taggings.AllRows().Delete(ctx, db)
		heard(err, "removed 2-1 good>-", "removed 2-2 new>-")

		a.Tags.HoldLinks(kin.Linked[lm.Tag, lm.Tagging]{Target: x, Link: lm.Tagging{Note: "held"}})
		heard(kin.SaveGraph(ctx, db, a, lm.Nodes.Tags), "added 1-1 ->held")
		_, err = lm.Tags.Delete(ctx, db, x)
		heard(err) // the database removed the link
	})
}

// TestListenerUndoes: the error of a listener undoes the verb, and only it.
func TestListenerUndoes(t *testing.T) {
	eachDatabase(t, func(t *testing.T, plain *kin.DB) {
		errOwn := errors.New("no more")
		var fail kin.LinkAction
		db := plain.With(kin.OnLinks(lm.Nodes.Tags, func(_ context.Context, _ *kin.Tx, e kin.LinkEvent[*lm.Node, *lm.Tag]) error {
			if e.Action == fail {
				return errOwn
			}
			return nil
		}))
		n, tag := &lm.Node{}, &lm.Tag{}
		verbs := map[kin.LinkAction]func(tx kin.Executor) (int64, error){
			kin.LinkAdded:   func(tx kin.Executor) (int64, error) { return n.Tags.Add(ctx, tx, tag) },
			kin.LinkRemoved: func(tx kin.Executor) (int64, error) { return n.Tags.Clear(ctx, tx) },
			kin.LinkChanged: func(tx kin.Executor) (int64, error) {
				return n.Tags.UpdateLinks(ctx, tx, kin.Pred[*lm.Tag]{}, lm.Taggings.Note.Set("changed"))
			},
		}
		if err := errors.Join(lm.Nodes.Create(ctx, plain, n), lm.Tags.Create(ctx, plain, tag)); err != nil {
			t.Fatal(err)
		}
		for _, action := range []kin.LinkAction{kin.LinkAdded, kin.LinkChanged, kin.LinkRemoved} {
			before, err := lm.Taggings.All(ctx, plain)
			if err != nil {
				t.Fatal(err)
			}
			fail = action
			err = db.InTx(ctx, func(tx *kin.Tx) error {
				if count, err := verbs[action](tx); !errors.Is(err, errOwn) || count != 0 {
					t.Errorf("%s: %d, %v", action, count, err)
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
			after, err := lm.Taggings.All(ctx, plain)
			if err != nil || len(before) != len(after) || len(after) > 0 && after[0].Note != before[0].Note {
				t.Errorf("%s: %d links before, %d after, %v", action, len(before), len(after), err)
			}
			fail = 0
			if count, err := verbs[action](db); err != nil || count != 1 {
				t.Errorf("%s: %d, %v", action, count, err)
			}
		}
	})
}

// TestListenerCosts: listeners of another relation cost nothing, and one that is
// told costs a constant number of statements.
func TestListenerCosts(t *testing.T) {
	eachDatabase(t, func(t *testing.T, plain *kin.DB) {
		ignore := func(context.Context, *kin.Tx, kin.LinkEvent[*lm.Node, *lm.Tag]) error { return nil }
		other, told := plain.With(kin.OnLinks(lm.Nodes.Labels, ignore)), plain.With(kin.OnLinks(lm.Nodes.Tags, ignore))
		n := &lm.Node{}
		tags := make([]*lm.Tag, 200)
		for i := range tags {
			tags[i] = &lm.Tag{}
		}
		if err := errors.Join(lm.Nodes.Create(ctx, plain, n), lm.Tags.CreateMany(ctx, plain, tags)); err != nil {
			t.Fatal(err)
		}
		for _, count := range []int{1, 200} {
			run := func(db *kin.DB, most int, verb func(db *kin.DB) (int64, error)) {
				t.Helper()
				kintest.Budget(t, db, most, func(db *kin.DB) {
					if got, err := verb(db); err != nil || got != int64(count) {
						t.Errorf("%d, %v", got, err)
					}
				})
			}
			add := func(db *kin.DB) (int64, error) { return n.Tags.Add(ctx, db, tags[:count]...) }
			update := func(db *kin.DB) (int64, error) {
				return n.Tags.UpdateLinks(ctx, db, kin.Pred[*lm.Tag]{}, lm.Taggings.Note.Set("changed"))
			}
			remove := func(db *kin.DB) (int64, error) { return n.Tags.Remove(ctx, db, tags[:count]...) }
			run(other, 1, add)
			run(other, 1, update)
			run(other, 1, remove)
			run(told, 4, add)
			run(told, 3, update)
			run(told, 2, remove)
		}
	})
}
