package kin

import (
	"bytes"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"reflect"
	"unicode/utf8"
)

// Element is what an [Array] has as elements.
type Element interface {
	~string | ~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint16 | ~uint32 | ~float32 | ~float64
}

// An Array is a list of values in one column: an array on PostgreSQL, and a JSON
// array elsewhere. A nil Array is stored as an empty one; for a list that may be
// NULL use a pointer to an Array. A []T is assigned without a conversion:
//
//	type Article struct {
//		kin.Model
//		ID   int64
//		Tags kin.Array[string]
//	}
//
//	article := &Article{Tags: []string{"go", "sql"}}
//
// What has a row of its own belongs into a relation rather than into an Array.
type Array[T Element] []T

var (
	errElementNull = errors.New("an element is NULL, which an Array does not hold; use a column of JSON")
	errElementUTF8 = errors.New("an element is not valid UTF-8")
)

// Scan reads a JSON array. It returns an error for an array with NULL in it.
func (a *Array[T]) Scan(src any) error {
	if src == nil {
		*a = nil
		return nil
	}
	text, err := documentText(src, "array")
	if err != nil {
		return err
	}
	return a.UnmarshalJSON(text)
}

// Value returns a JSON array, for nil an empty one. It returns an error for text
// that is not valid UTF-8, and for numbers that are none or infinite.
func (a Array[T]) Value() (driver.Value, error) {
	text, err := a.MarshalJSON()
	return string(text), err
}

// MarshalJSON encodes the elements as an array, which is empty for nil.
func (a Array[T]) MarshalJSON() ([]byte, error) {
	if len(a) == 0 {
		return []byte("[]"), nil
	}
	if reflect.TypeFor[T]().Kind() == reflect.String {
		for _, v := range a {
			if !utf8.ValidString(reflect.ValueOf(v).String()) {
				return nil, errElementUTF8
			}
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode([]T(a)); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// UnmarshalJSON decodes an array. It returns an error for null and for an element
// that is null.
func (a *Array[T]) UnmarshalJSON(text []byte) error {
	var list []*T
	if err := json.Unmarshal(text, &list); err != nil {
		return err
	}
	if list == nil {
		return errors.New("null is no array; NULL is read into a pointer to an Array")
	}
	out := make(Array[T], len(list))
	for i, v := range list {
		if v == nil {
			return errElementNull
		}
		out[i] = *v
	}
	*a = out
	return nil
}
