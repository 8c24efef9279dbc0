package kin_test

import (
	"errors"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/testmodels"
	"github.com/kinorm/kin/postgres"
)

// TestTablesWithLongNames: a database with shorter names refuses the tables by the
// name that it would cut off.
func TestTablesWithLongNames(t *testing.T) {
	short := *postgres.Dialect
	short.Names.Max = 9
	_, err := kin.TablesSQL(&short, testmodels.Models...)
	var named *dialect.NameError
	if !errors.As(err, &named) || !errors.Is(err, kin.ErrTooLong) {
		t.Fatal(err)
	}
	says(t, err, named.Name, "9", "postgres", named.Table)
}
