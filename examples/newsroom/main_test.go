package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "write the golden file")

func output(t *testing.T, sql, color bool) string {
	t.Helper()
	var b bytes.Buffer
	if err := run(t.Context(), &b, sql, color); err != nil {
		t.Errorf("the story fails: %v", err)
	}
	return b.String()
}

func TestStory(t *testing.T) {
	const golden = "testdata/story.golden"
	got := output(t, false, false)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Fatalf("the output differs from %s in line %d (go test ./examples/newsroom -update writes it anew):\ngot\n%s", golden, i+1, got)
		}
	}
}

func TestOutputFitsATerminal(t *testing.T) {
	for line := range strings.SplitSeq(output(t, true, false), "\n") {
		if n := utf8.RuneCountInString(line); n > width {
			t.Errorf("%d columns: %s", n, line)
		}
		if strings.ContainsAny(line, "\x1b\t\u00a0") {
			t.Errorf("a control character in plain output: %q", line)
		}
	}
}

func TestSQLIsPrintedOnRequest(t *testing.T) {
	const add = `INSERT INTO "articles_publications"`
	if !strings.Contains(output(t, true, false), add) {
		t.Errorf("-sql does not print %s", add)
	}
	if strings.Contains(output(t, false, false), add) {
		t.Errorf("%s is printed without -sql", add)
	}
}

func TestColorsChangeNothingElse(t *testing.T) {
	colored := output(t, true, true)
	if !strings.Contains(colored, "\x1b[") {
		t.Error("there are no colours")
	}
	plain := colored
	for _, c := range []string{"0", bold, dim, red, green, cyan} {
		plain = strings.ReplaceAll(plain, "\x1b["+c+"m", "")
	}
	if plain != output(t, true, false) {
		t.Error("the text with colours is not the text without")
	}
}

func TestPipesAndNoColorArePlain(t *testing.T) {
	_, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if isColorful(w) {
		t.Error("a pipe gets colours")
	}
	device, err := os.Open(os.DevNull) // a character device, as a terminal is
	if err != nil {
		t.Fatal(err)
	}
	defer device.Close()
	t.Setenv("TERM", "xterm")
	t.Setenv("NO_COLOR", "1")
	if isColorful(device) {
		t.Error("NO_COLOR is not heeded")
	}
}

// Each story says that one line does not compile, and what the compiler says. This
// test compiles the story with that line.
func TestWhatDoesNotCompile(t *testing.T) {
	for name, text := range map[string]string{"story.go": storySource, "links.go": linksSource} {
		t.Run(name, func(t *testing.T) { doesNotCompile(t, name, text) })
	}
}

func doesNotCompile(t *testing.T, name, text string) {
	t.Helper()
	before, after, ok := strings.Cut(text, "does not compile:\n")
	if !ok {
		t.Fatal("the story has no line that does not compile")
	}
	lines := strings.SplitN(after, "\n", 3)
	code := strings.TrimSpace(strings.TrimPrefix(lines[0], "\t//"))
	says := strings.TrimSpace(strings.TrimPrefix(lines[1], "\t//"))

	dir := t.TempDir()
	changed := filepath.Join(dir, name)
	if err := os.WriteFile(changed, []byte(before+"\n"+code+"\n"+lines[2]), 0o644); err != nil {
		t.Fatal(err)
	}
	original, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{original: changed}})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, overlay, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "go", "build", "-overlay", file, "-o", os.DevNull, ".").CombinedOutput()
	if _, failed := errors.AsType[*exec.ExitError](err); !failed {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	if !strings.Contains(string(out), says) {
		t.Errorf("the compiler does not say %q, but\n%s", says, out)
	}
}

func TestStepsOfASource(t *testing.T) {
	s, err := parseSource("p.go", "package p\n\nfunc f() {\n\tx := 1\n\n\t// Why.\n\tt.Show(g(\n\t\tx,\n\t))\n\n\ty := 2\n\tt.Show(y, nil)\n}\n")
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[int]string{
		7:  "x := 1\n\n// Why.\ng(\n\tx,\n)",
		9:  "x := 1\n\n// Why.\ng(\n\tx,\n)",
		12: "y := 2",
	} {
		got, err := s.at(line)
		if err != nil || strings.Join(got, "\n") != want {
			t.Errorf("line %d: got %q, %v, want %q", line, got, err, want)
		}
	}
	if code, err := s.at(4); err == nil {
		t.Errorf("line 4 is no step, but got %q", code)
	}
}
