package codegen

import (
	"cmp"
	"fmt"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"github.com/kinorm/kin/schema"
)

// enum limits a column to the constants of its type, if the type is the user's own.
func (r *fieldReader) enum(c *column, g goType, opts options) {
	named, ok := types.Unalias(c.elem).(*types.Named)
	if !ok || g.custom || g.basic&(types.IsInteger|types.IsString) == 0 || opts.value("enum") == "none" {
		return
	}
	if k := c.field.Type.Kind; k.IsInteger() != g.integer() || !k.IsInteger() && k != schema.Text {
		return // decimals, and numbers as text
	}
	pkg := named.Obj().Pkg()
	if pkg == nil || !r.m.pkg.owns(pkg.Path()) {
		return
	}
	for _, value := range r.prog.constants(named) {
		if g.integer() {
			if n, exact := constant.Int64Val(value); exact {
				c.field.EnumInts = append(c.field.EnumInts, n)
			}
			continue
		}
		c.field.Enum = append(c.field.Enum, constant.StringVal(value))
	}
}

// owns reports whether a package is in the module of src.
func (src *packageSource) owns(path string) bool {
	return path == src.path || src.module != "" && (path == src.module || strings.HasPrefix(path, src.module+"/"))
}

// constants returns the values of the constants of a type in the order in which
// they are declared, each once.
func (prog *program) constants(named *types.Named) []constant.Value {
	var consts []*types.Const
	scope := prog.wholePackage(named.Obj().Pkg()).Scope()
	typ, ok := scope.Lookup(named.Obj().Name()).(*types.TypeName)
	if !ok {
		return nil
	}
	for _, name := range scope.Names() {
		if c, ok := scope.Lookup(name).(*types.Const); ok && types.Identical(c.Type(), typ.Type()) && c.Val().Kind() != constant.Unknown {
			consts = append(consts, c)
		}
	}
	slices.SortFunc(consts, func(a, b *types.Const) int {
		x, y := prog.position(a.Pos()), prog.position(b.Pos())
		return cmp.Or(strings.Compare(x.Filename, y.Filename), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column))
	})
	var values []constant.Value
	seen := map[string]bool{}
	for _, c := range consts {
		if key := c.Val().ExactString(); !seen[key] {
			seen[key] = true
			values = append(values, c.Val())
		}
	}
	return values
}

// wholePackage returns a package with its unexported constants, which the export
// data of a compiled one lacks: a row may have their values too.
func (prog *program) wholePackage(pkg *types.Package) *types.Package {
	isSource := func(src *packageSource) bool { return src.types == pkg }
	if slices.ContainsFunc(prog.packages, isSource) {
		return pkg
	}
	if whole := prog.whole[pkg.Path()]; whole != nil {
		return whole
	}
	listed := prog.graph[pkg.Path()]
	if listed == nil {
		return pkg
	}
	src := prog.parse(listed)
	prog.check(src)
	prog.whole[pkg.Path()] = src.types
	return src.types
}

// enumText returns the values of a column as an error message lists them.
func enumText(c *column) string {
	parts := slices.Clone(c.field.Enum)
	for _, n := range c.field.EnumInts {
		parts = append(parts, fmt.Sprint(n))
	}
	return strings.Join(parts, ", ")
}
