package engine

import (
	"encoding/binary"

	"github.com/kinorm/kin/dialect"
)

// A keyIndex finds numbers by key values. Several numbers may have one key.
type keyIndex struct {
	ints  map[int64]int32 // keys of one number
	texts map[string]int32
	next  []int32 // the number before, with the same key; -1 is none
	nums  []int
	buf   []byte
	width int
}

func (x *keyIndex) init(width, hint int) {
	x.width = width
	x.nums, x.next = make([]int, 0, hint), make([]int32, 0, hint)
}

// add adds a number and reports whether its key is new.
func (x *keyIndex) add(key []dialect.Value, n int) bool {
	i := int32(len(x.nums))
	x.nums = append(x.nums, n)
	if x.width == 1 && key[0].S == "" {
		if x.ints == nil {
			x.ints = make(map[int64]int32, cap(x.nums))
		}
		before, ok := x.ints[key[0].N]
		x.ints[key[0].N] = i
		return x.chain(before, ok)
	}
	if x.texts == nil {
		x.texts = make(map[string]int32, cap(x.nums))
	}
	k := string(x.text(key))
	before, ok := x.texts[k]
	x.texts[k] = i
	return x.chain(before, ok)
}

func (x *keyIndex) chain(before int32, ok bool) bool {
	if !ok {
		before = -1
	}
	x.next = append(x.next, before)
	return !ok
}

// each calls f for every number with a key.
func (x *keyIndex) each(key []dialect.Value, f func(n int)) {
	var i int32
	var ok bool
	if x.width == 1 && key[0].S == "" {
		i, ok = x.ints[key[0].N]
	} else {
		i, ok = x.texts[string(x.text(key))]
	}
	if !ok {
		return
	}
	for ; i >= 0; i = x.next[i] {
		f(x.nums[i])
	}
}

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
