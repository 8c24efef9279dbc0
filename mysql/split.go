package mysql

import (
	"regexp"
	"strings"
)

// routine begins a statement whose body has semicolons of its own.
var routine = regexp.MustCompile(`(?is)^\s*CREATE\s+(OR\s+REPLACE\s+)?(DEFINER\s*=\s*\S+\s+)?(AGGREGATE\s+)?(TRIGGER|PROCEDURE|FUNCTION|EVENT|PACKAGE)\b`)

// split cuts a script at its semicolons, but for those in literals, identifiers and
// comments. A statement that creates a routine goes on to the end of the script.
func split(script string) []string {
	var out []string
	for script != "" {
		end := len(script)
		if !routine.MatchString(script) {
			end = statementEnd(script)
		}
		if text := strings.TrimSpace(script[:end]); text != "" {
			out = append(out, text)
		}
		script = script[min(end+1, len(script)):]
	}
	return out
}

// statementEnd returns the place of the first semicolon that ends a statement.
func statementEnd(s string) int {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == ';':
			return i
		case c == '\'' || c == '"' || c == '`':
			i = quotedEnd(s, i)
		case c == '#', strings.HasPrefix(s[i:], "-- "), strings.HasPrefix(s[i:], "--\n"):
			i = skipTo(s, i, "\n")
		case strings.HasPrefix(s[i:], "/*"):
			i = skipTo(s, i+2, "*/")
		default:
			i++
		}
	}
	return len(s)
}

// quotedEnd returns the place after what is quoted from i on. A doubled quote begins
// another quoted part, which is the same here.
func quotedEnd(s string, i int) int {
	quote := s[i]
	for i++; i < len(s) && s[i] != quote; i++ {
		if s[i] == '\\' && quote != '`' {
			i++
		}
	}
	return min(i+1, len(s))
}

// skipTo returns the place after the next end from i on.
func skipTo(s string, i int, end string) int {
	if n := strings.Index(s[i:], end); n >= 0 {
		return i + n + len(end)
	}
	return len(s)
}
