package dialect

import (
	"fmt"
	"unicode/utf8"

	"github.com/kinorm/kin/schema"
)

// A NameLimit is how long the name of a table, a column, an index or a constraint
// may be. A Max of zero is any length.
type NameLimit struct {
	Max   int
	Bytes bool // Max counts bytes of UTF-8; otherwise characters
}

func (l NameLimit) unit() string {
	if l.Bytes {
		return "bytes"
	}
	return "characters"
}

func (l NameLimit) length(name string) int {
	if l.Bytes {
		return len(name)
	}
	return utf8.RuneCountInString(name)
}

// A NameError says that a name is longer than the database allows. PostgreSQL would
// cut it off and could then take two names for one. It is [ErrTooLong].
type NameError struct {
	Database string // the name of the dialect
	What     string // "table", "column", "index", "unique constraint", "foreign key" or "check"
	Table    string // that the name belongs to, or that it is
	Name     string
	Length   int // in the unit of Limit
	Limit    NameLimit
}

// Error names the table, the name, both lengths and what to do.
func (e *NameError) Error() string {
	what := fmt.Sprintf("the %s %q of the table %q", e.What, e.Name, e.Table)
	advice := "shorten the names of the table (table=, for links db_table=) and of its columns (column=), of which it is made"
	switch e.What {
	case "table":
		what, advice = fmt.Sprintf("the table %q", e.Name), "give it a shorter name by table=, or by db_table= for a link table"
	case "column":
		advice = "give it a shorter name by column=, or by owner_column= and target_column= in a link table"
	}
	return fmt.Sprintf("kin: a name is too long: %s has %d %s, and %s allows %d; %s",
		what, e.Length, e.Limit.unit(), e.Database, e.Limit.Max, advice)
}

// Unwrap returns [ErrTooLong].
func (e *NameError) Unwrap() error { return ErrTooLong }

// CheckNames returns a [*NameError] for the first name in tables that is longer
// than the database allows.
func (d *Dialect) CheckNames(tables []*schema.Table) error {
	for _, t := range tables {
		if err := d.checkNames(t); err != nil {
			return err
		}
	}
	return nil
}

func (d *Dialect) checkNames(t *schema.Table) error {
	var err error
	check := func(what, name string) {
		if n := d.Names.length(name); err == nil && d.Names.Max > 0 && n > d.Names.Max {
			err = &NameError{Database: d.Name, What: what, Table: t.Name, Name: name, Length: n, Limit: d.Names}
		}
	}
	check("table", t.Name)
	for i := range t.Columns {
		check("column", t.Columns[i].Name)
	}
	for _, u := range t.Uniques {
		check("unique constraint", u.Name)
	}
	for _, ix := range t.Indexes {
		check("index", ix.Name)
	}
	for _, fk := range t.ForeignKeys {
		check("foreign key", fk.Name)
	}
	for _, c := range t.Checks {
		check("check", c.Name)
	}
	return err
}
