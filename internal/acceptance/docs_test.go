package acceptance

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// docsHead is what the code of the page may use.
const docsHead = `package snippet

import (
	"context"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/blog"
	"github.com/kinorm/kin/lookup"
)

var _, _ = kin.ErrNotFound, Models

func _(ctx context.Context, db *kin.DB, post *Post, news, tips *Category, guido *Author, person *Person, text string) {
`

// A docsRow is a row of the tables of docs/django-ormar.md.
type docsRow struct {
	section, operation  string
	django, ormar, kins string
}

// docsRows reads the tables of the page that compares kin with other libraries.
func docsRows(t *testing.T) []docsRow {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "django-ormar.md"))
	must(t, err)
	var rows []docsRow
	section := ""
	for line := range strings.Lines(string(page)) {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "## "); ok {
			section = title
		}
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| |") {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "| "), " |"), " | ")
		if len(cells) != 4 {
			t.Errorf("%s: a row has %d cells, want 4: %s", section, len(cells), line)
			continue
		}
		rows = append(rows, docsRow{section, cells[0], cells[1], cells[2], cells[3]})
	}
	return rows
}

var (
	// docsCode is what stands in backquotes.
	docsCode = regexp.MustCompile("`([^`]+)`")
	// docsField is the declaration of a field of a model.
	docsField = regexp.MustCompile(`^[A-Z]\w* [^ ]+$`)
	// docsTag is an option of a tag, with its value or without.
	docsTag = regexp.MustCompile(`^([a-z_]+)(=.*)?$`)
)

// code returns the code of kin's cell as statements, and the names of the options
// of tags in it.
func (r docsRow) code() (statements, options []string) {
	for _, m := range docsCode.FindAllStringSubmatch(r.kins, -1) {
		code := m[1]
		expr, err := parser.ParseExpr(code)
		_, isCall := expr.(*ast.CallExpr)
		switch tag := docsTag.FindStringSubmatch(code); {
		case tag != nil:
			options = append(options, tag[1])
		case docsField.MatchString(code):
			statements = append(statements, "var _ struct { "+code+" }")
		case code == "kin.Model":
			statements = append(statements, "var _ "+code)
		case isCall:
			statements = append(statements, code)
		case err == nil && strings.Contains(code, "."):
			statements = append(statements, "_ = "+code)
		}
	}
	return statements, options
}

// TestDocsCompile compiles the code in kin's column of the page that compares it
// with other libraries.
func TestDocsCompile(t *testing.T) {
	imports := loadPackages(t, "context", "github.com/kinorm/kin", "github.com/kinorm/kin/internal/acceptance/blog", "github.com/kinorm/kin/lookup")
	var lines []string
	for _, r := range docsRows(t) {
		statements, _ := r.code()
		lines = append(lines, statements...)
	}
	if len(lines) < 140 {
		t.Errorf("%d statements were found, want those of the whole page", len(lines))
	}
	source := docsHead + strings.Join(lines, "\n") + "\n}\n"
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "page.go", source, parser.SkipObjectResolution)
	must(t, err)
	conf := types.Config{Importer: imports, GoVersion: "go1.26", Error: func(err error) {
		e := err.(types.Error)
		t.Errorf("%s\n%s", strings.Split(source, "\n")[fset.Position(e.Pos).Line-1], e.Msg)
	}}
	_, _ = conf.Check("snippet", fset, []*ast.File{file}, nil)
}

// TestDocsNameOptions: the options of tags in kin's column are those of docs/models.md.
func TestDocsNameOptions(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "models.md"))
	must(t, err)
	known := map[string]bool{}
	for _, m := range regexp.MustCompile("`([a-z_]+)[=(`]").FindAllStringSubmatch(string(page), -1) {
		known[m[1]] = true
	}
	found := 0
	for _, r := range docsRows(t) {
		_, options := r.code()
		if strings.HasSuffix(r.operation, ", by default") {
			continue // names of tables and columns, not of options
		}
		for _, name := range options {
			found++
			if !known[name] {
				t.Errorf("%s: %s: docs/models.md has no option %s", r.section, r.operation, name)
			}
		}
	}
	if found < 15 {
		t.Errorf("%d options were found, want those of the whole page", found)
	}
}
