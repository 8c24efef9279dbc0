package testmodels

import (
	"database/sql"
	"time"

	"github.com/kinorm/kin"
)

// Plain has a column of every stored type.
type Plain struct {
	kin.Model
	ID       int64
	Int      int
	I8       int8
	I16      int16
	I32      int32
	I64      int64
	Uint     uint
	U8       uint8
	U16      uint16
	U32      uint32
	U64      uint64
	Flag     bool
	F32      float32
	F64      float64
	Price    string  `kin:"decimal(12,2)"`
	Quantity int64   `kin:"decimal(18,0)"`
	Ratio    float64 `kin:"decimal(9,4)"`
	Text     string
	Short    string `kin:"size=10"`
	Color    Color  `kin:"size=10"`
	Level    Level
	At       time.Time
	Day      time.Time `kin:"date"`
	Blob     []byte
	Tiny     []byte `kin:"size=4"`
	Doc      kin.JSON[Document]
	Tags     kin.Array[string]
	Numbers  kin.Array[int64]
	Shares   kin.Array[float32]
	UUID     UUID
	Point    Point
	Cents    Cents `kin:"type=int64"`
	Version  Version
	BoxID    *int64
	Box      *Box `kin:"on_delete=cascade"`
}

// Pointed has the same columns, each of which may be NULL.
type Pointed struct {
	kin.Model
	ID       int64
	Int      *int
	I8       *int8
	I16      *int16
	I32      *int32
	I64      *int64
	Uint     *uint
	U8       *uint8
	U16      *uint16
	U32      *uint32
	U64      *uint64
	Flag     *bool
	F32      *float32
	F64      *float64
	Price    *string  `kin:"decimal(12,2)"`
	Quantity *int64   `kin:"decimal(18,0)"`
	Ratio    *float64 `kin:"decimal(9,4)"`
	Text     *string
	Short    *string `kin:"size=10"`
	Color    *Color  `kin:"size=10"`
	Level    *Level
	At       *time.Time
	Day      *time.Time `kin:"date"`
	Blob     *[]byte
	Tiny     *[]byte `kin:"size=4"`
	Doc      *kin.JSON[Document]
	Tags     *kin.Array[string]
	Numbers  *kin.Array[int64]
	Shares   *kin.Array[float32]
	UUID     *UUID
	Point    *Point
	Cents    *Cents `kin:"type=int64"`
	Version  *Version
	BoxID    *int64
	Box      *Box `kin:"on_delete=cascade"`
}

// Nulled has them as sql.Null.
type Nulled struct {
	kin.Model
	ID       int64
	Int      sql.Null[int]
	I8       sql.Null[int8]
	I16      sql.Null[int16]
	I32      sql.Null[int32]
	I64      sql.Null[int64]
	Uint     sql.Null[uint]
	U8       sql.Null[uint8]
	U16      sql.Null[uint16]
	U32      sql.Null[uint32]
	U64      sql.Null[uint64]
	Flag     sql.Null[bool]
	F32      sql.Null[float32]
	F64      sql.Null[float64]
	Price    sql.Null[string]  `kin:"decimal(12,2)"`
	Quantity sql.Null[int64]   `kin:"decimal(18,0)"`
	Ratio    sql.Null[float64] `kin:"decimal(9,4)"`
	Text     sql.Null[string]
	Short    sql.Null[string] `kin:"size=10"`
	Color    sql.Null[Color]  `kin:"size=10"`
	Level    sql.Null[Level]
	At       sql.Null[time.Time]
	Day      sql.Null[time.Time] `kin:"date"`
	Blob     sql.Null[[]byte]
	Tiny     sql.Null[[]byte] `kin:"size=4"`
	Doc      sql.Null[kin.JSON[Document]]
	Tags     sql.Null[kin.Array[string]]
	Numbers  sql.Null[kin.Array[int64]]
	Shares   sql.Null[kin.Array[float32]]
	UUID     sql.Null[UUID]
	Point    sql.Null[Point]
	Cents    sql.Null[Cents] `kin:"type=int64"`
	Version  sql.Null[Version]
	BoxID    *int64
	Box      *Box `kin:"on_delete=cascade"`
}

// A Box holds rows with columns of every type.
type Box struct {
	kin.Model
	ID       int64
	Plains   kin.HasMany[Plain]
	Pointeds kin.HasMany[Pointed]
	Nulleds  kin.HasMany[Nulled]
}
