package sqldb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"

	"github.com/kinorm/kin/dialect"
)

var (
	errRowsOpen = errors.New("kin: the rows of the previous query are still open; close them first")
	errNoTx     = errors.New("kin: no transaction is open on this connection")
	errTxOpen   = errors.New("kin: a transaction is already open on this connection")
	errLost     = errors.New("kin: the connection to the database is lost")
	errReleased = fmt.Errorf("kin: the connection was released: %w", dialect.ErrClosed)
	errEnded    = errors.New("kin: the *sql.Tx was committed or rolled back; begin another one")
	errForeign  = errors.New("kin: the *sql.Tx belongs to the program, which commits it or rolls it back")
)

// answer returns an error that the database answered with its kind; nil for others.
func (d *Driver) answer(err error) error {
	if d.dialect.Interop.Error == nil {
		return nil
	}
	return d.dialect.Interop.Error(err)
}

// fail returns what kin says about an error of database/sql; nil for nil. Where ctx
// has ended the call, the error is that of ctx.
func (d *Driver) fail(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if answer := d.answer(err); answer != nil {
		return answer
	}
	if ctxErr := dialect.ContextError(ctx); ctxErr != nil {
		return ctxErr
	}
	switch {
	case errors.Is(err, sql.ErrTxDone), err.Error() == "sql: statement is closed": // the end of a transaction closes its statements
		return fmt.Errorf("%w: %w", errEnded, sql.ErrTxDone)
	case errors.Is(err, driver.ErrBadConn):
		return fmt.Errorf("%w: %w", errLost, err)
	case errors.Is(err, sql.ErrConnDone), err.Error() == "sql: database is closed":
		return fmt.Errorf("%w: %w", dialect.ErrClosed, err)
	case strings.HasPrefix(err.Error(), "kin: "):
		return err
	default:
		return fmt.Errorf("kin: %s: %w", d.dialect.Name, err)
	}
}
