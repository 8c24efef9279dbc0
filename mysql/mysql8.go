package mysql

import "github.com/kinorm/kin/schema"

// A variant is what MySQL and MariaDB do differently.
type variant struct {
	lockOf       bool // FOR SHARE, and OF after it and FOR UPDATE
	jsonText     bool // the type JSON would change documents, such as the digits of numbers
	inTurn       bool // an UPDATE always assigns one column after the other
	jsonLists    bool // JSON_ARRAYAGG is never cut off
	exprDefaults bool // a default of text, bytes and JSON of any length is an expression

	insertReturns bool // INSERT returns rows
}

var mariaDB = variant{insertReturns: true}

var mysql8 = variant{lockOf: true, jsonText: true, inTurn: true, jsonLists: true, exprDefaults: true}

// literal writes a default of a column.
func (v variant) literal(t schema.Type, text string) string {
	sql := literal(t, text)
	large := t.Kind == schema.JSON || (t.Kind == schema.Text || t.Kind == schema.Bytes) && (t.Size == 0 || t.Size > longestVarchar)
	if v.exprDefaults && large {
		return "(" + sql + ")"
	}
	return sql
}
