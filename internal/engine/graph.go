package engine

import (
	"errors"
	"fmt"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/model"
)

// Errors of saving graphs. Package kin exports them.
var (
	// ErrNotAllowed is the error of an object that a list of relations does not lead to.
	ErrNotAllowed = errors.New("kin: not on the list of relations")
)

// A Branch is a relation whose objects a graph may have, and what these may have.
type Branch struct {
	Rel  *Rel
	Kids []*Branch
	Err  error
}

// A graph is objects that are saved together.
type graph struct {
	nodes    map[located]*graphNode
	order    []*graphNode // as they were found
	children []childEdge
	links    []*linkGroup // one for each relation, of the end that is declared
	visits   map[visit]bool
}

// A located is the address of an object with its type: an object and its first
// field have one address.
type located struct {
	t   *Type
	obj unsafe.Pointer
}

// A visit is an object with what it may have where it was found.
type visit struct {
	located
	branch *Branch
}

// A graphNode is an object of a graph.
type graphNode struct {
	located
	saved bool         // before the graph was
	needs []*graphNode // those without rows whose keys it will hold
	level int          // 0 is not known yet, -1 is being worked out
}

// A childEdge says that child belongs to parent by the foreign key of rel.
type childEdge struct {
	rel           *Rel
	parent, child *graphNode
}

// A linkGroup is the links of one relation.
type linkGroup struct {
	rel   *Rel
	pairs []link3
}

// A link3 is a link between two objects, and its own object if it has one.
type link3 struct{ owner, target, values unsafe.Pointer }

// newGraph collects what objects lead to, and checks that all of it is allowed.
func newGraph(t *Type, objs []unsafe.Pointer, allowed []*Branch) (*graph, error) {
	g := &graph{nodes: map[located]*graphNode{}, visits: map[visit]bool{}}
	root := &Branch{Kids: allowed}
	for i, obj := range objs {
		if obj == nil {
			return nil, fmt.Errorf("kin: save graph: object %d is nil", i)
		}
		if _, err := g.add(t, obj, root, nil, nil); err != nil {
			return nil, err
		}
	}
	for _, n := range g.order {
		if err := n.findLevel(); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// add adds an object with all that it leads to. It was reached from the object
// from, over a relation whose other end is back.
func (g *graph) add(t *Type, obj unsafe.Pointer, b *Branch, from unsafe.Pointer, back *model.Relation) (*graphNode, error) {
	if t.Err != nil {
		return nil, t.Err
	}
	at := located{t, obj}
	n := g.nodes[at]
	if n == nil {
		n = &graphNode{located: at, saved: t.stateOf(obj).saved}
		g.nodes[at] = n
		g.order = append(g.order, n)
	}
	if g.visits[visit{at, b}] {
		return n, nil
	}
	g.visits[visit{at, b}] = true
	for _, r := range t.refs {
		if err := g.addRef(n, r, b, from, back); err != nil {
			return nil, err
		}
	}
	for _, r := range t.sets {
		if err := g.addSet(n, r, b, from, back); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// under finds what is allowed below a relation.
func (b *Branch) under(r *Rel) (*Branch, error) {
	for _, kid := range b.Kids {
		if kid.Rel.Relation == r.Relation {
			return kid, nil
		}
	}
	return nil, fmt.Errorf("%w: %s holds objects, which SaveGraph saves only if the list has %s.%s", ErrNotAllowed, r, r.Owner.Plural, r.Name)
}

// addRef adds the object that n belongs to.
func (g *graph) addRef(n *graphNode, r *Rel, b *Branch, from unsafe.Pointer, back *model.Relation) error {
	target, err := n.t.present(n.obj, slices.Index(n.t.refs, r), r)
	if err != nil || target == nil || r.Relation == back && target == from {
		return err
	}
	below, err := b.under(r)
	if err != nil {
		return err
	}
	to, err := g.add(r.Target, target, below, n.obj, r.Inverse)
	if err != nil {
		return err
	}
	if !to.saved && !slices.Contains(n.needs, to) {
		n.needs = append(n.needs, to)
	}
	return nil
}

// addSet adds the objects that a container of n holds.
func (g *graph) addSet(n *graphNode, r *Rel, b *Branch, from unsafe.Pointer, back *model.Relation) error {
	set := (*Set)(unsafe.Add(n.obj, r.offset))
	if set.copied() {
		return fmt.Errorf("%w: %s; use pointers to objects", ErrCopied, r)
	}
	isBack := r.Relation == back && len(set.items) == 1 && set.items[0] == from
	if len(set.items) == 0 || isBack && r.Kind == model.HasOne {
		return nil
	}
	below, err := b.under(r)
	if err != nil {
		return err
	}
	for i, item := range set.items {
		if item == nil {
			return fmt.Errorf("kin: save graph: object %d of %s is nil", i, r)
		}
		to, err := g.add(r.Target, item, below, n.obj, r.Inverse)
		if err != nil {
			return err
		}
		if r.Kind == model.ManyToMany {
			g.link(r, n.obj, item, linkAt(r, set, i))
			continue
		}
		g.child(childEdge{r, n, to})
	}
	return nil
}

// linkAt returns the link to item i of a container, if it holds links.
func linkAt(r *Rel, set *Set, i int) unsafe.Pointer {
	if !r.holdsLinks {
		return nil
	}
	if links := (*LinkSet)(unsafe.Pointer(set)).Links; i < len(links) {
		return links[i]
	}
	return nil
}

func (g *graph) child(e childEdge) {
	if slices.Contains(g.children, e) {
		return
	}
	g.children = append(g.children, e)
	if !e.parent.saved && !slices.Contains(e.child.needs, e.parent) {
		e.child.needs = append(e.child.needs, e.parent)
	}
}

// link adds a link to the group of its relation, seen from the declared end.
func (g *graph) link(r *Rel, owner, target, values unsafe.Pointer) {
	if !r.Declared {
		r, owner, target = r.Reverse(), target, owner
	}
	var group *linkGroup
	for _, other := range g.links {
		if other.rel.Relation == r.Relation {
			group = other
		}
	}
	if group == nil {
		group = &linkGroup{rel: r}
		g.links = append(g.links, group)
	}
	group.pairs = append(group.pairs, link3{owner, target, values})
}

// findLevel works out when an object can be saved: after those that it needs.
func (n *graphNode) findLevel() error {
	switch {
	case n.level > 0:
		return nil
	case n.level < 0:
		return fmt.Errorf("kin: save graph: a %s needs the key of another object that needs its own; save one of them first", n.t.Name)
	}
	n.level = -1
	level := 1
	for _, need := range n.needs {
		if err := need.findLevel(); err != nil {
			return err
		}
		level = max(level, need.level+1)
	}
	n.level = level
	return nil
}
