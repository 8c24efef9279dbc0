package lookup

import (
	"reflect"
	"time"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/schema"
)

// A family is a set of kinds of columns, which have the same lookups.
type family uint8

const (
	document  family = 1 << iota // JSON
	equal                        // what is only equal or not
	ordered                      // numbers, and types that write themselves
	textual                      // text
	instant                      // times
	day                          // days
	related                      // the key of related rows
	composite                    // a composite key of related rows

	sorted   = equal | ordered | textual | instant | day
	comparer = ordered | textual | instant | day
)

// familyOf returns the family of a place. It agrees with the columns that are
// generated.
func familyOf(p *place) family {
	switch {
	case p.field == nil:
		return composite
	case p.rel != nil:
		return related
	case len(p.field.Enum) > 0 || len(p.field.EnumInts) > 0:
		return equal
	}
	switch p.field.Type.Kind {
	case schema.JSON:
		return document
	case schema.Bool, schema.Bytes:
		return equal
	case schema.Time:
		return instant
	case schema.Date:
		return day
	case schema.Text:
		slot := &p.typ.Slots[p.field.Index0]
		switch slot.Elem().Kind() {
		case reflect.String:
			return textual
		case reflect.Slice:
			return equal
		}
	}
	return ordered
}

// takes is what a lookup compares with.
type takes uint8

const (
	aValue takes = iota
	aRange
	aList
	aBool
	aPattern
)

// An operator is a lookup behind a column.
type operator struct {
	name  string
	on    family
	takes takes
	op    ast.Op        // of aValue
	match ast.MatchKind // of aPattern
	fold  bool
}

// operators lists them. There is no regex: its cost is for the client to choose.
var operators = []operator{
	{name: "exact", on: sorted | related, op: ast.Eq},
	{name: "in", on: sorted | related, takes: aList},
	{name: "isnull", on: sorted | related | composite | document, takes: aBool},
	{name: "gt", on: comparer, op: ast.Gt},
	{name: "gte", on: comparer, op: ast.Ge},
	{name: "lt", on: comparer, op: ast.Lt},
	{name: "lte", on: comparer, op: ast.Le},
	{name: "range", on: comparer, takes: aRange},
	{name: "contains", on: textual, takes: aPattern, match: ast.Contains},
	{name: "startswith", on: textual, takes: aPattern, match: ast.Prefix},
	{name: "endswith", on: textual, takes: aPattern, match: ast.Suffix},
	{name: "iexact", on: textual, takes: aPattern, match: ast.Exact, fold: true},
	{name: "icontains", on: textual, takes: aPattern, match: ast.Contains, fold: true},
	{name: "istartswith", on: textual, takes: aPattern, match: ast.Prefix, fold: true},
	{name: "iendswith", on: textual, takes: aPattern, match: ast.Suffix, fold: true},
}

// A transform makes a value of a column that is compared instead of it: a span of
// time, whose first and last moments the column is compared with.
type transform struct {
	name string
	on   family
	want string
	span func(text string) (first, last time.Time, ok bool)
}

var transforms = []transform{
	{"year", instant | day, "a year from 1 to 9999", yearSpan},
	{"date", instant, "a day such as 2006-01-02", daySpan},
}

func yearSpan(text string) (first, last time.Time, ok bool) {
	n, err := parseInt(text)
	if err != nil || n < 1 || n > 9999 {
		return first, last, false
	}
	first = time.Date(int(n), 1, 1, 0, 0, 0, 0, time.UTC)
	return first, first.AddDate(1, 0, 0).Add(-time.Microsecond), true
}

func daySpan(text string) (first, last time.Time, ok bool) {
	first, err := time.Parse(time.DateOnly, text)
	return first, first.AddDate(0, 0, 1).Add(-time.Microsecond), err == nil && first.Year() >= 1
}

// A lookup is what stands behind the column in a name.
type lookup struct {
	transform *transform // nil is the column itself
	operator  *operator
}

// String returns the lookup as it is written in full.
func (l lookup) String() string {
	if l.transform == nil {
		return l.operator.name
	}
	return l.transform.name + "__" + l.operator.name
}

// parseLookup reads the parts of a name behind its place. Without any it is exact.
func parseLookup(p *place, parts []string) (l lookup, ok bool) {
	on := familyOf(p)
	if len(parts) > 0 {
		for i := range transforms {
			if t := &transforms[i]; t.name == parts[0] && t.on&on != 0 {
				l.transform, parts = t, parts[1:]
				break
			}
		}
	}
	if len(parts) == 0 {
		parts = []string{"exact"}
	}
	for i := range operators {
		o := &operators[i]
		if o.name == parts[0] && o.on&on != 0 && (l.transform == nil || ofSpans(o)) {
			l.operator = o
		}
	}
	return l, l.operator != nil && len(parts) == 1
}

// ofSpans reports whether an operator compares with a span of time.
func ofSpans(o *operator) bool { return o.takes == aValue || o.takes == aRange }

// lookupsOf returns the lookups of a place, those of transforms in full as well.
func lookupsOf(p *place) []string {
	on := familyOf(p)
	var names []string
	for _, o := range operators {
		if o.on&on != 0 {
			names = append(names, o.name)
		}
	}
	for _, t := range transforms {
		if t.on&on == 0 {
			continue
		}
		names = append(names, t.name)
		for _, o := range operators {
			if ofSpans(&o) && o.op != ast.Eq {
				names = append(names, t.name+"__"+o.name)
			}
		}
	}
	return names
}

// spanned compares a column with a span of time.
func spanned(c *query.Column, op ast.Op, first, last dialect.Value) *query.Cond {
	switch op {
	case ast.Eq:
		return between(c, first, last)
	case ast.Gt, ast.Le:
		return c.CompareValue(op, last)
	default:
		return c.CompareValue(op, first)
	}
}

func between(c *query.Column, first, last dialect.Value) *query.Cond {
	return &query.Cond{Op: query.And, Kids: []*query.Cond{c.CompareValue(ast.Ge, first), c.CompareValue(ast.Le, last)}}
}
