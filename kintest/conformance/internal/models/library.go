package models

import "github.com/kinorm/kin"

// An Author writes and edits books.
type Author struct {
	kin.Model `kin:"order=Name"`
	ID        int64
	Name      string `kin:"size=40"`
	Age       *int32
	Books     kin.HasMany[Book] `kin:"reverse=Author"`
	Edited    kin.HasMany[Book] `kin:"reverse=Editor"`
	Profile   kin.One[Profile]
}

// A Profile belongs to one author.
type Profile struct {
	kin.Model
	ID       int64
	AuthorID int64
	Author   *Author `kin:"one_to_one,on_delete=cascade"`
	Bio      string
}

// A Book has two relations to an author, tags, and a place on shelves.
type Book struct {
	kin.Model `kin:"order=Title"`
	ID        int64
	Title     string `kin:"size=60"`
	Subtitle  *string
	Pages     *int64
	Sold      int64
	Rating    *float64
	AuthorID  *int64
	Author    *Author `kin:"on_delete=set_null,related=Books"`
	EditorID  *int64
	Editor    *Author `kin:"on_delete=set_null,related=Edited"`
	Tags      kin.ManyToMany[Tag]
	Shelves   kin.Through[Shelf, Placement]
	Chapters  kin.HasMany[Chapter]
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

// A Tag is on books.
type Tag struct {
	kin.Model `kin:"order=Name"`
	ID        int64
	Name      string `kin:"size=30,unique"`
	Rank      *int64
	Books     kin.ManyToMany[Book] `kin:"reverse=Tags"`
}

// A Shelf holds books, each at a place.
type Shelf struct {
	kin.Model `kin:"order=Name,plural=Shelves"`
	ID        int64
	Name      string                       `kin:"size=30,unique"`
	Books     kin.Through[Book, Placement] `kin:"reverse=Shelves"`
}

// A Placement is the link of a book and a shelf.
type Placement struct {
	kin.Model
	Position *int64
	Note     string `kin:"default=new"`
}
