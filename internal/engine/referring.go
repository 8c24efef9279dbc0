package engine

import (
	"slices"
	"strings"

	"github.com/kinorm/kin/model"
)

// knownModels are the models of the program with those of links, in one order.
func knownModels() []*model.Model {
	var all []*model.Model
	add := func(m *model.Model) {
		if !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	goTypes.Range(func(_, v any) bool {
		t := v.(*Type)
		if t.Err != nil {
			return true
		}
		add(t.Model)
		for _, r := range t.Relations {
			if r.Through != nil {
				add(r.Through.Model)
			}
		}
		return true
	})
	slices.SortFunc(all, func(a, b *model.Model) int { return strings.Compare(a.ID(), b.ID()) })
	return all
}

// referring returns the foreign keys of the database that refer to rows of m: as
// model.Tables makes them, of every package.
func (d *deletion) referring(m *model.Model) []*model.Relation {
	if found, ok := d.refs[m.Table]; ok {
		return found
	}
	found := []*model.Relation{}
	for _, x := range d.known {
		for _, r := range x.Relations {
			to := r.Target == m || r.Target.Table == m.Table && r.Target.Package == m.Package
			if r.Kind != model.BelongsTo || !r.Constrain || !to {
				continue
			}
			same := func(o *model.Relation) bool { // two models of one table
				return o.Owner.Table == x.Table && slices.EqualFunc(o.OwnerKey, r.OwnerKey, sameColumn)
			}
			if !slices.ContainsFunc(found, same) {
				found = append(found, r)
			}
		}
	}
	d.refs[m.Table] = found
	return found
}

func sameColumn(a, b *model.Field) bool { return a.Column == b.Column }

// read returns the fields that are read of rows of m.
func (d *deletion) read(m *model.Model) []*model.Field {
	if fields, ok := d.reads[m.Table]; ok {
		return fields
	}
	fields := slices.Clone(m.KeyFields())
	for _, r := range d.referring(m) {
		for _, f := range r.TargetKey {
			if position(fields, f) < 0 {
				fields = append(fields, f)
			}
		}
	}
	d.reads[m.Table] = fields
	return fields
}

// position returns where among fields the column of f is, or -1.
func position(fields []*model.Field, f *model.Field) int {
	return slices.IndexFunc(fields, func(o *model.Field) bool { return sameColumn(o, f) })
}
