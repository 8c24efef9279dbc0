package postgres

import (
	"container/list"
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/kinorm/kin/dialect"
)

// A stmt is a prepared statement of one connection.
type stmt struct {
	desc    *pgconn.StatementDescription
	forms   []form  // how the values of each column come
	formats []int16 // the same as the server wants to be told: text or binary
	used    bool    // it has run, so that its table may have changed since it was prepared
}

// A stmtCache has the prepared statements of a connection by their text. When it is
// full, the one that was not used for the longest time goes.
type stmtCache struct {
	size   int
	byText map[string]*list.Element
	order  *list.List // of *stmt, the last used first
	last   int        // number of the last name
}

func (c *stmtCache) init(size int) {
	c.size, c.byText, c.order = size, map[string]*list.Element{}, list.New()
}

func (c *stmtCache) get(sql string) *stmt {
	e := c.byText[sql]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*stmt)
}

func (c *stmtCache) put(s *stmt) { c.byText[s.desc.SQL] = c.order.PushFront(s) }

// forget drops a statement without telling the server.
func (c *stmtCache) forget(sql string) {
	if e := c.byText[sql]; e != nil {
		c.order.Remove(e)
		delete(c.byText, sql)
	}
}

// prepare returns a statement, prepared.
func (c *conn) prepare(ctx context.Context, of *dialect.Statement) (*stmt, error) {
	sql := of.SQL
	if s := c.stmts.get(sql); s != nil {
		return s, nil
	}
	if strings.IndexByte(sql, 0) >= 0 {
		return nil, errNUL
	}
	if err := c.evict(ctx); err != nil {
		return nil, err
	}
	c.stmts.last++
	desc, err := c.pg.Prepare(ctx, "kin_"+strconv.Itoa(c.stmts.last), sql, nil)
	if err != nil {
		return nil, c.fail(ctx, err)
	}
	s := &stmt{desc: desc, forms: make([]form, len(desc.Fields)), formats: make([]int16, len(desc.Fields))}
	for i, f := range desc.Fields {
		s.forms[i] = formOf(f.DataTypeOID)
		if s.forms[i] == formInts && !of.Lists { // a field that reads itself wants text
			s.forms[i] = formText
		}
		if s.forms[i] != formText {
			s.formats[i] = pgtype.BinaryFormatCode
		}
	}
	c.stmts.put(s)
	return s, nil
}

// evict makes room for one more statement.
func (c *conn) evict(ctx context.Context) error {
	if c.stmts.order.Len() < c.stmts.size {
		return nil
	}
	old := c.stmts.order.Back().Value.(*stmt)
	c.stmts.forget(old.desc.SQL)
	if err := c.pg.Deallocate(ctx, old.desc.Name); err != nil {
		return c.fail(ctx, err)
	}
	return nil
}

// dropStale drops a prepared statement that does not fit the tables any more, or was
// deallocated by a script, and reports whether err says so. It has not run then.
func (c *conn) dropStale(ctx context.Context, s *stmt, err error) bool {
	if s == nil || !s.isStale(err) {
		return false
	}
	c.stmts.forget(s.desc.SQL)
	_ = c.pg.Deallocate(ctx, s.desc.Name) // the server may not know it any more; a connection that is lost says so later
	return true
}

// isStale reports whether err may be of a statement that was prepared for a table
// which has changed since. The server plans it anew with the types that its parameters
// had: they may not go with a column any more, and may not take what it takes now. Both
// come before anything is executed: the first has a place in the SQL, the second is
// about a parameter.
func (s *stmt) isStale(err error) bool {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code {
	case "26000": // invalid_sql_statement_name
		return true
	case "0A000": // feature_not_supported: the types of the result
		return e.Routine == "RevalidateCachedQuery"
	case "42804", "42883": // datatype_mismatch, undefined_function
		return s.used && e.Position > 0
	case "22003", "22P02", "22007", "22008": // see constraints
		return s.used && strings.Contains(e.Where, "$") && !strings.Contains(e.Where, `"`)
	}
	return false
}
