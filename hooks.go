package kin

import (
	"context"
	"unsafe"

	"github.com/kinorm/kin/internal/engine"
)

// A TableOf is the table of a model R whose objects are written: a generated handle
// such as Articles, but none of a link model.
type TableOf[R any] interface {
	table(R) *engine.Type
}

// A Hook is a function that a database handle calls when an object of the model R
// is written through it. Hooks are options of [DB.With], so a program says in one
// place what has hooks, and may keep a handle without them for bulk work:
//
//	db = db.With(
//		kin.BeforeSave(Articles, setSlug),
//		kin.AfterDelete(Articles, removeImages),
//	)
//
// A hook gets the transaction that the write happens in; what it does in it is
// undone with the write. An error of a hook undoes the whole operation and is
// returned by it, wrapped. Where the program began no transaction, the operation
// runs in one of its own, else in a savepoint. Hooks of one model run in the order
// of their options, those before the write also before defaults and Validate, so
// that they may change the object. What must happen only if the transaction
// commits goes into [Tx.OnCommit].
//
// Verbs for objects run hooks: Create, CreateMany, Save, UpdateMany, GetOrCreate,
// UpdateOrCreate, Upsert, SaveGraph, Delete, and creation through a set. Update
// and Delete of a query run none, for there are no objects, and neither do rows
// that the database changes by a foreign key's policy. For links, see [OnLinks].
type Hook[R any] func(ctx context.Context, tx *Tx, obj R) error

// hook returns the option that calls f for objects of a table.
func hook[R any](t TableOf[R], on engine.Happening, after bool, f Hook[R]) Option {
	var r R
	typ := t.table(r)
	return func(db *engine.DB) {
		db.AddHook(typ, on, after, func(ctx context.Context, s *engine.Session, obj unsafe.Pointer) error {
			return f(ctx, &Tx{s}, object[R](obj))
		})
	}
}

// BeforeCreate calls f before the row of an object is inserted.
func BeforeCreate[R any](t TableOf[R], f Hook[R]) Option {
	return hook(t, engine.Creates, false, f)
}

// AfterCreate calls f after the row of an object was inserted, when it has its key.
func AfterCreate[R any](t TableOf[R], f Hook[R]) Option {
	return hook(t, engine.Creates, true, f)
}

// BeforeUpdate calls f before the row of an object that has one is saved.
func BeforeUpdate[R any](t TableOf[R], f Hook[R]) Option {
	return hook(t, engine.Updates, false, f)
}

// AfterUpdate calls f after the row of an object that had one was saved.
func AfterUpdate[R any](t TableOf[R], f Hook[R]) Option {
	return hook(t, engine.Updates, true, f)
}

// BeforeSave calls f before an object is written, as BeforeCreate and BeforeUpdate
// together do; [Saved] tells which of them it is. It is also called by Upsert,
// which cannot know.
func BeforeSave[R any](t TableOf[R], f Hook[R]) Option {
	return hook(t, engine.Creates|engine.Updates|engine.Upserts, false, f)
}

// AfterSave calls f after an object was written, as AfterCreate and AfterUpdate
// together do. It is also called by Upsert, which cannot know.
func AfterSave[R any](t TableOf[R], f Hook[R]) Option {
	return hook(t, engine.Creates|engine.Updates|engine.Upserts, true, f)
}

// BeforeDelete calls f for each object before Delete of its table deletes them.
func BeforeDelete[R any](t TableOf[R], f Hook[R]) Option {
	return hook(t, engine.Deletes, false, f)
}

// AfterDelete calls f for each object after Delete of its table has deleted them.
// The objects have their values still, and count as unsaved.
func AfterDelete[R any](t TableOf[R], f Hook[R]) Option {
	return hook(t, engine.Deletes, true, f)
}
