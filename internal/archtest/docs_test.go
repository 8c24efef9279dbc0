package archtest

import (
	"bytes"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// app is a module of a user that the code of the documents is put into.
type app struct{ dir string }

// newApp makes a module that uses this one, with the same versions of everything
// and the same tool.
func newApp(t *testing.T) *app {
	t.Helper()
	root := moduleRoot(t)
	a := &app{t.TempDir()}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	requires := string(mod)[strings.Index(string(mod), "\ngo "):]
	a.write(t, "go.mod", "module example.com/app\n"+requires+
		"\nrequire github.com/kinorm/kin v0.0.0\nreplace github.com/kinorm/kin => "+root+"\n")
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	a.write(t, "go.sum", string(sum))
	return a
}

func (a *app) write(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(a.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run runs the go command in the module and returns its output.
func (a *app) run(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = a.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s%s", strings.Join(args, " "), err, out, stderr.Bytes())
	}
	return string(out)
}

// A block is the code of one fence in a document.
type block struct {
	line int
	code string
}

var fence = regexp.MustCompile("(?ms)^```(\\w*)\\n(.*?)^```$")

// blocks returns the code in a language of a document.
func blocks(t *testing.T, document, language string) []block {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(moduleRoot(t), document))
	if err != nil {
		t.Fatal(err)
	}
	var found []block
	for _, m := range fence.FindAllSubmatchIndex(text, -1) {
		if string(text[m[2]:m[3]]) == language {
			found = append(found, block{bytes.Count(text[:m[4]], []byte("\n")) + 1, string(text[m[4]:m[5]])})
		}
	}
	if len(found) == 0 {
		t.Fatalf("%s has no %s code", document, language)
	}
	return found
}

// The program of README.md is what a newcomer copies: it is generated and run as
// README.md says, in a module of its own.
func TestReadmeRuns(t *testing.T) {
	code := blocks(t, "README.md", "go")
	if len(code) != 2 {
		t.Fatalf("README.md has %d blocks of Go, want models.go and main.go", len(code))
	}
	a := newApp(t)
	a.write(t, "models.go", code[0].code)
	a.write(t, "main.go", code[1].code)
	a.run(t, "generate", "./...")
	_, want, ok := strings.Cut(code[1].code, "MustItems())) // ")
	want, _, _ = strings.Cut(want, "\n")
	if got := strings.TrimSpace(a.run(t, "run", ".")); !ok || got != want {
		t.Errorf("the program prints %q, README.md says %q", got, want)
	}
	a.run(t, "vet", "./...")
}

func TestReadmeCommands(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(moduleRoot(t), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := blocks(t, "README.md", "console")[0].code, "$ go run ./examples/newsroom\n$ go test ./...\n"; got != want {
		t.Errorf("README.md begins with the commands\n%swant\n%s", got, want)
	}
	if n := bytes.Count(text, []byte("\n")); n > 150 {
		t.Errorf("README.md has %d lines, more than 150", n)
	}
}

var link = regexp.MustCompile(`\]\(([^)#:]+)[^):]*\)`)

// codeSpan is code within a line, in which a call of a generic function looks like a link.
var codeSpan = regexp.MustCompile("`[^`\n]*`")

func TestLinksBetweenDocuments(t *testing.T) {
	root := moduleRoot(t)
	for _, document := range documents(t) {
		text, err := os.ReadFile(filepath.Join(root, document))
		if err != nil {
			t.Fatal(err)
		}
		prose := codeSpan.ReplaceAllString(fence.ReplaceAllString(string(text), ""), "")
		for _, m := range link.FindAllStringSubmatch(prose, -1) {
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(document), m[1])); err != nil {
				t.Errorf("%s: link to %s: %v", document, m[1], err)
			}
		}
	}
}

var sourcePath = regexp.MustCompile("`([\\w./]+\\.go)`")

// A file that a document names in backquotes exists: with its directory if it has
// one, else anywhere.
func TestFilesNamedInDocumentsExist(t *testing.T) {
	names := map[string]bool{"kin_gen.go": true, "models.go": true, "main.go": true}
	for _, f := range sources(t) {
		names[f.name], names[filepath.Base(f.name)] = true, true
	}
	matches := 0
	for _, document := range []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"} {
		text, err := os.ReadFile(filepath.Join(moduleRoot(t), document))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range sourcePath.FindAllStringSubmatch(string(text), -1) {
			matches++
			if _, err := os.Stat(filepath.Join(moduleRoot(t), m[1])); err != nil && !names[m[1]] {
				t.Errorf("%s names %s, which does not exist", document, m[1])
			}
		}
	}
	if matches < 20 {
		t.Errorf("only %d files were found in the documents", matches)
	}
}

// documents returns the documents of the project.
func documents(t *testing.T) []string {
	t.Helper()
	root := moduleRoot(t)
	var found []string
	for _, pattern := range []string{"*.md", "docs/*.md"} {
		paths, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			name, err := filepath.Rel(root, path)
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, filepath.ToSlash(name))
		}
	}
	return found
}

// The Go code of each page in docs/ is one package. Its declarations are models,
// for which code is generated; its statements are compiled in functions that have
// a context and a database.
func TestDocsCompile(t *testing.T) {
	a := newApp(t)
	var pages []string
	for _, document := range documents(t) {
		page, ok := strings.CutPrefix(document, "docs/")
		if !ok {
			continue
		}
		page = strings.TrimSuffix(page, ".md")
		if page == "README" {
			continue // the index has no code
		}
		pages = append(pages, page)
		a.writePage(t, page, blocks(t, document, "go"))
	}
	a.run(t, "tool", "kin", "generate", "./...")
	for _, p := range a.load(t) {
		for _, err := range p.Errors {
			// In a fragment a variable may be there for the reader only.
			if !strings.Contains(err.Msg, "declared and not used") {
				t.Errorf("%v", err)
			}
		}
	}
	if len(pages) == 0 {
		t.Error("docs/ has no pages")
	}
}

const pageImports = `import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/kintest/conformance"
	"github.com/kinorm/kin/lookup"
	"github.com/kinorm/kin/postgres"
	"github.com/kinorm/kin/schema"
	"github.com/kinorm/kin/sqlite"
)

var (
	_ = context.Background
	_ sql.Null[int]
	_ json.Number
	_ = errors.Is
	_ = fmt.Print
	_ slog.Attr
	_ = os.Stderr
	_ = strings.ToLower
	_ = maps.Clone[map[int]int]
	_ url.Values
	_ lookup.Q
	_ testing.TB
	_ time.Time
	_ dialect.Dialect
	_ conformance.Feature
	_ = postgres.Open
	_ schema.Type
	_ kin.Option
	_ = sqlite.Open
)
`

// writePage writes the code of a page. Positions in it are those of the document.
func (a *app) writePage(t *testing.T, page string, code []block) {
	t.Helper()
	var declarations, statements strings.Builder
	name := strings.ReplaceAll(page, "-", "")
	declarations.WriteString("package " + name + "\n\n" + pageImports)
	statements.WriteString("package " + name + "\n\n" + pageImports)
	for _, b := range code {
		position := "/*line docs/" + page + ".md:" + strconv.Itoa(b.line) + ":1*/"
		if _, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+b.code, parser.SkipObjectResolution); err == nil {
			declarations.WriteString("\n" + position + b.code)
			continue
		}
		statements.WriteString("\nfunc _(ctx context.Context, db *kin.DB) error {\n" + position + b.code + "\nreturn nil\n}\n")
	}
	a.write(t, name+"/models.go", declarations.String())
	a.write(t, name+"/code.go", statements.String())
}

// load type-checks all packages of the module.
func (a *app) load(t *testing.T) []*packages.Package {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{
		Context: t.Context(),
		Mode:    packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes | packages.NeedImports | packages.NeedExportFile,
		Dir:     a.dir,
		Env:     append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off"),
	}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	return pkgs
}
