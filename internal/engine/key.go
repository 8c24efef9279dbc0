package engine

import (
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

// A keyCond is the condition that a field of the key has a value.
type keyCond struct {
	cond query.Cond
	self [1]*query.Cond
	arg  [1]dialect.Value
}

// keyQuery returns the query for the row with a key, which slots read. For a key of
// one field, what it is made of is one allocation.
func (t *Type) keyQuery(slots []dialect.Slot, key unsafe.Pointer) *query.Query {
	made := &struct {
		query.Query
		one [1]keyCond
	}{}
	q := &made.Query
	q.Model = t.Model
	if q.Err = t.Err; q.Err != nil {
		return q
	}
	conds := made.one[:]
	q.Where = conds[0].self[:0]
	if len(slots) > 1 {
		conds, q.Where = make([]keyCond, len(slots)), make([]*query.Cond, 0, len(slots))
	}
	for i := range slots {
		c := &conds[i]
		if q.Err = slots[i].ValueInto(&c.arg[0], key); q.Err != nil {
			return q
		}
		c.cond = query.Cond{Op: query.Compare, Cmp: ast.Eq, X: t.keyTerms[i], Args: c.arg[:]}
		q.Where = append(q.Where, &c.cond)
	}
	return q
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
	fields := r.Target.KeyFields()
	rows, err := r.targetRows(targets, fields)
	if err != nil {
		return nil, err
	}
	return columnSets(fields, sortRows(rows)), nil
}

// PairKeys returns what links hold of owners and targets, pair by pair, as sets. A pair
// that cannot be linked is refused where links are added.
func (r *Rel) PairKeys(from, to []unsafe.Pointer, adding bool) ([]dialect.Value, error) {
	if r.Owner.Err != nil {
		return nil, r.Owner.Err
	}
	fields := slices.Concat(r.OwnerKey, r.TargetKey)
	sets := emptySets(fields, len(from))
	row := make([]dialect.Value, 0, len(fields))
	for pair := range from {
		var refused, err error
		if row, refused, err = r.appendPair(row[:0], from[pair], to[pair], pair); err != nil {
			return nil, err
		}
		if refused != nil && adding {
			return nil, refused
		}
		if refused != nil {
			continue
		}
		appendRow(sets, row)
	}
	return sets, nil
}

// appendPair appends what links hold of the ends of pair n, and returns why it cannot be
// linked.
func (r *Rel) appendPair(row []dialect.Value, from, to unsafe.Pointer, n int) (out []dialect.Value, refused, err error) {
	if row, err = r.appendEnd(row, r.Owner, from, n, r.OwnerKey); err != nil {
		return nil, nil, err
	}
	if row, err = r.appendEnd(row, r.Target, to, n, r.TargetKey); err != nil {
		return nil, nil, err
	}
	for i, v := range row {
		if v.Null {
			f := slices.Concat(r.OwnerKey, r.TargetKey)[i]
			return row, nullEnd(r.Relation, f.Model, f), nil
		}
	}
	return row, nil, nil
}

// appendEnd appends what links hold of an object, which must have a row, in a pair.
func (r *Rel) appendEnd(row []dialect.Value, t *Type, obj unsafe.Pointer, pair int, key []*model.Field) ([]dialect.Value, error) {
	if obj == nil {
		return nil, fmt.Errorf("kin: %s: pair %d has no %s", r, pair, t.Name)
	}
	if !t.stateOf(obj).saved {
		return nil, unsavedAt(fmt.Sprintf("the %s in pair %d of %s", t.Name, pair, r))
	}
	for _, f := range key {
		v, err := t.endValue(obj, f)
		if err != nil {
			return nil, fmt.Errorf("%s: the %s in pair %d: %w", r, t.Name, pair, err)
		}
		row = append(row, v)
	}
	return row, nil
}
