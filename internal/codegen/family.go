package codegen

import (
	"go/types"

	"github.com/kinorm/kin/schema"
)

// A family is one of kin's column types: what conditions a column offers.
type family string

const (
	plain   family = "Column"        // equality
	ordered family = "OrderedColumn" // and an order
	number  family = "NumberColumn"  // and arithmetic
	text    family = "TextColumn"    // and patterns
	jsonDoc family = "JSONColumn"
	array   family = "ArrayColumn"
)

// familyOf returns the column type of a field.
func familyOf(c *column, g goType) family {
	kind := c.field.Type.Kind
	switch {
	case g.elem != schema.Invalid:
		return array
	case g.json:
		return jsonDoc
	case len(c.field.Enum) > 0 || len(c.field.EnumInts) > 0:
		return plain
	case kind == schema.Decimal:
		return number
	case kind == schema.Bool, kind == schema.Bytes, kind == schema.JSON:
		return plain
	case g.custom:
		return ordered
	case kind == schema.Text && g.basic&types.IsInteger != 0:
		return ordered // its text
	case g.basic&(types.IsInteger|types.IsFloat) != 0:
		return number
	case kind == schema.Text && g.basic&types.IsString != 0:
		return text
	case kind == schema.Text:
		return plain // bytes stored as text
	default:
		return ordered
	}
}
