package archtest

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const modulePath = "github.com/kinorm/kin"

// imports says what each package may import besides the standard library:
// packages of this module by their directory ("." is the root), others by their
// path or the path above it. A package that is not named here is an error, so
// that a new one gets its place when it is made.
var imports = map[string][]string{
	"schema":            {},
	"ast":               {"schema"},
	"model":             {"schema"},
	"dialect":           {"ast", "schema"},
	"internal/query":    {"ast", "model", "schema", "dialect"},
	"internal/engine":   {"ast", "model", "schema", "dialect", "internal/query", "internal/spelling"},
	"internal/sqldb":    {"dialect", "schema"},
	".":                 {"ast", "model", "schema", "dialect", "internal/query", "internal/engine", "internal/sqldb"},
	"internal/spelling": {},
	"lookup":            {".", "ast", "model", "schema", "dialect", "internal/query", "internal/engine", "internal/spelling"},
	"postgres":          {".", "ast", "schema", "dialect", "github.com/jackc/pgx/v5", "github.com/jackc/puddle/v2"},
	"mysql":             {".", "ast", "schema", "dialect", "internal/sqldb", "github.com/go-sql-driver/mysql"},
	"sqlite":            {".", "ast", "schema", "dialect", "modernc.org/sqlite/lib", "modernc.org/libc"},
	"internal/codegen":  {"internal/spelling", "model", "schema", "golang.org/x/tools/go/packages"},
	"cmd/kin":           {"internal/codegen"},

	"examples/newsroom":      {".", "sqlite", "examples/newsroom/news", "examples/newsroom/blog"},
	"examples/newsroom/news": {".", "model", "schema"},
	"examples/newsroom/blog": {".", "model", "schema"},
	"examples/gostd":         {".", "sqlite", "examples/gostd/std"},
	"examples/gostd/std":     {".", "model", "schema"},

	"kintest/conformance":                 {".", "dialect", "schema", "kintest/conformance/internal/models", "kintest/conformance/internal/heirs", "kintest/conformance/internal/levels"},
	"kintest/conformance/internal/heirs":  {".", "model", "schema"},
	"kintest/conformance/internal/levels": {".", "model", "schema"},
	"kintest/conformance/internal/models": {".", "model", "schema"},
	"kintest":                             {".", "ast", "dialect", "sqlite", "postgres", "mysql"},
}

// testsOnly are directories that only tests use: nothing outside of them may import
// what is in them, while they import anything.
var testsOnly = []string{"internal/archtest", "internal/acceptance", "internal/testmodels"}

// ownModules are modules of their own, so that programs that use kin do not get what
// they import: bench, where other libraries are compared, and OpenTelemetry's.
var ownModules = []string{"bench", "kinotel"}

func isOwnModule(dir string) bool {
	top, _, _ := strings.Cut(dir, "/")
	return slices.Contains(ownModules, top)
}

func isTestsOnly(dir string) bool {
	return slices.ContainsFunc(testsOnly, func(top string) bool { return dir == top || strings.HasPrefix(dir, top+"/") })
}

func TestImportDirection(t *testing.T) {
	for _, f := range sources(t) {
		if isTestsOnly(f.dir) || isOwnModule(f.dir) {
			continue
		}
		allowed, ok := imports[f.dir]
		if !ok {
			t.Errorf("%s: the package is not in the table of imports_test.go; add what it may import", f.name)
			continue
		}
		for _, spec := range f.syntax.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if !mayImport(allowed, path) {
				t.Errorf("%s: %s may not import %s, but only %s", f.at(spec.Pos()), f.dir, path, allowed)
			}
		}
	}
}

func mayImport(allowed []string, path string) bool {
	if path == modulePath {
		return slices.Contains(allowed, ".")
	}
	if own, ok := strings.CutPrefix(path, modulePath+"/"); ok {
		return slices.Contains(allowed, own)
	}
	if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") {
		return true // the standard library
	}
	return slices.ContainsFunc(allowed, func(a string) bool { return path == a || strings.HasPrefix(path, a+"/") })
}

// The table itself must point one way: what a package may import may not import it.
func TestImportTableHasNoCycle(t *testing.T) {
	var visit func(dir string, above []string)
	visit = func(dir string, above []string) {
		if slices.Contains(above, dir) {
			t.Fatalf("the table of imports has a cycle: %s", append(above, dir))
		}
		for _, next := range imports[dir] {
			visit(next, append(slices.Clip(above), dir))
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(imports)) {
		visit(dir, nil)
	}
}
