package postgres

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/kinorm/kin/dialect"
)

func TestStatementCache(t *testing.T) {
	const size = 5
	c := acquire(t, openTest(t, WithStatements(size)))
	for round := range 3 {
		for i := range 12 {
			if got := queryInt(t, c, fmt.Sprintf("SELECT $1::bigint + %d", i), dialect.Int(int64(round))); got != int64(round+i) {
				t.Fatal(got)
			}
			if c.stmts.order.Len() > size || len(c.stmts.byText) != c.stmts.order.Len() {
				t.Fatalf("%d and %d statements", c.stmts.order.Len(), len(c.stmts.byText))
			}
		}
	}
	if got := queryInt(t, c, "SELECT count(*) FROM pg_prepared_statements"); got > size {
		t.Errorf("the server has %d statements", got)
	}
	before := c.stmts.last
	for range 10 {
		queryInt(t, c, "SELECT $1::bigint", dialect.Int(1))
	}
	if c.stmts.last != before+1 {
		t.Errorf("%d statements were prepared for one text", c.stmts.last-before)
	}
}

// A statement whose result has another type after DDL is prepared again, also in
// other connections and where a script has deallocated it.
func TestDDLChangesStatements(t *testing.T) {
	d := openTest(t)
	a, b := acquire(t, d), acquire(t, d)
	script(t, a, "CREATE TABLE t (id int PRIMARY KEY, n int); INSERT INTO t VALUES (1, 7)")
	const read = "SELECT n FROM t WHERE id = $1"
	check := func(want int64) {
		t.Helper()
		for _, c := range []*conn{a, b} {
			if got := queryInt(t, c, read, dialect.Int(1)); got != want {
				t.Error(got)
			}
		}
	}
	check(7)
	script(t, a, "ALTER TABLE t ALTER n TYPE bigint USING n + 1")
	check(8)
	script(t, b, "ALTER TABLE t DROP n; ALTER TABLE t ADD n numeric DEFAULT 9")
	check(9)
	script(t, a, "DEALLOCATE ALL")
	check(9)

	testChangedParameters(t, a, b)

	// In a transaction the error remains, and the next one works.
	ctx := context.Background()
	begin(t, a, dialect.TxOptions{})
	script(t, b, "ALTER TABLE t ALTER n TYPE smallint")
	if _, err := queryCtx[intRow](t, ctx, a, read, dialect.Int(1)); err == nil {
		t.Error("no error in a transaction")
	}
	if err := a.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	check(9)

	// ExecEach does not run again what may have run.
	const insert = "INSERT INTO t (id, n) VALUES ($1, $2) RETURNING n"
	exec(t, a, insert, dialect.Int(2), dialect.Int(2))
	script(t, b, "ALTER TABLE t ALTER n TYPE bigint")
	args := [][]dialect.Value{{dialect.Int(3), dialect.Int(3)}}
	if err := a.ExecEach(ctx, statement(insert), dialect.RunsOf(args), nil); err == nil || errors.Is(err, dialect.ErrUnique) {
		t.Error(err)
	}
	if err := a.ExecEach(ctx, statement(insert), dialect.RunsOf(args), nil); err != nil {
		t.Error(err)
	}
}

// testChangedParameters: the types that parameters had do not go with a column that
// has changed, or do not take what it takes now.
func testChangedParameters(t *testing.T, a, b *conn) {
	for _, c := range []struct {
		sql, from, to string
		first, second dialect.Value
	}{
		{"SELECT n FROM u WHERE n = $1", "int", "text", dialect.Int(1), dialect.Text("x")},
		{"UPDATE u SET n = $1", "text", "jsonb", dialect.Text("1"), dialect.Text(`{"a": 1}`)},
		{"UPDATE u SET n = $1", "int", "bigint", dialect.Int(1), dialect.Int(1 << 40)},
		{"UPDATE u SET n = $1", "int", "text", dialect.Int(1), dialect.Text("x")},
		{"UPDATE u SET n = $1", "int", "timestamptz", dialect.Int(1), dialect.Text("2024-02-29 12:00:00+00")},
	} {
		script(t, a, "CREATE TABLE u (n "+c.from+"); INSERT INTO u VALUES ('1')")
		alter := "DROP TABLE u; CREATE TABLE u (n " + c.to + "); INSERT INTO u VALUES (NULL)"
		run := func(on *conn, v dialect.Value) error {
			_, err := on.Exec(context.Background(), statement(c.sql), []dialect.Value{v})
			return err
		}
		batch := []dialect.Call{call("SELECT 1"), call(c.sql, c.second)}
		for _, on := range []*conn{a, b} {
			if err := run(on, c.first); err != nil {
				t.Fatal(err)
			}
		}
		script(t, a, alter)
		before := prepared(t, a)
		if err := run(a, c.second); err != nil {
			t.Errorf("%s to %s: %s: %v", c.from, c.to, c.sql, err)
		}
		if after := prepared(t, a); after > before {
			t.Errorf("%s to %s: %d statements are prepared, and were %d", c.from, c.to, after, before)
		}
		if _, err := b.Batch(context.Background(), batch); err != nil {
			t.Errorf("%s to %s in a batch: %s: %v", c.from, c.to, c.sql, err)
		}
		script(t, a, "DROP TABLE u")
	}
	// What is wrong with the value itself stays an error, and leaves nothing behind.
	script(t, a, "CREATE TABLE u (n int)")
	for i := range 3 {
		before := prepared(t, a)
		_, err := a.Exec(context.Background(), statement("INSERT INTO u VALUES ($1)"), []dialect.Value{dialect.Int(int64(1) << (20 * i))})
		if refused := i > 1; refused != errors.Is(err, dialect.ErrCheck) || !refused && err != nil {
			t.Errorf("the error is %v", err)
		}
		if after := prepared(t, a); i > 0 && after != before {
			t.Errorf("%d statements are prepared, and were %d", after, before)
		}
	}
	script(t, a, "DROP TABLE u")
}

// prepared returns how many statements the server keeps for a connection.
func prepared(t *testing.T, c *conn) int64 {
	t.Helper()
	return queryInt(t, c, "SELECT count(*) FROM pg_prepared_statements")
}
