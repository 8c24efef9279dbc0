package sqlite

import (
	"unsafe"

	"modernc.org/libc"
	"modernc.org/libc/sys/types"
)

// SQLite's memory is not Go's: it is mapped by modernc.org/libc, never moves, is
// freed by hand, and its addresses are uintptrs. SQLite must not be given the
// address of Go memory to keep.

// pointer turns an address in SQLite's memory into a pointer. It reads the address
// through a pointer because vet refuses the direct conversion, which would be wrong
// for Go memory.
func pointer(p uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&p)) }

// bytesAt returns the n bytes at p, without copying them.
func bytesAt(p uintptr, n int) []byte {
	if p == 0 || n <= 0 {
		return nil
	}
	return unsafe.Slice((*byte)(pointer(p)), n)
}

func wordAt(p uintptr) uintptr { return *(*uintptr)(pointer(p)) }

// funcPointer returns a top-level function as SQLite calls it: the address that a
// Go func value holds.
func funcPointer[T any](f T) uintptr {
	return *(*uintptr)(unsafe.Pointer(&struct{ f T }{f}))
}

const (
	bufferSize = 4 << 10
	bufferKept = 1 << 20 // a larger buffer is not kept for the next statement
)

// A buffer is SQLite memory that is reused for the text and bytes of one statement
// after the other.
type buffer struct {
	p    uintptr
	size int
}

func (b *buffer) alloc(tls *libc.TLS, size int) bool {
	b.free(tls)
	b.p = libc.Xmalloc(tls, types.Size_t(size))
	if b.p == 0 {
		return false
	}
	b.size = size
	return true
}

func (b *buffer) free(tls *libc.TLS) {
	if b.p != 0 {
		libc.Xfree(tls, b.p)
	}
	b.p, b.size = 0, 0
}

// start returns the empty beginning of the buffer, to append to. The result of the
// appends goes to finish.
func (b *buffer) start(tls *libc.TLS) []byte {
	if b.size == 0 || b.size > bufferKept {
		if !b.alloc(tls, bufferSize) {
			return nil
		}
	}
	return bytesAt(b.p, b.size)[:0]
}

// finish returns the address of data, which began as the result of start. Where
// append moved it into Go memory, the buffer grows and data is copied back.
func (b *buffer) finish(tls *libc.TLS, data []byte) (uintptr, bool) {
	if b.p != 0 && unsafe.SliceData(data) == (*byte)(pointer(b.p)) {
		return b.p, true
	}
	if !b.alloc(tls, max(cap(data), bufferSize)) {
		return 0, false
	}
	copy(bytesAt(b.p, b.size), data)
	return b.p, true
}
