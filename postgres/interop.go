package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// interop is how PostgreSQL is used by a driver of database/sql, see kin.Wrap.
var interop = dialect.Interop{Arg: stdArg, Error: stdError, Check: stdCheck, ReadOnly: sql.LevelRepeatableRead}

// arrayOf are the types of the arrays that sets are written as.
var arrayOf = map[schema.Kind]uint32{
	schema.Bytes: pgtype.ByteaArrayOID, schema.Time: pgtype.TimestamptzArrayOID, schema.Text: pgtype.TextArrayOID,
}

// stdArg returns an argument; a set is the text of an array, which every driver passes on.
func stdArg(v *dialect.Value) (any, error) {
	if v.Set != nil {
		return string(appendTextArray(nil, arrayOf[v.Kind], v)), nil
	}
	return v.Any(), nil
}

// stdError returns the kind of an error of PostgreSQL's: of pgx with all that the
// server said, of other drivers with its code.
func stdError(err error) error {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		if e.Code == queryCanceled || e.Severity == "FATAL" {
			return nil
		}
		return classify(e)
	}
	var coded interface{ SQLState() string }
	if !errors.As(err, &coded) || coded.SQLState() == "" || coded.SQLState() == queryCanceled {
		return nil
	}
	code := coded.SQLState()
	if kind := constraints[code]; kind != nil {
		return &dialect.ConstraintError{Kind: kind, Err: err}
	}
	if kind := kinds[code]; kind != nil {
		return fmt.Errorf("%w: %w", kind, err)
	}
	return fmt.Errorf("kin: %w", err)
}

// stdCheck checks what a native connection says about itself when it is made.
func stdCheck(ctx context.Context, q dialect.Querier) error {
	var version int
	var strings, server, client string
	const settings = `SELECT current_setting('server_version_num')::integer, current_setting('standard_conforming_strings'),
		current_setting('server_encoding'), current_setting('client_encoding')`
	if err := q.QueryRowContext(ctx, settings).Scan(&version, &strings, &server, &client); err != nil {
		return err
	}
	return checkSettings(strconv.Itoa(version/10000), strings, server, client)
}
