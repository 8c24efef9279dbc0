package engine

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"unsafe"

	"github.com/kinorm/kin/model"
)

// maxJSONDepth is how deep objects may be nested. Graphs that were loaded are far
// from it; one that was built by hand and has a cycle is not.
const maxJSONDepth = 1000

// A jsonNode is what is written of objects of one type.
type jsonNode struct {
	t      *jsonType
	fields []*jsonField
	rels   []jsonEdge
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
		n.fields = append(n.fields, &j.fields[i])
	}
	for i := range j.rels {
		n.rels = append(n.rels, jsonEdge{jsonRel: &j.rels[i]})
	}
	return n
}

// An encoder appends the JSON of objects to one buffer. Each element of an array and
// each member of an object is written with a comma before it; what opens the array
// or the object then takes the place of the first one.
type encoder struct {
	buf   []byte
	depth int
}

// encoders keep their buffers, but not those of very large documents.
var encoders = sync.Pool{New: func() any { return new(encoder) }}

const maxKeptJSON = 1 << 20

// encode returns what write appends.
func encode(write func(*encoder) error) ([]byte, error) {
	e := encoders.Get().(*encoder)
	e.buf, e.depth = e.buf[:0], 0
	err := write(e)
	var out []byte
	if err == nil {
		out = bytes.Clone(e.buf)
	}
	if cap(e.buf) <= maxKeptJSON {
		encoders.Put(e)
	}
	return out, err
}

// Encode returns the JSON of an object, with what a choice leaves of it.
func (t *Type) Encode(obj unsafe.Pointer, c *Choice) ([]byte, error) {
	n, err := t.chosen(c)
	if err != nil {
		return nil, err
	}
	return encode(func(e *encoder) error { return e.object(n, obj, nil, nil) })
}

// EncodeAll returns the JSON array of objects.
func (t *Type) EncodeAll(objs []unsafe.Pointer, c *Choice) ([]byte, error) {
	n, err := t.chosen(c)
	if err != nil {
		return nil, err
	}
	return encode(func(e *encoder) error {
		start := len(e.buf)
		for _, obj := range objs {
			e.buf = append(e.buf, ',')
			if err := e.object(n, obj, nil, nil); err != nil {
				return err
			}
		}
		e.enclose(start, '[', ']')
		return nil
	})
}

// enclose makes an array or an object of the elements since start, each of which has
// a comma before it.
func (e *encoder) enclose(start int, open, end byte) {
	if len(e.buf) == start {
		e.buf = append(e.buf, open, end)
		return
	}
	e.buf[start] = open
	e.buf = append(e.buf, end)
}

// object appends an object. Where it is the target of a link with columns, via is
// the relation, and the values of link nest under it.
func (e *encoder) object(n *jsonNode, obj unsafe.Pointer, via *jsonEdge, link unsafe.Pointer) error {
	if obj == nil {
		return fmt.Errorf("kin: encode %s: the object is nil", n.t.Name)
	}
	if n.t.err != nil {
		return n.t.err
	}
	if e.depth++; e.depth > maxJSONDepth {
		return fmt.Errorf("kin: encode %s: objects are nested more than %d deep; one leads back to itself", n.t.Name, maxJSONDepth)
	}
	start := len(e.buf)
	if err := e.fields(n, obj); err != nil {
		return err
	}
	for i := range n.rels {
		if err := e.relation(n.t, &n.rels[i], obj); err != nil {
			return err
		}
	}
	if link != nil && !via.noLink {
		if err := e.link(via, link); err != nil {
			return err
		}
	}
	e.enclose(start, '{', '}')
	e.depth--
	return nil
}

func (e *encoder) fields(n *jsonNode, obj unsafe.Pointer) (err error) {
	state := n.t.stateOf(obj)
	whole := state.saved && state.columns == nil
	b := e.buf
	for _, f := range n.fields {
		if (f.omit || !whole) && f.omitted(n.t.Type, state, obj) {
			continue
		}
		b = append(b, f.name...)
		p := unsafe.Add(obj, f.slot.Offset())
		if f.Nullable {
			if p = f.slot.Source(obj); p == nil {
				b = append(b, "null"...)
				continue
			}
		}
		if b, err = f.append(b, f, p); err != nil {
			break
		}
	}
	e.buf = b
	return err
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

// link appends the values of a link to the target that it leads to.
func (e *encoder) link(via *jsonEdge, link unsafe.Pointer) error {
	n := via.link
	if n == nil {
		n = via.jsonRel.link.all
	}
	e.buf = append(e.buf, via.linkAs...)
	return e.object(n, link, nil, nil)
}

// relation appends what is loaded of a relation, or nothing.
func (e *encoder) relation(t *jsonType, r *jsonEdge, obj unsafe.Pointer) error {
	if r.Kind == model.BelongsTo {
		return e.reference(t, r, obj)
	}
	set := (*Set)(unsafe.Add(obj, r.offset))
	if !set.loaded {
		return nil
	}
	if r.Kind == model.HasOne {
		if len(set.items) == 0 {
			e.null(r)
			return nil
		}
		e.name(r)
		return e.target(r, set.items[0], nil)
	}
	links, err := r.linksOf(set)
	if err != nil {
		return err
	}
	e.name(r)
	start := len(e.buf)
	for i, item := range set.items {
		e.buf = append(e.buf, ',')
		var link unsafe.Pointer
		if i < len(links) {
			link = links[i]
		}
		if err := e.target(r, item, link); err != nil {
			return err
		}
	}
	e.enclose(start, '[', ']')
	return nil
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

// reference appends the object that a foreign key leads to, if it is loaded, and
// null where the key is NULL.
func (e *encoder) reference(t *jsonType, r *jsonEdge, obj unsafe.Pointer) error {
	target, err := t.present(obj, r.ref, r.Rel)
	if err != nil {
		return fmt.Errorf("kin: encode %s: %w", r.Rel, err)
	}
	if target != nil {
		e.name(r)
		return e.target(r, target, nil)
	}
	isNull := *(*unsafe.Pointer)(unsafe.Add(obj, r.offset)) == nil && r.Nullable() && t.fingerprint(obj, r.Rel) == nullKey
	if isNull {
		e.null(r)
	}
	return nil
}

func (e *encoder) name(r *jsonEdge) { e.buf = append(e.buf, r.jsonRel.name...) }

func (e *encoder) null(r *jsonEdge) {
	if !r.omit {
		e.name(r)
		e.buf = append(e.buf, "null"...)
	}
}

// target appends a related object, by the model's own MarshalJSON if it has one.
func (e *encoder) target(r *jsonEdge, obj, link unsafe.Pointer) error {
	j := r.Target.json()
	if !j.marshals || obj == nil {
		n := r.node
		if n == nil {
			n = j.all
		}
		return e.object(n, obj, r, link)
	}
	text, err := json.Marshal(reflect.NewAt(j.Go, obj).Interface())
	if err != nil {
		return fmt.Errorf("kin: encode %s: %w", r.Rel, err)
	}
	if link == nil {
		e.buf = append(e.buf, text...)
		return nil
	}
	inner, isObject := bytes.CutSuffix(text, []byte("}"))
	if !isObject {
		return fmt.Errorf("kin: encode %s: MarshalJSON of %s makes no object, so that its link has no place", r.Rel, j.Name)
	}
	start := len(e.buf)
	e.buf = append(append(e.buf, ','), inner[1:]...)
	if len(inner) == 1 {
		e.buf = e.buf[:start]
	}
	if err := e.link(r, link); err != nil {
		return err
	}
	e.enclose(start, '{', '}')
	return nil
}
