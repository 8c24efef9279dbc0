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

// forget drops a statement without telling the server, which may not know it any more.
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

// isStale reports whether a prepared statement does not fit the tables any more, or
// was deallocated by a script. It has not run then.
func isStale(err error) bool {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return false
	}
	return e.Code == "0A000" && e.Routine == "RevalidateCachedQuery" || e.Code == "26000"
}
