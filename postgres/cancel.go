package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// pgx gives up the connection of a cancelled call: it asks the server once to
// cancel the statement and closes the connection in the background. A request that
// comes before the statement has begun does nothing, and the statement would then
// run to its end, with its locks. So the request is repeated until the server has
// closed its side.

const (
	firstCancel = 20 * time.Millisecond // until the second request
	lastCancel  = time.Second           // the longest time between two
)

// stop repeats the request to cancel the statement of a connection that pgx closes.
func (d *driver) stop(pg *pgconn.PgConn) {
	d.background.Go(func() {
		for wait := firstCancel; ; wait = min(2*wait, lastCancel) {
			timer := time.NewTimer(wait)
			select {
			case <-pg.CleanupDone(): // pgx gives up after 15 seconds
				timer.Stop()
				return
			case <-timer.C:
			}
			ctx, cancel := context.WithTimeout(context.Background(), lastCancel)
			_ = pg.CancelRequest(ctx) // it is repeated
			cancel()
		}
	})
}

// discard ends a result without reading it: the connection is closed, and the
// statement is cancelled.
func (c *conn) discard(result *pgconn.ResultReader) {
	_ = c.pg.Conn().SetReadDeadline(time.Unix(1, 0)) // its error is the next one of reading
	_, _ = result.Close()
	c.stop()
}

// stop does the same for c once.
func (c *conn) stop() {
	if !c.stopped {
		c.stopped = true
		c.d.stop(c.pg)
	}
}
