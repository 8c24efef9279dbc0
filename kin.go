// Package kin is an ORM whose centre is relations. Models are plain structs; kin
// generate writes a handle for each, through which the Go compiler checks every
// column, relation and value of a query.
//
//	type Article struct {
//		kin.Model    `kin:"order=Headline"`
//		ID           int64
//		Headline     string `kin:"size=100"`
//		Publications kin.ManyToMany[Publication]
//	}
//
//	db, err := sqlite.Open(ctx, "news.db")
//	err = kin.CreateTables(ctx, db, Models...)
//	n, err := article.Publications.Add(ctx, db, weekly, journal)
//	found, err := Articles.
//		Filter(Articles.Publications.Any(Publications.Title.StartsWith("Science"))).
//		OrderBy(Articles.Headline.Asc()).
//		Preload(Articles.Publications).
//		All(ctx, db)
//
// Everything that talks to a database takes a context and an [Executor], which is
// a [DB] or a [Tx]. Queries, conditions and handles are immutable and safe for
// concurrent use; objects are as safe as any struct. Nothing is loaded behind the
// program's back, and nothing is written that a call does not say.
//
// The package imports only the standard library; a program imports the package of
// its database, such as kin/sqlite, besides.
package kin

import (
	"unsafe"

	"github.com/kinorm/kin/internal/engine"
)

// Model makes a struct that embeds it a model. It holds what Save must know:
// whether the object has a row, and which columns were loaded. Its zero value is
// that of a new object. Tags on it describe the table; see docs/models.md.
type Model struct {
	state engine.State
}

// Saved reports whether obj stands for a row: it was created, saved or loaded, and
// not deleted or rolled back since.
func Saved[M interface{ kinState() *engine.State }](obj M) bool { return obj.kinState().Saved() }

func (m *Model) kinState() *engine.State { return &m.state }

// An Executor runs statements: a [DB] runs each by itself, a [Tx] all in its transaction.
type Executor interface {
	session() *engine.Session
}

// sessionOf returns the session of an executor; nil for one that is nil.
func sessionOf(db Executor) *engine.Session {
	if db == nil {
		return nil
	}
	return db.session()
}

// typed gives addresses of objects their type: R is a pointer to a model's struct.
// A []R and a []unsafe.Pointer have one layout, so nothing is copied.
func typed[R any](objs []unsafe.Pointer) []R { return *(*[]R)(unsafe.Pointer(&objs)) }

// untyped is the inverse of typed.
func untyped[R any](objs []R) []unsafe.Pointer { return *(*[]unsafe.Pointer)(unsafe.Pointer(&objs)) }

// object gives one address its type.
func object[R any](obj unsafe.Pointer) R { return *(*R)(unsafe.Pointer(&obj)) }

// address is the inverse of object.
func address[R any](obj R) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&obj)) }
