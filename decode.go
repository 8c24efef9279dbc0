package kin

import (
	"reflect"

	"github.com/kinorm/kin/internal/engine"
)

// Decode reads an object from the JSON that [Encode] writes, with its relations:
// an object for a relation to one, an array for others, the values of a link under
// the link's name in each target. The objects have no rows yet; [SaveGraph] or
// Create gives them rows.
//
//	post, err := kin.Decode[Post]([]byte(`{"title":"Go","author":{"name":"Rob"}}`))
//
// Decode takes only what it knows. An error are: an unknown key, also one that
// differs in case, a key that comes twice, a value of another type, an integer with
// a point or out of range, a text that is too long, a value that an enum does not
// have, a null where the column must have a value, and a relation that says
// skip_reverse. It is a [DecodeError], which names the place. A key that is missing
// leaves its field as it is in a new struct.
//
// Input must not have what the database or the program gives: primary keys, the
// version, auto_create and auto_update times, and in an object below its owner the
// key of the owner. A client that could set them could write to any row, or claim
// another's; WithKeys accepts them from input that is trusted.
//
// A decimal may also be a number. A time may have any zone and is truncated to
// microseconds. A type with UnmarshalJSON or UnmarshalText is read by that, and so
// is a related object whose model has UnmarshalJSON; v itself is not.
func Decode[M any](data []byte, options ...DecodeOption) (*M, error) {
	t, err := engine.TypeOf(reflect.TypeFor[M]())
	if err != nil {
		return nil, err
	}
	obj, err := t.Decode(data, decoding(options).keys)
	if err != nil {
		return nil, err
	}
	return (*M)(obj), nil
}

// DecodeAll reads objects from a JSON array; see [Decode].
func DecodeAll[M any](data []byte, options ...DecodeOption) ([]*M, error) {
	t, err := engine.TypeOf(reflect.TypeFor[M]())
	if err != nil {
		return nil, err
	}
	objs, err := t.DecodeAll(data, decoding(options).keys)
	if err != nil {
		return nil, err
	}
	return typed[*M](objs), nil
}

// A DecodeOption changes what Decode accepts.
type DecodeOption func(*decodeOptions)

type decodeOptions struct{ keys bool }

func decoding(options []DecodeOption) (o decodeOptions) {
	for _, option := range options {
		option(&o)
	}
	return o
}

// WithKeys accepts primary keys, versions and times of writing, so that everything
// that Encode wrote is read. The objects still have no rows: Create and SaveGraph
// insert them with these keys. Use it only for input that may choose them.
func WithKeys() DecodeOption { return func(o *decodeOptions) { o.keys = true } }

// A DecodeError says what is wrong with a JSON text: the place as "posts[2].title",
// the model and the field, and the reason.
type DecodeError = engine.DecodeError
