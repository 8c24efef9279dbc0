package engine

import (
	"context"
	"fmt"
	"reflect"
	"time"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// matching reads fields of the rows of m whose values in by are an element of
// sets. It needs no Go type of m, which links without columns do not have.
func (s *Session) matching(ctx context.Context, m *model.Model, read, by []*model.Field, sets []dialect.Value) ([][]dialect.Value, error) {
	p, err := s.matchingPlan(m, read, by)
	if err != nil {
		return nil, err
	}
	row, err := newRowReader(m, read)
	if err != nil {
		return nil, err
	}
	var out [][]dialect.Value
	err = s.query(ctx, dialect.Read, p.stmt, sets, func(rows dialect.Rows) error {
		values, err := row.read(rows)
		out = append(out, values)
		return err
	})
	if err != nil {
		return nil, &QueryError{Op: "select " + m.Name, SQL: p.stmt.SQL, Err: err}
	}
	return out, nil
}

func (s *Session) matchingPlan(m *model.Model, read, by []*model.Field) (*plan, error) {
	var sh query.Shape
	sh.Byte(keyMatching)
	sh.Model(m)
	for _, list := range [][]*model.Field{read, by} {
		sh.Byte(byte(len(list)))
		for _, f := range list {
			sh.Byte(append([]byte(f.Column), 0)...) // it may be a field of another model of the table
		}
	}
	if p := s.DB.plans.get(sh.Key); p != nil {
		return p, nil
	}
	const alias = "t1"
	sel := &ast.Select{From: &ast.Table{Name: m.Table, As: alias}}
	for _, f := range read {
		sel.Columns = append(sel.Columns, &ast.Output{X: &ast.Column{Table: alias, Name: f.Column}})
	}
	in := &ast.InSet{}
	for i, f := range by {
		in.X = append(in.X, &ast.Column{Table: alias, Name: f.Column})
		in.Sets = append(in.Sets, &ast.Param{Arg: i, Type: f.Type})
	}
	sel.Where = in
	return s.DB.compile(sh.Key, sel)
}

// A rowReader reads values of rows without a struct that a program declared.
type rowReader struct {
	slots []dialect.Slot
	row   reflect.Type // a struct with a field for each slot
}

// storedTypes are the Go types that hold every value of a stored kind.
var storedTypes = map[schema.Kind]reflect.Type{
	schema.Bool:  reflect.TypeFor[bool](),
	schema.Int16: reflect.TypeFor[int64](), schema.Int32: reflect.TypeFor[int64](), schema.Int64: reflect.TypeFor[int64](),
	schema.Float32: reflect.TypeFor[float64](), schema.Float64: reflect.TypeFor[float64](),
	schema.Decimal: reflect.TypeFor[string](), schema.Text: reflect.TypeFor[string](), schema.JSON: reflect.TypeFor[string](),
	schema.Bytes: reflect.TypeFor[[]byte](), schema.UUID: reflect.TypeFor[[16]byte](),
	schema.Time: reflect.TypeFor[time.Time](), schema.Date: reflect.TypeFor[time.Time](),
}

func newRowReader(m *model.Model, fields []*model.Field) (*rowReader, error) {
	columns := make([]reflect.StructField, len(fields))
	for i, f := range fields {
		typ := storedTypes[f.Type.Kind]
		if f.Nullable && f.Type.Kind != schema.Bytes {
			typ = reflect.PointerTo(typ)
		}
		columns[i] = reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: typ}
	}
	r := &rowReader{row: reflect.StructOf(columns)}
	for i, f := range fields {
		slot, err := newStoredSlot(m, f, r.row.Field(i))
		if err != nil {
			return nil, err
		}
		r.slots = append(r.slots, slot)
	}
	return r, nil
}

func newStoredSlot(m *model.Model, f *model.Field, at reflect.StructField) (dialect.Slot, error) {
	slot, err := dialect.NewSlot(at.Type, at.Offset, f.Type, f.Nullable)
	if err != nil {
		return slot, fmt.Errorf("%w: %s.%s", err, m.Name, f.Name)
	}
	slot.Field, slot.Column, slot.Format = m.Name+"."+f.Name, f.Column, formats[f.Format]
	return slot, nil
}

// read returns the values of the current row.
func (r *rowReader) read(rows dialect.Rows) ([]dialect.Value, error) { return r.readAt(rows, 0) }

// readAt returns the values of the current row from the column first on.
func (r *rowReader) readAt(rows dialect.Rows, first int) ([]dialect.Value, error) {
	base := reflect.New(r.row).UnsafePointer()
	if err := rows.Decode(first, r.slots, base); err != nil {
		return nil, err
	}
	out := make([]dialect.Value, len(r.slots))
	for i := range r.slots {
		v, err := r.slots[i].Value(base)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

// defaultValue returns the value that the database gives a field by default.
func defaultValue(f *model.Field) (dialect.Value, error) {
	row, err := newRowReader(f.Model, []*model.Field{f})
	if err != nil {
		return dialect.Value{}, err
	}
	base := reflect.New(row.row).UnsafePointer()
	d, err := newDefault(&row.slots[0], *f.Default)
	if err != nil {
		return dialect.Value{}, err
	}
	if err := d.write(base); err != nil {
		return dialect.Value{}, err
	}
	return row.slots[0].Value(base)
}
