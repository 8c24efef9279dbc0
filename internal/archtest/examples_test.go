package archtest

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// shown are the packages whose verbs examples show, and whether the examples run:
// those of servers are compiled only.
var shown = map[string]bool{".": true, "./lookup": true, "./kintest": true, "./sqlite": true, "./postgres": false, "./mysql": false}

// notShown are exported functions that no program of a user calls: generated code
// does, another package of kin, or encoding/json and database/sql.
var notShown = []string{
	"kin.Define", "kin.Describe", "kin.Unchanged", "kin.Root", "kin.Path.Hop", "kin.NewTable", "kin.NewTableWriter",
	"kin.NewColumn", "kin.NewOrderedColumn", "kin.NewNumberColumn", "kin.NewTextColumn", "kin.NewJSONColumn",
	"kin.NewToOne", "kin.NewMany", "kin.NewManyThrough",
	"kin.NewPred", "kin.NewOrder", "kin.NewRows", "kin.RelationOf", "kin.NewDB",
	"kin.DB.Driver", "kin.DB.WrapTx", "kin.Wrap", "postgres.Wrap", "mysql.Wrap", // need the program's own pool
	"kintest.Database.Open", // is given by kintest.Databases, which needs a *testing.T
}

// verbs are what a verb of kin returns or takes: a query or a part of one, an
// option, or the database that it runs on.
var verbs = []string{
	"Query", "Pred", "Order", "Assign", "Load", "Rows", "Aggregate", "Selectable", "Selection", "Groups", "Keys", "Preloader", "Branch", "Part",
	"Option", "TxOption", "EncodeOption", "DecodeOption", "LogOption", "RetryOption", "LockOption", "RelatedSet", "Executor", "DB", "Tx", "Spec", "ColumnOf",
}

// Every exported function or method that builds a query or runs one is called in an
// example, which has an output that is checked wherever no server is needed.
func TestVerbsAreShown(t *testing.T) {
	var patterns []string
	for pattern := range shown {
		patterns = append(patterns, pattern)
	}
	pkgs, err := packages.Load(&packages.Config{
		Context: t.Context(), Tests: true, Dir: moduleRoot(t),
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports | packages.NeedExportFile,
	}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	called := map[string]bool{}
	for _, p := range pkgs {
		runs, isShown := shown["./"+strings.TrimSuffix(strings.Trim(strings.TrimPrefix(p.PkgPath, modulePath), "/"), "_test")]
		if path := strings.TrimSuffix(p.PkgPath, "_test"); path == modulePath {
			runs, isShown = true, true
		}
		for _, file := range p.Syntax {
			if isShown {
				callsOfExamples(p, file, runs, called)
			}
		}
	}
	missing := 0
	for _, p := range loadPublic(t) {
		short, isVerbs := p.Name, p.PkgPath == modulePath
		if _, ok := shown["./"+strings.TrimPrefix(p.PkgPath, modulePath+"/")]; !ok && !isVerbs {
			continue
		}
		for _, name := range verbNames(p.Types, short) {
			if !called[name] && !slices.Contains(notShown, name) {
				missing++
				t.Errorf("no example calls %s", name)
			}
		}
	}
	t.Logf("%d functions are called in examples, %d are not", len(called), missing)
}

// callsOfExamples adds what the examples in a file use.
func callsOfExamples(p *packages.Package, file *ast.File, mustRun bool, called map[string]bool) {
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Recv != nil || !strings.HasPrefix(f.Name.Name, "Example") || mustRun && !hasOutput(file, f) {
			continue
		}
		ast.Inspect(f.Body, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if fn, ok := p.TypesInfo.Uses[id].(*types.Func); ok && fn.Pkg() != nil && strings.HasPrefix(fn.Pkg().Path(), modulePath) {
					called[verbName(fn.Origin(), fn.Pkg().Name())] = true
				}
			}
			return true
		})
	}
}

// hasOutput reports whether an example ends with the output that it must have.
func hasOutput(file *ast.File, f *ast.FuncDecl) bool {
	for _, c := range file.Comments {
		if c.Pos() > f.Body.Pos() && c.End() < f.Body.End() && (strings.HasPrefix(c.Text(), "Output:") || strings.HasPrefix(c.Text(), "Unordered output:")) {
			return true
		}
	}
	return false
}

// verbName is the name of a function, with its type before that of a method.
func verbName(f *types.Func, pkg string) string {
	if recv := f.Signature().Recv(); recv != nil {
		return pkg + "." + typeName(recv.Type()) + "." + f.Name()
	}
	return pkg + "." + f.Name()
}

func typeName(t types.Type) string {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Obj().Name()
	}
	return ""
}

// verbNames returns the exported functions and methods that are verbs.
func verbNames(p *types.Package, short string) []string {
	var names []string
	add := func(f *types.Func) {
		if f.Exported() && isVerb(f) {
			names = append(names, verbName(f, short))
		}
	}
	for _, name := range p.Scope().Names() {
		switch obj := p.Scope().Lookup(name).(type) {
		case *types.Func:
			add(obj)
		case *types.TypeName:
			named, ok := obj.Type().(*types.Named)
			if !ok || !obj.Exported() || obj.IsAlias() || types.IsInterface(named) {
				continue
			}
			for m := range named.Methods() {
				add(m)
			}
		}
	}
	return names
}

// isVerb reports whether a function takes a database or returns what a query is made of.
func isVerb(f *types.Func) bool {
	sig := f.Signature()
	for v := range sig.Params().Variables() {
		if n := typeName(v.Type()); n == "Executor" || n == "DB" || n == "Tx" {
			return true
		}
	}
	for v := range sig.Results().Variables() {
		if slices.Contains(verbs, typeName(v.Type())) {
			return true
		}
	}
	return false
}
