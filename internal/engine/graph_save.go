package engine

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// SaveGraph saves objects with what they lead to, all or nothing: a statement for
// each type and level of foreign keys, then one for each relation by links.
func (s *Session) SaveGraph(ctx context.Context, t *Type, objs []unsafe.Pointer, allowed []*Branch) error {
	switch {
	case s == nil:
		return errNoDB
	case ctx == nil:
		return errNoContext
	case t.Err != nil:
		return t.Err
	}
	if err := checkBranches(t, nil, allowed); err != nil {
		return err
	}
	g, err := newGraph(t, objs, merged(allowed))
	if err != nil || len(g.order) == 0 {
		return err
	}
	steps, err := g.steps()
	if err != nil {
		return err
	}
	return s.atomic(ctx, func(s *Session) error {
		s.onRollback(g.rememberKeys())
		for _, step := range steps {
			if err := s.saveStep(ctx, step); err != nil {
				return err
			}
		}
		for _, group := range g.links {
			if err := s.saveLinks(ctx, group); err != nil {
				return err
			}
		}
		return nil
	})
}

// checkBranches returns an error for a relation that does not begin where it stands:
// at the objects of t, to which over leads.
func checkBranches(t *Type, over *Rel, list []*Branch) error {
	for _, b := range list {
		switch {
		case b.Err != nil:
			return b.Err
		case b.Link != nil && (b.Link.Link == nil || over == nil || over.Link != b.Link.Link):
			return fmt.Errorf("kin: save graph: OfLinks of %s stands within With of that relation", b.Link)
		case b.Link != nil:
			if err := checkBranches(b.Link.Link, nil, b.Kids); err != nil {
				return err
			}
			continue
		case b.Rel.Owner.Err != nil:
			return b.Rel.Owner.Err
		case b.Rel.Owner != t:
			return fmt.Errorf("kin: save graph: %s is no relation of %s", b.Rel, t.Name)
		}
		if err := checkBranches(b.Rel.Target, b.Rel, b.Kids); err != nil {
			return err
		}
	}
	return nil
}

// merged returns a list in which each relation is once.
func merged(list []*Branch) []*Branch {
	var out []*Branch
	for _, b := range list {
		i := slices.IndexFunc(out, func(o *Branch) bool { return o.Rel == b.Rel && o.Link == b.Link })
		if i < 0 {
			i = len(out)
			out = append(out, &Branch{Rel: b.Rel, Link: b.Link})
		}
		out[i].Kids = append(out[i].Kids, b.Kids...)
	}
	for _, b := range out {
		b.Kids = merged(b.Kids)
	}
	return out
}

// rememberKeys returns what gives the objects the foreign keys back that they have
// now. A rollback takes the keys of new rows away, so that keys to them are wrong.
func (g *graph) rememberKeys() func() {
	type held struct {
		located
		fields []*model.Field
		before unsafe.Pointer
	}
	keep := map[located]*held{}
	var all []*held
	add := func(at located, fields []*model.Field) {
		h := keep[at]
		if h == nil {
			h = &held{located: at, before: at.t.newSlab(1)}
			keep[at], all = h, append(all, h)
		}
		h.fields = append(h.fields, fields...)
	}
	known := map[located]*uint64{} // what objects and links knew of their keys
	for _, n := range g.order {
		known[n.located] = n.t.stateOf(n.obj).refs
		for _, r := range n.t.refs {
			if *(*unsafe.Pointer)(unsafe.Add(n.obj, r.offset)) != nil {
				add(n.located, r.OwnerKey)
			}
		}
	}
	for _, n := range g.order {
		for _, e := range n.parents {
			add(n.located, e.rel.TargetKey)
		}
	}
	_ = g.eachRef(func(group *linkGroup, link unsafe.Pointer, ref *Rel) error {
		at := located{group.rel.Link, link}
		add(at, ref.OwnerKey)
		known[at] = at.t.stateOf(link).refs
		return nil
	})
	for _, h := range all {
		for _, f := range h.fields {
			h.t.Slots[f.Index0].Copy(h.before, h.obj)
		}
	}
	return func() {
		for _, h := range all {
			for _, f := range h.fields {
				h.t.Slots[f.Index0].Copy(h.obj, h.before)
			}
		}
		for at, refs := range known {
			at.t.stateOf(at.obj).refs = refs
		}
	}
}

// saveStep saves the objects of one step.
func (s *Session) saveStep(ctx context.Context, step []*graphNode) error {
	var batches []*batch
	for _, n := range step {
		for _, e := range n.parents {
			if err := e.giveKey(); err != nil {
				return err
			}
		}
		batches = addToBatch(batches, n)
	}
	for _, b := range batches {
		if err := s.saveBatch(ctx, b); err != nil {
			return err
		}
	}
	return nil
}

// A batch is objects of one step and type that are written by one statement.
type batch struct {
	t           *Type
	saved, auto bool // have rows; get their keys from the database
	objs        []unsafe.Pointer
}

func addToBatch(batches []*batch, n *graphNode) []*batch {
	auto := !n.saved && n.t.auto != nil && n.t.Slots[n.t.auto.Index0].IsZero(n.obj)
	for _, b := range batches {
		if b.t == n.t && b.saved == n.saved && b.auto == auto {
			b.objs = append(b.objs, n.obj)
			return batches
		}
	}
	return append(batches, &batch{n.t, n.saved, auto, []unsafe.Pointer{n.obj}})
}

func (s *Session) saveBatch(ctx context.Context, b *batch) error {
	if b.saved {
		return s.explainObjects(ctx, b.t, b.objs, s.saveMany(ctx, b.t, b.objs, nil))
	}
	err := s.CreateMany(ctx, b.t, b.objs)
	if err != nil {
		return fmt.Errorf("%s: %w", b.t.Name, err)
	}
	return nil
}

// giveKey gives the child the key of its parent. A new child must not say that it
// belongs to another one; one with a row moves.
func (e childEdge) giveKey() error {
	belongs := e.rel.Reverse()
	want, err := belongs.keyPrint(e.parent.obj)
	if err != nil {
		return err
	}
	have := e.child.t.fingerprint(e.child.obj, belongs)
	if !e.child.saved && have != nullKey && have != want {
		return fmt.Errorf("%w: a new %s in %s has another key in %s; leave it empty", ErrConflict, e.child.t.Name, e.rel, e.rel.TargetKey[0].Name)
	}
	return belongs.copyKey(e.child.obj, e.parent.obj)
}

// saveLinks adds the links of one relation. Those that exist stay as they are.
func (s *Session) saveLinks(ctx context.Context, g *linkGroup) error {
	r := g.rel
	if r.Link == nil {
		owners, targets := make([]unsafe.Pointer, len(g.pairs)), make([]unsafe.Pointer, len(g.pairs))
		for i, p := range g.pairs {
			owners[i], targets[i] = p.owner, p.target
		}
		keys, err := r.PairKeys(owners, targets, true)
		if err != nil {
			return err
		}
		_, err = s.LinkPairs(ctx, r, keys)
		return err
	}
	fields, rows, err := s.graphLinks(ctx, g)
	if err != nil {
		return err
	}
	ends := len(r.OwnerKey) + len(r.TargetKey)
	byEnds := func(a, b []dialect.Value) int { return compareRows(a[:ends], b[:ends]) }
	slices.SortStableFunc(rows, byEnds)
	for i := 1; i < len(rows); i++ {
		if byEnds(rows[i-1], rows[i]) == 0 {
			return fmt.Errorf("kin: save graph: %s: the same two objects are linked twice; give each link once, at one end", r)
		}
	}
	args := columnSets(slices.Concat(r.Through.OwnerFields, r.Through.TargetFields, fields), rows)
	_, err = s.runLink(ctx, r, &query.LinkInsert{Rel: r.Relation, Pairs: true, Values: fields, Sets: true}, args)
	return err
}

// graphLinks returns the rows of links: the owner's key, the target's, the values.
func (s *Session) graphLinks(ctx context.Context, g *linkGroup) (fields []*model.Field, rows [][]dialect.Value, err error) {
	r := g.rel
	for i, p := range g.pairs {
		pair, refused, err := r.appendPair(nil, p.owner, p.target, i)
		if err == nil {
			err = refused
		}
		if err != nil {
			return nil, nil, err
		}
		from, to := pair[:len(r.OwnerKey):len(r.OwnerKey)], pair[len(r.OwnerKey):]
		var values []dialect.Value
		if fields, values, err = s.linkValues(ctx, r, p.values); err != nil {
			return nil, nil, fmt.Errorf("link of %s: %w", r, err)
		}
		rows = append(rows, slices.Concat(from, to, values))
		if r.Symmetric && compareRows(from, to) != 0 {
			rows = append(rows, slices.Concat(to, from, values))
		}
	}
	return fields, rows, nil
}
