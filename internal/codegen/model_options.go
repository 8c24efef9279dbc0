package codegen

import (
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/kinorm/kin/model"
)

// modelOptions reads the tag of kin.Model.
func (r *fieldReader) modelOptions(f *types.Var, all []option) {
	opts, wrong := checkOptions(onModel, all)
	for _, text := range wrong {
		r.problem(f, "%s", text)
	}
	m := r.m.model
	r.m.tagPos = f.Pos()
	m.Plural = opts.value("plural")
	if m.Plural == "" {
		m.Plural = model.Plural(m.Name)
	}
	r.m.handle = opts.value("handle")
	if r.m.handle == "" {
		r.m.handle = m.Plural
	}
	for _, name := range []string{"plural", "handle"} {
		if v := opts.value(name); v != "" && (!token.IsIdentifier(v) || !token.IsExported(v)) {
			r.problem(f, "%s=%s is not an exported Go name; write %s=%s", name, v, name, exportedName(v))
		}
	}
	m.Table = opts.value("table")
	if m.Table == "" {
		m.Table = model.Snake(m.Plural)
	}
	m.Key = strings.Fields(opts.value("key"))
	for _, name := range strings.Fields(opts.value("order")) {
		field, desc := strings.CutPrefix(name, "-")
		m.Order = append(m.Order, model.Order{Field: field, Desc: desc})
	}
	for _, list := range opts.all("unique") {
		m.Uniques = append(m.Uniques, strings.Fields(list))
	}
	for _, list := range opts.all("index") {
		m.Indexes = append(m.Indexes, strings.Fields(list))
	}
	for _, text := range opts.all("check") {
		r.check(f, text)
	}
}

var notInNames = regexp.MustCompile(`\W+`)

// exportedName makes an exported Go name of s.
func exportedName(s string) string {
	s = strings.TrimLeft(notInNames.ReplaceAllString(s, ""), "_0123456789")
	if s == "" {
		return "Items"
	}
	return upperFirst(s)
}

var checkOption = regexp.MustCompile(`^(\w+)\s*\((.*)\)$`)

// check reads check=name(SQL).
func (r *fieldReader) check(f *types.Var, text string) {
	parts := checkOption.FindStringSubmatch(text)
	if parts == nil || !closesAtEnd(text[len(parts[1]):]) {
		r.problem(f, "check=%s is not a name with a condition; write check=positive(price > 0)", text)
		return
	}
	same := func(c model.Check) bool { return c.Name == parts[1] }
	if slices.ContainsFunc(r.m.model.Checks, same) {
		r.problem(f, "two checks have the name %s; rename one of the two", parts[1])
		return
	}
	r.m.model.Checks = append(r.m.model.Checks, model.Check{Name: parts[1], SQL: strings.TrimSpace(parts[2])})
}

// setKey makes the fields with the option key the primary key.
func (r *fieldReader) setKey() {
	if len(r.m.keyTags) == 0 {
		return
	}
	if len(r.m.model.Key) > 0 {
		r.prog.problem(r.m.places[r.m.keyTags[0]], r.m, r.m.keyTags[0], "kin.Model names the primary key already; remove key here or there")
		return
	}
	r.m.model.Key = r.m.keyTags
}

// resolveNames replaces the names in tags, which may be fields or columns in any
// case, by the names of fields. Unknown names stay as they are; linking reports them.
func (prog *program) resolveNames(m *modelSource) {
	resolve := func(of *model.Model, names []string) {
		for i, name := range names {
			names[i] = fieldNamed(of, name)
		}
	}
	resolve(m.model, m.model.Key)
	for i, o := range m.model.Order {
		m.model.Order[i].Field = fieldNamed(m.model, o.Field)
	}
	for _, list := range slices.Concat(m.model.Uniques, m.model.Indexes) {
		resolve(m.model, list)
	}
	for _, d := range m.model.Declared {
		resolve(m.model, d.ForeignKey)
		if t := prog.models[d.Target]; t != nil {
			resolve(t.model, d.References)
			d.Reverse = relationNamed(t.model, d.Reverse)
		}
		if link := prog.models[d.Through]; link != nil {
			for i, name := range d.ThroughFields {
				d.ThroughFields[i] = relationNamed(link.model, name)
			}
		}
	}
}

func fieldNamed(m *model.Model, name string) string {
	matches := []func(f *model.Field) bool{
		func(f *model.Field) bool { return f.Name == name },
		func(f *model.Field) bool { return strings.EqualFold(f.Name, name) },
		func(f *model.Field) bool { return strings.EqualFold(columnOf(f), name) },
	}
	for _, match := range matches {
		if i := slices.IndexFunc(m.Fields, match); i >= 0 {
			return m.Fields[i].Name
		}
	}
	return name
}

func columnOf(f *model.Field) string {
	if f.Column != "" {
		return f.Column
	}
	return model.Snake(f.Name)
}

func relationNamed(m *model.Model, name string) string {
	for _, d := range m.Declared {
		if strings.EqualFold(d.Name, name) || strings.EqualFold(model.Snake(d.Name), name) {
			return d.Name
		}
	}
	return name
}
