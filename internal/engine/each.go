package engine

import (
	"context"
	"errors"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
)

// eachChunk is how many rows Each reads at a time where it cannot keep a result open.
const eachChunk = 500

// errStop ends the reading of rows when the loop over them ends.
var errStop = errors.New("stop")

// Each calls yield for every object of a query, in memory that does not grow with
// their number, until yield returns false. In a transaction, on a database with
// one connection and with preloads it reads chunks, so that the caller may use the
// same connection between two objects.
func (s *Session) Each(ctx context.Context, t *Type, q *query.Query, yield func(unsafe.Pointer, error) bool) {
	err := s.prepare(t, q)
	if err == nil {
		switch {
		case s.tx == nil && (s.DB.single == nil || !s.DB.single()) && len(q.Preloads) == 0:
			err = s.eachRow(ctx, t, q, yield)
		case t.keyless && q.Rows != nil:
			err = s.eachOfAll(ctx, t, q, yield)
		default:
			err = s.eachByKey(ctx, t, q, yield)
		}
	}
	if err != nil && !errors.Is(err, errStop) {
		yield(nil, err)
	}
}

// eachRow reads a result row by row.
func (s *Session) eachRow(ctx context.Context, t *Type, q *query.Query, yield func(unsafe.Pointer, error) bool) error {
	sh := new(query.Shape)
	p, err := s.selecting(t, q, sh)
	if err != nil {
		return err
	}
	a := newArena(t, p.read, 16)
	err = s.query(ctx, dialect.Read, p.stmt, sh.Args, func(rows dialect.Rows) error {
		if a.used == a.size { // small slabs: the loop may keep one object of many
			a.grow(16)
		}
		obj := a.next()
		if err := rows.Decode(0, p.slots, obj); err != nil {
			return err
		}
		a.adopt(obj)
		if !yield(obj, nil) {
			return errStop
		}
		return nil
	})
	return queryError("select", t, p.stmt.SQL, err)
}

// eachByKey reads the keys of all rows first, then the rows in chunks of keys.
// Rows that are deleted in between are left out.
func (s *Session) eachByKey(ctx context.Context, t *Type, q *query.Query, yield func(unsafe.Pointer, error) bool) error {
	keys, err := s.keysOf(ctx, t, q)
	if err != nil {
		return err
	}
	for from := 0; from < keys[0].Set.Len; from += eachChunk {
		chunk := slice(keys, from, min(from+eachChunk, keys[0].Set.Len))
		objs, err := s.chunk(ctx, t, q, chunk)
		if err != nil {
			return err
		}
		for _, obj := range objs {
			if !yield(obj, nil) {
				return errStop
			}
		}
	}
	return nil
}

// chunk reads the rows with the given keys in the order of q. Objects of links that
// do not hold their key cannot be put in the order of the keys, so that the database
// sorts them once more.
func (s *Session) chunk(ctx context.Context, t *Type, q *query.Query, keys []dialect.Value) ([]unsafe.Pointer, error) {
	if !t.keyless {
		return s.byKeys(ctx, t, q, keys)
	}
	return s.All(ctx, t, &query.Query{
		Model: t.Model, Order: q.Order, Unsorted: q.Unsorted, Columns: q.Columns, Lock: q.Lock, Preloads: q.Preloads,
		Where: []*query.Cond{{Op: query.KeyIn, Path: t.root(), Args: keys}},
	})
}

// eachOfAll reads all rows at once: where rows of links repeat, objects that do not
// hold their key cannot be told apart by it.
func (s *Session) eachOfAll(ctx context.Context, t *Type, q *query.Query, yield func(unsafe.Pointer, error) bool) error {
	objs, err := s.All(ctx, t, q)
	if err != nil {
		return err
	}
	for _, obj := range objs {
		if !yield(obj, nil) {
			return errStop
		}
	}
	return nil
}

// keysOf reads the keys of a query's rows, in their order.
func (s *Session) keysOf(ctx context.Context, t *Type, q *query.Query) ([]dialect.Value, error) {
	terms := make([]*query.Term, len(t.keySlots))
	for i, f := range t.KeyFields() {
		terms[i] = &query.Term{Path: t.root(), Field: f}
	}
	sets := emptySets(t.KeyFields(), 0)
	read, err := t.keyReader()
	if err != nil {
		return nil, err
	}
	plain := q.With(func(c *query.Query) { c.Preloads = nil })
	err = s.Terms(ctx, t, plain, terms, func(rows dialect.Rows) error {
		key, err := read(rows)
		appendRow(sets, key)
		return err
	})
	return sets, err
}

// keyReader returns a function that reads the key of the current row.
func (t *Type) keyReader() (func(dialect.Rows) ([]dialect.Value, error), error) {
	if t.keyless {
		r, err := newRowReader(t.Model, t.KeyFields())
		if err != nil {
			return nil, err
		}
		return r.read, nil
	}
	scratch, key := t.newSlab(1), make([]dialect.Value, len(t.keySlots))
	return func(rows dialect.Rows) ([]dialect.Value, error) {
		if err := rows.Decode(0, t.keySlots, scratch); err != nil {
			return nil, err
		}
		for i := range t.keySlots {
			v, err := t.keySlots[i].Value(scratch)
			if err != nil {
				return nil, err
			}
			key[i] = v
		}
		return key, nil
	}, nil
}

// slice returns a range of the elements of sets.
func slice(sets []dialect.Value, from, to int) []dialect.Value {
	out := make([]dialect.Value, len(sets))
	for i, v := range sets {
		out[i] = v
		part := &dialect.Set{Len: to - from}
		if v.Set.N != nil {
			part.N = v.Set.N[from:to]
		}
		if v.Set.Null != nil {
			part.Null = v.Set.Null[from:to]
		}
		if v.Set.S != nil {
			part.S = v.Set.S[from:to]
		}
		out[i].Set = part
	}
	return out
}

// byKeys reads the rows with the given keys, in the order of the keys, with the
// columns and preloads of q. A key that comes twice gives two objects.
func (s *Session) byKeys(ctx context.Context, t *Type, q *query.Query, keys []dialect.Value) ([]unsafe.Pointer, error) {
	objs, err := s.objects(ctx, t, &query.Query{
		Model: t.Model, Unsorted: true, Columns: q.Columns, Lock: q.Lock,
		Where: []*query.Cond{{Op: query.KeyIn, Path: t.root(), Args: keys}},
	})
	if err != nil {
		return nil, err
	}
	var index keyIndex
	index.init(len(keys), len(objs))
	for n, obj := range objs {
		key, err := t.key(obj)
		if err != nil {
			return nil, err
		}
		index.add(key, int32(n))
	}
	out := make([]unsafe.Pointer, 0, len(objs))
	used := make([]bool, len(objs))
	for _, key := range setRows(keys) {
		for n := index.last(key); n >= 0; n = index.prev(n) {
			obj := objs[n]
			if used[n] {
				obj = t.newSlab(1)
				t.copyRow(obj, objs[n])
			}
			used[n] = true
			out = append(out, obj)
		}
	}
	if len(q.Preloads) > 0 && len(out) > 0 {
		return out, s.preload(ctx, t, out, q.Preloads)
	}
	return out, nil
}

// ByKeys reads the objects with the given keys, in the order of the keys.
func (s *Session) ByKeys(ctx context.Context, t *Type, keys []dialect.Value) ([]unsafe.Pointer, error) {
	q := &query.Query{Model: t.Model}
	if err := s.prepare(t, q); err != nil {
		return nil, err
	}
	return s.byKeys(ctx, t, q, sortSets(keys))
}
