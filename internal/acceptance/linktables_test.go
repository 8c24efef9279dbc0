package acceptance

import (
	"errors"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/atlas"
	"github.com/kinorm/kin/internal/acceptance/guild"
	"github.com/kinorm/kin/kintest"
)

// TestSharedLinkTable has one table of links that both ends declare.
func TestSharedLinkTable(t *testing.T) {
	onAtlas(t, func(t *testing.T, db *kin.DB) {
		ctx := t.Context()
		ida, max, alien := &Actor{Name: "Ida"}, &Actor{Name: "Max"}, &Film{Title: "Alien"}
		must(t, Actors.CreateMany(ctx, db, []*Actor{ida, max}))
		must(t, Films.Create(ctx, db, alien))
		equal(t, got(ida.Films.Add(ctx, db, alien)), 1)
		equal(t, got(alien.Actors.Add(ctx, db, ida, max)), 1)
		equal(t, got(Films.Cast.Of(alien).Count(ctx, db)), 2)
		equal(t, got(Actors.Filter(Actors.Roles.HasAny(alien)).Count(ctx, db)), 2)
		equal(t, got(max.Films.Remove(ctx, db, alien)), 1)
		equal(t, got(alien.Actors.Count(ctx, db)), 1)
		loaded := ok(t, got(Films.Preload(Films.Actors).Get(ctx, db)))
		if cast := loaded.Actors.MustItems(); len(cast) != 1 || cast[0].Name != "Ida" {
			t.Errorf("the actors are %v, want Ida", cast)
		}
	})
}

// TestLinksThatMayRepeat uses a link table with a key of its own and without a
// unique pair: kin adds a pair once, and lives with those that are there twice.
func TestLinksThatMayRepeat(t *testing.T) {
	onAtlas(t, func(t *testing.T, db *kin.DB) {
		ctx := t.Context()
		poem, other := &Poem{Title: "Ode"}, &Poem{Title: "Elegy"}
		must(t, Poems.CreateMany(ctx, db, []*Poem{poem, other}))
		rose, thorn := &Word{Text: "rose"}, &Word{Text: "thorn"}
		must(t, Words.CreateMany(ctx, db, []*Word{rose, thorn}))
		equal(t, got(poem.Words.Add(ctx, db, rose)), 1)
		equal(t, got(poem.Words.Add(ctx, db, rose, thorn)), 1)
		equal(t, got(rose.Poems.Add(ctx, db, poem)), 0)
		repeat := func() { script(t, db, "INSERT INTO poems_words (poem, word) VALUES (1, 'rose'), (1, 'rose')") }
		repeat()

		equal(t, got(Poems.Filter(Poems.Words.Count().Eq(4)).Count(ctx, db)), 1)
		equal(t, got(kin.Select2(Poems.Query(), Poems.Words.Count(), kin.CountDistinct(Poems.Words)).All(ctx, db)),
			[]kin.Row2[int64, int64]{{A: 4, B: 2}, {}})
		list(t, names(poem.Words.All(ctx, db)), "rose", "thorn")
		equal(t, got(poem.Words.Count(ctx, db)), 2)
		equal(t, got(Poems.Filter(Poems.Words.HasAll(rose, thorn)).Count(ctx, db)), 1)
		equal(t, got(Poems.Filter(Poems.Words.HasExactly(rose, thorn)).Count(ctx, db)), 1)
		equal(t, got(Poems.Filter(Poems.Words.HasExactly(rose)).Count(ctx, db)), 0)
		equal(t, got(Poems.Filter(Poems.Words.SubsetOf(rose)).Count(ctx, db)), 1)
		equal(t, got(Poems.Join(Poems.Words.Rows(Words.Text.Eq("rose"))).Count(ctx, db)), 3)
		equal(t, got(poem.Words.Add(ctx, db, rose)), 0)
		equal(t, got(poem.Words.Set(ctx, db, rose, thorn)), kin.Changed{})
		equal(t, got(poem.Words.Remove(ctx, db, rose)), 3)
		list(t, names(poem.Words.All(ctx, db)), "thorn")
		equal(t, got(Poems.Words.Link(ctx, db, kin.Pair[*Poem, *Word]{Owner: other, Target: rose}, kin.Pair[*Poem, *Word]{Owner: poem, Target: thorn})), 1)
		repeat()
		equal(t, got(poem.Words.Set(ctx, db, thorn)), kin.Changed{Removed: 2})
		repeat()
		equal(t, got(poem.Words.RemoveWhere(ctx, db, Words.Text.Eq("rose"))), 2)
		equal(t, got(poem.Words.Clear(ctx, db)), 1)
		equal(t, got(other.Words.Count(ctx, db)), 1)
	})
}

// TestThroughFields has links that declare their ends, and one more relation to the
// model of an end.
func TestThroughFields(t *testing.T) {
	onAtlas(t, func(t *testing.T, db *kin.DB) {
		ctx := t.Context()
		ann, bob, cid := &Person{Name: "Ann"}, &Person{Name: "Bob"}, &Person{Name: "Cid"}
		must(t, Persons.CreateMany(ctx, db, []*Person{ann, bob, cid}))
		chess, golf := &Club{Name: "Chess"}, &Club{Name: "Golf"}
		must(t, Clubs.CreateMany(ctx, db, []*Club{chess, golf}))
		equal(t, got(chess.Members.AddWith(ctx, db, Membership{Inviter: cid, Reason: "talent"}, ann, bob)), 2)
		equal(t, got(chess.Members.AddWith(ctx, db, Membership{Reason: "late"}, ann)), 0)
		equal(t, got(Persons.Clubs.Of(cid).Add(ctx, db, golf)), 1)

		invited := Clubs.Members.LinkWhere(Memberships.Inviter.Name.Eq("Cid"))
		list(t, names(Persons.Filter(Persons.Invitations.Any()).All(ctx, db)), "Cid")
		list(t, names(chess.Members.Filter(invited).All(ctx, db)), "Ann", "Bob")
		equal(t, got(Clubs.Filter(Clubs.Members.Any(invited, Persons.Name.Eq("Bob"))).Count(ctx, db)), 1)
		equal(t, got(Clubs.Filter(Clubs.Members.Every(invited)).Count(ctx, db)), 1)
		equal(t, got(Memberships.Filter(Memberships.Person.Is(ann), Memberships.Inviter.Is(cid)).Count(ctx, db)), 1)
		loaded := ok(t, got(Clubs.Preload(Clubs.Members).Filter(Clubs.Name.Eq("Chess")).Get(ctx, db)))
		for _, l := range loaded.Members.MustLinks() {
			if l.Link.Reason != "talent" || l.Link.InviterID == nil || *l.Link.InviterID != cid.ID || l.Link.PersonID != l.Target.ID || l.Link.ClubID != chess.ID {
				t.Errorf("%s is a member by %+v", l.Target, l.Link)
			}
		}
		read := ok(t, got(Memberships.Preload(Memberships.Person, Memberships.Inviter, Memberships.Club).Filter(Memberships.Person.Is(ann)).Get(ctx, db)))
		if read.Person.Name != "Ann" || read.Inviter.Name != "Cid" || read.Club.Name != "Chess" {
			t.Errorf("the membership leads to %v, %v and %v", read.Person, read.Inviter, read.Club)
		}
		must(t, read.Fees.Create(ctx, db, &Fee{Amount: 5}))
		equal(t, got(Memberships.Filter(kin.Sum(Memberships.Fees, Fees.Amount).Eq(5)).Count(ctx, db)), 1)
		fees := ok(t, got(Fees.Preload(Fees.Membership).All(ctx, db)))
		if len(fees) != 1 || fees[0].Membership == nil || fees[0].Membership.Reason != "talent" {
			t.Errorf("the fees are %v, want one of a membership", fees)
		}

		equal(t, got(chess.Members.UpdateLinks(ctx, db, Persons.Name.Eq("Ann"), Memberships.Reason.Set("merit"))), 1)
		for name, change := range map[string]kin.Assign[*Membership]{"set": Memberships.PersonID.Set(cid.ID), "club": Memberships.ClubID.Set(golf.ID)} {
			if _, err := chess.Members.UpdateLinks(ctx, db, kin.Pred[*Person]{}, change); !errors.Is(err, kin.ErrLinkEnd) {
				t.Errorf("%s: an end of a link was changed by UpdateLinks: %v", name, err)
			}
			if _, err := Memberships.AllRows().Update(ctx, db, change); !errors.Is(err, kin.ErrLinkEnd) {
				t.Errorf("%s: an end of a link was changed by Update: %v", name, err)
			}
		}
		// Nor by the has-many relations to links: they move and create nothing.
		byAnn := Persons.Memberships.Of(cid)
		if _, err := byAnn.Add(ctx, db, read); !errors.Is(err, kin.ErrLinkEnd) {
			t.Errorf("a link was moved to another person: %v", err)
		}
		if err := byAnn.Create(ctx, db, &Membership{ClubID: golf.ID}); err == nil || !strings.Contains(err.Error(), "AddWith") {
			t.Errorf("a link was created: %v", err)
		}
		if _, err := Persons.Memberships.Of(ann).UpdateOrCreate(ctx, db, &Membership{ClubID: chess.ID, Reason: "x"}, Memberships.ClubID, Memberships.PersonID); err == nil || !strings.Contains(err.Error(), "UpdateLinks") {
			t.Errorf("a link was saved: %v", err)
		}
		fresh := ok(t, got(Memberships.Filter(Memberships.Person.Is(ann)).Get(ctx, db)))
		if err := kin.SaveGraph(ctx, db, fresh); err == nil || !strings.Contains(err.Error(), "UpdateLinks") {
			t.Errorf("a link was saved as a graph: %v", err)
		}
		equal(t, got(Memberships.Filter(Memberships.Person.Is(ann)).Delete(ctx, db)), 1)
		list(t, names(chess.Members.All(ctx, db)), "Bob")
		equal(t, got(Fees.Count(ctx, db)), 0)
		equal(t, got(Persons.Delete(ctx, db, cid)), 1) // set null for the inviter, cascade for the end
		equal(t, got(Memberships.Filter(Memberships.InviterID.IsNull()).Count(ctx, db)), 1)
		equal(t, got(golf.Members.Count(ctx, db)), 0)
	})
}

// TestSharedFields: a relation in a struct that several models embed leads back to
// each of them.
func TestSharedFields(t *testing.T) {
	onAtlas(t, func(t *testing.T, db *kin.DB) {
		ctx := t.Context()
		ann := &Person{Name: "Ann"}
		must(t, Persons.Create(ctx, db, ann))
		must(t, Boats.Create(ctx, db, &Boat{Owned: Owned{Owner: ann}, Name: "Argo"}))
		must(t, Persons.Houses.Of(ann).Create(ctx, db, &House{Street: "Main"}))
		equal(t, got(Boats.Filter(Boats.Owner.Name.Eq("Ann")).Count(ctx, db)), 1)
		equal(t, got(Persons.Filter(Persons.Boats.Any(Boats.Name.Eq("Argo")), Persons.Houses.Any(Houses.Street.Eq("Main"))).Count(ctx, db)), 1)
		boats := ok(t, got(Boats.Preload(Boats.Owner).All(ctx, db)))
		if len(boats) != 1 || boats[0].Owner == nil || boats[0].Owner.Name != "Ann" {
			t.Errorf("the boats are %v, want one of Ann", boats)
		}
	})
}

// TestObjectsOfLinks: an object of a link without fields for its ends does not say
// which link it is, but what leads to the link is loaded all the same.
func TestObjectsOfLinks(t *testing.T) {
	onAtlas(t, func(t *testing.T, db *kin.DB) {
		ctx := t.Context()
		judge, paula, quint := &Judge{Name: "J"}, &Painter{Code: "p"}, &Painter{Code: "q"}
		must(t, Judges.Create(ctx, db, judge))
		must(t, Painters.CreateMany(ctx, db, []*Painter{paula, quint}))
		equal(t, got(judge.Votes.AddWith(ctx, db, Vote{Points: 3}, paula)), 1)
		equal(t, got(quint.Voters.AddWith(ctx, db, Vote{Points: 4}, judge)), 1)
		must(t, Verdicts.Create(ctx, db, &Verdict{Text: "good", VoteJudgeID: judge.ID, VotePainterID: "p"}))
		verdict := ok(t, got(Verdicts.Preload(Verdicts.Vote).Get(ctx, db)))
		if verdict.Vote == nil || verdict.Vote.Points != 3 {
			t.Errorf("the verdict is on %v, want the vote with 3 points", verdict.Vote)
		}
		equal(t, got(Votes.Filter(Votes.Verdicts.Any()).Count(ctx, db)), 1)
		equal(t, got(Verdicts.Filter(Verdicts.Vote.Points.Eq(3)).Count(ctx, db)), 1)
		by := ok(t, got(Votes.Get(ctx, db, VoteKey{JudgeID: judge.ID, PainterID: "q"})))
		if by.Points != 4 {
			t.Errorf("the vote has %d points, want 4", by.Points)
		}

		votes := ok(t, got(Votes.OrderBy(Votes.Points.Asc()).All(ctx, db)))
		for name, call := range map[string]func() error{
			"reload":      func() error { return Votes.Reload(ctx, db, votes[0]) },
			"load":        func() error { return Votes.LoadAll(ctx, db, votes[0]) },
			"in bulk":     func() error { return run(Votes.InBulk(ctx, db, VoteKey{JudgeID: judge.ID, PainterID: "q"})) },
			"set":         func() error { return run(Votes.Verdicts.Of(votes[0]).All(ctx, db)) },
			"is":          func() error { return run(Verdicts.Filter(Verdicts.Vote.Is(votes[0])).All(ctx, db)) },
			"preload end": func() error { return run(Votes.Preload(Votes.Judge).All(ctx, db)) },
			"preload":     func() error { return run(Votes.Preload(Votes.Verdicts).All(ctx, db)) },
			"save":        func() error { return Verdicts.Create(ctx, db, &Verdict{Vote: votes[0]}) },
		} {
			if err := call(); err == nil {
				if name != "load" { // there is nothing to load
					t.Errorf("%s by an object without its key is no error", name)
				}
			} else if errors.Is(err, kin.ErrNotFound) {
				t.Errorf("%s by an object without its key looked for a row: %v", name, err)
			}
		}
		equal(t, got(Votes.Count(ctx, db)), 2)
		kintest.Rollback(t, db, func(tx *kin.Tx) {
			points := int64(0)
			for v, err := range Votes.Each(ctx, tx) {
				must(t, err)
				points += v.Points
			}
			if points != 7 {
				t.Errorf("the votes have %d points, want 7", points)
			}
		})
	})
}

// TestTwoPackages has relations to models of another package, which does not know
// of them: the reverse end comes from kin.Reverse.
func TestTwoPackages(t *testing.T) {
	onAtlas(t, func(t *testing.T, db *kin.DB) {
		ctx, e := t.Context(), newEurope(t, db)
		must(t, kin.CreateTables(ctx, db, guild.Models...))
		ann, bob := &Person{Name: "Ann"}, &Person{Name: "Bob"}
		must(t, Persons.CreateMany(ctx, db, []*Person{ann, bob}))
		forge, mill := &guild.Workshop{Name: "Forge", Master: ann, City: e.wien}, &guild.Workshop{Name: "Mill"}
		must(t, guild.Workshops.CreateMany(ctx, db, []*guild.Workshop{forge, mill}))
		equal(t, got(forge.Workers.Add(ctx, db, ann, bob)), 2)
		equal(t, got(forge.Helpers.AddWith(ctx, db, guild.Help{Hours: 3}, bob)), 1)

		works := kin.Reverse(guild.Workshops.Workers)
		equal(t, got(works.Of(bob).Add(ctx, db, mill)), 1)
		list(t, names(works.Of(bob).All(ctx, db)), "Forge", "Mill")
		list(t, names(Persons.Filter(works.Any(guild.Workshops.Name.Eq("Mill"))).All(ctx, db)), "Bob")
		list(t, names(Persons.OrderBy(works.Count().Desc()).All(ctx, db)), "Bob", "Ann")
		list(t, names(Persons.Filter(kin.Reverse(guild.Workshops.Helpers).Any(guild.Workshops.City.Name.Eq("Wien"))).All(ctx, db)), "Bob")
		list(t, names(guild.Workshops.Filter(guild.Workshops.Master.Name.Eq("Ann")).All(ctx, db)), "Forge")
		list(t, names(guild.Workshops.Filter(guild.Workshops.Master.Is(ann), guild.Workshops.City.Size.Gt(1)).All(ctx, db)), "Forge")
		loaded := ok(t, got(guild.Workshops.Preload(guild.Workshops.Workers.OrderBy(Persons.Name.Desc()), guild.Workshops.Master, guild.Workshops.City).First(ctx, db)))
		list(t, names(loaded.Workers.Items()), "Bob", "Ann")
		if loaded.Master == nil || loaded.Master.Name != "Ann" || loaded.City == nil || loaded.City.Name != "Wien" {
			t.Errorf("the workshop has the master %v and the city %v", loaded.Master, loaded.City)
		}
	})
}
