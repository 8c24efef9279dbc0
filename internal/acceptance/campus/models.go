// Package campus holds the models of the tutorial about students and courses. Both
// ends of the relation have a field, so that objects of both hold what is loaded.
package campus

import "github.com/kinorm/kin"

//go:generate go run ../../../cmd/kin generate .

// A Course is taught to students.
type Course struct {
	kin.Model
	ID       int64
	Name     string                  `kin:"size=30"`
	Students kin.ManyToMany[Student] `kin:"reverse=Courses"`
}

// String returns the name.
func (c *Course) String() string { return c.Name }

// A Student takes courses.
type Student struct {
	kin.Model
	ID      int64
	Name    string `kin:"size=30"`
	Courses kin.ManyToMany[Course]
}

// String returns the name.
func (s *Student) String() string { return s.Name }
