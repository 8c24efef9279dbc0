package kin_test

import (
	"errors"
	"reflect"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels/deletemodels"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
)

func TestKeysOfTextAreNotInErrors(t *testing.T) {
	onModels(t, deletemodels.Models, testKeysOfTextAreNotInErrors)
}

func testKeysOfTextAreNotInErrors(t *testing.T, db *kin.DB) {
	check(t, deletemodels.Countries.Create(ctx, db, &deletemodels.Country{Code: "xx", Slug: "secret"}))
	check(t, deletemodels.Authors.Create(ctx, db, &deletemodels.Author{CountryID: ptr("xx")}))
	_, err := deletemodels.Countries.AllRows().Delete(ctx, db)
	if want := "kin: delete Country: Country is still referred to by Author.Country: 1 row (id 1)"; err == nil || err.Error() != want {
		t.Errorf("the error is %v", err)
	}
	err = deletemodels.Authors.Create(ctx, db, &deletemodels.Author{CountryID: ptr("yy")})
	var why *kin.ForeignKeyError
	if !errors.As(err, &why) || !reflect.DeepEqual(why.Missing[0].Key, []any{"yy"}) {
		t.Fatalf("the error is %v", err)
	}
	if want := "kin: create Author: Author.CountryID: there is no such Country"; err.Error() != want {
		t.Errorf("the error is %q", err)
	}
}

// TestDanglingKeysOfLinks: links may refer to other rows than their ends.
func TestDanglingKeysOfLinks(t *testing.T) { onModels(t, lm.Models, testDanglingKeysOfLinks) }

func testDanglingKeysOfLinks(t *testing.T, db *kin.DB) {
	node, spot := &lm.Node{}, &lm.Spot{Land: "a", At: 1, Zone: "z", Nr: 1}
	other := &lm.Spot{Land: "b", At: 2, Zone: "z", Nr: 2}
	check(t, lm.Nodes.Create(ctx, db, node))
	check(t, lm.Spots.CreateMany(ctx, db, []*lm.Spot{spot, other}))
	const want = "kin: add to Node.Visits: Visit.GuideID = 99: there is no such Node"
	_, err := node.Visits.AddWith(ctx, db, lm.Visit{GuideID: ptr[int64](99)}, spot)
	if err == nil || err.Error() != want {
		t.Errorf("AddWith: %v", err)
	}
	_, err = node.Visits.AddLinks(ctx, db, kin.IfAbsent,
		kin.Linked[lm.Spot, lm.Visit]{Target: spot, Link: lm.Visit{GuideID: &node.ID}},
		kin.Linked[lm.Spot, lm.Visit]{Target: other, Link: lm.Visit{GuideID: ptr[int64](99)}})
	if err == nil || err.Error() != want {
		t.Errorf("AddLinks: %v", err)
	}
	if n := must(node.Visits.Count(ctx, db))(t); n != 0 {
		t.Errorf("%d links, want none", n)
	}
}

func TestDanglingKeysAreNamed(t *testing.T) {
	onModels(t, deletemodels.Models, testDanglingKeysAreNamed)
}

func testDanglingKeysAreNamed(t *testing.T, db *kin.DB) {
	author(t, db, 1)
	good := book(t, db, 1, nil)
	none := int64(99)
	for name, test := range map[string]struct {
		run  func(kin.Executor) error
		want string
	}{
		"create": {
			func(db kin.Executor) error {
				return deletemodels.Books.Create(ctx, db, &deletemodels.Book{AuthorID: 99, OwnerID: ptr[int64](1), SellerID: &none})
			},
			"kin: create Book: Book.AuthorID = 99: there is no such Author; Book.SellerID = 99: there is no such Author",
		},
		"create without": {
			func(db kin.Executor) error { return deletemodels.Books.Create(ctx, db, &deletemodels.Book{}) },
			"kin: create Book: Book.AuthorID = 0: there is no such Author; set Book.Author or its key",
		},
		"create many": {
			func(db kin.Executor) error {
				return deletemodels.Covers.CreateMany(ctx, db, []*deletemodels.Cover{{BookID: good.ID}, {BookID: 8}, {BookID: 9}})
			},
			"kin: create Cover: Cover.BookID = 8: there is no such Book",
		},
		"save": {
			func(db kin.Executor) error {
				b := must(deletemodels.Books.Get(ctx, db, good.ID))(t)
				b.EditorID = &none
				return deletemodels.Books.Save(ctx, db, b)
			},
			"kin: save Book: Book.EditorID = 99: there is no such Author",
		},
		"update": {
			func(db kin.Executor) error {
				_, err := deletemodels.Books.AllRows().Update(ctx, db, deletemodels.Books.AuthorID.Set(99))
				return err
			},
			"kin: update Book: Book.AuthorID = 99: there is no such Author",
		},
		"composite key": {
			func(db kin.Executor) error {
				return deletemodels.Bookings.Create(ctx, db, &deletemodels.Booking{RoomHouse: &none, RoomNumber: ptr[int64](2)})
			},
			"kin: create Booking: Booking.RoomHouse, Booking.RoomNumber = (99, 2): there is no such Room",
		},
		"links": {
			func(db kin.Executor) error {
				_, err := good.Tags.AddKeys(ctx, db, deletemodels.Tags.Keys(5))
				return err
			},
			"kin: add to Book.Tags: Book.Tags.TagID = 5: there is no such Tag",
		},
	} {
		t.Run(name, func(t *testing.T) {
			expect := func(err error) {
				t.Helper()
				if err == nil || err.Error() != test.want || !errors.Is(err, kin.ErrForeignKey) {
					t.Errorf("the error is %v", err)
				}
			}
			expect(test.run(db))
			check(t, db.InTx(ctx, func(tx *kin.Tx) error {
				err := tx.InTx(ctx, func(tx *kin.Tx) error { return test.run(tx) })
				if d := db.Driver().Dialect(); d.Features.AbortsTx { // it can be asked no more
					isConstraint(t, err, kin.ErrForeignKey)
					return nil
				}
				expect(err)
				return nil
			}))
		})
	}
}

// isConstraint checks that err is target and says which constraint of which table it is about.
func isConstraint(t testing.TB, err, target error) {
	t.Helper()
	var c *kin.ConstraintError
	if !errors.As(err, &c) || !errors.Is(err, target) || c.Table == "" || c.Constraint == "" {
		t.Errorf("the error is %v", err)
	}
}
