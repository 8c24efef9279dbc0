// Package postgres is kin's PostgreSQL, from version 13 on.
//
// It talks to the server by pgx, natively and not through database/sql: values
// travel in PostgreSQL's binary form, statements are prepared once for each
// connection, a set of any size is one array parameter, and many rows are written
// in one round trip. Arguments are always bound, never written into SQL.
//
// Tables have real types: boolean, integers, double precision, numeric, text,
// bytea, timestamptz, date, jsonb and uuid. Text is compared by code point
// (COLLATE "C"), as on every database of kin. Comparisons without regard to case
// use the ICU collation "und-x-icu", which all usual builds of PostgreSQL have.
//
// Where a column gets another type, statements that were prepared before are prepared
// anew, and outside of a transaction run again; in one the next transaction does so.
//
// A script that changes a setting of its session, such as search_path, changes it
// for whoever gets the connection next; use SET LOCAL in a transaction, or put the
// setting into the URL.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/kinorm/kin/dialect"
)

// An Option changes how a database is opened.
type Option func(*options)

type options struct {
	maxConns   int
	statements int
}

const defaultStatements = 512

// WithMaxConns sets how many connections are open at most. The default is what the
// URL says by pool_max_conns, otherwise the number of processors, at least 4.
// Loops over results whose bodies run statements, as those of Each may, need two
// connections each where several run at a time; with one connection for all Each reads
// chunks.
func WithMaxConns(n int) Option { return func(o *options) { o.maxConns = n } }

// WithStatements sets how many statements each connection keeps prepared. The
// default is 512; a statement takes some kilobytes of the server's memory.
func WithStatements(n int) Option { return func(o *options) { o.statements = n } }

func (o options) check() error {
	if o.maxConns < 0 {
		return fmt.Errorf("kin: postgres.WithMaxConns(%d): at least 1 connection is needed", o.maxConns)
	}
	if o.statements < 1 {
		return fmt.Errorf("kin: postgres.WithStatements(%d): at least 1 statement must be kept", o.statements)
	}
	return nil
}

// OpenDriver opens the database at url and checks that the server answers and is
// one that kin works with. The url is one of PostgreSQL's own,
//
//	postgres://user:password@host:5432/database?sslmode=verify-full&pool_max_conns=20
//
// or its keyword form; what it leaves out comes from the environment (PGHOST and
// the like). Sessions have the time zone UTC unless the url says otherwise.
// Errors never contain the password. The driver is safe for concurrent use.
func OpenDriver(ctx context.Context, url string, opts ...Option) (dialect.Driver, error) {
	o := options{statements: defaultStatements}
	for _, opt := range opts {
		opt(&o)
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	if url == "" {
		return nil, errNoURL
	}
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, parseError(err)
	}
	if o.maxConns > 0 {
		config.MaxConns = int32(min(o.maxConns, math.MaxInt32))
	}
	params := config.ConnConfig.RuntimeParams
	if _, ok := params["timezone"]; !ok {
		params["timezone"] = "UTC"
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, openError(ctx, err)
	}
	d := newDriver(pool, o.statements)
	d.owned = true
	if err := d.start(ctx); err != nil {
		return nil, errors.Join(openError(ctx, err), d.Close())
	}
	return d, nil
}
