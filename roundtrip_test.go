package kin_test

import (
	"bytes"
	"database/sql"
	"math"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

func extremes[V any](all *rapid.Generator[V], some ...V) *rapid.Generator[any] {
	return rapid.OneOf(rapid.SampledFrom(some), all).AsAny()
}

func withoutNUL(s string) string { return strings.ReplaceAll(s, "\x00", "") }

// columnValues makes values of each column of testmodels.Plain.
var columnValues = map[string]*rapid.Generator[any]{
	"Int":      extremes(rapid.Int(), 0, math.MaxInt, math.MinInt, -1),
	"I8":       extremes(rapid.Int8(), math.MaxInt8, math.MinInt8),
	"I16":      extremes(rapid.Int16(), math.MaxInt16, math.MinInt16),
	"I32":      extremes(rapid.Int32(), math.MaxInt32, math.MinInt32),
	"I64":      extremes(rapid.Int64(), math.MaxInt64, math.MinInt64, 1<<53+1),
	"Uint":     extremes(rapid.UintRange(0, math.MaxInt64), 0, math.MaxInt64),
	"U8":       extremes(rapid.Uint8(), 0, math.MaxUint8),
	"U16":      extremes(rapid.Uint16(), 0, math.MaxUint16),
	"U32":      extremes(rapid.Uint32(), 0, math.MaxUint32),
	"U64":      extremes(rapid.Uint64Range(0, math.MaxInt64), 0, math.MaxInt64),
	"Flag":     rapid.Bool().AsAny(),
	"F32":      extremes(rapid.Float32(), math.MaxFloat32, -math.MaxFloat32, math.SmallestNonzeroFloat32, 1.5),
	"F64":      extremes(rapid.Float64(), math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, 1e15, 3),
	"Price":    rapid.OneOf(rapid.SampledFrom([]string{"0", "-0.01", "9999999999.99", "-9999999999.99", "5", "+1.5", ".5", "7.", "007.10", "1.2300"}), rapid.StringMatching(`-?[0-9]{1,10}(\.[0-9]{1,2})?`)).AsAny(),
	"Quantity": extremes(rapid.Int64Range(-999999999999999999, 999999999999999999), 999999999999999999, -999999999999999999),
	"Ratio":    rapid.Map(rapid.Int64Range(-999999999, 999999999), func(n int64) any { return float64(n) / 10000 }),
	"Text":     extremes(rapid.Map(rapid.String(), withoutNUL), "", " ", "a\r\n\t", "'\"`;--", "\u00e9 \U0001F600", "%_\\", strings.Repeat("x", 70000)),
	"Short":    extremes(rapid.Map(rapid.StringN(0, 10, -1), withoutNUL), "", "\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600"),
	"Color":    rapid.SampledFrom([]any{testmodels.Red, testmodels.Green, testmodels.Blue}),
	"Level":    rapid.SampledFrom([]any{testmodels.Low, testmodels.Mid, testmodels.High}),
	"At":       times(firstSecond, lastSecond),
	"Day":      days(),
	"Blob":     extremes(rapid.SliceOf(rapid.Byte()), []byte{}, []byte{0, 0xff, 0}, bytes.Repeat([]byte{1, 0}, 40000)),
	"Tiny":     rapid.SliceOfN(rapid.Byte(), 0, 4).AsAny(),
	"Doc":      rapid.Map(documents(2), func(d testmodels.Document) any { return kin.JSON[testmodels.Document]{V: d} }),
	"Tags":     rapid.Map(rapid.SliceOf(rapid.OneOf(rapid.SampledFrom(tags), rapid.Map(rapid.String(), withoutNUL))), func(s []string) any { return kin.Array[string](s) }),
	"Numbers":  rapid.Map(rapid.SliceOf(rapid.OneOf(rapid.Int64(), rapid.SampledFrom([]int64{0, math.MaxInt64, math.MinInt64}))), func(s []int64) any { return kin.Array[int64](s) }),
	"Shares":   rapid.Map(rapid.SliceOf(rapid.OneOf(rapid.Float32(), rapid.SampledFrom([]float32{0, 0.1, math.MaxFloat32, math.SmallestNonzeroFloat32}))), func(s []float32) any { return kin.Array[float32](s) }),
	"UUID":     rapid.Map(rapid.SliceOfN(rapid.Byte(), 16, 16), func(b []byte) any { return testmodels.UUID(b) }),
	"Point":    rapid.Map(rapid.Int32(), func(n int32) any { return testmodels.Point{X: n, Y: -n} }),
	"Cents":    rapid.Map(rapid.Int64(), func(n int64) any { return testmodels.Cents{N: n} }),
	"Version":  rapid.Map(rapid.Uint16(), func(n uint16) any { return testmodels.Version{Major: n, Patch: 65535 - n} }),
}

const (
	firstSecond = -62135596800
	lastSecond  = 253402300799
)

func times(from, to int64) *rapid.Generator[any] {
	return rapid.Custom(func(rt *rapid.T) any {
		sec := rapid.OneOf(rapid.SampledFrom([]int64{from, to, 0, -1, 1}), rapid.Int64Range(from, to)).Draw(rt, "second")
		nano := rapid.OneOf(rapid.SampledFrom([]int64{0, 999, 999999999, 123456789, 1000}), rapid.Int64Range(0, 999999999)).Draw(rt, "nanosecond")
		zone := time.FixedZone("", rapid.IntRange(-14*60, 14*60).Draw(rt, "zone")*60)
		return time.Unix(sec, nano).In(zone)
	})
}

func days() *rapid.Generator[any] {
	return rapid.Custom(func(rt *rapid.T) any {
		year := rapid.OneOf(rapid.SampledFrom([]int{1, 1969, 1970, 9999}), rapid.IntRange(1, 9999)).Draw(rt, "year")
		zone := time.FixedZone("", rapid.IntRange(-14*60, 14*60).Draw(rt, "zone")*60)
		return time.Date(year, time.Month(rapid.IntRange(1, 12).Draw(rt, "month")), rapid.IntRange(1, 28).Draw(rt, "day"), rapid.IntRange(0, 23).Draw(rt, "hour"), 59, 59, 999, zone)
	})
}

func documents(depth int) *rapid.Generator[testmodels.Document] {
	texts := rapid.Map(rapid.String(), withoutNUL)
	return rapid.Custom(func(rt *rapid.T) testmodels.Document {
		d := testmodels.Document{
			Name:  texts.Draw(rt, "name"),
			Tags:  rapid.SliceOfN(texts, 0, 3).Draw(rt, "tags"),
			Attrs: rapid.MapOfN(texts, texts, 0, 3).Draw(rt, "attrs"),
		}
		if depth > 0 && rapid.Bool().Draw(rt, "next") {
			next := documents(depth-1).Draw(rt, "next document")
			d.Next = &next
		}
		return d
	})
}

// fill gives every column of obj a random value, or none where it may be absent.
func fill(rt *rapid.T, obj any) {
	v := reflect.ValueOf(obj).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		gen := columnValues[name]
		if gen == nil {
			continue
		}
		f := v.Field(i)
		plain := gen.Draw(rt, name)
		absent := f.Type() != reflect.TypeOf(plain) && rapid.IntRange(0, 4).Draw(rt, "absent") == 0
		switch {
		case absent:
			f.SetZero()
		case f.Type() == reflect.TypeOf(plain):
			f.Set(reflect.ValueOf(plain))
		case f.Kind() == reflect.Pointer:
			p := reflect.New(f.Type().Elem())
			p.Elem().Set(reflect.ValueOf(plain))
			f.Set(p)
		default:
			f.Field(0).Set(reflect.ValueOf(plain))
			f.Field(1).SetBool(true)
		}
	}
}

// columnOf returns the value of a column, or nil if it is absent.
func columnOf(obj any, name string) any {
	f := reflect.ValueOf(obj).Elem().FieldByName(name)
	switch {
	case f.Kind() == reflect.Pointer:
		if f.IsNil() {
			return nil
		}
		return f.Elem().Interface()
	case strings.HasPrefix(f.Type().String(), "sql.Null["):
		if !f.Field(1).Bool() {
			return nil
		}
		return f.Field(0).Interface()
	default:
		return f.Interface()
	}
}

// stored returns the value that a column reads after v was written.
func stored(name string, v any) any {
	switch x := v.(type) {
	case time.Time:
		if name == "Day" {
			return time.Date(x.Year(), x.Month(), x.Day(), 0, 0, 0, 0, time.UTC)
		}
		return x.UTC().Truncate(time.Microsecond)
	case string:
		if name == "Price" {
			r, _ := new(big.Rat).SetString(strings.TrimSuffix(x, "."))
			if s := r.FloatString(2); s != "-0.00" {
				return s
			}
			return "0.00"
		}
	case []byte:
		return append([]byte{}, x...)
	}
	if list := reflect.ValueOf(v); list.Kind() == reflect.Slice && list.IsNil() {
		return reflect.MakeSlice(list.Type(), 0, 0).Interface()
	}
	return v
}

// sameRow checks that got is what want reads as.
func sameRow(t fataler, how string, want, got any) {
	t.Helper()
	for name := range columnValues {
		w, g := columnOf(want, name), columnOf(got, name)
		if w != nil {
			w = stored(name, w)
		}
		if b, ok := g.([]byte); ok && len(b) == 0 && b != nil {
			g = []byte{}
		}
		if !reflect.DeepEqual(w, g) {
			t.Fatalf("%s: %s: wrote %#v, read %#v", how, name, w, g)
		}
	}
}

// A storedModel is one of the models with columns of every type.
type storedModel[M any] struct {
	table   *kin.Table[*M, int64]
	writer  *kin.TableWriter[*M]
	id      *kin.NumberColumn[*M, int64]
	assigns func(*M) []kin.Assign[*M]
	key     func(*M) *int64
	box     func(*M) **int64
	boxed   func(*testmodels.Box) *kin.RelatedSet[*M]
	preload kin.Preloader[*testmodels.Box]
}

func (m *storedModel[M]) all(t fataler, db kin.Executor, key int64) map[string]*M {
	t.Helper()
	out := map[string]*M{"get": must(m.table.Get(ctx, db, key))(t)}
	list := must(m.table.Filter(m.id.Eq(key)).All(ctx, db))(t)
	if len(list) != 1 {
		t.Fatalf("All: %d rows with key %d", len(list), key)
	}
	out["all"] = list[0]
	for obj, err := range m.table.Filter(m.id.Eq(key)).Each(ctx, db) {
		check(t, err)
		out["each"] = obj
	}
	out["bulk"] = must(m.table.InBulk(ctx, db, key))(t)[key]
	boxes := must(testmodels.Boxes.Preload(m.preload).All(ctx, db))(t)
	for _, box := range boxes {
		for _, obj := range m.boxed(box).MustItems() {
			if *m.key(obj) == key {
				out["preload"] = obj
			}
		}
	}
	if len(out) != 5 {
		t.Fatalf("read in only %d ways", len(out))
	}
	return out
}

// roundTrip writes random rows in every way and reads them in every way.
func roundTrip[M any](t *testing.T, m storedModel[M]) {
	onEach(t, func(t *testing.T, db *kin.DB) { roundTripIn(t, db, m) })
}

func roundTripIn[M any](t *testing.T, db *kin.DB, m storedModel[M]) {
	box := new(testmodels.Box)
	check(t, testmodels.Boxes.Create(ctx, db, box))
	rapid.Check(t, func(rt *rapid.T) {
		_ = must(m.table.AllRows().Delete(ctx, db))(rt)
		obj, other := new(M), new(M)
		fill(rt, obj)
		fill(rt, other)
		*m.box(obj), *m.box(other) = &box.ID, &box.ID
		compare := func(how string, want *M) {
			rt.Helper()
			for read, got := range m.all(rt, db, *m.key(want)) {
				sameRow(rt, how+", "+read, want, got)
			}
		}
		check(rt, m.writer.Create(ctx, db, obj))
		compare("create", obj)
		check(rt, m.writer.CreateMany(ctx, db, []*M{other}))
		compare("create many", other)

		_ = must(m.table.Filter(m.id.Eq(*m.key(obj))).Update(ctx, db, m.assigns(other)...))(rt)
		check(rt, m.table.Reload(ctx, db, obj))
		sameRow(rt, "update, reload", other, obj)

		fill(rt, obj)
		check(rt, m.writer.Save(ctx, db, obj))
		compare("save", obj)
		fill(rt, other)
		check(rt, m.writer.UpdateMany(ctx, db, []*M{other}))
		compare("update many", other)

		again := new(M)
		fill(rt, again)
		*m.key(again), *m.box(again) = *m.key(obj), &box.ID
		check(rt, m.writer.Upsert(ctx, db, again, m.id))
		compare("upsert", again)
		fill(rt, again)
		_ = must(m.writer.UpdateOrCreate(ctx, db, again, m.id))(rt)
		compare("update or create", again)
	})
}

func TestRoundTripPlain(t *testing.T) {
	roundTrip(t, storedModel[testmodels.Plain]{
		&testmodels.Plains.Table, &testmodels.Plains.TableWriter, testmodels.Plains.ID, plainAssigns,
		func(p *testmodels.Plain) *int64 { return &p.ID },
		func(p *testmodels.Plain) **int64 { return &p.BoxID },
		func(b *testmodels.Box) *kin.RelatedSet[*testmodels.Plain] { return &b.Plains },
		testmodels.Boxes.Plains,
	})
}

func TestRoundTripPointer(t *testing.T) {
	roundTrip(t, storedModel[testmodels.Pointed]{
		&testmodels.Pointeds.Table, &testmodels.Pointeds.TableWriter, testmodels.Pointeds.ID, pointedAssigns,
		func(p *testmodels.Pointed) *int64 { return &p.ID },
		func(p *testmodels.Pointed) **int64 { return &p.BoxID },
		func(b *testmodels.Box) *kin.RelatedSet[*testmodels.Pointed] { return &b.Pointeds },
		testmodels.Boxes.Pointeds,
	})
}

func TestRoundTripNull(t *testing.T) {
	roundTrip(t, storedModel[testmodels.Nulled]{
		&testmodels.Nulleds.Table, &testmodels.Nulleds.TableWriter, testmodels.Nulleds.ID, nulledAssigns,
		func(p *testmodels.Nulled) *int64 { return &p.ID },
		func(p *testmodels.Nulled) **int64 { return &p.BoxID },
		func(b *testmodels.Box) *kin.RelatedSet[*testmodels.Nulled] { return &b.Nulleds },
		testmodels.Boxes.Nulleds,
	})
}

// A settable is a column of any type that may be NULL.
type settable[R, V any] interface {
	Set(V) kin.Assign[R]
	SetNull() kin.Assign[R]
}

func setPointer[R, V any](c settable[R, V], p *V) kin.Assign[R] {
	if p == nil {
		return c.SetNull()
	}
	return c.Set(*p)
}

func setNull[R, V any](c settable[R, V], n sql.Null[V]) kin.Assign[R] {
	if !n.Valid {
		return c.SetNull()
	}
	return c.Set(n.V)
}
