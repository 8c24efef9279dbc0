// Package blog holds the models of the acceptance page on relations by links with
// columns of their own.
package blog

import "github.com/kinorm/kin"

//go:generate go run ../../../cmd/kin generate .

// An Author writes posts.
type Author struct {
	kin.Model
	ID        int64
	FirstName string            `kin:"size=80" json:"first_name"`
	LastName  string            `kin:"size=80" json:"last_name"`
	Posts     kin.HasMany[Post] `kin:"reverse=Author" json:"posts,omitzero"`
}

// A Category groups posts.
type Category struct {
	kin.Model
	ID    int64
	Name  string                          `kin:"size=40"`
	Posts kin.Through[Post, PostCategory] `kin:"reverse=Categories"`
}

// String returns the name.
func (c *Category) String() string { return c.Name }

// A PostCategory is the link between a post and a category.
type PostCategory struct {
	kin.Model `kin:"table=posts_x_categories,handle=PostCategories"`
	SortOrder *int64
	ParamName string `kin:"size=200,default=Name"`
}

// A Post is in any number of categories.
type Post struct {
	kin.Model
	ID         int64
	Title      string `kin:"size=200"`
	AuthorID   *int64
	Author     *Author
	Categories kin.Through[Category, PostCategory]
}

// String returns the title.
func (p *Post) String() string { return p.Title }

// A Memo is in categories that do not know of it.
type Memo struct {
	kin.Model
	ID         int64
	Title      string                   `kin:"size=200"`
	Categories kin.ManyToMany[Category] `kin:"skip_reverse"`
}

// A Story is in categories that call it by another name.
type Story struct {
	kin.Model
	ID         int64
	Title      string                   `kin:"size=200"`
	Categories kin.ManyToMany[Category] `kin:"related=NewCategories"`
}

// A Student takes courses, by links whose columns are named one by one.
type Student struct {
	kin.Model
	ID      int64
	Name    string                 `kin:"size=100"`
	Courses kin.ManyToMany[Course] `kin:"owner_column=student,target_column=course"`
}

// A Course is taken by students.
type Course struct {
	kin.Model
	ID   int64
	Name string `kin:"size=100"`
}

// A Person has friends, mutually, and follows others.
type Person struct {
	kin.Model
	ID      int64
	Name    string
	Friends kin.ManyToMany[Person] `kin:"symmetric"`
	Idols   kin.ManyToMany[Person] `kin:"related=Fans"`
	Fans    kin.ManyToMany[Person] `kin:"reverse=Idols"`

	BossID   *int64
	Boss     *Person             `kin:"on_delete=set_null,related=Reports"`
	Reports  kin.HasMany[Person] `kin:"reverse=Boss"`
	Passport kin.One[Passport]   `kin:"reverse=Holder"`
}

// String returns the name.
func (p *Person) String() string { return p.Name }

// A Passport belongs to one person.
type Passport struct {
	kin.Model
	ID       int64
	Number   string
	HolderID int64   `kin:"unique"`
	Holder   *Person `kin:"on_delete=cascade"`
}
