package acceptance

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
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

// TestDocsCompile compiles the calls in kin's column of the page that compares it
// with other libraries.
func TestDocsCompile(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "django-ormar.md"))
	must(t, err)
	imports := loadPackages(t, "context", "github.com/kinorm/kin", "github.com/kinorm/kin/internal/acceptance/blog", "github.com/kinorm/kin/lookup")
	var body strings.Builder
	calls := 0
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		if len(cells) != 4 {
			continue
		}
		code, isCode := strings.CutPrefix(strings.TrimSuffix(cells[3], " |"), "`")
		if code, isCode = strings.CutSuffix(code, "`"); isCode && strings.HasSuffix(code, ")") {
			body.WriteString(code + "\n")
			calls++
		}
	}
	if calls < 60 {
		t.Errorf("%d calls were found, want those of the whole page", calls)
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "page.go", docsHead+body.String()+"}\n", parser.SkipObjectResolution)
	must(t, err)
	conf := types.Config{Importer: imports, GoVersion: "go1.26", Error: func(err error) {
		e := err.(types.Error)
		line := strings.Split(docsHead+body.String(), "\n")[fset.Position(e.Pos).Line-1]
		t.Errorf("%s\n%s", line, e.Msg)
	}}
	_, _ = conf.Check("snippet", fset, []*ast.File{file}, nil)
}
