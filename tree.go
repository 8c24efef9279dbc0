package kin

import (
	"fmt"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
)

// A SelfRelation is a relation of R to itself, to one row or to many.
type SelfRelation[R any] interface {
	Preloader[R]
	self(from, to R) *rel
}

func (r *Many[R, T]) self(R, T) *rel  { return &r.x }
func (r *ToOne[R, T]) self(R, T) *rel { return &r.x }

func selfOf[R any](r SelfRelation[R]) *rel {
	var none R
	return r.self(none, none)
}

// Reachable is true for rows that are reached from roots by following a relation
// of a model to itself once or more: descendants by the children, ancestors by the
// parent, and all that is connected by links. A root itself is among them only
// where the relation leads back to it. It is one recursive query.
//
//	Nodes.Filter(kin.Reachable(Nodes.Children, root))
func Reachable[R any](r SelfRelation[R], roots ...R) Pred[R] {
	s := selfOf(r)
	keys, err := s.r.TargetKeys(untyped(roots))
	return Pred[R]{s.reachable(keys, err)}
}

// ReachableKeys is Reachable for roots by key.
func ReachableKeys[R any](r SelfRelation[R], roots Keys[R]) Pred[R] {
	return Pred[R]{selfOf(r).reachable(roots.sets, roots.err)}
}

func (r *rel) reachable(keys []dialect.Value, err error) *query.Cond {
	return &query.Cond{Op: query.Reachable, Rel: r.r.Relation, Path: r.path, Args: keys, Err: err}
}

// Depth preloads a relation of a model to itself over several levels: the related
// rows, theirs, and so on. It takes one statement for each level.
//
//	Nodes.Preload(kin.Depth(Nodes.Children, 3))
func Depth[R any](r SelfRelation[R], levels int) Preloader[R] {
	s := selfOf(r)
	if levels < 1 {
		return &Load[R, R]{r: s, q: Query[R]{t: s.r.Target, q: &query.Query{
			Model: s.r.Target.Model, Err: fmt.Errorf("kin: Depth(%s, %d): at least one level is loaded", s.r, levels),
		}}}
	}
	l := newLoad[R, R](s)
	for range levels - 1 {
		l = newLoad[R, R](s).Preload(l)
	}
	return l
}
