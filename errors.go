package kin

import (
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/engine"
	"github.com/kinorm/kin/internal/query"
)

// The errors of kin, the same on every database. Compare with errors.Is; the
// error that is returned says which model, field or row, and wraps the error of
// the database driver, if there is one.
var (
	// ErrNotFound is returned where one row is asked for and there is none. It is
	// also sql.ErrNoRows.
	ErrNotFound = engine.ErrNotFound
	// ErrMultiple is returned by Get where more than one row is found.
	ErrMultiple = engine.ErrMultiple
	// ErrUnsaved is returned for an object that has no row where one is needed.
	ErrUnsaved = engine.ErrUnsaved
	// ErrCopied is returned by a relation field of a struct that was copied.
	ErrCopied = engine.ErrCopied
	// ErrNotLoaded is returned for related objects that were not loaded.
	ErrNotLoaded = engine.ErrNotLoaded
	// ErrConflict is returned by Save where a relation and its key field were set to different rows.
	ErrConflict = engine.ErrConflict
	// ErrStale is returned by Save of a model with a version whose row was changed by someone else.
	ErrStale = engine.ErrStale
	// ErrInvalid is returned for an object that its Validate method refuses, and
	// for a value that an enum does not have.
	ErrInvalid = engine.ErrInvalid
	// ErrTooLong is returned for text or bytes longer than their column.
	ErrTooLong = dialect.ErrTooLong
	// ErrNoCondition is returned by Update and Delete without any condition; see Query.AllRows.
	ErrNoCondition = query.ErrNoCondition
	// ErrOutside is returned for a column of a link outside of its relation.
	ErrOutside = query.ErrOutside
	// ErrLinkEnd is returned for an update that assigns to a key of an end of links,
	// which would lose one link and make another.
	ErrLinkEnd = engine.ErrLinkEnd
	// ErrTxDone is returned for a transaction that has ended.
	ErrTxDone = engine.ErrTxDone
	// ErrTxInUse is returned for a transaction while a savepoint of it is open.
	ErrTxInUse = engine.ErrTxInUse
	// ErrNoTx is returned for a query with ForUpdate outside of a transaction.
	ErrNoTx = engine.ErrNoTx

	// ErrUnique is returned where a value that must be unique exists already.
	ErrUnique = dialect.ErrUnique
	// ErrForeignKey is returned where a key refers to no row, or a row that is deleted is referred to.
	ErrForeignKey = dialect.ErrForeignKey
	// ErrNotNull is returned where a column that must have a value would get none.
	ErrNotNull = dialect.ErrNotNull
	// ErrCheck is returned where a check of the table fails.
	ErrCheck = dialect.ErrCheck
	// ErrSerialization is returned where a concurrent transaction makes this one
	// impossible. Nothing of it stays; [Retry] runs it again.
	ErrSerialization = dialect.ErrSerialization
	// ErrDeadlock is returned where the database ended a deadlock at this
	// transaction's cost. Nothing of it stays; [Retry] runs it again.
	ErrDeadlock = dialect.ErrDeadlock
	// ErrCommitUnknown is returned where the connection was lost, or the context
	// ended, during a commit, so that the transaction may or may not have been
	// committed. Look at the data before it is run again.
	ErrCommitUnknown = dialect.ErrCommitUnknown
	// ErrUnsupported is returned for what the database cannot do. It is also errors.ErrUnsupported.
	ErrUnsupported = dialect.ErrUnsupported
	// ErrClosed is returned for a database that was closed.
	ErrClosed = dialect.ErrClosed
	// ErrLocked is returned where another transaction holds a lock: at once with
	// NoWait, and otherwise after the database's limit of waiting.
	ErrLocked = dialect.ErrLocked
	// ErrBusy is returned where another transaction held the whole database for too
	// long, which only SQLite does. It is ErrLocked too.
	ErrBusy = dialect.ErrBusy
	// ErrReadOnly is returned for a write to a database or in a transaction that only reads.
	ErrReadOnly = dialect.ErrReadOnly
	// ErrCorrupt is returned for a file that is damaged or no database.
	ErrCorrupt = dialect.ErrCorrupt
	// ErrNoTable is returned where the database has no table of a model; see [CreateTables].
	ErrNoTable = dialect.ErrNoTable
	// ErrNoColumn is returned where a table lacks a column of its model, or a name in
	// raw SQL is none of a column.
	ErrNoColumn = dialect.ErrNoColumn
	// ErrFull is returned where the disk or the database is full.
	ErrFull = dialect.ErrFull
)

type (
	// A ConstraintError says which constraint of which table a write violated. It
	// is ErrUnique, ErrForeignKey, ErrNotNull or ErrCheck.
	ConstraintError = dialect.ConstraintError
	// A ScanError says which column held a value that its field cannot take.
	ScanError = dialect.ScanError
	// A ValueError says which field has a value that cannot be stored. Nothing was sent.
	ValueError = dialect.ValueError
	// A QueryError is an error of the database with the statement that caused it.
	// Its text has neither the statement nor any value.
	QueryError = engine.QueryError
)
