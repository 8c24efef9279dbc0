// Package entbench does the operations with ent, whose code is generated in ent/.
package entbench

import (
	"context"
	"database/sql"
	"encoding/json"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"github.com/kinorm/kin/bench/data"
	"github.com/kinorm/kin/bench/entbench/ent"
	"github.com/kinorm/kin/bench/entbench/ent/article"
	"github.com/kinorm/kin/bench/entbench/ent/event"
	"github.com/kinorm/kin/bench/entbench/ent/publication"
	"github.com/kinorm/kin/bench/suite"
)

type bench struct {
	db   *ent.Client
	data *data.Set
}

// New returns ent on a pool of database/sql, which it closes.
func New(db *sql.DB, k data.Kind, set *data.Set) (*suite.Contender, error) {
	names := map[data.Kind]string{data.PostgreSQL: dialect.Postgres, data.MariaDB: dialect.MySQL, data.SQLite: dialect.SQLite}
	b := &bench{ent.NewClient(ent.Driver(entsql.OpenDB(names[k], db))), set}
	c := &suite.Contender{Name: "ent", Note: "generated code", Close: b.db.Close, Ops: map[string]func(int) suite.Run{}}
	b.reads(c.Ops)
	b.writes(c.Ops)
	return c, nil
}

func (b *bench) reads(ops map[string]func(int) suite.Run) {
	set, inCity := b.data, publication.CityEQ(suite.City)
	ops[suite.Get] = func(int) suite.Run {
		var a *ent.Article
		return suite.Run{
			Do: func(ctx context.Context, n int) (err error) {
				a, err = b.db.Article.Get(ctx, suite.KeyOf(n, len(set.Articles)))
				return err
			},
			Answer: func() string { return data.Articles(plain([]*ent.Article{a}), false, false) },
		}
	}
	list := func(n int) func(int) suite.Run {
		return b.articles(false, false, func() *ent.ArticleQuery { return b.db.Article.Query().Order(article.ByID()).Limit(n) })
	}
	ops[suite.List100], ops[suite.List10000] = list(100), list(10000)
	ops[suite.Join1000] = b.articles(true, false, func() *ent.ArticleQuery {
		return b.db.Article.Query().WithAuthor().Order(article.ByID()).Limit(1000)
	})
	ops[suite.FilterLinks] = b.articles(false, false, func() *ent.ArticleQuery {
		return b.db.Article.Query().Where(article.HasPublicationsWith(inCity)).Order(article.ByID())
	})
	ops[suite.Exclude100] = b.articles(false, false, func() *ent.ArticleQuery {
		return b.db.Article.Query().Where(article.Not(article.HasPublicationsWith(inCity))).Order(article.ByID()).Limit(100)
	})
	ops[suite.CountLinks] = func(int) suite.Run {
		var n int
		return suite.Run{
			Do: func(ctx context.Context, _ int) (err error) {
				n, err = b.db.Article.Query().Where(article.HasPublicationsWith(inCity)).Count(ctx)
				return err
			},
			Answer: func() string { return data.Number(int64(n)) },
		}
	}
	preload := func(n int) func(int) suite.Run {
		return b.articles(false, true, func() *ent.ArticleQuery {
			return b.db.Article.Query().WithPublications().Order(article.ByID()).Limit(n)
		})
	}
	ops[suite.Preload100], ops[suite.Preload10000] = preload(100), preload(10000)
	ops[suite.Reverse100] = b.publications(false)
	ops[suite.TwoLevels] = b.publications(true)
	ops[suite.CountRelated] = b.counts
	ops[suite.EachLong] = b.each
	ops[suite.JSON100] = func(int) suite.Run {
		list, err := b.db.Article.Query().WithPublications().Order(article.ByID()).Limit(100).All(context.Background())
		var out []byte
		return suite.Run{
			Do: func(context.Context, int) error {
				if err == nil {
					out, err = json.Marshal(list)
				}
				return err
			},
			Answer: func() string { return suite.SumJSON(out) },
		}
	}
}

func (b *bench) articles(authors, publications bool, query func() *ent.ArticleQuery) func(int) suite.Run {
	return func(int) suite.Run {
		var list []*ent.Article
		return suite.Run{
			Do:     func(ctx context.Context, _ int) (err error) { list, err = query().All(ctx); return err },
			Answer: func() string { return data.Articles(plain(list), authors, publications) },
		}
	}
}

func (b *bench) publications(authors bool) func(int) suite.Run {
	return func(int) suite.Run {
		var list []*ent.Publication
		return suite.Run{
			Do: func(ctx context.Context, _ int) (err error) {
				list, err = b.db.Publication.Query().Order(publication.ByID()).Limit(100).WithArticles(func(q *ent.ArticleQuery) {
					if authors {
						q.WithAuthor()
					}
				}).All(ctx)
				return err
			},
			Answer: func() string {
				out := make([]*data.Publication, len(list))
				for i, p := range list {
					out[i] = &data.Publication{ID: p.ID, Title: p.Title, City: p.City, Articles: plain(p.Edges.Articles)}
				}
				return data.Publications(out, authors)
			},
		}
	}
}

func (b *bench) counts(int) suite.Run {
	var list []struct {
		Title string
		N     int64
	}
	return suite.Run{
		Do: func(ctx context.Context, _ int) error {
			list = nil
			return b.db.Publication.Query().Modify(func(s *entsql.Selector) {
				l := entsql.Table(publication.ArticlesTable)
				s.LeftJoin(l).On(s.C(publication.FieldID), l.C(publication.ArticlesPrimaryKey[1]))
				s.Select(s.C(publication.FieldTitle), entsql.As(entsql.Count(l.C(publication.ArticlesPrimaryKey[0])), "n")).
					GroupBy(s.C(publication.FieldID), s.C(publication.FieldTitle))
			}).Scan(ctx, &list)
		},
		Answer: func() string {
			out := make([]data.Count, len(list))
			for i, c := range list {
				out[i] = data.Count{Title: c.Title, N: c.N}
			}
			return data.Counts(out)
		},
	}
}

// each reads pages by key: ent has no loop over rows.
func (b *bench) each(int) suite.Run {
	var count, keys int64
	return suite.Run{
		Do: func(ctx context.Context, _ int) error {
			count, keys = 0, 0
			for last := int64(0); ; {
				page, err := b.db.Event.Query().Where(event.IDGT(last)).Order(event.ByID()).Limit(1000).All(ctx)
				if err != nil || len(page) == 0 {
					return err
				}
				for _, e := range page {
					count, keys = count+1, keys+e.ID
				}
				last = page[len(page)-1].ID
			}
		},
		Answer: func() string { return suite.EachAnswer(count, keys) },
	}
}

func (b *bench) writes(ops map[string]func(int) suite.Run) {
	set := b.data
	ops[suite.InsertOne] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			return b.create(suite.NewKey(w, n, 0)).Exec(ctx)
		}}
	}
	ops[suite.Insert1000] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			list := make([]*ent.ArticleCreate, 1000)
			for i := range list {
				list[i] = b.create(suite.NewKey(w, n, i))
			}
			return b.db.Article.CreateBulk(list...).Exec(ctx)
		}}
	}
	ops[suite.UpdateOne] = func(int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			return b.db.Article.Update().Where(article.ID(suite.KeyOf(n, len(set.Articles)))).SetHeadline("Updated").SetViews(-1).Exec(ctx)
		}}
	}
	ops[suite.AddLinks10] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			id := suite.AddKey(w, n, len(set.Articles))
			return b.db.Article.Update().Where(article.ID(id)).AddPublicationIDs(set.NewLinks(set.Articles[id-1])...).Exec(ctx)
		}}
	}
	ops[suite.SetLinks10] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			return b.db.Article.Update().Where(article.ID(suite.SetKey(w))).ClearPublications().AddPublicationIDs(set.Others(n)...).Exec(ctx)
		}}
	}
}

func (b *bench) create(n int64) *ent.ArticleCreate {
	a := data.NewArticle(n)
	return b.db.Article.Create().SetHeadline(a.Headline).SetSlug(a.Slug).SetBody(a.Body).SetAuthorID(a.AuthorID).SetViews(a.Views).
		SetRating(a.Rating).SetPublishedAt(a.PublishedAt).SetNillableNote(a.Note)
}

func plain(list []*ent.Article) []*data.Article {
	out := make([]*data.Article, len(list))
	for i, a := range list {
		out[i] = &data.Article{
			ID: a.ID, Headline: a.Headline, Slug: a.Slug, Body: a.Body, AuthorID: a.AuthorID, Views: a.Views,
			Rating: a.Rating, PublishedAt: a.PublishedAt, Note: a.Note,
		}
		if u := a.Edges.Author; u != nil {
			out[i].Author = &data.Author{ID: u.ID, Name: u.Name, Email: u.Email}
		}
		for _, p := range a.Edges.Publications {
			out[i].Publications = append(out[i].Publications, &data.Publication{ID: p.ID, Title: p.Title, City: p.City})
		}
	}
	return out
}
