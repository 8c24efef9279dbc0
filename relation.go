package kin

import (
	"context"
	"fmt"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/engine"
	"github.com/kinorm/kin/internal/query"
)

// rel is a relation without types: what the relations of all types are made of.
type rel struct {
	r    *engine.Rel
	path *query.Path // to the owner
	hops []query.Hop // of a [Chain], which has no r
}

//go:noinline
func (r *rel) quantify(op query.Op, kids []*query.Cond) *query.Cond {
	return &query.Cond{Op: op, Rel: r.r.Relation, Path: r.path, Kids: kids}
}

//go:noinline
func not(c *query.Cond) *query.Cond { return &query.Cond{Op: query.Not, Kids: []*query.Cond{c}} }

// has compares the targets with a set of keys.
//
//go:noinline
func (r *rel) has(op query.Op, keys []dialect.Value, err error) *query.Cond {
	c := &query.Cond{Op: op, Rel: r.r.Relation, Path: r.path, Err: err}
	if err == nil {
		c.Args = engine.SetArgs(keys)
	}
	return c
}

//go:noinline
func (r *rel) objects(op query.Op, objs []unsafe.Pointer) *query.Cond {
	keys, err := r.r.TargetKeys(objs)
	return r.has(op, keys, err)
}

// A ToOne is a relation from R to at most one T: a belongs-to, or the reverse end
// of a one-to-one. Its handle also has the columns of T, so that conditions,
// orders and selections reach them: Articles.Author.LastName.Eq("Rossum").
type ToOne[R, T any] struct{ x rel }

// Any is true where the related row exists and fulfils preds.
func (r *ToOne[R, T]) Any(preds ...Pred[T]) Pred[R] {
	return Pred[R]{r.x.quantify(query.Any, conds(preds))}
}

// None is true where no related row fulfils preds, also where there is none.
func (r *ToOne[R, T]) None(preds ...Pred[T]) Pred[R] {
	return Pred[R]{not(r.x.quantify(query.Any, conds(preds)))}
}

// Is is true where the related row is one of targets, which must have rows.
func (r *ToOne[R, T]) Is(targets ...T) Pred[R] {
	return Pred[R]{r.x.objects(query.HasAny, untyped(targets))}
}

// By sorts by an order of the related row. Rows without one count as NULL.
func (r *ToOne[R, T]) By(o Order[T]) Order[R] { return Order[R]{r.x.lift(orderTerm(o))} }

// Loaded reports whether the related object of obj is known: it was loaded and
// belongs to the key that obj has, or there is none.
func (r *ToOne[R, T]) Loaded(obj R) bool { return r.x.r.RefLoaded(address(obj)) }

// Filter chooses which related rows Preload loads.
func (r *ToOne[R, T]) Filter(preds ...Pred[T]) *Load[R, T] {
	return newLoad[R, T](&r.x).Filter(preds...)
}

// Only chooses which columns of related rows Preload loads.
func (r *ToOne[R, T]) Only(columns ...ColumnOf[T]) *Load[R, T] {
	return newLoad[R, T](&r.x).Only(columns...)
}

// Preload loads relations of the related rows as well.
func (r *ToOne[R, T]) Preload(relations ...Preloader[T]) *Load[R, T] {
	return newLoad[R, T](&r.x).Preload(relations...)
}

func (r *ToOne[R, T]) preload(from R) *query.Preload { return newLoad[R, T](&r.x).preload(from) }

// IsKey is true where the related row of a relation has one of keys.
func IsKey[R, T any](r OneOf[R, T], keys Keys[T]) Pred[R] {
	return Pred[R]{relOf(r).has(query.HasAny, keys.sets, keys.err)}
}

// A OneOf is a relation from R to at most one T: a [ToOne].
type OneOf[R, T any] interface {
	Reach[R, T]
	Is(targets ...T) Pred[R]
}

func (r *ToOne[R, T]) related(R, T) *rel { return &r.x }

// A Many is a relation from R to any number of T: a many-to-many from either end,
// or a has-many. It makes conditions on R, chooses what is preloaded, and gives
// the set of any owner.
type Many[R, T any] struct{ x rel }

// Any is true where at least one related row fulfils all of preds. Conditions of
// one Any are about one related row; two Any may be about two.
//
//	id IN (SELECT link.article_id FROM links JOIN publications ... WHERE ...)
func (r *Many[R, T]) Any(preds ...Pred[T]) Pred[R] {
	return Pred[R]{r.x.quantify(query.Any, conds(preds))}
}

// None is true where no related row fulfils all of preds.
func (r *Many[R, T]) None(preds ...Pred[T]) Pred[R] {
	return Pred[R]{not(r.x.quantify(query.Any, conds(preds)))}
}

// Every is true where every related row fulfils all of preds; so it is where
// there is none. A NULL does not fulfil a condition.
func (r *Many[R, T]) Every(preds ...Pred[T]) Pred[R] {
	return Pred[R]{r.x.quantify(query.Every, conds(preds))}
}

// HasAny is true where at least one of targets is related; of none it is false.
func (r *Many[R, T]) HasAny(targets ...T) Pred[R] {
	return Pred[R]{r.x.objects(query.HasAny, untyped(targets))}
}

// HasAll is true where all of targets are related; of none it is true.
func (r *Many[R, T]) HasAll(targets ...T) Pred[R] {
	return Pred[R]{r.x.objects(query.HasAll, untyped(targets))}
}

// HasExactly is true where targets are related and nothing else; of none it means
// that nothing is.
func (r *Many[R, T]) HasExactly(targets ...T) Pred[R] {
	return Pred[R]{r.x.objects(query.HasExactly, untyped(targets))}
}

// SubsetOf is true where nothing but targets is related; of none it means that
// nothing is.
func (r *Many[R, T]) SubsetOf(targets ...T) Pred[R] {
	return Pred[R]{r.x.objects(query.SubsetOf, untyped(targets))}
}

func (r *Many[R, T]) related(R, T) *rel { return &r.x }

// A ManyOf is a relation from R to any number of T: a [Many] or a [ManyThrough].
type ManyOf[R, T any] interface {
	Reach[R, T]
	Rows(preds ...Pred[T]) Rows[R]
}

func relOf[R, T any](r Reach[R, T]) *rel {
	var from R
	var to T
	return r.related(from, to)
}

// Rows joins the related rows that fulfil preds, for [Query.Join].
func (r *Many[R, T]) Rows(preds ...Pred[T]) Rows[R] {
	return Rows[R]{&query.Rows{Path: r.x.path, Rel: r.x.r.Relation, Conds: conds(preds)}}
}

// HasAnyKeys is HasAny of a relation for targets by key.
func HasAnyKeys[R, T any](r ManyOf[R, T], keys Keys[T]) Pred[R] {
	return Pred[R]{relOf(r).has(query.HasAny, keys.sets, keys.err)}
}

// HasAllKeys is HasAll of a relation for targets by key.
func HasAllKeys[R, T any](r ManyOf[R, T], keys Keys[T]) Pred[R] {
	return Pred[R]{relOf(r).has(query.HasAll, keys.sets, keys.err)}
}

// HasExactlyKeys is HasExactly of a relation for targets by key.
func HasExactlyKeys[R, T any](r ManyOf[R, T], keys Keys[T]) Pred[R] {
	return Pred[R]{relOf(r).has(query.HasExactly, keys.sets, keys.err)}
}

// SubsetOfKeys is SubsetOf of a relation for targets by key.
func SubsetOfKeys[R, T any](r ManyOf[R, T], keys Keys[T]) Pred[R] {
	return Pred[R]{relOf(r).has(query.SubsetOf, keys.sets, keys.err)}
}

// Reverse returns the other end of a many-to-many relation, for models of another
// package whose handles cannot have it.
func Reverse[R, T any](r ManyOf[R, T]) *Many[T, R] {
	rev := relOf(r).r.Reverse()
	return &Many[T, R]{rel{r: rev, path: query.Root(rev.Owner.Model)}}
}

// Rows are related rows that [Query.Join] joins to rows of R.
type Rows[R any] struct{ r *query.Rows }

// Of returns the set of owner: the same as its relation field, also where the
// struct has none.
func (r *Many[R, T]) Of(owner R) *RelatedSet[T] {
	return &RelatedSet[T]{engine.Of(r.x.r, address(owner))}
}

// OfKeys returns the set of the owners with these keys. Its queries are about
// targets of any of them, and what it adds, it adds to each. Where rows refer to another
// unique column of the owners than their key, its verbs that write read that column
// first, by one statement.
func (r *Many[R, T]) OfKeys(owners Keys[R]) *RelatedSet[T] {
	return &RelatedSet[T]{engine.OfKeys(r.x.r, owners.sets, owners.err)}
}

// Link adds links between pairs of rows, of any owners and targets, in one
// statement and returns how many are new. All must have rows.
func (r *Many[R, T]) Link(ctx context.Context, db Executor, pairs ...Pair[R, T]) (int64, error) {
	sets, err := pairKeys(r.x.r, pairs, true)
	if err != nil {
		return 0, err
	}
	return sessionOf(db).LinkPairs(ctx, r.x.r, sets)
}

// Unlink removes links between pairs of rows in one statement and returns how many there were.
func (r *Many[R, T]) Unlink(ctx context.Context, db Executor, pairs ...Pair[R, T]) (int64, error) {
	sets, err := pairKeys(r.x.r, pairs, false)
	if err != nil {
		return 0, err
	}
	return sessionOf(db).UnlinkPairs(ctx, r.x.r, sets)
}

// A Pair is an owner and a target, for Link and Unlink.
type Pair[R, T any] struct {
	Owner  R
	Target T
}

//go:noinline
func pairKeys[R, T any](r *engine.Rel, pairs []Pair[R, T], adding bool) ([]dialect.Value, error) {
	owners, targets := make([]unsafe.Pointer, len(pairs)), make([]unsafe.Pointer, len(pairs))
	for i, p := range pairs {
		owners[i], targets[i] = address(p.Owner), address(p.Target)
	}
	return r.PairKeys(owners, targets, adding)
}

// Filter chooses which related rows Preload loads.
func (r *Many[R, T]) Filter(preds ...Pred[T]) *Load[R, T] {
	return newLoad[R, T](&r.x).Filter(preds...)
}

// OrderBy sorts the related rows that Preload loads.
func (r *Many[R, T]) OrderBy(orders ...Order[T]) *Load[R, T] {
	return newLoad[R, T](&r.x).OrderBy(orders...)
}

// Limit loads at most n related rows for each owner.
func (r *Many[R, T]) Limit(n int) *Load[R, T] { return newLoad[R, T](&r.x).Limit(n) }

// Only chooses which columns of related rows Preload loads.
func (r *Many[R, T]) Only(columns ...ColumnOf[T]) *Load[R, T] {
	return newLoad[R, T](&r.x).Only(columns...)
}

// Preload loads relations of the related rows as well.
func (r *Many[R, T]) Preload(relations ...Preloader[T]) *Load[R, T] {
	return newLoad[R, T](&r.x).Preload(relations...)
}

func (r *Many[R, T]) preload(from R) *query.Preload { return newLoad[R, T](&r.x).preload(from) }

// lift makes an order of the related row one of the owner.
//
//go:noinline
func (r *rel) lift(o *query.OrderTerm) *query.OrderTerm {
	if o.Err != nil {
		return o
	}
	if o.X.Group {
		return &query.OrderTerm{Err: fmt.Errorf("kin: %s.By: %s is of groups, not of a row", r.r, o.X)}
	}
	path := r.path.Hop(r.r.Relation)
	for _, h := range o.X.Path.Hops {
		path = path.Hop(h)
	}
	x, c := *o.X, *o
	x.Path, c.X = path, &x
	return &c
}
