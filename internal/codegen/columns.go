package codegen

import (
	"fmt"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// column reads a field that is a column.
func (r *fieldReader) column(f *types.Var, json string, opts options) {
	elem, nullable, wrong := withoutNull(f.Type())
	if wrong != "" {
		r.problem(f, "%s", wrong)
		return
	}
	g, ok := goTypeOf(elem)
	if !ok {
		r.problem(f, "%s", r.noColumn(f, elem))
		return
	}
	if named, ok := types.Unalias(elem).(*types.Named); ok && !named.Obj().Exported() && named.Obj().Pkg() != r.m.pkg.types {
		r.problem(f, "its type %s is not exported, so this package cannot name it; export it", named.Obj().Name())
		return
	}
	c := &column{
		elem: elem, auto: opts.has("auto"), noauto: opts.has("noauto"), comment: r.comment(f),
		field: &model.Field{
			Name: f.Name(), Column: opts.value("column"), JSON: json, Nullable: nullable,
			Unique: opts.has("unique"), Index: opts.has("index"), Version: opts.has("version"),
			AutoCreate: opts.has("auto_create"), AutoUpdate: opts.has("auto_update"), Format: opts.value("format"),
		},
	}
	if c.field.Column == "" {
		c.field.Column = model.Snake(f.Name())
	}
	var problems []string
	c.field.Type, problems = columnType(g, elem, opts)
	if len(problems) == 0 {
		r.enum(c, g, opts)
		problems = checkColumn(c, g, opts)
	}
	for _, text := range problems {
		r.problem(f, "%s", text)
	}
	if len(problems) > 0 {
		return
	}
	c.family = familyOf(c, g)
	if opts.has("version") {
		r.version(f)
	}
	if opts.has("key") {
		r.m.keyTags = append(r.m.keyTags, f.Name())
	}
	r.m.model.Fields = append(r.m.model.Fields, c.field)
	r.m.columns = append(r.m.columns, c)
}

// comment returns the user's comment on a field, of whichever package it is.
func (r *fieldReader) comment(f *types.Var) string {
	for _, pkg := range r.prog.packages {
		if pkg.types == f.Pkg() {
			return pkg.comments[f.Pos()]
		}
	}
	return ""
}

// version reports a second version field.
func (r *fieldReader) version(f *types.Var) {
	for _, c := range r.m.columns {
		if c.field.Version {
			r.problem(f, "%s is the version already; a model has one", c.field.Name)
		}
	}
}

// columnType returns the stored type of a field and what is wrong with the
// options that choose it.
func columnType(g goType, elem types.Type, opts options) (schema.Type, []string) {
	t := schema.Type{Kind: g.kind, Elem: g.elem, Collate: opts.value("collate")}
	var wrong []string
	problem := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if name := opts.value("type"); name != "" {
		t.Kind = kindNamed(name)
		if t.Kind == schema.Invalid {
			problem("type=%s is not a type; write one of %s", name, strings.Join(kindNames(storable), ", "))
		} else if fits := g.fits(); !slices.Contains(fits, t.Kind) {
			problem("type=%s does not hold a Go %s; write one of %s", name, typeText(elem), strings.Join(kindNames(fits), ", "))
		}
	}
	if opts.has("date") {
		if g.kind != schema.Time && !g.custom {
			problem("date is for time.Time, not for %s; remove it", typeText(elem))
		}
		t.Kind = schema.Date
	}
	if opts.has("decimal") {
		text := decimalType(&t, opts.value("decimal"))
		if text == "" && !g.holdsDecimal() {
			text = fmt.Sprintf("decimal is for numbers, strings and decimal types, not for %s; remove it", typeText(elem))
		}
		if text != "" {
			problem("%s", text)
		}
	}
	if given := chosenTypes(opts); len(given) > 1 {
		problem("%s each choose the stored type; keep one", strings.Join(given, " and "))
	}
	if v := opts.value("size"); v != "" && len(wrong) == 0 {
		n, err := strconv.Atoi(v)
		switch {
		case t.Kind != schema.Text && t.Kind != schema.Bytes:
			problem("size is for text and bytes, and this is %s; remove it", t.Kind)
		case err != nil || n <= 0:
			problem("size=%s is not a positive number; write size=100", v)
		}
		t.Size = n
	}
	if t.Collate != "" && t.Kind != schema.Text && len(wrong) == 0 {
		problem("collate is for text, and this is %s; remove it", t.Kind)
	}
	return t, wrong
}

// chosenTypes returns the options that choose a stored type.
func chosenTypes(opts options) []string {
	var given []string
	for _, name := range []string{"type", "date", "decimal"} {
		if opts.has(name) {
			given = append(given, name)
		}
	}
	return given
}

var decimalOption = regexp.MustCompile(`^\s*(\d{1,4})\s*(?:,\s*(\d{1,4})\s*)?$`)

// decimalType sets t to the decimal(P,S) of a tag, or returns what is wrong.
func decimalType(t *schema.Type, text string) string {
	parts := decimalOption.FindStringSubmatch(text)
	if parts == nil {
		return fmt.Sprintf("decimal(%s) does not name the digits; write decimal(10,2) for ten digits, two of them after the point", text)
	}
	precision, _ := strconv.Atoi(parts[1])
	scale, _ := strconv.Atoi(parts[2])
	*t = schema.Type{Kind: schema.Decimal, Precision: precision, Scale: scale}
	switch {
	case precision < 1 || precision > 18:
		return fmt.Sprintf("decimal(%s): SQLite stores at most 18 digits; write a precision of 1 to 18", text)
	case scale > precision:
		return fmt.Sprintf("decimal(%s) has more digits after the point than in all; write decimal(%d,%d)", text, precision, min(2, precision))
	}
	return ""
}

// checkColumn returns what is wrong with the other options of a column.
func checkColumn(c *column, g goType, opts options) []string {
	var wrong []string
	problem := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	t := c.field.Type
	for _, name := range []string{"auto_create", "auto_update"} {
		if opts.has(name) && g.kind != schema.Time {
			problem("%s is for time.Time, not for %s; remove it", name, typeText(c.elem))
		}
	}
	if opts.has("version") && (!g.integer() || c.field.Nullable) {
		problem("version is for a plain integer; make the field an int64")
	}
	if opts.has("auto") && (!g.integer() || !t.Kind.IsInteger()) {
		problem("auto is for integers, not for %s; remove it", typeText(c.elem))
	}
	if opts.has("auto") && opts.has("noauto") {
		problem("auto and noauto contradict each other; remove one of the two")
	}
	if f := c.field.Format; f != "" && f != "django" && f != "ormar" {
		problem("format=%s is not a format; write format=django or format=ormar", f)
	}
	if !slices.Contains([]string{"", "none"}, opts.value("enum")) {
		problem("enum=%s is not an option; the values are the constants of the type, and enum=none allows others", opts.value("enum"))
	}
	if opts.has("default") && g.elem != schema.Invalid {
		problem("default is not for %s; a nil one is stored as a list without elements, remove it", typeText(c.elem))
	} else if opts.has("default") {
		v := opts.value("default")
		c.field.Default = &v
		if text := checkDefault(c, g, v); text != "" {
			problem("%s", text)
		}
	}
	return wrong
}

// noColumn says what to write instead of a type that no column stores.
func (r *fieldReader) noColumn(f *types.Var, elem types.Type) string {
	text := typeText(elem)
	switch u := elem.Underlying().(type) {
	case *types.Struct:
		return fmt.Sprintf("no column stores a Go %s; write kin.JSON[%s] to store it as JSON, embed kin.Model in it if it is a model, or give it the methods Scan and Value", text, text)
	case *types.Slice:
		if b, ok := u.Elem().Underlying().(*types.Basic); ok && arrayElement(b) {
			return fmt.Sprintf("no column stores a Go %s; write kin.Array[%s], to which it can be assigned", text, typeText(u.Elem()))
		}
		return fmt.Sprintf("no column stores a Go %s; write kin.JSON[%s] to store it as JSON", text, text)
	case *types.Map, *types.Array:
		return fmt.Sprintf("no column stores a Go %s; write kin.JSON[%s] to store it as JSON", text, text)
	case *types.Pointer:
		return fmt.Sprintf("no column stores a pointer to a pointer; write *%s", typeText(u.Elem()))
	default:
		return fmt.Sprintf("no column stores a Go %s; write `kin:\"-\"` if %s is not stored", text, f.Name())
	}
}

// arrayElement reports whether kin.Array holds values of a type.
func arrayElement(b *types.Basic) bool {
	return b.Info()&(types.IsString|types.IsInteger|types.IsFloat) != 0 &&
		!slices.Contains([]types.BasicKind{types.Uint8, types.Uint, types.Uint64, types.Uintptr}, b.Kind())
}

// typeText returns a type as it is written in its own package.
func typeText(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		if p.Path() == "time" || p.Path() == kinPath || p.Path() == "database/sql" {
			return p.Name()
		}
		return ""
	})
}
