//go:build !race

package kin_test

import (
	"testing"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// The test sets time.Local, which goroutines of the pools of servers read: a race
// of the test's own making, so that it is left out where races are looked for.

// TestTimeZones: what is read does not depend on the zone of the program or of the value.
func TestTimeZones(t *testing.T) { onEach(t, testTimeZones) }

func testTimeZones(t *testing.T, db *kin.DB) {
	m := testmodels.Plains
	instant := time.Date(2026, 3, 29, 0, 30, 0, 123456000, time.UTC)
	before := time.Local
	t.Cleanup(func() { time.Local = before })
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("", 13*3600+45*60), time.FixedZone("", -11*3600)} {
		time.Local = zone
		p := goodPlain()
		p.At = instant.In(zone)
		p.Day = time.Date(2026, 3, 29, 23, 59, 59, 0, zone)
		check(t, m.Create(ctx, db, p))
	}
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("", 13*3600), time.FixedZone("", -11*3600)} {
		time.Local = zone
		rows := must(m.Filter(m.At.Eq(instant.In(zone)), m.Day.Eq(time.Date(2026, 3, 29, 12, 0, 0, 0, zone))).All(ctx, db))(t)
		if len(rows) != 3 {
			t.Fatalf("zone %v: %d rows, not 3", zone, len(rows))
		}
		for _, p := range rows {
			if p.At != instant {
				t.Errorf("read %v, not %v", p.At, instant)
			}
			if want := time.Date(2026, 3, 29, 0, 0, 0, 0, time.UTC); p.Day != want {
				t.Errorf("read the day %v, not %v", p.Day, want)
			}
		}
	}
}
