package kin

import (
	"context"
	"fmt"
	"unsafe"

	"github.com/kinorm/kin/internal/engine"
	"github.com/kinorm/kin/internal/query"
)

// A Through is a field that holds the targets of a many-to-many relation whose
// links have columns of their own: the model L. It has all verbs of a
// [RelatedSet]; Add gives new links the defaults of L.
type Through[T, L any] struct {
	RelatedSet[*T]
	links []unsafe.Pointer // beside the loaded items, see engine.LinkSet
}

// A Linked is a target with the link that leads to it.
type Linked[T, L any] struct {
	Target *T
	Link   L
}

// A Policy is what AddLinks does where a target is related already.
type Policy = engine.Policy

// The policies.
const (
	IfAbsent Policy = engine.IfAbsent // the link that exists stays as it is
	Update   Policy = engine.Update   // it gets the new values
	Error    Policy = engine.Error    // it is ErrUnique, and nothing is added
)

// AddWith relates targets to the owner by links with the values of link and
// returns how many are new. Links that exist stay as they are, see AddLinks.
func (s *Through[T, L]) AddWith(ctx context.Context, db Executor, link L, targets ...*T) (int64, error) {
	return sessionOf(db).AddWith(ctx, &s.s, nameOf[*T](), unsafe.Pointer(&link), untyped(targets))
}

// AddLinks relates targets to the owner, each by a link with values of its own,
// in one statement, and returns how many links are new.
func (s *Through[T, L]) AddLinks(ctx context.Context, db Executor, policy Policy, links ...Linked[T, L]) (int64, error) {
	targets, values := make([]unsafe.Pointer, len(links)), make([]unsafe.Pointer, len(links))
	for i := range links {
		targets[i], values[i] = unsafe.Pointer(links[i].Target), unsafe.Pointer(&links[i].Link)
	}
	return sessionOf(db).AddLinks(ctx, &s.s, nameOf[*T](), policy, targets, values)
}

// SetWith is Set whose new links get the values of link. Links that stay keep theirs.
func (s *Through[T, L]) SetWith(ctx context.Context, db Executor, link L, targets ...*T) (Changed, error) {
	return sessionOf(db).SetTo(ctx, &s.s, nameOf[*T](), untyped(targets), unsafe.Pointer(&link), false)
}

// CreateWith inserts obj and relates it to the owner by a link with the values of
// link, both or neither.
func (s *Through[T, L]) CreateWith(ctx context.Context, db Executor, link L, obj *T) error {
	return sessionOf(db).CreateIn(ctx, &s.s, nameOf[*T](), unsafe.Pointer(obj), unsafe.Pointer(&link))
}

// UpdateLinks assigns to the links to those targets that fulfil where, which may
// hold conditions on links by LinkWhere, and returns how many there were. The zero
// Pred means all links of the owner.
//
//	n, err := post.Categories.UpdateLinks(ctx, db, Categories.Name.Eq("News"), PostCategories.SortOrder.Set(3))
func (s *Through[T, L]) UpdateLinks(ctx context.Context, db Executor, where Pred[*T], assigns ...Assign[*L]) (int64, error) {
	set := make([]*query.Assign, len(assigns))
	for i, a := range assigns {
		set[i] = assign(a)
	}
	return sessionOf(db).UpdateLinks(ctx, &s.s, nameOf[*T](), []*query.Cond{cond(where)}, set)
}

// Links returns the related objects that were loaded, each with its link, or
// ErrNotLoaded. It runs no query.
func (s *Through[T, L]) Links() ([]Linked[T, L], error) {
	items, err := s.Items()
	if err != nil {
		return nil, err
	}
	out := make([]Linked[T, L], len(items))
	for i, item := range items {
		out[i] = Linked[T, L]{Target: item, Link: *(*L)(s.links[i])}
	}
	return out, nil
}

// MustLinks is Links for sets that are known to be loaded. It panics with the
// Preload that is missing where one is not.
func (s *Through[T, L]) MustLinks() []Linked[T, L] {
	links, err := s.Links()
	if err != nil {
		panic(err)
	}
	return links
}

// RemoveWhere removes the links to those targets that fulfil all of preds, which
// may hold conditions on links by LinkWhere, and returns how many there were.
func (s *RelatedSet[T]) RemoveWhere(ctx context.Context, db Executor, preds ...Pred[T]) (int64, error) {
	return sessionOf(db).RemoveWhere(ctx, &s.s, nameOf[T](), conds(preds))
}

// A ManyThrough is a many-to-many relation from R to T whose links are rows of L.
type ManyThrough[R, T, L any] struct{ Many[R, T] }

// LinkWhere is true where the link that leads to the related row fulfils all of
// preds. It stands within the conditions of this relation: in Any, None, Every and
// Rows, in Filter of a Preload, and in queries of a set of this relation; elsewhere
// it is ErrOutside.
//
//	Posts.Filter(Posts.Categories.Any(Posts.Categories.LinkWhere(PostCategories.SortOrder.Gt(1))))
func (r *ManyThrough[R, T, L]) LinkWhere(preds ...Pred[L]) Pred[T] {
	return Pred[T]{&query.Cond{Op: query.OnLink, Rel: r.x.r.Relation, Kids: conds(preds)}}
}

// ByLink sorts related rows by an order of the links that lead to them, where
// LinkWhere may stand.
func (r *ManyThrough[R, T, L]) ByLink(o Order[L]) Order[T] {
	t := *orderTerm(o)
	t.Link = r.x.r.Relation
	return Order[T]{&t}
}

// OnlyLink chooses which columns of the links Preload loads.
func (r *ManyThrough[R, T, L]) OnlyLink(columns ...ColumnOf[L]) *Load[R, T] {
	return r.linkMask(columns, true)
}

// DeferLink chooses which columns of the links Preload does not load.
func (r *ManyThrough[R, T, L]) DeferLink(columns ...ColumnOf[L]) *Load[R, T] {
	return r.linkMask(columns, false)
}

func (r *ManyThrough[R, T, L]) linkMask(columns []ColumnOf[L], only bool) *Load[R, T] {
	l := newLoad[R, T](&r.x)
	if r.x.r.Link == nil || r.x.r.Link.Err != nil {
		return l
	}
	fields, err := fieldsOf(r.x.r.Link, columns)
	if err != nil {
		return choosing(l, with(&l.q, func(q *query.Query) { q.Err = err }))
	}
	l.links = r.x.r.Link.Mask(fields, only)
	return l
}

// NewManyThrough returns relation i of the model at the end of p; generated code
// calls it.
func NewManyThrough[R, T, L any](p *Path, i int) *ManyThrough[R, T, L] {
	return &ManyThrough[R, T, L]{Many[R, T]{p.relation(i)}}
}

// Via selects a value of the related rows that Join joins.
//
//	q := Posts.Join(Posts.Categories.Rows())
//	rows, err := kin.Select2(q, Posts.Title, kin.Via(Posts.Categories, Categories.Name)).All(ctx, db)
func Via[R, T, V any](r ManyOf[R, T], s Selectable[T, V]) Selectable[R, V] {
	return joined[R, V](selectedTerm(s), query.FromRows)
}

// ViaLink selects a value of the links by which Join joins related rows.
func ViaLink[R, T, L, V any](r *ManyThrough[R, T, L], s Selectable[L, V]) Selectable[R, V] {
	return joined[R, V](selectedTerm(s), query.FromLink)
}

func joined[R, V any](t *query.Term, from query.From) Selectable[R, V] {
	c := *t
	c.From = from
	if t.Group {
		c.Err = fmt.Errorf("kin: Via: %s is of groups, not of a row", t)
	}
	return selection[R, V]{&c}
}

type selection[R, V any] struct{ t *query.Term }

func (s selection[R, V]) selected(R, *V) *query.Term { return s.t }
