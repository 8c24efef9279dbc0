package query

import (
	"slices"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// An Op is the kind of a condition.
type Op uint8

// The conditions. Which fields of a [Cond] each uses is said beside it.
const (
	Nothing    Op = iota // no condition
	And                  // Kids
	Or                   // Kids
	Not                  // Kids[0]
	Compare              // X Cmp Args[0]
	CompareTo            // X Cmp Y
	IsNull               // X
	InSet                // X in Args[0], or NULL if OrNull
	Elements             // the array X has one of the elements of Args[0], or all of them if Many
	InQuery              // X in Sub
	Match                // X matches Args[0] as Match, Fold
	Any                  // Path.Rel has a row that fulfils Kids
	Every                // Path.Rel has no row that does not fulfil Kids
	HasAny               // Path.Rel leads to one of the targets with the keys Args
	HasAll               // Path.Rel leads to all of them; the last argument is their number
	HasExactly           // Path.Rel leads to all of them and to nothing else; as HasAll
	SubsetOf             // Path.Rel leads to nothing else
	KeyIn                // the key of the row at Path is one of Args
	Member               // the root is a target of Rel for the owner whose Rel.OwnerKey is Args, or for owners if Many
	Reachable            // the row is reached from rows with the keys Args by following Rel, of a model to itself, once or more
	OnLink               // the link of Rel that leads to the row fulfils Kids
	Raw                  // Text with Terms and Args between
)

// A Cond is a condition on the rows of a model. It is never changed after it was
// built and may be part of any number of queries.
type Cond struct {
	Op     Op
	Cmp    ast.Op
	Match  ast.MatchKind
	Fold   bool
	OrNull bool
	Many   bool
	ByKey  bool // Member: Args are primary keys of the owners, which Rel does not compare
	X, Y   *Term
	Path   *Path
	Rel    *model.Relation
	Kids   []*Cond
	Args   []dialect.Value
	Sub    *Query
	Text   []string
	Terms  []*Term // of Raw, one for each placeholder: a column, or nil for the next argument
	Err    error

	base int // number of the first argument, in numbered conditions
}

// A Term is a value of a row: a column, or an aggregate over the rows that
// relations lead to.
type Term struct {
	From  From
	Path  *Path
	Field *model.Field // the column; for an aggregate nil

	Hops     []Hop // aggregate: over the rows that these lead to from Path, one after the other
	Func     ast.Func
	Over     *Term // aggregate: of this value of the row at the end; nil counts rows
	Distinct bool  // count different rows at the end; in a group, different values
	Group    bool  // aggregate: over the rows of a group, so that there are no Hops
	Err      error
}

// Aggregate reports whether a term is worked out from several rows.
func (t *Term) Aggregate() bool { return len(t.Hops) > 0 || t.Group }

// Stored returns the type of a term in the database.
func (t *Term) Stored() schema.Type {
	switch {
	case !t.Aggregate():
		return t.Field.Type
	case t.Func == ast.Count:
		return schema.Type{Kind: schema.Int64}
	case t.Func == ast.Avg:
		return schema.Type{Kind: schema.Float64}
	default:
		return t.Over.Stored()
	}
}

// From is which row a selected [Term] is of.
type From uint8

// The rows: of the query's model, the related row that Join added, or the link to it.
const (
	FromRoot From = iota
	FromRows
	FromLink
)

// Nullable reports whether a term may be NULL.
func (t *Term) Nullable() bool {
	if t.Aggregate() {
		return t.Func != ast.Count
	}
	return t.Field.Nullable || t.Path.nullable()
}

// String names the term for errors, such as "Article.Author.LastName".
func (t *Term) String() string {
	if t.Group {
		over := "the rows"
		if t.Over != nil {
			over = t.Over.String()
		}
		return t.Func.String() + " of " + over + " in a group of " + t.Path.String()
	}
	if len(t.Hops) > 0 {
		return t.Func.String() + " over " + t.Path.String() + nameHops(t.Hops)
	}
	return t.Path.String() + "." + t.Field.Name
}

// OrderTerm is a term that rows are sorted by.
type OrderTerm struct {
	X     *Term
	Desc  bool
	Nulls ast.Nulls       // zero is the place that every database agrees on
	Link  *model.Relation // X is a value of the link of this relation that leads to the row
	Err   error
}

// err returns the first mistake in a condition.
func (c *Cond) err() error {
	if c.Err != nil {
		return c.Err
	}
	for _, t := range []*Term{c.X, c.Y} {
		if t != nil && t.Err != nil {
			return t.Err
		}
	}
	for _, t := range c.Terms {
		if t != nil && t.Err != nil {
			return t.Err
		}
	}
	if c.Sub != nil {
		if err := c.Sub.Check(); err != nil {
			return err
		}
	}
	return firstErr(c.Kids)
}

func firstErr(conds []*Cond) error {
	for _, c := range conds {
		if err := c.err(); err != nil {
			return err
		}
	}
	return nil
}

// emptySet reports whether c compares with a set without elements, which has SQL
// of its own.
func (c *Cond) emptySet() bool {
	return len(c.Args) > 0 && c.Args[0].Set != nil && c.Args[0].Set.Len == 0
}

// has reports whether c, or a condition that it is made of by logic, is one of those
// that f is true of. It does not look into conditions on related rows.
func (c *Cond) has(f func(*Cond) bool) bool {
	if c.Op == And || c.Op == Or || c.Op == Not {
		return slices.ContainsFunc(c.Kids, func(k *Cond) bool { return k.has(f) })
	}
	return f(c)
}

// aggregates reports whether c compares an aggregate over a relation.
func (c *Cond) aggregates() bool {
	return c.has(func(c *Cond) bool { return overRelation(c.X) || overRelation(c.Y) })
}

// overRelation reports whether a term, if there is one, is an aggregate over a relation.
func overRelation(t *Term) bool { return t != nil && len(t.Hops) > 0 }

// onLinks reports whether c is about the link that leads to the row.
func (c *Cond) onLinks() bool { return c.has(func(c *Cond) bool { return c.Op == OnLink }) }

// empty reports whether c says nothing.
func (c *Cond) empty() bool {
	switch c.Op {
	case Nothing:
		return true
	case And:
		for _, k := range c.Kids {
			if !k.empty() {
				return false
			}
		}
		return true
	case Or: // an alternative that says nothing allows everything
		return slices.ContainsFunc(c.Kids, (*Cond).empty)
	case Not:
		return c.Kids[0].empty()
	default:
		return false
	}
}
