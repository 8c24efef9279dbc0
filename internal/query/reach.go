package query

import (
	"fmt"
	"slices"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/model"
)

// reachable writes that the row is among those that a recursive query reaches.
// UNION folds rows that are reached twice, so that cycles end.
//
//	id IN (WITH RECURSIVE r (k0) AS (
//		SELECT id FROM nodes WHERE parent_id IN (...)
//		UNION SELECT id FROM nodes JOIN r ON parent_id = r.k0) SELECT k0 FROM r)
func (s *scope) reachable(c *Cond, negated bool) ast.Expr {
	step, ok := stepOf(c.Rel)
	if !ok {
		s.b.fail(fmt.Errorf("kin: %s: only relations of a model to itself by one key can be followed", c.Rel))
		return &ast.Null{}
	}
	key := step.key
	names := make([]string, len(key))
	for i := range key {
		names[i] = fmt.Sprintf("k%d", i)
	}
	cte := s.b.alias()
	seed, owner := step.selection(s.b)
	var roots ast.Expr = &ast.InSet{X: owner, Sets: sets(key, c.base)}
	if m := c.Rel.Owner; !slices.Equal(key, m.KeyFields()) {
		roots = &ast.In{X: owner, Select: s.b.byKey(m, key, c.base)}
	}
	seed.Where = and(roots, seed.Where)
	next, owner := step.selection(s.b)
	reached := make([]ast.Expr, len(names))
	out := &ast.Select{From: &ast.Table{Name: cte}}
	for i, name := range names {
		reached[i] = &ast.Column{Table: cte, Name: name}
		out.Columns = append(out.Columns, &ast.Output{X: reached[i]})
	}
	next.Joins = []*ast.Join{{Source: &ast.Table{Name: cte}, On: equal(owner, reached)}}
	out.With = []*ast.CTE{{Name: cte, Columns: names, Seed: seed, Step: next}}
	x := s.all(c.Path, key)
	nullable := c.Path.nullable() || slices.ContainsFunc(key, func(f *model.Field) bool { return f.Nullable })
	return orNoKey(&ast.In{X: x, Select: out, Not: negated}, x, key, negated && nullable)
}

// A step is the table that leads from rows of a model to others of it, by the key
// that both ends of the relation have.
type step struct {
	table string
	from  []*model.Field
	to    []*model.Field
	key   []*model.Field
}

func stepOf(r *model.Relation) (step, bool) {
	switch {
	case r.Owner != r.Target:
		return step{}, false
	case r.Through != nil:
		return step{r.Through.Model.Table, r.Through.OwnerFields, r.Through.TargetFields, r.OwnerKey}, slices.Equal(r.OwnerKey, r.TargetKey)
	case r.Kind == model.BelongsTo:
		return step{r.Owner.Table, r.TargetKey, r.OwnerKey, r.TargetKey}, true
	default:
		return step{r.Target.Table, r.TargetKey, r.OwnerKey, r.OwnerKey}, true
	}
}

// selection selects where the step leads, and returns the columns that it comes from.
func (p step) selection(b *builder) (*ast.Select, []ast.Expr) {
	alias := b.alias()
	sel := &ast.Select{From: &ast.Table{Name: p.table, As: alias}}
	for i, x := range columnsOf(alias, p.to) {
		sel.Columns = append(sel.Columns, &ast.Output{X: x})
		if p.to[i].Nullable {
			sel.Where = and(sel.Where, &ast.IsNull{X: x, Not: true})
		}
	}
	return sel, columnsOf(alias, p.from)
}
