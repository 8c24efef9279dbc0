package linkmodels_test

import (
	"context"
	"fmt"
	"maps"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/kintest"
	"github.com/kinorm/kin/sqlite"
)

// heard is what one end of a relation has heard: the links that there are according
// to the events, and the first event that cannot be.
type heard struct {
	links map[pair]value
	wrong string
}

func (h *heard) note(action kin.LinkAction, p pair, before, after *value) {
	old, there := h.links[p]
	ok := map[kin.LinkAction]bool{
		kin.LinkAdded:   !there && before == nil && after != nil,
		kin.LinkRemoved: there && before != nil && *before == old && after == nil,
		kin.LinkChanged: there && before != nil && *before == old && after != nil && *after != old,
	}[action]
	if !ok && h.wrong == "" {
		h.wrong = fmt.Sprintf("%s %v: before %v, after %v, while it was %v (%v)", action, p, before, after, old, there)
	}
	if action == kin.LinkRemoved {
		delete(h.links, p)
	} else if after != nil {
		h.links[p] = *after
	}
}

// listenPlain listens to links without columns.
func listenPlain[R, T any](rel kin.ManyOf[*R, *T], from side[R], to side[T], h *heard) kin.Option {
	return kin.OnLinks(rel, func(_ context.Context, _ *kin.Tx, e kin.LinkEvent[*R, *T]) error {
		for _, l := range e.Links {
			v := &value{none, "new"}
			before, after := v, v
			if e.Action == kin.LinkAdded {
				before = nil
			} else {
				after = nil
			}
			h.note(e.Action, pair{from.key(l.Owner), to.key(l.Target)}, before, after)
		}
		return nil
	})
}

// listenThrough listens to links with columns.
func listenThrough[R, T, L any](rel *kin.ManyThrough[*R, *T, *L], from side[R], to side[T], link linkSide[L], h *heard) kin.Option {
	return kin.OnLinks(rel, func(_ context.Context, _ *kin.Tx, e kin.LinkEvent[*R, *T]) error {
		for _, l := range e.Links {
			before, after := kin.LinkValues(rel, l)
			held := func(l *L) *value {
				if l == nil {
					return nil
				}
				v := link.value(*l)
				return &v
			}
			h.note(e.Action, pair{from.key(l.Owner), to.key(l.Target)}, held(before), held(after))
		}
		return nil
	})
}

// listeners are those of both ends of each of the relations.
func listeners(name string, a, b *heard) []kin.Option {
	return map[string][]kin.Option{
		"plain":             {listenPlain(lm.Nodes.Labels, nodes, tags, a), listenPlain(lm.Tags.Nodes, tags, nodes, b)},
		"plain self":        {listenPlain(lm.Nodes.Follows, nodes, nodes, a), listenPlain(lm.Nodes.Followers, nodes, nodes, b)},
		"plain symmetric":   {listenPlain(lm.Nodes.Friends, nodes, nodes, a), listenPlain(lm.Nodes.Friends, nodes, nodes, b)},
		"through":           {listenThrough(lm.Nodes.Tags, nodes, tags, taggings, a), listenThrough(lm.Tags.Tagged, tags, nodes, taggings, b)},
		"through self":      {listenThrough(lm.Nodes.Trusts, nodes, nodes, trusts, a), listenThrough(lm.Nodes.TrustedBy, nodes, nodes, trusts, b)},
		"through symmetric": {listenThrough(lm.Nodes.Allies, nodes, nodes, pacts, a), listenThrough(lm.Nodes.Allies, nodes, nodes, pacts, b)},
	}[name]
}

// A mute is SQLite as if its statements that write returned no rows.
type mute struct {
	dialect.Driver
	dialect dialect.Dialect
}

func (m *mute) Dialect() *dialect.Dialect { return &m.dialect }
func (m *mute) SingleConn() bool          { return true }

func openMute(t *testing.T) *kin.DB {
	t.Helper()
	db, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	m := &mute{db.Driver(), *db.Driver().Dialect()}
	m.dialect.Features.Returning = false
	muted := kin.NewDB(m)
	t.Cleanup(func() {
		if err := muted.Close(); err != nil {
			t.Error(err)
		}
	})
	return muted
}

// eachDatabase calls f with every database, and with one that returns no rows of
// what it writes.
func eachDatabase(t *testing.T, f func(t *testing.T, db *kin.DB)) {
	run := func(name string, open func(t *testing.T) *kin.DB) {
		t.Run(name, func(t *testing.T) {
			db := open(t)
			if err := kin.CreateTables(ctx, db, lm.Models...); err != nil {
				t.Fatal(err)
			}
			f(t, db)
		})
	}
	for _, d := range kintest.Databases(t) {
		run(d.Name, func(t *testing.T) *kin.DB { return d.Open(t) })
	}
	run("without returning", openMute)
}

// TestEventsAgainstMap: whatever the verbs of both ends do to a relation of any kind,
// the events of each end tell it exactly, with the values before and after.
func TestEventsAgainstMap(t *testing.T) {
	eachDatabase(t, func(t *testing.T, plain *kin.DB) {
		for _, r := range relations {
			t.Run(r.name, func(t *testing.T) {
				var ends [2]heard
				db := plain.With(listeners(r.name, &ends[0], &ends[1])...)
				property(t, plain, func(rt *rapid.T) {
					m := newLinkModel(rt, plain, r, r.ends(db))
					for i := range ends {
						ends[i] = heard{links: map[pair]value{}}
					}
					rt.Repeat(m.actions(func(rt *rapid.T) {
						for end := range ends {
							m.heardAll(rt, end, &ends[end])
						}
					}))
				})
			})
		}
	})
}

// heardAll compares what an end has heard with the links that there are.
func (m *linkModel) heardAll(rt *rapid.T, end int, h *heard) {
	if h.wrong != "" {
		rt.Fatalf("end %d heard: %s", end, h.wrong)
	}
	want := map[pair]value{}
	for p, v := range m.links {
		if end == 1 && !m.symmetric {
			p = pair{p.target, p.owner}
		}
		want[p] = v
	}
	if !maps.Equal(h.links, want) {
		rt.Fatalf("end %d has heard of %v, not %v", end, h.links, want)
	}
}
