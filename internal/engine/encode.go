package engine

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"sync/atomic"
	"unsafe"

	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// maxJSONDepth is how deep objects may be nested. Graphs that were loaded are far
// from it; one that was built by hand and has a cycle is not.
const maxJSONDepth = 1000

// A jsonNode is what is written of objects of one type.
type jsonNode struct {
	t      *jsonType
	fields []jsonMember
	rels   []jsonEdge
	size   atomic.Int64 // of an object, about, with what it has below it
}

// A jsonMember is a field that is written. What writing it takes is here and not
// behind a pointer: together 64 bytes, as many as a line of the processor's cache has.
type jsonMember struct {
	append  appender
	offset  uintptr  // of the value in the struct
	longest int      // the bytes of a text that is surely stored as it is
	key     [16]byte // as it is written, between a comma and a colon, if it is so short
	keyLen  int      // 0 for a longer key, which is in field
	null    bool     // it may be NULL
	omit    bool     // a zero value is left out
	text    bool     // a string that is stored as text: frequent, and written without a call if it is plain
	field   *jsonField
}

func (f *jsonField) member() jsonMember {
	m := jsonMember{append: f.append, offset: f.slot.Offset(), longest: math.MaxInt, null: f.Nullable, omit: f.omit, field: f}
	m.text = f.encode == byKind && f.slot.Held() == reflect.String && f.Type.Kind == schema.Text
	if f.Type.Size > 0 {
		m.longest = f.Type.Size
	}
	if len(f.key) <= len(m.key) {
		m.keyLen = copy(m.key[:], f.key)
	}
	return m
}

// appendKey appends the key of a member. Copying a block of fixed size is a few
// instructions, where copying just the bytes of a short key is a call.
func (m *jsonMember) appendKey(b []byte) []byte {
	at := len(b)
	if m.keyLen == 0 || cap(b)-at < len(m.key) {
		return append(b, m.field.key...)
	}
	*(*[len(m.key)]byte)(b[at : at+len(m.key)]) = m.key
	return b[:at+m.keyLen]
}

// A jsonEdge is a relation that is written. Its zero nodes stand for everything.
type jsonEdge struct {
	*jsonRel
	node   *jsonNode
	link   *jsonNode
	noLink bool
}

// whole returns the node of everything that a type has.
func (j *jsonType) whole() *jsonNode {
	n := &jsonNode{t: j}
	for i := range j.fields {
		n.fields = append(n.fields, j.fields[i].member())
	}
	for i := range j.rels {
		n.rels = append(n.rels, jsonEdge{jsonRel: &j.rels[i]})
	}
	return n
}

// Encode returns the JSON of an object, with what a choice leaves of it.
func (t *Type) Encode(obj unsafe.Pointer, c *Choice) ([]byte, error) {
	n, err := t.chosen(c)
	if err != nil {
		return nil, err
	}
	b, err := n.object(n.room(1), obj, nil, nil, 1)
	return n.fitted(b, 1, err)
}

// EncodeAll returns the JSON array of objects.
func (t *Type) EncodeAll(objs []unsafe.Pointer, c *Choice) ([]byte, error) {
	n, err := t.chosen(c)
	if err != nil {
		return nil, err
	}
	b := n.room(len(objs))
	for _, obj := range objs {
		if b, err = n.object(append(b, ','), obj, nil, nil, 1); err != nil {
			return nil, err
		}
	}
	return n.fitted(enclose(b, 0, '[', ']'), len(objs), nil)
}

// room returns a buffer for objects, a sixteenth larger than the last ones would have
// needed, so that it is seldom too small.
func (n *jsonNode) room(objects int) []byte {
	return make([]byte, 0, 64+int(n.size.Load())*objects/16*17)
}

// fitted returns what was written of objects without much room behind it, as the
// program may keep it for long, and remembers how long it was.
func (n *jsonNode) fitted(b []byte, objects int, err error) ([]byte, error) {
	if err != nil || objects == 0 {
		return b, err
	}
	before := n.size.Load()
	n.size.Store(before + (int64(len(b)/objects)+1-before)/2)
	if cap(b)-len(b) > len(b)/4 {
		return bytes.Clone(b), nil
	}
	return b, nil
}

// The functions that follow append to a buffer and return it, as append does. Each
// element of an array and each member of an object is written with a comma before
// it; what opens the array or the object then takes the place of the first one.

// enclose makes an array or an object of the elements since start, each of which has
// a comma before it.
func enclose(b []byte, start int, open, end byte) []byte {
	if len(b) == start {
		return append(b, open, end)
	}
	b[start] = open
	return append(b, end)
}

// object appends an object. Where it is the target of a link with columns, via is
// the relation, and the values of link nest under it.
func (n *jsonNode) object(b []byte, obj unsafe.Pointer, via *jsonEdge, link unsafe.Pointer, depth int) (_ []byte, err error) {
	switch {
	case obj == nil:
		return nil, fmt.Errorf("kin: encode %s: the object is nil", n.t.Name)
	case n.t.err != nil:
		return nil, n.t.err
	case depth > maxJSONDepth:
		return nil, fmt.Errorf("kin: encode %s: objects are nested more than %d deep; one leads back to itself", n.t.Name, maxJSONDepth)
	}
	start := len(b)
	state := n.t.stateOf(obj)
	whole := state.saved && state.columns == nil
	for i := range n.fields {
		m := &n.fields[i]
		if (m.omit || !whole) && m.field.omitted(n.t.Type, state, obj) {
			continue
		}
		b = m.appendKey(b)
		p := unsafe.Add(obj, m.offset)
		if m.null {
			if p = m.field.slot.Source(obj); p == nil {
				b = append(b, "null"...)
				continue
			}
		}
		if m.text {
			if s := *(*string)(p); plainBytes(s) == len(s) && len(s) <= m.longest {
				b = append(append(append(b, '"'), s...), '"')
				continue
			}
		}
		if b, err = m.append(b, m, p); err != nil {
			return nil, err
		}
	}
	for i := range n.rels {
		if b, err = n.rels[i].append(b, n.t, obj, depth); err != nil {
			return nil, err
		}
	}
	if link != nil && !via.noLink {
		if b, err = via.appendLink(b, link, depth); err != nil {
			return nil, err
		}
	}
	return enclose(b, start, '{', '}'), nil
}

// omitted reports whether a field is left out of the JSON of an object.
func (f *jsonField) omitted(t *Type, state *State, obj unsafe.Pointer) bool {
	switch {
	case !state.loaded(f.Index0):
		return true
	case !f.slot.IsZero(obj):
		return false
	default:
		return f.omit || f.given && !state.saved && f.isAlone(t, obj)
	}
}

// isAlone reports whether a zero stands for a value that is to come: in a key of
// several fields it is part of the key as soon as one of the others is not zero.
func (f *jsonField) isAlone(t *Type, obj unsafe.Pointer) bool {
	return !slices.ContainsFunc(f.parts, func(p *model.Field) bool { return !t.Slots[p.Index0].IsZero(obj) })
}

// appendLink appends the values of a link to the target that it leads to.
func (r *jsonEdge) appendLink(b []byte, link unsafe.Pointer, depth int) ([]byte, error) {
	n := r.link
	if n == nil {
		n = r.jsonRel.link.all
	}
	return n.object(append(b, r.linkAs...), link, nil, nil, depth+1)
}

// append appends what is loaded of a relation, or nothing.
func (r *jsonEdge) append(b []byte, t *jsonType, obj unsafe.Pointer, depth int) ([]byte, error) {
	if r.Kind == model.BelongsTo {
		return r.appendReference(b, t, obj, depth)
	}
	set := (*Set)(unsafe.Add(obj, r.offset))
	if !set.loaded {
		return b, nil
	}
	if r.Kind == model.HasOne {
		if len(set.items) == 0 {
			return r.appendNull(b), nil
		}
		return r.appendTarget(append(b, r.key...), r.target(), set.items[0], nil, depth)
	}
	links, err := r.linksOf(set)
	if err != nil {
		return nil, err
	}
	b = append(b, r.key...)
	start, n := len(b), r.target()
	for i, item := range set.items {
		var link unsafe.Pointer
		if i < len(links) {
			link = links[i]
		}
		if b, err = r.appendTarget(append(b, ','), n, item, link, depth); err != nil {
			return nil, err
		}
	}
	return enclose(b, start, '[', ']'), nil
}

// linksOf returns the links that a container holds, if they are written.
func (r *jsonEdge) linksOf(set *Set) ([]unsafe.Pointer, error) {
	if r.jsonRel.link == nil || r.noLink {
		return nil, nil
	}
	links := (*LinkSet)(unsafe.Pointer(set)).Links
	if _, taken := r.Target.json().places[r.linkKey]; taken && len(links) > 0 {
		return nil, fmt.Errorf("kin: encode %s: its links would have the key %q, which is one of %s; name that with a json tag", r.Rel, r.linkKey, r.Target.Name)
	}
	return links, nil
}

// appendReference appends the object that a foreign key leads to, if it is loaded,
// and null where the key is NULL.
func (r *jsonEdge) appendReference(b []byte, t *jsonType, obj unsafe.Pointer, depth int) ([]byte, error) {
	target, err := t.present(obj, r.ref, r.Rel)
	if err != nil {
		return nil, fmt.Errorf("kin: encode %s: %w", r.Rel, err)
	}
	if target != nil {
		return r.appendTarget(append(b, r.key...), r.target(), target, nil, depth)
	}
	isNull := *(*unsafe.Pointer)(unsafe.Add(obj, r.offset)) == nil && r.Nullable() && t.fingerprint(obj, r.Rel) == nullKey
	if isNull {
		b = r.appendNull(b)
	}
	return b, nil
}

func (r *jsonEdge) appendNull(b []byte) []byte {
	if r.omit {
		return b
	}
	return append(append(b, r.key...), "null"...)
}

// target returns what is written of related objects.
func (r *jsonEdge) target() *jsonNode {
	if r.node != nil {
		return r.node
	}
	return r.Target.json().all
}

// appendTarget appends a related object, by the model's own MarshalJSON if it has one.
func (r *jsonEdge) appendTarget(b []byte, n *jsonNode, obj, link unsafe.Pointer, depth int) ([]byte, error) {
	j := n.t
	if !j.marshals || obj == nil {
		return n.object(b, obj, r, link, depth+1)
	}
	text, err := json.Marshal(reflect.NewAt(j.Go, obj).Interface())
	if err != nil {
		return nil, fmt.Errorf("kin: encode %s: %w", r.Rel, err)
	}
	if link == nil {
		return append(b, text...), nil
	}
	inner, isObject := bytes.CutSuffix(text, []byte("}"))
	if !isObject {
		return nil, fmt.Errorf("kin: encode %s: MarshalJSON of %s makes no object, so that its link has no place", r.Rel, j.Name)
	}
	start := len(b)
	if len(inner) > 1 {
		b = append(append(b, ','), inner[1:]...)
	}
	if b, err = r.appendLink(b, link, depth); err != nil {
		return nil, err
	}
	return enclose(b, start, '{', '}'), nil
}
