package sqlite

import (
	"unicode"
	"unicode/utf8"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

var (
	foldFunc = funcPointer(fold)
	freeFunc = funcPointer(lib.Xsqlite3_free)
)

// registerFuncs adds kin's SQL functions to the connection.
//
// kin_fold(text) is text without the difference of upper and lower case, in every
// alphabet, where SQLite's own lower knows only A to Z. Other values stay as they are.
func (c *conn) registerFuncs() error {
	name, err := libc.CString("kin_fold")
	if err != nil {
		return errNoMemory
	}
	defer libc.Xfree(c.tls, name)
	// Innocuous: an index may use it although the schema is not trusted.
	const flags = lib.SQLITE_UTF8 | lib.SQLITE_DETERMINISTIC | lib.SQLITE_INNOCUOUS
	if rc := lib.Xsqlite3_create_function_v2(c.tls, c.db, name, 1, flags, 0, foldFunc, 0, 0, 0); rc != lib.SQLITE_OK {
		return c.fail(rc)
	}
	return nil
}

// fold implements kin_fold.
func fold(tls *libc.TLS, ctx uintptr, _ int32, argv uintptr) {
	arg := wordAt(argv)
	if lib.Xsqlite3_value_type(tls, arg) != lib.SQLITE_TEXT {
		lib.Xsqlite3_result_value(tls, ctx, arg)
		return
	}
	p := lib.Xsqlite3_value_text(tls, arg) // before the length: it may convert
	text := bytesAt(p, int(lib.Xsqlite3_value_bytes(tls, arg)))
	if isFolded(text) {
		lib.Xsqlite3_result_value(tls, ctx, arg)
		return
	}
	var small [256]byte
	folded := appendFold(small[:0], text)
	result := lib.Xsqlite3_malloc64(tls, uint64(len(folded)))
	if result == 0 {
		lib.Xsqlite3_result_error_nomem(tls, ctx)
		return
	}
	copy(bytesAt(result, len(folded)), folded)
	lib.Xsqlite3_result_text64(tls, ctx, result, uint64(len(folded)), freeFunc, lib.SQLITE_UTF8)
}

// isFolded reports whether folding would change nothing, as for most text in practice.
func isFolded(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// appendFold appends text with every character in the lower case of its upper case,
// which is the same for all forms of a letter: for σ, ς and Σ it is σ.
func appendFold(b, text []byte) []byte {
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			b = append(b, c)
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 { // no UTF-8: it stays as it is
			b = append(b, c)
		} else {
			b = utf8.AppendRune(b, unicode.ToLower(unicode.ToUpper(r)))
		}
		i += n
	}
	return b
}
