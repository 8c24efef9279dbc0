package engine

import (
	"context"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// manyOwners is the number of owners from which on a many-to-many relation is
// loaded as each target once with a list of its owners: many links then lead to the
// same targets. With few owners a row for each link is quicker.
const manyOwners = 1000

// listed reports whether the relation is loaded by lists: its keys are single
// integers, and the query selects the targets without regard to the link that leads
// to them.
func (l *loader) listed() bool {
	r, q := l.r, l.q
	return l.s.DB.dialect.Features.Lists && len(l.owners.ints) >= manyOwners && r.Through != nil && len(l.links.fields) == 0 &&
		isInteger(r.OwnerKey) && isInteger(r.TargetKey) &&
		len(q.Where) == 0 && !q.Limited && q.Offset == 0 && !q.Distinct && q.Rows == nil && q.Lock == nil &&
		!slices.ContainsFunc(q.Order, func(o *query.OrderTerm) bool { return o.Link != nil })
}

func isInteger(key []*model.Field) bool { return len(key) == 1 && key[0].Type.Kind.IsInteger() }

// listSlot reads a list of keys.
var listSlot = []dialect.Slot{dialect.IntsSlot("owners", 0)}

// prepareLists makes the call that reads each related row once, behind the keys of its
// owners. Rows come in the order of the query, and so every owner gets its own in that
// order.
func (l *loader) prepareLists(sets []dialect.Value) error {
	p, err := l.plan(keyLists, sets, func(q *query.Query, base int) (*ast.Select, error) {
		return query.BuildPreloadLists(l.r.Relation, q, base)
	})
	if err != nil {
		return err
	}
	a := newArena(l.r.Target, p.read, maxSlab)
	l.pairs = make([]link, 0, len(l.objs))
	owners := new([]int64)
	l.call.each = func(rows dialect.Rows) error {
		if err := rows.Decode(0, listSlot, unsafe.Pointer(owners)); err != nil {
			return err
		}
		l.cut = l.cut || len(*owners) == 0
		obj := a.next()
		if err := rows.Decode(1, p.slots, obj); err != nil {
			return err
		}
		a.adopt(obj)
		target := int32(len(l.found))
		l.found = append(l.found, obj)
		for _, key := range *owners {
			for n := l.owners.lastInt(key); n >= 0; n = l.owners.prev(n) {
				l.pairs = append(l.pairs, link{n, target})
			}
		}
		return nil
	}
	return nil
}

// readAgain reads a row for each link, where the server has cut off a list.
func (l *loader) readAgain(ctx context.Context) error {
	sets := slices.Clone(l.shape.Args[len(l.shape.Args)-1:])
	l.shape.Reset()
	l.pairs, l.found = nil, nil
	if err := l.prepareRows(sets); err != nil {
		return err
	}
	return l.s.run(ctx, dialect.Read, &l.call)
}
