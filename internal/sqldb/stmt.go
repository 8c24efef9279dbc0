package sqldb

import (
	"container/list"
	"context"
	"database/sql"
	"hash/maphash"
	"sync"
)

// A stmtCache has prepared statements by their text. When it is full, the one that
// was not used for the longest time goes.
type stmtCache struct {
	mu     sync.Mutex
	size   int
	byText map[string]*list.Element
	order  *list.List     // of *stmt, the last used first
	missed map[uint64]int // how often transactions missed a statement, by the hash of its text, which may be long
	seed   maphash.Seed
	wanted []string
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
	c.size, c.byText, c.order, c.missed, c.seed = size, map[string]*list.Element{}, list.New(), map[uint64]int{}, maphash.MakeSeed()
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
	delete(c.missed, maphash.String(c.seed, text))
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
	sum := maphash.String(c.seed, text)
	c.missed[sum]++
	if c.missed[sum] == 2 {
		c.wanted = append(c.wanted, text)
	}
}

// expect reports whether a statement is kept, and remembers that it was not.
func (c *stmtCache) expect(text string) bool {
	if s := c.get(text); s != nil {
		c.put(s)
		return true
	}
	c.miss(text)
	return false
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
