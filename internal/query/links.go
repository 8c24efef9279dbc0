package query

import (
	"fmt"
	"slices"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/model"
)

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
		Numbered: slices.ContainsFunc(th.Model.Fields, func(f *model.Field) bool { return f.Auto }),
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

// Shape adds the form of d.
func (d *LinkDelete) Shape(s *Shape) {
	s.Relation(d.Rel)
	s.Byte(bit(d.Many, 0) | bit(d.All, 1) | bit(d.Keep, 2) | bit(d.Pairs, 3))
}

// Build returns the statement of d.
func (d *LinkDelete) Build() *ast.Delete {
	return &ast.Delete{Table: &ast.Table{Name: d.Rel.Through.Model.Table}, Where: d.all()}
}

// BuildLoops returns the statement that counts those of the links that d removes
// which lead from a row to itself.
func (d *LinkDelete) BuildLoops() *ast.Select { return loops(d.Rel, d.all()) }

func (d *LinkDelete) all() ast.Expr {
	r := d.Rel
	table := r.Through.Model.Table
	where := d.where(r, table, r.Through.OwnerFields, r.Through.TargetFields)
	if r.Symmetric { // the mirrored links as well
		where = or(where, d.where(r, table, r.Through.TargetFields, r.Through.OwnerFields))
	}
	return where
}

// loops counts the links of rows to themselves that fulfil a condition, which is
// written on the table itself.
func loops(r *model.Relation, where ast.Expr) *ast.Select {
	table := r.Through.Model.Table
	return &ast.Select{
		Columns: []*ast.Output{{X: &ast.Call{Func: ast.Count}}}, From: &ast.Table{Name: table},
		Where: and(equal(columnsOf(table, r.Through.OwnerFields), columnsOf(table, r.Through.TargetFields)), where),
	}
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

// BuildLinkUpdate returns the statement that assigns to the links of owners that
// lead to targets which fulfil conditions. c is a Member condition for the owners;
// where are conditions on the targets and, by OnLink, on the links.
func BuildLinkUpdate(c *Cond, where []*Cond, set []*Assign, numbers []int) (*ast.Update, error) {
	b := &builder{}
	link := c.Rel.Through.Model
	u := &ast.Update{Table: &ast.Table{Name: link.Table}, Key: columnNames(link.KeyFields())}
	s := b.writeScope(link)
	for i, a := range set {
		u.Set = append(u.Set, s.assign(a, numbers[i]))
	}
	u.Where = b.linkWhere(c, where)
	return u, b.err
}

// BuildLinkDelete returns the statement that deletes the same links.
func BuildLinkDelete(c *Cond, where []*Cond) (*ast.Delete, error) {
	b := &builder{}
	x := b.linkWhere(c, where)
	link := c.Rel.Through.Model
	return &ast.Delete{Table: &ast.Table{Name: link.Table}, Where: x, Key: columnNames(link.KeyFields())}, b.err
}

// BuildLinkLoops returns the statement that counts those of the same links which
// lead from a row to itself.
func BuildLinkLoops(c *Cond, where []*Cond) (*ast.Select, error) {
	b := &builder{}
	x := b.linkWhere(c, where)
	return loops(c.Rel, x), b.err
}

// linkWhere writes conditions on links on their table itself or, where they need
// the targets, as a subquery for the links' keys.
func (b *builder) linkWhere(c *Cond, where []*Cond) ast.Expr {
	r := c.Rel
	table := r.Through.Model.Table
	if r.Symmetric {
		return b.mirroredWhere(c, where)
	}
	direct := &builder{tables: b.tables}
	s := &scope{b: direct, sel: &ast.Select{}, model: r.Target, link: table, linkRel: r, writing: true}
	x := and(s.member(c, false), s.where(where, false))
	if direct.err == nil {
		b.tables = direct.tables
		return x
	}
	key := r.Through.Model.KeyFields()
	return &ast.In{X: columnsOf(table, key), Select: b.linksWhere(c, where, key)}
}

// linksWhere selects fields of the links that fulfil conditions.
func (b *builder) linksWhere(c *Cond, where []*Cond, fields []*model.Field) *ast.Select {
	s, _ := b.targetScope(c.Rel)
	s.sel.Where = and(s.member(c, false), s.where(where, false))
	for _, k := range columnsOf(s.link, fields) {
		s.sel.Columns = append(s.sel.Columns, &ast.Output{X: k})
	}
	return s.sel
}

// mirroredWhere is linkWhere for a symmetric relation, whose links are two rows: it
// finds a link by the row that leads from the owner, and both rows of it. Where a pair
// may be linked more than once, its keys do not say which rows belong together: each
// row is found by itself, as both have the same values.
func (b *builder) mirroredWhere(c *Cond, where []*Cond) ast.Expr {
	th := c.Rel.Through
	if th.Multiple {
		key, back := th.Model.KeyFields(), *c
		back.Rel = turned(c.Rel)
		return or(
			&ast.In{X: columnsOf(th.Model.Table, key), Select: b.linksWhere(c, where, key)},
			&ast.In{X: columnsOf(th.Model.Table, key), Select: b.linksWhere(&back, where, key)},
		)
	}
	there, back := slices.Concat(th.OwnerFields, th.TargetFields), slices.Concat(th.TargetFields, th.OwnerFields)
	return or(
		&ast.In{X: columnsOf(th.Model.Table, there), Select: b.linksWhere(c, where, there)},
		&ast.In{X: columnsOf(th.Model.Table, back), Select: b.linksWhere(c, where, there)},
	)
}

// turned is a symmetric relation seen in the other direction of its rows.
func turned(r *model.Relation) *model.Relation {
	out, th := *r, *r.Through
	th.OwnerFields, th.TargetFields = th.TargetFields, th.OwnerFields
	out.Through = &th
	return &out
}

// BuildLinkCount returns the statement that counts the links between pairs of
// keys. Its arguments are sets of the owner's key, then of the target's.
func BuildLinkCount(r *model.Relation) *ast.Select {
	ends := slices.Concat(r.Through.OwnerFields, r.Through.TargetFields)
	return &ast.Select{
		Columns: []*ast.Output{{X: &ast.Call{Func: ast.Count}}},
		From:    &ast.Table{Name: r.Through.Model.Table, As: "t1"},
		Where:   &ast.InSet{X: columnsOf("t1", ends), Sets: sets(ends, 0)},
	}
}
