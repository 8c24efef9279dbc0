// Package std holds the models of the gostd example: the packages of the Go
// standard library, their files, what those import, and what they export.
package std

import "github.com/kinorm/kin"

//go:generate go tool kin generate

// A Package is a directory of Go files that are imported together.
type Package struct {
	kin.Model  `kin:"order=Path"`
	ID         int64
	Path       string               `kin:"size=200,unique"` // as imports name it
	Name       string               `kin:"size=100"`        // as its files name it; empty if they were not read
	Read       bool                 // its files are here, and it is not only imported by others
	Files      kin.HasMany[File]    `kin:"reverse=Package"`
	Symbols    kin.HasMany[Symbol]  `kin:"reverse=Package"`
	ImportedBy kin.ManyToMany[File] `kin:"reverse=Imports"`

	Needs    kin.Through[Package, Need] `kin:"related=NeededBy"` // by the imports of all files
	NeededBy kin.Through[Package, Need] `kin:"reverse=Needs"`
}

// String returns the import path.
func (p *Package) String() string { return p.Path }

// A Need is that a package imports another, or, in a test from outside, itself.
type Need struct {
	kin.Model
	Files    int  // of the package, that import it
	TestOnly bool // and all of them are tests
}

// A Use says when a file is compiled.
type Use string

// The uses of files.
const (
	Built     Use = "built"     // on the platform that the files were read on
	Elsewhere Use = "elsewhere" // on other platforms, or by hand
	Test      Use = "test"      // in tests
)

// A File is a Go source file. It belongs to one package and imports any number.
type File struct {
	kin.Model `kin:"unique=PackageID Name"`
	ID        int64
	Name      string `kin:"size=200"` // without the directory
	Use       Use
	Lines     int
	PackageID int64
	Package   *Package                `kin:"on_delete=cascade"`
	Imports   kin.ManyToMany[Package] `kin:"related=ImportedBy"`
	Symbols   kin.HasMany[Symbol]
}

// String returns the name.
func (f *File) String() string { return f.Name }

// A Kind is what a symbol is.
type Kind string

// The kinds of symbols.
const (
	Const  Kind = "const"
	Var    Kind = "var"
	Func   Kind = "func"
	Type   Kind = "type"
	Method Kind = "method"
)

// A Symbol is an exported name that a package offers to others. It belongs to the
// file that declares it and, because other packages do not care which file that
// is, to the package as well.
type Symbol struct {
	kin.Model `kin:"order=Name"`
	ID        int64
	Name      string `kin:"size=200"` // of a method, with its type: Reader.Read
	Kind      Kind
	Line      int
	FileID    int64
	File      *File `kin:"on_delete=cascade"`
	PackageID int64
	Package   *Package `kin:"on_delete=cascade"`
}

// String returns the kind and the name.
func (s *Symbol) String() string { return string(s.Kind) + " " + s.Name }
