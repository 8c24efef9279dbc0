// Package codegen writes the Go code that makes models usable: for each package
// of models one file, kin_gen.go, with a typed handle for each model.
//
//	load:    patterns ──go list──▶ syntax and types, as if kin_gen.go were empty
//	read:    types ──▶ model.Model with Declarations        tags, fields, relations
//	link:    model.Link, package by package, targets first
//	name:    handles and fields that clash with nothing
//	render:  models ──▶ Go source, formatted
//	write:   only what has changed, in one step
//
// Every mistake in the models is reported, with its place in the source. The
// package imports model, schema and golang.org/x/tools/go/packages.
package codegen

// FileName is the name of the file that is generated for a package.
const FileName = "kin_gen.go"

// kinPath is the import path of the package that models import.
const kinPath = "github.com/kinorm/kin"

// Generate makes the files of the packages that match patterns, which are those
// of the go command and start at dir. It writes nothing: see [File.Write]. The
// error is [Problems] if models have mistakes.
func Generate(dir string, patterns ...string) ([]*File, error) {
	prog, err := load(dir, patterns)
	if err != nil {
		return nil, err
	}
	prog.read()
	prog.link()
	prog.name()
	if len(prog.problems) > 0 {
		return nil, prog.problems.sorted()
	}
	var files []*File
	for _, p := range prog.packages {
		if !p.wanted || len(p.models) == 0 {
			continue
		}
		f, err := prog.render(p)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	if len(files) == 0 {
		return nil, &NoModelsError{Patterns: patterns}
	}
	return files, nil
}
