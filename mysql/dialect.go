package mysql

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// The dialects. [Open] and [Wrap] find out which one a server speaks.
var (
	MariaDB = newDialect("mariadb", "utf8mb4_nopad_bin", mariaDB) // from 10.6 on
	MySQL   = newDialect("mysql", "utf8mb4_0900_bin", mysql8)     // from 8.0.21 on
)

// keySize is the size of text and bytes in keys and indexes that have none: four
// bytes a character, three such columns fit into the 3072 bytes of an index.
const keySize = 255

// longestVarchar is the largest size that is a VARCHAR: all columns of a row that are
// kept in it have 65535 bytes together.
const longestVarchar = 4000

// longestFile is how long the name of a table's file may be on most systems, without
// its suffix.
const longestFile = 251

func newDialect(name, collation string, v variant) *dialect.Dialect {
	d := &dialect.Dialect{
		Name:        name,
		Quote:       '`',
		Placeholder: dialect.QuestionMark,
		Positional:  true,
		Features: dialect.Features{
			LastInsertID: true, NullsSmallest: true, Locks: true, AlterKeys: true, UnsizedAlone: true, ImplicitCommit: true,
			Lists: true, Overtaken: true, InsertReturns: v.insertReturns, ManyRows: dialect.RowsRepeated,
		},
		Names: dialect.NameLimit{Max: 64, Trimmed: true, BMP: true, File: longestFile},
		Types: map[schema.Kind]string{
			schema.Bool: "BOOLEAN", schema.Int16: "SMALLINT", schema.Int32: "INT", schema.Int64: "BIGINT",
			schema.Float32: "DOUBLE", // a FLOAT is equal to no number that is written as text
			schema.Float64: "DOUBLE", schema.Decimal: "DECIMAL",
			schema.Text: "LONGTEXT", schema.Bytes: "LONGBLOB", schema.Time: "DATETIME(6)", schema.Date: "DATE",
			schema.JSON: "JSON", schema.UUID: "BINARY(16)",
		},
		TypeOf:       v.typeOf,
		KeySize:      keySize,
		Collation:    collation,
		TableOptions: " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4",
		AutoColumn:   "AUTO_INCREMENT PRIMARY KEY",
		AutoKey:      true,
		QuoteText:    quoteText,
		ColumnCheck:  v.columnCheck,
		Literal:      v.literal,
		Interop:      dialect.Interop{Arg: arg, Error: answer, Check: check, Split: split},
	}
	w := &writer{variant: v, collation: collation}
	d.Write = w.write
	return d
}

func (v variant) typeOf(t schema.Type) string {
	switch {
	case t.Kind == schema.JSON && v.jsonText:
		return "LONGTEXT COLLATE utf8mb4_bin" // as JSON is on MariaDB
	case t.Kind == schema.UUID && t.Hex:
		return "CHAR(32)"
	case t.Kind == schema.Text && t.Size > 0 && t.Size <= longestVarchar:
		return "VARCHAR(" + strconv.Itoa(t.Size) + ")"
	case t.Kind == schema.Bytes && t.Size > 0 && t.Size <= longestVarchar:
		return "VARBINARY(" + strconv.Itoa(t.Size) + ")"
	default:
		return ""
	}
}

// columnCheck keeps the size of text and bytes whose type does not, and documents valid.
func (v variant) columnCheck(quoted string, t schema.Type) string {
	switch {
	case t.Kind == schema.JSON && v.jsonText:
		return "JSON_VALID(" + quoted + ")"
	case t.Kind == schema.Text && t.Size > longestVarchar:
		return fmt.Sprintf("CHAR_LENGTH(%s) <= %d", quoted, t.Size)
	case t.Kind == schema.Bytes && t.Size > longestVarchar:
		return fmt.Sprintf("LENGTH(%s) <= %d", quoted, t.Size)
	default:
		return ""
	}
}

// quoteText writes text as a literal. A backslash would depend on the session.
func quoteText(s string) string {
	if strings.ContainsRune(s, '\\') {
		return "_utf8mb4 X'" + hex.EncodeToString([]byte(s)) + "'"
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

func literal(t schema.Type, text string) string {
	switch t.Kind {
	case schema.Bool:
		if b, err := strconv.ParseBool(text); err == nil && b {
			return "TRUE"
		}
		return "FALSE"
	case schema.Int16, schema.Int32, schema.Int64, schema.Float32, schema.Float64, schema.Decimal:
		return text // the generator has checked that it is a number
	case schema.Bytes:
		return "X'" + hex.EncodeToString([]byte(text)) + "'"
	default:
		return quoteText(text)
	}
}

// castTypes are the types that CAST knows.
var castTypes = map[schema.Kind]string{
	schema.Bool: "SIGNED", schema.Int16: "SIGNED", schema.Int32: "SIGNED", schema.Int64: "SIGNED",
	schema.Float32: "DOUBLE", schema.Float64: "DOUBLE", schema.Decimal: "DECIMAL(65,30)",
	schema.Text: "CHAR CHARACTER SET utf8mb4", schema.Bytes: "BINARY", schema.Time: "DATETIME(6)", schema.Date: "DATE",
	schema.JSON: "CHAR CHARACTER SET utf8mb4", schema.UUID: "BINARY",
}

// A writer writes the nodes that MariaDB and MySQL have in a form of their own.
type writer struct {
	variant
	collation string
}

func (d *writer) write(w *dialect.Writer, n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Param:
		return d.param(w, n)
	case *ast.InSet:
		d.inSet(w, n)
	case *ast.Elements:
		d.elements(w, n)
	case *ast.Values:
		d.table(w, n.Sets, n.Columns, false)
		w.Text(" AS ").Ident(n.As)
	case *ast.In:
		return d.in(w, n)
	case *ast.Insert:
		return d.insert(w, n)
	case *ast.Conflict:
		d.conflict(w, n.Columns, n.Set)
	case *ast.Excluded:
		w.Text("VALUES(").Ident(n.Name).Text(")")
	case *ast.Update:
		return d.update(w, n)
	case *ast.Delete:
		return d.delete(w, n)
	case *ast.Join:
		if n.Kind != ast.Fixed {
			return false
		}
		w.Text(" STRAIGHT_JOIN ").Node(n.Source).Text(" ON ").Node(n.On)
	case *ast.Select:
		return d.locked(w, n)
	case *ast.Lock:
		d.lock(w, n)
	default:
		x, ok := n.(ast.Expr)
		return ok && d.expr(w, x)
	}
	return true
}
