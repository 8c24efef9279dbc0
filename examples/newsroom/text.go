package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/kinorm/kin"
)

// describe writes the results of a step. A step that returns nothing but a nil
// error is ok.
func describe(results []any) string {
	switch r := results[0].(type) {
	case nil:
		return "ok"
	case []*Publication:
		return list(r)
	case []*Article:
		return list(r)
	case []*Category:
		return list(r)
	case []*Post:
		return list(r)
	case []*Memo:
		return list(r)
	case kin.Changed:
		return fmt.Sprintf("%d added, %d removed", r.Added, r.Removed)
	default:
		return fmt.Sprintf("%+v", r) // of rows with the names of their fields
	}
}

// unbroken is a space that wrap does not break at.
const unbroken = "\u00a0"

func list[T fmt.Stringer](items []T) string {
	names := make([]string, len(items))
	for i, item := range items {
		names[i] = strings.ReplaceAll(item.String(), " ", unbroken)
	}
	return "[" + strings.Join(names, ", ") + "]"
}

// wrap breaks text at spaces into lines of at most n characters. Line breaks and
// the indentation after them stay.
func wrap(text string, n int) []string {
	var lines []string
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\t", "  "), "\n") {
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		line = strings.TrimLeft(line, " ")
		for utf8.RuneCountInString(indent+line) > n {
			cut := strings.LastIndexByte(line[:n-len(indent)+1], ' ')
			if cut <= 0 {
				break
			}
			lines = append(lines, indent+line[:cut])
			indent, line = strings.TrimSuffix(indent, "  ")+"  ", line[cut+1:]
		}
		lines = append(lines, indent+line)
	}
	for i := range lines {
		lines[i] = strings.ReplaceAll(lines[i], unbroken, " ")
	}
	return lines
}
