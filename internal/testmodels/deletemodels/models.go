// Package deletemodels has a foreign key of every policy between every kind of
// row, so that a deletion can go in all ways: chains, diamonds, trees, cycles,
// links with and without columns, composite and natural keys.
package deletemodels

import "github.com/kinorm/kin"

//go:generate go run github.com/kinorm/kin/cmd/kin generate

// A Country has a key of text.
type Country struct {
	kin.Model `kin:"key=Code"`
	Code      string `kin:"size=2"`
	Slug      string `kin:"size=20,unique"`
}

// An Author is what most other rows belong to.
type Author struct {
	kin.Model
	ID        int64
	Name      string
	CountryID *string
	Country   *Country `kin:"on_delete=restrict,related=Authors"`
	MentorID  *int64
	Mentor    *Author `kin:"on_delete=set_null,related=Pupils"`
	Passport  kin.One[Passport]
	Friends   kin.ManyToMany[Author] `kin:"symmetric"`
	Clubs     kin.Through[Club, Membership]
}

// A Passport belongs to one author, who cannot be deleted before it.
type Passport struct {
	kin.Model
	ID       int64
	AuthorID int64
	Author   *Author `kin:"one_to_one,on_delete=restrict"`
}

// A Book has a foreign key to authors for each policy.
type Book struct {
	kin.Model
	ID         int64
	AuthorID   int64
	Author     *Author `kin:"on_delete=cascade,related=Books"`
	EditorID   *int64
	Editor     *Author `kin:"on_delete=restrict,related=Edited"`
	ReviewerID *int64
	Reviewer   *Author `kin:"on_delete=set_null,related=Reviewed"`
	OwnerID    *int64  `kin:"default=1"`
	Owner      *Author `kin:"on_delete=set_default,related=Owned"`
	SellerID   *int64
	Seller     *Author `kin:"on_delete=no_action,related=Sold"`
	Tags       kin.ManyToMany[Tag]
	Cover      kin.One[Cover]
}

// A Cover goes with its book.
type Cover struct {
	kin.Model
	ID     int64
	BookID int64
	Book   *Book `kin:"one_to_one,on_delete=cascade"`
}

// A Chapter makes a diamond that passes: it goes with its book, and its author is
// checked at the end of the statement.
type Chapter struct {
	kin.Model
	ID       int64
	BookID   int64
	Book     *Book `kin:"on_delete=cascade"`
	AuthorID *int64
	Author   *Author `kin:"on_delete=no_action,related=Chapters"`
}

// A Note makes a diamond that may pass: it goes with its author, and its chapter is
// checked at once.
type Note struct {
	kin.Model
	ID        int64
	AuthorID  *int64
	Author    *Author `kin:"on_delete=cascade,related=Notes"`
	ChapterID *int64
	Chapter   *Chapter `kin:"on_delete=restrict,related=Notes"`
}

// A Tag has books.
type Tag struct {
	kin.Model
	ID    int64
	Name  string
	Label *string                  `kin:"size=20,unique"`
	Books kin.ManyToMany[Book]     `kin:"reverse=Tags"`
	Fans  kin.Through[Author, Fan] `kin:"skip_reverse"`
}

// A Fan is a link that holds the label of a tag.
type Fan struct {
	kin.Model
	TagLabel string `kin:"size=20"`
	Tag      *Tag   `kin:"fk=TagLabel,references=Label,on_delete=cascade,related=OwnFans"`
	Since    int32
}

// A Club has authors as members.
type Club struct {
	kin.Model
	ID      int64
	Slug    string                          `kin:"size=20,unique"`
	Authors kin.Through[Author, Membership] `kin:"reverse=Clubs"`
}

// A Membership is a link with a key, a column and rows that belong to it.
type Membership struct {
	kin.Model
	ID    int64
	Since int32
}

// A Fee goes with its membership.
type Fee struct {
	kin.Model
	ID           int64
	MembershipID int64
	Membership   *Membership `kin:"on_delete=cascade"`
}

// A Node is part of a tree, or of a circle, and goes with its parent. Its twin is
// checked at the end of the statement.
type Node struct {
	kin.Model
	ID       int64
	ParentID *int64
	Parent   *Node `kin:"on_delete=cascade,related=Children"`
	TwinID   *int64
	Twin     *Node `kin:"on_delete=no_action,related=Twins"`
}

// A Team goes with its captain, and each player with the team: a circle over two models.
type Team struct {
	kin.Model
	ID        int64
	CaptainID *int64
	Captain   *Player `kin:"on_delete=cascade,related=Led"`
}

// A Player is in a team.
type Player struct {
	kin.Model
	ID     int64
	TeamID *int64
	Team   *Team `kin:"on_delete=cascade"`
}

// A Room has a key of two fields.
type Room struct {
	kin.Model `kin:"key=House Number"`
	House     int64
	Number    int64
}

// A Booking goes with its room. It refers to a club by a unique column.
type Booking struct {
	kin.Model
	ID         int64
	RoomHouse  *int64
	RoomNumber *int64
	Room       *Room `kin:"on_delete=cascade"`
	ClubSlug   *string
	Club       *Club `kin:"fk=ClubSlug,references=Slug,on_delete=restrict"`
}
