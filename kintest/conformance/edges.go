package conformance

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// edges are cases about values that databases treat in different ways.
func edges() []example { return slices.Concat(refused(), stored(), lists()) }

// sample returns a row that every database stores.
func sample() *models.Sample {
	at := time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC)
	return &models.Sample{Price: "1.50", Color: models.Red, At: at, Day: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)}
}

// refused are cases about values that no database stores as they are. kin refuses
// them before it sends anything.
func refused() []example {
	year := func(n int) time.Time { return time.Date(n, 1, 1, 0, 0, 0, 0, time.UTC) }
	bad := func(name, field string, put func(x *models.Sample), kind error) example {
		return example{name + " is refused", nil, func(r *run) { isRefused(r, "Sample."+field, put, kind) }}
	}
	return []example{
		bad("an unsigned number above the largest int64", "U64", func(x *models.Sample) { x.U64 = math.MaxInt64 + 1 }, nil),
		bad("such a uint", "Uint", func(x *models.Sample) { x.Uint = math.MaxUint }, nil),
		bad("NaN", "F64", func(x *models.Sample) { x.F64 = math.NaN() }, nil),
		bad("infinity", "F64", func(x *models.Sample) { x.F64 = math.Inf(1) }, nil),
		bad("negative infinity", "F32", func(x *models.Sample) { x.F32 = float32(math.Inf(-1)) }, nil),
		bad("a decimal of too many digits", "Price", func(x *models.Sample) { x.Price = "10000000000000000.00" }, kin.ErrTooLong),
		bad("a decimal with too long a fraction", "Price", func(x *models.Sample) { x.Price = "0.001" }, nil),
		bad("a decimal that is no number", "Price", func(x *models.Sample) { x.Price = "1e3" }, nil),
		bad("a float that is no such decimal", "Ratio", func(x *models.Sample) { x.Ratio = 0.00001 }, nil),
		bad("an integer of too many digits", "Whole", func(x *models.Sample) { x.Whole = 1e18 }, kin.ErrTooLong),
		bad("text with NUL", "Text", func(x *models.Sample) { x.Text = "a\x00b" }, nil),
		bad("text that is no UTF-8", "Text", func(x *models.Sample) { x.Text = "\xff" }, nil),
		bad("text with half a character", "Text", func(x *models.Sample) { x.Text = "\xed\xa0\x80" }, nil),
		bad("text that is too long", "Short", func(x *models.Sample) { x.Short = strings.Repeat("\u00e9", 11) }, kin.ErrTooLong),
		bad("too many bytes", "Tiny", func(x *models.Sample) { x.Tiny = make([]byte, 5) }, kin.ErrTooLong),
		bad("a time before the year 1", "At", func(x *models.Sample) { x.At = year(0) }, nil),
		bad("a time after the year 9999", "At", func(x *models.Sample) { x.At = year(10000) }, nil),
		bad("a time that is after the year 9999 in UTC", "At", func(x *models.Sample) {
			x.At = time.Date(9999, 12, 31, 23, 59, 0, 0, time.FixedZone("", -3600))
		}, nil),
		bad("a date before the year 1", "Day", func(x *models.Sample) { x.Day = year(0) }, nil),
		bad("a name that is no constant of the type", "Color", func(x *models.Sample) { x.Color = "pink" }, kin.ErrInvalid),
		bad("a number that is no constant of the type", "Level", func(x *models.Sample) { x.Level = 7 }, kin.ErrInvalid),
		bad("a list with NUL", "Tags", func(x *models.Sample) { x.Tags = []string{"\x00"} }, nil),
		bad("a list with text that is no UTF-8", "Tags", func(x *models.Sample) { x.Tags = []string{"\xff"} }, nil),
		bad("JSON with NUL", "Doc", func(x *models.Sample) { x.Doc.V.Name = "\x00" }, nil),
	}
}

// isRefused writes a row with a bad value in every way.
func isRefused(r *run, field string, put func(x *models.Sample), kind error) {
	r.Helper()
	var sent atomic.Int64
	m := models.Samples
	db := r.db.With(kin.Trace(func(_ context.Context, e kin.Event) {
		if !e.Kind.Control() {
			sent.Add(1)
		}
	}))
	good := sample()
	r.ok(m.Create(r.ctx, db, good))
	broken := func(id int64) *models.Sample {
		x := sample()
		x.ID = id
		put(x)
		return x
	}
	changed := must(m.Get(r.ctx, db, good.ID))(r)
	put(changed)
	sent.Store(0)
	for how, err := range map[string]error{
		"create":      m.Create(r.ctx, db, broken(0)),
		"save":        m.Save(r.ctx, db, changed),
		"update many": m.UpdateMany(r.ctx, db, []*models.Sample{changed}),
		"upsert":      m.Upsert(r.ctx, db, broken(good.ID), m.ID),
	} {
		r.isValueError(how, err, field)
		if kind != nil {
			r.is(how, err, kind)
		}
	}
	same(r, "statements", sent.Load(), 0)
	r.isValueError("create many", m.CreateMany(r.ctx, db, []*models.Sample{sample(), broken(0)}), field)
	same(r, "rows", must(m.Count(r.ctx, db))(r), 1)
}

// trip is a case about one row, written by Create and by CreateMany.
func trip(name string, put func(x *models.Sample), check func(r *run, got *models.Sample)) example {
	return example{name, nil, func(r *run) {
		m, x := models.Samples, sample()
		put(x)
		r.ok(m.Create(r.ctx, r.db, x))
		check(r, must(m.Get(r.ctx, r.db, x.ID))(r))
		r.ok(m.CreateMany(r.ctx, r.db, []*models.Sample{func() *models.Sample { y := *x; y.ID = 0; return &y }()}))
		check(r, must(m.Last(r.ctx, r.db))(r))
	}}
}

// stored are cases about values that are stored, and what of them.
func stored() []example {
	return []example{
		trip("the smallest number of each size", func(x *models.Sample) {
			x.I8, x.I16, x.I32, x.I64, x.Int = math.MinInt8, math.MinInt16, math.MinInt32, math.MinInt64, math.MinInt
		}, func(r *run, got *models.Sample) {
			if got.I8 != math.MinInt8 || got.I16 != math.MinInt16 || got.I32 != math.MinInt32 || got.I64 != math.MinInt64 || got.Int != math.MinInt {
				r.Errorf("%+v", got)
			}
		}),
		trip("the largest number of each size", func(x *models.Sample) {
			x.I8, x.I16, x.I32, x.I64, x.Int = math.MaxInt8, math.MaxInt16, math.MaxInt32, math.MaxInt64, math.MaxInt
			x.U8, x.U16, x.U32, x.U64, x.Uint = math.MaxUint8, math.MaxUint16, math.MaxUint32, math.MaxInt64, math.MaxInt64
		}, func(r *run, got *models.Sample) {
			if got.I8 != math.MaxInt8 || got.I16 != math.MaxInt16 || got.I32 != math.MaxInt32 || got.I64 != math.MaxInt64 || got.Int != math.MaxInt {
				r.Errorf("%+v", got)
			}
			if got.U8 != math.MaxUint8 || got.U16 != math.MaxUint16 || got.U32 != math.MaxUint32 || got.U64 != math.MaxInt64 || got.Uint != math.MaxInt64 {
				r.Errorf("%+v", got)
			}
		}),
		trip("negative zero is zero", func(x *models.Sample) { x.F64, x.F32 = math.Copysign(0, -1), float32(math.Copysign(0, -1)) }, func(r *run, got *models.Sample) {
			if got.F64 != 0 || got.F32 != 0 || math.Signbit(got.F64) || math.Signbit(float64(got.F32)) {
				r.Errorf("%v and %v", got.F64, got.F32)
			}
		}),
		trip("a time is cut off to microseconds", func(x *models.Sample) { x.At = time.Date(2026, 1, 1, 0, 0, 0, 1999, time.UTC) }, func(r *run, got *models.Sample) {
			same(r, "nanoseconds", got.At.Nanosecond(), 1000)
		}),
		trip("so it is before 1970", func(x *models.Sample) { x.At = time.Date(1960, 1, 1, 0, 0, 0, 1999, time.UTC) }, func(r *run, got *models.Sample) {
			same(r, "nanoseconds", got.At.Nanosecond(), 1000)
		}),
		trip("a time of any zone is the same moment, in UTC", func(x *models.Sample) {
			x.At = time.Date(2026, 3, 29, 2, 30, 0, 0, time.FixedZone("", 13*3600+45*60))
		}, func(r *run, got *models.Sample) {
			same(r, "time", got.At.Format(time.RFC3339), "2026-03-28T12:45:00Z")
		}),
		trip("a date is the day of its own zone", func(x *models.Sample) {
			x.Day = time.Date(2026, 3, 29, 23, 59, 59, 999, time.FixedZone("", -11*3600))
		}, func(r *run, got *models.Sample) {
			same(r, "date", got.Day.Format(time.RFC3339Nano), "2026-03-29T00:00:00Z")
		}),
		trip("no bytes are not NULL", func(x *models.Sample) { x.Blob, x.Tiny = nil, []byte{} }, func(r *run, got *models.Sample) {
			if got.Blob == nil || got.Tiny == nil || len(got.Blob)+len(got.Tiny) > 0 {
				r.Errorf("%#v and %#v", got.Blob, got.Tiny)
			}
		}),
		trip("a megabyte of bytes and of text", func(x *models.Sample) {
			x.Blob, x.Text = bytes.Repeat([]byte{0, 1, 0xff, 0x27}, 1<<18), strings.Repeat("\u00e9'\\\U0001F600", 1<<17)
		}, func(r *run, got *models.Sample) {
			if !bytes.Equal(got.Blob, bytes.Repeat([]byte{0, 1, 0xff, 0x27}, 1<<18)) || got.Text != strings.Repeat("\u00e9'\\\U0001F600", 1<<17) {
				r.Errorf("%d bytes and %d of text", len(got.Blob), len(got.Text))
			}
		}),
		trip("a decimal has the digits of its column", func(x *models.Sample) { x.Price, x.Ratio = "+7.5", 2.5 }, func(r *run, got *models.Sample) {
			same(r, "price", got.Price, "7.50")
			same(r, "ratio", got.Ratio, 2.5)
		}),
		trip("a document", func(x *models.Sample) { x.Doc.V = document() }, func(r *run, got *models.Sample) {
			same(r, "document", got.Doc.V, document())
		}),
		trip("an empty document", func(*models.Sample) {}, func(r *run, got *models.Sample) {
			same(r, "document", got.Doc.V, models.Document{})
		}),
		{"a document may be NULL, and JSON's null is not that", nil, func(r *run) {
			n := models.Maybes
			doc := kin.JSON[models.Document]{V: document()}
			list := []*models.Maybe{{}, {Doc: &doc}, {Doc: new(kin.JSON[models.Document])}}
			r.ok(n.CreateMany(r.ctx, r.db, list))
			same(r, "null", must(n.Filter(n.Doc.IsNull()).Count(r.ctx, r.db))(r), 1)
			same(r, "set", must(n.Filter(n.ID.Eq(list[0].ID)).Update(r.ctx, r.db, n.Doc.Set(doc)))(r), 1)
			same(r, "document", must(n.Get(r.ctx, r.db, list[0].ID))(r).Doc.V, document())
			same(r, "set null", must(n.AllRows().Update(r.ctx, r.db, n.Doc.SetNull()))(r), 3)
			same(r, "null", must(n.Filter(n.Doc.IsNull()).Count(r.ctx, r.db))(r), 3)
		}},
		{"text that looks like SQL", nil, func(r *run) {
			n := models.Maybes
			for _, s := range []string{`'; DROP TABLE maybes; --`, `" OR "1"="1`, "`", `\'`, `\\'`, "?1 $1 :a ?", "%' ESCAPE '", "E'\\n'", "$$x$$", "\\u0041", "a\r\nb", "\u2028"} {
				x := &models.Maybe{Text: &s}
				r.ok(n.Create(r.ctx, r.db, x))
				q := n.Filter(n.Text.Eq(s), n.Text.Contains(s), n.Text.StartsWith(s), n.Text.EndsWith(s), n.Text.IEq(s), n.Text.In(s, s), n.Text.Ge(s))
				same(r, s, *must(q.Get(r.ctx, r.db))(r).Text, s)
			}
		}},
	}
}

// document has what JSON can hold.
func document() models.Document {
	return models.Document{
		Name: "it's \"x\" \\ \u00e9 \U0001F600 <&> \u2028\t", Tags: []string{"", "a"}, Attrs: map[string]string{"": "", "k'": "v\""},
		Number: json.Number("123456789012345678901234567890.10"),
		Next:   &models.Document{Number: json.Number("9007199254740993"), Tags: []string{}},
	}
}
