package postgres

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"unicode/utf8"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// FuzzList writes a list of two texts as an array and reads it back, and reads
// anything at all without a panic.
func FuzzList(f *testing.F) {
	for _, s := range []string{"", "a", "NULL", `"`, `\`, "{", "}", ",", `{"a",NULL}`, `{a`, `{"a`, `{"a\`, "[1:2]={1,2}", "[", "{{1}}", "\u2028"} {
		f.Add(s, "b")
	}
	slot, err := dialect.NewSlot(reflect.TypeFor[string](), 0, schema.Type{Kind: schema.JSON, Elem: schema.Text}, false)
	if err != nil {
		f.Fatal(err)
	}
	read := func(text []byte) (document string, err error) {
		err = decodeList(text, &slot, unsafe.Pointer(&document))
		return document, err
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		_, _ = read([]byte(a)) // may be an error
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			return
		}
		document, err := json.Marshal([]string{a, b})
		if err != nil {
			t.Fatal(err)
		}
		text, ok := appendListText(nil, string(document))
		if !ok {
			t.Fatalf("%s is no list", document)
		}
		got, err := read(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		var list []string
		if err := json.Unmarshal([]byte(got), &list); err != nil || !slices.Equal(list, []string{a, b}) {
			t.Fatalf("%q and %q became %s: %v", a, b, got, err)
		}
	})
}
