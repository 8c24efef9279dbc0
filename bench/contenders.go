package main

import (
	"context"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/bench/data"
	"github.com/kinorm/kin/bench/hand"
	"github.com/kinorm/kin/bench/kinbench"
	"github.com/kinorm/kin/bench/suite"
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
	if s.Kind == data.PostgreSQL {
		if err := add(hand.BestPostgres(ctx, s.DSN, s.Data)); err != nil {
			return nil, err
		}
	}
	if s.Kind == data.SQLite {
		if err := add(hand.BestSQLite(s.DSN, s.Data)); err != nil {
			return nil, err
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
	default:
		db, err = sqlite.Open(ctx, s.DSN)
	}
	if err != nil {
		return nil, err
	}
	return kinbench.New(ctx, db, s.Data)
}
