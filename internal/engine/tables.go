package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// CreateTables creates the tables of types, all or none.
func (s *Session) CreateTables(ctx context.Context, types []*Type) error {
	if s == nil {
		return errNoDB
	}
	models := make([]*model.Model, len(types))
	for i, t := range types {
		if t.Err != nil {
			return t.Err
		}
		models[i] = t.Model
	}
	if err := CheckTables(s.DB.dialect, models); err != nil {
		return err
	}
	if s.DB.dialect.Features.ImplicitCommit {
		return s.createEach(ctx, models)
	}
	err := s.atomic(ctx, func(s *Session) error {
		for _, sql := range TableStatements(s.DB.dialect, models) {
			if err := s.Script(ctx, sql); err != nil {
				return &QueryError{Op: "create tables", SQL: sql, Err: err}
			}
		}
		return nil
	})
	return explainTables(models, err)
}

func explainTables(models []*model.Model, err error) error {
	if err == nil {
		return nil
	}
	if strings.Contains(err.Error(), "already exists") { // no database has a code for it alone
		return fmt.Errorf("%w; CreateTables makes the tables of a new database: call it once, or drop the table first", err)
	}
	tables := model.Tables(models)
	for _, t := range tables {
		for _, fk := range t.ForeignKeys {
			if !slices.ContainsFunc(tables, func(o *schema.Table) bool { return o.Name == fk.Target }) {
				return fmt.Errorf("%w; the table %s refers to %s, which is of none of these models: make it before, or pass its model too", err, t.Name, fk.Target)
			}
		}
	}
	return err
}

// createEach is CreateTables on a database where every statement commits by itself:
// where one fails, the tables that were made are dropped.
func (s *Session) createEach(ctx context.Context, models []*model.Model) error {
	d := s.DB.dialect
	if s.tx != nil {
		return fmt.Errorf("%w (%s): creating a table would commit the transaction; call CreateTables outside of it", dialect.ErrUnsupported, d.Name)
	}
	var made []string
	for _, st := range d.TableScript(model.Tables(models)) {
		if err := s.Script(ctx, st.SQL); err != nil {
			err = explainTables(models, &QueryError{Op: "create tables", SQL: st.SQL, Err: err})
			return errors.Join(err, s.dropTables(context.WithoutCancel(ctx), made))
		}
		if st.Creates != "" {
			made = append(made, st.Creates)
		}
	}
	return nil
}

// dropTables drops tables that were made, the last one first.
func (s *Session) dropTables(ctx context.Context, made []string) error {
	for _, name := range slices.Backward(made) {
		if err := s.Script(ctx, "DROP TABLE "+s.DB.dialect.QuoteIdent(name)); err != nil {
			return fmt.Errorf("kin: the table %s is left: %w", name, err)
		}
	}
	return nil
}

// CheckTables returns an error for what the database of d cannot have in the tables
// of models: a name, or an action of a foreign key.
func CheckTables(d *dialect.Dialect, models []*model.Model) error {
	if err := d.CheckNames(model.Tables(models)); err != nil {
		return err
	}
	for _, m := range models {
		for _, r := range m.Relations {
			if r.Kind != model.BelongsTo || !r.Constrain {
				continue
			}
			if why := refusedAction(d.Features, r); why != "" {
				return fmt.Errorf("%w (%s): "+why, dialect.ErrUnsupported, d.Name, r, m.Table)
			}
		}
	}
	return nil
}

// refusedAction says which action of a foreign key a database takes, but would refuse
// to carry out, and what to do instead: a format of the relation and its table.
func refusedAction(f dialect.Features, r *model.Relation) string {
	switch {
	case r.OnDelete == schema.SetDefault && !f.SetDefault:
		return "on_delete=set_default of %s, in the table %q: the database would refuse every delete that has to set a default; " +
			"use on_delete=set_null, or on_delete=restrict and set the key before the delete"
	case r.OnUpdate == schema.SetDefault && !f.SetDefault:
		return "on_update=set_default of %s, in the table %q: the database would refuse every update that has to set a default; " +
			"use on_update=set_null, or on_update=restrict and set the key before the update"
	case (r.OnUpdate == schema.Cascade || r.OnUpdate == schema.SetNull) && r.Target.Table == r.Owner.Table && !f.UpdatesItself:
		return "on_update of %s, in the table %q: the database would refuse every update of a row that others of the same table refer to; " +
			"leave it out, and set their keys to null before the update and to the new value after it"
	}
	return ""
}

// TableStatements returns the statements that create the tables of models.
func TableStatements(d *dialect.Dialect, models []*model.Model) []string {
	return d.CreateTables(model.Tables(models))
}

// Script runs SQL text without arguments.
func (s *Session) Script(ctx context.Context, sql string) error {
	c, err := s.acquire(ctx, dialect.Write)
	if err != nil {
		return err
	}
	defer s.release(c)
	start := s.started()
	err = c.Script(ctx, sql)
	return s.traceText(ctx, EventScript, sql, start, err)
}
