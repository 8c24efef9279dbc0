package linkmodels_test

import (
	"fmt"
	"testing"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/kintest"
)

// TestEachLinkInTx: links whose objects do not say which they are come in chunks, each
// once and in order, while the loop writes in the same transaction.
func TestEachLinkInTx(t *testing.T) { onEach(t, testEachLinkInTx) }

func testEachLinkInTx(t *testing.T, db *kin.DB) {
	const owners, targets = 24, 50
	all := make([]*lm.Tag, targets)
	for i := range all {
		all[i] = &lm.Tag{Name: fmt.Sprint(i)}
	}
	if err := lm.Tags.CreateMany(ctx, db, all); err != nil {
		t.Fatal(err)
	}
	for n := range int64(owners) {
		node := &lm.Node{}
		if err := lm.Nodes.Create(ctx, db, node); err != nil {
			t.Fatal(err)
		}
		links := make([]kin.Linked[lm.Tag, lm.Tagging], targets)
		for i, tag := range all {
			links[i] = kin.Linked[lm.Tag, lm.Tagging]{Target: tag, Link: lm.Tagging{Level: new(n*targets + int64(i))}}
		}
		if _, err := node.Tags.AddLinks(ctx, db, kin.Error, links...); err != nil {
			t.Fatal(err)
		}
	}
	byLevel := lm.Taggings.OrderBy(lm.Taggings.Level.Desc())
	for _, c := range []struct {
		query                  *kin.Query[*lm.Tagging]
		first, last, most, run int64 // the levels, where the loop ends, and how many statements are run
	}{
		{byLevel, owners*targets - 1, 0, owners * targets, 4},
		{byLevel, owners*targets - 1, owners*targets - 10, 10, 2},
		{byLevel.Offset(100).Limit(600), owners*targets - 101, owners*targets - 700, 600, 3},
		{byLevel.Filter(lm.Taggings.Level.Lt(0)), 0, 1, 0, 1},
	} {
		counted, counter := kintest.Count(db)
		kintest.Rollback(t, counted, func(tx *kin.Tx) {
			before, next, seen := counter.N(), c.first, int64(0)
			for link, err := range c.query.Each(ctx, tx) {
				if err != nil || *link.Level != next {
					t.Fatalf("%+v, %v; want level %d", link, err, next)
				}
				next, seen = next-1, seen+1
				if seen == c.most {
					break
				}
			}
			if next != c.last-1 || seen != c.most || int64(counter.N()-before) != c.run {
				t.Errorf("%d links down to %d in %d statements, want %d, %d, %d", seen, next+1, counter.N()-before, c.most, c.last, c.run)
			}
		})
	}
	kintest.Rollback(t, db, func(tx *kin.Tx) {
		seen := 0
		for link, err := range byLevel.Each(ctx, tx) {
			if err == nil && seen < 10 {
				_, err = lm.Taggings.Filter(lm.Taggings.Level.Eq(*link.Level-700)).Delete(ctx, tx)
			}
			if err != nil {
				t.Fatal(err)
			}
			seen++
		}
		if want := owners*targets - 10; seen != want { // those that go before their chunk is read are left out
			t.Errorf("%d links, want %d", seen, want)
		}
	})
}
