package postgres

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/kinorm/kin/dialect"
)

// minVersion is the first PostgreSQL that is tested and has all that the dialect writes.
const minVersion = 13

// A driver is an open database.
type driver struct {
	pool       *pgxpool.Pool
	owned      bool // Close closes the pool
	statements int
	dialect    *dialect.Dialect

	// use is held for reading by every connection that is in use, and for writing
	// by Close, which so waits for them.
	use    sync.RWMutex
	closed bool
	once   sync.Once

	background sync.WaitGroup // of requests to cancel
}

// SingleConn reports whether there is one connection, so that a query cannot run while
// rows of another are open.
func (d *driver) SingleConn() bool { return d.pool.Stat().MaxConns() == 1 }

func newDriver(pool *pgxpool.Pool, statements int) *driver {
	return &driver{pool: pool, statements: statements, dialect: Dialect}
}

// start makes the first connection, so that a server that cannot be used is known
// at once, and finds a collation for comparisons without regard to case.
func (d *driver) start(ctx context.Context) error {
	c, err := d.acquire(ctx)
	if err != nil {
		return err
	}
	defer c.Release()
	for _, name := range foldCollations {
		n, err := c.Exec(ctx, collationExists, []dialect.Value{dialect.Text(name)})
		if err != nil {
			return err
		}
		if n.RowsAffected == 0 {
			continue
		}
		if name != foldCollations[0] {
			d.dialect = newDialect(name)
		}
		return nil
	}
	return fmt.Errorf("kin: the server has none of the collations %s; install PostgreSQL with ICU, or create one of them",
		strings.Join(foldCollations, ", "))
}

var collationExists = &dialect.Statement{SQL: "SELECT 1 FROM pg_catalog.pg_collation WHERE collname = $1 AND collencoding IN (-1, 6) LIMIT 1"}

// Dialect returns PostgreSQL's dialect.
func (d *driver) Dialect() *dialect.Dialect { return d.dialect }

// Acquire implements [dialect.Driver]. Every connection can read and write.
func (d *driver) Acquire(ctx context.Context, _ dialect.Use) (dialect.Conn, error) {
	c, err := d.acquire(ctx)
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (d *driver) acquire(ctx context.Context) (*conn, error) {
	if err := dialect.ContextError(ctx); err != nil {
		return nil, err
	}
	if !d.use.TryRLock() { // Close waits
		return nil, dialect.ErrClosed
	}
	if d.closed {
		d.use.RUnlock()
		return nil, dialect.ErrClosed
	}
	c, err := d.take(ctx)
	if err != nil {
		d.use.RUnlock()
		return nil, err
	}
	return c, nil
}

// take gets a connection from the pool. What kin keeps for it, such as its
// prepared statements, is kept with pgx's connection.
func (d *driver) take(ctx context.Context) (*conn, error) {
	p, err := d.pool.Acquire(ctx)
	if err != nil {
		return nil, acquireError(ctx, err)
	}
	pg := p.Conn().PgConn()
	c, ok := pg.CustomData()[customKey].(*conn)
	if !ok {
		if err := checkServer(pg); err != nil {
			p.Release()
			return nil, err
		}
		c = &conn{pg: pg}
		c.stmts.init(d.statements)
		pg.CustomData()[customKey] = c
	}
	c.d, c.pool, c.taken = d, p, true
	return c, nil
}

// customKey is where pgx keeps kin's part of a connection.
const customKey = "github.com/kinorm/kin/postgres"

// checkServer checks what the server said about itself when the connection was made.
func checkServer(pg *pgconn.PgConn) error {
	return checkSettings(pg.ParameterStatus("server_version"), pg.ParameterStatus("standard_conforming_strings"),
		pg.ParameterStatus("server_encoding"), pg.ParameterStatus("client_encoding"))
}

func checkSettings(version, standardStrings, serverEncoding, clientEncoding string) error {
	switch n, err := strconv.Atoi(leadingDigits(version)); {
	case err != nil || n < minVersion:
		return fmt.Errorf("kin: the server is PostgreSQL %q, at least %d is needed", version, minVersion)
	case standardStrings != "on":
		return fmt.Errorf("kin: standard_conforming_strings is %q, it must be on; take it out of the settings of the server, the database and the user", standardStrings)
	case serverEncoding != "UTF8":
		return fmt.Errorf("kin: the encoding of the database is %s, it must be UTF8; create it with ENCODING 'UTF8' TEMPLATE template0", serverEncoding)
	case clientEncoding != "UTF8":
		return fmt.Errorf("kin: client_encoding is %s, it must be UTF8; take it out of the URL and of PGCLIENTENCODING", clientEncoding)
	default:
		return nil
	}
}

// leadingDigits returns the 15 of "15.4 (Debian)".
func leadingDigits(s string) string {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return s[:i]
		}
	}
	return s
}

// Close waits for connections in use, forever if one is never released, and closes
// the pool if it is kin's own. It may be called more than once and concurrently.
func (d *driver) Close() error {
	d.once.Do(func() {
		d.use.Lock()
		d.closed = true
		d.use.Unlock()
		if d.owned {
			d.pool.Close()
		}
		d.background.Wait()
	})
	return nil
}
