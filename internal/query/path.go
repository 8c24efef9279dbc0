// Package query is what a program asks for, before it is SQL: conditions, orders
// and selections over models, as an immutable tree. [Shape] names the form of a
// query without its values, so that each form is compiled once; the Build
// functions make the SQL statement of a form.
//
//	Query ──Shape──▶ key and arguments        (every run)
//	Query ──Build──▶ ast.Stmt                 (once for each key and dialect)
//
// The package imports ast, model, schema and dialect, and runs nothing.
package query

import (
	"sync"
	"sync/atomic"

	"github.com/kinorm/kin/model"
)

// A Path leads from a root model over relations to one row, in conditions on the
// root. There is one Path for each way, so that paths are compared by address.
type Path struct {
	Root *model.Model
	Hops []*model.Relation // each leads to at most one row
	id   uint32
	next sync.Map // from the relation of a further hop to its *Path
}

var (
	numbers atomic.Uint32
	roots   sync.Map // from a *model.Model to its *Path
)

// Root returns the path that stays at m.
func Root(m *model.Model) *Path { return memo(&roots, m, &Path{Root: m}) }

func memo(m *sync.Map, key any, p *Path) *Path {
	if found, ok := m.Load(key); ok {
		return found.(*Path)
	}
	p.id = numbers.Add(1)
	found, _ := m.LoadOrStore(key, p)
	return found.(*Path)
}

// End returns the model that the path leads to.
func (p *Path) End() *model.Model {
	if n := len(p.Hops); n > 0 {
		return p.Hops[n-1].Target
	}
	return p.Root
}

// Hop returns the path extended by a relation of its end.
func (p *Path) Hop(r *model.Relation) *Path {
	hops := make([]*model.Relation, len(p.Hops)+1)
	copy(hops, p.Hops)
	hops[len(p.Hops)] = r
	return memo(&p.next, r, &Path{Root: p.Root, Hops: hops})
}

// nullable reports whether there may be no row at the end of the path.
func (p *Path) nullable() bool {
	for _, r := range p.Hops {
		if r.Nullable() {
			return true
		}
	}
	return false
}

// String returns the path as it is written in Go, such as "Article.Author".
func (p *Path) String() string {
	s := p.Root.Name
	for _, r := range p.Hops {
		s += "." + r.Name
	}
	return s
}
