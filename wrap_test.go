package kin_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"
	"unsafe"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/examples/newsroom/news"
	"github.com/kinorm/kin/postgres"
	"github.com/kinorm/kin/schema"
	"github.com/kinorm/kin/sqlite"
)

// eachWrapped runs a test on a *sql.DB of every database that is there, with the
// tables of the newsroom, and kin on it.
func eachWrapped(t *testing.T, test func(t *testing.T, std *sql.DB, db *kin.DB)) {
	run := func(name string, std *sql.DB, d *dialect.Dialect) {
		t.Run(name, func(t *testing.T) {
			db := must(kin.Wrap(std, d))(t)
			check(t, kin.CreateTables(ctx, db, news.Models...))
			test(t, std, db)
			check(t, db.Close())
			check(t, std.PingContext(ctx)) // it is the program's
		})
	}
	run("sqlite", stdSQLite(t, "_pragma=foreign_keys(1)"), sqlite.Dialect)
	if server := os.Getenv("KIN_POSTGRES"); server != "" {
		run("postgres", stdPostgres(t, server), postgres.Dialect)
	} else {
		t.Log("PostgreSQL is left out: KIN_POSTGRES is not set")
	}
}

func openStd(t *testing.T, driver, name string) *sql.DB {
	t.Helper()
	std := must(sql.Open(driver, name))(t)
	t.Cleanup(func() { check(t, std.Close()) })
	return std
}

func stdSQLite(t *testing.T, settings string) *sql.DB {
	t.Helper()
	file := filepath.ToSlash(filepath.Join(t.TempDir(), "test.db"))
	return openStd(t, "sqlite", "file:"+file+"?_txlock=immediate&_pragma=busy_timeout(30000)&"+settings)
}

// stdPostgres returns the database at a URL in a schema of the test's own.
func stdPostgres(t *testing.T, server string) *sql.DB {
	t.Helper()
	schema := fmt.Sprintf("kin_wrap_%d_%d", os.Getpid(), time.Now().UnixNano())
	admin := openStd(t, "pgx", server)
	must(admin.ExecContext(ctx, "CREATE SCHEMA "+schema))(t)
	t.Cleanup(func() { must(admin.ExecContext(ctx, "DROP SCHEMA "+schema+" CASCADE"))(t) })
	u := must(url.Parse(server))(t)
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return openStd(t, "pgx", u.String())
}

// publish creates an article and three publications and relates it to the first two.
func publish(t *testing.T, db kin.Executor) (*news.Article, []*news.Publication) {
	t.Helper()
	article := &news.Article{Headline: "Go is out"}
	check(t, news.Articles.Create(ctx, db, article))
	publications := []*news.Publication{{Title: "Journal"}, {Title: "Science News"}, {Title: "Science Weekly"}}
	check(t, news.Publications.CreateMany(ctx, db, publications))
	if n := must(article.Publications.Add(ctx, db, publications[:2]...))(t); n != 2 {
		t.Fatalf("%d links are new, want 2", n)
	}
	return article, publications
}

// titles returns the titles of the publications of an article.
func titles(t *testing.T, db kin.Executor, article *news.Article) []string {
	t.Helper()
	found := must(news.Articles.Filter(news.Articles.ID.Eq(article.ID)).Preload(news.Articles.Publications).Get(ctx, db))(t)
	var out []string
	for _, p := range found.Publications.MustItems() {
		out = append(out, p.Title)
	}
	return out
}

func TestWrap(t *testing.T) {
	eachWrapped(t, func(t *testing.T, std *sql.DB, db *kin.DB) {
		article, publications := publish(t, db)
		if n := must(article.Publications.Add(ctx, db, publications...))(t); n != 1 {
			t.Errorf("%d links are new, want 1", n)
		}
		if got := titles(t, db, article); !slices.Equal(got, []string{"Journal", "Science News", "Science Weekly"}) {
			t.Errorf("the publications are %q", got)
		}
		found := must(news.Articles.Filter(news.Articles.Publications.Any(news.Publications.Title.StartsWith("Science"))).All(ctx, db))(t)
		if len(found) != 1 || found[0].Headline != "Go is out" {
			t.Errorf("found %v", found)
		}
		if n := must(article.Publications.Remove(ctx, db, publications[0]))(t); n != 1 {
			t.Errorf("%d links were removed, want 1", n)
		}
		err := news.Articles.Create(ctx, db, &news.Article{Headline: "b", AuthorID: ptr(int64(99))})
		var constraint *dialect.ConstraintError
		if !errors.Is(err, kin.ErrForeignKey) || !errors.As(err, &constraint) {
			t.Errorf("the error of a missing author is %v", err)
		}
		var n int
		check(t, std.QueryRowContext(ctx, "SELECT COUNT(*) FROM articles").Scan(&n))
		if n != 1 {
			t.Errorf("the program sees %d articles, want 1", n)
		}
	})
}

// TestWrapConcurrently: the statements of many goroutines, each with rows that are
// open while others run.
func TestWrapConcurrently(t *testing.T) {
	eachWrapped(t, func(t *testing.T, _ *sql.DB, db *kin.DB) {
		article, _ := publish(t, db)
		done := make(chan error)
		for range 8 {
			go func() {
				var err error
				for range 20 {
					for p, e := range article.Publications.Query().Each(ctx, db) {
						if e != nil {
							err = e
							break
						}
						_, e = news.Publications.Get(ctx, db, p.ID)
						err = errors.Join(err, e)
					}
				}
				done <- err
			}()
		}
		for range 8 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	})
}

// TestWrapTx: kin's statements and the program's are one transaction, which the
// program ends; a savepoint in it ends as InTx says.
func TestWrapTx(t *testing.T) {
	eachWrapped(t, func(t *testing.T, std *sql.DB, db *kin.DB) {
		count := func() (n int) {
			t.Helper()
			check(t, std.QueryRowContext(ctx, "SELECT COUNT(*) FROM articles").Scan(&n))
			return n
		}
		for round := range 4 { // statements are prepared in the first ones and kept in the last
			std1 := must(std.BeginTx(ctx, nil))(t)
			tx := must(db.WrapTx(std1))(t)
			article, publications := publish(t, tx)
			must(std1.ExecContext(ctx, "UPDATE articles SET headline = 'changed'"))(t)
			check(t, news.Articles.Reload(ctx, tx, article))
			if article.Headline != "changed" {
				t.Errorf("the headline is %q", article.Headline)
			}
			err := tx.InTx(ctx, func(tx *kin.Tx) error {
				if n := must(article.Publications.Remove(ctx, tx, publications...))(t); n != 2 {
					t.Errorf("%d links were removed, want 2", n)
				}
				return errOwn
			})
			if !errors.Is(err, errOwn) {
				t.Errorf("the error of the savepoint is %v", err)
			}
			check(t, tx.InTx(ctx, func(tx *kin.Tx) error { return news.Publications.Create(ctx, tx, &news.Publication{Title: "d"}) }))
			if got := titles(t, tx, article); !slices.Equal(got, []string{"Journal", "Science News"}) {
				t.Errorf("after the savepoint the publications are %q", got)
			}
			if round%2 == 0 {
				check(t, std1.Rollback())
			} else {
				check(t, std1.Commit())
			}
			if want := (round + 1) / 2; count() != want {
				t.Errorf("round %d: %d articles, want %d", round, count(), want)
			}
			if err := news.Articles.Create(ctx, tx, &news.Article{Headline: "late"}); !errors.Is(err, sql.ErrTxDone) {
				t.Errorf("after its end a transaction returns %v", err)
			}
		}
	})
}

func TestWrapRefuses(t *testing.T) {
	if _, err := kin.Wrap(nil, sqlite.Dialect); err == nil {
		t.Error("a nil *sql.DB was taken")
	}
	std := stdSQLite(t, "_pragma=foreign_keys(0)")
	if _, err := kin.Wrap(std, nil); err == nil {
		t.Error("a nil dialect was taken")
	}
	db := must(kin.Wrap(std, sqlite.Dialect))(t)
	if _, err := news.Articles.Count(ctx, db); err == nil || err.Error() == "" {
		t.Error("SQLite was used without foreign keys")
	}
	if _, err := db.WrapTx(nil); err == nil {
		t.Error("a nil *sql.Tx was taken")
	}
	native := must(sqlite.Open(ctx, ":memory:"))(t)
	defer native.Close()
	if _, err := native.WrapTx(new(sql.Tx)); !errors.Is(err, kin.ErrUnsupported) {
		t.Errorf("a *sql.Tx of another driver: %v", err)
	}
	check(t, db.Close())
	if _, err := news.Articles.Count(ctx, db); !errors.Is(err, kin.ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
	check(t, std.PingContext(ctx))
}

// TestWrapFold: what a driver of the program lacks is named.
func TestWrapFold(t *testing.T) {
	db := must(kin.Wrap(stdSQLite(t, "_pragma=foreign_keys(1)"), sqlite.Dialect))(t)
	check(t, kin.CreateTables(ctx, db, news.Models...))
	_, err := news.Articles.Filter(news.Articles.Headline.IContains("go")).All(ctx, db)
	if !errors.Is(err, kin.ErrUnsupported) {
		t.Errorf("the error is %v", err)
	}
}

// TestWrapCancel: a context ends a call and its transaction, and nothing stays.
func TestWrapCancel(t *testing.T) {
	eachWrapped(t, func(t *testing.T, std *sql.DB, db *kin.DB) {
		canceled, cancel := context.WithCancel(ctx)
		err := db.InTx(canceled, func(tx *kin.Tx) error {
			check(t, news.Articles.Create(canceled, tx, &news.Article{Headline: "a"}))
			cancel()
			return nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("the error is %v", err)
		}
		if n := must(news.Articles.Count(ctx, db))(t); n != 0 {
			t.Errorf("%d articles, want none", n)
		}
		if used := std.Stats().InUse; used != 0 {
			t.Errorf("%d connections are in use", used)
		}
	})
}

// TestWrapEachOnOneConnection: the body of a loop uses the database where the loop
// leaves it no connection to do so.
func TestWrapEachOnOneConnection(t *testing.T) {
	eachWrapped(t, func(t *testing.T, std *sql.DB, db *kin.DB) {
		publish(t, db)
		std.SetMaxOpenConns(1)
		ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
		defer cancel()
		seen := 0
		for p, err := range news.Publications.Each(ctx, db) {
			check(t, err)
			check(t, news.Publications.Save(ctx, db, p))
			seen++
		}
		if want := must(news.Publications.Count(ctx, db))(t); int64(seen) != want || seen == 0 {
			t.Errorf("%d publications, want %d", seen, want)
		}
	})
}

// TestWrapPanic: a panic of a type that reads itself goes on to the caller, and the
// connection is usable afterwards.
func TestWrapPanic(t *testing.T) {
	std := stdSQLite(t, "_pragma=foreign_keys(1)")
	std.SetMaxOpenConns(1)
	driver := must(kin.Wrap(std, sqlite.Dialect))(t).Driver()
	conn := must(driver.Acquire(ctx, dialect.Read))(t)
	defer conn.Release()
	slot := must(dialect.NewSlot(reflect.TypeFor[panics](), 0, schema.Type{Kind: schema.Text}, false))(t)
	for range 2 {
		rows := must(conn.Query(ctx, &dialect.Statement{SQL: "SELECT 'a'", Rows: true}, nil))(t)
		func() {
			defer func() {
				if got := recover(); got != any(errOwn) {
					t.Errorf("the panic is %v", got)
				}
			}()
			var p panics
			for rows.Next() {
				err := rows.Decode(0, []dialect.Slot{slot}, unsafe.Pointer(&p))
				t.Errorf("Decode returned %v", err)
			}
		}()
		check(t, rows.Close())
	}
}

// A panics cannot be read.
type panics struct{}

// Scan implements sql.Scanner.
func (*panics) Scan(any) error { panic(errOwn) }
