package engine

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// A jsonScanner reads a text that is known to be valid JSON, so that it looks only
// at what tells values apart.
type jsonScanner struct {
	data []byte
	pos  int
}

// peek returns the first byte of the next token.
func (s *jsonScanner) peek() byte {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; c {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return c
		}
	}
	return 0
}

// take passes over c if it is the next token, and reports whether it was.
func (s *jsonScanner) take(c byte) bool {
	if s.peek() != c {
		return false
	}
	s.pos++
	return true
}

// value passes over the next value and returns its text.
func (s *jsonScanner) value() []byte {
	s.peek()
	start := s.pos
	depth := 0
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case '"':
			s.quoted()
		case '{', '[':
			depth++
			s.pos++
		case '}', ']':
			depth--
			s.pos++
		case ',', ':', ' ', '\t', '\n', '\r':
			s.pos++
			continue
		default:
			s.word()
		}
		if depth == 0 {
			break
		}
	}
	return s.data[start:s.pos]
}

// word passes over a number, true, false or null.
func (s *jsonScanner) word() {
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case ',', ':', '}', ']', ' ', '\t', '\n', '\r':
			return
		}
		s.pos++
	}
}

// quoted passes over a string and returns its text with the quotes.
func (s *jsonScanner) quoted() []byte {
	start := s.pos
	s.pos++
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case '\\':
			s.pos += 2
		case '"':
			s.pos++
			return s.data[start:s.pos]
		default:
			s.pos++
		}
	}
	return s.data[start:]
}

// Errors of strings.
var (
	errUTF8      = errors.New("the string is not valid UTF-8")
	errSurrogate = errors.New("the string has half of a UTF-16 surrogate pair, which is no character")
)

// unquote returns the text of a quoted string. It refuses what has no text instead
// of replacing it.
func unquote(quoted []byte) (string, error) {
	in := quoted[1 : len(quoted)-1]
	if !utf8.Valid(in) {
		return "", errUTF8
	}
	i := 0
	for i < len(in) && in[i] != '\\' {
		i++
	}
	if i == len(in) {
		return string(in), nil
	}
	out := append(make([]byte, 0, len(in)), in[:i]...)
	for i < len(in) {
		if in[i] != '\\' {
			out = append(out, in[i])
			i++
			continue
		}
		r, n := escaped(in[i:])
		if r < 0 {
			return "", errSurrogate
		}
		out = utf8.AppendRune(out, r)
		i += n
	}
	return string(out), nil
}

// escaped returns the character of an escape and the escape's length. Half of a
// surrogate pair is -1.
func escaped(in []byte) (rune, int) {
	switch in[1] {
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		r := hex4(in)
		if !utf16.IsSurrogate(r) {
			return r, 6
		}
		if len(in) >= 12 && in[6] == '\\' && in[7] == 'u' {
			if pair := utf16.DecodeRune(r, hex4(in[6:])); pair != utf8.RuneError {
				return pair, 12
			}
		}
		return -1, 6
	default:
		return rune(in[1]), 2
	}
}

// hex4 reads the digits of an escape like \u00e9.
func hex4(in []byte) rune {
	n, err := strconv.ParseUint(string(in[2:6]), 16, 16)
	if err != nil {
		return utf8.RuneError // unreachable: the text is valid
	}
	return rune(n)
}

// jsonKind names the type of a value by its first byte.
func jsonKind(c byte) string {
	switch c {
	case '"':
		return "a string"
	case '{':
		return "an object"
	case '[':
		return "an array"
	case 't', 'f':
		return "a bool"
	case 'n':
		return "null"
	default:
		return "a number"
	}
}

// wrongType is the error of a value of another type than is expected.
func wrongType(c byte, want string) error {
	return fmt.Errorf("it is %s, and must be %s", jsonKind(c), want)
}
