package dialect_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/mysql"
	"github.com/kinorm/kin/postgres"
	"github.com/kinorm/kin/schema"
	"github.com/kinorm/kin/sqlite"
)

// TestNamesThatAreTooLong: every kind of name is refused from one over the limit on,
// which PostgreSQL counts in bytes and the others in characters.
func TestNamesThatAreTooLong(t *testing.T) {
	table := func(what, name string) *schema.Table {
		out := &schema.Table{Name: "t", Columns: []schema.Column{{Name: "a"}}}
		switch what {
		case "table":
			out.Name = name
		case "column":
			out.Columns[0].Name = name
		case "unique constraint":
			out.Uniques = []schema.Unique{{Name: name}}
		case "index":
			out.Indexes = []schema.Index{{Name: name}}
		case "foreign key":
			out.ForeignKeys = []schema.ForeignKey{{Name: name}}
		case "check":
			out.Checks = []schema.Check{{Name: name}}
		}
		return out
	}
	for _, test := range []struct {
		d      *dialect.Dialect
		fits   string
		excess string
	}{
		{postgres.Dialect, strings.Repeat("a", 63), strings.Repeat("a", 64)},
		{postgres.Dialect, strings.Repeat("é", 31), strings.Repeat("é", 32)},
		{mysql.MariaDB, strings.Repeat("é", 64), strings.Repeat("é", 65)},
		{mysql.MySQL, strings.Repeat("a", 64), strings.Repeat("a", 65)},
		{sqlite.Dialect, strings.Repeat("a", 1000), ""},
	} {
		for _, what := range []string{"table", "column", "unique constraint", "index", "foreign key", "check"} {
			if err := test.d.CheckNames([]*schema.Table{table(what, test.fits)}); err != nil {
				t.Errorf("%s: %v", test.d.Name, err)
			}
			if test.excess == "" {
				continue
			}
			err := test.d.CheckNames([]*schema.Table{table(what, "t"), table(what, test.excess)})
			var named *dialect.NameError
			if !errors.As(err, &named) || named.What != what || named.Name != test.excess || !errors.Is(err, dialect.ErrTooLong) {
				t.Errorf("%s: a %s that is too long: %v", test.d.Name, what, err)
			}
		}
	}
}

// TestNamesThatAreRefused: what MariaDB and MySQL take in no name is an error that
// says what to do, and no other database refuses it.
func TestNamesThatAreRefused(t *testing.T) {
	for name, refused := range map[string]string{
		"a ": "ends with white space", "a\t": "ends with white space", "\n": "ends with white space",
		"a\U0001F600": "has a character beyond U+FFFF", " a": "", "a b": "", "a\u00a0": "", "\uffff": "",
	} {
		tables := []*schema.Table{{Name: "t", Columns: []schema.Column{{Name: "c"}}, Indexes: []schema.Index{{Name: name}}}}
		for _, d := range []*dialect.Dialect{sqlite.Dialect, postgres.Dialect} {
			if err := d.CheckNames(tables); err != nil {
				t.Errorf("%s: %v", d.Name, err)
			}
		}
		for _, d := range []*dialect.Dialect{mysql.MariaDB, mysql.MySQL} {
			err := d.CheckNames(tables)
			if refused == "" {
				if err != nil {
					t.Errorf("%s: %v", d.Name, err)
				}
				continue
			}
			want := fmt.Sprintf("kin: a name is not allowed: the index %q of the table \"t\" %s, and %s takes no such name; "+
				"change it by the names of the table (table=, for links db_table=) and of its columns (column=), of which it is made", name, refused, d.Name)
			if !errors.Is(err, dialect.ErrUnsupported) || errors.Is(err, dialect.ErrTooLong) || err.Error() != want {
				t.Errorf("%s: the error is %v", d.Name, err)
			}
		}
	}
}

// TestIndexesHaveTheOrderOfNulls: where NULL is the largest value of the database, an
// index of a column that may be NULL is declared in kin's order, by which it is read.
func TestIndexesHaveTheOrderOfNulls(t *testing.T) {
	table := &schema.Table{
		Name:    "t",
		Columns: []schema.Column{{Name: "a", Nullable: true}, {Name: "b"}},
		Indexes: []schema.Index{{Name: "t_a", Columns: []string{"a", "b"}}, {Name: "t_b", Columns: []string{"b"}}},
	}
	for d, want := range map[*dialect.Dialect][]string{
		postgres.Dialect: {`CREATE INDEX "t_a" ON "t" ("a" NULLS FIRST, "b")`, `CREATE INDEX "t_b" ON "t" ("b")`},
		sqlite.Dialect:   {`CREATE INDEX "t_a" ON "t" ("a", "b")`, `CREATE INDEX "t_b" ON "t" ("b")`},
		mysql.MariaDB:    {"CREATE INDEX `t_a` ON `t` (`a`, `b`)", "CREATE INDEX `t_b` ON `t` (`b`)"},
	} {
		if got := d.CreateTable(table)[1:]; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", d.Name, got, want)
		}
	}
}
