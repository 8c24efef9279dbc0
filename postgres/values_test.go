package postgres

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
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
	bool boolean, int16 smallint, int32 integer, int64 bigint, float32 real, float64 double precision, decimal numeric(38,2),
	text text, bytes bytea, time timestamptz, date date, json jsonb, uuid uuid,
	intptr bigint, textptr varchar(30), timeptr timestamp, "null" text, uuidptr uuid)`

var everythingInsert = statement("INSERT INTO e VALUES (" + placeholders(18) + ")")

func placeholders(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ", $%d", i+1)
	}
	return b.String()[2:]
}

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
			Float32: -math.MaxFloat32, Float64: -math.MaxFloat64, Decimal: "-" + strings.Repeat("9", 36) + ".99",
			Bytes: []byte{0}, Time: day(1, 1, 1), Date: day(1, 1, 1), JSON: `{}`,
			IntPtr: &n, TextPtr: &text, TimePtr: &when, Null: sql.Null[string]{V: "", Valid: true}, UUIDPtr: &u,
		},
		"largest": {
			Bool: true, Int16: math.MaxInt16, Int32: math.MaxInt32, Int64: math.MaxInt64,
			Float32: math.MaxFloat32, Float64: math.MaxFloat64, Decimal: strings.Repeat("9", 36) + ".99",
			Text: strings.Repeat("Aäß世🙂\"'\\\n", 10000), Bytes: bytes.Repeat([]byte{0, 255, 39}, 1<<19),
			Time: time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC), Date: day(9999, 12, 31),
			JSON: `{"a": [1, 2.5, null, "é"]}`, UUID: [16]byte(bytes.Repeat([]byte{255}, 16)),
		},
		"tiny": {
			Float32: math.SmallestNonzeroFloat32, Float64: math.SmallestNonzeroFloat64, Decimal: "0.01",
			Bytes: []byte{}, Time: day(1970, 1, 1), Date: day(1969, 12, 31), JSON: `""`,
		},
	}
}

func TestRoundTrip(t *testing.T) {
	c := acquire(t, openTest(t))
	script(t, c, everythingTable)
	for name, want := range extremes() {
		t.Run(name, func(t *testing.T) {
			exec(t, c, "DELETE FROM e")
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
	c := acquire(t, openTest(t))
	script(t, c, everythingTable)
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

// every value that one element of a set and of its own is stored as.
func sampleValues() map[string][]dialect.Value {
	u := string(bytes.Repeat([]byte{0xde, 0xad}, 8))
	float := func(k schema.Kind, f float64) dialect.Value {
		return dialect.Value{Kind: k, N: int64(math.Float64bits(f))}
	}
	decimal := func(s string) dialect.Value { return dialect.Value{Kind: schema.Decimal, S: s} }
	n := func(k schema.Kind, n ...int64) (out []dialect.Value) {
		for _, n := range n {
			out = append(out, dialect.Value{Kind: k, N: n})
		}
		return out
	}
	s := func(k schema.Kind, s ...string) (out []dialect.Value) {
		for _, s := range s {
			out = append(out, dialect.Value{Kind: k, S: s})
		}
		return out
	}
	return map[string][]dialect.Value{
		"boolean":          n(schema.Bool, 0, 1),
		"smallint":         n(schema.Int16, math.MinInt16, 0, math.MaxInt16),
		"integer":          n(schema.Int32, math.MinInt32, 0, math.MaxInt32),
		"bigint":           n(schema.Int64, math.MinInt64, 0, math.MaxInt64),
		"real":             {float(schema.Float32, 0.5), float(schema.Float32, -math.MaxFloat32)},
		"double precision": {float(schema.Float64, 0.1), float(schema.Float64, math.MaxFloat64)},
		"numeric":          {decimal("0.10"), decimal("-99999999999999999999.99")},
		"text":             s(schema.Text, "", "a", `{"x",'y'\}`, "NULL", "äß世🙂"),
		"varchar(40)":      s(schema.Text, "", "a", `{"x",'y'\}`, "NULL"),
		"bytea":            s(schema.Bytes, "", "\x00\xff\\"),
		"timestamptz":      n(schema.Time, 0, -1, 253402300799999999, -62135596800000000),
		"timestamp":        n(schema.Time, 0, -1, 253402300799999999, -62135596800000000),
		"date":             n(schema.Date, 0, -1, 2932896, -719162),
		"jsonb":            s(schema.JSON, `{"a": "\""}`, `[]`),
		"json":             s(schema.JSON, `{"a": "\""}`, `[]`),
		"uuid":             s(schema.UUID, u, string(make([]byte, 16))),
	}
}

// A value alone, as an element of a set, and as text that PostgreSQL converts are
// the same; so are NULLs in a set.
func TestSetsOfEveryType(t *testing.T) {
	c := acquire(t, openTest(t))
	for typ, values := range sampleValues() {
		kind := values[0].Kind
		all := append([]dialect.Value{dialect.Null(kind)}, values...)
		sql := "SELECT count(*) FROM unnest($1::" + typ + "[]) WITH ORDINALITY AS u(v, n)"
		if got := queryInt(t, c, sql, set(kind, all...)); got != int64(len(all)) {
			t.Errorf("%s: %d elements of %d", typ, got, len(all))
		}
		if got := queryInt(t, c, "SELECT count(*) FROM unnest($1::"+typ+"[]) AS u(v) WHERE v IS NULL", set(kind, all...)); got != 1 {
			t.Errorf("%s: %d NULLs", typ, got)
		}
		if got := queryInt(t, c, "SELECT cardinality($1::"+typ+"[])", set(kind)); got != 0 {
			t.Errorf("%s: an empty set has %d elements", typ, got)
		}
		for i, v := range values {
			same := "SELECT count(*) FROM unnest($1::" + typ + "[]) WITH ORDINALITY AS u(v, n) WHERE n = $2 AND v::text = $3::" + typ + "::text"
			if got := queryInt(t, c, same, set(kind, all...), dialect.Int(int64(i+2)), v); got != 1 {
				t.Errorf("%s: element %d is not %v", typ, i, v.Any())
			}
		}
	}
}

// Values go to parameters of other types than their own where PostgreSQL converts
// them, and are refused otherwise.
func TestConvertedArguments(t *testing.T) {
	c := acquire(t, openTest(t))
	half := dialect.Value{Kind: schema.Float64, N: int64(math.Float64bits(0.5))}
	for _, test := range []struct {
		sql  string
		v    dialect.Value
		want string
	}{
		{"SELECT $1", dialect.Int(5), "5"},
		{"SELECT $1::numeric::text", dialect.Int(math.MinInt64), "-9223372036854775808"},
		{"SELECT $1::numeric::text", half, "0.5"},
		{"SELECT $1::float8::text", dialect.Int(3), "3"},
		{"SELECT $1::text", half, "0.5"},
		{"SELECT $1::text", dialect.Value{Kind: schema.Bool, N: 1}, "true"},
		{"SELECT $1::text", dialect.Value{Kind: schema.Time, N: 1}, "1970-01-01 00:00:00.000001"},
		{"SELECT $1::timestamptz::text", dialect.Value{Kind: schema.Date, N: -1}, "1969-12-31 00:00:00+00"},
		{"SELECT $1::date::text", dialect.Value{Kind: schema.Time, N: 86400e6}, "1970-01-02"},
		{"SELECT $1::bigint::text", dialect.Text("7"), "7"},
		{"SELECT $1::interval::text", dialect.Text("2 days"), "2 days"},
		{"SELECT $1::text", dialect.Value{Kind: schema.UUID, S: strings.Repeat("\xab", 16)}, "abababab-abab-abab-abab-abababababab"},
		{"SELECT encode($1::bytea, 'hex')", dialect.Value{Kind: schema.UUID, S: strings.Repeat("\xab", 16)}, strings.Repeat("ab", 16)},
		{"SELECT ($1::int[])[2]::text", set(schema.Int64, dialect.Int(1), dialect.Int(2)), "2"},
		{"SELECT ($1::numeric[])[2]::text", set(schema.Int64, dialect.Int(1), dialect.Int(2)), "2"},
	} {
		if got := queryString(t, c, test.sql, test.v); got != test.want {
			t.Errorf("%s with %v: %q, want %q", test.sql, test.v.Any(), got, test.want)
		}
	}
	for _, test := range []struct {
		sql string
		v   dialect.Value
	}{
		{"SELECT $1::int", dialect.Int(math.MaxInt64)},
		{"SELECT $1::smallint[]", set(schema.Int64, dialect.Int(math.MaxInt64))},
		{"SELECT $1::real", dialect.Value{Kind: schema.Float64, N: int64(math.Float64bits(1e300))}},
		{"SELECT $1::uuid", dialect.Text("x")},
		{"SELECT $1::date", dialect.Text("yesterday or so")},
	} {
		if err := execErr(c, test.sql, test.v); !errors.Is(err, dialect.ErrCheck) {
			t.Errorf("%s: %v", test.sql, err)
		}
	}
}

func TestDecodeForms(t *testing.T) {
	c := acquire(t, openTest(t))
	script(t, c, "CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE DOMAIN name40 AS varchar(40)")
	for sql, want := range map[string]string{
		"SELECT 'happy'::mood":               "happy",
		"SELECT 'x'::name40":                 "x",
		"SELECT '2 days'::interval":          "2 days",
		"SELECT ARRAY[1,2]":                  "{1,2}",
		"SELECT 1.50::numeric(5,2)":          "1.50",
		"SELECT 'NaN'::numeric":              "NaN",
		`SELECT '{"b":1,"a":2}'::jsonb`:      `{"a": 2, "b": 1}`,
		"SELECT repeat('ab', 16)::uuid":      "abababab-abab-abab-abab-abababababab",
		"SELECT 'abc'::char(5)":              "abc  ",
		"SELECT 'pg_class'::name":            "pg_class",
		"SELECT 12::smallint":                "12",
		"SELECT '12:13:14.5'::time":          "12:13:14.5",
		"SELECT current_setting('TimeZone')": "UTC",
	} {
		if got := queryString(t, c, sql); got != want {
			t.Errorf("%s: %q, want %q", sql, got, want)
		}
	}
	script(t, c, "CREATE TABLE m (m mood, n name40)")
	exec(t, c, "INSERT INTO m VALUES ($1, $2)", dialect.Text("sad"), dialect.Text("y"))
	if got := queryString(t, c, "SELECT m || n FROM m WHERE m = $1", dialect.Text("sad")); got != "sady" {
		t.Error(got)
	}
	if got := queryInt(t, c, "SELECT 5::numeric"); got != 5 {
		t.Error(got)
	}
	type floatRow struct {
		F float64 `kind:"float64"`
	}
	for sql, want := range map[string]float64{"SELECT 1.25::numeric": 1.25, "SELECT 2::real": 2, "SELECT 3": 3} {
		if got := query[floatRow](t, c, sql)[0].F; got != want {
			t.Errorf("%s: %v", sql, got)
		}
	}
}

func TestDecodeErrors(t *testing.T) {
	c := acquire(t, openTest(t))
	ctx := context.Background()
	var scan *dialect.ScanError
	type timeRow struct {
		T time.Time `kind:"time"`
	}
	for _, sql := range []string{"SELECT NULL::bigint", "SELECT 'x'::text", "SELECT 1.5::float8", "SELECT 9e30::numeric"} {
		if _, err := queryCtx[intRow](t, ctx, c, sql); !errors.As(err, &scan) || scan.Field != "N" {
			t.Errorf("%s: %v", sql, err)
		}
	}
	for _, sql := range []string{"SELECT 'infinity'::timestamptz", "SELECT '-infinity'::timestamp", "SELECT 'infinity'::date"} {
		if _, err := queryCtx[timeRow](t, ctx, c, sql); !errors.As(err, &scan) || !errors.Is(err, errInfinity) {
			t.Errorf("%s: %v", sql, err)
		}
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
	if n := queryInt(t, c, "SELECT 7"); n != 7 {
		t.Error("not usable afterwards")
	}
}

func TestBindErrors(t *testing.T) {
	c := acquire(t, openTest(t))
	for name, args := range map[string][]dialect.Value{
		"too few":  {},
		"too many": {dialect.Int(1), dialect.Int(2)},
		"no kind":  {{}},
	} {
		if err := execErr(c, "SELECT $1", args...); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for _, sql := range []string{"SELECT 1; SELECT 2", "SELECT 1\x00", "SELEC"} {
		if err := execErr(c, sql); err == nil {
			t.Errorf("%q: no error", sql)
		}
	}
	if n := queryInt(t, c, "SELECT $1::bigint", dialect.Int(5)); n != 5 {
		t.Error("not usable afterwards")
	}
}
