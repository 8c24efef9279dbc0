package acceptance

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"
)

// snippetFile has the code that must not compile.
var snippetFile = filepath.Join("testdata", "compile.txtar")

// snippetHead is what stands before the code of a snippet: everything that it may
// use. Nothing in it is left unused, so that every error is the snippet's own.
const snippetHead = `package snippet

import (
	"context"
	"database/sql"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/acceptance/blog"
	"github.com/kinorm/kin/internal/acceptance/campus"
	. "github.com/kinorm/kin/internal/acceptance/news"
)

var _ = kin.ErrNotFound

func _(ctx context.Context, db *kin.DB, sqlDB *sql.DB, a1, a2 *Article, p1 *Publication, course *campus.Course, post *blog.Post, news *blog.Category, text string, number int32) {
`

// TestMustNotCompile checks that the compiler refuses mistakes, each with an error
// that names it.
func TestMustNotCompile(t *testing.T) {
	imports := loadPackages(t, "context", "database/sql", "github.com/kinorm/kin",
		"github.com/kinorm/kin/internal/acceptance/blog", "github.com/kinorm/kin/internal/acceptance/campus", "github.com/kinorm/kin/internal/acceptance/news")
	for name, s := range readSnippets(t) {
		t.Run(name, func(t *testing.T) {
			errs := check(t, imports, s.code)
			switch {
			case s.want == "":
				for _, err := range errs {
					t.Errorf("it must compile: %v", err)
				}
			case len(errs) != 1:
				t.Errorf("%d errors, want one with %q: %v", len(errs), s.want, errs)
			case !strings.Contains(errs[0].Error(), s.want):
				t.Errorf("the error is\n%v\nwant a part of it to be\n%s", errs[0], s.want)
			}
		})
	}
}

// A snippet is code and a part of the error that the compiler must report.
type snippet struct {
	code string
	want string // empty for code that must compile
}

func readSnippets(t *testing.T) map[string]snippet {
	t.Helper()
	archive, err := txtar.ParseFile(snippetFile)
	must(t, err)
	all := map[string]snippet{}
	for _, f := range archive.Files {
		code, want, found := strings.Cut(string(f.Data), "// want: ")
		if (f.Name == "ok") == found {
			t.Fatalf("snippet %s: every snippet but ok has a // want: line", f.Name)
		}
		if _, twice := all[f.Name]; twice {
			t.Fatalf("snippet %s is there twice", f.Name)
		}
		all[f.Name] = snippet{code, strings.TrimSpace(want)}
	}
	return all
}

// check returns the errors of the compiler for the body of a function.
func check(t *testing.T, imports types.Importer, body string) []error {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "snippet.go", snippetHead+body+"}\n", parser.SkipObjectResolution)
	must(t, err)
	var errs []error
	conf := types.Config{Importer: imports, GoVersion: "go1.26", Error: func(err error) {
		// The details of one error follow it as errors that begin with a tab.
		if e, ok := err.(types.Error); ok && strings.HasPrefix(e.Msg, "\t") {
			return
		}
		errs = append(errs, err)
	}}
	_, _ = conf.Check("snippet", fset, []*ast.File{file}, nil)
	return errs
}

// loaded imports packages that were loaded once for all snippets.
type loaded map[string]*types.Package

// Import returns a loaded package.
func (l loaded) Import(path string) (*types.Package, error) {
	if p := l[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("package %s was not loaded", path)
}

func loadPackages(t *testing.T, paths ...string) loaded {
	t.Helper()
	list, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps | packages.NeedExportFile,
	}, paths...)
	must(t, err)
	all := loaded{}
	for _, p := range list {
		for _, err := range p.Errors {
			t.Fatal(err)
		}
		all[p.PkgPath] = p.Types
	}
	return all
}
