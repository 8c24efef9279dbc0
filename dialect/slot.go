package dialect

import (
	"database/sql"
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"time"
	"unsafe"

	"github.com/kinorm/kin/schema"
)

// A Slot is a place in a Go struct that a column is read into and written from:
// an offset and a type, worked out once for each field, so that rows move without
// reflection. Its methods take the address of the struct; they must not be called
// for a struct of another type than the one that the slot was made for.
type Slot struct {
	Field  string // as "Article.Headline", for errors
	Column string
	Type   schema.Type
	Format Format

	offset uintptr
	kind   goKind
	null   nullForm
	valid  uintptr      // offset of sql.Null.Valid from the slot
	elem   reflect.Type // without pointer and sql.Null
	scan   scanForm
}

// goKind is how Go holds a value in memory.
type goKind uint8

const (
	goBool goKind = iota
	goInt8
	goInt16
	goInt32
	goInt64
	goUint8
	goUint16
	goUint32
	goUint64
	goFloat32
	goFloat64
	goString
	goBytes
	goTime
	goArray16
	goOther // by interfaces: Scanner and Valuer, or TextMarshaler
	goInts  // a []int64, which only kin itself reads
)

// nullForm is how Go says that there is no value.
type nullForm uint8

const (
	notNull nullForm = iota
	byPointer
	bySQLNull
	byItself // a nil slice, or a Scanner that takes nil
)

// scanForm is the interface that a goOther is read by.
type scanForm uint8

const (
	noScan scanForm = iota
	byScanner
	byText
)

var (
	scannerType = reflect.TypeFor[sql.Scanner]()
	textType    = reflect.TypeFor[encoding.TextUnmarshaler]()
	timeType    = reflect.TypeFor[time.Time]()
)

var goKinds = map[reflect.Kind]goKind{
	reflect.Bool: goBool, reflect.Int: goInt64, reflect.Int8: goInt8, reflect.Int16: goInt16,
	reflect.Int32: goInt32, reflect.Int64: goInt64, reflect.Uint: goUint64, reflect.Uint8: goUint8,
	reflect.Uint16: goUint16, reflect.Uint32: goUint32, reflect.Uint64: goUint64,
	reflect.Float32: goFloat32, reflect.Float64: goFloat64, reflect.String: goString,
}

// NewSlot makes a slot for a Go type at an offset from the start of its struct.
// nullable says whether the column may be NULL. It returns an error for a type
// that kin cannot store.
func NewSlot(t reflect.Type, offset uintptr, stored schema.Type, nullable bool) (Slot, error) {
	s := Slot{Type: stored, offset: offset, elem: t}
	if nullable {
		s.null, s.elem = nullFormOf(t)
		if s.null == bySQLNull {
			f, _ := t.FieldByName("Valid")
			s.valid = f.Offset
		}
	}
	switch p := reflect.PointerTo(s.elem); {
	case s.elem == timeType:
		s.kind = goTime
	case p.Implements(scannerType):
		s.kind, s.scan = goOther, byScanner
	case s.elem.Kind() == reflect.Array && s.elem.Len() == 16 && s.elem.Elem().Kind() == reflect.Uint8:
		s.kind = goArray16
	case s.elem.Kind() == reflect.Slice && s.elem.Elem().Kind() == reflect.Uint8:
		s.kind = goBytes
	case plainKind(s.elem, stored) != goOther:
		s.kind = plainKind(s.elem, stored)
	case p.Implements(textType):
		s.kind, s.scan = goOther, byText
	default:
		return Slot{}, fmt.Errorf("kin: a field of type %s cannot be stored", t)
	}
	return s, nil
}

// IntsSlot makes a slot for a []int64 at an offset, which holds the integers of a
// list that a query returns. Name is for errors.
func IntsSlot(name string, offset uintptr) Slot {
	return Slot{Field: name, offset: offset, kind: goInts, null: byItself, elem: reflect.TypeFor[[]int64]()}
}

// PutInts makes the slot hold n integers and returns them, to be written. They are in
// the memory of those that it held before, where that is enough.
func (s *Slot) PutInts(base unsafe.Pointer, n int) ([]int64, error) {
	if s.kind != goInts {
		return nil, s.mismatch("a list")
	}
	list := (*[]int64)(s.ptr(base))
	*list = slices.Grow((*list)[:0], n)[:n]
	return *list, nil
}

// plainKind returns how a basic type is held. A number or text type that marshals
// itself as text and is stored as text is goOther.
func plainKind(t reflect.Type, stored schema.Type) goKind {
	k, ok := goKinds[t.Kind()]
	if !ok || stored.Kind == schema.Text && k != goString {
		return goOther
	}
	return k
}

// nullFormOf returns how t says that there is no value, and the type of a value.
func nullFormOf(t reflect.Type) (nullForm, reflect.Type) {
	switch {
	case t.Kind() == reflect.Pointer:
		return byPointer, t.Elem()
	case t.Kind() == reflect.Struct && t.PkgPath() == "database/sql" && t.NumField() == 2 && t.Field(1).Name == "Valid":
		return bySQLNull, t.Field(0).Type
	default:
		return byItself, t
	}
}

// Offset returns the slot's place in its struct.
func (s *Slot) Offset() uintptr { return s.offset }

// At returns a copy of s for a struct that holds it at offset.
func (s *Slot) At(offset uintptr) Slot {
	c := *s
	c.offset = offset
	return c
}

// Absent returns a copy of s for a struct that has no place for it. Its Value is an
// error; it only encodes values that are elsewhere.
func (s *Slot) Absent() Slot { return s.At(absent) }

// absent is the offset of a slot that its struct has no place for.
const absent = ^uintptr(0)

// Elem returns the Go type of a value, without pointer or sql.Null.
func (s *Slot) Elem() reflect.Type { return s.elem }

// Held returns the kind of the Go type whose memory kin itself reads and writes, or
// reflect.Invalid where the methods of the type do.
func (s *Slot) Held() reflect.Kind {
	if s.kind >= goOther {
		return reflect.Invalid
	}
	return s.elem.Kind()
}

// ptr returns the address of the slot in the struct at base.
func (s *Slot) ptr(base unsafe.Pointer) unsafe.Pointer { return unsafe.Add(base, s.offset) }

// newElem are the allocations for a pointer to a plain kind. A named type has the
// layout of its underlying type, so one function serves all of them.
var newElem = [...]func() unsafe.Pointer{
	goBool:    func() unsafe.Pointer { return unsafe.Pointer(new(bool)) },
	goInt8:    func() unsafe.Pointer { return unsafe.Pointer(new(int8)) },
	goInt16:   func() unsafe.Pointer { return unsafe.Pointer(new(int16)) },
	goInt32:   func() unsafe.Pointer { return unsafe.Pointer(new(int32)) },
	goInt64:   func() unsafe.Pointer { return unsafe.Pointer(new(int64)) },
	goUint8:   func() unsafe.Pointer { return unsafe.Pointer(new(uint8)) },
	goUint16:  func() unsafe.Pointer { return unsafe.Pointer(new(uint16)) },
	goUint32:  func() unsafe.Pointer { return unsafe.Pointer(new(uint32)) },
	goUint64:  func() unsafe.Pointer { return unsafe.Pointer(new(uint64)) },
	goFloat32: func() unsafe.Pointer { return unsafe.Pointer(new(float32)) },
	goFloat64: func() unsafe.Pointer { return unsafe.Pointer(new(float64)) },
	goString:  func() unsafe.Pointer { return unsafe.Pointer(new(string)) },
	goBytes:   func() unsafe.Pointer { return unsafe.Pointer(new([]byte)) },
	goTime:    func() unsafe.Pointer { return unsafe.Pointer(new(time.Time)) },
	goArray16: func() unsafe.Pointer { return unsafe.Pointer(new([16]byte)) },
}

// Source returns the address of the value in the struct at base, which is an
// Elem, or nil where there is none.
func (s *Slot) Source(base unsafe.Pointer) unsafe.Pointer { return s.source(base) }

// Target makes the slot in the struct at base hold a value and returns its address.
func (s *Slot) Target(base unsafe.Pointer) unsafe.Pointer { return s.target(base) }

// target returns the address that a value is written to, and makes it one that
// holds a value.
func (s *Slot) target(base unsafe.Pointer) unsafe.Pointer {
	p := s.ptr(base)
	switch s.null {
	case byPointer:
		var v unsafe.Pointer
		if s.kind == goOther {
			v = reflect.New(s.elem).UnsafePointer()
		} else {
			v = newElem[s.kind]()
		}
		*(*unsafe.Pointer)(p) = v
		return v
	case bySQLNull:
		*(*bool)(unsafe.Add(p, s.valid)) = true
	}
	return p
}

// source returns the address of the value, or nil where there is none.
func (s *Slot) source(base unsafe.Pointer) unsafe.Pointer {
	p := s.ptr(base)
	switch s.null {
	case byPointer:
		return *(*unsafe.Pointer)(p)
	case bySQLNull:
		if !*(*bool)(unsafe.Add(p, s.valid)) {
			return nil
		}
	case byItself:
		if s.kind == goBytes && *(*[]byte)(p) == nil {
			return nil
		}
	}
	return p
}

// IsZero reports whether the slot holds no value or the zero value of its type.
func (s *Slot) IsZero(base unsafe.Pointer) bool {
	p := s.source(base)
	if p == nil {
		return true
	}
	if s.null == byPointer || s.null == bySQLNull {
		return false
	}
	switch s.kind {
	case goBool, goInt8, goUint8:
		return *(*uint8)(p) == 0
	case goInt16, goUint16:
		return *(*uint16)(p) == 0
	case goInt32, goUint32:
		return *(*uint32)(p) == 0
	case goInt64, goUint64:
		return *(*uint64)(p) == 0
	case goFloat32:
		return *(*float32)(p) == 0
	case goFloat64:
		return *(*float64)(p) == 0
	case goString:
		return *(*string)(p) == ""
	case goBytes:
		return len(*(*[]byte)(p)) == 0
	case goTime:
		return (*time.Time)(p).IsZero()
	case goArray16:
		return *(*[16]byte)(p) == [16]byte{}
	default:
		return reflect.NewAt(s.elem, p).Elem().IsZero()
	}
}

// Copy copies the slot's value from one struct to another. What a pointer or a
// slice leads to is shared.
func (s *Slot) Copy(to, from unsafe.Pointer) {
	switch {
	case s.null == byPointer:
		*(*unsafe.Pointer)(s.ptr(to)) = *(*unsafe.Pointer)(s.ptr(from))
	case s.null == bySQLNull:
		*(*bool)(unsafe.Add(s.ptr(to), s.valid)) = *(*bool)(unsafe.Add(s.ptr(from), s.valid))
		fallthrough
	default:
		reflect.NewAt(s.elem, s.ptr(to)).Elem().Set(reflect.NewAt(s.elem, s.ptr(from)).Elem())
	}
}
