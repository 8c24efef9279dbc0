// Package news holds the models of Django's many-to-many page: publications and
// the articles that appear in them. Only the article declares the relation.
package news

import "github.com/kinorm/kin"

//go:generate go run ../../../cmd/kin generate .

// A Publication prints articles.
type Publication struct {
	kin.Model `kin:"order=Title"`
	ID        int64
	Title     string `kin:"size=30"`
}

// String returns the title.
func (p *Publication) String() string { return p.Title }

// An Article appears in any number of publications.
type Article struct {
	kin.Model    `kin:"order=Headline"`
	ID           int64
	Headline     string `kin:"size=100"`
	Publications kin.ManyToMany[Publication]
}

// String returns the headline.
func (a *Article) String() string { return a.Headline }
