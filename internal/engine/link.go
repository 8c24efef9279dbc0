package engine

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
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
	return s.counted(ctx, func() (int64, error) {
		if o.rel.Through == nil {
			return s.moveChildren(ctx, o, keys)
		}
		return s.link(ctx, o, keys, nil)
	})
}

// link inserts the links from every owner to every target that do not exist, with
// the values of a link object if the relation has link columns.
func (s *Session) link(ctx context.Context, o owners, keys []dialect.Value, link unsafe.Pointer) (int64, error) {
	fields, values, err := s.linkValues(ctx, o.rel, link)
	if err != nil {
		return 0, err
	}
	ins := &query.LinkInsert{Rel: o.rel.Relation, Values: fields, Pairs: o.many || o.rel.Symmetric}
	if !ins.Pairs {
		return s.runLink(ctx, o.rel, ins, slices.Concat(o.args, keys, values))
	}
	return s.eachOnce(ctx, o.rel, o.pairs(keys), func(s *Session, pairs []dialect.Value) (int64, error) {
		return s.runLink(ctx, o.rel, ins, append(pairs, values...))
	})
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
	if s.heard(r.holder()) {
		return s.writeHeard(ctx, r, op, key, args, build)
	}
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
	return s.counted(ctx, func() (int64, error) {
		if o.rel.Through == nil {
			return s.freeChildren(ctx, o, keys, false)
		}
		return s.unlink(ctx, o, &query.LinkDelete{Rel: o.rel.Relation, Many: o.many}, slices.Concat(o.args, keys))
	})
}

// Clear takes all targets out of a set and returns how many links were removed.
func (s *Session) Clear(ctx context.Context, set *Set, name string) (int64, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return 0, err
	}
	defer set.unload()
	return s.counted(ctx, func() (int64, error) { return s.clear(ctx, o) })
}

func (s *Session) clear(ctx context.Context, o owners) (int64, error) {
	if o.rel.Through == nil {
		return s.freeChildren(ctx, o, nil, false)
	}
	return s.unlink(ctx, o, &query.LinkDelete{Rel: o.rel.Relation, Many: o.many, All: true}, o.args)
}

func (s *Session) unlink(ctx context.Context, o owners, d *query.LinkDelete, args []dialect.Value) (int64, error) {
	var sh query.Shape
	sh.Byte(keyLoops)
	d.Shape(&sh)
	count := func() (*ast.Select, error) { return d.BuildLoops(), nil }
	return s.countLoops(ctx, o, sh.Key, args, count, func(s *Session) (int64, error) {
		return s.runUnlink(ctx, o.rel, d, args)
	})
}

// runUnlink is unlink that returns the number of rows.
func (s *Session) runUnlink(ctx context.Context, r *Rel, d *query.LinkDelete, args []dialect.Value) (int64, error) {
	var sh query.Shape
	sh.Byte(keyUnlink)
	d.Shape(&sh)
	return s.runWrite(ctx, r, "remove from", sh.Key, args, func() (ast.Stmt, error) { return d.Build(), nil })
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
	err = s.atomicAgain(ctx, func(s *Session) error {
		if keys[0].Set.Len == 0 {
			c.Removed, err = s.clear(ctx, o)
			return err
		}
		if o.rel.Through != nil {
			if err := s.lockOwners(ctx, o); err != nil {
				return err
			}
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

// lockOwners makes sets of one owner wait for each other until the transaction ends:
// neither sees what the other has not committed, so that both would stay.
func (s *Session) lockOwners(ctx context.Context, o owners) error {
	t := o.rel.Owner
	f := s.DB.dialect.Features
	if !f.Locks || f.OneWriter || !slices.Equal(o.rel.OwnerKey, t.KeyFields()) {
		return nil
	}
	keys := o.args
	if !o.many {
		keys = columnSets(o.rel.OwnerKey, [][]dialect.Value{o.args})
	}
	_, err := s.All(ctx, t, &query.Query{
		Model: t.Model, Unsorted: true, Columns: t.Mask(nil, true), Lock: &query.Lock{Referable: true},
		Where: []*query.Cond{{Op: query.KeyIn, Path: t.root(), Args: sortSets(keys)}},
	})
	return err
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

func (o owners) member() *query.Cond {
	return &query.Cond{Op: query.Member, Rel: o.rel.Relation, Args: o.args, Many: o.many}
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
