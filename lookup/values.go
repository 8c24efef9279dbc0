package lookup

import (
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// errValue is the reason of every value that is refused. What is wrong with it is
// not said, as that would tell the value.
var errValue = errors.New("not a value of the column")

// value encodes a value for a column. A nil is null.
func (p *place) value(x any) (v dialect.Value, null bool, err error) {
	r := reflect.ValueOf(x)
	if p.rel != nil && r.IsValid() && r.Type() == reflect.PointerTo(p.typ.Go) {
		v, err = p.object(r)
		return v, false, err
	}
	for r.Kind() == reflect.Pointer {
		r = r.Elem()
	}
	if !r.IsValid() {
		return v, true, nil
	}
	column := &p.typ.Slots[p.field.Index0]
	slot, err := dialect.NewSlot(column.Elem(), 0, column.Type, false)
	if err != nil {
		return v, false, err
	}
	slot.Field, slot.Format = column.Field, column.Format
	into := reflect.New(slot.Elem())
	if r.Type() == slot.Elem() {
		into.Elem().Set(r)
	} else if err := convert(&slot, into.UnsafePointer(), r); err != nil {
		return v, false, errValue
	}
	if v, err = slot.Encode(into.UnsafePointer()); err != nil || !p.hasValue(v) {
		return v, false, errValue
	}
	return v, false, nil
}

// object returns the key of a related object, which must have a row.
func (p *place) object(r reflect.Value) (dialect.Value, error) {
	if r.IsNil() {
		return dialect.Value{}, errValue
	}
	keys, err := p.rel.TargetKeys([]unsafe.Pointer{r.UnsafePointer()})
	if err != nil {
		return dialect.Value{}, err
	}
	return keys[0].At(0), nil
}

// hasValue reports whether the enum of the column, if it is one, has a value.
func (p *place) hasValue(v dialect.Value) bool {
	if len(p.field.Enum) > 0 {
		return slices.Contains(p.field.Enum, v.S)
	}
	return len(p.field.EnumInts) == 0 || slices.Contains(p.field.EnumInts, v.N)
}

// convert writes a Go value into a slot of another Go type, if it is exactly a
// value of it.
func convert(slot *dialect.Slot, into unsafe.Pointer, r reflect.Value) error {
	switch kind := slot.Type.Kind; {
	case r.Kind() == reflect.String:
		return parse(slot, into, r.String())
	case r.Kind() == reflect.Bool && kind == schema.Bool:
		return slot.SetBool(into, r.Bool())
	case r.CanInt():
		return parseNumber(slot, into, strconv.FormatInt(r.Int(), 10))
	case r.CanUint():
		return parseNumber(slot, into, strconv.FormatUint(r.Uint(), 10))
	case r.CanFloat():
		if f := r.Float(); kind.IsInteger() && math.Abs(f) >= 1<<53 {
			return errValue // it may have been another integer before it was a float
		}
		return parseNumber(slot, into, strconv.FormatFloat(r.Float(), 'f', -1, 64))
	case r.Type() == reflect.TypeFor[time.Time]() && (kind == schema.Time || kind == schema.Date):
		return slot.SetTime(into, r.Interface().(time.Time))
	case r.Type() == reflect.TypeFor[[]byte]() && kind == schema.Bytes:
		return slot.SetBytes(into, r.Bytes())
	case r.Kind() == reflect.Array && r.Type().ConvertibleTo(slot.Elem()):
		reflect.NewAt(slot.Elem(), into).Elem().Set(r.Convert(slot.Elem()))
		return nil
	default:
		return errValue
	}
}

// parseNumber writes the text of a number into a slot of numbers.
func parseNumber(slot *dialect.Slot, into unsafe.Pointer, text string) error {
	switch k := slot.Type.Kind; {
	case k.IsInteger(), k == schema.Float32, k == schema.Float64, k == schema.Decimal:
		return parse(slot, into, text)
	default:
		return errValue
	}
}

// parse writes text into a slot, strictly by its stored type.
func parse(slot *dialect.Slot, into unsafe.Pointer, text string) error {
	switch slot.Type.Kind {
	case schema.Bool:
		b, err := parseBool(text)
		if err != nil {
			return err
		}
		return slot.SetBool(into, b)
	case schema.Int16, schema.Int32, schema.Int64:
		n, err := parseInt(text)
		if err != nil {
			return err
		}
		return slot.SetInt(into, n)
	case schema.Float32, schema.Float64:
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || strings.Trim(text, "0123456789.eE+-") != "" {
			return errValue
		}
		return slot.SetFloat(into, f)
	case schema.Decimal:
		if text == "" || strings.Trim(text, "0123456789.-") != "" {
			return errValue
		}
	case schema.Bytes:
		b, err := base64.StdEncoding.Strict().DecodeString(text)
		if err != nil {
			return err
		}
		return slot.SetBytes(into, b)
	case schema.Time, schema.Date:
		t, err := parseTime(slot.Type.Kind, text)
		if err != nil {
			return err
		}
		return slot.SetTime(into, t)
	}
	return slot.SetText(into, []byte(text))
}

func parseBool(text string) (bool, error) {
	switch text {
	case "true", "True", "1":
		return true, nil
	case "false", "False", "0":
		return false, nil
	default:
		return false, errValue
	}
}

func parseInt(text string) (int64, error) {
	if strings.HasPrefix(text, "+") {
		return 0, errValue
	}
	return strconv.ParseInt(text, 10, 64)
}

// layouts are how a time is written. One without a zone is in UTC.
var layouts = []string{time.RFC3339Nano, "2006-01-02T15:04:05", time.DateTime, time.DateOnly}

func parseTime(kind schema.Kind, text string) (time.Time, error) {
	if kind == schema.Date {
		return time.Parse(time.DateOnly, text)
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Truncate(time.Microsecond), nil
		}
	}
	return time.Time{}, errValue
}

// want says what kind of value a place is compared with.
func (p *place) want() string {
	w := p.wantColumn()
	if p.rel != nil {
		w += ", or a *" + p.typ.Name + ", as the key of one"
	}
	return w
}

func (p *place) wantColumn() string {
	t := p.field.Type
	switch {
	case len(p.field.Enum) > 0:
		return "one of " + strings.Join(p.field.Enum, ", ")
	case len(p.field.EnumInts) > 0:
		return "one of " + strings.Trim(fmt.Sprint(p.field.EnumInts), "[]")
	}
	switch t.Kind {
	case schema.Bool:
		return "true or false"
	case schema.Int16, schema.Int32, schema.Int64:
		return wantInt(p.typ.Slots[p.field.Index0].Elem().Kind(), t.Kind)
	case schema.Float32, schema.Float64:
		return "a number"
	case schema.Decimal:
		return fmt.Sprintf("a number of at most %d digits, %d of them after the point", t.Precision, t.Scale)
	case schema.Text:
		if t.Size > 0 {
			return fmt.Sprintf("text of at most %d characters", t.Size)
		}
		return "text"
	case schema.Bytes:
		return "bytes in base64"
	case schema.Time:
		return "a time such as 2006-01-02T15:04:05Z"
	case schema.Date:
		return "a day such as 2006-01-02"
	default:
		return "a " + t.Kind.String()
	}
}

// wantInt names the integers that both the Go type and the column hold.
func wantInt(held reflect.Kind, stored schema.Kind) string {
	bits := map[schema.Kind]int{schema.Int16: 16, schema.Int32: 32, schema.Int64: 64}[stored]
	least := int64(-1) << (bits - 1)
	most := -(least + 1)
	switch held {
	case reflect.Int8:
		least, most = math.MinInt8, math.MaxInt8
	case reflect.Int16:
		least, most = max(least, math.MinInt16), min(most, math.MaxInt16)
	case reflect.Int32:
		least, most = max(least, math.MinInt32), min(most, math.MaxInt32)
	case reflect.Uint8:
		least, most = 0, math.MaxUint8
	case reflect.Uint16:
		least, most = 0, min(most, math.MaxUint16)
	case reflect.Uint32:
		least, most = 0, min(most, math.MaxUint32)
	case reflect.Uint, reflect.Uint64:
		least = 0
	}
	return fmt.Sprintf("a whole number from %d to %d", least, most)
}
