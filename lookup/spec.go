package lookup

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/kinorm/kin/internal/engine"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/internal/spelling"
)

// A spec is a Spec without its type.
type spec struct {
	typ     *engine.Type
	by      *engine.Rel // the relation by whose links the rows are reached, or nil
	names   []string
	allowed map[string]permission // by the name of a place
}

// A permission says what is allowed at a place.
type permission struct {
	all     bool
	lookups []string // joined by __ where all is false
}

func newSpec(t *engine.Type, by *engine.Rel, names []string) (*spec, error) {
	s := &spec{typ: t, by: by, names: slices.Sorted(slices.Values(names)), allowed: map[string]permission{}}
	s.names = slices.Compact(s.names)
	for _, name := range s.names {
		if err := s.allow(name); err != nil {
			return nil, fmt.Errorf("%w (in the names that are allowed for %s)", err, t.Name)
		}
	}
	return s, nil
}

func (s *spec) allow(name string) error {
	p, rest, ok := walk(s.typ, s.by, strings.Split(name, "__"))
	if !ok {
		return unknownToModel(name, &p, rest[0])
	}
	if p.depth > MaxDepth {
		return fmt.Errorf("kin: lookup %s: %w: it goes over %d relations, at most %d are allowed", name, ErrLimit, p.depth, MaxDepth)
	}
	allowed := s.allowed[p.name]
	if len(rest) == 0 {
		allowed.all = true
	} else {
		l, ok := parseLookup(&p, rest)
		switch {
		case !ok && p.rel != nil:
			return unknownToModel(name, &p, rest[0])
		case !ok:
			return unknownLookup(name, &p, rest)
		}
		allowed.lookups = append(allowed.lookups, l.String())
	}
	s.allowed[p.name] = allowed
	return nil
}

// unknownToModel is the error of a name that the program wants to allow. It may
// say all that the model has at the place where a part of the name went wrong.
func unknownToModel(name string, p *place, part string) error {
	n := namesOf(p.typ)
	choices := slices.Concat(slices.Collect(maps.Keys(n.fields)), slices.Collect(maps.Keys(n.rels)))
	if p.rel != nil {
		choices = append(choices, lookupsOf(p)...)
	}
	slices.Sort(choices)
	return &UnknownError{Name: shown(name), Choices: choices, Nearest: spelling.Nearest(part, choices)}
}

// A term is a name that is allowed.
type term struct {
	place
	lookup
}

// find returns what a name stands for, or an UnknownError.
func (s *spec) find(name string) (term, error) {
	if len(name) > MaxBytes {
		return term{}, s.unknown(name)
	}
	p, rest, ok := walk(s.typ, s.by, strings.Split(name, "__"))
	allowed, known := s.allowed[p.name]
	if !ok || !known || p.depth > MaxDepth {
		return term{}, s.unknown(name)
	}
	l, ok := parseLookup(&p, rest)
	switch {
	case ok && (allowed.all || slices.Contains(allowed.lookups, l.String())):
		return term{p, l}, nil
	case allowed.all && p.rel == nil: // behind a relation there may be columns that are not allowed
		return term{}, unknownLookup(name, &p, rest)
	default:
		return term{}, s.unknown(name)
	}
}

// unknown is the error of a name that is not allowed, whether it exists or not.
func (s *spec) unknown(name string) error {
	e := &UnknownError{Name: shown(name), Choices: s.names}
	if len(name) <= maxNameShown { // the cost of a comparison grows with both lengths
		e.Nearest = s.nearest(name)
	}
	return e
}

// nearest returns the allowed name that may have been meant, maybe with a lookup.
func (s *spec) nearest(name string) string {
	if n := spelling.Nearest(name, s.names); n != "" && !strings.Contains(name, "__") {
		return n
	}
	candidates := slices.Clone(s.names)
	for _, allowed := range s.names {
		p, rest, ok := walk(s.typ, s.by, strings.Split(allowed, "__"))
		if !ok || len(rest) > 0 {
			continue
		}
		for _, l := range lookupsOf(&p) {
			candidates = append(candidates, allowed+"__"+l)
		}
	}
	return spelling.Nearest(name, candidates)
}

// unknownLookup is the error of a lookup that an allowed place does not have.
func unknownLookup(name string, p *place, rest []string) error {
	e := &UnknownError{Name: shown(name), Choices: lookupsOf(p)}
	wrong := strings.Join(rest, "__")
	if len(name) <= maxNameShown {
		if n := spelling.Nearest(wrong, e.Choices); n != "" {
			e.Nearest = strings.TrimSuffix(name, wrong) + n
		}
	}
	return e
}

func (s *spec) choices() string { return strings.Join(s.names, ", ") }

// order returns the orders that names say.
func (s *spec) order(names string) ([]*query.OrderTerm, error) {
	if len(names) > MaxBytes {
		return nil, fmt.Errorf("kin: lookup: %w: the order has %d bytes, at most %d are allowed", ErrLimit, len(names), MaxBytes)
	}
	if names == "" {
		return s.defaultOrder(), nil
	}
	list := strings.Split(names, ",")
	if len(list) > MaxConditions {
		return nil, fmt.Errorf("kin: lookup: %w: the order has %d names, at most %d are allowed", ErrLimit, len(list), MaxConditions)
	}
	out := make([]*query.OrderTerm, len(list))
	for i, name := range list {
		plain, desc := strings.CutPrefix(name, "-")
		t, ok := s.sortable(plain)
		if !ok {
			return nil, s.unsortable(plain)
		}
		o := t.column().OrderBy(desc)
		if len(t.hops) == 1 {
			o.Link = s.by.Relation
		}
		out[i] = o
	}
	return out, nil
}

// sortable returns the place of a name that rows can be sorted by.
func (s *spec) sortable(name string) (place, bool) {
	p, rest, ok := walk(s.typ, s.by, strings.Split(name, "__"))
	ok = ok && len(rest) == 0 && s.allowed[p.name].all && p.rel == nil && p.field != nil
	if !ok || familyOf(&p)&sorted == 0 {
		return p, false
	}
	ofLink := len(p.hops) == 1 && p.hops[0].path == nil
	return p, len(p.hops) == 0 || ofLink && s.by != nil
}

func (s *spec) unsortable(name string) error {
	var choices []string
	for _, allowed := range s.names {
		if _, ok := s.sortable(allowed); ok {
			choices = append(choices, allowed)
		}
	}
	e := &UnknownError{Name: shown(name), Choices: choices}
	if len(name) <= maxNameShown {
		e.Nearest = spelling.Nearest(name, choices)
	}
	return e
}

func (s *spec) defaultOrder() []*query.OrderTerm {
	out := make([]*query.OrderTerm, len(s.typ.Order))
	for i, o := range s.typ.Order {
		out[i] = &query.OrderTerm{X: &query.Term{Path: query.Root(s.typ.Model), Field: s.typ.Field(o.Field)}, Desc: o.Desc}
	}
	return out
}
