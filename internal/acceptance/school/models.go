// Package school holds the models of the acceptance page on foreign keys.
package school

import "github.com/kinorm/kin"

//go:generate go run ../../../cmd/kin generate .

// A Department offers courses.
type Department struct {
	kin.Model
	ID      int64
	Name    string              `kin:"size=100"`
	Courses kin.HasMany[Course] // by the name that it has without being told
}

// A Course may belong to a department.
type Course struct {
	kin.Model
	ID           int64
	Name         string `kin:"size=100"`
	Completed    bool
	DepartmentID *int64
	Department   *Department
}

// String returns the name.
func (c *Course) String() string { return c.Name }

// A Seminar always belongs to a department, which calls its seminars otherwise.
type Seminar struct {
	kin.Model
	ID           int64
	Name         string `kin:"size=100"`
	DepartmentID int64
	Department   *Department `kin:"related=MySeminars"`
}
