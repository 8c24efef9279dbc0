package acceptance

import (
	"fmt"
	"testing"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/campus"
	"github.com/kinorm/kin/kintest"
)

// TestStatementBudgets checks how many statements kin takes at most, for one
// object and for many.
func TestStatementBudgets(t *testing.T) {
	for _, d := range kintest.Databases(t) {
		for _, n := range []int{1, 200} {
			t.Run(fmt.Sprintf("%s/%d", d.Name, n), func(t *testing.T) {
				db := d.Open(t)
				must(t, kin.CreateTables(t.Context(), db, Models...))
				b := &budgets{T: t, db: db, students: people(n), courses: subjects(n)}
				b.objects()
				b.links()
				b.preloads(int64(n))
			})
		}
	}
}

// budgets holds objects that statements are counted for.
type budgets struct {
	*testing.T
	db       *kin.DB
	students []*Student
	courses  []*Course
}

// within checks that f runs at most a number of statements and succeeds.
func (b *budgets) within(most int, f func(db *kin.DB) error) {
	b.Helper()
	kintest.Budget(b.T, b.db, most, func(db *kin.DB) { must(b.T, f(db)) })
}

func people(n int) []*Student {
	list := make([]*Student, n)
	for i := range list {
		list[i] = &Student{Name: fmt.Sprintf("student %03d", i)}
	}
	return list
}

func subjects(n int) []*Course {
	list := make([]*Course, n)
	for i := range list {
		list[i] = &Course{Name: fmt.Sprintf("course %03d", i)}
	}
	return list
}

func (b *budgets) objects() {
	ctx := b.Context()
	b.within(1, func(db *kin.DB) error { return Students.CreateMany(ctx, db, b.students) })
	b.within(1, func(db *kin.DB) error { return Courses.CreateMany(ctx, db, b.courses) })
	keys := make([]int64, len(b.students))
	for i, s := range b.students {
		keys[i] = s.ID
	}
	b.within(1, func(db *kin.DB) error {
		found, err := Students.InBulk(ctx, db, keys...)
		if len(found) != len(keys) {
			b.Errorf("%d of %d students by key", len(found), len(keys))
		}
		return err
	})
}

// links counts the statements of each verb of a set.
func (b *budgets) links() {
	ctx, n := b.Context(), int64(len(b.courses))
	s := b.students[0]
	set, clear := 2, 1
	if f := b.db.Driver().Dialect().Features; f.Locks && !f.OneWriter {
		set, clear = set+1, clear+1 // the owner is locked, so that another Set or Clear waits
	}
	b.within(1, func(db *kin.DB) error { return exactly(n)(s.Courses.Add(ctx, db, b.courses...)) })
	b.within(1, func(db *kin.DB) error { return exactly(n)(s.Courses.Remove(ctx, db, b.courses...)) })
	b.within(set, func(db *kin.DB) error {
		c, err := s.Courses.Set(ctx, db, b.courses...)
		return exactly(n)(c.Added, err)
	})
	b.within(set, func(db *kin.DB) error {
		c, err := s.Courses.Set(ctx, db, b.courses[0])
		return exactly(n-1)(c.Removed, err)
	})
	b.within(set, func(db *kin.DB) error {
		c, err := s.Courses.Replace(ctx, db, b.courses...)
		return exactly(n+1)(c.Added+c.Removed, err)
	})
	b.within(clear, func(db *kin.DB) error { return exactly(n)(s.Courses.Clear(ctx, db)) })
	b.within(2, func(db *kin.DB) error { return s.Courses.Create(ctx, db, &Course{Name: "new"}) })

	pairs := make([]kin.Pair[*Student, *Course], n)
	for i := range pairs {
		pairs[i] = kin.Pair[*Student, *Course]{Owner: b.students[i], Target: b.courses[i]}
	}
	b.within(1, func(db *kin.DB) error { return exactly(n)(Students.Courses.Link(ctx, db, pairs...)) })
	b.within(1, func(db *kin.DB) error { return exactly(n)(Students.Courses.Unlink(ctx, db, pairs...)) })
	b.within(1, func(db *kin.DB) error { return exactly(n)(Students.Courses.Link(ctx, db, pairs...)) })
}

// exactly returns an error unless a call returned n.
func exactly(n int64) func(int64, error) error {
	return func(got int64, err error) error {
		if err == nil && got != n {
			return fmt.Errorf("%d, want %d", got, n)
		}
		return err
	}
}

// preloads counts the statements of a preload of two levels, by a query, into
// objects that are loaded already, and with a limit for each object.
func (b *budgets) preloads(n int64) {
	ctx := b.Context()
	two := Students.Courses.Preload(Courses.Students)
	var loaded []*Student
	b.within(3, func(db *kin.DB) (err error) {
		loaded, err = Students.Preload(two).OrderBy(Students.ID.Asc()).All(ctx, db)
		return err
	})
	if int64(len(loaded)) != n {
		b.Fatalf("%d students, want %d", len(loaded), n)
	}
	last := loaded[n-1].Courses.MustItems()
	list(b.T, names(last[len(last)-1].Students.MustItems(), nil), loaded[n-1].Name)

	b.within(2, func(db *kin.DB) error { return Students.Load(ctx, db, loaded, two) })
	b.within(3, func(db *kin.DB) error {
		_, err := Students.Preload(Students.Courses.OrderBy(Courses.Name.Asc()).Limit(1).Preload(Courses.Students)).All(ctx, db)
		return err
	})
}
