package codegen

import (
	"fmt"
	"go/types"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A writer writes the file of one package.
type writer struct {
	prog    *program
	pkg     *packageSource
	body    strings.Builder
	names   map[string]string // of imports, by path
	row     string            // the type parameter of columns
	foreign []*modelSource    // models of other packages that to-one relations lead to
}

func newWriter(prog *program, pkg *packageSource) *writer {
	w := &writer{prog: prog, pkg: pkg, names: map[string]string{}, row: "R"}
	if pkg.types.Scope().Lookup(w.row) != nil {
		w.row = "RowOf"
	}
	return w
}

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(&w.body, format, args...) }

// importName returns the name by which the file knows a package, and imports it.
// It is the package's own name unless something else has that.
func (w *writer) importName(importPath, name string) string {
	if known, ok := w.names[importPath]; ok {
		return known
	}
	free := name
	for i := 2; w.isTaken(free); i++ {
		free = name + strconv.Itoa(i)
	}
	w.names[importPath] = free
	return free
}

func (w *writer) isTaken(name string) bool {
	if slices.Contains([]string{"p", "i", w.row}, name) || w.pkg.types.Scope().Lookup(name) != nil {
		return true
	}
	for _, used := range w.names {
		if used == name {
			return true
		}
	}
	return false
}

func (w *writer) kin() string       { return w.importName(kinPath, "kin") }
func (w *writer) modelPkg() string  { return w.importName(kinPath+"/model", "model") }
func (w *writer) schemaPkg() string { return w.importName(kinPath+"/schema", "schema") }

// typeText returns a type as this file writes it.
func (w *writer) typeText(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		if p == w.pkg.types {
			return ""
		}
		return w.importName(p.Path(), p.Name())
	})
}

// modelType returns the Go type of a model as this file writes it.
func (w *writer) modelType(m *modelSource) string { return w.typeText(m.named) }

// importBlock returns the imports of what was written, the standard library first.
func (w *writer) importBlock() string {
	var std, others []string
	for _, importPath := range sortedKeys(w.names) {
		spec := strconv.Quote(importPath)
		if name := w.names[importPath]; name != path.Base(importPath) {
			spec = name + " " + spec
		}
		first, _, _ := strings.Cut(importPath, "/")
		if strings.Contains(first, ".") {
			others = append(others, "\t"+spec+"\n")
		} else {
			std = append(std, "\t"+spec+"\n")
		}
	}
	between := ""
	if len(std) > 0 && len(others) > 0 {
		between = "\n"
	}
	return "import (\n" + strings.Join(std, "") + between + strings.Join(others, "") + ")\n"
}
