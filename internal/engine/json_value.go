package engine

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"time"
	"unicode/utf8"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// appendField appends the value of a field. It is the value as it is stored: a
// time has microseconds.
func appendField(b []byte, f *jsonField, obj unsafe.Pointer) ([]byte, error) {
	if f.encode != byKind {
		return appendMarshaled(b, f, obj)
	}
	v, err := f.slot.Value(obj)
	if err != nil {
		return b, fmt.Errorf("kin: encode: %w", err)
	}
	if v.Null {
		return append(b, "null"...), nil
	}
	if f.marked {
		b = append(b, '"')
	}
	b, err = appendValue(b, v, f.single)
	if err != nil {
		return b, fmt.Errorf("kin: encode %s: %w", f.slot.Field, err)
	}
	if f.marked {
		b = append(b, '"')
	}
	return b, nil
}

// appendMarshaled appends a value that marshals itself.
func appendMarshaled(b []byte, f *jsonField, obj unsafe.Pointer) ([]byte, error) {
	p := f.slot.Source(obj)
	if p == nil {
		return append(b, "null"...), nil
	}
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
		b = append(b, '"')
		b = time.UnixMicro(v.N).UTC().AppendFormat(b, time.RFC3339Nano)
		return append(b, '"'), nil
	case schema.Date:
		return append(dialect.AppendDate(append(b, '"'), v), '"'), nil
	case schema.UUID:
		return append(dialect.AppendUUID(append(b, '"'), dialect.Value{S: v.S}), '"'), nil
	case schema.JSON:
		var compact bytes.Buffer
		err := json.Compact(&compact, []byte(v.S))
		return append(b, compact.Bytes()...), err
	default:
		return strconv.AppendInt(b, v.N, 10), nil
	}
}

// appendFloat writes a number as encoding/json does: with an exponent only where
// it is very large or very small.
func appendFloat(b []byte, f float64, single bool) []byte {
	bits, small, large := 64, 1e-6, 1e21
	if single {
		bits, small, large = 32, float64(float32(1e-6)), float64(float32(1e21))
	}
	format := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < small || abs >= large) {
		format = 'e'
	}
	return strconv.AppendFloat(b, f, format, -1, bits)
}

const hexDigits = "0123456789abcdef"

// appendString writes a JSON string. Like encoding/json it escapes what would end
// a script element or a line of a script.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' {
				i++
				continue
			}
			b = appendEscaped(append(b, s[start:i]...), c)
			i++
			start = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b = append(append(b, s[start:i]...), `\ufffd`...)
			start = i + n
		case r == '\u2028' || r == '\u2029':
			b = append(append(b, s[start:i]...), `\u202`...)
			b = append(b, hexDigits[r&0xf])
			start = i + n
		}
		i += n
	}
	return append(append(b, s[start:]...), '"')
}

func appendEscaped(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	default:
		return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xf])
	}
}
