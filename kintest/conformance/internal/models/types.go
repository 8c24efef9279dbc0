package models

import (
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A Color is an enum of names.
type Color string

// The colors.
const (
	Red   Color = "red"
	Green Color = "green"
	Blue  Color = "blue"
)

// A Level is an enum of numbers.
type Level int16

// The levels.
const (
	Low  Level = -1
	Mid  Level = 0
	High Level = 100
)

// A UUID is 16 bytes.
type UUID [16]byte

// A Document is stored as JSON.
type Document struct {
	Name   string            `json:"name"`
	Tags   []string          `json:"tags"`
	Attrs  map[string]string `json:"attrs"`
	Number json.Number       `json:"number,omitempty"`
	Next   *Document         `json:"next,omitempty"`
}

// A Point reads and writes itself as "x;y".
type Point struct{ X, Y int32 }

// Value returns the point as text.
func (p Point) Value() (driver.Value, error) { return fmt.Sprintf("%d;%d", p.X, p.Y), nil }

// Scan reads a point from its text.
func (p *Point) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("a %T is no point", src)
	}
	x, y, ok := strings.Cut(text, ";")
	if !ok {
		return errors.New("a point has two coordinates")
	}
	a, errX := strconv.ParseInt(x, 10, 32)
	b, errY := strconv.ParseInt(y, 10, 32)
	*p = Point{int32(a), int32(b)}
	return errors.Join(errX, errY)
}

// A Version is text of two numbers with a point between.
type Version struct{ Major, Minor uint16 }

// MarshalText returns the version as text.
func (v Version) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%d.%d", v.Major, v.Minor), nil
}

// UnmarshalText reads a version.
func (v *Version) UnmarshalText(b []byte) error {
	major, minor, ok := strings.Cut(string(b), ".")
	if !ok {
		return errors.New("a version has two parts")
	}
	a, errMajor := strconv.ParseUint(major, 10, 16)
	c, errMinor := strconv.ParseUint(minor, 10, 16)
	*v = Version{uint16(a), uint16(c)}
	return errors.Join(errMajor, errMinor)
}
