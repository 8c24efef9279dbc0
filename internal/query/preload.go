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
	match := &ast.InSet{X: owner, Sets: sets(r.OwnerKey, base)}
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

// BuildPairs returns the statement that reads the links of owners by the keys of
// their ends, whose set is the argument 0: a row for each link, or one row with an
// array of each end. Both keys are of one column, and none is twice in the set.
func BuildPairs(r *model.Relation, arrays bool) *ast.Select {
	const links = "t1"
	owner, target := columnsOf(links, r.Through.OwnerFields)[0], columnsOf(links, r.Through.TargetFields)[0]
	table := &ast.Table{Name: r.Through.Model.Table, As: links}
	if arrays {
		array := func(x ast.Expr) *ast.Output { return &ast.Output{X: &ast.Call{Func: ast.Array, Args: []ast.Expr{x}}} }
		return &ast.Select{
			Columns: []*ast.Output{array(owner), array(target)}, From: table,
			Where: &ast.InSet{X: []ast.Expr{owner}, Sets: sets(r.OwnerKey, 0)},
		}
	}
	keys := &ast.Values{As: "v", Columns: []string{"c0"}, Sets: sets(r.OwnerKey, 0)}
	return &ast.Select{ // from the keys, each of which is looked up once
		Columns: []*ast.Output{{X: owner}, {X: target}}, From: keys,
		Joins: []*ast.Join{{Kind: ast.Fixed, Source: table, On: equal([]ast.Expr{owner}, []ast.Expr{&ast.Column{Table: "v", Name: "c0"}})}},
	}
}
