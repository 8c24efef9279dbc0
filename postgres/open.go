package postgres

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/kinorm/kin"
)

// Open opens the database at a URL, see [OpenDriver]. It returns an error if the
// server cannot be reached, is older than PostgreSQL 13, or has a database whose
// encoding is not UTF8.
func Open(ctx context.Context, url string, options ...Option) (*kin.DB, error) {
	d, err := OpenDriver(ctx, url, options...)
	if err != nil {
		return nil, err
	}
	return kin.NewDB(d), nil
}

// Wrap returns a database on a pool that the program has. Closing it waits for
// kin's statements and leaves the pool open. The server must have the collation
// "und-x-icu"; what else kin needs is checked for each connection when it is used
// for the first time.
func Wrap(pool *pgxpool.Pool) *kin.DB { return kin.NewDB(newDriver(pool, defaultStatements)) }
