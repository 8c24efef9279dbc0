package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"

	"github.com/kinorm/kin/dialect"
)

// An Error is what SQLite reported. The errors of this package wrap it together
// with the kind that package dialect names for every database, such as
// [dialect.ErrBusy].
type Error struct {
	Code    int // SQLite's extended result code, as 2067 for a unique constraint
	Message string
}

// Error returns the message and the code.
func (e *Error) Error() string { return fmt.Sprintf("sqlite: %s (%d)", e.Message, e.Code) }

var (
	errRowsOpen = errors.New("kin: the rows of the previous query are still open; close them first")
	errNoTx     = errors.New("kin: no transaction is open on this connection")
	errTxOpen   = errors.New("kin: a transaction is already open on this connection")
	errNoMemory = errors.New("kin: sqlite: out of memory")
)

// fail returns the error of a call that returned rc, and remembers it where it made
// SQLite roll back the transaction.
func (c *conn) fail(rc int32) error {
	message := libc.GoString(lib.Xsqlite3_errmsg(c.tls, c.db))
	err := error(nil)
	if c.ctx != nil && c.ctx.Err() != nil && (rc&0xff == lib.SQLITE_INTERRUPT || rc&0xff == lib.SQLITE_BUSY) {
		err = dialect.ContextError(c.ctx)
	} else {
		err = classify(&Error{Code: int(rc), Message: message})
	}
	if c.tx && c.txErr == nil && c.autocommit() {
		c.txErr = err
	}
	return err
}

// classify wraps an error with its kind.
func classify(e *Error) error {
	switch e.Code {
	case lib.SQLITE_BUSY_SNAPSHOT:
		return fmt.Errorf("%w: %w", dialect.ErrSerialization, e)
	}
	switch e.Code & 0xff {
	case lib.SQLITE_CONSTRAINT:
		return constraint(e)
	case lib.SQLITE_MISMATCH:
		return &dialect.ConstraintError{Kind: dialect.ErrCheck, Err: e}
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED, lib.SQLITE_PROTOCOL:
		return fmt.Errorf("%w: another connection or process holds it for writing; try again: %w", dialect.ErrBusy, e)
	case lib.SQLITE_READONLY:
		return fmt.Errorf("%w: %w", dialect.ErrReadOnly, e)
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return fmt.Errorf("%w: %w", dialect.ErrCorrupt, e)
	case lib.SQLITE_FULL:
		return fmt.Errorf("%w: %w", dialect.ErrFull, e)
	case lib.SQLITE_TOOBIG:
		return fmt.Errorf("%w: %w", dialect.ErrTooLong, e)
	case lib.SQLITE_ERROR:
		if kind := missing(e.Message); kind != nil {
			return fmt.Errorf("%w: %w", kind, e)
		}
		if strings.HasPrefix(e.Message, "bad JSON path: ") { // which repeats the value
			return &dialect.ConstraintError{Kind: dialect.ErrCheck, Err: e}
		}
	}
	return fmt.Errorf("kin: %w", e)
}

// missing returns the kind of an error of a statement that names what does not
// exist, which has no code of its own.
func missing(message string) error {
	switch {
	case strings.HasPrefix(message, "no such table: "):
		return dialect.ErrNoTable
	case strings.HasPrefix(message, "no such column: "), strings.HasPrefix(message, "table ") && strings.Contains(message, " has no column named "):
		return dialect.ErrNoColumn
	}
	return nil
}

// foreignKeyFailed is all that SQLite says about a foreign key: not which one.
const foreignKeyFailed = "FOREIGN KEY constraint failed"

// constraint reads the table, the columns and the constraint from SQLite's message,
// the only place that names them.
func constraint(e *Error) error {
	c := &dialect.ConstraintError{Err: e}
	_, what, _ := strings.Cut(e.Message, " constraint failed: ")
	switch e.Code {
	case lib.SQLITE_CONSTRAINT_UNIQUE, lib.SQLITE_CONSTRAINT_PRIMARYKEY, lib.SQLITE_CONSTRAINT_ROWID:
		c.Kind = dialect.ErrUnique
		if index, ok := strings.CutPrefix(what, "index '"); ok { // an index on expressions
			c.Constraint = strings.TrimSuffix(index, "'")
			break
		}
		c.Table, c.Columns = tableColumns(what)
	case lib.SQLITE_CONSTRAINT_FOREIGNKEY:
		c.Kind = dialect.ErrForeignKey
	case lib.SQLITE_CONSTRAINT_NOTNULL:
		c.Kind = dialect.ErrNotNull
		c.Table, c.Columns = tableColumns(what)
	case lib.SQLITE_CONSTRAINT_DATATYPE: // "cannot store TEXT value in INTEGER column t.c"
		c.Kind = dialect.ErrCheck
		if _, column, ok := strings.Cut(e.Message, " column "); ok {
			c.Table, c.Columns = tableColumns(column)
		}
	case lib.SQLITE_CONSTRAINT_TRIGGER: // RAISE, and SQLite's own triggers for ON DELETE RESTRICT
		c.Kind = dialect.ErrCheck
		if e.Message == foreignKeyFailed {
			c.Kind = dialect.ErrForeignKey
		}
	default:
		c.Kind = dialect.ErrCheck
		c.Constraint = what
	}
	return c
}

// tableColumns splits "t.a, t.b".
func tableColumns(s string) (table string, columns []string) {
	if s == "" {
		return "", nil
	}
	for name := range strings.SplitSeq(s, ", ") {
		i := strings.LastIndexByte(name, '.')
		if i >= 0 {
			table = name[:i]
		}
		columns = append(columns, name[i+1:])
	}
	return table, columns
}

// checkPath returns why a path cannot be that of a file.
func checkPath(path string) error {
	switch scheme, _, ok := strings.Cut(path, "://"); {
	case path == "":
		return errors.New("kin: open SQLite: the path is empty; give the path of a file, or :memory: for a database in memory")
	case ok && scheme != "" && !strings.ContainsAny(scheme, `/\`):
		return fmt.Errorf("kin: open SQLite: the path begins with %s://, as a URL does; give the path of a file, or open another database by its own package", scheme)
	}
	for _, scheme := range []string{"file:", "sqlite:", "sqlite3:"} {
		if strings.HasPrefix(path, scheme) {
			return fmt.Errorf("kin: open SQLite: the path begins with %s, as a URI does; give the path alone, and settings as options; for a file of that name write ./%s", scheme, path)
		}
	}
	return nil
}

// openError adds to an error of opening a file what is wrong with its path, which
// SQLite does not say.
func openError(path string, err error) error {
	var e *Error
	if !errors.As(err, &e) || e.Code&0xff != lib.SQLITE_CANTOPEN {
		return fmt.Errorf("kin: open %s: %w", path, err)
	}
	if info, statErr := os.Stat(path); statErr == nil && info.IsDir() {
		return fmt.Errorf("kin: open %s: it is a directory; give the path of a file: %w", path, err)
	}
	if dir := filepath.Dir(path); !isDir(dir) {
		return &cannotOpen{text: fmt.Sprintf("kin: open %s: the directory %s does not exist; create it first", path, dir), errs: []error{fs.ErrNotExist, err}}
	}
	if _, statErr := os.Stat(path); errors.Is(statErr, fs.ErrNotExist) {
		return &cannotOpen{text: "kin: open " + path + ": there is no such file", errs: []error{fs.ErrNotExist, err}}
	}
	return fmt.Errorf("kin: open %s: check the permissions of the file and its directory: %w", path, err)
}

// A cannotOpen says why a file cannot be opened; its causes would only repeat it.
type cannotOpen struct {
	text string
	errs []error
}

func (e *cannotOpen) Error() string   { return e.text }
func (e *cannotOpen) Unwrap() []error { return e.errs }

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
