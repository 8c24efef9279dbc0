package linkmodels_test

import (
	"testing"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
)

// TestLoopsOfSeveralOwners: where several owners are linked to themselves, each of
// these links counts once for Remove and Clear of all of them.
func TestLoopsOfSeveralOwners(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		list := []*lm.Node{{Name: "a"}, {Name: "b"}, {Name: "c"}}
		if err := lm.Nodes.CreateMany(ctx, db, list); err != nil {
			t.Fatal(err)
		}
		a, b, c := list[0], list[1], list[2]
		all := lm.Nodes.Keys(a.ID, b.ID, c.ID)
		of := lm.Nodes.Friends.OfKeys(all)
		link := func() {
			t.Helper()
			for _, p := range [][2]*lm.Node{{a, a}, {b, b}, {a, c}} {
				if n, err := p[0].Friends.Add(ctx, db, p[1]); n != 1 || err != nil {
					t.Fatalf("%d links were added: %v", n, err)
				}
			}
		}
		left := func(want int64) {
			t.Helper()
			n, err := lm.Nodes.Friends.OfKeys(all).Count(ctx, db)
			if n != want || err != nil {
				t.Errorf("%d friends are left, not %d: %v", n, want, err)
			}
		}
		link()
		// The links from a and b to themselves, and that of c to a.
		if n, err := of.RemoveKeys(ctx, db, lm.Nodes.Keys(a.ID, b.ID)); n != 3 || err != nil {
			t.Errorf("Remove: %d, not 3: %v", n, err)
		}
		left(0)
		link()
		if n, err := of.Clear(ctx, db); n != 3 || err != nil {
			t.Errorf("Clear: %d, not 3: %v", n, err)
		}
		left(0)
	})
}
