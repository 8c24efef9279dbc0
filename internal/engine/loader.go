package engine

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// A loader loads one relation for many owners.
type loader struct {
	s    *Session
	r    *Rel
	q    *query.Query
	objs []unsafe.Pointer

	links  linkColumns
	owners keyIndex         // from the key of an owner to the objects that have it
	found  []unsafe.Pointer // the distinct related objects
	pairs  []link
	values []unsafe.Pointer // of each pair, the link's own object; empty if nothing holds them

	call  call         // what is read; without a statement where no owner has a key
	shape *query.Shape // holds the arguments until the call has run
	cut   bool         // the server cut off a list of owners
}

// A link says that the related object found[target] belongs to objs[owner].
type link struct{ owner, target int32 }

// prepare makes the call.
func (l *loader) prepare() error {
	sets, err := l.ownerKeys()
	if err != nil || sets[0].Set.Len == 0 {
		return err
	}
	l.shape = shapes.Get().(*query.Shape)
	if l.listed() {
		return l.prepareLists(sets)
	}
	return l.prepareRows(sets)
}

// release gives back the memory of the arguments.
func (l *loader) release() {
	if l.shape != nil {
		l.shape.Reset()
		shapes.Put(l.shape)
		l.shape = nil
	}
}

// ownerKeys indexes the owners by the values that the relation compares and
// returns these as sets.
func (l *loader) ownerKeys() ([]dialect.Value, error) {
	fields := l.r.OwnerKey
	sets := emptySets(fields, len(l.objs))
	l.owners.init(len(fields), len(l.objs))
	values := make([]dialect.Value, len(fields))
	for n, obj := range l.objs {
		null := false
		for i, f := range fields {
			if !l.r.Owner.stateOf(obj).loaded(f.Index0) {
				return nil, fmt.Errorf("kin: preload %s: %s.%s was not loaded", l.r, l.r.Owner.Name, f.Name)
			}
			v, err := l.r.Owner.Slots[f.Index0].Value(obj)
			if err != nil {
				return nil, err
			}
			values[i], null = v, null || v.Null
		}
		if null {
			continue
		}
		if l.owners.add(values, int32(n)) {
			appendRow(sets, values)
		}
	}
	return sets, nil
}

// plan makes the call one of the statement that build makes, whose kind the shape says.
func (l *loader) plan(kind byte, sets []dialect.Value, build func(q *query.Query, base int) (*ast.Select, error)) (*plan, error) {
	sh := l.shape
	sh.Byte(kind)
	sh.Relation(l.r.Relation)
	l.links.shape(sh)
	sh.Query(l.q)
	base := len(sh.Args)
	for _, v := range sets {
		sh.Arg(v)
	}
	p := l.s.DB.plans.get(sh.Key)
	if p == nil {
		stmt, err := build(query.Numbering().Query(l.q), base)
		if err != nil {
			return nil, err
		}
		if p, err = l.s.DB.compile(sh.Key, stmt, func(p *plan) {
			p.slots, p.read = l.r.Target.slotsOf(l.q)
			p.key = l.r.Target.keyColumns(l.q)
		}); err != nil {
			return nil, err
		}
	}
	l.call.stmt, l.call.args, l.call.failed = p.stmt, sh.Args, l.failed
	return p, nil
}

func (l *loader) failed(_ context.Context, _ *Session, err error) error {
	return queryError("preload "+l.r.String()+" from", l.r.Target, l.call.stmt.SQL, err)
}

// prepareRows makes the call that reads the related rows: the columns of the owner's
// key, then the row.
func (l *loader) prepareRows(sets []dialect.Value) error {
	p, err := l.plan(keyPreload, sets, func(q *query.Query, base int) (*ast.Select, error) {
		return query.BuildPreload(l.r.Relation, q, base, l.links.fields)
	})
	if err != nil {
		return err
	}
	owner := l.newKeyReader()
	keys := sets[0].Set.Len
	l.found, l.pairs = make([]unsafe.Pointer, 0, keys), make([]link, 0, keys)
	seen := identities{t: l.r.Target}
	seen.index.init(len(seen.t.keySlots), keys)
	a := newArena(l.r.Target, p.read, min(keys, maxSlab))
	first := len(sets) + len(l.links.fields)
	l.call.each = func(rows dialect.Rows) error {
		if err := rows.Decode(0, owner.slots, owner.base); err != nil {
			return err
		}
		key, err := owner.key()
		if err != nil {
			return err
		}
		values, err := l.links.decode(rows, len(sets))
		if err != nil {
			return err
		}
		target, err := l.row(rows, first, p, a, &seen)
		if err != nil {
			return err
		}
		for n := l.owners.last(key); n >= 0; n = l.owners.prev(n) {
			l.pairs = append(l.pairs, link{n, target})
			if values != nil {
				l.values = append(l.values, values)
			}
		}
		return nil
	}
	return nil
}

// row returns the number of the object of a related row. A row of a many-to-many
// relation may belong to several owners and is decoded once: its key comes first.
func (l *loader) row(rows dialect.Rows, first int, p *plan, a *arena, seen *identities) (int32, error) {
	obj, next := a.next(), int32(len(l.found))
	if l.r.Kind == model.ManyToMany && !seen.t.keyless {
		for i := range seen.t.keySlots {
			if err := rows.Decode(first+p.key[i], seen.t.keySlots[i:i+1], obj); err != nil {
				return 0, err
			}
		}
		n, err := seen.number(obj, next)
		if err != nil {
			return 0, err
		}
		if n != next {
			a.drop()
			return n, nil
		}
	}
	if err := rows.Decode(first, p.slots, obj); err != nil {
		return 0, err
	}
	a.adopt(obj)
	l.found = append(l.found, obj)
	return next, nil
}

// assign puts the related objects into the fields of the owners. The slices of
// all containers are pieces of one.
func (l *loader) assign() {
	if l.r.Kind == model.BelongsTo {
		for _, obj := range l.objs {
			*(*unsafe.Pointer)(unsafe.Add(obj, l.r.offset)) = nil
		}
		for _, p := range l.pairs {
			*(*unsafe.Pointer)(unsafe.Add(l.objs[p.owner], l.r.offset)) = l.found[p.target]
		}
		return
	}
	counts := make([]int32, len(l.objs)+1)
	for _, p := range l.pairs {
		counts[p.owner+1]++
	}
	for i := range l.objs {
		counts[i+1] += counts[i]
	}
	all := make([]unsafe.Pointer, len(l.pairs))
	links := l.links.room(len(l.pairs))
	next := slices.Clone(counts)
	for i, p := range l.pairs {
		all[next[p.owner]] = l.found[p.target]
		if links != nil {
			links[next[p.owner]] = l.values[i]
		}
		next[p.owner]++
	}
	for i, obj := range l.objs {
		set := (*Set)(unsafe.Add(obj, l.r.offset))
		set.bind(l.r)
		from, to := counts[i], counts[i+1]
		set.fill(all[from:to:to])
		if links != nil {
			(*LinkSet)(unsafe.Pointer(set)).Links = links[from:to:to]
		}
	}
}

// A keyReader reads the columns of a key into an object that is only that.
type keyReader struct {
	slots []dialect.Slot
	base  unsafe.Pointer
	buf   []dialect.Value
}

// newKeyReader returns a reader of the owner's key as the rows have it: for
// links and children these are values of the owner's key, for belongs-to values
// of the target's.
func (l *loader) newKeyReader() *keyReader {
	t, fields := l.r.Owner, l.r.OwnerKey
	if l.r.Kind == model.BelongsTo {
		t, fields = l.r.Target, l.r.TargetKey
	}
	if slices.ContainsFunc(fields, func(f *model.Field) bool { return f.Implicit }) {
		return t.newAbsentReader(fields)
	}
	k := &keyReader{base: t.newSlab(1), buf: make([]dialect.Value, len(fields))}
	for _, f := range fields {
		k.slots = append(k.slots, t.Slots[f.Index0])
	}
	return k
}

// newAbsentReader returns a reader of fields that the struct has no place for: it has
// memory of its own.
func (t *Type) newAbsentReader(fields []*model.Field) *keyReader {
	k := &keyReader{buf: make([]dialect.Value, len(fields))}
	places := make([]reflect.StructField, len(fields))
	for i, f := range fields {
		places[i] = reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: t.Slots[f.Index0].Elem()}
	}
	row := reflect.StructOf(places)
	k.base = reflect.New(row).UnsafePointer()
	for i, f := range fields {
		k.slots = append(k.slots, t.Slots[f.Index0].At(row.Field(i).Offset))
	}
	return k
}

func (k *keyReader) key() ([]dialect.Value, error) {
	for i := range k.slots {
		v, err := k.slots[i].Value(k.base)
		if err != nil {
			return nil, err
		}
		k.buf[i] = v
	}
	return k.buf, nil
}

// identities finds rows that were read before.
type identities struct {
	t     *Type
	index keyIndex
	buf   []dialect.Value
}

// number returns the number of the object with the same key as obj, which is n if
// there was none.
func (d *identities) number(obj unsafe.Pointer, n int32) (int32, error) {
	if d.buf == nil {
		d.buf = make([]dialect.Value, len(d.t.keySlots))
	}
	for i := range d.t.keySlots {
		v, err := d.t.keySlots[i].Value(obj)
		if err != nil {
			return 0, err
		}
		d.buf[i] = v
	}
	return d.index.first(d.buf, n), nil
}
