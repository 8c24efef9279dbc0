package sqlite

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"

	"github.com/kinorm/kin/dialect"
)

// A watch ends what a connection does when the context of the call ends.
type watch struct {
	ctx       context.Context // of the call that runs, or nil
	interrupt func()
	stop      func() bool   // of context.AfterFunc, or nil
	stopped   chan struct{} // unbuffered: what is sent was taken by interrupt
	busySince time.Time
}

// again is the time after which a statement is interrupted again: SQLite forgets an
// interrupt that comes between the check of the context and the first step.
const again = 5 * time.Millisecond

func (w *watch) init(c *conn) {
	w.stopped = make(chan struct{})
	w.interrupt = func() {
		tick := time.NewTicker(again)
		defer tick.Stop()
		for {
			lib.Xsqlite3_interrupt(c.tls, c.db) // safe beside a running statement
			select {
			case <-w.stopped:
				return
			case <-tick.C:
			}
		}
	}
}

// watchContext interrupts statements when ctx ends, until unwatch.
func (w *watch) watchContext(ctx context.Context) {
	w.ctx = ctx
	if ctx.Done() != nil {
		w.stop = context.AfterFunc(ctx, w.interrupt)
	}
}

// unwatch ends what watchContext began. After it there is no interrupt that could hit the next
// statement: either the interrupting function never runs, or it has taken the message.
// An interrupt that hit nothing is forgotten when the next statement starts.
func (w *watch) unwatch() {
	if w.stop != nil {
		if !w.stop() {
			w.stopped <- struct{}{}
		}
		w.stop = nil
	}
	w.ctx = nil
}

// conns are the open connections by number, for SQLite's callbacks. An address would
// not do: SQLite uses it again before the entry is gone.
var (
	conns  sync.Map // uintptr → *conn
	lastID atomic.Uintptr
)

var busyHandler = funcPointer(onBusy)

// onBusy is called while another process holds the file. It returns 0 to give up.
// SQLite's own handler would sleep on after the end of a context.
func onBusy(_ *libc.TLS, id uintptr, calls int32) int32 {
	if v, ok := conns.Load(id); ok && v.(*conn).waitBusy(int(calls)) {
		return 1
	}
	return 0
}

var busyDelays = [...]time.Duration{1, 2, 5, 10, 15, 20, 25} // milliseconds

func (c *conn) waitBusy(calls int) bool {
	if calls == 0 {
		c.busySince = time.Now()
	}
	left := c.d.options.busyTimeout - time.Since(c.busySince)
	if left <= 0 {
		return false
	}
	delay := busyDelays[min(calls, len(busyDelays)-1)] * time.Millisecond
	timer := time.NewTimer(min(delay, left))
	defer timer.Stop()
	var done <-chan struct{}
	if c.ctx != nil {
		done = c.ctx.Done()
	}
	select {
	case <-timer.C:
		return true
	case <-done:
		return false
	}
}

func isBusy(err error) bool { return errors.Is(err, dialect.ErrBusy) }
