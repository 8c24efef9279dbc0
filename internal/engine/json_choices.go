package engine

import (
	"encoding/binary"
	"sync"
	"unsafe"
)

// jsonChoices keep the nodes of choices by what they choose. They forget all when
// they are full, which happens only to programs that make choices without end.
type jsonChoices struct {
	mu    sync.RWMutex
	byKey map[string]*jsonNode
}

const maxJSONChoices = 256

// node returns the node of a choice, which choose makes if there is none yet.
func (s *jsonChoices) node(c *Choice, choose func(*Choice) (*jsonNode, error)) (*jsonNode, error) {
	var room [128]byte
	key := c.key(room[:0])
	s.mu.RLock()
	n := s.byKey[string(key)]
	s.mu.RUnlock()
	if n != nil {
		return n, nil
	}
	n, err := choose(c)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byKey == nil || len(s.byKey) >= maxJSONChoices {
		s.byKey = map[string]*jsonNode{}
	}
	s.byKey[string(key)] = n
	return n, nil
}

// key appends what tells a choice from others of the same type. Fields and relations
// live as long as the program, so that their addresses stand for them.
func (c *Choice) key(b []byte) []byte {
	only := byte(0)
	if c.Only {
		only = 1
	}
	return partsKey(partsKey(append(b, only), c.Include), c.Exclude)
}

func partsKey(b []byte, parts []*Part) []byte {
	b = binary.AppendUvarint(b, uint64(len(parts)))
	for _, p := range parts {
		b = p.key(b)
	}
	return b
}

// key appends a part. One that is a mistake is not the same as one that is not.
func (p *Part) key(b []byte) []byte {
	flags := byte(0)
	if p.Whole {
		flags = 1
	}
	if p.Err != nil {
		flags |= 2
	}
	for _, at := range [...]unsafe.Pointer{unsafe.Pointer(p.Field), unsafe.Pointer(p.Rel), unsafe.Pointer(p.Link)} {
		b = binary.LittleEndian.AppendUint64(b, uint64(uintptr(at)))
	}
	return partsKey(append(b, flags), p.Parts)
}
