package engine

import (
	"bytes"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"time"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// set writes a JSON value into the field of an object and checks it as a write to
// the database would.
func (f *jsonField) set(t *Type, obj unsafe.Pointer, raw []byte) error {
	if raw[0] == 'n' && (f.Nullable || f.Type.Kind != schema.JSON) {
		if !f.Nullable {
			return fmt.Errorf("%w: it must have a value", dialect.ErrNotNull)
		}
		return f.slot.SetNull(obj)
	}
	if err := f.write(obj, raw); err != nil {
		return err
	}
	_, err := t.value(obj, f.Field)
	return err
}

func (f *jsonField) write(obj unsafe.Pointer, raw []byte) error {
	switch {
	case f.decode == byJSON:
		p := f.slot.Target(obj)
		return reflect.NewAt(f.slot.Elem(), p).Interface().(json.Unmarshaler).UnmarshalJSON(raw)
	case f.decode == byText:
		text, err := textOf(raw)
		if err != nil {
			return err
		}
		p := f.slot.Target(obj)
		return reflect.NewAt(f.slot.Elem(), p).Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
	case f.marked:
		text, err := textOf(raw)
		if err != nil {
			return err
		}
		if raw = []byte(text); len(raw) == 0 || !json.Valid(raw) || raw[0] == '"' {
			return fmt.Errorf("the string holds no %s", f.Type)
		}
	}
	return f.writeKind(obj, raw)
}

// textOf returns the text of a string.
func textOf(raw []byte) (string, error) {
	if raw[0] != '"' {
		return "", wrongType(raw[0], "a string")
	}
	return unquote(raw)
}

// writeKind writes a value by the stored kind of its field.
func (f *jsonField) writeKind(obj unsafe.Pointer, raw []byte) error {
	switch f.Type.Kind {
	case schema.Bool:
		if raw[0] != 't' && raw[0] != 'f' {
			return wrongType(raw[0], "a bool")
		}
		return f.slot.SetBool(obj, raw[0] == 't')
	case schema.Int16, schema.Int32, schema.Int64:
		return f.writeInt(obj, raw)
	case schema.Float32, schema.Float64:
		return f.writeFloat(obj, raw)
	case schema.JSON:
		var compact bytes.Buffer
		if err := json.Compact(&compact, raw); err != nil {
			return err
		}
		return f.slot.SetText(obj, compact.Bytes())
	case schema.Decimal:
		if isNumber(raw) { // its digits are read as they are, so nothing is lost
			return f.slot.SetText(obj, raw)
		}
	}
	text, err := textOf(raw)
	if err != nil {
		return err
	}
	return f.writeText(obj, text)
}

// writeText writes a value that is a string in JSON.
func (f *jsonField) writeText(obj unsafe.Pointer, text string) error {
	switch f.Type.Kind {
	case schema.Bytes:
		b, err := base64.StdEncoding.Strict().DecodeString(text)
		if err != nil {
			return errors.New("the string is no base64")
		}
		return f.slot.SetBytes(obj, b)
	case schema.Time:
		t, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			return errors.New("the string is no time such as 2006-01-02T15:04:05Z")
		}
		return f.slot.SetTime(obj, t.Truncate(time.Microsecond))
	case schema.Date:
		t, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return errors.New("the string is no date such as 2006-01-02")
		}
		return f.slot.SetTime(obj, t)
	default:
		return f.slot.SetText(obj, []byte(text))
	}
}

func isNumber(raw []byte) bool { return raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9' }

func (f *jsonField) writeInt(obj unsafe.Pointer, raw []byte) error {
	if !isNumber(raw) {
		return wrongType(raw[0], "a number")
	}
	n, err := strconv.ParseInt(string(raw), 10, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return fmt.Errorf("%s is out of range", raw)
	case err != nil:
		return fmt.Errorf("%s is no whole number without a point or an exponent", raw)
	}
	return f.slot.SetInt(obj, n)
}

func (f *jsonField) writeFloat(obj unsafe.Pointer, raw []byte) error {
	if !isNumber(raw) {
		return wrongType(raw[0], "a number")
	}
	bits := 64
	if f.single {
		bits = 32
	}
	n, err := strconv.ParseFloat(string(raw), bits)
	if err != nil {
		return fmt.Errorf("%s is out of range", raw)
	}
	return f.slot.SetFloat(obj, n)
}
