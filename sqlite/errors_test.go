package sqlite

import (
	"context"
	"errors"
	"reflect"
	"testing"

	lib "modernc.org/sqlite/lib"

	"github.com/kinorm/kin/dialect"
)

func TestConstraintErrors(t *testing.T) {
	d := openFile(t)
	script(t, d, `
		CREATE TABLE p (id INTEGER PRIMARY KEY, a TEXT, b INTEGER, c TEXT NOT NULL DEFAULT '', UNIQUE (a, b),
			CONSTRAINT positive CHECK (b > 0)) STRICT;
		CREATE UNIQUE INDEX p_lower ON p (lower(c)) WHERE c <> '';
		CREATE TABLE k (x TEXT, y INTEGER, PRIMARY KEY (x, y)) STRICT, WITHOUT ROWID;
		CREATE TABLE f (id INTEGER PRIMARY KEY, p INTEGER NOT NULL REFERENCES p ON DELETE RESTRICT, q INTEGER REFERENCES p DEFERRABLE INITIALLY DEFERRED);
		CREATE TRIGGER no_nine BEFORE INSERT ON k WHEN new.y = 9 BEGIN SELECT raise(ABORT, 'nine is taken'); END;
		INSERT INTO p VALUES (1, 'a', 1, 'c'), (2, NULL, NULL, '');
		INSERT INTO k VALUES ('x', 1);
		INSERT INTO f VALUES (1, 1, NULL)`)
	c := acquire(t, d, dialect.Write)
	tests := []struct {
		sql  string
		want dialect.ConstraintError
		code int
	}{
		{"INSERT INTO p (a, b) VALUES ('a', 1)", dialect.ConstraintError{Kind: dialect.ErrUnique, Table: "p", Columns: []string{"a", "b"}}, lib.SQLITE_CONSTRAINT_UNIQUE},
		{"INSERT INTO p (id) VALUES (1)", dialect.ConstraintError{Kind: dialect.ErrUnique, Table: "p", Columns: []string{"id"}}, lib.SQLITE_CONSTRAINT_PRIMARYKEY},
		{"INSERT INTO p (c) VALUES ('C')", dialect.ConstraintError{Kind: dialect.ErrUnique, Constraint: "p_lower"}, lib.SQLITE_CONSTRAINT_UNIQUE},
		{"INSERT INTO k VALUES ('x', 1)", dialect.ConstraintError{Kind: dialect.ErrUnique, Table: "k", Columns: []string{"x", "y"}}, lib.SQLITE_CONSTRAINT_PRIMARYKEY},
		{"INSERT INTO p (c) VALUES (NULL)", dialect.ConstraintError{Kind: dialect.ErrNotNull, Table: "p", Columns: []string{"c"}}, lib.SQLITE_CONSTRAINT_NOTNULL},
		{"INSERT INTO p (b) VALUES (-1)", dialect.ConstraintError{Kind: dialect.ErrCheck, Constraint: "positive"}, lib.SQLITE_CONSTRAINT_CHECK},
		{"INSERT INTO p (b) VALUES ('x')", dialect.ConstraintError{Kind: dialect.ErrCheck, Table: "p", Columns: []string{"b"}}, lib.SQLITE_CONSTRAINT_DATATYPE},
		{"INSERT INTO p (id) VALUES ('x')", dialect.ConstraintError{Kind: dialect.ErrCheck}, lib.SQLITE_MISMATCH},
		{"INSERT INTO k VALUES ('x', 9)", dialect.ConstraintError{Kind: dialect.ErrCheck}, lib.SQLITE_CONSTRAINT_TRIGGER},
		{"INSERT INTO f VALUES (2, 99, NULL)", dialect.ConstraintError{Kind: dialect.ErrForeignKey}, lib.SQLITE_CONSTRAINT_FOREIGNKEY},
		{"INSERT INTO f VALUES (2, 1, 99)", dialect.ConstraintError{Kind: dialect.ErrForeignKey}, lib.SQLITE_CONSTRAINT_FOREIGNKEY},
		{"DELETE FROM p WHERE id = 1", dialect.ConstraintError{Kind: dialect.ErrForeignKey}, lib.SQLITE_CONSTRAINT_TRIGGER},
	}
	for _, test := range tests {
		err := execErr(c, test.sql)
		var got *dialect.ConstraintError
		var e *Error
		if !errors.As(err, &got) || !errors.As(err, &e) || !errors.Is(err, test.want.Kind) {
			t.Errorf("%s: %v", test.sql, err)
			continue
		}
		if e.Code != test.code {
			t.Errorf("%s: code %d, want %d", test.sql, e.Code, test.code)
		}
		bare := *got
		bare.Err = nil
		if !reflect.DeepEqual(bare, test.want) {
			t.Errorf("%s: got %+v, want %+v", test.sql, bare, test.want)
		}
	}
	if n := queryInt(t, c, "SELECT (SELECT count(*) FROM p) + (SELECT count(*) FROM k) + (SELECT count(*) FROM f)"); n != 4 {
		t.Errorf("%d rows are left of 4", n)
	}
}

func TestErrorMessages(t *testing.T) {
	c := acquire(t, openPath(t, ":memory:"), dialect.Write)
	exec(t, c, "CREATE TABLE t (n INTEGER UNIQUE)")
	exec(t, c, "INSERT INTO t VALUES (1)")
	for sql, want := range map[string]string{
		"INSERT INTO t VALUES (1)":  "kin: a row with this value exists: t(n)",
		"SELECT * FROM missing":     dialect.ErrNoTable.Error() + ": sqlite: no such table: missing (1)",
		"SELECT x FROM t":           dialect.ErrNoColumn.Error() + ": sqlite: no such column: x (1)",
		"UPDATE t SET x = 1":        dialect.ErrNoColumn.Error() + ": sqlite: no such column: x (1)",
		"INSERT INTO t(x) SELECT 1": dialect.ErrNoColumn.Error() + ": sqlite: table t has no column named x (1)",
		"SELECT FROM t":             `kin: sqlite: near "FROM": syntax error (1)`,
	} {
		if err := execErr(c, sql); err == nil || err.Error() != want {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
}

func TestClassify(t *testing.T) {
	for code, kind := range map[int]error{
		lib.SQLITE_BUSY: dialect.ErrBusy, lib.SQLITE_BUSY_RECOVERY: dialect.ErrBusy, lib.SQLITE_LOCKED: dialect.ErrBusy,
		lib.SQLITE_BUSY_SNAPSHOT: dialect.ErrSerialization, lib.SQLITE_READONLY_DBMOVED: dialect.ErrReadOnly,
		lib.SQLITE_CORRUPT_INDEX: dialect.ErrCorrupt, lib.SQLITE_NOTADB: dialect.ErrCorrupt, lib.SQLITE_FULL: dialect.ErrFull,
		lib.SQLITE_TOOBIG: dialect.ErrTooLong, lib.SQLITE_CONSTRAINT_ROWID: dialect.ErrUnique,
	} {
		err := classify(&Error{Code: code, Message: "x"})
		var e *Error
		if !errors.Is(err, kind) || !errors.As(err, &e) || e.Code != code {
			t.Errorf("%d: %v", code, err)
		}
	}
}

func TestBusySnapshot(t *testing.T) {
	d := openFile(t, WithBusyTimeout(0))
	script(t, d, "CREATE TABLE t (n INTEGER)")
	ctx := context.Background()
	other := openPath(t, d.path, WithBusyTimeout(0))
	a := acquire(t, d, dialect.Write)
	if err := a.Script(ctx, "BEGIN; SELECT * FROM t"); err != nil { // not as Begin does it
		t.Fatal(err)
	}
	exec(t, acquire(t, other, dialect.Write), "INSERT INTO t VALUES (1)")
	if err := execErr(a, "INSERT INTO t VALUES (2)"); !errors.Is(err, dialect.ErrSerialization) {
		t.Errorf("got %v", err)
	}
}

// A path that was meant to be another one is refused, so that no program writes to
// a database in memory, or to a file with the name of a URL, without knowing it.
func TestPathsThatAreNone(t *testing.T) {
	for path, want := range map[string]string{
		"":                             "kin: open SQLite: the path is empty; give the path of a file, or :memory: for a database in memory",
		"postgres://user:secret@host/": "kin: open SQLite: the path begins with postgres://, as a URL does; give the path of a file, or open another database by its own package",
		"file://x.db":                  "kin: open SQLite: the path begins with file://, as a URL does; give the path of a file, or open another database by its own package",
		"file:x.db?cache=shared":       "kin: open SQLite: the path begins with file:, as a URI does; give the path alone, and settings as options; for a file of that name write ./file:x.db?cache=shared",
		"sqlite:x.db":                  "kin: open SQLite: the path begins with sqlite:, as a URI does; give the path alone, and settings as options; for a file of that name write ./sqlite:x.db",
	} {
		if _, err := OpenDriver(t.Context(), path); err == nil || err.Error() != want {
			t.Errorf("%q: got %v\nwant %s", path, err, want)
		}
	}
}
