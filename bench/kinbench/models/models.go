// Package models holds the models of the benchmark as kin knows them.
package models

import (
	"time"

	"github.com/kinorm/kin"
)

//go:generate go run github.com/kinorm/kin/cmd/kin generate .

// An Author writes articles.
type Author struct {
	kin.Model
	ID       int64
	Name     string
	Email    string
	Articles kin.HasMany[Article] `kin:"reverse=Author"`
}

// A Publication prints articles.
type Publication struct {
	kin.Model
	ID       int64
	Title    string
	City     string                  `kin:"index"`
	Articles kin.ManyToMany[Article] `kin:"reverse=Publications"`
}

// An Article has an author and appears in publications.
type Article struct {
	kin.Model
	ID           int64
	Headline     string
	Slug         string
	Body         string
	AuthorID     int64
	Author       *Author
	Views        int64
	Rating       float64
	PublishedAt  time.Time
	Note         *string
	Publications kin.ManyToMany[Publication] `kin:"db_table=article_publications"`
}

// An Event is a row of the long table.
type Event struct {
	kin.Model
	ID   int64
	Kind int64
	Name string
}
