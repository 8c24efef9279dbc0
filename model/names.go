package model

import (
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"
)

// Plural returns the plural of an English noun by three rules, which never
// change because table names come from them:
//
//  1. a consonant before a final y: y becomes ies (category, categories);
//  2. a final s, x, z, ch or sh: es is added (class, classes);
//  3. anything else: s is added (person, persons).
//
// A tag names what these rules get wrong.
func Plural(s string) string {
	lower := strings.ToLower(s)
	n := len(s)
	switch {
	case n > 1 && lower[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(lower[n-2])):
		return s[:n-1] + "ies"
	case hasAnySuffix(lower, "s", "x", "z", "ch", "sh"):
		return s + "es"
	default:
		return s + "s"
	}
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

// Snake returns a Go name in snake_case: "AuthorID" is "author_id", "HTTPServer"
// is "http_server".
func Snake(s string) string {
	runes := []rune(s)
	var b strings.Builder
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) && runes[i-1] != '_' {
			afterLower := !unicode.IsUpper(runes[i-1])
			beforeLower := i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if afterLower || beforeLower {
				b.WriteByte('_')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// maxName is the longest name of a constraint or table that every database takes.
const maxName = 63

// joinName joins parts with underscores into a name that every database takes: a
// longer one is cut and ends in a hash of the whole.
func joinName(parts ...string) string {
	s := strings.Join(parts, "_")
	if len(s) <= maxName {
		return s
	}
	h := fnv.New32a()
	h.Write([]byte(s))
	suffix := "_" + strconv.FormatUint(uint64(h.Sum32()), 36)
	return s[:maxName-len(suffix)] + suffix
}
