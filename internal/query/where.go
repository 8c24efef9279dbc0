package query

import (
	"errors"
	"fmt"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// errWriteJoin never reaches a program: a write that needs a join selects keys first.
var errWriteJoin = errors.New("kin: an update or delete cannot join")

// ErrOutside is the error of a link column used where no link is.
var ErrOutside = errors.New("a column of a link stands only in conditions and orders of its relation")

// where writes conditions that all hold.
//
// Conditions are two-valued although SQL's are not. A negation is carried down to
// the leaves, where each writes both of its forms so that NULL counts as "no" in
// the plain one and as "yes" in the negated one; above the leaves there is only
// AND and OR, in which a NULL that stands for "no" does no harm.
func (s *scope) where(conds []*Cond, negated bool) ast.Expr {
	x := make([]ast.Expr, 0, len(conds))
	for _, c := range conds {
		x = append(x, s.cond(c, negated))
	}
	return logic(negated, x)
}

// cond writes a condition or its negation. It returns nil for one that says nothing.
func (s *scope) cond(c *Cond, negated bool) ast.Expr {
	switch c.Op {
	case Nothing:
		return nil
	case And:
		if c.empty() {
			return nil
		}
		return s.where(c.Kids, negated)
	case Or:
		return s.or(c, negated)
	case Not:
		return s.cond(c.Kids[0], !negated)
	case Compare:
		v := &ast.Param{Arg: c.base, Type: c.X.Stored()}
		return s.compare(c, s.term(c.X), v, negated, c.X.Nullable(), false)
	case CompareTo:
		return s.compare(c, s.term(c.X), s.term(c.Y), negated, c.X.Nullable(), c.Y.Nullable())
	case IsNull:
		return s.isNull(c, negated)
	case InSet:
		return s.inSet(c, negated)
	case Elements:
		return s.elements(c, negated)
	case InQuery:
		return s.inQuery(c, negated)
	case Match:
		m := &ast.Match{Kind: c.Match, Fold: c.Fold, X: s.term(c.X), Pattern: &ast.Param{Arg: c.base, Type: c.X.Stored()}, Not: negated}
		return orNull(m, m.X, negated && c.X.Nullable())
	case Any:
		return s.any(c, negated)
	case Every:
		return s.every(c, negated)
	case HasAny, HasAll, HasExactly, SubsetOf:
		return s.has(c, negated)
	case KeyIn:
		return s.keyIn(c, negated)
	case Member:
		return s.member(c, negated)
	case Reachable:
		return s.reachable(c, negated)
	case OnLink:
		return s.links(c.Rel).where(c.Kids, negated)
	case Raw:
		return &ast.IsTrue{X: s.raw(c), Not: negated}
	default:
		s.b.fail(fmt.Errorf("kin: no SQL for condition %d", c.Op))
		return nil
	}
}

// or writes alternatives: none of them is false, an empty one among them is no condition.
func (s *scope) or(c *Cond, negated bool) ast.Expr {
	if len(c.Kids) == 0 {
		return &ast.Bool{True: negated}
	}
	if c.empty() {
		return nil
	}
	x := make([]ast.Expr, len(c.Kids))
	for i, k := range c.Kids {
		x[i] = s.cond(k, negated)
	}
	return logic(!negated, x)
}

func (s *scope) compare(c *Cond, l, r ast.Expr, negated, lNull, rNull bool) ast.Expr {
	op := c.Cmp
	if negated {
		op = op.Inverse()
	}
	// Ne is by definition Not(Eq): NULLs belong to it.
	guard := negated != (c.Cmp == ast.Ne)
	if guard && lNull && c.X.Aggregate() { // a test for NULL would run the subquery again
		return &ast.IsTrue{X: &ast.Binary{Op: op.Inverse(), L: l, R: r}, Not: true}
	}
	x := ast.Expr(&ast.Binary{Op: op, L: l, R: r})
	x = orNull(x, l, guard && lNull)
	return orNull(x, r, guard && rNull)
}

// orNull adds OR x IS NULL where a guard is needed.
func orNull(cond, x ast.Expr, guard bool) ast.Expr {
	if !guard {
		return cond
	}
	return or(cond, &ast.IsNull{X: x})
}

func (s *scope) isNull(c *Cond, negated bool) ast.Expr {
	if !c.X.Nullable() {
		return &ast.Bool{True: negated}
	}
	return &ast.IsNull{X: s.term(c.X), Not: negated}
}

func (s *scope) inSet(c *Cond, negated bool) ast.Expr {
	x := s.term(c.X)
	in := ast.Expr(&ast.InSet{X: []ast.Expr{x}, Sets: []*ast.Param{{Arg: c.base, Type: c.X.Stored()}}, Not: negated})
	switch {
	case !c.X.Nullable():
		return in
	case c.OrNull && negated:
		return and(in, &ast.IsNull{X: x, Not: true})
	default:
		return orNull(in, x, c.OrNull || negated)
	}
}

// elements asks for elements of an array. NULL has none, and not even all of no elements.
func (s *scope) elements(c *Cond, negated bool) ast.Expr {
	x := s.term(c.X)
	has := ast.Expr(&ast.Elements{X: x, Set: &ast.Param{Arg: c.base, Type: schema.Type{Kind: c.X.Stored().Elem}}, All: c.Many})
	if negated {
		has = &ast.Not{X: has}
	}
	if !c.X.Nullable() {
		return has
	}
	null := &ast.IsNull{X: x, Not: !negated}
	if negated {
		return or(has, null)
	}
	return and(has, null)
}

// inQuery compares a key with the keys that a query selects.
func (s *scope) inQuery(c *Cond, negated bool) ast.Expr {
	x := s.term(c.X)
	sub := s.b.keys(c.Sub)
	in := &ast.In{X: []ast.Expr{x}, Select: sub, Not: negated}
	return orNull(in, x, negated && c.X.Nullable())
}

// keyIn compares the key at the end of a path with a set of keys.
func (s *scope) keyIn(c *Cond, negated bool) ast.Expr {
	key := c.Path.End().KeyFields()
	x := s.all(c.Path, key)
	in := &ast.InSet{X: x, Sets: sets(key, c.base), Not: negated}
	return orNull(in, x[0], negated && c.Path.nullable())
}

// sets returns the parameters of a set of keys, which has an argument for each field.
func sets(key []*model.Field, base int) []*ast.Param {
	out := make([]*ast.Param, len(key))
	for i, f := range key {
		out[i] = &ast.Param{Arg: base + i, Type: f.Type}
	}
	return out
}

func (s *scope) raw(c *Cond) ast.Expr {
	x := make([]ast.Expr, len(c.Terms))
	arg := 0
	for i, t := range c.Terms {
		if t != nil {
			x[i] = s.term(t)
			continue
		}
		x[i] = &ast.Param{Arg: c.base + arg, Type: schema.Type{Kind: c.Args[arg].Kind}}
		arg++
	}
	return &ast.Raw{Text: c.Text, Args: x}
}

// selected writes a value of a selection, which may be one of joined rows.
func (s *scope) selected(t *Term) ast.Expr {
	if t.From == FromRoot || s.groups != nil {
		return s.term(t)
	}
	return s.ofRows(t)
}

// ofRows writes a value of the row that Join joined, or of the link to it.
func (s *scope) ofRows(t *Term) ast.Expr {
	if s.rows == nil {
		s.b.fail(fmt.Errorf("kin: %s is a value of related rows; add Join with Rows of that relation", t))
		return &ast.Null{}
	}
	if t.From == FromRows {
		return s.rows.term(t)
	}
	if s.rows.link == "" || s.rows.linkRel.Through.Model != t.Path.Root {
		s.b.fail(fmt.Errorf("kin: %s: %w; join the rows of its relation", t, ErrOutside))
		return &ast.Null{}
	}
	return s.rows.links(s.rows.linkRel).term(t)
}

// term writes a value.
func (s *scope) term(t *Term) ast.Expr {
	if t.Group || s.groups != nil {
		return s.groupTerm(t)
	}
	if len(t.Hops) > 0 {
		return s.aggregate(t)
	}
	return s.at(t.Path, t.Field)
}
