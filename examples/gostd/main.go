// Command gostd loads the Go standard library into a database and asks questions
// about it: packages, their files, what these import, and what they export.
//
//	go run ./examples/gostd                        in memory
//	go run ./examples/gostd -db /tmp/go.db         in a file
//	go run ./examples/gostd -db /tmp/go.db -fresh  in a file that exists
//
// The models are in the package std. load.go reads Go's sources into plain values,
// store.go writes these with kin, questions.go asks.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"

	"github.com/kinorm/kin"
)

func main() {
	path := flag.String("db", inMemory, "the `file` of the database")
	fresh := flag.Bool("fresh", false, "replace the database if the file exists")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "gostd: there is an argument %q; only flags are taken\n", flag.Arg(0))
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	err := run(ctx, *path, *fresh)
	switch {
	case ctx.Err() != nil && err != nil:
		fmt.Fprintln(os.Stderr, "gostd: interrupted"+note(err))
		os.Exit(130)
	case err != nil:
		fmt.Fprintln(os.Stderr, "gostd:", err)
		os.Exit(1)
	}
}

// errNotLoaded is returned with an error that came before all was written.
var errNotLoaded = errors.New("nothing was written")

func note(err error) string {
	if errors.Is(err, errNotLoaded) {
		return "; " + errNotLoaded.Error()
	}
	return ""
}

// run loads the library into the database at path and prints the answers.
func run(ctx context.Context, path string, fresh bool) (err error) {
	if err := checkPath(path, fresh); err != nil {
		return err
	}
	out := newReport(os.Stdout)
	db, err := load(ctx, path, out)
	if err != nil {
		return fmt.Errorf("%w; %w", err, errNotLoaded)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return out.answers(ctx, db, questions(usualTopics()))
}

// load reads the standard library and writes it to a new database.
func load(ctx context.Context, path string, out *report) (*kin.DB, error) {
	p := newProgress(os.Stderr)
	lib, err := readLibrary(ctx, p, "std")
	if err != nil {
		return nil, err
	}
	skipped(os.Stderr, lib.skipped)
	return create(ctx, path, func(db *kin.DB) error {
		totals, err := store(ctx, db, lib, p)
		if err != nil {
			return err
		}
		out.loaded(totals)
		return nil
	})
}
