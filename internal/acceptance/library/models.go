// Package library holds the models of the golden SQL: columns of every family, with
// and without NULL, and a relation of each usual kind.
package library

import (
	"time"

	"github.com/kinorm/kin"
)

//go:generate go run ../../../cmd/kin generate .

// An Author writes books and edits those of others.
type Author struct {
	kin.Model `kin:"order=Name"`
	ID        int64
	Name      string `kin:"size=80"`
	Born      *int32
	Books     kin.HasMany[Book] `kin:"reverse=Author"`
}

// A Book has an author, perhaps an editor, and tags.
type Book struct {
	kin.Model `kin:"order=Title"`
	ID        int64
	Title     string `kin:"size=200"`
	Subtitle  *string
	Pages     int64
	Rating    *float64
	Printed   *time.Time
	Sold      bool
	Extra     *kin.JSON[map[string]any]
	AuthorID  int64
	Author    *Author `kin:"on_delete=cascade"`
	EditorID  *int64
	Editor    *Author `kin:"on_delete=set_null,related=Edited"`
	Tags      kin.ManyToMany[Tag]
}

// A Tag is on books.
type Tag struct {
	kin.Model `kin:"order=-Rank Name"`
	ID        int64
	Name      string               `kin:"size=40,unique"`
	Rank      *int64               // NULL is lowest
	Books     kin.ManyToMany[Book] `kin:"reverse=Tags"`
}
