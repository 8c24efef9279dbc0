package acceptance

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/ast"
	. "github.com/kinorm/kin/internal/acceptance/library"
	"github.com/kinorm/kin/kintest"
)

// A forms has, by the name of a dialect, the SQL of a condition and of its
// negation: all that follows the table in SELECT COUNT(*).
type forms map[string][2]string

// A goldenCondition is a condition and its SQL.
type goldenCondition struct {
	name string
	counts
	sql forms
}

// counts are the queries that a condition chooses, and what it leaves out.
type counts struct {
	chosen, left, all func(context.Context, kin.Executor) (int64, error)
}

func conditionOn[R any](q *kin.Query[R], p kin.Pred[R]) counts {
	return counts{q.Filter(p).Count, q.Exclude(p).Count, q.Count}
}

func book(p kin.Pred[Book]) counts     { return conditionOn(Books.Query(), p) }
func author(p kin.Pred[Author]) counts { return conditionOn(Authors.Query(), p) }
func tag(p kin.Pred[Tag]) counts       { return conditionOn(Tags.Query(), p) }

// A sqls has the statements of an operation by the name of a dialect, one a line.
type sqls map[string]string

// A goldenOperation is something that a program does and the statements that it takes.
type goldenOperation struct {
	name string
	run  func(ctx context.Context, db kin.Executor) error
	sql  sqls
}

// reads makes the operation of a call that returns a value.
func reads[T any](f func(context.Context, kin.Executor) (T, error)) func(context.Context, kin.Executor) error {
	return func(ctx context.Context, db kin.Executor) error {
		_, err := f(ctx, db)
		return err
	}
}

// TestGoldenSQL compares the SQL of every kind of condition and operation with
// what is written down, and executes it. It does so twice, the second time with
// every statement rewritten by the identity, which must change nothing.
func TestGoldenSQL(t *testing.T) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			must(t, kin.CreateTables(t.Context(), db, Models...))
			shelf := fill(t, db)
			t.Run("plain", func(t *testing.T) { golden(t, db, shelf) })
			identity := kin.RewriteSQL(func(n ast.Node) ast.Node { return n })
			t.Run("rewritten", func(t *testing.T) { golden(t, db.With(identity), shelf) })
		})
	}
}

func golden(t *testing.T, db *kin.DB, s *shelf) {
	dialect := db.Driver().Dialect().Name
	for _, c := range conditions(s) {
		t.Run(c.name, func(t *testing.T) { c.check(t, db, c.sql[dialect]) })
	}
	for _, o := range operations(s) {
		t.Run(o.name, func(t *testing.T) {
			counted, counter := kintest.Count(db)
			kintest.Rollback(t, counted, func(tx *kin.Tx) { must(t, o.run(t.Context(), tx)) })
			same(t, strings.Join(counter.SQL(), "\n"), o.sql[dialect])
		})
	}
}

// check compares the SQL of both forms, and checks that each row is in exactly
// one of them.
func (c *goldenCondition) check(t *testing.T, db *kin.DB, want [2]string) {
	counted, counter := kintest.Count(db)
	all := ok(t, got(c.all(t.Context(), counted)))
	chosen := ok(t, got(c.chosen(t.Context(), counted)))
	left := ok(t, got(c.left(t.Context(), counted)))
	if chosen+left != all {
		t.Errorf("Filter has %d rows and Exclude %d, but there are %d", chosen, left, all)
	}
	sql := counter.SQL()
	for i, form := range want {
		rest, found := strings.CutPrefix(sql[i+1], sql[0])
		if !found {
			t.Errorf("%s does not begin with %s", sql[i+1], sql[0])
		}
		same(t, strings.TrimSpace(rest), form)
	}
}

func same(t *testing.T, sql, want string) {
	t.Helper()
	if sql != want {
		t.Errorf("the SQL is\n%s\nwant\n%s", sql, want)
	}
}

// A shelf has rows that conditions tell apart, and some of them.
type shelf struct {
	ann, bob  *Author
	dune      *Book // with everything
	emma      *Book // with nothing that may be missing
	red, blue *Tag
}

// day is a time for the tests.
var day = time.Date(2024, 2, 29, 12, 30, 0, 0, time.UTC)

func fill(t *testing.T, db *kin.DB) *shelf {
	t.Helper()
	ctx := t.Context()
	s := &shelf{
		ann: &Author{Name: "Ann", Born: new(int32(1960))}, bob: &Author{Name: "Bob"},
		red: &Tag{Name: "red", Rank: new(int64(1))}, blue: &Tag{Name: "blue"},
	}
	must(t, Authors.CreateMany(ctx, db, []*Author{s.ann, s.bob, {Name: "Cid"}}))
	must(t, Tags.CreateMany(ctx, db, []*Tag{s.red, s.blue, {Name: "unused", Rank: new(int64(7))}}))
	s.dune = &Book{
		Title: "Dune", Subtitle: new("100 % sand_"), Pages: 412, Rating: new(4.5), Printed: &day, Sold: true,
		Extra: &kin.JSON[map[string]any]{V: map[string]any{"worm": true}}, AuthorID: s.ann.ID, EditorID: &s.bob.ID,
	}
	s.emma = &Book{Title: "Emma", AuthorID: s.bob.ID}
	other := &Book{Title: "emma's \\ sequel", Subtitle: new("Ärger"), Pages: 7, Rating: new(math.Pi), AuthorID: s.ann.ID, EditorID: &s.ann.ID}
	must(t, Books.CreateMany(ctx, db, []*Book{s.dune, s.emma, other}))
	for _, err := range []error{
		exactly(2)(s.dune.Tags.Add(ctx, db, s.red, s.blue)), exactly(1)(other.Tags.Add(ctx, db, s.blue)),
	} {
		must(t, err)
	}
	return s
}

func TestGoldenNamesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	see := func(name string) {
		if seen[name] {
			t.Errorf("%q is there twice", name)
		}
		seen[name] = true
	}
	s := &shelf{}
	_ = s
	_ = fmt.Sprint
	_ = see
}
