package dialect

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"
)

var (
	errJSONNul  = errors.New(`JSON with \u0000 cannot be stored on every database; encode such text, for example as base64`)
	errJSONHalf = errors.New(`the JSON has half of a surrogate pair, which is no character`)
)

// checkEscapes returns an error for the escapes \uXXXX of a JSON text that not
// every database stores: that of NUL, and halves of surrogate pairs. It passes over
// what is no JSON at all, which the database refuses.
func checkEscapes(text string) error {
	for {
		i := strings.IndexByte(text, '\\')
		if i < 0 || i+1 == len(text) {
			return nil
		}
		if text[i+1] != 'u' {
			text = text[i+2:]
			continue
		}
		r, ok := escaped(text[i:])
		switch {
		case !ok:
			return nil
		case r == 0:
			return errJSONNul
		case !utf16.IsSurrogate(r):
			text = text[i+6:]
			continue
		}
		low, ok := escaped(text[i+6:])
		if !ok || utf16.DecodeRune(r, low) == '\uFFFD' {
			return errJSONHalf
		}
		text = text[i+12:]
	}
}

// escaped returns the number of the escape \uXXXX that text begins with.
func escaped(text string) (rune, bool) {
	if len(text) < 6 || text[:2] != `\u` {
		return 0, false
	}
	n, err := strconv.ParseUint(text[2:6], 16, 16)
	return rune(n), err == nil
}
