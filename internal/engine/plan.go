package engine

import (
	"sync"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
)

// A plan is a statement that was compiled for the form of a query, and how its
// rows are read.
type plan struct {
	stmt  *dialect.Statement
	slots []dialect.Slot
	read  *[]bool // which fields the rows hold; nil is all
	key   []int   // where among them the primary key is
}

// plans keeps the plans of a database by the key of their form. It forgets all
// when it is full, which happens only to programs that make forms without end.
type plans struct {
	mu    sync.RWMutex
	byKey map[string]*plan
}

const maxPlans = 4096

func (p *plans) get(key []byte) *plan {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.byKey[string(key)]
}

func (p *plans) put(key []byte, pl *plan) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.byKey == nil || len(p.byKey) >= maxPlans {
		p.byKey = map[string]*plan{}
	}
	p.byKey[string(key)] = pl
}

// The first byte of a key says what kind of statement it is.
const (
	keyRows byte = iota + 1
	keyTerms
	keyCount
	keyCountLocked
	keyExists
	keyPreload
	keyUpdate
	keyDelete
	keyInsert
	keyUpdateRow
	keyLink
	keyUnlink
	keyLinkCount
	keyLinkUpdate
	keyLinkDelete
	keyMatching
	keyLoops
	keyLinkLoops
	keyHeard
	keyLists
)

var shapes = sync.Pool{New: func() any { return new(query.Shape) }}

// compile makes the plan of a statement and keeps it. The layouts, if any, add to
// the plan how its rows are read, before any other goroutine can see it.
func (db *DB) compile(key []byte, s ast.Stmt, layouts ...func(*plan)) (*plan, error) {
	stmt, err := db.statement(s)
	if err != nil {
		return nil, err
	}
	p := &plan{stmt: stmt}
	for _, layout := range layouts {
		layout(p)
	}
	db.plans.put(key, p)
	return p, nil
}

// planFor returns the plan of a form, whose statement build makes where it is new.
func (db *DB) planFor(key []byte, build func() (ast.Stmt, error)) (*plan, error) {
	if p := db.plans.get(key); p != nil {
		return p, nil
	}
	stmt, err := build()
	if err != nil {
		return nil, err
	}
	return db.compile(key, stmt)
}

// statement writes a statement as SQL, as the program wants it rewritten.
func (db *DB) statement(s ast.Stmt) (*dialect.Statement, error) {
	if db.Rewrite != nil {
		s = ast.Rewrite(s, db.Rewrite).(ast.Stmt)
	}
	return dialect.Compile(db.dialect, s)
}
