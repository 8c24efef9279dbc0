package acceptance

import (
	"context"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/campus"
	"github.com/kinorm/kin/kintest"
)

// TestCampusPage goes through the tutorial about courses and students from top to
// bottom, on every database.
func TestCampusPage(t *testing.T) {
	var printed string
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			must(t, kin.CreateTables(t.Context(), db, Models...))
			p := &campusPage{t: t, ctx: t.Context(), db: db}
			p.tables()
			p.forward()
			p.reverse()
			p.take()
			printed = p.check(t, "S4")
		})
	}
	t.Logf("the checklist of the page:\n%s", printed)
}

// A campusPage is the state of the tutorial.
type campusPage struct {
	checklist
	t   *testing.T
	ctx context.Context
	db  *kin.DB

	python *Course
	sam    *Student
}

func (p *campusPage) tables() {
	p.row("S4-01")
	sql, err := kin.TablesSQL(p.db.Driver().Dialect(), Models...)
	must(p.t, err)
	sql = strings.ReplaceAll(sql, "`", `"`) // the quote of MariaDB
	for _, want := range []string{
		`CREATE TABLE "students_courses" (` + "\n",
		`PRIMARY KEY ("student_id", "course_id")`,
		`FOREIGN KEY ("student_id") REFERENCES "students" ("id") ON DELETE CASCADE`,
		`FOREIGN KEY ("course_id") REFERENCES "courses" ("id") ON DELETE CASCADE`,
	} {
		if !strings.Contains(sql, want) {
			p.t.Errorf("the tables have no %s:\n%s", want, sql)
		}
	}
	for _, m := range Models {
		if m.Model().IsLink {
			p.t.Errorf("the links have the declared model %s", m.Model().Name)
		}
	}
}

func (p *campusPage) forward() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S4-02")
	tom := &Student{Name: "Tom"}
	must(t, Students.Create(ctx, db, tom))
	equal(t, got(Students.Filter(Students.ID.Eq(tom.ID)).Exists(ctx, db)), true)

	p.row("S4-03")
	algebra := &Course{Name: "Algebra"}
	must(t, tom.Courses.Create(ctx, db, algebra))

	p.row("S4-04")
	found := ok(t, got(Students.Filter(Students.Name.Eq("Tom")).Get(ctx, db)))
	list(t, names(found.Courses.All(ctx, db)), "Algebra")

	p.row("S4-05")
	list(t, names(Students.Filter(Students.Courses.Any(Courses.Name.Eq("Algebra"))).All(ctx, db)), "Tom")
	list(t, names(Students.Filter(Students.Courses.Any(Courses.ID.Eq(algebra.ID))).All(ctx, db)), "Tom")
}

func (p *campusPage) reverse() {
	t, ctx, db := p.t, p.ctx, p.db
	p.python = &Course{Name: "Python"}
	must(t, Courses.Create(ctx, db, p.python))

	p.row("S4-06")
	bob := &Student{Name: "Bob"}
	must(t, p.python.Students.Create(ctx, db, bob))
	list(t, names(bob.Courses.All(ctx, db)), "Python")

	p.row("S4-07")
	p.sam = &Student{Name: "Sam"}
	must(t, Students.Save(ctx, db, p.sam))
	equal(t, got(p.python.Students.Add(ctx, db, p.sam)), 1)

	p.row("S4-08")
	list(t, names(p.python.Students.OrderBy(Students.Name.Asc()).All(ctx, db)), "Bob", "Sam")
}

// take removes links; the students themselves stay.
func (p *campusPage) take() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S4-09")
	counted, counter := kintest.Count(db)
	equal(t, got(p.python.Students.Count(ctx, counted)), 2)
	if sql := counter.SQL(); len(sql) != 1 || !strings.HasPrefix(sql[0], "SELECT COUNT(*) ") {
		t.Errorf("count ran %q, want one SELECT COUNT(*)", sql)
	}

	p.row("S4-10")
	equal(t, got(p.python.Students.Remove(ctx, db, p.sam)), 1)
	list(t, names(p.python.Students.All(ctx, db)), "Bob")
	equal(t, got(Students.Filter(Students.Name.Eq("Sam")).Exists(ctx, db)), true)

	p.row("S4-11")
	equal(t, got(p.python.Students.Clear(ctx, db)), 1)
	equal(t, got(p.python.Students.Count(ctx, db)), 0)
	list(t, names(Students.OrderBy(Students.Name.Asc()).All(ctx, db)), "Bob", "Sam", "Tom")
}
