package kin

import (
	"time"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/engine"
)

// A DB is an open database. It runs every statement by itself; [DB.InTx] runs
// several as one. It is safe for concurrent use. The packages of the databases
// open it, for example kin/sqlite.
type DB struct{ s *engine.Session }

func (db *DB) session() *engine.Session {
	if db == nil {
		return nil
	}
	return db.s
}

// NewDB returns a database on a driver, which it closes with Close.
func NewDB(driver dialect.Driver) *DB { return &DB{engine.NewDB(driver).Session()} }

// Close waits for running statements and closes the database. Every later call
// returns ErrClosed.
func (db *DB) Close() error { return db.s.DB.Close() }

// An Option changes how a database handle works; see [DB.With].
type Option func(*engine.DB)

// With returns a handle on the same database with options. The receiver stays as
// it was, and both are closed by closing either.
func (db *DB) With(options ...Option) *DB {
	c := db.s.DB.Clone()
	for _, o := range options {
		o(c)
	}
	return &DB{c.Session()}
}

// Clock sets the time that auto_create and auto_update columns get. The default is time.Now.
func Clock(now func() time.Time) Option { return func(db *engine.DB) { db.Clock = now } }

// RewriteSQL changes every statement before it is compiled: f gets each node,
// the inner ones first, and returns it or another of the same role. Statements are
// compiled once for each form, so f must depend on nothing but the node.
func RewriteSQL(f func(ast.Node) ast.Node) Option {
	return func(db *engine.DB) { db.Rewrite = f }
}

// Driver returns the driver, for what kin does not do. Statements that it runs
// are not seen by Trace.
func (db *DB) Driver() dialect.Driver { return db.s.DB.Driver() }
