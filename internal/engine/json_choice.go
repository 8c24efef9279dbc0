package engine

import (
	"fmt"

	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// A Part is a part of the JSON of an object: a field, or a relation with all or
// some parts of its targets, or the values of the links that lead to it.
type Part struct {
	Field *model.Field
	Rel   *model.Relation
	Link  *model.Model // the parts are those of links of this model
	Whole bool         // all parts; otherwise Parts
	Parts []*Part
	Err   error
}

// A Choice is what is written of objects: with Only the parts Include, otherwise
// everything, each time without Exclude.
type Choice struct {
	Only    bool
	Include []*Part
	Exclude []*Part
}

// PartOf returns the part that a column of the model at the beginning of its path is.
func PartOf(t *query.Term) *Part {
	if t.Err != nil {
		return &Part{Err: t.Err}
	}
	if t.From != query.FromRoot {
		return &Part{Err: fmt.Errorf("kin: encode: %s is of joined rows", t)}
	}
	return PartAt(t.Path, &Part{Field: t.Field})
}

// PartAt returns the part that p at the end of a path is at its beginning.
func PartAt(path *query.Path, p *Part) *Part {
	for i := len(path.Hops) - 1; i >= 0; i-- {
		p = &Part{Rel: path.Hops[i], Parts: []*Part{p}}
	}
	return p
}

// chosen returns the node of a choice.
func (t *Type) chosen(c *Choice) (*jsonNode, error) {
	if t.Err != nil {
		return nil, t.Err
	}
	j := t.json()
	if j.err != nil {
		return nil, j.err
	}
	if c == nil {
		return j.all, nil
	}
	return j.choices.node(c, j.choose)
}

func (j *jsonType) choose(c *Choice) (*jsonNode, error) {
	if err := j.check(c); err != nil {
		return nil, err
	}
	n := &jsonNode{t: j}
	for i := range j.fields {
		f := &j.fields[i]
		if (!c.Only || hasField(c.Include, f.Field)) && !hasField(c.Exclude, f.Field) {
			n.fields = append(n.fields, f.member())
		}
	}
	for i := range j.rels {
		edge, ok, err := j.rels[i].choose(c)
		if err != nil {
			return nil, err
		}
		if ok {
			n.rels = append(n.rels, edge)
		}
	}
	return n, nil
}

func hasField(parts []*Part, f *model.Field) bool {
	for _, p := range parts {
		if p.Field == f {
			return true
		}
	}
	return false
}

// check returns an error for a part that objects of the type do not have in JSON.
func (j *jsonType) check(c *Choice) error {
	for _, p := range append(c.Include[:len(c.Include):len(c.Include)], c.Exclude...) {
		switch {
		case p.Err != nil:
			return p.Err
		case p.Field != nil && p.Field.Model != j.Model:
			return fmt.Errorf("kin: encode %s: %s.%s is no column of it", j.Name, p.Field.Model.Name, p.Field.Name)
		case p.Rel != nil && !j.hasRel(p.Rel):
			return fmt.Errorf("kin: encode %s: no field of %s holds %s, so that it is never encoded", j.Name, j.Name, p.Rel)
		}
	}
	return nil
}

func (j *jsonType) hasRel(r *model.Relation) bool {
	for i := range j.rels {
		if j.rels[i].Relation == r {
			return true
		}
	}
	return false
}

// choose returns what a choice leaves of a relation, and whether it does.
func (r *jsonRel) choose(c *Choice) (jsonEdge, bool, error) {
	edge := jsonEdge{jsonRel: r}
	named, all, in := under(c.Include, r.Relation)
	if c.Only && !named {
		return edge, false, nil
	}
	_, gone, out := under(c.Exclude, r.Relation)
	if gone {
		return edge, false, nil
	}
	child := &Choice{Only: c.Only && !all}
	link := &Choice{Only: child.Only}
	var linkIn, linkGone bool
	child.Include, linkIn, _, link.Include = splitLink(in)
	child.Exclude, _, linkGone, link.Exclude = splitLink(out)
	if !child.Only && len(out) == 0 {
		return edge, true, nil
	}
	if err := r.chooseLink(&edge, link, linkIn, linkGone); err != nil {
		return edge, false, err
	}
	if !child.Only && len(child.Exclude) == 0 {
		return edge, true, nil
	}
	target := r.Target.json()
	if target.marshals {
		return edge, false, fmt.Errorf("kin: encode %s: %s has a MarshalJSON of its own, so that its fields cannot be chosen", r.Rel, target.Name)
	}
	if target.err != nil {
		return edge, false, target.err
	}
	node, err := target.choose(child)
	edge.node = node
	return edge, true, err
}

func (r *jsonRel) chooseLink(edge *jsonEdge, c *Choice, named, gone bool) (err error) {
	if r.link == nil {
		if named || len(c.Exclude) > 0 || gone {
			return fmt.Errorf("kin: encode %s: no field holds its links", r.Rel)
		}
		return nil
	}
	if gone || c.Only && !named {
		edge.noLink = true
		return nil
	}
	if c.Only && len(c.Include) == 0 {
		c.Only = false // the links were named without columns: all of them
	}
	edge.link, err = r.link.choose(c)
	return err
}

// under returns whether parts name a relation, whether wholly, and which parts of
// it they name.
func under(parts []*Part, r *model.Relation) (named, whole bool, below []*Part) {
	for _, p := range parts {
		if p.Rel == r {
			named, whole = true, whole || p.Whole
			below = append(below, p.Parts...)
		}
	}
	return named, whole, below
}

// splitLink takes the parts of links from those of their targets.
func splitLink(parts []*Part) (targets []*Part, named, whole bool, links []*Part) {
	for _, p := range parts {
		if p.Link == nil {
			targets = append(targets, p)
			continue
		}
		named, whole = true, whole || p.Whole
		links = append(links, p.Parts...)
	}
	return targets, named, whole, links
}
