package engine

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
)

// A LinkAction is what happened to links.
type LinkAction uint8

// The actions.
const (
	LinkAdded LinkAction = iota + 1
	LinkRemoved
	LinkChanged // the values of its columns
)

// String names the action.
func (a LinkAction) String() string {
	return map[LinkAction]string{LinkAdded: "added", LinkRemoved: "removed", LinkChanged: "changed"}[a]
}

// A LinkEvent is what one statement did to links of a relation.
type LinkEvent struct {
	Action LinkAction
	Links  []ChangedLink
}

// A ChangedLink is a link that was added, removed or changed. Owner and Target know
// their keys and nothing else of their rows; a child of a has-many set also knows its
// foreign keys. Before and After are the link's own object, nil where the link did
// not exist or has no columns. Package kin gives this struct types.
type ChangedLink struct{ Owner, Target, Before, After unsafe.Pointer }

// A LinkListener is told of links that changed, in the transaction that changed them.
type LinkListener func(ctx context.Context, s *Session, e LinkEvent) error

type listener struct {
	r *Rel // the end that it sees links from
	f LinkListener
}

// Listen makes db tell f of every link of r that its verbs add, remove or change,
// from either end.
func (db *DB) Listen(r *Rel, f LinkListener) {
	if r.Owner.Err != nil {
		db.refuse(r.Owner.Err)
		return
	}
	listeners := make(map[*model.Model][]listener, len(db.listeners)+1)
	for other, list := range db.listeners {
		listeners[other] = list
	}
	m := r.holder()
	listeners[m] = append(slices.Clip(listeners[m]), listener{r, f})
	db.listeners = listeners
}

// holder is the model whose rows hold the links of a to-many relation: the link
// model, or the children with their foreign keys.
func (r *Rel) holder() *model.Model {
	if r.Through != nil {
		return r.Through.Model
	}
	return r.Relation.Target
}

// heard reports whether somebody listens to links that the rows of a model hold.
// Writes ask before they do anything for events, so that without a listener they
// cost nothing.
func (s *Session) heard(m *model.Model) bool {
	return s.DB.listeners != nil && len(s.DB.listeners[m]) > 0
}

// linksOf returns a relation that somebody listens to whose links are rows of m.
func (db *DB) linksOf(m *model.Model) *Rel {
	for _, l := range db.listeners[m] {
		if l.r.Through != nil {
			return l.r
		}
	}
	return nil
}

// tell tells everyone who listens what happened to links of r.
func (s *Session) tell(ctx context.Context, r *Rel, action LinkAction, links []ChangedLink) error {
	if len(links) == 0 {
		return nil
	}
	if err := s.completeEnds(ctx, r, links); err != nil {
		return err
	}
	for _, l := range s.DB.listeners[r.holder()] {
		seen := links
		switch from, to := l.r.ends(); {
		case slices.Equal(from, r.from()):
		case slices.Equal(to, r.from()):
			seen = turned(links)
		default: // another relation in the same table
			continue
		}
		if err := l.f(ctx, s, LinkEvent{action, seen}); err != nil {
			return fmt.Errorf("kin: listener to %s, links %s: %w", l.r, action, err)
		}
	}
	return nil
}

// ends returns the columns of links that lead to a relation's owner and its target.
func (r *Rel) ends() (owner, target []*model.Field) {
	if r.Through == nil {
		return r.TargetKey, nil
	}
	return r.Through.OwnerFields, r.Through.TargetFields
}

func (r *Rel) from() []*model.Field {
	from, _ := r.ends()
	return from
}

// turned returns links as they are seen from the other end.
func turned(links []ChangedLink) []ChangedLink {
	out := make([]ChangedLink, len(links))
	for i, l := range links {
		out[i] = ChangedLink{l.Target, l.Owner, l.Before, l.After}
	}
	return out
}

// stub returns an object that stands for a row of which only some fields are known.
func (t *Type) stub(fields []*model.Field, values []dialect.Value) (unsafe.Pointer, error) {
	obj := t.newSlab(1)
	for i, f := range fields {
		if err := t.Slots[f.Index0].Set(obj, values[i]); err != nil {
			return nil, err
		}
	}
	t.adopt(obj, t.only(fields), nil)
	return obj, nil
}

// only is what an object has loaded that knows only some fields.
func (t *Type) only(fields []*model.Field) *[]bool {
	columns := make([]bool, len(t.Fields))
	for _, f := range fields {
		columns[f.Index0] = true
	}
	return &columns
}
