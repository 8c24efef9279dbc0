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

// Changed counts the links, or the children, that Set changed.
type Changed struct{ Added, Removed int64 }

// begin resolves a set for a write.
func (s *Session) begin(ctx context.Context, set *Set, target string) (owners, error) {
	if s == nil {
		return owners{}, errNoDB
	}
	if ctx == nil {
		return owners{}, errNoContext
	}
	o, err := set.resolve(target)
	if err != nil {
		return o, err
	}
	if o.rel.Target.Err != nil {
		return o, o.rel.Target.Err
	}
	if o.rel.Kind.One() {
		return o, fmt.Errorf("kin: %s leads to one %s; set the key of that row instead", o.rel, o.rel.Target.Name)
	}
	return o, nil
}

// Add relates targets to the owners of a set and returns how many links are new.
func (s *Session) Add(ctx context.Context, set *Set, name string, targets []unsafe.Pointer) (int64, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return 0, err
	}
	keys, err := o.targetKeys(targets)
	if err != nil {
		return 0, err
	}
	return s.addKeys(ctx, set, o, keys)
}

// AddKeys is Add for targets by key.
func (s *Session) AddKeys(ctx context.Context, set *Set, name string, keys []dialect.Value) (int64, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return 0, err
	}
	return s.addKeys(ctx, set, o, sortSets(keys))
}

func (s *Session) addKeys(ctx context.Context, set *Set, o owners, keys []dialect.Value) (int64, error) {
	if keys[0].Set.Len == 0 {
		return 0, nil
	}
	defer set.unload()
	if o.rel.Through == nil {
		return s.moveChildren(ctx, o, keys)
	}
	return s.link(ctx, o, keys, nil)
}

// link inserts the links from every owner to every target that do not exist, with
// the values of a link object if the relation has link columns.
func (s *Session) link(ctx context.Context, o owners, keys []dialect.Value, link unsafe.Pointer) (int64, error) {
	ins := &query.LinkInsert{Rel: o.rel.Relation}
	args := slices.Concat(o.args, keys)
	if o.many || o.rel.Symmetric {
		ins.Pairs = true
		args = o.pairs(keys)
	}
	fields, values, err := s.linkValues(ctx, o.rel, link)
	if err != nil {
		return 0, err
	}
	ins.Values = fields
	n, err := s.runLink(ctx, o.rel, ins, append(args, values...))
	return o.rel.links(n), err
}

// links returns how many links a number of rows is: in a symmetric relation two
// rows are one link, but for that of a row to itself.
func (r *Rel) links(rows int64) int64 {
	if r.Symmetric {
		return rows/2 + rows%2
	}
	return rows
}

// pairs returns the columns of all pairs of owner and target, mirrored as well
// for a symmetric relation, in order and each once.
func (o owners) pairs(keys []dialect.Value) []dialect.Value {
	own := [][]dialect.Value{o.args}
	if o.many {
		own = setRows(o.args)
	}
	var rows [][]dialect.Value
	for _, a := range own {
		for _, b := range setRows(keys) {
			rows = append(rows, slices.Concat(a, b))
			if o.rel.Symmetric {
				rows = append(rows, slices.Concat(b, a))
			}
		}
	}
	return columnSets(slices.Concat(o.rel.OwnerKey, o.rel.TargetKey), o.rel.sortPairs(rows))
}

// sortPairs returns pairs in the one order in which everybody inserts links,
// whichever end they come from: by the owner of the declared end, then the target.
func (r *Rel) sortPairs(rows [][]dialect.Value) [][]dialect.Value {
	n := len(r.OwnerKey)
	rows = sortRows(rows)
	if !r.Declared {
		slices.SortStableFunc(rows, func(a, b []dialect.Value) int { return compareRows(a[n:], b[n:]) })
	}
	return rows
}

func (s *Session) runLink(ctx context.Context, r *Rel, ins *query.LinkInsert, args []dialect.Value) (int64, error) {
	var sh query.Shape
	flags := []bool{ins.Pairs, ins.Sets, ins.Update, ins.Error}
	sh.Byte(keyLink)
	sh.Relation(r.Relation)
	for _, f := range flags {
		sh.Byte(boolByte(f))
	}
	for _, f := range ins.Values {
		sh.Byte(byte(f.Index0), byte(f.Index0>>8))
	}
	n, err := s.runWrite(ctx, r, "add to", sh.Key, args, func() (ast.Stmt, error) { return ins.Build(), nil })
	if err == nil {
		return n, nil
	}
	ends := args[:len(r.OwnerKey)+len(r.TargetKey)]
	owners, targets := ends[:len(r.OwnerKey)], ends[len(r.OwnerKey):]
	ownerRows := [][]dialect.Value{owners}
	if ins.Pairs {
		ownerRows = setRows(owners)
	}
	return n, s.explainLinks(ctx, r.Relation, ownerRows, setRows(targets), err)
}

func boolByte(b bool) byte {
	if b {
		return 1
	}
	return 0
}

func (s *Session) runWrite(ctx context.Context, r *Rel, op string, key []byte, args []dialect.Value, build func() (ast.Stmt, error)) (int64, error) {
	p := s.DB.plans.get(key)
	if p == nil {
		stmt, err := build()
		if err != nil {
			return 0, err
		}
		if p, err = s.DB.compile(key, stmt); err != nil {
			return 0, err
		}
	}
	res, err := s.exec(ctx, p.stmt, args)
	if err != nil {
		return 0, &QueryError{Op: op + " " + r.String(), SQL: p.stmt.SQL, Err: err}
	}
	return res.RowsAffected, nil
}

// Remove takes targets out of a set and returns how many links were removed.
func (s *Session) Remove(ctx context.Context, set *Set, name string, targets []unsafe.Pointer) (int64, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return 0, err
	}
	keys, err := o.targetKeys(targets)
	if err != nil {
		return 0, err
	}
	return s.removeKeys(ctx, set, o, keys)
}

// RemoveKeys is Remove for targets by key.
func (s *Session) RemoveKeys(ctx context.Context, set *Set, name string, keys []dialect.Value) (int64, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return 0, err
	}
	return s.removeKeys(ctx, set, o, sortSets(keys))
}

func (s *Session) removeKeys(ctx context.Context, set *Set, o owners, keys []dialect.Value) (int64, error) {
	if keys[0].Set.Len == 0 {
		return 0, nil
	}
	defer set.unload()
	if o.rel.Through == nil {
		return s.freeChildren(ctx, o, keys, false)
	}
	return s.unlink(ctx, o, &query.LinkDelete{Rel: o.rel.Relation, Many: o.many}, slices.Concat(o.args, keys))
}

// Clear takes all targets out of a set and returns how many links were removed.
func (s *Session) Clear(ctx context.Context, set *Set, name string) (int64, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return 0, err
	}
	defer set.unload()
	return s.clear(ctx, o)
}

func (s *Session) clear(ctx context.Context, o owners) (int64, error) {
	if o.rel.Through == nil {
		return s.freeChildren(ctx, o, nil, false)
	}
	return s.unlink(ctx, o, &query.LinkDelete{Rel: o.rel.Relation, Many: o.many, All: true}, o.args)
}

func (s *Session) unlink(ctx context.Context, o owners, d *query.LinkDelete, args []dialect.Value) (int64, error) {
	var sh query.Shape
	sh.Byte(keyUnlink)
	sh.Relation(o.rel.Relation)
	sh.Byte(boolByte(d.Many), boolByte(d.All), boolByte(d.Keep), boolByte(d.Pairs))
	n, err := s.runWrite(ctx, o.rel, "remove from", sh.Key, args, func() (ast.Stmt, error) { return d.Build(), nil })
	return o.rel.links(n), err
}

// SetTo makes targets the only ones of a set. Links that stay keep their values,
// unless replace says that all are made anew; new ones get those of link.
func (s *Session) SetTo(ctx context.Context, set *Set, name string, targets []unsafe.Pointer, link unsafe.Pointer, replace bool) (Changed, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return Changed{}, err
	}
	keys, err := o.targetKeys(targets)
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
	return s.setKeys(ctx, set, o, sortSets(keys), nil, false)
}

func (s *Session) setKeys(ctx context.Context, set *Set, o owners, keys []dialect.Value, link unsafe.Pointer, replace bool) (c Changed, err error) {
	defer set.unload()
	err = s.atomic(ctx, func(s *Session) error {
		if c.Removed, err = s.removeOthers(ctx, o, keys, replace || keys[0].Set.Len == 0); err != nil {
			return err
		}
		if keys[0].Set.Len == 0 {
			return nil
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
	q := &query.Query{Model: t.Model, Where: []*query.Cond{
		{Op: query.KeyIn, Path: t.root(), Args: keys},
		{Op: query.Not, Kids: []*query.Cond{o.member()}},
	}}
	return s.Update(ctx, t, q, set)
}

func (o owners) member() *query.Cond {
	return &query.Cond{Op: query.Member, Rel: o.rel.Relation, Args: o.args, Many: o.many}
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

// CreateIn inserts an object and relates it to the owner of a set, both or neither.
func (s *Session) CreateIn(ctx context.Context, set *Set, name string, obj, link unsafe.Pointer) error {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return err
	}
	t := o.rel.Target
	if err := s.checkObject(ctx, t, obj, "create"); err != nil {
		return err
	}
	defer set.unload()
	if o.rel.Through == nil {
		return s.createChild(ctx, o, obj)
	}
	return s.atomic(ctx, func(s *Session) error {
		if err := s.Create(ctx, t, obj); err != nil {
			return err
		}
		keys, err := o.targetKeys([]unsafe.Pointer{obj})
		if err != nil {
			return err
		}
		_, err = s.link(ctx, o, keys, link)
		return err
	})
}

// createChild inserts an object whose foreign key is that of the owner.
func (s *Session) createChild(ctx context.Context, o owners, obj unsafe.Pointer) error {
	if o.many {
		return fmt.Errorf("kin: %s: a %s belongs to one %s; create it in the set of one owner", o.rel, o.rel.Target.Name, o.rel.Owner.Name)
	}
	t := o.rel.Target
	for i, f := range o.rel.TargetKey {
		if err := t.Slots[f.Index0].Set(obj, o.args[i]); err != nil {
			return err
		}
	}
	return s.Create(ctx, t, obj)
}

// LinkPairs inserts links between pairs of rows, whose keys are columns of the
// owner's key and of the target's, and returns how many are new.
func (s *Session) LinkPairs(ctx context.Context, r *Rel, pairs []dialect.Value) (int64, error) {
	if err := s.checkPairs(ctx, r); err != nil || pairs[0].Set.Len == 0 {
		return 0, err
	}
	if r.Symmetric {
		pairs = mirrored(r.Relation, pairs)
	}
	fields, values, err := s.linkValues(ctx, r, nil)
	if err != nil {
		return 0, err
	}
	args := columnSets(slices.Concat(r.OwnerKey, r.TargetKey), r.sortPairs(setRows(pairs)))
	n, err := s.runLink(ctx, r, &query.LinkInsert{Rel: r.Relation, Pairs: true, Values: fields}, append(args, values...))
	return r.links(n), err
}

// UnlinkPairs removes links between pairs of rows and returns how many there were.
func (s *Session) UnlinkPairs(ctx context.Context, r *Rel, pairs []dialect.Value) (int64, error) {
	if err := s.checkPairs(ctx, r); err != nil || pairs[0].Set.Len == 0 {
		return 0, err
	}
	return s.unlink(ctx, owners{rel: r}, &query.LinkDelete{Rel: r.Relation, Pairs: true}, sortSets(pairs))
}

func (s *Session) checkPairs(ctx context.Context, r *Rel) error {
	switch {
	case s == nil:
		return errNoDB
	case ctx == nil:
		return errNoContext
	case r.Owner.Err != nil:
		return r.Owner.Err
	case r.Through == nil:
		return fmt.Errorf("kin: %s has no links; set the key of %s instead", r, r.Target.Name)
	}
	return nil
}

// mirrored adds to pairs the same pairs the other way round.
func mirrored(r *model.Relation, pairs []dialect.Value) []dialect.Value {
	rows := setRows(pairs)
	n := len(r.OwnerKey)
	for _, row := range rows[:len(rows):len(rows)] {
		rows = append(rows, slices.Concat(row[n:], row[:n]))
	}
	return columnSets(slices.Concat(r.OwnerKey, r.TargetKey), sortRows(rows))
}
