package engine

import (
	"context"
	"fmt"
	"strconv"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
)

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
	t := &txn{turn: make(chan struct{}, 1), readOnly: opts.ReadOnly}
	if err := s.transact(ctx, opts, t, f); err != nil {
		return err
	}
	for _, f := range t.commit { // the connection is free again: these may use the database
		f()
	}
	return nil
}

// Within returns a session whose statements run on a connection that is in a
// transaction of the program's. kin neither commits it nor rolls it back: what
// OnCommit got is never called, and objects keep what they claim.
func (db *DB) Within(conn dialect.Conn) *Session {
	return &Session{DB: db, tx: &txn{turn: make(chan struct{}, 1), conn: conn}}
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
	start := s.started()
	if err := s.traceText(ctx, EventBegin, "BEGIN", start, conn.Begin(ctx, opts)); err != nil {
		return fmt.Errorf("kin: begin transaction: %w", err)
	}
	t.conn = conn
	end := func(ctx context.Context, commit bool) error {
		start := s.started()
		if !commit {
			return s.traceText(ctx, EventRollback, "ROLLBACK", start, conn.Rollback(ctx))
		}
		return s.traceText(ctx, EventCommit, "COMMIT", start, conn.Commit(ctx))
	}
	return t.run(ctx, s.DB, f, end)
}

// savepoint runs f as a savepoint of the transaction that s is in.
func (s *Session) savepoint(ctx context.Context, f func(*Session) error) error {
	name := "kin_" + strconv.Itoa(s.tx.depth+1)
	t, err := s.beginSavepoint(ctx, name)
	if err != nil {
		return err
	}
	end := func(ctx context.Context, commit bool) error { return s.endSavepoint(ctx, t, name, commit) }
	return t.run(ctx, s.DB, f, end)
}

func (s *Session) beginSavepoint(ctx context.Context, name string) (*txn, error) {
	parent := s.tx
	conn, err := parent.take(ctx)
	if err != nil {
		return nil, err
	}
	defer parent.endTurn()
	start, sql := s.started(), "SAVEPOINT "+name
	if err := s.traceText(ctx, EventSavepoint, sql, start, conn.Script(ctx, sql)); err != nil {
		return nil, fmt.Errorf("kin: begin savepoint: %w", err)
	}
	t := &txn{turn: parent.turn, conn: conn, readOnly: parent.readOnly, parent: parent, depth: parent.depth + 1}
	parent.child = t
	return t, nil
}

// endSavepoint releases a savepoint, or rolls back to it and releases it. It gives
// the parent what was to be done at the end of t. Where the rollback fails, what
// the savepoint did may still be there, so the parent cannot be committed.
func (s *Session) endSavepoint(ctx context.Context, t *txn, name string, commit bool) error {
	t.takeTurn()
	defer t.endTurn()
	up := t.parent
	if up.child == t {
		up.child = nil
	}
	if err := up.usable(); err != nil {
		return err
	}
	start := s.started()
	if commit {
		sql := "RELEASE SAVEPOINT " + name
		if err := s.traceText(ctx, EventRelease, sql, start, t.conn.Script(ctx, sql)); err != nil {
			return err
		}
		up.undo = append(up.undo, t.undo...)
		up.commit = append(up.commit, t.commit...)
		return nil
	}
	sql := "ROLLBACK TO SAVEPOINT " + name + "; RELEASE SAVEPOINT " + name
	if err := s.traceText(ctx, EventRollbackTo, sql, start, t.conn.Script(ctx, sql)); err != nil {
		up.broken = fmt.Errorf("kin: a savepoint could not be rolled back, so the transaction cannot be committed: %w", err)
		return err
	}
	return nil
}

// onRollback remembers how to take back what a write did to an object.
func (s *Session) onRollback(f func()) {
	if s.tx != nil {
		s.tx.onRollback(f)
	}
}

// OnCommit calls f after the outermost transaction has committed, or at once
// where there is none.
func (s *Session) OnCommit(f func()) {
	if s.tx == nil {
		f()
		return
	}
	s.tx.onCommit(f)
}

// InTransaction reports whether the session is in a transaction.
func (s *Session) InTransaction() bool { return s.tx != nil }

// atomic calls f so that all of its statements have an effect or none: in a
// transaction, or in a savepoint of the one that the session is in.
func (s *Session) atomic(ctx context.Context, f func(*Session) error) error {
	return s.InTx(ctx, dialect.TxOptions{}, f)
}

// checkLock returns why a query cannot lock its rows here.
func (s *Session) checkLock(q *query.Query) error {
	switch {
	case q.Lock == nil:
		return nil
	case s.tx == nil:
		return fmt.Errorf("%w: run the query of %s in InTx, with the tx that it passes", ErrNoTx, q.Model.Name)
	case s.tx.readOnly:
		return fmt.Errorf("%w: rows of %s cannot be locked in it", dialect.ErrReadOnly, q.Model.Name)
	}
	return nil
}
