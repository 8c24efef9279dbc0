package engine

import (
	"context"
	"reflect"
	"testing"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// Model is what a struct embeds to be a model, as kin.Model.
type Model struct{ state State } //nolint:unused // found by its offset

type house struct {
	Model
	ID int64
}

type room struct {
	Model
	ID      int64
	HouseID int64
	House   *house
}

func define[R any](m *model.Model, uses ...*Type) *Type {
	return Define(uses, []Definition{{
		Model: m, Go: reflect.TypeFor[R](),
		NewSlab: func(n int) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(make([]R, n))) },
	}})[0]
}

// A package that declares a relation to a model of another one is not known to
// that model's relations, but its rows block or go as any other.
func TestDeletionKnowsRelationsOfOtherPackages(t *testing.T) {
	id := func() *model.Field {
		return &model.Field{Name: "ID", Type: schema.Type{Kind: schema.Int64}, Auto: true}
	}
	houses := define[house](&model.Model{Name: "house", Package: "a", Fields: []*model.Field{id()}})
	rooms := define[room](&model.Model{
		Name: "room", Package: "b",
		Fields:   []*model.Field{id(), {Name: "HouseID", Type: schema.Type{Kind: schema.Int64}}},
		Declared: []*model.Declaration{{Name: "House", Kind: model.BelongsTo, Target: "a.house", OnDelete: schema.Restrict}},
	}, houses)
	if houses.Err != nil || rooms.Err != nil {
		t.Fatal(houses.Err, rooms.Err)
	}
	if len(houses.Relations) != 0 {
		t.Fatalf("%s has relations %v, so this test shows nothing", houses.Name, houses.Relations)
	}
	d := newDeletion((&DB{}).Session(), houses)
	if refs := d.referring(houses.Model); len(refs) != 1 || refs[0] != rooms.Relations[0] {
		t.Errorf("foreign keys to houses: %v", refs)
	}
	if fields := d.read(rooms.Model); len(fields) != 1 || fields[0].Name != "ID" {
		t.Errorf("fields read of rooms: %v", fields)
	}
}

func TestDefaultValue(t *testing.T) {
	for _, test := range []struct {
		text string
		typ  schema.Type
		want dialect.Value
	}{
		{"17", schema.Type{Kind: schema.Int64}, dialect.Int(17)},
		{"de", schema.Type{Kind: schema.Text, Size: 2}, dialect.Text("de")},
		{"true", schema.Type{Kind: schema.Bool}, dialect.Value{Kind: schema.Bool, N: 1}},
		{"2024-02-29", schema.Type{Kind: schema.Date}, dialect.Value{Kind: schema.Date, N: 19782}},
	} {
		for _, nullable := range []bool{false, true} {
			f := &model.Field{Name: "F", Type: test.typ, Nullable: nullable, Default: &test.text, Model: &model.Model{Name: "M"}}
			got, err := defaultValue(f)
			if err != nil || got != test.want {
				t.Errorf("default %s of %s: %+v, %v", test.text, test.typ, got, err)
			}
		}
	}
}

func TestDeletePlanWithoutDatabase(t *testing.T) {
	var s *Session
	if _, err := s.DeletePlan(context.Background(), &Type{}, nil); err != errNoDB {
		t.Errorf("the error is %v", err)
	}
}
