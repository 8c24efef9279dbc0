package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/kinorm/kin/dialect"
)

func TestPragmas(t *testing.T) {
	d := openFile(t)
	for _, use := range []dialect.Use{dialect.Read, dialect.Write} {
		c := acquire(t, d, use)
		for pragma, want := range map[string]string{
			"foreign_keys": "1", "journal_mode": "wal", "synchronous": "1", "trusted_schema": "0",
			"query_only": map[dialect.Use]string{dialect.Read: "1", dialect.Write: "0"}[use],
			"cache_size": map[dialect.Use]string{dialect.Read: "-2000", dialect.Write: "-16000"}[use],
		} {
			if got := queryString(t, c, "PRAGMA "+pragma); got != want {
				t.Errorf("use %d: %s is %s, want %s", use, pragma, got, want)
			}
		}
		if err := execErr(c, `SELECT "nothing"`); err == nil {
			t.Error("a double-quoted string is accepted")
		}
	}
}

func TestReaderRefusesWrites(t *testing.T) {
	d := openFile(t)
	script(t, d, "CREATE TABLE t (n INTEGER) STRICT")
	r := acquire(t, d, dialect.Read)
	if err := execErr(r, "INSERT INTO t VALUES (1)"); !errors.Is(err, dialect.ErrReadOnly) {
		t.Errorf("write on a reader: %v", err)
	}
	if err := r.Begin(context.Background(), dialect.TxOptions{}); !errors.Is(err, dialect.ErrReadOnly) {
		t.Errorf("begin on a reader: %v", err)
	}
}

func TestMemoryIsOneDatabase(t *testing.T) {
	d := openPath(t, ":memory:")
	if !d.SingleConn() {
		t.Error("not single")
	}
	script(t, d, "CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (7)")
	c := acquire(t, d, dialect.Read)
	if n := queryInt(t, c, "SELECT n FROM t"); n != 7 {
		t.Error(n)
	}
	c.Release()
	if openFile(t).SingleConn() {
		t.Error("a file is single")
	}
	if !openFile(t, WithReaders(1)).SingleConn() {
		t.Error("while the only reader is in use nothing can be read, but it is not single")
	}
	if _, err := OpenDriver(context.Background(), ":memory:", WithReadOnly()); !errors.Is(err, dialect.ErrReadOnly) {
		t.Errorf("memory, read-only: %v", err)
	}
}

func TestPathIsLiteral(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file:a?mode=memory&cache=shared#ü.db")
	openPath(t, path)
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
	t.Chdir(t.TempDir())
	openPath(t, "./file:b.db?mode=ro")
	if _, err := os.Stat("file:b.db?mode=ro"); err != nil {
		t.Error(err)
	}
}

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	tests := map[string]struct {
		path string
		opts []Option
		is   error
		text string
	}{
		"missing directory":  {filepath.Join(dir, "no", "x.db"), nil, fs.ErrNotExist, "create it first"},
		"directory":          {dir, nil, nil, "it is a directory"},
		"no database":        {write("text.db", strings.Repeat("this is no database\n", 100)), nil, dialect.ErrCorrupt, "not a database"},
		"no database, read":  {filepath.Join(dir, "text.db"), []Option{WithReadOnly()}, dialect.ErrCorrupt, "not a database"},
		"missing, read-only": {filepath.Join(dir, "none.db"), []Option{WithReadOnly()}, fs.ErrNotExist, "none.db"},
		"NUL":                {"a\x00b", nil, nil, "NUL"},
		"no readers":         {"x.db", []Option{WithReaders(0)}, nil, "at least 1"},
		"negative timeout":   {"x.db", []Option{WithBusyTimeout(-1)}, nil, "negative"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := OpenDriver(context.Background(), test.path, test.opts...)
			if err == nil {
				t.Fatal("no error")
			}
			if test.is != nil && !errors.Is(err, test.is) {
				t.Errorf("%v is not %v", err, test.is)
			}
			if !strings.Contains(err.Error(), test.text) {
				t.Errorf("%v does not say %q", err, test.text)
			}
			var e *Error
			if (test.is != nil || test.text == "it is a directory") && !errors.As(err, &e) {
				t.Errorf("%v wraps no *Error", err)
			}
		})
	}
}

func TestReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	d := openPath(t, path)
	script(t, d, "CREATE TABLE t (n INTEGER) STRICT; INSERT INTO t VALUES (3)")
	ro := openPath(t, path, WithReadOnly())
	if _, err := ro.Acquire(context.Background(), dialect.Write); !errors.Is(err, dialect.ErrReadOnly) {
		t.Errorf("acquire for writing: %v", err)
	}
	c := acquire(t, ro, dialect.Read)
	if n := queryInt(t, c, "SELECT n FROM t"); n != 3 {
		t.Error(n)
	}
	if err := execErr(c, "DELETE FROM t"); !errors.Is(err, dialect.ErrReadOnly) {
		t.Errorf("delete: %v", err)
	}
	if err := c.Script(context.Background(), "PRAGMA query_only = OFF; DELETE FROM t"); !errors.Is(err, dialect.ErrReadOnly) {
		t.Errorf("delete without the guard: %v", err)
	}
}

func TestCorruptFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	d, err := open(context.Background(), path, defaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	script(t, d, `CREATE TABLE t (a TEXT) STRICT;
		INSERT INTO t SELECT printf('%0500d', value) FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT 1000) SELECT value FROM n)`)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 2 * 4096; i < len(b); i++ {
		b[i] = 0x55
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	c := acquire(t, openPath(t, path), dialect.Read)
	if _, err := queryCtx[intRow](t, context.Background(), c, "SELECT sum(length(a)) FROM t"); !errors.Is(err, dialect.ErrCorrupt) {
		t.Errorf("got %v", err)
	}
	if n := queryInt(t, c, "SELECT 1"); n != 1 {
		t.Error("the connection is not usable")
	}
}

func TestFull(t *testing.T) {
	c := acquire(t, openFile(t), dialect.Write)
	ctx := context.Background()
	if err := c.Script(ctx, "CREATE TABLE t (b BLOB) STRICT; INSERT INTO t VALUES (zeroblob(1000)); PRAGMA max_page_count = 20"); err != nil {
		t.Fatal(err)
	}
	if err := c.Begin(ctx, dialect.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	exec(t, c, "INSERT INTO t VALUES (zeroblob(1000))")
	err := execErr(c, "INSERT INTO t VALUES (zeroblob(1000000))")
	if !errors.Is(err, dialect.ErrFull) {
		t.Fatalf("got %v", err)
	}
	if err := c.Commit(ctx); err != nil {
		// SQLite has rolled back: then the cause is named, and nothing of it is left.
		if !errors.Is(err, dialect.ErrFull) {
			t.Errorf("commit: %v", err)
		}
		if err := c.Rollback(ctx); err != nil {
			t.Error(err)
		}
		if n := queryInt(t, c, "SELECT count(*) FROM t"); n != 1 {
			t.Errorf("%d rows after the rollback", n)
		}
	}
	if s := queryString(t, c, "PRAGMA integrity_check"); s != "ok" {
		t.Error(s)
	}
	if err := c.Script(ctx, "PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	exec(t, c, "INSERT INTO t VALUES (zeroblob(1000000))")
}

func TestClose(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	d, err := open(context.Background(), path, defaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	script(t, d, "CREATE TABLE t (n INTEGER)")
	r, _ := d.Acquire(context.Background(), dialect.Read)
	w, _ := d.Acquire(context.Background(), dialect.Write)
	waiting := make(chan error)
	go func() {
		_, err := d.Acquire(context.Background(), dialect.Write)
		waiting <- err
	}()
	time.Sleep(20 * time.Millisecond)
	closed := make(chan error, 2)
	for range 2 {
		go func() { closed <- d.Close() }()
	}
	if err := <-waiting; !errors.Is(err, dialect.ErrClosed) {
		t.Errorf("waiting acquire: %v", err)
	}
	select {
	case <-closed:
		t.Error("closed with connections in use")
	case <-time.After(20 * time.Millisecond):
	}
	exec(t, w, "INSERT INTO t VALUES (1)")
	w.Release()
	r.Release()
	for range 2 {
		if err := <-closed; err != nil {
			t.Error(err)
		}
	}
	if _, err := d.Acquire(context.Background(), dialect.Read); !errors.Is(err, dialect.ErrClosed) {
		t.Errorf("acquire: %v", err)
	}
	if err := execErr(w, "SELECT 1"); !errors.Is(err, dialect.ErrClosed) {
		t.Errorf("a released connection: %v", err)
	}
	if _, err := os.Stat(path + "-wal"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the write-ahead log is left: %v", err)
	}
}

func TestReleaseCleansUp(t *testing.T) {
	d := openFile(t)
	script(t, d, "CREATE TABLE t (n INTEGER PRIMARY KEY); CREATE TABLE u (n INTEGER REFERENCES t)")
	ctx := context.Background()
	c := acquire(t, d, dialect.Write)
	if err := c.Begin(ctx, dialect.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	exec(t, c, "INSERT INTO t VALUES (1)")
	rows, err := c.Query(ctx, statement("SELECT n FROM t"), nil)
	if err != nil || !rows.Next() {
		t.Fatal(err)
	}
	c.Release()
	c.Release()
	c = acquire(t, d, dialect.Write)
	if n := queryInt(t, c, "SELECT count(*) FROM t"); n != 0 {
		t.Error("the transaction was not rolled back")
	}
	if err := c.Script(ctx, "PRAGMA foreign_keys = OFF; SAVEPOINT x; INSERT INTO u VALUES (9)"); err != nil {
		t.Fatal(err)
	}
	c.Release()
	c = acquire(t, d, dialect.Write)
	if n := queryInt(t, c, "SELECT count(*) FROM u"); n != 0 {
		t.Error("the savepoint was not rolled back")
	}
	if err := execErr(c, "INSERT INTO u VALUES (9)"); !errors.Is(err, dialect.ErrForeignKey) {
		t.Errorf("foreign keys are off after a script: %v", err)
	}
	exec(t, c, "\npragma foreign_keys = OFF")
	c.Release()
	c = acquire(t, d, dialect.Write)
	if err := execErr(c, "INSERT INTO u VALUES (9)"); !errors.Is(err, dialect.ErrForeignKey) {
		t.Errorf("foreign keys are off after a PRAGMA: %v", err)
	}
	r := acquire(t, d, dialect.Read)
	exec(t, r, "PRAGMA query_only = OFF")
	r.Release()
	r = acquire(t, d, dialect.Read)
	if err := execErr(r, "INSERT INTO t VALUES (9)"); !errors.Is(err, dialect.ErrReadOnly) {
		t.Errorf("a reader writes after a PRAGMA: %v", err)
	}
}

// Programs that start at the same time create the file, and switch it to WAL, at
// the same time.
func TestOpenConcurrently(t *testing.T) {
	for range 5 {
		path := filepath.Join(t.TempDir(), "a.db")
		parallel(t, 8, 1, func(int, int) error {
			d, err := OpenDriver(context.Background(), path)
			if err != nil {
				return err
			}
			defer d.Close()
			c, err := d.Acquire(context.Background(), dialect.Write)
			if err != nil {
				return err
			}
			defer c.Release()
			if d.Dialect() != Dialect {
				return errors.New("another dialect")
			}
			return c.Script(context.Background(), "CREATE TABLE IF NOT EXISTS t (n INTEGER); INSERT INTO t VALUES (1)")
		})
		if n := queryInt(t, acquire(t, openPath(t, path), dialect.Read), "SELECT count(*) FROM t"); n != 8 {
			t.Errorf("%d of 8", n)
		}
	}
}
