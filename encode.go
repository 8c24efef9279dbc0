package kin

import (
	"reflect"
	"unsafe"

	"github.com/kinorm/kin/internal/engine"
)

// Encode returns the JSON of an object: its columns, then what is loaded of its
// relations.
//
//	{"id":1,"title":"Go","author_id":7,
//	 "author":{"id":7,"name":"Rob"},
//	 "categories":[{"id":3,"name":"News","post_category":{"sort_order":2}}]}
//
// A key is the name in the field's json tag, else the column, and for a relation
// the field's name in snake_case. A field with the tag json:"-" is left out, one
// with omitempty or omitzero if it is zero, and a number or bool with ",string" is
// written as a string. Columns that were not loaded are left out. So are the key,
// the version and the times of writing of an object that has no row, as long as
// they are zero; of a key of several fields only if all of them are.
//
// A relation is there only if it is loaded, or was put there by Hold or by hand;
// empty it is []. A relation to one is null if its key is NULL. The values of a
// link nest under the target that it leads to, by the name of the link model in
// snake_case, without the keys of its ends and with the objects that its further
// foreign keys lead to. Relations with skip_reverse are never written.
//
//	int, float, bool, enum   as they are
//	decimal                  a string, with all digits of its scale
//	time.Time                a string, RFC 3339 in UTC with microseconds: "2026-01-02T15:04:05.5Z"
//	date                     a string, "2006-01-02"
//	[]byte                   a string, base64
//	UUID                     a string, with hyphens
//	kin.JSON                 the document
//
// A type with MarshalJSON or MarshalText is written by that. Of a related object
// whose model has a MarshalJSON of its own, this is used; of v itself it is not,
// so that MarshalJSON of a model can be made of Encode.
//
// Encode runs no query. It returns an error for a value that could not be stored,
// such as a NaN, and for objects by hand that lead back to themselves.
func Encode[M any](v *M, options ...EncodeOption[*M]) ([]byte, error) {
	t, err := engine.TypeOf(reflect.TypeFor[M]())
	if err != nil {
		return nil, err
	}
	return t.Encode(unsafe.Pointer(v), choice(options))
}

// EncodeAll returns the JSON array of objects; none is []. See [Encode].
func EncodeAll[M any](list []*M, options ...EncodeOption[*M]) ([]byte, error) {
	t, err := engine.TypeOf(reflect.TypeFor[M]())
	if err != nil {
		return nil, err
	}
	return t.EncodeAll(untyped(list), choice(options))
}

// An EncodeOption chooses what Encode writes of objects of R.
type EncodeOption[R any] func(*engine.Choice)

// choice returns what options choose, or nil for everything.
func choice[R any](options []EncodeOption[R]) *engine.Choice {
	if len(options) == 0 {
		return nil
	}
	c := new(engine.Choice)
	for _, o := range options {
		o(c)
	}
	return c
}

// Include makes Encode write only these parts: columns, columns of a row that a
// relation leads to, and relations with all or some of their parts.
//
//	kin.Encode(post, kin.Include(Posts.Title, Posts.Author.Name, Posts.Categories.Fields(Categories.Name)))
//	{"title":"Go","author":{"name":"Rob"},"categories":[{"name":"News"}]}
func Include[R any](parts ...Part[R]) EncodeOption[R] {
	return func(c *engine.Choice) {
		c.Only = true
		c.Include = append(c.Include, partsOf(parts)...)
	}
}

// Exclude makes Encode leave out these parts. It goes before Include.
//
//	kin.Encode(post, kin.Exclude(Posts.ID, Posts.AuthorID, Posts.Categories.Fields(Categories.ID)))
func Exclude[R any](parts ...Part[R]) EncodeOption[R] {
	return func(c *engine.Choice) { c.Exclude = append(c.Exclude, partsOf(parts)...) }
}

// A Part is a part of the JSON of an R: a column, a relation, or some parts of what
// a relation leads to, which Fields of the relation returns.
type Part[R any] interface {
	part(R) *engine.Part
}

//go:noinline
func partsOf[R any](parts []Part[R]) []*engine.Part {
	var none R
	out := make([]*engine.Part, len(parts))
	for i, p := range parts {
		out[i] = p.part(none)
	}
	return out
}

func (c *Column[R, V]) part(R) *engine.Part        { return engine.PartOf(c.c.Term) }
func (c *OrderedColumn[R, V]) part(R) *engine.Part { return engine.PartOf(c.c.Term) }
func (c *NumberColumn[R, V]) part(R) *engine.Part  { return engine.PartOf(c.c.Term) }
func (c *TextColumn[R, V]) part(R) *engine.Part    { return engine.PartOf(c.c.Term) }
func (c *JSONColumn[R, V]) part(R) *engine.Part    { return engine.PartOf(c.c.Term) }

func (r *ToOne[R, T]) part(R) *engine.Part { return r.x.whole() }
func (r *Many[R, T]) part(R) *engine.Part  { return r.x.whole() }

// whole is the part that the relation with everything is.
//
//go:noinline
func (r *rel) whole() *engine.Part {
	return engine.PartAt(r.path, &engine.Part{Rel: r.r.Relation, Whole: true, Err: r.r.Owner.Err})
}

//go:noinline
func (r *rel) some(parts []*engine.Part) *engine.Part {
	return engine.PartAt(r.path, &engine.Part{Rel: r.r.Relation, Parts: parts, Err: r.r.Owner.Err})
}

// A chosenPart is a Part that was made of others.
type chosenPart[R any] struct{ p *engine.Part }

func (p chosenPart[R]) part(R) *engine.Part { return p.p }

// Fields chooses parts of the related row, for [Include] and [Exclude].
func (r *ToOne[R, T]) Fields(parts ...Part[T]) Part[R] {
	return chosenPart[R]{r.x.some(partsOf(parts))}
}

// Fields chooses parts of the related rows, for [Include] and [Exclude].
func (r *Many[R, T]) Fields(parts ...Part[T]) Part[R] {
	return chosenPart[R]{r.x.some(partsOf(parts))}
}

// LinkFields chooses columns of the links that lead to the related rows; without
// columns it is the whole link. It stands within Fields of the same relation.
//
//	kin.Include(Posts.Categories.Fields(Categories.Name, Posts.Categories.LinkFields(PostCategories.SortOrder)))
//	{"categories":[{"name":"News","post_category":{"sort_order":2}}]}
func (r *ManyThrough[R, T, L]) LinkFields(columns ...ColumnOf[L]) Part[T] {
	p := &engine.Part{Whole: len(columns) == 0, Err: r.x.r.Owner.Err}
	if p.Err == nil {
		p.Link = r.x.r.Through.Model
	}
	for _, c := range columns {
		p.Parts = append(p.Parts, engine.PartOf(termOf(c)))
	}
	return chosenPart[T]{p}
}
