package postgres

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/kinorm/kin/dialect"
)

func TestConstraintErrors(t *testing.T) {
	c := acquire(t, openTest(t))
	script(t, c, `CREATE TABLE p (id int PRIMARY KEY, "A b" int, c int, s varchar(3), CONSTRAINT "both" UNIQUE ("A b", c), CONSTRAINT small CHECK (c < 10));
		CREATE UNIQUE INDEX lowered ON p (lower(s));
		CREATE TABLE k (p int NOT NULL CONSTRAINT k_p REFERENCES p, r int CONSTRAINT k_r REFERENCES p ON DELETE RESTRICT);
		INSERT INTO p VALUES (1, 2, 3, 'x'), (4, 5, 6, 'y'); INSERT INTO k VALUES (1, 4)`)
	for _, test := range []struct {
		sql        string
		kind       error
		table      string
		constraint string
		columns    []string
	}{
		{"INSERT INTO p VALUES (1)", dialect.ErrUnique, "p", "p_pkey", []string{"id"}},
		{"INSERT INTO p VALUES (2, 2, 3)", dialect.ErrUnique, "p", "both", []string{"A b", "c"}},
		{"INSERT INTO p VALUES (2, NULL, NULL, 'X')", dialect.ErrUnique, "p", "lowered", []string{"lower(s::text)"}},
		{"INSERT INTO k VALUES (9)", dialect.ErrForeignKey, "k", "k_p", []string{"p"}},
		{"DELETE FROM p WHERE id = 1", dialect.ErrForeignKey, "k", "k_p", nil},
		{"DELETE FROM p WHERE id = 4", dialect.ErrForeignKey, "k", "k_r", nil},
		{"INSERT INTO k VALUES (NULL)", dialect.ErrNotNull, "k", "", []string{"p"}},
		{"INSERT INTO p VALUES (2, 1, 11)", dialect.ErrCheck, "p", "small", nil},
		{"INSERT INTO p VALUES (3000000000)", dialect.ErrCheck, "", "", nil},
	} {
		err := execErr(c, test.sql)
		var e *dialect.ConstraintError
		if !errors.As(err, &e) || !errors.Is(err, test.kind) {
			t.Errorf("%s: %v", test.sql, err)
			continue
		}
		if e.Table != test.table || e.Constraint != test.constraint || !reflect.DeepEqual(e.Columns, test.columns) {
			t.Errorf("%s: table %q, constraint %q, columns %q", test.sql, e.Table, e.Constraint, e.Columns)
		}
		var server *pgconn.PgError
		if !errors.As(err, &server) || server.Code == "" {
			t.Errorf("%s: the error of the server is not in %v", test.sql, err)
		}
	}
	if err := execErr(c, "INSERT INTO p (id, s) VALUES (7, 'long')"); !errors.Is(err, dialect.ErrTooLong) {
		t.Error(err)
	}
	if err := execErr(c, "SELECT nothing"); err == nil || strings.Contains(err.Error(), "kin: kin:") {
		t.Error(err)
	}
}

func TestSplitNames(t *testing.T) {
	for list, want := range map[string][]string{
		"a":              {"a"},
		`a, "B c", d`:    {"a", "B c", "d"},
		`"x, y", "q""z"`: {"x, y", `q"z`},
	} {
		if got := splitNames(list); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q", list, got)
		}
	}
}

// No error of opening has the password, whatever is wrong with the URL.
func TestNoPasswordInErrors(t *testing.T) {
	const secret = "s3cr3t"
	for _, u := range []string{
		"postgres://u:" + secret + "@127.0.0.1:1/db",
		"postgres://u:" + secret + "@127.0.0.1:1/db?sslmode=nonsense",
		"postgres://u:" + secret + "@127.0.0.1:1/db?pool_max_conns=x",
		"postgres://u:" + secret + "%zz@127.0.0.1:1/db",
		"postgres://u:" + secret + "/x@127.0.0.1:port/db",
		"postgres://127.0.0.1:1/db?password=" + secret,
		"host=127.0.0.1 port=1 user=u password=" + secret,
		"host=127.0.0.1 port=1 user=u password='" + secret + " x",
		"user=u pass word=" + secret,
		"mysql://u:" + secret + "@127.0.0.1/db",
	} {
		_, err := OpenDriver(context.Background(), u)
		if err == nil || strings.Contains(err.Error(), secret) || !strings.HasPrefix(err.Error(), "kin: ") {
			t.Errorf("%s: %v", u, err)
		}
	}
}

// TestNoURL: an environment variable that is not set connects to nothing.
func TestNoURL(t *testing.T) {
	if _, err := OpenDriver(t.Context(), ""); err != errNoURL {
		t.Errorf("got %v, want %v", err, errNoURL)
	}
}

func TestOpenErrors(t *testing.T) {
	u := serverURL(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := OpenDriver(ctx, u); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	for name, option := range map[string]Option{"conns": WithMaxConns(-1), "statements": WithStatements(0)} {
		if _, err := OpenDriver(context.Background(), u, option); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	with := func(setting string) string {
		if strings.Contains(u, "?") {
			return u + "&" + setting
		}
		return u + "?" + setting
	}
	for setting, want := range map[string]string{
		"standard_conforming_strings=off": "standard_conforming_strings",
		"client_encoding=LATIN1":          "client_encoding",
	} {
		if _, err := OpenDriver(context.Background(), with(setting)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", setting, err)
		}
	}
}
