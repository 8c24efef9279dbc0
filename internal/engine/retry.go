package engine

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/kinorm/kin/dialect"
)

// Attempts is how often a transaction is run at most, where nothing else is said.
const Attempts = 20

// The pause after a failed attempt is a random part of a limit, which begins with
// the first and doubles up to the longest. Where an attempt took longer, because the
// database needed its time to find a deadlock, the limit begins with that time: those
// who came back at once would only meet in the next deadlock.
const (
	firstPause   = time.Millisecond
	longestPause = 64 * time.Millisecond
	longestWait  = 4 * time.Second
)

// Retry is InTx that runs the whole of f again, in a new transaction, where the
// database asks for it, at most attempts times.
func (s *Session) Retry(ctx context.Context, opts dialect.TxOptions, attempts int, f func(*Session) error) error {
	if attempts < 1 {
		return fmt.Errorf("kin: a transaction cannot have %d attempts; the least is 1", attempts)
	}
	return retry(ctx, attempts, func() error { return s.InTx(ctx, opts, f) })
}

// again calls f, and calls it again where the database asks for it. In a
// transaction it does not: all of it would have to run again.
func (s *Session) again(ctx context.Context, f func() error) error {
	if s == nil || s.tx != nil {
		return f()
	}
	return retry(ctx, Attempts, f)
}

// atomicAgain is atomic, and again.
func (s *Session) atomicAgain(ctx context.Context, f func(*Session) error) error {
	return s.again(ctx, func() error { return s.atomic(ctx, f) })
}

// counted is again for what returns a number, such as that of new links. Links are
// inserted in one order by everybody, but a database may still see a deadlock, with
// transactions that do not keep to it or in the locks of its indexes.
func (s *Session) counted(ctx context.Context, f func() (int64, error)) (n int64, err error) {
	err = s.again(ctx, func() (err error) {
		n, err = f()
		return err
	})
	return n, err
}

// retry calls f until its error is none that another attempt may end.
func retry(ctx context.Context, attempts int, f func() error) error {
	for n := 1; ; n++ {
		begin := time.Now()
		err := f()
		if !transient(err) {
			return err
		}
		if n == attempts {
			return fmt.Errorf("kin: %d attempts failed, the last with: %w", n, err)
		}
		if ended := pause(ctx, n, time.Since(begin)); ended != nil {
			return fmt.Errorf("%w, before attempt %d; the last failed with: %w", ended, n+1, err)
		}
	}
}

// transient reports whether an error is the database's news that it has undone a
// transaction because of others, which may go well when it runs again. What may
// have been committed is not among them.
func transient(err error) bool {
	return (errors.Is(err, dialect.ErrSerialization) || errors.Is(err, dialect.ErrDeadlock)) &&
		!errors.Is(err, dialect.ErrCommitUnknown)
}

// pause waits after attempt n, which took some time, and returns the error of ctx if
// that ends the waiting.
func pause(ctx context.Context, n int, took time.Duration) error {
	doubled := min(n-1, 10)
	limit := min(firstPause<<doubled, longestPause)
	if took > longestPause {
		limit = min(min(took, longestWait)<<doubled, longestWait)
	}
	timer := time.NewTimer(time.Duration(rand.Int64N(int64(limit))) + 1) //nolint:gosec // a pause is no secret
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return dialect.ContextError(ctx)
	}
}
