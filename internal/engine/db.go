package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
)

// A DB is an open database with what was compiled for it. It is safe for
// concurrent use. Its fields are set before it is used.
type DB struct {
	Clock   func() time.Time
	Rewrite func(ast.Node) ast.Node // applied to every statement before it is compiled
	Tracers []Tracer

	hooks     map[*Type][]objectHook      // never changed once it is here
	listeners map[*model.Model][]listener // by what holds the links; as hooks
	broken    error                       // an option that makes no sense: what every statement returns
	driver    dialect.Driver
	dialect   *dialect.Dialect
	plans     *plans
	single    func() bool // reports whether nothing can be run while a result is open; nil is no
}

// NewDB returns a database on a driver.
func NewDB(d dialect.Driver) *DB {
	db := &DB{Clock: time.Now, driver: d, dialect: d.Dialect(), plans: &plans{}}
	if s, ok := d.(interface{ SingleConn() bool }); ok {
		db.single = s.SingleConn
	}
	return db
}

// Clone returns a DB on the same driver whose fields may be changed.
func (db *DB) Clone() *DB {
	c := *db
	c.plans = &plans{}
	return &c
}

// refuse makes every statement of db return the first mistake in its options.
func (db *DB) refuse(err error) {
	if db.broken == nil {
		db.broken = err
	}
}

// Driver returns the driver.
func (db *DB) Driver() dialect.Driver { return db.driver }

// A Session runs statements, each by itself or all in a transaction.
type Session struct {
	DB *DB
	tx *txn
}

// Session returns a session without a transaction.
func (db *DB) Session() *Session { return &Session{DB: db} }

// now returns the time as it can be stored.
func (s *Session) now() time.Time { return s.DB.Clock().UTC().Truncate(time.Microsecond) }

// acquire takes a connection for one statement; release gives it back.
func (s *Session) acquire(ctx context.Context, use dialect.Use) (dialect.Conn, error) {
	if s == nil {
		return nil, errNoDB
	}
	if ctx == nil {
		return nil, errNoContext
	}
	if s.DB.broken != nil {
		return nil, s.DB.broken
	}
	if s.tx != nil {
		return s.tx.take(ctx)
	}
	return s.DB.driver.Acquire(ctx, use)
}

func (s *Session) release(c dialect.Conn) {
	if s.tx != nil {
		s.tx.endTurn()
		return
	}
	c.Release()
}

// Mistakes in calling.
var (
	errNoDB      = errors.New("kin: the database is nil; open one, for example with sqlite.Open")
	errNoContext = errors.New("kin: the context is nil; pass context.Background()")
)

// A QueryError is an error of the database with the statement that it came from.
// Its text has neither the SQL nor the values.
type QueryError struct {
	Op  string // as "create Article"
	SQL string
	Err error
}

// Error names the operation and the model.
func (e *QueryError) Error() string { return fmt.Sprintf("kin: %s: %v", e.Op, e.Err) }

// Unwrap returns the error of the database.
func (e *QueryError) Unwrap() error { return e.Err }

func queryError(op string, t *Type, sql string, err error) error {
	if err == nil {
		return nil
	}
	return &QueryError{Op: op + " " + t.Name, SQL: sql, Err: completed(t.Model, err)}
}

// exec runs a statement that returns no rows.
func (s *Session) exec(ctx context.Context, stmt *dialect.Statement, args []dialect.Value) (dialect.Result, error) {
	c, err := s.acquire(ctx, dialect.Write)
	if err != nil {
		return dialect.Result{}, err
	}
	defer s.release(c)
	start := s.started()
	bound := stmt.Bind(args)
	res, err := c.Exec(ctx, stmt, bound)
	return res, s.trace(ctx, EventExec, stmt, bound, start, res.RowsAffected, err)
}

// query runs a statement and calls each for every row. Rows are closed and the
// connection is given back before query returns, also when each panics.
func (s *Session) query(ctx context.Context, use dialect.Use, stmt *dialect.Statement, args []dialect.Value, each func(dialect.Rows) error) (err error) {
	c, err := s.acquire(ctx, use)
	if err != nil {
		return err
	}
	defer s.release(c)
	start := s.started()
	bound := stmt.Bind(args)
	var n int64
	defer func() { err = s.trace(ctx, EventQuery, stmt, bound, start, n, err) }()
	rows, err := c.Query(ctx, stmt, bound)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		n++
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Close closes the database.
func (db *DB) Close() error { return db.driver.Close() }

// execEach does the runs of a statement. The errors of arguments and of each are
// returned as they are, that of the database as a *QueryError.
func (s *Session) execEach(ctx context.Context, op string, t *Type, stmt *dialect.Statement, runs dialect.Runs, each func(int, dialect.Result) error) error {
	c, err := s.acquire(ctx, dialect.Write)
	if err != nil {
		return queryError(op, t, stmt.SQL, err)
	}
	defer s.release(c)
	start := s.started()
	var own error
	var rows int64
	ran := false
	args := runs.Args
	runs.Args = func(buf []dialect.Value, i int) ([]dialect.Value, error) {
		buf, err := args(buf, i)
		own = cmp.Or(own, err)
		return buf, err
	}
	err = c.ExecEach(ctx, stmt, runs, func(i int, r dialect.Result) {
		ran, rows = true, rows+r.RowsAffected
		if own == nil {
			own = each(i, r)
		}
	})
	switch {
	case own != nil && !ran: // nothing was sent
		return own
	case own != nil:
		return s.trace(ctx, EventExec, stmt, nil, start, rows, own)
	}
	return queryError(op, t, stmt.SQL, s.trace(ctx, EventExec, stmt, nil, start, rows, err))
}
