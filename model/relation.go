package model

import (
	"slices"

	"github.com/kinorm/kin/schema"
)

// Kind is the kind of a relation, seen from its owner.
//
//	kind         owner holds the key   related rows   reverse end
//	BelongsTo    yes                   0 or 1         HasMany, or HasOne if unique
//	HasOne       no                    0 or 1         BelongsTo
//	HasMany      no                    any number     BelongsTo
//	ManyToMany   in a link table       any number     ManyToMany
type Kind uint8

// The kinds of relation.
const (
	BelongsTo Kind = iota
	HasOne
	HasMany
	ManyToMany
)

var kindNames = [...]string{"belongs-to", "has-one", "has-many", "many-to-many"}

// String returns the kind's name, such as "many-to-many".
func (k Kind) String() string { return kindNames[k] }

// One reports whether an owner has at most one related row.
func (k Kind) One() bool { return k == BelongsTo || k == HasOne }

// A Relation leads from Owner to Target. Every relation exists in both
// directions, as two Relations that are each other's Inverse; all facts are
// given for the direction of this one. A symmetric relation is its own Inverse.
type Relation struct {
	Name   string // what Owner calls it
	Kind   Kind
	Owner  *Model
	Target *Model

	// OwnerKey and TargetKey are the fields that belong together: row by row they
	// are equal, or, for ManyToMany, found together in Through.
	OwnerKey  []*Field
	TargetKey []*Field
	Through   *Through // ManyToMany only

	Inverse   *Relation
	Declared  bool   // this end is the one that was declared
	GoField   string // the struct field that holds related rows; empty is none
	Hidden    bool   // for conditions and orders only: never loaded, no field
	Symmetric bool
	OnDelete  schema.Action
	OnUpdate  schema.Action // when the key that is referred to changes
	Constrain bool          // the database checks the foreign key

	Decl *Declaration // of this end's field; nil where none declares it
}

// A Through is the link table of a many-to-many relation. A plain relation has a
// link model too, one without a Go type.
type Through struct {
	Model        *Model
	OwnerFields  []*Field // link columns that hold the owner's key
	TargetFields []*Field // link columns that hold the target's key
	Multiple     bool     // a pair may be linked more than once
}

// Nullable reports whether a row of Owner may have no related row although the
// relation is to one: a belongs-to with a nullable key, and every has-one.
func (r *Relation) Nullable() bool {
	switch r.Kind {
	case BelongsTo:
		return slices.ContainsFunc(r.OwnerKey, func(f *Field) bool { return f.Nullable })
	case HasOne:
		return true
	default:
		return false
	}
}

// String returns the relation as it is written in Go, such as "Article.Publications".
func (r *Relation) String() string { return r.Owner.Name + "." + r.Name }

// HasColumns reports whether links of r carry columns of their own.
func (r *Relation) HasColumns() bool {
	return r.Through != nil && slices.ContainsFunc(r.Through.Model.Fields, func(f *Field) bool { return !f.Implicit })
}
