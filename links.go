package kin

import (
	"context"
	"unsafe"

	"github.com/kinorm/kin/internal/engine"
)

// A LinkAction is what happened to links; see [LinkEvent].
type LinkAction = engine.LinkAction

// The actions.
const (
	LinkAdded   LinkAction = engine.LinkAdded
	LinkRemoved LinkAction = engine.LinkRemoved
	LinkChanged LinkAction = engine.LinkChanged // columns of the link got other values
)

// A LinkEvent is what a verb did to links from R to T: those that really were
// added, removed or changed, in the order of their keys, and no others. A verb that
// does two things, as Set does, sends an event for each.
type LinkEvent[R, T any] struct {
	Action LinkAction
	Links  []ChangedLink[R, T]
}

// A ChangedLink is one link of a [LinkEvent]. Owner and Target know their keys,
// and a target of a has-many also its foreign keys; nothing else of their rows is
// loaded, Load and Reload of their tables load it. [LinkValues] returns the values
// of the link itself.
type ChangedLink[R, T any] struct {
	Owner  R
	Target T

	before, after unsafe.Pointer // as in engine.ChangedLink
}

// OnLinks makes a handle call f with every change to links of a relation, by
// whichever verb and from whichever end, as seen from the end that r is. An event
// without links is not sent. f runs in the transaction of the change, after it; the
// error of f undoes the change and is returned by the verb. See [Hook] for the rest,
// and docs/hooks.md for the verbs.
//
//	db = db.With(kin.OnLinks(Articles.Publications, func(ctx context.Context, tx *kin.Tx, e kin.LinkEvent[*Article, *Publication]) error {
//		...
//	}))
//
// In a symmetric relation a link is two rows, and the event has both: one seen from
// each end. In a has-many relation a link is the foreign key of the child, and verbs
// of the set send events; Save of the child sends none, it has hooks.
//
// Links that the database removes with a row that is deleted send no event.
//
// With a listener a verb takes a constant number of statements more: a savepoint,
// and one to three that lock and read what changes where the statement that writes
// does not return it.
func OnLinks[R, T any](r ManyOf[R, T], f func(ctx context.Context, tx *Tx, e LinkEvent[R, T]) error) Option {
	rel := relOf(r).r
	return func(db *engine.DB) {
		db.Listen(rel, func(ctx context.Context, s *engine.Session, e engine.LinkEvent) error {
			return f(ctx, &Tx{s}, LinkEvent[R, T]{e.Action, changedLinks[R, T](e.Links)})
		})
	}
}

// changedLinks gives links their types. Both structs have one layout.
func changedLinks[R, T any](links []engine.ChangedLink) []ChangedLink[R, T] {
	return *(*[]ChangedLink[R, T])(unsafe.Pointer(&links))
}

// LinkValues returns a link of a [LinkEvent] with its columns, as it was before and
// as it is after: before is nil for a link that was added, after for one that was
// removed.
func LinkValues[R, T, L any](_ *ManyThrough[R, T, L], l ChangedLink[R, T]) (before, after L) {
	return object[L](l.before), object[L](l.after)
}
