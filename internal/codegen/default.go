package codegen

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/kinorm/kin/schema"
)

// checkDefault returns what is wrong with the default of a column, or "".
func checkDefault(c *column, g goType, v string) string {
	if !parsesAs(c.field.Type, g, v) {
		return fmt.Sprintf("default=%s is not %s; write %s", v, kindText(c.field.Type.Kind), defaultExample(c.field.Type))
	}
	if n := c.field.Type.Size; n > 0 && utf8.RuneCountInString(v) > n {
		return fmt.Sprintf("default=%s is longer than size=%d; shorten it, or raise size", v, n)
	}
	if !inEnum(c, v) {
		return fmt.Sprintf("default=%s is no constant of %s; write one of %s", v, typeText(c.elem), enumText(c))
	}
	if !c.field.Nullable && !g.custom && isPlainNumber(g) && !isZeroText(v) {
		return fmt.Sprintf("Create could not tell a %s that you set from the default %s; make the field a *%s", zeroOf(g), v, typeText(c.elem))
	}
	return ""
}

func isPlainNumber(g goType) bool {
	return g.basic&(types.IsBoolean|types.IsInteger|types.IsFloat) != 0
}

func zeroOf(g goType) string {
	if g.basic&types.IsBoolean != 0 {
		return "false"
	}
	return "0"
}

// isZeroText reports whether v is false or zero.
func isZeroText(v string) bool {
	if b, err := strconv.ParseBool(v); err == nil && !b {
		return true
	}
	n, err := strconv.ParseFloat(v, 64)
	return err == nil && n == 0
}

func inEnum(c *column, v string) bool {
	if len(c.field.Enum) > 0 {
		return slices.Contains(c.field.Enum, v)
	}
	if len(c.field.EnumInts) > 0 {
		n, err := strconv.ParseInt(v, 10, 64)
		return err == nil && slices.Contains(c.field.EnumInts, n)
	}
	return true
}

// parsesAs reports whether v is the text of a value of type t that Go holds as g.
func parsesAs(t schema.Type, g goType, v string) bool {
	var err error
	switch t.Kind {
	case schema.Bool:
		return v == "true" || v == "false"
	case schema.Int16, schema.Int32, schema.Int64:
		return isInteger(t.Kind, g, v)
	case schema.Float32, schema.Float64:
		_, err = strconv.ParseFloat(v, 64)
	case schema.Decimal:
		return isDecimal(t, v)
	case schema.Time:
		_, err = time.Parse(time.RFC3339Nano, v)
		if err != nil {
			_, err = time.Parse(time.DateTime, v)
		}
	case schema.Date:
		_, err = time.Parse(time.DateOnly, v)
	case schema.JSON:
		return json.Valid([]byte(v))
	case schema.UUID:
		raw, hexErr := hex.DecodeString(strings.ReplaceAll(v, "-", ""))
		return hexErr == nil && len(raw) == 16
	}
	return err == nil
}

// integerBits are the sizes of integer columns.
var integerBits = map[schema.Kind]int{schema.Int16: 16, schema.Int32: 32, schema.Int64: 64}

func isInteger(kind schema.Kind, g goType, v string) bool {
	bits := integerBits[kind]
	if g.integer() {
		bits = min(bits, g.bits)
	}
	if g.unsigned {
		_, err := strconv.ParseUint(v, 10, bits)
		return err == nil
	}
	_, err := strconv.ParseInt(v, 10, bits)
	return err == nil
}

// isDecimal reports whether v is a number with no more digits than t has.
func isDecimal(t schema.Type, v string) bool {
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(v, "-"), ".")
	digits := func(s string) bool { return strings.Trim(s, "0123456789") == "" }
	return whole != "" && digits(whole) && digits(fraction) &&
		len(strings.TrimLeft(whole, "0")) <= t.Precision-t.Scale && len(fraction) <= t.Scale
}

var kindTexts = map[schema.Kind]string{
	schema.Bool: "true or false", schema.Int16: "an integer of its size", schema.Int32: "an integer of its size",
	schema.Int64: "an integer of its size", schema.Float32: "a number", schema.Float64: "a number",
	schema.Decimal: "a number of its digits", schema.Time: "a time", schema.Date: "a date",
	schema.JSON: "a JSON document", schema.UUID: "a UUID",
}

func kindText(k schema.Kind) string { return kindTexts[k] }

func defaultExample(t schema.Type) string {
	switch t.Kind {
	case schema.Bool:
		return "default=true"
	case schema.Float32, schema.Float64:
		return "default=1.5"
	case schema.Decimal:
		return "default=" + strings.TrimSuffix("1."+strings.Repeat("0", t.Scale), ".")
	case schema.Time:
		return "default=2006-01-02T15:04:05Z"
	case schema.Date:
		return "default=2006-01-02"
	case schema.JSON:
		return "default='{}'"
	case schema.UUID:
		return "default=00000000-0000-0000-0000-000000000000"
	default:
		return "default=1"
	}
}
