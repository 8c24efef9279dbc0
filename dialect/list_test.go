package dialect

import (
	"reflect"
	"slices"
	"testing"
	"unsafe"

	"github.com/kinorm/kin/schema"
)

func TestLists(t *testing.T) {
	slot := IntsSlot("owners", 0)
	for text, want := range map[string][]int64{
		"[]": {}, "[7]": {7}, "[1, -2,  3]": {1, -2, 3}, "{1,2}": {1, 2}, "{}": {}, "5": {5}, "5,-6": {5, -6}, "": {},
		"[9223372036854775807,-9223372036854775808]": {9223372036854775807, -9223372036854775808},
		"3:34:1,2,33": {1, 2, 33}, "0:0:": {}, "2:18446744073709551615:5,-6": {5, -6},
		"3:34:1,2,3": nil, "3:34:1,2,": nil, "3:34:": nil, "1:18446744073709551610:-": nil, // cut off, also within a number
	} {
		got := make([]int64, 1, 8)
		if err := slot.SetText(unsafe.Pointer(&got), []byte(text)); err != nil || !slices.Equal(got, want) || (got == nil) != (want == nil) {
			t.Errorf("%s: %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"[1,x]", "[1,,2]", "[9223372036854775808]", "[-9223372036854775809]", "[99999999999999999999]", "[-]", "x:1:1", "-1:0:", "1:x:1", "1:-1:1", "[1.5]"} {
		var got []int64
		if err := slot.SetText(unsafe.Pointer(&got), []byte(text)); err == nil {
			t.Errorf("%s: %v and no error", text, got)
		}
	}
	other, err := NewSlot(reflect.TypeFor[int64](), 0, schema.Type{Kind: schema.Int64}, false)
	if err != nil {
		t.Fatal(err)
	}
	var n int64
	if _, err := other.PutInts(unsafe.Pointer(&n), 2); err == nil {
		t.Error("a list in a number: no error")
	}
}
