package engine

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
)

// goTypes are the types that were defined, by their Go type.
var goTypes sync.Map

// TypeOf returns the type of a model's struct.
func TypeOf(t reflect.Type) (*Type, error) {
	if found, ok := goTypes.Load(t); ok {
		typ := found.(*Type)
		return typ, typ.Err
	}
	return nil, fmt.Errorf("kin: %s is no model; embed kin.Model in it and run kin generate", t)
}

// A jsonType is how objects of a type are written as JSON and read from it. It is
// worked out once for each type.
type jsonType struct {
	*Type
	fields     []jsonField
	rels       []jsonRel
	places     map[string]int // from a key to its place in fields, or in rels after them
	all        *jsonNode      // everything that it has
	choices    jsonChoices    // what was chosen of it
	marshals   bool           // the model has a MarshalJSON of its own
	unmarshals bool
	err        error
}

// A jsonField is a field with its key.
type jsonField struct {
	*model.Field
	slot   *dialect.Slot
	key    string // as it is written, between a comma and a colon
	append appender
	marked bool           // a number or a bool that is written as a string: json:",string"
	omit   bool           // a zero value is left out
	given  bool           // by the database or by kin: a key, a version, a time of writing
	parts  []*model.Field // of the key, where the field is one of them
	encode jsonForm
	decode jsonForm
	single bool // a float32
}

// jsonForm is who turns a value into JSON.
type jsonForm uint8

const (
	byKind jsonForm = iota // kin, by the stored kind
	byJSON                 // the value itself
	byText                 // the value itself, as a string
)

// A jsonRel is a relation with its key and that of its links.
type jsonRel struct {
	*Rel
	name    string    // the key
	key     string    // that as it is written
	omit    bool      // nothing is left out instead of being null
	ref     int       // its place in Type.refs
	link    *jsonType // the fields of its links, if the container holds them
	linkKey string
	linkAs  string // that as it is written
}

// json returns the JSON form of a type.
func (t *Type) json() *jsonType {
	t.jsonOnce.Do(func() {
		j := t.newJSON(nil)
		for _, r := range t.Rels {
			j.addRel(r)
		}
		j.index()
		t.jsonForm = j
	})
	return t.jsonForm
}

var (
	marshaler       = reflect.TypeFor[json.Marshaler]()
	unmarshaler     = reflect.TypeFor[json.Unmarshaler]()
	textMarshaler   = reflect.TypeFor[encoding.TextMarshaler]()
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
	goTime          = reflect.TypeFor[time.Time]()
)

// newJSON returns the form of the fields of a type but for some.
func (t *Type) newJSON(without []*model.Field) *jsonType {
	j := &jsonType{Type: t, err: t.Err}
	if t.Err != nil {
		return j
	}
	p := reflect.PointerTo(t.Go)
	j.marshals, j.unmarshals = p.Implements(marshaler), p.Implements(unmarshaler)
	for _, f := range t.stored {
		sf, ok := t.Go.FieldByName(f.Name)
		tag := sf.Tag.Get("json")
		if !ok || tag == "-" || slices.Contains(without, f) {
			continue
		}
		options := tagOptions(tag)
		j.fields = append(j.fields, t.newJSONField(f, options))
	}
	return j
}

// tagOptions returns what follows the name in a json tag.
func tagOptions(tag string) []string { return strings.Split(tag, ",")[1:] }

func isOmitted(options []string) bool {
	return slices.Contains(options, "omitempty") || slices.Contains(options, "omitzero")
}

func (t *Type) newJSONField(f *model.Field, options []string) jsonField {
	slot := &t.Slots[f.Index0]
	elem := slot.Elem()
	out := jsonField{
		Field: f, slot: slot, key: jsonKey(f.JSON), omit: isOmitted(options), single: elem.Kind() == reflect.Float32,
		given: f.Auto || f.Version || f.AutoCreate || f.AutoUpdate,
	}
	if key := t.KeyFields(); slices.Contains(key, f) {
		out.given, out.parts = true, key
	}
	switch p := reflect.PointerTo(elem); {
	case elem == goTime:
	default:
		out.encode = formOf(p, marshaler, textMarshaler)
		out.decode = formOf(p, unmarshaler, textUnmarshaler)
	}
	kind := elem.Kind()
	number := kind >= reflect.Bool && kind <= reflect.Float64
	out.marked = slices.Contains(options, "string") && number && out.encode == byKind && out.decode == byKind
	out.append = appenderOf(&out)
	return out
}

func formOf(p, byJSONType, byTextType reflect.Type) jsonForm {
	switch {
	case p.Implements(byJSONType):
		return byJSON
	case p.Implements(byTextType):
		return byText
	default:
		return byKind
	}
}

// jsonKey returns a key as it is written, between a comma and a colon.
func jsonKey(key string) string { return string(append(appendString([]byte{','}, key), ':')) }

// addRel adds a relation that has a field. Its key is the field's json tag, else
// its name in snake_case.
func (j *jsonType) addRel(r *Rel) {
	if r.GoField == "" || r.Hidden || j.err != nil {
		return
	}
	sf, _ := j.Go.FieldByName(r.GoField)
	tag := sf.Tag.Get("json")
	if tag == "-" {
		return
	}
	out := jsonRel{Rel: r, name: model.Snake(r.Name), omit: isOmitted(tagOptions(tag)), ref: slices.Index(j.refs, r)}
	if name, _, _ := strings.Cut(tag, ","); name != "" {
		out.name = name
	}
	out.key = jsonKey(out.name)
	if r.holdsLinks && r.Link != nil {
		out.link = r.Link.newJSON(slices.Concat(r.Through.OwnerFields, r.Through.TargetFields))
		for _, ref := range r.Link.refs {
			if !r.isEnd(ref) {
				out.link.addRel(ref)
			}
		}
		out.link.index()
		out.linkKey = model.Snake(r.Link.Name)
		out.linkAs = jsonKey(out.linkKey)
		if j.err == nil {
			j.err = out.link.err
		}
	}
	j.rels = append(j.rels, out)
}

// isEnd reports whether a foreign key of the links of r leads to one of their ends.
func (r *Rel) isEnd(ref *Rel) bool {
	return slices.Equal(ref.OwnerKey, r.Through.OwnerFields) || slices.Equal(ref.OwnerKey, r.Through.TargetFields)
}

// index finds keys, and two of one name. The type is complete then.
func (j *jsonType) index() {
	j.all = j.whole()
	j.places = make(map[string]int, len(j.fields)+len(j.rels))
	add := func(key, name string, place int) {
		if first, ok := j.places[key]; ok && j.err == nil {
			j.err = fmt.Errorf("kin: %s.%s and %s.%s have one JSON key, %q; name one of them with a json tag", j.Name, j.nameAt(first), j.Name, name, key)
		}
		j.places[key] = place
	}
	for i := range j.fields {
		add(j.fields[i].JSON, j.fields[i].Name, i)
	}
	for i := range j.rels {
		add(j.rels[i].name, j.rels[i].Name, len(j.fields)+i)
	}
}

func (j *jsonType) nameAt(place int) string {
	if place < len(j.fields) {
		return j.fields[place].Name
	}
	return j.rels[place-len(j.fields)].Name
}

// present returns the related object of a belongs-to relation, unless the foreign
// key was set to another row since: then the object counts as unloaded. ref is the
// place of r in t.refs.
func (t *Type) present(obj unsafe.Pointer, ref int, r *Rel) (unsafe.Pointer, error) {
	target := *(*unsafe.Pointer)(unsafe.Add(obj, r.offset))
	if target == nil {
		return nil, nil
	}
	want, err := r.keyPrint(target)
	if err != nil {
		return nil, err
	}
	have, loaded := t.fingerprint(obj, r), t.stateOf(obj).refAsLoaded(ref)
	if want == loaded && have != want && have != nullKey {
		return nil, nil
	}
	return target, nil
}
