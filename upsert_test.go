package kin_test

import (
	"errors"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// TestUpsertReadsBack: after an upsert the object is that of the row, whether it
// was inserted or was there with another key, version and time.
func TestUpsertReadsBack(t *testing.T) { onEach(t, testUpsertReadsBack) }

func testUpsertReadsBack(t *testing.T, db *kin.DB) {
	m := testmodels.Items
	first := &testmodels.Item{Name: "a", Views: 1}
	check(t, m.Upsert(ctx, db, first, m.Name))
	other := must(m.Get(ctx, db, first.ID))(t)
	for _, key := range []int64{0, 77} {
		again := &testmodels.Item{ID: key, Name: "a", Views: first.Views + 1}
		check(t, m.Upsert(ctx, db, again, m.Name))
		row := must(m.Filter(m.Name.Eq("a")).Get(ctx, db))(t)
		if row.ID != first.ID || row.Views != again.Views || again.ID != row.ID || again.Lock != row.Lock || !again.CreatedAt.Equal(row.CreatedAt) || !again.UpdatedAt.Equal(row.UpdatedAt) {
			t.Errorf("the row is %+v, the object %+v", row, again)
		}
		if !row.CreatedAt.Equal(first.CreatedAt) {
			t.Errorf("created at %v, not %v", row.CreatedAt, first.CreatedAt)
		}
		check(t, m.Save(ctx, db, again))
	}
	if err := m.Save(ctx, db, other); !errors.Is(err, kin.ErrStale) {
		t.Errorf("an upsert that another program does not see: %v", err)
	}
}

// TestUpsertNaturalKey: a row found by another unique column keeps its key, and
// the object gets it.
func TestUpsertNaturalKey(t *testing.T) { onEach(t, testUpsertNaturalKey) }

func testUpsertNaturalKey(t *testing.T, db *kin.DB) {
	m := testmodels.Countries
	check(t, m.Upsert(ctx, db, &testmodels.Country{Code: "NL", Name: "Holland"}, m.Code))
	check(t, m.Upsert(ctx, db, &testmodels.Country{Code: "NL", Name: "Netherlands"}, m.Code))
	other := &testmodels.Country{Code: "XX", Name: "Netherlands"}
	check(t, m.Upsert(ctx, db, other, m.Name))
	if other.Code != "NL" || must(m.Count(ctx, db))(t) != 1 {
		t.Errorf("the object has the key %q", other.Code)
	}
}

// TestUpsertWithoutConstraint: columns that are not unique cannot tell the row.
func TestUpsertWithoutConstraint(t *testing.T) { onEach(t, testUpsertWithoutConstraint) }

func testUpsertWithoutConstraint(t *testing.T, db *kin.DB) {
	tr := newTrace(db)
	err := testmodels.Items.Upsert(ctx, tr.db, &testmodels.Item{Name: "a"}, testmodels.Items.Views)
	says(t, err, "upsert Item", "Views", "add unique", "UpdateOrCreate")
	err = testmodels.Items.Upsert(ctx, tr.db, &testmodels.Item{Name: "a"})
	says(t, err, "name the columns")
	tr.silent(t)
}

// TestUpdateOrCreateKeeps: fields that the call does not give are those of the row.
func TestUpdateOrCreateKeeps(t *testing.T) { onEach(t, testUpdateOrCreateKeeps) }

func testUpdateOrCreateKeeps(t *testing.T, db *kin.DB) {
	m := testmodels.Items
	first := &testmodels.Item{Name: "a", Views: 1}
	if created := must(m.UpdateOrCreate(ctx, db, first, m.Name))(t); !created {
		t.Error("not created")
	}
	again := &testmodels.Item{Name: "a", Views: 2}
	if created := must(m.UpdateOrCreate(ctx, db, again, m.Name))(t); created {
		t.Error("created again")
	}
	row := must(m.Get(ctx, db, first.ID))(t)
	if row.Views != 2 || again.ID != first.ID || again.Lock != row.Lock || row.Lock != first.Lock+1 || !again.CreatedAt.Equal(row.CreatedAt) {
		t.Errorf("the row is %+v, the object %+v", row, again)
	}
	got := &testmodels.Item{Name: "a", Views: 9}
	if created := must(m.GetOrCreate(ctx, db, got, m.Name))(t); created || got.Views != 2 || got.ID != row.ID {
		t.Errorf("created %v, %+v", created, got)
	}
}
