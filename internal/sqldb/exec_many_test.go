package sqldb

import (
	"database/sql"
	"slices"
	"testing"

	"github.com/kinorm/kin/dialect"
)

// TestRowsOfAStatement: a number of rows that comes again and again gets a statement of
// its own, any other goes by powers of two.
func TestRowsOfAStatement(t *testing.T) {
	const text = "INSERT INTO t VALUES (?)"
	many := &dialect.Statement{SQL: text, RowStart: len(text) - len("(?)"), RowEnd: len(text)}
	var d Driver
	d.stmts.init(statements)
	rows := func(n int) (int, string) {
		q := queue{c: &conn{d: &d}, sizes: make([]int, n), fresh: true}
		return q.statement(many)
	}
	five := text + ", (?), (?), (?), (?)"
	for _, n := range []int{5, 6, 5} {
		if n, got := rows(n); n != 4 || got != text+", (?), (?), (?)" {
			t.Errorf("%d rows go by %s", n, got)
		}
	}
	if wanted := d.stmts.takeWanted(); len(wanted) > 0 {
		t.Errorf("wanted %q", wanted)
	}
	rows(5)
	if wanted := d.stmts.takeWanted(); !slices.Equal(wanted, []string{five}) {
		t.Fatalf("wanted %q", wanted)
	}
	d.stmts.put(d.stmts.add(five, new(sql.Stmt)))
	if n, got := rows(5); n != 5 || got != five {
		t.Errorf("of 5 rows, %d go by %s", n, got)
	}
	if n, _ := rows(6); n != 4 {
		t.Errorf("of 6 rows, %d go by one statement", n)
	}
	if n, _ := rows(8); n != 8 {
		t.Errorf("of 8 rows, %d go by one statement", n)
	}
}
