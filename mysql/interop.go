package mysql

import (
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// arg returns an argument as the server reads it. A set is the text of a JSON array.
func arg(v *dialect.Value) (any, error) {
	switch {
	case v.Set != nil:
		return string(dialect.AppendJSONSet(nil, v, false)), nil
	case v.Null:
		return nil, nil
	}
	var buf [40]byte // on the stack
	switch v.Kind {
	case schema.Bool:
		return v.N, nil
	case schema.UUID:
		if v.Format != dialect.FormatKin {
			return string(dialect.AppendUUID(buf[:0], *v)), nil
		}
		return []byte(v.S), nil
	case schema.Time: // as text: a time.Time would go by the driver's setting of a location
		t := *v
		t.Format = dialect.FormatKin
		return string(dialect.AppendTime(buf[:0], t)), nil
	case schema.Date:
		return string(dialect.AppendDate(buf[:0], *v)), nil
	default:
		return v.Any(), nil
	}
}
