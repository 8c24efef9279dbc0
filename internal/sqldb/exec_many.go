package sqldb

import (
	"context"
	"fmt"

	"github.com/kinorm/kin/dialect"
)

// From manyRuns on the form of a statement for many is quicker. It takes so many
// runs and about so many bytes at a time: a server limits the size of what it is sent.
const (
	manyRuns  = 4
	mostRuns  = 1000
	mostBytes = 1 << 20
)

// execMany runs a statement that does many runs at once, as often as it takes. Those
// that came before a failure are done, so more than one must be in a transaction.
func (c *conn) execMany(ctx context.Context, many *dialect.Statement, args [][]dialect.Value, each func(i int, r dialect.Result)) error {
	run, kept, err := c.runner(ctx, many.SQL)
	if err != nil {
		return c.d.fail(ctx, err)
	}
	defer c.done(kept)
	for from := 0; from < len(args); {
		if err := dialect.ContextError(ctx); err != nil {
			return err
		}
		n := fitting(args[from:])
		values := many.Bind(nil, dialect.SetsOf(args[from:from+n]))
		keys, err := c.runMany(ctx, run, many, values)
		if err != nil {
			return c.d.fail(ctx, err)
		}
		if len(keys) != n {
			return fmt.Errorf("kin: the server wrote %d of %d rows; a trigger of the table leaves some out, insert them one by one", len(keys), n)
		}
		for i, key := range keys {
			each(from+i, dialect.Result{RowsAffected: 1, LastInsertID: key})
		}
		from += n
	}
	return nil
}

// fitting returns how many runs are sent at a time.
func fitting(args [][]dialect.Value) int {
	bytes := 0
	for i, row := range args[:min(len(args), mostRuns)] {
		for k := range row {
			bytes += len(row[k].S)
		}
		if bytes > mostBytes && i > 0 {
			return i
		}
	}
	return min(len(args), mostRuns)
}

// runMany returns the key of each row, or zeros where the statement returns none.
func (c *conn) runMany(ctx context.Context, run runner, many *dialect.Statement, values []dialect.Value) (keys []int64, err error) {
	args, err := c.bind(values)
	if err != nil {
		return nil, err
	}
	if !many.Rows {
		std, err := run.exec(ctx, args)
		if err != nil {
			return nil, err
		}
		n, err := std.RowsAffected()
		return make([]int64, n), err
	}
	rows, err := run.query(ctx, args)
	if err != nil {
		return nil, err
	}
	defer func() {
		if closeErr := rows.Close(); err == nil {
			err = closeErr
		}
	}()
	for rows.Next() {
		var key int64
		if err := rows.Scan(&key); err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, rows.Err()
}
