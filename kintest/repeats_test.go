package kintest

import (
	"context"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/acceptance/news"
)

func TestNoRepeats(t *testing.T) {
	db := open(t)
	for most, want := range map[int]int{2: 1, 3: 0} {
		r := &reports{TB: t}
		NoRepeats(r, db, most, func(ctx context.Context, db *kin.DB) {
			for range 3 {
				if _, err := news.Articles.Count(ctx, db); err != nil {
					t.Error(err)
				}
			}
			if _, err := news.Publications.Count(ctx, db); err != nil {
				t.Error(err)
			}
		})
		if r.n != want {
			t.Errorf("%d failures where at most %d are allowed, want %d", r.n, most, want)
		}
	}
}
