package engine

import (
	"database/sql"
	"reflect"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

var errNoRows = sql.ErrNoRows

// maxSlab is the largest number of objects that share one allocation. As long as
// one of them is in use, all of them stay in memory.
const maxSlab = 128

// An arena makes objects of a type, many at a time.
type arena struct {
	t       *Type
	columns *[]bool // what is read of them
	slab    unsafe.Pointer
	used    int
	size    int
	refs    []uint64 // room for the fingerprints of the slab's objects
}

// newArena returns an arena whose first slab has room for hint objects.
func newArena(t *Type, columns *[]bool, hint int) *arena {
	return &arena{t: t, columns: columns, size: -max(1, min(hint, maxSlab))}
}

// next returns a new object.
func (a *arena) next() unsafe.Pointer {
	if a.size < 0 {
		a.grow(-a.size)
	} else if a.used == a.size {
		a.grow(min(a.size*2, maxSlab))
	}
	obj := unsafe.Add(a.slab, uintptr(a.used)*a.t.size)
	a.used++
	return obj
}

func (a *arena) grow(n int) {
	a.slab, a.used, a.size = a.t.newSlab(n), 0, n
	if k := len(a.t.refs); k > 0 {
		a.refs = make([]uint64, n*k)
	}
}

// drop gives back the object that next returned last.
func (a *arena) drop() { a.used-- }

// adopt makes an object stand for the row that was read into it.
func (a *arena) adopt(obj unsafe.Pointer) {
	k := len(a.t.refs)
	if k == 0 {
		a.t.adopt(obj, a.columns, nil)
		return
	}
	a.t.adopt(obj, a.columns, a.refs[:k:k])
	a.refs = a.refs[k:]
}

// intSlot reads one integer.
var intSlot = func() []dialect.Slot {
	s, err := dialect.NewSlot(reflect.TypeFor[int64](), 0, schema.Type{Kind: schema.Int64}, false)
	if err != nil {
		panic(err) // unreachable: an int64 is always stored
	}
	s.Field = "count"
	return []dialect.Slot{s}
}()
