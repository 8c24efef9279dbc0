package query

import (
	"errors"
	"fmt"
	"slices"

	"github.com/kinorm/kin/ast"
)

// Groups makes the rows of a query groups: of rows that are equal in Keys, or, if
// there are none, of all. Having chooses among them.
type Groups struct {
	Keys   []*Term
	Having []*Cond
}

var errGroupAlone = errors.New("an aggregate over the rows of a group stands in Having, OrderBy and Select of groups; begin with GroupBy")

// check returns the first mistake in groups.
func (g *Groups) check(q *Query) error {
	for _, k := range g.Keys {
		if k.Err != nil {
			return k.Err
		}
	}
	for _, c := range g.Having {
		if c.has(func(c *Cond) bool { return !c.ofGroup() }) {
			return fmt.Errorf("kin: %s: Having compares keys and aggregates of groups; conditions on rows and related rows belong to Filter before GroupBy", q.Model.Name)
		}
	}
	if q.Lock != nil {
		return fmt.Errorf("kin: %s: groups cannot be locked", q.Model.Name)
	}
	return firstErr(g.Having)
}

// ofGroup reports whether a condition compares values, which may be those of a group.
func (c *Cond) ofGroup() bool {
	switch c.Op {
	case Nothing, Compare, CompareTo, IsNull, InSet, Elements, Match, Raw:
		return true
	default:
		return false
	}
}

func (s *Shape) groups(g *Groups) *Groups {
	if g == nil {
		return nil
	}
	s.Byte(byte(len(g.Keys)))
	for _, k := range g.Keys { // columns, which have no arguments
		s.term(k)
	}
	having := s.Conds(g.Having)
	if !s.number {
		return g
	}
	return &Groups{Keys: g.Keys, Having: having}
}

// group groups the rows of a statement. What is written afterwards is said of groups.
func (s *scope) group(q *Query) {
	if q.Groups == nil {
		return
	}
	for _, k := range q.Groups.Keys {
		s.sel.GroupBy = append(s.sel.GroupBy, s.selected(k))
	}
	s.groups = q.Groups
	s.sel.Having = s.where(q.Groups.Having, false)
}

// groupTerm writes a key of groups, or an aggregate over the rows of one.
func (s *scope) groupTerm(t *Term) ast.Expr {
	g := s.groups
	switch {
	case g == nil:
		s.b.fail(fmt.Errorf("kin: %s: %w", t, errGroupAlone))
		return &ast.Null{}
	case !t.Group && !slices.ContainsFunc(g.Keys, t.same):
		s.b.fail(fmt.Errorf("kin: %s: it is neither a key of the groups nor an aggregate over their rows; add it to GroupBy", t))
		return &ast.Null{}
	}
	s.groups = nil // what an aggregate is over is said of rows
	defer func() { s.groups = g }()
	if !t.Group {
		return s.selected(t)
	}
	call := &ast.Call{Func: t.Func, Distinct: t.Distinct}
	if t.Over != nil {
		call.Args, call.Of = []ast.Expr{s.selected(t.Over)}, t.Over.Stored()
	}
	return call
}

// same reports whether two terms are one column of one row.
func (t *Term) same(other *Term) bool {
	return !t.Aggregate() && t.From == other.From && t.Path == other.Path && t.Field == other.Field
}

// finishGroups sorts groups, by all of their keys where there is a limit.
func (s *scope) finishGroups(q *Query, limited bool) {
	for _, o := range q.Order {
		s.sel.OrderBy = append(s.sel.OrderBy, s.order(o, q))
	}
	if !limited {
		return
	}
	for _, k := range q.Groups.Keys {
		if !slices.ContainsFunc(q.Order, func(o *OrderTerm) bool { return k.same(o.X) }) {
			s.sel.OrderBy = append(s.sel.OrderBy, s.order(&OrderTerm{X: k}, q))
		}
	}
}

// countGroups counts the groups of a query.
func (b *builder) countGroups(q *Query) *ast.Select {
	count := []*ast.Output{{X: &ast.Call{Func: ast.Count}}}
	s := b.unsorted(q)
	s.group(q)
	s.sel.Columns = count // of the rows of each group: without an aggregate there may be no group of all rows
	b.limit(s, q)
	return &ast.Select{Columns: count, From: &ast.Derived{Select: s.sel, As: b.alias()}}
}
