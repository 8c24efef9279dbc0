package dialect

import (
	"slices"
	"strconv"
	"strings"

	"github.com/kinorm/kin/schema"
)

// CreateTables returns the statements that create tables with their indexes. A
// foreign key to a table that comes later is added at the end, where the database
// wants its target to exist.
func (d *Dialect) CreateTables(tables []*schema.Table) []string {
	var out []string
	for _, s := range d.TableScript(tables) {
		out = append(out, s.SQL)
	}
	return out
}

// A TableStatement is a statement that makes a table, or what belongs to one.
type TableStatement struct {
	SQL     string
	Creates string // the table, of a statement that makes one
}

// TableScript is CreateTables that says which statements make a table.
func (d *Dialect) TableScript(tables []*schema.Table) []TableStatement {
	var out, later []TableStatement
	made := map[string]bool{}
	for _, t := range tables {
		made[t.Name] = true
		now := *t
		if d.Features.AlterKeys {
			now.ForeignKeys = nil
			for _, fk := range t.ForeignKeys {
				if made[fk.Target] {
					now.ForeignKeys = append(now.ForeignKeys, fk)
				} else {
					later = append(later, TableStatement{SQL: "ALTER TABLE " + d.QuoteIdent(t.Name) + " ADD " + d.foreignKey(fk)})
				}
			}
		}
		for i, sql := range d.CreateTable(&now) {
			st := TableStatement{SQL: sql}
			if i == 0 {
				st.Creates = t.Name
			}
			out = append(out, st)
		}
	}
	return append(out, later...)
}

// CreateTable returns the statements that create a table with its indexes. A
// primary key, unique constraints, foreign keys and checks are part of the table.
func (d *Dialect) CreateTable(t *schema.Table) []string {
	t = d.sized(t)
	var parts []string
	keyDone := false
	for i := range t.Columns {
		c := &t.Columns[i]
		keyDone = keyDone || c.Auto && d.AutoKey
		parts = append(parts, d.columnDef(c))
	}
	if !keyDone && len(t.PrimaryKey) > 0 {
		parts = append(parts, "PRIMARY KEY ("+d.identList(t.PrimaryKey)+")")
	}
	for _, u := range t.Uniques {
		parts = append(parts, "CONSTRAINT "+d.QuoteIdent(u.Name)+" UNIQUE ("+d.identList(u.Columns)+")")
	}
	for _, c := range t.Checks {
		parts = append(parts, "CONSTRAINT "+d.QuoteIdent(c.Name)+" CHECK ("+c.SQL+")")
	}
	for _, fk := range t.ForeignKeys {
		parts = append(parts, d.foreignKey(fk))
	}
	sql := "CREATE TABLE " + d.QuoteIdent(t.Name) + " (\n\t" + strings.Join(parts, ",\n\t") + "\n)" + d.TableOptions
	out := []string{sql}
	for _, ix := range t.Indexes {
		out = append(out, d.createIndex(t, ix))
	}
	return out
}

// sized returns t with a size for every column of a key or an index that needs one.
func (d *Dialect) sized(t *schema.Table) *schema.Table {
	if d.KeySize == 0 {
		return t
	}
	keys := [][]string{t.PrimaryKey}
	for _, u := range t.Uniques {
		keys = append(keys, u.Columns)
	}
	for _, ix := range t.Indexes {
		keys = append(keys, ix.Columns)
	}
	for _, fk := range t.ForeignKeys {
		keys = append(keys, fk.Columns)
	}
	c := *t
	c.Columns = slices.Clone(t.Columns)
	for _, name := range slices.Concat(keys...) {
		if col := c.Column(name); col != nil && col.Type.Size == 0 && (col.Type.Kind == schema.Text || col.Type.Kind == schema.Bytes) {
			col.Type.Size = d.KeySize
		}
	}
	return &c
}

func (d *Dialect) columnDef(c *schema.Column) string {
	var b strings.Builder
	quoted := d.QuoteIdent(c.Name)
	b.WriteString(quoted + " " + d.TypeName(c.Type))
	if c.Type.Kind == schema.Text {
		if collation := cmpOr(c.Type.Collate, d.Collation); collation != "" {
			b.WriteString(" COLLATE " + collation)
		}
	}
	if c.Auto {
		b.WriteString(" " + d.AutoColumn)
	} else if !c.Nullable {
		b.WriteString(" NOT NULL")
	}
	if c.Default != nil {
		b.WriteString(" DEFAULT " + d.literal(c.Type, *c.Default))
	}
	if d.ColumnCheck != nil {
		if check := d.ColumnCheck(quoted, c.Type); check != "" {
			b.WriteString(" CHECK (" + check + ")")
		}
	}
	if values := d.enumValues(c); len(values) > 0 {
		b.WriteString(" CHECK (" + quoted + " IN (" + strings.Join(values, ", ") + "))")
	}
	return b.String()
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (d *Dialect) enumValues(c *schema.Column) []string {
	var values []string
	for _, v := range c.Enum {
		values = append(values, d.quoteText(v))
	}
	for _, n := range c.EnumInts {
		values = append(values, strconv.FormatInt(n, 10))
	}
	return values
}

// literal returns a default, which comes from a struct tag, as SQL.
func (d *Dialect) literal(t schema.Type, text string) string {
	if d.Literal != nil {
		return d.Literal(t, text)
	}
	switch t.Kind {
	case schema.Bool, schema.Int16, schema.Int32, schema.Int64, schema.Float32, schema.Float64, schema.Decimal:
		return text // the generator has checked that it is a number or a truth value
	default:
		return d.quoteText(text)
	}
}

func (d *Dialect) quoteText(s string) string {
	if d.QuoteText != nil {
		return d.QuoteText(s)
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

func (d *Dialect) foreignKey(fk schema.ForeignKey) string {
	sql := "CONSTRAINT " + d.QuoteIdent(fk.Name) + " FOREIGN KEY (" + d.identList(fk.Columns) + ") REFERENCES " +
		d.QuoteIdent(fk.Target) + " (" + d.identList(fk.TargetColumns) + ")"
	if fk.OnDelete != schema.NoAction {
		sql += " ON DELETE " + fk.OnDelete.String()
	}
	if fk.OnUpdate != schema.NoAction {
		sql += " ON UPDATE " + fk.OnUpdate.String()
	}
	return sql
}

// createIndex declares the order of NULLs that queries have where the database has
// another one, or it would sort in spite of the index.
func (d *Dialect) createIndex(t *schema.Table, ix schema.Index) string {
	columns := slices.Clone(ix.Columns)
	for i, name := range ix.Columns {
		columns[i] = d.QuoteIdent(name)
		if c := t.Column(name); c != nil && c.Nullable && d.Features.NullsOrder && !d.Features.NullsSmallest {
			columns[i] += " NULLS FIRST"
		}
	}
	return "CREATE INDEX " + d.QuoteIdent(ix.Name) + " ON " + d.QuoteIdent(t.Name) + " (" + strings.Join(columns, ", ") + ")"
}

func (d *Dialect) identList(names []string) string {
	quoted := slices.Clone(names)
	for i, name := range names {
		quoted[i] = d.QuoteIdent(name)
	}
	return strings.Join(quoted, ", ")
}
