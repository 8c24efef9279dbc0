package linkmodels_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
)

// TestOfKeysOfAnotherColumn: the owners of a relation that references another column
// than the key cannot be told by their keys, which is an error and not an empty set.
func TestOfKeysOfAnotherColumn(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		word := &lm.Word{Text: "text", Slug: "slug"}
		bearer := &lm.Node{}
		if err := errors.Join(lm.Words.Create(ctx, db, word), lm.Nodes.Create(ctx, db, bearer)); err != nil {
			t.Fatal(err)
		}
		if n, err := word.Bearers.Add(ctx, db, bearer); n != 1 || err != nil {
			t.Fatalf("%d bearers were added: %v", n, err)
		}
		set := lm.Words.Bearers.OfKeys(lm.Words.Keys("text"))
		_, count := set.Count(ctx, db)
		_, clear := set.Clear(ctx, db)
		for what, err := range map[string]error{"count": count, "clear": clear} {
			if err == nil || !strings.Contains(err.Error(), "Word.Slug") || !strings.Contains(err.Error(), "Node.Motto") {
				t.Errorf("%s: %v", what, err)
			}
		}
		if n, err := lm.Words.Bearers.Of(word).Count(ctx, db); n != 1 || err != nil {
			t.Errorf("%d bearers: %v", n, err)
		}
	})
}
