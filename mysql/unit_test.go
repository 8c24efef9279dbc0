package mysql

import (
	"errors"
	"slices"
	"strings"
	"testing"

	driver "github.com/go-sql-driver/mysql"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

func TestSplit(t *testing.T) {
	for script, want := range map[string][]string{
		"":                                nil,
		" ; ;":                            nil,
		"a; b ;":                          {"a", "b"},
		"SELECT ';', \";\", `;`":          {"SELECT ';', \";\", `;`"},
		`SELECT 'it''s;', '\';'; b`:       {`SELECT 'it''s;', '\';'`, "b"},
		"a -- ;\n; b # ;\n; c /* ; */; d": {"a -- ;", "b # ;", "c /* ; */", "d"},
		"a; CREATE TRIGGER x BEFORE INSERT ON y FOR EACH ROW BEGIN SET @a = 1; END; b": {
			"a", "CREATE TRIGGER x BEFORE INSERT ON y FOR EACH ROW BEGIN SET @a = 1; END; b",
		},
		"'open": {"'open"},
	} {
		if got := split(script); !slices.Equal(got, want) {
			t.Errorf("split(%q) = %q, want %q", script, got, want)
		}
	}
}

func TestSpeaks(t *testing.T) {
	for version, want := range map[string]*dialect.Dialect{
		"10.11.6-MariaDB-0+deb12u1": MariaDB, "5.5.5-10.6.12-MariaDB": MariaDB, "11.4.2-MariaDB": MariaDB,
		"8.0.21": MySQL, "8.4.0-log": MySQL, "9.1.0": MySQL,
		"10.5.9-MariaDB": nil, "8.0.20": nil, "5.7.44": nil, "PostgreSQL 15": nil,
	} {
		if got, err := speaks(version); got != want || (err == nil) != (want != nil) {
			t.Errorf("speaks(%q) = %v, %v", version, got, err)
		}
	}
}

// TestVariants: what MySQL writes in another way than MariaDB.
func TestVariants(t *testing.T) {
	text, json := schema.Type{Kind: schema.Text, Size: 30}, schema.Type{Kind: schema.JSON}
	table := &ast.Table{Name: "t"}
	column := func(name string) ast.Expr { return &ast.Column{Table: "t", Name: name} }
	equal := func(name string, t schema.Type) ast.Expr {
		return &ast.Binary{Op: ast.Eq, L: column(name), R: &ast.Param{Type: t}}
	}
	outputs := []*ast.Output{{X: column("a")}}
	for _, test := range []struct {
		name           string
		stmt           ast.Stmt
		mariadb, mysql string
	}{
		{"lock", &ast.Select{Columns: outputs, From: table, Lock: &ast.Lock{Of: []string{"t"}, Wait: ast.SkipLocked}},
			"SELECT `t`.`a` FROM `t` FOR UPDATE SKIP LOCKED", "SELECT `t`.`a` FROM `t` FOR UPDATE OF `t` SKIP LOCKED"},
		{"share", &ast.Select{Columns: outputs, From: table, Lock: &ast.Lock{Strength: ast.ForShare}},
			"SELECT `t`.`a` FROM `t` LOCK IN SHARE MODE", "SELECT `t`.`a` FROM `t` FOR SHARE"},
		{"json", &ast.Select{Columns: outputs, From: table, Where: equal("a", json)},
			"SELECT `t`.`a` FROM `t` WHERE `t`.`a` = ?", "SELECT `t`.`a` FROM `t` WHERE `t`.`a` = ?"},
		{"set of text", &ast.Delete{Table: table, Where: &ast.InSet{X: []ast.Expr{column("a")}, Sets: []*ast.Param{{Type: text}}}},
			"DELETE `t` FROM `t` WHERE `t`.`a` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
			"DELETE `t` FROM `t` WHERE `t`.`a` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin PATH '$')) AS s)"},
	} {
		for _, d := range []*dialect.Dialect{MariaDB, MySQL} {
			want := map[*dialect.Dialect]string{MariaDB: test.mariadb, MySQL: test.mysql}[d]
			if s, err := dialect.Compile(d, test.stmt); err != nil || s.SQL != want {
				t.Errorf("%s, %s: %v\n%v\nwant\n%s", d.Name, test.name, err, s, want)
			}
		}
	}
	joined := &ast.Select{Columns: outputs, From: table, Joins: []*ast.Join{{Source: &ast.Table{Name: "u"}, On: column("a")}}, Lock: &ast.Lock{Of: []string{"t"}}}
	if _, err := dialect.Compile(MariaDB, joined); err == nil || !strings.Contains(err.Error(), "mariadb") {
		t.Errorf("the lock of one of two tables: %v", err)
	}
	if _, err := dialect.Compile(MySQL, joined); err != nil {
		t.Error(err)
	}
}

// TestTableVariants: a default of a type without a limit is an expression on MySQL.
func TestTableVariants(t *testing.T) {
	value := `a\b`
	table := &schema.Table{Name: "t", Columns: []schema.Column{
		{Name: "a", Type: schema.Type{Kind: schema.Text}, Default: &value},
		{Name: "k", Type: schema.Type{Kind: schema.Text}},
	}, Uniques: []schema.Unique{{Name: "t_k_key", Columns: []string{"k"}}}}
	for d, want := range map[*dialect.Dialect]string{
		MariaDB: "CREATE TABLE `t` (\n\t`a` LONGTEXT COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT _utf8mb4 X'615c62',\n\t`k` VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,\n\tCONSTRAINT `t_k_key` UNIQUE (`k`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4",
		MySQL:   "CREATE TABLE `t` (\n\t`a` LONGTEXT COLLATE utf8mb4_0900_bin NOT NULL DEFAULT (_utf8mb4 X'615c62'),\n\t`k` VARCHAR(255) COLLATE utf8mb4_0900_bin NOT NULL,\n\tCONSTRAINT `t_k_key` UNIQUE (`k`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4",
	} {
		if got := d.CreateTable(table)[0]; got != want {
			t.Errorf("%s:\n%s\nwant\n%s", d.Name, got, want)
		}
	}
}

// TestAssignmentsAreOrdered: the server assigns one after the other, so a column is
// read before it is written.
func TestAssignmentsAreOrdered(t *testing.T) {
	column := func(name string) ast.Expr { return &ast.Column{Table: "t", Name: name} }
	set := []*ast.Assign{{Column: "a", X: &ast.Int{N: 1}}, {Column: "b", X: column("a")}, {Column: "c", X: column("b")}}
	s, err := dialect.Compile(MariaDB, &ast.Update{Table: &ast.Table{Name: "t"}, Set: set})
	if want := "UPDATE `t` SET `c` = `t`.`b`, `b` = `t`.`a`, `a` = 1"; err != nil || s.SQL != want {
		t.Errorf("%v %v, want %s", s, err, want)
	}
	set[0].X = column("c")
	circle := &ast.Update{Table: &ast.Table{Name: "t"}, Set: set}
	if _, err := dialect.Compile(MySQL, circle); !errors.Is(err, dialect.ErrUnsupported) {
		t.Errorf("values that are computed from each other: %v", err)
	}
	s, err = dialect.Compile(MariaDB, circle)
	want := "SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',SIMULTANEOUS_ASSIGNMENT') FOR UPDATE `t` SET `a` = `t`.`c`, `b` = `t`.`a`, `c` = `t`.`b`"
	if err != nil || s.SQL != want {
		t.Errorf("%v %v, want %s", s, err, want)
	}
}

// TestMySQLErrors: messages of MySQL, which names other things than MariaDB.
func TestMySQLErrors(t *testing.T) {
	for _, test := range []struct {
		number            uint16
		message           string
		kind              error
		table, constraint string
	}{
		{1062, "Duplicate entry 'one' for key 'a.a_name_key'", dialect.ErrUnique, "a", "a_name_key"},
		{3819, "Check constraint 'a_small_check' is violated.", dialect.ErrCheck, "", "a_small_check"},
		{3572, "Statement aborted because lock(s) could not be acquired immediately and NOWAIT is set.", dialect.ErrLocked, "", ""},
		{1146, "Table 'test.articles' doesn't exist", dialect.ErrNoTable, "", ""},
		{1054, "Unknown column 'views' in 'SELECT'", dialect.ErrNoColumn, "", ""},
		{1213, "Deadlock found when trying to get lock; try restarting transaction", dialect.ErrDeadlock, "", ""},
	} {
		err := answer(&driver.MySQLError{Number: test.number, Message: test.message})
		if e, ok := err.(*dialect.ConstraintError); ok && (e.Table != test.table || e.Constraint != test.constraint) {
			t.Errorf("%d: table %q, constraint %q", test.number, e.Table, e.Constraint)
		}
		if !errors.Is(err, test.kind) {
			t.Errorf("%d: %v", test.number, err)
		}
	}
	if err := answer(&driver.MySQLError{Number: 1053, Message: "Server shutdown in progress"}); err != nil {
		t.Errorf("the end of a connection is no answer: %v", err)
	}
}

// A URL that says too little is refused before anything is sent.
func TestURLsThatAreNone(t *testing.T) {
	for url, want := range map[string]error{
		"":                                 errNoURL,
		"mysql://kin:secret@host:3306":     errNoDatabase,
		"mysql://kin:secret@host:3306/":    errNoDatabase,
		"kin:secret@tcp(host:3306)/":       errNoDatabase,
		"postgres://kin:secret@host/books": errURL,
	} {
		if _, err := OpenDriver(t.Context(), url); err != want {
			t.Errorf("%q: got %v, want %v", url, err, want)
		}
	}
}
