package codegen

import (
	"slices"
	"testing"
)

func TestParseTag(t *testing.T) {
	for _, test := range []struct {
		tag  string
		want []option
	}{
		{"", nil},
		{"size=30", []option{{"size", "30", assign}}},
		{" size = 30 , unique ", []option{{"size", "30", assign}, {name: "unique"}}},
		{"decimal(10,2),unique", []option{{"decimal", "10,2", call}, {name: "unique"}}},
		{"check=a(x > 0, y),index=A B", []option{{"check", "a(x > 0, y)", assign}, {"index", "A B", assign}}},
		{"default='a, b'", []option{{"default", "a, b", assign}}},
		{`default="it's"`, []option{{"default", "it's", assign}}},
		{"default='it''s'", []option{{"default", "it's", assign}}},
		{"check=c(a = 'x,)')", []option{{"check", "c(a = 'x,)')", assign}}},
		{"default=a=b", []option{{"default", "a=b", assign}}},
		{"default=", []option{{"default", "", assign}}},
		{"default=''", []option{{"default", "", assign}}},
		{"default='a' 'b'", []option{{"default", "'a' 'b'", assign}}},
	} {
		got, err := parseTag(test.tag)
		if err != nil || !slices.Equal(got, test.want) {
			t.Errorf("parseTag(%q) = %v, %v; want %v", test.tag, got, err, test.want)
		}
	}
}

// What is read from a tag is read again from the tag that it prints as.
func FuzzParseTag(f *testing.F) {
	for _, tag := range []string{
		"size=30,default='a, b'", "check=a(x = 'y,)' OR (z)),unique", "decimal(10,2)", `default="it's"`,
		"default=''''", "a=(b)'c'", "'", "a=\u00a0b\u00a0", "x(y)z", "=", ",", "a=''b''",
	} {
		f.Add(tag)
	}
	f.Fuzz(func(t *testing.T, tag string) {
		opts, err := parseTag(tag)
		if err != nil {
			return
		}
		printed := formatTag(opts)
		again, err := parseTag(printed)
		if err != nil || !slices.Equal(opts, again) {
			t.Fatalf("%q is %q, printed as %q, which is %q, %v", tag, opts, printed, again, err)
		}
	})
}
