package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/kinorm/kin/schema"
)

// A Problem is a mistake in a declaration: what is wrong, and what to write instead.
type Problem struct {
	Model *Model
	Field string // the Go field that the mistake is at; empty is the model itself
	Text  string
}

// Error returns the problem as "Article.Author: what is wrong; what to write instead".
func (p Problem) Error() string {
	if p.Field == "" {
		return p.Model.Name + ": " + p.Text
	}
	return p.Model.Name + "." + p.Field + ": " + p.Text
}

// Link fills what follows from the declarations of models: names, keys, link
// models and the relations of both directions. Relations may lead to models of
// others, which are linked already and stay as they are; their reverse ends are
// reached by [Relation.Inverse]. Link returns every problem it finds, and models
// that have problems must not be used. It is called once for a list of models,
// before they are shared.
func Link(models, others []*Model) []Problem {
	l := &linker{
		models:  models,
		byID:    make(map[string]*Model, len(models)+len(others)),
		ends:    map[*Declaration]*Relation{},
		links:   map[string]*Model{},
		linking: map[*Model]*Relation{},
	}
	for _, m := range others {
		l.byID[m.ID()] = m
	}
	for _, m := range models {
		l.byID[m.ID()] = m
	}
	for _, m := range models {
		l.prepare(m)
	}
	if len(l.problems) > 0 {
		return l.problems // what follows would repeat them
	}
	l.each(BelongsTo, l.belongsTo)
	l.each(ManyToMany, l.manyToMany)
	for _, later := range l.waiting { // for the keys of link models
		l.belongsTo(later.m, later.d)
	}
	l.each(HasMany, l.attach)
	l.each(HasOne, l.attach)
	for _, m := range models {
		l.collect(m)
	}
	if len(l.problems) == 0 {
		for _, m := range models {
			l.checkColumns(m)
			l.checkOrder(m)
		}
		l.checkTables()
	}
	return l.problems
}

type linker struct {
	models   []*Model
	byID     map[string]*Model
	ends     map[*Declaration]*Relation
	reverse  []*Relation          // in the order in which they were found
	links    map[string]*Model    // plain link models by table
	linking  map[*Model]*Relation // by the declared link model that has its links
	waiting  []waiting
	problems []Problem
}

// waiting is a relation to a link model whose key is not known yet.
type waiting struct {
	m *Model
	d *Declaration
}

func (l *linker) problem(m *Model, field, format string, args ...any) {
	l.problems = append(l.problems, Problem{m, field, fmt.Sprintf(format, args...)})
}

// each calls f for every declaration of a kind. A declaration with Reverse only
// names the other end of a relation, so it goes to attach whatever its kind.
func (l *linker) each(kind Kind, f func(*Model, *Declaration)) {
	for _, m := range l.models {
		for _, d := range m.Declared {
			if d.Kind == kind && (d.Reverse == "" || kind == HasMany || kind == HasOne) {
				f(m, d)
			}
			if kind == HasMany && d.Kind == ManyToMany && d.Reverse != "" {
				f(m, d)
			}
		}
	}
}

// prepare fills the names and the key of a model.
func (l *linker) prepare(m *Model) {
	if m.Plural == "" {
		m.Plural = Plural(m.Name)
	}
	if m.Table == "" {
		m.Table = Snake(Plural(m.Name))
	}
	for i, f := range m.Fields {
		l.prepareField(m, f, i)
	}
	if len(m.Key) == 0 && m.Field("ID") != nil {
		m.Key = []string{"ID"}
	}
	if len(m.Key) == 0 && !m.IsLink {
		l.problem(m, "", "it has no primary key; add a field ID int64, or name the key's fields with `kin:\"key=...\"` on kin.Model")
	}
	for _, name := range m.Key {
		f := m.Field(name)
		switch {
		case f == nil:
			l.problem(m, "", "the key names %s, which is no field; the fields are %s", name, fieldNames(m))
		case f.Nullable:
			l.problem(m, name, "a field of the primary key cannot be null; make it a plain value, not a pointer")
		default:
			m.key = append(m.key, f)
		}
	}
	for _, list := range slices.Concat(m.Uniques, m.Indexes) {
		for _, name := range list {
			if m.Field(name) == nil {
				l.problem(m, "", "unique or index names %s, which is no field; the fields are %s", name, fieldNames(m))
			}
		}
	}
}

func (l *linker) prepareField(m *Model, f *Field, i int) {
	f.Model, f.Index0 = m, i
	if f.Column == "" {
		f.Column = Snake(f.Name)
	}
	if f.JSON == "" {
		f.JSON = f.Column
	}
	f.Type.Hex = f.Type.Kind == schema.UUID && f.Format != ""
}

func fieldNames(m *Model) string {
	var names []string
	for _, f := range m.Fields {
		if !f.Implicit {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, ", ")
}

// target finds the model that a declaration leads to.
func (l *linker) target(m *Model, d *Declaration, id string) *Model {
	t := l.byID[id]
	if t == nil {
		l.problem(m, d.Name, "%s is not a model; embed kin.Model in it", id[strings.LastIndexByte(id, '.')+1:])
	}
	return t
}

// belongsTo makes both ends of a relation whose owner holds the key.
func (l *linker) belongsTo(m *Model, d *Declaration) {
	t := l.target(m, d, d.Target)
	if t == nil {
		return
	}
	r := &Relation{
		Name: d.Name, Kind: BelongsTo, Owner: m, Target: t, Declared: true, Decl: d,
		GoField: d.Name, OnDelete: d.OnDelete, OnUpdate: d.OnUpdate, Constrain: !d.NoReferenceConstraint,
	}
	if r.TargetKey = l.referenced(m, d, t); r.TargetKey == nil {
		return
	}
	if r.OwnerKey = l.foreignKey(m, d, r.TargetKey); r.OwnerKey == nil {
		return
	}
	l.checkAction(r, "on_delete", d.OnDelete)
	l.checkAction(r, "on_update", d.OnUpdate)
	l.ends[d] = r
	l.addReverse(r, HasMany)
}

// checkAction reports an action that the foreign key of a relation cannot take.
func (l *linker) checkAction(r *Relation, option string, action schema.Action) {
	switch action {
	case schema.SetNull:
		if !r.Nullable() {
			l.problem(r.Owner, r.Name, "%s=set_null needs a key that can be null; make %s a pointer", option, r.OwnerKey[0].Name)
		}
	case schema.SetDefault:
		if slices.ContainsFunc(r.OwnerKey, func(f *Field) bool { return f.Default == nil }) {
			l.problem(r.Owner, r.Name, "%s=set_default needs a default; add default=... to %s", option, r.OwnerKey[0].Name)
		}
	case schema.Cascade:
		for i, f := range r.TargetKey {
			if own := r.OwnerKey[i]; option == "on_update" && f.Nullable && !own.Nullable {
				l.problem(r.Owner, r.Name, "on_update=cascade would write the NULL that %s.%s may become to %s, which cannot be null; make %s a pointer, or %s.%s none",
					r.Target.Name, f.Name, own.Name, own.Name, r.Target.Name, f.Name)
			}
		}
	}
}

func (l *linker) referenced(m *Model, d *Declaration, t *Model) []*Field {
	if len(d.References) == 0 {
		if len(t.KeyFields()) == 0 {
			l.wait(m, d, t)
		}
		return t.KeyFields()
	}
	var fields []*Field
	for _, name := range d.References {
		f := t.Field(name)
		if f == nil {
			l.problem(m, d.Name, "references names %s, which is no field of %s; the fields are %s", name, t.Name, fieldNames(t))
			return nil
		}
		fields = append(fields, f)
	}
	if !isUnique(t, fields) {
		l.problem(m, d.Name, "references %s.%s, which is not unique; add unique to that field", t.Name, strings.Join(d.References, " "))
		return nil
	}
	return fields
}

// wait puts off a relation to a link model until the key of its links is known.
func (l *linker) wait(m *Model, d *Declaration, t *Model) {
	again := waiting{m, d}
	if slices.Contains(l.waiting, again) {
		l.problem(m, d.Name, "%s has no primary key, because no relation has it as its links; add a field ID int64 to it", t.Name)
		return
	}
	l.waiting = append(l.waiting, again)
}

// foreignKey finds the fields of m that hold the key of a belongs-to relation.
func (l *linker) foreignKey(m *Model, d *Declaration, targetKey []*Field) []*Field {
	names := d.ForeignKey
	if len(names) == 0 {
		if len(targetKey) == 1 {
			names = []string{d.Name + "ID"}
			if m.Field(names[0]) == nil && m.Field(d.Name+targetKey[0].Name) != nil {
				names = []string{d.Name + targetKey[0].Name}
			}
		} else {
			for _, f := range targetKey {
				names = append(names, d.Name+f.Name)
			}
		}
	}
	if len(names) != len(targetKey) {
		l.problem(m, d.Name, "fk names %d fields, but the key of %s has %d", len(names), targetKey[0].Model.Name, len(targetKey))
		return nil
	}
	var fields []*Field
	for i, name := range names {
		f := m.Field(name)
		want := targetKey[i]
		if f == nil {
			l.problem(m, d.Name, "there is no field %s to hold its key; add `%s` of the type of %s.%s (a pointer to it if it may be empty), or name the field with fk=...",
				name, name, want.Model.Name, want.Name)
			return nil
		}
		if f.Type.Kind != want.Type.Kind {
			l.problem(m, name, "it is %s, but the key %s.%s that it holds is %s; give both one type", f.Type, want.Model.Name, want.Name, want.Type)
			return nil
		}
		fields = append(fields, f)
	}
	return fields
}

// isUnique reports whether no two rows of m have equal values in fields.
func isUnique(m *Model, fields []*Field) bool {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	slices.Sort(names)
	same := func(list []string) bool {
		list = slices.Clone(list)
		slices.Sort(list)
		return slices.Equal(list, names)
	}
	return len(fields) == 1 && fields[0].Unique || same(m.Key) || slices.ContainsFunc(m.Uniques, same)
}

// addReverse makes the other end of r, named by the owner of r until a field or
// related= names it.
func (l *linker) addReverse(r *Relation, kind Kind) {
	d := r.Decl
	inv := &Relation{
		Kind: kind, Owner: r.Target, Target: r.Owner, OwnerKey: r.TargetKey, TargetKey: r.OwnerKey,
		Inverse: r, Hidden: d.SkipReverse, OnDelete: r.OnDelete, OnUpdate: r.OnUpdate, Constrain: r.Constrain,
	}
	inv.Name = r.Owner.Plural
	if kind == HasMany && (d.Unique || isUnique(r.Owner, r.OwnerKey)) {
		inv.Kind, inv.Name = HasOne, r.Owner.Name
	}
	if kind == ManyToMany {
		inv.OwnerKey, inv.TargetKey = r.TargetKey, r.OwnerKey
		inv.Through = &Through{
			Model: r.Through.Model, Multiple: r.Through.Multiple,
			OwnerFields: r.Through.TargetFields, TargetFields: r.Through.OwnerFields,
		}
	}
	if d.Related != "" {
		inv.Name = d.Related
	}
	r.Inverse = inv
	l.reverse = append(l.reverse, inv)
}

// attach gives the reverse end of a relation to the field that holds it.
func (l *linker) attach(m *Model, d *Declaration) {
	t := l.target(m, d, d.Target)
	if t == nil {
		return
	}
	found := l.reverseEnds(m, t, d)
	switch {
	case len(found) == 0 && l.meant(m, t, d): // and what is wrong there was said
		return
	case len(found) == 0 && d.Reverse != "":
		l.problem(m, d.Name, "reverse=%s: %s", d.Reverse, l.noRelation(m, t, d))
		return
	case len(found) == 0:
		l.problem(m, d.Name, "%s has no field that belongs to %s; add `%sID int64` and `%s *%s` to it", t.Name, m.Name, m.Name, m.Name, m.Name)
		return
	case len(found) > 1:
		l.problem(m, d.Name, "%s belongs to %s in several ways; add reverse=%s", t.Name, m.Name,
			strings.ReplaceAll(l.relationNames(t, m), ", ", " or reverse="))
		return
	}
	inv := found[0]
	if inv.Hidden {
		l.problem(m, d.Name, "%s says skip_reverse, so no field can hold its reverse end; remove one of the two", inv.Inverse)
		return
	}
	if inv.Kind != d.Kind {
		fix := "use " + containerFor[inv.Kind]
		if d.Kind == HasOne {
			fix += fmt.Sprintf(", or add one_to_one to %s", inv.Inverse)
		}
		l.problem(m, d.Name, "it is a %s field, but the reverse end of %s is %s; %s", d.Kind, inv.Inverse, inv.Kind, fix)
		return
	}
	if inv.GoField != "" {
		l.problem(m, d.Name, "%s.%s holds the reverse end of %s already; remove one of the two", m.Name, inv.GoField, inv.Inverse)
		return
	}
	if named := inv.Inverse.Decl.Related; named != "" && named != d.Name {
		l.problem(m, d.Name, "%s says related=%s, which is another name for what this field holds; give both one name, or remove related=", inv.Inverse, named)
		return
	}
	inv.Name, inv.GoField, inv.Decl = d.Name, d.Name, d
	l.ends[d] = inv
}

// meant reports whether t declares the relation whose reverse end d is to hold, with a
// mistake that is reported there.
func (l *linker) meant(m, t *Model, d *Declaration) bool {
	return slices.ContainsFunc(t.Declared, func(o *Declaration) bool {
		return l.ends[o] == nil && o.Reverse == "" && o.Target == m.ID() && (o.Kind == ManyToMany) == (d.Kind == ManyToMany) &&
			(o.Kind == BelongsTo || o.Kind == ManyToMany) && (d.Reverse == "" || d.Reverse == o.Name)
	})
}

// noRelation says why reverse= of d names no relation of t to m.
func (l *linker) noRelation(m, t *Model, d *Declaration) string {
	for _, o := range t.Declared {
		if o.Name == d.Reverse && o.Reverse != "" {
			return fmt.Sprintf("%s.%s says reverse itself; one of the two declares the relation: remove reverse= there", t.Name, o.Name)
		}
	}
	return fmt.Sprintf("%s has no relation %s to %s; its relations to %s are %s", t.Name, d.Reverse, m.Name, m.Name, l.relationNames(t, m))
}

var containerFor = map[Kind]string{
	HasOne: "kin.One", HasMany: "kin.HasMany", ManyToMany: "kin.ManyToMany or kin.Through",
}

// reverseEnds returns the reverse ends at m of relations of t, which d may hold: those
// that skip_reverse hides only if there are no others.
func (l *linker) reverseEnds(m, t *Model, d *Declaration) []*Relation {
	var found, hidden []*Relation
	for _, inv := range l.reverse {
		switch {
		case inv.Owner != m || inv.Target != t || (inv.Kind == ManyToMany) != (d.Kind == ManyToMany):
		case d.Reverse == inv.Inverse.Name, d.Reverse == "" && !inv.Hidden:
			found = append(found, inv)
		case d.Reverse == "":
			hidden = append(hidden, inv)
		}
	}
	if found == nil {
		return hidden
	}
	return found
}

func (l *linker) relationNames(from, to *Model) string {
	var names []string
	for _, inv := range l.reverse {
		if inv.Target == from && inv.Owner == to {
			names = append(names, inv.Inverse.Name)
		}
	}
	if names == nil {
		return "none"
	}
	return strings.Join(names, ", ")
}

// collect puts a model's relations in order and reports names that are claimed twice.
func (l *linker) collect(m *Model) {
	for _, d := range m.Declared {
		if r := l.ends[d]; r != nil {
			m.Relations = append(m.Relations, r)
		}
	}
	for _, inv := range l.reverse {
		if inv.Owner == m && inv.GoField == "" {
			m.Relations = append(m.Relations, inv)
		}
	}
	claimed := map[string]*Relation{}
	for _, r := range m.Relations {
		if r.GoField == "" && r.Inverse != nil && m.Field(r.Name) != nil {
			l.problem(r.Target, r.Inverse.Name, "its reverse end would be %s, which is a field of %s; name it with related=...", r, m.Name)
			continue
		}
		if first := claimed[r.Name]; first != nil {
			l.clash(r, first)
			continue
		}
		claimed[r.Name] = r
	}
}

func (l *linker) clash(r, first *Relation) {
	if r.GoField != "" {
		r, first = first, r
	}
	at := "the reverse end of " + first.Inverse.String()
	fix := "name one of them with related=..."
	if first.GoField != "" {
		at = "the field " + first.String()
		fix = fmt.Sprintf("if both are one relation, add reverse=%s to %s; otherwise name the reverse end with related=...", r.Inverse.Name, first)
	}
	l.problem(r.Target, r.Inverse.Name, "its reverse end %s is also the name of %s; %s", r, at, fix)
}

func (l *linker) checkColumns(m *Model) {
	claimed := map[string]*Field{}
	for _, f := range m.Fields {
		if first := claimed[strings.ToLower(f.Column)]; first != nil {
			l.problem(m, f.Name, "its column %s is also the column of %s; name one of them with column=...", f.Column, first.Name)
		}
		claimed[strings.ToLower(f.Column)] = f
	}
}

// checkTables reports tables of two models, of which one would not be made.
func (l *linker) checkTables() {
	claimed := map[string]*Model{}
	for _, m := range l.models {
		if first := claimed[strings.ToLower(m.Table)]; first != nil {
			l.problem(m, "", "its table %s is also that of %s; name one of them with table=...", m.Table, first.Name)
		}
		claimed[strings.ToLower(m.Table)] = m
	}
	for _, m := range l.models {
		for _, r := range m.Relations {
			if r.Kind != ManyToMany || !r.Declared || r.Decl.Through != "" {
				continue
			}
			of := claimed[strings.ToLower(r.Through.Model.Table)]
			if of == nil {
				continue
			}
			for _, f := range r.Through.Model.Fields {
				if !slices.ContainsFunc(of.Fields, func(o *Field) bool { return o.Column == f.Column }) {
					l.problem(m, r.Name, "its links would be in the table %s, which is that of %s and has no column %s; name another one with db_table=...", of.Table, of.Name, f.Column)
					break
				}
			}
		}
	}
}

func (l *linker) checkOrder(m *Model) {
	for _, o := range m.Order {
		if m.Field(o.Field) == nil {
			l.problem(m, "", "order names %s, which is no field; the fields are %s", o.Field, fieldNames(m))
		}
	}
}
