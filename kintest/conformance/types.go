package conformance

import (
	"math"
	"strings"
	"time"

	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// types are cases about stored types at their extremes.
func types() []example {
	m := models.Maybes
	date := func(year int, month time.Month, day int) time.Time {
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	}
	return join(
		kind[bool]{"bool", m.Flag, func(x *maybe) **bool { return &x.Flag }, []bool{false, true}}.cases(),
		kind[int16]{"int16", m.I16, func(x *maybe) **int16 { return &x.I16 }, []int16{math.MinInt16, -1, 0, math.MaxInt16}}.cases(),
		kind[int32]{"int32", m.I32, func(x *maybe) **int32 { return &x.I32 }, []int32{math.MinInt32, -1, 0, math.MaxInt32}}.cases(),
		kind[int64]{"int64", m.I64, func(x *maybe) **int64 { return &x.I64 }, []int64{
			math.MinInt64, math.MinInt64 + 1, -1 << 53, -1, 0, 1<<53 + 1, math.MaxInt64 - 1, math.MaxInt64,
		}}.cases(),
		kind[uint64]{"uint64", m.U64, func(x *maybe) **uint64 { return &x.U64 }, []uint64{0, 1, 1<<53 + 1, math.MaxInt64}}.cases(),
		kind[float32]{"float32", m.F32, func(x *maybe) **float32 { return &x.F32 }, []float32{
			-math.MaxFloat32, -0.1, -math.SmallestNonzeroFloat32, 0, math.SmallestNonzeroFloat32, 0.1, 16777217, math.MaxFloat32,
		}}.cases(),
		kind[float64]{"float64", m.F64, func(x *maybe) **float64 { return &x.F64 }, []float64{
			-math.MaxFloat64, -1e300, -0.1, -math.SmallestNonzeroFloat64, 0, math.SmallestNonzeroFloat64, 0.1, 0.1 + 0.2, 1 << 53, 1e300, math.MaxFloat64,
		}}.cases(),
		kind[string]{"decimal in a string", m.Price, func(x *maybe) **string { return &x.Price }, []string{
			"-9999999999999999.99", "-1.01", "-0.01", "0.00", "0.01", "0.10", "9.99", "10.00", "9999999999999999.98", "9999999999999999.99",
		}}.cases(),
		kind[int64]{"decimal in an integer", m.Whole, func(x *maybe) **int64 { return &x.Whole }, []int64{-999999999999999999, -1, 0, 999999999999999999}}.cases(),
		kind[float64]{"decimal in a float", m.Ratio, func(x *maybe) **float64 { return &x.Ratio }, []float64{-99999.9999, -0.0001, 0, 0.1, 1.1, 99999.9999}}.cases(),
		kind[string]{"text", m.Text, func(x *maybe) **string { return &x.Text }, texts()}.cases(),
		kind[string]{"sized text", m.Short, func(x *maybe) **string { return &x.Short }, []string{
			"", " ", "a", "a ", "b", "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9", strings.Repeat("\U0001F600", 10),
		}}.cases(),
		kind[time.Time]{"time", m.At, func(x *maybe) **time.Time { return &x.At }, []time.Time{
			date(1, 1, 1), time.Date(1, 1, 1, 0, 0, 0, 1000, time.UTC), date(999, 12, 31), date(1582, 10, 10), date(1899, 12, 31), date(1970, 1, 1).Add(-time.Microsecond),
			date(1970, 1, 1), date(2000, 2, 29), date(2026, 3, 29).Add(90 * time.Minute), time.Date(2038, 1, 19, 3, 14, 8, 0, time.UTC),
			time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC),
		}}.cases(),
		kind[time.Time]{"date", m.Day, func(x *maybe) **time.Time { return &x.Day }, []time.Time{
			date(1, 1, 1), date(999, 12, 31), date(1582, 10, 10), date(1969, 12, 31), date(1970, 1, 1), date(2000, 2, 29), date(9999, 12, 31),
		}}.cases(),
		kind[[]byte]{"bytes", m.Blob, func(x *maybe) **[]byte { return &x.Blob }, [][]byte{{}, {0}, {0, 0}, []byte("a"), []byte("a "), {0xff, 0xfe}, []byte(`\x41`)}}.cases(),
		kind[models.UUID]{"uuid", m.UUID, func(x *maybe) **models.UUID { return &x.UUID }, []models.UUID{{}, {15: 1}, {0: 1}, {0: 0x7f}, {0: 0x80}, {0: 0xff, 15: 0xff}}}.cases(),
		kind[models.Color]{"enum of names", m.Color, func(x *maybe) **models.Color { return &x.Color }, []models.Color{models.Blue, models.Green, models.Red}}.cases(),
		kind[models.Level]{"enum of numbers", m.Level, func(x *maybe) **models.Level { return &x.Level }, []models.Level{models.Low, models.Mid, models.High}}.cases(),
		kind[models.Point]{"type with Scan and Value", m.Point, func(x *maybe) **models.Point { return &x.Point }, []models.Point{
			{X: -1 << 31, Y: 1<<31 - 1}, {}, {X: 1, Y: 2},
		}}.cases(),
		kind[models.Version]{"type with MarshalText", m.Version, func(x *maybe) **models.Version { return &x.Version }, []models.Version{{}, {Major: 1, Minor: 2}, {Major: 65535, Minor: 65535}}}.cases(),
	)
}

// texts are in the order of their code points.
func texts() []string {
	return []string{
		"", "\x01", "\t", " ", "  ", "%", "'", "''", "A", "B", "Z", "[a]", `\`, `\\`, "_", "a", "a ", "a b", "aa", "b", "\u00c4", "\u00e4", "\u0301",
		"\uff21", "\uffff", "\U00010000", "\U0001F600", "\U0010FFFF",
	}
}

func join(lists ...[]example) []example {
	var all []example
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}
