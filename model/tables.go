package model

import (
	"slices"

	"github.com/kinorm/kin/schema"
)

// Tables returns the tables of models, which must be linked, with the link tables
// of their relations, in an order in which they can be created: a table comes
// after the tables that its foreign keys lead to, unless they lead round.
func Tables(models []*Model) []*schema.Table {
	var all []*Model
	add := func(m *Model) {
		if !slices.ContainsFunc(all, func(o *Model) bool { return o.Table == m.Table }) {
			all = append(all, m)
		}
	}
	for _, m := range models {
		if !m.IsLink {
			add(m)
		}
	}
	for _, m := range models {
		for _, r := range m.Relations {
			if r.Through != nil && r.Declared {
				add(r.Through.Model)
			}
		}
	}
	for _, m := range models {
		add(m)
	}
	tables := make([]*schema.Table, len(all))
	for i, m := range all {
		tables[i] = table(m)
	}
	return sortTables(tables)
}

func table(m *Model) *schema.Table {
	t := &schema.Table{Name: m.Table, PrimaryKey: columns(m.KeyFields())}
	for _, f := range m.Fields {
		t.Columns = append(t.Columns, schema.Column{
			Name: f.Column, Type: f.Type, Nullable: f.Nullable, Auto: f.Auto,
			Enum: f.Enum, EnumInts: f.EnumInts, Default: f.Default,
		})
		if f.Unique {
			addUnique(t, []string{f.Column})
		}
	}
	for _, list := range m.Uniques {
		addUnique(t, columnsOf(m, list))
	}
	for _, r := range m.Relations {
		if r.Kind == BelongsTo && r.Inverse != nil && r.Inverse.Kind == HasOne {
			addUnique(t, columns(r.OwnerKey)) // one to one
		}
		if r.Kind == BelongsTo && r.Constrain {
			addForeignKey(t, r)
		}
	}
	for _, f := range m.Fields {
		if f.Index {
			addIndex(t, []string{f.Column})
		}
	}
	for _, list := range m.Indexes {
		addIndex(t, columnsOf(m, list))
	}
	for _, r := range m.Relations {
		if r.Kind == BelongsTo {
			addIndex(t, columns(r.OwnerKey)) // the reverse end reads by it
		}
	}
	for _, c := range m.Checks {
		t.Checks = append(t.Checks, schema.Check{Name: joinName(m.Table, c.Name, "check"), SQL: c.SQL})
	}
	return t
}

func addUnique(t *schema.Table, cols []string) {
	same := func(u schema.Unique) bool { return slices.Equal(u.Columns, cols) }
	if slices.Equal(t.PrimaryKey, cols) || slices.ContainsFunc(t.Uniques, same) {
		return
	}
	name := joinName(slices.Concat([]string{t.Name}, cols, []string{"key"})...)
	t.Uniques = append(t.Uniques, schema.Unique{Name: name, Columns: cols})
}

func addForeignKey(t *schema.Table, r *Relation) {
	cols := columns(r.OwnerKey)
	t.ForeignKeys = append(t.ForeignKeys, schema.ForeignKey{
		Name:    joinName(slices.Concat([]string{t.Name}, cols, []string{"fkey"})...),
		Columns: cols, Target: r.Target.Table, TargetColumns: columns(r.TargetKey), OnDelete: r.OnDelete, OnUpdate: r.OnUpdate,
	})
}

// addIndex adds an index unless another begins with the same columns.
func addIndex(t *schema.Table, cols []string) {
	covered := func(by []string) bool { return len(by) >= len(cols) && slices.Equal(by[:len(cols)], cols) }
	if covered(t.PrimaryKey) ||
		slices.ContainsFunc(t.Uniques, func(u schema.Unique) bool { return covered(u.Columns) }) ||
		slices.ContainsFunc(t.Indexes, func(i schema.Index) bool { return covered(i.Columns) }) {
		return
	}
	name := joinName(slices.Concat([]string{t.Name}, cols, []string{"idx"})...)
	t.Indexes = append(t.Indexes, schema.Index{Name: name, Columns: cols})
}

func columns(fields []*Field) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Column
	}
	return out
}

func columnsOf(m *Model, names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = m.Field(name).Column
	}
	return out
}

// sortTables puts the targets of foreign keys first; tables that refer to each
// other keep their order.
func sortTables(tables []*schema.Table) []*schema.Table {
	var sorted []*schema.Table
	state := map[string]int{} // 1: being visited, 2: done
	byName := map[string]*schema.Table{}
	for _, t := range tables {
		byName[t.Name] = t
	}
	var visit func(t *schema.Table)
	visit = func(t *schema.Table) {
		if t == nil || state[t.Name] != 0 {
			return
		}
		state[t.Name] = 1
		for _, fk := range t.ForeignKeys {
			visit(byName[fk.Target])
		}
		state[t.Name] = 2
		sorted = append(sorted, t)
	}
	for _, t := range tables {
		visit(t)
	}
	return sorted
}
