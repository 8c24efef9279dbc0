package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// preload loads related rows into objects of t, one statement for each relation and
// level. Those of a level do not depend on each other and are one batch.
func (s *Session) preload(ctx context.Context, t *Type, objs []unsafe.Pointer, preloads []*query.Preload) error {
	level := []branch{{t, objs, preloads}}
	for len(level) > 0 {
		var loaders []*loader
		for _, b := range level {
			for _, p := range b.preloads {
				r, err := b.t.holder(p.Rel)
				if err != nil {
					return err
				}
				loaders = append(loaders, &loader{
					s: s, r: r, q: r.Target.readable(p.Query), objs: b.objs, links: newLinkColumns(r, p.Links),
				})
			}
		}
		if err := s.load(ctx, loaders); err != nil {
			return err
		}
		level = level[:0]
		for _, l := range loaders {
			if len(l.q.Preloads) > 0 && len(l.found) > 0 {
				level = append(level, branch{l.r.Target, l.found, l.q.Preloads})
			}
		}
	}
	return nil
}

// A branch are objects of a type and what is preloaded into them.
type branch struct {
	t        *Type
	objs     []unsafe.Pointer
	preloads []*query.Preload
}

// load runs loaders and puts what they have read into their owners.
func (s *Session) load(ctx context.Context, loaders []*loader) error {
	calls := make([]*call, 0, len(loaders))
	defer func() {
		for _, l := range loaders {
			l.release()
		}
	}()
	for _, l := range loaders {
		if err := l.prepare(); err != nil {
			return err
		}
		if l.call.stmt != nil {
			calls = append(calls, &l.call)
		}
	}
	if err := s.batch(ctx, dialect.Read, calls); err != nil {
		return err
	}
	for _, l := range loaders {
		if l.cut {
			if err := l.readAgain(ctx); err != nil {
				return err
			}
		}
		l.assign()
	}
	return nil
}

// Preload loads related rows into objects that are loaded already.
func (s *Session) Preload(ctx context.Context, t *Type, objs []unsafe.Pointer, preloads []*query.Preload) error {
	if err := s.prepare(t, &query.Query{Model: t.Model, Preloads: preloads}); err != nil {
		return err
	}
	for _, obj := range objs {
		if obj == nil {
			return fmt.Errorf("kin: preload into %s: an object is nil", t.Name)
		}
		if !t.stateOf(obj).saved {
			return unsaved(t.Name, "preloading its relations")
		}
	}
	if len(objs) == 0 {
		return nil
	}
	return s.preload(ctx, t, objs, preloads)
}

// AllRelations returns preloads of every relation that the struct has a field for.
func (t *Type) AllRelations() []*query.Preload {
	var out []*query.Preload
	for _, r := range slices.Concat(t.refs, t.sets) {
		out = append(out, &query.Preload{Rel: r.Relation, Query: &query.Query{Model: r.Target.Model}})
	}
	return out
}

// checkPreloads returns why relations cannot be loaded, also where there will be no
// objects to load them into.
func (t *Type) checkPreloads(preloads []*query.Preload) error {
	for _, p := range preloads {
		r, err := t.holder(p.Rel)
		if err != nil {
			return err
		}
		if err := r.Target.checkPreloads(p.Query.Preloads); err != nil {
			return err
		}
	}
	return nil
}

// holder returns the relation with the field that its rows are loaded into.
func (t *Type) holder(r *model.Relation) (*Rel, error) {
	for _, rel := range t.Rels {
		if rel.Relation != r {
			continue
		}
		if r.Hidden {
			return nil, fmt.Errorf("kin: preload %s: %s says skip_reverse, so it is never loaded; query %s instead", r, r.Inverse, r.Target.Plural)
		}
		if r.GoField != "" {
			return rel, nil
		}
	}
	if r.Inverse == nil { // an end of a link that its struct does not declare
		return nil, fmt.Errorf("kin: preload %s: %s has no field to hold the row; add `%s *%s` to it, with fields for its key",
			r, t.Name, r.Name, r.Target.Name)
	}
	return nil, fmt.Errorf("kin: preload %s: %s has no field to hold the rows; add `%s %s[%s] %s` to it",
		r, t.Name, r.Name, container(r), r.Target.Name, "`kin:\"reverse="+r.Inverse.Name+"\"`")
}

func container(r *model.Relation) string {
	switch r.Kind {
	case model.HasOne:
		return "kin.One"
	case model.HasMany:
		return "kin.HasMany"
	default:
		return "kin.ManyToMany"
	}
}

func unsaved(name, doing string) error {
	return fmt.Errorf("%w: this %s has no row yet; call Create or Save before %s", ErrUnsaved, name, doing)
}

// unsavedAt is the error of an object that is found at a place of a call.
func unsavedAt(place string) error {
	return fmt.Errorf("%w: %s has no row yet; call Create or Save with it first", ErrUnsaved, place)
}

// ErrUnsaved is the error of using an object that has no row. Package kin exports it.
var ErrUnsaved = errors.New("kin: not saved")
