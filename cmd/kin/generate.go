package main

import (
	"errors"
	"flag"
	"fmt"
	"io"

	"github.com/kinorm/kin/internal/codegen"
)

const generateUsage = `usage: kin generate [--check] [packages]

generate writes kin_gen.go beside the models of each package. Packages are named
as for the go command; without any it is the one of the current directory.

flags:
`

// generate runs "kin generate".
func generate(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("kin generate", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), generateUsage)
		flags.PrintDefaults()
	}
	check := flags.Bool("check", false, "write nothing; list the files that are not up to date and exit with 1")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return exitOK
		}
		return exitUsage
	}
	patterns := flags.Args()
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	files, err := codegen.Generate(".", patterns...)
	if err == nil && *check {
		return checkFiles(files, stdout, stderr)
	}
	if err == nil {
		err = writeFiles(files, stdout)
	}
	if err != nil {
		return fail(stderr, err)
	}
	return exitOK
}

func fail(stderr io.Writer, err error) int {
	if problems, ok := errors.AsType[codegen.Problems](err); ok {
		fmt.Fprintln(stderr, problems)
		return exitProblems
	}
	fmt.Fprintln(stderr, "kin:", err)
	return exitProblems
}

// writeFiles writes what has changed and prints a line for each package.
func writeFiles(files []*codegen.File, stdout io.Writer) error {
	for _, f := range files {
		stale, err := f.Stale()
		if err != nil {
			return err
		}
		state := "unchanged"
		if stale {
			state = count(f.Lines(), "line")
			if err := f.Write(); err != nil {
				return err
			}
		}
		fmt.Fprintf(stdout, "%s: %s, %s -> %s (%s)\n", f.Package, count(f.Models, "model"), count(f.Relations, "relation"), f.Name, state)
		for _, note := range f.Notes {
			fmt.Fprintf(stdout, "%s: %s\n", f.Package, note)
		}
	}
	return nil
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// checkFiles lists the files that are not up to date.
func checkFiles(files []*codegen.File, stdout, stderr io.Writer) int {
	code := exitOK
	for _, f := range files {
		stale, err := f.Stale()
		if err != nil {
			return fail(stderr, err)
		}
		if stale {
			fmt.Fprintf(stdout, "%s is not up to date; run kin generate\n", f.Name)
			code = exitProblems
		}
	}
	return code
}
