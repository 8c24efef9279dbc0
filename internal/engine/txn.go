package engine

import (
	"context"
	"errors"
	"fmt"

	"github.com/kinorm/kin/dialect"
)

// A txn is a transaction, or a savepoint in one. What it holds is read and changed
// by whoever has its turn.
type txn struct {
	turn     chan struct{} // has an element while someone uses the connection; savepoints share it
	conn     dialect.Conn
	readOnly bool
	parent   *txn
	depth    int

	child  *txn     // the savepoint that is open, or nil
	done   bool     // nothing can be run in it any more
	lost   bool     // it was rolled back
	broken error    // why it cannot be committed
	undo   []func() // what takes back the claims of objects, newest last
	commit []func() // what runs after the outermost commit
}

// Errors of using transactions. Package kin exports them.
var (
	ErrTxDone  = errors.New("kin: the transaction has ended; use the database, or a new transaction")
	ErrTxInUse = errors.New("kin: a savepoint of the transaction is open; use the tx that was passed to its function")
	ErrNoTx    = errors.New("kin: rows are locked until a transaction ends, and there is none")
)

// take gives the transaction's connection to one statement, which ends its turn.
func (t *txn) take(ctx context.Context) (dialect.Conn, error) {
	if err := dialect.ContextError(ctx); err != nil {
		return nil, err
	}
	select {
	case t.turn <- struct{}{}:
	default:
		select {
		case t.turn <- struct{}{}:
		case <-ctx.Done():
			return nil, dialect.ContextError(ctx)
		}
	}
	if err := t.usable(); err != nil {
		t.endTurn()
		return nil, err
	}
	return t.conn, nil
}

func (t *txn) takeTurn() { t.turn <- struct{}{} }
func (t *txn) endTurn()  { <-t.turn }

// usable returns why a statement cannot run in the transaction.
func (t *txn) usable() error {
	for up := t; up != nil; up = up.parent {
		if up.done {
			return ErrTxDone
		}
	}
	if t.child != nil {
		return ErrTxInUse
	}
	return t.broken
}

// run calls f and ends the transaction by what came of it.
func (t *txn) run(ctx context.Context, db *DB, f func(*Session) error, end func(context.Context, bool) error) (err error) {
	returned := false
	defer func() {
		if !returned { // f panicked or ended its goroutine, and that goes on after this
			_ = t.rollback(ctx, end)
		}
	}()
	err = f(&Session{DB: db, tx: t})
	returned = true
	if err == nil {
		err = dialect.ContextError(ctx)
	}
	if err == nil {
		err = t.close()
	}
	if err != nil {
		return errors.Join(err, t.rollback(ctx, end))
	}
	if err := end(ctx, true); err != nil {
		rollbackErr := t.rollback(ctx, end)
		if errors.Is(err, dialect.ErrCommitUnknown) {
			return err
		}
		return errors.Join(fmt.Errorf("kin: commit: %w", err), rollbackErr)
	}
	return nil
}

// close lets no statement run in the transaction any more, unless it cannot be
// committed.
func (t *txn) close() error {
	t.takeTurn()
	defer t.endTurn()
	if err := t.usable(); err != nil {
		return err
	}
	t.done = true
	return nil
}

// rollback ends the transaction without its effects, even if ctx is done.
func (t *txn) rollback(ctx context.Context, end func(context.Context, bool) error) error {
	t.takeTurn()
	t.done, t.lost = true, true
	for i := len(t.undo) - 1; i >= 0; i-- {
		t.undo[i]()
	}
	t.undo, t.commit = nil, nil
	t.endTurn()
	if err := end(context.WithoutCancel(ctx), false); err != nil {
		return fmt.Errorf("kin: rollback: %w", err)
	}
	return nil
}

// onRollback remembers how to take back what a write did to an object.
func (t *txn) onRollback(f func()) {
	t.takeTurn()
	defer t.endTurn()
	// Another goroutine may have ended the transaction since the write.
	for t.done && !t.lost && t.parent != nil {
		t = t.parent
	}
	if t.lost {
		f()
		return
	}
	t.undo = append(t.undo, f)
}

// onCommit remembers what to do after the outermost commit.
func (t *txn) onCommit(f func()) {
	t.takeTurn()
	defer t.endTurn()
	t.commit = append(t.commit, f)
}
