package query

import (
	"encoding/binary"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
)

// A Shape is the form of a query without its values. Its Key is equal for two
// queries exactly if one statement serves both; its Args are the values in the
// order that the statement numbers them. The zero Shape is ready; Reset makes a
// used one empty and keeps its memory.
type Shape struct {
	Key  []byte
	Args []dialect.Value

	number bool // copy nodes and number their arguments
}

// Reset makes s empty.
func (s *Shape) Reset() {
	clear(s.Args) // let go of what the values hold
	s.Key, s.Args = s.Key[:0], s.Args[:0]
}

// Byte adds what distinguishes statements beyond the query itself.
func (s *Shape) Byte(b ...byte) { s.Key = append(s.Key, b...) }

// Arg adds an argument and returns its number.
func (s *Shape) Arg(v dialect.Value) int {
	s.Args = append(s.Args, v)
	return len(s.Args) - 1
}

// pointer adds the identity of metadata, which lives as long as the program.
func (s *Shape) pointer(p unsafe.Pointer) {
	v := uint64(uintptr(p))
	s.Key = append(s.Key, byte(v), byte(v>>8), byte(v>>16), byte(v>>24), byte(v>>32), byte(v>>40), byte(v>>48))
}

// Model adds a model.
func (s *Shape) Model(m *model.Model) { s.pointer(unsafe.Pointer(m)) }

// Relation adds a relation.
func (s *Shape) Relation(r *model.Relation) { s.pointer(unsafe.Pointer(r)) }

func (s *Shape) path(p *Path) {
	if p == nil {
		s.Byte(0, 0, 0, 0)
		return
	}
	s.Byte(byte(p.id), byte(p.id>>8), byte(p.id>>16), byte(p.id>>24))
}

func bit(b bool, n uint) byte {
	if b {
		return 1 << n
	}
	return 0
}

// Query adds a query. Preloads are queries of their own and do not belong to it.
func (s *Shape) Query(q *Query) *Query {
	s.pointer(unsafe.Pointer(q.Model))
	s.Byte(bit(q.Unsorted, 0) | bit(q.Reverse, 1) | bit(q.Limited, 2) | bit(q.Offset > 0, 3) | bit(q.Distinct, 4) |
		bit(q.Rows != nil, 5) | bit(q.Columns != nil, 6) | bit(q.Lock != nil, 7))
	s.Byte(bit(q.Probe, 0) | bit(q.Groups != nil, 1))
	out := q
	where := s.Conds(q.Where)
	order := s.Orders(q.Order)
	groups := s.groups(q.Groups)
	rows := q.Rows
	if rows != nil {
		s.path(rows.Path)
		s.Relation(rows.Rel)
		kids := s.Conds(rows.Conds)
		if s.number {
			rows = &Rows{Path: rows.Path, Rel: rows.Rel, Conds: kids}
		}
	}
	for _, read := range q.Columns {
		s.Byte(bit(read, 0))
	}
	if q.Lock != nil {
		s.Byte(bit(q.Lock.Share, 0) | bit(q.Lock.NoWait, 1) | bit(q.Lock.SkipLocked, 2) | bit(q.Lock.Referable, 3))
	}
	limit, offset := q.Limit, q.Offset
	if q.Limited {
		limit = int64(s.Arg(dialect.Int(q.Limit)))
	}
	if q.Offset > 0 {
		offset = int64(s.Arg(dialect.Int(q.Offset)))
	}
	if s.number {
		c := *q
		c.Where, c.Order, c.Rows, c.Groups, c.Limit, c.Offset = where, order, rows, groups, limit, offset
		if q.Offset <= 0 {
			c.Offset = -1
		}
		out = &c
	}
	return out
}

// Conds adds conditions.
func (s *Shape) Conds(conds []*Cond) []*Cond {
	s.Byte(byte(len(conds)), byte(len(conds)>>8))
	var out []*Cond
	if s.number {
		out = make([]*Cond, len(conds))
	}
	for i, c := range conds {
		n := s.cond(c)
		if s.number {
			out[i] = n
		}
	}
	return out
}

func (s *Shape) cond(c *Cond) *Cond {
	s.Byte(byte(c.Op), byte(c.Cmp), byte(c.Match)|bit(c.ByKey, 7),
		bit(c.Fold, 0)|bit(c.OrNull, 1)|bit(c.Many, 2)|bit(c.X != nil, 3)|bit(c.Y != nil, 4)|bit(c.Rel != nil, 5)|bit(c.Sub != nil, 6)|bit(c.emptySet(), 7),
		byte(len(c.Args)))
	base := len(s.Args)
	s.Args = append(s.Args, c.Args...)
	x, y, sub := c.X, c.Y, c.Sub
	if x != nil {
		x = s.term(x)
	}
	if y != nil {
		y = s.term(y)
	}
	if c.Rel != nil {
		s.Relation(c.Rel)
	}
	if c.Path != nil {
		s.path(c.Path)
	}
	if sub != nil {
		sub = s.Query(sub)
	}
	if c.Op == Raw {
		for _, a := range c.Args { // no column says their types
			s.Byte(byte(a.Kind))
		}
	}
	for _, text := range c.Text {
		s.Key = append(binary.AppendUvarint(s.Key, uint64(len(text))), text...)
	}
	for _, t := range c.Terms { // columns, which have no arguments
		s.Byte(bit(t != nil, 0))
		if t != nil {
			s.term(t)
		}
	}
	kids := s.Conds(c.Kids)
	if !s.number {
		return c
	}
	n := *c
	n.base, n.X, n.Y, n.Sub, n.Kids = base, x, y, sub, kids
	return &n
}

func (s *Shape) term(t *Term) *Term {
	s.Byte(byte(t.From) | bit(t.Group, 7))
	s.path(t.Path)
	if !t.Aggregate() {
		s.Byte(byte(t.Field.Index0), byte(t.Field.Index0>>8))
		return t
	}
	s.Byte(byte(t.Func), bit(t.Distinct, 0)|bit(t.Over != nil, 1))
	hops := s.hops(t.Hops)
	over := t.Over
	if over != nil {
		over = s.term(over)
	}
	if !s.number {
		return t
	}
	c := *t
	c.Over, c.Hops = over, hops
	return &c
}

// Term adds a term that is part of a selection.
func (s *Shape) Term(t *Term) *Term { return s.term(t) }

// Orders adds the terms of an order.
func (s *Shape) Orders(order []*OrderTerm) []*OrderTerm {
	s.Byte(byte(len(order)))
	var out []*OrderTerm
	if s.number {
		out = make([]*OrderTerm, len(order))
	}
	for i, o := range order {
		s.Byte(bit(o.Desc, 0), byte(o.Nulls), bit(overRelation(o.X), 0)|bit(o.Link != nil, 1))
		if o.Link != nil {
			s.Relation(o.Link)
		}
		x := s.term(o.X)
		if s.number {
			out[i] = &OrderTerm{X: x, Desc: o.Desc, Nulls: o.Nulls, Link: o.Link}
		}
	}
	return out
}

// Assigns adds the assignments of an update.
func (s *Shape) Assigns(set []*Assign) []int {
	numbers := make([]int, len(set))
	for i, a := range set {
		s.Byte(byte(a.Field.Index0), byte(a.Field.Index0>>8), byte(a.Op), bit(a.From != nil, 0)|bit(a.Arg.Null, 1))
		numbers[i] = -1
		if a.From != nil {
			s.term(a.From)
		} else {
			numbers[i] = s.Arg(a.Arg)
		}
	}
	return numbers
}

// Numbering returns an empty Shape whose methods return copies of what they are
// given, with every argument numbered: what the Build functions take.
func Numbering() *Shape { return &Shape{number: true} }
