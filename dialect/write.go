package dialect

import (
	"fmt"

	"github.com/kinorm/kin/ast"
)

// Default appends a node as most databases write it. A Write hook calls it for a
// node that it has changed or surrounded.
func (w *Writer) Default(n ast.Node) {
	switch n := n.(type) {
	case *ast.Select:
		w.selectStmt(n)
	case *ast.CTE:
		w.cte(n)
	case *ast.Insert:
		w.insert(n)
	case *ast.Conflict:
		w.conflict(n)
	case *ast.Update:
		w.update(n)
	case *ast.Delete:
		w.delete(n)
	case *ast.Output:
		w.Node(n.X)
		w.as(n.As)
	case *ast.Table:
		w.Ident(n.Name).as(n.As)
	case *ast.Derived:
		w.Text("(").Node(n.Select).Text(")").as(n.As)
	case *ast.Values:
		w.Fail("sets of values are not written by this dialect")
	case *ast.Join:
		w.join(n)
	case *ast.Order:
		w.order(n)
	case *ast.Assign:
		w.Ident(n.Column).Text(" = ").Node(n.X)
	case *ast.Lock:
		w.lock(n)
	case ast.Expr:
		w.expr(n)
	default:
		w.err = fmt.Errorf("kin: no dialect writes a %T", n)
	}
}

func (w *Writer) as(alias string) {
	if alias != "" {
		w.Text(" AS ").Ident(alias)
	}
}

func (w *Writer) selectStmt(s *ast.Select) {
	w.with(s.With)
	w.Text("SELECT ")
	if s.Distinct {
		w.Text("DISTINCT ")
	}
	List(w, s.Columns)
	if s.From != nil {
		w.Text(" FROM ").Node(s.From)
	}
	for _, j := range s.Joins {
		w.Node(j)
	}
	w.where(s.Where)
	if len(s.GroupBy) > 0 {
		w.Text(" GROUP BY ")
		List(w, s.GroupBy)
	}
	if s.Having != nil {
		w.Text(" HAVING ").Node(s.Having)
	}
	if len(s.OrderBy) > 0 {
		w.Text(" ORDER BY ")
		List(w, s.OrderBy)
	}
	w.limit(s)
	if s.Lock != nil {
		w.Node(s.Lock)
	}
}

func (w *Writer) with(ctes []*ast.CTE) {
	if len(ctes) == 0 {
		return
	}
	w.Text("WITH ")
	for _, c := range ctes {
		if c.Step != nil {
			w.Text("RECURSIVE ")
			break
		}
	}
	List(w, ctes)
	w.Text(" ")
}

func (w *Writer) cte(c *ast.CTE) {
	w.Ident(c.Name)
	if len(c.Columns) > 0 {
		w.Text("(").Idents(c.Columns).Text(")")
	}
	w.Text(" AS (").Node(c.Seed)
	if c.Step != nil {
		w.Text(" UNION ").Node(c.Step)
	}
	w.Text(")")
}

func (w *Writer) where(x ast.Expr) {
	if x != nil {
		w.Text(" WHERE ").Node(x)
	}
}

func (w *Writer) limit(s *ast.Select) {
	if s.Limit != nil {
		w.Text(" LIMIT ").Node(s.Limit)
	} else if s.Offset != nil && w.d.Features.UnsizedAlone {
		w.Text(" LIMIT 9223372036854775807")
	}
	if s.Offset != nil {
		w.Text(" OFFSET ").Node(s.Offset)
	}
}

func (w *Writer) join(j *ast.Join) {
	w.Text([...]string{ast.Inner: " JOIN ", ast.Left: " LEFT JOIN ", ast.Cross: " CROSS JOIN ", ast.Fixed: " JOIN "}[j.Kind])
	w.Node(j.Source)
	if j.On != nil {
		w.Text(" ON ").Node(j.On)
	}
}

func (w *Writer) order(o *ast.Order) {
	first := o.Nulls == ast.NullsFirst || o.Nulls == ast.NullsSmallest && !o.Desc
	natural := first == (w.d.Features.NullsSmallest != o.Desc) // where this database puts them anyway
	explicit := o.Nulls != ast.NullsNever && !natural
	if explicit && !w.d.Features.NullsOrder {
		w.Text("(").Node(o.X).Text(" IS NULL)")
		if first {
			w.Text(" DESC")
		}
		w.Text(", ")
	}
	w.Node(o.X)
	if o.Desc {
		w.Text(" DESC")
	}
	if explicit && w.d.Features.NullsOrder {
		w.Text(map[bool]string{true: " NULLS FIRST", false: " NULLS LAST"}[first])
	}
}

func (w *Writer) lock(l *ast.Lock) {
	switch {
	case w.d.Features.OneWriter:
		return
	case !w.d.Features.Locks:
		w.Fail("rows cannot be locked; run a serializable transaction instead")
		return
	}
	strength := l.Strength
	if strength == ast.ForNoKeyUpdate && !w.d.Features.KeyLocks {
		strength = ast.ForUpdate
	}
	w.Text([...]string{ast.ForUpdate: " FOR UPDATE", ast.ForShare: " FOR SHARE", ast.ForNoKeyUpdate: " FOR NO KEY UPDATE"}[strength])
	if len(l.Of) > 0 {
		w.Text(" OF ").Idents(l.Of)
	}
	w.Text([...]string{ast.Wait: "", ast.NoWait: " NOWAIT", ast.SkipLocked: " SKIP LOCKED"}[l.Wait])
}

func (w *Writer) insert(s *ast.Insert) {
	w.Text("INSERT INTO ").Node(s.Table)
	if len(s.Columns) == 0 && s.Query == nil {
		w.Text(" DEFAULT VALUES")
	} else {
		w.Text(" (").Idents(s.Columns).Text(") ")
		w.insertRows(s)
	}
	if s.Conflict != nil {
		w.Node(s.Conflict)
	}
	w.returning(s.Returning, w.d.Features.InsertReturns)
}

func (w *Writer) insertRows(s *ast.Insert) {
	if s.Query != nil {
		w.Node(s.Query)
		return
	}
	w.Text("VALUES ")
	start := len(w.buf)
	for i, row := range s.Rows {
		if i > 0 {
			w.Text(", ")
		}
		w.Text("(")
		List(w, row)
		w.Text(")")
	}
	if len(s.Rows) == 1 {
		w.row = [2]int{start, len(w.buf)}
	}
}

func (w *Writer) conflict(c *ast.Conflict) {
	w.Text(" ON CONFLICT (").Idents(c.Columns).Text(") DO ")
	if len(c.Set) == 0 {
		w.Text("NOTHING")
		return
	}
	w.Text("UPDATE SET ")
	List(w, c.Set)
}

func (w *Writer) update(s *ast.Update) {
	w.Text("UPDATE ").Node(s.Table).Text(" SET ")
	List(w, s.Set)
	w.where(s.Where)
	w.returning(s.Returning, false)
}

func (w *Writer) delete(s *ast.Delete) {
	w.Text("DELETE FROM ").Node(s.Table)
	w.where(s.Where)
	w.returning(s.Returning, false)
}

func (w *Writer) returning(out []*ast.Output, can bool) {
	if len(out) == 0 {
		return
	}
	if !can && !w.d.Features.Returning {
		w.Fail("a statement that writes cannot return rows")
	}
	w.Text(" RETURNING ")
	List(w, out)
}
