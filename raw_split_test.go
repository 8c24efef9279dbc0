package kin

import (
	"slices"
	"strings"
	"testing"
)

// FuzzSplitRaw: placeholders are found outside of quotes, and nothing else of the
// SQL is changed.
func FuzzSplitRaw(f *testing.F) {
	for _, sql := range []string{"", "?", "??", "???", "a = ? AND b = '?'", `"?" = ?`, "`?`", "'it''s ?' = ?", "'", "\"'?\"?"} {
		f.Add(sql)
	}
	f.Fuzz(func(t *testing.T, sql string) {
		plain := strings.NewReplacer("'", "", `"`, "", "`", "", "\x00", "").Replace(sql)
		want := strings.Split(strings.ReplaceAll(plain, "??", "\x00"), "?")
		for i := range want {
			want[i] = strings.ReplaceAll(want[i], "\x00", "?")
		}
		if got := splitRaw(plain); !slices.Equal(got, want) {
			t.Fatalf("%q is %q, not %q", plain, got, want)
		}
		for _, quote := range []string{"'", `"`, "`"} {
			quoted := quote + strings.ReplaceAll(sql, quote, quote+quote) + quote
			if got := splitRaw(quoted + "?" + quoted); !slices.Equal(got, []string{quoted, quoted}) {
				t.Fatalf("%q is split into %q", quoted+"?"+quoted, got)
			}
		}
	})
}
