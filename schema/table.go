package schema

// A Table is a table with everything that belongs to it.
type Table struct {
	Name        string
	Columns     []Column
	PrimaryKey  []string
	Uniques     []Unique
	Indexes     []Index
	ForeignKeys []ForeignKey
	Checks      []Check
}

// A Column is a column of a table.
type Column struct {
	Name     string
	Type     Type
	Nullable bool
	Auto     bool     // the database numbers new rows
	Enum     []string // the only values a Text column takes; empty is any
	EnumInts []int64  // the only values an integer column takes; empty is any
	Default  *string  // the value of a row that names none, as text; nil is none
}

// A Unique says that no two rows have the same values in Columns.
type Unique struct {
	Name    string
	Columns []string
}

// An Index makes rows quick to find by Columns, from the left.
type Index struct {
	Name    string
	Columns []string
}

// A ForeignKey says that Columns hold a key of a row of Target, or NULL.
type ForeignKey struct {
	Name          string
	Columns       []string
	Target        string
	TargetColumns []string
	OnDelete      Action // what happens to the row when that of Target goes
	OnUpdate      Action // what happens to Columns when TargetColumns get other values
}

// A Check is a condition, in the database's own SQL, that every row fulfils. The
// text comes from a struct tag, never from a value that a program receives.
type Check struct {
	Name string
	SQL  string
}

// Column returns the column called name, or nil.
func (t *Table) Column(name string) *Column {
	for i := range t.Columns {
		if t.Columns[i].Name == name {
			return &t.Columns[i]
		}
	}
	return nil
}

// Action is what happens to rows whose target row is deleted.
type Action uint8

// The actions. NoAction, the zero value, refuses the delete at the end of the
// statement; Restrict refuses it at once.
const (
	NoAction Action = iota
	Cascade
	Restrict
	SetNull
	SetDefault
)

var actionSQL = [...]string{"NO ACTION", "CASCADE", "RESTRICT", "SET NULL", "SET DEFAULT"}

// String returns the action in SQL, such as "SET NULL".
func (a Action) String() string {
	if int(a) < len(actionSQL) {
		return actionSQL[a]
	}
	return "NO ACTION"
}
