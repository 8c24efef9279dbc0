package main

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/gostd/std"
)

// totals says what store wrote.
type totals struct {
	packages, files, imports, symbols int
	needs                             int // links between packages
	took                              time.Duration
	calls                             int // of the database: many rows are one call
}

func (t totals) rows() int { return t.packages + t.files + t.imports + t.symbols + t.needs }

// batch is how many rows one call writes. kin writes any number at once; in
// batches there is something to show between them.
const batch = 5_000

// store creates the tables and writes a library into them, in one transaction: after
// an error, or the end of ctx, they are empty. The tables come before it, as not
// every database can create one in a transaction.
func store(ctx context.Context, db *kin.DB, lib *library, p *progress) (totals, error) {
	var calls atomic.Int64
	db = db.With(kin.Trace(func(_ context.Context, e kin.Event) {
		if !e.Kind.Control() {
			calls.Add(1)
		}
	}))
	w := &writer{lib: lib, p: p, packages: map[string]*std.Package{}}
	start := time.Now()
	if err := kin.CreateTables(ctx, db, std.Models...); err != nil {
		return w.totals, err
	}
	err := db.InTx(ctx, func(tx *kin.Tx) error {
		for _, write := range []func(context.Context, *kin.Tx) error{
			w.writePackages, w.writeFiles, w.writeImports, w.writeSymbols,
		} {
			if err := write(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
	w.totals.took, w.totals.calls = time.Since(start), int(calls.Load())
	return w.totals, err
}

// A writer writes a library. Each step needs the keys that the one before got.
type writer struct {
	lib      *library
	p        *progress
	packages map[string]*std.Package // by path
	files    []*std.File             // as in eachFile
	totals   totals
}

// writePackages creates the packages that were read and those that they import
// beyond them, such as the rest of the library if only a part was read. Each holds
// what it needs, so that a graph is saved: the packages, then the links.
func (w *writer) writePackages(ctx context.Context, tx *kin.Tx) error {
	var rows []*std.Package
	add := func(pkg *std.Package) {
		if w.packages[pkg.Path] == nil {
			w.packages[pkg.Path] = pkg
			rows = append(rows, pkg)
		}
	}
	for _, pkg := range w.lib.packages {
		add(&std.Package{Path: pkg.path, Name: pkg.name, Read: true})
	}
	for _, f := range w.lib.eachFile {
		for _, path := range f.imports {
			add(&std.Package{Path: path})
		}
	}
	for _, pkg := range w.lib.packages {
		needs := w.needs(pkg)
		w.packages[pkg.path].Needs.HoldLinks(needs...)
		w.totals.needs += len(needs)
	}
	w.totals.packages = len(rows)
	ph := w.p.start("storing packages", len(rows))
	defer ph.finish()
	return kin.SaveGraphs(ctx, tx, rows, std.Packages.Needs)
}

// needs counts the files that import each package.
func (w *writer) needs(pkg *goPackage) []kin.Linked[std.Package, std.Need] {
	place := map[string]int{}
	var needs []kin.Linked[std.Package, std.Need]
	for _, f := range pkg.files {
		for _, path := range f.imports {
			i, ok := place[path]
			if !ok {
				i = len(needs)
				place[path] = i
				needs = append(needs, kin.Linked[std.Package, std.Need]{Target: w.packages[path], Link: std.Need{TestOnly: true}})
			}
			link := &needs[i].Link
			link.Files++
			link.TestOnly = link.TestOnly && f.use == std.Test
		}
	}
	return needs
}

// writeFiles creates the files.
func (w *writer) writeFiles(ctx context.Context, tx *kin.Tx) error {
	for pkg, f := range w.lib.eachFile {
		row := &std.File{Name: f.name, Use: f.use, Lines: f.lines, Package: w.packages[pkg.path]}
		w.files = append(w.files, row)
	}
	w.totals.files = len(w.files)
	return inBatches(w.p, "storing files", w.files, func(rows []*std.File) error {
		return std.Files.CreateMany(ctx, tx, rows)
	})
}

// writeImports links files to the packages that they import. Pairs are of any
// owners and targets, so that a batch is one statement and not one for each file.
func (w *writer) writeImports(ctx context.Context, tx *kin.Tx) error {
	var pairs []kin.Pair[*std.File, *std.Package]
	i := 0
	for _, f := range w.lib.eachFile {
		for _, path := range f.imports {
			pairs = append(pairs, kin.Pair[*std.File, *std.Package]{Owner: w.files[i], Target: w.packages[path]})
		}
		i++
	}
	return inBatches(w.p, "storing imports", pairs, func(pairs []kin.Pair[*std.File, *std.Package]) error {
		added, err := std.Files.Imports.Link(ctx, tx, pairs...)
		w.totals.imports += int(added)
		return err
	})
}

// writeSymbols creates the symbols.
func (w *writer) writeSymbols(ctx context.Context, tx *kin.Tx) error {
	var rows []*std.Symbol
	i := 0
	for _, f := range w.lib.eachFile {
		file := w.files[i]
		for _, s := range f.symbols {
			rows = append(rows, &std.Symbol{Name: s.name, Kind: s.kind, Line: s.line, File: file, Package: file.Package})
		}
		i++
	}
	w.totals.symbols = len(rows)
	return inBatches(w.p, "storing symbols", rows, func(rows []*std.Symbol) error {
		return std.Symbols.CreateMany(ctx, tx, rows)
	})
}

// eachFile ranges over the files of all packages, always in the same order.
func (lib *library) eachFile(yield func(*goPackage, *goFile) bool) {
	for _, pkg := range lib.packages {
		for _, f := range pkg.files {
			if !yield(pkg, f) {
				return
			}
		}
	}
}

// inBatches calls write with all rows, some at a time, and shows the progress.
func inBatches[T any](p *progress, label string, rows []T, write func([]T) error) error {
	ph := p.start(label, len(rows))
	defer ph.finish()
	for chunk := range slices.Chunk(rows, batch) {
		if err := write(chunk); err != nil {
			return err
		}
		ph.add(len(chunk))
	}
	return nil
}
