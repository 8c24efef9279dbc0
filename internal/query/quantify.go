package query

import (
	"slices"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// any writes that a relation leads to a row that fulfils the conditions: the
// owner's key is among those of such rows. The subquery does not refer to the
// outer one, so databases run it once, and no parent comes twice.
func (s *scope) any(c *Cond, negated bool) ast.Expr {
	if c.Rel.Kind == model.BelongsTo {
		if x, ok := s.anyByKey(c, negated); ok {
			return x
		}
	}
	sub, owner := s.b.targetScope(c.Rel)
	sub.sel.Where = sub.conditions(c.Kids, false)
	return s.among(c, sub, owner, negated)
}

// anyByKey writes any for conditions that ask of the related row no more than its
// key, which the foreign key holds. It reports whether that is so. An aggregate is
// worked out once for each related row, and not for each row that refers to it.
func (s *scope) anyByKey(c *Cond, negated bool) (ast.Expr, bool) {
	if slices.ContainsFunc(c.Kids, (*Cond).aggregates) {
		return nil, false
	}
	direct := &builder{tables: s.b.tables}
	target := &scope{
		b: direct, sel: &ast.Select{}, model: c.Rel.Target, linkRel: c.Rel, writing: true,
		held: s.all(c.Path, c.Rel.OwnerKey),
	}
	direct.tables = s.b.tables // after the joins on the way to the foreign key
	where := target.where(c.Kids, negated)
	if direct.err != nil {
		return nil, false
	}
	s.b.tables = direct.tables
	mayLack := c.Rel.Nullable() || c.Path.nullable()
	switch {
	case where == nil:
		return s.hasKey(c, negated), true
	case !mayLack, !negated && len(target.held) == 1 && slices.ContainsFunc(c.Kids, (*Cond).strict):
		return where, true
	default:
		return logic(negated, []ast.Expr{s.hasKey(c, negated), where}), true
	}
}

// strict reports whether the SQL of a condition is not true where what it compares is NULL.
func (c *Cond) strict() bool {
	return c.Op == Compare || c.Op == KeyIn || c.Op == InSet && !c.OrNull
}

// conditions writes conditions on the rows that a relation leads to. Where they have
// aggregates, those without conditions on links go to a query of the targets, so
// that an aggregate is worked out once for each target and not for each link to it.
func (s *scope) conditions(kids []*Cond, negated bool) ast.Expr {
	if s.link == "" || !slices.ContainsFunc(kids, (*Cond).aggregates) {
		return s.where(kids, negated)
	}
	var links, targets []*Cond
	for _, k := range kids {
		if k.onLinks() {
			links = append(links, k)
		} else {
			targets = append(targets, k)
		}
	}
	of := s.b.rootScope(s.model)
	of.sel.Where = of.where(targets, false)
	for _, x := range of.columns(s.linkRel.TargetKey) {
		of.sel.Columns = append(of.sel.Columns, &ast.Output{X: x})
	}
	in := &ast.In{X: s.columns(s.linkRel.TargetKey), Select: of.sel, Not: negated}
	return logic(negated, []ast.Expr{s.where(links, negated), in})
}

// every writes that a relation leads to no row that does not fulfil the conditions.
func (s *scope) every(c *Cond, negated bool) ast.Expr {
	sub, owner := s.b.targetScope(c.Rel)
	where := sub.conditions(c.Kids, true)
	if where == nil { // nothing is asked of the rows
		return &ast.Bool{True: !negated}
	}
	sub.sel.Where = where
	return s.among(c, sub, owner, !negated)
}

// hasKey writes that a belongs-to relation has a key.
func (s *scope) hasKey(c *Cond, negated bool) ast.Expr {
	if !c.Rel.Nullable() && !c.Path.nullable() {
		return &ast.Bool{True: !negated}
	}
	x := nulls(s.all(c.Path, c.Rel.OwnerKey), c.Rel.OwnerKey)
	for i := range x {
		x[i] = &ast.IsNull{X: x[i], Not: !negated}
	}
	return logic(negated, x)
}

// nulls returns those of the columns of a key that may be NULL, or the first where
// only the row that has them may be missing. A key of which one is NULL is none.
func nulls(x []ast.Expr, key []*model.Field) []ast.Expr {
	var out []ast.Expr
	for i, f := range key {
		if f.Nullable {
			out = append(out, x[i])
		}
	}
	if out == nil {
		return x[:1:1]
	}
	return out
}

// orNoKey adds OR x IS NULL for the columns of a key where a guard is needed.
func orNoKey(cond ast.Expr, x []ast.Expr, key []*model.Field, guard bool) ast.Expr {
	if !guard {
		return cond
	}
	for _, n := range nulls(x, key) {
		cond = or(cond, &ast.IsNull{X: n})
	}
	return cond
}

// among writes that the owner's key is, or is not, among those that a subquery selects.
func (s *scope) among(c *Cond, sub *scope, owner []ast.Expr, negated bool) ast.Expr {
	for i, x := range owner {
		sub.sel.Columns = append(sub.sel.Columns, &ast.Output{X: x})
		// NOT IN over a NULL is never true.
		if negated && c.Rel.Through == nil && c.Rel.TargetKey[i].Nullable {
			sub.sel.Where = and(sub.sel.Where, &ast.IsNull{X: x, Not: true})
		}
	}
	key := s.all(c.Path, c.Rel.OwnerKey)
	in := &ast.In{X: key, Select: sub.sel, Not: negated}
	nullable := c.Path.nullable()
	for _, f := range c.Rel.OwnerKey {
		nullable = nullable || f.Nullable
	}
	return orNoKey(in, key, c.Rel.OwnerKey, negated && nullable)
}

// has writes the comparisons of a relation's targets with a set of keys, each as
// one subquery.
func (s *scope) has(c *Cond, negated bool) ast.Expr {
	key := c.Rel.Target.KeyFields()
	count := len(key) // the argument behind the sets is their number of elements
	if c.emptySet() {
		return s.hasNone(c, negated)
	}
	if c.Op == HasAny && c.Rel.Kind == model.BelongsTo && slices.Equal(key, c.Rel.TargetKey) {
		x := s.all(c.Path, c.Rel.OwnerKey) // the foreign key is the target's key
		in := &ast.InSet{X: x, Sets: sets(key, c.base), Not: negated}
		return orNoKey(in, x, c.Rel.OwnerKey, negated && (c.Rel.Nullable() || c.Path.nullable()))
	}
	sub, owner := s.b.targetScope(c.Rel)
	in := &ast.InSet{X: sub.columns(key), Sets: sets(key, c.base)}
	switch c.Op {
	case HasAny:
		sub.sel.Where = in
	case SubsetOf:
		in.Not = true
		sub.sel.Where = in
		negated = !negated
	case HasAll:
		sub.sel.Where = in
		sub.sel.GroupBy = owner
		sub.sel.Having = sub.targets(c.base + count)
	case HasExactly:
		sub.sel.GroupBy = owner
		in.Not = true
		sub.sel.Having = and(sub.targets(c.base+count), none(in))
	}
	return s.among(c, sub, owner, negated)
}

// hasNone is has for an empty set.
func (s *scope) hasNone(c *Cond, negated bool) ast.Expr {
	switch c.Op {
	case HasAny:
		return &ast.Bool{True: negated}
	case HasAll:
		return &ast.Bool{True: !negated}
	default: // exactly none, or a subset of none: no links
		sub, owner := s.b.targetScope(c.Rel)
		return s.among(c, sub, owner, !negated)
	}
}

// targets writes that a group has as many different targets as an argument says.
// Where a pair is linked once, they are its links.
func (s *scope) targets(arg int) ast.Expr {
	count := &ast.Call{Func: ast.Count}
	if r := s.linkRel; r != nil && r.Through.Multiple {
		count.Args, count.Distinct = s.columns(r.TargetKey), true
	}
	return &ast.Binary{Op: ast.Eq, L: count, R: &ast.Param{Arg: arg, Type: schema.Type{Kind: schema.Int64}}}
}

// none writes that no row of a group fulfils a condition.
func none(x ast.Expr) ast.Expr {
	count := &ast.Call{Func: ast.Count, Args: []ast.Expr{&ast.Case{When: x, Then: &ast.Int{N: 1}}}}
	return &ast.Binary{Op: ast.Eq, L: count, R: &ast.Int{}}
}

// member writes that the row is a target of a relation for one owner, or for any
// of several. The scope's model is the relation's target.
func (s *scope) member(c *Cond, negated bool) ast.Expr {
	r := c.Rel
	if r.Through == nil {
		x := s.columns(r.TargetKey)
		nullable := slices.ContainsFunc(r.TargetKey, func(f *model.Field) bool { return f.Nullable })
		m := s.b.owners(x, c)
		if !negated {
			return m
		}
		return orNoKey(&ast.Not{X: m}, x, r.TargetKey, nullable)
	}
	if s.linkRel != nil && s.linkRel == r {
		return s.b.owners(columnsOf(s.link, r.Through.OwnerFields), c)
	}
	link := s.b.alias()
	sub := &ast.Select{
		From:  &ast.Table{Name: r.Through.Model.Table, As: link},
		Where: s.b.owners(columnsOf(link, r.Through.OwnerFields), c),
	}
	for _, x := range columnsOf(link, r.Through.TargetFields) {
		sub.Columns = append(sub.Columns, &ast.Output{X: x})
	}
	return &ast.In{X: s.columns(r.TargetKey), Select: sub, Not: negated}
}

// owners compares columns with what a Member condition says of the owners.
func (b *builder) owners(x []ast.Expr, c *Cond) ast.Expr {
	if c.ByKey {
		return &ast.In{X: x, Select: b.byKey(c.Rel.Owner, c.Rel.OwnerKey, c.base)}
	}
	return ownerMatch(x, c.Rel.OwnerKey, c.base, c.Many)
}

// byKey selects fields of the rows whose primary keys are the sets that are the
// arguments from base on.
func (b *builder) byKey(m *model.Model, fields []*model.Field, base int) *ast.Select {
	s := b.rootScope(m)
	key := m.KeyFields()
	s.sel.Where = &ast.InSet{X: s.columns(key), Sets: sets(key, base)}
	for _, f := range fields {
		x := s.column(f)
		s.sel.Columns = append(s.sel.Columns, &ast.Output{X: x})
		if f.Nullable { // NOT IN over a NULL is never true
			s.sel.Where = and(s.sel.Where, &ast.IsNull{X: x, Not: true})
		}
	}
	return s.sel
}

// ownerMatch compares columns with the key of one owner, whose values are the
// arguments from base on, or with the keys of many, which are sets there.
func ownerMatch(x []ast.Expr, key []*model.Field, base int, many bool) ast.Expr {
	params := sets(key, base)
	if many {
		return &ast.InSet{X: x, Sets: params}
	}
	return equal(x, exprs(params))
}

func exprs(params []*ast.Param) []ast.Expr {
	out := make([]ast.Expr, len(params))
	for i, p := range params {
		out[i] = p
	}
	return out
}
