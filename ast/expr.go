package ast

import "github.com/kinorm/kin/schema"

type (
	// Column is a column of a table in FROM. An empty Table is the table that an
	// Update, Delete or Conflict writes.
	Column struct{ Table, Name string }

	// Excluded is the value that a conflicting Insert proposed for a column.
	Excluded struct{ Name string }

	// Int is a number that kin wrote, such as the 1 of SELECT 1.
	Int struct{ N int64 }

	// Bool is a condition that is always true or always false.
	Bool struct{ True bool }

	// Null is NULL.
	Null struct{}

	// Binary is L Op R.
	Binary struct {
		Op   Op
		L, R Expr
	}

	// Logic is its terms joined by AND, or by OR. It has at least one term.
	Logic struct {
		Or bool
		X  []Expr
	}

	// Not is the negation of a condition that is never NULL.
	Not struct{ X Expr }

	// IsNull is X IS NULL, or X IS NOT NULL.
	IsNull struct {
		X   Expr
		Not bool
	}

	// IsTrue is X IS TRUE, or X IS NOT TRUE: it makes a condition that may be NULL two-valued.
	IsTrue struct {
		X   Expr
		Not bool
	}

	// In says that the values X are a row of Select, which has as many columns.
	In struct {
		X      []Expr
		Select *Select
		Not    bool
	}

	// InSet says that the values X are an element of Sets, which are one parameter
	// for each value, of equal length. Distinct says that no element is there twice.
	InSet struct {
		X        []Expr
		Sets     []*Param
		Not      bool
		Distinct bool
	}

	// Elements says that the array X, which may be NULL, has all elements of Set, or
	// at least one of them.
	Elements struct {
		X   Expr
		Set *Param
		All bool
	}

	// Exists says that Select has a row.
	Exists struct {
		Select *Select
		Not    bool
	}

	// Match compares text with a pattern whose characters are all literal.
	Match struct {
		Kind    MatchKind
		X       Expr
		Pattern Expr
		Fold    bool // compare without regard to case
		Not     bool
	}

	// Call is a function from the table that every dialect has.
	Call struct {
		Func     Func
		Args     []Expr
		Distinct bool
		Of       schema.Type // of an aggregate over one value: the type of that
	}

	// Window is Call over rows of the same PartitionBy.
	Window struct {
		Call        *Call
		PartitionBy []Expr
		OrderBy     []*Order
	}

	// Case is CASE WHEN When THEN Then ELSE Else END; a nil Else is NULL.
	Case struct {
		When Expr
		Then Expr
		Else Expr
	}

	// Scalar is a query with one column and at most one row, as a value.
	Scalar struct{ Select *Select }

	// Cast converts X to a stored type.
	Cast struct {
		X    Expr
		Type schema.Type
	}

	// Raw is SQL that was a constant of the program, cut at its parameters:
	// Text[0] Args[0] Text[1] ... so Text has one element more than Args.
	Raw struct {
		Text []string
		Args []Expr
	}
)

func (*Param) node()    {}
func (*Column) node()   {}
func (*Excluded) node() {}
func (*Int) node()      {}
func (*Bool) node()     {}
func (*Null) node()     {}
func (*Binary) node()   {}
func (*Logic) node()    {}
func (*Not) node()      {}
func (*IsNull) node()   {}
func (*IsTrue) node()   {}
func (*In) node()       {}
func (*InSet) node()    {}
func (*Elements) node() {}
func (*Exists) node()   {}
func (*Match) node()    {}
func (*Call) node()     {}
func (*Window) node()   {}
func (*Case) node()     {}
func (*Scalar) node()   {}
func (*Cast) node()     {}
func (*Raw) node()      {}

func (*Param) expr()    {}
func (*Column) expr()   {}
func (*Excluded) expr() {}
func (*Int) expr()      {}
func (*Bool) expr()     {}
func (*Null) expr()     {}
func (*Binary) expr()   {}
func (*Logic) expr()    {}
func (*Not) expr()      {}
func (*IsNull) expr()   {}
func (*IsTrue) expr()   {}
func (*In) expr()       {}
func (*InSet) expr()    {}
func (*Elements) expr() {}
func (*Exists) expr()   {}
func (*Match) expr()    {}
func (*Call) expr()     {}
func (*Window) expr()   {}
func (*Case) expr()     {}
func (*Scalar) expr()   {}
func (*Cast) expr()     {}
func (*Raw) expr()      {}

// Op is a binary operator.
type Op uint8

// The operators.
const (
	Eq Op = iota
	Ne
	Lt
	Le
	Gt
	Ge
	Add
	Sub
	Mul
	Div
)

var opSQL = [...]string{"=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/"}

// String returns the operator in SQL.
func (o Op) String() string { return opSQL[o] }

// Inverse returns the comparison that is true where o is false, for values that
// are not NULL. It returns o itself for arithmetic.
func (o Op) Inverse() Op {
	if o > Ge {
		return o
	}
	return [...]Op{Eq: Ne, Ne: Eq, Lt: Ge, Le: Gt, Gt: Le, Ge: Lt}[o]
}

// MatchKind is how a [Match] compares.
type MatchKind uint8

// The ways to match.
const (
	Exact MatchKind = iota
	Prefix
	Suffix
	Contains
)

// Func is a function that every dialect has.
type Func uint8

// The functions. Count without arguments counts rows.
const (
	Count Func = iota
	Sum
	Avg
	Min
	Max
	RowNumber
	Coalesce
	Lower
	List // all values, which are integers, as one; only where a dialect has lists
)

var funcSQL = [...]string{"COUNT", "SUM", "AVG", "MIN", "MAX", "ROW_NUMBER", "COALESCE", "LOWER", "ARRAY_AGG"}

// String returns the function's usual name in SQL.
func (f Func) String() string { return funcSQL[f] }
