package engine

import (
	"fmt"
	"unsafe"
)

// linkOf returns the link to item i of the container that an object has for a
// relation, if it holds links.
func linkOf(obj unsafe.Pointer, r *Rel, i int) unsafe.Pointer {
	if !r.holdsLinks {
		return nil
	}
	if links := (*LinkSet)(unsafe.Add(obj, r.offset)).Links; i < len(links) {
		return links[i]
	}
	return nil
}

// addOfLink adds the objects that a link of r leads to over the branches for links
// below b. Links are saved after all objects, so that the order of these is free.
func (g *graph) addOfLink(r *Rel, b *Branch, link unsafe.Pointer) error {
	if link == nil {
		return nil
	}
	for _, below := range b.Kids {
		if below.Link == nil {
			continue
		}
		for _, kid := range below.Kids {
			ref := r.Link.relOf(kid.Rel.Relation)
			if ref == nil {
				continue
			}
			g.listed[linkRef{link, ref}] = true
			if target := *(*unsafe.Pointer)(unsafe.Add(link, ref.offset)); target != nil {
				if _, err := g.add(ref.Target, target, kid, nil, nil); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// eachRef calls f for the objects that links hold besides their ends.
func (g *graph) eachRef(f func(group *linkGroup, link unsafe.Pointer, ref *Rel) error) error {
	for _, group := range g.links {
		if group.rel.Link == nil {
			continue
		}
		for _, p := range group.pairs {
			for _, ref := range group.rel.Link.refs {
				if p.values == nil || group.rel.isEnd(ref) || *(*unsafe.Pointer)(unsafe.Add(p.values, ref.offset)) == nil {
					continue
				}
				if err := f(group, p.values, ref); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// checkLinks returns an error if a link holds an object that is not allowed.
func (g *graph) checkLinks() error {
	return g.eachRef(func(group *linkGroup, link unsafe.Pointer, ref *Rel) error {
		if g.listed[linkRef{link, ref}] {
			return nil
		}
		return fmt.Errorf("%w: a link of %s holds an object in %s, which SaveGraph saves only if the list has kin.OfLinks within With of that relation",
			ErrNotAllowed, group.rel, ref)
	})
}
