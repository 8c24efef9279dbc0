package kin_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// TestCreateManyKeys: every object gets the key of its own row, however many rows go
// in one statement, and however large they are.
func TestCreateManyKeys(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		const rows = 2500
		list := make([]*testmodels.Pointed, rows)
		for i := range list {
			text := fmt.Sprint(i, strings.Repeat(" \u00e9'\\", 300*(i%3)))
			list[i] = &testmodels.Pointed{Text: &text, I64: new(int64(i))}
			if i%1000 == 999 {
				list[i].ID = int64(1_000_000 + i)
			}
		}
		check(t, testmodels.Pointeds.CreateMany(ctx, db, list))
		seen := 0
		for row, err := range testmodels.Pointeds.Query().Each(ctx, db) {
			check(t, err)
			if obj := list[*row.I64]; obj.ID != row.ID || *obj.Text != *row.Text {
				t.Fatalf("object %d has the key %d, and its row %d", *row.I64, obj.ID, row.ID)
			}
			seen++
		}
		if seen != rows {
			t.Errorf("%d rows of %d", seen, rows)
		}
	})
}

// TestCreateManyFails: a row that is refused leaves none, and no object that claims to be saved.
func TestCreateManyFails(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		list := make([]*testmodels.Book, 1500)
		for i := range list {
			list[i] = &testmodels.Book{Title: fmt.Sprint("book ", i)}
		}
		check(t, testmodels.Books.Create(ctx, db, &testmodels.Book{ID: 7, Title: "there"}))
		list[1200].ID = 7
		if err := testmodels.Books.CreateMany(ctx, db, list); !errors.Is(err, kin.ErrUnique) {
			t.Fatalf("the error is %v", err)
		}
		if n := must(testmodels.Books.Count(ctx, db))(t); n != 1 {
			t.Errorf("%d rows", n)
		}
		for i, obj := range list {
			if want := map[bool]int64{true: 7}[i == 1200]; obj.ID != want {
				t.Fatalf("object %d has the key %d", i, obj.ID)
			}
		}
		list[1200].ID = 0
		check(t, testmodels.Books.CreateMany(ctx, db, list))
	})
}
