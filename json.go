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
	var text []byte
	switch src := src.(type) {
	case nil:
		j.V = *new(T)
		return nil
	case string:
		text = []byte(src)
	case []byte:
		text = src
	default:
		return fmt.Errorf("a %T is no JSON document", src)
	}
	var v T
	if err := json.Unmarshal(text, &v); err != nil {
		return err
	}
	j.V = v
	return nil
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
