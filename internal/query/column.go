package query

import (
	"fmt"
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// A Column is a term with the slot that encodes values for it: what conditions,
// orders and assignments are made by, whoever asks for them.
type Column struct {
	Term *Term
	Slot *dialect.Slot
}

// Compare compares the column with the value at p, which is of the slot's type.
func (c *Column) Compare(op ast.Op, p unsafe.Pointer) *Cond {
	v, err := c.Slot.Encode(p)
	cond := c.CompareValue(op, v)
	cond.Err = err
	return cond
}

// CompareValue compares the column with a value that is encoded already.
func (c *Column) CompareValue(op ast.Op, v dialect.Value) *Cond {
	return &Cond{Op: Compare, Cmp: op, X: c.Term, Args: []dialect.Value{v}}
}

// CompareTo compares two columns.
func (c *Column) CompareTo(op ast.Op, o *Column) *Cond {
	return &Cond{Op: CompareTo, Cmp: op, X: c.Term, Y: o.Term}
}

// Match matches the column with a pattern whose characters mean themselves.
func (c *Column) Match(kind ast.MatchKind, fold bool, text string) *Cond {
	plain := dialect.Slot{Field: c.Slot.Field, Type: schema.Type{Kind: schema.Text}}
	v, err := plain.EncodeText(text) // a pattern may be longer than the column
	return &Cond{Op: Match, Match: kind, Fold: fold, X: c.Term, Args: []dialect.Value{v}, Err: err}
}

// In compares with n values, of which at returns the address of each.
func (c *Column) In(n int, at func(i int) unsafe.Pointer) *Cond {
	cond := c.InValues(nil)
	set := cond.Args[0].Set
	for i := range n {
		p := at(i)
		if p == nil {
			cond.OrNull = true
			continue
		}
		v, err := c.Slot.Encode(p)
		if err != nil && cond.Err == nil {
			cond.Err = err
		}
		set.Append(v)
	}
	return cond
}

// InValues compares with values that are encoded already.
func (c *Column) InValues(values []dialect.Value) *Cond {
	set := dialect.Value{Kind: c.Slot.Type.Kind, Scale: uint8(c.Slot.Type.Scale), Format: c.Slot.Format, Set: new(dialect.Set)}
	for _, v := range values {
		set.Set.Append(v)
	}
	return &Cond{Op: InSet, X: c.Term, Args: []dialect.Value{set}}
}

// Elements asks an array for n elements, of which at returns the address of each: for
// all of them, or for one.
func (c *Column) Elements(all bool, n int, at func(i int) unsafe.Pointer) *Cond {
	cond := &Cond{Op: Elements, X: c.Term, Many: all}
	elem, err := dialect.NewSlot(c.Slot.Elem().Elem(), 0, schema.Type{Kind: c.Slot.Type.Elem}, false)
	elem.Field, cond.Err = c.Slot.Field, err
	set := new(dialect.Set)
	for i := 0; i < n && cond.Err == nil; i++ {
		var v dialect.Value
		v, cond.Err = elem.Encode(at(i))
		set.Append(v)
	}
	cond.Args = []dialect.Value{{Kind: elem.Type.Kind, Set: set}}
	return cond
}

// IsNull tests for NULL, or for a value.
func (c *Column) IsNull(not bool) *Cond {
	cond := &Cond{Op: IsNull, X: c.Term}
	if not {
		return &Cond{Op: Not, Kids: []*Cond{cond}}
	}
	return cond
}

// Between compares with the values at lo and hi, which belong to the range.
func (c *Column) Between(lo, hi unsafe.Pointer) *Cond {
	return &Cond{Op: And, Kids: []*Cond{c.Compare(ast.Ge, lo), c.Compare(ast.Le, hi)}}
}

// OrderBy sorts by the column.
func (c *Column) OrderBy(desc bool) *OrderTerm { return &OrderTerm{X: c.Term, Desc: desc} }

// Assign assigns the value at p, or NULL where p is nil.
func (c *Column) Assign(op AssignOp, p unsafe.Pointer) *Assign {
	a := &Assign{Field: c.Term.Field, Op: op}
	if len(c.Term.Path.Hops) > 0 {
		a.Err = fmt.Errorf("kin: update: %s is a column of another model; update %s instead", c.Term, c.Term.Path.End().Plural)
		return a
	}
	if p == nil {
		a.Arg = dialect.Null(c.Slot.Type.Kind)
		if !c.Term.Field.Nullable {
			a.Err = fmt.Errorf("%w: %s cannot be NULL", dialect.ErrNotNull, c.Term)
		}
		return a
	}
	a.Arg, a.Err = c.Slot.Encode(p)
	return a
}

// AssignFrom assigns the value of another column of the row.
func (c *Column) AssignFrom(op AssignOp, o *Column) *Assign {
	a := c.Assign(op, nil)
	a.Err, a.Arg, a.From = nil, dialect.Value{}, o.Term
	if len(c.Term.Path.Hops) > 0 || len(o.Term.Path.Hops) > 0 {
		a.Err = fmt.Errorf("kin: update: %s = %s: an update computes only with columns of the row itself", c.Term, o.Term)
	}
	return a
}
