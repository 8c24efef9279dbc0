package lookup

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
)

// exclude is before the names of conditions that are left out.
const exclude = "!"

// filter returns the condition that q is, nil for none.
func (s *spec) filter(q Q) (*query.Cond, error) {
	kept, left, err := s.items(q)
	if err != nil {
		return nil, err
	}
	conds, _ := gather(kept)
	if excluded, _ := gather(left); len(excluded) > 0 {
		conds = append(conds, not(all(excluded)))
	}
	return all(conds), nil
}

// all joins conditions; none are nil.
func all(conds []*query.Cond) *query.Cond {
	switch len(conds) {
	case 0:
		return nil
	case 1:
		return conds[0]
	default:
		return &query.Cond{Op: query.And, Kids: conds}
	}
}

func not(c *query.Cond) *query.Cond {
	return &query.Cond{Op: query.Not, Kids: []*query.Cond{c}}
}

// items makes the conditions of q in the order of their names, so that equal ones
// are equal SQL: those that are kept, and those that are left out.
func (s *spec) items(q Q) (kept, left []item, err error) {
	if err := checkLimits(q); err != nil {
		return nil, nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(q)) {
		plain, negated := strings.CutPrefix(name, exclude)
		t, err := s.find(plain)
		if err != nil {
			return nil, nil, err
		}
		i, err := t.item(plain, q[name])
		if err != nil {
			return nil, nil, err
		}
		if negated {
			left = append(left, i)
		} else {
			kept = append(kept, i)
		}
	}
	return kept, left, nil
}

func checkLimits(q Q) error {
	if len(q) > MaxConditions {
		return fmt.Errorf("kin: lookup: %w: there are %d conditions, at most %d are allowed", ErrLimit, len(q), MaxConditions)
	}
	size := 0
	for name, value := range q {
		size += len(name) + sizeOf(reflect.ValueOf(value))
	}
	if size > MaxBytes {
		return fmt.Errorf("kin: lookup: %w: names and values have %d bytes, at most %d are allowed", ErrLimit, size, MaxBytes)
	}
	return nil
}

// sizeOf returns how many bytes of text a value has.
func sizeOf(r reflect.Value) (n int) {
	switch r.Kind() {
	case reflect.Interface:
		return sizeOf(r.Elem())
	case reflect.String:
		return r.Len()
	case reflect.Slice:
		if r.Type().Elem().Kind() == reflect.Uint8 {
			return r.Len()
		}
		for i := range min(r.Len(), MaxIn+1) {
			n += sizeOf(r.Index(i))
		}
	}
	return n
}

// fromURL makes conditions of parameters.
func (s *spec) fromURL(v url.Values) (Q, error) {
	q := make(Q, len(v))
	for name, values := range v {
		if len(values) == 1 {
			q[name] = values[0]
			continue
		}
		t, err := s.find(strings.TrimPrefix(name, exclude))
		if err != nil {
			return nil, err
		}
		if t.operator.takes != aList {
			return nil, fmt.Errorf("kin: lookup %s: it is given %d times; several values are those of %s__in", name, len(values), s.nameOf(name))
		}
		q[name] = values
	}
	return q, nil
}

// nameOf returns a name without its lookup.
func (s *spec) nameOf(name string) string {
	parts := strings.Split(name, "__")
	_, rest, _ := walk(s.typ, s.by, strings.Split(strings.TrimPrefix(name, exclude), "__"))
	return strings.Join(parts[:len(parts)-len(rest)], "__")
}

// An item is a condition on the rows that hops lead to.
type item struct {
	hops    []hop
	cond    *query.Cond // nil says no more than that there is a row
	absent  bool        // it holds as well where a hop leads to no row, whose columns are all NULL
	nothing bool        // it holds only there
}

// item makes the condition of a term.
func (t *term) item(name string, value any) (item, error) {
	i := item{hops: t.hops}
	var err error
	switch {
	case t.takesNull(value):
		i.cond, i.absent = t.isNull(true)
	case t.operator.takes == aBool:
		is, ok := flag(value)
		if !ok {
			return i, &ValueError{Name: name, Field: t.fieldName(), Want: "true or false"}
		}
		i.cond, i.absent = t.isNull(is)
	default:
		i.cond, err = t.compare(value)
	}
	i.nothing = i.absent && i.cond == nil
	switch {
	case errors.Is(err, errValue):
		err = &ValueError{Name: name, Field: t.fieldName(), Want: t.wants()}
	case errors.Is(err, ErrLimit):
		err = fmt.Errorf("kin: lookup %s: %w", name, err)
	}
	return i, err
}

// takesNull reports whether a value is the NULL that exact and iexact compare with.
func (t *term) takesNull(value any) bool {
	r := reflect.ValueOf(value)
	null := !r.IsValid() || r.Kind() == reflect.Pointer && r.IsNil() && t.rel == nil
	return null && (t.operator.name == "exact" || t.operator.name == "iexact") && t.transform == nil
}

// isNull tests for NULL, or for a value. For rows of a to-many relation it is
// whether there are any, which is no condition on one of them.
func (t *term) isNull(is bool) (cond *query.Cond, absent bool) {
	if t.rel != nil && !t.rel.Kind.One() {
		return nil, is
	}
	p := t.place
	if p.field == nil {
		p.field = p.typ.KeyFields()[0]
	}
	return p.column().IsNull(!is), is
}

func flag(value any) (is, ok bool) {
	switch v := value.(type) {
	case bool:
		return v, true
	case string:
		is, err := parseBool(v)
		return is, err == nil
	default:
		return false, false
	}
}

// compare makes the condition of a lookup that compares.
func (t *term) compare(value any) (*query.Cond, error) {
	c := t.column()
	switch t.operator.takes {
	case aPattern:
		r := reflect.ValueOf(value)
		if r.Kind() != reflect.String {
			return nil, errValue
		}
		cond := c.Match(t.operator.match, t.operator.fold, r.String())
		if cond.Err != nil {
			return nil, errValue
		}
		return cond, nil
	case aList:
		list, err := elements(value)
		if err != nil {
			return nil, err
		}
		return t.in(c, list)
	case aRange:
		list, err := elements(value)
		if err != nil || len(list) != 2 {
			return nil, errors.Join(errValue, err)
		}
		first, _, err := t.span(list[0])
		if err != nil {
			return nil, err
		}
		_, last, err := t.span(list[1])
		return between(c, first, last), err
	default:
		first, last, err := t.span(value)
		if t.transform != nil {
			return spanned(c, t.operator.op, first, last), err
		}
		return c.CompareValue(t.operator.op, first), err
	}
}

// in compares with a list. As in Django, a NULL in it is passed over.
func (t *term) in(c *query.Column, list []any) (*query.Cond, error) {
	values := make([]dialect.Value, 0, len(list))
	for _, x := range list {
		v, null, err := t.value(x)
		if err != nil {
			return nil, err
		}
		if !null {
			values = append(values, v)
		}
	}
	return c.InValues(values), nil
}

// span returns what a value is compared as: itself, or the ends of a span of time.
func (t *term) span(x any) (first, last dialect.Value, err error) {
	if t.transform == nil {
		v, null, err := t.value(x)
		if null {
			err = errValue
		}
		return v, v, err
	}
	from, to, ok := t.transform.span(fmt.Sprint(x))
	if !ok {
		return first, last, errValue
	}
	v := dialect.Value{Kind: t.field.Type.Kind, Format: t.typ.Slots[t.field.Index0].Format}
	if first, last = v, v; familyOf(&t.place) == day {
		first.N = from.Unix() / secondsOfDay
		last.N = to.Add(time.Microsecond).Unix()/secondsOfDay - 1
		return first, last, nil
	}
	first.N, last.N = from.UnixMicro(), to.UnixMicro()
	return first, last, nil
}

const secondsOfDay = 24 * 60 * 60

// wants says what a lookup compares with.
func (t *term) wants() string {
	one := t.place.want
	if t.transform != nil {
		one = func() string { return t.transform.want }
	}
	switch t.operator.takes {
	case aPattern:
		return "text"
	case aList:
		return "a list, each of it " + one()
	case aRange:
		return "two values, each of them " + one()
	default:
		return one()
	}
}

// elements returns the elements of a list: of a slice, or of text with commas
// between them.
func elements(value any) ([]any, error) {
	r := reflect.ValueOf(value)
	var list []any
	switch {
	case r.Kind() == reflect.String:
		for part := range strings.SplitSeq(r.String(), ",") {
			list = append(list, part)
		}
	case r.Kind() == reflect.Slice && r.Type().Elem().Kind() != reflect.Uint8:
		if r.Len() > MaxIn {
			return nil, tooMany(r.Len())
		}
		for i := range r.Len() {
			list = append(list, r.Index(i).Interface())
		}
	default:
		return nil, errValue
	}
	if len(list) > MaxIn {
		return nil, tooMany(len(list))
	}
	return list, nil
}

func tooMany(n int) error {
	return fmt.Errorf("%w: it has %d values, at most %d are allowed", ErrLimit, n, MaxIn)
}
