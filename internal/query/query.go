package query

import (
	"errors"
	"fmt"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
)

// A Query selects rows of a model. It is never changed after it was built:
// every verb copies it.
type Query struct {
	Model    *model.Model
	Where    []*Cond
	Order    []*OrderTerm
	Unsorted bool // the model's default order is not used
	Reverse  bool // every order is turned round
	Limit    int64
	Limited  bool
	Offset   int64
	Distinct bool
	Rows     *Rows
	Columns  []bool // which fields are read; nil is all
	Preloads []*Preload
	Lock     *Lock
	Groups   *Groups // its rows are groups, which only terms can read
	Probe    bool    // the limit only asks whether there are more: any rows do
	AllRows  bool    // Update and Delete without a condition are meant
	Err      error
}

// Rows joins the rows of a to-many relation, so that a row of the query's model
// comes once for each related row that fulfils Conds.
type Rows struct {
	Path  *Path
	Rel   *model.Relation
	Conds []*Cond
}

// A Preload loads the related rows of a relation: those that Query selects, which
// is a query of the relation's target.
type Preload struct {
	Rel   *model.Relation
	Query *Query
	Links []bool // which fields of the link are read; nil is all
	Err   error
}

// Lock makes a query lock its rows until the transaction ends.
type Lock struct {
	Share      bool
	Referable  bool // other rows may come to refer to the rows meanwhile
	NoWait     bool
	SkipLocked bool
}

// Check returns the first mistake that was made in building q.
func (q *Query) Check() error {
	if q.Err != nil {
		return q.Err
	}
	if q.Lock != nil && q.Distinct {
		return fmt.Errorf("kin: %s: distinct rows cannot be locked, as one may be made of many; leave out Distinct or ForUpdate", q.Model.Name)
	}
	if err := firstErr(q.Where); err != nil {
		return err
	}
	for _, o := range q.Order {
		if o.Err != nil {
			return o.Err
		}
		if o.X.Err != nil {
			return o.X.Err
		}
	}
	if q.Groups != nil {
		if err := q.Groups.check(q); err != nil {
			return err
		}
	}
	if q.Rows != nil {
		if err := firstErr(q.Rows.Conds); err != nil {
			return err
		}
	}
	for _, p := range q.Preloads {
		if p.Err != nil {
			return p.Err
		}
		if err := p.Query.Check(); err != nil {
			return err
		}
	}
	return nil
}

// Check returns the first mistake in conditions.
func Check(conds []*Cond) error { return firstErr(conds) }

// Mistakes that an Update or Delete reports before any SQL.
var (
	ErrNoCondition = errors.New("no condition says which rows; add Filter, or AllRows() to mean every row")
	ErrShaped      = errors.New("it has a limit, an offset, Distinct or Join; select the keys first")
)

// CheckWrite returns why q cannot say which rows are updated or deleted.
func (q *Query) CheckWrite(verb string) error {
	if err := q.Check(); err != nil {
		return err
	}
	if q.Limited || q.Offset > 0 || q.Distinct || q.Rows != nil {
		return fmt.Errorf("kin: %s %s: %w", verb, q.Model.Name, ErrShaped)
	}
	if q.AllRows {
		return nil
	}
	for _, c := range q.Where {
		if !c.empty() {
			return nil
		}
	}
	return fmt.Errorf("kin: %s %s: %w", verb, q.Model.Name, ErrNoCondition)
}

// With returns a copy of q that f may change. f must not append to slices of q.
func (q *Query) With(f func(*Query)) *Query {
	c := *q
	f(&c)
	return &c
}

// Plain reports whether q does nothing but select by conditions.
func (q *Query) Plain() bool {
	return len(q.Order) == 0 && !q.Limited && q.Offset == 0 && !q.Distinct && q.Rows == nil && q.Lock == nil
}

// Reads reports whether q reads a field.
func (q *Query) Reads(f *model.Field) bool { return q.Columns == nil || q.Columns[f.Index0] }

// An Assign sets a column in an update.
type Assign struct {
	Field *model.Field
	Op    AssignOp
	Arg   dialect.Value
	From  *Term // the column that is the operand; nil is Arg
	Err   error
}

// AssignOp is how an [Assign] makes the new value.
type AssignOp uint8

// The ways: Put replaces, the others compute with the old value.
const (
	Put AssignOp = iota
	Plus
	Minus
	Times
	Over
)
