package engine

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// Mask returns which fields are read if the given ones are, or are not. Keys and
// foreign keys always are: rows are put together by them.
func (t *Type) Mask(fields []*model.Field, only bool) []bool {
	mask := make([]bool, len(t.Fields))
	for _, f := range t.stored {
		mask[f.Index0] = slices.Contains(fields, f) == only
	}
	keep := func(list []*model.Field) {
		for _, f := range list {
			mask[f.Index0] = !f.Implicit
		}
	}
	keep(t.KeyFields())
	for _, r := range t.Relations {
		keep(r.OwnerKey)
	}
	if t.version != nil {
		mask[t.version.Index0] = true
	}
	return mask
}

// KeySlots returns the slots of the key's fields in the Go type of a key: the
// field's own type, or a struct of all of them.
func (t *Type) KeySlots(key reflect.Type) ([]dialect.Slot, error) {
	fields := t.KeyFields()
	slots := make([]dialect.Slot, len(fields))
	for i, f := range fields {
		typ, offset := key, uintptr(0)
		if len(fields) > 1 {
			if key.Kind() != reflect.Struct {
				return nil, fmt.Errorf("it is %s, not a struct", key)
			}
			sf, ok := key.FieldByName(f.Name)
			if !ok {
				return nil, fmt.Errorf("%s has no field %s", key, f.Name)
			}
			typ, offset = sf.Type, sf.Offset
		}
		s, err := dialect.NewSlot(typ, offset, f.Type, false)
		if err != nil {
			return nil, err
		}
		s.Field, s.Column, s.Format = t.Name+"."+f.Name, f.Column, formats[f.Format]
		slots[i] = s
	}
	return slots, nil
}

// KeyIs returns the condition that a row has a key, which slots read.
func (t *Type) KeyIs(slots []dialect.Slot, key unsafe.Pointer) ([]*query.Cond, error) {
	if t.Err != nil {
		return nil, t.Err
	}
	conds := make([]*query.Cond, len(slots))
	for i, f := range t.KeyFields() {
		v, err := slots[i].Value(key)
		if err != nil {
			return nil, err
		}
		conds[i] = &query.Cond{Op: query.Compare, Cmp: ast.Eq, X: &query.Term{Path: t.path, Field: f}, Args: []dialect.Value{v}}
	}
	return conds, nil
}

// CopyKey writes the key of an object into a key, which slots write.
func (t *Type) CopyKey(slots []dialect.Slot, key, obj unsafe.Pointer) error {
	for i := range slots {
		v, err := t.keySlots[i].Value(obj)
		if err != nil {
			return err
		}
		if err := slots[i].Set(key, v); err != nil {
			return err
		}
	}
	return nil
}

// SetArgs returns the arguments of a comparison with a set of keys: the keys, each
// once and in order, and their number.
func SetArgs(keys []dialect.Value) []dialect.Value {
	keys = sortSets(keys)
	return append(slices.Clip(keys), dialect.Int(int64(keys[0].Set.Len)))
}

// TargetKeys returns the keys of targets of a relation as sets.
func (r *Rel) TargetKeys(targets []unsafe.Pointer) ([]dialect.Value, error) {
	if r.Owner.Err != nil {
		return nil, r.Owner.Err
	}
	return owners{rel: r}.targetKeys(targets)
}

// PairKeys returns the keys of owners and targets, pair by pair, as sets.
func (r *Rel) PairKeys(from, to []unsafe.Pointer) ([]dialect.Value, error) {
	if r.Owner.Err != nil {
		return nil, r.Owner.Err
	}
	fields := slices.Concat(r.OwnerKey, r.TargetKey)
	sets := emptySets(fields)
	add := func(t *Type, obj unsafe.Pointer, i, pair int, key []*model.Field) error {
		if obj == nil {
			return fmt.Errorf("kin: %s: pair %d has no %s", r, pair, t.Name)
		}
		if !t.stateOf(obj).saved {
			return fmt.Errorf("pair %d of %s: %w", pair, r, unsaved(t.Name, "linking it"))
		}
		for n, f := range key {
			v, err := t.Slots[f.Index0].Value(obj)
			if err != nil {
				return err
			}
			sets[i+n].Format = v.Format
			sets[i+n].Set.Append(v)
		}
		return nil
	}
	for pair := range from {
		if err := add(r.Owner, from[pair], 0, pair, r.OwnerKey); err != nil {
			return nil, err
		}
		if err := add(r.Target, to[pair], len(r.OwnerKey), pair, r.TargetKey); err != nil {
			return nil, err
		}
	}
	return sets, nil
}

// RefLoaded reports whether the related object of a to-one relation is known.
func (r *Rel) RefLoaded(obj unsafe.Pointer) bool {
	if r.GoField == "" || obj == nil || r.Owner.Err != nil {
		return false
	}
	if r.Kind != model.BelongsTo {
		return (*Set)(unsafe.Add(obj, r.offset)).Loaded()
	}
	have := r.Owner.fingerprint(obj, r)
	target := *(*unsafe.Pointer)(unsafe.Add(obj, r.offset))
	if target == nil {
		return have == nullKey
	}
	want, err := r.keyPrint(target)
	return err == nil && want == have
}

// Broken returns a relation that stands for one of a type that cannot be used.
func Broken(t *Type) *Rel {
	m := &model.Relation{Name: "relation", Owner: t.Model, Target: t.Model, OwnerKey: []*model.Field{{}}, TargetKey: []*model.Field{{}}}
	m.Inverse = m
	bad := t
	if t.Err == nil {
		bad = &Type{Model: t.Model, Err: fmt.Errorf("kin: %s: a relation is missing; run kin generate", t.Name)}
	}
	return &Rel{Relation: m, Owner: bad, Target: bad}
}

// OrCreate is GetOrCreate or UpdateOrCreate.
type OrCreate func(s *Session, ctx context.Context, t *Type, obj unsafe.Pointer, by []*model.Field) (bool, error)

// OrCreateIn is an OrCreate whose row is then related to the owner of a set.
func (s *Session) OrCreateIn(ctx context.Context, set *Set, name string, obj unsafe.Pointer, by []*query.Term, verb OrCreate) (created bool, err error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return false, err
	}
	t := o.rel.Target
	fields := make([]*model.Field, len(by))
	for i, x := range by {
		if x.Err != nil {
			return false, x.Err
		}
		if x.Field.Model != t.Model || len(x.Path.Hops) > 0 {
			return false, fmt.Errorf("kin: %s is no column of %s itself", x, t.Name)
		}
		fields[i] = x.Field
	}
	defer set.unload()
	err = s.atomic(ctx, func(s *Session) error {
		if o.rel.Through == nil { // a new child needs its owner to be created
			for i, f := range o.rel.TargetKey {
				if err := t.Slots[f.Index0].Set(obj, o.args[i]); err != nil {
					return err
				}
			}
		}
		if created, err = verb(s, ctx, t, obj, fields); err != nil {
			return err
		}
		keys, err := o.targetKeys([]unsafe.Pointer{obj})
		if err != nil {
			return err
		}
		_, err = s.addKeys(ctx, &Set{rel: o.rel}, o, keys)
		return err
	})
	return created && err == nil, err
}

// CreateTables creates the tables of types, all or none.
func (s *Session) CreateTables(ctx context.Context, types []*Type) error {
	if s == nil {
		return errNoDB
	}
	models := make([]*model.Model, len(types))
	for i, t := range types {
		if t.Err != nil {
			return t.Err
		}
		models[i] = t.Model
	}
	return s.atomic(ctx, func(s *Session) error {
		for _, sql := range TableStatements(s.DB.dialect, models) {
			if err := s.Script(ctx, sql); err != nil {
				return &QueryError{Op: "create tables", SQL: sql, Err: err}
			}
		}
		return nil
	})
}

// TableStatements returns the statements that create the tables of models.
func TableStatements(d *dialect.Dialect, models []*model.Model) []string {
	return d.CreateTables(model.Tables(models))
}

// Script runs SQL text without arguments.
func (s *Session) Script(ctx context.Context, sql string) error {
	c, err := s.acquire(ctx, dialect.Write)
	if err != nil {
		return err
	}
	defer s.release(c)
	start := s.started()
	err = c.Script(ctx, sql)
	return s.trace(ctx, &dialect.Statement{SQL: sql}, nil, start, -1, err)
}
