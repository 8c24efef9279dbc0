// Command kin is the command line of the ORM kin.
//
//	kin generate [--check] [packages]    write kin_gen.go beside the models
//
// As a tool of a module it runs as "go tool kin". It exits with 0 if all is well,
// 1 if there are problems, and 2 if it was called wrongly. The package imports
// only internal/codegen.
package main

import (
	"fmt"
	"io"
	"os"
)

// The codes that the command exits with.
const (
	exitOK = iota
	exitProblems
	exitUsage
)

const usage = `kin is the command line of the ORM kin.

usage: kin <command> [flags] [arguments]

commands:
  generate    write kin_gen.go beside the models of packages

Run "kin <command> -h" for the flags of a command.
`

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run executes the command line and returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprint(stderr, usage)
		return exitUsage
	}
	switch args[0] {
	case "generate":
		return generate(args[1:], stdout, stderr)
	case "help", "-h", "-help", "--help":
		fmt.Fprint(stdout, usage)
		return exitOK
	default:
		fmt.Fprintf(stderr, "kin: there is no command %q\n\n%s", args[0], usage)
		return exitUsage
	}
}
