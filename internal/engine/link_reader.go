package engine

import (
	"slices"
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
)

// A heardLink is a link as its row says.
type heardLink struct {
	owner, target unsafe.Pointer
	link          unsafe.Pointer  // the link's own object, if it has a type
	key           []dialect.Value // of the link's row
}

// A linkReader reads rows of links.
type linkReader struct {
	r       *Rel
	columns []*model.Field // the owner's key, the target's, the link's own, its values
	owner   []dialect.Slot
	target  []dialect.Slot
	key     []*model.Field
	keys    *rowReader
	values  []dialect.Slot // of the link's own object, if it has a type
}

func newLinkReader(r *Rel) (*linkReader, error) {
	th := r.Through
	l := &linkReader{r: r, key: th.Model.KeyFields()}
	l.owner = endSlots(r.Owner, r.OwnerKey, th.OwnerFields)
	l.target = endSlots(r.Target, r.TargetKey, th.TargetFields)
	l.columns = slices.Concat(th.OwnerFields, th.TargetFields, l.key)
	keys, err := newRowReader(th.Model, l.key)
	if err != nil {
		return nil, err
	}
	l.keys = keys
	if r.Link == nil {
		return l, nil
	}
	if r.Link.Err != nil {
		return nil, r.Link.Err
	}
	l.columns = append(l.columns, r.Link.stored...)
	for _, f := range r.Link.stored {
		l.values = append(l.values, r.Link.Slots[f.Index0])
	}
	return l, nil
}

// endSlots returns the slots of an end's key, read from the columns of a link.
func endSlots(t *Type, key, columns []*model.Field) []dialect.Slot {
	slots := make([]dialect.Slot, len(key))
	for i, f := range key {
		slots[i] = t.Slots[f.Index0]
		slots[i].Column, slots[i].Format = columns[i].Column, formats[columns[i].Format]
	}
	return slots
}

// outputs are the columns of links in a result.
func (l *linkReader) outputs(table string) []*ast.Output {
	out := make([]*ast.Output, len(l.columns))
	for i, f := range l.columns {
		out[i] = &ast.Output{X: &ast.Column{Table: table, Name: f.Column}}
	}
	return out
}

// selecting returns the statement that reads the links that fulfil a condition.
func (l *linkReader) selecting(where ast.Expr, lock bool) *ast.Select {
	table := l.r.Through.Model.Table
	sel := &ast.Select{Columns: l.outputs(table), From: &ast.Table{Name: table}, Where: where}
	if lock {
		sel.Lock = &ast.Lock{}
	}
	return sel
}

// in is the condition that fields of a link are an element of sets, which are the
// arguments from first on.
func (l *linkReader) in(fields []*model.Field, first int) ast.Expr {
	in := &ast.InSet{}
	for i, f := range fields {
		in.X = append(in.X, &ast.Column{Table: l.r.Through.Model.Table, Name: f.Column})
		in.Sets = append(in.Sets, &ast.Param{Arg: first + i, Type: f.Type})
	}
	return in
}

// read returns the link in the current row.
func (l *linkReader) read(rows dialect.Rows) (h heardLink, err error) {
	at := 0
	if h.owner, err = l.end(rows, &at, l.r.Owner, l.r.OwnerKey, l.owner); err != nil {
		return h, err
	}
	if h.target, err = l.end(rows, &at, l.r.Target, l.r.TargetKey, l.target); err != nil {
		return h, err
	}
	if h.key, err = l.keys.readAt(rows, at); err != nil || l.values == nil {
		return h, err
	}
	h.link = l.r.Link.newSlab(1)
	if err := rows.Decode(at+len(l.key), l.values, h.link); err != nil {
		return h, err
	}
	l.r.Link.adopt(h.link, l.r.Link.only(l.r.Link.stored), nil)
	return h, nil
}

// end reads the key of one end into an object that knows nothing else.
func (l *linkReader) end(rows dialect.Rows, at *int, t *Type, key []*model.Field, slots []dialect.Slot) (unsafe.Pointer, error) {
	obj := t.newSlab(1)
	if err := rows.Decode(*at, slots, obj); err != nil {
		return nil, err
	}
	*at += len(slots)
	t.adopt(obj, t.only(key), nil)
	return obj, nil
}

// differ reports whether two states of a link have different values.
func (l *linkReader) differ(a, b unsafe.Pointer) bool {
	for i := range l.values {
		x, errX := l.values[i].Value(a)
		y, errY := l.values[i].Value(b)
		if errX != nil || errY != nil || x.Null != y.Null || compareRows([]dialect.Value{x}, []dialect.Value{y}) != 0 {
			return true
		}
	}
	return false
}
