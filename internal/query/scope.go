package query

import (
	"fmt"
	"strconv"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/model"
)

// A builder makes one statement. It names the tables in it t1, t2 and so on.
type builder struct {
	tables int
	err    error
}

func (b *builder) alias() string {
	b.tables++
	return "t" + strconv.Itoa(b.tables)
}

func (b *builder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

// A scope is the place of a model's rows in a SELECT: conditions on the model
// are written against it. The rows of a target that was reached by a link table
// join the SELECT only when something needs more of them than the link holds.
type scope struct {
	b     *builder
	sel   *ast.Select
	model *model.Model
	own   string // alias of the model's table; empty where it has not joined yet, or is being written

	link      string          // alias of the link table that leads here
	linkRel   *model.Relation // the relation whose target this scope is
	held      []ast.Expr      // where the row is known only by the foreign key to it: that key
	joined    map[string]string
	rows      *scope // the related rows that Join added
	linkScope *scope // of the link itself

	projection []*Term // the values that must be distinct
	groups     *Groups // what is written now is said of groups
	writing    bool    // the table is the one that an Update or Delete writes, which has no alias
}

// rootScope starts a SELECT from a model's table.
func (b *builder) rootScope(m *model.Model) *scope {
	s := &scope{b: b, sel: &ast.Select{}, model: m, own: b.alias()}
	s.sel.From = &ast.Table{Name: m.Table, As: s.own}
	return s
}

// writeScope is for the conditions of an Update or Delete.
func (b *builder) writeScope(m *model.Model) *scope {
	return &scope{b: b, sel: &ast.Select{}, model: m, own: m.Table, writing: true}
}

// targetScope starts a SELECT from the rows that a relation leads to. It returns
// the expressions that equal the key of the relation's owner.
func (b *builder) targetScope(r *model.Relation) (*scope, []ast.Expr) {
	if r.Through == nil {
		s := b.rootScope(r.Target)
		return s, s.columns(r.TargetKey)
	}
	s := &scope{b: b, sel: &ast.Select{}, model: r.Target, link: b.alias(), linkRel: r}
	s.sel.From = &ast.Table{Name: r.Through.Model.Table, As: s.link}
	return s, columnsOf(s.link, r.Through.OwnerFields)
}

func columnsOf(alias string, fields []*model.Field) []ast.Expr {
	out := make([]ast.Expr, len(fields))
	for i, f := range fields {
		out[i] = &ast.Column{Table: alias, Name: f.Column}
	}
	return out
}

// table returns the alias of the model's own table, which joins now if it has not.
func (s *scope) table() string {
	if s.own != "" {
		return s.own
	}
	if s.writing {
		s.b.fail(errWriteJoin)
		return ""
	}
	s.own = s.b.alias()
	r := s.linkRel
	s.sel.Joins = append(s.sel.Joins, &ast.Join{
		Kind:   ast.Inner,
		Source: &ast.Table{Name: r.Target.Table, As: s.own},
		On:     equal(columnsOf(s.own, r.TargetKey), columnsOf(s.link, r.Through.TargetFields)),
	})
	return s.own
}

// column returns a field of the model. A key that the link table holds as well, or
// the row that refers to it, is read there, so that the target's table need not join.
func (s *scope) column(f *model.Field) ast.Expr {
	if s.own == "" {
		for i, k := range s.linkRel.TargetKey {
			switch {
			case k != f:
			case s.held != nil:
				return s.held[i]
			default:
				return &ast.Column{Table: s.link, Name: s.linkRel.Through.TargetFields[i].Column}
			}
		}
	}
	return &ast.Column{Table: s.table(), Name: f.Column}
}

func (s *scope) columns(fields []*model.Field) []ast.Expr {
	out := make([]ast.Expr, len(fields))
	for i, f := range fields {
		out[i] = s.column(f)
	}
	return out
}

// at returns a field of the row that a path leads to, joining the tables on the way.
func (s *scope) at(p *Path, f *model.Field) ast.Expr {
	if len(p.Hops) == 0 {
		return s.column(f)
	}
	last := p.Hops[len(p.Hops)-1]
	// The key of the row is in the row before, unless that may hold half of one.
	if last.Kind == model.BelongsTo && (len(last.OwnerKey) == 1 || !last.Nullable()) {
		for i, k := range last.TargetKey {
			if k == f {
				return s.before(p, last.OwnerKey[i])
			}
		}
	}
	return &ast.Column{Table: s.follow(p.Hops), Name: f.Column}
}

// before returns a field of the row before the last hop of p.
func (s *scope) before(p *Path, f *model.Field) ast.Expr {
	if len(p.Hops) == 1 {
		return s.column(f)
	}
	return &ast.Column{Table: s.follow(p.Hops[:len(p.Hops)-1]), Name: f.Column}
}

func (s *scope) all(p *Path, fields []*model.Field) []ast.Expr {
	out := make([]ast.Expr, len(fields))
	for i, f := range fields {
		out[i] = s.at(p, f)
	}
	return out
}

// follow joins the tables of hops and returns the alias of the last.
func (s *scope) follow(hops []*model.Relation) string {
	if s.writing {
		s.b.fail(errWriteJoin)
		return ""
	}
	alias, key, kind := s.table(), "", ast.Inner
	for _, r := range hops {
		if r.Nullable() {
			kind = ast.Left // and so for everything behind it
		}
		key += "." + r.Name
		if joined, ok := s.joined[key]; ok {
			alias = joined
			continue
		}
		next := s.b.alias()
		s.sel.Joins = append(s.sel.Joins, &ast.Join{
			Kind: kind, Source: &ast.Table{Name: r.Target.Table, As: next},
			On: equal(columnsOf(next, r.TargetKey), columnsOf(alias, r.OwnerKey)),
		})
		if s.joined == nil {
			s.joined = map[string]string{}
		}
		s.joined[key], alias = next, next
	}
	return alias
}

// links returns the scope of the link that leads to this scope's rows.
func (s *scope) links(r *model.Relation) *scope {
	if s.link == "" || s.linkRel.Through.Model != r.Through.Model {
		s.b.fail(fmt.Errorf("kin: %s: %w; use it within Any, None, Every, Rows or Preload of that relation, or in a query of its set", r, ErrOutside))
		return s.b.rootScope(r.Through.Model)
	}
	if s.linkScope == nil {
		s.linkScope = &scope{b: s.b, sel: s.sel, model: r.Through.Model, own: s.link, writing: s.writing}
	}
	return s.linkScope
}

// equal compares two lists of expressions element by element.
func equal(l, r []ast.Expr) ast.Expr {
	x := make([]ast.Expr, len(l))
	for i := range l {
		x[i] = &ast.Binary{Op: ast.Eq, L: l[i], R: r[i]}
	}
	return and(x...)
}

// and joins conditions; nil ones say nothing, and nil is returned for none.
func and(x ...ast.Expr) ast.Expr { return logic(false, x) }

func or(x ...ast.Expr) ast.Expr { return logic(true, x) }

func logic(isOr bool, in []ast.Expr) ast.Expr {
	var x []ast.Expr
	for _, e := range in {
		switch l, ok := e.(*ast.Logic); {
		case e == nil:
		case ok && l.Or == isOr:
			for _, e := range l.X {
				x = appendNew(x, e)
			}
		default:
			x = appendNew(x, e)
		}
	}
	switch len(x) {
	case 0:
		return nil
	case 1:
		return x[0]
	default:
		return &ast.Logic{Or: isOr, X: x}
	}
}

// appendNew appends e, unless it is a test for NULL that x has already: the
// negation of a range asks for it at both ends.
func appendNew(x []ast.Expr, e ast.Expr) []ast.Expr {
	if not, column := nullTest(e); column != nil {
		for _, other := range x {
			if n, c := nullTest(other); c != nil && n == not && *c == *column {
				return x
			}
		}
	}
	return append(x, e)
}

func nullTest(e ast.Expr) (not bool, column *ast.Column) {
	if n, ok := e.(*ast.IsNull); ok {
		c, _ := n.X.(*ast.Column)
		return n.Not, c
	}
	return false, nil
}
