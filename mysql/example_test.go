package mysql_test

import (
	"context"
	"log"
	"os"

	"github.com/kinorm/kin/mysql"
)

// The URL is that of a server; it needs one to run.
func ExampleOpen() {
	ctx := context.Background()
	db, err := mysql.Open(ctx, os.Getenv("DATABASE_URL"), // mysql://user:password@host:3306/shop
		mysql.WithMaxConns(20))
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
}
