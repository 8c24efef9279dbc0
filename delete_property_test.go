package kin_test

import (
	"context"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels/deletemodels"
	"github.com/kinorm/kin/schema"
)

var errUndo = errors.New("the data of one run is not kept")

// TestDeletePlanIsWhatHappens compares the plan of a delete of random rows with
// what the database does: every row of every table before and after, and whether
// it refuses.
func TestDeletePlanIsWhatHappens(t *testing.T) {
	onModels(t, deletemodels.Models, testDeletePlanIsWhatHappens)
}

func testDeletePlanIsWhatHappens(t *testing.T, db *kin.DB) {
	explains := !db.Driver().Dialect().Features.AbortsTx // the deletes are all in a transaction
	outcomes := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		err := db.InTx(ctx, func(tx *kin.Tx) error {
			randomRows(rt, tx)
			q := rapid.SampledFrom(deletes).Draw(rt, "model")(rt)
			plan := must(q.plan(tx))(rt)
			before := readAll(rt, tx)
			var n int64
			err := tx.InTx(ctx, func(tx *kin.Tx) (err error) {
				n, err = q.delete(tx)
				return err
			})
			outcomes[compareDelete(rt, explains, plan, n, err, before, readAll(rt, tx))]++
			return errUndo
		})
		if !errors.Is(err, errUndo) {
			rt.Fatal(err)
		}
	})
	t.Log(outcomes)
	for _, o := range []string{"deleted", "refused"} {
		if outcomes[o] == 0 {
			t.Errorf("no delete was %s, so nothing was compared", o)
		}
	}
}

// compareDelete checks a plan against what the delete did and returns which it was.
// The error explains itself where a failed transaction can still be asked.
func compareDelete(rt *rapid.T, explains bool, plan *kin.DeletePlan, n int64, err error, before, after *allRows) string {
	if err != nil {
		if !errors.Is(err, kin.ErrForeignKey) {
			rt.Fatal(err)
		}
		if len(plan.Blocked) == 0 {
			rt.Fatalf("the plan has nothing that blocks, but the delete failed: %v\n%v", err, plan)
		}
		var why *kin.ForeignKeyError
		if explains && (!errors.As(err, &why) || len(why.Blocked) == 0) {
			rt.Fatalf("the error does not say which rows block: %v", err)
		}
		return "refused"
	}
	if !plan.CanDelete() {
		rt.Fatalf("the delete passed:\n%v", plan)
	}
	if n != plan.Rows {
		rt.Fatalf("%d rows were deleted:\n%v", n, plan)
	}
	gone := map[string]int64{plan.Model: plan.Rows}
	changed := map[string]int64{}
	for _, s := range plan.Steps {
		if s.Action == schema.Cascade {
			gone[s.Model] += s.Rows
		} else {
			changed[s.Relation] += s.Rows
		}
	}
	for _, l := range plan.Links {
		gone[l.Table] += l.Rows
	}
	for name, was := range before.rows {
		if is := after.rows[name]; was-is != gone[name] {
			rt.Fatalf("%s: %d rows, then %d:\n%v", name, was, is, plan)
		}
	}
	for name, keys := range before.keys {
		if got := keysChanged(keys, after.keys[name]); got != changed[name] {
			rt.Fatalf("%s: %d keys have changed:\n%v", name, got, plan)
		}
	}
	if len(plan.Blocked) > 0 {
		return "passed although it may block"
	}
	return "deleted"
}

// allRows is how many rows each model and link table has, and the foreign keys of
// rows that a delete may change.
type allRows struct {
	rows map[string]int64
	keys map[string]map[int64]int64 // by relation, by the row's key; NULL is 0
}

func keysChanged(before, after map[int64]int64) (n int64) {
	for row, key := range before {
		if now, ok := after[row]; ok && now != key {
			n++
		}
	}
	return n
}

func readAll(t fataler, db kin.Executor) *allRows {
	a := &allRows{rows: map[string]int64{}, keys: map[string]map[int64]int64{}}
	counters := map[string]interface {
		Count(ctx context.Context, db kin.Executor) (int64, error)
	}{
		"Country": deletemodels.Countries, "Author": deletemodels.Authors, "Passport": deletemodels.Passports,
		"Book": deletemodels.Books, "Cover": deletemodels.Covers, "Chapter": deletemodels.Chapters,
		"Note": deletemodels.Notes, "Tag": deletemodels.Tags, "Club": deletemodels.Clubs, "Fee": deletemodels.Fees,
		"Node": deletemodels.Nodes, "Team": deletemodels.Teams, "Player": deletemodels.Players, "Room": deletemodels.Rooms, "Booking": deletemodels.Bookings,
		"memberships": deletemodels.Memberships, "fans": deletemodels.Fans,
	}
	for name, table := range counters {
		a.rows[name] = must(table.Count(ctx, db))(t)
	}
	sum := func(table string, counts []int64) {
		for _, n := range counts {
			a.rows[table] += n
		}
	}
	sum("books_tags", must(kin.Select1(deletemodels.Books.Query(), deletemodels.Books.Tags.Count()).All(ctx, db))(t))
	sum("authors_friends", must(kin.Select1(deletemodels.Authors.Query(), deletemodels.Authors.Friends.Count()).All(ctx, db))(t))
	note := func(relation string, row int64, key *int64) {
		if a.keys[relation] == nil {
			a.keys[relation] = map[int64]int64{}
		}
		a.keys[relation][row] = 0
		if key != nil {
			a.keys[relation][row] = *key
		}
	}
	for _, b := range must(deletemodels.Books.All(ctx, db))(t) {
		note("Book.Reviewer", b.ID, b.ReviewerID)
		note("Book.Owner", b.ID, b.OwnerID)
	}
	for _, x := range must(deletemodels.Authors.All(ctx, db))(t) {
		note("Author.Mentor", x.ID, x.MentorID)
	}
	return a
}

// A randomDelete is the delete of a query's rows, and its plan.
type randomDelete struct {
	plan   func(db kin.Executor) (*kin.DeletePlan, error)
	delete func(db kin.Executor) (int64, error)
}

func deleteOf[R any](q *kin.Query[R]) randomDelete {
	return randomDelete{
		plan:   func(db kin.Executor) (*kin.DeletePlan, error) { return q.DeletePlan(ctx, db) },
		delete: func(db kin.Executor) (int64, error) { return q.Delete(ctx, db) },
	}
}

func drawIDs(rt *rapid.T) []int64 {
	return rapid.SliceOfNDistinct(rapid.Int64Range(1, 4), 1, 3, rapid.ID[int64]).Draw(rt, "ids")
}

// deletes draw which rows of each model are deleted.
var deletes = []func(*rapid.T) randomDelete{
	func(rt *rapid.T) randomDelete {
		return deleteOf(deletemodels.Authors.Filter(deletemodels.Authors.ID.In(drawIDs(rt)...)))
	},
	func(rt *rapid.T) randomDelete {
		return deleteOf(deletemodels.Authors.Filter(deletemodels.Authors.ID.Gt(1), deletemodels.Authors.Books.None()))
	},
	func(rt *rapid.T) randomDelete {
		return deleteOf(deletemodels.Books.Filter(deletemodels.Books.ID.In(drawIDs(rt)...)))
	},
	func(rt *rapid.T) randomDelete { return deleteOf(deletemodels.Chapters.AllRows()) },
	func(rt *rapid.T) randomDelete {
		return deleteOf(deletemodels.Nodes.Filter(deletemodels.Nodes.ID.In(drawIDs(rt)...)))
	},
	func(rt *rapid.T) randomDelete { // also parents with their children
		return deleteOf(deletemodels.Nodes.Filter(kin.Or(deletemodels.Nodes.ID.Le(2), deletemodels.Nodes.Parent.Any())))
	},
	func(rt *rapid.T) randomDelete {
		return deleteOf(deletemodels.Players.Filter(deletemodels.Players.ID.In(drawIDs(rt)...)))
	},
	func(rt *rapid.T) randomDelete { return deleteOf(deletemodels.Teams.AllRows()) },
	func(rt *rapid.T) randomDelete {
		return deleteOf(deletemodels.Tags.Filter(deletemodels.Tags.ID.In(drawIDs(rt)...)))
	},
	func(rt *rapid.T) randomDelete {
		return deleteOf(deletemodels.Clubs.Filter(deletemodels.Clubs.ID.In(drawIDs(rt)...)))
	},
	func(rt *rapid.T) randomDelete {
		return deleteOf(deletemodels.Countries.Filter(deletemodels.Countries.Code.In("c1", "c2")))
	},
	func(rt *rapid.T) randomDelete {
		return deleteOf(deletemodels.Rooms.Filter(deletemodels.Rooms.Number.In(drawIDs(rt)...)))
	},
}
