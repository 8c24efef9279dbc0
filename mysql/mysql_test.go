package mysql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/examples/newsroom/news"
	"github.com/kinorm/kin/internal/sqldb"
)

var ctx = context.Background()

// server returns the URL of an empty database of the test's own.
func server(t *testing.T) *url.URL {
	t.Helper()
	at := os.Getenv("KIN_MARIADB")
	if at == "" {
		if os.Getenv("KIN_REQUIRE_DATABASES") == "1" {
			t.Fatal("KIN_MARIADB is not set")
		}
		t.Skip("MariaDB is LEFT OUT: set KIN_MARIADB to the URL of a database")
	}
	u := must(url.Parse(at))(t)
	name := fmt.Sprintf("kin_mysql_%d_%d", os.Getpid(), time.Now().UnixNano())
	admin := must(Open(ctx, at, WithMaxConns(1)))(t)
	run(t, admin, "CREATE DATABASE "+name)
	t.Cleanup(func() {
		run(t, admin, "DROP DATABASE "+name)
		check1(t, admin.Close())
	})
	u.Path = "/" + name
	return u
}

// open opens an empty database.
func open(t *testing.T) *kin.DB {
	t.Helper()
	db := must(Open(ctx, server(t).String()))(t)
	t.Cleanup(func() { check1(t, db.Close()) })
	return db
}

func run(t *testing.T, db *kin.DB, script string) {
	t.Helper()
	c := must(db.Driver().Acquire(ctx, dialect.Write))(t)
	defer c.Release()
	check1(t, c.Script(ctx, script))
}

func check1(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func must[V any](v V, err error) func(*testing.T) V {
	return func(t *testing.T) V {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// dsn returns the name of a database for go-sql-driver.
func dsn(u *url.URL, settings string) string {
	return u.User.String() + "@tcp(" + u.Host + ")" + u.Path + "?" + settings
}

// wrapSettings are the settings that [Wrap] asks for.
const wrapSettings = "charset=utf8mb4&time_zone=%27%2B00:00%27"

// TestLinksAreCountedExactly: how many links are new does not depend on whether the
// driver counts the rows that an UPDATE met or those that it changed.
func TestLinksAreCountedExactly(t *testing.T) {
	for _, found := range []bool{true, false} {
		t.Run(fmt.Sprintf("clientFoundRows=%v", found), func(t *testing.T) {
			std := must(sql.Open("mysql", dsn(server(t), fmt.Sprintf("%s&clientFoundRows=%v", wrapSettings, found))))(t)
			defer std.Close()
			unchecked := *MariaDB // which would refuse to work without the setting
			unchecked.Interop.Check = nil
			db := kin.NewDB(must(sqldb.New(std, &unchecked, false))(t))
			check1(t, kin.CreateTables(ctx, db, news.Models...))
			article := &news.Article{Headline: "a"}
			check1(t, news.Articles.Create(ctx, db, article))
			publications := make([]*news.Publication, 10)
			for i := range publications {
				publications[i] = &news.Publication{Title: fmt.Sprint(i)}
			}
			check1(t, news.Publications.CreateMany(ctx, db, publications))
			for _, step := range []struct {
				add  []*news.Publication
				want int64
			}{{publications[:3], 3}, {publications[:3], 0}, {publications[2:6], 3}, {publications[:1], 0}, {publications, 4}, {publications, 0}} {
				if n := must(article.Publications.Add(ctx, db, step.add...))(t); n != step.want {
					t.Errorf("adding %d publications made %d links, want %d", len(step.add), n, step.want)
				}
			}
			if n := must(article.Publications.Remove(ctx, db, publications[4:]...))(t); n != 6 {
				t.Errorf("%d links were removed, want 6", n)
			}
		})
	}
}

// TestManyKeys: sets are one parameter, whatever their size.
func TestManyKeys(t *testing.T) {
	db := open(t)
	check1(t, kin.CreateTables(ctx, db, news.Models...))
	publications := make([]*news.Publication, 50)
	for i := range publications {
		publications[i] = &news.Publication{Title: fmt.Sprint(i)}
	}
	check1(t, news.Publications.CreateMany(ctx, db, publications))
	keys := make([]int64, 100_000)
	for i := range keys {
		keys[i] = int64(i + 1)
	}
	if n := must(news.Publications.Filter(news.Publications.ID.In(keys...)).Count(ctx, db))(t); n != 50 {
		t.Errorf("found %d, want 50", n)
	}
	if n := must(news.Publications.Filter(news.Publications.ID.NotIn(keys[25:]...)).Delete(ctx, db))(t); n != 25 {
		t.Errorf("deleted %d, want 25", n)
	}
}

// TestManyRows: every object gets the key of its row, whatever the number of rows and
// however often it comes.
func TestManyRows(t *testing.T) {
	db := open(t)
	check1(t, kin.CreateTables(ctx, db, news.Models...))
	for round, n := range []int{1, 2, 3, 100, 100, 100, 100, 1023, 1500, 1500, 1500, 5000} {
		publications := make([]*news.Publication, n)
		for i := range publications {
			publications[i] = &news.Publication{Title: fmt.Sprint(round, " ", i)}
		}
		check1(t, news.Publications.CreateMany(ctx, db, publications))
		titles := map[int64]string{}
		for _, p := range must(news.Publications.Filter(news.Publications.Title.StartsWith(fmt.Sprint(round, " "))).All(ctx, db))(t) {
			titles[p.ID] = p.Title
		}
		if len(titles) != n {
			t.Errorf("%d rows became %d", n, len(titles))
		}
		for _, p := range publications {
			if titles[p.ID] != p.Title {
				t.Fatalf("the object of %q has the key of %q", p.Title, titles[p.ID])
			}
		}
	}
}

func TestErrors(t *testing.T) {
	db := open(t)
	run(t, db, `CREATE TABLE a (id BIGINT PRIMARY KEY, name VARCHAR(3) NOT NULL, small SMALLINT, CONSTRAINT a_name_key UNIQUE (name), CONSTRAINT a_small_check CHECK (small < 100));
		CREATE TABLE b (a_id BIGINT, CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES a (id));
		INSERT INTO a VALUES (1, 'one', 1); INSERT INTO b VALUES (1)`)
	c := must(db.Driver().Acquire(ctx, dialect.Write))(t)
	defer c.Release()
	for _, test := range []struct {
		sql, table, constraint string
		columns                []string
		kind                   error
	}{
		{"INSERT INTO a VALUES (2, 'one', 1)", "", "a_name_key", nil, dialect.ErrUnique},
		{"INSERT INTO a VALUES (1, 'two', 1)", "", "PRIMARY", nil, dialect.ErrUnique},
		{"INSERT INTO b VALUES (7)", "b", "b_a_id_fkey", []string{"a_id"}, dialect.ErrForeignKey},
		{"DELETE FROM a", "b", "b_a_id_fkey", []string{"a_id"}, dialect.ErrForeignKey},
		{"INSERT INTO a VALUES (2, NULL, 1)", "", "", []string{"name"}, dialect.ErrNotNull},
		{"INSERT INTO a (id) VALUES (2)", "", "", []string{"name"}, dialect.ErrNotNull},
		{"INSERT INTO a VALUES (2, 'two', 100)", "a", "a_small_check", nil, dialect.ErrCheck},
		{"INSERT INTO a VALUES (2, 'two', 100000)", "", "", []string{"small"}, dialect.ErrCheck},
		{"INSERT INTO a VALUES (2, 'four', 1)", "", "", nil, dialect.ErrTooLong},
	} {
		err := c.Script(ctx, test.sql)
		if !errors.Is(err, test.kind) {
			t.Errorf("%s: %v", test.sql, err)
			continue
		}
		var e *dialect.ConstraintError
		if errors.As(err, &e) && (e.Table != test.table || e.Constraint != test.constraint || !slices.Equal(e.Columns, test.columns)) {
			t.Errorf("%s: table %q, constraint %q, columns %q", test.sql, e.Table, e.Constraint, e.Columns)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, at := range []string{
		"mysql://u:secret word@127.0.0.1:1/x", "mysql://u:secret@/x", "u:secret@tcp(127.0.0.1:1/x",
		"mysql://u:secret@127.0.0.1:1/x?parseTime=perhaps", "mysql://u:secret@127.0.0.1:1/x",
	} {
		_, err := Open(ctx, at)
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("Open(%q): %v", at, err)
		}
	}
	if _, err := Open(ctx, "mysql://u@127.0.0.1:1/x", WithMaxConns(0)); err == nil {
		t.Error("no connection was taken for a number of connections")
	}
	if _, err := Wrap(ctx, nil); err == nil {
		t.Error("Wrap took nil")
	}
}

// TestWrapChecks: what a *sql.DB lacks is named before the first statement.
func TestWrapChecks(t *testing.T) {
	at := server(t)
	for settings, missing := range map[string]string{
		wrapSettings:                           "clientFoundRows",
		"clientFoundRows=true&charset=utf8mb4": "time_zone",
		"clientFoundRows=true&sql_mode=%27%27&" + wrapSettings:                     "sql_mode",
		"clientFoundRows=true&charset=latin1&time_zone=%27%2B00:00%27":             "charset",
		"clientFoundRows=true&foreign_key_checks=0&" + wrapSettings:                "foreign_key_checks",
		"clientFoundRows=true&parseTime=true&loc=Asia%2FTokyo&" + wrapSettings:     "loc",
		"clientFoundRows=true&tx_isolation=%27READ-UNCOMMITTED%27&" + wrapSettings: "tx_isolation",
		"clientFoundRows=true&parseTime=true&" + wrapSettings:                      "",
		"clientFoundRows=true&" + wrapSettings:                                     "",
	} {
		std := must(sql.Open("mysql", dsn(at, settings)))(t)
		db := must(Wrap(ctx, std))(t)
		_, err := news.Articles.Count(ctx, db)
		if missing == "" {
			if err == nil || !strings.Contains(err.Error(), "articles") {
				t.Errorf("%s: %v, want that the table is missing", settings, err)
			}
		} else if err == nil || !strings.Contains(err.Error(), missing) {
			t.Errorf("%s: %v", settings, err)
		}
		check1(t, std.Close())
	}
}

// TestListsThatAreCutOff: where the server cuts off the list of the owners of a row,
// the relation is read in another way.
func TestListsThatAreCutOff(t *testing.T) {
	for _, length := range []string{"4", "2000", "3891", "3892", "1000000"} {
		t.Run(length, func(t *testing.T) {
			std := must(sql.Open("mysql", dsn(server(t), wrapSettings+"&clientFoundRows=true&group_concat_max_len="+length)))(t)
			defer std.Close()
			db := must(Wrap(ctx, std))(t)
			check1(t, kin.CreateTables(ctx, db, news.Models...))
			articles := make([]*news.Article, 1000)
			keys := make([]int64, len(articles))
			for i := range articles {
				articles[i] = &news.Article{Headline: fmt.Sprint(i)}
			}
			check1(t, news.Articles.CreateMany(ctx, db, articles))
			for i, a := range articles {
				keys[i] = a.ID
			}
			for i, n := range []int{1, 30, 1000} {
				p := &news.Publication{Title: fmt.Sprint(i)}
				check1(t, news.Publications.Create(ctx, db, p))
				must(p.Articles.AddKeys(ctx, db, news.Articles.Keys(keys[:n]...)))(t)
			}
			check1(t, news.Articles.Load(ctx, db, articles, news.Articles.Publications.OrderBy(news.Publications.Title.Asc())))
			for i, a := range articles {
				want := 1
				if i < 30 {
					want++
				}
				if i < 1 {
					want++
				}
				if got := a.Publications.MustItems(); len(got) != want || got[want-1].Title != "2" {
					t.Fatalf("article %d has %d publications, want %d", i, len(got), want)
				}
			}
		})
	}
}
