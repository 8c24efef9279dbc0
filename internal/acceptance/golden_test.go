package acceptance

import (
	"context"
	"iter"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/internal/acceptance/atlas"
	. "github.com/kinorm/kin/internal/acceptance/library"
	"github.com/kinorm/kin/kintest"
)

// A forms has, by the name of a dialect, the SQL of a condition and of its
// negation: all that follows the table in the statement of Exists.
type forms map[string][2]string

// mysqlOf returns SQL of MariaDB as MySQL has it: its collation has another name, and
// a lock names its table.
var mysqlOf = strings.NewReplacer("utf8mb4_nopad_bin", "utf8mb4_0900_bin", " FOR UPDATE", " FOR UPDATE OF `t1`").Replace

// of returns the forms of a dialect: for MySQL those of MariaDB, where it has none of its own.
func (f forms) of(dialect string) [2]string {
	if own, ok := f[dialect]; ok || dialect != "mysql" {
		return own
	}
	return [2]string{mysqlOf(f["mariadb"][0]), mysqlOf(f["mariadb"][1])}
}

// A goldenCondition is a condition and its SQL.
type goldenCondition struct {
	name string
	counts
	sql forms
}

// counts are the queries that a condition chooses, and what it leaves out.
type counts struct {
	chosen, left, all func(context.Context, kin.Executor) (int64, error)
	exist             [3]func(context.Context, kin.Executor) (bool, error) // of all, chosen and left
}

func conditionOn[R any](q *kin.Query[R], p kin.Pred[R]) counts {
	chosen, left := q.Filter(p), q.Exclude(p)
	return counts{chosen.Count, left.Count, q.Count, [3]func(context.Context, kin.Executor) (bool, error){q.Exists, chosen.Exists, left.Exists}}
}

func book(p kin.Pred[*Book]) counts     { return conditionOn(Books.Query(), p) }
func author(p kin.Pred[*Author]) counts { return conditionOn(Authors.Query(), p) }
func tag(p kin.Pred[*Tag]) counts       { return conditionOn(Tags.Query(), p) }

// A sqls has the statements of an operation by the name of a dialect, one a line.
type sqls map[string]string

// of returns the statements of a dialect: for MySQL those of MariaDB, where it has none of its own.
func (s sqls) of(dialect string) string {
	if own, ok := s[dialect]; ok || dialect != "mysql" {
		return own
	}
	return mysqlOf(s["mariadb"])
}

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
			must(t, kin.CreateTables(t.Context(), db, atlas.Models...))
			shelf := fill(t, db)
			shelf.fillAtlas(t, db)
			if *update {
				new(seen).all(t, db, shelf).write(t, db.Driver().Dialect().Name)
				return
			}
			t.Run("plain", func(t *testing.T) { golden(t, db, shelf) })
			identity := kin.RewriteSQL(func(n ast.Node) ast.Node { return n })
			t.Run("rewritten", func(t *testing.T) { golden(t, db.With(identity), shelf) })
		})
	}
}

func golden(t *testing.T, db *kin.DB, s *shelf) {
	dialect := db.Driver().Dialect().Name
	counted, counter := kintest.Count(db) // one for all, so that no statement is taken for another's
	for _, c := range conditions(s) {
		t.Run(c.name, func(t *testing.T) {
			both, want := c.forms(t, counted, counter), c.sql.of(dialect)
			same(t, strings.Join(both[:], "\n"), strings.Join(want[:], "\n"))
			c.partition(t, db)
		})
	}
	for _, o := range operations(s) {
		t.Run(o.name, func(t *testing.T) {
			same(t, o.statements(t, counted, counter), o.sql.of(dialect))
		})
	}
}

// forms returns the SQL of the condition and of its negation.
func (c *goldenCondition) forms(t *testing.T, db *kin.DB, counter *kintest.Counter) [2]string {
	t.Helper()
	counter.Reset()
	for _, exists := range c.exist {
		ok(t, got(exists(t.Context(), db)))
	}
	sql := counter.SQL()
	for i, s := range sql {
		sql[i] = strings.TrimSuffix(s, " LIMIT 1")
	}
	var both [2]string
	for i := range both {
		rest, found := strings.CutPrefix(sql[i+1], sql[0])
		if !found {
			t.Errorf("%s does not begin with %s", sql[i+1], sql[0])
		}
		both[i] = strings.TrimSpace(rest)
	}
	return both
}

// partition checks that each row fulfils either the condition or its negation.
// What is no condition leaves nothing out in either form.
func (c *goldenCondition) partition(t *testing.T, db *kin.DB) {
	t.Helper()
	all := ok(t, got(c.all(t.Context(), db)))
	chosen := ok(t, got(c.chosen(t.Context(), db)))
	left := ok(t, got(c.left(t.Context(), db)))
	switch {
	case noCondition[c.name] && (chosen != all || left != all):
		t.Errorf("Filter has %d rows and Exclude %d, but both say nothing of %d rows", chosen, left, all)
	case !noCondition[c.name] && chosen+left != all:
		t.Errorf("Filter has %d rows and Exclude %d, but there are %d", chosen, left, all)
	}
}

// noCondition are the names of what says nothing.
var noCondition = map[string]bool{"zero": true, "And of nothing": true, "Or with zero": true, "Or with empty And": true}

// statements returns the SQL that the operation runs, in a transaction that is
// rolled back.
func (o *goldenOperation) statements(t *testing.T, db *kin.DB, counter *kintest.Counter) string {
	t.Helper()
	counter.Reset()
	kintest.Rollback(t, db, func(tx *kin.Tx) { must(t, o.run(t.Context(), tx)) })
	return strings.Join(counter.SQL(), "\n")
}

// same compares SQL with what is golden, unless that is to be written.
func same(t *testing.T, sql, want string) {
	t.Helper()
	if sql != want && !*update {
		t.Errorf("the SQL is\n%s\nwant\n%s", sql, want)
	}
}

// A shelf has rows that conditions tell apart, and some of them.
type shelf struct {
	ann, bob  *Author
	dune      *Book // with everything
	emma      *Book // with nothing that may be missing
	red, blue *Tag

	wien, graz   *atlas.City
	donau, spree *atlas.River
	judge        *atlas.Judge
	paula, quint *atlas.Painter // the judge votes for the first
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

// fillAtlas adds rows with composite keys, and links with columns.
func (s *shelf) fillAtlas(t *testing.T, db *kin.DB) {
	t.Helper()
	ctx := t.Context()
	e := newEurope(t, db)
	s.wien, s.graz, s.donau, s.spree = e.wien, e.graz, e.donau, e.spree
	s.judge, s.paula, s.quint = &atlas.Judge{Name: "J"}, &atlas.Painter{Code: "p"}, &atlas.Painter{Code: "q"}
	must(t, atlas.Judges.CreateMany(ctx, db, []*atlas.Judge{s.judge, {Name: "K"}}))
	must(t, atlas.Painters.CreateMany(ctx, db, []*atlas.Painter{s.paula, s.quint}))
	equal(t, got(s.judge.Votes.AddWith(ctx, db, atlas.Vote{Points: 3}, s.paula)), 1)
	equal(t, got(s.wien.Rivers.Add(ctx, db, s.donau)), 1)
	equal(t, got(s.wien.Twins.Add(ctx, db, s.graz)), 1)
}

// conditions are all golden conditions.
func conditions(s *shelf) []goldenCondition {
	return slices.Concat(
		textConditions(), valueConditions(), logicConditions(), toOneConditions(s), manyToManyConditions(s),
		reverseConditions(s), hasManyConditions(s), nullableHasManyConditions(s), nestedConditions(s),
		linkConditions(s), compositeConditions(s), treeConditions(s), chainConditions(),
	)
}

// operations are all golden operations.
func operations(s *shelf) []goldenOperation {
	return slices.Concat(selects(s), joins(), numbers(s), groups(), changes(s), objects(), sets(s), preloads(),
		linkOperations(s), linkReads(s), compositeOperations(s), chainSelects())
}

// assign makes the call of an update.
func assign[R any](q *kin.Query[R], set ...kin.Assign[R]) func(context.Context, kin.Executor) (int64, error) {
	return func(ctx context.Context, db kin.Executor) (int64, error) { return q.Update(ctx, db, set...) }
}

// run drops the value of a call.
func run[T any](_ T, err error) error { return err }

// drain reads all rows of a loop.
func drain[T any](rows iter.Seq2[T, error]) error {
	for _, err := range rows {
		if err != nil {
			return err
		}
	}
	return nil
}

// saveAgain reads a tag, changes it and saves it.
func saveAgain(ctx context.Context, db kin.Executor, columns ...kin.ColumnOf[*Tag]) error {
	t, err := Tags.First(ctx, db)
	if err != nil {
		return err
	}
	t.Rank = new(int64(9))
	return Tags.Save(ctx, db, t, columns...)
}

func TestGoldenNamesAreUnique(t *testing.T) {
	var names []string
	for _, c := range conditions(&shelf{}) {
		names = append(names, c.name)
	}
	for _, o := range operations(&shelf{}) {
		names = append(names, o.name)
	}
	slices.Sort(names)
	for i, name := range names[1:] {
		if name == names[i] {
			t.Errorf("%q is there twice", name)
		}
	}
}

// Every database has its SQL written down, also where its server is not there.
func TestGoldenSQLIsThereForEveryDatabase(t *testing.T) {
	for _, name := range []string{"sqlite", "postgres", "mariadb"} {
		for _, c := range conditions(&shelf{}) {
			if _, ok := c.sql[name]; !ok {
				t.Errorf("%s has no SQL for %s", c.name, name)
			}
		}
		for _, o := range operations(&shelf{}) {
			if _, ok := o.sql[name]; !ok {
				t.Errorf("%s has no SQL for %s", o.name, name)
			}
		}
	}
}
