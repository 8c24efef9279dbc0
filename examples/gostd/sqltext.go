package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// clauses are the words that a line of SQL begins with.
var clauses = []string{"SELECT", "FROM", "JOIN", "LEFT JOIN", "WHERE", "AND", "OR", "GROUP BY", "HAVING", "ORDER BY", "LIMIT"}

// wrapSQL breaks a statement into lines that are, where its words allow, at most
// width wide. Each clause begins a line, indented by the parentheses around it.
func wrapSQL(sql string, width int) []string {
	var lines []string
	line, depth, indent := "", 0, 0
	flush := func() {
		if line != "" {
			lines = append(lines, strings.Repeat("  ", indent)+line)
		}
		line = ""
	}
	for rest := sql; rest != ""; {
		word := nextWord(rest)
		if line == "" || beginsClause(rest) {
			flush()
			indent = depth + len(rest) - len(strings.TrimLeft(rest, "("))
		} else if 2*indent+utf8.RuneCountInString(line+" "+word) > width {
			flush()
			indent = depth + 1 // goes on with the clause
		}
		if line != "" {
			line += " "
		}
		line += word
		depth += nesting(word)
		rest = strings.TrimLeft(rest[len(word):], " ")
	}
	flush()
	return lines
}

// beginsClause reports whether a clause, or a subquery, begins at the start of s.
func beginsClause(s string) bool {
	s = strings.TrimLeft(s, "(")
	for _, c := range clauses {
		if strings.HasPrefix(s, c+" ") {
			return true
		}
	}
	return false
}

// nextWord returns the start of s up to a space outside of quotes.
func nextWord(s string) string {
	quote := rune(0)
	for i, r := range s {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == ' ':
			return s[:i]
		}
	}
	return s
}

// nesting returns how many parentheses more are opened in a word than closed.
func nesting(word string) int {
	n, quote := 0, rune(0)
	for _, r := range word {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '(':
			n++
		case r == ')':
			n--
		}
	}
	return n
}

// wrapArgs returns the values of a statement's placeholders on one line.
func wrapArgs(args []any, width int) string {
	list := make([]string, len(args))
	for i, arg := range args {
		list[i] = fmt.Sprintf("?%d = %s", i+1, literal(arg))
	}
	return cut(strings.Join(list, ", "), width)
}

// literal writes a value, or a set of values, which is one argument.
func literal(arg any) string {
	set, ok := arg.([]any)
	if !ok {
		return fmt.Sprintf("%#v", arg)
	}
	list := make([]string, len(set))
	for i, v := range set {
		list[i] = literal(v)
	}
	return "[" + strings.Join(list, ", ") + "]"
}
