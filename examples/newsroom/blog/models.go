// Package blog holds the models of the second story of the newsroom example: posts
// in categories, with columns of the links.
package blog

import "github.com/kinorm/kin"

//go:generate go tool kin generate

// An Author writes posts.
type Author struct {
	kin.Model
	ID        int64
	FirstName string `kin:"size=80"`
	LastName  string `kin:"size=80"`
}

// String returns the whole name.
func (a *Author) String() string { return a.FirstName + " " + a.LastName }

// A Post has an author, or none, and is in any number of categories.
type Post struct {
	kin.Model  `kin:"order=ID"`
	ID         int64
	Title      string `kin:"size=200"`
	AuthorID   *int64
	Author     *Author
	Categories kin.Through[Category, PostCategory]
}

// String returns the title.
func (p *Post) String() string { return p.Title }

// A Category has posts.
type Category struct {
	kin.Model `kin:"order=ID"`
	ID        int64
	Name      string                          `kin:"size=40"`
	Posts     kin.Through[Post, PostCategory] `kin:"reverse=Categories"`
}

// String returns the name.
func (c *Category) String() string { return c.Name }

// A PostCategory is the link between a post and a category.
type PostCategory struct {
	kin.Model
	SortOrder *int64
	ParamName string `kin:"size=200,default=Name"`
}

// A Memo is in categories, which hold no list of their memos.
type Memo struct {
	kin.Model
	ID         int64
	Title      string                   `kin:"size=200"`
	Categories kin.ManyToMany[Category] `kin:"skip_reverse"`
}

// String returns the title.
func (m *Memo) String() string { return m.Title }
