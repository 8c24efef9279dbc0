package codegen

import (
	"go/types"
	"reflect"
)

// checkTagged reports structs whose fields have options or related rows but that are
// neither models nor embedded in one, so that the fields would say nothing. A package
// without models may have them for the models of others, if there are any.
func (prog *program) checkTagged() {
	shared := map[*types.TypeName]bool{}
	for _, m := range prog.models {
		for _, named := range m.shared {
			shared[named.Origin().Obj()] = true
		}
	}
	for _, pkg := range prog.packages {
		if !pkg.wanted || len(pkg.models) == 0 && len(prog.models) > 0 {
			continue
		}
		for _, obj := range prog.structNames(pkg) {
			field := taggedField(obj.Type().Underlying().(*types.Struct))
			if field != "" && !shared[obj] {
				prog.problem(obj.Pos(), nil, "", "%s: the field %s is one of a model by its tag or type, but the struct embeds no kin.Model, so nothing is generated for it; embed kin.Model in %[1]s, or embed %[1]s in a model to share its fields", obj.Name(), field)
			}
		}
	}
}

// taggedField returns the first field of a struct with options or related rows,
// unless it is a model or was meant to be one.
func taggedField(st *types.Struct) string {
	name := ""
	for i := range st.NumFields() {
		f := st.Field(i)
		t := f.Type()
		if p, ok := types.Unalias(t).(*types.Pointer); ok {
			t = p.Elem()
		}
		if f.Embedded() && isKinModel(t) {
			return ""
		}
		related, _ := container(t)
		tag := reflect.StructTag(st.Tag(i)).Get("kin")
		if name == "" && tag != "-" && (tag != "" || related != "") {
			name = f.Name()
		}
	}
	return name
}
