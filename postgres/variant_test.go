package postgres_test

import (
	"fmt"
	"maps"
	"strings"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/examples/newsroom/news"
	"github.com/kinorm/kin/postgres"
	"github.com/kinorm/kin/schema"
)

// cockroach is a variant of PostgreSQL: a copy with some fields changed.
func cockroach() *dialect.Dialect {
	d := *postgres.Dialect
	d.Name = "cockroachdb"
	d.Collation = "" // text is compared by code point without one
	d.AutoColumn = "DEFAULT unique_rowid() PRIMARY KEY"
	d.Types = maps.Clone(d.Types)
	d.Types[schema.Text] = "string"
	d.SizedText = "string"
	d.Types[schema.Bytes] = "bytes"
	return &d
}

func ExampleDialect() {
	sql, err := kin.TablesSQL(cockroach(), news.Models...)
	if err != nil {
		panic(err)
	}
	first, _, _ := strings.Cut(sql, ";")
	fmt.Println(first)
	// Output:
	// CREATE TABLE "publications" (
	// 	"id" bigint DEFAULT unique_rowid() PRIMARY KEY,
	// 	"title" string(30) NOT NULL
	// )
}
