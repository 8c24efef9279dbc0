package kin_test

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	jm "github.com/kinorm/kin/internal/testmodels/jsonmodels"
)

// sameStored has what encoding/json writes as kin does, in the order of jm.Stored.
type sameStored struct {
	Int   int     `json:"int"`
	I8    int8    `json:"i8"`
	I16   int16   `json:"i16"`
	I32   int32   `json:"i32"`
	I64   int64   `json:"i64,string"`
	Uint  uint    `json:"uint"`
	U8    uint8   `json:"u8"`
	U16   uint16  `json:"u16"`
	U32   uint32  `json:"u32"`
	U64   uint64  `json:"u64"`
	Flag  bool    `json:"flag"`
	F32   float32 `json:"f32"`
	F64   float64 `json:"f64"`
	Price string  `json:"price"`
	Text  string  `json:"text"`
	Short string  `json:"short"`
	At    string  `json:"at"`
	Day   string  `json:"day"`
	Blob  []byte  `json:"blob"`
	Tiny  []byte  `json:"tiny"`
}

// escapedTexts make strings of what an encoder may get wrong: escapes, ends of lines of
// scripts, characters of every length, and the borders of words of eight bytes.
func escapedTexts() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		"a", "bcdefgh", "ijklmnop", " ", "\"", "\\", "<", ">", "&", "\n", "\r", "\t", "\b", "\f", "\x01", "\x1f", "\x7f", "=", "$", "'", ";", "?", "~",
		"\u00e9", "\u2028", "\u2029", "\u202a", "\ufffd", "\ud7ff", "\U0001F600", "\U0010FFFF", "\u0416\u0443\u043a",
	})
	return rapid.OneOf(
		rapid.Map(rapid.SliceOfN(piece, 0, 40), func(list []string) string { return strings.Join(list, "") }),
		rapid.Map(rapid.String(), withoutNUL),
	)
}

func instants() *rapid.Generator[time.Time] {
	zones := rapid.SampledFrom([]*time.Location{time.UTC, time.FixedZone("east", 5*3600+1800), time.FixedZone("west", -3600)})
	return rapid.Custom(func(t *rapid.T) time.Time {
		seconds := rapid.OneOf(rapid.Int64Range(firstSecond+86400, lastSecond-86400), rapid.SampledFrom([]int64{0, -1, 1})).Draw(t, "seconds")
		nano := rapid.OneOf(rapid.Int64Range(0, 999_999_999), rapid.SampledFrom([]int64{0, 1, 999, 1000, 500_000_000, 999_999_999})).Draw(t, "nano")
		return time.Unix(seconds, nano).In(zones.Draw(t, "zone"))
	})
}

// Values are written as encoding/json writes equal ones.
func TestEncodesAsEncodingJSON(t *testing.T) {
	chosen := storedChoice()
	rapid.Check(t, func(t *rapid.T) {
		v := &jm.Stored{ID: 1}
		draw := func(name string) any { return columnValues[name].Draw(t, name) }
		v.Int, v.I8, v.I16, v.I32, v.I64 = draw("Int").(int), draw("I8").(int8), draw("I16").(int16), draw("I32").(int32), draw("I64").(int64)
		v.Uint, v.U8, v.U16, v.U32, v.U64 = draw("Uint").(uint), draw("U8").(uint8), draw("U16").(uint16), draw("U32").(uint32), draw("U64").(uint64)
		v.Flag = draw("Flag").(bool)
		v.F64 = rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{1e-6, 1e-7, 9.99e-7, 1e20, 1e21, -1e21, 1e-9, 1e-10, 1e100, 5e-324})).Draw(t, "F64")
		v.F32 = rapid.OneOf(rapid.Float32(), rapid.SampledFrom([]float32{1e-6, 1e-7, 1e20, 1e21, -1e21, 1e-9, 1e-10})).Draw(t, "F32")
		v.Price = rapid.StringMatching(`-?[1-9][0-9]{0,9}\.[0-9]{2}`).Draw(t, "Price")
		v.Text, v.Blob, v.Tiny = escapedTexts().Draw(t, "Text"), draw("Blob").([]byte), draw("Tiny").([]byte)
		if s := escapedTexts().Draw(t, "Short"); utf8.RuneCountInString(s) <= 10 {
			v.Short = s
		}
		v.At, v.Day = instants().Draw(t, "At"), instants().Draw(t, "Day")
		same := sameStored{
			v.Int, v.I8, v.I16, v.I32, v.I64, v.Uint, v.U8, v.U16, v.U32, v.U64, v.Flag, v.F32 + 0, v.F64 + 0, v.Price, v.Text, v.Short,
			time.UnixMicro(v.At.UnixMicro()).UTC().Format(time.RFC3339Nano), v.Day.Format(time.DateOnly), v.Blob, v.Tiny,
		}
		if same.Blob == nil {
			same.Blob = []byte{}
		}
		want, err := json.Marshal(same)
		if err != nil {
			t.Fatal(err)
		}
		got, err := kin.Encode(v, chosen...)
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%v\ngot  %s\nwant %s", err, got, want)
		}
	})
}

// storedChoice chooses what sameStored has.
func storedChoice() []kin.EncodeOption[*jm.Stored] {
	s := jm.Storeds
	return []kin.EncodeOption[*jm.Stored]{kin.Include(
		s.Int, s.I8, s.I16, s.I32, s.I64, s.Uint, s.U8, s.U16, s.U32, s.U64, s.Flag, s.F32, s.F64, s.Price, s.Text, s.Short, s.At, s.Day, s.Blob, s.Tiny,
	)}
}

// A decimal has all digits of its scale and no others, however the field holds it.
func TestEncodeDecimals(t *testing.T) {
	for in, want := range map[string]string{
		"0": "0.00", "-0": "0.00", "-0.00": "0.00", "00.5": "0.50", "0.5": "0.50", "0.50": "0.50", "+1": "1.00", "-0.01": "-0.01", ".5": "0.50", "7.": "7.00",
		"0007.10": "7.10", "9999999999.99": "9999999999.99", "-9999999999.99": "-9999999999.99", "1.2300": "1.23", "10.00": "10.00", "01.00": "1.00",
	} {
		got := string(must(kin.Encode(&jm.Stored{Price: in}, kin.Include(jm.Storeds.Price)))(t))
		if got != `{"price":"`+want+`"}` {
			t.Errorf("%s: %s", in, got)
		}
	}
	for _, in := range []string{"", "x", "1.234", "10000000000.00", "1e3", "1.0x", "12345678901.2", "-", "1,00"} {
		if got, err := kin.Encode(&jm.Stored{Price: in}, kin.Include(jm.Storeds.Price)); err == nil {
			t.Errorf("%q was written as %s", in, got)
		}
	}
}

// What could not be stored is not written either.
func TestEncodeUnstorable(t *testing.T) {
	s := jm.Storeds
	for name, test := range map[string]struct {
		v    jm.Stored
		part kin.Part[*jm.Stored]
	}{
		"NUL":              {jm.Stored{Text: "a\x00"}, s.Text},
		"no UTF-8":         {jm.Stored{Text: "12345678\xff"}, s.Text},
		"a surrogate":      {jm.Stored{Text: "\xed\xa0\x80"}, s.Text},
		"a long text":      {jm.Stored{Short: "12345678901"}, s.Short},
		"long bytes":       {jm.Stored{Tiny: make([]byte, 5)}, s.Tiny},
		"NaN":              {jm.Stored{F64: math.NaN()}, s.F64},
		"infinity":         {jm.Stored{F32: float32(math.Inf(-1))}, s.F32},
		"a large integer":  {jm.Stored{U64: math.MaxInt64 + 1}, s.U64},
		"a late time":      {jm.Stored{At: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}, s.At},
		"an early time":    {jm.Stored{At: time.Date(1, 1, 1, 0, 0, 0, 0, time.FixedZone("", 3600))}, s.At},
		"an early day":     {jm.Stored{Day: time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC)}, s.Day},
		"a large decimal":  {jm.Stored{Quantity: math.MaxInt64}, s.Quantity},
		"a ratio too fine": {jm.Stored{Ratio: 0.00001}, s.Ratio},
	} {
		got, err := kin.Encode(&test.v, kin.Include(test.part))
		if err == nil || !strings.Contains(err.Error(), "Stored.") {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
}

// A choice that was made before is found again, and is not taken for another.
func TestEncodeChoicesAreTold(t *testing.T) {
	post := samplePost()
	encode := func(options ...kin.EncodeOption[*jm.Post]) string {
		b, err := kin.Encode(post, options...)
		if err != nil {
			return err.Error()
		}
		return string(b)
	}
	p, c := jm.Posts, jm.Categories
	for range 2 {
		for want, got := range map[string]string{
			`{"id":1}`:                              encode(kin.Include(p.ID)),
			`{"title":"Go \u003c1\u003e"}`:          encode(kin.Include(p.Title)),
			`{}`:                                    encode(kin.Include(p.ID), kin.Exclude(p.ID)),
			`{"tags":[{"code":"go","label":"Go"}]}`: encode(kin.Include(p.Tags)),
			`{"tags":[{"code":"go"}]}`:              encode(kin.Include(p.Tags.Fields(jm.Tags.Code))),
			`{"tags":[{}]}`:                         encode(kin.Include(p.Tags.Fields())),
			`{"categories":[{"name":"News"}]}`:      encode(kin.Include(p.Categories.Fields(c.Name))),
			`{"categories":[{"id":4,"name":"News","post_category":{"sort_order":2,"note":"x"}}]}`: encode(kin.Include(p.Categories)),
		} {
			if got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		}
	}
	wrong := kin.Include[*jm.Sponsor](kin.Reverse(jm.Posts.Sponsors))
	for range 2 {
		if _, err := kin.Encode(&jm.Sponsor{}, wrong); err == nil {
			t.Error("a relation without a field was encoded")
		}
	}
}
