package model

import (
	"slices"
	"strings"

	"github.com/kinorm/kin/schema"
)

// manyToMany makes both ends of a relation by links.
func (l *linker) manyToMany(m *Model, d *Declaration) {
	t := l.target(m, d, d.Target)
	if t == nil {
		return
	}
	if d.Symmetric && t != m {
		l.problem(m, d.Name, "symmetric is for relations of a model to itself; remove it")
		return
	}
	r := &Relation{
		Name: d.Name, Kind: ManyToMany, Owner: m, Target: t, Declared: true, Decl: d,
		GoField: d.Name, OwnerKey: m.KeyFields(), TargetKey: t.KeyFields(),
		Symmetric: d.Symmetric, Constrain: true,
	}
	if owner, target := linkColumns(r); owner == target {
		l.problem(m, d.Name, "both columns of its links would be %s; name two with owner_column= and target_column=", owner)
		return
	}
	var ok bool
	if d.Through == "" {
		r.Through, ok = l.plainLink(r)
	} else {
		r.Through, ok = l.declaredLink(r)
	}
	if !ok {
		return
	}
	l.ends[d] = r
	if d.Symmetric {
		r.Inverse = r
		return
	}
	l.addReverse(r, ManyToMany)
}

// plainLink makes the link model of a relation whose links have no columns of
// their own. Relations that name one link table share its model.
func (l *linker) plainLink(r *Relation) (*Through, bool) {
	d := r.Decl
	table := d.LinkTable
	if table == "" {
		table = joinName(r.Owner.Table, Snake(r.Name))
	}
	ownerColumn, targetColumn := linkColumns(r)
	if shared := l.links[table]; shared != nil {
		return l.sharedLink(r, shared, ownerColumn, targetColumn)
	}
	link := &Model{Name: r.Owner.Name + "." + r.Name, Package: r.Owner.Package, Table: table, IsLink: true}
	if d.LinkID != "" {
		link.Fields = append(link.Fields, &Field{Name: "ID", Column: d.LinkID, Type: schema.Type{Kind: schema.Int64}, Auto: true, Implicit: true})
	}
	th := &Through{Model: link, Multiple: d.LinkMultiple}
	th.OwnerFields = addEnd(link, ownerColumn, r.OwnerKey)
	th.TargetFields = addEnd(link, targetColumn, r.TargetKey)
	l.finishLink(r, th)
	l.addEndRelations(link, r, th)
	l.links[table] = link
	return th, true
}

func (l *linker) sharedLink(r *Relation, link *Model, ownerColumn, targetColumn string) (*Through, bool) {
	th := &Through{Model: link, Multiple: r.Decl.LinkMultiple}
	th.OwnerFields = endFields(link, ownerColumn, r.OwnerKey)
	th.TargetFields = endFields(link, targetColumn, r.TargetKey)
	if th.OwnerFields == nil || th.TargetFields == nil {
		l.problem(r.Owner, r.Name, "it shares the table %s with %s, which has no columns %s and %s; name them alike with owner_column= and target_column=",
			link.Table, link.Name, ownerColumn, targetColumn)
		return nil, false
	}
	for _, end := range link.Relations {
		if end.OnUpdate != r.Decl.OnUpdate {
			l.problem(r.Owner, r.Name, "it shares the table %s with %s, whose on_update is another; give both the same", link.Table, link.Name)
			return nil, false
		}
	}
	return th, true
}

// linkColumns returns the names of the link columns for single keys.
func linkColumns(r *Relation) (owner, target string) {
	owner, target = Snake(r.Owner.Name)+"_id", Snake(r.Target.Name)+"_id"
	if owner == target {
		owner, target = "from_"+owner, "to_"+target
	}
	if r.Decl.OwnerColumn != "" {
		owner = r.Decl.OwnerColumn
	}
	if r.Decl.TargetColumn != "" {
		target = r.Decl.TargetColumn
	}
	return owner, target
}

// endColumn names the column of a link table for one field of a key. The column
// of a composite key is the single name without its "_id", then the key's column.
func endColumn(column string, key []*Field, f *Field) string {
	if len(key) == 1 {
		return column
	}
	return strings.TrimSuffix(column, "_id") + "_" + f.Column
}

// addEnd adds the columns that hold key to a link model.
func addEnd(link *Model, column string, key []*Field) []*Field {
	var fields []*Field
	for _, k := range key {
		c := endColumn(column, key, k)
		f := &Field{Name: goName(c), Column: c, JSON: c, Type: k.Type, Implicit: true, Model: link, Index0: len(link.Fields)}
		link.Fields = append(link.Fields, f)
		fields = append(fields, f)
	}
	return fields
}

func endFields(link *Model, column string, key []*Field) []*Field {
	var fields []*Field
	for _, k := range key {
		i := slices.IndexFunc(link.Fields, func(f *Field) bool { return f.Column == endColumn(column, key, k) })
		if i < 0 {
			return nil
		}
		fields = append(fields, link.Fields[i])
	}
	return fields
}

// goName returns the Go name of a column: "post_id" is "PostID".
func goName(column string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(column, "_") {
		switch part {
		case "":
		case "id":
			b.WriteString("ID")
		default:
			b.WriteString(strings.ToUpper(part[:1]) + part[1:])
		}
	}
	return b.String()
}

// finishLink gives a link model its key, its unique pair and its reverse index.
func (l *linker) finishLink(r *Relation, th *Through) {
	link := th.Model
	for i, f := range link.Fields {
		l.prepareField(link, f, i)
	}
	pair := names(slices.Concat(th.OwnerFields, th.TargetFields))
	switch {
	case len(link.Key) == 0 && link.Field("ID") != nil:
		link.Key = []string{"ID"}
	case len(link.Key) == 0 && !th.Multiple:
		link.Key = pair
	}
	if link.key == nil {
		for _, name := range link.Key {
			link.key = append(link.key, link.Field(name))
		}
	}
	if !th.Multiple && !slices.Equal(link.Key, pair) {
		link.Uniques = append(link.Uniques, pair)
	}
	link.Indexes = append(link.Indexes, names(slices.Concat(th.TargetFields, th.OwnerFields)))
	if th.Multiple && len(link.Key) == 0 {
		l.problem(r.Owner, r.Name, "link_unique=none needs a key for the links; add link_id=..., or a field ID to the link model")
	}
}

func names(fields []*Field) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Name
	}
	return out
}

// addEndRelations gives a link model its relations to both ends, unless it declares
// them. They have no field in Go and cascade: a link cannot outlive what it links.
func (l *linker) addEndRelations(link *Model, r *Relation, th *Through) {
	owner, target := r.Owner.Name, r.Target.Name
	if owner == target {
		owner, target = "From"+owner, "To"+target
	}
	l.addEndRelation(link, r, owner, th.OwnerFields, r.Owner, r.OwnerKey)
	l.addEndRelation(link, r, target, th.TargetFields, r.Target, r.TargetKey)
}

func (l *linker) addEndRelation(link *Model, r *Relation, name string, key []*Field, end *Model, endKey []*Field) {
	same := func(r *Relation) bool { return r != nil && r.Kind == BelongsTo && slices.Equal(r.OwnerKey, key) }
	declared := func(d *Declaration) bool { return same(l.ends[d]) }
	if slices.ContainsFunc(link.Relations, same) || slices.ContainsFunc(link.Declared, declared) {
		return
	}
	isField := func(d *Declaration) bool { return d.Name == name }
	if f := link.Field(name); f != nil && !f.Implicit || slices.ContainsFunc(link.Declared, isField) {
		l.problem(link, name, "it has the name of the relation to %s, which every link has; rename it", end.Name)
		return
	}
	link.Relations = append(link.Relations, &Relation{
		Name: name, Kind: BelongsTo, Owner: link, Target: end, OwnerKey: key, TargetKey: endKey,
		OnDelete: schema.Cascade, OnUpdate: r.Decl.OnUpdate, Constrain: true,
	})
}

// declaredLink finds the ends of a relation in the link model that it names. An
// end that the link model does not declare becomes an implicit column.
func (l *linker) declaredLink(r *Relation) (*Through, bool) {
	d := r.Decl
	link := l.target(r.Owner, d, d.Through)
	if link == nil {
		return nil, false
	}
	if len(d.ThroughFields) != 0 && len(d.ThroughFields) != 2 {
		l.problem(r.Owner, r.Name, "through_fields names two fields of %s: the one that leads to %s, then the one that leads to %s", link.Name, r.Owner.Name, r.Target.Name)
		return nil, false
	}
	if link == r.Owner || link == r.Target {
		l.problem(r.Owner, r.Name, "%s is an end of the relation, so it cannot hold the links too; declare a model for the links", link.Name)
		return nil, false
	}
	if first := l.linking[link]; first != nil {
		l.problem(r.Owner, r.Name, "%s holds the links of %s already; declare another model for these, or add reverse=%s if both are one relation", link.Name, first, first.Name)
		return nil, false
	}
	l.linking[link] = r
	th := &Through{Model: link, Multiple: d.LinkMultiple}
	ownerColumn, targetColumn := linkColumns(r)
	owner, ok := l.linkEnd(r, link, 0, r.Owner)
	if !ok {
		return nil, false
	}
	target, ok := l.linkEnd(r, link, 1, r.Target)
	if !ok {
		return nil, false
	}
	if owner == nil {
		th.OwnerFields = addEnd(link, ownerColumn, r.OwnerKey)
	} else {
		th.OwnerFields, r.OwnerKey = owner.OwnerKey, owner.TargetKey
	}
	if target == nil {
		th.TargetFields = addEnd(link, targetColumn, r.TargetKey)
	} else {
		th.TargetFields, r.TargetKey = target.OwnerKey, target.TargetKey
	}
	if owner != nil && target != nil && d.OnUpdate != schema.NoAction {
		l.problem(r.Owner, r.Name, "%s declares both ends of its links, so on_update belongs on %s and %s there", link.Name, owner.Name, target.Name)
		return nil, false
	}
	if r.Symmetric && !slices.Equal(r.OwnerKey, r.TargetKey) {
		l.problem(r.Owner, r.Name, "the two ends of a symmetric relation hold one column of %s, but %s holds %s at one and %s at the other; give both the same references=",
			r.Owner.Name, link.Name, keyNames(r.OwnerKey), keyNames(r.TargetKey))
		return nil, false
	}
	l.finishLink(r, th)
	l.addEndRelations(link, r, th)
	return th, true
}

// keyNames names the fields of a key for errors.
func keyNames(key []*Field) string { return strings.Join(names(key), " ") }

// linkEnd finds the relation of a link model that leads to an end of r, if the link
// model declares one: links hold what it refers to. Which is the end's position in
// through_fields.
func (l *linker) linkEnd(r *Relation, link *Model, which int, end *Model) (declared *Relation, ok bool) {
	d := r.Decl
	var found []*Relation
	for _, ld := range link.Declared {
		lr := l.ends[ld]
		if lr == nil || lr.Kind != BelongsTo || lr.Target != end {
			continue
		}
		if len(d.ThroughFields) == 2 && d.ThroughFields[which] != lr.Name {
			continue
		}
		found = append(found, lr)
	}
	if len(d.ThroughFields) == 2 && len(found) == 0 {
		l.problem(r.Owner, r.Name, "through_fields names %s, but %s has no such field that belongs to %s", d.ThroughFields[which], link.Name, end.Name)
		return nil, false
	}
	if r.Owner == r.Target && len(d.ThroughFields) == 0 && len(found) == 2 {
		return found[which], true // declared in the order from, to
	}
	if len(found) > 1 {
		l.problem(r.Owner, r.Name, "%s belongs to %s in several ways; add through_fields=... with the field that leads to %s and the one that leads to %s", link.Name, end.Name, r.Owner.Name, r.Target.Name)
		return nil, false
	}
	if len(found) == 0 {
		return nil, true
	}
	return found[0], true
}
