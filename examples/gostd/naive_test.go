package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/kinorm/kin/examples/gostd/std"
)

// A naive answers the questions by loops over the plain values.
type naive struct {
	packages []*goPackage // sorted by path
}

func newNaive(lib *library) naive {
	packages := slices.Clone(lib.packages)
	slices.SortFunc(packages, func(a, b *goPackage) int { return cmp.Compare(a.path, b.path) })
	for _, pkg := range packages {
		pkg.files = slices.Clone(pkg.files)
		slices.SortFunc(pkg.files, func(a, b *goFile) int { return cmp.Compare(a.name, b.name) })
	}
	return naive{packages}
}

// topics chooses topics that have answers in any version of the library, and that
// tell right from wrong: not every package is an answer.
func (n naive) topics(t *testing.T) topics {
	t.Helper()
	about := topics{uses: n.mostShared()}
	for _, pkg := range n.packages {
		imports := slices.Sorted(maps.Keys(n.imports(pkg)))
		for _, f := range pkg.files {
			if f.use == std.Built && len(f.imports) > 1 && about.all == nil {
				about.all, about.exactly = f.imports[:2], f.imports
			}
			if f.use == std.Built && len(f.imports) == 0 && about.only == nil {
				about.only = imports // of other files; this one is a subset as well
			}
			if f.use == std.Elsewhere && slices.Contains(imports, about.uses) && about.typesLike == "" {
				about.typesLike = ending(f)
			}
		}
		for _, path := range imports {
			if about.both[0] == "" && path != about.uses && n.apart(pkg, path, about.uses) {
				about.both = [2]string{path, about.uses}
			}
			if about.avoids == "" && len(n.importWithout(about.uses, path)) > 0 {
				about.avoids = path
			}
		}
	}
	about.tested, about.circle, about.top = n.related()
	if about.tested == "" || about.circle == "" || about.top == "" {
		t.Fatalf("no package needs others as is asked: %+v", about)
	}
	if about.all == nil || len(about.only) == 0 || about.typesLike == "" || about.both[0] == "" || about.avoids == "" {
		t.Fatalf("the packages are too alike to ask about: %+v", about)
	}
	return about
}

// mostShared returns the path that most packages import, but not all.
func (n naive) mostShared() string {
	counts := map[string]int{}
	for _, pkg := range n.packages {
		for path := range n.imports(pkg) {
			counts[path]++
		}
	}
	best := ""
	for _, path := range n.paths() {
		if counts[path] < len(n.packages) && counts[path] > counts[best] {
			best = path
		}
	}
	return best
}

// apart reports whether a package imports both paths, not always in one file, and
// has a file that imports neither.
func (n naive) apart(pkg *goPackage, a, b string) bool {
	onlyA, onlyB, neither := false, false, false
	for _, f := range pkg.files {
		if f.use != std.Built {
			continue
		}
		hasA, hasB := slices.Contains(f.imports, a), slices.Contains(f.imports, b)
		onlyA, onlyB, neither = onlyA || hasA && !hasB, onlyB || hasB && !hasA, neither || !hasA && !hasB
	}
	return onlyA && onlyB && neither
}

// ending returns the last letter of a type of f, or "".
func ending(f *goFile) string {
	for _, s := range f.symbols {
		if s.kind == std.Type {
			return s.name[len(s.name)-1:]
		}
	}
	return ""
}

// answers are in the order of questions.
func (n naive) answers(about topics) [][]string {
	return [][]string{
		n.files(func(f *goFile) bool { return containsAll(f.imports, about.all) }),
		n.importWithout(about.uses, about.avoids),
		n.mostImported(),
		n.importBoth(about.both),
		n.largeLeaves(about.moreThan, about.only),
		n.neverImported(),
		n.importedOnce(),
		n.files(func(f *goFile) bool {
			return containsAll(f.imports, about.exactly) && containsAll(about.exactly, f.imports)
		}),
		n.types(about.typesLike, about.uses),
		n.importedInTests(about.tested),
		n.inCircle(about.circle),
		n.importDepth(about.top),
	}
}

func containsAll(list, wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(w string) bool { return !slices.Contains(list, w) })
}

func (n naive) files(match func(*goFile) bool) []string {
	var found []string
	for _, pkg := range n.packages {
		for _, f := range pkg.files {
			if match(f) {
				found = append(found, pkg.path+"/"+f.name)
			}
		}
	}
	return found
}

// imports are the paths that files of a package import outside of tests.
func (n naive) imports(pkg *goPackage) map[string]bool {
	found := map[string]bool{}
	for _, f := range pkg.files {
		if f.use == std.Built {
			for _, path := range f.imports {
				found[path] = true
			}
		}
	}
	return found
}

func (n naive) imported(path string) bool {
	return slices.ContainsFunc(n.packages, func(pkg *goPackage) bool { return n.imports(pkg)[path] })
}

// paths are the paths of all packages, also of those that are only imported.
func (n naive) paths() []string {
	all := map[string]bool{}
	for _, pkg := range n.packages {
		all[pkg.path] = true
		for _, f := range pkg.files {
			for _, path := range f.imports {
				all[path] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(all))
}

func (n naive) importWithout(uses, avoids string) []string {
	var found []string
	for _, pkg := range n.packages {
		imports := n.imports(pkg)
		avoided := imports[avoids]
		for path := range imports {
			avoided = avoided || strings.HasPrefix(path, avoids+"/")
		}
		if imports[uses] && !avoided {
			found = append(found, pkg.path)
		}
	}
	return found
}

func (n naive) mostImported() []string {
	counts := map[string]int{}
	for _, pkg := range n.packages {
		for _, f := range pkg.files {
			if f.use == std.Built {
				for _, path := range f.imports {
					counts[path]++
				}
			}
		}
	}
	paths := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	for i, path := range paths {
		paths[i] = fmt.Sprintf("%s: %d", path, counts[path])
	}
	return paths
}

func (n naive) importBoth(both [2]string) []string {
	var found []string
	for _, pkg := range n.packages {
		if imports := n.imports(pkg); !imports[both[0]] || !imports[both[1]] {
			continue
		}
		var reasons []string
		for _, f := range pkg.files {
			if f.use == std.Built && (slices.Contains(f.imports, both[0]) || slices.Contains(f.imports, both[1])) {
				reasons = append(reasons, f.name)
			}
		}
		found = append(found, pkg.path+": "+strings.Join(reasons, ", "))
	}
	return found
}

func (n naive) largeLeaves(moreThan int, only []string) []string {
	var found []string
	for _, pkg := range n.packages {
		symbols := 0
		for _, f := range pkg.files {
			if f.use == std.Built {
				symbols += len(f.symbols)
			}
		}
		if symbols > moreThan && containsAll(only, slices.Collect(maps.Keys(n.imports(pkg)))) {
			found = append(found, pkg.path)
		}
	}
	return found
}

func (n naive) neverImported() []string {
	var found []string
	for _, pkg := range n.packages {
		if !n.imported(pkg.path) {
			found = append(found, pkg.path)
		}
	}
	return found
}

func (n naive) importedOnce() []string {
	counts := map[string]int{}
	n.files(func(f *goFile) bool {
		for _, path := range f.imports {
			counts[path]++
		}
		return false
	})
	return n.files(func(f *goFile) bool {
		return slices.ContainsFunc(f.imports, func(path string) bool { return counts[path] == 1 })
	})
}

func (n naive) types(suffix, imported string) []string {
	var found []string
	for _, pkg := range n.packages {
		if !n.imports(pkg)[imported] {
			continue
		}
		for _, f := range pkg.files {
			for _, s := range f.symbols {
				if f.use == std.Built && s.kind == std.Type && strings.HasSuffix(s.name, suffix) {
					found = append(found, pkg.path+"."+s.name)
				}
			}
		}
	}
	slices.Sort(found)
	return found
}
