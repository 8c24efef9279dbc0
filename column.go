package kin

import (
	"fmt"
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/schema"
)

// col is a column without types: what the columns of all types are made of, so
// that their methods are single calls.
type col struct {
	term *query.Term
	slot *dialect.Slot
}

const (
	nullsFirst = ast.NullsFirst
	nullsLast  = ast.NullsLast
)

func (c *col) compare(op ast.Op, p unsafe.Pointer) *query.Cond {
	v, err := c.slot.Encode(p)
	return &query.Cond{Op: query.Compare, Cmp: op, X: c.term, Args: []dialect.Value{v}, Err: err}
}

func (c *col) compareTo(op ast.Op, o *col) *query.Cond {
	return &query.Cond{Op: query.CompareTo, Cmp: op, X: c.term, Y: o.term}
}

func (c *col) match(kind ast.MatchKind, fold bool, text string) *query.Cond {
	plain := dialect.Slot{Field: c.slot.Field, Type: schema.Type{Kind: schema.Text}}
	v, err := plain.EncodeText(text) // a pattern may be longer than the column
	return &query.Cond{Op: query.Match, Match: kind, Fold: fold, X: c.term, Args: []dialect.Value{v}, Err: err}
}

// in compares with n values, of which at returns the address of each.
func (c *col) in(n int, at func(i int) unsafe.Pointer) *query.Cond {
	cond := &query.Cond{Op: query.InSet, X: c.term}
	set := dialect.Value{Kind: c.slot.Type.Kind, Scale: uint8(c.slot.Type.Scale), Format: c.slot.Format, Set: new(dialect.Set)}
	for i := range n {
		p := at(i)
		if p == nil {
			cond.OrNull = true
			continue
		}
		v, err := c.slot.Encode(p)
		if err != nil && cond.Err == nil {
			cond.Err = err
		}
		set.Set.Append(v)
	}
	cond.Args = []dialect.Value{set}
	return cond
}

func (c *col) isNull(not bool) *query.Cond {
	cond := &query.Cond{Op: query.IsNull, X: c.term}
	if not {
		return &query.Cond{Op: query.Not, Kids: []*query.Cond{cond}}
	}
	return cond
}

func (c *col) between(lo, hi unsafe.Pointer) *query.Cond {
	return &query.Cond{Op: query.And, Kids: []*query.Cond{c.compare(ast.Ge, lo), c.compare(ast.Le, hi)}}
}

func (c *col) order(desc bool) *query.OrderTerm { return &query.OrderTerm{X: c.term, Desc: desc} }

func (c *col) assign(op query.AssignOp, p unsafe.Pointer) *query.Assign {
	a := &query.Assign{Field: c.term.Field, Op: op}
	if len(c.term.Path.Hops) > 0 {
		a.Err = fmt.Errorf("kin: update: %s is a column of another model; update %s instead", c.term, c.term.Path.End().Plural)
		return a
	}
	if p == nil {
		a.Arg = dialect.Null(c.slot.Type.Kind)
		if !c.term.Field.Nullable {
			a.Err = fmt.Errorf("%w: %s cannot be NULL", dialect.ErrNotNull, c.term)
		}
		return a
	}
	a.Arg, a.Err = c.slot.Encode(p)
	return a
}

func (c *col) assignFrom(op query.AssignOp, o *col) *query.Assign {
	a := c.assign(op, nil)
	a.Err, a.Arg, a.From = nil, dialect.Value{}, o.term
	if len(c.term.Path.Hops) > 0 || len(o.term.Path.Hops) > 0 {
		a.Err = fmt.Errorf("kin: update: %s = %s: an update computes only with columns of the row itself", c.term, o.term)
	}
	return a
}

// A Column is a column that is compared for equality. R is the model whose rows
// its conditions are on, V the Go type of its values, without pointer where it may
// be NULL.
type Column[R, V any] struct{ c col }

func (c *Column[R, V]) column(R) *query.Term       { return c.c.term }
func (c *Column[R, V]) selected(R, *V) *query.Term { return c.c.term }
func (c *Column[R, V]) untyped(R, *V) *col         { return &c.c }

// Eq is true where the column is v: column = ?.
func (c *Column[R, V]) Eq(v V) Pred[R] { return Pred[R]{c.c.compare(ast.Eq, unsafe.Pointer(&v))} }

// Ne is true where the column is not v, also where it is NULL.
func (c *Column[R, V]) Ne(v V) Pred[R] { return Pred[R]{c.c.compare(ast.Ne, unsafe.Pointer(&v))} }

// In is true where the column is one of values; without values it is false.
func (c *Column[R, V]) In(values ...V) Pred[R] { return Pred[R]{inValues(&c.c, values)} }

// NotIn is true where the column is none of values, also where it is NULL.
func (c *Column[R, V]) NotIn(values ...V) Pred[R] { return Pred[R]{not(inValues(&c.c, values))} }

// InPtr is In for values that may be absent: a nil among them means IS NULL.
func (c *Column[R, V]) InPtr(values ...*V) Pred[R] { return Pred[R]{inPointers(&c.c, values)} }

// IsNull is true where the column has no value, or the relation to it no row.
func (c *Column[R, V]) IsNull() Pred[R] { return Pred[R]{c.c.isNull(false)} }

// NotNull is true where the column has a value.
func (c *Column[R, V]) NotNull() Pred[R] { return Pred[R]{c.c.isNull(true)} }

// Asc sorts by the column, smallest first.
func (c *Column[R, V]) Asc() Order[R] { return Order[R]{c.c.order(false)} }

// Desc sorts by the column, largest first.
func (c *Column[R, V]) Desc() Order[R] { return Order[R]{c.c.order(true)} }

// Set assigns v to the column.
func (c *Column[R, V]) Set(v V) Assign[R] {
	return Assign[R]{c.c.assign(query.Put, unsafe.Pointer(&v))}
}

// SetNull assigns NULL to the column.
func (c *Column[R, V]) SetNull() Assign[R] { return Assign[R]{c.c.assign(query.Put, nil)} }

// An AnyColumn is a column of R whose values are of type V, whatever else it can do.
type AnyColumn[R, V any] interface {
	ColumnOf[R]
	Selectable[R, V]
	untyped(R, *V) *col
}

// colOf returns a column without its types.
func colOf[R, V any](c AnyColumn[R, V]) *col {
	var none R
	return c.untyped(none, nil)
}

// EqCol is true where two columns of a row are equal: a = b. Where one is NULL it
// is false.
func EqCol[R, V any](a, b AnyColumn[R, V]) Pred[R] {
	return Pred[R]{colOf(a).compareTo(ast.Eq, colOf(b))}
}

// LtCol is true where column a of a row is less than column b.
func LtCol[R, V any](a, b AnyColumn[R, V]) Pred[R] {
	return Pred[R]{colOf(a).compareTo(ast.Lt, colOf(b))}
}

// LeCol is true where column a of a row is equal to column b or less.
func LeCol[R, V any](a, b AnyColumn[R, V]) Pred[R] {
	return Pred[R]{colOf(a).compareTo(ast.Le, colOf(b))}
}

// SetCol assigns the value of column from to column to of the same row.
func SetCol[R, V any](to, from AnyColumn[R, V]) Assign[R] {
	return Assign[R]{colOf(to).assignFrom(query.Put, colOf(from))}
}

// AddCol adds column from to column to of the same row.
func AddCol[R, V any](to, from *NumberColumn[R, V]) Assign[R] {
	return Assign[R]{to.c.assignFrom(query.Plus, &from.c)}
}

// SubCol takes column from from column to of the same row.
func SubCol[R, V any](to, from *NumberColumn[R, V]) Assign[R] {
	return Assign[R]{to.c.assignFrom(query.Minus, &from.c)}
}

// MulCol multiplies column to by column from of the same row.
func MulCol[R, V any](to, from *NumberColumn[R, V]) Assign[R] {
	return Assign[R]{to.c.assignFrom(query.Times, &from.c)}
}

func inValues[V any](c *col, values []V) *query.Cond {
	return c.in(len(values), func(i int) unsafe.Pointer { return unsafe.Pointer(&values[i]) })
}

func inPointers[V any](c *col, values []*V) *query.Cond {
	return c.in(len(values), func(i int) unsafe.Pointer { return unsafe.Pointer(values[i]) })
}
