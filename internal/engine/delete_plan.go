package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// A DeletePlan says what deleting the rows of a query would do, and what would
// prevent it. It counts every row once: a row that goes is in none of the steps
// that would change it.
//
// It knows the foreign keys of all models that the program has imported, also
// those of other packages, and of their link tables; a table of these that is
// missing is the database's error. It does not know tables without a model,
// triggers, what unique columns and checks say of keys that are set to their
// default, and how deep a database lets cascades go (SQLite: 1000 levels).
type DeletePlan struct {
	Model   string
	Rows    int64        // of Model that the query selects
	Steps   []DeleteStep // what happens to other rows, in the order in which they are reached
	Links   []LinkCount  // links that go, by table
	Blocked []Blocker    // why the database would refuse; none if the delete succeeds
}

// A DeleteStep is what a foreign key does to the rows that refer to rows that go.
type DeleteStep struct {
	Model    string
	Relation string        // the foreign key, as "Book.Author"
	Action   schema.Action // Cascade: the rows go; SetNull, SetDefault: their key changes
	Rows     int64
}

// A LinkCount is how many links of a table go because one of their ends does.
type LinkCount struct {
	Links string // the model of the links, or their relation, as "Book.Genres"
	Table string
	Rows  int64
}

// maxBlockerKeys is how many rows a Blocker names.
const maxBlockerKeys = 5

// A Blocker is a foreign key whose rows prevent a delete: they refer to rows that
// would go, and its policy is to refuse that. With the action SetDefault their
// default refers to no row that stays, or the database sets no defaults.
type Blocker struct {
	Model    string
	Relation string // the foreign key, as "Book.Author"
	Action   schema.Action
	Rows     int64

	// MayPass says that the rows would go as well by another way. Whether they then
	// prevent the delete depends on which way the database takes first. SQLite
	// takes all ways before it checks, but for a Restrict.
	MayPass bool

	// Keys are the primary keys of the first blocking rows, each with a value for
	// every field, and Targets the different keys of Target that these refer to.
	Keys    [][]any
	Target  string
	Targets [][]any

	columns   []string // of Keys
	shown     shown
	defaulted bool // their keys would get a default
}

// shown says which keys may stand in the text of an error: numbers, for any other
// value may be a secret of the program.
type shown struct{ keys, targets bool }

// CanDelete reports whether nothing blocks the delete for certain.
func (p *DeletePlan) CanDelete() bool {
	return !slices.ContainsFunc(p.Blocked, func(b Blocker) bool { return !b.MayPass })
}

// String describes the plan, a line for each part. Keys that are not numbers are left out.
func (p *DeletePlan) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "delete %s of %s\n", count(p.Rows), p.Model)
	for _, s := range p.Steps {
		fmt.Fprintf(&b, "  %-11s  %s: %s of %s\n", strings.ToLower(s.Action.String()), s.Relation, count(s.Rows), s.Model)
	}
	for _, l := range p.Links {
		fmt.Fprintf(&b, "  %-11s  %s: %s of %s\n", "links", l.Links, count(l.Rows), l.Table)
	}
	for _, x := range p.Blocked {
		word := "blocked"
		if x.MayPass {
			word = "may block"
		}
		fmt.Fprintf(&b, "  %-11s  %s (%s)\n", word, x.String(), strings.ToLower(x.Action.String()))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// String says which row is referred to by which, as "Author 1 is still referred to
// by Book.Author: 3 rows (id 4, 7, 9)". Keys that are not numbers are left out.
func (b Blocker) String() string {
	var out strings.Builder
	out.WriteString(b.Target)
	if b.shown.targets {
		out.WriteString(" " + keyList(b.Targets, b.Rows > int64(len(b.Keys)) && len(b.Targets) > 1))
	}
	if b.defaulted {
		fmt.Fprintf(&out, " goes, and the default of %s refers to no other: %s", b.Relation, count(b.Rows))
	} else {
		fmt.Fprintf(&out, " is still referred to by %s: %s", b.Relation, count(b.Rows))
	}
	if b.shown.keys {
		fmt.Fprintf(&out, " (%s %s)", strings.Join(b.columns, ", "), keyList(b.Keys, b.Rows > int64(len(b.Keys))))
	}
	return out.String()
}

func count(n int64) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}

// keyList writes keys; more says that there are others.
func keyList(keys [][]any, more bool) string {
	parts := make([]string, len(keys))
	for i, key := range keys {
		parts[i] = keyText(key)
	}
	if more {
		parts = append(parts, "...")
	}
	return strings.Join(parts, ", ")
}

func keyText(key []any) string {
	if len(key) == 1 {
		return fmt.Sprint(key[0])
	}
	values := make([]string, len(key))
	for i, v := range key {
		values[i] = fmt.Sprint(v)
	}
	return "(" + strings.Join(values, ", ") + ")"
}

// plainKey returns a key as plain Go values.
func plainKey(values []dialect.Value) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v.Any()
	}
	return out
}

// numbers reports whether fields hold integers, which error texts may show.
func numbers(fields []*model.Field) bool {
	return !slices.ContainsFunc(fields, func(f *model.Field) bool {
		return f.Type.Kind != schema.Int16 && f.Type.Kind != schema.Int32 && f.Type.Kind != schema.Int64
	})
}
