// Package lookupmodels holds the models of Django's many-to-many page with the
// reverse name that the page's strings use, and what else lookups are tested on.
package lookupmodels

import (
	"time"

	"github.com/kinorm/kin"
)

//go:generate go run ../../../cmd/kin generate .

// A Publication prints articles.
type Publication struct {
	kin.Model `kin:"order=Title"`
	ID        int64
	Title     string `kin:"size=30"`
	Price     *int32
}

// String returns the title.
func (p *Publication) String() string { return p.Title }

// An Article appears in publications.
type Article struct {
	kin.Model    `kin:"order=Headline"`
	ID           int64
	Headline     string `kin:"size=100"`
	Views        int64
	Printed      *time.Time
	Day          *time.Time `kin:"date"`
	AuthorID     *int64
	Author       *Author                     `kin:"on_delete=set_null,related=Articles"`
	Publications kin.ManyToMany[Publication] `kin:"related=Article"`
}

// String returns the headline.
func (a *Article) String() string { return a.Headline }

// An Author writes articles, and has a secret.
type Author struct {
	kin.Model
	ID       int64
	LastName string `kin:"size=40"`
	Password string
	BossID   *int64
	Boss     *Author              `kin:"on_delete=set_null,related=Reports"`
	Articles kin.HasMany[Article] `kin:"reverse=Author"`
}

// String returns the name.
func (a *Author) String() string { return a.LastName }
