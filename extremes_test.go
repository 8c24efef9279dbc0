package kin_test

import (
	"bytes"
	"cmp"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// TestExtremes: Min, Max and Sum over values of every type that has an order, of
// related rows and of groups.
func TestExtremes(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		rapid.Check(t, func(rt *rapid.T) {
			must(testmodels.Boxes.AllRows().Delete(ctx, db))(rt)
			box := &testmodels.Box{}
			check(rt, testmodels.Boxes.Create(ctx, db, box))
			rows := make([]*testmodels.Plain, rapid.IntRange(1, 4).Draw(rt, "rows"))
			for i := range rows {
				rows[i] = goodPlain()
				rows[i].BoxID = &box.ID
				for _, name := range []string{"Flag", "UUID", "Blob", "Text", "At", "I64", "F64"} {
					reflect.ValueOf(rows[i]).Elem().FieldByName(name).Set(reflect.ValueOf(columnValues[name].Draw(rt, name)))
				}
				rows[i].At = rows[i].At.UTC().Truncate(time.Microsecond)
				rows[i].F32 = float32(rapid.IntRange(1<<24, 1<<26).Draw(rt, "F32"))
			}
			check(rt, testmodels.Plains.CreateMany(ctx, db, rows))
			m := testmodels.Plains
			checkExtremes(rt, db, "bool", m.Flag, rows, func(x *testmodels.Plain) bool { return x.Flag }, func(a, b bool) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
			checkExtremes(rt, db, "uuid", m.UUID, rows, func(x *testmodels.Plain) testmodels.UUID { return x.UUID }, func(a, b testmodels.UUID) int { return bytes.Compare(a[:], b[:]) })
			checkExtremes(rt, db, "bytes", m.Blob, rows, func(x *testmodels.Plain) []byte { return x.Blob }, bytes.Compare)
			checkExtremes(rt, db, "text", m.Text, rows, func(x *testmodels.Plain) string { return x.Text }, cmp.Compare[string])
			checkExtremes(rt, db, "time", m.At, rows, func(x *testmodels.Plain) time.Time { return x.At }, time.Time.Compare)
			checkExtremes(rt, db, "integer", m.I64, rows, func(x *testmodels.Plain) int64 { return x.I64 }, cmp.Compare[int64])
			checkExtremes(rt, db, "float", m.F64, rows, func(x *testmodels.Plain) float64 { return x.F64 }, cmp.Compare[float64])
			total := 0.0
			for _, x := range rows {
				total += float64(x.F32)
			}
			for _, got := range []float32{
				must(kin.Select1(testmodels.Boxes.Query(), kin.Sum(testmodels.Boxes.Plains, m.F32)).All(ctx, db))(rt)[0],
				must(kin.Select1(kin.GroupBy(m.Query(), m.BoxID), kin.SumOf(m.F32)).All(ctx, db))(rt)[0],
			} {
				if got != float32(total) {
					rt.Errorf("the sum of float32 is %v, want %v", got, float32(total))
				}
			}
		})
		m := testmodels.Plains
		_, err := kin.Select1(kin.GroupBy(m.Query(), m.BoxID), kin.MaxOf(m.Doc)).All(ctx, db)
		if err == nil || !strings.Contains(err.Error(), "Doc") || !strings.Contains(err.Error(), "no order") {
			t.Errorf("the largest document: %v", err)
		}
	})
}

// checkExtremes compares the smallest and largest value of a column with those of rows,
// which are of one box.
func checkExtremes[V any](t fataler, db *kin.DB, what string, column kin.AnyColumn[*testmodels.Plain, V], rows []*testmodels.Plain, of func(*testmodels.Plain) V, compare func(a, b V) int) {
	t.Helper()
	low, high := of(rows[0]), of(rows[0])
	for _, x := range rows[1:] {
		if v := of(x); compare(v, low) < 0 {
			low = v
		} else if compare(v, high) > 0 {
			high = v
		}
	}
	boxes, grouped := testmodels.Boxes, kin.GroupBy(testmodels.Plains.Query(), testmodels.Plains.BoxID)
	for name, got := range map[string]V{
		"min":    must(kin.Select1(boxes.Query(), kin.Min(boxes.Plains, column)).All(ctx, db))(t)[0],
		"min of": must(kin.Select1(grouped, kin.MinOf(column)).All(ctx, db))(t)[0],
	} {
		if compare(got, low) != 0 {
			t.Fatalf("%s of %s: %v, want %v", name, what, got, low)
		}
	}
	for name, got := range map[string]V{
		"max":    must(kin.Select1(boxes.Query(), kin.Max(boxes.Plains, column)).All(ctx, db))(t)[0],
		"max of": must(kin.Select1(grouped, kin.MaxOf(column)).All(ctx, db))(t)[0],
	} {
		if compare(got, high) != 0 {
			t.Fatalf("%s of %s: %v, want %v", name, what, got, high)
		}
	}
}
