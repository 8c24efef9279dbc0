package dialect

import (
	"context"
	"database/sql"
)

// Interop is what kin must know of a database to use it by a driver of
// database/sql, see kin.Wrap. The zero value does for a driver that takes the
// values of [Value.Any] and whose errors kin need not understand.
type Interop struct {
	// Arg returns an argument, and a set as one argument, as the drivers of the
	// database take it. Nil is [PlainArg].
	Arg func(v *Value) (any, error)

	// Error wraps an error that the database answered with its kind, such as
	// ErrUnique. It returns nil for what is no answer of the database, such as a
	// connection that broke. Nil is a database whose errors have no kinds.
	Error func(err error) error

	// Check returns why a database cannot be used as it was opened. It is called
	// before the first statement. Nil is no check.
	Check func(ctx context.Context, q Querier) error

	// ReadOnly is the isolation of a read-only transaction that asks for none, so
	// that it has one view of the data.
	ReadOnly sql.IsolationLevel

	// Split cuts a script into statements, for drivers that run one at a time. Nil
	// is a database whose drivers run all of them.
	Split func(script string) []string
}

// A Querier asks a database on one connection: a *sql.Conn or a *sql.Tx.
type Querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// PlainArg returns an argument as database/sql's own types: see [Value.Any].
func PlainArg(v *Value) (any, error) {
	if v.Set != nil {
		return nil, errSetArg
	}
	return v.Any(), nil
}
