package postgres

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"unsafe"

	"github.com/jackc/pgx/v5"
	"go.uber.org/goleak"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The server of the tests is at the URL in urlEnv. Where there is none, tests that
// need it are left out and say so, unless requiredEnv is 1.
const (
	urlEnv      = "KIN_POSTGRES"
	requiredEnv = "KIN_REQUIRE_DATABASES"
)

// serverURL returns the URL of the server, or leaves the test out.
func serverURL(t testing.TB) string {
	t.Helper()
	if u := os.Getenv(urlEnv); u != "" {
		return u
	}
	if os.Getenv(requiredEnv) == "1" {
		t.Fatalf("%s is not set, and %s=1 requires it", urlEnv, requiredEnv)
	}
	fmt.Fprintf(os.Stderr, "LEFT OUT: %s needs PostgreSQL; set %s=postgres://...\n", t.Name(), urlEnv)
	t.Skipf("%s is not set", urlEnv)
	return ""
}

var schemas atomic.Int64

// newSchema makes an empty schema that is dropped at the end of the test, and
// returns a URL whose connections use it.
func newSchema(t testing.TB) string {
	t.Helper()
	base := serverURL(t)
	name := fmt.Sprintf("kin_test_%d_%d", os.Getpid(), schemas.Add(1))
	admin(t, base, "CREATE SCHEMA "+name)
	t.Cleanup(func() { admin(t, base, "DROP SCHEMA "+name+" CASCADE") })
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

// admin runs SQL on a connection of its own.
func admin(t testing.TB, u, sql string) {
	t.Helper()
	ctx := context.Background()
	c, err := pgx.Connect(ctx, u)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Exec(ctx, sql)
	if closeErr := c.Close(ctx); err == nil {
		err = closeErr
	}
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// openTest opens the database in a schema of its own until the end of the test.
func openTest(t testing.TB, opts ...Option) *driver {
	t.Helper()
	return openURL(t, newSchema(t), opts...)
}

func openURL(t testing.TB, u string, opts ...Option) *driver {
	t.Helper()
	d, err := OpenDriver(context.Background(), u, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d.(*driver)
}

// openDB opens a database with the tables of models.
func openDB(t testing.TB, models []*kin.Mapping, opts ...Option) *kin.DB {
	t.Helper()
	db := kin.NewDB(openTest(t, opts...))
	if err := kin.CreateTables(context.Background(), db, models...); err != nil {
		t.Fatal(err)
	}
	return db
}

// acquire takes a connection until the end of the test.
func acquire(t testing.TB, d *driver) *conn {
	t.Helper()
	c, err := d.acquire(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Release)
	return c
}

func script(t testing.TB, c dialect.Conn, sql string) {
	t.Helper()
	if err := c.Script(context.Background(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func statement(sql string) *dialect.Statement { return &dialect.Statement{SQL: sql} }

func exec(t testing.TB, c dialect.Conn, sql string, args ...dialect.Value) dialect.Result {
	t.Helper()
	r, err := c.Exec(context.Background(), statement(sql), args)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return r
}

func execErr(c dialect.Conn, sql string, args ...dialect.Value) error {
	_, err := c.Exec(context.Background(), statement(sql), args)
	return err
}

// slotsOf makes a slot for each field of T. A tag names the stored kind.
func slotsOf[T any](t testing.TB) []dialect.Slot {
	t.Helper()
	var slots []dialect.Slot
	typ := reflect.TypeFor[T]()
	for i := range typ.NumField() {
		f := typ.Field(i)
		stored := schema.Type{Kind: kindByName(f.Tag.Get("kind"))}
		if stored.Kind == schema.Decimal {
			stored.Precision, stored.Scale = 38, 2
		}
		nullable := f.Type.Kind() == reflect.Pointer || f.Type.PkgPath() == "database/sql"
		s, err := dialect.NewSlot(f.Type, f.Offset, stored, nullable)
		if err != nil {
			t.Fatal(err)
		}
		s.Field, s.Column = f.Name, strings.ToLower(f.Name)
		slots = append(slots, s)
	}
	return slots
}

func kindByName(name string) schema.Kind {
	for k := schema.Bool; k <= schema.UUID; k++ {
		if k.String() == name {
			return k
		}
	}
	return schema.Invalid
}

// query reads all rows of a query into values of T.
func query[T any](t testing.TB, c dialect.Conn, sql string, args ...dialect.Value) []T {
	t.Helper()
	all, err := queryCtx[T](t, context.Background(), c, sql, args...)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return all
}

func queryCtx[T any](t testing.TB, ctx context.Context, c dialect.Conn, sql string, args ...dialect.Value) ([]T, error) {
	t.Helper()
	slots := slotsOf[T](t)
	rows, err := c.Query(ctx, statement(sql), args)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		all = append(all, *new(T))
		if err := rows.Decode(0, slots, unsafe.Pointer(&all[len(all)-1])); err != nil {
			return nil, err
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return all, rows.Close()
}

type intRow struct {
	N int64 `kind:"int64"`
}

type textRow struct {
	S string `kind:"text"`
}

func queryInt(t testing.TB, c dialect.Conn, sql string, args ...dialect.Value) int64 {
	t.Helper()
	all := query[intRow](t, c, sql, args...)
	if len(all) != 1 {
		t.Fatalf("%s: %d rows", sql, len(all))
	}
	return all[0].N
}

func queryString(t testing.TB, c dialect.Conn, sql string, args ...dialect.Value) string {
	t.Helper()
	all := query[textRow](t, c, sql, args...)
	if len(all) != 1 {
		t.Fatalf("%s: %d rows", sql, len(all))
	}
	return all[0].S
}

func set(k schema.Kind, values ...dialect.Value) dialect.Value {
	s := new(dialect.Set)
	for _, v := range values {
		s.Append(v)
	}
	return dialect.Value{Kind: k, Set: s}
}
