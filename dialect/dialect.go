// Package dialect writes statements and tables as the SQL of one database, and
// holds the port that drivers implement.
//
//	ast.Stmt ──Compile──▶ Statement ──Conn.Query──▶ Rows ──Decode──▶ structs
//
// A [Dialect] is data: names of types, a quote, a style of placeholders, what the
// database can do, and one hook for the few nodes that it writes differently.
// Variants of a database are copies with a few fields changed.
//
// The package imports ast, schema and the standard library.
package dialect

import (
	"strconv"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/schema"
)

// A Dialect is how one database writes SQL. It is never changed after it is in use.
type Dialect struct {
	Name        string
	Quote       byte // around identifiers, doubled inside them
	Placeholder func(buf []byte, n int) []byte
	Positional  bool // a placeholder stands for one value, so that repeated parameters are bound again
	Features    Features
	Names       NameLimit // of tables, columns, indexes and constraints

	// Types are the names of stored types. SizedText, where it is set, is used for
	// Text with a size, which it gets in parentheses.
	Types     map[schema.Kind]string
	SizedText string

	// TypeOf returns the name of a type that Types cannot say, or an empty string.
	TypeOf func(t schema.Type) string

	// KeySize is the size of Text and Bytes without one that are in a key or an index,
	// on databases that cannot index what has none.
	KeySize   int
	Collation string // of text columns that name none, such as `"C"`

	// Funcs are names of functions that differ from the usual ones.
	Funcs map[ast.Func]string

	// TableOptions stands after the parentheses of CREATE TABLE.
	TableOptions string

	// AutoColumn is what follows the type of a column that the database numbers.
	// AutoKey says that it includes PRIMARY KEY.
	AutoColumn string
	AutoKey    bool

	// Write writes a node that this database writes differently and reports true,
	// or reports false for what the Writer does for all.
	Write func(w *Writer, n ast.Node) bool

	// QuoteText writes text as a literal. Nil doubles the quotes in it.
	QuoteText func(text string) string

	// ColumnCheck returns a condition that every value of a column fulfils, beyond
	// what its type says, or an empty string.
	ColumnCheck func(quoted string, t schema.Type) string

	// Literal writes a default of a column. Nil is the usual form.
	Literal func(t schema.Type, text string) string

	// Interop is how the database is used by a driver of database/sql.
	Interop Interop
}

// Features are what a database can do. The zero value is a database that can do little.
type Features struct {
	Returning      bool // INSERT, UPDATE and DELETE return rows
	InsertReturns  bool // INSERT returns rows, in the order in which it made them
	LastInsertID   bool // Result.LastInsertID is the key of a single new row
	NullsSmallest  bool // NULL is smaller than every value in an order
	NullsOrder     bool // NULLS FIRST and NULLS LAST
	Locks          bool // FOR UPDATE
	KeyLocks       bool // FOR NO KEY UPDATE
	OneWriter      bool // a transaction for writing has the database to itself, so that rows need no lock
	Overtaken      bool // a DELETE does not count those of its rows that its own cascades have taken before it came to them
	AlterKeys      bool // foreign keys can be added to an existing table
	UnsizedAlone   bool // LIMIT is needed before OFFSET
	ImplicitCommit bool // CREATE TABLE and the like commit the transaction that they are in
	LateChecks     bool // NO ACTION is checked after all cascades of a statement
	SetDefault     bool // ON DELETE and ON UPDATE SET DEFAULT; without it such a write is refused
	UpdatesItself  bool // ON UPDATE CASCADE and SET NULL of a table's keys to itself; without it such an update is refused
	Lists          bool // the integers of a group as one value, by ast.List
	Batches        bool // its connections are a [Batcher]
	AbortsTx       bool // after an error a transaction takes no statement but its rollback

	ManyRows ManyRows // how many rows are inserted at once
}

// ManyRows is how a driver inserts many rows at once.
type ManyRows uint8

// The forms of an INSERT of many rows. RowsFromSets is for drivers of kin, whose
// parameters take sets; RowsRepeated for those of database/sql, where the placeholder
// is [QuestionMark].
const (
	RowByRow     ManyRows = iota // a statement for each row
	RowsFromSets                 // one of a SELECT from sets of values, one set for each column
	RowsRepeated                 // one of VALUES, with a row of placeholders for each
)

// QuestionMark is the placeholder style "?" of databases that bind by position.
func QuestionMark(buf []byte, _ int) []byte { return append(buf, '?') }

// NumberedQuestionMark is the placeholder style "?1".
func NumberedQuestionMark(buf []byte, n int) []byte {
	return strconv.AppendInt(append(buf, '?'), int64(n), 10)
}

// Dollar is the placeholder style "$1".
func Dollar(buf []byte, n int) []byte {
	return strconv.AppendInt(append(buf, '$'), int64(n), 10)
}

// TypeName returns the name of a stored type in SQL.
func (d *Dialect) TypeName(t schema.Type) string {
	if d.TypeOf != nil {
		if name := d.TypeOf(t); name != "" {
			return name
		}
	}
	switch {
	case t.Kind == schema.Text && t.Size > 0 && d.SizedText != "":
		return d.SizedText + "(" + strconv.Itoa(t.Size) + ")"
	case t.Hex && d.Types[schema.UUID] != "uuid":
		return d.Types[schema.Text]
	case t.Kind == schema.Decimal && d.Types[t.Kind] != "INTEGER":
		return d.Types[t.Kind] + "(" + strconv.Itoa(t.Precision) + "," + strconv.Itoa(t.Scale) + ")"
	default:
		return d.Types[t.Kind]
	}
}
