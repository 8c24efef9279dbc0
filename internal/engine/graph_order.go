package engine

import (
	"cmp"
	"fmt"
	"slices"
)

// steps returns the objects in the order in which they can be saved: those of one
// step need no keys of each other. All objects of a type are in one step, as they
// were found, unless some of them need others of the same type.
func (g *graph) steps() ([][]*graphNode, error) {
	order := newTypeOrder(g.order)
	for _, n := range g.order {
		if err := n.findLevel(order); err != nil {
			return nil, err
		}
	}
	nodes := slices.Clone(g.order)
	slices.SortStableFunc(nodes, func(a, b *graphNode) int {
		return cmp.Or(cmp.Compare(order.level(a.t), order.level(b.t)), cmp.Compare(a.level, b.level))
	})
	var steps [][]*graphNode
	for i, n := range nodes {
		if i == 0 || order.level(nodes[i-1].t) != order.level(n.t) || nodes[i-1].level != n.level {
			steps = append(steps, nil)
		}
		steps[len(steps)-1] = append(steps[len(steps)-1], n)
	}
	return steps, nil
}

// findLevel works out how many objects come before n among those whose types need
// each other.
func (n *graphNode) findLevel(order *typeOrder) error {
	switch {
	case n.level > 0:
		return nil
	case n.level < 0:
		return fmt.Errorf("kin: save graph: a %s needs the key of another object that needs its own; save one of them first", n.t.Name)
	}
	n.level = -1
	level := 1
	for _, need := range n.needs {
		if !order.together(n.t, need.t) {
			continue
		}
		if err := need.findLevel(order); err != nil {
			return err
		}
		level = max(level, need.level+1)
	}
	n.level = level
	return nil
}

// A typeOrder says which types need keys of which.
type typeOrder struct {
	types  []*Type
	needs  [][]bool // directly or over others, by index
	levels []int    // 0 is not known yet
}

func newTypeOrder(nodes []*graphNode) *typeOrder {
	o := &typeOrder{}
	for _, n := range nodes {
		if !slices.Contains(o.types, n.t) {
			o.types = append(o.types, n.t)
		}
	}
	o.levels = make([]int, len(o.types))
	o.needs = make([][]bool, len(o.types))
	for i := range o.needs {
		o.needs[i] = make([]bool, len(o.types))
	}
	for _, n := range nodes {
		for _, need := range n.needs {
			o.needs[o.index(n.t)][o.index(need.t)] = true
		}
	}
	for over := range o.types {
		for from := range o.types {
			for to := range o.types {
				o.needs[from][to] = o.needs[from][to] || o.needs[from][over] && o.needs[over][to]
			}
		}
	}
	return o
}

func (o *typeOrder) index(t *Type) int { return slices.Index(o.types, t) }

// together reports whether two types need each other.
func (o *typeOrder) together(a, b *Type) bool {
	i, n := o.index(a), o.index(b)
	return o.needs[i][n] && o.needs[n][i]
}

// level returns how many groups of types that need each other come before t.
func (o *typeOrder) level(t *Type) int {
	i := o.index(t)
	if o.levels[i] > 0 {
		return o.levels[i]
	}
	level := 1
	for n := range o.types {
		if o.needs[i][n] && !o.needs[n][i] {
			level = max(level, o.level(o.types[n])+1)
		}
	}
	o.levels[i] = level
	return level
}
