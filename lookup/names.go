package lookup

import (
	"slices"
	"strings"
	"sync"

	"github.com/kinorm/kin/internal/engine"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// A place is what a name without its lookup leads to: a column, or the key of the
// rows of a relation.
type place struct {
	hops  []hop        // the rows on the way that conditions quantify over
	path  *query.Path  // from the last of them, over relations to one row
	typ   *engine.Type // the model at its end
	field *model.Field // nil for a relation to a model with a composite key
	rel   *engine.Rel  // the relation that the name ends at, nil for a column
	name  string       // one for all names of the place
	depth int          // how many relations are on the way
}

// A hop leads to rows that conditions are then about: to a related row, or to the
// link that leads to the row before.
type hop struct {
	path *query.Path // the owner of rel; nil for a link
	rel  *model.Relation
}

// column returns the column at a place, which has one.
func (p *place) column() *query.Column {
	return &query.Column{Term: &query.Term{Path: p.path, Field: p.field}, Slot: &p.typ.Slots[p.field.Index0]}
}

// fieldName returns the field in Go, for errors.
func (p *place) fieldName() string {
	if p.field == nil {
		return p.typ.Name
	}
	return p.typ.Name + "." + p.field.Name
}

// walk follows the parts of a name from rows of t, which were reached by the links
// of a relation or by none, as far as they lead. It returns the parts behind, which
// are the lookup, and whether they led to a place.
func walk(t *engine.Type, by *engine.Rel, parts []string) (p place, rest []string, ok bool) {
	w := walker{place: place{path: query.Root(t.Model), typ: t}, by: by}
	for i, part := range parts {
		if f := w.column(part); f != nil {
			w.field, w.rel = f, nil
			w.names = append(w.names, model.Snake(f.Name))
			return w.end(), parts[i+1:], true
		}
		if !w.follow(part) {
			return w.end(), parts[i:], w.rel != nil
		}
	}
	if w.rel == nil { // a link, which is no column
		return w.end(), parts[len(parts)-1:], false
	}
	return w.end(), nil, true
}

// A walker is a place on the way to another.
type walker struct {
	place
	by    *engine.Rel // the relation by whose links the row at the end of hops was reached
	names []string
}

// column returns the column called part. pk is the primary key.
func (w *walker) column(part string) *model.Field {
	if key := w.typ.KeyFields(); part == "pk" && len(key) == 1 {
		return key[0]
	}
	return namesOf(w.typ).fields[part]
}

// follow goes on by a relation, or to the columns of a link: by the name of its
// model, from the row that it leads to or from its owner.
func (w *walker) follow(part string) bool {
	names := namesOf(w.typ)
	if r := names.rels[part]; r != nil {
		w.relation(r)
		return true
	}
	by := w.by
	if len(w.path.Hops) > 0 || by != nil && !isLinkName(by, part) {
		by = nil
	}
	if by == nil {
		if by = names.links[part]; by == nil {
			return false
		}
		w.relation(by)
	}
	w.hops = append(slices.Clip(w.hops), hop{rel: by.Relation})
	w.path, w.typ, w.rel, w.by = query.Root(by.Link.Model), by.Link, nil, nil
	w.names = append(w.names, model.Snake(by.Link.Name))
	return true
}

func (w *walker) relation(r *engine.Rel) {
	w.names = append(w.names, model.Snake(r.Name))
	w.depth++
	w.rel, w.typ = r, r.Target
	if r.Kind.One() {
		w.path = w.path.Hop(r.Relation)
		return
	}
	w.hops = append(slices.Clip(w.hops), hop{w.path, r.Relation})
	w.path, w.by = query.Root(r.Target.Model), nil
	if r.Link != nil {
		w.by = r
	}
}

// end returns the place where the walker is.
func (w *walker) end() place {
	p := w.place
	if p.rel != nil {
		if key := p.typ.KeyFields(); len(key) == 1 {
			p.field = key[0]
			w.names = append(w.names, model.Snake(key[0].Name))
		}
	}
	p.name = strings.Join(w.foreignKey(p.field), "__")
	return p
}

// foreignKey returns the names with the foreign key in place of the key of the row
// that it leads to, as both are one column.
func (w *walker) foreignKey(f *model.Field) []string {
	n := len(w.path.Hops)
	if n == 0 || f == nil || w.path.Hops[n-1].Kind != model.BelongsTo {
		return w.names
	}
	r := w.path.Hops[n-1]
	if i := slices.Index(r.TargetKey, f); i >= 0 {
		return append(slices.Clone(w.names[:len(w.names)-2]), model.Snake(r.OwnerKey[i].Name))
	}
	return w.names
}

// names are what strings call the fields and relations of a model.
type names struct {
	fields map[string]*model.Field
	rels   map[string]*engine.Rel
	links  map[string]*engine.Rel // by the link model; nil where several relations have it
}

var namesByType sync.Map

// namesOf returns the names of a type: the snake_case of those in Go, and for a
// link model that without underscores as well.
func namesOf(t *engine.Type) *names {
	if found, ok := namesByType.Load(t); ok {
		return found.(*names)
	}
	n := &names{fields: map[string]*model.Field{}, rels: map[string]*engine.Rel{}, links: map[string]*engine.Rel{}}
	for _, f := range t.Fields {
		n.fields[model.Snake(f.Name)] = f
	}
	for _, r := range t.Rels {
		if r.Target == nil {
			continue
		}
		n.rels[model.Snake(r.Name)] = r
		if r.Link == nil {
			continue
		}
		for _, name := range linkNames(r) {
			if _, several := n.links[name]; several {
				r = nil
			}
			n.links[name] = r
		}
	}
	found, _ := namesByType.LoadOrStore(t, n)
	return found.(*names)
}

func linkNames(r *engine.Rel) []string {
	name := model.Snake(r.Link.Name)
	if undivided := strings.ReplaceAll(name, "_", ""); undivided != name {
		return []string{name, undivided}
	}
	return []string{name}
}

func isLinkName(r *engine.Rel, part string) bool { return slices.Contains(linkNames(r), part) }
