package query

import (
	"fmt"
	"slices"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

var intType = schema.Type{Kind: schema.Int64}

// BuildUpdate returns the statement that assigns to the rows of q. numbers are
// the arguments of the assignments, as Shape.Assigns returns them.
func BuildUpdate(q *Query, set []*Assign, numbers []int) (*ast.Update, error) {
	b := &builder{}
	u := &ast.Update{Table: &ast.Table{Name: q.Model.Table}}
	s := b.writeScope(q.Model)
	for i, a := range set {
		u.Set = append(u.Set, s.assign(a, numbers[i]))
	}
	if b.err != nil {
		return nil, fmt.Errorf("kin: %s: an update computes only with columns of the row itself", q.Model.Name)
	}
	u.Where = b.writeWhere(q)
	return u, b.err
}

func (s *scope) assign(a *Assign, number int) *ast.Assign {
	old := s.column(a.Field)
	var x ast.Expr = &ast.Param{Arg: number, Type: a.Field.Type}
	if a.From != nil {
		x = s.term(a.From)
	}
	if a.Op != Put {
		x = &ast.Binary{Op: [...]ast.Op{Plus: ast.Add, Minus: ast.Sub, Times: ast.Mul, Over: ast.Div}[a.Op], L: old, R: x}
	}
	return &ast.Assign{Column: a.Field.Column, X: x}
}

// BuildDelete returns the statement that deletes the rows of q.
func BuildDelete(q *Query) (*ast.Delete, error) {
	b := &builder{}
	return &ast.Delete{Table: &ast.Table{Name: q.Model.Table}, Where: b.writeWhere(q)}, b.err
}

// writeWhere writes the conditions of an Update or Delete on the table itself,
// or, where they need a join, as a subquery for its keys.
func (b *builder) writeWhere(q *Query) ast.Expr {
	direct := &builder{tables: b.tables}
	where := direct.writeScope(q.Model).where(q.Where, false)
	if direct.err == nil {
		b.tables = direct.tables
		return where
	}
	s := b.unsorted(q)
	key := q.Model.KeyFields()
	for _, x := range s.columns(key) {
		s.sel.Columns = append(s.sel.Columns, &ast.Output{X: x})
	}
	return &ast.In{X: columnsOf(q.Model.Table, key), Select: s.sel}
}

// An Insert is the insertion of one row, whose arguments are the values of
// Fields in their order.
type Insert struct {
	Model     *model.Model
	Fields    []*model.Field
	Returning []*model.Field
	Conflict  []*model.Field // a row that is equal in these
	Update    []*model.Field // gets these values; none leaves it as it is
}

// Build returns the statement of i.
func (i *Insert) Build() *ast.Insert {
	row := make([]ast.Expr, len(i.Fields))
	for n, f := range i.Fields {
		row[n] = &ast.Param{Arg: n, Type: f.Type}
	}
	s := &ast.Insert{Table: &ast.Table{Name: i.Model.Table}, Columns: columnNames(i.Fields), Rows: [][]ast.Expr{row}}
	if len(i.Conflict) > 0 {
		s.Conflict = conflict(i.Conflict, i.Update)
	}
	for _, f := range i.Returning {
		s.Returning = append(s.Returning, &ast.Output{X: &ast.Column{Name: f.Column}})
	}
	return s
}

func columnNames(fields []*model.Field) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Column
	}
	return out
}

func conflict(on, update []*model.Field) *ast.Conflict {
	c := &ast.Conflict{Columns: columnNames(on)}
	for _, f := range update {
		c.Set = append(c.Set, &ast.Assign{Column: f.Column, X: &ast.Excluded{Name: f.Column}})
	}
	return c
}

// BuildUpdateRow returns the statement that sets fields of the row whose key and,
// if there is one, version are equal to the last arguments.
func BuildUpdateRow(m *model.Model, fields []*model.Field, version *model.Field) *ast.Update {
	u := &ast.Update{Table: &ast.Table{Name: m.Table}}
	n := 0
	next := func(f *model.Field) ast.Expr {
		n++
		return &ast.Param{Arg: n - 1, Type: f.Type}
	}
	for _, f := range fields {
		u.Set = append(u.Set, &ast.Assign{Column: f.Column, X: next(f)})
	}
	where := m.KeyFields()
	if version != nil {
		u.Set = append(u.Set, &ast.Assign{Column: version.Column, X: &ast.Binary{
			Op: ast.Add, L: &ast.Column{Table: m.Table, Name: version.Column}, R: &ast.Int{N: 1},
		}})
		where = append(slices.Clip(where), version)
	}
	var conds []ast.Expr
	for _, f := range where {
		conds = append(conds, &ast.Binary{Op: ast.Eq, L: &ast.Column{Table: m.Table, Name: f.Column}, R: next(f)})
	}
	u.Where = and(conds...)
	return u
}

// A LinkInsert is the insertion of links of a relation.
type LinkInsert struct {
	Rel    *model.Relation
	Pairs  bool           // arguments: sets of owner keys and of target keys; else the key of one owner and sets of target keys
	Values []*model.Field // further link columns, whose arguments follow
	Sets   bool           // those are sets, one element for each link; else the same values for all
	Update bool           // an existing link gets Values; otherwise it stays as it is
	Error  bool           // an existing link is an error
}

// Build returns the statement of i.
func (i *LinkInsert) Build() *ast.Insert {
	th := i.Rel.Through
	v := &ast.Values{As: "v"}
	arg := 0
	column := func(f *model.Field, set bool) ast.Expr {
		p := &ast.Param{Arg: arg, Type: f.Type}
		arg++
		if !set {
			return &ast.Cast{X: p, Type: f.Type}
		}
		name := fmt.Sprintf("c%d", len(v.Sets))
		v.Sets, v.Columns = append(v.Sets, p), append(v.Columns, name)
		return &ast.Column{Table: v.As, Name: name}
	}
	q := &ast.Select{From: v}
	var pair []ast.Expr
	add := func(f *model.Field, set bool) {
		x := column(f, set)
		pair = append(pair, x)
		if p, ok := x.(*ast.Cast); ok {
			x = p.X // the column that it is inserted into says the type
		}
		q.Columns = append(q.Columns, &ast.Output{X: x})
	}
	for _, f := range th.OwnerFields {
		add(f, i.Pairs)
	}
	for _, f := range th.TargetFields {
		add(f, true)
	}
	ends := slices.Concat(th.OwnerFields, th.TargetFields)
	for _, f := range i.Values {
		add(f, i.Sets)
	}
	out := &ast.Insert{
		Table: &ast.Table{Name: th.Model.Table}, Columns: columnNames(slices.Concat(ends, i.Values)), Query: q,
	}
	switch {
	case i.Error:
	case th.Multiple: // no unique pair to conflict with: insert what is missing
		exists := &ast.Select{
			Columns: []*ast.Output{{X: &ast.Int{N: 1}}}, From: &ast.Table{Name: th.Model.Table, As: "l"},
			Where: equal(columnsOf("l", ends), pair[:len(ends)]),
		}
		q.Where = &ast.Exists{Select: exists, Not: true}
	case i.Update:
		out.Conflict = conflict(ends, i.Values)
	default:
		out.Conflict = conflict(ends, nil)
	}
	return out
}

// A LinkDelete is the removal of links of a relation. Its arguments are the key
// of one owner, or sets of keys if Many, then sets of target keys unless All.
type LinkDelete struct {
	Rel   *model.Relation
	Many  bool
	All   bool // every link of the owners
	Keep  bool // the targets are those that stay
	Pairs bool // the sets of owners and targets are pairs
}

// Build returns the statement of d.
func (d *LinkDelete) Build() *ast.Delete {
	r := d.Rel
	table := r.Through.Model.Table
	where := d.where(r, table, r.Through.OwnerFields, r.Through.TargetFields)
	if r.Symmetric { // the mirrored links as well
		where = or(where, d.where(r, table, r.Through.TargetFields, r.Through.OwnerFields))
	}
	return &ast.Delete{Table: &ast.Table{Name: table}, Where: where}
}

func (d *LinkDelete) where(r *model.Relation, table string, owner, target []*model.Field) ast.Expr {
	owners, targets := columnsOf(table, owner), columnsOf(table, target)
	if d.Pairs {
		return &ast.InSet{X: append(owners, targets...), Sets: sets(append(slices.Clip(r.OwnerKey), r.TargetKey...), 0)}
	}
	match := ownerMatch(owners, r.OwnerKey, 0, d.Many)
	if d.All {
		return match
	}
	return and(match, &ast.InSet{X: targets, Sets: sets(r.TargetKey, len(r.OwnerKey)), Not: d.Keep})
}

// BuildPreload returns the statement that reads the related rows of many owners:
// the columns of the owner's key, then the fields of the target that q reads. The
// set of owner keys are the arguments from base on. Rows come in the order of q.
func BuildPreload(r *model.Relation, q *Query, base int) (*ast.Select, error) {
	b := &builder{}
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

// Count adds a set and its length to arguments.
func Count(v dialect.Value) dialect.Value { return dialect.Int(int64(v.Set.Len)) }
