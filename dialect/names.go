package dialect

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kinorm/kin/schema"
)

// A NameLimit is which names of tables, columns, indexes and constraints a database
// takes. The zero value is any name.
type NameLimit struct {
	Max     int  // how long a name may be; zero is any length
	Bytes   bool // Max counts bytes of UTF-8; otherwise characters
	Trimmed bool // no name ends with white space
	BMP     bool // no name has a character beyond U+FFFF
	File    int  // how many bytes a table's name may have as that of a file; zero is any number
}

// inFile returns the bytes of a name that MariaDB and MySQL make the name of a file:
// letters of ASCII, digits and the underscore stay, others have three or five.
func inFile(name string) int {
	n := 0
	for _, r := range name {
		switch {
		case r == '_' || r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			n++
		case r >= 0xC0 && r < 0x2000:
			n += 3
		default:
			n += 5
		}
	}
	return n
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

// refuses returns what is wrong with a name of the right length, or an empty string.
func (l NameLimit) refuses(what, name string) string {
	switch {
	case l.File > 0 && what == "table" && inFile(name) > l.File:
		return fmt.Sprintf("is too long for the name of a file (%d bytes, of %d)", inFile(name), l.File)
	case l.Trimmed && name != strings.TrimRight(name, " \t\n\v\f\r"):
		return "ends with white space"
	case l.BMP && strings.ContainsFunc(name, func(r rune) bool { return r > 0xFFFF }):
		return "has a character beyond U+FFFF"
	default:
		return ""
	}
}

// A NameError says that the database does not take a name: it is too long, which is
// [ErrTooLong], or it has a character that the database refuses there, which is
// [ErrUnsupported]. PostgreSQL would cut a long name off and could then take two
// names for one.
type NameError struct {
	Database string // the name of the dialect
	What     string // "table", "column", "index", "unique constraint", "foreign key" or "check"
	Table    string // that the name belongs to, or that it is
	Name     string
	Length   int    // in the unit of Limit
	Refused  string // what is wrong with a name that is not too long, as "ends with white space"
	Limit    NameLimit
}

// Error names the table, the name, what is wrong with it and what to do.
func (e *NameError) Error() string {
	what := fmt.Sprintf("the %s %q of the table %q", e.What, e.Name, e.Table)
	advice := "the names of the table (table=, for links db_table=) and of its columns (column=), of which it is made"
	switch e.What {
	case "table":
		what, advice = fmt.Sprintf("the table %q", e.Name), "table=, or db_table= for a link table"
	case "column":
		advice = "column=, or owner_column= and target_column= in a link table"
	}
	if e.Refused != "" {
		return fmt.Sprintf("kin: a name is not allowed: %s %s, and %s takes no such name; change it by %s", what, e.Refused, e.Database, advice)
	}
	return fmt.Sprintf("kin: a name is too long: %s has %d %s, and %s allows %d; shorten it by %s",
		what, e.Length, e.Limit.unit(), e.Database, e.Limit.Max, advice)
}

// Unwrap returns [ErrTooLong] or [ErrUnsupported].
func (e *NameError) Unwrap() error {
	if e.Refused != "" {
		return ErrUnsupported
	}
	return ErrTooLong
}

// CheckNames returns a [*NameError] for the first name in tables that the database
// does not take.
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
		n, refused := d.Names.length(name), ""
		if d.Names.Max == 0 || n <= d.Names.Max {
			refused = d.Names.refuses(what, name)
			if refused == "" {
				return
			}
		}
		if err == nil {
			err = &NameError{Database: d.Name, What: what, Table: t.Name, Name: name, Length: n, Refused: refused, Limit: d.Names}
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
