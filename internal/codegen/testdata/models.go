// Package news holds the models of the newsroom example: articles that appear in
// publications, many to many.
package news

import "github.com/kinorm/kin"

//go:generate go tool kin generate

// A Publication prints articles.
type Publication struct {
	kin.Model `kin:"order=Title"`
	ID        int64
	Title     string                  `kin:"size=30"`
	Articles  kin.ManyToMany[Article] `kin:"reverse=Publications"`
}

// String returns the title.
func (p *Publication) String() string { return p.Title }

// An Article appears in any number of publications.
type Article struct {
	kin.Model    `kin:"order=Headline"`
	ID           int64
	Headline     string `kin:"size=100"` // as printed
	AuthorID     *int64
	Author       *Author `kin:"on_delete=set_null"`
	Publications kin.ManyToMany[Publication]
}

// String returns the headline.
func (a *Article) String() string { return a.Headline }

// An Author writes articles.
type Author struct {
	kin.Model `kin:"order=LastName FirstName"`
	ID        int64
	FirstName string `kin:"size=80"`
	LastName  string `kin:"size=80"`
}

// String returns the full name.
func (a *Author) String() string { return a.FirstName + " " + a.LastName }
