package dialect

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// The kinds of error that a database reports, the same for every database. A
// driver returns them wrapped around its own error. Package kin exports them.
var (
	ErrUnique        = errors.New("kin: a row with this value exists")
	ErrForeignKey    = errors.New("kin: a row that is referred to does not exist, or is still referred to")
	ErrNotNull       = errors.New("kin: a value is missing")
	ErrCheck         = errors.New("kin: a check of the table failed")
	ErrSerialization = errors.New("kin: a concurrent transaction changed the same data")
	ErrDeadlock      = errors.New("kin: deadlock with another transaction")
	ErrCommitUnknown = errors.New("kin: it is not known whether the transaction was committed")
	ErrUnsupported   = fmt.Errorf("kin: %w by this database", errors.ErrUnsupported)
	ErrClosed        = fmt.Errorf("kin: the database is closed: %w", sql.ErrConnDone)
	ErrLocked        = errors.New("kin: rows are locked by another transaction")
	ErrBusy          = error(busy{})
	ErrReadOnly      = errors.New("kin: the database or the transaction is read-only")
	ErrCorrupt       = errors.New("kin: the database file is damaged or no database")
	ErrFull          = errors.New("kin: the disk or the database is full")
	ErrTooLong       = errors.New("kin: a value is longer than the database allows")
	ErrNoTable       = errors.New("kin: the table does not exist; kin.CreateTables makes the tables of a new database")
	ErrNoColumn      = errors.New("kin: the column does not exist; change the table as its model has changed, or correct the name in raw SQL")
)

// busy is ErrBusy. A database that is locked as a whole has its rows locked, so it
// is ErrLocked too.
type busy struct{}

func (busy) Error() string        { return "kin: the database is locked by another transaction" }
func (busy) Is(target error) bool { return target == ErrLocked }

// errSetArg is the error of a dialect that does not say how sets are bound.
var errSetArg = fmt.Errorf("%w: a set of values is no argument of database/sql; the dialect must have an Interop.Arg that makes it one", ErrUnsupported)

// A ConstraintError says which constraint a write violated. A driver fills what
// the database says; kin completes it by the tables of the model.
type ConstraintError struct {
	Kind       error // ErrUnique, ErrForeignKey, ErrNotNull or ErrCheck
	Table      string
	Constraint string   // empty for a primary key or a missing value that the database does not name
	Columns    []string // empty for a check
	Err        error    // the driver's error
}

// Error names the kind, the table, the columns and the constraint. It leaves out the
// text of the driver's error, in which a database may repeat the value that it
// refused; where there is nothing else to say, it has that error's SQLSTATE.
func (e *ConstraintError) Error() string {
	var b strings.Builder
	b.WriteString(e.Kind.Error())
	switch {
	case e.Table != "" && len(e.Columns) > 0:
		fmt.Fprintf(&b, ": %s(%s)", e.Table, strings.Join(e.Columns, ", "))
	case e.Table != "":
		b.WriteString(": " + e.Table)
	}
	if e.Constraint != "" {
		b.WriteString(": constraint " + e.Constraint)
	}
	if e.Table == "" && e.Constraint == "" {
		var coded interface{ SQLState() string }
		if errors.As(e.Err, &coded) {
			b.WriteString(": SQLSTATE " + coded.SQLState())
		}
	}
	return b.String()
}

// Is reports whether target is the kind of the error.
func (e *ConstraintError) Is(target error) bool { return target == e.Kind }

// Unwrap returns the driver's error.
func (e *ConstraintError) Unwrap() error { return e.Err }

// A ScanError says which column held a value that its field cannot take.
type ScanError struct {
	Field  string // as "Article.Headline"
	Column string
	Err    error
}

// Error names the field and the column.
func (e *ScanError) Error() string {
	return fmt.Sprintf("kin: read %s from column %s: %v", e.Field, e.Column, e.Err)
}

// Unwrap returns what is wrong with the value.
func (e *ScanError) Unwrap() error { return e.Err }
