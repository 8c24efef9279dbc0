package codegen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/kinorm/kin/internal/spelling"
)

// A place is where a tag stands.
type place uint8

const (
	onModel place = iota
	onColumn
	onBelongsTo
	onReverse // kin.HasMany, kin.One
	onMany    // kin.ManyToMany, kin.Through
)

var placeNames = [...]string{"kin.Model", "a column", "a belongs-to relation", "kin.HasMany or kin.One", "a many-to-many relation"}

// A rule says how an option is written.
type rule struct {
	name   string
	form   form
	repeat bool
}

// rules are all options by the place of their tag.
var rules = [...][]rule{
	onModel: {
		{"table", assign, false},
		{"plural", assign, false},
		{"handle", assign, false},
		{"key", assign, false},
		{"order", assign, false},
		{"unique", assign, true},
		{"index", assign, true},
		{"check", assign, true},
	},
	onColumn: {
		{"column", assign, false},
		{"size", assign, false},
		{"type", assign, false},
		{"decimal", call, false},
		{"date", word, false},
		{"unique", word, false},
		{"index", word, false},
		{"default", assign, false},
		{"auto", word, false},
		{"noauto", word, false},
		{"key", word, false},
		{"auto_create", word, false},
		{"auto_update", word, false},
		{"version", word, false},
		{"collate", assign, false},
		{"format", assign, false},
		{"enum", assign, false},
	},
	onBelongsTo: {
		{"fk", assign, false},
		{"references", assign, false},
		{"on_delete", assign, false},
		{"on_update", assign, false},
		{"related", assign, false},
		{"skip_reverse", word, false},
		{"one_to_one", word, false},
		{"no_constraint", word, false},
	},
	onReverse: {{"reverse", assign, false}},
	onMany: {
		{"reverse", assign, false},
		{"related", assign, false},
		{"skip_reverse", word, false},
		{"db_table", assign, false},
		{"owner_column", assign, false},
		{"target_column", assign, false},
		{"through_fields", assign, false},
		{"link_id", assign, false},
		{"link_unique", assign, false},
		{"on_update", assign, false},
		{"symmetric", word, false},
	},
}

// options are the options of one tag, each of which is known at its place.
type options []option

// checkOptions returns the options that are known at a place, and what is wrong
// with the others.
func checkOptions(at place, opts []option) (known options, wrong []string) {
	for _, o := range opts {
		i := slices.IndexFunc(rules[at], func(r rule) bool { return r.name == o.name })
		switch {
		case i < 0:
			wrong = append(wrong, unknownOption(at, o.name))
		case rules[at][i].form != o.form:
			wrong = append(wrong, fmt.Sprintf("%s is not how the option is written; write %s", o, written(rules[at][i])))
		case o.form == assign && o.value == "" && o.name != "default":
			wrong = append(wrong, fmt.Sprintf("%s= has no value; write %s, or remove it", o.name, written(rules[at][i])))
		case !rules[at][i].repeat && known.has(o.name):
			wrong = append(wrong, fmt.Sprintf("%s is given twice; remove one of the two", o.name))
		default:
			known = append(known, o)
		}
	}
	return known, wrong
}

// written returns how an option is written.
func written(r rule) string {
	switch {
	case r.name == "check":
		return "check=name(SQL)"
	case r.form == assign:
		return r.name + "=..."
	case r.form == call:
		return r.name + "(10,2)"
	default:
		return r.name
	}
}

// unknownOption says where an option belongs, or which known one is nearest.
func unknownOption(at place, name string) string {
	var here []string
	for _, r := range rules[at] {
		here = append(here, r.name)
	}
	for p, list := range rules {
		if slices.ContainsFunc(list, func(r rule) bool { return r.name == name }) {
			return fmt.Sprintf("the option %s is for %s, not for %s; the options here are %s", name, placeNames[p], placeNames[at], strings.Join(here, ", "))
		}
	}
	if near := spelling.Nearest(name, here); near != "" {
		return fmt.Sprintf("unknown option %s; did you mean %s?", name, near)
	}
	return fmt.Sprintf("unknown option %s; the options here are %s", name, strings.Join(here, ", "))
}

func (opts options) has(name string) bool {
	return slices.ContainsFunc(opts, func(o option) bool { return o.name == name })
}

// value returns the value of an option, or "".
func (opts options) value(name string) string {
	for _, o := range opts {
		if o.name == name {
			return o.value
		}
	}
	return ""
}

// all returns the values of an option that may be repeated.
func (opts options) all(name string) []string {
	var values []string
	for _, o := range opts {
		if o.name == name {
			values = append(values, o.value)
		}
	}
	return values
}
