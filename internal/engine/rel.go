package engine

import (
	"fmt"
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
