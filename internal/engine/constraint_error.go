package engine

import (
	"errors"
	"slices"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// primary is what MariaDB and MySQL call every primary key, without its table.
const primary = "PRIMARY"

// completed completes what a database says of a constraint that failed by the
// tables that the model has with its links: some databases name only the
// constraint, and some only its columns. It returns err, which a driver has made
// for this failure alone.
func completed(m *model.Model, err error) error {
	var c *dialect.ConstraintError
	if !errors.As(err, &c) || c.Table == "" && c.Constraint == "" {
		return err
	}
	if c.Table == "" && c.Constraint == primary {
		c.Table = m.Table
	}
	for _, t := range model.Tables([]*model.Model{m}) {
		if c.Table == "" || c.Table == t.Name {
			complete(c, t)
		}
	}
	return err
}

// complete fills c from the constraint of t that it is about, if it is one of t's.
func complete(c *dialect.ConstraintError, t *schema.Table) {
	about := func(name string, columns []string) bool {
		if c.Constraint != "" {
			return c.Constraint == name
		}
		return slices.Equal(c.Columns, columns)
	}
	fill := func(name string, columns []string) {
		c.Table, c.Constraint = t.Name, name
		if len(c.Columns) == 0 {
			c.Columns = slices.Clone(columns)
		}
	}
	switch c.Kind {
	case dialect.ErrUnique:
		if c.Constraint == primary && len(c.Columns) == 0 {
			c.Columns = slices.Clone(t.PrimaryKey)
			return
		}
		if i := slices.IndexFunc(t.Uniques, func(u schema.Unique) bool { return about(u.Name, u.Columns) }); i >= 0 {
			fill(t.Uniques[i].Name, t.Uniques[i].Columns)
		}
	case dialect.ErrForeignKey:
		if i := slices.IndexFunc(t.ForeignKeys, func(fk schema.ForeignKey) bool { return about(fk.Name, fk.Columns) }); i >= 0 {
			fill(t.ForeignKeys[i].Name, t.ForeignKeys[i].Columns)
		}
	case dialect.ErrCheck:
		if slices.ContainsFunc(t.Checks, func(k schema.Check) bool { return c.Constraint == k.Name }) {
			c.Table = t.Name // a condition may be about any columns
		}
	}
}

// dangling says which foreign key a missing row is about, where the database does not.
func dangling(err error, missing []MissingRow) {
	var c *dialect.ConstraintError
	if len(missing) != 1 || !errors.As(err, &c) || c.Table != "" || c.Constraint != "" {
		return
	}
	of := missing[0].of
	c.Table, c.Columns = of.Table, columnNames(missing[0].own)
	_ = completed(of, err)
}
