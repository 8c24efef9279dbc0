package postgres

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unsafe"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// A column of lists is JSON to kin and an array to PostgreSQL: the driver translates.

// isList reports whether a document is bound to a parameter of another type, which
// must be an array then.
func isList(oid uint32, v *dialect.Value) bool {
	return v.Kind == schema.JSON && oid != pgtype.JSONBOID && oid != pgtype.JSONOID && !isString(oid, v.Kind) && strings.HasPrefix(v.S, "[")
}

// appendListText appends a JSON array as the text of an array. It reports false for
// a document that is none of one dimension.
func appendListText(b []byte, document string) ([]byte, bool) {
	var list []any
	d := json.NewDecoder(strings.NewReader(document))
	d.UseNumber()
	if d.Decode(&list) != nil {
		return b, false
	}
	b = append(b, '{')
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		switch v := v.(type) {
		case nil:
			b = append(b, "NULL"...)
		case string:
			b = appendQuoted(b, v)
		case json.Number, bool:
			b = fmt.Append(b, v)
		default:
			return b, false
		}
	}
	return append(b, '}'), true
}

// appendQuoted appends text as an element of an array.
func appendQuoted[T string | []byte](b []byte, text T) []byte {
	b = append(b, '"')
	for i := range len(text) {
		if c := text[i]; c == '"' || c == '\\' {
			b = append(b, '\\')
		}
		b = append(b, text[i])
	}
	return append(b, '"')
}

// decodeList writes the text of an array as a JSON array: {a,"b c",NULL} as
// ["a","b c",null]. JSON, which an existing table may have instead, stays as it is.
func decodeList(text []byte, slot *dialect.Slot, base unsafe.Pointer) error {
	if _, behind, ok := bytes.Cut(text, []byte("]={")); ok && text[0] == '[' && isBound(text[1:]) {
		text = text[len(text)-len(behind)-1:] // the first element has another number than 1
	}
	if len(text) < 2 || text[0] != '{' {
		return slot.SetText(base, text)
	}
	out := append(make([]byte, 0, len(text)+16), '[')
	for rest := text[1:]; len(rest) > 0 && rest[0] != '}'; {
		element, quoted, behind, ok := cutElement(rest)
		if !ok {
			return badValue(slot, errDimensions)
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		switch {
		case !quoted && string(element) == "NULL":
			out = append(out, "null"...)
		case slot.Type.Elem == schema.Text:
			s, err := json.Marshal(string(element))
			if err != nil {
				return badValue(slot, err)
			}
			out = append(out, s...)
		default:
			out = append(out, element...)
		}
		if rest = behind; rest[0] == ',' {
			rest = rest[1:]
		}
	}
	return slot.SetText(base, append(out, ']'))
}

var errDimensions = fmt.Errorf("the server sent an array of more than one dimension, or none that can be read")

// isBound reports whether text begins with a number and a colon.
func isBound(text []byte) bool {
	digits := bytes.TrimLeft(text, "-0123456789")
	return len(digits) > 0 && len(digits) < len(text) && digits[0] == ':'
}

// cutElement cuts the first element off the text behind {. What is behind begins
// with a comma or }.
func cutElement(text []byte) (element []byte, quoted bool, behind []byte, ok bool) {
	if text[0] != '"' {
		i := bytes.IndexAny(text, ",}{")
		return text[:max(i, 0)], false, text[max(i, 0):], i > 0 && text[i] != '{'
	}
	for i := 1; i+1 < len(text); i++ {
		switch text[i] {
		case '"':
			return element, true, text[i+1:], text[i+1] == ',' || text[i+1] == '}'
		case '\\':
			i++
		}
		element = append(element, text[i])
	}
	return nil, true, nil, false
}
