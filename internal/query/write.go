package query

import (
	"fmt"
	"slices"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

var intType = schema.Type{Kind: schema.Int64}

// BuildUpdate returns the statement that assigns to the rows of q. numbers are
// the arguments of the assignments, as Shape.Assigns returns them.
func BuildUpdate(q *Query, set []*Assign, numbers []int) (*ast.Update, error) {
	b := &builder{}
	u := &ast.Update{Table: &ast.Table{Name: q.Model.Table}, Key: columnNames(q.Model.KeyFields())}
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
	return &ast.Delete{
		Table: &ast.Table{Name: q.Model.Table}, Where: b.writeWhere(q), Key: columnNames(q.Model.KeyFields()), SelfRef: refersToItself(q.Model),
	}, b.err
}

// refersToItself reports whether a delete of rows of a model may change others of it.
func refersToItself(m *model.Model) bool {
	direct := func(r *model.Relation) bool { return r.Target == m && r.Through == nil }
	return slices.ContainsFunc(m.Relations, direct) || CascadesToItself(m)
}

// CascadesToItself reports whether rows of a model may go because others of it do,
// by cascades also over other models.
func CascadesToItself(m *model.Model) bool {
	reached := []*model.Model{m}
	for i := 0; i < len(reached); i++ {
		for _, r := range reached[i].Relations {
			next := r.Target
			switch {
			case r.Through != nil: // links go with either end
				next = r.Through.Model
			case r.Kind == model.BelongsTo || r.Inverse.OnDelete != schema.Cascade:
				continue
			}
			if next == m {
				return true
			}
			if !slices.Contains(reached, next) {
				reached = append(reached, next)
			}
		}
	}
	return false
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
	Version   *model.Field   // and this plus one, if it is not nil
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
	if v := i.Version; v != nil {
		next := &ast.Binary{Op: ast.Add, L: &ast.Column{Table: i.Model.Table, Name: v.Column}, R: &ast.Int{N: 1}}
		s.Conflict.Set = append(s.Conflict.Set, &ast.Assign{Column: v.Column, X: next})
	}
	s.Returning = i.returning()
	return s
}

// BuildFromSets returns the statement that inserts many rows at once: its arguments
// are sets, one for each field.
func (i *Insert) BuildFromSets() *ast.Insert {
	v := &ast.Values{As: "v"}
	q := &ast.Select{From: v}
	for n, f := range i.Fields {
		name := fmt.Sprintf("c%d", n)
		v.Sets, v.Columns = append(v.Sets, &ast.Param{Arg: n, Type: f.Type}), append(v.Columns, name)
		q.Columns = append(q.Columns, &ast.Output{X: &ast.Column{Table: v.As, Name: name}})
	}
	return &ast.Insert{Table: &ast.Table{Name: i.Model.Table}, Columns: columnNames(i.Fields), Query: q, Returning: i.returning()}
}

func (i *Insert) returning() []*ast.Output {
	var out []*ast.Output
	for _, f := range i.Returning {
		out = append(out, &ast.Output{X: &ast.Column{Name: f.Column}})
	}
	return out
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
