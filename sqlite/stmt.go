package sqlite

import (
	"errors"
	"fmt"
	"strings"

	lib "modernc.org/sqlite/lib"

	"github.com/kinorm/kin/dialect"
)

// cacheSize is how many statements a connection keeps prepared. A statement takes
// some kilobytes.
const cacheSize = 256

// A stmt is a prepared statement of one connection.
type stmt struct {
	handle uintptr
	sql    string
	key    *dialect.Statement // by which it was found last
	params int
	pragma bool   // it may change a setting of the connection
	used   uint64 // time of the last use
}

// A stmtCache has the prepared statements of a connection: by text, and for speed
// by the statement that they were last prepared for.
type stmtCache struct {
	byKey  map[*dialect.Statement]*stmt
	byText map[string]*stmt
	clock  uint64
}

// prepare returns s, prepared and without arguments.
func (c *conn) prepare(s *dialect.Statement) (*stmt, error) {
	p := c.stmts.byKey[s]
	if p == nil {
		var err error
		if p, err = c.prepareText(s); err != nil {
			return nil, err
		}
	}
	c.stmts.clock++
	p.used = c.stmts.clock
	c.scripted = c.scripted || p.pragma
	return p, nil
}

func (c *conn) prepareText(s *dialect.Statement) (*stmt, error) {
	cache := &c.stmts
	if cache.byText == nil {
		cache.byKey, cache.byText = map[*dialect.Statement]*stmt{}, map[string]*stmt{}
	}
	p := cache.byText[s.SQL]
	if p == nil {
		handle, tail, err := c.prepareHandle(s.SQL, lib.SQLITE_PREPARE_PERSISTENT)
		if err != nil {
			return nil, err
		}
		if handle == 0 {
			return nil, errors.New("kin: the statement is empty")
		}
		if c.hasStatement(s.SQL[tail:]) {
			lib.Xsqlite3_finalize(c.tls, handle)
			return nil, errors.New("kin: the text has more than one statement; run it as a script")
		}
		p = &stmt{
			handle: handle,
			sql:    s.SQL,
			params: int(lib.Xsqlite3_bind_parameter_count(c.tls, handle)),
			pragma: isPragma(s.SQL),
		}
		if len(cache.byText) >= cacheSize {
			cache.evict(c)
		}
		cache.byText[p.sql] = p
	}
	delete(cache.byKey, p.key)
	p.key = s
	cache.byKey[s] = p
	return p, nil
}

func isPragma(sql string) bool {
	const pragma = "PRAGMA"
	sql = strings.TrimLeft(sql, " \t\r\n;")
	return len(sql) > len(pragma) && strings.EqualFold(sql[:len(pragma)], pragma)
}

// hasStatement reports whether sql is more than spaces and comments.
func (c *conn) hasStatement(sql string) bool {
	if sql = strings.Trim(sql, " \t\r\n;"); sql == "" {
		return false
	}
	handle, _, err := c.prepareHandle(sql, 0)
	lib.Xsqlite3_finalize(c.tls, handle)
	return handle != 0 || err != nil
}

// prepareHandle prepares the first statement of sql and returns where it ends. The
// handle is 0 where there are only spaces and comments.
func (c *conn) prepareHandle(sql string, flags uint32) (handle uintptr, tail int, err error) {
	if strings.IndexByte(sql, 0) >= 0 { // SQLite would end there
		return 0, 0, errors.New("kin: the statement has a NUL byte")
	}
	if len(sql) > maxLength {
		return 0, 0, fmt.Errorf("%w: the statement has %d bytes, SQLite takes %d", dialect.ErrTooLong, len(sql), maxLength)
	}
	text, ok := c.buf.finish(c.tls, append(append(c.buf.start(c.tls), sql...), 0))
	if !ok {
		return 0, 0, errNoMemory
	}
	rc := lib.Xsqlite3_prepare_v3(c.tls, c.db, text, int32(len(sql)+1), flags, c.out, c.out+8)
	if rc != lib.SQLITE_OK {
		return 0, 0, c.fail(rc)
	}
	return wordAt(c.out), int(wordAt(c.out+8) - text), nil
}

// evict finalizes the statement that was not used for the longest time. The scan is
// nothing beside the preparation that follows.
func (cache *stmtCache) evict(c *conn) {
	var oldest *stmt
	for _, p := range cache.byText {
		if oldest == nil || p.used < oldest.used {
			oldest = p
		}
	}
	cache.remove(c, oldest)
}

func (cache *stmtCache) remove(c *conn, p *stmt) {
	delete(cache.byText, p.sql)
	delete(cache.byKey, p.key)
	lib.Xsqlite3_finalize(c.tls, p.handle)
}

func (cache *stmtCache) clear(c *conn) {
	for _, p := range cache.byText {
		cache.remove(c, p)
	}
}

// finish makes a statement ready for its next use. Its error is that of the last
// step, or that of committing rows which nobody read to the end.
func (c *conn) finish(p *stmt) error {
	rc := lib.Xsqlite3_reset(c.tls, p.handle)
	var err error
	if rc != lib.SQLITE_OK {
		err = c.fail(rc)
	}
	lib.Xsqlite3_clear_bindings(c.tls, p.handle) // they are addresses in c.buf
	return err
}
