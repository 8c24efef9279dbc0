package engine

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/kinorm/kin/dialect"
)

// A txn is a transaction, or a savepoint in one.
type txn struct {
	mu     *sync.Mutex // statements of one transaction run one after the other
	conn   dialect.Conn
	parent *txn
	depth  int
	done   bool
	undo   []func() // what takes back the claims of objects, newest last
	commit []func() // what runs after the outermost commit
}

// ErrTxDone is returned for a transaction that has ended.
var ErrTxDone = errors.New("kin: the transaction has ended; use the database, or a new transaction")

// take locks the transaction's connection for one statement.
func (t *txn) take(ctx context.Context) (dialect.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, context.Cause(ctx)
	}
	t.mu.Lock()
	if t.done {
		t.mu.Unlock()
		return nil, ErrTxDone
	}
	return t.conn, nil
}

// InTx calls f with a session whose statements are one transaction, or one
// savepoint if s is in a transaction already. It commits if f returns nil and
// rolls back if f returns an error, panics or ends its goroutine.
func (s *Session) InTx(ctx context.Context, opts dialect.TxOptions, f func(*Session) error) error {
	if s == nil {
		return errNoDB
	}
	if ctx == nil {
		return errNoContext
	}
	if s.tx != nil {
		return s.savepoint(ctx, f)
	}
	t := &txn{mu: new(sync.Mutex)}
	if err := s.transact(ctx, opts, t, f); err != nil {
		return err
	}
	for _, f := range t.commit { // the connection is free again: these may use the database
		f()
	}
	return nil
}

// transact runs f as the transaction t on a connection of its own.
func (s *Session) transact(ctx context.Context, opts dialect.TxOptions, t *txn, f func(*Session) error) error {
	use := dialect.Write
	if opts.ReadOnly {
		use = dialect.Read
	}
	conn, err := s.DB.driver.Acquire(ctx, use)
	if err != nil {
		return err
	}
	defer conn.Release()
	if err := conn.Begin(ctx, opts); err != nil {
		return fmt.Errorf("kin: begin transaction: %w", err)
	}
	t.conn = conn
	end := func(ctx context.Context, commit bool) error {
		if !commit {
			return conn.Rollback(ctx)
		}
		return conn.Commit(ctx)
	}
	return t.run(ctx, s.DB, f, end)
}

// savepoint runs f as a savepoint of the transaction that s is in.
func (s *Session) savepoint(ctx context.Context, f func(*Session) error) error {
	t := &txn{mu: s.tx.mu, conn: s.tx.conn, parent: s.tx, depth: s.tx.depth + 1}
	name := "kin_" + strconv.Itoa(t.depth)
	script := func(ctx context.Context, sql string) error {
		c, err := s.tx.take(ctx)
		if err != nil {
			return err
		}
		defer s.tx.mu.Unlock()
		return c.Script(ctx, sql)
	}
	if err := script(ctx, "SAVEPOINT "+name); err != nil {
		return fmt.Errorf("kin: begin savepoint: %w", err)
	}
	end := func(ctx context.Context, commit bool) error {
		if !commit {
			return script(ctx, "ROLLBACK TO SAVEPOINT "+name+"; RELEASE SAVEPOINT "+name)
		}
		return script(ctx, "RELEASE SAVEPOINT "+name)
	}
	return t.run(ctx, s.DB, f, end)
}

// run calls f and ends the transaction by what came of it.
func (t *txn) run(ctx context.Context, db *DB, f func(*Session) error, end func(context.Context, bool) error) (err error) {
	returned := false
	defer func() {
		if returned {
			return
		}
		// f panicked or ended the goroutine; the panic goes on after this.
		_ = t.rollback(ctx, end) // the panic is what the caller hears of
	}()
	err = f(&Session{DB: db, tx: t})
	returned = true
	if err == nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		return errors.Join(err, t.rollback(ctx, end))
	}
	t.mu.Lock()
	t.done = true
	t.mu.Unlock()
	if err := end(ctx, true); err != nil {
		rollbackErr := t.rollback(ctx, end)
		if errors.Is(err, dialect.ErrCommitUnknown) {
			return err
		}
		return errors.Join(fmt.Errorf("kin: commit: %w", err), rollbackErr)
	}
	t.committed()
	return nil
}

// rollback ends the transaction without its effects, even if ctx is done.
func (t *txn) rollback(ctx context.Context, end func(context.Context, bool) error) error {
	t.mu.Lock()
	t.done = true
	t.mu.Unlock()
	for i := len(t.undo) - 1; i >= 0; i-- {
		t.undo[i]()
	}
	t.undo, t.commit = nil, nil
	if err := end(context.WithoutCancel(ctx), false); err != nil {
		return fmt.Errorf("kin: rollback: %w", err)
	}
	return nil
}

// committed hands what must happen later to the parent, if there is one.
func (t *txn) committed() {
	if t.parent != nil {
		t.parent.undo = append(t.parent.undo, t.undo...)
		t.parent.commit = append(t.parent.commit, t.commit...)
	}
}

// onRollback remembers how to take back what a write did to an object.
func (s *Session) onRollback(f func()) {
	if s.tx == nil {
		return
	}
	s.tx.mu.Lock()
	defer s.tx.mu.Unlock()
	s.tx.undo = append(s.tx.undo, f)
}

// OnCommit calls f after the outermost transaction has committed, or at once
// where there is none.
func (s *Session) OnCommit(f func()) {
	if s.tx == nil {
		f()
		return
	}
	s.tx.mu.Lock()
	defer s.tx.mu.Unlock()
	s.tx.commit = append(s.tx.commit, f)
}

// InTransaction reports whether the session is in a transaction.
func (s *Session) InTransaction() bool { return s.tx != nil }

// atomic calls f so that all of its statements have an effect or none: in a
// transaction, or in a savepoint of the one that the session is in.
func (s *Session) atomic(ctx context.Context, f func(*Session) error) error {
	return s.InTx(ctx, dialect.TxOptions{}, f)
}
