package kin

import (
	"context"
	"strings"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/engine"
	"github.com/kinorm/kin/model"
)

// CreateTables creates the tables of models and the link tables of their
// relations, all or none. A table that exists is an error; migrations change
// tables. A name that the database does not take is a [dialect.NameError], and
// on_delete=set_default where the database sets no defaults is [ErrUnsupported],
// before anything is made.
func CreateTables(ctx context.Context, db Executor, models ...*Mapping) error {
	types := make([]*engine.Type, len(models))
	for i, m := range models {
		types[i] = m.t
	}
	return sessionOf(db).CreateTables(ctx, types)
}

// TablesSQL returns the statements of CreateTables for a dialect, each ended by a
// semicolon and a line break.
func TablesSQL(d *dialect.Dialect, models ...*Mapping) (string, error) {
	list := make([]*model.Model, len(models))
	for i, m := range models {
		if m.t.Err != nil {
			return "", m.t.Err
		}
		list[i] = m.t.Model
	}
	if err := engine.CheckTables(d, list); err != nil {
		return "", err
	}
	var b strings.Builder
	for _, sql := range engine.TableStatements(d, list) {
		b.WriteString(sql + ";\n")
	}
	return b.String(), nil
}
