package engine

import (
	"context"
	"fmt"
	"strings"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
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
	err := s.atomic(ctx, func(s *Session) error {
		for _, sql := range TableStatements(s.DB.dialect, models) {
			if err := s.Script(ctx, sql); err != nil {
				return &QueryError{Op: "create tables", SQL: sql, Err: err}
			}
		}
		return nil
	})
	if err != nil && strings.Contains(err.Error(), "already exists") { // no database has a code for it alone
		return fmt.Errorf("%w; CreateTables makes the tables of a new database: call it once, or drop the table first", err)
	}
	return err
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
