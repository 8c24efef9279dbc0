package faults_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/mysql"
	"github.com/kinorm/kin/postgres"
)

// TestNoPasswordInErrors opens databases by URLs with mistakes, which hold a password.
func TestNoPasswordInErrors(t *testing.T) {
	const password = "Canary5ecret"
	opens := map[string]func(ctx context.Context, url string) (*kin.DB, error){
		"postgres": func(ctx context.Context, url string) (*kin.DB, error) { return postgres.Open(ctx, url) },
		"mysql":    func(ctx context.Context, url string) (*kin.DB, error) { return mysql.Open(ctx, url) },
	}
	mistakes := map[string]string{
		"nobody listens":      "%s://kin:Canary5ecret@127.0.0.1:1/news",
		"port of letters":     "%s://kin:Canary5ecret@127.0.0.1:port/news",
		"port of a password":  "%s://kin:Canary5ecret#1@127.0.0.1:1/news",
		"slash in a password": "%s://kin:Canary5ecret/1@127.0.0.1:1/news",
		"bracket":             "%s://kin:Canary5ecret@[127.0.0.1:1/news",
		"escape":              "%s://kin:%%zzCanary5ecret@127.0.0.1:1/news",
		"unknown option":      "%s://kin:Canary5ecret@127.0.0.1:1/news?no_such_option=1",
		"value of an option":  "%s://kin:Canary5ecret@127.0.0.1:1/news?sslmode=maybe&timeout=soon",
		"no database":         "%s://kin:Canary5ecret@127.0.0.1:1/",
		"no host":             "%s://kin:Canary5ecret@/news",
		"scheme":              "x%s://kin:Canary5ecret@127.0.0.1:1/news",
	}
	silent := func(t *testing.T, name string, address string) {
		t.Helper()
		ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
		defer cancel()
		db, err := opens[name](ctx, address)
		if err == nil {
			check(t, db.Close())
			t.Fatal("it opened")
		}
		eachWrapped(err, func(err error) {
			if text := fmt.Sprintf("%v %+v", err, err); strings.Contains(text, password) {
				t.Errorf("%T holds the password: %s", err, text)
			}
		})
	}
	for name := range opens {
		for mistake, form := range mistakes {
			t.Run(name+"/"+mistake, func(t *testing.T) { silent(t, name, fmt.Sprintf(form, name)) })
		}
	}
	t.Run("mysql/refused", func(t *testing.T) {
		address := os.Getenv("KIN_MARIADB")
		if address == "" {
			t.Skip("KIN_MARIADB is not set")
		}
		u := must(url.Parse(address))(t)
		u.User = url.UserPassword(u.User.Username(), password)
		silent(t, "mysql", u.String())
	})
}

// TestNoValueInErrors: what kin says of a value that a database refuses does not repeat
// it, nor does the log. The error of the driver, which may, is wrapped.
func TestNoValueInErrors(t *testing.T) {
	const value = "Canary5ecret"
	type node = *lm.Node
	raw := map[string][]kin.Pred[node]{
		"sqlite": {
			kin.Raw[node]("json(?) IS NULL", value),
			kin.Raw[node]("json_extract('{}', ?) IS NULL", value),
			kin.Raw[node]("abs(-9223372036854775807 - 1) > length(?)", value),
		},
		"postgres": {
			kin.Raw[node]("(?::text)::uuid IS NULL", value),
			kin.Raw[node]("(?::text)::date IS NULL", value),
			kin.Raw[node]("(?::text)::int > 0", value),
			kin.Raw[node]("(?::text)::jsonb IS NULL", value),
			kin.Raw[node]("(?::text)::jsonpath IS NULL", value),
			kin.Raw[node]("(?::text)::inet IS NULL", value),
			kin.Raw[node]("(?::text)::bytea IS NULL", value),
			kin.Raw[node]("to_timestamp(?::text, 'YYYY') IS NULL", value),
			kin.Raw[node]("'a' ~ ('(' || ?)", value),
			kin.Raw[node]("decode(?::text, 'hex') IS NULL", value),
			kin.Raw[node]("(?::text)::int[] IS NULL", value),
			kin.Raw[node]("(?::text)::regclass IS NULL", value),
			kin.Raw[node]("set_config('timezone', ?, false) IS NULL", value),
		},
		"mariadb": {
			kin.Raw[node]("JSON_VALUE(?, ?) = '('", value, value),
			kin.Raw[node]("'a' REGEXP CONCAT('(', ?)", value),
			kin.Raw[node]("JSON_EXTRACT('{}', ?) = 1", value),
			kin.Raw[node]("CONVERT_TZ(?, 'a', 'b') > 0", value),
			kin.Raw[node]("CAST(? AS UUID) = 1", value),
			kin.Raw[node]("EXTRACTVALUE('<a/>', CONCAT('/', ?, '(')) = 1", value),
		},
	}
	onEach(t, func(t *testing.T, db *kin.DB, _ *faults) {
		var logged bytes.Buffer
		db = db.With(kin.Log(slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))))
		said := func(what string, err error) {
			t.Helper()
			if err == nil {
				return // some databases take it
			}
			if text := err.Error(); strings.Contains(text, value) {
				t.Errorf("%s: %s", what, text)
			}
		}
		for i, pred := range raw[db.Driver().Dialect().Name] {
			_, err := lm.Nodes.Filter(pred).All(ctx, db)
			said(fmt.Sprint("condition ", i), err)
		}
		check(t, lm.Nodes.Create(ctx, db, &lm.Node{Name: value}))
		said("the same name", lm.Nodes.Create(ctx, db, &lm.Node{Name: value}))
		said("text with NUL", lm.Nodes.Create(ctx, db, &lm.Node{Name: value + "\x00"}))
		said("no UTF-8", lm.Nodes.Create(ctx, db, &lm.Node{Name: value + "\xff"}))
		if text := logged.String(); strings.Contains(text, value) {
			t.Errorf("the log holds a value: %s", text[max(0, strings.Index(text, value)-300):])
		}
	})
}

// eachWrapped calls f with an error and all that it wraps.
func eachWrapped(err error, f func(error)) {
	if err == nil {
		return
	}
	f(err)
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, err := range many.Unwrap() {
			eachWrapped(err, f)
		}
		return
	}
	eachWrapped(errors.Unwrap(err), f)
}
