package dialect

import (
	"encoding/hex"
	"strconv"

	"github.com/kinorm/kin/schema"
)

// AppendJSONSet appends a set as a JSON array, for databases that read sets from
// one: numbers as they are, text, times and days as strings, bytes and UUIDs as
// strings of hexadecimal digits. Decimals are strings, or scaled, numbers without
// their point. A set of rows is an array of arrays.
func AppendJSONSet(b []byte, v *Value, scaled bool) []byte {
	b = append(b, '[')
	for i := range v.Set.Len {
		if i > 0 {
			b = append(b, ',')
		}
		if v.Set.Columns == nil {
			b = appendElement(b, v.At(i), scaled)
			continue
		}
		for n := range v.Set.Columns {
			b = append(b, "[,"[min(n, 1)])
			b = appendElement(b, v.Set.Columns[n].At(i), scaled)
		}
		b = append(b, ']')
	}
	return append(b, ']')
}

func appendElement(b []byte, v Value, scaled bool) []byte {
	if v.Null {
		return append(b, "null"...)
	}
	switch v.Kind {
	case schema.Decimal:
		if scaled {
			return strconv.AppendInt(b, v.N, 10)
		}
		return appendString(b, v.S)
	case schema.Text, schema.JSON:
		return appendString(b, v.S)
	case schema.Bytes, schema.UUID:
		b = append(b, '"')
		if v.Kind == schema.UUID && v.Format != FormatKin {
			return append(AppendUUID(b, v), '"') // kept as text, see schema.Type.Hex
		}
		b = hex.AppendEncode(b, []byte(v.S))
		return append(b, '"')
	case schema.Time:
		b = append(b, '"')
		b = AppendTime(b, v)
		return append(b, '"')
	case schema.Date:
		b = append(b, '"')
		b = AppendDate(b, v)
		return append(b, '"')
	case schema.Float32, schema.Float64:
		return strconv.AppendFloat(b, v.Float(), 'g', -1, 64)
	default:
		return strconv.AppendInt(b, v.N, 10)
	}
}

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string. Only quotes, backslashes and control
// characters have to be escaped; the rest is copied in pieces.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		if c < ' ' {
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xf])
		} else {
			b = append(b, '\\', c)
		}
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}
