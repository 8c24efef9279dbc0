package archtest

import (
	"go/ast"
	"go/token"
	"strings"
	"testing"
)

// Every exported name of a public package has a comment that is a sentence and
// begins with the name, as go doc shows it. The names in a group of constants or
// variables may share the comment of the group.
func TestExportedNamesAreDocumented(t *testing.T) {
	documented := map[string]bool{}
	for _, f := range sources(t) {
		if !isPublic(f.dir) || f.generated {
			continue
		}
		if f.syntax.Doc != nil {
			documented[f.dir] = true
		}
		for _, decl := range f.syntax.Decls {
			checkDocs(t, f, decl)
		}
	}
	for _, f := range sources(t) {
		if isPublic(f.dir) && !documented[f.dir] {
			t.Errorf("package %s has no comment", f.dir)
			documented[f.dir] = true
		}
	}
}

func checkDocs(t *testing.T, f *sourceFile, decl ast.Decl) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Name.IsExported() && receiverIsExported(decl) {
			checkComment(t, f, decl.Name, decl.Doc)
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			checkSpecDocs(t, f, decl, spec)
		}
	}
}

func checkSpecDocs(t *testing.T, f *sourceFile, decl *ast.GenDecl, spec ast.Spec) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		if !spec.Name.IsExported() {
			return
		}
		doc := spec.Doc
		if doc == nil {
			doc = decl.Doc
		}
		checkComment(t, f, spec.Name, doc)
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			switch {
			case !name.IsExported():
			case spec.Comment != nil, decl.Doc != nil && decl.Lparen.IsValid() && spec.Doc == nil:
				// beside the name, or of the group
			case spec.Doc != nil:
				checkComment(t, f, name, spec.Doc)
			default:
				checkComment(t, f, name, decl.Doc)
			}
		}
	}
}

func receiverIsExported(decl *ast.FuncDecl) bool {
	if decl.Recv == nil {
		return true
	}
	x := decl.Recv.List[0].Type
	for {
		switch y := x.(type) {
		case *ast.StarExpr:
			x = y.X
		case *ast.IndexExpr:
			x = y.X
		case *ast.IndexListExpr:
			x = y.X
		case *ast.Ident:
			return y.IsExported()
		default:
			return false
		}
	}
}

// checkComment reports a comment that is missing, does not begin with the name, or
// does not end a sentence.
func checkComment(t *testing.T, f *sourceFile, name *ast.Ident, doc *ast.CommentGroup) {
	text := strings.TrimSpace(doc.Text())
	if text == "" {
		t.Errorf("%s: %s has no comment", f.at(name.Pos()), name.Name)
		return
	}
	first := text
	for _, article := range []string{"A ", "An ", "The "} {
		first = strings.TrimPrefix(first, article)
	}
	rest, ok := strings.CutPrefix(first, name.Name)
	if !ok || token.IsIdentifier("x"+rest[:min(1, len(rest))]) && rest != "" {
		t.Errorf("%s: the comment of %s does not begin with its name: %.40q", f.at(name.Pos()), name.Name, text)
	}
	paragraph, _, more := strings.Cut(text, "\n\n")
	ends := "."
	if more {
		ends = ".:," // an example may follow
	}
	if !strings.ContainsAny(paragraph[len(paragraph)-1:], ends) {
		t.Errorf("%s: the comment of %s does not end with a full stop: %.40q", f.at(name.Pos()), name.Name, text)
	}
}
