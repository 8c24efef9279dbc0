package query

import (
	"fmt"
	"slices"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/model"
)

// The Build functions take a numbered query, see [Numbering].

// BuildRows returns the statement that reads the fields of q's rows that q reads,
// in the order of the model.
func BuildRows(q *Query) (*ast.Select, error) {
	b := &builder{}
	s := b.selection(q)
	for _, f := range q.Model.Fields {
		if q.Reads(f) {
			s.sel.Columns = append(s.sel.Columns, &ast.Output{X: s.column(f)})
		}
	}
	b.finish(s, q)
	return s.sel, b.err
}

// BuildTerms returns the statement that reads terms of q's rows.
func BuildTerms(q *Query, terms []*Term) (*ast.Select, error) {
	b := &builder{}
	s := b.unsorted(q)
	s.sel.Distinct = q.Distinct
	if q.Distinct {
		s.projection = terms
	}
	s.group(q)
	for _, t := range terms {
		s.sel.Columns = append(s.sel.Columns, &ast.Output{X: s.selected(t)})
	}
	b.finish(s, q)
	return s.sel, b.err
}

// BuildCount returns the statement that counts q's rows.
func BuildCount(q *Query) (*ast.Select, error) {
	b := &builder{}
	count := []*ast.Output{{X: &ast.Call{Func: ast.Count}}}
	q = q.With(func(c *Query) { c.Lock = nil })
	if q.Groups != nil {
		return b.countGroups(q), b.err
	}
	if !q.Limited && q.Offset < 0 && (!q.Distinct || q.Rows == nil) {
		if s := b.countOwners(q); s != nil {
			return s, b.err
		}
		s := b.unsorted(q)
		s.sel.Columns = count
		return s.sel, b.err
	}
	return &ast.Select{Columns: count, From: b.unordered(q)}, b.err
}

// BuildCountLocked returns the statement that counts and locks the rows of a query
// that is to be written.
func BuildCountLocked(q *Query) (*ast.Select, error) {
	b := &builder{}
	s := b.unsorted(q)
	s.sel.Columns = []*ast.Output{{X: &ast.Call{Func: ast.Count}}}
	s.sel.Lock = lock(&Lock{}, s.own)
	return s.sel, b.err
}

// countOwners counts the rows of a query whose only condition is that a to-many
// relation leads to rows with certain properties, without the rows themselves: they
// are as many as there are distinct keys of theirs among those rows, or among the
// links to them. It returns nil for any other query.
func (b *builder) countOwners(q *Query) *ast.Select {
	if len(q.Where) != 1 || q.Rows != nil {
		return nil
	}
	c := q.Where[0]
	if c.Op != Any || c.Rel.Kind == model.BelongsTo || len(c.Path.Hops) > 0 || !slices.Equal(c.Rel.OwnerKey, q.Model.KeyFields()) || len(c.Rel.OwnerKey) > 1 {
		return nil
	}
	holder, key := c.Rel.Target, c.Rel.TargetKey
	if c.Rel.Through != nil {
		holder, key = c.Rel.Through.Model, c.Rel.Through.OwnerFields
	}
	sure := func(r *model.Relation) bool {
		return r.Kind == model.BelongsTo && r.Constrain && r.Target == q.Model && slices.Equal(r.OwnerKey, key)
	}
	if !slices.ContainsFunc(holder.Relations, sure) { // a key without a row may be there
		return nil
	}
	s, owner := b.targetScope(c.Rel)
	s.sel.Where = s.where(c.Kids, false)
	s.sel.Columns = []*ast.Output{{X: &ast.Call{Func: ast.Count, Args: owner, Distinct: true}}}
	return s.sel
}

// BuildExists returns the statement that returns a row if q has one.
func BuildExists(q *Query) (*ast.Select, error) {
	b := &builder{}
	q = q.With(func(c *Query) { c.Lock = nil })
	one := []*ast.Output{{X: &ast.Int{N: 1}}}
	if q.Limited || q.Offset >= 0 {
		return &ast.Select{Columns: one, From: b.unordered(q), Limit: &ast.Int{N: 1}}, b.err
	}
	s := b.unsorted(q)
	s.sel.Columns, s.sel.Limit = one, &ast.Int{N: 1}
	return s.sel, b.err
}

// unordered returns as many keys as q has rows. Which rows these are depends on
// q's order, how many there are does not.
func (b *builder) unordered(q *Query) *ast.Derived {
	s := b.selection(q)
	for _, x := range s.columns(q.Model.KeyFields()) {
		s.sel.Columns = append(s.sel.Columns, &ast.Output{X: x})
	}
	b.limit(s, q)
	return &ast.Derived{Select: s.sel, As: b.alias()}
}

// keys returns a subquery for the keys of q's rows.
func (b *builder) keys(q *Query) *ast.Select {
	s := b.selection(q)
	for _, x := range s.columns(q.Model.KeyFields()) {
		s.sel.Columns = append(s.sel.Columns, &ast.Output{X: x})
	}
	b.finish(s, q)
	if q.Limited || q.Offset >= 0 { // MySQL has no LIMIT directly inside IN
		alias := b.alias()
		out := &ast.Select{From: &ast.Derived{Select: s.sel, As: alias}}
		for i, f := range q.Model.KeyFields() {
			s.sel.Columns[i].As = f.Column
			out.Columns = append(out.Columns, &ast.Output{X: &ast.Column{Table: alias, Name: f.Column}})
		}
		return out
	}
	return s.sel
}

// unsorted starts the statement of a query: FROM and WHERE.
func (b *builder) unsorted(q *Query) *scope {
	s := b.memberScope(q)
	var rows ast.Expr
	if q.Rows != nil {
		rows = s.join(q.Rows)
	}
	s.sel.Where = and(s.where(q.Where, false), rows)
	return s
}

// memberScope starts the statement of a query: from its table, or, for the query of
// a set that asks for columns of its links, from these.
func (b *builder) memberScope(q *Query) *scope {
	if asksLinks(q) {
		for _, c := range q.Where {
			if c.Op == Member && c.Rel.Through != nil {
				s, _ := b.targetScope(c.Rel)
				s.table()
				return s
			}
		}
	}
	return b.rootScope(q.Model)
}

// asksLinks reports whether conditions or orders of a query, outside of those on
// related rows, are about the link that leads to a row.
func asksLinks(q *Query) bool {
	return slices.ContainsFunc(q.Where, (*Cond).onLinks) ||
		slices.ContainsFunc(q.Order, func(o *OrderTerm) bool { return o.Link != nil })
}

// selection adds to the statement of a query whether rows are distinct.
func (b *builder) selection(q *Query) *scope {
	s := b.unsorted(q)
	s.sel.Distinct = q.Distinct && q.Rows != nil // otherwise rows are distinct by their key
	return s
}

// join adds the related rows of a to-many relation to the rows of s, and returns
// the conditions on them.
func (s *scope) join(rows *Rows) ast.Expr {
	s.rows = s.related(rows.Rel, s.all(rows.Path, rows.Rel.OwnerKey))
	return s.rows.where(rows.Conds, false)
}

// finish adds order, limit and lock to the statement of a query.
func (b *builder) finish(s *scope, q *Query) {
	limited := q.Limited || q.Offset >= 0
	if s.projection != nil {
		s.finishDistinct(q, limited)
		b.limit(s, q)
		return
	}
	if q.Groups != nil {
		s.finishGroups(q, limited)
		b.limit(s, q)
		return
	}
	seen := map[*model.Field]bool{}
	for _, o := range q.Order {
		s.sel.OrderBy = append(s.sel.OrderBy, s.order(o, q))
		if len(o.X.Hops) == 0 && len(o.X.Path.Hops) == 0 && o.Link == nil {
			seen[o.X.Field] = true
		}
	}
	if len(q.Order) == 0 && !q.Unsorted {
		for _, o := range q.Model.Order {
			f := q.Model.Field(o.Field)
			seen[f] = true
			s.sel.OrderBy = append(s.sel.OrderBy, s.orderField(f, o.Desc != q.Reverse))
		}
	}
	if (limited || q.Reverse) && !q.Probe {
		s.total(q, seen)
	}
	b.limit(s, q)
}

// finishDistinct sorts distinct values: only by what they contain, and by all of
// it where there is a limit.
func (s *scope) finishDistinct(q *Query, limited bool) {
	seen := map[string]bool{}
	for _, o := range q.Order {
		if !slices.ContainsFunc(s.projection, func(t *Term) bool { return t.String() == o.X.String() }) {
			s.b.fail(fmt.Errorf("kin: %s: distinct values cannot be sorted by %s, which is not among them", q.Model.Name, o.X))
			return
		}
		seen[o.X.String()] = true
		s.sel.OrderBy = append(s.sel.OrderBy, s.order(o, q))
	}
	if !limited && !q.Reverse {
		return
	}
	for _, t := range s.projection {
		if !seen[t.String()] {
			s.sel.OrderBy = append(s.sel.OrderBy, s.order(&OrderTerm{X: t}, q))
		}
	}
}

// limit adds limit and lock to the statement of a query.
func (b *builder) limit(s *scope, q *Query) {
	if q.Limited {
		s.sel.Limit = number(q.Limit)
	}
	if q.Offset >= 0 {
		s.sel.Offset = number(q.Offset)
	}
	if q.Lock != nil {
		s.sel.Lock = lock(q.Lock, s.own)
	}
}

func number(arg int64) ast.Expr { return &ast.Param{Arg: int(arg), Type: intType} }

// total makes the order of a limited query total: the key follows what was asked
// for, and for joined rows the key of the link or of the related row.
func (s *scope) total(q *Query, seen map[*model.Field]bool) {
	for _, f := range q.Model.KeyFields() {
		if !seen[f] {
			s.sel.OrderBy = append(s.sel.OrderBy, s.orderField(f, q.Reverse))
		}
	}
	if s.rows == nil || q.Distinct {
		return
	}
	rows := s.rows.columns(s.rows.model.KeyFields())
	if s.rows.link != "" {
		rows = columnsOf(s.rows.link, s.rows.linkRel.Through.Model.KeyFields())
	}
	for _, x := range rows {
		s.sel.OrderBy = append(s.sel.OrderBy, &ast.Order{X: x, Desc: q.Reverse})
	}
}

func (s *scope) orderField(f *model.Field, desc bool) *ast.Order {
	o := &ast.Order{X: s.column(f), Desc: desc}
	if f.Nullable {
		o.Nulls = ast.NullsSmallest
	}
	return o
}

func (s *scope) order(o *OrderTerm, q *Query) *ast.Order {
	if q.Distinct && q.Rows != nil && s.projection == nil && (len(o.X.Hops) > 0 || len(o.X.Path.Hops) > 0 || !q.Reads(o.X.Field)) {
		s.b.fail(fmt.Errorf("kin: %s: distinct rows cannot be sorted by %s, which they do not contain", q.Model.Name, o.X))
	}
	in := s
	if o.Link != nil {
		in = s.links(o.Link)
	}
	out := &ast.Order{X: in.selected(o.X), Desc: o.Desc != q.Reverse, Nulls: o.Nulls}
	if q.Reverse && o.Nulls == ast.NullsFirst {
		out.Nulls = ast.NullsLast
	} else if q.Reverse && o.Nulls == ast.NullsLast {
		out.Nulls = ast.NullsFirst
	}
	if out.Nulls == ast.NullsNever && o.X.Nullable() {
		out.Nulls = ast.NullsSmallest
	}
	if !o.X.Nullable() {
		out.Nulls = ast.NullsNever
	}
	return out
}

func lock(l *Lock, alias string) *ast.Lock {
	out := &ast.Lock{Of: []string{alias}}
	switch {
	case l.Share:
		out.Strength = ast.ForShare
	case l.Referable:
		out.Strength = ast.ForNoKeyUpdate
	}
	switch {
	case l.NoWait:
		out.Wait = ast.NoWait
	case l.SkipLocked:
		out.Wait = ast.SkipLocked
	}
	return out
}
