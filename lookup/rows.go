package lookup

import (
	"fmt"

	"github.com/kinorm/kin/internal/query"
)

// A group are the items that are about one row: that of their first hop.
type group struct {
	hop   hop
	items []item
}

// gather makes conditions of items, each group one condition in the place of its
// first. It reports whether all hold for a row whose columns are all NULL, which
// is what Django compares where a relation leads nowhere.
func gather(items []item) (conds []*query.Cond, absent bool) {
	absent = true
	var order []*group // nil is the next item without hops
	var local []item
	for _, i := range items {
		if len(i.hops) == 0 {
			local = append(local, i)
			order = append(order, nil)
			continue
		}
		g := find(order, i.hops[0])
		if g == nil {
			g = &group{hop: i.hops[0]}
			order = append(order, g)
		}
		i.hops = i.hops[1:]
		g.items = append(g.items, i)
	}
	for _, g := range order {
		var c *query.Cond
		var without bool
		if g == nil {
			c, without = local[0].alone()
			local = local[1:]
		} else {
			c, without = g.cond()
		}
		absent = absent && without
		if c != nil {
			conds = append(conds, c)
		}
	}
	return conds, absent
}

func find(groups []*group, h hop) *group {
	for _, g := range groups {
		if g != nil && g.hop == h {
			return g
		}
	}
	return nil
}

// alone is the condition of an item on the row that it is about. One that holds
// only where there is no row is false of it.
func (i *item) alone() (*query.Cond, bool) {
	if i.nothing {
		return &query.Cond{Op: query.Or}, true
	}
	return i.cond, i.absent
}

// cond is the condition of a group on the owner of its rows.
func (g *group) cond() (c *query.Cond, absent bool) {
	conds, absent := gather(g.items)
	if g.hop.path == nil {
		return &query.Cond{Op: query.OnLink, Rel: g.hop.rel, Kids: conds}, absent
	}
	found := &query.Cond{Op: query.Any, Path: g.hop.path, Rel: g.hop.rel, Kids: conds}
	if !absent {
		return found, false
	}
	none := not(&query.Cond{Op: query.Any, Path: g.hop.path, Rel: g.hop.rel})
	for _, i := range g.items {
		if i.nothing && len(i.hops) == 0 {
			return none, true
		}
	}
	return &query.Cond{Op: query.Or, Kids: []*query.Cond{found, none}}, true
}

// rows makes conditions of which those on the rows of a relation choose the rows
// of a join, nil if there are none.
func (s *spec) rows(q Q) (*query.Cond, *query.Rows, error) {
	kept, left, err := s.items(q)
	if err != nil {
		return nil, nil, err
	}
	var local, joined []item
	for _, i := range kept {
		switch {
		case len(i.hops) == 0:
			local = append(local, i)
			continue
		case i.hops[0].path == nil, len(i.hops) > 1 && i.hops[1].path != nil, i.absent,
			len(joined) > 0 && joined[0].hops[0] != i.hops[0]:
			return nil, nil, fmt.Errorf("kin: DjangoRows of %s: one relation to many rows is joined, and not where there are none of them; use Filter for the other conditions", s.typ.Name)
		}
		joined = append(joined, i)
	}
	conds, _ := gather(local)
	if excluded, _ := gather(left); len(excluded) > 0 {
		conds = append(conds, not(all(excluded)))
	}
	if len(joined) == 0 {
		return all(conds), nil, nil
	}
	h := joined[0].hops[0]
	for n := range joined {
		joined[n].hops = joined[n].hops[1:]
	}
	kids, _ := gather(joined)
	return all(conds), &query.Rows{Path: h.path, Rel: h.rel, Conds: kids}, nil
}
