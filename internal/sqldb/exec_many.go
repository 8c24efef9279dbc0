package sqldb

import (
	"context"
	"fmt"
	"math/bits"

	"github.com/kinorm/kin/dialect"
)

// How much one statement takes. Its number of rows is a power of two, so that a few
// statements do for any number of them and stay prepared; beyond some hundred rows
// little gets quicker. A server limits its parameters, and how many bytes it is sent.
const (
	mostRows   = 512
	mostParams = 1<<16 - 1
	mostBytes  = 1 << 20
)

// execMany runs a statement whose row is repeated, as often as it takes. What came
// before a failure is done, so more than one row must be in a transaction.
func (c *conn) execMany(ctx context.Context, many *dialect.Statement, runs dialect.Runs, each func(i int, r dialect.Result)) error {
	q := queue{runs: runs}
	for from := 0; from < runs.Len; {
		if err := dialect.ContextError(ctx); err != nil {
			return err
		}
		n, err := q.fill()
		if err != nil {
			return err
		}
		keys, err := c.runMany(ctx, many, n, q.values[:n*q.width])
		if err != nil {
			return c.d.fail(ctx, err)
		}
		if len(keys) != n {
			return fmt.Errorf("kin: the server wrote %d of %d rows; a trigger of the table leaves some out, insert them one by one", len(keys), n)
		}
		for i, key := range keys {
			each(from+i, dialect.Result{RowsAffected: 1, LastInsertID: key})
		}
		q.drop(n)
		from += n
	}
	return nil
}

// A queue has the values of rows that are not written yet.
type queue struct {
	runs   dialect.Runs
	next   int // the run that is read next
	width  int // values of a row
	values []dialect.Value
	bytes  int // of the texts among values
}

// fill reads rows up to the limits and returns how many of them go into the next
// statement.
func (q *queue) fill() (int, error) {
	for q.next < q.runs.Len && q.takes() {
		from := len(q.values)
		var err error
		if q.values, err = q.runs.Args(q.values, q.next); err != nil {
			return 0, err
		}
		q.next++
		q.width = len(q.values) - from
		q.bytes += size(q.values[from:])
	}
	return 1 << (bits.Len(uint(len(q.values)/q.width)) - 1), nil
}

func (q *queue) takes() bool {
	return len(q.values) == 0 || q.bytes < mostBytes && len(q.values)+q.width <= min(mostRows*q.width, mostParams)
}

// drop takes out the first n rows, which are written.
func (q *queue) drop(n int) {
	q.bytes -= size(q.values[:n*q.width])
	q.values = append(q.values[:0], q.values[n*q.width:]...)
}

func size(values []dialect.Value) (bytes int) {
	for i := range values {
		bytes += len(values[i].S)
	}
	return bytes
}

// runMany inserts n rows and returns the key of each, or zeros where the statement
// returns none.
func (c *conn) runMany(ctx context.Context, many *dialect.Statement, n int, values []dialect.Value) (keys []int64, err error) {
	run, kept, err := c.runner(ctx, many.Repeated(n))
	if err != nil {
		return nil, err
	}
	defer c.done(kept)
	args, err := c.bind(values)
	if err != nil {
		return nil, err
	}
	if !many.Rows {
		std, err := run.exec(ctx, args)
		if err != nil {
			return nil, err
		}
		written, err := std.RowsAffected()
		return make([]int64, written), err
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
	keys = make([]int64, 0, n)
	var key any
	dest := []any{&key}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return nil, err
		}
		n, ok := key.(int64)
		if !ok {
			return nil, fmt.Errorf("kin: the key of a new row is a %T, which is no integer that fits 64 bits", key)
		}
		keys = append(keys, n)
	}
	return keys, rows.Err()
}
