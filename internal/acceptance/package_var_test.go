package acceptance

import (
	"testing"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/news"
	"github.com/kinorm/kin/kintest"
)

// A query over several handles may be a package variable: handles are made of
// metadata and not of each other, so no order of initialization is asked for.
var scientific = Articles.
	Filter(Articles.Publications.Any(Publications.Title.StartsWith("Science"))).
	OrderBy(Articles.Headline.Asc()).
	Preload(Articles.Publications.OrderBy(Publications.Title.Asc()))

func TestPackageVariable(t *testing.T) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			ctx, db := t.Context(), d.Open(t)
			if err := kin.CreateTables(ctx, db, Models...); err != nil {
				t.Fatal(err)
			}
			a, other := &Article{Headline: "NASA uses Python"}, &Article{Headline: "Django lets you build web apps easily"}
			p := &Publication{Title: "Science News"}
			if err := Articles.CreateMany(ctx, db, []*Article{a, other}); err != nil {
				t.Fatal(err)
			}
			if err := a.Publications.Create(ctx, db, p); err != nil {
				t.Fatal(err)
			}
			found, err := scientific.All(ctx, db)
			if err != nil || len(found) != 1 || found[0].ID != a.ID {
				t.Fatalf("found %v, %v", found, err)
			}
			if items := found[0].Publications.MustItems(); len(items) != 1 || items[0].ID != p.ID {
				t.Errorf("preloaded %v", items)
			}
		})
	}
}
