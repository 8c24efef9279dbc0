// Package lookup makes conditions and orders of Django's lookup strings, such as
// publications__title__startswith, for programs that learn only at run time what
// is asked for: filters of an HTTP handler, and tools.
//
//	var search = lookup.MustFor(Articles, "headline", "publications__title", "author__last_name")
//
//	func list(w http.ResponseWriter, r *http.Request) {
//		where, err := search.Values(r.URL.Query()) // ?headline__icontains=nasa&publications__title__startswith=Science
//		if err != nil {
//			http.Error(w, err.Error(), http.StatusBadRequest)
//			return
//		}
//		articles, err := Articles.Filter(where).All(r.Context(), db)
//		...
//	}
//
// Nothing is reachable that the list of names does not have, and there is no list
// of everything. A string never becomes SQL: names are looked up in the model,
// values are parsed by the type of their field and bound. What a call makes is
// the same condition, and the same SQL, as the typed columns make.
//
// A name that is not allowed is the same error as one that does not exist. It and
// the errors of values are safe to send to the client: they hold no value and no
// name that is not allowed.
package lookup

import (
	"fmt"
	"net/url"
	"reflect"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/engine"
)

// The limits of one call. What is beyond is [ErrLimit].
const (
	MaxBytes      = 8 << 10 // of all names and values together
	MaxConditions = 50      // also of names in an order
	MaxIn         = 1000    // values of one in
	MaxDepth      = 3       // relations in one name
)

// A Spec says which columns of a model can be asked for by name. It is immutable
// and safe for concurrent use.
type Spec[R any] struct{ s *spec }

// A Source is a table, or a set of a relation: whatever has a query of R.
type Source[R any] interface {
	Query() *kin.Query[R]
}

// For returns the Spec of a table that allows names and nothing else. A name is
// that of a column, also one of a related model: headline, author__last_name,
// publications__title. It allows every lookup that the column has, and to sort by
// it. With a lookup behind it, as headline__startswith, it allows only that one.
// A relation, as publications, stands for the key of the related rows; their other
// columns are named one by one.
//
// For returns an [UnknownError] for a name that the model does not have, and
// ErrLimit for one over more than MaxDepth relations.
func For[R any](table Source[R], names ...string) (*Spec[R], error) {
	t, err := engine.TypeOf(reflect.TypeFor[R]().Elem())
	if err != nil {
		return nil, err
	}
	s, err := newSpec(t, nil, names)
	if err != nil {
		return nil, err
	}
	return &Spec[R]{s}, nil
}

// MustFor is For, for package variables. It panics where For returns an error.
func MustFor[R any](table Source[R], names ...string) *Spec[R] {
	s, err := For(table, names...)
	if err != nil {
		panic(err)
	}
	return s
}

// ForLinked returns a Spec for the related rows of a relation, where they are
// reached by it: in Filter and OrderBy of the relation in a Preload, and in queries
// of its sets. The name of the link model then leads to the columns of the link
// that leads to the row, as in post_category__sort_order.
func ForLinked[R, T any](relation kin.ManyOf[R, T], names ...string) (*Spec[T], error) {
	r := kin.RelationOf(relation)
	t, err := engine.TypeOf(reflect.TypeFor[T]().Elem())
	if err != nil {
		return nil, err
	}
	s, err := newSpec(t, r, names)
	if err != nil {
		return nil, err
	}
	return &Spec[T]{s}, nil
}

// Q are conditions by name, all of which hold. A value is text, which is parsed as
// in [Spec.Values], or a Go value of the column's type; for a relation it may be an
// object, which must have a row. in and range take a slice. A nil is NULL.
//
//	lookup.Q{"publications__title__startswith": "Science", "publications__in": []any{1, weekly}}
//
// A name that begins with ! is left out: all of these together are one exclude,
// which leaves out the rows that fulfil all of them.
type Q map[string]any

// Filter returns the condition that all of q holds; that of an empty q is the zero
// Pred. Conditions over one to-many relation are about one related row, also those
// with !; conditions of two calls may be about two. The error is an [UnknownError],
// a [ValueError], kin.ErrUnsaved, or wraps [ErrLimit].
//
//	science, err := search.Filter(lookup.Q{"publications__title__startswith": "Science"})
//	articles, err := Articles.Filter(science).All(ctx, db) // no article comes twice
func (s *Spec[R]) Filter(q Q) (kin.Pred[R], error) {
	c, err := s.s.filter(q)
	return kin.NewPred[R](c), err
}

// Values is Filter for the parameters of a URL, all of which must be names that
// are allowed: delete the others, such as that of a page, before. Times are as
// 2006-01-02T15:04:05Z, or without a zone in UTC, days as 2006-01-02, truth values
// true or false, bytes in base64. The values of in and range have commas between
// them; an in that is given several times has one value each time, so that it may
// have commas itself. Any other name that is given twice is an error.
func (s *Spec[R]) Values(v url.Values) (kin.Pred[R], error) {
	q, err := s.s.fromURL(v)
	if err != nil {
		return kin.Pred[R]{}, err
	}
	return s.Filter(q)
}

// Order returns the orders that names say, for OrderBy: names with commas between
// them, each with - before it for descending. Only columns of the row itself and of
// relations to one row can be sorted by. An empty text is the model's default order.
//
//	orders, err := search.Order("-headline,author__last_name")
func (s *Spec[R]) Order(names string) ([]kin.Order[R], error) {
	terms, err := s.s.order(names)
	if err != nil {
		return nil, err
	}
	out := make([]kin.Order[R], len(terms))
	for i, t := range terms {
		out[i] = kin.NewOrder[R](t)
	}
	return out, nil
}

// DjangoRows filters a query as Django's filter does, with a row for each match: a
// row of R comes once for each related row that fulfils the conditions of q on it,
// which are over one to-many relation. Distinct folds the rows. It is [kin.Query.Join],
// and what that cannot do is an error.
//
//	twice, err := lookup.DjangoRows(Articles.Query(), search, lookup.Q{"publications__title__startswith": "Science"})
func DjangoRows[R any](query *kin.Query[R], s *Spec[R], q Q) (*kin.Query[R], error) {
	where, rows, err := s.s.rows(q)
	if err != nil {
		return nil, err
	}
	query = query.Filter(kin.NewPred[R](where))
	if rows == nil {
		return query, nil
	}
	return query.Join(kin.NewRows[R](rows)), nil
}

// Names returns the names that are allowed, sorted, as they were given.
func (s *Spec[R]) Names() []string { return append([]string(nil), s.s.names...) }

// String returns the model and the names that are allowed.
func (s *Spec[R]) String() string {
	return fmt.Sprintf("lookup of %s by %s", s.s.typ.Name, s.s.choices())
}
