package engine

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"unsafe"
)

// unmarshal reads an object by the model's own UnmarshalJSON, which gets all but
// the values of the link.
func (d *jsonDecoder) unmarshal(j *jsonType, obj unsafe.Pointer, r *jsonRel, link unsafe.Pointer) error {
	raw := d.value()
	if at, from, to := member(raw, r.linkKey); link != nil && to > 0 {
		own := jsonDecoder{jsonScanner: jsonScanner{data: raw[:to], pos: from}, keys: d.keys, depth: d.depth}
		own.path = append(slices.Clip(d.path), pathStep{key: r.linkKey, index: -1})
		if err := own.object(r.link, link, nil, nil); err != nil {
			return err
		}
		raw = without(raw, at, to)
	}
	if err := reflect.NewAt(j.Go, obj).Interface().(json.Unmarshaler).UnmarshalJSON(raw); err != nil {
		return d.failed(j.Type, "", err)
	}
	return nil
}

// member finds a key of an object: where it begins, and where its value does and ends.
func member(object []byte, key string) (at, from, to int) {
	s := jsonScanner{data: object}
	if !s.take('{') {
		return 0, 0, 0
	}
	for !s.take('}') {
		s.peek()
		at = s.pos
		name, err := unquote(s.quoted())
		s.take(':')
		s.peek()
		from = s.pos
		s.value()
		if err == nil && name == key {
			return at, from, s.pos
		}
		s.take(',')
	}
	return 0, 0, 0
}

// without returns an object without the member from at to to, and one of the
// commas beside it.
func without(object []byte, at, to int) []byte {
	before, after := bytes.TrimRight(object[:at], " \t\r\n"), bytes.TrimLeft(object[to:], " \t\r\n")
	if rest, ok := bytes.CutPrefix(after, []byte(",")); ok {
		after = rest
	} else {
		before = bytes.TrimSuffix(before, []byte(","))
	}
	return slices.Concat(before, after)
}
