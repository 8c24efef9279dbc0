// Package schema describes tables as plain data: what a model needs from a
// database, and what a database has. It knows no SQL and no Go structs; package
// model makes tables from models, package dialect writes them as SQL.
//
// It imports only the standard library.
package schema

import "fmt"

// Kind is the kind of value that a column stores, the same on every database.
type Kind uint8

// The kinds. What each becomes in a database is the dialect's table of types.
const (
	Invalid Kind = iota
	Bool         // true or false
	Int16        // a 16-bit integer
	Int32        // a 32-bit integer
	Int64        // a 64-bit integer
	Float32      // a 32-bit float
	Float64      // a 64-bit float
	Decimal      // an exact number of Precision digits, Scale of them after the point
	Text         // text, at most Size characters
	Bytes        // bytes, at most Size
	Time         // an instant, kept in UTC with microseconds
	Date         // a calendar day
	JSON         // a JSON document
	UUID         // 16 bytes
)

var kindNames = [...]string{
	"invalid", "bool", "int16", "int32", "int64", "float32", "float64",
	"decimal", "text", "bytes", "time", "date", "json", "uuid",
}

// String returns the kind's name, such as "int64".
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("kind %d", uint8(k))
}

// IsInteger reports whether k is one of the integer kinds.
func (k Kind) IsInteger() bool { return k == Int16 || k == Int32 || k == Int64 }

// Type is the stored type of a column. The zero Type is invalid.
type Type struct {
	Kind      Kind
	Size      int    // largest length: characters of Text, bytes of Bytes; 0 is unlimited
	Precision int    // Decimal: digits in all
	Scale     int    // Decimal: digits after the point
	Hex       bool   // UUID: kept as hexadecimal text by databases without a type for it
	Collate   string // Text: a collation of the database; empty is by code point
	Elem      Kind   // JSON: the document is a list of such values; Invalid is any document
}

// String returns the type as kin's error messages write it, such as "text(30)".
func (t Type) String() string {
	switch {
	case t.Elem != Invalid:
		return "array of " + t.Elem.String()
	case t.Kind == Decimal:
		return fmt.Sprintf("decimal(%d,%d)", t.Precision, t.Scale)
	case t.Size > 0:
		return fmt.Sprintf("%s(%d)", t.Kind, t.Size)
	default:
		return t.Kind.String()
	}
}
