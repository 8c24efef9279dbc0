package acceptance

import (
	"errors"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/atlas"
)

const chessJSON = `{"name":"Chess","members":[` +
	`{"name":"Ann","membership":{"reason":"talent","inviter":{"name":"Cid"}}},` +
	`{"name":"Bob","membership":{"reason":"luck"}}]}`

// TestGraphsOfLinkModels: objects that links refer to besides their ends are in JSON,
// and are saved with the graph if the list allows it.
func TestGraphsOfLinkModels(t *testing.T) {
	onAtlas(t, func(t *testing.T, db *kin.DB) {
		ctx := t.Context()
		club := ok(t, got(kin.Decode[Club]([]byte(chessJSON))))
		links := club.Members.MustLinks()
		if cid := links[0].Link.Inviter; cid == nil || cid.Name != "Cid" || links[1].Link.Inviter != nil {
			t.Fatalf("the inviters are %v and %v", cid, links[1].Link.Inviter)
		}
		inviter := kin.OfLinks(Clubs.Members, Memberships.Inviter)
		if err := kin.SaveGraph(ctx, db, club, Clubs.Members); !errors.Is(err, kin.ErrNotAllowed) || !strings.Contains(err.Error(), "Membership.Inviter") {
			t.Errorf("without the list: %v", err)
		}
		if err := kin.SaveGraph(ctx, db, links[0].Target, inviter); err == nil || !strings.Contains(err.Error(), "stands within With") {
			t.Errorf("outside of With: %v", err)
		}
		equal(t, got(Persons.Count(ctx, db)), 0)

		undo := errors.New("undo")
		err := db.InTx(ctx, func(tx *kin.Tx) error {
			must(t, kin.SaveGraph(ctx, tx, club, Clubs.Members.With(inviter)))
			return undo
		})
		if link := club.Members.MustLinks()[0].Link; !errors.Is(err, undo) || kin.Saved(link.Inviter) || link.InviterID != nil {
			t.Errorf("after %v the inviter is %v by %v", err, link.Inviter, link.InviterID)
		}
		must(t, kin.SaveGraph(ctx, db, club, Clubs.Members.With(inviter)))
		equal(t, got(Persons.Count(ctx, db)), 3)
		list(t, names(Persons.Filter(Persons.Invitations.Any()).All(ctx, db)), "Cid")
		invited := Clubs.Members.LinkWhere(Memberships.Inviter.Name.Eq("Cid"))
		list(t, names(club.Members.Filter(invited).All(ctx, db)), "Ann")

		text := ok(t, got(kin.Encode(club, kin.Include(Clubs.Name, Clubs.Members.Fields(
			Persons.Name, Clubs.Members.LinkFields(Memberships.Reason),
		)))))
		if want := `"membership":{"reason":"talent"}`; !strings.Contains(string(text), want) {
			t.Errorf("%s is not in %s", want, text)
		}
		whole := ok(t, got(kin.Encode(club)))
		if want := `"inviter":{"id":`; !strings.Contains(string(whole), want) {
			t.Errorf("%s is not in %s", want, whole)
		}
		again := ok(t, got(kin.Decode[Club](whole, kin.WithKeys())))
		if twice := ok(t, got(kin.Encode(again))); string(twice) != string(whole) {
			t.Errorf("encoded again it is %s, not %s", twice, whole)
		}
	})
}
