package engine

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"time"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
)

// Errors of objects. Package kin exports them.
var (
	ErrConflict = errors.New("kin: a relation and its key field say different things")
	ErrStale    = errors.New("kin: the row was changed by someone else")
	ErrInvalid  = errors.New("kin: not valid")
)

// A fieldDefault is the value that Create writes in place of a zero value.
type fieldDefault struct {
	slot  *dialect.Slot
	write func(obj unsafe.Pointer) error
}

// newDefault reads a default as the database would send it.
func newDefault(slot *dialect.Slot, text string) (fieldDefault, error) {
	d := fieldDefault{slot: slot, write: func(obj unsafe.Pointer) error { return slot.SetText(obj, []byte(text)) }}
	if slot.Elem().Kind() == reflect.Bool {
		b, err := strconv.ParseBool(text)
		if err != nil {
			return d, err
		}
		d.write = func(obj unsafe.Pointer) error { return slot.SetBool(obj, b) }
	}
	return d, nil
}

// fill completes an object before it is written: defaults and times, and for a
// new row the first version. All times of the object are one.
func (t *Type) fill(obj unsafe.Pointer, now func() time.Time, create bool) error {
	if !create {
		return t.setTimes(obj, t.autoUpdate, now)
	}
	for _, d := range t.defaults {
		if d.slot.IsZero(obj) {
			if err := d.write(obj); err != nil {
				return err
			}
		}
	}
	if err := t.setTimes(obj, t.autoCreate, now); err != nil {
		return err
	}
	if t.version != nil && t.Slots[t.version.Index0].IsZero(obj) {
		return t.Slots[t.version.Index0].SetInt(obj, 1)
	}
	return nil
}

// setTimes sets times to now; those that updates do not set keep what the program
// has given them.
func (t *Type) setTimes(obj unsafe.Pointer, fields []*model.Field, now func() time.Time) error {
	if len(fields) == 0 {
		return nil
	}
	at := now()
	for _, f := range fields {
		if slot := &t.Slots[f.Index0]; f.AutoUpdate || slot.IsZero(obj) {
			if err := slot.SetTime(obj, at); err != nil {
				return err
			}
		}
	}
	return nil
}

// validate calls the model's own Validate.
func (t *Type) validate(ctx context.Context, obj unsafe.Pointer) error {
	if t.checks == nil {
		return nil
	}
	if err := t.checks(ctx, obj); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrInvalid, t.Name, err)
	}
	return nil
}

// value returns the checked value of a field.
func (t *Type) value(obj unsafe.Pointer, f *model.Field) (dialect.Value, error) {
	var v dialect.Value
	err := t.put(&v, obj, f)
	return v, err
}

// put is value for one that has its place already.
func (t *Type) put(v *dialect.Value, obj unsafe.Pointer, f *model.Field) error {
	if err := t.Slots[f.Index0].ValueInto(v, obj); err != nil || f.Enum == nil && f.EnumInts == nil {
		return err
	}
	return checkEnum(t, f, v)
}

// checkEnum checks a value against the values that its type declares.
func checkEnum(t *Type, f *model.Field, v *dialect.Value) error {
	if v.Null {
		return nil
	}
	if len(f.Enum) > 0 && !slices.Contains(f.Enum, v.S) {
		return &dialect.ValueError{Field: t.Name + "." + f.Name, Err: fmt.Errorf("%w: it is none of %q", ErrInvalid, f.Enum)}
	}
	if len(f.EnumInts) > 0 && !slices.Contains(f.EnumInts, v.N) {
		return &dialect.ValueError{Field: t.Name + "." + f.Name, Err: fmt.Errorf("%w: %d is none of %d", ErrInvalid, v.N, f.EnumInts)}
	}
	return nil
}

// values appends the values of fields.
func (t *Type) values(buf []dialect.Value, obj unsafe.Pointer, fields []*model.Field) ([]dialect.Value, error) {
	for _, f := range fields {
		buf = append(buf, dialect.Value{})
		if err := t.put(&buf[len(buf)-1], obj, f); err != nil {
			return nil, err
		}
	}
	return buf, nil
}

// settleRefs makes every belongs-to field and its key agree, by which of them the
// program has changed.
func (t *Type) settleRefs(obj unsafe.Pointer) error {
	for i, r := range t.refs {
		ref := (*unsafe.Pointer)(unsafe.Add(obj, r.offset))
		if *ref == nil {
			continue
		}
		target := *ref
		if !r.Target.stateOf(target).saved && r.keyless(target) {
			return unsavedAt(fmt.Sprintf("the %s in %s", r.Target.Name, r))
		}
		want, err := r.keyPrint(target)
		if err != nil {
			return err
		}
		have := t.fingerprint(obj, r)
		loaded := t.stateOf(obj).refAsLoaded(i)
		switch {
		case have == want:
		case want == loaded && have == nullKey && r.Nullable(): // the key was emptied: the object is the old one
			*ref = nil
		case have == loaded || have == nullKey: // only the object was set
			if err := r.copyKey(obj, target); err != nil {
				return err
			}
			t.agreed(obj, i)
		case want == loaded: // only the key was set: the object is the old one
			*ref = nil
		default:
			return fmt.Errorf("%w: %s is set to one %s and %s to another; set one of them", ErrConflict, r, r.Target.Name, r.OwnerKey[0].Name)
		}
	}
	return nil
}

// agreed remembers the foreign key of reference i, which is that of its object now.
// If the write fails, or is rolled back, it still counts as unchanged, so that the
// object may be given another reference.
func (t *Type) agreed(obj unsafe.Pointer, i int) {
	state := t.stateOf(obj)
	refs := make([]uint64, len(t.refs))
	for n := range refs {
		refs[n] = state.refAsLoaded(n)
	}
	refs[i] = t.fingerprint(obj, t.refs[i])
	state.refs = &refs[0]
}

// keyless reports whether a target has no value in the key that r refers to.
func (r *Rel) keyless(target unsafe.Pointer) bool {
	for _, f := range r.TargetKey {
		if r.Target.Slots[f.Index0].IsZero(target) {
			return true
		}
	}
	return false
}

// copyKey writes the key of a target into the foreign key of an object.
func (r *Rel) copyKey(obj, target unsafe.Pointer) error {
	for i, f := range r.OwnerKey {
		v, err := r.Target.Slots[r.TargetKey[i].Index0].Value(target)
		if err != nil {
			return err
		}
		if err := r.Owner.Slots[f.Index0].Set(obj, v); err != nil {
			return err
		}
	}
	return nil
}
