package engine

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/spelling"
	"github.com/kinorm/kin/model"
)

// A DecodeError says what is wrong with a JSON text, and where.
type DecodeError struct {
	Path  string // from the root of the text, as "posts[2].title"; empty is the root
	Model string // whose object it is, such as "Post"
	Field string // the field or relation, such as "Title"; empty for the object as a whole
	Err   error
}

// Error names the field, the place and what is wrong. It repeats keys and numbers
// of the text but not its strings, except for an enum's.
func (e *DecodeError) Error() string {
	var b strings.Builder
	b.WriteString("kin: decode " + e.Model)
	if e.Field != "" {
		b.WriteString("." + e.Field)
	}
	if e.Path != "" {
		b.WriteString(" at " + e.Path)
	}
	err := e.Err
	if v := (*dialect.ValueError)(nil); errors.As(err, &v) {
		err = v.Err
	}
	if s := (*dialect.ScanError)(nil); errors.As(err, &s) {
		err = s.Err
	}
	return b.String() + ": " + err.Error()
}

// Unwrap returns what is wrong.
func (e *DecodeError) Unwrap() error { return e.Err }

// A jsonDecoder reads objects out of a JSON text.
type jsonDecoder struct {
	jsonScanner
	keys  bool // keys, versions and times of writing are accepted
	path  []pathStep
	depth int
}

// A pathStep is a key, or an index if that is not negative.
type pathStep struct {
	key   string
	index int
}

// Decode reads an object out of a JSON text.
func (t *Type) Decode(data []byte, keys bool) (unsafe.Pointer, error) {
	d, err := t.newDecoder(data, keys)
	if err != nil {
		return nil, err
	}
	obj := t.newSlab(1)
	return obj, d.object(t.json(), obj, nil, nil)
}

// DecodeAll reads an array of objects out of a JSON text.
func (t *Type) DecodeAll(data []byte, keys bool) ([]unsafe.Pointer, error) {
	d, err := t.newDecoder(data, keys)
	if err != nil {
		return nil, err
	}
	if c := d.peek(); c != '[' {
		return nil, d.failed(t, "", wrongType(c, "an array of objects"))
	}
	objs := []unsafe.Pointer{}
	err = d.array(func() error {
		obj := t.newSlab(1)
		objs = append(objs, obj)
		return d.object(t.json(), obj, nil, nil)
	})
	return objs, err
}

func (t *Type) newDecoder(data []byte, keys bool) (*jsonDecoder, error) {
	if t.Err != nil {
		return nil, t.Err
	}
	if j := t.json(); j.err != nil {
		return nil, j.err
	}
	var whole json.RawMessage
	if err := json.Unmarshal(data, &whole); err != nil {
		return nil, &DecodeError{Model: t.Name, Err: err}
	}
	return &jsonDecoder{jsonScanner: jsonScanner{data: data}, keys: keys}, nil
}

// failed returns an error at the place where the decoder is.
func (d *jsonDecoder) failed(t *Type, field string, err error) error {
	var b strings.Builder
	for _, s := range d.path {
		switch {
		case s.index >= 0:
			b.WriteString("[" + strconv.Itoa(s.index) + "]")
		case b.Len() > 0:
			b.WriteString("." + short(s.key))
		default:
			b.WriteString(short(s.key))
		}
	}
	return &DecodeError{Path: b.String(), Model: t.Name, Field: field, Err: err}
}

const maxKeyShown = 60

// short returns the beginning of a key of the text, for error messages.
func short(key string) string {
	if len(key) > maxKeyShown {
		return key[:maxKeyShown] + "..."
	}
	return key
}

// array calls each for every element of the next array.
func (d *jsonDecoder) array(each func() error) error {
	d.take('[')
	d.path = append(d.path, pathStep{})
	for !d.take(']') {
		if err := each(); err != nil {
			return err
		}
		d.take(',')
		d.path[len(d.path)-1].index++
	}
	d.path = d.path[:len(d.path)-1]
	return nil
}

// object reads the next object. Where it is the target of a relation, via is that,
// and link takes the values of the link to it.
func (d *jsonDecoder) object(j *jsonType, obj unsafe.Pointer, via *jsonRel, link unsafe.Pointer) error {
	if c := d.peek(); c != '{' {
		return d.failed(j.Type, "", wrongType(c, "an object"))
	}
	if j.err != nil {
		return j.err
	}
	if d.depth++; d.depth > maxJSONDepth {
		return d.failed(j.Type, "", fmt.Errorf("objects are nested more than %d deep", maxJSONDepth))
	}
	d.take('{')
	d.path = append(d.path, pathStep{index: -1})
	seen := make([]bool, len(j.fields)+len(j.rels)+1)
	for !d.take('}') {
		d.peek()
		key, err := unquote(d.quoted())
		if err != nil {
			return d.failed(j.Type, "", fmt.Errorf("a key: %w", err))
		}
		d.take(':')
		d.path[len(d.path)-1].key = key
		if err := d.member(j, obj, key, via, link, seen); err != nil {
			return err
		}
		d.take(',')
	}
	d.path = d.path[:len(d.path)-1]
	d.depth--
	return nil
}

// member reads the value of a key.
func (d *jsonDecoder) member(j *jsonType, obj unsafe.Pointer, key string, via *jsonRel, link unsafe.Pointer, seen []bool) error {
	place, known := j.places[key]
	isLink := !known && via != nil && via.link != nil && key == via.linkKey
	switch {
	case isLink:
		place = len(seen) - 1
	case !known:
		return d.failed(j.Type, "", j.unknown(key, via))
	}
	if seen[place] {
		return d.failed(j.Type, "", fmt.Errorf("the key %q comes twice", key))
	}
	seen[place] = true
	switch {
	case isLink:
		return d.object(via.link, link, nil, nil)
	case place >= len(j.fields):
		return d.relation(j, &j.rels[place-len(j.fields)], obj)
	}
	f := &j.fields[place]
	if err := d.mayGive(f, via); err != nil {
		return d.failed(j.Type, f.Name, err)
	}
	if err := f.set(j.Type, obj, d.value()); err != nil {
		return d.failed(j.Type, f.Name, err)
	}
	return nil
}

var errGiven = errors.New("it is given by the database or by the program, so that input must not have it; kin.WithKeys accepts it")

// mayGive reports whether input may have a field. The key of the owner is given by
// the place of the object.
func (d *jsonDecoder) mayGive(f *jsonField, via *jsonRel) error {
	owned := via != nil && (via.Kind == model.HasMany || via.Kind == model.HasOne) && slices.Contains(via.TargetKey, f.Field)
	if !d.keys && (f.given || owned) {
		return errGiven
	}
	return nil
}

// unknown is the error of a key that an object does not have.
func (j *jsonType) unknown(key string, via *jsonRel) error {
	for _, r := range j.Rels {
		if r.Hidden && (key == r.Name || key == model.Snake(r.Name)) {
			return fmt.Errorf("%s says skip_reverse, so that %s has no %q", r.Inverse, j.Name, key)
		}
	}
	var known []string
	for k := range j.places {
		known = append(known, k)
	}
	if via != nil && via.link != nil {
		known = append(known, via.linkKey)
	}
	slices.Sort(known)
	if len(key) > maxKeyShown {
		return fmt.Errorf("%s has no key %q", j.Name, short(key))
	}
	if near := spelling.Nearest(key, known); near != "" {
		return fmt.Errorf("%s has no key %q; did you mean %q?", j.Name, key, near)
	}
	return fmt.Errorf("%s has no key %q; its keys are %s", j.Name, key, strings.Join(known, ", "))
}

// relation reads the related objects of obj.
func (d *jsonDecoder) relation(j *jsonType, r *jsonRel, obj unsafe.Pointer) error {
	c := d.peek()
	if c == 'n' {
		d.value()
		return d.nothing(j, r, obj)
	}
	if r.Kind.One() {
		if c != '{' {
			return d.failed(j.Type, r.Name, wrongType(c, "an object"))
		}
		target, _, err := d.target(r)
		if err != nil {
			return err
		}
		if r.Kind == model.BelongsTo {
			*(*unsafe.Pointer)(unsafe.Add(obj, r.offset)) = target
			return nil
		}
		(*Set)(unsafe.Add(obj, r.offset)).Hold([]unsafe.Pointer{target})
		return nil
	}
	if c != '[' {
		return d.failed(j.Type, r.Name, wrongType(c, "an array of objects"))
	}
	items, links := []unsafe.Pointer{}, []unsafe.Pointer{}
	err := d.array(func() error {
		target, link, err := d.target(r)
		items, links = append(items, target), append(links, link)
		return err
	})
	if err != nil {
		return err
	}
	set := (*Set)(unsafe.Add(obj, r.offset))
	set.Hold(items)
	if r.link != nil {
		(*LinkSet)(unsafe.Pointer(set)).Links = links
	}
	return nil
}

// nothing takes the null of a relation to one.
func (d *jsonDecoder) nothing(j *jsonType, r *jsonRel, obj unsafe.Pointer) error {
	switch {
	case !r.Kind.One():
		return d.failed(j.Type, r.Name, wrongType('n', "an array of objects"))
	case !r.Nullable():
		return d.failed(j.Type, r.Name, fmt.Errorf("%w: it must have a value", dialect.ErrNotNull))
	case r.Kind == model.HasOne:
		(*Set)(unsafe.Add(obj, r.offset)).Hold(nil)
	}
	return nil
}

// target reads a related object, with its link if the relation holds them.
func (d *jsonDecoder) target(r *jsonRel) (obj, link unsafe.Pointer, err error) {
	j := r.Target.json()
	obj = r.Target.newSlab(1)
	if r.link != nil {
		link = r.Link.newSlab(1)
	}
	if !j.unmarshals {
		return obj, link, d.object(j, obj, r, link)
	}
	return obj, link, d.unmarshal(j, obj, r, link)
}
