package kintest

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/acceptance/news"
	"github.com/kinorm/kin/sqlite"
)

// A recorder is a test whose failures are observed.
type recorder struct {
	testing.TB
	failures []string
}

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, strings.TrimSpace(strings.ReplaceAll(format, "%s", args[0].(string))))
}

func open(t *testing.T) *kin.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if err := kin.CreateTables(t.Context(), db, news.Models...); err != nil {
		t.Fatal(err)
	}
	return db
}

func TestCountCountsStatementsOfTheHandleAndItsTransactions(t *testing.T) {
	ctx, db := t.Context(), open(t)
	counted, c := Count(db)
	create := func(db kin.Executor, title string) error {
		return news.Publications.Create(ctx, db, &news.Publication{Title: title})
	}
	if err := create(db, "not counted"); err != nil || c.N() != 0 {
		t.Fatalf("a statement of the original handle: %d counted, %v", c.N(), err)
	}
	err := counted.InTx(ctx, func(tx *kin.Tx) error {
		err := create(tx, "one")
		return errors.Join(err, tx.InTx(ctx, func(tx *kin.Tx) error { return create(tx, "two") }))
	})
	if err != nil {
		t.Fatal(err)
	}
	if c.N() != 2 || !strings.HasPrefix(c.SQL()[1], "INSERT INTO") {
		t.Errorf("counted %q, want two inserts", c.SQL())
	}
	c.Reset()
	if err := create(counted, strings.Repeat("x", 31)); err == nil || c.N() != 0 {
		t.Errorf("a value that is too long: %v with %d statements, want an error before SQL", err, c.N())
	}
	if err := news.Articles.CreateMany(ctx, counted, []*news.Article{{Headline: "a"}, {Headline: "b"}}); err != nil || c.N() != 1 {
		t.Errorf("CreateMany: %v with statements %q, want one", err, c.SQL())
	}
}

func TestBudgetListsTheStatementsThatAreTooMany(t *testing.T) {
	ctx, db := t.Context(), open(t)
	twice := func(db *kin.DB) {
		for range 2 {
			if _, err := news.Articles.Count(ctx, db); err != nil {
				t.Error(err)
			}
		}
	}
	within, over := &recorder{TB: t}, &recorder{TB: t}
	Budget(within, db, 2, twice)
	Budget(over, db, 1, twice)
	if len(within.failures) != 0 {
		t.Errorf("two statements within a budget of two failed: %q", within.failures)
	}
	const want = "kintest.Budget: 2 statements, at most 1 are allowed:\n" +
		"  1  SELECT COUNT(*) FROM \"articles\" AS \"t1\"\n" +
		"  2  SELECT COUNT(*) FROM \"articles\" AS \"t1\""
	if len(over.failures) != 1 || over.failures[0] != want {
		t.Errorf("over budget reported %q, want %q", over.failures, want)
	}
}

func TestRollbackLeavesNothing(t *testing.T) {
	ctx, db := t.Context(), open(t)
	article := &news.Article{Headline: "gone"}
	Rollback(t, db, func(tx *kin.Tx) {
		if err := news.Articles.Create(ctx, tx, article); err != nil {
			t.Fatal(err)
		}
		if n, err := news.Articles.Count(ctx, tx); n != 1 || err != nil {
			t.Errorf("inside: %d rows, %v", n, err)
		}
	})
	if n, err := news.Articles.Count(ctx, db); n != 0 || err != nil {
		t.Errorf("afterwards: %d rows, %v", n, err)
	}
	if kin.Saved(article) {
		t.Error("the object still claims to be saved")
	}
}

func TestRollbackOfTestThatEndsInside(t *testing.T) {
	ctx, db := t.Context(), open(t)
	func() {
		defer func() { _ = recover() }()
		Rollback(t, db, func(tx *kin.Tx) {
			if err := news.Articles.Create(ctx, tx, &news.Article{Headline: "gone"}); err != nil {
				t.Error(err)
			}
			panic("the test ends here")
		})
		t.Error("the panic did not go on")
	}()
	if n, err := news.Articles.Count(ctx, db); n != 0 || err != nil {
		t.Errorf("afterwards: %d rows, %v", n, err)
	}
}

func TestRollbackReportsClosedDatabase(t *testing.T) {
	db := open(t)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	r := &reports{TB: t}
	Rollback(r, db, func(*kin.Tx) { t.Error("ran without a transaction") })
	if r.n != 1 {
		t.Errorf("%d failures reported, want 1", r.n)
	}
}

// reports counts failures.
type reports struct {
	testing.TB
	n int
}

func (r *reports) Helper()               {}
func (r *reports) Errorf(string, ...any) { r.n++ }

func TestDatabasesAreEmptyAndSeparate(t *testing.T) {
	list := Databases(t)
	if len(list) < 2 {
		t.Fatalf("%d databases, want at least SQLite in memory and in a file", len(list))
	}
	for _, d := range list {
		t.Run(d.Name, func(t *testing.T) {
			one, two := d.Open(t), d.Open(t)
			for _, db := range []*kin.DB{one, two} {
				if err := kin.CreateTables(t.Context(), db, news.Models...); err != nil {
					t.Fatalf("the database was not empty: %v", err)
				}
			}
			if err := news.Articles.Create(t.Context(), one, &news.Article{Headline: "one"}); err != nil {
				t.Fatal(err)
			}
			if n, err := news.Articles.Count(t.Context(), two); n != 0 || err != nil {
				t.Errorf("the second database has %d rows, %v", n, err)
			}
		})
	}
}

func TestServersAreOfferedByTheirVariable(t *testing.T) {
	var opened string
	all := []candidate{
		{name: "always"},
		{name: "here", env: "HERE", open: func(_ context.Context, _ testing.TB, url string) (*kin.DB, error) {
			opened = url
			return nil, errors.New("no server")
		}},
		{name: "away", env: "AWAY"},
	}
	in, out := offered(all, func(name string) string { return map[string]string{"HERE": "url of it"}[name] })
	if len(in) != 2 || in[0].Name != "always" || in[1].Name != "here" {
		t.Errorf("offered %v", in)
	}
	const want = "kintest: away is LEFT OUT: set AWAY to the URL of a database to include it"
	if len(out) != 1 || out[0] != want {
		t.Errorf("left out %q, want %q", out, want)
	}
	if _, err := in[1].open(t.Context(), t); err == nil || opened != "url of it" {
		t.Errorf("opened %q, %v", opened, err)
	}
}

// A fatal is a test that ends with a failure, which it remembers.
type fatal struct {
	testing.TB
	message string
}

func (f *fatal) Helper()    {}
func (f *fatal) Log(...any) {}
func (f *fatal) Fatalf(format string, args ...any) {
	f.message = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func TestMissingServerIsAFailureWhereAllAreRequired(t *testing.T) {
	t.Setenv("KIN_POSTGRES", "")
	for required, want := range map[string]string{"0": "", "1": "kintest: postgres is LEFT OUT"} {
		t.Setenv(requiredEnv, required)
		f := &fatal{TB: t}
		var wg sync.WaitGroup
		wg.Go(func() { Databases(f) })
		wg.Wait()
		if (f.message == "") != (want == "") || !strings.Contains(f.message, want) {
			t.Errorf("%s=%s: the failure is %q, want %q in it", requiredEnv, required, f.message, want)
		}
	}
}

func TestIdentityRewriteChangesNothing(t *testing.T) {
	if _, err := rewritten(open(t), "other"); err == nil || !strings.Contains(err.Error(), rewriteEnv) {
		t.Errorf("an unknown rewrite: %v", err)
	}
	t.Setenv(rewriteEnv, "identity")
	for _, d := range Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			if err := kin.CreateTables(t.Context(), db, news.Models...); err != nil {
				t.Fatal(err)
			}
			if n, err := news.Articles.Count(t.Context(), db); n != 0 || err != nil {
				t.Errorf("%d rows, %v", n, err)
			}
		})
	}
}
