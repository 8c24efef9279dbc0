package kin

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/sqldb"
)

// Wrap returns a database on a *sql.DB that the program has, by any driver of
// database/sql for the database of the dialect: postgres.Dialect, sqlite.Dialect or
// one of package mysql. Closing it waits for kin's statements and leaves db open.
//
//	std, err := sql.Open("pgx", url)
//	db, err := kin.Wrap(std, postgres.Dialect)
//
// It needs no round trip. Before the first statement kin checks that the sessions
// of db are as the dialect needs them, and every statement returns that error
// until they are: on SQLite that foreign keys are enforced.
//
// The packages postgres and sqlite open databases natively, which is faster. What
// the driver decides stays so: on SQLite a transaction begins with BEGIN, and two
// that read and then write fail with ErrSerialization, unless the driver is told to
// begin with BEGIN IMMEDIATE (_txlock=immediate); a transaction that is ReadOnly may
// still write there.
func Wrap(db *sql.DB, d *dialect.Dialect) (*DB, error) {
	driver, err := sqldb.New(db, d, false)
	if err != nil {
		return nil, err
	}
	return NewDB(driver), nil
}

// WrapTx returns a transaction that the program began on the *sql.DB which db wraps,
// so that kin's statements and the program's own are one transaction.
//
//	std, err := db.BeginTx(ctx, nil)
//	defer std.Rollback()
//	tx, err := wrapped.WrapTx(std)
//	err = Articles.Create(ctx, tx, article)
//	_, err = std.ExecContext(ctx, "UPDATE ...")
//	err = std.Commit()
//
// The program commits it or rolls it back: kin does neither, and does not hear of it.
// So functions given to OnCommit are never called, and objects that were created in
// a transaction which is rolled back still claim to be saved; InTx of the Tx, a
// savepoint, takes back what its own objects claim. The Tx is used by one goroutine
// at a time together with tx.
func (db *DB) WrapTx(tx *sql.Tx) (*Tx, error) {
	driver, ok := db.Driver().(*sqldb.Driver)
	if !ok {
		return nil, fmt.Errorf("%w (%s): the database was not opened over database/sql; open it with kin.Wrap to use a *sql.Tx with it, or use InTx",
			dialect.ErrUnsupported, db.Driver().Dialect().Name)
	}
	if tx == nil {
		return nil, errors.New("kin: the *sql.Tx is nil; begin one with BeginTx of the *sql.DB")
	}
	return &Tx{db.s.DB.Within(driver.Tx(tx))}, nil
}
