package models

import (
	"time"

	"github.com/kinorm/kin"
)

// A Sample has a column of every stored type, none of which may be NULL.
type Sample struct {
	kin.Model
	ID      int64
	Flag    bool
	I8      int8
	I16     int16
	I32     int32
	I64     int64
	Int     int
	U8      uint8
	U16     uint16
	U32     uint32
	U64     uint64
	Uint    uint
	F32     float32
	F64     float64
	Price   string  `kin:"decimal(18,2)"`
	Whole   int64   `kin:"decimal(18,0)"`
	Ratio   float64 `kin:"decimal(9,4)"`
	Text    string
	Short   string `kin:"size=10"`
	At      time.Time
	Day     time.Time `kin:"date"`
	Blob    []byte
	Tiny    []byte `kin:"size=4"`
	Doc     kin.JSON[Document]
	Tags    kin.Array[string]
	UUID    UUID
	Color   Color `kin:"size=10"`
	Level   Level
	Point   Point
	Version Version
}

// A Maybe has a column of every stored type, each of which may be NULL.
type Maybe struct {
	kin.Model
	ID      int64
	Flag    *bool
	I16     *int16
	I32     *int32
	I64     *int64
	U64     *uint64
	F32     *float32
	F64     *float64
	Price   *string  `kin:"decimal(18,2)"`
	Whole   *int64   `kin:"decimal(18,0)"`
	Ratio   *float64 `kin:"decimal(9,4)"`
	Text    *string
	Short   *string `kin:"size=10"`
	At      *time.Time
	Day     *time.Time `kin:"date"`
	Blob    *[]byte
	Doc     *kin.JSON[Document]
	Tags    *kin.Array[string]
	UUID    *UUID
	Color   *Color `kin:"size=10"`
	Level   *Level
	Point   *Point
	Version *Version
}
