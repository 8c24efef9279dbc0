package acceptance

import (
	"bytes"
	"flag"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest"
)

// update makes TestGoldenSQL write the SQL that it sees into the literals of the
// golden files, in place of what stands there for the dialect, and
// TestGoldenSQLWithoutServers that of the other dialects. The difference is to be read
// like any other change.
var update = flag.Bool("update", false, "write the golden SQL")

// seen is the SQL of conditions, in both forms, and of operations, by their names.
type seen struct {
	conditions map[string][2]string
	operations map[string]string
}

// all runs everything that is golden and returns its SQL.
func (s *seen) all(t *testing.T, db *kin.DB, rows *shelf) *seen {
	t.Helper()
	s.conditions, s.operations = map[string][2]string{}, map[string]string{}
	counted, counter := kintest.Count(db)
	for _, c := range conditions(rows) {
		s.conditions[c.name] = c.forms(t, counted, counter)
	}
	for _, o := range operations(rows) {
		s.operations[o.name] = o.statements(t, counted, counter)
	}
	return s
}

// write puts the SQL of a dialect into the golden files.
func (s *seen) write(t *testing.T, dialect string) {
	t.Helper()
	files, err := filepath.Glob("golden_*_test.go")
	must(t, err)
	for _, name := range files {
		old, err := os.ReadFile(name)
		must(t, err)
		text, err := s.edit(old, dialect)
		must(t, err)
		if !bytes.Equal(old, text) {
			must(t, os.WriteFile(name, text, 0o644))
			t.Logf("%s was written", name)
		}
	}
}

// edit returns a golden file with the SQL of a dialect.
func (s *seen) edit(src []byte, dialect string) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	type change struct {
		from, to int
		text     string
	}
	var changes []change
	ast.Inspect(file, func(n ast.Node) bool {
		name, sql := entry(n)
		if sql == nil {
			return true
		}
		value := quote(s.operations[name])
		if both, ok := s.conditions[name]; ok {
			value = "{\n" + quote(both[0]) + ",\n" + quote(both[1]) + ",\n}"
		}
		from, to := fset.Position(sql.Lbrace).Offset, fset.Position(sql.Rbrace).Offset
		changes = append(changes, change{from, to, literals(src, fset, sql, dialect, value)})
		return false
	})
	slices.SortFunc(changes, func(a, b change) int { return b.from - a.from })
	for _, c := range changes {
		src = slices.Concat(src[:c.from+1], []byte(c.text), src[c.to:])
	}
	return format.Source(src)
}

// entry returns the name and the SQL of the literal of a golden condition or
// operation, which is the last of its values.
func entry(n ast.Node) (string, *ast.CompositeLit) {
	lit, ok := n.(*ast.CompositeLit)
	if !ok || len(lit.Elts) != 3 {
		return "", nil
	}
	name, isName := lit.Elts[0].(*ast.BasicLit)
	sql, isSQL := lit.Elts[2].(*ast.CompositeLit)
	if !isName || !isSQL {
		return "", nil
	}
	text, err := strconv.Unquote(name.Value)
	if err != nil {
		return "", nil
	}
	return text, sql
}

// literals returns what stands between the braces of the SQL of an entry, with the
// value of one dialect replaced.
func literals(src []byte, fset *token.FileSet, sql *ast.CompositeLit, dialect, value string) string {
	all := map[string]string{strconv.Quote(dialect): value}
	names := []string{strconv.Quote(dialect)}
	source := func(n ast.Node) string {
		return string(src[fset.Position(n.Pos()).Offset:fset.Position(n.End()).Offset])
	}
	for _, elt := range sql.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if key := source(kv.Key); all[key] == "" {
			all[key], names = source(kv.Value), append(names, key)
		}
	}
	slices.Sort(names)
	var b strings.Builder
	for _, name := range names {
		b.WriteString("\n" + name + ": " + all[name] + ",")
	}
	return b.String() + "\n"
}

func quote(sql string) string {
	if strings.Contains(sql, "`") {
		return strconv.Quote(sql)
	}
	return "`" + sql + "`"
}
