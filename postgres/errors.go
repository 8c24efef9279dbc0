package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/puddle/v2"

	"github.com/kinorm/kin/dialect"
)

var (
	errRowsOpen = errors.New("kin: the rows of the previous query are still open; close them first")
	errNoTx     = errors.New("kin: no transaction is open on this connection")
	errTxOpen   = errors.New("kin: a transaction is already open on this connection")
	errAborted  = errors.New("kin: the transaction has failed at an earlier statement and cannot be committed; return that error, or use a savepoint for what may fail")
	errLost     = errors.New("kin: the connection to PostgreSQL is lost")
	errNoURL    = errors.New("kin: open PostgreSQL: the URL is empty; give postgres://user:password@host:port/database, or postgres:// for what PGHOST and the like say")
	errNUL      = errors.New("kin: SQL cannot have a NUL byte")
	errPipeline = errors.New("kin: PostgreSQL answered a pipeline with something else than a result")
)

// fail returns what kin says about an error of pgx; nil for nil. Where ctx has ended
// the call, the error is that of ctx.
func (c *conn) fail(ctx context.Context, err error) error {
	return c.failBy(ctx, err, classify)
}

// mayBeDone returns the error of writes that were sent. Where they were a transaction
// of their own and the connection is lost, they may have been committed.
func (c *conn) mayBeDone(alone bool, err error) error {
	if err != nil && alone && c.pg.IsClosed() && !answered(err) {
		return fmt.Errorf("%w: %w", dialect.ErrCommitUnknown, err)
	}
	return err
}

// failBy is fail with what an error of the server becomes.
func (c *conn) failBy(ctx context.Context, err error, classify func(*pgconn.PgError) error) error {
	if err == nil {
		return nil
	}
	var e *pgconn.PgError
	server := errors.As(err, &e)
	if ctxErr := dialect.ContextError(ctx); ctxErr != nil && (!server || e.Code == queryCanceled) {
		if c.pg.IsClosed() {
			c.stop()
		}
		return ctxErr
	}
	switch {
	case server:
		kind := classify(e)
		if c.tx && e.Code != inFailedTx {
			c.txErr = kind
		}
		return kind
	case c.pg.IsClosed():
		return fmt.Errorf("%w: %w", errLost, err)
	case strings.HasPrefix(err.Error(), "kin: "):
		return err
	default:
		return fmt.Errorf("kin: postgres: %w", err)
	}
}

const (
	queryCanceled = "57014"
	inFailedTx    = "25P02" // the transaction has failed before
)

// kinds are the kinds of the errors that PostgreSQL reports, by SQLSTATE.
var kinds = map[string]error{
	"40001": dialect.ErrSerialization,
	"40P01": dialect.ErrDeadlock,
	"55P03": dialect.ErrLocked,   // lock_not_available
	"25006": dialect.ErrReadOnly, // read_only_sql_transaction
	"53100": dialect.ErrFull,     // disk_full
	"22001": dialect.ErrTooLong,  // string_data_right_truncation
	"54000": dialect.ErrTooLong,  // program_limit_exceeded, as by a value too long for an index
	"42P01": dialect.ErrNoTable,  // undefined_table
	"42703": dialect.ErrNoColumn, // undefined_column
	"XX001": dialect.ErrCorrupt,  // data_corrupted
	"XX002": dialect.ErrCorrupt,  // index_corrupted
}

// constraints are the kinds of the errors that are of a constraint, by SQLSTATE.
// A value that the type of its column refuses counts as one.
var constraints = map[string]error{
	"23505": dialect.ErrUnique,
	"23P01": dialect.ErrUnique, // exclusion_violation
	"23503": dialect.ErrForeignKey,
	"23001": dialect.ErrForeignKey, // restrict_violation
	"23502": dialect.ErrNotNull,
	"23514": dialect.ErrCheck,
	"22P02": dialect.ErrCheck, // invalid_text_representation
	"22003": dialect.ErrCheck, // numeric_value_out_of_range
	"22007": dialect.ErrCheck, // invalid_datetime_format
	"22008": dialect.ErrCheck, // datetime_field_overflow
	"22P05": dialect.ErrCheck, // untranslatable_character, as \u0000 in jsonb
}

// classify wraps an error of the server with its kind. Its message is left out where
// that may repeat an argument of the statement.
func classify(e *pgconn.PgError) error {
	kind := kinds[e.Code]
	if constraints[e.Code] == nil && repeats(e) {
		return &refused{kind, e}
	}
	return classifyText(e)
}

// classifyText is classify for a statement without arguments.
func classifyText(e *pgconn.PgError) error {
	if kind := constraints[e.Code]; kind != nil {
		return &dialect.ConstraintError{Kind: kind, Table: e.TableName, Constraint: e.ConstraintName, Columns: columns(e), Err: e}
	}
	if kind := kinds[e.Code]; kind != nil {
		return fmt.Errorf("%w: %w", kind, e)
	}
	return fmt.Errorf("kin: %w", e)
}

// repeats reports whether the message of an error may repeat a value: that of a
// function which refuses one, and that of a name which does not exist, where it has no
// place in the SQL and so was in a value.
func repeats(e *pgconn.PgError) bool {
	switch e.Code {
	case "22001", "22012", "2201B": // a size, a division by zero, what is wrong with a regular expression
		return false
	case "42P01", "42601", "42602", "42703", "42704", "42725", "42883", "3F000", "3D000":
		return e.Position == 0
	}
	return strings.HasPrefix(e.Code, "22")
}

// refused is an error of the server without its message.
type refused struct {
	kind error // or nil
	err  *pgconn.PgError
}

func (e *refused) Error() string {
	what := "kin: PostgreSQL refused a value"
	if e.kind != nil {
		what = e.kind.Error()
	}
	return what + ": SQLSTATE " + e.err.Code + "; the message of the *pgconn.PgError says more, and may repeat the value"
}

// Is reports whether target is the kind of the error.
func (e *refused) Is(target error) bool { return e.kind != nil && target == e.kind }

// Unwrap returns the server's error.
func (e *refused) Unwrap() error { return e.err }

// columns returns the columns of a constraint that failed. Of a unique or foreign
// key only the detail names them, as "Key (a, "B")=(1, 2) already exists.", which
// may be translated but for the parentheses.
func columns(e *pgconn.PgError) []string {
	if e.ColumnName != "" {
		return []string{e.ColumnName}
	}
	// A row that is still referred to is named by the columns of the other table.
	if !strings.HasPrefix(e.Code, "23") || strings.Contains(e.Detail, "still referenced") {
		return nil
	}
	_, rest, _ := strings.Cut(e.Detail, "(")
	list, _, ok := strings.Cut(rest, ")=(")
	if !ok {
		return nil
	}
	return splitNames(list)
}

// splitNames splits names with commas between them, which may be quoted.
func splitNames(list string) []string {
	var names []string
	var name strings.Builder
	quoted := false
	for i := 0; i < len(list); i++ {
		switch c := list[i]; {
		case c == '"' && quoted && i+1 < len(list) && list[i+1] == '"':
			name.WriteByte('"')
			i++
		case c == '"':
			quoted = !quoted
		case c == ',' && !quoted:
			names = append(names, name.String())
			name.Reset()
		case c == ' ' && !quoted && name.Len() == 0:
		default:
			name.WriteByte(c)
		}
	}
	return append(names, name.String())
}

// acquireError is the error of a connection that the pool could not give.
func acquireError(ctx context.Context, err error) error {
	if ctxErr := dialect.ContextError(ctx); ctxErr != nil {
		return ctxErr
	}
	if errors.Is(err, puddle.ErrClosedPool) {
		return dialect.ErrClosed
	}
	return fmt.Errorf("kin: connect to PostgreSQL: %w", err)
}

// openError is the error of opening a database.
func openError(ctx context.Context, err error) error {
	if ctxErr := dialect.ContextError(ctx); ctxErr != nil && !errors.Is(err, ctxErr) {
		return ctxErr
	}
	if strings.HasPrefix(err.Error(), "kin: ") {
		return err
	}
	return fmt.Errorf("kin: open PostgreSQL: %w", err)
}

// parseError is the error of a URL. It names neither the URL nor what is wrong with
// which part, as that may be the password.
func parseError(err error) error {
	var e *pgconn.ParseConfigError
	if !errors.As(err, &e) {
		return errors.New("kin: open PostgreSQL: the URL has a setting of the pool that is not valid, such as pool_max_conns")
	}
	return errors.New("kin: open PostgreSQL: the URL is not valid; it must be postgres://user:password@host:port/database?setting=value, with special characters percent-encoded")
}
