package engine

import (
	"context"
	"errors"
	"fmt"
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
)

// Errors of reading. Package kin exports them.
var (
	ErrNotFound error = notFound{}
	ErrMultiple       = errors.New("kin: more than one row")
)

// selecting returns the plan that reads a query's rows, and its arguments in sh.
func (s *Session) selecting(t *Type, q *query.Query, sh *query.Shape) (*plan, error) {
	q = t.readable(q)
	sh.Byte(keyRows)
	sh.Query(q)
	if p := s.DB.plans.get(sh.Key); p != nil {
		return p, nil
	}
	stmt, err := query.BuildRows(query.Numbering().Query(q))
	if err != nil {
		return nil, err
	}
	return s.DB.compile(sh.Key, stmt, func(p *plan) { p.slots, p.read = t.slotsOf(q) })
}

// readable makes a query of all fields one of the fields that the struct has.
func (t *Type) readable(q *query.Query) *query.Query {
	if q.Columns == nil && t.loadable != nil {
		return q.With(func(c *query.Query) { c.Columns = t.loadable })
	}
	return q
}

// slotsOf returns the slots of the fields that q reads, in their order.
func (t *Type) slotsOf(q *query.Query) ([]dialect.Slot, *[]bool) {
	if q.Columns == nil {
		return t.Slots, nil
	}
	var slots []dialect.Slot
	for i, read := range q.Columns {
		if read {
			slots = append(slots, t.Slots[i])
		}
	}
	columns := q.Columns
	return slots, &columns
}

// keyColumns returns the places of the primary key among the fields that q reads.
func (t *Type) keyColumns(q *query.Query) []int {
	out := make([]int, len(t.keySlots))
	for i, k := range t.KeyFields() {
		for _, f := range t.Fields[:k.Index0] {
			if q.Reads(f) {
				out[i]++
			}
		}
	}
	return out
}

// prepare checks a query before anything is sent.
func (s *Session) prepare(t *Type, q *query.Query) error {
	if s == nil {
		return errNoDB
	}
	if t.Err != nil {
		return t.Err
	}
	if err := q.Check(); err != nil {
		return err
	}
	if q.Lock != nil {
		if err := s.checkLock(q); err != nil {
			return err
		}
	}
	return t.checkPreloads(q.Preloads)
}

// All returns the objects of a query's rows, with what it preloads.
func (s *Session) All(ctx context.Context, t *Type, q *query.Query) ([]unsafe.Pointer, error) {
	if err := s.prepare(t, q); err != nil {
		return nil, err
	}
	objs, err := s.objects(ctx, t, q)
	if err != nil {
		return nil, err
	}
	if len(q.Preloads) > 0 && len(objs) > 0 {
		if err := s.preload(ctx, t, objs, q.Preloads); err != nil {
			return nil, err
		}
	}
	return objs, nil
}

// objects reads a query's rows.
func (s *Session) objects(ctx context.Context, t *Type, q *query.Query) ([]unsafe.Pointer, error) {
	sh := shapes.Get().(*query.Shape)
	defer func() { sh.Reset(); shapes.Put(sh) }()
	p, err := s.selecting(t, q, sh)
	if err != nil {
		return nil, err
	}
	hint := 4
	if q.Limited {
		hint = int(min(q.Limit, maxSlab))
	}
	a := newArena(t, p.read, hint)
	objs := make([]unsafe.Pointer, 0, hint)
	err = s.query(ctx, dialect.Read, p.stmt, sh.Args, func(rows dialect.Rows) error {
		obj := a.next()
		if err := rows.Decode(0, p.slots, obj); err != nil {
			return err
		}
		a.adopt(obj)
		objs = append(objs, obj)
		return nil
	})
	return objs, queryError("select", t, p.stmt.SQL, err)
}

// notFound is sql.ErrNoRows too.
type notFound struct{}

func (notFound) Error() string        { return "kin: not found" }
func (notFound) Is(target error) bool { return target == errNoRows }

// GetKey returns the object with a key, which slots read.
func (s *Session) GetKey(ctx context.Context, t *Type, slots []dialect.Slot, key unsafe.Pointer) (unsafe.Pointer, error) {
	q := t.keyQuery(slots, key)
	probe(q)
	return s.Get(ctx, t, q)
}

// probe limits a query to two rows, which tell whether there is one and no other.
func probe(q *query.Query) {
	q.Probe = !q.Limited && q.Offset == 0
	q.Limited, q.Limit = true, 2
	if q.Probe {
		q.Order, q.Unsorted = nil, true
	}
}

// Get returns the one object of a query.
func (s *Session) Get(ctx context.Context, t *Type, q *query.Query) (unsafe.Pointer, error) {
	if !q.Limited || q.Limit > 2 {
		q = q.With(probe)
	}
	objs, err := s.All(ctx, t, q)
	switch {
	case err != nil:
		return nil, err
	case len(objs) == 0:
		return nil, fmt.Errorf("%w: no %s has what the query asks for", ErrNotFound, t.Name)
	case len(objs) > 1:
		return nil, fmt.Errorf("%w: Get asks for one %s; use First or All", ErrMultiple, t.Name)
	}
	return objs[0], nil
}

// First returns the first object of a query in its order, or the last if reverse.
func (s *Session) First(ctx context.Context, t *Type, q *query.Query, reverse bool) (unsafe.Pointer, error) {
	if reverse && (q.Limited || q.Offset > 0) && q.Err == nil {
		return nil, fmt.Errorf("kin: Last of %s: a query with a limit or an offset has no other end; turn its order round and use First", t.Name)
	}
	objs, err := s.All(ctx, t, q.With(func(c *query.Query) {
		c.Reverse = c.Reverse != reverse
		if !c.Limited || c.Limit > 1 {
			c.Limited, c.Limit = true, 1
		}
	}))
	if err != nil {
		return nil, err
	}
	if len(objs) == 0 {
		return nil, fmt.Errorf("%w: no %s has what the query asks for", ErrNotFound, t.Name)
	}
	return objs[0], nil
}

// Count returns the number of a query's rows.
func (s *Session) Count(ctx context.Context, t *Type, q *query.Query) (int64, error) {
	return s.countBy(ctx, t, q, keyCount, "count", query.BuildCount)
}

func (s *Session) countBy(ctx context.Context, t *Type, q *query.Query, kind byte, op string, build func(*query.Query) (*ast.Select, error)) (int64, error) {
	var n int64
	err := s.scalar(ctx, t, q, kind, op, build, func(rows dialect.Rows) error {
		return rows.Decode(0, intSlot, unsafe.Pointer(&n))
	})
	return n, err
}

// Exists reports whether a query has rows.
func (s *Session) Exists(ctx context.Context, t *Type, q *query.Query) (bool, error) {
	found := false
	err := s.scalar(ctx, t, q, keyExists, "exists", query.BuildExists, func(dialect.Rows) error {
		found = true
		return nil
	})
	return found, err
}

func (s *Session) scalar(ctx context.Context, t *Type, q *query.Query, kind byte, op string,
	build func(*query.Query) (*ast.Select, error), each func(dialect.Rows) error,
) error {
	if err := s.prepare(t, q); err != nil {
		return err
	}
	sh := shapes.Get().(*query.Shape)
	defer func() { sh.Reset(); shapes.Put(sh) }()
	sh.Byte(kind)
	sh.Query(q)
	p := s.DB.plans.get(sh.Key)
	if p == nil {
		stmt, err := build(query.Numbering().Query(q))
		if err != nil {
			return err
		}
		if p, err = s.DB.compile(sh.Key, stmt); err != nil {
			return err
		}
	}
	return queryError(op, t, p.stmt.SQL, s.query(ctx, dialect.Read, p.stmt, sh.Args, each))
}

// SQL returns the statement that reads a query's rows, and its arguments.
func (db *DB) SQL(t *Type, q *query.Query) (string, []dialect.Value, error) {
	s := db.Session()
	if err := s.prepare(t, q.With(func(c *query.Query) { c.Lock = nil })); err != nil {
		return "", nil, err
	}
	sh := new(query.Shape)
	p, err := s.selecting(t, q, sh)
	if err != nil {
		return "", nil, err
	}
	return p.stmt.SQL, p.stmt.Bind(sh.Args), nil
}

// Terms reads terms of a query's rows: each is called with the row.
func (s *Session) Terms(ctx context.Context, t *Type, q *query.Query, terms []*query.Term, each func(dialect.Rows) error) error {
	if err := s.prepare(t, q); err != nil {
		return err
	}
	sh := shapes.Get().(*query.Shape)
	defer func() { sh.Reset(); shapes.Put(sh) }()
	sh.Byte(keyTerms, byte(len(terms)))
	for _, x := range terms {
		if x.Err != nil {
			return x.Err
		}
		sh.Byte(termKind(x))
		sh.Term(x)
	}
	sh.Query(q)
	p := s.DB.plans.get(sh.Key)
	if p == nil {
		var err error
		if p, err = s.planTerms(sh.Key, q, terms); err != nil {
			return err
		}
	}
	return queryError("select", t, p.stmt.SQL, s.query(ctx, dialect.Read, p.stmt, sh.Args, each))
}

func termKind(x *query.Term) byte {
	if x.Aggregate() {
		return 1
	}
	return 0
}

func (s *Session) planTerms(key []byte, q *query.Query, terms []*query.Term) (*plan, error) {
	number := query.Numbering()
	numbered := make([]*query.Term, len(terms))
	for i, x := range terms {
		numbered[i] = number.Term(x)
	}
	stmt, err := query.BuildTerms(number.Query(q), numbered)
	if err != nil {
		return nil, err
	}
	return s.DB.compile(key, stmt)
}
