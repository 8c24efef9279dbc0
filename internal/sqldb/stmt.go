package sqldb

import (
	"container/list"
	"context"
	"database/sql"
	"slices"
	"sync"

	"github.com/kinorm/kin/dialect"
)

// A stmtCache has prepared statements by their text. When it is full, the one that
// was not used for the longest time goes.
type stmtCache struct {
	mu     sync.Mutex
	size   int
	byText map[string]*list.Element
	order  *list.List     // of *stmt, the last used first
	missed map[string]int // how often transactions missed a statement
	wanted []string
	rows   map[*dialect.Statement]int // that the last run of an insert of many rows had
}

// A stmt is a prepared statement. database/sql prepares it again on every
// connection that it runs on, once.
type stmt struct {
	sql  string
	std  *sql.Stmt
	uses int  // calls, rows and transactions that use it
	gone bool // it is not in the cache any more
}

func (c *stmtCache) init(size int) {
	c.size, c.byText, c.order = size, map[string]*list.Element{}, list.New()
	c.missed, c.rows = map[string]int{}, map[*dialect.Statement]int{}
}

// get returns a statement, which the caller gives back by put; nil if there is none.
func (c *stmtCache) get(text string) *stmt {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byText[text]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	s := e.Value.(*stmt)
	s.uses++
	return s
}

// put gives back a statement that get or add returned.
func (c *stmtCache) put(s *stmt) {
	c.mu.Lock()
	s.uses--
	unused := s.gone && s.uses == 0
	c.mu.Unlock()
	if unused {
		_ = s.std.Close() // nothing can be done about it
	}
}

// add keeps a statement that was prepared, and returns it for use.
func (c *stmtCache) add(text string, std *sql.Stmt) *stmt {
	s := &stmt{sql: text, std: std, uses: 1}
	c.mu.Lock()
	if c.byText[text] != nil { // another goroutine was first
		s.gone = true
		c.mu.Unlock()
		return s
	}
	c.byText[text] = c.order.PushFront(s)
	delete(c.missed, text)
	var old *stmt
	if c.order.Len() > c.size {
		old = c.drop(c.order.Back())
	}
	c.mu.Unlock()
	if old != nil {
		_ = old.std.Close() // nothing can be done about it
	}
	return s
}

// drop takes a statement out and returns it if it is not in use.
func (c *stmtCache) drop(e *list.Element) *stmt {
	s := e.Value.(*stmt)
	c.order.Remove(e)
	delete(c.byText, s.sql)
	s.gone = true
	if s.uses > 0 {
		return nil
	}
	return s
}

// close closes all statements, none of which is in use.
func (c *stmtCache) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for e := c.order.Front(); e != nil; e = c.order.Front() {
		if s := c.drop(e); s != nil {
			_ = s.std.Close() // nothing can be done about it
		}
	}
}

// In a transaction a statement that is not kept can only be prepared for the
// transaction: more would need another connection, which may not be free. So what
// transactions miss a second time is prepared before the next one begins.

// miss remembers that a transaction had to prepare a statement for itself.
func (c *stmtCache) miss(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.missed) >= c.size {
		clear(c.missed)
	}
	c.missed[text]++
	if c.missed[text] == 2 {
		c.want(text)
	}
}

// want lets a statement be prepared before the next transaction begins.
func (c *stmtCache) want(text string) {
	if len(c.wanted) < c.size && !slices.Contains(c.wanted, text) {
		c.wanted = append(c.wanted, text)
	}
}

// repeated returns the SQL that inserts a number of rows, if that is kept: it is when
// the number came twice in turn. Numbers that change from run to run would fill the
// cache, and the server, with statements that are not used again.
func (c *stmtCache) repeated(many *dialect.Statement, rows int) (text string, kept bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.rows[many] != rows {
		if len(c.rows) >= c.size {
			clear(c.rows)
		}
		c.rows[many] = rows
		return "", false
	}
	text = many.Repeated(rows)
	if _, kept = c.byText[text]; !kept {
		c.want(text)
	}
	return text, kept
}

// takeWanted returns what should be prepared before a transaction begins.
func (c *stmtCache) takeWanted() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	wanted := c.wanted
	c.wanted = nil
	return wanted
}

// prepare returns a statement that is kept, for use.
func (d *Driver) prepare(ctx context.Context, text string) (*stmt, error) {
	if s := d.stmts.get(text); s != nil {
		return s, nil
	}
	std, err := d.db.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	return d.stmts.add(text, std), nil
}
