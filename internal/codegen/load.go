package codegen

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A program is everything that one run knows.
type program struct {
	dir      string
	fset     *token.FileSet
	kin      *types.Package
	checked  map[string]*types.Package    // by path
	graph    map[string]*packages.Package // everything that is imported, by path
	whole    map[string]*types.Package    // packages of constants, by path
	packages []*packageSource             // imported ones first
	models   map[string]*modelSource
	problems Problems
}

// A packageSource is a package that may hold models, with its own types checked
// from source as if its generated file were empty.
type packageSource struct {
	path, name string
	dir        string
	module     string // the path of its module
	wanted     bool   // the patterns match it
	failed     bool   // it has mistakes
	linked     bool   // its models are complete
	files      []*ast.File
	types      *types.Package
	typeErrors []types.Error
	imports    map[string]*packages.Package
	models     []*modelSource
	notes      []string
	comments   map[token.Pos]string // of struct fields
}

// load finds the packages and checks their types. It asks the go command twice:
// for the import graph, then for the export data of what the packages with models
// import. The packages with models themselves are never compiled, which would
// cost most of the time, and fail where generated code is missing or stale.
func load(dir string, patterns []string) (*program, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if resolved, err := filepath.EvalSymlinks(dir); err == nil {
		dir = resolved
	}
	prog := &program{dir: dir, fset: token.NewFileSet(), models: map[string]*modelSource{}, whole: map[string]*types.Package{}}
	roots, err := prog.listImports(patterns)
	if err != nil {
		return nil, err
	}
	if err := checkRoots(roots, patterns); err != nil {
		return nil, err
	}
	prog.graph = map[string]*packages.Package{}
	packages.Visit(roots, nil, func(p *packages.Package) { prog.graph[p.PkgPath] = p })
	prog.chooseSources(roots)
	if len(prog.problems) > 0 {
		return nil, prog.problems.sorted() // of syntax
	}
	if len(prog.packages) == 0 {
		return nil, &NoModelsError{Patterns: patterns}
	}
	return prog, prog.checkTypes()
}

// listImports returns the packages that match patterns, with their import graph.
// A generated file that disturbs the go command, such as one with a syntax error,
// is hidden from it.
func (prog *program) listImports(patterns []string) ([]*packages.Package, error) {
	cfg := &packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedModule,
		Dir:  prog.dir,
	}
	roots, err := packages.Load(cfg, patterns...)
	if err != nil {
		return nil, &LoadError{Text: goCommandText(err)}
	}
	hidden := generatedFiles(roots)
	if len(hidden) == 0 || !slices.ContainsFunc(roots, func(p *packages.Package) bool { return len(p.Errors) > 0 }) {
		return roots, nil
	}
	overlay, err := writeOverlay(hidden)
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(filepath.Dir(overlay)) }() // a temporary folder
	cfg.BuildFlags = []string{"-overlay=" + overlay}
	roots, err = packages.Load(cfg, patterns...)
	if err != nil {
		return nil, &LoadError{Text: goCommandText(err)}
	}
	return roots, nil
}

// generatedFiles returns the generated files beside the packages of a graph.
func generatedFiles(roots []*packages.Package) []string {
	var files []string
	seen := map[string]bool{}
	packages.Visit(roots, nil, func(p *packages.Package) {
		if p.Dir == "" || seen[p.Dir] {
			return
		}
		seen[p.Dir] = true
		file := filepath.Join(p.Dir, FileName)
		if _, err := os.Stat(file); err == nil {
			files = append(files, file)
		}
	})
	return files
}

// writeOverlay makes the go command see files as empty, and returns the path of
// its -overlay file, in a directory of its own.
func writeOverlay(files []string) (string, error) {
	dir, err := os.MkdirTemp("", "kin-generate")
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for _, file := range files {
		replace[file] = "" // as if it did not exist
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, text, 0o600)
}

// goCommandText returns what the go command wrote, without the packages package's
// words around it.
func goCommandText(err error) string {
	text := err.Error()
	if _, after, ok := strings.Cut(text, "stderr: "); ok {
		text = after
	}
	return strings.TrimSpace(text)
}

// checkRoots reports packages that do not exist and modules that lack kin.
func checkRoots(roots []*packages.Package, patterns []string) error {
	for _, p := range roots {
		if k := p.Imports[kinPath]; k != nil && len(k.GoFiles) == 0 {
			return &LoadError{Package: p.PkgPath, Text: "its module does not require kin; run: go get -tool " + kinPath + "/cmd/kin"}
		}
		if len(p.GoFiles) == 0 && len(p.Errors) > 0 {
			return &LoadError{Package: p.PkgPath, Text: p.Errors[0].Msg}
		}
	}
	if len(roots) == 0 {
		return &NoModelsError{Patterns: patterns}
	}
	return nil
}

// chooseSources parses the packages whose types must be checked from source: the
// roots that import kin, and what they import that can hold models or leads to
// such packages. They are put in order, imported ones first.
func (prog *program) chooseSources(roots []*packages.Package) {
	done := map[string]*packageSource{}
	var visit func(p *packages.Package) *packageSource
	visit = func(p *packages.Package) *packageSource {
		if src, ok := done[p.PkgPath]; ok {
			return src
		}
		done[p.PkgPath] = nil
		if p.PkgPath == kinPath || p.Module == nil && !slices.Contains(roots, p) {
			return nil // of the standard library
		}
		leads := false
		for _, path := range sortedKeys(p.Imports) {
			leads = visit(p.Imports[path]) != nil || leads
		}
		if !leads && !mayHoldModels(p, roots) {
			return nil
		}
		src := prog.parse(p)
		src.wanted = slices.Contains(roots, p)
		done[p.PkgPath] = src
		prog.packages = append(prog.packages, src)
		return src
	}
	for _, p := range roots {
		if p.Imports[kinPath] != nil {
			visit(p)
		}
	}
}

// mayHoldModels reports whether p imports kin and belongs to the user. Elsewhere
// only packages with generated code have models, not kin's own.
func mayHoldModels(p *packages.Package, roots []*packages.Package) bool {
	if p.Imports[kinPath] == nil {
		return false
	}
	if slices.Contains(roots, p) {
		return true
	}
	if p.Module != nil && p.Module.Main && p.Module.Path != kinPath {
		return true
	}
	_, err := os.Stat(filepath.Join(p.Dir, FileName))
	return err == nil
}

// parse reads the files of a package except the generated one.
func (prog *program) parse(p *packages.Package) *packageSource {
	src := &packageSource{path: p.PkgPath, name: p.Name, dir: p.Dir, imports: p.Imports, comments: map[token.Pos]string{}}
	if p.Module != nil {
		src.module = p.Module.Path
	}
	for _, file := range p.GoFiles {
		if filepath.Base(file) == FileName {
			continue
		}
		f, err := parser.ParseFile(prog.fset, file, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			prog.syntaxProblems(err)
		}
		if f != nil {
			src.files = append(src.files, f)
			src.addComments(f)
		}
	}
	return src
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
