package engine

import (
	"fmt"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/model"
)

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
		return have == nullKey || r.halfKey(obj)
	}
	want, err := r.keyPrint(target)
	return err == nil && want == have
}

// halfKey reports whether a column of the foreign key in obj is NULL, so that it
// leads to no row whatever the others are.
func (r *Rel) halfKey(obj unsafe.Pointer) bool {
	return slices.ContainsFunc(r.OwnerKey, func(f *model.Field) bool {
		v, err := r.Owner.Slots[f.Index0].Value(obj)
		return err == nil && v.Null
	})
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
