package query

import (
	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/model"
)

// A Hop leads from a row to the rows of a relation that fulfil conditions, in an
// aggregate.
type Hop struct {
	Rel   *model.Relation
	Links bool // to the links of the relation, not to its targets
	Conds []*Cond
}

// One reports whether a hop leads to at most one row and asks nothing of it, so
// that it may belong to a [Path].
func (h *Hop) One() bool { return h.Rel.Kind.One() && !h.Links && len(h.Conds) == 0 }

// Repeat reports whether hops may lead to one row more than once from one row.
func Repeat(hops []Hop) bool {
	for i, h := range hops {
		switch {
		case h.Rel.Through != nil && !h.Links:
			if i > 0 || h.Rel.Through.Multiple {
				return true
			}
		case h.Rel.Kind == model.BelongsTo && i > 0:
			return true
		}
	}
	return false
}

// nameHops names hops for errors, such as ".Articles.Publications".
func nameHops(hops []Hop) string {
	name := ""
	for _, h := range hops {
		name += "." + h.Rel.Name
	}
	return name
}

func (s *Shape) hops(hops []Hop) []Hop {
	s.Byte(byte(len(hops)))
	out := hops
	if s.number {
		out = make([]Hop, len(hops))
	}
	for i, h := range hops {
		s.Relation(h.Rel)
		s.Byte(bit(h.Links, 0))
		conds := s.Conds(h.Conds)
		if s.number {
			out[i] = Hop{h.Rel, h.Links, conds}
		}
	}
	return out
}

// aggregate writes an aggregate over relations as a query of its own, so that
// neither conditions nor other aggregates multiply its rows.
//
//	(SELECT SUM(t4.pages) FROM books AS t2 JOIN chapters AS t4 ON t4.book_id = t2.id WHERE t2.author_id = t1.id)
func (s *scope) aggregate(t *Term) ast.Expr {
	first := t.Hops[0].Rel
	outer := s.all(t.Path, first.OwnerKey)
	sub, owner := s.b.targetScope(first)
	sel := sub.sel
	where := equal(owner, outer)
	for i, h := range t.Hops {
		if i > 0 {
			sub = sub.related(h.Rel, sub.columns(h.Rel.OwnerKey))
		}
		if h.Links {
			sub = sub.links(h.Rel)
		}
		where = and(where, sub.where(h.Conds, false))
	}
	call := &ast.Call{Func: t.Func, Distinct: t.Distinct}
	if t.Over != nil {
		call.Args, call.Of = []ast.Expr{sub.term(t.Over)}, t.Over.Stored()
	} else if t.Distinct {
		call.Args = sub.columns(sub.model.KeyFields())
	}
	sel.Columns = []*ast.Output{{X: call}}
	sel.Where = where
	return &ast.Scalar{Select: sel}
}

// related joins the rows that a relation leads to from rows whose key is outer.
func (s *scope) related(r *model.Relation, outer []ast.Expr) *scope {
	target := &scope{b: s.b, sel: s.sel, model: r.Target}
	join := &ast.Join{}
	if r.Through == nil {
		target.own = s.b.alias()
		join.Source = &ast.Table{Name: r.Target.Table, As: target.own}
		join.On = equal(columnsOf(target.own, r.TargetKey), outer)
	} else {
		target.link, target.linkRel = s.b.alias(), r
		join.Source = &ast.Table{Name: r.Through.Model.Table, As: target.link}
		join.On = equal(columnsOf(target.link, r.Through.OwnerFields), outer)
	}
	s.sel.Joins = append(s.sel.Joins, join)
	return target
}
