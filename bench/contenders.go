package main

import (
	"context"
	"database/sql"
	"errors"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/bench/bunbench"
	"github.com/kinorm/kin/bench/data"
	"github.com/kinorm/kin/bench/entbench"
	"github.com/kinorm/kin/bench/gormbench"
	"github.com/kinorm/kin/bench/hand"
	"github.com/kinorm/kin/bench/kinbench"
	"github.com/kinorm/kin/bench/suite"
	"github.com/kinorm/kin/mysql"
	"github.com/kinorm/kin/postgres"
	"github.com/kinorm/kin/sqlite"
)

// open opens all contenders on a database; the best by hand comes first.
func open(ctx context.Context, s *suite.Server) ([]*suite.Contender, error) {
	var out []*suite.Contender
	add := func(c *suite.Contender, err error) error {
		if err == nil {
			out = append(out, c)
		}
		return err
	}
	var err error
	switch s.Kind {
	case data.PostgreSQL:
		err = errors.Join(add(hand.BestPostgres(ctx, s.DSN, s.Data)), add(hand.PgxScan(ctx, s.DSN, s.Data)))
	case data.SQLite:
		err = add(hand.BestSQLite(s.DSN, s.Data))
	}
	if err != nil {
		return out, err
	}
	db, err := openSQL(s)
	if err != nil {
		return out, err
	}
	if err := add(hand.DatabaseSQL(db, s.Kind, s.Data), nil); err != nil {
		return out, err
	}
	for _, open := range []func(*sql.DB, data.Kind, *data.Set) (*suite.Contender, error){gormbench.New, bunbench.New, entbench.New} {
		db, err := openSQL(s)
		if err != nil {
			return out, err
		}
		if err := add(open(db, s.Kind, s.Data)); err != nil {
			return out, errors.Join(err, db.Close())
		}
	}
	return out, add(openKin(ctx, s))
}

func openKin(ctx context.Context, s *suite.Server) (*suite.Contender, error) {
	var db *kin.DB
	var err error
	switch s.Kind {
	case data.PostgreSQL:
		db, err = postgres.Open(ctx, s.DSN)
	case data.MariaDB:
		db, err = mysql.Open(ctx, s.URL)
	default:
		db, err = sqlite.Open(ctx, s.DSN)
	}
	if err != nil {
		return nil, err
	}
	return kinbench.New(ctx, db, s.Data)
}

// connections is how many a pool of database/sql has: as many as pgx's and so kin's
// on PostgreSQL by default.
const connections = 4

// openSQL opens a pool of database/sql on the server.
func openSQL(s *suite.Server) (*sql.DB, error) {
	var db *sql.DB
	var err error
	switch s.Kind {
	case data.PostgreSQL:
		db, err = sql.Open("pgx", s.DSN)
	case data.MariaDB:
		db, err = sql.Open("mysql", s.DSN)
	default:
		db, err = sql.Open("sqlite", sqliteURL(s.DSN))
	}
	if err != nil {
		return nil, err
	}
	db.SetMaxIdleConns(connections)
	db.SetMaxOpenConns(connections)
	return db, nil
}
