package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/gostd/std"
)

// A question is something to ask of the library that only relations can answer.
type question struct {
	words string
	ask   func(ctx context.Context, db kin.Executor, most int) (answer, error)
}

// An answer is the first rows of what was found.
type answer struct {
	lines []string
	total int // also of what is not in lines
	sql   string
	args  []any
	loads int // statements besides, which load what is related
}

// topics are the packages that the questions are about.
type topics struct {
	all       []string // imported together by one file
	uses      string   // imported
	avoids    string   // not imported, nor anything below it
	both      [2]string
	exactly   []string // all that a file imports
	only      []string // all that a package may import
	moreThan  int      // symbols
	typesLike string   // how names of types end
	tested    string   // imports more in tests
	circle    string   // needed by what it needs
	top       string   // needs others over several steps
}

// usualTopics are good ones for the whole library.
func usualTopics() topics {
	return topics{
		all:  []string{"context", "crypto/tls", "errors", "net", "sync"},
		uses: "net", avoids: "crypto",
		both:     [2]string{"encoding/json", "net/http"},
		exactly:  []string{"errors", "io"},
		only:     []string{"unsafe"},
		moreThan: 20, typesLike: "Error",
		tested: "strings", circle: "strings", top: "net/smtp",
	}
}

// questions returns the questions about topics.
func questions(t topics) []question {
	return []question{
		{"Which files import all of " + enumerate(t.all) + "?", importAll(t.all)},
		{"Which packages import " + t.uses + " but nothing of " + t.avoids + "?", importWithout(t.uses, t.avoids)},
		{"Which packages do most files import, outside of tests?", mostImported},
		{"Which packages import both " + t.both[0] + " and " + t.both[1] + ", and in which files?", importBoth(t.both)},
		{
			fmt.Sprintf("Which packages export more than %d symbols but import at most %s?", t.moreThan, enumerate(t.only)),
			largeLeaves(t.moreThan, t.only),
		},
		{"Which packages does no other package import, outside of tests?", neverImported},
		{"Which files have an import that no other file has?", importedOnce},
		{"Which files import exactly " + enumerate(t.exactly) + "?", importExactly(t.exactly)},
		{
			fmt.Sprintf("Which types named ...%s belong to packages that import %s?", t.typesLike, t.uses),
			typesOfImporters(t.typesLike, t.uses),
		},
		{"What does " + t.tested + " import only in tests, and in how many files?", importedInTests(t.tested)},
		{
			"Which packages are in a circle of imports, closed by tests, with " + t.circle + "?",
			inCircle(t.circle),
		},
		{
			fmt.Sprintf("How many imports away from %s is what it needs, up to %d?", t.top, mostSteps),
			importDepth(t.top),
		},
	}
}

// enumerate writes a list as in a sentence.
func enumerate(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

type asker = func(ctx context.Context, db kin.Executor, most int) (answer, error)

// importAll asks with HasAll, which takes related rows: they are read first.
func importAll(paths []string) asker {
	return func(ctx context.Context, db kin.Executor, most int) (answer, error) {
		targets, err := packages(ctx, db, paths)
		if err != nil {
			return answer{}, err
		}
		return answerFiles(ctx, db, most, std.Files.Imports.HasAll(targets...))
	}
}

// importExactly asks with HasExactly: these and no others.
func importExactly(paths []string) asker {
	return func(ctx context.Context, db kin.Executor, most int) (answer, error) {
		targets, err := packages(ctx, db, paths)
		if err != nil {
			return answer{}, err
		}
		return answerFiles(ctx, db, most, std.Files.Imports.HasExactly(targets...))
	}
}

// importedOnce asks for files with an import of a package that only one file
// imports, which is then this one: an aggregate is a condition like any other.
func importedOnce(ctx context.Context, db kin.Executor, most int) (answer, error) {
	once := std.Packages.ImportedBy.Count().Eq(1)
	return answerFiles(ctx, db, most, std.Files.Imports.Any(once))
}

// answerFiles answers with files, each under the path of its package.
func answerFiles(ctx context.Context, db kin.Executor, most int, conditions ...kin.Pred[*std.File]) (answer, error) {
	q := std.Files.
		Filter(conditions...).
		OrderBy(std.Files.Package.Path.Asc(), std.Files.Name.Asc()).
		Preload(std.Files.Package)
	a, err := answerRows(ctx, db, most, q, func(f *std.File) string { return f.Package.Path + "/" + f.Name })
	a.loads = 1
	return a, err
}

// built is true for the files of a package proper: those of tests and of other
// platforms may import what they like.
var built = std.Files.Use.Eq(std.Built)

// imports is true for packages of which a file imports what fulfils the condition.
// Both conditions are inside one Any, so they are about one file.
func imports(imported kin.Pred[*std.Package]) kin.Pred[*std.Package] {
	return std.Packages.Files.Any(built, std.Files.Imports.Any(imported))
}

// importWithout asks with Any and its opposite.
func importWithout(uses, avoids string) asker {
	used := std.Packages.Path.Eq(uses)
	avoided := kin.Or(std.Packages.Path.Eq(avoids), std.Packages.Path.StartsWith(avoids+"/"))
	q := std.Packages.Filter(imports(used), kin.Not(imports(avoided)))
	return func(ctx context.Context, db kin.Executor, most int) (answer, error) {
		return answerRows(ctx, db, most, q, (*std.Package).String)
	}
}

// mostImported asks for packages in the order of an aggregate, and for its value.
func mostImported(ctx context.Context, db kin.Executor, most int) (answer, error) {
	importers := std.Packages.ImportedBy.Count(built)
	q := std.Packages.Filter(importers.Gt(0)).OrderBy(importers.Desc(), std.Packages.Path.Asc())
	total, err := q.Count(ctx, db)
	if err != nil {
		return answer{}, err
	}
	q = q.Limit(most)
	found, err := kin.Select2(q, std.Packages.Path, importers).All(ctx, db)
	if err != nil {
		return answer{}, err
	}
	a := answer{total: int(total)}
	for _, row := range found {
		a.lines = append(a.lines, fmt.Sprintf("%s: %s", row.A, grouped(int(row.B))))
	}
	a.sql, a.args, err = q.SQL(db) // Select2 runs it with other columns
	return a, err
}

// importBoth asks with two Any, which may be about different files, and loads with
// each package the files that are the reason.
func importBoth(paths [2]string) asker {
	first, second := std.Packages.Path.Eq(paths[0]), std.Packages.Path.Eq(paths[1])
	reasons := std.Packages.Files.
		Filter(built, std.Files.Imports.Any(kin.Or(first, second))).
		OrderBy(std.Files.Name.Asc())
	q := std.Packages.Filter(imports(first), imports(second)).Preload(reasons)
	return func(ctx context.Context, db kin.Executor, most int) (answer, error) {
		a, err := answerRows(ctx, db, most, q, func(p *std.Package) string {
			return p.Path + ": " + names(p.Files.MustItems())
		})
		a.loads = 1
		return a, err
	}
}

func names(files []*std.File) string {
	list := make([]string, len(files))
	for i, f := range files {
		list[i] = f.Name
	}
	return strings.Join(list, ", ")
}

// largeLeaves asks with Every: no file may import more than these.
func largeLeaves(moreThan int, only []string) asker {
	return func(ctx context.Context, db kin.Executor, most int) (answer, error) {
		allowed, err := packages(ctx, db, only)
		if err != nil {
			return answer{}, err
		}
		isLeaf := std.Packages.Files.Every(kin.Or(kin.Not(built), std.Files.Imports.SubsetOf(allowed...)))
		isLarge := std.Packages.Symbols.Count(std.Symbols.File.Use.Eq(std.Built)).Gt(int64(moreThan))
		return answerRows(ctx, db, most, std.Packages.Filter(isLarge, isLeaf), (*std.Package).String)
	}
}

// neverImported asks with None. Packages that were not read are there only
// because they are imported.
func neverImported(ctx context.Context, db kin.Executor, most int) (answer, error) {
	q := std.Packages.Filter(std.Packages.Read.Eq(true), std.Packages.ImportedBy.None(built))
	return answerRows(ctx, db, most, q, (*std.Package).String)
}

// typesOfImporters asks over three relations: from a symbol to its package, to its
// files, to what those import.
func typesOfImporters(suffix, path string) asker {
	q := std.Symbols.
		Filter(
			std.Symbols.Kind.Eq(std.Type),
			std.Symbols.Name.EndsWith(suffix),
			std.Symbols.File.Use.Eq(std.Built),
			std.Symbols.Package.Any(imports(std.Packages.Path.Eq(path))),
		).
		OrderBy(std.Symbols.Package.Path.Asc(), std.Symbols.Name.Asc()).
		Preload(std.Symbols.Package)
	return func(ctx context.Context, db kin.Executor, most int) (answer, error) {
		a, err := answerRows(ctx, db, most, q, func(s *std.Symbol) string { return s.Package.Path + "." + s.Name })
		a.loads = 1
		return a, err
	}
}

// answerRows counts the rows of q and writes a line for each of the first.
func answerRows[R any](ctx context.Context, db kin.Executor, most int, q *kin.Query[R], line func(R) string) (answer, error) {
	total, err := q.Count(ctx, db)
	if err != nil {
		return answer{}, err
	}
	q = q.Limit(most)
	rows, err := q.All(ctx, db)
	if err != nil {
		return answer{}, err
	}
	a := answer{total: int(total)}
	for _, row := range rows {
		a.lines = append(a.lines, line(row))
	}
	a.sql, a.args, err = q.SQL(db)
	return a, err
}

// packages returns the packages with the given paths.
func packages(ctx context.Context, db kin.Executor, paths []string) ([]*std.Package, error) {
	found, err := std.Packages.Filter(std.Packages.Path.In(paths...)).All(ctx, db)
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		if !slices.ContainsFunc(found, func(p *std.Package) bool { return p.Path == path }) {
			return nil, fmt.Errorf("there is no package %s in the database", path)
		}
	}
	return found, nil
}
