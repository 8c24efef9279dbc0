package conformance

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// A run is a case being run.
type run struct {
	testing.TB
	ctx context.Context
	db  *kin.DB // with empty tables, or in a bare group without tables
}

// ok ends the case if err is not nil.
func (r *run) ok(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

// is reports an error that is not of the kind wanted.
func (r *run) is(what string, err, want error) {
	r.Helper()
	if !errors.Is(err, want) {
		r.Errorf("%s: the error is %v, want %v", what, err, want)
	}
}

// isValueError reports an error that does not name the field with the bad value.
func (r *run) isValueError(what string, err error, field string) {
	r.Helper()
	var value *kin.ValueError
	if !errors.As(err, &value) {
		r.Errorf("%s: the error is %v, want a ValueError", what, err)
	} else if value.Field != field {
		r.Errorf("%s: the error is of %s, want %s", what, value.Field, field)
	}
}

// within reports if f runs more statements than most on the database it gets.
func (r *run) within(most int, f func(db *kin.DB)) {
	r.Helper()
	var sql []string
	f(r.db.With(kin.Trace(func(_ context.Context, e kin.Event) {
		if !e.Kind.Control() {
			sql = append(sql, e.SQL)
		}
	})))
	if len(sql) > most {
		r.Errorf("%d statements, at most %d are allowed:\n%s", len(sql), most, strings.Join(sql, "\n"))
	}
}

// same reports a value that differs from the wanted one.
func same[V any](r *run, what string, got, want V) {
	r.Helper()
	if !reflect.DeepEqual(got, want) {
		r.Errorf("%s: %s, want %s", what, show(got), show(want))
	}
}

// show writes a value so that a pointer and what it points to can be told apart.
func show(v any) string {
	x := reflect.ValueOf(v)
	if x.Kind() == reflect.Pointer && !x.IsNil() {
		return "&" + show(x.Elem().Interface())
	}
	return fmt.Sprintf("%#v", v)
}

// must returns v if err is nil, and otherwise ends the case.
func must[V any](v V, err error) func(*run) V {
	return func(r *run) V {
		r.Helper()
		r.ok(err)
		return v
	}
}

// names returns a field of each object.
func names[R, V any](list []R, field func(R) V) []V {
	out := make([]V, len(list))
	for i, obj := range list {
		out[i] = field(obj)
	}
	return out
}

func ptr[V any](v V) *V { return &v }

// empty deletes all rows, with one script. The models that a restriction protects
// come after those that refer to them; links go with their ends.
func empty(ctx context.Context, db *kin.DB) error {
	return runScript(ctx, db, emptying(db.Driver().Dialect()))
}

func emptying(d *dialect.Dialect) string {
	var last string
	var sql strings.Builder
	for _, m := range models.Models {
		statement := "DELETE FROM " + d.QuoteIdent(m.Model().Table) + ";\n"
		if m.Model().Name == "Root" {
			last = statement
			continue
		}
		sql.WriteString(statement)
	}
	return sql.String() + last
}

// numbered returns names in the order of their numbers.
func numbered(prefix string, i int) string { return fmt.Sprintf("%s%06d", prefix, i) }

// script runs SQL that kin does not write.
func script(r *run, sql string) {
	r.Helper()
	r.ok(runScript(r.ctx, r.db, sql))
}

// runScript runs SQL as one transaction.
func runScript(ctx context.Context, db *kin.DB, sql string) error {
	c, err := db.Driver().Acquire(ctx, dialect.Write)
	if err != nil {
		return err
	}
	defer c.Release()
	if err := c.Begin(ctx, dialect.TxOptions{}); err != nil {
		return err
	}
	if err := c.Script(ctx, sql); err != nil {
		return errors.Join(err, c.Rollback(ctx))
	}
	return c.Commit(ctx)
}
