package engine

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// A LinkSet is a set whose links have columns: the container kin.Through.
type LinkSet struct {
	Set
	Links []unsafe.Pointer // the links of Set.items, if loaded
}

// A Policy is what adding a link does where one exists.
type Policy uint8

// The policies.
const (
	IfAbsent Policy = iota // it stays as it is
	Update                 // it gets the new values
	Error                  // it is ErrUnique
)

// written are the fields of a link that adding it writes: all but its ends and
// its own key.
func (r *Rel) written() []*model.Field {
	if r.Link == nil {
		return nil
	}
	ends := slices.Concat(r.Through.OwnerFields, r.Through.TargetFields)
	return slices.DeleteFunc(slices.Clone(r.Link.stored), func(f *model.Field) bool {
		return f.Auto || slices.Contains(ends, f)
	})
}

// linkValues returns the fields that a new link gets and their values: those of
// link, or of a zero link with its defaults.
func (s *Session) linkValues(ctx context.Context, r *Rel, link unsafe.Pointer) ([]*model.Field, []dialect.Value, error) {
	t := r.Link
	if t == nil {
		return nil, nil, nil
	}
	if t.Err != nil {
		return nil, nil, t.Err
	}
	if link == nil {
		link = t.newSlab(1)
	}
	if err := t.settleRefs(link); err != nil {
		return nil, nil, err
	}
	if err := t.fill(link, s.now, true); err != nil {
		return nil, nil, err
	}
	if err := t.validate(ctx, link); err != nil {
		return nil, nil, err
	}
	fields := r.written()
	values, err := t.values(nil, link, fields)
	return fields, values, err
}

// AddWith relates targets to the owner of a set by links with the values of link,
// and returns how many are new. Links that exist stay as they are.
func (s *Session) AddWith(ctx context.Context, set *Set, name string, link unsafe.Pointer, targets []unsafe.Pointer) (int64, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return 0, err
	}
	keys, err := o.targetKeys(targets, true)
	if err != nil || keys[0].Set.Len == 0 {
		return 0, err
	}
	if o.refused != nil {
		return 0, o.refused
	}
	defer set.unload()
	return s.counted(ctx, func() (int64, error) { return s.link(ctx, o, keys, link) })
}

// AddLinks relates targets to the owner of a set, each by a link with values of
// its own, and returns how many are new.
func (s *Session) AddLinks(ctx context.Context, set *Set, name string, policy Policy, targets, links []unsafe.Pointer) (n int64, err error) {
	o, err := s.begin(ctx, set, name)
	if err != nil || len(targets) == 0 {
		return 0, err
	}
	if o.rel.Through.Multiple && policy != IfAbsent {
		return 0, fmt.Errorf("%w: %s: a table without a unique pair takes only kin.IfAbsent; use UpdateLinks", dialect.ErrUnsupported, o.rel)
	}
	fields, rows, err := s.linkRows(ctx, o, targets, links)
	if err != nil {
		return 0, err
	}
	columns := slices.Concat(o.rel.Through.OwnerFields, o.rel.Through.TargetFields, fields)
	args := columnSets(columns, rows)
	ins := &query.LinkInsert{
		Rel: o.rel.Relation, Pairs: true, Values: fields, Sets: true, Update: policy == Update, Error: policy == Error,
	}
	defer set.unload()
	if policy != Update {
		return s.counted(ctx, func() (int64, error) {
			n, err := s.runLink(ctx, o.rel, ins, args)
			return o.rel.links(n), err
		})
	}
	// The database counts the links that were updated as well, so those that
	// exist are counted before, in one transaction.
	err = s.atomicAgain(ctx, func(s *Session) error {
		there, err := s.countLinks(ctx, o, args)
		if err != nil {
			return err
		}
		if _, err = s.runLink(ctx, o.rel, ins, args); err != nil {
			return err
		}
		n = o.rel.links(int64(len(rows)) - there)
		return nil
	})
	return n, err
}

// linkRows returns the rows of new links, in the order of their keys: the owner's
// key, the target's, the values.
func (s *Session) linkRows(ctx context.Context, o owners, targets, links []unsafe.Pointer) ([]*model.Field, [][]dialect.Value, error) {
	if o.refused != nil {
		return nil, nil, o.refused
	}
	if o.many {
		return nil, nil, fmt.Errorf("kin: %s: add links with values to the set of one owner", o.rel)
	}
	var fields []*model.Field
	var rows [][]dialect.Value
	for i, target := range targets {
		key, err := o.targetKeys([]unsafe.Pointer{target}, true)
		if err != nil {
			return nil, nil, err
		}
		var values []dialect.Value
		if fields, values, err = s.linkValues(ctx, o.rel, links[i]); err != nil {
			return nil, nil, fmt.Errorf("link %d: %w", i, err)
		}
		to := setRows(key)[0]
		rows = append(rows, slices.Concat(o.args, to, values))
		if o.rel.Symmetric && compareRows(o.args, to) != 0 {
			rows = append(rows, slices.Concat(to, o.args, values))
		}
	}
	ends := len(o.rel.OwnerKey) + len(o.rel.TargetKey)
	byEnds := func(a, b []dialect.Value) int { return compareRows(a[:ends], b[:ends]) }
	slices.SortStableFunc(rows, byEnds)
	for i := 1; i < len(rows); i++ {
		if byEnds(rows[i-1], rows[i]) == 0 {
			return nil, nil, fmt.Errorf("kin: %s: one target comes twice; give each link once", o.rel)
		}
	}
	return fields, rows, nil
}

// countLinks counts the links between pairs of keys.
func (s *Session) countLinks(ctx context.Context, o owners, args []dialect.Value) (int64, error) {
	var sh query.Shape
	sh.Byte(keyLinkCount)
	sh.Relation(o.rel.Relation)
	return s.number(ctx, o.rel, sh.Key, args, func() (*ast.Select, error) { return query.BuildLinkCount(o.rel.Relation), nil })
}

// UpdateLinks assigns to the links of a set that lead to targets which fulfil
// conditions, and returns how many there were.
func (s *Session) UpdateLinks(ctx context.Context, set *Set, name string, where []*query.Cond, assigns []*query.Assign) (int64, error) {
	o, err := s.beginLinks(ctx, set, name, where)
	if err != nil {
		return 0, err
	}
	if err := o.rel.Link.checkAssigns(assigns); err != nil {
		return 0, err
	}
	for _, a := range assigns {
		if slices.Contains(o.rel.Through.OwnerFields, a.Field) || slices.Contains(o.rel.Through.TargetFields, a.Field) {
			return 0, o.rel.Link.endChanged(a.Field)
		}
	}
	assigns = o.rel.Link.autoAssigns(s, assigns)
	defer set.unload()
	var sh query.Shape
	sh.Byte(keyLinkUpdate, byte(len(assigns)))
	sh.Assigns(assigns)
	member := []*query.Cond{o.member()}
	sh.Conds(member)
	sh.Conds(where)
	return s.countLinkLoops(ctx, o, where, func(s *Session) (int64, error) {
		return s.runWrite(ctx, &linkWrite{r: o.rel, op: "update links of", key: sh.Key, args: sh.Args, build: func() (ast.Stmt, error) {
			n := query.Numbering()
			numbers := n.Assigns(assigns)
			m := n.Conds(member)
			u, err := query.BuildLinkUpdate(m[0], n.Conds(where), assigns, numbers)
			return u, err
		}})
	})
}

// RemoveWhere removes the links of a set that lead to targets which fulfil
// conditions, and returns how many there were.
func (s *Session) RemoveWhere(ctx context.Context, set *Set, name string, where []*query.Cond) (int64, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return 0, err
	}
	if err := query.Check(where); err != nil {
		return 0, err
	}
	if o.rel.Through == nil {
		return 0, fmt.Errorf("kin: %s has no links; use Remove, or update %s", o.rel, o.rel.Target.Plural)
	}
	defer set.unload()
	var sh query.Shape
	sh.Byte(keyLinkDelete)
	member := []*query.Cond{o.member()}
	sh.Conds(member)
	sh.Conds(where)
	return s.countLinkLoops(ctx, o, where, func(s *Session) (int64, error) {
		return s.runWrite(ctx, &linkWrite{r: o.rel, op: "remove from", key: sh.Key, args: sh.Args, build: func() (ast.Stmt, error) {
			n := query.Numbering()
			m := n.Conds(member)
			d, err := query.BuildLinkDelete(m[0], n.Conds(where))
			return d, err
		}})
	})
}

func (s *Session) beginLinks(ctx context.Context, set *Set, name string, where []*query.Cond) (owners, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return o, err
	}
	if o.rel.Link == nil {
		return o, fmt.Errorf("kin: %s: its links have no columns", o.rel)
	}
	return o, query.Check(where)
}

// linkColumns reads the columns of links.
type linkColumns struct {
	t      *Type // nil: the links have none, or nothing holds them
	fields []*model.Field
	slots  []dialect.Slot
	arena  *arena
}

// newLinkColumns returns the columns of a relation's links that are read into its
// container: all, or those of a mask.
func newLinkColumns(r *Rel, mask []bool) linkColumns {
	if r.Link == nil || !r.holdsLinks {
		return linkColumns{}
	}
	l := linkColumns{t: r.Link}
	for _, f := range r.Link.stored {
		if mask == nil || mask[f.Index0] {
			l.fields = append(l.fields, f)
			l.slots = append(l.slots, r.Link.Slots[f.Index0])
		}
	}
	columns := make([]bool, len(r.Link.Fields))
	for _, f := range l.fields {
		columns[f.Index0] = true
	}
	l.arena = newArena(r.Link, &columns, 16)
	return l
}

// shape adds which columns are read.
func (l *linkColumns) shape(sh *query.Shape) {
	sh.Byte(byte(len(l.fields)))
	for _, f := range l.fields {
		sh.Byte(byte(f.Index0), byte(f.Index0>>8))
	}
}

// decode reads a link, whose columns begin at first.
func (l *linkColumns) decode(rows dialect.Rows, first int) (unsafe.Pointer, error) {
	if l.t == nil {
		return nil, nil
	}
	obj := l.arena.next()
	if err := rows.Decode(first, l.slots, obj); err != nil {
		return nil, err
	}
	l.arena.adopt(obj)
	return obj, nil
}

// room returns a slice for n links, or nil where links are not read.
func (l *linkColumns) room(n int) []unsafe.Pointer {
	if l.t == nil {
		return nil
	}
	return make([]unsafe.Pointer, n)
}
