package sqlite

import (
	"encoding/hex"
	"encoding/json"
	"math"
	"slices"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

func setOf(kind schema.Kind, values ...dialect.Value) dialect.Value {
	v := dialect.Value{Kind: kind, Set: &dialect.Set{}}
	for _, e := range values {
		v.Set.Append(e)
	}
	return v
}

func TestSets(t *testing.T) {
	c := acquire(t, openPath(t, ":memory:"), dialect.Write)
	float := func(f float64) dialect.Value {
		return dialect.Value{Kind: schema.Float64, N: int64(math.Float64bits(f))}
	}
	of := func(k schema.Kind, n int64, s string) dialect.Value { return dialect.Value{Kind: k, N: n, S: s} }
	tests := []struct {
		set  dialect.Value
		want string
	}{
		{setOf(schema.Int64), `[]`},
		{setOf(schema.Int64, dialect.Int(math.MinInt64), dialect.Int(math.MaxInt64)), `[-9223372036854775808,9223372036854775807]`},
		{setOf(schema.Bool, of(schema.Bool, 1, ""), of(schema.Bool, 0, "")), `[1,0]`},
		{setOf(schema.Decimal, of(schema.Decimal, -1234, "-12.34")), `[-1234]`},
		{setOf(schema.Float64, float(0.1), float(1e300), float(2)), `[0.1,1e+300,2]`},
		{setOf(schema.Text, dialect.Text("a\"b\\c\n\x01ä"), dialect.Text("")), `["a\"b\\c\u000a\u0001ä",""]`},
		{setOf(schema.Time, of(schema.Time, 1, "")), `["1970-01-01 00:00:00.000001"]`},
		{setOf(schema.Date, of(schema.Date, 1, "")), `["1970-01-02"]`},
		{setOf(schema.Bytes, of(schema.Bytes, 0, "\x00\xff")), `["00ff"]`},
		{setOf(schema.UUID, of(schema.UUID, 0, "0123456789abcdef")), `["` + hex.EncodeToString([]byte("0123456789abcdef")) + `"]`},
	}
	for _, test := range tests {
		if got := queryString(t, c, "SELECT ?1", test.set); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
		if n := queryInt(t, c, "SELECT count(*) FROM json_each(?1)", test.set); n != int64(test.set.Set.Len) {
			t.Errorf("%s has %d elements", test.want, n)
		}
	}
	if n := queryInt(t, c, "SELECT count(*) FROM json_each(?1) WHERE unhex(value) = ?2", tests[8].set, of(schema.Bytes, 0, "\x00\xff")); n != 1 {
		t.Error("bytes of a set are not found with unhex")
	}
}

func TestSetFloatsAreExact(t *testing.T) {
	c := acquire(t, openPath(t, ":memory:"), dialect.Write)
	type floatRow struct {
		F float64 `kind:"float64"`
	}
	rapid.Check(t, func(rt *rapid.T) {
		v := dialect.Value{Kind: schema.Float64, Set: &dialect.Set{}}
		floats := rapid.SliceOfN(rapid.Float64(), 1, 20).Draw(rt, "floats")
		for _, f := range floats {
			v.Set.Append(dialect.Value{Kind: schema.Float64, N: int64(math.Float64bits(f))})
		}
		rows := query[floatRow](t, c, "SELECT CAST(value AS REAL) FROM json_each(?1)", v)
		got := make([]float64, len(rows))
		for i := range rows {
			got[i] = rows[i].F
		}
		if !slices.Equal(got, floats) {
			rt.Fatalf("got %v, want %v", got, floats)
		}
	})
}

func TestAppendStringRandom(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		want := rapid.SliceOf(rapid.String()).Draw(rt, "strings")
		v := dialect.Value{Kind: schema.Text, Set: &dialect.Set{}}
		for _, s := range want {
			v.Set.Append(dialect.Text(s))
		}
		var got []string
		if err := json.Unmarshal(dialect.AppendJSONSet(nil, &v, true), &got); err != nil || !slices.Equal(got, want) {
			rt.Fatalf("got %q, %v, want %q", got, err, want)
		}
	})
}

func FuzzAppendString(f *testing.F) {
	for _, s := range []string{"", "a", `"\`, "\x00\x1f\x7f", "ä世🙂\u2028", "</script>"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			t.Skip()
		}
		set := setOf(schema.Text, dialect.Text(a), dialect.Text(b))
		var got []string
		if err := json.Unmarshal(dialect.AppendJSONSet(nil, &set, true), &got); err != nil {
			t.Fatal(err)
		}
		if want := []string{a, b}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}
