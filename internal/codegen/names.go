package codegen

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"github.com/kinorm/kin/model"
)

// A handleSource is what is generated for a model: the names of its parts.
type handleSource struct {
	columns   []string // names of the columns' fields, by position
	relations []string // names of the relations' fields, by position in Model.Relations
	ref       bool     // a to-one relation of this package leads to the model
}

// name gives every generated field a name that the handle has room for, and
// reports generated declarations that clash with the user's.
func (prog *program) name() {
	reserved := prog.methodsOf("Table", "TableWriter", "ToOne")
	methods := prog.methodsOf("Table", "TableWriter")
	for _, pkg := range prog.packages {
		if !pkg.linked || !pkg.wanted {
			continue
		}
		for _, m := range pkg.models {
			prog.nameFields(m, reserved, methods)
		}
		for _, m := range pkg.models {
			for _, r := range m.model.Relations {
				if t := prog.models[r.Target.ID()]; r.Kind.One() && t.pkg == pkg {
					t.parts.ref = true
				}
			}
		}
		prog.checkDeclarations(pkg)
	}
}

// methodsOf returns the names that types of package kin give to whatever embeds
// them, with the name of the type that has each.
func (prog *program) methodsOf(names ...string) map[string]string {
	found := map[string]string{}
	for _, name := range names {
		found[name] = name
		obj, ok := prog.kin.Scope().Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		set := types.NewMethodSet(types.NewPointer(obj.Type()))
		for sel := range set.Methods() {
			if token.IsExported(sel.Obj().Name()) {
				found[sel.Obj().Name()] = name
			}
		}
		if st, ok := obj.Type().Underlying().(*types.Struct); ok {
			for f := range st.Fields() {
				if f.Exported() {
					found[f.Name()] = name
				}
			}
		}
	}
	return found
}

// nameFields names the fields of a model's handle.
func (prog *program) nameFields(m *modelSource, reserved, methods map[string]string) {
	taken := map[string]bool{m.model.Name + "Columns": true}
	choose := func(name, suffix, what string, reserved map[string]string) string {
		free := name
		for reserved[free] != "" || taken[free] {
			free += suffix
		}
		taken[free] = true
		if free != name {
			why := "is taken by a column"
			if in := reserved[name]; in != "" {
				why = "belongs to kin." + in
			}
			m.pkg.notes = append(m.pkg.notes, fmt.Sprintf("%s %s.%s is %s.%s, because %s %s", what, m.model.Name, name, m.handle, free, name, why))
		}
		return free
	}
	for _, f := range m.model.Fields {
		m.parts.columns = append(m.parts.columns, choose(f.Name, "Col", "column", reserved))
	}
	for _, r := range m.model.Relations {
		m.parts.relations = append(m.parts.relations, choose(r.Name, "Rel", "relation", methods))
	}
}

// checkDeclarations reports generated names that the package declares already, or
// that two models would both get.
func (prog *program) checkDeclarations(pkg *packageSource) {
	claimed := map[string]string{"Models": "the list of models"}
	if obj := pkg.types.Scope().Lookup("Models"); obj != nil {
		prog.problem(obj.Pos(), nil, "", "Models is the name of the generated list of models; rename this %s", objectText(obj))
	}
	for _, m := range pkg.models {
		for _, name := range m.generatedNames() {
			pos := m.places[""]
			fix := "rename one of the two"
			if name == m.handle {
				fix = fmt.Sprintf("name the handle with `kin:\"handle=...\"` on kin.Model, such as handle=%s", m.freeHandle())
				if m.tagPos.IsValid() {
					pos = m.tagPos
				}
			}
			if obj := pkg.types.Scope().Lookup(name); obj != nil {
				prog.problem(pos, m, "", "the generated %s would have the name of the %s at %s; %s", name, objectText(obj), prog.place(obj.Pos()), fix)
			} else if first := claimed[name]; first != "" {
				prog.problem(pos, m, "", "the generated %s would have the name of %s; %s", name, first, fix)
			}
			claimed[name] = "what is generated for " + m.model.Name
		}
	}
}

// place returns a position in the form file:line.
func (prog *program) place(pos token.Pos) string {
	p := prog.position(pos)
	return fmt.Sprintf("%s:%d", p.Filename, p.Line)
}

// freeHandle suggests a name for the handle that nothing has.
func (m *modelSource) freeHandle() string {
	for _, name := range []string{"All" + m.handle, m.model.Name + "Rows", m.handle + "Handle"} {
		if m.pkg.types.Scope().Lookup(name) == nil {
			return name
		}
	}
	return m.handle + "OfTable"
}

// generatedNames returns the declarations that are generated for a model.
func (m *modelSource) generatedNames() []string {
	name := m.model.Name
	names := []string{m.handle, name + "Columns", name + "Table"}
	if m.parts.ref {
		names = append(names, name+"Ref", "New"+name+"Ref")
	}
	if len(m.model.KeyFields()) > 1 {
		names = append(names, name+"Key")
	}
	return names
}

// objectText returns what kind of declaration an object is.
func objectText(obj types.Object) string {
	switch obj.(type) {
	case *types.TypeName:
		return "type"
	case *types.Func:
		return "func"
	case *types.Const:
		return "const"
	default:
		return "var"
	}
}

// relationHandle returns the Go type of a relation's field in the handle of m and
// the expression that makes it.
func (w *writer) relationHandle(m *modelSource, i int, root string) (typ, expr string) {
	r := m.model.Relations[i]
	t := w.prog.models[r.Target.ID()]
	if r.Kind.One() {
		ref := w.ref(t)
		return fmt.Sprintf("*%s[*%s]", ref, m.model.Name), fmt.Sprintf("New%s[*%s](%s, %d)", ref, m.model.Name, root, i)
	}
	args := "*" + m.model.Name + ", *" + w.modelType(t)
	name := "Many"
	if link := w.linkModel(r); link != nil {
		name, args = "ManyThrough", args+", *"+w.modelType(link)
	}
	kin := w.kin()
	return fmt.Sprintf("*%s.%s[%s]", kin, name, args), fmt.Sprintf("%s.New%s[%s](%s, %d)", kin, name, args, root, i)
}

// linkModel returns the declared link model of a relation, or nil.
func (w *writer) linkModel(r *model.Relation) *modelSource {
	if r.Through == nil {
		return nil
	}
	return w.prog.models[r.Through.Model.ID()]
}

// ref returns the name of the type for relations to one t. A model of another
// package gets one in this package, because its own cannot know of it.
func (w *writer) ref(t *modelSource) string {
	if t.pkg == w.pkg {
		return t.model.Name + "Ref"
	}
	if !slices.Contains(w.foreign, t) {
		w.foreign = append(w.foreign, t)
	}
	return upperFirst(w.importName(t.pkg.path, t.pkg.name)) + t.model.Name + "Ref"
}
