// Package atlas holds the models of the tests of relations by keys of other kinds
// than a number: natural and composite keys, unique columns, and existing link
// tables.
package atlas

import "github.com/kinorm/kin"

//go:generate go run ../../../cmd/kin generate .

// A Country has a natural key and another unique column.
type Country struct {
	kin.Model `kin:"key=Code,order=Code"`
	Code      string              `kin:"size=2"`
	Name      string              `kin:"size=80,unique"`
	Cities    kin.HasMany[City]   `kin:"reverse=Country"`
	Leagues   kin.HasMany[League] `kin:"reverse=Host"`
}

// A City has a key of two fields.
type City struct {
	kin.Model   `kin:"key=CountryCode Name,order=CountryCode Name"`
	CountryCode string
	Country     *Country `kin:"on_delete=cascade"`
	Name        string   `kin:"size=80"`
	Size        int64
	Rivers      kin.ManyToMany[River]
	Twins       kin.ManyToMany[City] `kin:"symmetric"`
	Mayor       kin.One[Mayor]       `kin:"reverse=City"`
	Districts   kin.HasMany[District]
}

// A River flows through cities.
type River struct {
	kin.Model `kin:"order=Name"`
	ID        int64
	Name      string
	Cities    kin.ManyToMany[City] `kin:"reverse=Rivers"`
}

// A Mayor belongs to one city, by a key of two fields that may be NULL.
type Mayor struct {
	kin.Model
	ID              int64
	Name            string
	CityCountryCode *string
	CityName        *string
	City            *City `kin:"one_to_one,on_delete=set_null"`
}

// A District is always part of a city.
type District struct {
	kin.Model       `kin:"order=Name"`
	ID              int64
	Name            string
	CityCountryCode string
	CityName        string
	City            *City `kin:"on_delete=cascade"`
}

// A League is hosted by a country, which it calls by name and not by key.
type League struct {
	kin.Model
	ID       int64
	HostName *string
	Host     *Country `kin:"fk=HostName,references=Name"`
}

// A Person lives in one city and works in another, which does not know of it.
type Person struct {
	kin.Model       `kin:"order=Name"`
	ID              int64
	Name            string
	HomeCountryCode *string
	HomeName        *string
	Home            *City `kin:"related=Residents"`
	WorkCountryCode *string
	WorkName        *string
	Work            *City `kin:"skip_reverse"`
}

// A Club has members, whom others have invited.
type Club struct {
	kin.Model
	ID      int64
	Name    string
	Members kin.Through[Person, Membership] `kin:"through_fields=Club Person"`
}

// A Membership declares its ends and another person.
type Membership struct {
	kin.Model
	ClubID    int64
	Club      *Club `kin:"on_delete=cascade"`
	PersonID  int64
	Person    *Person `kin:"on_delete=cascade,related=Memberships"`
	InviterID *int64
	Inviter   *Person `kin:"on_delete=set_null,related=Invitations"`
	Reason    string
	Fees      kin.HasMany[Fee]
}

// A Fee was paid for a membership, whose key are its ends.
type Fee struct {
	kin.Model
	ID                 int64
	Amount             int64
	MembershipClubID   int64
	MembershipPersonID int64
	Membership         *Membership `kin:"on_delete=cascade"`
}

// Owned gives a model an owner.
type Owned struct {
	OwnerID *int64
	Owner   *Person `kin:"on_delete=set_null"`
}

// A Boat has an owner.
type Boat struct {
	kin.Model
	Owned
	ID   int64
	Name string
}

// A House has an owner, by the same fields.
type House struct {
	kin.Model
	Owned
	ID     int64
	Street string
}

// An Actor plays in films. Both ends declare the relation, by one table.
type Actor struct {
	kin.Model
	ID    int64
	Name  string
	Films kin.ManyToMany[Film] `kin:"db_table=castings,related=Cast"`
}

// A Film has actors.
type Film struct {
	kin.Model
	ID     int64
	Title  string
	Actors kin.ManyToMany[Actor] `kin:"db_table=castings,related=Roles"`
}

// A Poem has words, in a link table as other libraries make it.
type Poem struct {
	kin.Model
	ID    int64
	Title string
	Words kin.ManyToMany[Word] `kin:"db_table=poems_words,owner_column=poem,target_column=word,link_id=id,link_unique=none"`
}

// A Word is in poems, by a key that is text.
type Word struct {
	kin.Model `kin:"key=Text,order=Text"`
	Text      string
	Poems     kin.ManyToMany[Poem] `kin:"reverse=Words"`
}

// A Verdict leads to a link whose keys its struct does not hold.
type Verdict struct {
	kin.Model
	ID            int64
	Text          string
	VoteJudgeID   int64
	VotePainterID string
	Vote          *Vote `kin:"on_delete=cascade"`
}

// A Judge votes for painters.
type Judge struct {
	kin.Model
	ID    int64
	Name  string
	Votes kin.Through[Painter, Vote]
}

// A Painter is voted for.
type Painter struct {
	kin.Model `kin:"key=Code"`
	Code      string
	Voters    kin.Through[Judge, Vote] `kin:"reverse=Votes"`
}

// A Vote is a link with points, without fields for its ends.
type Vote struct {
	kin.Model
	Points int64
}

// String returns the text.
func (w *Word) String() string { return w.Text }

// String returns the key.
func (c *City) String() string { return c.CountryCode + " " + c.Name }

// String returns the name.
func (p *Person) String() string { return p.Name }

// String returns the name.
func (r *River) String() string { return r.Name }
