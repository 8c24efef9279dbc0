package postgres_test

import (
	"context"
	"log"
	"os"

	"github.com/kinorm/kin/postgres"
)

// The URL is that of a server; it needs one to run.
func ExampleOpen() {
	ctx := context.Background()
	db, err := postgres.Open(ctx, os.Getenv("DATABASE_URL"), // postgres://user:password@host:5432/shop
		postgres.WithMaxConns(20), postgres.WithStatements(500))
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
}
