// Package schema is the schema of the benchmark as ent knows it.
package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
)

// Author writes articles.
type Author struct{ ent.Schema }

// Fields of the Author.
func (Author) Fields() []ent.Field {
	return []ent.Field{field.Int64("id"), field.String("name"), field.String("email")}
}

// Edges of the Author.
func (Author) Edges() []ent.Edge { return []ent.Edge{edge.To("articles", Article.Type)} }

// Publication prints articles.
type Publication struct{ ent.Schema }

// Fields of the Publication.
func (Publication) Fields() []ent.Field {
	return []ent.Field{field.Int64("id"), field.String("title"), field.String("city")}
}

// Edges of the Publication.
func (Publication) Edges() []ent.Edge {
	return []ent.Edge{edge.From("articles", Article.Type).Ref("publications")}
}

// Article has an author and publications.
type Article struct{ ent.Schema }

// Fields of the Article.
func (Article) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id"), field.String("headline"), field.String("slug"), field.String("body"), field.Int64("author_id"),
		field.Int64("views"), field.Float("rating"), field.Time("published_at"), field.String("note").Optional().Nillable(),
	}
}

// Edges of the Article.
func (Article) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("author", Author.Type).Ref("articles").Field("author_id").Unique().Required(),
		edge.To("publications", Publication.Type).StorageKey(edge.Table("article_publications"), edge.Columns("article_id", "publication_id")),
	}
}

// Event is a row of the long table.
type Event struct{ ent.Schema }

// Fields of the Event.
func (Event) Fields() []ent.Field {
	return []ent.Field{field.Int64("id"), field.Int64("kind"), field.String("name")}
}

// Annotations of the Event.
func (Event) Annotations() []schema.Annotation { return []schema.Annotation{entsql.Table("events")} }
