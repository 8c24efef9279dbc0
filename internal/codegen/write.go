package codegen

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// A File is the generated file of a package.
type File struct {
	Package   string // the name of the package
	Path      string
	Name      string // Path as seen from the directory of the run
	Source    []byte
	Models    int
	Relations int      // both ends count
	Notes     []string // what was renamed to avoid a clash
}

// Lines returns the number of lines in the file.
func (f *File) Lines() int { return bytes.Count(f.Source, []byte("\n")) }

// Stale reports whether the file on disk is missing or different.
func (f *File) Stale() (bool, error) {
	old, err := os.ReadFile(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	return !bytes.Equal(old, f.Source), err
}

// Write replaces the file on disk in one step: a reader sees the old file or the
// new one, also after a crash.
func (f *File) Write() error {
	temp, err := os.CreateTemp(filepath.Dir(f.Path), "."+FileName+"-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temp.Name()) }() // fails once it has been renamed
	_, err = temp.Write(f.Source)
	if err == nil {
		err = temp.Chmod(0o644)
	}
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), f.Path)
}
