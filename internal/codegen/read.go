package codegen

import (
	"cmp"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kinorm/kin/model"
)

// A modelSource is a model with what its Go type says beyond model.Model.
type modelSource struct {
	pkg     *packageSource
	named   *types.Named
	model   *model.Model
	given   model.Model // as declared, before model.Link completes it
	handle  string
	columns []*column
	shared  []*types.Named // embedded structs whose fields are the model's too
	places  map[string]token.Pos
	tagPos  token.Pos // of kin.Model
	keyTags []string  // fields with the option key

	relationComments map[string]string
	parts            handleSource
}

// A column is a field of a model as Go has it.
type column struct {
	field   *model.Field
	elem    types.Type // without pointer or sql.Null
	family  family
	auto    bool // the tag says auto
	noauto  bool
	comment string
}

// read finds the models of all packages.
func (prog *program) read() {
	for _, pkg := range prog.packages {
		for _, name := range prog.structNames(pkg) {
			prog.readModel(pkg, name)
		}
	}
	for _, pkg := range prog.packages {
		for _, m := range pkg.models {
			prog.readFields(m)
		}
	}
	prog.checkTagged()
	for _, pkg := range prog.packages {
		for _, m := range pkg.models {
			prog.resolveNames(m)
			m.given = *m.model
			m.given.Fields = slices.Clone(m.model.Fields)
		}
	}
}

// structNames returns the struct types of a package in the order of its source.
func (prog *program) structNames(pkg *packageSource) []*types.TypeName {
	var names []*types.TypeName
	scope := pkg.types.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() {
			continue
		}
		if _, ok := obj.Type().Underlying().(*types.Struct); ok {
			names = append(names, obj)
		}
	}
	slices.SortFunc(names, func(a, b *types.TypeName) int {
		x, y := prog.position(a.Pos()), prog.position(b.Pos())
		return cmp.Or(cmp.Compare(x.Filename, y.Filename), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column))
	})
	return names
}

// readModel adds a struct to the models of its package if it embeds kin.Model.
func (prog *program) readModel(pkg *packageSource, obj *types.TypeName) {
	st := obj.Type().Underlying().(*types.Struct)
	for f := range st.Fields() {
		if p, ok := types.Unalias(f.Type()).(*types.Pointer); ok && f.Embedded() && isKinModel(p.Elem()) {
			prog.problem(f.Pos(), nil, "", "%s: it embeds *kin.Model; embed kin.Model without the pointer", obj.Name())
			pkg.failed = true
		}
	}
	named, ok := obj.Type().(*types.Named)
	if !ok || !isModel(named) {
		return
	}
	m := &modelSource{
		pkg: pkg, named: named, places: map[string]token.Pos{"": obj.Pos()}, relationComments: map[string]string{},
		model: &model.Model{Name: obj.Name(), Package: pkg.path},
	}
	switch {
	case named.TypeParams().Len() > 0:
		prog.problem(obj.Pos(), m, "", "a model cannot have type parameters; declare one struct for each table")
		return
	case !obj.Exported():
		prog.problem(obj.Pos(), m, "", "a model must be exported; name it %s", upperFirst(obj.Name()))
		return
	}
	pkg.models = append(pkg.models, m)
	prog.models[m.model.ID()] = m
}

func upperFirst(s string) string {
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// isKinModel reports whether t is kin.Model.
func isKinModel(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && isNamed(named, kinPath, "Model")
}

func isNamed(named *types.Named, path, name string) bool {
	obj := named.Origin().Obj()
	return obj.Pkg() != nil && obj.Pkg().Path() == path && obj.Name() == name
}

// isModel reports whether t is a struct that embeds kin.Model itself.
func isModel(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	st, ok := named.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if f.Embedded() && isKinModel(f.Type()) {
			return true
		}
	}
	return false
}

// modelID returns the full name of a model, as declarations have it.
func modelID(t types.Type) string {
	obj := types.Unalias(t).(*types.Named).Obj()
	return obj.Pkg().Path() + "." + obj.Name()
}

// readFields fills a model from its struct.
func (prog *program) readFields(m *modelSource) {
	r := &fieldReader{prog: prog, m: m, names: map[string]string{}}
	r.walk(m.named.Underlying().(*types.Struct), "")
	r.setKey()
}

// A fieldReader reads the fields of one model.
type fieldReader struct {
	prog  *program
	m     *modelSource
	names map[string]string // the embedded struct that a field is in, by the field
}

func (r *fieldReader) problem(f *types.Var, format string, args ...any) {
	name := f.Name()
	if isKinModel(f.Type()) {
		name = ""
	}
	r.prog.problem(f.Pos(), r.m, name, format, args...)
}

// walk reads the fields of a struct: the model's own, or one that it embeds.
func (r *fieldReader) walk(st *types.Struct, embedded string) {
	for i := range st.NumFields() {
		f := st.Field(i)
		opts, skip, ok := r.tag(f, st.Tag(i))
		switch {
		case isKinModel(f.Type()) && f.Embedded():
			if ok {
				r.modelOptions(f, opts)
			}
		case skip || f.Name() == "_":
		case !f.Exported() && !f.Embedded():
			if len(opts) > 0 {
				r.problem(f, "it is not exported, so kin cannot reach it; export it, or remove the tag")
			} else if name, _ := container(f.Type()); name != "" {
				r.problem(f, "it is not exported, so kin cannot reach it; export it, or write `kin:\"-\"`")
			}
		case f.Embedded() && r.flatten(f, len(opts) > 0):
		case !f.Exported():
			r.problem(f, "it is not exported, so kin cannot reach it; export it, or write `kin:\"-\"`")
		case ok && r.claim(f, embedded):
			r.field(f, st.Tag(i), opts)
		}
	}
}

// tag reads the tag of a field. It reports skip for `kin:"-"`.
func (r *fieldReader) tag(f *types.Var, tag string) (opts []option, skip, ok bool) {
	text, found := reflect.StructTag(tag).Lookup("kin")
	if !found && strings.Contains(" "+tag, " kin:") {
		r.problem(f, "its tag is not well formed; write `kin:\"size=30\"`, with quotes and a space between keys")
		return nil, false, false
	}
	if strings.TrimSpace(text) == "-" {
		return nil, true, true
	}
	opts, err := parseTag(text)
	if err != nil {
		r.problem(f, "%s", err)
	}
	return opts, false, err == nil
}

// claim reports whether no other field of the model has the name of f.
func (r *fieldReader) claim(f *types.Var, embedded string) bool {
	first, taken := r.names[f.Name()]
	switch {
	case taken:
		in := "the struct itself"
		if first != "" {
			in = "the embedded " + first
		}
		r.problem(f, "the name is also a field of %s; rename one of the two", in)
	default:
		r.names[f.Name()] = embedded
		r.m.places[f.Name()] = f.Pos()
	}
	return !taken
}

// flatten reads an embedded struct, whose fields are the model's too. It reports
// false for an embedded type that is a column, such as time.Time.
func (r *fieldReader) flatten(f *types.Var, tagged bool) bool {
	t := types.Unalias(f.Type())
	if p, ok := t.(*types.Pointer); ok {
		if _, ok := p.Elem().Underlying().(*types.Struct); ok {
			r.problem(f, "a model cannot embed a pointer; embed %s without the *", f.Name())
			return true
		}
		return false
	}
	named, ok := t.(*types.Named)
	if !ok {
		return false
	}
	st, ok := named.Underlying().(*types.Struct)
	switch {
	case !ok:
		return false
	case isModel(named):
		r.problem(f, "it is a model of its own; to share its fields, remove kin.Model from %s and embed kin.Model beside it", f.Name())
		return true
	case isColumnType(named):
		return false
	case tagged:
		r.problem(f, "an embedded struct takes no options; give them to its fields")
		return true
	}
	r.m.shared = append(r.m.shared, named)
	r.walk(st, f.Name())
	return true
}

// field reads one field: a relation or a column.
func (r *fieldReader) field(f *types.Var, tag string, opts []option) {
	if hasInvalid(f.Type()) {
		r.problem(f, "%s", r.prog.typeError(r.m.pkg, f.Pos(), f.Pos()+200))
		return
	}
	if r.relation(f, opts) {
		return
	}
	known, wrong := checkOptions(onColumn, opts)
	for _, text := range wrong {
		r.problem(f, "%s", text)
	}
	if len(wrong) == 0 {
		r.column(f, jsonName(tag), known)
	}
}

// hasInvalid reports whether the type checker could not find t, or a part of it.
func hasInvalid(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return t.Kind() == types.Invalid
	case *types.Pointer:
		return hasInvalid(t.Elem())
	case *types.Slice:
		return hasInvalid(t.Elem())
	case *types.Array:
		return hasInvalid(t.Elem())
	case *types.Map:
		return hasInvalid(t.Key()) || hasInvalid(t.Elem())
	case *types.Named:
		for arg := range t.TypeArgs().Types() {
			if hasInvalid(arg) {
				return true
			}
		}
	}
	return false
}

// jsonName returns the name in the json tag, or "".
func jsonName(tag string) string {
	name, _, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
	return name
}
