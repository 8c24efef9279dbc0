package mysql

import (
	"slices"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
)

// in puts a query with a limit into another one: the server takes none in IN.
func (d *writer) in(w *dialect.Writer, n *ast.In) bool {
	if n.Select.Limit == nil && n.Select.Offset == nil {
		return false
	}
	w.Row(n.X)
	if n.Not {
		w.Text(" NOT")
	}
	w.Text(" IN (SELECT * FROM (").Node(n.Select).Text(") AS ").Ident("d").Text(")")
	return true
}

// insert writes an insert of nothing but defaults, and one whose rows may be there:
// its sets are read with a count of those, see [dialect.Statement.CountsOld]. The
// number of rows that the server reports has or has not the old ones in it,
// depending on a setting of the connection.
func (d *writer) insert(w *dialect.Writer, n *ast.Insert) bool {
	if len(n.Columns) == 0 && n.Query == nil {
		w.Text("INSERT INTO ").Node(n.Table).Text(" () VALUES ()")
		return true
	}
	c := n.Conflict
	if c == nil || len(c.Set) > 0 || n.Query == nil {
		return false
	}
	v, ok := n.Query.From.(*ast.Values)
	if !ok {
		return false
	}
	if n.Numbered {
		w.Default(withoutOld(n))
		return true
	}
	w.Text("INSERT INTO ").Node(n.Table).Text(" (").Idents(n.Columns).Text(") SELECT ")
	dialect.List(w, n.Query.Columns)
	w.Text(" FROM ")
	d.table(w, v.Sets, v.Columns, true)
	w.Text(" AS ").Ident(v.As)
	column := &ast.Column{Table: n.Table.Name, Name: c.Columns[0]}
	w.Text(" ON DUPLICATE KEY UPDATE ").Ident(c.Columns[0])
	w.Text(" = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, ").Node(column).Text(", ").Node(column).Text(")")
	w.CountsOld()
	return true
}

// withoutOld returns an insert that leaves out the rows that are there: where the
// database numbers the new ones, the last insert ID is the first number and cannot
// count the old ones. The rows that are read are locked, unless the transaction is
// read committed; the conflict stays for one that another transaction has added.
func withoutOld(n *ast.Insert) *ast.Insert {
	var same []ast.Expr
	for i, name := range n.Columns {
		if slices.Contains(n.Conflict.Columns, name) {
			same = append(same, &ast.Binary{Op: ast.Eq, L: &ast.Column{Table: "old", Name: name}, R: n.Query.Columns[i].X})
		}
	}
	q, out := *n.Query, *n
	old := &ast.Select{
		Columns: []*ast.Output{{X: &ast.Int{N: 1}}}, From: &ast.Table{Name: n.Table.Name, As: "old"}, Where: &ast.Logic{X: same},
	}
	q.Where = &ast.Exists{Select: old, Not: true}
	out.Query, out.Numbered = &q, false
	return &out
}

// conflict writes what happens to a row that is there. Where nothing is to happen,
// the last insert ID says so: it is -1.
func (d *writer) conflict(w *dialect.Writer, columns []string, set []*ast.Assign) {
	w.Text(" ON DUPLICATE KEY UPDATE ")
	if len(set) > 0 {
		dialect.List(w, set)
		return
	}
	w.Ident(columns[0]).Text(" = IF(LAST_INSERT_ID(-1) = 0, ").Ident(columns[0]).Text(", ").Ident(columns[0]).Text(")")
}

// needsPlan reports whether a condition has a subquery or a set, which the server
// would run for every row of an UPDATE or DELETE of one table. With the syntax for
// several tables it plans them as in a SELECT.
func needsPlan(where ast.Expr) bool {
	found := false
	if where != nil {
		ast.Walk(where, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.Select, *ast.InSet:
				found = true
			}
			return !found
		})
	}
	return found
}

func (d *writer) delete(w *dialect.Writer, n *ast.Delete) bool {
	first := n.Key != nil && n.Where != nil && (n.SelfRef || reads(n.Where, n.Table.Name))
	if !first && !needsPlan(n.Where) {
		return false
	}
	w.Text("DELETE ").Ident(n.Table.Name).Text(" FROM ").Node(n.Table)
	d.chosen(w, n.Table, n.Where, n.Key, first)
	return true
}

// chosen writes the condition of a statement of several tables. With first its rows
// are chosen before any of them is written: the server would otherwise read, for the
// later ones, what it has written, or what has gone with the earlier ones. The limit
// keeps it from merging the two queries.
func (d *writer) chosen(w *dialect.Writer, table *ast.Table, where ast.Expr, key []string, first bool) {
	if !first {
		w.Text(" WHERE ").Node(where)
		return
	}
	w.Text(" JOIN (SELECT ")
	columns(w, table.Name, key)
	w.Text(" FROM ").Node(table).Text(" WHERE ").Node(where).Text(" LIMIT 9223372036854775807) AS ").Ident("k").Text(" ON ")
	for i, name := range key {
		if i > 0 {
			w.Text(" AND ")
		}
		w.Ident("k").Text(".").Ident(name).Text(" = ").Ident(table.Name).Text(".").Ident(name)
	}
}

func columns(w *dialect.Writer, table string, names []string) {
	for i, name := range names {
		if i > 0 {
			w.Text(", ")
		}
		w.Ident(table).Text(".").Ident(name)
	}
}

// update writes the assignments in an order in which none reads what another has
// written: the server assigns one after the other. MariaDB can be told not to.
func (d *writer) update(w *dialect.Writer, n *ast.Update) bool {
	set, ok := ordered(n.Set)
	if !ok {
		if d.inTurn {
			w.Fail("the new values of columns are computed from each other; update them one after the other, in a transaction")
			return true
		}
		w.Text("SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',SIMULTANEOUS_ASSIGNMENT') FOR ")
	}
	first := n.Key != nil && n.Where != nil && reads(n.Where, n.Table.Name)
	if !first && !needsPlan(n.Where) {
		w.Default(&ast.Update{Table: n.Table, Set: set, Where: n.Where, Returning: n.Returning})
		return true
	}
	w.Text("UPDATE ").Node(n.Table)
	if !first {
		w.Text(", (SELECT 1) AS ").Ident("d").Text(" SET ")
		assigns(w, n.Table.Name, set)
		d.chosen(w, n.Table, n.Where, nil, false)
		return true
	}
	d.chosen(w, n.Table, n.Where, n.Key, true)
	w.Text(" SET ")
	assigns(w, n.Table.Name, set)
	return true
}

func assigns(w *dialect.Writer, table string, set []*ast.Assign) {
	for i, a := range set {
		if i > 0 {
			w.Text(", ")
		}
		w.Ident(table).Text(".").Node(a)
	}
}

// ordered returns assignments so that each column is read before it is written, or
// as they are and false where there is no such order.
func ordered(set []*ast.Assign) ([]*ast.Assign, bool) {
	rest := append([]*ast.Assign(nil), set...)
	var out []*ast.Assign
	for len(rest) > 0 {
		i := 0
		for i < len(rest) && readByOthers(rest, i) {
			i++
		}
		if i == len(rest) {
			return set, false
		}
		out = append(out, rest[i])
		rest = append(rest[:i], rest[i+1:]...)
	}
	return out, true
}

// readByOthers reports whether another assignment reads the column of assignment i.
func readByOthers(set []*ast.Assign, i int) bool {
	for n, a := range set {
		found := false
		if n != i {
			ast.Walk(a.X, func(x ast.Node) bool {
				c, ok := x.(*ast.Column)
				found = found || ok && c.Name == set[i].Column
				return true
			})
		}
		if found {
			return true
		}
	}
	return false
}

// reads reports whether a condition reads a table in a query of its own.
func reads(where ast.Expr, table string) bool {
	found := false
	ast.Walk(where, func(n ast.Node) bool {
		t, ok := n.(*ast.Table)
		found = found || ok && t.Name == table
		return !found
	})
	return found
}

// locked writes a query of one table that locks its rows without naming the table,
// which MariaDB has no words for.
func (d *writer) locked(w *dialect.Writer, n *ast.Select) bool {
	if n.Lock == nil || len(n.Lock.Of) == 0 || d.lockOf {
		return false
	}
	if len(n.Joins) > 0 {
		w.Fail("a query of several tables locks the rows of all of them; lock those of one table by their keys, as in Filter(ID.In(...)), or make conditions on other tables with Any")
		return true
	}
	s, l := *n, *n.Lock
	l.Of = nil
	s.Lock = &l
	w.Default(&s)
	return true
}

func (d *writer) lock(w *dialect.Writer, n *ast.Lock) {
	if n.Strength == ast.ForShare && !d.lockOf {
		w.Text(" LOCK IN SHARE MODE", [...]string{ast.Wait: "", ast.NoWait: " NOWAIT", ast.SkipLocked: " SKIP LOCKED"}[n.Wait])
		return
	}
	w.Default(n)
}
