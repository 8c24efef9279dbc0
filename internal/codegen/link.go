package codegen

import (
	"fmt"
	"go/types"
	"slices"

	"github.com/kinorm/kin/model"
)

// link completes the models of every package, those that others lead to first. A
// package with mistakes is left out, with the packages that lead to it.
func (prog *program) link() {
	var linked []*model.Model
	for _, pkg := range prog.packages {
		if len(pkg.models) == 0 {
			continue
		}
		if prog.leadsToFailed(pkg) {
			pkg.failed = true
		}
		if pkg.failed {
			continue
		}
		models := make([]*model.Model, len(pkg.models))
		for i, m := range pkg.models {
			models[i] = m.model
		}
		for _, p := range model.Link(models, linked) {
			m := prog.models[p.Model.ID()]
			pos, ok := m.places[p.Field]
			if !ok {
				pos = m.places[""]
			}
			prog.problem(pos, m, p.Field, "%s", p.Text)
		}
		if pkg.failed {
			continue
		}
		pkg.linked = true
		linked = append(linked, models...)
		for _, m := range pkg.models {
			prog.checkReverse(m)
			prog.addImplicit(m)
			prog.numberKey(m)
		}
	}
}

// leadsToFailed reports whether a relation of pkg leads to a package with mistakes.
func (prog *program) leadsToFailed(pkg *packageSource) bool {
	for _, m := range pkg.models {
		for _, d := range m.model.Declared {
			if t := prog.models[d.Target]; t == nil || t.pkg != pkg && t.pkg.failed {
				return true
			}
		}
	}
	return false
}

// addImplicit adds the columns that linking gave to a link model. Each has the Go
// type of the key that it holds.
func (prog *program) addImplicit(m *modelSource) {
	for _, f := range m.model.Fields[len(m.columns):] {
		key := prog.columnOf(heldKey(m.model, f))
		m.columns = append(m.columns, &column{field: f, elem: key.elem, family: key.family})
	}
}

// heldKey returns the field that f refers to by a foreign key.
func heldKey(m *model.Model, f *model.Field) *model.Field {
	for _, r := range m.Relations {
		if i := slices.Index(r.OwnerKey, f); i >= 0 && r.Kind == model.BelongsTo {
			return r.TargetKey[i]
		}
	}
	return nil
}

// columnOf returns the column of a field of any model.
func (prog *program) columnOf(f *model.Field) *column {
	m := prog.models[f.Model.ID()]
	if f.Index0 >= len(m.columns) {
		prog.addImplicit(m) // a link of links
	}
	return m.columns[f.Index0]
}

// numberKey lets the database number the key of a model, and checks that Go can
// compare keys.
func (prog *program) numberKey(m *modelSource) {
	key := m.model.KeyFields()
	for _, f := range key {
		if c := prog.columnOf(f); !types.Comparable(c.elem) {
			prog.problem(m.places[f.Name], m, f.Name, "a Go %s cannot be compared, so it cannot be a primary key; use a string or an array", typeText(c.elem))
		}
	}
	for _, c := range m.columns {
		isKey := slices.Contains(key, c.field)
		if text := autoProblem(m.model, c, isKey, len(key)); c.auto && text != "" {
			prog.problem(m.places[c.field.Name], m, c.field.Name, "%s", text)
		}
		plain := len(c.field.EnumInts) == 0 && !c.field.Implicit && !holdsKey(m.model, c.field)
		c.field.Auto = c.auto || isKey && len(key) == 1 && c.field.Type.Kind.IsInteger() && plain && !c.noauto && c.family == number
	}
}

// autoProblem returns why the database cannot number a column, or "".
func autoProblem(m *model.Model, c *column, isKey bool, keys int) string {
	switch {
	case isKey && keys > 1:
		return fmt.Sprintf("auto is for a primary key of one field, and this one has %d; remove it", keys)
	case !isKey:
		return "auto is for the primary key; remove it, or make the field the key"
	case holdsKey(m, c.field):
		return "it holds the key of another row, so the database cannot number it; remove auto"
	}
	return ""
}
