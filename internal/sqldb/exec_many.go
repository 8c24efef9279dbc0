package sqldb

import (
	"context"
	"fmt"
	"math/bits"

	"github.com/kinorm/kin/dialect"
)

// How much one statement takes. A server limits how many bytes it is sent, and keeps
// a few hundred bytes for each parameter of a statement that stays prepared.
const (
	mostRows   = 1024
	mostParams = 1 << 14
	mostBytes  = 1 << 20
)

// execMany runs a statement whose row is repeated, as often as it takes. What came
// before a failure is done, so more than one row must be in a transaction.
func (c *conn) execMany(ctx context.Context, many *dialect.Statement, runs dialect.Runs, each func(i int, r dialect.Result)) error {
	q := queue{c: c, runs: runs, args: c.args[:0]}
	c.args = nil
	defer func() { c.args = q.args }()
	for from := 0; from < runs.Len; {
		if err := dialect.ContextError(ctx); err != nil {
			return err
		}
		if err := q.fill(); err != nil {
			return err
		}
		n, text := q.statement(many)
		keys, err := c.runMany(ctx, many, text, n, q.args[:n*q.width])
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

// A queue has the arguments of rows that are not written yet.
type queue struct {
	c     *conn
	runs  dialect.Runs
	next  int             // the run that is read next
	width int             // arguments of a row
	row   []dialect.Value // those of the run that was read last
	args  []any
	sizes []int // of each row, the bytes of its texts
	bytes int   // the sum of sizes
	fresh bool  // the last of the rows was just read; else they are what was left over
}

// fill reads rows up to the limits.
func (q *queue) fill() error {
	q.fresh = false
	for q.next < q.runs.Len && q.takes() {
		var err error
		if q.row, err = q.runs.Args(q.row[:0], q.next); err != nil {
			return err
		}
		if q.args, err = q.c.bind(q.args, q.row); err != nil {
			return err
		}
		q.fresh = true
		q.next++
		q.width = len(q.row)
		q.sizes = append(q.sizes, size(q.row))
		q.bytes += q.sizes[len(q.sizes)-1]
	}
	return nil
}

// statement returns the number of rows that go into the next statement, and its SQL:
// all that are read, where that number comes again and again, else a power of
// two, so that a few statements do for any number and stay prepared.
func (q *queue) statement(many *dialect.Statement) (n int, text string) {
	rows := len(q.sizes)
	n = 1 << (bits.Len(uint(rows)) - 1)
	if n < rows && q.fresh && !q.c.foreign { // who has a transaction of the program's own prepares nothing before it
		if text, kept := q.c.d.stmts.repeated(many, rows); kept {
			return rows, text
		}
	}
	return n, many.Repeated(n)
}

func (q *queue) takes() bool {
	rows := len(q.sizes)
	return rows == 0 || rows < mostRows && q.bytes < mostBytes && (rows+1)*q.width <= mostParams
}

// drop takes out the first n rows, which are written.
func (q *queue) drop(n int) {
	for _, size := range q.sizes[:n] {
		q.bytes -= size
	}
	q.sizes = append(q.sizes[:0], q.sizes[n:]...)
	q.args = append(q.args[:0], q.args[n*q.width:]...)
}

func size(row []dialect.Value) (bytes int) {
	for i := range row {
		bytes += len(row[i].S)
	}
	return bytes
}

// runMany inserts n rows and returns the key of each, or zeros where the statement
// returns none.
func (c *conn) runMany(ctx context.Context, many *dialect.Statement, text string, n int, args []any) (keys []int64, err error) {
	run, kept, err := c.runner(ctx, text)
	if err != nil {
		return nil, err
	}
	defer c.done(kept)
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
