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
	Link *Rel // in place of Rel: Kids are what the links of this relation may have
	Kids []*Branch
	Err  error
}

// A graph is objects that are saved together.
type graph struct {
	nodes  map[located]*graphNode
	order  []*graphNode // as they were found
	links  []*linkGroup // one for each relation, of the end that is declared
	visits map[visit]bool
	listed map[linkRef]bool // relations of links whose objects may be there
}

// A linkRef is a relation of one link.
type linkRef struct {
	link unsafe.Pointer
	rel  *Rel
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
	saved   bool         // before the graph was
	needs   []*graphNode // those without rows whose keys it will hold
	parents []childEdge
	allowed []*Rel // relations whose objects may be there
	level   int    // among types that need each other; 0 is not known yet, -1 is being worked out
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

// newGraph collects what objects lead to over allowed relations, and checks that
// nothing else is there.
func newGraph(t *Type, objs []unsafe.Pointer, allowed []*Branch) (*graph, error) {
	g := &graph{nodes: map[located]*graphNode{}, visits: map[visit]bool{}, listed: map[linkRef]bool{}}
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
		if err := n.check(); err != nil {
			return nil, err
		}
	}
	return g, g.checkLinks()
}

// add adds an object with all that it leads to over the branches of b. It was
// reached from the object from, over a relation whose other end is back. An object
// may be reached in several ways; it may have what any of them allows.
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
	if err := n.addBack(from, back); err != nil {
		return nil, err
	}
	if g.visits[visit{at, b}] {
		return n, nil
	}
	g.visits[visit{at, b}] = true
	for _, below := range b.Kids {
		if below.Link != nil {
			continue // where its relation is
		}
		r := t.relOf(below.Rel.Relation)
		if r == nil {
			continue
		}
		targets, err := n.holds(r)
		if err != nil {
			return nil, err
		}
		first := !slices.Contains(n.allowed, r)
		if first {
			n.allowed = append(n.allowed, r)
		}
		for i, target := range targets {
			to, err := g.add(r.Target, target, below, obj, r.Inverse)
			if err != nil {
				return nil, err
			}
			if first {
				g.join(n, r, to, i)
			}
			if err := g.addOfLink(r, below, linkOf(n.obj, r, i)); err != nil {
				return nil, err
			}
		}
	}
	return n, nil
}

// relOf returns the relation with a field for what it holds.
func (t *Type) relOf(r *model.Relation) *Rel {
	for _, list := range [][]*Rel{t.refs, t.sets} {
		for _, rel := range list {
			if rel.Relation == r {
				return rel
			}
		}
	}
	return nil
}

// holds returns the objects that n holds in a relation.
func (n *graphNode) holds(r *Rel) ([]unsafe.Pointer, error) {
	if r.Kind == model.BelongsTo {
		target, err := n.t.present(n.obj, slices.Index(n.t.refs, r), r)
		if err != nil || target == nil {
			return nil, err
		}
		return []unsafe.Pointer{target}, nil
	}
	set := (*Set)(unsafe.Add(n.obj, r.offset))
	if set.loaded && set.copied() {
		return nil, fmt.Errorf("%w: %s; use pointers to objects", ErrCopied, r)
	}
	if i := slices.Index(set.items, nil); i >= 0 {
		return nil, fmt.Errorf("kin: save graph: object %d of %s is nil", i, r)
	}
	return set.items, nil
}

// addBack allows the relation to one that leads back to where n was reached from:
// it says nothing new.
func (n *graphNode) addBack(from unsafe.Pointer, back *model.Relation) error {
	if back == nil || !back.Kind.One() {
		return nil
	}
	r := n.t.relOf(back)
	if r == nil || slices.Contains(n.allowed, r) {
		return nil
	}
	targets, err := n.holds(r)
	if len(targets) == 1 && targets[0] == from {
		n.allowed = append(n.allowed, r)
	}
	return err
}

// check returns an error if n holds objects in a relation that is not allowed.
func (n *graphNode) check() error {
	for _, list := range [][]*Rel{n.t.refs, n.t.sets} {
		for _, r := range list {
			targets, err := n.holds(r)
			if err != nil {
				return err
			}
			if len(targets) > 0 && !slices.Contains(n.allowed, r) {
				return fmt.Errorf("%w: %s holds objects, which SaveGraph saves only if the list has %s.%s",
					ErrNotAllowed, r, r.Owner.Plural, r.Name)
			}
		}
	}
	return nil
}

// join remembers that n leads to an object, which is number i of a relation.
func (g *graph) join(n *graphNode, r *Rel, to *graphNode, i int) {
	switch r.Kind {
	case model.BelongsTo:
		n.need(to)
	case model.ManyToMany:
		g.link(r, n.obj, to.obj, linkOf(n.obj, r, i))
	default:
		e := childEdge{r, n, to}
		if !slices.Contains(to.parents, e) {
			to.parents = append(to.parents, e)
			to.need(n)
		}
	}
}

// need remembers that n can be saved only after another object has its key.
func (n *graphNode) need(other *graphNode) {
	if !other.saved && !slices.Contains(n.needs, other) {
		n.needs = append(n.needs, other)
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
