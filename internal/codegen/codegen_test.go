package codegen

import (
	"bytes"
	"errors"
	"flag"
	"go/ast"
	"go/parser"
	"go/types"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files")

const newsroom = "../../examples/newsroom/news"

// generate runs Generate and keeps what it knows.
func generate(t *testing.T, patterns ...string) (*program, []*File) {
	t.Helper()
	prog, err := load(".", patterns)
	if err != nil {
		t.Fatal(err)
	}
	prog.read()
	prog.link()
	prog.name()
	if len(prog.problems) > 0 {
		t.Fatal(prog.problems.sorted())
	}
	var files []*File
	for _, p := range prog.packages {
		if !p.wanted {
			continue
		}
		f, err := prog.render(p)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return prog, files
}

// The packages under testdata, and the newsroom example, have the files that
// generate writes, and those compile.
func TestGolden(t *testing.T) {
	prog, files := generate(t, "./testdata/shop", "./testdata/people", "./testdata/press", newsroom)
	if len(files) != 4 {
		t.Fatalf("generated %d files, want 4", len(files))
	}
	for _, f := range files {
		t.Run(f.Package, func(t *testing.T) {
			checkGolden(t, f.Path, f.Source)
			checkCompiles(t, prog, f)
		})
	}
}

func checkGolden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	gotLines, wantLines := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i, line := range gotLines {
		if i >= len(wantLines) || line != wantLines[i] {
			t.Fatalf("%s:%d: got\n%s\nwant\n%s\n(go test -update writes it)", path, i+1, line, strings.Join(wantLines[min(i, len(wantLines)-1):min(i+1, len(wantLines))], ""))
		}
	}
	t.Fatalf("%s has more lines than were generated (go test -update writes it)", path)
}

// checkCompiles type-checks a package with its generated file.
func checkCompiles(t *testing.T, prog *program, f *File) {
	t.Helper()
	i := slices.IndexFunc(prog.packages, func(p *packageSource) bool { return p.name == f.Package })
	src := prog.packages[i]
	generated, err := parser.ParseFile(prog.fset, f.Path, f.Source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	cfg := types.Config{
		Importer: importerFunc(func(path string) (*types.Package, error) { return src.imported(path, prog.checked) }),
		Error:    func(err error) { t.Error(err) },
	}
	checked, _ := cfg.Check(src.path, prog.fset, append([]*ast.File{generated}, src.files...), nil)
	prog.checked[src.path] = checked
}

func TestNotes(t *testing.T) {
	_, files := generate(t, "./testdata/shop")
	want := []string{
		"column Order.Count is Orders.CountCol, because Count belongs to kin.Table",
		"column Order.Loaded is Orders.LoadedCol, because Loaded belongs to kin.ToOne",
		"relation Order.Filter is Orders.FilterRel, because Filter belongs to kin.Table",
	}
	if !slices.Equal(files[0].Notes, want) {
		t.Errorf("notes:\n%s\nwant:\n%s", strings.Join(files[0].Notes, "\n"), strings.Join(want, "\n"))
	}
}

// One package alone is generated as it is together with those that it imports.
func TestDeterminism(t *testing.T) {
	first, err := Generate(".", "./testdata/press")
	if err != nil {
		t.Fatal(err)
	}
	all, err := Generate(".", "./testdata/press", "./testdata/shop", "./testdata/people")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(f *File) bool { return f.Package == "press" })
	if len(first) != 1 || !bytes.Equal(first[0].Source, all[i].Source) {
		t.Error("the file of package press depends on what else is generated")
	}
}

// Every mistake is reported, in one run, as testdata/mistakes.golden has it.
func TestMistakes(t *testing.T) {
	var text strings.Builder
	for _, patterns := range [][]string{
		{"./testdata/mistakes/fields", "./testdata/mistakes/keys", "./testdata/mistakes/relations", "./testdata/mistakes/ends", "./testdata/mistakes/tables", "./testdata/mistakes/columns", "./testdata/mistakes/names"},
		{"./testdata/mistakes/modelless"},
		{"./testdata/levels"},
		{"./testdata/nothing"},
	} {
		_, err := Generate(".", patterns...)
		if err == nil {
			t.Errorf("%s: no problems", patterns)
			continue
		}
		text.WriteString(err.Error() + "\n")
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	got := strings.NewReplacer("testdata/mistakes/", "", dir, "").Replace(text.String())
	checkGolden(t, "testdata/mistakes.golden", []byte(got))
}

func TestProblemsAreTyped(t *testing.T) {
	_, err := Generate(".", "./testdata/mistakes/columns")
	problems, ok := errors.AsType[Problems](err)
	if !ok || len(problems) != 2 {
		t.Fatalf("got %v, want two problems", err)
	}
	if p := problems[1]; p.Model != "Author" || p.Field != "Code" || p.Pos.Line != 11 {
		t.Errorf("got %#v", p)
	}
}
