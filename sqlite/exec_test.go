package sqlite

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/kinorm/kin/dialect"
)

func TestResult(t *testing.T) {
	c := acquire(t, openFile(t), dialect.Write)
	steps := []struct {
		sql  string
		want dialect.Result
	}{
		{"CREATE TABLE p (id INTEGER PRIMARY KEY, s TEXT UNIQUE)", dialect.Result{}},
		{"CREATE TABLE c (p INTEGER REFERENCES p ON DELETE CASCADE)", dialect.Result{}},
		{"CREATE TABLE log (s TEXT)", dialect.Result{}},
		{"CREATE TRIGGER tr AFTER INSERT ON p BEGIN INSERT INTO log VALUES (new.s); INSERT INTO log VALUES (new.s); END", dialect.Result{}},
		{"INSERT INTO p (s) VALUES ('a')", dialect.Result{RowsAffected: 1, LastInsertID: 1}},
		{"SELECT * FROM p", dialect.Result{}},
		{"INSERT INTO p VALUES (10, 'b'), (11, 'c')", dialect.Result{RowsAffected: 2, LastInsertID: 11}},
		{"INSERT INTO p (s) VALUES ('a') ON CONFLICT DO NOTHING", dialect.Result{}},
		{"INSERT INTO p (s) VALUES ('a'), ('d') ON CONFLICT DO NOTHING", dialect.Result{RowsAffected: 1, LastInsertID: 12}},
		{"INSERT INTO p (s) VALUES ('a') ON CONFLICT DO UPDATE SET s = 'a'", dialect.Result{RowsAffected: 1}},
		{"UPDATE p SET s = s || '!'", dialect.Result{RowsAffected: 4}},
		{"UPDATE p SET s = s WHERE id = 99", dialect.Result{}},
		{"CREATE INDEX i ON c (p)", dialect.Result{}},
		{"INSERT INTO c VALUES (1), (1), (10)", dialect.Result{RowsAffected: 3, LastInsertID: 3}},
		{"DELETE FROM p WHERE id IN (1, 11)", dialect.Result{RowsAffected: 2}},
		{"DELETE FROM p WHERE id = 1", dialect.Result{}},
		{"INSERT INTO p (s) VALUES ('e') RETURNING id", dialect.Result{RowsAffected: 1, LastInsertID: 13}},
		{"PRAGMA user_version = 3", dialect.Result{}},
	}
	for _, step := range steps {
		if got := exec(t, c, step.sql); got != step.want {
			t.Errorf("%s: got %+v, want %+v", step.sql, got, step.want)
		}
	}
}

func TestExecEach(t *testing.T) {
	ctx := context.Background()
	c := acquire(t, openFile(t), dialect.Write)
	exec(t, c, "CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT UNIQUE)")
	var args [][]dialect.Value
	for i := range 1000 {
		args = append(args, []dialect.Value{dialect.Text(fmt.Sprintf("row %d", i))})
	}
	insert := statement("INSERT INTO t (s) VALUES (?)")
	if err := c.Begin(ctx, dialect.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	n := 0
	err := c.ExecEach(ctx, insert, dialect.RunsOf(args), func(i int, r dialect.Result) {
		if i != n || r.RowsAffected != 1 || r.LastInsertID != int64(i+1) {
			t.Errorf("row %d: %d %+v", n, i, r)
		}
		n++
	})
	if err != nil || n != len(args) {
		t.Fatal(n, err)
	}
	if err := c.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if s := queryString(t, c, "SELECT s FROM t WHERE id = 1000"); s != "row 999" {
		t.Error(s)
	}

	// The second fails; the transaction stays, and can be rolled back as a whole.
	if err := c.Begin(ctx, dialect.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	err = c.ExecEach(ctx, insert, dialect.RunsOf([][]dialect.Value{{dialect.Text("new")}, {dialect.Text("row 5")}, {dialect.Text("newer")}}), nil)
	if !errors.Is(err, dialect.ErrUnique) {
		t.Errorf("got %v", err)
	}
	if err := c.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	if n := queryInt(t, c, "SELECT count(*) FROM t"); n != 1000 {
		t.Error(n)
	}
}

func TestScript(t *testing.T) {
	ctx := context.Background()
	c := acquire(t, openFile(t), dialect.Write)
	if err := c.Script(ctx, " -- a comment\nCREATE TABLE t (s TEXT);; INSERT INTO t VALUES ('a;b'); /* c */ "); err != nil {
		t.Fatal(err)
	}
	if err := c.Script(ctx, "INSERT INTO t VALUES ('c'); nonsense; INSERT INTO t VALUES ('d')"); err == nil {
		t.Error("no error")
	}
	if err := c.Script(ctx, "SELECT 1; \x00"); err == nil {
		t.Error("no error for a NUL byte")
	}
	if n := queryInt(t, c, "SELECT count(*) FROM t"); n != 2 {
		t.Error(n)
	}
	if err := c.Script(ctx, ""); err != nil {
		t.Error(err)
	}
}

func TestRowsOpen(t *testing.T) {
	ctx := context.Background()
	c := acquire(t, openFile(t), dialect.Write)
	rows, err := c.Query(ctx, statement("SELECT 1 UNION SELECT 2"), nil)
	if err != nil || !rows.Next() {
		t.Fatal(err)
	}
	if err := execErr(c, "SELECT 1"); !errors.Is(err, errRowsOpen) {
		t.Errorf("got %v", err)
	}
	for range 2 {
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	}
	exec(t, c, "SELECT 1")
}

func TestStaleRows(t *testing.T) {
	ctx := context.Background()
	c := acquire(t, openFile(t), dialect.Write)
	old, err := c.Query(ctx, statement("SELECT 1"), nil)
	if err != nil || !old.Next() || old.Next() {
		t.Fatal(err)
	}
	rows, err := c.Query(ctx, statement("SELECT 1"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := old.Close(); err != nil || old.Next() {
		t.Error(err)
	}
	if !rows.Next() {
		t.Error("closed by the rows of another query")
	}
}

// Rows of a statement that writes need not be read for it to take effect.
func TestReturningUnread(t *testing.T) {
	ctx := context.Background()
	d := openFile(t)
	c := acquire(t, d, dialect.Write)
	exec(t, c, "CREATE TABLE t (n INTEGER PRIMARY KEY)")
	rows, err := c.Query(ctx, statement("INSERT INTO t VALUES (1), (2) RETURNING n"), nil)
	if err != nil || !rows.Next() {
		t.Fatal(err, rows.Err())
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	if n := queryInt(t, acquire(t, d, dialect.Read), "SELECT count(*) FROM t"); n != 2 {
		t.Error(n)
	}
	rows, err = c.Query(ctx, statement("INSERT INTO t VALUES (1) RETURNING n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if rows.Next() || !errors.Is(rows.Err(), dialect.ErrUnique) {
		t.Error(rows.Err())
	}
	if err := rows.Close(); err != nil {
		t.Error(err)
	}
}

func TestStatementCache(t *testing.T) {
	c := acquire(t, openPath(t, ":memory:"), dialect.Write)
	one := statement("SELECT 1")
	for range 2 {
		if _, err := c.prepare(one); err != nil {
			t.Fatal(err)
		}
	}
	p := c.stmts.byKey[one]
	same := statement("SELECT 1") // another statement with the same text
	if q, err := c.prepare(same); err != nil || q != p {
		t.Error("prepared twice", err)
	}
	if len(c.stmts.byKey) != len(c.stmts.byText) {
		t.Error("a key per call stays")
	}
	for i := range 3 * cacheSize {
		if n := queryInt(t, c, fmt.Sprintf("SELECT %d", i)); n != int64(i) {
			t.Fatal(n)
		}
		if n := queryInt(t, c, "SELECT 1"); n != 1 {
			t.Fatal(n)
		}
		if len(c.stmts.byText) > cacheSize || len(c.stmts.byKey) > cacheSize {
			t.Fatal("the cache grows")
		}
	}
	if c.stmts.byText["SELECT 1"] != p {
		t.Error("the most used statement was evicted")
	}
	if c.stmts.byText["SELECT 5"] != nil {
		t.Error("an old statement was kept")
	}
}

func TestSchemaChangeUnderCachedStatement(t *testing.T) {
	d := openFile(t)
	script(t, d, "CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (4)")
	r := acquire(t, d, dialect.Read)
	sel := "SELECT n FROM t"
	queryInt(t, r, sel)
	script(t, d, "ALTER TABLE t ADD COLUMN m INTEGER; CREATE INDEX i ON t (n)")
	if n := queryInt(t, r, sel); n != 4 {
		t.Error(n)
	}
}
