package engine

import (
	"context"
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
)

// In a symmetric relation a link is two rows, one for each direction, but the link
// of a row to itself, a loop, is one.

// links returns how many links a number of rows is, of which at most one is a loop.
func (r *Rel) links(rows int64) int64 {
	if r.Symmetric {
		return rows/2 + rows%2
	}
	return rows
}

// manyLoops reports whether more than one link of a set may be a loop: the set is that
// of several owners, or a pair may be linked more than once.
func (o owners) manyLoops() bool {
	return o.rel.Symmetric && (o.many || o.rel.Through.Multiple)
}

// countLoops writes links of a set and returns how many links the rows are. Where
// more than one may be a loop, these are counted before, in one transaction with the
// write.
func (s *Session) countLoops(ctx context.Context, o owners, key []byte, args []dialect.Value,
	count func() (*ast.Select, error), write func(*Session) (int64, error),
) (int64, error) {
	if !o.manyLoops() {
		rows, err := write(s)
		return o.rel.links(rows), err
	}
	var links int64
	err := s.atomic(ctx, func(s *Session) error {
		loops, err := s.number(ctx, o.rel, key, args, count)
		if err != nil {
			return err
		}
		rows, err := write(s)
		links = loops + (rows-loops)/2
		return err
	})
	if err != nil {
		return 0, err
	}
	return links, nil
}

// countLinkLoops is countLoops for the links that lead to targets which fulfil
// conditions.
func (s *Session) countLinkLoops(ctx context.Context, o owners, where []*query.Cond, write func(*Session) (int64, error)) (int64, error) {
	var sh query.Shape
	sh.Byte(keyLinkLoops)
	member := []*query.Cond{o.member()}
	sh.Conds(member)
	sh.Conds(where)
	return s.countLoops(ctx, o, sh.Key, sh.Args, func() (*ast.Select, error) {
		n := query.Numbering()
		m := n.Conds(member)
		return query.BuildLinkLoops(m[0], n.Conds(where))
	}, write)
}

// number runs a statement that counts links.
func (s *Session) number(ctx context.Context, r *Rel, key []byte, args []dialect.Value, build func() (*ast.Select, error)) (n int64, err error) {
	p := s.DB.plans.get(key)
	if p == nil {
		stmt, err := build()
		if err != nil {
			return 0, err
		}
		if p, err = s.DB.compile(key, stmt); err != nil {
			return 0, err
		}
	}
	err = s.query(ctx, dialect.Write, p.stmt, args, func(rows dialect.Rows) error {
		return rows.Decode(0, intSlot, unsafe.Pointer(&n))
	})
	if err != nil {
		return 0, &QueryError{Op: "count links of " + r.String(), SQL: p.stmt.SQL, Err: err}
	}
	return n, nil
}
