package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/gostd/std"
)

// The questions here follow the relation of packages to packages, whose links have
// columns.

// importedInTests chooses and sorts what is loaded by columns of the links.
func importedInTests(path string) asker {
	needs := std.Packages.Needs
	load := needs.
		Filter(needs.LinkWhere(std.Needs.TestOnly.Eq(true))).
		OrderBy(needs.ByLink(std.Needs.Files.Desc()), std.Packages.Path.Asc())
	q := std.Packages.Filter(std.Packages.Path.Eq(path)).Preload(load)
	return func(ctx context.Context, db kin.Executor, most int) (answer, error) {
		pkg, err := q.Get(ctx, db)
		if err != nil {
			return answer{}, err
		}
		links := pkg.Needs.MustLinks()
		a := answer{total: len(links)}
		for _, l := range links[:min(most, len(links))] {
			a.lines = append(a.lines, fmt.Sprintf("%s: %d", l.Target.Path, l.Link.Files))
		}
		a.sql, a.args, err = q.SQL(db) // loading the needs is a second statement
		return a, err
	}
}

// inCircle asks what is reached in both directions, by two recursive queries in one.
func inCircle(path string) asker {
	return func(ctx context.Context, db kin.Executor, most int) (answer, error) {
		from, err := packages(ctx, db, []string{path})
		if err != nil {
			return answer{}, err
		}
		q := std.Packages.Filter(
			kin.Reachable(std.Packages.Needs, from...),
			kin.Reachable(std.Packages.NeededBy, from...),
		)
		return answerRows(ctx, db, most, q, (*std.Package).String)
	}
}

// mostSteps is how far importDepth looks.
const mostSteps = 3

// importDepth loads the packages that one needs, those that these need, and so on,
// with a statement for each step, and finds for each the first step that has it.
func importDepth(path string) asker {
	q := std.Packages.
		Filter(std.Packages.Path.Eq(path)).
		Preload(kin.Depth(std.Packages.Needs, mostSteps))
	return func(ctx context.Context, db kin.Executor, most int) (answer, error) {
		pkg, err := q.Get(ctx, db)
		if err != nil {
			return answer{}, err
		}
		steps := stepsTo(pkg)
		a := answer{total: len(steps)}
		for _, s := range steps[:min(most, len(steps))] {
			a.lines = append(a.lines, fmt.Sprintf("%d: %s", s.n, s.path))
		}
		a.sql, a.args, err = q.SQL(db)
		return a, err
	}
}

// A step is how many imports lead to a package.
type step struct {
	n    int
	path string
}

// stepsTo goes through what was loaded of a package's needs, level by level.
func stepsTo(pkg *std.Package) []step {
	var steps []step
	seen := map[string]bool{}
	level := []*std.Package{pkg}
	for n := 1; n <= mostSteps; n++ {
		var next []*std.Package
		for _, from := range level {
			for _, to := range from.Needs.MustItems() {
				if !seen[to.Path] {
					seen[to.Path] = true
					next = append(next, to)
					steps = append(steps, step{n, to.Path})
				}
			}
		}
		level = next
	}
	slices.SortFunc(steps, func(a, b step) int { return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare(a.path, b.path)) })
	return steps
}
