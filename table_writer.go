package kin

import (
	"context"

	"github.com/kinorm/kin/internal/engine"
)

// A TableWriter is the verbs that write objects of the model R. Generated handles
// embed it beside a [Table]; those of link models do not, because links are made,
// changed and removed by the verbs of their relation, so that none loses an end. It
// is safe for concurrent use.
type TableWriter[R any] struct{ t *engine.Type }

func (w *TableWriter[R]) table(R) *engine.Type { return w.t }

// Create inserts obj and fills what the database or the model's defaults give it:
// its key, times, version. It returns ErrUnique, ErrForeignKey and the other errors
// of constraints, ErrUnsaved for a related object without a row, a [ValueError]
// for a value that cannot be stored, and what Validate of the model returns.
//
//	INSERT INTO articles (headline) VALUES (?)
func (w *TableWriter[R]) Create(ctx context.Context, db Executor, obj R) error {
	return sessionOf(db).Create(ctx, w.t, address(obj))
}

// CreateMany inserts objects in their order, all or none, and fills their keys.
func (w *TableWriter[R]) CreateMany(ctx context.Context, db Executor, objs []R) error {
	return sessionOf(db).CreateMany(ctx, w.t, untyped(objs))
}

// Save creates an object that has no row and updates one that has: the columns
// that were loaded, or only those that are named. Links are not touched. It
// returns ErrNotFound where the row is gone, and ErrStale where the model has a
// version and the row another one.
func (w *TableWriter[R]) Save(ctx context.Context, db Executor, obj R, columns ...ColumnOf[R]) error {
	fields, err := fieldsOf(w.t, columns)
	if err != nil {
		return err
	}
	return sessionOf(db).Save(ctx, w.t, address(obj), fields)
}

// UpdateMany saves objects that have rows, all or none: the columns that were
// loaded, or only those that are named.
func (w *TableWriter[R]) UpdateMany(ctx context.Context, db Executor, objs []R, columns ...ColumnOf[R]) error {
	fields, err := fieldsOf(w.t, columns)
	if err != nil {
		return err
	}
	return sessionOf(db).UpdateMany(ctx, w.t, untyped(objs), fields)
}

// GetOrCreate reads the row that is equal to obj in the columns by into obj, or
// creates obj where there is none, and reports whether it did. If the columns are
// unique, it never makes two rows, however many callers there are.
func (w *TableWriter[R]) GetOrCreate(ctx context.Context, db Executor, obj R, by ...ColumnOf[R]) (created bool, err error) {
	fields, err := fieldsOf(w.t, by)
	if err != nil {
		return false, err
	}
	return sessionOf(db).GetOrCreate(ctx, w.t, address(obj), fields)
}

// UpdateOrCreate gives the row that is equal to obj in the columns by the other
// values of obj, or creates obj, and reports whether it did.
func (w *TableWriter[R]) UpdateOrCreate(ctx context.Context, db Executor, obj R, by ...ColumnOf[R]) (created bool, err error) {
	fields, err := fieldsOf(w.t, by)
	if err != nil {
		return false, err
	}
	return sessionOf(db).UpdateOrCreate(ctx, w.t, address(obj), fields)
}

// Upsert inserts obj, or gives its values to the row that is equal in the columns
// by, which must be unique, in one statement:
//
//	INSERT INTO tags (name, note) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET note = excluded.note
func (w *TableWriter[R]) Upsert(ctx context.Context, db Executor, obj R, by ...ColumnOf[R]) error {
	fields, err := fieldsOf(w.t, by)
	if err != nil {
		return err
	}
	return sessionOf(db).Upsert(ctx, w.t, address(obj), fields)
}

// Delete deletes the rows of objects in one statement, or as [Query.Delete] does
// in a tree, and returns how many there were. The objects count as unsaved afterwards, until a rollback. An object that
// has no row is ErrUnsaved, before any SQL. See [Query.Delete] for what a foreign
// key refuses.
func (w *TableWriter[R]) Delete(ctx context.Context, db Executor, objs ...R) (int64, error) {
	return sessionOf(db).DeleteObjects(ctx, w.t, untyped(objs))
}

// DeletePlan returns what Delete of the same objects would do; see [Query.DeletePlan].
func (w *TableWriter[R]) DeletePlan(ctx context.Context, db Executor, objs ...R) (*DeletePlan, error) {
	return sessionOf(db).DeleteObjectsPlan(ctx, w.t, untyped(objs))
}

// NewTableWriter returns the verbs that write objects of a model; generated code
// calls it.
func NewTableWriter[R any](p *Path) TableWriter[R] { return TableWriter[R]{p.typ} }
