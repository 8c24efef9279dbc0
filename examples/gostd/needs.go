package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

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
		a := answer{total: len(links), loads: 1}
		for _, l := range links[:min(most, len(links))] {
			a.lines = append(a.lines, fmt.Sprintf("%s: %d", l.Target.Path, l.Link.Files))
		}
		a.sql, a.args, err = q.SQL(db)
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
		a := answer{loads: mostSteps}
		for i, paths := range stepsTo(pkg) {
			if len(paths) > 0 {
				a.lines = append(a.lines, fmt.Sprintf("%d: %s, %s", i+1, plural(len(paths), "package"), strings.Join(paths, ", ")))
			}
		}
		a.total = len(a.lines)
		a.lines = a.lines[:min(most, len(a.lines))]
		a.sql, a.args, err = q.SQL(db)
		return a, err
	}
}

// stepsTo goes through what was loaded of a package's needs, level by level, and
// returns the paths that are found first at each.
func stepsTo(pkg *std.Package) [mostSteps][]string {
	var steps [mostSteps][]string
	seen := map[string]bool{}
	level := []*std.Package{pkg}
	for i := range steps {
		var next []*std.Package
		for _, from := range level {
			for _, to := range from.Needs.MustItems() {
				if !seen[to.Path] {
					seen[to.Path] = true
					next = append(next, to)
					steps[i] = append(steps[i], to.Path)
				}
			}
		}
		slices.Sort(steps[i])
		level = next
	}
	return steps
}
