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
