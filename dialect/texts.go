package dialect

import "unsafe"

// Texts makes strings of the bytes that a database sent. Short ones are pieces of a
// chunk: many cells cost one allocation, and a string keeps in memory what was read
// next to it, up to a chunk. The zero value is ready; it is for one goroutine.
type Texts struct {
	chunk []byte
	boxes []string
}

const (
	firstChunk = 256
	maxChunk   = 4096
	maxShared  = 1024 // a longer text has an allocation of its own
	maxBoxes   = 64
)

// String returns a copy of b.
func (t *Texts) String(b []byte) string {
	if len(b) > maxShared {
		return string(b)
	}
	if len(b) == 0 {
		return ""
	}
	if cap(t.chunk)-len(t.chunk) < len(b) {
		size := min(max(2*cap(t.chunk), firstChunk), maxChunk)
		t.chunk = make([]byte, 0, max(size, len(b)))
	}
	from := len(t.chunk)
	t.chunk = append(t.chunk, b...)
	return unsafe.String(&t.chunk[from], len(b)) // nothing writes there again
}

// box returns room for a string that a pointer leads to.
func (t *Texts) box() *string {
	if len(t.boxes) == cap(t.boxes) {
		t.boxes = make([]string, 0, min(max(2*cap(t.boxes), 1), maxBoxes))
	}
	t.boxes = t.boxes[:len(t.boxes)+1]
	return &t.boxes[len(t.boxes)-1]
}

// PutText is [Slot.SetText] that may let short texts of several cells share memory.
func (s *Slot) PutText(base unsafe.Pointer, b []byte, texts *Texts) error {
	if s.kind != goString {
		return s.SetText(base, b)
	}
	p := s.ptr(base)
	switch s.null {
	case byPointer:
		box := texts.box()
		*box = texts.String(b)
		*(*unsafe.Pointer)(p) = unsafe.Pointer(box)
		return nil
	case bySQLNull:
		*(*bool)(unsafe.Add(p, s.valid)) = true
	}
	*(*string)(p) = texts.String(b)
	return nil
}
