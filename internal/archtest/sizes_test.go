package archtest

import (
	"go/ast"
	"testing"
)

const (
	maxFileLines     = 600
	maxFunctionLines = 100
)

func TestSizes(t *testing.T) {
	for _, f := range sources(t) {
		if f.generated {
			continue
		}
		if n := f.line(f.syntax.FileEnd); n > maxFileLines {
			t.Errorf("%s has %d lines, more than %d; a file holds one concept", f.name, n, maxFileLines)
		}
		for _, decl := range f.syntax.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := f.line(fn.End()) - f.line(fn.Pos()) + 1; n > maxFunctionLines {
				t.Errorf("%s: %s has %d lines, more than %d", f.at(fn.Pos()), fn.Name.Name, n, maxFunctionLines)
			}
		}
	}
}
