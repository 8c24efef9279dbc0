package codegen

import (
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
)

// A Problem is a mistake in the source of models.
type Problem struct {
	Pos   token.Position // with a file name relative to the directory of the run
	Model string         // empty where the mistake is outside of a model
	Field string         // empty where the model itself is wrong
	Text  string         // what is wrong; what to write instead
}

// Error returns the problem as "file:line:col: Model.Field: what is wrong; what
// to write instead".
func (p Problem) Error() string {
	var b strings.Builder
	if p.Pos.IsValid() {
		b.WriteString(p.Pos.String() + ": ")
	}
	if p.Model != "" {
		b.WriteString(p.Model)
		if p.Field != "" {
			b.WriteString("." + p.Field)
		}
		b.WriteString(": ")
	}
	return b.String() + p.Text
}

// Problems are all mistakes of a run, in the order of the source.
type Problems []Problem

// Error returns one line for each problem.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

func (ps Problems) sorted() Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		if c := strings.Compare(a.Pos.Filename, b.Pos.Filename); c != 0 {
			return c
		}
		if c := a.Pos.Line - b.Pos.Line; c != 0 {
			return c
		}
		if c := a.Pos.Column - b.Pos.Column; c != 0 {
			return c
		}
		return strings.Compare(a.Text, b.Text)
	})
	return slices.Compact(ps)
}

// A NoModelsError says that none of the packages has a model.
type NoModelsError struct{ Patterns []string }

// Error names the patterns and says what a model is.
func (e *NoModelsError) Error() string {
	return fmt.Sprintf("there are no models in %s; a model is a struct that embeds kin.Model", strings.Join(e.Patterns, " "))
}

// A LoadError says that the go command could not load a package.
type LoadError struct {
	Package string // empty is all of them
	Text    string
}

// Error returns what the go command said, or what to do about it.
func (e *LoadError) Error() string {
	if e.Package == "" {
		return e.Text
	}
	return e.Package + ": " + e.Text
}

// problem adds a mistake at pos. A nil model is the package's source.
func (prog *program) problem(pos token.Pos, m *modelSource, field, format string, args ...any) {
	p := Problem{Pos: prog.position(pos), Field: field, Text: fmt.Sprintf(format, args...)}
	if m != nil {
		p.Model = m.model.Name
		m.pkg.failed = true
	}
	prog.problems = append(prog.problems, p)
}

// position returns the place of pos with a file name relative to the run's directory.
func (prog *program) position(pos token.Pos) token.Position {
	p := prog.fset.Position(pos)
	p.Filename = prog.relative(p.Filename)
	p.Offset = 0
	return p
}

// relative returns path as seen from the directory of the run.
func (prog *program) relative(path string) string {
	if rel, err := filepath.Rel(prog.dir, path); err == nil {
		return filepath.ToSlash(rel)
	}
	return path
}
