package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"
	"unsafe"

	"pgregory.net/rapid"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// everything has a field of each kind, and the forms that may be NULL.
type everything struct {
	Bool    bool      `kind:"bool"`
	Int16   int16     `kind:"int16"`
	Int32   int32     `kind:"int32"`
	Int64   int64     `kind:"int64"`
	Float32 float32   `kind:"float32"`
	Float64 float64   `kind:"float64"`
	Decimal string    `kind:"decimal"`
	Text    string    `kind:"text"`
	Bytes   []byte    `kind:"bytes"`
	Time    time.Time `kind:"time"`
	Date    time.Time `kind:"date"`
	JSON    string    `kind:"json"`
	UUID    [16]byte  `kind:"uuid"`

	IntPtr  *int64           `kind:"int64"`
	TextPtr *string          `kind:"text"`
	TimePtr *time.Time       `kind:"time"`
	Null    sql.Null[string] `kind:"text"`
	UUIDPtr *[16]byte        `kind:"uuid"`
}

const everythingTable = `CREATE TABLE e (
	bool INTEGER, int16 INTEGER, int32 INTEGER, int64 INTEGER, float32 REAL, float64 REAL, decimal INTEGER,
	text TEXT, bytes BLOB, time TEXT, date TEXT, json TEXT, uuid BLOB,
	intptr INTEGER, textptr TEXT, timeptr TEXT, "null" TEXT, uuidptr BLOB) STRICT`

var everythingInsert = statement("INSERT INTO e VALUES (?" + strings.Repeat(", ?", 17) + ")")

func encode(t testing.TB, slots []dialect.Slot, e *everything) []dialect.Value {
	t.Helper()
	var args []dialect.Value
	for i := range slots {
		v, err := slots[i].Value(unsafe.Pointer(e))
		if err != nil {
			t.Fatal(err)
		}
		args = append(args, v)
	}
	return args
}

func extremes() map[string]everything {
	text, when, n, u := "x", time.Date(1969, 12, 31, 23, 59, 59, 999999000, time.UTC), int64(math.MinInt64), [16]byte{1, 15: 2}
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	return map[string]everything{
		"zero": {Decimal: "0.00", Bytes: []byte{}, JSON: "null", Time: day(1, 1, 1), Date: day(1, 1, 1)},
		"smallest": {
			Int16: math.MinInt16, Int32: math.MinInt32, Int64: math.MinInt64,
			Float32: -math.MaxFloat32, Float64: -math.MaxFloat64, Decimal: "-9999999999999999.99",
			Bytes: []byte{0}, Time: day(1, 1, 1), Date: day(1, 1, 1), JSON: `{}`,
			IntPtr: &n, TextPtr: &text, TimePtr: &when, Null: sql.Null[string]{V: "", Valid: true}, UUIDPtr: &u,
		},
		"largest": {
			Bool: true, Int16: math.MaxInt16, Int32: math.MaxInt32, Int64: math.MaxInt64,
			Float32: math.MaxFloat32, Float64: math.MaxFloat64, Decimal: "9999999999999999.99",
			Text: strings.Repeat("Aäß世🙂\"'\\\n", 10000), Bytes: bytes.Repeat([]byte{0, 255, 39}, 1<<19),
			Time: time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC), Date: day(9999, 12, 31),
			JSON: `{"a": [1, 2.5, null, "é\u0001"]}`, UUID: [16]byte(bytes.Repeat([]byte{255}, 16)),
		},
		"tiny": {
			Float32: math.SmallestNonzeroFloat32, Float64: math.SmallestNonzeroFloat64, Decimal: "0.01",
			Bytes: []byte{}, Time: day(1970, 1, 1), Date: day(1969, 12, 31), JSON: `""`,
		},
	}
}

func TestRoundTrip(t *testing.T) {
	for name, want := range extremes() {
		t.Run(name, func(t *testing.T) {
			c := acquire(t, openPath(t, ":memory:"), dialect.Write)
			exec(t, c, everythingTable)
			args := encode(t, slotsOf[everything](t), &want)
			if _, err := c.Exec(context.Background(), everythingInsert, args); err != nil {
				t.Fatal(err)
			}
			got := query[everything](t, c, "SELECT * FROM e")
			if len(got) != 1 || !reflect.DeepEqual(got[0], want) {
				t.Errorf("got %.500v\nwant %.500v", got, want)
			}
		})
	}
}

func TestRoundTripRandom(t *testing.T) {
	c := acquire(t, openPath(t, ":memory:"), dialect.Write)
	exec(t, c, everythingTable)
	slots := slotsOf[everything](t)
	rapid.Check(t, func(rt *rapid.T) {
		want := everything{
			Bool: rapid.Bool().Draw(rt, "bool"), Int16: rapid.Int16().Draw(rt, "int16"), Int32: rapid.Int32().Draw(rt, "int32"),
			Int64: rapid.Int64().Draw(rt, "int64"), Float32: rapid.Float32().Draw(rt, "float32"), Float64: rapid.Float64().Draw(rt, "float64"),
			Decimal: "0.00", Text: strings.ReplaceAll(rapid.String().Draw(rt, "text"), "\x00", ""), JSON: "1",
			Bytes: rapid.SliceOf(rapid.Byte()).Draw(rt, "bytes"),
			Time:  time.UnixMicro(rapid.Int64Range(-62135596800e6, 253402300799e6).Draw(rt, "time")).UTC(),
			Date:  time.Unix(86400*rapid.Int64Range(-719162, 2932896).Draw(rt, "date"), 0).UTC(),
		}
		if want.Bytes == nil {
			want.Bytes = []byte{}
		}
		exec(t, c, "DELETE FROM e")
		if _, err := c.Exec(context.Background(), everythingInsert, encode(t, slots, &want)); err != nil {
			rt.Fatal(err)
		}
		if got := query[everything](t, c, "SELECT * FROM e"); len(got) != 1 || !reflect.DeepEqual(got[0], want) {
			rt.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestStoredForms(t *testing.T) {
	c := acquire(t, openPath(t, ":memory:"), dialect.Write)
	u := string([]byte{0xde, 0xad, 0xbe, 0xef, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
	tests := []struct {
		v    dialect.Value
		want string
	}{
		{dialect.Value{Kind: schema.Time, N: 1}, "text 1970-01-01 00:00:00.000001"},
		{dialect.Value{Kind: schema.Time, N: 0, Format: dialect.FormatDjango}, "text 1970-01-01 00:00:00"},
		{dialect.Value{Kind: schema.Date, N: -1}, "text 1969-12-31"},
		{dialect.Value{Kind: schema.UUID, S: u, Format: dialect.FormatDjango}, "text deadbeef000102030405060708090a0b"},
		{dialect.Value{Kind: schema.Decimal, N: 1234, S: "12.34", Scale: 2}, "integer 1234"},
		{dialect.Value{Kind: schema.Float64, N: int64(math.Float64bits(2))}, "real 2.0"},
		{dialect.Value{Kind: schema.Bool, N: 1}, "integer 1"},
		{dialect.Value{Kind: schema.Bytes}, "blob "},
		{dialect.Value{Kind: schema.Text}, "text "},
		{dialect.Value{Kind: schema.JSON, S: "{}"}, "text {}"},
	}
	for _, test := range tests {
		if got := queryString(t, c, "SELECT typeof(?1) || ' ' || ?1", test.v); got != test.want {
			t.Errorf("%v: got %q, want %q", test.v, got, test.want)
		}
	}
	if got := queryString(t, c, "SELECT typeof(?1) || hex(?1)", dialect.Value{Kind: schema.UUID, S: u}); got != "blobDEADBEEF000102030405060708090A0B" {
		t.Error(got)
	}
	if got := queryString(t, c, "SELECT typeof(?)", dialect.Null(schema.Text)); got != "null" {
		t.Error(got)
	}
}

func TestDecodeForms(t *testing.T) {
	c := acquire(t, openPath(t, ":memory:"), dialect.Write)
	type blobRow struct {
		B []byte `kind:"bytes"`
	}
	if got := query[blobRow](t, c, "SELECT zeroblob(3)")[0].B; !bytes.Equal(got, make([]byte, 3)) {
		t.Errorf("zeroblob: %v", got)
	}
	type floatRow struct {
		F float64 `kind:"float64"`
	}
	exec(t, c, "CREATE TABLE r (f REAL)")
	exec(t, c, "INSERT INTO r VALUES (5)")
	if got := query[floatRow](t, c, "SELECT f FROM r")[0].F; got != 5 {
		t.Errorf("a whole number in a REAL column: %v", got)
	}
	exec(t, c, "CREATE TABLE w (s TEXT)")

	path := t.TempDir() + "/utf16.db"
	d := openPath(t, path)
	script(t, d, "PRAGMA encoding = 'UTF-16le'; CREATE TABLE t (s TEXT); INSERT INTO t VALUES ('aä🙂')")
	w := acquire(t, d, dialect.Write)
	exec(t, w, "INSERT INTO t VALUES (?)", dialect.Text("ß"))
	if got := query[textRow](t, w, "SELECT s FROM t"); len(got) != 2 || got[0].S != "aä🙂" || got[1].S != "ß" {
		t.Errorf("UTF-16: %v", got)
	}
}

func TestDecodeErrors(t *testing.T) {
	c := acquire(t, openPath(t, ":memory:"), dialect.Write)
	ctx := context.Background()
	var scan *dialect.ScanError
	if _, err := queryCtx[intRow](t, ctx, c, "SELECT NULL"); !errors.As(err, &scan) || scan.Field != "N" {
		t.Errorf("NULL: %v", err)
	}
	if _, err := queryCtx[intRow](t, ctx, c, "SELECT 'x'"); !errors.As(err, &scan) {
		t.Errorf("text: %v", err)
	}
	rows, err := c.Query(ctx, statement("SELECT 1"), nil)
	if err != nil {
		t.Fatal(err)
	}
	var e everything
	if err := rows.Decode(0, slotsOf[intRow](t), unsafe.Pointer(&e)); !errors.As(err, &scan) {
		t.Errorf("before Next: %v", err)
	}
	rows.Next()
	if err := rows.Decode(0, slotsOf[everything](t), unsafe.Pointer(&e)); !errors.As(err, &scan) {
		t.Errorf("too many columns: %v", err)
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	if err := rows.Decode(0, slotsOf[intRow](t), unsafe.Pointer(&e)); !errors.As(err, &scan) || rows.Next() {
		t.Errorf("after Close: %v", err)
	}
}

func TestBindErrors(t *testing.T) {
	c := acquire(t, openPath(t, ":memory:"), dialect.Write)
	for name, args := range map[string][]dialect.Value{
		"too few":  {},
		"too many": {dialect.Int(1), dialect.Int(2)},
		"no kind":  {{}},
	} {
		if err := execErr(c, "SELECT ?", args...); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for _, sql := range []string{"", "-- nothing", "SELECT 1; SELECT 2", "SELECT 1; nonsense", "SELECT 1\x00", "SELEC"} {
		if err := execErr(c, sql); err == nil {
			t.Errorf("%q: no error", sql)
		}
	}
	for _, sql := range []string{"SELECT 1;", "SELECT 1 ; -- done", "/* a */ SELECT 1"} {
		exec(t, c, sql)
	}
	if n := queryInt(t, c, "SELECT ?", dialect.Int(5)); n != 5 {
		t.Error("not usable afterwards")
	}
}

func TestTooLong(t *testing.T) {
	if testing.Short() {
		t.Skip("takes 2 GB")
	}
	c := acquire(t, openPath(t, ":memory:"), dialect.Write)
	if err := execErr(c, "SELECT zeroblob(1000000001)"); !errors.Is(err, dialect.ErrTooLong) {
		t.Errorf("in SQL: %v", err)
	}
}
