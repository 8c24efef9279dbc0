package testmodels

import (
	"database/sql/driver"
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
	Name  string            `json:"name"`
	Tags  []string          `json:"tags"`
	Attrs map[string]string `json:"attrs"`
	Next  *Document         `json:"next,omitempty"`
}

// A Point reads and writes itself as "x;y".
type Point struct{ X, Y int32 }

// Value returns the point as text.
func (p Point) Value() (driver.Value, error) { return fmt.Sprintf("%d;%d", p.X, p.Y), nil }

// Scan reads a point.
func (p *Point) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("a %T is no point", src)
	}
	x, y, ok := strings.Cut(text, ";")
	if !ok {
		return errors.New("a point has two coordinates")
	}
	a, err := strconv.ParseInt(x, 10, 32)
	if err != nil {
		return err
	}
	b, err := strconv.ParseInt(y, 10, 32)
	*p = Point{int32(a), int32(b)}
	return err
}

// Cents read and write themselves as an integer.
type Cents struct{ N int64 }

// Value returns the amount.
func (c Cents) Value() (driver.Value, error) { return c.N, nil }

// Scan reads an amount.
func (c *Cents) Scan(src any) error {
	n, ok := src.(int64)
	if !ok {
		return fmt.Errorf("a %T is no amount", src)
	}
	c.N = n
	return nil
}

// A Version is text of three numbers with points between.
type Version struct{ Major, Minor, Patch uint16 }

// MarshalText returns the version as text.
func (v Version) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%d.%d.%d", v.Major, v.Minor, v.Patch), nil
}

// UnmarshalText reads a version.
func (v *Version) UnmarshalText(b []byte) error {
	parts := strings.Split(string(b), ".")
	if len(parts) != 3 {
		return errors.New("a version has three parts")
	}
	var n [3]uint16
	for i, p := range parts {
		u, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return err
		}
		n[i] = uint16(u)
	}
	*v = Version{n[0], n[1], n[2]}
	return nil
}
