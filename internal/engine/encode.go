package engine

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
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

// An encoder appends the JSON of objects to one buffer.
type encoder struct {
	buf   []byte
	depth int
	nodes map[*jsonType]*jsonNode // those of everything
}

// Encode returns the JSON of an object, with what a choice leaves of it.
func (t *Type) Encode(obj unsafe.Pointer, c *Choice) ([]byte, error) {
	n, err := t.chosen(c)
	if err != nil {
		return nil, err
	}
	e := encoder{buf: make([]byte, 0, 256)}
	if err := e.object(n, obj, nil, nil); err != nil {
		return nil, err
	}
	return e.buf, nil
}

// EncodeAll returns the JSON array of objects.
func (t *Type) EncodeAll(objs []unsafe.Pointer, c *Choice) ([]byte, error) {
	n, err := t.chosen(c)
	if err != nil {
		return nil, err
	}
	e := encoder{buf: append(make([]byte, 0, 2+128*len(objs)), '[')}
	for _, obj := range objs {
		e.comma('[')
		if err := e.object(n, obj, nil, nil); err != nil {
			return nil, err
		}
	}
	return append(e.buf, ']'), nil
}

// comma separates elements of the array or object that open begins.
func (e *encoder) comma(open byte) {
	if e.buf[len(e.buf)-1] != open {
		e.buf = append(e.buf, ',')
	}
}

// everything returns the node of all that a type has.
func (e *encoder) everything(j *jsonType) *jsonNode {
	if n := e.nodes[j]; n != nil {
		return n
	}
	if e.nodes == nil {
		e.nodes = map[*jsonType]*jsonNode{}
	}
	n := j.whole()
	e.nodes[j] = n
	return n
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
	defer func() { e.depth-- }()
	e.buf = append(e.buf, '{')
	if err := e.fields(n, obj); err != nil {
		return err
	}
	for i := range n.rels {
		if err := e.relation(n.t, &n.rels[i], obj); err != nil {
			return err
		}
	}
	if err := e.link(n.t.Type, via, link); err != nil {
		return err
	}
	e.buf = append(e.buf, '}')
	return nil
}

func (e *encoder) fields(n *jsonNode, obj unsafe.Pointer) (err error) {
	state := n.t.stateOf(obj)
	for _, f := range n.fields {
		if !state.loaded(f.Index0) || (f.omit || f.given && (f.Auto || !state.saved)) && f.slot.IsZero(obj) {
			continue
		}
		e.comma('{')
		e.buf = append(e.buf, f.name...)
		if e.buf, err = appendField(e.buf, f, obj); err != nil {
			return err
		}
	}
	return nil
}

// link appends the values of a link to the target that it leads to.
func (e *encoder) link(t *Type, via *jsonEdge, link unsafe.Pointer) error {
	if via == nil || via.noLink || link == nil {
		return nil
	}
	j := t.json()
	if _, taken := j.places[via.linkKey]; taken {
		return fmt.Errorf("kin: encode %s: its links would have the key %q, which is one of %s; name that with a json tag", via.Rel, via.linkKey, t.Name)
	}
	n := via.link
	if n == nil {
		n = e.everything(via.jsonRel.link)
	}
	e.comma('{')
	e.buf = append(appendString(e.buf, via.linkKey), ':')
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
	e.name(r)
	e.buf = append(e.buf, '[')
	var links []unsafe.Pointer
	if r.jsonRel.link != nil {
		links = (*LinkSet)(unsafe.Pointer(set)).Links
	}
	for i, item := range set.items {
		e.comma('[')
		var link unsafe.Pointer
		if i < len(links) {
			link = links[i]
		}
		if err := e.target(r, item, link); err != nil {
			return err
		}
	}
	e.buf = append(e.buf, ']')
	return nil
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
	isNull := *(*unsafe.Pointer)(unsafe.Add(obj, r.offset)) == nil && t.fingerprint(obj, r.Rel) == nullKey
	if isNull && r.Nullable() {
		e.null(r)
	}
	return nil
}

func (e *encoder) name(r *jsonEdge) {
	e.comma('{')
	e.buf = append(e.buf, r.jsonRel.name...)
}

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
			n = e.everything(j)
		}
		return e.object(n, obj, r, link)
	}
	text, err := json.Marshal(reflect.NewAt(j.Go, obj).Interface())
	if err != nil {
		return fmt.Errorf("kin: encode %s: %w", r.Rel, err)
	}
	if link == nil || r.noLink {
		e.buf = append(e.buf, text...)
		return nil
	}
	inner, isObject := bytes.CutSuffix(text, []byte("}"))
	if !isObject {
		return fmt.Errorf("kin: encode %s: MarshalJSON of %s makes no object, so that its link has no place", r.Rel, j.Name)
	}
	e.buf = append(e.buf, inner...)
	if err := e.link(j.Type, r, link); err != nil {
		return err
	}
	e.buf = append(e.buf, '}')
	return nil
}
