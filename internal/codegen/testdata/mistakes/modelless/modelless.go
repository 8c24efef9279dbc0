// Package modelless has no model, although two were meant.
package modelless

import "github.com/kinorm/kin"

// Author lacks kin.Model.
type Author struct {
	ID    int64
	Books kin.HasMany[Book]
}

// Book lacks it too.
type Book struct {
	ID       int64
	Title    string `kin:"unique,size=80"`
	AuthorID int64
	Author   *Author
}
