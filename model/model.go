// Package model describes models and their relations as plain data. The
// generator builds it from Go structs, the generated code holds it as a literal,
// and [Link] derives from it everything that is known of a relation: keys, link
// tables, both directions. Queries, loading, writing and migrating read these
// facts here and derive none of their own.
//
//	Go structs ──▶ Model with Declarations ──Link──▶ Relations ──Tables──▶ schema.Table
//
// The package imports only package schema.
package model

import "github.com/kinorm/kin/schema"

// A Model is a struct that is stored in a table. The fields up to Declared are
// given; [Link] fills the rest.
type Model struct {
	Name    string // the Go type, such as "Article"
	Package string // the import path of its package
	Plural  string // the handle's name; empty is the plural of Name
	Table   string // empty is the plural of Name in snake_case
	Fields  []*Field
	Key     []string // names of the primary key's fields; empty is ID
	Order   []Order  // the order of queries that name none
	Uniques [][]string
	Indexes [][]string
	Checks  []Check
	IsLink  bool // the link model of a relation: its end keys are implicit

	Declared  []*Declaration
	Relations []*Relation // declared ends, then the reverse ends; set by Link

	key []*Field
}

// A Field is a field of a model and the column that it is stored in.
type Field struct {
	Name     string // in Go, such as "AuthorID"
	Column   string // empty is Name in snake_case
	JSON     string // the key in JSON; empty is Column
	Type     schema.Type
	Nullable bool
	Auto     bool     // the database numbers new rows
	Unique   bool     // no two rows have the same value
	Index    bool     // an index on this field alone
	Default  *string  // what Create writes for a zero value, as text
	Enum     []string // the only texts allowed
	EnumInts []int64  // the only integers allowed

	AutoCreate bool   // set to the time of creation
	AutoUpdate bool   // set to the time of every write
	Version    bool   // an optimistic lock: counts the updates of the row
	Format     string // how an existing table writes this value: "django" or "ormar"

	Implicit bool // a column without a field in Go: an end key of a link model
	Model    *Model
	Index0   int // its place in Model.Fields
}

// An Order is a field that rows are sorted by.
type Order struct {
	Field string
	Desc  bool
}

// A Check is a condition that every row fulfils, in the SQL of the database.
type Check struct{ Name, SQL string }

// A Declaration is a relation as a struct declares it.
type Declaration struct {
	Name   string // the field in Go
	Kind   Kind
	Target string // the other model, as "import/path.Name"

	Reverse     string // the relation of Target that this field is the other end of
	Related     string // the name of the reverse end
	SkipReverse bool   // the reverse end is only for conditions and orders

	// For BelongsTo.
	ForeignKey            []string // fields that hold the key; empty is Name+"ID"
	References            []string // unique fields of Target that it holds; empty is the primary key
	Unique                bool     // one to one: the reverse end is a single object
	OnDelete              schema.Action
	OnUpdate              schema.Action // for ManyToMany, of the ends that its links do not declare
	NoReferenceConstraint bool          // no foreign key in the database

	// For ManyToMany.
	Through       string   // the link model, as "import/path.Name"; empty is a plain link
	ThroughFields []string // belongs-to fields of Through that lead to the owner and to the target
	LinkTable     string   // empty is <owner table>_<field>
	OwnerColumn   string   // empty is <owner model>_id
	TargetColumn  string   // empty is <target model>_id
	LinkID        string   // an own key column of an existing link table
	LinkMultiple  bool     // an existing link table without a unique pair
	Symmetric     bool     // a relation of a model to itself whose links go both ways
}

// ID returns the model's full name, as "import/path.Name".
func (m *Model) ID() string { return m.Package + "." + m.Name }

// Field returns the field called name in Go, or nil.
func (m *Model) Field(name string) *Field {
	for _, f := range m.Fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// KeyFields returns the fields of the primary key, in their order.
func (m *Model) KeyFields() []*Field { return m.key }

// Relation returns the relation that m calls name, or nil.
func (m *Model) Relation(name string) *Relation {
	for _, r := range m.Relations {
		if r.Name == name {
			return r
		}
	}
	return nil
}
