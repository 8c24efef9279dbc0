package engine

import (
	"context"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// SetTo makes targets the only ones of a set. Links that stay keep their values,
// unless replace says that all are made anew; new ones get those of link.
func (s *Session) SetTo(ctx context.Context, set *Set, name string, targets []unsafe.Pointer, link unsafe.Pointer, replace bool) (Changed, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return Changed{}, err
	}
	keys, err := o.targetKeys(targets, true)
	if err != nil {
		return Changed{}, err
	}
	return s.setKeys(ctx, set, o, keys, link, replace)
}

// SetKeys is SetTo for targets by key.
func (s *Session) SetKeys(ctx context.Context, set *Set, name string, keys []dialect.Value) (Changed, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return Changed{}, err
	}
	if keys, err = s.keysOfTargets(ctx, o, keys, true); err != nil {
		return Changed{}, err
	}
	return s.setKeys(ctx, set, o, keys, nil, false)
}

func (s *Session) setKeys(ctx context.Context, set *Set, o owners, keys []dialect.Value, link unsafe.Pointer, replace bool) (c Changed, err error) {
	if keys[0].Set.Len > 0 && o.refused != nil {
		return Changed{}, o.refused
	}
	defer set.unload()
	if keys[0].Set.Len > 0 && s.setsAtOnce(o) {
		return s.setAtOnce(ctx, o, keys, link, replace)
	}
	err = s.atomicAgain(ctx, func(s *Session) error {
		if s.locksOwners(o) {
			if err := s.lockOwners(ctx, o); err != nil {
				return err
			}
		}
		if keys[0].Set.Len == 0 {
			c.Removed, err = s.clear(ctx, o)
			return err
		}
		if c.Removed, err = s.removeOthers(ctx, o, keys, replace); err != nil {
			return err
		}
		if o.rel.Through == nil {
			c.Added, err = s.moveChildren(ctx, o, keys)
		} else {
			c.Added, err = s.link(ctx, o, keys, link)
		}
		return err
	})
	if err != nil {
		return Changed{}, err
	}
	return c, nil
}

// setsAtOnce reports whether a set is written by statements that need nothing of
// each other: links that nobody listens to, and that are counted by their rows.
func (s *Session) setsAtOnce(o owners) bool {
	return o.rel.Through != nil && !s.heard(o.rel.holder()) && !o.manyLoops()
}

// setAtOnce is setKeys by one batch: the lock of the owners, the removal, the insertion.
func (s *Session) setAtOnce(ctx context.Context, o owners, keys []dialect.Value, link unsafe.Pointer, replace bool) (Changed, error) {
	d := &query.LinkDelete{Rel: o.rel.Relation, Many: o.many, All: replace, Keep: !replace}
	remaining := o.args
	if !replace {
		remaining = slices.Concat(o.args, keys)
	}
	fields, values, err := s.linkValues(ctx, o.rel, link)
	if err != nil {
		return Changed{}, err
	}
	ins := &query.LinkInsert{Rel: o.rel.Relation, Values: fields, Pairs: o.many || o.rel.Symmetric}
	ends := slices.Concat(o.args, keys)
	if ins.Pairs {
		ends = o.pairs(keys)
	}
	calls, err := s.atOnce(ctx, o, deleteLinks(o.rel, d, remaining), insertLinks(o.rel, ins, slices.Concat(ends, values)))
	if err != nil {
		return Changed{}, err
	}
	return Changed{Removed: o.rel.links(calls[0].rows), Added: o.rel.links(calls[1].rows)}, nil
}

// clearAtOnce is Clear by one batch: the lock of the owners, the removal.
func (s *Session) clearAtOnce(ctx context.Context, o owners) (int64, error) {
	calls, err := s.atOnce(ctx, o, deleteLinks(o.rel, &query.LinkDelete{Rel: o.rel.Relation, Many: o.many, All: true}, o.args))
	if err != nil {
		return 0, err
	}
	return o.rel.links(calls[0].rows), nil
}

// atOnce locks owners and writes links by one batch. It returns the calls of the writes.
func (s *Session) atOnce(ctx context.Context, o owners, writes ...*linkWrite) ([]*call, error) {
	calls, err := s.lockCalls(o)
	if err != nil {
		return nil, err
	}
	locks := len(calls)
	for _, w := range writes {
		c, err := s.DB.callOf(w)
		if err != nil {
			return nil, err
		}
		calls = append(calls, c)
	}
	return calls[locks:], s.again(ctx, func() error { return s.unit(ctx, calls) })
}

// locksOwners reports whether writing the whole of a set of links locks its owner.
func (s *Session) locksOwners(o owners) bool { return o.rel.Through != nil && s.canLock() }

// canLock reports whether the database locks rows.
func (s *Session) canLock() bool {
	f := s.DB.dialect.Features
	return f.Locks && !f.OneWriter
}

// lockOwners makes Set and Clear of one owner wait for each other until the transaction
// ends: neither sees what the other has not committed, so that two sets would both
// stay, or a part of one that is cleared.
func (s *Session) lockOwners(ctx context.Context, o owners) error {
	calls, err := s.lockCalls(o)
	if err != nil {
		return err
	}
	return s.batch(ctx, dialect.Write, calls)
}

// lockCalls returns the statement of lockOwners, or none where the database or the
// relation needs none.
func (s *Session) lockCalls(o owners) ([]*call, error) {
	if !s.canLock() {
		return nil, nil
	}
	t, keys := o.rel.Owner, o.args
	if !o.many {
		keys = columnSets(o.rel.OwnerKey, [][]dialect.Value{o.args})
	}
	these := &query.Cond{Op: query.KeyIn, Path: t.root(), Args: sortSets(keys)}
	if !isKey(t.Model, o.rel.OwnerKey) { // they are what the foreign keys in rows of the holder lead to
		these = &query.Cond{Op: query.Member, Rel: o.rel.reference(), Args: these.Args, Many: true}
	}
	var sh query.Shape
	p, err := s.selecting(t, &query.Query{
		Model: t.Model, Unsorted: true, Columns: t.Mask(nil, true), Lock: &query.Lock{Referable: true}, Where: []*query.Cond{these},
	}, &sh)
	if err != nil {
		return nil, err
	}
	return []*call{{
		stmt: p.stmt, args: sh.Args, each: func(dialect.Rows) error { return nil },
		failed: func(_ context.Context, _ *Session, err error) error { return queryError("select", t, p.stmt.SQL, err) },
	}}, nil
}

// reference returns the belongs-to by which links, or children, lead to the owner.
func (r *Rel) reference() *model.Relation {
	if r.Through == nil {
		return r.Inverse
	}
	list := r.Through.Model.Relations
	return list[slices.IndexFunc(list, func(b *model.Relation) bool {
		return b.Kind == model.BelongsTo && slices.Equal(b.OwnerKey, r.Through.OwnerFields)
	})]
}

// removeOthers removes the links to all but keys, or all.
func (s *Session) removeOthers(ctx context.Context, o owners, keys []dialect.Value, all bool) (int64, error) {
	if all {
		return s.clear(ctx, o)
	}
	if o.rel.Through == nil {
		return s.freeChildren(ctx, o, keys, true)
	}
	return s.unlink(ctx, o, &query.LinkDelete{Rel: o.rel.Relation, Many: o.many, Keep: true}, slices.Concat(o.args, keys))
}
