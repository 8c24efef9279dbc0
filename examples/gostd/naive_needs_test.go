package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/kinorm/kin/examples/gostd/std"
)

// needs are the paths that a package imports in any file, with the number of files,
// which is negative if all are tests.
func (n naive) needs(path string) map[string]int {
	found := map[string]int{}
	built := map[string]bool{}
	for _, pkg := range n.packages {
		for _, f := range pkg.files {
			for _, to := range f.imports {
				if pkg.path == path {
					found[to]++
					built[to] = built[to] || f.use != std.Test
				}
			}
		}
	}
	for to := range found {
		if !built[to] {
			found[to] = -found[to]
		}
	}
	return found
}

// related chooses packages that the questions about needs have answers for.
func (n naive) related() (tested, circle, top string) {
	for _, pkg := range n.packages {
		if len(n.importedInTests(pkg.path)) > 1 {
			tested = pkg.path
		}
		if len(n.inCircle(pkg.path)) > 1 {
			circle = pkg.path
		}
		if steps := n.importDepth(pkg.path); len(steps) > 0 && steps[len(steps)-1][0] > '1' {
			top = pkg.path
		}
	}
	return tested, circle, top
}

func (n naive) importedInTests(path string) []string {
	needs := n.needs(path)
	maps.DeleteFunc(needs, func(_ string, files int) bool { return files > 0 })
	paths := slices.SortedFunc(maps.Keys(needs), func(a, b string) int {
		return cmp.Or(cmp.Compare(needs[a], needs[b]), cmp.Compare(a, b))
	})
	for i, to := range paths {
		paths[i] = fmt.Sprintf("%s: %d", to, -needs[to])
	}
	return paths
}

// steps are how many imports lead from a package to others, at most some.
func (n naive) steps(path string, most int) map[string]int {
	steps := map[string]int{}
	level := []string{path}
	for i := 1; i <= most && len(level) > 0; i++ {
		var next []string
		for _, from := range level {
			for to := range n.needs(from) {
				if steps[to] == 0 {
					steps[to] = i
					next = append(next, to)
				}
			}
		}
		level = next
	}
	return steps
}

func (n naive) inCircle(path string) []string {
	all := len(n.paths())
	var found []string
	for to := range n.steps(path, all) {
		if n.steps(to, all)[path] > 0 {
			found = append(found, to)
		}
	}
	slices.Sort(found)
	return found
}

func (n naive) importDepth(path string) []string {
	at := map[int][]string{}
	for to, i := range n.steps(path, mostSteps) {
		at[i] = append(at[i], to)
	}
	var lines []string
	for i := 1; len(at[i]) > 0; i++ {
		slices.Sort(at[i])
		lines = append(lines, fmt.Sprintf("%d: %s, %s", i, plural(len(at[i]), "package"), strings.Join(at[i], ", ")))
	}
	return lines
}
