package engine

import (
	"context"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// manyOwners is the number of owners from which on a many-to-many relation is
// loaded as pairs of keys and then each target once: many links then lead to the
// same targets. With few owners one statement for both is quicker.
const manyOwners = 1000

// pairwise reports whether the relation is loaded as pairs of keys: its keys are
// single integers, and the query selects the targets without regard to the link
// that leads to them.
func (l *loader) pairwise() bool {
	r, q := l.r, l.q
	return l.owners.ints != nil && len(l.owners.ints) >= manyOwners && r.Through != nil && len(l.links.fields) == 0 &&
		isInteger(r.OwnerKey) && isInteger(r.TargetKey) && slices.Equal(r.TargetKey, r.Target.KeyFields()) && !r.Target.keyless &&
		len(q.Where) == 0 && !q.Limited && q.Offset == 0 && !q.Distinct && q.Rows == nil && q.Lock == nil &&
		!slices.ContainsFunc(q.Order, func(o *query.OrderTerm) bool { return o.Link != nil })
}

func isInteger(key []*model.Field) bool { return len(key) == 1 && key[0].Type.Kind.IsInteger() }

// A keyPair is a link of a relation whose keys are integers.
type keyPair struct{ owner, target int64 }

// pairSlots read a keyPair from a row.
var pairSlots = func() []dialect.Slot {
	owner, target := intSlot[0], intSlot[0].At(unsafe.Offsetof(keyPair{}.target))
	owner.Field, target.Field = "owner", "target"
	return []dialect.Slot{owner, target}
}()

// keyArrays are the links of a relation as two arrays of one row.
type keyArrays struct{ owners, targets []int64 }

var arraySlots = func() []dialect.Slot {
	owners, targets := dialect.IntsSlot("owners", 0), dialect.IntsSlot("targets", unsafe.Offsetof(keyArrays{}.targets))
	return []dialect.Slot{owners, targets}
}()

// readPairs reads the links of the owners, then each target once.
func (l *loader) readPairs(ctx context.Context, sets []dialect.Value) error {
	pairs, err := l.keyPairs(ctx, sets)
	if err != nil || len(pairs) == 0 {
		return err
	}
	t := l.r.Target
	ranks := make(map[int64]int32, 64)
	key := emptySets(l.r.TargetKey)[0]
	for _, p := range pairs {
		if _, ok := ranks[p.target]; !ok {
			ranks[p.target] = -1
			key.Set.Append(dialect.Int(p.target))
		}
	}
	targets := l.q.With(func(q *query.Query) {
		q.Preloads = nil
		q.Where = []*query.Cond{{Op: query.KeyIn, Path: t.root(), Args: []dialect.Value{key}}}
	})
	if l.found, err = l.s.objects(ctx, t, targets); err != nil {
		return err
	}
	for i, obj := range l.found {
		v, err := t.keySlots[0].Value(obj)
		if err != nil {
			return err
		}
		ranks[v.N] = int32(i)
	}
	l.hang(pairs, ranks)
	return nil
}

// keyPairs reads the links of the owners, as two arrays where the database can send
// them so: a row for each link costs more than what is in it.
func (l *loader) keyPairs(ctx context.Context, sets []dialect.Value) ([]keyPair, error) {
	var sh query.Shape
	sh.Byte(keyPairs)
	sh.Relation(l.r.Relation)
	arrays := l.s.DB.dialect.Features.Arrays
	p := l.s.DB.plans.get(sh.Key)
	if p == nil {
		var err error
		if p, err = l.s.DB.compile(sh.Key, query.BuildPairs(l.r.Relation, arrays)); err != nil {
			return nil, err
		}
	}
	var pairs []keyPair
	err := l.s.query(ctx, dialect.Read, p.stmt, sets, func(rows dialect.Rows) error {
		if !arrays {
			pairs = append(pairs, keyPair{})
			return rows.Decode(0, pairSlots, unsafe.Pointer(&pairs[len(pairs)-1]))
		}
		var a keyArrays
		if err := rows.Decode(0, arraySlots, unsafe.Pointer(&a)); err != nil {
			return err
		}
		pairs = make([]keyPair, min(len(a.owners), len(a.targets)))
		for i := range pairs {
			pairs[i] = keyPair{a.owners[i], a.targets[i]}
		}
		return nil
	})
	return pairs, queryError("preload "+l.r.String()+" from", l.r.Target, p.stmt.SQL, err)
}

// hang makes the links between owners and targets, whose places are in ranks. A
// target that is not there was deleted between the two statements. Where the query
// has an order, every owner gets its targets in it.
func (l *loader) hang(pairs []keyPair, ranks map[int64]int32) {
	q := l.q
	if len(q.Order) > 0 || !q.Unsorted && len(q.Model.Order) > 0 {
		pairs = byRank(pairs, ranks, len(l.found))
	}
	l.pairs = make([]link, 0, len(pairs))
	for _, p := range pairs {
		rank := ranks[p.target]
		if rank < 0 {
			continue
		}
		i, ok := l.owners.ints[p.owner]
		if !ok {
			continue
		}
		for ; i >= 0; i = l.owners.next[i] {
			l.pairs = append(l.pairs, link{owner: l.owners.nums[i], target: l.found[rank]})
		}
	}
}

// byRank returns pairs in the order of the ranks of their targets, without those
// that have none.
func byRank(pairs []keyPair, ranks map[int64]int32, n int) []keyPair {
	starts := make([]int, n+1)
	for _, p := range pairs {
		if r := ranks[p.target]; r >= 0 {
			starts[r+1]++
		}
	}
	for i := range n {
		starts[i+1] += starts[i]
	}
	out := make([]keyPair, starts[n])
	for _, p := range pairs {
		if r := ranks[p.target]; r >= 0 {
			out[starts[r]] = p
			starts[r]++
		}
	}
	return out
}
