package linkmodels_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/kintest"
)

// TestHundredThousandKeys relates a hundred thousand rows by the statements that relate
// one, and reads their relations.
func TestHundredThousandKeys(t *testing.T) {
	n := 100_000
	if testing.Short() {
		n /= 10
	}
	onEach(t, func(t *testing.T, db *kin.DB) {
		tags := make([]*lm.Tag, n)
		for i := range tags {
			tags[i] = &lm.Tag{Name: fmt.Sprint(i)}
		}
		node := &lm.Node{Name: "of all"}
		for _, err := range []error{lm.Tags.CreateMany(t.Context(), db, tags), lm.Nodes.Create(t.Context(), db, node)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		counted, counter := kintest.Count(db)
		sent := func() []string {
			defer counter.Reset()
			return slices.Clone(counter.SQL())
		}
		same := func(verb string, one, many []string, got, want int64, err error) {
			t.Helper()
			if err != nil || got != want || len(one) == 0 || !slices.Equal(one, many) {
				t.Errorf("%s: %d, want %d, %v; statements for one\n%q\nand for many\n%q", verb, got, want, err, one, many)
			}
		}
		_, oneErr := node.Labels.Add(t.Context(), counted, tags[0])
		one := sent()
		added, err := node.Labels.Add(t.Context(), counted, tags...)
		same("Add", one, sent(), added, int64(n-1), errors.Join(oneErr, err))

		_, oneErr = node.Labels.Set(t.Context(), counted, tags[0])
		one = sent()
		changed, err := node.Labels.Set(t.Context(), counted, tags...)
		same("Set", one, sent(), changed.Added-changed.Removed, int64(n-1), errors.Join(oneErr, err))

		_, oneErr = lm.Tags.Preload(lm.Tags.Nodes).Limit(1000).All(t.Context(), counted)
		one = sent()
		list, err := lm.Tags.Preload(lm.Tags.Nodes).Limit(n).All(t.Context(), counted)
		same("Preload", one, sent(), int64(len(list)), int64(n), errors.Join(oneErr, err))
		for _, tag := range list {
			if of := tag.Nodes.MustItems(); len(of) != 1 || of[0].ID != node.ID {
				t.Fatalf("tag %s: %v", tag.Name, of)
			}
		}

		removed, err := node.Labels.Remove(t.Context(), counted, tags[1:]...)
		many := sent()
		if count, countErr := node.Labels.Count(t.Context(), db); err != nil || countErr != nil || removed != int64(n-1) || len(many) != 1 || count != 1 {
			t.Errorf("Remove: %d, %v; %d are left, %v; %q", removed, err, count, countErr, many)
		}
	})
}
