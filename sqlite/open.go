package sqlite

import (
	"context"

	"github.com/kinorm/kin"
)

// Open opens the database in a file, which it creates if there is none. The path
// ":memory:" is a new database in memory, which ends with Close. It returns
// kin.ErrCorrupt for a file that is no database and kin.ErrReadOnly for one that
// cannot be written.
func Open(ctx context.Context, path string, options ...Option) (*kin.DB, error) {
	d, err := OpenDriver(ctx, path, options...)
	if err != nil {
		return nil, err
	}
	return kin.NewDB(d), nil
}
