package faults_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/kinorm/kin"
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
