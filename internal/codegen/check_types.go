package codegen

import (
	"errors"
	"go/ast"
	"go/scanner"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// checkTypes finds the types of all sources. Errors are kept, not reported: code
// that uses handles which do not exist yet is as expected.
func (prog *program) checkTypes() error {
	prog.checked = map[string]*types.Package{"unsafe": types.Unsafe}
	if err := prog.importCompiled(); err != nil {
		return err
	}
	prog.kin = prog.checked[kinPath]
	if prog.kin == nil || prog.kin.Scope().Lookup("Model") == nil {
		return &LoadError{Package: kinPath, Text: "it does not compile; run: go build " + kinPath}
	}
	for _, src := range prog.packages {
		prog.check(src)
		prog.checked[src.path] = src.types
	}
	return nil
}

// check finds the types of a source, without looking into functions.
func (prog *program) check(src *packageSource) {
	cfg := types.Config{
		Importer:         importerFunc(func(path string) (*types.Package, error) { return src.imported(path, prog.checked) }),
		Error:            src.keepError,
		IgnoreFuncBodies: true,
		FakeImportC:      true,
	}
	src.types, _ = cfg.Check(src.path, prog.fset, src.files, nil)
}

func (src *packageSource) keepError(err error) {
	if e, ok := errors.AsType[types.Error](err); ok {
		src.typeErrors = append(src.typeErrors, e)
	}
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// imported returns a package that a source imports as path.
func (src *packageSource) imported(path string, checked map[string]*types.Package) (*types.Package, error) {
	if p := src.imports[path]; p != nil {
		path = p.PkgPath // another one where a directory vendor is in use
	}
	if p := checked[path]; p != nil {
		return p, nil
	}
	return nil, errors.New("it does not compile or does not exist")
}

// importCompiled adds the packages that sources import and that are no sources,
// from the compiler's export data.
func (prog *program) importCompiled() error {
	paths := []string{kinPath, kinPath + "/model", kinPath + "/schema"} // what generated code imports
	for _, src := range prog.packages {
		for _, path := range src.importPaths() {
			isSource := func(s *packageSource) bool { return s.path == path }
			if path != "C" && path != "unsafe" && !slices.Contains(paths, path) && !slices.ContainsFunc(prog.packages, isSource) {
				paths = append(paths, path)
			}
		}
	}
	slices.Sort(paths)
	cfg := &packages.Config{Mode: packages.NeedName | packages.NeedTypes, Dir: prog.dir, Fset: prog.fset}
	loaded, err := packages.Load(cfg, paths...)
	if err != nil {
		return &LoadError{Text: goCommandText(err)}
	}
	for _, p := range loaded {
		if p.Types != nil && p.Types.Complete() {
			prog.checked[p.PkgPath] = p.Types
		}
	}
	return nil
}

// importPaths returns the full paths of what the files of a source import.
func (src *packageSource) importPaths() []string {
	var paths []string
	for _, f := range src.files {
		for _, spec := range f.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				continue
			}
			if p := src.imports[path]; p != nil {
				path = p.PkgPath
			}
			paths = append(paths, path)
		}
	}
	return paths
}

// syntaxProblems reports what the parser found.
func (prog *program) syntaxProblems(err error) {
	list, ok := errors.AsType[scanner.ErrorList](err)
	if !ok {
		prog.problems = append(prog.problems, Problem{Text: err.Error()})
		return
	}
	for _, e := range list {
		pos := e.Pos
		pos.Filename, pos.Offset = prog.relative(pos.Filename), 0
		prog.problems = append(prog.problems, Problem{Pos: pos, Text: e.Msg})
	}
}

// typeError returns the compiler's words for an unknown type between two places.
func (prog *program) typeError(src *packageSource, from, to token.Pos) string {
	missing := ""
	for _, e := range src.typeErrors {
		if e.Pos >= from && e.Pos <= to {
			return e.Msg
		}
		if missing == "" && strings.HasPrefix(e.Msg, "could not import") {
			missing = e.Msg
		}
	}
	if missing != "" {
		return missing
	}
	return "its type is not known"
}

// addComments keeps the comment of every struct field in a file: the one on its
// line, or the first sentence of the one above it.
func (src *packageSource) addComments(f *ast.File) {
	ast.Inspect(f, func(n ast.Node) bool {
		st, ok := n.(*ast.StructType)
		if !ok {
			_, isFunc := n.(*ast.FuncDecl)
			return !isFunc
		}
		for _, field := range st.Fields.List {
			text := firstSentence(field.Comment.Text())
			if text == "" {
				text = firstSentence(field.Doc.Text())
			}
			for _, name := range field.Names {
				src.comments[name.Pos()] = text
			}
		}
		return true
	})
}

// firstSentence returns the first sentence of a comment on one line.
func firstSentence(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if i := strings.Index(text, ". "); i >= 0 {
		text = text[:i+1]
	}
	return text
}
