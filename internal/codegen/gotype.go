package codegen

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/kinorm/kin/schema"
)

// A goType is how Go holds the value of a column.
type goType struct {
	kind     schema.Kind // how it is stored if the tag does not say
	basic    types.BasicInfo
	bits     int
	unsigned bool
	custom   bool        // it reads and writes itself: Scan and Value, or MarshalText and UnmarshalText
	asText   bool        // a number that can write itself as text
	json     bool        // kin.JSON
	elem     schema.Kind // kin.Array: what its elements are stored as
}

func (g goType) integer() bool { return g.basic&types.IsInteger != 0 && !g.custom }

// holdsDecimal reports whether a value can be an exact number.
func (g goType) holdsDecimal() bool {
	return g.custom || g.basic&(types.IsInteger|types.IsFloat|types.IsString) != 0
}

// storable are the kinds that type= names.
var storable = []schema.Kind{
	schema.Text, schema.Bytes, schema.Int16, schema.Int32, schema.Int64, schema.Float32, schema.Float64,
	schema.Time, schema.Date, schema.JSON, schema.UUID, schema.Bool,
}

// fits returns the kinds that can store a value.
func (g goType) fits() []schema.Kind {
	switch {
	case g.custom:
		return storable
	case g.integer():
		fits := []schema.Kind{schema.Int16, schema.Int32, schema.Int64}
		if g.asText {
			fits = append(fits, schema.Text)
		}
		return fits
	case g.basic&types.IsFloat != 0:
		return []schema.Kind{schema.Float32, schema.Float64}
	case g.basic&types.IsString != 0:
		return []schema.Kind{schema.Text, schema.Bytes, schema.JSON, schema.UUID}
	case g.kind == schema.Bytes:
		return []schema.Kind{schema.Bytes, schema.Text, schema.JSON}
	case g.kind == schema.Time:
		return []schema.Kind{schema.Time, schema.Date}
	case g.kind == schema.UUID:
		return []schema.Kind{schema.UUID, schema.Bytes}
	default:
		return []schema.Kind{g.kind}
	}
}

func kindNamed(name string) schema.Kind {
	i := slices.IndexFunc(storable, func(k schema.Kind) bool { return k.String() == name })
	if i < 0 {
		return schema.Invalid
	}
	return storable[i]
}

func kindNames(kinds []schema.Kind) []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.String()
	}
	return names
}

// withoutNull returns the type of the value inside a pointer or a sql.Null, or
// what is wrong with the type.
func withoutNull(t types.Type) (elem types.Type, nullable bool, wrong string) {
	switch t := types.Unalias(t).(type) {
	case *types.Pointer:
		if _, again, _ := withoutNull(t.Elem()); again {
			return nil, false, fmt.Sprintf("a pointer to %s is null in two ways; write one of the two", typeText(t.Elem()))
		}
		return t.Elem(), true, ""
	case *types.Named:
		obj := t.Obj()
		if obj.Pkg() == nil || obj.Pkg().Path() != "database/sql" {
			break
		}
		if obj.Name() == "Null" {
			return t.TypeArgs().At(0), true, ""
		}
		if value, ok := nullValues[obj.Name()]; ok {
			return nil, false, fmt.Sprintf("sql.%s is not supported; write *%s or sql.Null[%s]", obj.Name(), value, value)
		}
	}
	return t, false, ""
}

// nullValues are the values of the older null types of database/sql.
var nullValues = map[string]string{
	"NullString": "string", "NullInt64": "int64", "NullInt32": "int32", "NullInt16": "int16", "NullByte": "byte",
	"NullFloat64": "float64", "NullBool": "bool", "NullTime": "time.Time",
}

// isColumnType reports whether an embedded struct is a value of its own.
func isColumnType(t types.Type) bool {
	elem, _, wrong := withoutNull(t)
	if wrong != "" {
		return true
	}
	_, ok := goTypeOf(elem)
	return ok
}

// goTypeOf finds how a type is stored; it reports false if no column stores it.
func goTypeOf(t types.Type) (goType, bool) {
	t = types.Unalias(t)
	if named, ok := t.(*types.Named); ok {
		switch {
		case isNamed(named, kinPath, "JSON"):
			return goType{kind: schema.JSON, json: true}, true
		case isNamed(named, kinPath, "Array"):
			elem, ok := goTypeOf(elementOf(t))
			return goType{kind: schema.JSON, elem: elem.kind}, ok
		case isNamed(named, "time", "Time"):
			return goType{kind: schema.Time}, true
		case isArrayOf16(t):
			return goType{kind: schema.UUID, custom: hasMethods(t, "Scan", "Value")}, true
		case hasMethods(t, "Scan", "Value"):
			return goType{kind: schema.Text, custom: true}, true
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		g, ok := basicType(u)
		g.asText = readsItself(t)
		return g, ok
	case *types.Array:
		return goType{kind: schema.UUID}, isArrayOf16(t)
	}
	if s, ok := t.Underlying().(*types.Slice); ok && isByte(s.Elem()) {
		return goType{kind: schema.Bytes}, true // also one that can write itself as text
	}
	return goType{kind: schema.Text, custom: true}, readsItself(t)
}

// elementOf returns the type of the elements of a kin.Array.
func elementOf(t types.Type) types.Type {
	return types.Unalias(t).(*types.Named).TypeArgs().At(0)
}

// basicKinds says where the smallest column is that holds all values.
var basicKinds = map[types.BasicKind]goType{
	types.Bool:    {kind: schema.Bool},
	types.Int:     {kind: schema.Int64, bits: 64},
	types.Int8:    {kind: schema.Int16, bits: 8},
	types.Int16:   {kind: schema.Int16, bits: 16},
	types.Int32:   {kind: schema.Int32, bits: 32},
	types.Int64:   {kind: schema.Int64, bits: 64},
	types.Uint:    {kind: schema.Int64, bits: 63, unsigned: true}, // a column has no larger integer
	types.Uint8:   {kind: schema.Int16, bits: 8, unsigned: true},
	types.Uint16:  {kind: schema.Int32, bits: 16, unsigned: true},
	types.Uint32:  {kind: schema.Int64, bits: 32, unsigned: true},
	types.Uint64:  {kind: schema.Int64, bits: 63, unsigned: true},
	types.Float32: {kind: schema.Float32, bits: 32},
	types.Float64: {kind: schema.Float64, bits: 64},
	types.String:  {kind: schema.Text},
}

func basicType(b *types.Basic) (goType, bool) {
	g, ok := basicKinds[b.Kind()]
	g.basic = b.Info()
	return g, ok
}

func isByte(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

func isArrayOf16(t types.Type) bool {
	a, ok := t.Underlying().(*types.Array)
	return ok && a.Len() == 16 && isByte(a.Elem())
}

// readsItself reports whether values of t, or pointers to them, have the methods
// of database/sql or those of package encoding for text.
func readsItself(t types.Type) bool {
	return hasMethods(t, "Scan", "Value") || hasMethods(t, "MarshalText", "UnmarshalText")
}

// methodTypes are the parameters and results of the methods that make a type a
// column of its own.
var methodTypes = map[string]string{
	"Scan":          "(any)(error)",
	"Value":         "()(database/sql/driver.Value error)",
	"MarshalText":   "()([]byte error)",
	"UnmarshalText": "([]byte)(error)",
}

func hasMethods(t types.Type, names ...string) bool {
	set := types.NewMethodSet(types.NewPointer(t))
	for _, name := range names {
		sel := set.Lookup(nil, name)
		if sel == nil {
			return false
		}
		sig, ok := sel.Type().(*types.Signature)
		if !ok || tupleText(sig.Params())+tupleText(sig.Results()) != methodTypes[name] {
			return false
		}
	}
	return true
}

func tupleText(tuple *types.Tuple) string {
	var parts []string
	for v := range tuple.Variables() {
		t := types.Unalias(v.Type())
		if i, ok := t.(*types.Interface); ok && i.Empty() {
			parts = append(parts, "any")
			continue
		}
		parts = append(parts, types.TypeString(t, nil))
	}
	return "(" + strings.Join(parts, " ") + ")"
}
