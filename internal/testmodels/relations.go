package testmodels

import "github.com/kinorm/kin"

// A Person writes, edits and follows books.
type Person struct {
	kin.Model `kin:"order=Name"`
	ID        int64
	Name      string `kin:"size=40"`
	Age       *int32
	Written   kin.HasMany[Book] `kin:"reverse=Author"`
	Edited    kin.HasMany[Book] `kin:"reverse=Editor"`
	Profile   kin.One[Profile]
	Reads     kin.ManyToMany[Book] `kin:"reverse=Readers"`
}

// A Profile belongs to one person.
type Profile struct {
	kin.Model
	ID       int64
	PersonID int64
	Person   *Person `kin:"one_to_one,on_delete=cascade"`
	Bio      string
}

// A Book has two relations to a person, and many-to-many relations.
type Book struct {
	kin.Model `kin:"order=Title"`
	ID        int64
	Title     string `kin:"size=60"`
	Subtitle  *string
	Pages     *int64
	Rating    *float64
	AuthorID  *int64
	Author    *Person `kin:"on_delete=set_null,related=Written"`
	EditorID  *int64
	Editor    *Person `kin:"on_delete=set_null,related=Edited"`
	Genres    kin.ManyToMany[Genre]
	Readers   kin.ManyToMany[Person] `kin:"related=Reads"`
	Chapters  kin.HasMany[Chapter]
}

// A Genre has books.
type Genre struct {
	kin.Model `kin:"order=Name"`
	ID        int64
	Name      string `kin:"size=30,unique"`
	Rank      *int64
	Books     kin.ManyToMany[Book] `kin:"reverse=Genres"`
}

// A Chapter always belongs to a book.
type Chapter struct {
	kin.Model `kin:"order=Number"`
	ID        int64
	BookID    int64
	Book      *Book `kin:"on_delete=cascade"`
	Number    int32
	Title     *string
}

// A Root is what a Leaf belongs to in every way that a deletion may go.
type Root struct {
	kin.Model
	ID   int64
	Name string
}

// A Leaf has a relation for each deletion policy that every database has.
type Leaf struct {
	kin.Model
	ID         int64
	Name       string
	CascadeID  *int64
	Cascade    *Root `kin:"on_delete=cascade,related=CascadeLeaves"`
	RestrictID *int64
	Restrict   *Root `kin:"on_delete=restrict,related=RestrictLeaves"`
	NullID     *int64
	Null       *Root `kin:"on_delete=set_null,related=NullLeaves"`
	ActionID   *int64
	Action     *Root `kin:"on_delete=no_action,related=ActionLeaves"`
}
