package kin_test

import (
	"maps"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels/deletemodels"
)

// randomRows creates up to four rows of every model with random foreign keys.
func randomRows(rt *rapid.T, db kin.Executor) {
	d := &rowDrawer{rt: rt, keys: map[string][]int64{}}
	for _, i := range d.some("country") {
		check(rt, deletemodels.Countries.Create(ctx, db, &deletemodels.Country{Code: countryCode(i), Slug: countryCode(i)}))
	}
	check(rt, deletemodels.Authors.Create(ctx, db, &deletemodels.Author{ID: 1}))
	for _, i := range d.some("author") {
		a := &deletemodels.Author{ID: i, MentorID: d.maybe("author", 2)}
		if c := d.maybe("country", 4); c != nil {
			a.CountryID = ptr(countryCode(*c))
		}
		if i == 1 {
			a.MentorID = nil // itself is not there yet
			continue
		}
		check(rt, deletemodels.Authors.Create(ctx, db, a))
	}
	d.keys["author"] = append(d.keys["author"], 1)
	d.authorRows(db)
	d.bookRows(db)
	d.links(db)
	d.otherRows(db)
}

func countryCode(i int64) string { return "c" + string(rune('0'+i)) }

// A rowDrawer draws rows and the keys that they refer to.
type rowDrawer struct {
	rt   *rapid.T
	keys map[string][]int64 // of the rows that are there, by model
}

// some draws the keys of new rows, which count as there from then on one by one.
func (d *rowDrawer) some(model string) func(yield func(int, int64) bool) {
	n := rapid.IntRange(0, 4).Draw(d.rt, model+"s")
	return func(yield func(int, int64) bool) {
		for i := range n {
			if !yield(i, int64(i+1)) {
				return
			}
			d.keys[model] = append(d.keys[model], int64(i+1))
		}
	}
}

// maybe draws a key of a row, in one of so many cases.
func (d *rowDrawer) maybe(model string, of int) *int64 {
	if len(d.keys[model]) == 0 || rapid.IntRange(1, of).Draw(d.rt, "refers") > 1 {
		return nil
	}
	return ptr(rapid.SampledFrom(d.keys[model]).Draw(d.rt, model))
}

func (d *rowDrawer) author() int64 {
	return rapid.SampledFrom(d.keys["author"]).Draw(d.rt, "author")
}

func (d *rowDrawer) authorRows(db kin.Executor) {
	taken := map[int64]bool{}
	for range d.some("passport") {
		if a := d.maybe("author", 6); a != nil && !taken[*a] {
			taken[*a] = true
			check(d.rt, deletemodels.Passports.Create(ctx, db, &deletemodels.Passport{AuthorID: *a}))
		}
	}
}

func (d *rowDrawer) bookRows(db kin.Executor) {
	for _, i := range d.some("book") {
		check(d.rt, deletemodels.Books.Create(ctx, db, &deletemodels.Book{
			ID: i, AuthorID: d.author(), EditorID: d.maybe("author", 8), ReviewerID: d.maybe("author", 2),
			OwnerID: d.maybe("author", 3), SellerID: d.maybe("author", 8),
		}))
		if rapid.Bool().Draw(d.rt, "cover") {
			check(d.rt, deletemodels.Covers.Create(ctx, db, &deletemodels.Cover{BookID: i}))
		}
	}
	for _, i := range d.some("chapter") {
		if b := d.maybe("book", 1); b != nil {
			check(d.rt, deletemodels.Chapters.Create(ctx, db, &deletemodels.Chapter{ID: i, BookID: *b, AuthorID: d.maybe("author", 4)}))
		}
	}
	chapters := maps.Collect(func(yield func(int64, bool) bool) {
		for _, c := range must(deletemodels.Chapters.All(ctx, db))(d.rt) {
			yield(c.ID, true)
		}
	})
	for range d.some("note") {
		n := &deletemodels.Note{AuthorID: d.maybe("author", 2)}
		if c := d.maybe("chapter", 4); c != nil && chapters[*c] {
			n.ChapterID = c
		}
		check(d.rt, deletemodels.Notes.Create(ctx, db, n))
	}
}

func (d *rowDrawer) links(db kin.Executor) {
	for _, i := range d.some("tag") {
		tag := &deletemodels.Tag{ID: i}
		if rapid.Bool().Draw(d.rt, "label") {
			tag.Label = ptr(countryCode(i))
		}
		check(d.rt, deletemodels.Tags.Create(ctx, db, tag))
		if tag.Label != nil && rapid.Bool().Draw(d.rt, "fan") {
			_ = must(tag.Fans.AddKeys(ctx, db, deletemodels.Authors.Keys(d.author())))(d.rt)
		}
		for _, b := range d.keys["book"] {
			if rapid.Bool().Draw(d.rt, "tagged") {
				_ = must(deletemodels.Tags.Books.OfKeys(deletemodels.Tags.Keys(i)).AddKeys(ctx, db, deletemodels.Books.Keys(b)))(d.rt)
			}
		}
	}
	for range 3 {
		set := deletemodels.Authors.Friends.OfKeys(deletemodels.Authors.Keys(d.author()))
		_ = must(set.AddKeys(ctx, db, deletemodels.Authors.Keys(d.author())))(d.rt)
	}
	for _, i := range d.some("club") {
		check(d.rt, deletemodels.Clubs.Create(ctx, db, &deletemodels.Club{ID: i, Slug: countryCode(i)}))
		_ = must(deletemodels.Clubs.Authors.OfKeys(deletemodels.Clubs.Keys(i)).AddKeys(ctx, db, deletemodels.Authors.Keys(d.author(), d.author())))(d.rt)
	}
	for _, id := range must(kin.Select1(deletemodels.Memberships.Query(), deletemodels.Memberships.ID).All(ctx, db))(d.rt) {
		for range rapid.IntRange(0, 2).Draw(d.rt, "fees") {
			check(d.rt, deletemodels.Fees.Create(ctx, db, &deletemodels.Fee{MembershipID: id}))
		}
	}
}

func (d *rowDrawer) otherRows(db kin.Executor) {
	for _, i := range d.some("node") {
		check(d.rt, deletemodels.Nodes.Create(ctx, db, &deletemodels.Node{ID: i}))
	}
	for _, i := range d.keys["node"] { // circles need all nodes to be there
		n := must(deletemodels.Nodes.Get(ctx, db, i))(d.rt)
		n.ParentID, n.TwinID = d.maybe("node", 2), d.maybe("node", 4)
		check(d.rt, deletemodels.Nodes.Save(ctx, db, n))
	}
	for _, i := range d.some("team") {
		check(d.rt, deletemodels.Teams.Create(ctx, db, &deletemodels.Team{ID: i}))
	}
	for _, i := range d.some("player") {
		check(d.rt, deletemodels.Players.Create(ctx, db, &deletemodels.Player{ID: i, TeamID: d.maybe("team", 2)}))
	}
	for _, i := range d.keys["team"] {
		team := must(deletemodels.Teams.Get(ctx, db, i))(d.rt)
		team.CaptainID = d.maybe("player", 2)
		check(d.rt, deletemodels.Teams.Save(ctx, db, team))
	}
	for _, i := range d.some("room") {
		check(d.rt, deletemodels.Rooms.Create(ctx, db, &deletemodels.Room{House: 7, Number: i}))
	}
	for range d.some("booking") {
		b := &deletemodels.Booking{RoomNumber: d.maybe("room", 2)}
		if rapid.Bool().Draw(d.rt, "house") {
			b.RoomHouse = ptr[int64](7)
		}
		if c := d.maybe("club", 4); c != nil {
			b.ClubSlug = ptr(countryCode(*c))
		}
		check(d.rt, deletemodels.Bookings.Create(ctx, db, b))
	}
}
