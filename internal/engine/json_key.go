package engine

// A jsonKey is a key as it is written, between a comma and a colon. Keys are short,
// and copying a block of fixed size is a few instructions, where copying just their
// bytes is a call.
type jsonKey struct {
	text  string
	block [keyBlock]byte // the text and what follows it
}

const keyBlock = 32

func newJSONKey(key string) jsonKey {
	k := jsonKey{text: string(append(appendString([]byte{','}, key), ':'))}
	copy(k.block[:], k.text)
	return k
}

func (k *jsonKey) append(b []byte) []byte {
	n := len(b)
	if len(k.text) > keyBlock || cap(b)-n < keyBlock {
		return append(b, k.text...)
	}
	*(*[keyBlock]byte)(b[n : n+keyBlock]) = k.block
	return b[:n+len(k.text)]
}
