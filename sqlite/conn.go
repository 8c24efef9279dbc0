package sqlite

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"

	"github.com/kinorm/kin/dialect"
)

const (
	memoryPath = ":memory:"

	// minVersion is the first SQLite that has all that the dialect writes.
	minVersion = 3_045_000
)

// A conn is one connection to SQLite. It is used by one goroutine at a time.
type conn struct {
	d      *driver
	tls    *libc.TLS
	db     uintptr
	id     uintptr // in conns
	reader bool    // query_only is always on
	taken  bool    // between Acquire and Release

	stmts stmtCache
	buf   buffer  // SQL text and the text and bytes of arguments
	out   uintptr // two words that SQLite writes results to
	spans []span
	rows  *rows // that are open, or nil

	tx        bool  // between Begin and Commit or Rollback
	queryOnly bool  // query_only is on for the transaction
	txErr     error // made SQLite roll back the transaction
	scripted  bool  // a script or a PRAGMA may have changed settings

	watch
}

var initialize = sync.OnceFunc(func() {
	lib.PatchIssue199() // a crash of modernc.org/libc on linux/arm64
	tls := libc.NewTLS()
	lib.Xsqlite3_initialize(tls)
	tls.Close()
})

// openConn opens a connection and sets it up.
func openConn(ctx context.Context, d *driver, reader bool) (*conn, error) {
	if strings.IndexByte(d.path, 0) >= 0 {
		return nil, fmt.Errorf("kin: open %q: a path cannot have a NUL byte", d.path)
	}
	initialize()
	c := &conn{d: d, tls: libc.NewTLS(), id: lastID.Add(1), reader: reader}
	c.watch.init(c)
	c.ctx = ctx // the busy handler waits no longer than ctx
	err := c.open()
	if err == nil {
		err = c.setUp()
	}
	c.ctx = nil
	if err != nil {
		c.free()
		return nil, openError(d.path, err)
	}
	return c, nil
}

func (c *conn) open() error {
	c.out = libc.Xcalloc(c.tls, 2, 8)
	if c.out == 0 {
		return errNoMemory
	}
	path, err := libc.CString(c.d.path)
	if err != nil {
		return errNoMemory
	}
	defer libc.Xfree(c.tls, path)
	flags := int32(lib.SQLITE_OPEN_READWRITE | lib.SQLITE_OPEN_CREATE)
	if c.d.options.readOnly {
		flags = lib.SQLITE_OPEN_READONLY
	}
	// A connection has one user at a time, so SQLite need not lock it.
	rc := lib.Xsqlite3_open_v2(c.tls, path, c.out, flags|lib.SQLITE_OPEN_NOMUTEX|lib.SQLITE_OPEN_EXRESCODE, 0)
	c.db = wordAt(c.out)
	if c.db == 0 {
		return errNoMemory
	}
	if rc != lib.SQLITE_OK {
		return c.fail(rc)
	}
	conns.Store(c.id, c)
	lib.Xsqlite3_busy_handler(c.tls, c.db, busyHandler, c.id)
	if version := lib.Xsqlite3_libversion_number(c.tls); version < minVersion {
		return fmt.Errorf("kin: this is SQLite %d, at least %d is needed; update modernc.org/sqlite", version, minVersion)
	}
	return c.registerFuncs()
}

// dbConfig are switches that have no pragma.
var dbConfig = []struct {
	op, value int32
}{
	// "x" is a name. Otherwise a mistyped column would be a text.
	{lib.SQLITE_DBCONFIG_DQS_DML, 0},
	{lib.SQLITE_DBCONFIG_DQS_DDL, 0},
	{lib.SQLITE_DBCONFIG_DEFENSIVE, 1},
	// A plan does not depend on arguments. Otherwise every new argument of LIKE
	// would prepare the statement again.
	{lib.SQLITE_DBCONFIG_ENABLE_QPSG, 1},
}

func (c *conn) setUp() error {
	for _, config := range dbConfig {
		va := libc.NewVaList(config.value, uintptr(0))
		if va == 0 {
			return errNoMemory
		}
		rc := lib.Xsqlite3_db_config(c.tls, c.db, config.op, va)
		libc.Xfree(c.tls, va)
		if rc != lib.SQLITE_OK {
			return c.fail(rc)
		}
	}
	// The first thing that reads the file, and refuses one that is no database.
	if _, err := c.queryText("PRAGMA schema_version"); err != nil {
		return err
	}
	if !c.d.options.readOnly {
		if err := c.checkWritable(); err != nil {
			return err
		}
	}
	if !c.reader && !c.d.single {
		if err := c.setWAL(); err != nil {
			return err
		}
	}
	if err := c.script("PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF"); err != nil {
		return err
	}
	if !c.reader {
		if err := c.script(writerCache); err != nil {
			return err
		}
	}
	return c.protect()
}

// writerCache gives the connection that writes room for up to 16 MB of pages. All
// connections of a process share their limits of pages, and those that read take over
// the oldest of others. Without room left, the writer would keep no page that it has
// not changed, and read the same ones again with each statement.
const writerCache = "PRAGMA cache_size = -16000"

// checkWritable refuses a file that SQLite could open for reading only, which it
// does without an error.
func (c *conn) checkWritable() error {
	name, err := libc.CString("main")
	if err != nil {
		return errNoMemory
	}
	defer libc.Xfree(c.tls, name)
	if lib.Xsqlite3_db_readonly(c.tls, c.db, name) == 1 {
		e := &Error{Code: lib.SQLITE_READONLY, Message: "the file cannot be written"}
		return fmt.Errorf("%w: change its permissions, or open it with sqlite.WithReadOnly: %w", dialect.ErrReadOnly, e)
	}
	return nil
}

// setWAL switches the file to write-ahead logging, which it then keeps.
func (c *conn) setWAL() error {
	deadline := time.Now().Add(c.d.options.busyTimeout)
	for {
		mode, err := c.queryText("PRAGMA journal_mode")
		if err != nil || mode == "wal" {
			return err
		}
		// Where two processes switch at once, SQLite does not call the busy handler.
		_, err = c.queryText("PRAGMA journal_mode = WAL")
		if err == nil {
			return nil // a file system without shared memory keeps its mode, and works
		}
		if !isBusy(err) || time.Now().After(deadline) || dialect.ContextError(c.ctx) != nil {
			return err
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// protect switches on what guards the data, and checks what SQLite may ignore.
func (c *conn) protect() error {
	if c.reader {
		if err := c.script("PRAGMA query_only = ON"); err != nil {
			return err
		}
	}
	if err := c.script("PRAGMA foreign_keys = ON"); err != nil {
		return err
	}
	on, err := c.queryText("PRAGMA foreign_keys")
	if err == nil && on != "1" {
		err = errors.New("kin: SQLite does not enforce foreign keys; modernc.org/sqlite was built without them")
	}
	return err
}

// autocommit reports whether SQLite has no transaction open.
func (c *conn) autocommit() bool { return lib.Xsqlite3_get_autocommit(c.tls, c.db) != 0 }

// ready returns the error that keeps a statement from running.
func (c *conn) ready(ctx context.Context) error {
	if err := dialect.ContextError(ctx); err != nil {
		return err
	}
	if !c.taken {
		return fmt.Errorf("kin: the connection was released: %w", dialect.ErrClosed)
	}
	if c.rows != nil {
		return errRowsOpen
	}
	if c.tx && c.autocommit() {
		return c.rolledBack()
	}
	return nil
}

// Release implements [dialect.Conn]. It ends rows and a transaction that are open.
func (c *conn) Release() {
	if !c.taken {
		return
	}
	err := c.reset()
	c.taken = false
	if err != nil && !c.d.single { // its data would be gone
		_ = c.close() // it is broken, and nobody waits for an answer
		c.d.put(nil, c.reader)
		return
	}
	c.d.put(c, c.reader)
}

// reset brings the connection into the state of a new one.
func (c *conn) reset() error {
	c.closeRows()
	if c.tx || !c.autocommit() {
		c.tx = true
		if err := c.Rollback(context.Background()); err != nil {
			return err
		}
	}
	if c.scripted {
		c.scripted = false
		return c.protect()
	}
	return nil
}

// closeRows closes rows that are open. An error of theirs was for who ran the query.
func (c *conn) closeRows() {
	if c.rows != nil {
		_ = c.rows.Close()
	}
}

func (c *conn) close() error {
	c.stmts.clear(c)
	var err error
	if rc := lib.Xsqlite3_close(c.tls, c.db); rc != lib.SQLITE_OK {
		err = c.fail(rc)
		lib.Xsqlite3_close_v2(c.tls, c.db)
	}
	c.db = 0
	c.free()
	return err
}

// free gives back what a connection holds, also where opening it failed half-way.
func (c *conn) free() {
	if c.db != 0 {
		lib.Xsqlite3_close_v2(c.tls, c.db)
		c.db = 0
	}
	conns.Delete(c.id)
	c.buf.free(c.tls)
	if c.out != 0 {
		libc.Xfree(c.tls, c.out)
		c.out = 0
	}
	c.tls.Close()
}
