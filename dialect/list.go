package dialect

import (
	"bytes"
	"math"
	"strconv"
	"unsafe"
)

// setList writes a list of integers that was sent as text: 1,2 or [1, 2] or {1,2},
// or length:XOR of all:list, as 2:3:1,2. A list of the last form that is not what it
// announces was cut off by the server, and is NULL.
func (s *Slot) setList(base unsafe.Pointer, text []byte) error {
	list := (*[]int64)(s.ptr(base))
	length, rest, announced := bytes.Cut(text, []byte{':'})
	if !announced {
		out, ok := appendList((*list)[:0], bytes.Trim(text, "[]{}"))
		if !ok {
			return s.mismatch(quoteShort(text))
		}
		*list = out
		return nil
	}
	sum, items, _ := bytes.Cut(rest, []byte{':'})
	n, err := strconv.Atoi(string(length))
	xor, xorErr := strconv.ParseUint(string(sum), 10, 64)
	if err != nil || xorErr != nil || n < 0 {
		return s.mismatch(quoteShort(text))
	}
	out, ok := appendList((*list)[:0], items)
	for _, v := range out {
		xor ^= uint64(v)
	}
	if !ok || len(out) != n || xor != 0 {
		return s.SetNull(base)
	}
	*list = out
	return nil
}

// appendList appends integers with commas between them.
func appendList(out []int64, text []byte) ([]int64, bool) {
	for len(text) > 0 {
		if text[0] == ' ' {
			text = text[1:]
			continue
		}
		var negative bool
		if negative = text[0] == '-'; negative {
			text = text[1:]
		}
		var n uint64
		i := 0
		for ; i < len(text) && text[i] >= '0' && text[i] <= '9'; i++ {
			n = n*10 + uint64(text[i]-'0')
		}
		const digits = 19 // of the largest integer: more would not fit n
		switch {
		case i == 0 || i > digits || i < len(text) && text[i] != ',':
			return out, false
		case negative && n <= -math.MinInt64:
			out = append(out, -int64(n))
		case !negative && n <= math.MaxInt64:
			out = append(out, int64(n))
		default:
			return out, false
		}
		text = text[min(i+1, len(text)):]
	}
	return out, true
}
