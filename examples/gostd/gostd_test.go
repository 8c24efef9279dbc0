package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/gostd/std"
	"github.com/kinorm/kin/kintest"
)

// quiet shows no progress.
func quiet() *progress {
	return &progress{w: new(bytes.Buffer), width: usualWidth, every: time.Hour}
}

func someLibrary(t *testing.T) *library {
	t.Helper()
	lib, err := readLibrary(t.Context(), quiet(), "errors", "io", "strings", "bufio", "internal/poll")
	if err != nil {
		t.Fatal(err)
	}
	if len(lib.skipped) > 0 {
		t.Fatalf("files were skipped: %v", lib.skipped)
	}
	return lib
}

// inEach runs a test on every database, with the library in it.
func inEach(t *testing.T, lib *library, test func(t *testing.T, db *kin.DB, wrote totals)) {
	t.Helper()
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			n, err := store(t.Context(), db, lib, quiet())
			if err != nil {
				t.Fatal(err)
			}
			test(t, db, n)
		})
	}
}

func TestEveryAnswerIsWhatTheSourcesSay(t *testing.T) {
	lib := someLibrary(t)
	inEach(t, lib, func(t *testing.T, db *kin.DB, _ totals) { answersAreRight(t, lib, db) })
}

func answersAreRight(t *testing.T, lib *library, db *kin.DB) {
	n := newNaive(lib)
	about := n.topics(t)
	asked, expected := questions(about), n.answers(about)
	if len(asked) != len(expected) {
		t.Fatalf("there are %d questions and %d expected answers", len(asked), len(expected))
	}
	for i, q := range asked {
		t.Run(q.words, func(t *testing.T) {
			want := expected[i]
			if len(want) == 0 {
				t.Error("the right answer is empty, so that a wrong query could give it")
			}
			all, err := q.ask(t.Context(), db, 1_000_000)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(all.lines, want) || all.total != len(want) {
				t.Errorf("%d rows:\n%s\nwant %d:\n%s", all.total, strings.Join(all.lines, "\n"), len(want), strings.Join(want, "\n"))
			}
			first, err := q.ask(t.Context(), db, 1)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(first.lines, want[:1]) || first.total != len(want) {
				t.Errorf("limited to one row it is %q of %d, want %q of %d", first.lines, first.total, want[:1], len(want))
			}
			if !strings.HasPrefix(first.sql, "SELECT ") || len(first.args) == 0 {
				t.Errorf("its SQL is %q with %v", first.sql, first.args)
			}
		})
	}
}

func TestTotalsAreWhatTheDatabaseHolds(t *testing.T) {
	lib := someLibrary(t)
	inEach(t, lib, func(t *testing.T, db *kin.DB, wrote totals) { totalsAreRight(t, lib, db, wrote) })
}

func totalsAreRight(t *testing.T, lib *library, db *kin.DB, wrote totals) {
	ctx := t.Context()
	var err error
	count := func(n int64, e error) int {
		err = errors.Join(err, e)
		return int(n)
	}
	got := totals{
		packages: count(std.Packages.Count(ctx, db)),
		files:    count(std.Files.Count(ctx, db)),
		imports:  count(std.Files.Join(std.Files.Imports.Rows()).Count(ctx, db)),
		symbols:  count(std.Symbols.Count(ctx, db)),
		needs:    count(std.Needs.Query().Count(ctx, db)),
		took:     wrote.took, calls: wrote.calls,
	}
	if err != nil {
		t.Fatal(err)
	}
	if got != wrote {
		t.Errorf("the database holds %+v, the totals are %+v", got, wrote)
	}
	want := totals{packages: len(newNaive(lib).paths()), took: wrote.took, calls: wrote.calls}
	n := newNaive(lib)
	for _, path := range n.paths() {
		want.needs += len(n.needs(path))
	}
	for _, f := range lib.eachFile {
		want.files++
		want.imports += len(f.imports)
		want.symbols += len(f.symbols)
	}
	if most := 40; wrote.calls > most {
		t.Errorf("storing took %d calls of the database, want at most %d however many rows", wrote.calls, most)
	}
	if wrote != want {
		t.Errorf("the totals are %+v, the sources have %+v", wrote, want)
	}
}

func TestFilesThatCannotBeReadAreLeftOut(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("good.go", "package p\n\nimport \"errors\"\n\nvar Err, other = errors.New(\"\"), 1\n\nfunc (*List[T]) Add() {}\n\ntype List[T any] []T\n")
	write("broken.go", "package p\n\nfunc {\n")
	pkg := newPackage(listed{ImportPath: "p", Name: "p", Dir: dir, GoFiles: []string{"missing.go", "good.go", "broken.go"}})
	lib := &library{packages: []*goPackage{pkg}}
	if err := lib.readFiles(t.Context(), quiet()); err != nil {
		t.Fatal(err)
	}
	if len(lib.skipped) != 2 || !errors.Is(lib.skipped[0], os.ErrNotExist) || !strings.Contains(lib.skipped[1].Error(), "broken.go:3") {
		t.Errorf("skipped is %v", lib.skipped)
	}
	if len(pkg.files) != 1 {
		t.Fatalf("%d files are left", len(pkg.files))
	}
	want := goFile{
		name: "good.go", use: std.Built, lines: 9, imports: []string{"errors"},
		symbols: []symbol{{"Err", std.Var, 5}, {"List.Add", std.Method, 7}, {"List", std.Type, 9}},
	}
	if got := fmt.Sprint(*pkg.files[0]); got != fmt.Sprint(want) {
		t.Errorf("the file is %s, want %s", got, fmt.Sprint(want))
	}
}

func TestInterruptedLoadLeavesNothing(t *testing.T) {
	lib := someLibrary(t)
	path := filepath.Join(t.TempDir(), "go.db")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := create(ctx, path, func(db *kin.DB) error {
		stopping := db.With(kin.Trace(func(_ context.Context, e kin.Event) {
			if strings.HasPrefix(e.SQL, `INSERT INTO "files"`) {
				cancel() // packages and files are written, imports are not
			}
		}))
		_, err := store(ctx, stopping, lib, quiet())
		if n, err := std.Packages.Count(t.Context(), db); n != 0 || err != nil {
			t.Errorf("after the transaction there are %d packages, %v", n, err)
		}
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	left, err := filepath.Glob(path + "*")
	if err != nil || len(left) > 0 {
		t.Errorf("files are left: %v %v", left, err)
	}
}

func TestFreshReplacesOnlyDatabases(t *testing.T) {
	dir := t.TempDir()
	database, text := filepath.Join(dir, "go.db"), filepath.Join(dir, "notes")
	if err := os.WriteFile(text, []byte("not a database at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := checkPath(database, false); err != nil {
		t.Errorf("a new file: %v", err)
	}
	for range 2 { // the second replaces the first
		db, err := create(t.Context(), database, func(db *kin.DB) error {
			return kin.CreateTables(t.Context(), db, std.Models...)
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		path  string
		fresh bool
		want  string
	}{
		{database, false, "exists already; -fresh replaces it"},
		{database, true, ""},
		{text, false, "exists already; -fresh replaces it"},
		{text, true, "is no SQLite database"},
		{inMemory, false, ""},
		{"", false, "give the path of a file"},
		{"postgres://localhost/go", false, "give the path of a file"},
	} {
		err := checkPath(c.path, c.fresh)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("checkPath(%s, %v) = %v, want %q", filepath.Base(c.path), c.fresh, err, c.want)
		}
	}
}

func TestNoGoCommand(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := readLibrary(t.Context(), quiet(), "errors"); err == nil || !strings.Contains(err.Error(), "no go command") {
		t.Errorf("the error is %v", err)
	}
}

func TestUnknownPackage(t *testing.T) {
	if _, err := readLibrary(t.Context(), quiet(), "no/such/package"); err == nil || !strings.Contains(err.Error(), "no/such/package") {
		t.Errorf("the error is %v", err)
	}
}
