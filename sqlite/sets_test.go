package sqlite

import (
	"fmt"
	"strings"
	"testing"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// Sets that are read side by side are joined by position. Without an index on the
// position that takes the square of their length: seconds for a few thousand links.
func TestSetsAreJoinedByAnIndex(t *testing.T) {
	d := openFile(t)
	script(t, d, "CREATE TABLE links (c0 INTEGER NOT NULL, c1 INTEGER NOT NULL, c2 INTEGER, PRIMARY KEY (c0, c1)) STRICT")
	c := acquire(t, d, dialect.Read)
	for n := 2; n <= 3; n++ {
		for name, s := range statementsOverSets(n) {
			compiled, err := dialect.Compile(Dialect, s)
			if err != nil {
				t.Fatal(err)
			}
			args := []dialect.Value{dialect.Text("[1]"), dialect.Text("[2]"), dialect.Text("[3]")}[:n]
			plan := planOf(t, c, compiled.SQL, args)
			for i := 1; i < n; i++ {
				if search := fmt.Sprintf("SEARCH s%d USING AUTOMATIC ", i); !strings.Contains(plan, search) {
					t.Errorf("%s with %d sets has no %q:\n%s\n%s", name, n, search, compiled.SQL, plan)
				}
			}
		}
	}
}

// statementsOverSets returns what links are added and removed with, by n columns.
func statementsOverSets(n int) map[string]ast.Stmt {
	v := &ast.Values{As: "v"}
	rows, in := &ast.Select{From: v}, &ast.InSet{}
	for i := range n {
		name := fmt.Sprintf("c%d", i)
		p := &ast.Param{Arg: i, Type: schema.Type{Kind: schema.Int64}}
		v.Sets, v.Columns = append(v.Sets, p), append(v.Columns, name)
		rows.Columns = append(rows.Columns, &ast.Output{X: &ast.Column{Table: "v", Name: name}})
		in.Sets, in.X = append(in.Sets, p), append(in.X, &ast.Column{Table: "links", Name: name})
	}
	links := &ast.Table{Name: "links"}
	return map[string]ast.Stmt{
		"INSERT": &ast.Insert{Table: links, Columns: v.Columns, Query: rows, Conflict: &ast.Conflict{Columns: []string{"c0", "c1"}}},
		"DELETE": &ast.Delete{Table: links, Where: in},
	}
}

// planOf returns how SQLite runs a statement, a line for each step.
func planOf(t *testing.T, c dialect.Conn, sql string, args []dialect.Value) string {
	t.Helper()
	type step struct {
		ID     int64  `kind:"int64"`
		Parent int64  `kind:"int64"`
		Unused int64  `kind:"int64"`
		Detail string `kind:"text"`
	}
	var b strings.Builder
	for _, s := range query[step](t, c, "EXPLAIN QUERY PLAN "+sql, args...) {
		fmt.Fprintln(&b, s.Detail)
	}
	return b.String()
}
