package acceptance

import (
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/kintest"
)

// TestPlainLinksGetColumns: the table of plain links becomes one of links with columns
// by adding these, and keeps its links.
func TestPlainLinksGetColumns(t *testing.T) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			ctx, db := t.Context(), d.Open(t)
			must(t, kin.CreateTables(ctx, db, linkmodels.Models...))
			node := &linkmodels.Node{Name: "n"}
			must(t, linkmodels.Nodes.Create(ctx, db, node))
			tags := []*linkmodels.Tag{{Name: "a"}, {Name: "b"}}
			must(t, linkmodels.Tags.CreateMany(ctx, db, tags))
			equal(t, got(node.Labels.Add(ctx, db, tags...)), 2)

			addLinkColumns(t, db)
			equal(t, got(node.Tags.UpdateLinks(ctx, db, linkmodels.Tags.Name.Eq("b"), linkmodels.Taggings.Level.Set(3))), 1)
			equal(t, got(node.Tags.Add(ctx, db, tags...)), 0)
			must(t, linkmodels.Nodes.Load(ctx, db, []*linkmodels.Node{node}, linkmodels.Nodes.Tags))
			for _, l := range node.Tags.MustLinks() {
				if l.Link.Note != "new" || (l.Link.Level != nil) != (l.Target.Name == "b") {
					t.Errorf("the link to %s is %v %q", l.Target.Name, l.Link.Level, l.Link.Note)
				}
			}
		})
	}
}

// addLinkColumns makes the table of labels that of tags.
func addLinkColumns(t *testing.T, db *kin.DB) {
	t.Helper()
	level := "BIGINT"
	if db.Driver().Dialect().Name == "sqlite" {
		level = "INTEGER" // the tables are STRICT
	}
	conn := ok(t, got(db.Driver().Acquire(t.Context(), dialect.Write)))
	defer conn.Release()
	for _, sql := range []string{
		"DROP TABLE taggings",
		"ALTER TABLE nodes_labels RENAME TO taggings",
		"ALTER TABLE taggings ADD COLUMN level " + level,
		"ALTER TABLE taggings ADD COLUMN note TEXT NOT NULL DEFAULT ('new')",
	} {
		must(t, conn.Script(t.Context(), sql))
	}
}
