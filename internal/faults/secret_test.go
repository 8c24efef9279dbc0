package faults_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	driver "github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/kinorm/kin"
	tm "github.com/kinorm/kin/internal/testmodels"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/mysql"
	"github.com/kinorm/kin/postgres"
	"github.com/kinorm/kin/sqlite"
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

// secret is in every value that the databases are given here, in capitals and small
// letters, as they may fold it.
const secret = "canarysec"

// holds reports whether a text has the secret in it.
func holds(text string) bool { return strings.Contains(strings.ToLower(text), secret) }

// A refusal is something that kin or a database refuses.
type refusal struct {
	name string
	run  func(db *kin.DB) error

	// takenBy are the dialects that do not refuse it.
	takenBy []string
}

// refusals are writes and reads with the secret, which are refused for all the reasons
// that there are.
func refusals() []refusal {
	const value = "CanarySec"
	long := strings.Repeat(value, 10)
	plain := func(put func(p *tm.Plain)) func(db *kin.DB) error {
		return func(db *kin.DB) error {
			p := &tm.Plain{Price: "1", Color: tm.Red, At: time.Unix(0, 0), Day: time.Unix(0, 0)}
			put(p)
			return tm.Plains.Create(ctx, db, p)
		}
	}
	create := func(item tm.Item) func(db *kin.DB) error {
		return func(db *kin.DB) error { return tm.Items.Create(ctx, db, &item) }
	}
	update := func(set ...kin.Assign[*tm.Item]) func(db *kin.DB) error {
		return func(db *kin.DB) error {
			return errorOf(tm.Items.Filter(tm.Items.Name.Ne(value)).Update(ctx, db, set...))
		}
	}
	return []refusal{
		{name: "unique: create", run: create(tm.Item{Name: value})},
		{name: "unique: create many", run: func(db *kin.DB) error {
			return tm.Items.CreateMany(ctx, db, []*tm.Item{{Name: "a"}, {Name: value}})
		}},
		{name: "unique: update", run: update(tm.Items.Name.Set(value))},
		{name: "unique: save", run: func(db *kin.DB) error {
			item, err := tm.Items.Filter(tm.Items.Name.Eq("other")).Get(ctx, db)
			if err != nil {
				return err
			}
			item.Name = value
			return tm.Items.Save(ctx, db, item)
		}},
		{name: "unique: upsert by another", run: func(db *kin.DB) error {
			return tm.Items.Upsert(ctx, db, &tm.Item{Name: value, Shelf: new("b"), Place: new(int32(1))}, tm.Items.Shelf, tm.Items.Place)
		}},
		{name: "unique: of two columns", run: create(tm.Item{Name: "b", Shelf: new(value), Place: new(int32(1))})},
		{name: "unique: key", run: func(db *kin.DB) error {
			return lm.Words.Create(ctx, db, &lm.Word{Text: value, Slug: "another"})
		}},
		{name: "check: update", run: update(tm.Items.Note.Set(value), tm.Items.Views.Set(-1))},
		{name: "check: create", run: create(tm.Item{Name: "c", Note: value, Views: -1})},
		{name: "foreign key: create", run: func(db *kin.DB) error {
			return lm.Nodes.Create(ctx, db, &lm.Node{MottoSlug: new(value + "?")})
		}},
		{name: "foreign key: update", run: func(db *kin.DB) error {
			return errorOf(lm.Nodes.AllRows().Update(ctx, db, lm.Nodes.MottoSlug.Set(value+"?")))
		}},
		{name: "foreign key: links", run: func(db *kin.DB) error {
			return errorOf(lm.Nodes.Marks.OfKeys(lm.Nodes.Keys(1)).AddKeys(ctx, db, lm.Words.Keys(value+"?")))
		}},
		{name: "foreign key: in a transaction", run: func(db *kin.DB) error {
			return db.InTx(ctx, func(tx *kin.Tx) error { return lm.Nodes.Create(ctx, tx, &lm.Node{MottoSlug: new(value + "?")}) })
		}},
		{name: "size: create", run: create(tm.Item{Name: long})},
		{name: "size: update", run: update(tm.Items.Name.Set(long))},
		{name: "size: condition", run: func(db *kin.DB) error {
			return errorOf(tm.Items.Filter(tm.Items.Name.Eq(long)).All(ctx, db))
		}},
		{name: "NUL", run: create(tm.Item{Name: value + "\x00"})},
		{name: "no UTF-8", run: create(tm.Item{Name: value + "\xff"})},
		{name: "NUL in a condition", run: func(db *kin.DB) error {
			return errorOf(tm.Items.Filter(tm.Items.Name.Contains(value+"\x00")).All(ctx, db))
		}},
		{name: "enum: create", run: plain(func(p *tm.Plain) { p.Color = value })},
		{name: "enum: update", run: func(db *kin.DB) error {
			return errorOf(tm.Plains.AllRows().Update(ctx, db, tm.Plains.Color.Set(value)))
		}},
		{name: "decimal: no number", run: plain(func(p *tm.Plain) { p.Price = value })},
		{name: "decimal: digits", run: plain(func(p *tm.Plain) { p.Price = "1." + value })},
		{name: "decimal: condition", run: func(db *kin.DB) error {
			return errorOf(tm.Plains.Filter(tm.Plains.Price.Eq(value)).All(ctx, db))
		}},
		{name: "number: out of range", run: plain(func(p *tm.Plain) { p.Text, p.U64 = value, math.MaxUint64 })},
		{name: "number: overflow", run: update(tm.Items.Note.Set(value), tm.Items.Views.Mul(math.MaxInt64), tm.Items.Views.Add(math.MaxInt64))},
		{name: "JSON", run: plain(func(p *tm.Plain) { p.Doc.V.Name = value + "\x00" })},
		{name: "not found", run: func(db *kin.DB) error { return errorOf(lm.Words.Get(ctx, db, value+"?")) }},
		{name: "stale", run: func(db *kin.DB) error {
			item, err := tm.Items.Filter(tm.Items.Name.Eq(value)).Get(ctx, db)
			if err != nil {
				return err
			}
			item.Lock += 7
			return tm.Items.Save(ctx, db, item)
		}},
	}
}

// rawRefusals are refused by the functions of one dialect.
func rawRefusals(dialect string) []refusal {
	type item = *tm.Item
	const value = "CanarySec"
	preds := map[string][]kin.Pred[item]{
		"sqlite": {
			kin.Raw[item]("json(?) IS NULL", value),
			kin.Raw[item]("json_extract('{}', ?) IS NULL", value),
			kin.Raw[item]("abs(-9223372036854775807 - 1) > length(?)", value),
		},
		"postgres": {
			kin.Raw[item]("(?::text)::uuid IS NULL", value),
			kin.Raw[item]("(?::text)::date IS NULL", value),
			kin.Raw[item]("(?::text)::int > 0", value),
			kin.Raw[item]("(?::text)::jsonb IS NULL", value),
			kin.Raw[item]("(?::text)::jsonpath IS NULL", value),
			kin.Raw[item]("(?::text)::inet IS NULL", value),
			kin.Raw[item]("(?::text || '\\')::bytea IS NULL", value),
			kin.Raw[item]("to_timestamp(?::text, 'YYYY') IS NULL", value),
			kin.Raw[item]("'a' ~ ('(' || ?)", value),
			kin.Raw[item]("decode(?::text, 'hex') IS NULL", value),
			kin.Raw[item]("(?::text)::int[] IS NULL", value),
			kin.Raw[item]("(?::text)::regclass IS NULL", value),
			kin.Raw[item]("(?::text)::regrole IS NULL", value),
			kin.Raw[item]("(?::text)::regproc IS NULL", value),
			kin.Raw[item]("(?::text)::regtype IS NULL", value),
			kin.Raw[item]("set_config('timezone', ?, false) IS NULL", value),
			kin.Raw[item]("set_config(?, 'a', false) IS NULL", value),
			kin.Raw[item]("encode('a', ?) IS NULL", value),
			kin.Raw[item]("date_trunc(?, now()) IS NULL", value),
			kin.Raw[item]("now() AT TIME ZONE ? IS NULL", value),
			kin.Raw[item]("convert_to('a', ?) IS NULL", value),
			kin.Raw[item]("nextval(?) > 0", value),
			kin.Raw[item]("has_table_privilege(?, 'SELECT')", value),
			kin.Raw[item]("query_to_xml(?, true, true, '') IS NULL", value),
			kin.Raw[item]("format('%Z' || ?, 1) IS NULL", value),
		},
		"mariadb": {
			kin.Raw[item]("'a' REGEXP CONCAT('(', ?)", value),
			kin.Raw[item]("EXTRACTVALUE('<a/>', CONCAT('/', ?, '(')) = 1", value),
			kin.Raw[item]("EXTRACTVALUE('<a/>', CONCAT('//a(', ?)) = 1", value),
			kin.Raw[item]("EXTRACTVALUE('<a/>', CONCAT(?, '(1)')) = 1", value),
			kin.Raw[item]("EXP(LENGTH(?) * 999) > 0", value),
		},
	}[dialect]
	out := make([]refusal, len(preds))
	for i, p := range preds {
		out[i] = refusal{name: fmt.Sprint("raw ", i), run: func(db *kin.DB) error {
			return errorOf(tm.Items.Filter(p).All(ctx, db))
		}}
	}
	return out
}

// TestNoValueInErrors: what kin says of a value that it or a database refuses does not
// repeat it, nor does the log or what may be written of a trace. The error of the
// driver, which may, is wrapped.
func TestNoValueInErrors(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, _ *faults) {
		const value = "CanarySec"
		check(t, tm.Items.CreateMany(ctx, db, []*tm.Item{{Name: value, Views: math.MaxInt32, Shelf: new(value), Place: new(int32(1))}, {Name: "other", Views: 1}}))
		check(t, lm.Words.Create(ctx, db, &lm.Word{Text: value, Slug: value}))
		check(t, lm.Nodes.Create(ctx, db, &lm.Node{}))
		dialect := db.Driver().Dialect().Name
		repeated := 0 // errors of drivers with the value
		for _, r := range append(refusals(), rawRefusals(dialect)...) {
			t.Run(r.name, func(t *testing.T) {
				var logged bytes.Buffer
				err := r.run(db.With(
					kin.Log(slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))),
					kin.Trace(func(_ context.Context, e kin.Event) {
						if text := e.SQL + kin.ErrorKind(e.Err) + e.Op + e.Table; holds(text) {
							t.Errorf("the trace: %s", text)
						}
					}),
				))
				if taken := slices.Contains(r.takenBy, dialect); taken != (err == nil) {
					t.Fatalf("the error is %v", err)
				}
				if text := logged.String(); holds(text) {
					t.Errorf("the log: %s", text)
				}
				if text := fmt.Sprintf("%v %+v %s", err, err, kin.ErrorKind(err)); holds(text) {
					t.Errorf("%T: %s", err, text)
				}
				eachWrapped(err, func(err error) {
					if !holds(fmt.Sprintf("%v %+v", err, err)) {
						return
					}
					switch err.(type) {
					case *pgconn.PgError, *driver.MySQLError, *sqlite.Error:
						repeated++
					default:
						t.Errorf("%T is wrapped: %v", err, err)
					}
				})
			})
		}
		if repeated == 0 && dialect != "sqlite" { // which hardly ever does
			t.Error("no error of the driver is wrapped")
		}
	})
}

// TestDriverErrorIsReachable: a program that needs what the server said finds it.
func TestDriverErrorIsReachable(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB, _ *faults) {
		const value = "CanarySec"
		check(t, tm.Items.Create(ctx, db, &tm.Item{Name: value}))
		err := tm.Items.Create(ctx, db, &tm.Item{Name: value})
		said := ""
		if e, ok := errors.AsType[*pgconn.PgError](err); ok {
			said = e.Detail
		}
		if e, ok := errors.AsType[*driver.MySQLError](err); ok {
			said = e.Message
		}
		if e, ok := errors.AsType[*sqlite.Error](err); ok {
			said = e.Message
		}
		want := map[string]string{
			"sqlite":   "UNIQUE constraint failed: items.name",
			"postgres": "Key (name)=(CanarySec) already exists.",
			"mariadb":  "Duplicate entry 'CanarySec' for key 'items_name_key'",
			"mysql":    "Duplicate entry 'CanarySec' for key 'items.items_name_key'",
		}[db.Driver().Dialect().Name]
		if said != want {
			t.Errorf("the driver says %q, want %q", said, want)
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
