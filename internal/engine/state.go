package engine

import (
	"unsafe"

	"github.com/kinorm/kin/dialect"
)

// A State is what an object knows of its row: kin.Model holds it. The zero State
// is that of an object that is not saved.
type State struct {
	saved   bool
	columns *[]bool // which fields were loaded; nil is all
	refs    *uint64 // the foreign keys as loaded, one fingerprint for each of Type.refs
}

// Saved reports whether the object stands for a row.
func (s *State) Saved() bool { return s.saved }

// loaded reports whether the field at an index was loaded.
func (s *State) loaded(i int) bool { return s.columns == nil || (*s.columns)[i] }

// adopt makes an object stand for its row: it binds its containers and remembers
// its foreign keys, in refs if there is room there.
func (t *Type) adopt(obj unsafe.Pointer, columns *[]bool, refs []uint64) {
	s := t.stateOf(obj)
	s.saved, s.columns = true, columns
	for _, r := range t.sets {
		set := (*Set)(unsafe.Add(obj, r.offset))
		set.bind(r)
	}
	if len(t.refs) == 0 {
		return
	}
	if refs == nil {
		refs = make([]uint64, len(t.refs))
	}
	for i, r := range t.refs {
		refs[i] = t.fingerprint(obj, r)
	}
	s.refs = &refs[0]
}

// refAsLoaded returns the fingerprint of a foreign key when the object was loaded.
func (s *State) refAsLoaded(i int) uint64 {
	if s.refs == nil {
		return nullKey
	}
	return *(*uint64)(unsafe.Add(unsafe.Pointer(s.refs), uintptr(i)*unsafe.Sizeof(uint64(0))))
}

// nullKey is the fingerprint of a key without a value.
const nullKey = 0x9e3779b97f4a7c15

// fingerprint returns a number that tells the values of a foreign key apart.
func (t *Type) fingerprint(obj unsafe.Pointer, r *Rel) uint64 {
	h := uint64(nullKey)
	for _, f := range r.OwnerKey {
		slot := &t.Slots[f.Index0]
		if !f.Nullable && slot.IsZero(obj) {
			continue // a plain key that was never set is as good as none
		}
		v, err := slot.Value(obj)
		if err == nil {
			h = mix(h, v)
		}
	}
	return h
}

// keyPrint is the fingerprint that the foreign key to target would have.
func (r *Rel) keyPrint(target unsafe.Pointer) (uint64, error) {
	h := uint64(nullKey)
	for _, f := range r.TargetKey {
		v, err := r.Target.Slots[f.Index0].Value(target)
		if err != nil {
			return 0, err
		}
		h = mix(h, v)
	}
	return h, nil
}

func mix(h uint64, v dialect.Value) uint64 {
	if v.Null {
		return h
	}
	h = (h ^ uint64(v.N)) * 0x100000001b3
	for i := range len(v.S) {
		h = (h ^ uint64(v.S[i])) * 0x100000001b3
	}
	return h ^ h>>29
}
