package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// module makes a module that requires the kin of this repository, and makes its
// directory the current one.
func module(t *testing.T, files map[string]string) {
	t.Helper()
	repo, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, "go.mod", "module example.com/app\n\ngo 1.26.0\n\nrequire github.com/kinorm/kin v0.0.0\n\nreplace github.com/kinorm/kin => "+repo+"\n")
	for name, text := range files {
		write(t, dir, name, text)
	}
	t.Chdir(dir)
	t.Setenv("GOFLAGS", "-mod=mod")
	t.Setenv("GOPROXY", "off")
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// kin runs the command and checks its exit code.
func kin(t *testing.T, code int, args ...string) string {
	t.Helper()
	var out strings.Builder
	if got := run(args, &out, &out); got != code {
		t.Fatalf("kin %s: exit code %d, want %d; it printed\n%s", strings.Join(args, " "), got, code, &out)
	}
	return out.String()
}

func wantOutput(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("it printed\n%s\nwant\n%s", got, want)
	}
}

const article = `package app

import "github.com/kinorm/kin"

type Article struct {
	kin.Model
	ID   int64
	Name string
	Body string
}

func find() { Articles.Filter(Articles.Name.Eq("kin")) }
`

// A model's life: new, unchanged, changed, and with a generated file that is
// stale, broken, or of another package.
func TestGenerate(t *testing.T) {
	module(t, map[string]string{"article.go": article})
	wantOutput(t, kin(t, 1, "generate", "--check"), "kin_gen.go is not up to date; run kin generate\n")
	if _, err := os.Stat("kin_gen.go"); err == nil {
		t.Fatal("--check wrote kin_gen.go")
	}
	wantOutput(t, kin(t, 0, "generate"), "app: 1 model, 0 relations -> kin_gen.go (60 lines)\n")
	wantOutput(t, kin(t, 0, "generate"), "app: 1 model, 0 relations -> kin_gen.go (unchanged)\n")
	wantOutput(t, kin(t, 0, "generate", "--check", "./..."), "")
	full, err := os.ReadFile("kin_gen.go")
	if err != nil {
		t.Fatal(err)
	}

	write(t, ".", "article.go", strings.Replace(article, "\tBody string\n", "", 1))
	wantOutput(t, kin(t, 1, "generate", "--check"), "kin_gen.go is not up to date; run kin generate\n")
	wantOutput(t, kin(t, 0, "generate"), "app: 1 model, 0 relations -> kin_gen.go (58 lines)\n")

	write(t, ".", "article.go", article)
	for _, broken := range []string{"package app\n\nfunc {", "package other\n", "not Go", "package app\n\nimport _ \"example.com/app\"\n"} {
		write(t, ".", "kin_gen.go", broken)
		wantOutput(t, kin(t, 0, "generate"), "app: 1 model, 0 relations -> kin_gen.go (60 lines)\n")
	}
	again, err := os.ReadFile("kin_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if string(again) != string(full) {
		t.Error("the file depends on the one that it replaces")
	}
	left, _ := filepath.Glob(".kin_gen.go*")
	if len(left) > 0 {
		t.Errorf("temporary files are left: %s", left)
	}
}

// A package that leads to another one can be generated before that one.
func TestGenerateOtherPackage(t *testing.T) {
	module(t, map[string]string{
		"article.go":     article,
		"press/press.go": "package press\n\nimport (\n\t\"example.com/app\"\n\t\"github.com/kinorm/kin\"\n)\n\ntype Issue struct {\n\tkin.Model\n\tID      int64\n\tLeadID  int64\n\tLead    *app.Article\n}\n\nvar _ = app.Articles\n",
	})
	wantOutput(t, kin(t, 0, "generate", "./press"), "press: 1 model, 1 relation -> press/kin_gen.go (75 lines)\n")
	first, err := os.ReadFile("press/kin_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	kin(t, 0, "generate", "./...")
	wantOutput(t, kin(t, 0, "generate", "--check", "./..."), "")
	second, err := os.ReadFile("press/kin_gen.go")
	if err != nil || string(first) != string(second) {
		t.Error("the file depends on the order of generating")
	}
}

func TestGenerateProblems(t *testing.T) {
	module(t, map[string]string{"article.go": strings.Replace(article, "Name string", "Name string `kin:\"siez=3\"`", 1)})
	wantOutput(t, kin(t, 1, "generate"), "article.go:8:2: Article.Name: unknown option siez; did you mean size?\n")
}

func TestGenerateSyntaxError(t *testing.T) {
	module(t, map[string]string{"article.go": strings.Replace(article, "Name string", "Name string = 3", 1)})
	got := kin(t, 1, "generate")
	if want := "article.go:8:14: "; !strings.HasPrefix(got, want) {
		t.Errorf("it printed\n%s\nwant %s first", got, want)
	}
}

func TestGenerateWithoutKin(t *testing.T) {
	module(t, map[string]string{"article.go": article})
	write(t, ".", "go.mod", "module example.com/app\n\ngo 1.26.0\n")
	t.Setenv("GOFLAGS", "")
	wantOutput(t, kin(t, 1, "generate"), "kin: example.com/app: its module does not require kin; run: go get -tool github.com/kinorm/kin/cmd/kin\n")
}

func TestGenerateNoModels(t *testing.T) {
	module(t, map[string]string{"app.go": "package app\n"})
	wantOutput(t, kin(t, 1, "generate", "./..."), "kin: there are no models in ./...; a model is a struct that embeds kin.Model\n")
}

func TestUsage(t *testing.T) {
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{nil, exitUsage, "usage: kin <command>"},
		{[]string{"help"}, exitOK, "usage: kin <command>"},
		{[]string{"genrate"}, exitUsage, `there is no command "genrate"`},
		{[]string{"generate", "-h"}, exitOK, "usage: kin generate [--check] [packages]"},
		{[]string{"generate", "--chek"}, exitUsage, "-chek"},
	} {
		if got := kin(t, test.code, test.args...); !strings.Contains(got, test.want) {
			t.Errorf("kin %s printed\n%s\nwant %q in it", strings.Join(test.args, " "), got, test.want)
		}
	}
}
