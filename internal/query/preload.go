package query

import (
	"fmt"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/model"
)

// BuildPreload returns the statement that reads the related rows of many owners:
// the columns of the owner's key, the given fields of the link, then the fields of
// the target that q reads. The set of owner keys are the arguments from base on. Rows come in the order of q.
func BuildPreload(r *model.Relation, q *Query, base int, links []*model.Field) (*ast.Select, error) {
	b := &builder{}
	if r.Kind.One() && !q.Limited && q.Offset < 0 { // one row has no order
		q = q.With(func(c *Query) { c.Order, c.Unsorted = nil, true })
	}
	s, owner := b.targetScope(r)
	s.table()
	if s.link != "" {
		s.sel.Joins[0].Kind = ast.Fixed // from the links, which the keys make few
	}
	var match ast.Expr = &ast.InSet{X: owner, Sets: sets(r.OwnerKey, base)}
	if r.Through != nil && r.Through.Multiple && len(links) == 0 {
		s.sel.From, match = b.pairsOnce(r, s.link, base), nil
	}
	s.sel.Where = and(match, s.where(q.Where, false))
	for _, x := range owner {
		s.sel.Columns = append(s.sel.Columns, &ast.Output{X: x})
	}
	for _, x := range columnsOf(s.link, links) {
		s.sel.Columns = append(s.sel.Columns, &ast.Output{X: x})
	}
	for _, f := range q.Model.Fields {
		if q.Reads(f) {
			s.sel.Columns = append(s.sel.Columns, &ast.Output{X: s.column(f)})
		}
	}
	if !q.Limited && q.Offset < 0 {
		b.finish(s, q)
		return s.sel, b.err
	}
	return b.perOwner(s, q, owner), b.err
}

// pairsOnce are the pairs of owners and targets in a link table where they may repeat.
func (b *builder) pairsOnce(r *model.Relation, as string, base int) ast.Source {
	link := b.alias()
	owner := columnsOf(link, r.Through.OwnerFields)
	pairs := &ast.Select{
		Distinct: true, From: &ast.Table{Name: r.Through.Model.Table, As: link},
		Where: &ast.InSet{X: owner, Sets: sets(r.OwnerKey, base)},
	}
	for _, x := range append(owner, columnsOf(link, r.Through.TargetFields)...) {
		pairs.Columns = append(pairs.Columns, &ast.Output{X: x})
	}
	return &ast.Derived{Select: pairs, As: as}
}

// perOwner limits the rows of every owner: rows are numbered within their owner,
// and the numbers are compared outside.
func (b *builder) perOwner(s *scope, q *Query, owner []ast.Expr) *ast.Select {
	limit, offset := q.Limit, q.Offset
	b.finish(s, q)
	order := s.sel.OrderBy
	s.sel.OrderBy, s.sel.Limit, s.sel.Offset = nil, nil, nil
	for i, o := range s.sel.Columns {
		o.As = fmt.Sprintf("c%d", i)
	}
	s.sel.Columns = append(s.sel.Columns, &ast.Output{
		X:  &ast.Window{Call: &ast.Call{Func: ast.RowNumber}, PartitionBy: owner, OrderBy: order},
		As: "n",
	})
	alias := b.alias()
	out := &ast.Select{From: &ast.Derived{Select: s.sel, As: alias}}
	for _, o := range s.sel.Columns[:len(s.sel.Columns)-1] {
		out.Columns = append(out.Columns, &ast.Output{X: &ast.Column{Table: alias, Name: o.As}})
	}
	n := &ast.Column{Table: alias, Name: "n"}
	out.OrderBy = []*ast.Order{{X: n}}
	var conds []ast.Expr
	var last ast.Expr
	if q.Limited {
		last = number(limit)
	}
	if offset >= 0 {
		conds = append(conds, &ast.Binary{Op: ast.Gt, L: n, R: number(offset)})
		if last != nil {
			last = &ast.Binary{Op: ast.Add, L: last, R: number(offset)}
		}
	}
	if last != nil {
		conds = append(conds, &ast.Binary{Op: ast.Le, L: n, R: last})
	}
	out.Where = and(conds...)
	return out
}

// BuildPreloadLists returns the statement that reads each related row once, behind the
// list of the owners' keys that it belongs to. It is for links whose keys are single
// integers, and a query that selects rows without regard to the link that leads to
// them. The set of owner keys, none of which is in it twice, is the argument base.
// Rows come in the order of q.
func BuildPreloadLists(r *model.Relation, q *Query, base int) (*ast.Select, error) {
	b := &builder{}
	link := b.alias()
	owner, target := columnsOf(link, r.Through.OwnerFields), columnsOf(link, r.Through.TargetFields)
	lists := &ast.Select{
		Columns: []*ast.Output{{X: target[0], As: "target"}, {X: &ast.Call{Func: ast.List, Args: owner}, As: "owners"}},
		From:    &ast.Table{Name: r.Through.Model.Table, As: link},
		Where:   &ast.InSet{X: owner, Sets: sets(r.OwnerKey, base), Distinct: true},
		GroupBy: target,
	}
	if r.Through.Multiple {
		lists.From, lists.Where = b.pairsOnce(r, link, base), nil
	}
	from := b.alias()
	s := &scope{b: b, sel: &ast.Select{From: &ast.Derived{Select: lists, As: from}}, model: r.Target, own: b.alias()}
	s.sel.Joins = []*ast.Join{{
		Kind: ast.Fixed, Source: &ast.Table{Name: r.Target.Table, As: s.own},
		On: equal(s.columns(r.TargetKey), []ast.Expr{&ast.Column{Table: from, Name: "target"}}),
	}}
	s.sel.Columns = []*ast.Output{{X: &ast.Column{Table: from, Name: "owners"}}}
	for _, f := range q.Model.Fields {
		if q.Reads(f) {
			s.sel.Columns = append(s.sel.Columns, &ast.Output{X: s.column(f)})
		}
	}
	b.finish(s, q)
	return s.sel, b.err
}
