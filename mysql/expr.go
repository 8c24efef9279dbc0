package mysql

import (
	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// expr writes the expressions that have a form of their own.
func (d *writer) expr(w *dialect.Writer, n ast.Expr) bool {
	switch n := n.(type) {
	case *ast.Match:
		match(w, n)
	case *ast.Cast:
		w.Text("CAST(").Node(n.X).Text(" AS ", castTypes[n.Type.Kind], ")")
	case *ast.Call:
		return d.call(w, n)
	default:
		return false
	}
	return true
}

// param writes a decimal as one: a text is compared with numbers as a float.
func (d *writer) param(w *dialect.Writer, p *ast.Param) bool {
	if p.Type.Kind != schema.Decimal {
		return false
	}
	w.Text("CAST(").Param(p).Text(" AS ", castTypes[schema.Decimal], ")")
	return true
}

// match compares text with LIKE, whose usual backslash would depend on the session.
func match(w *dialect.Writer, n *ast.Match) {
	x, pattern := n.X, n.Pattern
	if n.Fold {
		x, pattern = &ast.Call{Func: ast.Lower, Args: []ast.Expr{x}}, &ast.Call{Func: ast.Lower, Args: []ast.Expr{pattern}}
	}
	if n.Kind == ast.Exact {
		w.Node(x).Text(map[bool]string{true: " <> ", false: " = "}[n.Not]).Node(pattern)
		return
	}
	w.Node(x)
	if n.Not {
		w.Text(" NOT")
	}
	w.Text(" LIKE CONCAT(")
	if n.Kind != ast.Prefix {
		w.Text("'%', ")
	}
	w.Text("REPLACE(REPLACE(REPLACE(").Node(pattern).Text(", '!', '!!'), '%', '!%'), '_', '!_')")
	if n.Kind != ast.Suffix {
		w.Text(", '%'")
	}
	w.Text(") ESCAPE '!'")
}

func (d *writer) call(w *dialect.Writer, n *ast.Call) bool {
	switch n.Func {
	case ast.Lower: // every character in the lower case of its upper case, as kin's function for SQLite
		w.Text("LOWER(UPPER(").Node(n.Args[0]).Text("))")
	case ast.List:
		d.list(w, n.Args[0])
	case ast.Avg: // of integers it would have four digits after the point
		c := *n
		if _, done := n.Args[0].(*ast.Cast); done {
			return false
		}
		c.Args = []ast.Expr{&ast.Cast{X: n.Args[0], Type: schema.Type{Kind: schema.Float64}}}
		w.Node(&c)
	default:
		return false
	}
	return true
}

// list writes the integers of a group as a JSON array. MariaDB cuts that off at
// group_concat_max_len, so there it is length:XOR of all:list, which tells.
func (d *writer) list(w *dialect.Writer, x ast.Expr) {
	if d.jsonLists {
		w.Text("JSON_ARRAYAGG(").Node(x).Text(")")
		return
	}
	w.Text("CONCAT(COUNT(*), ':', BIT_XOR(").Node(x).Text("), ':', GROUP_CONCAT(").Node(x).Text("))")
}

// elementTypes are the types of elements of a set. Bytes and UUIDs travel as
// hexadecimal digits. Text has no size: what is longer would be cut off.
var elementTypes = map[schema.Kind]string{
	schema.Bool: "TINYINT", schema.Int16: "BIGINT", schema.Int32: "BIGINT", schema.Int64: "BIGINT",
	schema.Float32: "DOUBLE", schema.Float64: "DOUBLE", schema.Decimal: "DECIMAL(65,30)",
	schema.Text: "LONGTEXT", schema.Bytes: "LONGTEXT", schema.Time: "DATETIME(6)", schema.Date: "DATE",
	schema.JSON: "LONGTEXT", schema.UUID: "CHAR(32)",
}

// inSet writes X IN (SELECT c0 FROM JSON_TABLE(?, ...)): one parameter and one
// statement for any number of values.
func (d *writer) inSet(w *dialect.Writer, n *ast.InSet) {
	w.Row(n.X)
	if n.Not {
		w.Text(" NOT")
	}
	w.Text(" IN (SELECT ")
	names := make([]string, len(n.Sets))
	for i, p := range n.Sets {
		if i > 0 {
			w.Text(", ")
		}
		names[i] = "c" + string(rune('0'+i%10))
		if i >= 10 {
			names[i] = "c" + string(rune('0'+i/10)) + string(rune('0'+i%10))
		}
		element(w, p.Type, names[i])
	}
	w.Text(" FROM ")
	d.jsonTable(w, n.Sets, names, false)
	w.Text(" AS s)")
}

// elements compares what JSON_TABLE finds in the column and in the parameter:
// JSON_CONTAINS of MariaDB takes the escapes of JSON for different characters. A
// query with a limit stays one of its own: MySQL 9 turns EXISTS into a join in which
// JSON_TABLE no longer sees the column of its row.
func (d *writer) elements(w *dialect.Writer, n *ast.Elements) {
	set := func() {
		d.jsonTable(w, []*ast.Param{n.Set}, []string{"c0"}, false)
		w.Text(" AS s")
	}
	list := func() {
		w.Text("JSON_TABLE(").Node(n.X).Text(", '$[*]' COLUMNS (")
		d.elementColumn(w, "c0", n.Set.Type)
		w.Text(" PATH '$')) AS e")
	}
	w.Text("(SELECT 1 FROM ")
	if n.All {
		set()
		w.Text(" WHERE (SELECT 1 FROM ")
		list()
		w.Text(" WHERE e.c0 = s.c0 LIMIT 1) IS NULL LIMIT 1) IS NULL")
		return
	}
	list()
	w.Text(" WHERE e.c0 IN (SELECT c0 FROM ")
	set()
	w.Text(") LIMIT 1) IS NOT NULL")
}

// element writes a column of a set as the value that it stands for.
func element(w *dialect.Writer, t schema.Type, column string) {
	if t.Kind == schema.Bytes || t.Kind == schema.UUID && !t.Hex {
		w.Text("UNHEX(").Ident(column).Text(")")
		return
	}
	w.Ident(column)
}

// table writes a source with a column for each set.
func (d *writer) table(w *dialect.Writer, sets []*ast.Param, names []string, reset bool) {
	plain := true
	for _, p := range sets {
		plain = plain && p.Type.Kind != schema.Bytes && (p.Type.Kind != schema.UUID || p.Type.Hex)
	}
	if plain {
		d.jsonTable(w, sets, names, reset)
		return
	}
	w.Text("(SELECT ")
	for i, p := range sets {
		if i > 0 {
			w.Text(", ")
		}
		element(w, p.Type, names[i])
		w.Text(" AS ").Ident(names[i])
	}
	w.Text(" FROM ")
	d.jsonTable(w, sets, names, reset)
	w.Text(" AS s)")
}

// jsonTable writes the rows of sets, whose values are one array, or one array of
// arrays. With reset the function LAST_INSERT_ID is zero before the first row.
func (d *writer) jsonTable(w *dialect.Writer, sets []*ast.Param, names []string, reset bool) {
	w.Text("JSON_TABLE(")
	if reset {
		w.Text("IF(LAST_INSERT_ID(0) = 0, ").Zip(sets).Text(", NULL)")
	} else {
		w.Zip(sets)
	}
	w.Text(", '$[*]' COLUMNS (")
	for i, p := range sets {
		if i > 0 {
			w.Text(", ")
		}
		d.elementColumn(w, names[i], p.Type)
		if len(sets) == 1 {
			w.Text(" PATH '$'")
		} else {
			w.Text(" PATH '$[").Int(int64(i)).Text("]'")
		}
	}
	w.Text("))")
}

// elementColumn writes a column of JSON_TABLE.
func (d *writer) elementColumn(w *dialect.Writer, name string, t schema.Type) {
	w.Ident(name).Text(" ", elementTypes[t.Kind])
	switch t.Kind {
	case schema.Text, schema.JSON:
		w.Text(" CHARACTER SET utf8mb4 COLLATE ", d.collationOf(t))
	}
}

func (d *writer) collationOf(t schema.Type) string {
	switch {
	case t.Kind == schema.JSON:
		return "utf8mb4_bin"
	case t.Collate != "":
		return t.Collate
	default:
		return d.collation
	}
}
