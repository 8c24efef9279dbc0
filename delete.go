package kin

import (
	"context"

	"github.com/kinorm/kin/internal/engine"
)

// What a delete would do, and what prevented one.
type (
	// A DeletePlan says what deleting the rows of a query would do, and what would
	// prevent it; see [Query.DeletePlan].
	DeletePlan = engine.DeletePlan
	// A DeleteStep is what a foreign key does to the rows that refer to rows that go.
	DeleteStep = engine.DeleteStep
	// A LinkCount is how many links of a table go because one of their ends does.
	LinkCount = engine.LinkCount
	// A Blocker is a foreign key whose rows prevent a delete.
	Blocker = engine.Blocker

	// A ForeignKeyError is an ErrForeignKey that names the rows: those that prevented
	// a delete, or the keys that refer to no row. It wraps the ConstraintError.
	ForeignKeyError = engine.ForeignKeyError
	// A MissingRow is a key that refers to no row.
	MissingRow = engine.MissingRow
)

// Delete deletes all rows of the query in one statement and returns their number;
// rows that go with them by the foreign keys' policies are not counted. On SQLite,
// MariaDB and MySQL the rows of a model whose cascades lead back to it, such as a
// tree, are counted and locked by a statement before, in the same transaction:
// theirs leaves out those that have gone with another of them. Without
// any condition it returns ErrNoCondition, see AllRows. Where a foreign key refuses,
// the error is ErrForeignKey and, as a [ForeignKeyError], names the rows that still
// refer to one of these. DeletePlan tells it before.
//
//	DELETE FROM authors WHERE last_name = ?
func (q *Query[R]) Delete(ctx context.Context, db Executor) (int64, error) {
	return sessionOf(db).Delete(ctx, q.t, q.q)
}

// DeletePlan returns what Delete would do and changes nothing: which rows would go
// or change with those of the query, and which would prevent it. It reads the keys
// of all rows that would go, with one statement for each foreign key and level, in
// one read-only transaction, or in db if that is a transaction. The errors are those
// of Delete for the query, and those of reading.
func (q *Query[R]) DeletePlan(ctx context.Context, db Executor) (*DeletePlan, error) {
	return sessionOf(db).DeletePlan(ctx, q.t, q.q)
}
