package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/sqlite"
)

// inMemory is the path of a database without a file.
const inMemory = ":memory:"

// checkPath returns why no database can be made at path. With fresh it may replace
// one, but never a file of another kind.
func checkPath(path string, fresh bool) error {
	switch {
	case path == inMemory:
		return nil
	case path == "" || strings.Contains(path, "://"):
		return fmt.Errorf("-db is %q; give the path of a file for SQLite, or leave -db out for a database in memory", path)
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	switch {
	case !fresh:
		return fmt.Errorf("%s exists already; -fresh replaces it", path)
	case !isDatabase(f):
		return fmt.Errorf("%s is no SQLite database, so -fresh does not replace it; choose another -db", path)
	}
	return nil
}

// isDatabase reports whether a file is empty or begins as SQLite's do.
func isDatabase(f *os.File) bool {
	const magic = "SQLite format 3\x00"
	start := make([]byte, len(magic))
	n, err := io.ReadFull(f, start)
	return n == 0 && errors.Is(err, io.EOF) || string(start) == magic
}

// create makes a database, in place of one that is there, and has fill fill it. If
// that fails, the file is removed.
func create(ctx context.Context, path string, fill func(*kin.DB) error) (*kin.DB, error) {
	if err := remove(path); err != nil {
		return nil, err
	}
	db, err := sqlite.Open(ctx, path)
	if err != nil {
		return nil, errors.Join(err, remove(path))
	}
	if err := fill(db); err != nil {
		return nil, errors.Join(err, db.Close(), remove(path))
	}
	return db, nil
}

// remove removes a database with the files that SQLite keeps beside it.
func remove(path string) error {
	if path == inMemory {
		return nil
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
