package kin

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// A JSON is a value that is stored as a JSON document. The zero JSON holds the
// zero T.
type JSON[T any] struct{ V T }

// Scan reads a document.
func (j *JSON[T]) Scan(src any) error {
	if src == nil {
		j.V = *new(T)
		return nil
	}
	text, err := documentText(src, "JSON document")
	if err != nil {
		return err
	}
	var v T
	if err := json.Unmarshal(text, &v); err != nil {
		return err
	}
	j.V = v
	return nil
}

// documentText returns the text of what a driver read, which is not nil.
func documentText(src any, what string) ([]byte, error) {
	switch src := src.(type) {
	case string:
		return []byte(src), nil
	case []byte:
		return src, nil
	default:
		return nil, fmt.Errorf("a %T is no %s", src, what)
	}
}

// Value returns the document.
func (j JSON[T]) Value() (driver.Value, error) {
	text, err := json.Marshal(j.V)
	return string(text), err
}

// MarshalJSON encodes the value itself.
func (j JSON[T]) MarshalJSON() ([]byte, error) { return json.Marshal(j.V) }

// UnmarshalJSON decodes the value itself.
func (j *JSON[T]) UnmarshalJSON(b []byte) error { return json.Unmarshal(b, &j.V) }
