package mysql

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	driver "github.com/go-sql-driver/mysql"

	"github.com/kinorm/kin/dialect"
)

// kinds are the kinds of the errors that the servers report, by number.
var kinds = map[uint16]error{
	1213: dialect.ErrDeadlock,
	1205: dialect.ErrLocked,        // lock wait timeout, and NOWAIT of MariaDB
	3572: dialect.ErrLocked,        // NOWAIT of MySQL
	1020: dialect.ErrSerialization, // the record has changed since it was read, of MariaDB
	1792: dialect.ErrReadOnly,      // in a read-only transaction
	1290: dialect.ErrReadOnly,      // of a server that is read-only
	1836: dialect.ErrReadOnly,
	1146: dialect.ErrNoTable,
	1054: dialect.ErrNoColumn,
	1021: dialect.ErrFull,
	1114: dialect.ErrFull,
	1153: dialect.ErrTooLong, // max_allowed_packet
	1301: dialect.ErrTooLong,
	1406: dialect.ErrTooLong,
	6575: fmt.Errorf("%w (MySQL 9): a delete goes along foreign keys to at most 30 tables, and a row that refers to itself counts again and again; set such a key to NULL first, or start the server with innodb_native_foreign_keys=ON", dialect.ErrUnsupported),
}

// constraints are the kinds of the errors that are of a constraint, with what their
// messages name. A value that the type of its column refuses counts as one.
var constraints = map[uint16]constraint{
	1062: {dialect.ErrUnique, regexp.MustCompile("for key '(?:(?P<table>[^'.]*)\\.)?(?P<constraint>[^']*)'$")},
	1586: {dialect.ErrUnique, regexp.MustCompile("for key '(?:(?P<table>[^'.]*)\\.)?(?P<constraint>[^']*)'$")},
	1451: {dialect.ErrForeignKey, foreignKey},
	1452: {dialect.ErrForeignKey, foreignKey},
	1216: {dialect.ErrForeignKey, nil},
	1217: {dialect.ErrForeignKey, nil},
	1048: {dialect.ErrNotNull, columnNamed},
	1364: {dialect.ErrNotNull, columnNamed},
	4025: {dialect.ErrCheck, regexp.MustCompile("CONSTRAINT `(?P<constraint>.*)` failed for `[^`]*`\\.`(?P<table>.*)`$")},
	3819: {dialect.ErrCheck, regexp.MustCompile("constraint '(?P<constraint>.*)' is violated")},
	1264: {dialect.ErrCheck, columnNamed}, // out of range
	1265: {dialect.ErrCheck, columnNamed}, // truncated
	1366: {dialect.ErrCheck, regexp.MustCompile("for column (?:`[^`]*`\\.`(?P<table>[^`]*)`\\.)?[`'](?P<column>[^`']*)[`']")},
	1292: {dialect.ErrCheck, nil}, // an incorrect time
	1690: {dialect.ErrCheck, nil}, // a number out of range in an expression
	3140: {dialect.ErrCheck, nil}, // invalid JSON
	1411: {dialect.ErrCheck, nil}, // an incorrect value for a function
	1525: {dialect.ErrCheck, nil}, // an incorrect value in a comparison
}

type constraint struct {
	kind  error
	names *regexp.Regexp
}

var (
	foreignKey  = regexp.MustCompile("\\(`[^`]*`\\.`(?P<table>[^`]*)`, CONSTRAINT `(?P<constraint>[^`]*)` FOREIGN KEY \\((?P<columns>[^)]*)\\)")
	columnNamed = regexp.MustCompile("(?:Column|Field|column) '(?P<column>[^']*)'")
)

// lost are the numbers of errors by which the server ends a connection or a
// statement, which are no answer to it.
var lost = map[uint16]bool{1053: true, 1317: true, 1927: true, 3169: true, 1969: true}

// answer wraps an error of the server with its kind; it returns nil for others.
func answer(err error) error {
	if errors.Is(err, driver.ErrPktTooLarge) {
		return fmt.Errorf("%w: it is longer than the server's max_allowed_packet: %w", dialect.ErrTooLong, err)
	}
	var e *driver.MySQLError
	if !errors.As(err, &e) || lost[e.Number] {
		return nil
	}
	if e.Number == 1296 && strings.Contains(e.Message, "error 193 ") {
		return fmt.Errorf("%w (InnoDB): a delete goes along foreign keys of one table over at most 15 levels; delete the rows that refer to it first, the deepest before the others: %w", dialect.ErrUnsupported, e)
	}
	if kind := kinds[e.Number]; kind != nil {
		return fmt.Errorf("%w: %w", kind, e)
	}
	c, ok := constraints[e.Number]
	if !ok {
		return fmt.Errorf("kin: %w", e)
	}
	out := &dialect.ConstraintError{Kind: c.kind, Err: e}
	if c.names != nil {
		name(out, c.names, e.Message)
	}
	return out
}

// name fills in what a message names.
func name(out *dialect.ConstraintError, names *regexp.Regexp, message string) {
	found := names.FindStringSubmatch(message)
	if found == nil {
		return
	}
	for i, group := range names.SubexpNames() {
		switch text := found[i]; {
		case text == "":
		case group == "table":
			out.Table = text
		case group == "constraint":
			out.Constraint = text
		case group == "column":
			out.Columns = []string{text}
		case group == "columns":
			for _, column := range strings.Split(text, ", ") {
				out.Columns = append(out.Columns, strings.Trim(column, "`"))
			}
		}
	}
}

// openError is the error of opening a database.
func openError(ctx context.Context, err error) error {
	if ctxErr := dialect.ContextError(ctx); ctxErr != nil && !errors.Is(err, ctxErr) {
		return ctxErr
	}
	if strings.HasPrefix(err.Error(), "kin: ") {
		return err
	}
	return fmt.Errorf("kin: open MariaDB or MySQL: %w", err)
}
