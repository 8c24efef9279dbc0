package engine

import (
	"encoding/binary"

	"github.com/kinorm/kin/dialect"
)

// A keyIndex finds numbers by key values. Several numbers may have one key.
type keyIndex struct {
	ints   map[int64]int32 // the last number of each key; keys of one number
	texts  map[string]int32
	before []int32 // of a number: one more than that before it with the same key; it ends where there are none
	buf    []byte
	width  int
	hint   int
}

func (x *keyIndex) init(width, hint int) { x.width, x.hint = width, hint }

// add adds a number and reports whether its key is new.
func (x *keyIndex) add(key []dialect.Value, n int32) bool {
	last := x.last(key)
	x.put(key, n)
	if last < 0 {
		return true
	}
	if missing := int(n) + 1 - len(x.before); missing > 0 {
		x.before = append(x.before, make([]int32, missing)...)
	}
	x.before[n] = last + 1
	return false
}

// first returns the number of a key, which is n if there was none.
func (x *keyIndex) first(key []dialect.Value, n int32) int32 {
	if last := x.last(key); last >= 0 {
		return last
	}
	x.put(key, n)
	return n
}

func (x *keyIndex) put(key []dialect.Value, n int32) {
	if x.isInt(key) {
		if x.ints == nil {
			x.ints = make(map[int64]int32, x.hint)
		}
		x.ints[key[0].N] = n
		return
	}
	if x.texts == nil {
		x.texts = make(map[string]int32, x.hint)
	}
	x.texts[string(x.text(key))] = n
}

// last returns the last number of a key, or -1. It is followed by prev.
func (x *keyIndex) last(key []dialect.Value) int32 {
	if x.isInt(key) {
		return x.lastInt(key[0].N)
	}
	if n, ok := x.texts[string(x.text(key))]; ok {
		return n
	}
	return -1
}

// lastInt is last for a key of one number.
func (x *keyIndex) lastInt(key int64) int32 {
	if n, ok := x.ints[key]; ok {
		return n
	}
	return -1
}

// prev returns the number before n with the same key, or -1.
func (x *keyIndex) prev(n int32) int32 {
	if int(n) < len(x.before) {
		return x.before[n] - 1
	}
	return -1
}

func (x *keyIndex) has(key []dialect.Value) bool { return x.last(key) >= 0 }

func (x *keyIndex) isInt(key []dialect.Value) bool { return x.width == 1 && key[0].S == "" }

// text writes a key so that no two keys have the same text.
func (x *keyIndex) text(key []dialect.Value) []byte {
	x.buf = x.buf[:0]
	for _, v := range key {
		x.buf = binary.AppendVarint(x.buf, v.N)
		x.buf = binary.AppendUvarint(x.buf, uint64(len(v.S)))
		x.buf = append(x.buf, v.S...)
	}
	return x.buf
}
