package codegen

import (
	"fmt"
	"strings"
)

// An option is one part of a tag: a word, name=value or name(value).
type option struct {
	name  string
	value string
	form  form
}

// A form is how an option is written.
type form uint8

const (
	word    form = iota // unique
	assign              // size=30
	call                // decimal(10,2)
	anyForm             // in a rule: word or assign
)

// parseTag reads the options of a tag. Commas separate them, except inside
// parentheses and quotes, single or double. A value that is wholly in quotes loses
// them; a doubled quote inside stands for one.
func parseTag(tag string) ([]option, error) {
	parts, err := splitTag(tag)
	if err != nil {
		return nil, err
	}
	var opts []option
	for _, part := range parts {
		o, err := parseOption(part)
		if err != nil {
			return nil, err
		}
		opts = append(opts, o)
	}
	return opts, nil
}

// splitTag cuts a tag at its commas.
func splitTag(tag string) ([]string, error) {
	if strings.TrimSpace(tag) == "" {
		return nil, nil
	}
	var parts []string
	start, depth := 0, 0
	quote := byte(0)
	for i := 0; i < len(tag); i++ {
		switch c := tag[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
			if depth < 0 {
				return nil, fmt.Errorf("the tag has a ) without a (; write a value with such signs in quotes, as in default=':)'")
			}
		case c == ',' && depth == 0:
			parts = append(parts, tag[start:i])
			start = i + 1
		}
	}
	switch {
	case quote != 0:
		return nil, fmt.Errorf("the tag has a quote %c without its end; write a value with a quote as default='it''s'", quote)
	case depth > 0:
		return nil, fmt.Errorf("the tag has a ( without a ); close it, or write the value in quotes")
	}
	return append(parts, tag[start:]), nil
}

func parseOption(part string) (option, error) {
	part = strings.TrimSpace(part)
	i := strings.IndexAny(part, "=('\"")
	switch {
	case part == "":
		return option{}, fmt.Errorf("the tag has an empty option; remove the comma")
	case i < 0:
		return option{name: part}, nil
	case part[i] == '=':
		name := strings.TrimSpace(part[:i])
		if name == "" {
			return option{}, fmt.Errorf("the option %q has no name; write name=value", part)
		}
		return option{name, unquote(strings.TrimSpace(part[i+1:])), assign}, nil
	case part[i] == '(' && i > 0 && closesAtEnd(part[i:]):
		return option{strings.TrimSpace(part[:i]), part[i+1 : len(part)-1], call}, nil
	default:
		return option{}, fmt.Errorf("the option %q is neither a word nor name=value", part)
	}
}

// closesAtEnd reports whether the parenthesis that s begins with is closed by the
// last byte of s.
func closesAtEnd(s string) bool {
	depth := 0
	quote := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
		}
		if depth == 0 && quote == 0 {
			return i == len(s)-1
		}
	}
	return false
}

// unquote removes the quotes around a whole value.
func unquote(v string) string {
	if len(v) < 2 || v[0] != '\'' && v[0] != '"' || v[len(v)-1] != v[0] {
		return v
	}
	quote := v[:1]
	inner := v[1 : len(v)-1]
	if strings.Contains(strings.ReplaceAll(inner, quote+quote, ""), quote) {
		return v // as in 'a' or 'b'
	}
	return strings.ReplaceAll(inner, quote+quote, quote)
}

// String returns the option as a tag has it.
func (o option) String() string {
	switch o.form {
	case assign:
		return o.name + "=" + quoteValue(o.value)
	case call:
		return o.name + "(" + o.value + ")"
	default:
		return o.name
	}
}

// quoteValue returns v in quotes if it would not be read back as it is.
func quoteValue(v string) string {
	parts, err := splitTag("v=" + v)
	if err == nil && len(parts) == 1 && strings.TrimSpace(v) == v && unquote(v) == v && (v == "" || v[0] != '\'' && v[0] != '"') {
		return v
	}
	return "'" + strings.ReplaceAll(v, "'", "''") + "'"
}

// formatTag returns options as a tag.
func formatTag(opts []option) string {
	parts := make([]string, len(opts))
	for i, o := range opts {
		parts[i] = o.String()
	}
	return strings.Join(parts, ",")
}
