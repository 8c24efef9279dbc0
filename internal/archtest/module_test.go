package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// moduleRoot returns the directory of go.mod.
func moduleRoot(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		t.Fatal(err)
	}
	return root
}

// A sourceFile is a Go file of the module that is compiled into programs.
type sourceFile struct {
	name      string // relative to the root of the module
	dir       string // of it; "." is the root
	generated bool
	syntax    *ast.File
	fset      *token.FileSet
}

func (f *sourceFile) line(p token.Pos) int { return f.fset.Position(p).Line }

// at returns a position as file:line.
func (f *sourceFile) at(p token.Pos) string { return f.name + ":" + strconv.Itoa(f.line(p)) }

var parseOnce = sync.OnceValues(func() ([]*sourceFile, error) {
	var files []*sourceFile
	root, err := filepath.Abs("../..")
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name == "testdata" || path != root && strings.HasPrefix(name, ".") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		syntax, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		files = append(files, &sourceFile{name, filepath.ToSlash(filepath.Dir(name)), ast.IsGenerated(syntax), syntax, fset})
		return nil
	})
	return files, err
})

// sources returns the Go files of the module without tests.
func sources(t *testing.T) []*sourceFile {
	t.Helper()
	files, err := parseOnce()
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 50 {
		t.Fatalf("found only %d files", len(files))
	}
	return files
}

// isPublic reports whether users may import a directory as a library.
func isPublic(dir string) bool {
	if isOwnModule(dir) {
		return false
	}
	for part := range strings.SplitSeq(dir, "/") {
		if part == "internal" || part == "examples" || part == "cmd" {
			return false
		}
	}
	return true
}
