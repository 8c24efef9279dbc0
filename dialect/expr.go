package dialect

import (
	"github.com/kinorm/kin/ast"
)

// expr appends an expression as most databases write it.
func (w *Writer) expr(n ast.Expr) {
	switch n := n.(type) {
	case *ast.Param:
		w.Param(n)
	case *ast.Column:
		if n.Table != "" {
			w.Ident(n.Table).Text(".")
		}
		w.Ident(n.Name)
	case *ast.Excluded:
		w.Text("excluded.").Ident(n.Name)
	case *ast.Int:
		w.Int(n.N)
	case *ast.Bool:
		w.Text(map[bool]string{true: "TRUE", false: "FALSE"}[n.True])
	case *ast.Null:
		w.Text("NULL")
	case *ast.Binary:
		w.operand(n.L).Text(" ", n.Op.String(), " ").operand(n.R)
	case *ast.Logic:
		w.logic(n)
	case *ast.Not:
		w.Text("NOT (").Node(n.X).Text(")")
	case *ast.IsNull:
		w.operand(n.X).Text(" IS ", not(n.Not), "NULL")
	case *ast.IsTrue:
		w.Text("(").Node(n.X).Text(") IS ", not(n.Not), "TRUE")
	case *ast.In:
		w.Row(n.X).Text(" ", not(n.Not), "IN (").Node(n.Select).Text(")")
	case *ast.InSet:
		w.Fail("sets of values are not written by this dialect")
	case *ast.Elements:
		w.Fail("conditions on the elements of arrays are not written by this dialect")
	case *ast.Exists:
		w.Text(not(n.Not), "EXISTS (").Node(n.Select).Text(")")
	case *ast.Match:
		w.match(n)
	case *ast.Call:
		w.call(n)
	case *ast.Window:
		w.window(n)
	case *ast.Case:
		w.caseExpr(n)
	case *ast.Scalar:
		w.Text("(").Node(n.Select).Text(")")
	case *ast.Cast:
		w.Text("CAST(").Node(n.X).Text(" AS ", w.d.TypeName(n.Type), ")")
	case *ast.Raw:
		w.raw(n)
	default:
		w.Fail("no dialect writes a %T", n)
	}
}

func not(b bool) string {
	if b {
		return "NOT "
	}
	return ""
}

// operand appends an operand of an operator, in parentheses if it is one itself.
func (w *Writer) operand(x ast.Expr) *Writer {
	switch x.(type) {
	case *ast.Binary, *ast.Logic, *ast.IsNull, *ast.IsTrue, *ast.In, *ast.InSet, *ast.Elements, *ast.Match, *ast.Not, *ast.Raw:
		return w.Text("(").Node(x).Text(")")
	default:
		return w.Node(x)
	}
}

func (w *Writer) logic(n *ast.Logic) {
	for i, x := range n.X {
		if i > 0 {
			w.Text(map[bool]string{true: " OR ", false: " AND "}[n.Or])
		}
		switch x.(type) {
		case *ast.Logic, *ast.Raw:
			w.Text("(").Node(x).Text(")")
		default:
			w.Node(x)
		}
	}
}

// match appends a LIKE. The pattern's own wildcards are escaped in SQL, so that
// the argument is bound as it is.
func (w *Writer) match(n *ast.Match) {
	fold := func(x ast.Expr) {
		if n.Fold {
			w.Text("LOWER(").Node(x).Text(")")
		} else {
			w.Node(x)
		}
	}
	fold(n.X)
	if n.Kind == ast.Exact {
		w.Text(map[bool]string{true: " <> ", false: " = "}[n.Not])
		fold(n.Pattern)
		return
	}
	w.Text(" ", not(n.Not), "LIKE ")
	if n.Kind != ast.Prefix {
		w.Text("'%' || ")
	}
	w.Text("REPLACE(REPLACE(REPLACE(")
	fold(n.Pattern)
	w.Text(`, '\', '\\'), '%', '\%'), '_', '\_')`)
	if n.Kind != ast.Suffix {
		w.Text(" || '%'")
	}
	w.Text(` ESCAPE '\'`)
}

func (w *Writer) call(n *ast.Call) {
	name := w.d.Funcs[n.Func]
	if name == "" {
		name = n.Func.String()
	}
	w.lists = w.lists || n.Func == ast.List
	w.Text(name, "(")
	switch {
	case n.Func == ast.Count && len(n.Args) == 0:
		w.Text("*")
	case n.Distinct:
		w.Text("DISTINCT ")
	}
	List(w, n.Args)
	w.Text(")")
}

func (w *Writer) window(n *ast.Window) {
	w.Node(n.Call).Text(" OVER (")
	if len(n.PartitionBy) > 0 {
		w.Text("PARTITION BY ")
		List(w, n.PartitionBy)
	}
	if len(n.OrderBy) > 0 {
		w.Text(" ORDER BY ")
		List(w, n.OrderBy)
	}
	w.Text(")")
}

func (w *Writer) caseExpr(n *ast.Case) {
	w.Text("CASE WHEN ").Node(n.When).Text(" THEN ").Node(n.Then)
	if n.Else != nil {
		w.Text(" ELSE ").Node(n.Else)
	}
	w.Text(" END")
}

func (w *Writer) raw(n *ast.Raw) {
	for i, s := range n.Text {
		if i > 0 {
			w.Node(n.Args[i-1])
		}
		w.Text(s)
	}
}
