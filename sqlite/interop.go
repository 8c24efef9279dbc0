package sqlite

import (
	"context"
	"errors"
	"fmt"
	"strings"

	lib "modernc.org/sqlite/lib"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// interop is how SQLite is used by a driver of database/sql, see kin.Wrap.
var interop = dialect.Interop{Arg: stdArg, Error: stdError, Check: stdCheck}

// stdArg returns an argument as it is stored.
func stdArg(v *dialect.Value) (any, error) {
	switch {
	case v.Set != nil:
		return string(dialect.AppendJSONSet(nil, v, true)), nil
	case v.Null:
		return nil, nil
	}
	switch v.Kind {
	case schema.Bool, schema.Decimal:
		return v.N, nil
	case schema.UUID:
		if v.Format != dialect.FormatKin {
			return string(dialect.AppendUUID(nil, *v)), nil
		}
		return []byte(v.S), nil
	case schema.Time:
		return string(dialect.AppendTime(nil, *v)), nil
	case schema.Date:
		return string(dialect.AppendDate(nil, *v)), nil
	default:
		return v.Any(), nil
	}
}

// stdError returns the kind of an error of SQLite's, whichever driver reports it.
func stdError(err error) error {
	var coded interface { // modernc.org/sqlite
		error
		Code() int
	}
	if !errors.As(err, &coded) || coded.Code()&0xff == lib.SQLITE_INTERRUPT {
		return nil
	}
	if strings.Contains(err.Error(), "no such function: kin_fold") {
		return fmt.Errorf("%w (sqlite): to compare without regard to case, register the function kin_fold with the driver, see sqlite.Fold, or open the file with sqlite.Open: %w",
			dialect.ErrUnsupported, err)
	}
	// modernc writes "constraint failed: UNIQUE constraint failed: t.a (2067)".
	message := strings.TrimSuffix(coded.Error(), fmt.Sprintf(" (%d)", coded.Code()))
	for _, name := range []string{"UNIQUE", "FOREIGN KEY", "NOT NULL", "CHECK"} {
		if i := strings.LastIndex(message, name+" constraint failed"); i > 0 {
			message = message[i:]
		}
	}
	answer := classify(&Error{Code: coded.Code(), Message: message})
	return &stdAnswer{answer, err}
}

// A stdAnswer is an error of kin's with that of the driver.
type stdAnswer struct{ answer, driver error }

func (e *stdAnswer) Error() string   { return e.answer.Error() }
func (e *stdAnswer) Unwrap() []error { return []error{e.answer, e.driver} }

// stdCheck checks that foreign keys are enforced, which is off unless a driver is
// told otherwise.
func stdCheck(ctx context.Context, q dialect.Querier) error {
	var on bool
	if err := q.QueryRowContext(ctx, "PRAGMA foreign_keys").Scan(&on); err != nil {
		return err
	}
	if !on {
		return errors.New("kin: SQLite does not enforce foreign keys on this *sql.DB; open it with _pragma=foreign_keys(1) in the name (modernc.org/sqlite) or _foreign_keys=1 (mattn/go-sqlite3)")
	}
	return nil
}

// Fold returns text without the difference of upper and lower case, in every
// alphabet. It is what kin's SQL function kin_fold does, which databases that
// [Open] opened have. For a database of kin.Wrap it is registered with the driver:
//
//	sqlite.RegisterDeterministicScalarFunction("kin_fold", 1, // modernc.org/sqlite
//		func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
//			if text, ok := args[0].(string); ok {
//				return kinsqlite.Fold(text), nil
//			}
//			return args[0], nil
//		})
func Fold(text string) string {
	if isFolded([]byte(text)) {
		return text
	}
	return string(appendFold(nil, []byte(text)))
}
