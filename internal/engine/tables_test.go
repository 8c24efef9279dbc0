package engine

import (
	"errors"
	"strings"
	"testing"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// TestRefusedActions: an action that the database would take and never carry out is an
// error before any table is made, unless the database does not check the key.
func TestRefusedActions(t *testing.T) {
	zero := "0"
	for _, test := range []struct {
		name   string
		change func(d *model.Declaration)
		lacks  string // what the error is about where the database can do nothing
	}{
		{"on_delete=set_default", func(d *model.Declaration) { d.OnDelete = schema.SetDefault }, "on_delete=set_default of node.Parent"},
		{"on_update=set_default", func(d *model.Declaration) { d.OnUpdate = schema.SetDefault }, "on_update=set_default of node.Parent"},
		{"on_update=cascade", func(d *model.Declaration) { d.OnUpdate = schema.Cascade }, "on_update of node.Parent"},
		{"on_update=set_null", func(d *model.Declaration) { d.OnUpdate = schema.SetNull }, "on_update of node.Parent"},
		{"on_update=restrict", func(d *model.Declaration) { d.OnUpdate = schema.Restrict }, ""},
		{"on_delete=cascade", func(d *model.Declaration) { d.OnDelete = schema.Cascade }, ""},
		{"not checked", func(d *model.Declaration) { d.OnUpdate, d.NoReferenceConstraint = schema.Cascade, true }, ""},
	} {
		number := schema.Type{Kind: schema.Int64}
		d := &model.Declaration{Name: "Parent", Kind: model.BelongsTo, Target: "a.node"}
		test.change(d)
		m := &model.Model{
			Name: "node", Package: "a", Declared: []*model.Declaration{d},
			Fields: []*model.Field{{Name: "ID", Type: number}, {Name: "ParentID", Type: number, Nullable: true, Default: &zero}},
		}
		if problems := model.Link([]*model.Model{m}, nil); problems != nil {
			t.Fatal(problems)
		}
		able := &dialect.Dialect{Name: "able", Features: dialect.Features{SetDefault: true, UpdatesItself: true}}
		if err := CheckTables(able, []*model.Model{m}); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		err := CheckTables(&dialect.Dialect{Name: "unable"}, []*model.Model{m})
		if test.lacks == "" && err != nil || test.lacks != "" && (!errors.Is(err, dialect.ErrUnsupported) || !strings.Contains(err.Error(), "(unable): "+test.lacks)) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}
