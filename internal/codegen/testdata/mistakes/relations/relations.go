// Package relations has mistakes that show when models are linked.
package relations

import "github.com/kinorm/kin"

// Author is led to.
type Author struct {
	kin.Model
	ID      int64
	Name    string
	Code    string
	Books   kin.HasMany[Book]
	Letters kin.HasMany[Letter]
	Notes   kin.HasMany[Note] `kin:"reverse=Writer"`
	One     kin.One[Diary]
}

// Book has no key of its author.
type Book struct {
	kin.Model
	ID     int64
	Author *Author
}

// Letter has two authors.
type Letter struct {
	kin.Model
	ID       int64
	FromID   int64
	From     *Author
	ToID     int64
	To       *Author
	OtherKey int64
	Other    *Author `kin:"references=Nme"`
	CodeKey  int64
	Coded    *Author `kin:"fk=CodeKey,references=Code"`
}

// Note has a key of another type.
type Note struct {
	kin.Model
	ID       int64
	AuthorID string
	Author   *Author
}

// Diary belongs to an author who has many.
type Diary struct {
	kin.Model
	ID       int64
	AuthorID int64
	Author   *Author `kin:"on_delete=set_null"`
	PenID    int64
	Pen      *Author `kin:"on_delete=set_default,fk=PenID PenCode"`
	LinkedID int64
	Linked   *Link                  `kin:"fk=LinkedID"`
	Same     kin.ManyToMany[Author] `kin:"symmetric"`
}

// Link is the link of nothing.
type Link struct {
	kin.Model
	ID int64
}

// Anthology leads to authors in two ways, without names for their reverse ends.
type Anthology struct {
	kin.Model
	ID      int64
	Writers kin.ManyToMany[Author]
	Editors kin.ManyToMany[Author]
}

// Play gives a name to its reverse end.
type Play struct {
	kin.Model
	ID      int64
	Writers kin.ManyToMany[Author] `kin:"related=Works"`
}

// Poem gives the same name.
type Poem struct {
	kin.Model
	ID      int64
	Writers kin.ManyToMany[Author] `kin:"related=Works"`
}

// Novel has links that lead to authors in two ways.
type Novel struct {
	kin.Model
	ID    int64
	Heirs kin.Through[Author, Pair] `kin:"related=Inherited"`
}

// Pair does not say which author is the end.
type Pair struct {
	kin.Model
	HeirID  int64
	Heir    *Author `kin:"related=Heirships"`
	GiverID int64
	Giver   *Author `kin:"related=Gifts"`
}

// Patron is a friend of others by links that hold different columns at their ends.
type Patron struct {
	kin.Model
	ID      int64
	Title   string                        `kin:"unique"`
	Friends kin.Through[Patron, Donation] `kin:"symmetric"`
}

// Donation holds the title of one patron and the key of another.
type Donation struct {
	kin.Model
	GiverTitle string
	Giver      *Patron `kin:"fk=GiverTitle,references=Title,related=Given"`
	TakerID    int64
	Taker      *Patron `kin:"related=Taken"`
}

// Visitor has keys that cannot take what an update of the row they refer to does to them.
type Visitor struct {
	kin.Model
	ID       int64
	HostCode string
	Host     *Host `kin:"fk=HostCode,references=Code,on_update=set_null,related=Guests"`
	ByNick   string
	By       *Host                    `kin:"fk=ByNick,references=Nick,on_update=cascade,related=Others"`
	Hosts    kin.Through[Host, Visit] `kin:"related=Visitors,on_update=cascade"`
	Friends  kin.ManyToMany[Visitor]  `kin:"db_table=friends,owner_column=a,target_column=b,related=FriendOf,on_update=cascade"`
	Enemies  kin.ManyToMany[Visitor]  `kin:"db_table=friends,owner_column=b,target_column=a,related=EnemyOf"`
}

// Host may have a nick.
type Host struct {
	kin.Model
	ID   int64
	Code string  `kin:"unique"`
	Nick *string `kin:"unique"`
}

// Visit declares both ends of its links.
type Visit struct {
	kin.Model
	VisitorID int64
	Visitor   *Visitor `kin:"related=VisitorVisits"`
	HostID    int64
	Host      *Host `kin:"related=HostVisits"`
}
