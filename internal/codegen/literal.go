package codegen

import (
	"fmt"
	"strings"

	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// describe writes a model as a literal: what was declared, with every name filled.
func (w *writer) describe(m *modelSource) {
	pkg := w.modelPkg()
	w.printf("\t%s.Describe[%s](&%s.Model{\n", w.kin(), m.model.Name, pkg)
	w.printf("\t\tName: %q, Package: %q, Plural: %q, Table: %q,\n", m.model.Name, m.model.Package, m.model.Plural, m.model.Table)
	key := m.model.Key
	if m.model.IsLink {
		key = m.given.Key // linking finds the ends
		w.printf("\t\tIsLink: true,\n")
	}
	if len(key) > 0 {
		w.printf("\t\tKey: %s,\n", stringList(key))
	}
	if len(m.model.Order) > 0 {
		var parts []string
		for _, o := range m.model.Order {
			var l literal
			l.text("Field", o.Field)
			l.flag("Desc", o.Desc)
			parts = append(parts, l.String())
		}
		w.printf("\t\tOrder: []%s.Order{%s},\n", pkg, strings.Join(parts, ", "))
	}
	w.printf("%s%s", listOfLists("Uniques", m.given.Uniques), listOfLists("Indexes", m.given.Indexes))
	if len(m.model.Checks) > 0 {
		var parts []string
		for _, c := range m.model.Checks {
			parts = append(parts, fmt.Sprintf("{Name: %q, SQL: %q}", c.Name, c.SQL))
		}
		w.printf("\t\tChecks: []%s.Check{%s},\n", pkg, strings.Join(parts, ", "))
	}
	w.fields(m)
	if len(m.model.Declared) > 0 {
		w.printf("\t\tDeclared: []*%s.Declaration{\n", pkg)
		for _, d := range m.model.Declared {
			w.printf("\t\t\t%s,\n", w.declaration(d))
		}
		w.printf("\t\t},\n")
	}
	w.printf("\t}%s),\n", w.unchanged(m))
}

// fields writes the declared fields of a model.
func (w *writer) fields(m *modelSource) {
	if len(m.given.Fields) == 0 {
		return
	}
	w.printf("\t\tFields: []*%s.Field{\n", w.modelPkg())
	for _, f := range m.given.Fields {
		w.printf("\t\t\t%s,\n", w.field(f))
	}
	w.printf("\t\t},\n")
}

// A literal is a composite literal on one line, without the zero values.
type literal struct{ parts []string }

func (l *literal) add(name, value string) { l.parts = append(l.parts, name+": "+value) }

func (l *literal) text(name, value string) {
	if value != "" {
		l.add(name, fmt.Sprintf("%q", value))
	}
}

func (l *literal) flag(name string, value bool) {
	if value {
		l.add(name, "true")
	}
}

func (l *literal) list(name string, values []string) {
	if len(values) > 0 {
		l.add(name, stringList(values))
	}
}

func (l *literal) number(name string, value int) {
	if value != 0 {
		l.add(name, fmt.Sprint(value))
	}
}

// String returns the literal without its type.
func (l *literal) String() string { return "{" + strings.Join(l.parts, ", ") + "}" }

func stringList(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = fmt.Sprintf("%q", v)
	}
	return "[]string{" + strings.Join(quoted, ", ") + "}"
}

func listOfLists(name string, lists [][]string) string {
	if len(lists) == 0 {
		return ""
	}
	parts := make([]string, len(lists))
	for i, list := range lists {
		parts[i] = strings.TrimPrefix(stringList(list), "[]string")
	}
	return fmt.Sprintf("\t\t%s: [][]string{%s},\n", name, strings.Join(parts, ", "))
}

func (w *writer) field(f *model.Field) string {
	var l literal
	l.text("Name", f.Name)
	l.text("Column", f.Column)
	if f.JSON != f.Column {
		l.text("JSON", f.JSON)
	}
	l.add("Type", w.storedType(f.Type))
	l.flag("Nullable", f.Nullable)
	l.flag("Auto", f.Auto)
	l.flag("Unique", f.Unique)
	l.flag("Index", f.Index)
	if f.Default != nil {
		l.add("Default", fmt.Sprintf("new(%q)", *f.Default))
	}
	l.list("Enum", f.Enum)
	if len(f.EnumInts) > 0 {
		l.add("EnumInts", strings.ReplaceAll(fmt.Sprintf("[]int64{%v}", strings.Trim(fmt.Sprint(f.EnumInts), "[]")), " ", ", "))
	}
	l.flag("AutoCreate", f.AutoCreate)
	l.flag("AutoUpdate", f.AutoUpdate)
	l.flag("Version", f.Version)
	l.text("Format", f.Format)
	return l.String()
}

func (w *writer) storedType(t schema.Type) string {
	var l literal
	l.add("Kind", w.schemaPkg()+"."+kindIdents[t.Kind])
	l.number("Size", t.Size)
	l.number("Precision", t.Precision)
	l.number("Scale", t.Scale)
	l.text("Collate", t.Collate)
	if t.Elem != schema.Invalid {
		l.add("Elem", w.schemaPkg()+"."+kindIdents[t.Elem])
	}
	return w.schemaPkg() + ".Type" + l.String()
}

// kindIdents are the names of the kinds in package schema.
var kindIdents = map[schema.Kind]string{
	schema.Bool: "Bool", schema.Int16: "Int16", schema.Int32: "Int32", schema.Int64: "Int64",
	schema.Float32: "Float32", schema.Float64: "Float64", schema.Decimal: "Decimal", schema.Text: "Text",
	schema.Bytes: "Bytes", schema.Time: "Time", schema.Date: "Date", schema.JSON: "JSON", schema.UUID: "UUID",
}

// relationIdents are the names of the kinds in package model.
var relationIdents = []string{"BelongsTo", "HasOne", "HasMany", "ManyToMany"}

// actionIdents are the names of the actions in package schema.
var actionIdents = []string{"NoAction", "Cascade", "Restrict", "SetNull", "SetDefault"}

func (w *writer) declaration(d *model.Declaration) string {
	var l literal
	l.text("Name", d.Name)
	l.add("Kind", w.modelPkg()+"."+relationIdents[d.Kind])
	l.text("Target", d.Target)
	l.text("Reverse", d.Reverse)
	l.text("Related", d.Related)
	l.flag("SkipReverse", d.SkipReverse)
	l.list("ForeignKey", d.ForeignKey)
	l.list("References", d.References)
	l.flag("Unique", d.Unique)
	if d.OnDelete != schema.NoAction {
		l.add("OnDelete", w.schemaPkg()+"."+actionIdents[d.OnDelete])
	}
	if d.OnUpdate != schema.NoAction {
		l.add("OnUpdate", w.schemaPkg()+"."+actionIdents[d.OnUpdate])
	}
	l.flag("NoReferenceConstraint", d.NoReferenceConstraint)
	l.text("Through", d.Through)
	l.list("ThroughFields", d.ThroughFields)
	l.text("LinkTable", d.LinkTable)
	l.text("OwnerColumn", d.OwnerColumn)
	l.text("TargetColumn", d.TargetColumn)
	l.text("LinkID", d.LinkID)
	l.flag("LinkMultiple", d.LinkMultiple)
	l.flag("Symmetric", d.Symmetric)
	return l.String()
}
