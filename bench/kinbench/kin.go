// Package kinbench does the operations with kin.
package kinbench

import (
	"context"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/bench/data"
	m "github.com/kinorm/kin/bench/kinbench/models"
	"github.com/kinorm/kin/bench/suite"
)

type bench struct {
	db     *kin.DB
	owners []*m.Article // all, by key from 1 on
}

// New returns kin on an open database, which it closes.
func New(ctx context.Context, db *kin.DB, set *data.Set) (*suite.Contender, error) {
	owners, err := m.Articles.OrderBy(m.Articles.ID.Asc()).Only(m.Articles.ID).All(ctx, db)
	if err != nil {
		return nil, err
	}
	b := &bench{db, owners}
	inCity := m.Publications.City.Eq(suite.City)
	return &suite.Contender{
		Name: "kin", Note: "this module", Close: db.Close,
		Ops: map[string]func(int) suite.Run{
			suite.Get: func(int) suite.Run {
				var a *m.Article
				return suite.Run{
					Do: func(ctx context.Context, n int) (err error) {
						a, err = m.Articles.Get(ctx, db, suite.KeyOf(n, len(set.Articles)))
						return err
					},
					Answer: func() string { return data.Articles(plain([]*m.Article{a}), false, false) },
				}
			},
			suite.List100:   b.articles(func() *kin.Query[*m.Article] { return first(100) }),
			suite.List10000: b.articles(func() *kin.Query[*m.Article] { return first(10000) }),
			suite.Join1000:  b.articles(func() *kin.Query[*m.Article] { return first(1000).Preload(m.Articles.Author) }),
			suite.FilterLinks: b.articles(func() *kin.Query[*m.Article] {
				return m.Articles.Filter(m.Articles.Publications.Any(m.Publications.City.Eq(suite.City))).OrderBy(m.Articles.ID.Asc())
			}),
			suite.CountLinks: func(int) suite.Run {
				var n int64
				return suite.Run{
					Do: func(ctx context.Context, _ int) (err error) {
						n, err = m.Articles.Filter(m.Articles.Publications.Any(m.Publications.City.Eq(suite.City))).Count(ctx, db)
						return err
					},
					Answer: func() string { return data.Number(n) },
				}
			},
			suite.Exclude100: b.articles(func() *kin.Query[*m.Article] {
				return first(100).Exclude(m.Articles.Publications.Any(inCity))
			}),
			suite.Preload100:   b.articles(func() *kin.Query[*m.Article] { return first(100).Preload(m.Articles.Publications) }),
			suite.Preload10000: b.articles(func() *kin.Query[*m.Article] { return first(10000).Preload(m.Articles.Publications) }),
			suite.Reverse100:   b.publications(func() kin.Preloader[*m.Publication] { return m.Publications.Articles }),
			suite.TwoLevels: b.publications(func() kin.Preloader[*m.Publication] {
				return m.Publications.Articles.Preload(m.Articles.Author)
			}),
			suite.CountRelated: b.related,
			suite.InsertOne: func(w int) suite.Run {
				return suite.Run{Do: func(ctx context.Context, n int) error {
					return m.Articles.Create(ctx, db, article(suite.NewKey(w, n, 0)))
				}}
			},
			suite.Insert1000: func(w int) suite.Run {
				return suite.Run{Do: func(ctx context.Context, n int) error {
					list := make([]*m.Article, 1000)
					for i := range list {
						list[i] = article(suite.NewKey(w, n, i))
					}
					return m.Articles.CreateMany(ctx, db, list)
				}}
			},
			suite.UpdateOne: func(int) suite.Run {
				return suite.Run{Do: func(ctx context.Context, n int) error {
					_, err := m.Articles.Filter(m.Articles.ID.Eq(suite.KeyOf(n, len(set.Articles)))).
						Update(ctx, db, m.Articles.Headline.Set("Updated"), m.Articles.Views.Set(-1))
					return err
				}}
			},
			suite.AddLinks10: func(w int) suite.Run {
				return suite.Run{Do: func(ctx context.Context, n int) error {
					id := suite.AddKey(w, n, len(set.Articles))
					_, err := b.owners[id-1].Publications.AddKeys(ctx, db, m.Publications.Keys(set.NewLinks(set.Articles[id-1])...))
					return err
				}}
			},
			suite.SetLinks10: func(w int) suite.Run {
				return suite.Run{Do: func(ctx context.Context, n int) error {
					_, err := b.owners[suite.SetKey(w)-1].Publications.SetKeys(ctx, db, m.Publications.Keys(set.Others(n)...))
					return err
				}}
			},
			suite.EachLong: b.each,
			suite.JSON100:  b.json,
		},
	}, nil
}

func first(n int) *kin.Query[*m.Article] { return m.Articles.OrderBy(m.Articles.ID.Asc()).Limit(n) }

func (b *bench) articles(query func() *kin.Query[*m.Article]) func(int) suite.Run {
	return func(int) suite.Run {
		var list []*m.Article
		return suite.Run{
			Do: func(ctx context.Context, _ int) (err error) {
				list, err = query().All(ctx, b.db)
				return err
			},
			Answer: func() string {
				a := plain(list)
				return data.Articles(a, len(a) > 0 && a[0].Author != nil, len(list) > 0 && list[0].Publications.Loaded())
			},
		}
	}
}

func (b *bench) publications(preload func() kin.Preloader[*m.Publication]) func(int) suite.Run {
	return func(int) suite.Run {
		var list []*m.Publication
		return suite.Run{
			Do: func(ctx context.Context, _ int) (err error) {
				list, err = m.Publications.OrderBy(m.Publications.ID.Asc()).Limit(100).Preload(preload()).All(ctx, b.db)
				return err
			},
			Answer: func() string {
				out := make([]*data.Publication, len(list))
				authors := false
				for i, p := range list {
					out[i] = &data.Publication{ID: p.ID, Title: p.Title, City: p.City, Articles: plain(p.Articles.MustItems())}
					authors = authors || len(out[i].Articles) > 0 && out[i].Articles[0].Author != nil
				}
				return data.Publications(out, authors)
			},
		}
	}
}

func (b *bench) related(int) suite.Run {
	var list []kin.Row2[string, int64]
	return suite.Run{
		Do: func(ctx context.Context, _ int) (err error) {
			list, err = kin.Select2(m.Publications.Query(), m.Publications.Title, m.Publications.Articles.Count()).All(ctx, b.db)
			return err
		},
		Answer: func() string {
			out := make([]data.Count, len(list))
			for i, r := range list {
				out[i] = data.Count{Title: r.A, N: r.B}
			}
			return data.Counts(out)
		},
	}
}

func (b *bench) each(int) suite.Run {
	var count, keys int64
	return suite.Run{
		Do: func(ctx context.Context, _ int) error {
			count, keys = 0, 0
			for e, err := range m.Events.Each(ctx, b.db) {
				if err != nil {
					return err
				}
				count, keys = count+1, keys+e.ID
			}
			return nil
		},
		Answer: func() string { return suite.EachAnswer(count, keys) },
	}
}

func (b *bench) json(int) suite.Run {
	list, err := first(100).Preload(m.Articles.Publications).All(context.Background(), b.db)
	var out []byte
	return suite.Run{
		Do: func(context.Context, int) error {
			if err == nil {
				out, err = kin.EncodeAll(list)
			}
			return err
		},
		Answer: func() string { return suite.SumJSON(out) },
	}
}

func article(n int64) *m.Article {
	a := data.NewArticle(n)
	return &m.Article{
		Headline: a.Headline, Slug: a.Slug, Body: a.Body, AuthorID: a.AuthorID, Views: a.Views, Rating: a.Rating,
		PublishedAt: a.PublishedAt, Note: a.Note,
	}
}

func plain(list []*m.Article) []*data.Article {
	out := make([]*data.Article, len(list))
	for i, a := range list {
		out[i] = &data.Article{
			ID: a.ID, Headline: a.Headline, Slug: a.Slug, Body: a.Body, AuthorID: a.AuthorID, Views: a.Views,
			Rating: a.Rating, PublishedAt: a.PublishedAt, Note: a.Note,
		}
		if a.Author != nil {
			out[i].Author = &data.Author{ID: a.Author.ID, Name: a.Author.Name, Email: a.Author.Email}
		}
		if a.Publications.Loaded() {
			for _, p := range a.Publications.MustItems() {
				out[i].Publications = append(out[i].Publications, &data.Publication{ID: p.ID, Title: p.Title, City: p.City})
			}
		}
	}
	return out
}
