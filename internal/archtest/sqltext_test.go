package archtest

import (
	"go/ast"
	"go/types"
	"testing"

	"golang.org/x/tools/go/packages"
)

// SQL text is constant in the source: names go through Ident, values through Param
// and Set. The calls of Writer.Text with anything else are listed here, each with
// the reason why no input reaches it.
var computedText = map[string]string{
	"dialect: n.Op.String()":        "an operator of package ast",
	"dialect: not(n.Not)":           "NOT or nothing",
	"dialect: w.d.TypeName(n.Type)": "a type of the dialect's table, with sizes that are numbers",
	"dialect: name":                 "a function of package ast or of the dialect's table",
	"dialect: s":                    "the text of kin.Raw, which only a constant of the user's program can be",
	"sqlite: s":                     "an alias with a number",

	"postgres: d.types[n.Type.Kind]": "a type of the dialect's table",
	"postgres: d.types[n.Type.Elem]": "a type of the dialect's table",
	"postgres: n.Func.String()":      "a function of package ast",
	"postgres: d.types[p.Type.Kind]": "a type of the dialect's table",
	"postgres: d.fold":               "one of the collations that the dialect names",

	"mysql: d.collationOf(t)": "a collation of the dialect or of a struct tag",

	`sqlite: element(p.Type, "s" + strconv.Itoa(i) + ".value")`: "an alias with a number",
}

func TestWriterTextIsConstant(t *testing.T) {
	calls := 0
	used := map[string]bool{}
	for _, p := range loadPublic(t) {
		for _, file := range p.Syntax {
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || !isWriterText(p, call) {
					return true
				}
				calls++
				for _, arg := range call.Args {
					key := p.Types.Name() + ": " + types.ExprString(arg)
					if _, listed := computedText[key]; listed {
						used[key] = true
					} else if !isConstantText(p, arg) {
						t.Errorf("%s: Text(%s) is not constant; write names by Ident and values by Param, or list %q in computedText with the reason",
							p.Fset.Position(arg.Pos()), types.ExprString(arg), key)
					}
				}
				return true
			})
		}
	}
	if calls < 50 {
		t.Errorf("found only %d calls of Writer.Text", calls)
	}
	for key := range computedText {
		if !used[key] {
			t.Errorf("computedText lists %q, which is not called any more", key)
		}
	}
}

func isWriterText(p *packages.Package, call *ast.CallExpr) bool {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	f, ok := p.TypesInfo.Uses[sel.Sel].(*types.Func)
	return ok && f.FullName() == "(*"+modulePath+"/dialect.Writer).Text"
}

// isConstantText reports whether x is a constant, or an element of a table of the
// package whose elements are all constant.
func isConstantText(p *packages.Package, x ast.Expr) bool {
	if p.TypesInfo.Types[x].Value != nil {
		return true
	}
	index, ok := x.(*ast.IndexExpr)
	if !ok {
		return false
	}
	if lit, ok := index.X.(*ast.CompositeLit); ok {
		return hasConstantElements(p, lit)
	}
	table, ok := index.X.(*ast.Ident)
	if !ok {
		return false
	}
	obj := p.TypesInfo.Uses[table]
	if obj == nil || obj.Parent() != p.Types.Scope() {
		return false
	}
	for _, file := range p.Syntax {
		for _, decl := range file.Decls {
			if g, ok := decl.(*ast.GenDecl); ok && definesConstantTable(p, g, obj) {
				return true
			}
		}
	}
	return false
}

func definesConstantTable(p *packages.Package, g *ast.GenDecl, obj types.Object) bool {
	for _, spec := range g.Specs {
		v, ok := spec.(*ast.ValueSpec)
		if !ok || len(v.Names) != 1 || len(v.Values) != 1 || p.TypesInfo.Defs[v.Names[0]] != obj {
			continue
		}
		lit, ok := v.Values[0].(*ast.CompositeLit)
		return ok && hasConstantElements(p, lit)
	}
	return false
}

func hasConstantElements(p *packages.Package, lit *ast.CompositeLit) bool {
	for _, elem := range lit.Elts {
		if kv, ok := elem.(*ast.KeyValueExpr); ok {
			elem = kv.Value
		}
		if p.TypesInfo.Types[elem].Value == nil {
			return false
		}
	}
	return true
}
