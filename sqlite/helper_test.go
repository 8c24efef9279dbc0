package sqlite

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"go.uber.org/goleak"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(workerEnv); path != "" {
		os.Exit(worker(path))
	}
	goleak.VerifyTestMain(m)
}

// openFile opens a new database file that the test closes.
func openFile(t testing.TB, opts ...Option) *driver {
	t.Helper()
	return openPath(t, filepath.Join(t.TempDir(), "test.db"), opts...)
}

func openPath(t testing.TB, path string, opts ...Option) *driver {
	t.Helper()
	d, err := OpenDriver(context.Background(), path, opts...)
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

// acquire takes a connection until the end of the test.
func acquire(t testing.TB, d *driver, use dialect.Use) *conn {
	t.Helper()
	c, err := d.Acquire(context.Background(), use)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Release)
	return c.(*conn)
}

// script runs statements on the write connection and releases it.
func script(t testing.TB, d *driver, sql string) {
	t.Helper()
	c, err := d.Acquire(context.Background(), dialect.Write)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Release()
	if err := c.Script(context.Background(), sql); err != nil {
		t.Fatal(err)
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
			stored.Precision, stored.Scale = 18, 2
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
