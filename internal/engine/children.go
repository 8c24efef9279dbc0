package engine

import (
	"context"
	"fmt"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
)

// moveChildren gives children, by their keys, to the owner: those that it does
// not have already.
func (s *Session) moveChildren(ctx context.Context, o owners, keys []dialect.Value) (int64, error) {
	if o.many {
		return 0, fmt.Errorf("kin: %s: a %s belongs to one %s; add it to the set of one owner", o.rel, o.rel.Target.Name, o.rel.Owner.Name)
	}
	t := o.rel.Target
	set := make([]*query.Assign, len(o.args))
	for i, f := range o.rel.TargetKey {
		set[i] = &query.Assign{Field: f, Arg: o.args[i]}
	}
	these := &query.Cond{Op: query.KeyIn, Path: t.root(), Args: keys}
	others := &query.Query{Model: t.Model, Where: []*query.Cond{these, {Op: query.Not, Kids: []*query.Cond{o.member()}}}}
	var moved int64
	err := s.atomic(ctx, func(s *Session) (err error) {
		before, err := s.heardChildren(ctx, o.rel, these)
		if err != nil {
			return err
		}
		if moved, err = s.Update(ctx, t, others, set); err != nil {
			return err
		}
		if err := s.tellMoved(ctx, o, before); err != nil || moved == int64(keys[0].Set.Len) {
			return err
		}
		there, err := s.Count(ctx, t, &query.Query{Model: t.Model, Where: []*query.Cond{these}})
		if err == nil && there < int64(keys[0].Set.Len) {
			err = fmt.Errorf("%w: %d of the %s to add to %s have no row", dialect.ErrForeignKey, int64(keys[0].Set.Len)-there, t.Plural, o.rel)
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	return moved, nil
}

// freeChildren takes the owner from children: from those with keys, from all
// others if keep, or from all if keys is nil.
func (s *Session) freeChildren(ctx context.Context, o owners, keys []dialect.Value, keep bool) (int64, error) {
	t := o.rel.Target
	q := &query.Query{Model: t.Model, Where: []*query.Cond{o.member()}}
	if keys != nil {
		in := &query.Cond{Op: query.KeyIn, Path: t.root(), Args: keys}
		if keep {
			in = &query.Cond{Op: query.Not, Kids: []*query.Cond{in}}
		}
		q.Where = append(q.Where, in)
	}
	var set []*query.Assign
	for _, f := range o.rel.TargetKey {
		if f.Nullable {
			set = append(set, &query.Assign{Field: f, Arg: dialect.Null(f.Type.Kind)})
		}
	}
	if set == nil {
		return s.cannotFree(ctx, o, q)
	}
	if keep {
		if err := s.lockOwners(ctx, o); err != nil {
			return 0, err
		}
	}
	if s.heard(t.Model) {
		return s.freeHeard(ctx, o, q, set)
	}
	return s.Update(ctx, t, q, set)
}

// cannotFree is freeChildren where a child must have an owner: it is an error if
// there is a child to free.
func (s *Session) cannotFree(ctx context.Context, o owners, q *query.Query) (int64, error) {
	err := fmt.Errorf("%w: %s.%s cannot be empty, so a %s cannot be taken out of %s; make the field a pointer, or delete the row",
		dialect.ErrNotNull, o.rel.Target.Name, o.rel.TargetKey[0].Name, o.rel.Target.Name, o.rel)
	if len(q.Where) == 1 || q.Where[1].Op == query.KeyIn {
		return 0, err
	}
	found, existsErr := s.Exists(ctx, o.rel.Target, q)
	if existsErr != nil {
		return 0, existsErr
	}
	if found {
		return 0, err
	}
	return 0, nil
}

// createChild inserts an object whose foreign key is that of the owner.
func (s *Session) createChild(ctx context.Context, o owners, obj unsafe.Pointer) error {
	if o.many {
		return fmt.Errorf("kin: %s: a %s belongs to one %s; create it in the set of one owner", o.rel, o.rel.Target.Name, o.rel.Owner.Name)
	}
	t := o.rel.Target
	if err := o.giveKey(obj); err != nil {
		return err
	}
	if !s.heard(t.Model) {
		return s.Create(ctx, t, obj)
	}
	return s.atomic(ctx, func(s *Session) error {
		if err := s.Create(ctx, t, obj); err != nil {
			return err
		}
		return s.tellNew(ctx, o, obj)
	})
}
