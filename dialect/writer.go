package dialect

import (
	"fmt"
	"strconv"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/schema"
)

// A Writer writes nodes as SQL. Its methods are for the Write hooks of dialects.
type Writer struct {
	d      *Dialect
	buf    []byte
	args   []int // for each placeholder, the argument
	kinds  []schema.Kind
	number map[int]int // argument to placeholder, where one can be repeated
	zip    [][]int
	sets   bool
	lists  bool
	old    bool
	row    [2]int // where the row of an INSERT begins and ends
	err    error
}

// Compile writes a statement as the SQL of d. It returns an error that wraps
// [ErrUnsupported] for what the database cannot do.
func Compile(d *Dialect, s ast.Stmt) (*Statement, error) {
	w := &Writer{d: d, number: map[int]int{}}
	w.Node(s)
	if w.err != nil {
		return nil, w.err
	}
	op, table := about(s)
	inOrder := true
	for n, arg := range w.args {
		inOrder = inOrder && n == arg
	}
	return &Statement{
		SQL: string(w.buf), Args: w.args, Kinds: w.kinds, Sets: w.sets, Rows: returnsRows(s), Lists: w.lists, Op: op, Table: table,
		Zip: w.zip, CountsOld: w.old, RowStart: w.row[0], RowEnd: w.row[1], inOrder: inOrder,
	}, nil
}

// about returns the kind of a statement and the table that it is about.
func about(s ast.Stmt) (op, table string) {
	switch s := s.(type) {
	case *ast.Insert:
		return "INSERT", s.Table.Name
	case *ast.Update:
		return "UPDATE", s.Table.Name
	case *ast.Delete:
		return "DELETE", s.Table.Name
	case *ast.Select:
		return "SELECT", tableOf(s.From)
	default:
		return "", ""
	}
}

// tableOf returns the table that a source reads first.
func tableOf(s ast.Source) string {
	switch s := s.(type) {
	case *ast.Table:
		return s.Name
	case *ast.Derived:
		return tableOf(s.Select.From)
	default:
		return ""
	}
}

// returnsRows reports whether a statement reads rows, or writes and returns some.
func returnsRows(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.Insert:
		return len(s.Returning) > 0
	case *ast.Update:
		return len(s.Returning) > 0
	case *ast.Delete:
		return len(s.Returning) > 0
	default:
		return true
	}
}

// Text appends SQL that is constant in the source of kin or of a dialect.
func (w *Writer) Text(sql ...string) *Writer {
	for _, s := range sql {
		w.buf = append(w.buf, s...)
	}
	return w
}

// Ident appends a quoted identifier.
func (w *Writer) Ident(name string) *Writer {
	w.buf = w.d.AppendIdent(w.buf, name)
	return w
}

// AppendIdent appends an identifier in quotes, with the quotes in it doubled.
func (d *Dialect) AppendIdent(buf []byte, name string) []byte {
	buf = append(buf, d.Quote)
	for i := range len(name) {
		if name[i] == d.Quote {
			buf = append(buf, d.Quote)
		}
		buf = append(buf, name[i])
	}
	return append(buf, d.Quote)
}

// QuoteIdent returns an identifier in quotes.
func (d *Dialect) QuoteIdent(name string) string { return string(d.AppendIdent(nil, name)) }

// Int appends a number.
func (w *Writer) Int(n int64) *Writer {
	w.buf = strconv.AppendInt(w.buf, n, 10)
	return w
}

// Fail makes the statement an error: what the database cannot do, and what to do instead.
func (w *Writer) Fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf("%w (%s): %s", ErrUnsupported, w.d.Name, fmt.Sprintf(format, args...))
	}
}

// Param appends a placeholder for an argument.
func (w *Writer) Param(p *ast.Param) *Writer {
	n, seen := w.number[p.Arg]
	if !seen || w.d.Positional {
		w.args, w.kinds = append(w.args, p.Arg), append(w.kinds, p.Type.Kind)
		n = len(w.args)
		w.number[p.Arg] = n
	}
	w.buf = w.d.Placeholder(w.buf, n)
	return w
}

// Set appends a placeholder for a set of values.
func (w *Writer) Set(p *ast.Param) *Writer {
	w.sets = true
	return w.Param(p)
}

// Zip appends one placeholder for several sets of values, which the driver gets as
// one set of rows.
func (w *Writer) Zip(sets []*ast.Param) *Writer {
	if len(sets) == 1 {
		return w.Set(sets[0])
	}
	w.sets = true
	places := make([]int, len(sets))
	for i, p := range sets {
		places[i] = p.Arg
	}
	w.args, w.kinds = append(w.args, ^len(w.zip)), append(w.kinds, schema.Invalid)
	w.zip = append(w.zip, places)
	w.buf = w.d.Placeholder(w.buf, len(w.args))
	return w
}

// CountsOld sets [Statement.CountsOld].
func (w *Writer) CountsOld() { w.old = true }

// Node appends a node as the dialect writes it.
func (w *Writer) Node(n ast.Node) *Writer {
	if w.d.Write != nil && w.d.Write(w, n) {
		return w
	}
	w.Default(n)
	return w
}

// List appends nodes with commas between them.
func List[T ast.Node](w *Writer, nodes []T) {
	for i, n := range nodes {
		if i > 0 {
			w.Text(", ")
		}
		w.Node(n)
	}
}

// Row appends an expression, or several as a row in parentheses.
func (w *Writer) Row(x []ast.Expr) *Writer {
	if len(x) == 1 {
		return w.Node(x[0])
	}
	w.Text("(")
	List(w, x)
	return w.Text(")")
}

// Idents appends quoted identifiers with commas between them.
func (w *Writer) Idents(names []string) *Writer {
	for i, name := range names {
		if i > 0 {
			w.Text(", ")
		}
		w.Ident(name)
	}
	return w
}
