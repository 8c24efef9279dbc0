package engine

import (
	"encoding/binary"
	"unicode/utf8"
	"unsafe"
)

const hexDigits = "0123456789abcdef"

// appendString writes a JSON string. Like encoding/json it escapes what would end
// a script element or a line of a script, and replaces what is not UTF-8.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := plainBytes(s); i < len(s); i += plainBytes(s[i:]) {
		c := s[i]
		if c < utf8.RuneSelf {
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
	case '\b':
		return append(b, '\\', 'b')
	case '\f':
		return append(b, '\\', 'f')
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

// plainASCII are the bytes that stand for themselves in a JSON string.
var plainASCII = func() (plain [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		plain[c] = c != '"' && c != '\\' && c != '<' && c != '>' && c != '&'
	}
	return plain
}()

// plainBytes returns how many bytes at the beginning of s stand for themselves in a
// JSON string: ASCII without control characters and what is escaped.
func plainBytes(s string) int {
	b := unsafe.Slice(unsafe.StringData(s), len(s))
	i := 0
	for ; i+8 <= len(b); i += 8 {
		if !plainWord(binary.LittleEndian.Uint64(b[i:])) {
			return i + plainTail(b[i:])
		}
	}
	if len(b) >= 8 && plainWord(binary.LittleEndian.Uint64(b[len(b)-8:])) {
		return len(b)
	}
	return i + plainTail(b[i:])
}

func plainTail(b []byte) int {
	i := 0
	for i < len(b) && plainASCII[b[i]] {
		i++
	}
	return i
}

const (
	eachByte = 0x0101010101010101
	highBits = 0x80 * eachByte
)

// plainWord reports whether all eight bytes of w are plain. A subtraction sets the
// high bit of a byte that is smaller than what is subtracted, and so of one that is
// zero after an exclusive or with the byte that is looked for. It may borrow from the
// next byte and so set the high bit there, but only behind a byte that is not plain.
func plainWord(w uint64) bool {
	control := w - ' '*eachByte
	quotes := (w | 0x04*eachByte) ^ '&'*eachByte // " and &
	angles := (w | 0x02*eachByte) ^ '>'*eachByte // < and >
	slashes := w ^ '\\'*eachByte
	return (w|control|(quotes-eachByte)|(angles-eachByte)|(slashes-eachByte))&highBits == 0
}
