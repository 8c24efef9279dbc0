package main

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// The stories are the files that are compiled into this program, so that the code
// which is printed cannot differ from the code which runs.
var (
	//go:embed story.go
	storySource string
	//go:embed links.go
	linksSource string
)

// A source finds the code of each step of the story by the line of its call.
type source struct {
	name  string
	lines []string
	steps map[int]step // by every line of the call
}

// A step is the code of one call of Show.
type step struct {
	code []string // what ran since the step before it, and the call's argument
}

// parseSource reads the steps of a Go file: the calls of Show and Refused that are
// statements of their own.
func parseSource(name, text string) (*source, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	s := &source{name: name, lines: strings.Split(text, "\n"), steps: map[int]step{}}
	line := func(p token.Pos) int { return fset.Position(p).Line }
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		after := line(f.Body.Lbrace)
		for _, stmt := range f.Body.List {
			name, arg := tellerCall(stmt)
			if name == "" {
				continue
			}
			first, last := line(stmt.Pos()), line(stmt.End())
			if name != "Section" {
				st := step{code: s.between(after, first)}
				if arg != nil {
					st.code = append(st.code, s.argument(fset, arg)...)
				}
				for n := first; n <= last; n++ {
					s.steps[n] = st
				}
			}
			after = last
		}
	}
	return s, nil
}

// tellerCall returns the method of the teller that a statement calls, and the
// expression that it shows if that is a call; results in variables were shown
// where the variables got them.
func tellerCall(stmt ast.Stmt) (name string, arg ast.Expr) {
	x, ok := stmt.(*ast.ExprStmt)
	if !ok {
		return "", nil
	}
	call, ok := x.X.(*ast.CallExpr)
	if !ok {
		return "", nil
	}
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return "", nil
	}
	if recv, ok := method.X.(*ast.Ident); !ok || recv.Name != "t" {
		return "", nil
	}
	if len(call.Args) == 1 {
		if c, ok := call.Args[0].(*ast.CallExpr); ok {
			arg = c
		}
	}
	return method.Sel.Name, arg
}

// between returns the lines after one line and before another without their
// indentation, and without empty lines at either end.
func (s *source) between(after, before int) []string {
	code := slices.Clone(s.lines[after : before-1])
	for len(code) > 0 && code[0] == "" {
		code = code[1:]
	}
	for len(code) > 0 && code[len(code)-1] == "" {
		code = code[:len(code)-1]
	}
	for i := range code {
		code[i] = strings.TrimPrefix(code[i], "\t")
	}
	return code
}

// argument returns the lines of an expression.
func (s *source) argument(fset *token.FileSet, x ast.Expr) []string {
	text := strings.Join(s.lines, "\n")
	lines := strings.Split(text[fset.Position(x.Pos()).Offset:fset.Position(x.End()).Offset], "\n")
	for i := range lines[1:] {
		lines[i+1] = strings.TrimPrefix(lines[i+1], "\t")
	}
	return lines
}

// at returns the code of the step that a line belongs to.
func (s *source) at(line int) ([]string, error) {
	st, ok := s.steps[line]
	if !ok {
		return nil, fmt.Errorf("line %d of %s is no step", line, s.name)
	}
	return st.code, nil
}
