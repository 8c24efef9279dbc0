package acceptance

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestModelsThatChanged: where a struct has changed since the code for it was
// generated, the compiler names the model, says what to run, and names the field if
// it is one that was there.
func TestModelsThatChanged(t *testing.T) {
	imports := loadPackages(t, "github.com/kinorm/kin", "github.com/kinorm/kin/model", "github.com/kinorm/kin/schema")
	changed := "cannot convert (*Article)(nil) (value of type *Article) to type *run_go_generate_as_Article_has_changed"
	for name, c := range map[string]struct {
		old, new string
		want     []string
	}{
		"nothing": {},
		"added":   {"	Headline ", "	Lead string\n	Headline ", []string{changed}},
		"removed": {"	Headline     string `kin:\"size=100\"`", "", []string{changed, "Article.Headline undefined (type *Article has no field or method Headline)"}},
		"renamed": {"	Headline ", "	Title ", []string{changed, "Article.Headline undefined (type *Article has no field or method Headline)"}},
		"type":    {"	Headline     string", "	Headline     *string", []string{changed, "cannot use Article.Headline (variable of type *string) as string value in struct literal"}},
	} {
		t.Run(name, func(t *testing.T) {
			models := string(ok(t, got(os.ReadFile(filepath.Join("news", "models.go")))))
			models = strings.TrimSuffix(models, "// String returns the headline.\nfunc (a *Article) String() string { return a.Headline }\n")
			if !strings.Contains(models, c.old) || strings.Contains(models, "return a.Headline") {
				t.Fatalf("the models are not as expected: %s", models)
			}
			fset := token.NewFileSet()
			files := []*ast.File{
				ok(t, got(parser.ParseFile(fset, "models.go", strings.Replace(models, c.old, c.new, 1), 0))),
				ok(t, got(parser.ParseFile(fset, filepath.Join("news", "kin_gen.go"), nil, 0))),
			}
			var errs []string
			conf := types.Config{Importer: imports, GoVersion: "go1.26", Error: func(err error) { errs = append(errs, err.(types.Error).Msg) }}
			_, _ = conf.Check("news", fset, files, nil)
			slices.Sort(errs)
			slices.Sort(c.want)
			if !slices.Equal(errs, c.want) {
				t.Errorf("the errors are\n%s\nwant\n%s", strings.Join(errs, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}
