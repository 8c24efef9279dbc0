package linkmodels_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/kintest"
	"github.com/kinorm/kin/sqlite"
)

// heard is what one end of a relation has heard: the links that there are according
// to the events, and the first event that cannot be.
type heard struct {
	links map[pair][]value
	wrong string
}

func (h *heard) note(action kin.LinkAction, p pair, before, after *value) {
	list := slices.Clone(h.links[p])
	ok := map[kin.LinkAction]bool{
		kin.LinkAdded:   before == nil && after != nil,
		kin.LinkRemoved: before != nil && after == nil,
		kin.LinkChanged: before != nil && after != nil && *after != *before,
	}[action]
	if before != nil {
		at := slices.Index(list, *before)
		if ok = ok && at >= 0; ok {
			list = slices.Delete(list, at, at+1)
		}
	}
	if !ok && h.wrong == "" {
		h.wrong = fmt.Sprintf("%s %v: before %v, after %v, while it was %v", action, p, before, after, h.links[p])
	}
	if after != nil {
		list = append(list, *after)
	}
	if h.links[p] = list; len(list) == 0 {
		delete(h.links, p)
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
			if err := kin.CreateTables(ctx, db, allModels...); err != nil {
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
				listeners := r.listen(&ends[0], &ends[1])
				db := plain.With(listeners...)
				propertyOfKinds(t, plain, len(relations), func(rt *rapid.T) {
					m := newLinkModel(rt, plain, r, r.ends(db))
					m.told = func(m *linkModel) {
						for end := range ends {
							ends[end].links = m.seen(end)
						}
					}
					ends = [2]heard{}
					m.told(m)
					rt.Repeat(m.actions(func(rt *rapid.T) {
						for end := range listeners {
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
	want := m.seen(end)
	if !maps.EqualFunc(h.links, want, func(a, b []value) bool { return slices.Equal(inOrder(a), inOrder(b)) }) {
		rt.Fatalf("end %d has heard of %v, not %v", end, h.links, want)
	}
}

// seen are the links that there are, as an end sees them.
func (m *linkModel) seen(end int) map[pair][]value {
	out := map[pair][]value{}
	for p, list := range m.links {
		if end == 1 && !m.symmetric {
			p = pair{p.target, p.owner}
		}
		out[p] = list
	}
	return out
}
