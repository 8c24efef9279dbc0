package kin

import (
	"context"
	"fmt"
	"reflect"

	"github.com/kinorm/kin/internal/engine"
)

// SaveGraph saves obj with the objects that its relations hold in memory, because
// they were decoded from JSON, put there by Hold or by hand, or loaded. Everything
// happens in one transaction: what a foreign key leads to first, then the object,
// then those that belong to it, which get its key, and links last.
//
//	post, err := kin.Decode[Post](body)
//	err = kin.SaveGraph(ctx, db, post, Posts.Author, Posts.Categories)
//
// The relations that may be saved are listed, below one of them by With:
// Authors.Posts.With(Posts.Categories). An object that the graph holds and the list
// does not lead to is ErrNotAllowed before any statement is sent, so that input
// cannot reach further than the program means. An object that the list leads to in
// several ways may hold what any of them allows. Objects that links refer to besides
// their ends are listed by [OfLinks]. A relation back to the object that
// it was reached from need not be listed, if it is to one.
//
// An object without a row is created, one with a row is saved as by Save, each
// once, also if the graph holds it several times. A new object that belongs to an
// owner must not have the key of another one, which is ErrConflict; one with a row
// moves. Links are added; those that exist stay as they are, with their values.
// Nothing is removed, and the containers keep what they hold.
//
// Statements are one for each type and level of foreign keys, and one for each
// relation by links, whatever the number of objects. After an error all objects are
// as they were: without keys and foreign keys to rows that were rolled back.
// Besides the errors of Create and Save it returns an error for objects without
// rows that need each other's keys.
func SaveGraph[M any](ctx context.Context, db Executor, obj *M, relations ...Branch[*M]) error {
	return SaveGraphs(ctx, db, []*M{obj}, relations...)
}

// SaveGraphs is SaveGraph for several objects, all or none. An object that more
// than one of them leads to is saved once.
func SaveGraphs[M any](ctx context.Context, db Executor, objs []*M, relations ...Branch[*M]) error {
	t, err := engine.TypeOf(reflect.TypeFor[M]())
	if err != nil {
		return err
	}
	return sessionOf(db).SaveGraph(ctx, t, untyped(objs), branches(relations))
}

// ErrNotAllowed is returned by SaveGraph for an object that the list of relations
// does not lead to.
var ErrNotAllowed = engine.ErrNotAllowed

// A Branch is a relation of R whose objects [SaveGraph] may save, with those that
// these may lead to.
type Branch[R any] interface {
	branch(R) *engine.Branch
}

//go:noinline
func branches[R any](list []Branch[R]) []*engine.Branch {
	var none R
	out := make([]*engine.Branch, len(list))
	for i, b := range list {
		out[i] = b.branch(none)
	}
	return out
}

// grown is a relation with relations of its targets.
type grown[R any] struct{ b *engine.Branch }

func (g grown[R]) branch(R) *engine.Branch { return g.b }

// grow is the relation with branches below it.
func (r *rel) grow(below []*engine.Branch) *engine.Branch {
	b := &engine.Branch{Rel: r.r, Kids: below}
	if len(r.path.Hops) > 0 {
		b.Err = fmt.Errorf("kin: save graph: %s.%s: write it within With of the relation before it", r.path, r.r.Name)
	}
	return b
}

func (r *ToOne[R, T]) branch(R) *engine.Branch { return r.x.grow(nil) }
func (r *Many[R, T]) branch(R) *engine.Branch  { return r.x.grow(nil) }

// OfLinks lets [SaveGraph] save objects that the links of a relation refer to besides
// their ends. It stands within With of that relation.
//
//	kin.SaveGraph(ctx, db, group, Groups.Members.With(kin.OfLinks(Groups.Members, Memberships.Inviter)))
func OfLinks[R, T, L any](r *ManyThrough[R, T, L], relations ...Branch[L]) Branch[T] {
	return grown[T]{&engine.Branch{Link: r.x.r, Kids: branches(relations)}}
}

// With lets [SaveGraph] save relations of the related row as well.
func (r *ToOne[R, T]) With(relations ...Branch[T]) Branch[R] {
	return grown[R]{r.x.grow(branches(relations))}
}

// With lets [SaveGraph] save relations of the related rows as well.
func (r *Many[R, T]) With(relations ...Branch[T]) Branch[R] {
	return grown[R]{r.x.grow(branches(relations))}
}
