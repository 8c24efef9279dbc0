package kin

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/engine"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// What follows is called by generated code. Methods of types that have models as
// parameters are compiled for each model and relation, so they are calls of functions
// that are not inlined (go:noinline): a model would else get its own copy of those.

// A Mapping ties a model to its table.
type Mapping struct{ t *engine.Type }

// Model returns the model: its fields, keys and relations as plain data, which
// must not be changed.
func (m *Mapping) Model() *model.Model { return m.t.Model }

// A Definition is what generated code says of one model.
type Definition struct{ d engine.Definition }

// Validator is a model that checks itself before it is written. What Validate
// returns is returned by Create and Save, wrapped in ErrInvalid.
type Validator interface {
	Validate(ctx context.Context) error
}

// Describe defines the model of the struct R. Changed are the results of [Unchanged];
// every use of the model returns the first that is not nil.
func Describe[R any](m *model.Model, changed ...error) Definition {
	d := engine.Definition{
		Model: m,
		Err:   cmp.Or(changed...),
		Go:    reflect.TypeFor[R](),
		NewSlab: func(n int) unsafe.Pointer {
			s := make([]R, n)
			return unsafe.Pointer(unsafe.SliceData(s))
		},
	}
	if _, ok := any((*R)(nil)).(Validator); ok {
		d.Validate = func(ctx context.Context, obj unsafe.Pointer) error {
			return any((*R)(obj)).(Validator).Validate(ctx)
		}
	}
	return Definition{d}
}

// Unchanged returns nil if a struct has the tags that it had when kin generate read it,
// and otherwise an error that names the field. Both are nil pointers to structs of the
// same fields.
func Unchanged(now, read any) error {
	return engine.Unchanged(reflect.TypeOf(now).Elem(), reflect.TypeOf(read).Elem())
}

// Define defines the models of a package. Models of other packages that they have
// relations to are in uses.
func Define(uses [][]*Mapping, defs ...Definition) []*Mapping {
	var others []*engine.Type
	for _, list := range uses {
		for _, m := range list {
			others = append(others, m.t)
		}
	}
	in := make([]engine.Definition, len(defs))
	for i, d := range defs {
		in[i] = d.d
	}
	out := make([]*Mapping, len(defs))
	for i, t := range engine.Define(others, in) {
		out[i] = &Mapping{t}
	}
	return out
}

// A Path leads from a model over relations to one row.
type Path struct {
	path *query.Path
	typ  *engine.Type // the model at its end
}

// Root returns the path that stays at a model.
func Root(m *Mapping) *Path { return &Path{query.Root(m.t.Model), m.t} }

// Hop returns the path extended by relation i of its end.
func (p *Path) Hop(i int) *Path {
	if i >= len(p.typ.Rels) {
		return p // the definition is broken, which every use of it reports
	}
	r := p.typ.Rels[i]
	return &Path{p.path.Hop(r.Relation), r.Target}
}

var noSlot = new(dialect.Slot)

func (p *Path) column(i int) col {
	if p.typ.Err != nil || i >= len(p.typ.Fields) {
		err := p.typ.Err
		if err == nil {
			err = fmt.Errorf("kin: %s has no field %d; run kin generate", p.typ.Name, i)
		}
		return col{Term: &query.Term{Path: p.path, Field: new(model.Field), Err: err}, Slot: noSlot}
	}
	return col{Term: &query.Term{Path: p.path, Field: p.typ.Fields[i]}, Slot: &p.typ.Slots[i]}
}

func (p *Path) relation(i int) rel {
	if p.typ.Err != nil || i >= len(p.typ.Rels) {
		return rel{r: engine.Broken(p.typ), path: p.path}
	}
	return rel{r: p.typ.Rels[i], path: p.path}
}

// NewColumns returns the columns of the fields at the end of p. C is a struct of a
// pointer to a column for each field, in their order.
func NewColumns[C any](p *Path) (columns C) {
	p.columns(unsafe.Slice((**col)(unsafe.Pointer(&columns)), unsafe.Sizeof(columns)/unsafe.Sizeof(&columns)))
	return columns
}

// columns fills pointers to columns of any type, which are all a col and nothing
// else: one function for all models, where a call for each column would make each
// model dear to compile.
func (p *Path) columns(to []*col) {
	all := make([]col, len(to))
	for i := range to {
		all[i] = p.column(i)
		to[i] = &all[i]
	}
}

// The conversions compile only as long as every column is a col and nothing else.
var (
	_ = (*Column[any, any])((*struct{ c col })(nil))
	_ = (*OrderedColumn[any, any])((*struct{ c col })(nil))
	_ = (*NumberColumn[any, any])((*struct{ c col })(nil))
	_ = (*TextColumn[any, string])((*struct{ c col })(nil))
	_ = (*JSONColumn[any, any])((*struct{ c col })(nil))
	_ = (*ArrayColumn[any, string])((*struct{ c col })(nil))
)

// NewToOne returns relation i of the model at the end of p.
func NewToOne[R, T any](p *Path, i int) ToOne[R, T] { return ToOne[R, T]{p.relation(i)} }

// NewMany returns relation i of the model at the end of p.
func NewMany[R, T any](p *Path, i int) *Many[R, T] { return &Many[R, T]{p.relation(i)} }
