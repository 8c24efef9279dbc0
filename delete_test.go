package kin_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels/deletemodels"
	"github.com/kinorm/kin/kintest"
	"github.com/kinorm/kin/schema"
)

// author creates an author with a key.
func author(t fataler, db kin.Executor, id int64) *deletemodels.Author {
	t.Helper()
	a := &deletemodels.Author{ID: id}
	check(t, deletemodels.Authors.Create(ctx, db, a))
	return a
}

// book creates a book of an author that is changed by f.
func book(t fataler, db kin.Executor, by int64, f func(*deletemodels.Book)) *deletemodels.Book {
	t.Helper()
	b := &deletemodels.Book{AuthorID: by, OwnerID: ptr[int64](1)}
	if f != nil {
		f(b)
	}
	check(t, deletemodels.Books.Create(ctx, db, b))
	return b
}

func TestDeletePolicies(t *testing.T) {
	set := func(f func(*deletemodels.Book, *int64)) func(*testing.T, *kin.DB) {
		return func(t *testing.T, db *kin.DB) {
			book(t, db, 1, func(b *deletemodels.Book) { f(b, ptr[int64](2)) })
		}
	}
	for _, test := range []struct {
		name  string
		setup func(*testing.T, *kin.DB)
		want  kin.DeletePlan
		after func(*testing.T, *kin.DB)
	}{
		{
			"cascade", func(t *testing.T, db *kin.DB) { book(t, db, 2, nil) },
			kin.DeletePlan{Steps: []kin.DeleteStep{{Model: "Book", Relation: "Book.Author", Action: schema.Cascade, Rows: 1}}},
			func(t *testing.T, db *kin.DB) {
				if n := must(deletemodels.Books.Count(ctx, db))(t); n != 0 {
					t.Errorf("%d books are left", n)
				}
			},
		},
		{
			"restrict", set(func(b *deletemodels.Book, a *int64) { b.EditorID = a }),
			kin.DeletePlan{Blocked: []kin.Blocker{{Relation: "Book.Editor", Action: schema.Restrict}}},
			nil,
		},
		{
			"no action", set(func(b *deletemodels.Book, a *int64) { b.SellerID = a }),
			kin.DeletePlan{Blocked: []kin.Blocker{{Relation: "Book.Seller", Action: schema.NoAction}}},
			nil,
		},
		{
			"set null", set(func(b *deletemodels.Book, a *int64) { b.ReviewerID = a }),
			kin.DeletePlan{Steps: []kin.DeleteStep{{Model: "Book", Relation: "Book.Reviewer", Action: schema.SetNull, Rows: 1}}},
			func(t *testing.T, db *kin.DB) {
				if b := must(deletemodels.Books.First(ctx, db))(t); b.ReviewerID != nil {
					t.Errorf("the reviewer is %d", *b.ReviewerID)
				}
			},
		},
		{
			"set default", set(func(b *deletemodels.Book, a *int64) { b.OwnerID = a }),
			kin.DeletePlan{Steps: []kin.DeleteStep{{Model: "Book", Relation: "Book.Owner", Action: schema.SetDefault, Rows: 1}}},
			func(t *testing.T, db *kin.DB) {
				if b := must(deletemodels.Books.First(ctx, db))(t); b.OwnerID == nil || *b.OwnerID != 1 {
					t.Errorf("the owner is %v, not the default", b.OwnerID)
				}
			},
		},
		{
			"has one", func(t *testing.T, db *kin.DB) {
				check(t, deletemodels.Passports.Create(ctx, db, &deletemodels.Passport{AuthorID: 2}))
			},
			kin.DeletePlan{Blocked: []kin.Blocker{{Relation: "Passport.Author", Action: schema.Restrict}}},
			nil,
		},
		{
			"links of a relation to itself", func(t *testing.T, db *kin.DB) {
				set := deletemodels.Authors.Friends.OfKeys(deletemodels.Authors.Keys(2))
				_ = must(set.AddKeys(ctx, db, deletemodels.Authors.Keys(1)))(t)
			},
			kin.DeletePlan{Links: []kin.LinkCount{{Links: "Author.Friends", Table: "authors_friends", Rows: 2}}},
			nil,
		},
	} {
		run := func(t *testing.T, db *kin.DB) {
			test := test
			if test.name == "set default" && !db.Driver().Dialect().Features.SetDefault {
				test.want = kin.DeletePlan{Blocked: []kin.Blocker{{Relation: "Book.Owner", Action: schema.SetDefault}}}
			}
			author(t, db, 1)
			second := author(t, db, 2)
			test.setup(t, db)
			plan := must(deletemodels.Authors.DeletePlan(ctx, db, second))(t)
			if plan.Rows != 1 || !reflect.DeepEqual(plan.Steps, test.want.Steps) || !reflect.DeepEqual(plan.Links, test.want.Links) ||
				len(plan.Blocked) != len(test.want.Blocked) {
				t.Fatalf("the plan is\n%v", plan)
			}
			n, err := deletemodels.Authors.Delete(ctx, db, second)
			if len(test.want.Blocked) > 0 {
				refused(t, plan, test.want.Blocked[0], n, err, kin.Saved(second))
				return
			}
			check(t, err)
			if n != 1 || kin.Saved(second) {
				t.Errorf("%d rows were deleted, the object counts as saved: %t", n, kin.Saved(second))
			}
			if _, err := deletemodels.Authors.Delete(ctx, db, second); !errors.Is(err, kin.ErrUnsaved) {
				t.Errorf("the second delete returns %v", err)
			}
			if test.after != nil {
				test.after(t, db)
			}
		}
		t.Run(test.name, func(t *testing.T) { onModels(t, deletemodels.Models, run) })
	}
}

// refused checks that a delete of author 2 failed because of row 1 of want.
func refused(t *testing.T, plan *kin.DeletePlan, want kin.Blocker, n int64, err error, saved bool) {
	t.Helper()
	var why *kin.ForeignKeyError
	var constraint *kin.ConstraintError
	if !errors.Is(err, kin.ErrForeignKey) || !errors.As(err, &constraint) || !errors.As(err, &why) || len(why.Blocked) != 1 {
		t.Fatalf("the error is %v", err)
	}
	if n != 0 || !saved {
		t.Errorf("%d rows were deleted, the object counts as saved: %t", n, saved)
	}
	for _, b := range []kin.Blocker{plan.Blocked[0], why.Blocked[0]} {
		if b.Relation != want.Relation || b.Action != want.Action || b.Rows != 1 || b.MayPass ||
			!reflect.DeepEqual(b.Keys, [][]any{{int64(1)}}) || b.Target != "Author" || !reflect.DeepEqual(b.Targets, [][]any{{int64(2)}}) {
			t.Errorf("what blocks is %+v", b)
		}
	}
	text := "kin: delete Author: Author 2 is still referred to by " + want.Relation + ": 1 row (id 1)"
	if err.Error() != text {
		t.Errorf("the error is %q", err)
	}
}

func TestDeleteSetDefaultWithoutTarget(t *testing.T) {
	onModels(t, deletemodels.Models, testDeleteSetDefaultWithoutTarget)
}

func testDeleteSetDefaultWithoutTarget(t *testing.T, db *kin.DB) {
	author(t, db, 1)
	author(t, db, 2)
	book(t, db, 2, nil)
	_, err := deletemodels.Authors.Filter(deletemodels.Authors.ID.Eq(1)).Delete(ctx, db)
	want := "kin: delete Author: Author 1 goes, and the default of Book.Owner refers to no other: 1 row (id 1)"
	if !db.Driver().Dialect().Features.SetDefault {
		want = "kin: delete Author: Author 1 is still referred to by Book.Owner: 1 row (id 1)"
	}
	if err == nil || err.Error() != want || !errors.Is(err, kin.ErrForeignKey) {
		t.Errorf("the error is %v", err)
	}
}

// TestAnotherValueBeforeDelete: what refers to a row gets another value in the
// transaction that deletes the row; what is left out keeps the row, and all stays.
func TestAnotherValueBeforeDelete(t *testing.T) {
	onModels(t, deletemodels.Models, func(t *testing.T, db *kin.DB) {
		author(t, db, 1)
		author(t, db, 2)
		author(t, db, 3)
		for i := range int64(3) {
			check(t, deletemodels.Books.Create(ctx, db, &deletemodels.Book{AuthorID: 1, EditorID: ptr(i + 1)}))
		}
		leave := func(from, to int64, which ...kin.Pred[*deletemodels.Book]) error {
			return db.InTx(ctx, func(tx *kin.Tx) error {
				of := deletemodels.Books.Filter(deletemodels.Books.EditorID.Eq(from)).Filter(which...)
				if _, err := of.Update(ctx, tx, deletemodels.Books.EditorID.Set(to)); err != nil {
					return err
				}
				_, err := deletemodels.Authors.Filter(deletemodels.Authors.ID.Eq(from)).Delete(ctx, tx)
				return err
			})
		}
		editors := func() []int64 {
			return must(kin.Select1(deletemodels.Books.OrderBy(deletemodels.Books.ID.Asc()), deletemodels.Books.EditorID).All(ctx, db))(t)
		}
		check(t, leave(2, 3))
		if got := editors(); !slices.Equal(got, []int64{1, 3, 3}) {
			t.Errorf("the editors are %v", got)
		}
		if err := leave(3, 1, deletemodels.Books.ID.Eq(2)); !errors.Is(err, kin.ErrForeignKey) {
			t.Errorf("an editor who still has a book was deleted: %v", err)
		}
		if got := editors(); !slices.Equal(got, []int64{1, 3, 3}) {
			t.Errorf("after an error the editors are %v", got)
		}
	})
}

// TestSetDefaultIsRefused: where the database sets no defaults, no table is made.
func TestSetDefaultIsRefused(t *testing.T) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			tr := newTrace(db)
			err := kin.CreateTables(ctx, tr.db, deletemodels.Models...)
			if db.Driver().Dialect().Features.SetDefault {
				check(t, err)
				return
			}
			want := "kin: unsupported operation by this database (" + db.Driver().Dialect().Name + `): on_delete=set_default of Book.Owner, in the table "books": ` +
				"the database would refuse every delete that has to set a default; use on_delete=set_null, or on_delete=restrict and set the key before the delete"
			if !errors.Is(err, kin.ErrUnsupported) || err.Error() != want {
				t.Errorf("the error is %v", err)
			}
			if sql := tr.take(); len(sql) > 0 {
				t.Errorf("it ran %q", sql)
			}
		})
	}
}

func TestDeletePlanFollowsTreesAndCircles(t *testing.T) {
	onModels(t, deletemodels.Models, testDeletePlanFollowsTreesAndCircles)
}

func testDeletePlanFollowsTreesAndCircles(t *testing.T, db *kin.DB) {
	nodes := make([]*deletemodels.Node, 5)
	for i := range nodes {
		nodes[i] = &deletemodels.Node{}
		if i > 0 {
			nodes[i].ParentID = &nodes[i-1].ID
		}
		check(t, deletemodels.Nodes.Create(ctx, db, nodes[i]))
	}
	nodes[1].ParentID = &nodes[4].ID // 2 is below 5, which is below 2
	nodes[0].TwinID = &nodes[2].ID
	check(t, deletemodels.Nodes.UpdateMany(ctx, db, nodes[:2]))
	plan := must(deletemodels.Nodes.DeletePlan(ctx, db, nodes[3]))(t)
	want := strings.Join([]string{
		"delete 1 row of Node",
		"  cascade      Node.Parent: 3 rows of Node",
		"  blocked      Node 3 is still referred to by Node.Twin: 1 row (id 1) (no action)",
	}, "\n")
	if plan.String() != want {
		t.Errorf("the plan is\n%v\nwant\n%v", plan, want)
	}
	check(t, deletemodels.Nodes.Save(ctx, db, func() *deletemodels.Node { nodes[0].TwinID = nil; return nodes[0] }()))
	if n := must(deletemodels.Nodes.Delete(ctx, db, nodes[3]))(t); n != 1 {
		t.Errorf("%d rows were deleted", n)
	}
	if n := must(deletemodels.Nodes.Count(ctx, db))(t); n != 1 {
		t.Errorf("%d nodes are left", n)
	}
}

// TestDeletePlanDiamonds has rows that go by one way and block by another.
func TestDeletePlanDiamonds(t *testing.T) { onModels(t, deletemodels.Models, testDeletePlanDiamonds) }

func testDeletePlanDiamonds(t *testing.T, db *kin.DB) {
	author(t, db, 1)
	second := author(t, db, 2)
	b := book(t, db, 2, nil)
	c := &deletemodels.Chapter{BookID: b.ID, AuthorID: &second.ID}
	check(t, deletemodels.Chapters.Create(ctx, db, c))
	check(t, deletemodels.Notes.Create(ctx, db, &deletemodels.Note{AuthorID: &second.ID, ChapterID: &c.ID}))
	plan := must(deletemodels.Authors.DeletePlan(ctx, db, second))(t)
	want := []string{"Note.Chapter"}
	if !db.Driver().Dialect().Features.LateChecks {
		want = []string{"Chapter.Author", "Note.Chapter"}
	}
	var blocked []string
	for _, b := range plan.Blocked {
		blocked = append(blocked, b.Relation)
		if !b.MayPass {
			t.Errorf("%s blocks for certain", b.Relation)
		}
	}
	if slices.Sort(blocked); !slices.Equal(blocked, want) {
		t.Errorf("the plan is\n%v", plan)
	}
	if len(plan.Steps) != 3 {
		t.Errorf("the plan is\n%v", plan)
	}
}

func TestDeletePlanOfLinks(t *testing.T) { onModels(t, deletemodels.Models, testDeletePlanOfLinks) }

func testDeletePlanOfLinks(t *testing.T, db *kin.DB) {
	author(t, db, 1)
	b := book(t, db, 1, nil)
	tags := []*deletemodels.Tag{{}, {}}
	check(t, deletemodels.Tags.CreateMany(ctx, db, tags))
	_ = must(b.Tags.Add(ctx, db, tags...))(t)
	club := &deletemodels.Club{Slug: "chess"}
	check(t, deletemodels.Clubs.Create(ctx, db, club))
	_ = must(club.Authors.AddKeys(ctx, db, deletemodels.Authors.Keys(1)))(t)
	m := must(deletemodels.Memberships.First(ctx, db))(t)
	check(t, deletemodels.Fees.CreateMany(ctx, db, []*deletemodels.Fee{{MembershipID: m.ID}, {MembershipID: m.ID}}))
	link := func(rows int64) []kin.LinkCount {
		return []kin.LinkCount{{Links: "Book.Tags", Table: "books_tags", Rows: rows}}
	}
	if plan := must(deletemodels.Books.DeletePlan(ctx, db, b))(t); !reflect.DeepEqual(plan.Links, link(2)) {
		t.Errorf("the plan is\n%v", plan)
	}
	if plan := must(deletemodels.Tags.DeletePlan(ctx, db, tags[0]))(t); !reflect.DeepEqual(plan.Links, link(1)) {
		t.Errorf("the plan is\n%v", plan)
	}
	want := "delete 1 row of Club\n  cascade      Fee.Membership: 2 rows of Fee\n  links        Membership: 1 row of memberships"
	if plan := must(deletemodels.Clubs.DeletePlan(ctx, db, club))(t); plan.String() != want {
		t.Errorf("the plan is\n%v\nwant\n%v", plan, want)
	}
	if n := must(deletemodels.Tags.Delete(ctx, db, tags...))(t); n != 2 {
		t.Errorf("%d tags were deleted; links do not count", n)
	}
}

func TestDeletePlanChangesNothingAndChecksTheQuery(t *testing.T) {
	onModels(t, deletemodels.Models, testDeletePlanChangesNothingAndChecksTheQuery)
}

func testDeletePlanChangesNothingAndChecksTheQuery(t *testing.T, db *kin.DB) {
	author(t, db, 1)
	if _, err := deletemodels.Authors.Query().DeletePlan(ctx, db); !errors.Is(err, kin.ErrNoCondition) {
		t.Errorf("a plan without a condition returns %v", err)
	}
	if _, err := deletemodels.Authors.DeletePlan(ctx, db, &deletemodels.Author{}); !errors.Is(err, kin.ErrUnsaved) {
		t.Errorf("a plan for an unsaved object returns %v", err)
	}
	check(t, db.InTx(ctx, func(tx *kin.Tx) error {
		_, err := deletemodels.Authors.AllRows().DeletePlan(ctx, tx)
		return err
	}, kin.ReadOnly()))
	if plan := must(deletemodels.Authors.DeletePlan(ctx, db))(t); plan.Rows != 0 || plan.String() != "delete 0 rows of Author" {
		t.Errorf("the plan for no object is\n%v", plan)
	}
	if n := must(deletemodels.Authors.Count(ctx, db))(t); n != 1 {
		t.Errorf("%d authors are left", n)
	}
}

func TestDeletePlanStatements(t *testing.T) {
	onModels(t, deletemodels.Models, testDeletePlanStatements)
}

func testDeletePlanStatements(t *testing.T, db *kin.DB) {
	author(t, db, 1)
	for _, n := range []int{1, 500} {
		for range n {
			book(t, db, 1, nil)
		}
		statements := 0
		traced := db.With(kin.Trace(func(_ context.Context, e kin.Event) {
			if !e.Kind.Control() {
				statements++
			}
		}))
		_ = must(deletemodels.Authors.AllRows().DeletePlan(ctx, traced))(t)
		// The authors, 12 foreign keys to them, and to books those of links, covers and
		// chapters; and a default that may matter to rows that go anyway.
		most := 17
		if !db.Driver().Dialect().Features.LateChecks {
			most++
		}
		if statements > most {
			t.Errorf("%d books take %d statements", n, statements)
		}
	}
}

func TestDeleteRolledBack(t *testing.T) { onModels(t, deletemodels.Models, testDeleteRolledBack) }

func testDeleteRolledBack(t *testing.T, db *kin.DB) {
	a := author(t, db, 1)
	err := db.InTx(ctx, func(tx *kin.Tx) error {
		if n := must(deletemodels.Authors.Delete(ctx, tx, a))(t); n != 1 || kin.Saved(a) {
			t.Errorf("%d rows were deleted, the object counts as saved: %t", n, kin.Saved(a))
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) || !kin.Saved(a) {
		t.Errorf("after %v the object counts as saved: %t", err, kin.Saved(a))
	}
	if n := must(deletemodels.Authors.Delete(ctx, db, a))(t); n != 1 {
		t.Errorf("%d rows were deleted", n)
	}
}
