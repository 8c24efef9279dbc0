// Package engine runs queries and writes for package kin, which gives it types.
// It knows objects by their address and their [Type], so that none of it is
// compiled again for every model, and it moves rows without reflection.
//
//	Session ──plan──▶ Statement ──Conn──▶ rows ──Type──▶ objects ──preload──▶ graph
//
// It imports ast, model, schema, dialect and internal/query.
package engine

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"sync"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// A Type is a model with the Go struct that holds its rows.
type Type struct {
	*model.Model
	Go    reflect.Type
	Slots []dialect.Slot // by field; those of implicit fields are not in the struct
	Rels  []*Rel         // by relation
	Err   error          // what makes the type unusable

	newSlab func(n int) unsafe.Pointer
	size    uintptr
	state   uintptr // offset of State
	sets    []*Rel  // relations whose field is a container
	refs    []*Rel  // belongs-to relations with a pointer field
	checks  func(ctx context.Context, obj unsafe.Pointer) error

	path       *query.Path // that stays at the model
	auto       *model.Field
	version    *model.Field
	stored     []*model.Field // with a field in Go
	loadable   []bool         // which fields are stored; nil is all
	keySlots   []dialect.Slot
	keyTerms   []*query.Term
	keyless    bool // the struct has no field for some of the key: a link without fields for its ends
	defaults   []fieldDefault
	autoCreate []*model.Field
	autoUpdate []*model.Field

	cascadesOnce sync.Once
	cascades     bool

	jsonOnce sync.Once
	jsonForm *jsonType
}

// cascadesToItself reports whether rows may go because others of the type do.
func (t *Type) cascadesToItself() bool {
	t.cascadesOnce.Do(func() { t.cascades = query.CascadesToItself(t.Model) })
	return t.cascades
}

// A Rel is a relation with the types of both ends.
type Rel struct {
	*model.Relation
	Owner  *Type
	Target *Type
	Link   *Type // the link model's type, if it has one

	offset     uintptr // of the struct field, if GoField
	holdsLinks bool    // that field is a kin.Through
}

// A Definition is what generated code says of one model.
type Definition struct {
	Model    *model.Model
	Go       reflect.Type
	NewSlab  func(n int) unsafe.Pointer
	Validate func(ctx context.Context, obj unsafe.Pointer) error // nil if the model has none
	Err      error                                               // what makes the model unusable
}

// Unchanged returns an error for the first field whose tags are not those of the
// struct that was read when the code was generated, which has the same fields.
func Unchanged(now, read reflect.Type) error {
	for i := range min(now.NumField(), read.NumField()) {
		f, was := now.Field(i), read.Field(i)
		if f.Tag == was.Tag {
			continue
		}
		for _, key := range []string{"kin", "json"} {
			if tag, old := f.Tag.Get(key), was.Tag.Get(key); tag != old {
				return fmt.Errorf("kin: %s.%s: its tag is now %s:%q, and was %s:%q when the code was generated; run go generate", now.Name(), f.Name, key, tag, key, old)
			}
		}
	}
	return nil
}

// Define links the models of a package and lays out their structs. Models that
// relations of theirs lead to in other packages are in uses.
func Define(uses []*Type, defs []Definition) []*Type {
	types := make([]*Type, len(defs))
	models := make([]*model.Model, len(defs))
	byModel := make(map[*model.Model]*Type, len(defs)+len(uses))
	var others []*model.Model
	for _, u := range uses {
		byModel[u.Model] = u
		others = append(others, u.Model)
	}
	for i, d := range defs {
		types[i] = &Type{Model: d.Model, Go: d.Go, newSlab: d.NewSlab, size: d.Go.Size(), checks: d.Validate, path: query.Root(d.Model)}
		models[i] = d.Model
		byModel[d.Model] = types[i]
	}
	var err error
	if problems := model.Link(models, others); len(problems) > 0 {
		err = fmt.Errorf("kin: %w; run kin generate", problems[0])
	}
	for i, t := range types {
		t.Err = err
		if err == nil {
			t.layout(byModel)
		}
		t.Err = cmp.Or(t.Err, defs[i].Err)
		goTypes.Store(t.Go, t)
	}
	return types
}

var stateType = reflect.TypeFor[State]()

// layout finds the places of fields and relations in the struct.
func (t *Type) layout(byModel map[*model.Model]*Type) {
	root, ok := t.Go.FieldByName("Model")
	if !ok || root.Type.NumField() == 0 || root.Type.Field(0).Type != stateType {
		t.Err = fmt.Errorf("kin: %s does not embed kin.Model", t.Name)
		return
	}
	t.state = root.Offset
	t.Slots = make([]dialect.Slot, len(t.Fields))
	for i, f := range t.Fields {
		if f.Implicit {
			t.implicit(i, f, byModel)
			continue
		}
		if err := t.slot(i, f); err != nil {
			t.Err = err
			return
		}
		t.stored = append(t.stored, f)
	}
	if len(t.stored) < len(t.Fields) {
		t.loadable = make([]bool, len(t.Fields))
		for _, f := range t.stored {
			t.loadable[f.Index0] = true
		}
	}
	for _, f := range t.KeyFields() {
		t.keySlots = append(t.keySlots, t.Slots[f.Index0])
		t.keyTerms = append(t.keyTerms, &query.Term{Path: t.path, Field: f})
		t.keyless = t.keyless || f.Implicit
	}
	for _, r := range t.Relations {
		t.relation(r, byModel)
	}
}

// offsetOf returns the place of a field, also one of an embedded struct.
func (t *Type) offsetOf(name string) (reflect.StructField, uintptr, error) {
	f, ok := t.Go.FieldByName(name)
	if !ok {
		return f, 0, fmt.Errorf("kin: %s has no field %s any more; run kin generate", t.Name, name)
	}
	var offset uintptr
	in := t.Go
	for _, i := range f.Index {
		step := in.Field(i)
		offset += step.Offset
		in = step.Type
	}
	return f, offset, nil
}

func (t *Type) slot(i int, f *model.Field) error {
	sf, offset, err := t.offsetOf(f.Name)
	if err != nil {
		return err
	}
	s, err := dialect.NewSlot(sf.Type, offset, f.Type, f.Nullable)
	if err != nil {
		return fmt.Errorf("%w: %s.%s", err, t.Name, f.Name)
	}
	s.Field, s.Column = t.Name+"."+f.Name, f.Column
	s.Format = formats[f.Format]
	t.Slots[i] = s
	t.special(f)
	if f.Default != nil {
		d, err := newDefault(&t.Slots[i], *f.Default)
		if err != nil {
			return fmt.Errorf("kin: %s.%s: default: %w", t.Name, f.Name, err)
		}
		t.defaults = append(t.defaults, d)
	}
	return nil
}

var formats = map[string]dialect.Format{"django": dialect.FormatDjango, "ormar": dialect.FormatOrmar}

func (t *Type) special(f *model.Field) {
	if f.Auto {
		t.auto = f
	}
	if f.Version {
		t.version = f
	}
	if f.AutoCreate || f.AutoUpdate {
		t.autoCreate = append(t.autoCreate, f)
	}
	if f.AutoUpdate {
		t.autoUpdate = append(t.autoUpdate, f)
	}
}

// implicit gives an end key of a link model the slot of the key that it holds,
// for encoding values; it has no place in the struct.
func (t *Type) implicit(i int, f *model.Field, byModel map[*model.Model]*Type) {
	for _, r := range t.Relations {
		for n, k := range r.OwnerKey {
			if k == f {
				target := byModel[r.Target]
				key, err := target.keySlot(r.TargetKey[n])
				if err == nil {
					key.Field, key.Column = t.Name+"."+f.Name, f.Column
					t.Slots[i] = key.Absent()
				}
			}
		}
	}
}

// keySlot returns the slot of a field although the type may not be laid out yet.
func (t *Type) keySlot(f *model.Field) (dialect.Slot, error) {
	sf, offset, err := t.offsetOf(f.Name)
	if err != nil {
		return dialect.Slot{}, err
	}
	return dialect.NewSlot(sf.Type, offset, f.Type, f.Nullable)
}

func (t *Type) relation(r *model.Relation, byModel map[*model.Model]*Type) {
	rel := &Rel{Relation: r, Owner: t, Target: byModel[r.Target]}
	if r.Through != nil {
		rel.Link = byModel[r.Through.Model]
	}
	t.Rels = append(t.Rels, rel)
	if r.GoField == "" || r.Owner != t.Model {
		return
	}
	sf, offset, err := t.offsetOf(r.GoField)
	if err != nil {
		t.Err = err
		return
	}
	rel.offset = offset
	if r.Kind == model.BelongsTo {
		t.refs = append(t.refs, rel)
		return
	}
	_, rel.holdsLinks = sf.Type.FieldByName("links") // the container kin.Through
	t.sets = append(t.sets, rel)
}

// Reverse returns the other end of a relation, also where the target's package
// does not know it.
func (r *Rel) Reverse() *Rel {
	for _, o := range r.Target.Rels {
		if o.Relation == r.Inverse {
			return o
		}
	}
	return &Rel{Relation: r.Inverse, Owner: r.Target, Target: r.Owner, Link: r.Link}
}

// root returns the path that stays at the type's model.
func (t *Type) root() *query.Path { return t.path }

// stateOf returns the state of an object.
func (t *Type) stateOf(obj unsafe.Pointer) *State { return (*State)(unsafe.Add(obj, t.state)) }

// key returns the values of an object's primary key.
func (t *Type) key(obj unsafe.Pointer) ([]dialect.Value, error) {
	out := make([]dialect.Value, len(t.keySlots))
	for i := range t.keySlots {
		v, err := t.keySlots[i].Value(obj)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}
