package engine

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"time"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// An appender appends the value at an address, which has the type slot.Elem of the
// field. What it writes is the value as it is stored: a time has microseconds.
type appender func(b []byte, m *jsonMember, p unsafe.Pointer) ([]byte, error)

// appenderOf chooses how the values of a field are written, once for each type.
func appenderOf(f *jsonField) appender {
	if f.encode != byKind {
		return appendMarshaled
	}
	value := f.typed()
	if !f.marked {
		return value
	}
	return func(b []byte, m *jsonMember, p unsafe.Pointer) ([]byte, error) {
		b, err := value(append(b, '"'), m, p)
		return append(b, '"'), err
	}
}

// typed returns the appender that knows how the field holds its values and how they
// are stored, or the one that asks the slot.
func (f *jsonField) typed() appender {
	held := f.slot.Held()
	stored := f.Type.Kind
	if a, ok := intAppenders[held]; ok && a.fits <= stored && stored <= schema.Int64 {
		return a.append
	}
	if a, ok := appenders[holding{held, stored}]; ok {
		return a
	}
	return appendStored
}

// appendStored appends what the slot says is stored, or its error.
func appendStored(b []byte, m *jsonMember, p unsafe.Pointer) ([]byte, error) {
	f := m.field
	v, err := f.slot.Encode(p)
	if err != nil {
		return b, fmt.Errorf("kin: encode: %w", err)
	}
	if b, err = appendValue(b, v, f.single); err != nil {
		return b, fmt.Errorf("kin: encode %s: %w", f.slot.Field, err)
	}
	return b, nil
}

// appendMarshaled appends a value that marshals itself.
func appendMarshaled(b []byte, m *jsonMember, p unsafe.Pointer) ([]byte, error) {
	f := m.field
	text, err := json.Marshal(reflect.NewAt(f.slot.Elem(), p).Interface())
	if err != nil {
		return b, fmt.Errorf("kin: encode %s: %w", f.slot.Field, err)
	}
	return append(b, text...), nil
}

func appendValue(b []byte, v dialect.Value, single bool) ([]byte, error) {
	switch v.Kind {
	case schema.Bool:
		return strconv.AppendBool(b, v.N != 0), nil
	case schema.Float32, schema.Float64:
		return appendFloat(b, v.Float(), single), nil
	case schema.Decimal:
		return append(append(append(b, '"'), v.S...), '"'), nil
	case schema.Text:
		return appendString(b, v.S), nil
	case schema.Bytes:
		b = append(b, '"')
		b = base64.StdEncoding.AppendEncode(b, unsafe.Slice(unsafe.StringData(v.S), len(v.S)))
		return append(b, '"'), nil
	case schema.Time:
		t := time.UnixMicro(v.N)
		return appendDateTime(b, t.Unix(), t.Nanosecond()/1000), nil
	case schema.Date:
		return append(dialect.AppendDate(append(b, '"'), v), '"'), nil
	case schema.UUID:
		return append(dialect.AppendUUID(append(b, '"'), dialect.Value{S: v.S}), '"'), nil
	case schema.JSON:
		compact := bytes.NewBuffer(b)
		err := json.Compact(compact, unsafe.Slice(unsafe.StringData(v.S), len(v.S)))
		return compact.Bytes(), err
	default:
		return strconv.AppendInt(b, v.N, 10), nil
	}
}
