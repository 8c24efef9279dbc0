package linkmodels_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/kintest"
)

// want fails the test unless a verb returned n and no error.
func want(t *testing.T, what string, n int64) func(int64, error) {
	t.Helper()
	return func(got int64, err error) {
		t.Helper()
		if got != n || err != nil {
			t.Errorf("%s: %d, %v; want %d", what, got, err, n)
		}
	}
}

// refused fails the test unless a verb changed nothing and returned an error with a text.
func refused(t *testing.T, what, text string) func(any, error) {
	t.Helper()
	return func(got any, err error) {
		t.Helper()
		if got != any(int64(0)) && got != any(kin.Changed{}) && got != nil || err == nil || !strings.Contains(err.Error(), text) {
			t.Errorf("%s: %v, %v; want %q", what, got, err, text)
		}
	}
}

func made3(t *testing.T, db *kin.DB) (a, b, c *lm.Word) {
	t.Helper()
	a, b, c = words.make(1), words.make(2), words.make(3)
	if err := lm.Words.CreateMany(ctx, db, []*lm.Word{a, b, c}); err != nil {
		t.Fatal(err)
	}
	return a, b, c
}

// TestOfKeysOfAnotherColumn: the children of rows that are known by their keys, which
// are not what the children refer to.
func TestOfKeysOfAnotherColumn(t *testing.T) {
	eachDatabase(t, func(t *testing.T, db *kin.DB) {
		a, b, c := made3(t, db)
		of := lm.Words.Bearers.OfKeys
		bearers := []*lm.Node{{Name: "1", MottoSlug: &a.Slug}, {Name: "2", MottoSlug: &a.Slug}, {Name: "3", MottoSlug: &b.Slug}, {Name: "4", MottoSlug: &c.Slug}}
		if err := lm.Nodes.CreateMany(ctx, db, bearers); err != nil {
			t.Fatal(err)
		}
		two := lm.Words.Keys(a.Text, b.Text)
		want(t, "count", 3)(of(two).Count(ctx, db))
		want(t, "count of what is not there", 0)(of(lm.Words.Keys("none")).Count(ctx, db))
		want(t, "filter", 1)(of(two).Filter(lm.Nodes.Name.Eq("3")).Count(ctx, db))
		want(t, "update", 3)(of(two).Update(ctx, db, lm.Nodes.Score.Set(7)))
		want(t, "remove", 1)(of(two).RemoveKeys(ctx, db, lm.Nodes.Keys(bearers[0].ID, bearers[3].ID)))
		want(t, "add", 1)(of(lm.Words.Keys(b.Text)).Count(ctx, db))
		refused(t, "add to several", "belongs to one Word")(of(two).AddKeys(ctx, db, lm.Nodes.Keys(bearers[0].ID)))
		refused(t, "add to none", "there is no such Word")(of(lm.Words.Keys("none")).AddKeys(ctx, db, lm.Nodes.Keys(bearers[0].ID)))
		want(t, "clear", 2)(of(two).Clear(ctx, db))
		want(t, "count the others", 1)(of(lm.Words.Keys(c.Text)).Count(ctx, db))
		want(t, "delete the targets", 1)(of(lm.Words.Keys(c.Text)).DeleteTargets(ctx, db))
	})
}

// TestEventsByAnotherColumn: the rows in events know their keys, also where the relation
// knows them by another column.
func TestEventsByAnotherColumn(t *testing.T) {
	eachDatabase(t, func(t *testing.T, plain *kin.DB) {
		a, b, _ := made3(t, plain)
		n := &lm.Node{}
		if err := lm.Nodes.Create(ctx, plain, n); err != nil {
			t.Fatal(err)
		}
		var heard []string
		db := plain.With(
			kin.OnLinks(lm.Words.Bearers, func(_ context.Context, _ *kin.Tx, e kin.LinkEvent[*lm.Word, *lm.Node]) error {
				for _, l := range e.Links {
					heard = append(heard, fmt.Sprint(e.Action, " ", l.Owner.Text, " ", l.Owner.Slug, " ", l.Target.ID))
				}
				return nil
			}),
			kin.OnLinks(lm.Nodes.Sayings, func(_ context.Context, _ *kin.Tx, e kin.LinkEvent[*lm.Node, *lm.Word]) error {
				for _, l := range e.Links {
					heard = append(heard, fmt.Sprint(e.Action, " ", l.Owner.ID, " ", l.Target.Text, " ", l.Target.Slug))
				}
				return nil
			}))
		told := func(want ...string) {
			t.Helper()
			if !slices.Equal(heard, want) {
				t.Errorf("heard %q, not %q", heard, want)
			}
			heard = nil
		}
		want(t, "add a bearer", 1)(a.Bearers.Add(ctx, db, n))
		told(fmt.Sprint("added ", a.Text, " ", a.Slug, " ", n.ID))
		want(t, "move it", 1)(b.Bearers.Add(ctx, db, n))
		told(fmt.Sprint("removed ", a.Text, " ", a.Slug, " ", n.ID), fmt.Sprint("added ", b.Text, " ", b.Slug, " ", n.ID))
		want(t, "add sayings", 2)(n.Sayings.AddKeys(ctx, db, lm.Words.Keys(b.Text, a.Text)))
		told(fmt.Sprint("added ", n.ID, " ", a.Text, " ", a.Slug), fmt.Sprint("added ", n.ID, " ", b.Text, " ", b.Slug))
		want(t, "remove one", 1)(b.Sayers.Clear(ctx, db))
		told(fmt.Sprint("removed ", n.ID, " ", b.Text, " ", b.Slug))
	})
}

// TestKeysThatAreNotThere: to add what is not there is a violated foreign key, as it is
// where links hold keys; to remove it is nothing.
func TestKeysThatAreNotThere(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		a, b, _ := made3(t, db)
		n := &lm.Node{}
		if err := lm.Nodes.Create(ctx, db, n); err != nil {
			t.Fatal(err)
		}
		want(t, "add", 1)(n.Sayings.AddKeys(ctx, db, lm.Words.Keys(a.Text)))
		some, none := lm.Words.Keys(b.Text, "none"), lm.Words.Keys("none")
		of := lm.Words.Sayers.OfKeys
		missing := func(what string) func(any, error) {
			return func(got any, err error) {
				t.Helper()
				refused(t, what, "Word.Text: there is no such Word")(got, err)
				var why *kin.ForeignKeyError
				if !errors.Is(err, kin.ErrForeignKey) || !errors.As(err, &why) || why.Missing[0].Key[0] != "none" {
					t.Errorf("%s: %v is no ErrForeignKey with the key", what, err)
				}
			}
		}
		missing("AddKeys")(n.Sayings.AddKeys(ctx, db, some))
		missing("SetKeys")(n.Sayings.SetKeys(ctx, db, some))
		missing("AddKeys to many")(of(some).AddKeys(ctx, db, lm.Nodes.Keys(n.ID)))
		missing("SetKeys of many")(of(some).SetKeys(ctx, db, lm.Nodes.Keys(n.ID)))
		want(t, "RemoveKeys", 0)(n.Sayings.RemoveKeys(ctx, db, some))
		want(t, "RemoveKeys of many", 0)(of(some).RemoveKeys(ctx, db, lm.Nodes.Keys(n.ID)))
		want(t, "Clear of many", 0)(of(none).Clear(ctx, db))
		want(t, "Count of many", 0)(of(none).Count(ctx, db))
		want(t, "Count of some", 1)(of(lm.Words.Keys(a.Text, "none")).Count(ctx, db))
		want(t, "HasAnyKeys", 0)(lm.Nodes.Filter(kin.HasAnyKeys(lm.Nodes.Sayings, some)).Count(ctx, db))
		want(t, "HasAllKeys", 0)(lm.Nodes.Filter(kin.HasAllKeys(lm.Nodes.Sayings, lm.Words.Keys(a.Text, "none"))).Count(ctx, db))
		want(t, "nothing changed", 1)(n.Sayings.Count(ctx, db))
	})
}

// TestRowsWithoutTheColumn: a row that lacks the value that links hold has no links. It
// can get none, and otherwise is as any row without links.
func TestRowsWithoutTheColumn(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		w, other, _ := made3(t, db)
		bare, full := &lm.Tag{Name: "bare"}, &lm.Tag{Name: "full", Number: new(numbered())}
		if err := errors.Join(lm.Tags.Create(ctx, db, bare), lm.Tags.Create(ctx, db, full)); err != nil {
			t.Fatal(err)
		}
		want(t, "add", 1)(full.Topics.Add(ctx, db, w))
		keys := lm.Tags.Keys(bare.ID, full.ID)
		const null = "Tag.Number is NULL"
		topics := lm.Tags.Topics.OfKeys
		for what, add := range map[string]func() (any, error){
			"Add":     func() (any, error) { n, err := bare.Topics.Add(ctx, db, w); return n, err },
			"AddKeys": func() (any, error) { n, err := bare.Topics.AddKeys(ctx, db, lm.Words.Keys(w.Text)); return n, err },
			"AddWith": func() (any, error) { n, err := bare.Topics.AddWith(ctx, db, lm.Topic{}, w); return n, err },
			"AddLinks": func() (any, error) {
				n, err := bare.Topics.AddLinks(ctx, db, kin.Update, kin.Linked[lm.Word, lm.Topic]{Target: w})
				return n, err
			},
			"Set":        func() (any, error) { c, err := bare.Topics.Set(ctx, db, w); return c, err },
			"SetKeys":    func() (any, error) { c, err := bare.Topics.SetKeys(ctx, db, lm.Words.Keys(w.Text)); return c, err },
			"Create":     func() (any, error) { return nil, bare.Topics.Create(ctx, db, words.make(1)) },
			"CreateWith": func() (any, error) { return nil, bare.Topics.CreateWith(ctx, db, lm.Topic{}, words.make(1)) },
			"GetOrCreate": func() (any, error) {
				_, err := bare.Topics.GetOrCreate(ctx, db, words.make(1), lm.Words.Slug)
				return nil, err
			},
			"OfKeys":                      func() (any, error) { n, err := topics(keys).AddKeys(ctx, db, lm.Words.Keys(w.Text)); return n, err },
			"Add, from the other end":     func() (any, error) { n, err := w.Topical.Add(ctx, db, full, bare); return n, err },
			"AddKeys, from the other end": func() (any, error) { n, err := w.Topical.AddKeys(ctx, db, keys); return n, err },
			"AddLinks, from the other end": func() (any, error) {
				n, err := w.Topical.AddLinks(ctx, db, kin.IfAbsent, kin.Linked[lm.Tag, lm.Topic]{Target: bare})
				return n, err
			},
			"Set, from the other end":    func() (any, error) { c, err := other.Topical.Set(ctx, db, bare); return c, err },
			"Create, from the other end": func() (any, error) { return nil, w.Topical.Create(ctx, db, &lm.Tag{}) },
			"Link": func() (any, error) {
				n, err := lm.Tags.Topics.Link(ctx, db, kin.Pair[*lm.Tag, *lm.Word]{Owner: bare, Target: w})
				return n, err
			},
			"SaveGraph": func() (any, error) {
				tag := &lm.Tag{}
				tag.Topics.Hold(w)
				return nil, kin.SaveGraph(ctx, db, tag, lm.Tags.Topics)
			},
		} {
			got, err := add()
			refused(t, what, null)(got, err)
		}
		want(t, "tags that were created", 2)(lm.Tags.Count(ctx, db))
		want(t, "words that were created", 3)(lm.Words.Count(ctx, db))
		want(t, "Add of none", 0)(bare.Topics.Add(ctx, db))
		want(t, "Count", 0)(bare.Topics.Count(ctx, db))
		want(t, "Count by a condition on links", 0)(bare.Topics.Filter(lm.Tags.Topics.LinkWhere(lm.Topics.Note.Eq("new"))).Count(ctx, db))
		want(t, "Count of many", 1)(topics(keys).Count(ctx, db))
		want(t, "Remove", 0)(bare.Topics.Remove(ctx, db, w))
		want(t, "RemoveKeys", 0)(bare.Topics.RemoveKeys(ctx, db, lm.Words.Keys(w.Text)))
		want(t, "RemoveWhere", 0)(bare.Topics.RemoveWhere(ctx, db))
		want(t, "Clear", 0)(bare.Topics.Clear(ctx, db))
		want(t, "UpdateLinks", 0)(bare.Topics.UpdateLinks(ctx, db, kin.Pred[*lm.Word]{}, lm.Topics.Note.Set("x")))
		want(t, "Remove, from the other end", 0)(w.Topical.Remove(ctx, db, bare))
		want(t, "RemoveKeys, from the other end", 0)(w.Topical.RemoveKeys(ctx, db, lm.Tags.Keys(bare.ID)))
		want(t, "Unlink", 0)(lm.Tags.Topics.Unlink(ctx, db, kin.Pair[*lm.Tag, *lm.Word]{Owner: bare, Target: w}))
		if c, err := bare.Topics.Set(ctx, db); c != (kin.Changed{}) || err != nil {
			t.Errorf("Set of none: %+v, %v", c, err)
		}
		want(t, "None", 1)(lm.Tags.Filter(lm.Tags.Topics.None()).Count(ctx, db))
		want(t, "HasExactly of none", 1)(lm.Tags.Filter(lm.Tags.Topics.HasExactly()).Count(ctx, db))
		want(t, "not HasAny", 1)(lm.Tags.Exclude(lm.Tags.Topics.HasAny(w)).Count(ctx, db))
		want(t, "HasAny of a row without links", 0)(lm.Words.Filter(lm.Words.Topical.HasAny(bare)).Count(ctx, db))
		loaded, err := lm.Tags.Preload(lm.Tags.Topics).OrderBy(lm.Tags.ID.Asc()).All(ctx, db)
		if err != nil || len(loaded[0].Topics.MustLinks()) != 0 || len(loaded[1].Topics.MustLinks()) != 1 {
			t.Errorf("preloaded: %v", err)
		}
		want(t, "the link stays", 1)(full.Topics.Count(ctx, db))
	})
}

// TestColumnNotLoaded: an object that does not know the column that links hold is
// refused, and not taken for one without a value.
func TestColumnNotLoaded(t *testing.T) {
	onEach(t, func(t *testing.T, plain *kin.DB) {
		w, _, _ := made3(t, plain)
		tag, node := tags.make(1), &lm.Node{}
		if err := errors.Join(lm.Tags.Create(ctx, plain, tag), lm.Nodes.Create(ctx, plain, node)); err != nil {
			t.Fatal(err)
		}
		var part *lm.Tag // which knows its key, as rows in events do
		db := plain.With(kin.OnLinks(lm.Tags.Nodes, func(_ context.Context, _ *kin.Tx, e kin.LinkEvent[*lm.Tag, *lm.Node]) error {
			part = e.Links[0].Owner
			return nil
		}))
		want(t, "label", 1)(node.Labels.Add(ctx, db, tag))
		_, read := part.Topics.Count(ctx, db)
		_, add := part.Topics.Add(ctx, db, w)
		_, remove := w.Topical.Remove(ctx, db, part)
		_, link := lm.Tags.Topics.Link(ctx, db, kin.Pair[*lm.Tag, *lm.Word]{Owner: part, Target: w})
		for what, err := range map[string]error{"read": read, "add": add, "remove": remove, "link": link} {
			if !errors.Is(err, kin.ErrNotLoaded) || !strings.Contains(err.Error(), "Tag.Number") {
				t.Errorf("%s: %v", what, err)
			}
		}
		want(t, "by its key", 1)(w.Topical.AddKeys(ctx, db, lm.Tags.Keys(part.ID)))
	})
}

// TestKeysCostOneStatementMore: where links hold another column, keys take one statement
// more for any number of them; where links hold keys, none.
func TestKeysCostOneStatementMore(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		const n = 1000
		list, tags := make([]*lm.Word, n), make([]*lm.Tag, n)
		texts, ids := make([]string, n), make([]int64, n)
		for i := range list {
			list[i], tags[i] = words.make(0), &lm.Tag{}
			texts[i] = list[i].Text
		}
		node := &lm.Node{}
		if err := errors.Join(lm.Words.CreateMany(ctx, db, list), lm.Tags.CreateMany(ctx, db, tags), lm.Nodes.Create(ctx, db, node)); err != nil {
			t.Fatal(err)
		}
		for i, tag := range tags {
			ids[i] = tag.ID
		}
		costs := func(what string, most int, number int64, verb func(db *kin.DB) (int64, error)) {
			t.Helper()
			kintest.Budget(t, db, most, func(db *kin.DB) { want(t, what, number)(verb(db)) })
		}
		for _, m := range []int64{1, n} {
			costs("AddKeys", 2, m, func(db *kin.DB) (int64, error) { return node.Sayings.AddKeys(ctx, db, lm.Words.Keys(texts[:m]...)) })
			costs("Count of many", 1, 1, func(db *kin.DB) (int64, error) {
				return lm.Words.Sayers.OfKeys(lm.Words.Keys(texts[:m]...)).Count(ctx, db)
			})
			costs("RemoveKeys", 2, m, func(db *kin.DB) (int64, error) { return node.Sayings.RemoveKeys(ctx, db, lm.Words.Keys(texts[:m]...)) })
			costs("AddKeys to many", 2, m, func(db *kin.DB) (int64, error) {
				return lm.Words.Sayers.OfKeys(lm.Words.Keys(texts[:m]...)).AddKeys(ctx, db, lm.Nodes.Keys(node.ID))
			})
			costs("Add of objects", 1, 0, func(db *kin.DB) (int64, error) { return node.Sayings.Add(ctx, db, list[:m]...) })
			costs("Remove of objects", 1, m, func(db *kin.DB) (int64, error) { return node.Sayings.Remove(ctx, db, list[:m]...) })
			costs("AddKeys of keys", 1, m, func(db *kin.DB) (int64, error) { return node.Tags.AddKeys(ctx, db, lm.Tags.Keys(ids[:m]...)) })
			costs("RemoveKeys of keys", 1, m, func(db *kin.DB) (int64, error) { return node.Tags.RemoveKeys(ctx, db, lm.Tags.Keys(ids[:m]...)) })
		}
	})
}

// TestReachableByAnotherColumn: what is reached by links that hold another column.
func TestReachableByAnotherColumn(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		property(t, db, func(rt *rapid.T) {
			_, err := lm.Words.AllRows().Delete(ctx, db)
			check(rt, err)
			all := each([]int64{0, 1, 2, 3, 4}, words.make)
			check(rt, lm.Words.CreateMany(ctx, db, all))
			to, back, around := map[*lm.Word][]*lm.Word{}, map[*lm.Word][]*lm.Word{}, map[*lm.Word][]*lm.Word{}
			for range rapid.IntRange(0, 6).Draw(rt, "links") {
				a, b := rapid.SampledFrom(all).Draw(rt, "from"), rapid.SampledFrom(all).Draw(rt, "to")
				_, err := a.Echoes.Add(ctx, db, b)
				_, again := b.Rhymes.Add(ctx, db, a)
				check(rt, errors.Join(err, again))
				to[a], back[b] = append(to[a], b), append(back[b], a)
				around[a], around[b] = append(around[a], b), append(around[b], a)
			}
			rtDB = db
			roots := rapid.SliceOfN(rapid.SampledFrom(all), 0, 2).Draw(rt, "roots")
			for name, c := range map[string]struct {
				rel  kin.SelfRelation[*lm.Word]
				next map[*lm.Word][]*lm.Word
			}{"echoes": {lm.Words.Echoes, to}, "echo of": {lm.Words.EchoOf, back}, "rhymes": {lm.Words.Rhymes, around}} {
				seen := map[int64]bool{}
				for list := roots; len(list) > 0; {
					var next []*lm.Word
					for _, w := range list {
						for _, x := range c.next[w] {
							if !seen[wordKey(x)] {
								seen[wordKey(x)] = true
								next = append(next, x)
							}
						}
					}
					list = next
				}
				var in, out []int64
				for _, w := range all {
					if seen[wordKey(w)] {
						in = append(in, wordKey(w))
					} else {
						out = append(out, wordKey(w))
					}
				}
				sameKeys(rt, name, keysOf(rt, words, lm.Words.Filter(kin.Reachable(c.rel, roots...))), nil, in)
				sameKeys(rt, "not "+name, keysOf(rt, words, lm.Words.Exclude(kin.Reachable(c.rel, roots...))), nil, out)
			}
		})
	})
}
