package kin

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/schema"
)

// A Pred is a condition on rows of a model, made by methods of its columns and
// relations. R is a pointer to the model's struct, as in Pred[*Article], here and
// in all types of this package that have a model as their parameter: it is what
// objects are handled by, and lets all models share the compiled code. The zero Pred is no condition. Every Pred is true or false, never
// NULL: [Not] of it selects exactly the rows that it does not.
type Pred[R any] struct{ c *query.Cond }

func cond[R any](p Pred[R]) *query.Cond {
	if p.c == nil {
		return nothing
	}
	return p.c
}

var nothing = &query.Cond{Op: query.Nothing}

func conds[R any](preds []Pred[R]) []*query.Cond {
	out := make([]*query.Cond, len(preds))
	for i, p := range preds {
		out[i] = cond(p)
	}
	return out
}

// And is true where all of preds are. Without any it is no condition.
func And[R any](preds ...Pred[R]) Pred[R] {
	return Pred[R]{&query.Cond{Op: query.And, Kids: conds(preds)}}
}

// Or is true where at least one of preds is. Without any it is false, and with a
// zero Pred among them it is no condition.
func Or[R any](preds ...Pred[R]) Pred[R] {
	return Pred[R]{&query.Cond{Op: query.Or, Kids: conds(preds)}}
}

// Not is true where pred is false, also where a NULL makes it false.
func Not[R any](pred Pred[R]) Pred[R] {
	return Pred[R]{&query.Cond{Op: query.Not, Kids: []*query.Cond{cond(pred)}}}
}

// constant is a string that only a constant of the program can be.
type constant string

// Raw is a condition in the SQL of the database. sql must be a constant: a string
// that the program computes does not compile. Each ? in it stands for an argument:
// a column of R is written as that column, any other value is bound. ?? is a
// question mark. A NULL result counts as false.
//
//	kin.Raw[*Article]("length(?) > ?", Articles.Headline, 20)
func Raw[R any](sql constant, args ...any) Pred[R] {
	c := &query.Cond{Op: query.Raw, Text: splitRaw(string(sql))}
	if len(c.Text) != len(args)+1 {
		c.Err = fmt.Errorf("kin: Raw: the SQL has %d placeholders, but there are %d arguments", len(c.Text)-1, len(args))
		return Pred[R]{c}
	}
	for _, a := range args {
		if col, ok := a.(ColumnOf[R]); ok {
			t := termOf(col)
			if t.From != query.FromRoot && c.Err == nil {
				c.Err = fmt.Errorf("kin: Raw: %s is of joined rows; write the condition in Rows of that relation", t)
			}
			c.Terms = append(c.Terms, t)
			continue
		}
		v, err := valueOf(a)
		if err != nil && c.Err == nil {
			c.Err = err
		}
		c.Terms = append(c.Terms, nil)
		c.Args = append(c.Args, v)
	}
	return Pred[R]{c}
}

// splitRaw cuts SQL at its placeholders, which are the question marks outside of quotes.
func splitRaw(sql string) []string {
	var parts []string
	var b strings.Builder
	var quote byte
	for i := 0; i < len(sql); i++ {
		c := sql[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"' || c == '`':
			quote = c
		case c == '?' && i+1 < len(sql) && sql[i+1] == '?':
			i++
		case c == '?':
			parts = append(parts, b.String())
			b.Reset()
			continue
		}
		b.WriteByte(c)
	}
	return append(parts, b.String())
}

// valueOf encodes an argument of Raw by its Go type.
func valueOf(a any) (dialect.Value, error) {
	t := reflect.TypeOf(a)
	kind, ok := rawKinds[t]
	if !ok && t != nil {
		kind, ok = rawBasic[t.Kind()]
	}
	if !ok {
		return dialect.Value{}, fmt.Errorf("kin: Raw: an argument of type %T cannot be bound; pass a number, text, bytes, a truth value, a time or a column", a)
	}
	slot, err := dialect.NewSlot(t, 0, schema.Type{Kind: kind}, false)
	if err != nil {
		return dialect.Value{}, err
	}
	slot.Field = "Raw"
	p := reflect.New(t)
	p.Elem().Set(reflect.ValueOf(a))
	return slot.Encode(p.UnsafePointer())
}

var rawKinds = map[reflect.Type]schema.Kind{
	reflect.TypeFor[time.Time](): schema.Time,
	reflect.TypeFor[[]byte]():    schema.Bytes,
}

var rawBasic = map[reflect.Kind]schema.Kind{
	reflect.Bool: schema.Bool, reflect.String: schema.Text,
	reflect.Int: schema.Int64, reflect.Int8: schema.Int64, reflect.Int16: schema.Int64, reflect.Int32: schema.Int64, reflect.Int64: schema.Int64,
	reflect.Uint: schema.Int64, reflect.Uint8: schema.Int64, reflect.Uint16: schema.Int64, reflect.Uint32: schema.Int64, reflect.Uint64: schema.Int64,
	reflect.Float32: schema.Float64, reflect.Float64: schema.Float64,
}

// An Order is an expression that rows of R are sorted by. NULL is smaller than
// every value, on every database, unless NullsFirst or NullsLast says otherwise.
type Order[R any] struct{ o *query.OrderTerm }

// NullsFirst puts rows without a value first.
func (o Order[R]) NullsFirst() Order[R] {
	return orderWith(o, func(t *query.OrderTerm) { t.Nulls = nullsFirst })
}

// NullsLast puts rows without a value last.
func (o Order[R]) NullsLast() Order[R] {
	return orderWith(o, func(t *query.OrderTerm) { t.Nulls = nullsLast })
}

//go:noinline
func orderWith[R any](o Order[R], f func(*query.OrderTerm)) Order[R] {
	t := *orderTerm(o)
	f(&t)
	return Order[R]{&t}
}

var errZeroOrder = errors.New("kin: the order is empty; make one with Asc or Desc of a column")

func orderTerm[R any](o Order[R]) *query.OrderTerm {
	if o.o == nil {
		return &query.OrderTerm{Err: errZeroOrder}
	}
	return o.o
}

// An Assign sets a column of R in an update.
type Assign[R any] struct{ a *query.Assign }

var errZeroAssign = errors.New("kin: the assignment is empty; make one with Set of a column")

func assign[R any](a Assign[R]) *query.Assign {
	if a.a == nil {
		return &query.Assign{Err: errZeroAssign}
	}
	return a.a
}

// A ColumnOf is any column of the model R, for verbs that name columns: Only,
// Defer, Save and those that look rows up.
type ColumnOf[R any] interface {
	column(R) *query.Term
}

func termOf[R any](c ColumnOf[R]) *query.Term {
	var none R
	return c.column(none)
}
