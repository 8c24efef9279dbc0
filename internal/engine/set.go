package engine

import (
	"errors"
	"fmt"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// A Set is the targets of a relation for one owner: the container in a struct, or
// one that was made for an owner, or for the keys of several. The zero Set is
// that of an object without a row.
type Set struct {
	self   *Set // its own address once an object was bound: a copy is noticed
	rel    *Rel
	apart  *apart           // for sets that are no field; every object has room for its fields
	items  []unsafe.Pointer // the related objects, if loaded
	loaded bool
	held   bool // items were put there by Hold: they stay when an object gets a row
}

// apart says whose targets a set holds that is no field.
type apart struct {
	owner unsafe.Pointer
	keys  []dialect.Value // of sets by key: one set of values for each field of the key
	err   error
}

// Errors of sets. Package kin exports them.
var (
	ErrCopied    = errors.New("kin: the struct was copied")
	ErrNotLoaded = errors.New("kin: not loaded")
)

// bind makes the container of an object with a row usable, and unloaded.
func (s *Set) bind(r *Rel) {
	switch {
	case s.self == s && s.rel == r:
	case s.self == nil && s.held:
		s.self, s.rel = s, r
	default:
		*s = Set{self: s, rel: r}
	}
}

// unbind makes the container one of an object without a row. What was put into it
// in memory stays.
func (s *Set) unbind() {
	if !s.held {
		*s = Set{}
		return
	}
	*s = Set{items: s.items, loaded: true, held: true}
}

// Hold puts objects into the container, in memory only.
func (s *Set) Hold(items []unsafe.Pointer) {
	if s.copied() {
		*s = Set{}
	}
	s.items, s.loaded, s.held = items, true, true
}

// fill puts objects that were loaded into the container.
func (s *Set) fill(items []unsafe.Pointer) { s.items, s.loaded, s.held = items, true, false }

// Held returns the related objects, if they are loaded, also of a copied struct.
func (s *Set) Held() ([]unsafe.Pointer, bool) { return s.items, s.loaded }

// Of returns the set of a relation for an owner.
func Of(r *Rel, owner unsafe.Pointer) Set {
	a := &apart{owner: owner}
	if owner == nil {
		a.err = fmt.Errorf("kin: %s: the owner is nil", r)
	}
	return Set{rel: r, apart: a}
}

// OfKeys returns the set of a relation for owners by their keys.
func OfKeys(r *Rel, keys []dialect.Value, err error) Set {
	return Set{rel: r, apart: &apart{keys: keys, err: err}}
}

// Copied reports whether the set was bound at another address than its own.
func (s *Set) copied() bool { return s.self != nil && s.self != s }

// owners are whose targets a set holds.
type owners struct {
	rel     *Rel
	args    []dialect.Value // rel.OwnerKey of one, or of many as sets
	many    bool
	byKey   bool  // args are primary keys, and rel.OwnerKey is another key
	refused error // why nothing can be related to them; it is no error that nothing is
}

// resolve finds the owners of a set. target names what it holds, for errors.
func (s *Set) resolve(target string) (owners, error) {
	switch {
	case s.apart != nil && s.apart.err != nil:
		return owners{}, s.apart.err
	case s.copied():
		return owners{}, fmt.Errorf("%w: %s is a field of another object; use pointers to objects, or load the copy anew", ErrCopied, s.rel)
	case s.rel == nil:
		return owners{}, fmt.Errorf("%w: the owner of this relation to %s has no row yet; call Create or Save with it first", ErrUnsaved, target)
	case s.apart != nil && s.apart.keys != nil:
		return owners{rel: s.rel, args: s.apart.keys, many: true, byKey: !isKey(s.rel.Owner.Model, s.rel.OwnerKey)}, nil
	}
	t := s.rel.Owner
	var owner unsafe.Pointer
	if s.apart != nil {
		owner = s.apart.owner
	} else {
		owner = unsafe.Add(unsafe.Pointer(s), -int(s.rel.offset))
	}
	if t.Err != nil {
		return owners{}, t.Err
	}
	if !t.stateOf(owner).saved {
		return owners{}, unsaved(t.Name, "using "+s.rel.String())
	}
	args := make([]dialect.Value, len(s.rel.OwnerKey))
	for i, f := range s.rel.OwnerKey {
		v, err := t.endValue(owner, f)
		if err != nil {
			return owners{}, fmt.Errorf("%s: the owner: %w", s.rel, err)
		}
		if v.Null {
			return owners{rel: s.rel, args: emptySets(s.rel.OwnerKey, 0), many: true, refused: nullEnd(s.rel.Relation, t.Model, f)}, nil
		}
		args[i] = v
	}
	return owners{rel: s.rel, args: args}, nil
}

// Query returns the query of a set's targets; target names them for errors.
func (s *Set) Query(target string) *query.Query {
	o, err := s.resolve(target)
	if err != nil {
		return &query.Query{Model: new(model.Model), Err: err}
	}
	return &query.Query{Model: o.rel.Target.Model, Where: []*query.Cond{o.member()}}
}

// unbound is the type of the targets of a set that is not bound; its queries
// only return their error.
var unbound = &Type{Model: &model.Model{Name: "unbound"}}

// Type returns the type of the set's targets.
func (s *Set) Type() *Type {
	if s.rel == nil {
		return unbound
	}
	return s.rel.Target
}

// Loaded reports whether the related objects were loaded.
func (s *Set) Loaded() bool { return s.loaded && !s.copied() }

// Items returns the related objects that were loaded.
func (s *Set) Items(target string) ([]unsafe.Pointer, error) {
	if s.Loaded() {
		return s.items, nil
	}
	if s.rel == nil || s.copied() {
		_, err := s.resolve(target)
		return nil, err
	}
	return nil, fmt.Errorf("%w: %s; add Preload(%s.%s) to the query, or query it with All", ErrNotLoaded, s.rel, s.rel.Owner.Plural, s.rel.Name)
}

// unload forgets loaded objects after the set has changed. A set with nothing
// loaded is not written, so that many goroutines may add to it.
func (s *Set) unload() {
	if s.loaded {
		s.items, s.loaded, s.held = nil, false, false
	}
}

// targetKeys returns what links, or children, are found by for targets, each once and
// in order, as sets. A target that cannot be linked is refused where it is added.
func (o owners) targetKeys(targets []unsafe.Pointer, adding bool) ([]dialect.Value, error) {
	fields := o.rel.targetFields()
	rows, err := o.rel.targetRows(targets, fields)
	if err != nil {
		return nil, err
	}
	if rows, err = linkable(o.rel.Relation, fields, rows, adding); err != nil {
		return nil, err
	}
	return columnSets(fields, sortRows(rows)), nil
}

// targetFields are what targets are found by: what links hold of them, or the key
// of children.
func (r *Rel) targetFields() []*model.Field {
	if r.Through != nil {
		return r.TargetKey
	}
	return r.Target.KeyFields()
}

// targetRows returns values of targets, which must have rows.
func (r *Rel) targetRows(targets []unsafe.Pointer, fields []*model.Field) ([][]dialect.Value, error) {
	t := r.Target
	rows := make([][]dialect.Value, len(targets))
	for i, obj := range targets {
		if obj == nil {
			return nil, fmt.Errorf("kin: %s: target %d is nil", r, i)
		}
		if !t.stateOf(obj).saved {
			return nil, unsavedAt(fmt.Sprintf("the %s that is target %d of %s", t.Name, i, r))
		}
		row := make([]dialect.Value, len(fields))
		for n, f := range fields {
			v, err := t.endValue(obj, f)
			if err != nil {
				return nil, fmt.Errorf("%s: target %d: %w", r, i, err)
			}
			row[n] = v
		}
		rows[i] = row
	}
	return rows, nil
}

// emptySets returns a set without elements for each field, with room for n.
func emptySets(fields []*model.Field, n int) []dialect.Value {
	out := make([]dialect.Value, len(fields))
	for i, f := range fields {
		out[i] = dialect.Value{Kind: f.Type.Kind, Scale: uint8(f.Type.Scale), Set: dialect.NewSet(f.Type.Kind, n)}
	}
	return out
}

// appendRow adds a value to each set.
func appendRow(sets, row []dialect.Value) {
	for i, v := range row {
		sets[i].Format = v.Format
		sets[i].Set.Append(v)
	}
}

// columnSets turns rows of values into one set for each field.
func columnSets(fields []*model.Field, rows [][]dialect.Value) []dialect.Value {
	sets := emptySets(fields, len(rows))
	for _, row := range rows {
		appendRow(sets, row)
	}
	return sets
}
