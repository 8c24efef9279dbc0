package linkmodels_test

import (
	"testing"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
)

// TestWritesChooseRowsFirst: a write of rows that fulfil its condition by each other
// writes all of them, though the first that is written takes the reason from the next.
func TestWritesChooseRowsFirst(t *testing.T) { onEach(t, testWritesChooseRowsFirst) }

func testWritesChooseRowsFirst(t *testing.T, db *kin.DB) {
	n := lm.Nodes
	high, friends := n.Score.Gt(3), n.Friends
	type nodesQuery = *kin.Query[*lm.Node]
	writes := map[string]func(nodesQuery) (int64, error){
		"delete": func(q nodesQuery) (int64, error) { return q.Delete(ctx, db) },
		"update": func(q nodesQuery) (int64, error) { return q.Update(ctx, db, n.Score.Set(0)) },
	}
	for name, cond := range map[string]kin.Pred[*lm.Node]{
		"any":       friends.Any(high),
		"or":        kin.Or(friends.Any(high, n.Name.Eq("x")), friends.Any(high)),
		"not none":  kin.Not(friends.None(high)),
		"not every": kin.Not(friends.Every(n.Score.Le(3))),
		"count":     friends.Count(high).Gt(0),
		"count all": kin.And(high, friends.Count().Gt(0)),
		"sum":       kin.Sum(friends, n.Score).Gt(3),
		"max":       kin.Max(friends, n.Score).Gt(3),
	} {
		for verb, write := range writes {
			if _, err := n.AllRows().Delete(ctx, db); err != nil {
				t.Fatal(err)
			}
			pairs(t, db, 3)
			if got, err := write(n.Filter(cond)); err != nil || got != 6 {
				t.Errorf("%s, %s: %d of 6 rows, %v", verb, name, got, err)
			}
		}
	}
}

// pairs makes nodes of which each has one friend, who has no other.
func pairs(t *testing.T, db *kin.DB, count int) (list []*lm.Node) {
	t.Helper()
	for range 2 * count {
		list = append(list, &lm.Node{Score: 5})
	}
	if err := lm.Nodes.CreateMany(ctx, db, list); err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(list); i += 2 {
		if _, err := list[i].Friends.Add(ctx, db, list[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

// TestRemoveWhereOfSymmetricLinks removes both rows of a link, also where the row
// from the owner is the first that the database looks at.
func TestRemoveWhereOfSymmetricLinks(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		list := pairs(t, db, 2)
		for i, owner := range []*lm.Node{list[0], list[3]} {
			n, err := owner.Friends.RemoveWhere(ctx, db, lm.Nodes.Score.Gt(3))
			if err != nil || n != 1 {
				t.Errorf("%d links removed, %v", n, err)
			}
			left, err := lm.Nodes.Filter(lm.Nodes.Friends.Any()).Count(ctx, db)
			if want := int64(2 - 2*i); err != nil || left != want {
				t.Errorf("%d nodes have friends, want %d, %v", left, want, err)
			}
		}
	})
}
