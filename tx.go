package kin

import (
	"context"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/engine"
)

// A Tx is a transaction. It ends when the function that it was given to returns;
// after that everything it is asked for is ErrTxDone. Goroutines may share it: its
// statements run one after the other. While a savepoint of it is open, only the tx
// of the savepoint can be used; for this one everything is ErrTxInUse.
type Tx struct{ s *engine.Session }

func (tx *Tx) session() *engine.Session {
	if tx == nil {
		return nil
	}
	return tx.s
}

// A TxOption changes a transaction.
type TxOption func(*txOptions)

type txOptions struct {
	dialect.TxOptions
	attempts int
}

func optionsOf(options []TxOption) txOptions {
	o := txOptions{attempts: engine.Attempts}
	for _, option := range options {
		option(&o)
	}
	return o
}

// ReadOnly makes a transaction one that cannot write, with one view of the data.
// Writing and ForUpdate are ErrReadOnly in it.
func ReadOnly() TxOption { return func(o *txOptions) { o.ReadOnly = true } }

// ReadCommitted makes every statement of a transaction see what was committed
// before it began. It is PostgreSQL's default. SQLite has only the strongest level,
// [Serializable], and uses it for every option.
func ReadCommitted() TxOption { return isolation(dialect.ReadCommitted) }

// RepeatableRead makes all statements of a transaction see the data as it was at
// its first statement. It is the default of MariaDB and MySQL. On PostgreSQL a
// write to a row that another transaction has changed since is ErrSerialization:
// use [Retry].
func RepeatableRead() TxOption { return isolation(dialect.RepeatableRead) }

// Serializable makes transactions have the effect that they would have one after
// the other. It is always so on SQLite. On the other databases a transaction that
// would break it is ErrSerialization or ErrDeadlock, also when it commits: use [Retry].
func Serializable() TxOption { return isolation(dialect.Serializable) }

func isolation(level dialect.Isolation) TxOption {
	return func(o *txOptions) { o.Isolation = level }
}

// Attempts says how often [Retry] runs its function at most, instead of 20 times.
// [DB.InTx] runs its function once, whatever this says.
func Attempts(n int) TxOption { return func(o *txOptions) { o.attempts = n } }

// InTx calls f with a transaction. It commits when f returns nil, and rolls back
// when f returns an error, panics, or ctx is done; the error, or the panic, goes
// on to the caller. Objects that were created or saved in it then count as they
// did before. A commit whose answer was lost is ErrCommitUnknown. On SQLite a
// transaction begins with BEGIN IMMEDIATE, or BEGIN if it is [ReadOnly].
//
//	err := db.InTx(ctx, func(tx *kin.Tx) error {
//		if err := Articles.Create(ctx, tx, article); err != nil {
//			return err
//		}
//		_, err := article.Publications.Add(ctx, tx, weekly)
//		return err
//	})
func (db *DB) InTx(ctx context.Context, f func(tx *Tx) error, options ...TxOption) error {
	return db.session().InTx(ctx, optionsOf(options).TxOptions, inTx(f))
}

// InTx calls f with a savepoint of the transaction, which is released when f
// returns nil and rolled back to otherwise: what tx did before stays. f must use
// the tx that it is given.
//
//	SAVEPOINT kin_1
func (tx *Tx) InTx(ctx context.Context, f func(tx *Tx) error) error {
	return tx.session().InTx(ctx, dialect.TxOptions{}, inTx(f))
}

func inTx(f func(*Tx) error) func(*engine.Session) error {
	return func(s *engine.Session) error { return f(&Tx{s}) }
}

// Retry is [DB.InTx] that begins anew where the database rolled the transaction back
// because of another one: on ErrSerialization and ErrDeadlock it runs the whole of
// f again, in a new transaction, at most 20 times or as [Attempts] says. Between two
// attempts it waits for a random time, of up to 1 ms at first and 64 ms at last, and
// not longer than ctx. It never tries again what may have been committed, which is
// ErrCommitUnknown.
//
// f may run more than once, so it must do nothing that a rollback does not undo; what
// must happen once belongs into [Tx.OnCommit]. Objects that f creates or saves are,
// in every attempt, as unsaved as they were before it, but other values that f gives
// to variables outside of it stay.
//
//	err := kin.Retry(ctx, db, func(tx *kin.Tx) error {
//		article, err := Articles.Get(ctx, tx, id)
//		if err != nil {
//			return err
//		}
//		article.Headline = strings.ToUpper(article.Headline)
//		return Articles.Save(ctx, tx, article)
//	}, kin.Serializable())
//
// A transaction cannot be a part of another one that is tried again, so there is no
// Retry of a [Tx].
func Retry(ctx context.Context, db *DB, f func(tx *Tx) error, options ...TxOption) error {
	o := optionsOf(options)
	return db.session().Retry(ctx, o.TxOptions, o.attempts, inTx(f))
}

// OnCommit calls f after the outermost transaction has committed, in the order of
// the calls; never if it, or the savepoint that tx is, rolls back.
func (tx *Tx) OnCommit(f func()) { tx.s.OnCommit(f) }
