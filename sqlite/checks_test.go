package sqlite

import (
	"errors"
	"fmt"
	"testing"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// The types that SQLite does not have are kept by checks: a column takes every value
// of its type, NULL, and nothing else.
func TestColumnChecks(t *testing.T) {
	for name, test := range map[string]struct {
		column    string
		typ       schema.Type
		good, bad []string
	}{
		"bool": {"INTEGER", schema.Type{Kind: schema.Bool}, []string{"0", "1", "TRUE", "NULL"}, []string{"2", "-1"}},
		"json": {"TEXT", schema.Type{Kind: schema.JSON}, []string{"'{}'", "'[1]'", "'null'", "NULL"}, []string{"'{'", "''"}},
		"uuid": {"BLOB", schema.Type{Kind: schema.UUID}, []string{"zeroblob(16)", "NULL"}, []string{"zeroblob(15)", "x''"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := acquire(t, openPath(t, ":memory:"), dialect.Write)
			exec(t, c, fmt.Sprintf("CREATE TABLE t (c %s CHECK (%s)) STRICT", test.column, columnCheck(`"c"`, test.typ)))
			for _, value := range test.good {
				exec(t, c, "INSERT INTO t VALUES ("+value+")")
			}
			for _, value := range test.bad {
				if err := execErr(c, "INSERT INTO t VALUES ("+value+")"); !errors.Is(err, dialect.ErrCheck) {
					t.Errorf("%s: %v, want ErrCheck", value, err)
				}
			}
		})
	}
}
