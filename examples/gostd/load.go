package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/kinorm/kin/examples/gostd/std"
)

// A library is what the source files of packages say, as plain values: nothing in
// this file knows of a database.
type library struct {
	packages []*goPackage
	skipped  []error // why files could not be read
}

// A goPackage is a package with its files.
type goPackage struct {
	path, name string
	files      []*goFile
	dir        string
	importMap  map[string]string // from an import as written to a package's path
}

// A goFile is a source file.
type goFile struct {
	name    string
	use     std.Use
	lines   int
	imports []string // paths of packages, sorted, each once
	symbols []symbol
}

// A symbol is an exported declaration.
type symbol struct {
	name string
	kind std.Kind
	line int
}

// A listed is the part of the go command's answer that is used here.
type listed struct {
	ImportPath, Name, Dir                                        string
	GoFiles, CgoFiles, IgnoredGoFiles, TestGoFiles, XTestGoFiles []string
	ImportMap                                                    map[string]string
}

// readLibrary asks the go command for packages and reads their files. Files that
// cannot be read are left out and listed in skipped.
func readLibrary(ctx context.Context, p *progress, patterns ...string) (*library, error) {
	ph := p.start("listing packages", 0)
	packages, err := list(ctx, patterns, ph)
	ph.finish()
	if err != nil {
		return nil, err
	}
	lib := &library{packages: packages}
	if err := lib.readFiles(ctx, p); err != nil {
		return nil, err
	}
	lib.resolveImports()
	return lib, nil
}

// list runs go list. Its answer is read while it comes.
func list(ctx context.Context, patterns []string, ph *phase) ([]*goPackage, error) {
	args := []string{"list", "-json=ImportPath,Name,Dir,GoFiles,CgoFiles,IgnoredGoFiles,TestGoFiles,XTestGoFiles,ImportMap", "--"}
	cmd := exec.CommandContext(ctx, "go", append(args, patterns...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return nil, errors.New("there is no go command on the PATH; this example asks it for the packages")
		}
		return nil, err
	}
	packages, decodeErr := decode(out, ph)
	_, _ = io.Copy(io.Discard, out) // a command whose output is not read would never end
	err = cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err != nil:
		return nil, fmt.Errorf("go list: %w: %s", err, bytes.TrimSpace(stderr.Bytes()))
	case decodeErr != nil:
		return nil, fmt.Errorf("go list: its answer cannot be read: %w", decodeErr)
	case len(packages) == 0:
		return nil, fmt.Errorf("go list: there are no packages %s", strings.Join(patterns, " "))
	}
	return packages, nil
}

func decode(r io.Reader, ph *phase) ([]*goPackage, error) {
	var packages []*goPackage
	for dec := json.NewDecoder(r); ; ph.add(1) {
		var l listed
		switch err := dec.Decode(&l); {
		case errors.Is(err, io.EOF):
			return packages, nil
		case err != nil:
			return nil, err
		}
		packages = append(packages, newPackage(l))
	}
}

func newPackage(l listed) *goPackage {
	pkg := &goPackage{path: l.ImportPath, name: l.Name, dir: l.Dir, importMap: l.ImportMap}
	add := func(use std.Use, names []string) {
		for _, name := range names {
			f := &goFile{name: name, use: use}
			if strings.HasSuffix(name, "_test.go") {
				f.use = std.Test // also if it is a test of another platform
			}
			pkg.files = append(pkg.files, f)
		}
	}
	add(std.Built, l.GoFiles)
	add(std.Built, l.CgoFiles)
	add(std.Elsewhere, l.IgnoredGoFiles)
	add(std.Test, l.TestGoFiles)
	add(std.Test, l.XTestGoFiles)
	return pkg
}

// readFiles reads the files of all packages, as many at a time as there are processors.
func (lib *library) readFiles(ctx context.Context, p *progress) error {
	type job struct {
		pkg  *goPackage
		file *goFile
		err  error
	}
	var jobs []job
	for _, pkg := range lib.packages {
		for _, f := range pkg.files {
			jobs = append(jobs, job{pkg: pkg, file: f})
		}
	}
	ph := p.start("reading files", len(jobs))
	defer ph.finish()
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(jobs) {
					return
				}
				jobs[i].err = jobs[i].file.read(jobs[i].pkg)
				ph.add(1)
			}
		})
	}
	workers.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	for _, j := range jobs {
		if j.err != nil {
			lib.skipped = append(lib.skipped, j.err)
			j.pkg.files = slices.DeleteFunc(j.pkg.files, func(f *goFile) bool { return f == j.file })
		}
	}
	return nil
}

// read fills a file from its source. Of tests only the imports are read: what they
// export is for nobody.
func (f *goFile) read(pkg *goPackage) error {
	path := filepath.Join(pkg.dir, f.name)
	src, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	mode := parser.SkipObjectResolution
	if f.use == std.Test {
		mode |= parser.ImportsOnly
	}
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, path, src, mode)
	if err != nil {
		return err
	}
	f.lines = bytes.Count(src, []byte{'\n'})
	for _, spec := range tree.Imports {
		written, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return fmt.Errorf("%s: import %s: %w", path, spec.Path.Value, err)
		}
		if written != "C" { // cgo's own name is no package
			f.imports = append(f.imports, written)
		}
	}
	// A file of another package in the same directory is a program run by hand.
	if f.use != std.Test && tree.Name.Name == pkg.name {
		f.symbols = symbols(fset, tree)
	}
	return nil
}

// resolveImports replaces imports as written by the paths of packages. The go
// command tells only those of files that it builds, so for the others vendored
// packages are looked up here.
func (lib *library) resolveImports() {
	known := make(map[string]bool, len(lib.packages))
	for _, pkg := range lib.packages {
		known[pkg.path] = true
	}
	for _, pkg := range lib.packages {
		for _, f := range pkg.files {
			for i, written := range f.imports {
				if path, ok := pkg.importMap[written]; ok {
					f.imports[i] = path
				} else if vendored := "vendor/" + written; !known[written] && known[vendored] {
					f.imports[i] = vendored
				}
			}
			slices.Sort(f.imports)
			f.imports = slices.Compact(f.imports)
		}
	}
}

// symbols returns the exported declarations of a file.
func symbols(fset *token.FileSet, tree *ast.File) []symbol {
	var found []symbol
	add := func(kind std.Kind, name string, at token.Pos) {
		found = append(found, symbol{name, kind, fset.Position(at).Line})
	}
	for _, decl := range tree.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			addFunc(d, add)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				addSpec(d.Tok, spec, add)
			}
		}
	}
	return found
}

func addFunc(d *ast.FuncDecl, add func(std.Kind, string, token.Pos)) {
	if !d.Name.IsExported() {
		return
	}
	if d.Recv == nil {
		add(std.Func, d.Name.Name, d.Name.Pos())
		return
	}
	if owner := receiver(d.Recv.List[0].Type); ast.IsExported(owner) {
		add(std.Method, owner+"."+d.Name.Name, d.Name.Pos())
	}
}

// receiver returns the name of the type that a method is declared on.
func receiver(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.ParenExpr:
		return receiver(t.X)
	case *ast.StarExpr:
		return receiver(t.X)
	case *ast.IndexExpr:
		return receiver(t.X)
	case *ast.IndexListExpr:
		return receiver(t.X)
	default:
		return ""
	}
}

func addSpec(tok token.Token, spec ast.Spec, add func(std.Kind, string, token.Pos)) {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		if s.Name.IsExported() {
			add(std.Type, s.Name.Name, s.Name.Pos())
		}
	case *ast.ValueSpec:
		kind := std.Var
		if tok == token.CONST {
			kind = std.Const
		}
		for _, name := range s.Names {
			if name.IsExported() {
				add(kind, name.Name, name.Pos())
			}
		}
	}
}
