package acceptance

import (
	"context"
	"testing"
	"time"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/blog"
	"github.com/kinorm/kin/kintest"
)

// TestStatementsGoTogether: where the connection takes several statements at once, Set
// and Replace are one batch without BEGIN and COMMIT, in a transaction too, and so are
// the relations of one level of a preload. What they do is the same elsewhere.
func TestStatementsGoTogether(t *testing.T) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			ctx := t.Context()
			db := d.Open(t)
			must(t, kin.CreateTables(ctx, db, Models...))
			fillPersons(t, db, 10)
			var events []kin.Event
			traced := db.With(kin.Trace(func(_ context.Context, e kin.Event) { events = append(events, e) }))
			batches := db.Driver().Dialect().Features.Batches
			// together checks that there were a number of statements, as one batch.
			together := func(name string, statements int) {
				t.Helper()
				starts, n := map[time.Time]bool{}, 0
				for _, e := range events {
					if e.Kind.Control() {
						continue
					}
					n++
					starts[e.Start] = true
				}
				if batches && (n != statements || len(starts) != 1 || n != len(events)) {
					t.Errorf("%s: %d statements and %d others, begun at %d times", name, n, len(events)-n, len(starts))
				}
				events = nil
			}
			all := ok(t, got(Persons.OrderBy(Persons.ID.Asc()).All(ctx, db)))
			changed := ok(t, got(all[0].Idols.Set(ctx, traced, all[3], all[4], all[5])))
			together("set", 3)
			if changed.Added != 3 {
				t.Errorf("set: %v", changed)
			}
			changed = ok(t, got(all[0].Idols.Set(ctx, traced, all[5], all[6])))
			together("set again", 3)
			if changed.Added != 1 || changed.Removed != 2 {
				t.Errorf("set again: %v", changed)
			}
			changed = ok(t, got(all[0].Idols.Replace(ctx, traced, all[6], all[7])))
			together("replace", 3)
			if changed.Added != 2 || changed.Removed != 2 {
				t.Errorf("replace: %v", changed)
			}
			changed = ok(t, got(all[0].Friends.Set(ctx, traced, all[0], all[1], all[8])))
			together("symmetric set", 3)
			if changed.Added+changed.Removed < 2 {
				t.Errorf("symmetric set: %v", changed)
			}
			must(t, Persons.Load(ctx, traced, all, Persons.Boss, Persons.Idols, Persons.Friends.Preload(Persons.Passport)))
			events = events[:max(0, len(events)-1)] // the passports
			together("preload", 3)
			if i, f := len(all[0].Idols.MustItems()), len(all[0].Friends.MustItems()); i != 2 || f != 3 || all[1].Boss == nil {
				t.Errorf("%d idols, %d friends, boss %v", i, f, all[1].Boss)
			}
		})
	}
}
