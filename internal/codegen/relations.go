package codegen

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/kinorm/kin/internal/spelling"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// containers are the types of package kin that hold related rows.
var containers = map[string]model.Kind{
	"ManyToMany": model.ManyToMany, "Through": model.ManyToMany, "HasMany": model.HasMany, "One": model.HasOne,
}

// relation reads a field that is a relation, or is meant as one. It reports false
// for a column.
func (r *fieldReader) relation(f *types.Var, opts []option) bool {
	if name, args := container(f.Type()); name != "" {
		r.container(f, name, args, opts)
		return true
	}
	t := types.Unalias(f.Type())
	if p, ok := t.(*types.Pointer); ok {
		if name, _ := container(p.Elem()); name != "" {
			r.problem(f, "a relation field is not a pointer; write %s", typeText(p.Elem()))
			return true
		}
		elem := types.Unalias(p.Elem())
		if isModel(elem) {
			r.declare(f, onBelongsTo, opts, &model.Declaration{Kind: model.BelongsTo, Target: modelID(elem)})
			return true
		}
		return false
	}
	return r.looksLikeRelation(f, t)
}

// container returns the name of the relation container that t is made from, and
// the models that it is made for; "" for another type. Several containers are
// aliases of one type, so t is looked at as it is written.
func container(t types.Type) (string, *types.TypeList) {
	made, ok := t.(interface {
		Obj() *types.TypeName
		TypeArgs() *types.TypeList
	})
	if !ok || made.TypeArgs().Len() == 0 {
		return "", nil
	}
	obj := made.Obj()
	if _, known := containers[obj.Name()]; known && obj.Pkg() != nil && obj.Pkg().Path() == kinPath {
		return obj.Name(), made.TypeArgs()
	}
	return "", nil
}

// looksLikeRelation reports a field that holds models without a container.
func (r *fieldReader) looksLikeRelation(f *types.Var, t types.Type) bool {
	if isModel(t) {
		r.problem(f, "a model inside a model is stored nowhere; write *%s, with a field %sID for its key", typeText(t), f.Name())
		return true
	}
	s, ok := t.(*types.Slice)
	if !ok {
		return false
	}
	elem := types.Unalias(s.Elem())
	if p, ok := elem.(*types.Pointer); ok {
		elem = types.Unalias(p.Elem())
	}
	if !isModel(elem) {
		return false
	}
	name := typeText(elem)
	r.problem(f, "a slice cannot hold related rows; write kin.ManyToMany[%s] for links, or kin.HasMany[%s] if %s holds the key", name, name, name)
	return true
}

// container reads a field of one of the container types.
func (r *fieldReader) container(f *types.Var, name string, models *types.TypeList, opts []option) {
	d := &model.Declaration{Kind: containers[name]}
	for i := range models.Len() {
		arg := types.Unalias(models.At(i))
		if p, ok := arg.(*types.Pointer); ok && isModel(p.Elem()) {
			r.problem(f, "kin.%s takes the model, not a pointer to it; write %s instead of %s", name, typeText(p.Elem()), typeText(arg))
			return
		}
		if !isModel(arg) {
			r.problem(f, "kin.%s leads to %s, which is not a model; embed kin.Model in it", name, typeText(arg))
			return
		}
	}
	d.Target = modelID(models.At(0))
	if name == "Through" {
		link := models.At(1)
		d.Through = modelID(link)
		if types.Unalias(link).(*types.Named).Obj().Pkg() != r.m.pkg.types {
			r.problem(f, "its links are in another package; declare %s in the package of %s", typeText(link), r.m.model.Name)
			return
		}
		if m := r.prog.models[d.Through]; m != nil {
			m.model.IsLink = true
		}
	}
	at := onMany
	if d.Kind != model.ManyToMany {
		at = onReverse
	}
	r.declare(f, at, opts, d)
}

// declare adds a relation with the options of its tag.
func (r *fieldReader) declare(f *types.Var, at place, all []option, d *model.Declaration) {
	opts, wrong := checkOptions(at, all)
	d.Name = f.Name()
	d.Reverse, d.Related, d.SkipReverse = opts.value("reverse"), upperFirst(opts.value("related")), opts.has("skip_reverse")
	d.ForeignKey, d.References = strings.Fields(opts.value("fk")), strings.Fields(opts.value("references"))
	d.Unique, d.NoReferenceConstraint = opts.has("one_to_one"), opts.has("no_constraint")
	d.ThroughFields = strings.Fields(opts.value("through_fields"))
	d.LinkTable, d.LinkID = opts.value("db_table"), opts.value("link_id")
	d.OwnerColumn, d.TargetColumn = opts.value("owner_column"), opts.value("target_column")
	d.LinkMultiple, d.Symmetric = opts.has("link_unique"), opts.has("symmetric")
	if v := opts.value("link_unique"); d.LinkMultiple && v != "none" {
		wrong = append(wrong, fmt.Sprintf("link_unique=%s is not an option; a pair is linked once, unless link_unique=none", v))
	}
	for _, a := range []struct {
		option string
		of     *schema.Action
	}{{"on_delete", &d.OnDelete}, {"on_update", &d.OnUpdate}} {
		if !opts.has(a.option) {
			continue
		}
		var ok bool
		if *a.of, ok = actions[opts.value(a.option)]; !ok {
			wrong = append(wrong, unknownAction(a.option, opts.value(a.option)))
		}
	}
	wrong = append(wrong, checkDeclaration(d, opts)...)
	for _, text := range wrong {
		r.problem(f, "%s", text)
	}
	if len(wrong) == 0 {
		r.m.model.Declared = append(r.m.model.Declared, d)
		r.m.relationComments[d.Name] = r.comment(f)
	}
}

// checkDeclaration returns what is wrong with the options of a relation together.
func checkDeclaration(d *model.Declaration, opts options) []string {
	var wrong []string
	problem := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if d.Reverse != "" && d.Kind == model.ManyToMany {
		for _, o := range opts {
			if o.name != "reverse" {
				problem("reverse says that %s.%s declares the relation, so %s belongs there", lastName(d.Target), d.Reverse, o.name)
			}
		}
	}
	if d.Related != "" && (!token.IsIdentifier(d.Related) || !token.IsExported(d.Related)) {
		problem("related=%s is not a Go name; write related=%s", opts.value("related"), exportedName(d.Related))
	}
	if d.Through != "" && d.LinkTable != "" {
		problem("db_table is for links without a model; write table=%s on kin.Model in %s", d.LinkTable, lastName(d.Through))
	}
	if d.Through != "" && d.LinkID != "" {
		problem("link_id is for links without a model; add a field ID to %s", lastName(d.Through))
	}
	if d.Kind == model.ManyToMany && (d.OnUpdate == schema.SetNull || d.OnUpdate == schema.SetDefault) {
		problem("on_update=%s: the keys of a link are never null and have no default; write cascade, restrict or no_action", opts.value("on_update"))
	}
	if d.Through == "" && len(d.ThroughFields) > 0 {
		problem("through_fields is for kin.Through; name the columns with owner_column= and target_column=")
	}
	return wrong
}

func lastName(id string) string { return id[strings.LastIndexByte(id, '.')+1:] }

var actions = map[string]schema.Action{
	"cascade": schema.Cascade, "restrict": schema.Restrict, "set_null": schema.SetNull,
	"set_default": schema.SetDefault, "no_action": schema.NoAction,
}

func unknownAction(option, name string) string {
	known := sortedKeys(actions)
	if near := spelling.Nearest(name, known); near != "" {
		return fmt.Sprintf("%s=%s is not an action; did you mean %s?", option, name, near)
	}
	return fmt.Sprintf("%s=%s is not an action; write one of %s", option, name, strings.Join(known, ", "))
}

// checkReverse reports fields that hold the reverse end of a relation in the
// container of another kind. It needs linked models.
func (prog *program) checkReverse(m *modelSource) {
	for _, r := range m.model.Relations {
		if r.Kind != model.ManyToMany || r.Declared || r.Decl == nil {
			continue
		}
		want := r.Inverse.Decl.Through
		switch {
		case want != "" && r.Decl.Through == "":
			prog.problem(m.places[r.Name], m, r.Name, "the links of %s have a model; write kin.Through[%s, %s]", r.Inverse, r.Target.Name, lastName(want))
		case want == "" && r.Decl.Through != "":
			prog.problem(m.places[r.Name], m, r.Name, "the links of %s have no model; write kin.ManyToMany[%s]", r.Inverse, r.Target.Name)
		case want != r.Decl.Through:
			prog.problem(m.places[r.Name], m, r.Name, "the links of %s are %s; write kin.Through[%s, %s]", r.Inverse, lastName(want), r.Target.Name, lastName(want))
		}
	}
}

// holdsKey reports whether a belongs-to relation of m keeps its key in f.
func holdsKey(m *model.Model, f *model.Field) bool {
	return slices.ContainsFunc(m.Relations, func(r *model.Relation) bool {
		return r.Kind == model.BelongsTo && slices.Contains(r.OwnerKey, f)
	})
}
