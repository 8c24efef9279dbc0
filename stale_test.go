package kin_test

import (
	"strings"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
	"github.com/kinorm/kin/sqlite"
)

// A shelfmark is a model whose tag has changed after code was generated for it as it
// was in shelfmarkAsRead.
type (
	shelfmark struct {
		kin.Model
		ID   int64
		Mark string `kin:"size=20,unique" json:"mark"`
	}
	shelfmarkAsRead struct {
		kin.Model
		ID   int64
		Mark string `kin:"size=20" json:"mark"`
	}
)

// TestTagThatChanged: what a tag says counts only after the code was generated anew,
// so until then every use of the model is an error, which names the field.
func TestTagThatChanged(t *testing.T) {
	if err := kin.Unchanged((*shelfmark)(nil), (*shelfmark)(nil)); err != nil {
		t.Errorf("nothing has changed: %v", err)
	}
	models := kin.Define(nil, kin.Describe[shelfmark](&model.Model{
		Name: "shelfmark", Package: "kin_test", Plural: "shelfmarks", Table: "shelfmarks", Key: []string{"ID"},
		Fields: []*model.Field{
			{Name: "ID", Column: "id", Type: schema.Type{Kind: schema.Int64}, Auto: true},
			{Name: "Mark", Column: "mark", Type: schema.Type{Kind: schema.Text, Size: 20}},
		},
	}, kin.Unchanged((*shelfmark)(nil), (*shelfmarkAsRead)(nil))))
	table := kin.NewTable[*shelfmark, int64](kin.Root(models[0]))
	writer := kin.NewTableWriter[*shelfmark](kin.Root(models[0]))
	columns := kin.NewColumns[struct {
		ID   *kin.NumberColumn[*shelfmark, int64]
		Mark *kin.TextColumn[*shelfmark, string]
	}](kin.Root(models[0]))
	db := must(sqlite.Open(ctx, ":memory:"))(t)
	defer func() { check(t, db.Close()) }()
	const want = `kin: shelfmark.Mark: its tag is now kin:"size=20,unique", and was kin:"size=20" when the code was generated; run go generate`
	uses := map[string]func() error{
		"create tables": func() error { return kin.CreateTables(ctx, db, models...) },
		"create":        func() error { return writer.Create(ctx, db, &shelfmark{Mark: "a"}) },
		"create many":   func() error { return writer.CreateMany(ctx, db, []*shelfmark{{Mark: "a"}}) },
		"get":           func() error { return second(table.Get(ctx, db, 1)) },
		"all":           func() error { return second(table.All(ctx, db)) },
		"count":         func() error { return second(table.Count(ctx, db)) },
		"filter":        func() error { return second(table.Filter(columns.Mark.Eq("a")).All(ctx, db)) },
		"update":        func() error { return second(table.AllRows().Update(ctx, db, columns.Mark.Set("a"))) },
		"delete":        func() error { return second(table.AllRows().Delete(ctx, db)) },
		"each": func() error {
			for _, err := range table.Each(ctx, db) {
				return err
			}
			return nil
		},
		"decode": func() error { return second(kin.Decode[shelfmark]([]byte(`{"mark":"a"}`))) },
		"encode": func() error { return second(kin.Encode(&shelfmark{Mark: "a"})) },
	}
	for name, use := range uses {
		if err := use(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

// second returns the error of a call.
func second[T any](_ T, err error) error { return err }
