package lookup_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/testmodels/lookupmodels"
	"github.com/kinorm/kin/lookup"
	"github.com/kinorm/kin/sqlite"
)

// FuzzValues: whatever a client sends is a condition that runs, or an error that
// says so. No part of it gets into the SQL, and no name that is not allowed into
// what is sent back.
func FuzzValues(f *testing.F) {
	for _, seed := range []string{
		"headline__startswith=NASA", "!publications__title=x&publications__id__in=1,2", "printed__year=2005", "author__password=x", "headline=%00",
		"publications__isnull=true&publications__price__range=1,2", "views=1%27%20OR%201%3D1--", "headline__regex=(a%2B)%2B", "author__last_nam__exact=1",
		"day__date=1", "!=1", "__=1", "headline__in=&views__in=", "printed=9999-12-31T23:59:59.9999999-12:00", "order=-headline",
	} {
		f.Add(seed, seed)
	}
	db, err := sqlite.Open(f.Context(), ":memory:")
	check(f, err)
	f.Cleanup(func() { check(f, db.Close()) })
	check(f, kin.CreateTables(f.Context(), db, Models...))
	f.Fuzz(func(t *testing.T, raw, order string) {
		if orders, err := everything.Order(order); err == nil {
			_, err := Articles.OrderBy(orders...).All(t.Context(), db)
			check(t, err)
		} else if !refused(err) {
			t.Errorf("order %q: %v", order, err)
		}
		v, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		where, err := everything.Values(v)
		if err != nil {
			if !refused(err) && !strings.Contains(err.Error(), "times; several values are those of") {
				t.Errorf("%q: %v", raw, err)
			}
			if strings.Contains(err.Error(), "assword") && !strings.Contains(raw, "assword") {
				t.Errorf("%q: the error says what is not allowed: %v", raw, err)
			}
			return
		}
		q := Articles.Filter(where)
		sql, _, err := q.SQL(db)
		check(t, err)
		for _, c := range constants.Replace(sql) {
			if c == '\'' || c == ';' || c < ' ' && c != '\n' || c > '~' {
				t.Errorf("%q: the SQL has %q: %s", raw, c, sql)
			}
		}
		_, err = q.All(t.Context(), db)
		check(t, err)
	})
}

// constants takes out the texts that the dialect itself writes.
var constants = strings.NewReplacer("x'ffffffff'", "", `ESCAPE '\'`, "")

// refused reports whether an error is one of those that say what is wrong.
func refused(err error) bool {
	var value *lookup.ValueError
	return errors.Is(err, lookup.ErrUnknownLookup) || errors.Is(err, lookup.ErrLimit) || errors.As(err, &value)
}
