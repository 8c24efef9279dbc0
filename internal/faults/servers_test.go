package faults_test

import (
	"net/url"
	"reflect"
	"testing"
	"unsafe"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/mysql"
	"github.com/kinorm/kin/postgres"
	"github.com/kinorm/kin/schema"
)

// servers are the databases behind a network, by the names of kintest.
var servers = map[string]server{
	"postgres": {env: "KIN_POSTGRES", open: func(t *testing.T, at *url.URL, direct *kin.DB) *kin.DB {
		t.Helper()
		settings := at.Query()
		settings.Set("search_path", text(t, direct, "SELECT current_schema()"))
		settings.Set("pool_max_conns", "16")
		at.RawQuery = settings.Encode()
		return must(postgres.Open(ctx, at.String()))(t)
	}},
	"mariadb": {env: "KIN_MARIADB", open: openMySQL},
	"mysql":   {env: "KIN_MYSQL", open: openMySQL},
}

func openMySQL(t *testing.T, at *url.URL, direct *kin.DB) *kin.DB {
	t.Helper()
	at.Path = "/" + text(t, direct, "SELECT database()")
	return must(mysql.Open(ctx, at.String(), mysql.WithMaxConns(16)))(t)
}

// text returns the one text that a query of a driver has for its result.
func text(t *testing.T, db *kin.DB, sql string) (value string) {
	t.Helper()
	c := must(db.Driver().Acquire(ctx, dialect.Read))(t)
	defer c.Release()
	rows := must(c.Query(ctx, &dialect.Statement{SQL: sql}, nil))(t)
	slot := must(dialect.NewSlot(reflect.TypeFor[string](), 0, schema.Type{Kind: schema.Text}, false))(t)
	for rows.Next() {
		check(t, rows.Decode(0, []dialect.Slot{slot}, unsafe.Pointer(&value)))
	}
	check(t, rows.Err())
	check(t, rows.Close())
	return value
}
