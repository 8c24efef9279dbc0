package main

import (
	"context"
	"strings"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
	"github.com/kinorm/kin/sqlite"
)

// The program prints the code of this file, so it is written as in a program whose
// models are in the same package.
type (
	Article     = news.Article
	Publication = news.Publication
)

var (
	Articles     = news.Articles
	Publications = news.Publications
)

// tell runs the story. Every t.Show is a step: the teller prints the statements
// since the step before, and the results that it is called with.
func tell(ctx context.Context, db *kin.DB, t *teller) {
	p1, p2, p3, a1, a2 := write(ctx, db, t)
	read(ctx, db, t, p1, p2, a1, a2)
	query(ctx, db, t, p1, p2)
	queryReverse(ctx, db, t, a1, a2)
	remove(ctx, db, t, p1, p2, a2)
	a4, a5 := otherEnd(ctx, db, t, p2)
	change(ctx, db, t, p2, p3, a4, a5)
	removeMany(ctx, db, t, p2, p3)
}

func write(ctx context.Context, db *kin.DB, t *teller) (p1, p2, p3 *Publication, a1, a2 *Article) {
	t.Section("Tables, publications and articles")
	t.Show(kin.CreateTables(ctx, db, news.Models...))
	// The relation has a table of its own: each pair at most once.
	sql, err := kin.TablesSQL(sqlite.Dialect, news.Models...)
	t.Show(createTable(sql, "articles_publications"), err)

	p1 = &Publication{Title: "The Python Journal"}
	p2 = &Publication{Title: "Science News"}
	p3 = &Publication{Title: "Science Weekly"}
	t.Show(Publications.CreateMany(ctx, db, []*Publication{p1, p2, p3}))
	a1 = &Article{Headline: "Django lets you build web apps easily"}
	// Without a row an article cannot be related to anything.
	t.Refused(a1.Publications.Add(ctx, db, p1))
	t.Show(Articles.Save(ctx, db, a1))
	// Now it can. Add returns how many relations are new.
	t.Show(a1.Publications.Add(ctx, db, p1))

	a2 = &Article{Headline: "NASA uses Python"}
	t.Show(Articles.Save(ctx, db, a2))
	t.Show(a2.Publications.Add(ctx, db, p1, p2))
	t.Show(a2.Publications.Add(ctx, db, p3))
	// A second time is no error and adds nothing.
	t.Show(a2.Publications.Add(ctx, db, p3))
	// An object of the wrong type does not compile:
	//	a2.Publications.Add(ctx, db, a1)
	//	cannot use a1 (variable of type *Article) as *news.Publication value

	p4 := &Publication{Title: "Highlights for Children"}
	// Create and relate in one step, both or neither.
	t.Show(a2.Publications.Create(ctx, db, p4))
	return p1, p2, p3, a1, a2
}

func read(ctx context.Context, db *kin.DB, t *teller, p1, p2 *Publication, a1, a2 *Article) {
	t.Section("Both ends read the relation")
	t.Show(a1.Publications.All(ctx, db))
	// The model's default order is that of the result.
	t.Show(a2.Publications.All(ctx, db))
	t.Show(p2.Articles.All(ctx, db))
	t.Show(p1.Articles.All(ctx, db))
	p4, err := Publications.Get(ctx, db, 4)
	t.Show(p4, err)
	t.Show(p4.Articles.All(ctx, db))
}

func query(ctx context.Context, db *kin.DB, t *teller, p1, p2 *Publication) {
	t.Section("Conditions across the relation")
	t.Show(Articles.Filter(
		Articles.Publications.Any(Publications.ID.Eq(1)),
	).All(ctx, db))
	t.Show(Articles.Filter(
		kin.HasAnyKeys(Articles.Publications, Publications.Keys(1)),
	).All(ctx, db))
	t.Show(Articles.Filter(
		Articles.Publications.HasAny(p1),
	).All(ctx, db))
	// Any gives every article once, however many of its publications match.
	t.Show(Articles.Filter(
		Articles.Publications.Any(Publications.Title.StartsWith("Science")),
	).All(ctx, db))
	// Join gives a row for each match, as SQL does; Distinct folds them.
	rows := Articles.Join(
		Articles.Publications.Rows(Publications.Title.StartsWith("Science")),
	)
	t.Show(rows.All(ctx, db))
	t.Show(rows.Distinct().All(ctx, db))
	t.Show(rows.Count(ctx, db))
	t.Show(rows.Distinct().Count(ctx, db))
	t.Show(Articles.Filter(
		kin.HasAnyKeys(Articles.Publications, Publications.Keys(1, 2)),
	).All(ctx, db))
	t.Show(Articles.Filter(
		Articles.Publications.HasAny(p1, p2),
	).All(ctx, db))
	// Exclude leaves out an article if any of its publications is p2.
	t.Show(Articles.Exclude(
		Articles.Publications.HasAny(p2),
	).All(ctx, db))
}

func queryReverse(ctx context.Context, db *kin.DB, t *teller, a1, a2 *Article) {
	t.Section("The same from the other end")
	t.Show(Publications.Filter(Publications.ID.Eq(1)).All(ctx, db))
	t.Show(Publications.Filter(
		Publications.Articles.Any(Articles.Headline.StartsWith("NASA")),
	).All(ctx, db))
	t.Show(Publications.Filter(
		Publications.Articles.Any(Articles.ID.Eq(1)),
	).All(ctx, db))
	t.Show(Publications.Filter(
		kin.HasAnyKeys(Publications.Articles, Articles.Keys(1)),
	).All(ctx, db))
	t.Show(Publications.Filter(
		Publications.Articles.HasAny(a1),
	).All(ctx, db))
	t.Show(Publications.Filter(
		kin.HasAnyKeys(Publications.Articles, Articles.Keys(1, 2)),
	).All(ctx, db))
	t.Show(Publications.Filter(
		Publications.Articles.HasAny(a1, a2),
	).All(ctx, db))
}

func remove(ctx context.Context, db *kin.DB, t *teller, p1, p2 *Publication, a2 *Article) {
	t.Section("Links go with the rows that they relate")
	t.Show(Publications.Delete(ctx, db, p1))
	t.Show(Publications.All(ctx, db))
	a1, err := Articles.Get(ctx, db, 1)
	t.Show(a1, err)
	t.Show(a1.Publications.All(ctx, db))
	t.Show(Articles.Delete(ctx, db, a2))
	t.Show(Articles.All(ctx, db))
	t.Show(p2.Articles.All(ctx, db))
}

func otherEnd(ctx context.Context, db *kin.DB, t *teller, p2 *Publication) (a4, a5 *Article) {
	t.Section("Adding and creating from the other end")
	a4 = &Article{Headline: "NASA finds intelligent life on Earth"}
	t.Show(Articles.Save(ctx, db, a4))
	t.Show(p2.Articles.Add(ctx, db, a4))
	t.Show(p2.Articles.All(ctx, db))
	t.Show(a4.Publications.All(ctx, db))
	a5 = &Article{Headline: "Oxygen-free diet works wonders"}
	t.Show(p2.Articles.Create(ctx, db, a5))
	t.Show(p2.Articles.All(ctx, db))
	t.Show(p2.Articles.Offset(1).Limit(1).Get(ctx, db))
	t.Show(a5.Publications.All(ctx, db))
	return a4, a5
}

func change(ctx context.Context, db *kin.DB, t *teller, p2, p3 *Publication, a4, a5 *Article) {
	t.Section("Remove, Set and Clear, from either end")
	t.Show(a4.Publications.Remove(ctx, db, p2))
	t.Show(p2.Articles.All(ctx, db))
	t.Show(a4.Publications.All(ctx, db))
	t.Show(p2.Articles.Remove(ctx, db, a5))
	t.Show(p2.Articles.All(ctx, db))
	t.Show(a5.Publications.All(ctx, db))
	// Set makes the given objects the only ones.
	t.Show(a4.Publications.Add(ctx, db, p2))
	t.Show(a4.Publications.All(ctx, db))
	t.Show(a4.Publications.Set(ctx, db, p3))
	t.Show(a4.Publications.All(ctx, db))
	t.Show(p2.Articles.Clear(ctx, db))
	t.Show(p2.Articles.All(ctx, db))
	// Clear empties one set; what others hold stays.
	t.Show(p2.Articles.Add(ctx, db, a4, a5))
	t.Show(p2.Articles.All(ctx, db))
	t.Show(a4.Publications.All(ctx, db))
	t.Show(a4.Publications.Clear(ctx, db))
	t.Show(a4.Publications.All(ctx, db))
	t.Show(p2.Articles.All(ctx, db))
}

func removeMany(ctx context.Context, db *kin.DB, t *teller, p2, p3 *Publication) {
	t.Section("Deleting by a query")
	p1 := &Publication{Title: "The Python Journal"}
	t.Show(Publications.Save(ctx, db, p1))
	a2 := &Article{Headline: "NASA uses Python"}
	t.Show(Articles.Save(ctx, db, a2))
	t.Show(a2.Publications.Add(ctx, db, p1, p2, p3))
	t.Show(Publications.Filter(
		Publications.Title.StartsWith("Science"),
	).Delete(ctx, db))
	t.Show(Publications.All(ctx, db))
	t.Show(Articles.All(ctx, db))
	t.Show(a2.Publications.All(ctx, db))
	// A query holds no rows: it asks the database each time.
	q := Articles.Filter(Articles.Headline.StartsWith("Django"))
	t.Show(q.All(ctx, db))
	t.Show(q.Delete(ctx, db))
	t.Show(q.All(ctx, db))
	t.Show(p1.Articles.All(ctx, db))
}

// createTable returns the statement of a script that creates a table.
func createTable(sql, table string) string {
	for statement := range strings.SplitSeq(sql, ";\n") {
		if strings.HasPrefix(statement, `CREATE TABLE "`+table+`"`) {
			return statement
		}
	}
	return "there is no table " + table
}
