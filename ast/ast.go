// Package ast holds SQL statements as plain data. A node is a struct without
// methods; package dialect writes it as the SQL of one database, and [Rewrite]
// and [Walk] change and inspect trees without knowing every node.
//
// Names of tables and columns come from models, aliases are made by kin ("t1"),
// and values are always a [Param]: nothing here holds text that a program
// received at run time. A tree is never changed after it was built, so that it
// may be shared between goroutines.
//
// The package imports only package schema.
package ast

import "github.com/kinorm/kin/schema"

// A Node is any part of a statement. Only types of this package implement it.
type Node interface{ node() }

// A Stmt is a whole statement: [Select], [Insert], [Update] or [Delete].
type Stmt interface {
	Node
	stmt()
}

// An Expr is an expression, also one that is a condition.
type Expr interface {
	Node
	expr()
}

// A Source is something that stands in FROM: [Table], [Derived] or [Values].
type Source interface {
	Node
	source()
}

type (
	// Select reads rows.
	Select struct {
		With     []*CTE
		Distinct bool
		Columns  []*Output
		From     Source
		Joins    []*Join
		Where    Expr // nil is no condition
		GroupBy  []Expr
		Having   Expr // nil is no condition
		OrderBy  []*Order
		Limit    Expr // nil is no limit
		Offset   Expr // nil is no offset
		Lock     *Lock
	}

	// CTE is one query of a WITH clause. A recursive one is Seed UNION Step, where
	// Step reads the CTE by its name.
	CTE struct {
		Name    string
		Columns []string
		Seed    *Select
		Step    *Select // nil is a CTE that is not recursive
	}

	// Insert adds rows, from Rows or from Query.
	Insert struct {
		Table     *Table
		Columns   []string
		Rows      [][]Expr
		Query     *Select
		Conflict  *Conflict // nil: a conflict is an error
		Numbered  bool      // the database numbers the rows, which are links
		Returning []*Output
	}

	// Conflict says what an Insert does when a row with equal Columns exists: an
	// empty Set leaves that row as it is, otherwise Set is applied to it. Of an Insert
	// of one row a database that returns no rows locks the row that is left as it is,
	// and says so by the last insert ID -1.
	Conflict struct {
		Columns []string
		Set     []*Assign
	}

	// Update changes rows.
	Update struct {
		Table     *Table
		Set       []*Assign
		Where     Expr // nil is every row
		Returning []*Output
		Key       []string // the columns of the table's key, where Where is any condition
	}

	// Delete removes rows.
	Delete struct {
		Table     *Table
		Where     Expr // nil is every row
		Returning []*Output
		Key       []string // the columns of the table's key, where Where is any condition
		SelfRef   bool     // rows of the table refer to others of it, which a delete may change
	}
)

type (
	// Output is a column of a result. As, if any, is an alias that kin made.
	Output struct {
		X  Expr
		As string
	}

	// Table is a table in FROM. As, if any, is an alias that kin made.
	Table struct{ Name, As string }

	// Derived is a query in FROM.
	Derived struct {
		Select *Select
		As     string
	}

	// Values is a source with a row for each element of its parameters, which are
	// sets of equal length: one parameter for each column, whatever the number of rows.
	Values struct {
		Sets    []*Param
		As      string
		Columns []string
	}

	// Join adds a source to FROM.
	Join struct {
		Kind   JoinKind
		Source Source
		On     Expr // nil for a cross join
	}

	// Order is a term of ORDER BY. Nulls says where NULLs stand; the zero value is
	// for an expression that is never NULL.
	Order struct {
		X     Expr
		Desc  bool
		Nulls Nulls
	}

	// Assign sets a column in Update and Conflict.
	Assign struct {
		Column string
		X      Expr
	}

	// Lock makes a Select lock its rows until the transaction ends.
	Lock struct {
		Strength LockStrength
		Wait     LockWait
		Of       []string // aliases of the tables to lock; empty is all
	}
)

// JoinKind is the kind of a [Join].
type JoinKind uint8

// The kinds of join. Fixed is an inner join that also fixes the order in which
// the tables are read, on databases that would otherwise choose badly.
const (
	Inner JoinKind = iota
	Left
	Cross
	Fixed
)

// Nulls is the place of NULLs in an order.
type Nulls uint8

// The places. NullsSmallest is before every value, so first ascending and last descending.
const (
	NullsNever Nulls = iota
	NullsSmallest
	NullsFirst
	NullsLast
)

// LockStrength is how strongly a [Lock] holds rows.
type LockStrength uint8

// The strengths. With ForNoKeyUpdate other rows may come to refer to the row
// meanwhile; it is ForUpdate where the database has no such lock.
const (
	ForUpdate LockStrength = iota
	ForShare
	ForNoKeyUpdate
)

// LockWait is what a [Lock] does with rows that another transaction has locked.
type LockWait uint8

// The ways to wait.
const (
	Wait LockWait = iota
	NoWait
	SkipLocked
)

func (*Select) node()   {}
func (*CTE) node()      {}
func (*Insert) node()   {}
func (*Conflict) node() {}
func (*Update) node()   {}
func (*Delete) node()   {}
func (*Output) node()   {}
func (*Table) node()    {}
func (*Derived) node()  {}
func (*Values) node()   {}
func (*Join) node()     {}
func (*Order) node()    {}
func (*Assign) node()   {}
func (*Lock) node()     {}

func (*Select) stmt() {}
func (*Insert) stmt() {}
func (*Update) stmt() {}
func (*Delete) stmt() {}

func (*Table) source()   {}
func (*Derived) source() {}
func (*Values) source()  {}

// A Param is a value that is bound when the statement runs. Arg is its place
// among the arguments of the query; the same Arg may occur more than once. A
// parameter of Set kind holds any number of values of Type.
type Param struct {
	Arg  int
	Type schema.Type
}
