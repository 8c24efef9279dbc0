package kin_test

import (
	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// plainAssigns sets every column to that of o.
func plainAssigns(o *testmodels.Plain) []kin.Assign[*testmodels.Plain] {
	m := testmodels.Plains
	return []kin.Assign[*testmodels.Plain]{
		m.Int.Set(o.Int),
		m.I8.Set(o.I8),
		m.I16.Set(o.I16),
		m.I32.Set(o.I32),
		m.I64.Set(o.I64),
		m.Uint.Set(o.Uint),
		m.U8.Set(o.U8),
		m.U16.Set(o.U16),
		m.U32.Set(o.U32),
		m.U64.Set(o.U64),
		m.Flag.Set(o.Flag),
		m.F32.Set(o.F32),
		m.F64.Set(o.F64),
		m.Price.Set(o.Price),
		m.Quantity.Set(o.Quantity),
		m.Ratio.Set(o.Ratio),
		m.Text.Set(o.Text),
		m.Short.Set(o.Short),
		m.Color.Set(o.Color),
		m.Level.Set(o.Level),
		m.At.Set(o.At),
		m.Day.Set(o.Day),
		m.Blob.Set(o.Blob),
		m.Tiny.Set(o.Tiny),
		m.Doc.Set(o.Doc),
		m.Tags.Set(o.Tags),
		m.Numbers.Set(o.Numbers),
		m.Shares.Set(o.Shares),
		m.UUID.Set(o.UUID),
		m.Point.Set(o.Point),
		m.Cents.Set(o.Cents),
		m.Version.Set(o.Version),
	}
}

// pointedAssigns sets every column to that of o.
func pointedAssigns(o *testmodels.Pointed) []kin.Assign[*testmodels.Pointed] {
	m := testmodels.Pointeds
	return []kin.Assign[*testmodels.Pointed]{
		setPointer(m.Int, o.Int),
		setPointer(m.I8, o.I8),
		setPointer(m.I16, o.I16),
		setPointer(m.I32, o.I32),
		setPointer(m.I64, o.I64),
		setPointer(m.Uint, o.Uint),
		setPointer(m.U8, o.U8),
		setPointer(m.U16, o.U16),
		setPointer(m.U32, o.U32),
		setPointer(m.U64, o.U64),
		setPointer(m.Flag, o.Flag),
		setPointer(m.F32, o.F32),
		setPointer(m.F64, o.F64),
		setPointer(m.Price, o.Price),
		setPointer(m.Quantity, o.Quantity),
		setPointer(m.Ratio, o.Ratio),
		setPointer(m.Text, o.Text),
		setPointer(m.Short, o.Short),
		setPointer(m.Color, o.Color),
		setPointer(m.Level, o.Level),
		setPointer(m.At, o.At),
		setPointer(m.Day, o.Day),
		setPointer(m.Blob, o.Blob),
		setPointer(m.Tiny, o.Tiny),
		setPointer(m.Doc, o.Doc),
		setPointer(m.Tags, o.Tags),
		setPointer(m.Numbers, o.Numbers),
		setPointer(m.Shares, o.Shares),
		setPointer(m.UUID, o.UUID),
		setPointer(m.Point, o.Point),
		setPointer(m.Cents, o.Cents),
		setPointer(m.Version, o.Version),
	}
}

// nulledAssigns sets every column to that of o.
func nulledAssigns(o *testmodels.Nulled) []kin.Assign[*testmodels.Nulled] {
	m := testmodels.Nulleds
	return []kin.Assign[*testmodels.Nulled]{
		setNull(m.Int, o.Int),
		setNull(m.I8, o.I8),
		setNull(m.I16, o.I16),
		setNull(m.I32, o.I32),
		setNull(m.I64, o.I64),
		setNull(m.Uint, o.Uint),
		setNull(m.U8, o.U8),
		setNull(m.U16, o.U16),
		setNull(m.U32, o.U32),
		setNull(m.U64, o.U64),
		setNull(m.Flag, o.Flag),
		setNull(m.F32, o.F32),
		setNull(m.F64, o.F64),
		setNull(m.Price, o.Price),
		setNull(m.Quantity, o.Quantity),
		setNull(m.Ratio, o.Ratio),
		setNull(m.Text, o.Text),
		setNull(m.Short, o.Short),
		setNull(m.Color, o.Color),
		setNull(m.Level, o.Level),
		setNull(m.At, o.At),
		setNull(m.Day, o.Day),
		setNull(m.Blob, o.Blob),
		setNull(m.Tiny, o.Tiny),
		setNull(m.Doc, o.Doc),
		setNull(m.Tags, o.Tags),
		setNull(m.Numbers, o.Numbers),
		setNull(m.Shares, o.Shares),
		setNull(m.UUID, o.UUID),
		setNull(m.Point, o.Point),
		setNull(m.Cents, o.Cents),
		setNull(m.Version, o.Version),
	}
}
