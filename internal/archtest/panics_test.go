package archtest

import (
	"go/ast"
	"strings"
	"testing"
)

// Mistakes are returned as errors. Only Must functions panic, and what passes on
// the panic of a user's function.
func TestOnlyMustFunctionsPanic(t *testing.T) {
	for _, f := range sources(t) {
		if !isPublic(f.dir) && !strings.HasPrefix(f.dir, "internal/") {
			continue
		}
		recovers := map[string]bool{} // variables and fields that hold what recover returned
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == 1 && len(a.Rhs) == 1 && isCall(a.Rhs[0], "recover") {
				recovers[exprText(a.Lhs[0])] = true
			}
			return true
		})
		for _, decl := range f.syntax.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || strings.HasPrefix(fn.Name.Name, "Must") {
				continue
			}
			ast.Inspect(fn, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && isCall(call, "panic") && len(call.Args) == 1 && !recovers[exprText(call.Args[0])] {
					t.Errorf("%s: %s panics; return an error", f.at(n.Pos()), fn.Name.Name)
				}
				return true
			})
		}
	}
}

// isCall reports whether x calls the built-in function name.
func isCall(x ast.Expr, name string) bool {
	call, ok := x.(*ast.CallExpr)
	return ok && exprText(call.Fun) == name
}

// exprText returns a name or a selector as it is written, and "" for all else.
func exprText(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return exprText(x.X) + "." + x.Sel.Name
	default:
		return ""
	}
}
