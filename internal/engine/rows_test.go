package engine

import (
	"testing"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

func TestSortSets(t *testing.T) {
	for name, in := range map[string][]int64{
		"empty": {}, "one": {4}, "sorted": {1, 2, 3}, "equal": {1, 1}, "unsorted": {3, 1, 2}, "both": {2, 1, 2, 1, 2},
	} {
		want := map[int64]bool{}
		v := dialect.Value{Kind: schema.Int64, Set: new(dialect.Set)}
		for _, n := range in {
			v.Set.Append(dialect.Int(n))
			want[n] = true
		}
		got := sortSets([]dialect.Value{v})[0].Set
		if got.Len != len(want) {
			t.Errorf("%s: %d elements, want %d", name, got.Len, len(want))
		}
		for i, n := range got.N {
			if !want[n] || i > 0 && got.N[i-1] >= n {
				t.Errorf("%s: %v is not in order", name, got.N)
			}
		}
	}
}
