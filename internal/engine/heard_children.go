package engine

import (
	"context"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
)

// heardChildren reads the keys of children of r, and of their owners, if somebody
// listens to r, and locks their rows.
func (s *Session) heardChildren(ctx context.Context, r *Rel, where ...*query.Cond) ([]unsafe.Pointer, error) {
	t := r.Target
	if !s.heard(t.Model) {
		return nil, nil
	}
	q := &query.Query{Model: t.Model, Where: where, Unsorted: true, Columns: t.Mask(nil, true)}
	if s.DB.dialect.Features.Locks {
		q.Lock = &query.Lock{}
	}
	children, err := s.All(ctx, t, q)
	if err != nil {
		return nil, err
	}
	keys := make(map[unsafe.Pointer][]dialect.Value, len(children))
	for _, c := range children {
		if keys[c], err = t.key(c); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(children, func(a, b unsafe.Pointer) int { return compareRows(keys[a], keys[b]) })
	return children, nil
}

// tellMoved tells which children, as they were read before, the owner has got from
// another owner or from none.
func (s *Session) tellMoved(ctx context.Context, o owners, children []unsafe.Pointer) error {
	var removed, added []ChangedLink
	for _, child := range children {
		old, err := o.rel.ownerOf(child)
		if err != nil {
			return err
		}
		if old != nil && compareRows(old, o.args) == 0 {
			continue
		}
		link, err := o.childLink(old, child)
		if err != nil {
			return err
		}
		if old != nil {
			removed = append(removed, link)
		}
		if link, err = o.movedChild(child); err != nil {
			return err
		}
		added = append(added, link)
	}
	if err := s.tell(ctx, o.rel, LinkRemoved, removed); err != nil {
		return err
	}
	return s.tell(ctx, o.rel, LinkAdded, added)
}

// movedChild returns the link from the owner to a child as it is after it moved.
func (o owners) movedChild(child unsafe.Pointer) (ChangedLink, error) {
	t := o.rel.Target
	moved := t.newSlab(1)
	t.copyRow(moved, child)
	if err := o.giveKey(moved); err != nil {
		return ChangedLink{}, err
	}
	t.adopt(moved, t.stateOf(child).columns, nil)
	return o.childLink(o.args, moved)
}

// freeHeard takes the owner from the children of a query and tells which these were:
// those that were locked before.
func (s *Session) freeHeard(ctx context.Context, o owners, q *query.Query, set []*query.Assign) (n int64, err error) {
	t := o.rel.Target
	err = s.atomic(ctx, func(s *Session) error {
		children, err := s.heardChildren(ctx, o.rel, q.Where...)
		if err != nil || len(children) == 0 {
			return err
		}
		these, err := s.rowsOf(ctx, t, children, "update", "updating it")
		if err != nil {
			return err
		}
		if n, err = s.Update(ctx, t, these, set); err != nil {
			return err
		}
		removed := make([]ChangedLink, len(children))
		for i, child := range children {
			old, err := o.rel.ownerOf(child)
			if err != nil {
				return err
			}
			if removed[i], err = o.childLink(old, child); err != nil {
				return err
			}
		}
		return s.tell(ctx, o.rel, LinkRemoved, removed)
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// tellNew tells that the owner has got a new child.
func (s *Session) tellNew(ctx context.Context, o owners, child unsafe.Pointer) error {
	link, err := o.childLink(o.args, child)
	if err != nil {
		return err
	}
	return s.tell(ctx, o.rel, LinkAdded, []ChangedLink{link})
}

// ownerOf returns the foreign key of a child, or nil if it has no owner.
func (r *Rel) ownerOf(child unsafe.Pointer) ([]dialect.Value, error) {
	key := make([]dialect.Value, len(r.TargetKey))
	for i, f := range r.TargetKey {
		v, err := r.Target.Slots[f.Index0].Value(child)
		if err != nil || v.Null {
			return nil, err
		}
		key[i] = v
	}
	return key, nil
}

// childLink returns the link from the owner with a key to a child.
func (o owners) childLink(owner []dialect.Value, child unsafe.Pointer) (ChangedLink, error) {
	if owner == nil {
		return ChangedLink{Target: child}, nil
	}
	obj, err := o.rel.Owner.stub(o.rel.OwnerKey, owner)
	return ChangedLink{Owner: obj, Target: child}, err
}

// giveKey makes an object a child of the owner, in memory.
func (o owners) giveKey(child unsafe.Pointer) error {
	for i, f := range o.rel.TargetKey {
		if err := o.rel.Target.Slots[f.Index0].Set(child, o.args[i]); err != nil {
			return err
		}
	}
	return nil
}
