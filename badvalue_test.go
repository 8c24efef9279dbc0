package kin_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// A badValue is a value that no database stores as it is.
type badValue struct {
	name string
	put  func(*testmodels.Plain)
	set  func() kin.Assign[*testmodels.Plain]
	text string // the error names the field and says this
	is   error
}

func badValues() []badValue {
	type plain = testmodels.Plain
	m := testmodels.Plains
	date := func(year int) time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC) }
	return []badValue{
		{"uint over", func(p *plain) { p.Uint = math.MaxInt64 + 1 }, func() kin.Assign[*plain] { return m.Uint.Set(math.MaxUint) }, "Plain.Uint: 9223372036854775808 is larger", nil},
		{"uint64 over", func(p *plain) { p.U64 = math.MaxInt64 + 1 }, func() kin.Assign[*plain] { return m.U64.Set(math.MaxInt64 + 1) }, "Plain.U64: 9223372036854775808 is larger", nil},
		{"NaN", func(p *plain) { p.F64 = math.NaN() }, func() kin.Assign[*plain] { return m.F64.Set(math.NaN()) }, "Plain.F64: NaN", nil},
		{"infinity", func(p *plain) { p.F32 = float32(math.Inf(-1)) }, func() kin.Assign[*plain] { return m.F32.Set(float32(math.Inf(-1))) }, "Plain.F32: -Inf", nil},
		{"NaN as decimal", func(p *plain) { p.Ratio = math.NaN() }, func() kin.Assign[*plain] { return m.Ratio.Set(math.NaN()) }, "Plain.Ratio: NaN", nil},
		{"NUL", func(p *plain) { p.Text = "a\x00b" }, func() kin.Assign[*plain] { return m.Text.Set("a\x00b") }, "Plain.Text: text with a NUL byte", nil},
		{"bad UTF-8", func(p *plain) { p.Text = "\xff\xfe" }, func() kin.Assign[*plain] { return m.Text.Set("\xff\xfe") }, "Plain.Text: the text is not valid UTF-8", nil},
		{"NUL in JSON", func(p *plain) { p.Doc.V.Name = "a\x00b" }, func() kin.Assign[*plain] {
			return m.Doc.Set(kin.JSON[testmodels.Document]{V: testmodels.Document{Name: "a\x00b"}})
		}, "Plain.Doc: JSON with \\u0000", nil},
		{"long text", func(p *plain) { p.Short = strings.Repeat("\u00e9", 11) }, func() kin.Assign[*plain] { return m.Short.Set(strings.Repeat("\u00e9", 11)) }, "Plain.Short: kin: a value is longer than the database allows: the text has 11 characters, at most 10", kin.ErrTooLong},
		{"long bytes", func(p *plain) { p.Tiny = make([]byte, 5) }, func() kin.Assign[*plain] { return m.Tiny.Set(make([]byte, 5)) }, "Plain.Tiny", kin.ErrTooLong},
		{"year 0", func(p *plain) { p.At = date(0) }, func() kin.Assign[*plain] { return m.At.Set(date(0)) }, "Plain.At: the year 0", nil},
		{"year 10000", func(p *plain) { p.At = date(10000) }, func() kin.Assign[*plain] { return m.At.Set(date(10000)) }, "Plain.At: the year 10000", nil},
		{"day of year 0", func(p *plain) { p.Day = date(0) }, func() kin.Assign[*plain] { return m.Day.Set(date(0)) }, "Plain.Day: the year 0", nil},
		{"decimal digits", func(p *plain) { p.Price = "10000000000.00" }, func() kin.Assign[*plain] { return m.Price.Set("10000000000.00") }, "Plain.Price", kin.ErrTooLong},
		{"decimal fraction", func(p *plain) { p.Price = "1.001" }, func() kin.Assign[*plain] { return m.Price.Set("1.001") }, "Plain.Price: it is no number with at most 2 digits after the point", nil},
		{"decimal text", func(p *plain) { p.Price = "1e3" }, func() kin.Assign[*plain] { return m.Price.Set("1e3") }, "Plain.Price", nil},
		{"decimal of int", func(p *plain) { p.Quantity = 1e18 }, func() kin.Assign[*plain] { return m.Quantity.Set(1e18) }, "Plain.Quantity", kin.ErrTooLong},
		{"decimal of float", func(p *plain) { p.Ratio = 0.00001 }, func() kin.Assign[*plain] { return m.Ratio.Set(0.00001) }, "Plain.Ratio", nil},
		{"enum", func(p *plain) { p.Color = "pink" }, func() kin.Assign[*plain] { return m.Color.Set("pink") }, `Plain.Color: kin: not valid: it is none of ["red" "green" "blue"]`, kin.ErrInvalid},
		{"empty enum", func(p *plain) { p.Color = "" }, func() kin.Assign[*plain] { return m.Color.Set("") }, "Plain.Color", kin.ErrInvalid},
		{"int enum", func(p *plain) { p.Level = 7 }, func() kin.Assign[*plain] { return m.Level.Set(7) }, "Plain.Level: kin: not valid: 7 is none of [-1 0 100]", kin.ErrInvalid},
	}
}

// goodPlain returns an object that every database stores.
func goodPlain() *testmodels.Plain {
	day := time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC)
	return &testmodels.Plain{Price: "1.50", Color: testmodels.Red, At: day, Day: day}
}

// TestBadValues: every write refuses a value that would be changed, before
// anything is sent, and names the field.
func TestBadValues(t *testing.T) { onEach(t, testBadValues) }

func testBadValues(t *testing.T, db *kin.DB) {
	var sent atomic.Int64
	db = db.With(kin.Trace(func(_ context.Context, e kin.Event) {
		if !e.Kind.Control() {
			sent.Add(1)
		}
	}))
	m := testmodels.Plains
	saved := goodPlain()
	check(t, m.Create(ctx, db, saved))
	for _, bad := range badValues() {
		t.Run(bad.name, func(t *testing.T) {
			broken := func(id int64) *testmodels.Plain {
				p := goodPlain()
				p.ID = id
				bad.put(p)
				return p
			}
			again := must(m.Get(ctx, db, saved.ID))(t)
			bad.put(again)
			sent.Store(0)
			errs := map[string]error{
				"create":      m.Create(ctx, db, broken(0)),
				"save":        m.Save(ctx, db, again),
				"update many": m.UpdateMany(ctx, db, []*testmodels.Plain{again}),
				"upsert":      m.Upsert(ctx, db, broken(saved.ID), m.ID),
			}
			if n := sent.Load(); n > 0 {
				t.Errorf("%d statements were sent", n)
			}
			errs["create many"] = m.CreateMany(ctx, db, []*testmodels.Plain{goodPlain(), broken(0)})
			_, errs["update"] = m.Filter(m.ID.Eq(saved.ID)).Update(ctx, db, bad.set())
			_, errs["get or create"] = m.GetOrCreate(ctx, db, broken(saved.ID+1), m.ID)
			_, errs["update or create"] = m.UpdateOrCreate(ctx, db, broken(saved.ID), m.ID)
			for how, err := range errs {
				var value *kin.ValueError
				if !errors.As(err, &value) {
					t.Errorf("%s: %v is no ValueError", how, err)
					continue
				}
				if bad.is != nil && !errors.Is(err, bad.is) {
					t.Errorf("%s: %v is not %v", how, err, bad.is)
				}
				if how != "update" && !strings.Contains(err.Error(), bad.text) {
					t.Errorf("%s: the error %q does not say %q", how, err, bad.text)
				}
			}
			if n := must(m.Query().Count(ctx, db))(t); n != 1 {
				t.Errorf("%d rows", n)
			}
			sameRow(t, "untouched", saved, must(m.Get(ctx, db, saved.ID))(t))
		})
	}
}

// TestBadConditionValue: a condition with a value that no column can have is an
// error before anything is sent.
func TestBadConditionValue(t *testing.T) { onEach(t, testBadConditionValue) }

func testBadConditionValue(t *testing.T, db *kin.DB) {
	var sent atomic.Int64
	db = db.With(kin.Trace(func(_ context.Context, e kin.Event) {
		if !e.Kind.Control() {
			sent.Add(1)
		}
	}))
	m := testmodels.Plains
	for name, pred := range map[string]kin.Pred[*testmodels.Plain]{
		"uint":     m.U64.Eq(math.MaxUint64),
		"in":       m.U64.In(1, math.MaxUint64),
		"between":  m.F64.Between(0, math.NaN()),
		"text":     m.Text.Eq("\x00"),
		"contains": m.Text.Contains("\xff"),
		"not":      kin.Not(m.Text.Ne("\x00")),
		"nested":   testmodels.Plains.Box.Any(testmodels.Boxes.Plains.Any(m.Text.Eq("\x00"))),
	} {
		_, err := m.Filter(pred).All(ctx, db)
		var value *kin.ValueError
		if !errors.As(err, &value) {
			t.Errorf("%s: %v is no ValueError", name, err)
		}
	}
	if n := sent.Load(); n > 0 {
		t.Errorf("%d statements were sent", n)
	}
}

// TestTextLengthInCharacters: the size of text counts characters, not bytes.
func TestTextLengthInCharacters(t *testing.T) { onEach(t, testTextLengthInCharacters) }

func testTextLengthInCharacters(t *testing.T, db *kin.DB) {
	p := goodPlain()
	p.Short = strings.Repeat("\U0001F600", 10)
	check(t, testmodels.Plains.Create(ctx, db, p))
	if got := must(testmodels.Plains.Get(ctx, db, p.ID))(t).Short; got != p.Short {
		t.Errorf("read %q", got)
	}
}
