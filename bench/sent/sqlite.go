package sent

import (
	"fmt"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// SQLite counts the statements of all connections that are opened from now on, in
// this process, by whatever package: all use one engine. After stop, new ones are
// not counted.
func (c *Counter) SQLite() (stop func(), err error) {
	tls := libc.NewTLS()
	c.opened = func(tls *libc.TLS, db, _, _ uintptr) int32 {
		return sqlite3.Xsqlite3_trace_v2(tls, db, sqlite3.SQLITE_TRACE_STMT, pointer(&c.ran), 0)
	}
	c.ran = func(_ *libc.TLS, _ uint32, _, _, _ uintptr) int32 { c.statements.Add(1); return 0 }
	if code := sqlite3.Xsqlite3_auto_extension(tls, pointer(&c.opened)); code != sqlite3.SQLITE_OK {
		tls.Close()
		return nil, fmt.Errorf("sqlite3_auto_extension: %d", code)
	}
	return func() {
		sqlite3.Xsqlite3_cancel_auto_extension(tls, pointer(&c.opened))
		tls.Close()
	}, nil
}

// pointer is what the translated engine calls through: the value of a variable of
// function type, which must live as long.
func pointer[F any](f *F) uintptr { return *(*uintptr)(unsafe.Pointer(f)) }
