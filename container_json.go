package kin

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unsafe"

	"github.com/kinorm/kin/internal/engine"
	"github.com/kinorm/kin/model"
)

// Hold puts objects into the set, in memory only: they count as loaded, and no row
// is written. It builds a graph for [Encode] and [SaveGraph], also of objects
// without rows.
//
//	article := &Article{Headline: "Go"}
//	article.Publications.Hold(&Publication{Title: "Weekly"})
//	err := kin.SaveGraph(ctx, db, article, Articles.Publications)
func (s *RelatedSet[T]) Hold(items ...T) { s.s.Hold(untyped(items)) }

// Hold puts objects into the set with links that have the defaults of L, in memory
// only; see [RelatedSet.Hold].
func (s *Through[T, L]) Hold(items ...*T) {
	links := make([]Linked[T, L], len(items))
	for i, item := range items {
		links[i].Target = item
	}
	s.HoldLinks(links...)
}

// HoldLinks puts objects into the set, each with its link, in memory only; see
// [RelatedSet.Hold].
func (s *Through[T, L]) HoldLinks(links ...Linked[T, L]) {
	items := make([]unsafe.Pointer, len(links))
	s.links = make([]unsafe.Pointer, len(links))
	values := make([]L, len(links))
	for i := range links {
		values[i] = links[i].Link
		items[i], s.links[i] = unsafe.Pointer(links[i].Target), unsafe.Pointer(&values[i])
	}
	s.s.Hold(items)
}

// Hold puts an object into the relation, in memory only; nil means that there is
// none. See [RelatedSet.Hold].
func (o *RelatedOne[T]) Hold(item T) {
	if address(item) == nil {
		o.s.Hold(nil)
		return
	}
	o.s.Hold(untyped([]T{item}))
}

// IsZero reports whether the set is not loaded, so that the json tag omitzero
// leaves it out.
func (s RelatedSet[T]) IsZero() bool { return !held(&s.s) }

// IsZero reports whether the relation is not loaded, so that the json tag omitzero
// leaves it out.
func (o RelatedOne[T]) IsZero() bool { return !held(&o.s) }

func held(s *engine.Set) bool {
	_, ok := s.Held()
	return ok
}

// MarshalJSON is for encoding/json, by whose rules the objects are written: an
// array if the set is loaded, null if not. [Encode] does not call it.
func (s RelatedSet[T]) MarshalJSON() ([]byte, error) {
	items, ok := s.s.Held()
	if !ok {
		return []byte("null"), nil
	}
	return json.Marshal(nonNil(typed[T](items)))
}

// MarshalJSON is for encoding/json: the object if it is loaded, else null.
func (o RelatedOne[T]) MarshalJSON() ([]byte, error) {
	items, _ := o.s.Held()
	if len(items) == 0 {
		return []byte("null"), nil
	}
	return json.Marshal(object[T](items[0]))
}

// MarshalJSON is for encoding/json: an array of the targets, each with its link
// under the name of L in snake_case, or null if the set is not loaded.
func (s Through[T, L]) MarshalJSON() ([]byte, error) {
	items, ok := s.s.Held()
	if !ok {
		return []byte("null"), nil
	}
	out := []byte{'['}
	for i, item := range items {
		if i > 0 {
			out = append(out, ',')
		}
		target, err := json.Marshal((*T)(item))
		if err != nil {
			return nil, err
		}
		inner, isObject := bytes.CutSuffix(target, []byte("}"))
		if !isObject || i >= len(s.links) {
			out = append(out, target...)
			continue
		}
		link, err := json.Marshal((*L)(s.links[i]))
		if err != nil {
			return nil, err
		}
		out = append(out, inner...)
		if len(inner) > 1 {
			out = append(out, ',')
		}
		out = fmt.Appendf(out, "%q:%s}", linkKey[L](), link)
	}
	return append(out, ']'), nil
}

func linkKey[L any]() string { return model.Snake(nameOf[*L]()) }

func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// UnmarshalJSON is for encoding/json, by whose rules the objects are read; they
// count as loaded. A null leaves the set as it is.
func (s *RelatedSet[T]) UnmarshalJSON(b []byte) error {
	items, err := itemsOf[T](b)
	if err == nil && items != nil {
		s.Hold(items...)
	}
	return err
}

// UnmarshalJSON is for encoding/json; see [RelatedSet.UnmarshalJSON].
func (o *RelatedOne[T]) UnmarshalJSON(b []byte) error {
	var item T
	if err := json.Unmarshal(b, &item); err != nil || address(item) == nil {
		return err
	}
	o.Hold(item)
	return nil
}

// UnmarshalJSON is for encoding/json; the link of each target is read from the key
// that MarshalJSON gives it. See [RelatedSet.UnmarshalJSON].
func (s *Through[T, L]) UnmarshalJSON(b []byte) error {
	items, err := itemsOf[*T](b)
	if err != nil || items == nil {
		return err
	}
	var members []map[string]json.RawMessage
	if err := json.Unmarshal(b, &members); err != nil {
		return err
	}
	links := make([]Linked[T, L], len(items))
	for i, item := range items {
		links[i].Target = item
		if link, ok := members[i][linkKey[L]()]; ok {
			if err := json.Unmarshal(link, &links[i].Link); err != nil {
				return err
			}
		}
	}
	s.HoldLinks(links...)
	return nil
}

// itemsOf reads objects; of a null it returns nil.
func itemsOf[T any](b []byte) ([]T, error) {
	var items []T
	if err := json.Unmarshal(b, &items); err != nil {
		return nil, err
	}
	for i, item := range items {
		if address(item) == nil {
			return nil, fmt.Errorf("kin: decode %s: element %d is null", nameOf[T](), i)
		}
	}
	return items, nil
}
