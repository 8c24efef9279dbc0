// Command newsroom tells Django's page on many-to-many relationships with kin, and
// then ormar's on links with columns, on an SQLite database in memory: what each
// step runs, and what comes back.
//
//	go run ./examples/newsroom         # the steps and their results
//	go run ./examples/newsroom -sql    # and the SQL that they sent
//
// The stories are in story.go and links.go, their models in the packages news and blog.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/sqlite"
)

func main() {
	sql := flag.Bool("sql", false, "print the SQL of every step as well")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintf(flag.CommandLine.Output(), "newsroom takes no arguments, but got %q\n", flag.Args())
		flag.Usage()
		os.Exit(2)
	}
	if err := run(context.Background(), os.Stdout, *sql, isColorful(os.Stdout)); err != nil {
		fmt.Fprintln(os.Stderr, "newsroom:", err)
		os.Exit(1)
	}
}

// run tells the stories to w, each with a database of its own.
func run(ctx context.Context, w io.Writer, sql, color bool) error {
	t, err := newTeller(w, color)
	if err != nil {
		return err
	}
	for _, story := range []func(context.Context, *kin.DB, *teller){tell, tellLinks} {
		db, err := sqlite.Open(ctx, ":memory:")
		if err != nil {
			return err
		}
		defer db.Close()
		if sql {
			db = db.With(kin.Trace(t.trace))
		}
		story(ctx, db, t)
	}
	return t.finish()
}

// isColorful reports whether f is a terminal whose user has not asked for plain text.
func isColorful(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 &&
		os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}
