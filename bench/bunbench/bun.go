// Package bunbench does the operations with bun, on the same pools of database/sql.
package bunbench

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/mysqldialect"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"github.com/uptrace/bun/schema"

	"github.com/kinorm/kin/bench/data"
	"github.com/kinorm/kin/bench/suite"
)

// An Author writes articles.
type Author struct {
	ID    int64 `bun:",pk,autoincrement"`
	Name  string
	Email string
}

// A Publication prints articles.
type Publication struct {
	ID       int64 `bun:",pk,autoincrement"`
	Title    string
	City     string
	Articles []*Article `bun:"m2m:article_publications,join:Publication=Article" json:",omitempty"`
}

// An Article has an author and publications.
type Article struct {
	ID           int64 `bun:",pk,autoincrement"`
	Headline     string
	Slug         string
	Body         string
	AuthorID     int64
	Author       *Author `bun:"rel:belongs-to,join:author_id=id" json:",omitempty"`
	Views        int64
	Rating       float64
	PublishedAt  time.Time
	Note         *string
	Publications []*Publication `bun:"m2m:article_publications,join:Article=Publication"`
}

// A Link is a row of the link table.
type Link struct {
	bun.BaseModel `bun:"table:article_publications"`
	ArticleID     int64        `bun:",pk"`
	Article       *Article     `bun:"rel:belongs-to,join:article_id=id"`
	PublicationID int64        `bun:",pk"`
	Publication   *Publication `bun:"rel:belongs-to,join:publication_id=id"`
}

// An Event is a row of the long table.
type Event struct {
	ID   int64 `bun:",pk,autoincrement"`
	Kind int64
	Name string
}

type bench struct {
	db   *bun.DB
	kind data.Kind
	data *data.Set
}

// New returns bun on a pool of database/sql, which it closes.
func New(db *sql.DB, k data.Kind, set *data.Set) (*suite.Contender, error) {
	dialects := map[data.Kind]schema.Dialect{data.PostgreSQL: pgdialect.New(), data.MariaDB: mysqldialect.New(), data.SQLite: sqlitedialect.New()}
	b := &bench{bun.NewDB(db, dialects[k], bun.WithDiscardUnknownColumns()), k, set}
	b.db.RegisterModel((*Link)(nil))
	c := &suite.Contender{Name: "bun", Note: "as documented", Close: db.Close, Ops: map[string]func(int) suite.Run{}}
	b.reads(c.Ops)
	b.writes(c.Ops)
	return c, nil
}

func (b *bench) related() *bun.SelectQuery {
	return b.db.NewSelect().TableExpr("article_publications AS l").Column("l.article_id").Join("JOIN publications AS p ON p.id = l.publication_id").Where("p.city = ?", suite.City)
}

func (b *bench) reads(ops map[string]func(int) suite.Run) {
	set := b.data
	ops[suite.Get] = func(int) suite.Run {
		var a *Article
		return suite.Run{
			Do: func(ctx context.Context, n int) error {
				a = &Article{ID: suite.KeyOf(n, len(set.Articles))}
				return b.db.NewSelect().Model(a).WherePK().Scan(ctx)
			},
			Answer: func() string { return data.Articles(plain([]*Article{a}), false, false) },
		}
	}
	list := func(n int) func(int) suite.Run {
		return b.articles(false, false, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Order("article.id").Limit(int64(n)) })
	}
	ops[suite.List100], ops[suite.List10000] = list(100), list(10000)
	ops[suite.Join1000] = b.articles(true, false, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Relation("Author").Order("article.id").Limit(1000)
	})
	ops[suite.FilterLinks] = b.articles(false, false, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("article.id IN (?)", b.related()).Order("article.id")
	})
	ops[suite.Exclude100] = b.articles(false, false, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("article.id NOT IN (?)", b.related()).Order("article.id").Limit(100)
	})
	ops[suite.CountLinks] = func(int) suite.Run {
		var n int64
		return suite.Run{
			Do: func(ctx context.Context, _ int) (err error) {
				n, err = b.db.NewSelect().Model((*Article)(nil)).Where("article.id IN (?)", b.related()).Count(ctx)
				return err
			},
			Answer: func() string { return data.Number(n) },
		}
	}
	preload := func(n int) func(int) suite.Run {
		return b.articles(false, true, func(q *bun.SelectQuery) *bun.SelectQuery {
			return q.Relation("Publications").Order("article.id").Limit(int64(n))
		})
	}
	ops[suite.Preload100], ops[suite.Preload10000] = preload(100), preload(10000)
	ops[suite.Reverse100] = b.publications(false)
	ops[suite.TwoLevels] = b.publications(true)
	ops[suite.CountRelated] = b.counts
	ops[suite.EachLong] = b.each
	ops[suite.JSON100] = func(int) suite.Run {
		var list []*Article
		err := b.db.NewSelect().Model(&list).Relation("Publications").Order("article.id").Limit(100).Scan(context.Background())
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

func (b *bench) articles(authors, publications bool, query func(*bun.SelectQuery) *bun.SelectQuery) func(int) suite.Run {
	return func(int) suite.Run {
		var list []*Article
		return suite.Run{
			Do: func(ctx context.Context, _ int) error {
				list = nil
				return query(b.db.NewSelect().Model(&list)).Scan(ctx)
			},
			Answer: func() string { return data.Articles(plain(list), authors, publications) },
		}
	}
}

func (b *bench) publications(authors bool) func(int) suite.Run {
	return func(int) suite.Run {
		var list []*Publication
		return suite.Run{
			Do: func(ctx context.Context, _ int) error {
				list = nil
				q := b.db.NewSelect().Model(&list).Relation("Articles").Order("publication.id").Limit(100)
				if authors {
					q = q.Relation("Articles.Author")
				}
				return q.Scan(ctx)
			},
			Answer: func() string {
				out := make([]*data.Publication, len(list))
				for i, p := range list {
					out[i] = &data.Publication{ID: p.ID, Title: p.Title, City: p.City, Articles: plain(p.Articles)}
				}
				return data.Publications(out, authors)
			},
		}
	}
}

func (b *bench) counts(int) suite.Run {
	var list []data.Count
	return suite.Run{
		Do: func(ctx context.Context, _ int) error {
			list = nil
			return b.db.NewSelect().TableExpr("publications AS p").ColumnExpr("p.title, count(l.article_id) AS n").
				Join("LEFT JOIN article_publications AS l ON l.publication_id = p.id").GroupExpr("p.id, p.title").Scan(ctx, &list)
		},
		Answer: func() string { return data.Counts(list) },
	}
}

func (b *bench) each(int) suite.Run {
	var count, keys int64
	return suite.Run{
		Do: func(ctx context.Context, _ int) error {
			count, keys = 0, 0
			rows, err := b.db.NewSelect().Model((*Event)(nil)).Rows(ctx)
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				e := new(Event)
				if err := b.db.ScanRow(ctx, rows, e); err != nil {
					return err
				}
				count, keys = count+1, keys+e.ID
			}
			return rows.Err()
		},
		Answer: func() string { return suite.EachAnswer(count, keys) },
	}
}

func (b *bench) writes(ops map[string]func(int) suite.Run) {
	set := b.data
	ops[suite.InsertOne] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			_, err := b.db.NewInsert().Model(article(suite.NewKey(w, n, 0))).Exec(ctx)
			return err
		}}
	}
	ops[suite.Insert1000] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			list := make([]*Article, 1000)
			for i := range list {
				list[i] = article(suite.NewKey(w, n, i))
			}
			_, err := b.db.NewInsert().Model(&list).Exec(ctx)
			return err
		}}
	}
	ops[suite.UpdateOne] = func(int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			a := &Article{ID: suite.KeyOf(n, len(set.Articles)), Headline: "Updated", Views: -1}
			_, err := b.db.NewUpdate().Model(a).Column("headline", "views").WherePK().Exec(ctx)
			return err
		}}
	}
	ops[suite.AddLinks10] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			id := suite.AddKey(w, n, len(set.Articles))
			return b.add(ctx, b.db, id, set.NewLinks(set.Articles[id-1]))
		}}
	}
	ops[suite.SetLinks10] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			return b.db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
				if _, err := tx.NewDelete().Model((*Link)(nil)).Where("article_id = ?", suite.SetKey(w)).Exec(ctx); err != nil {
					return err
				}
				return b.add(ctx, tx, suite.SetKey(w), set.Others(n))
			})
		}}
	}
}

// add inserts links; bun has no verb for it.
func (b *bench) add(ctx context.Context, db bun.IDB, id int64, keys []int64) error {
	links := make([]*Link, len(keys))
	for i, k := range keys {
		links[i] = &Link{ArticleID: id, PublicationID: k}
	}
	q := db.NewInsert().Model(&links)
	if b.kind == data.MariaDB {
		q = q.Ignore()
	} else {
		q = q.On("CONFLICT DO NOTHING")
	}
	_, err := q.Exec(ctx)
	return err
}
func article(n int64) *Article {
	a := data.NewArticle(n)
	return &Article{
		Headline: a.Headline, Slug: a.Slug, Body: a.Body, AuthorID: a.AuthorID, Views: a.Views, Rating: a.Rating,
		PublishedAt: a.PublishedAt, Note: a.Note,
	}
}

func plain(list []*Article) []*data.Article {
	out := make([]*data.Article, len(list))
	for i, a := range list {
		out[i] = &data.Article{
			ID: a.ID, Headline: a.Headline, Slug: a.Slug, Body: a.Body, AuthorID: a.AuthorID, Views: a.Views,
			Rating: a.Rating, PublishedAt: a.PublishedAt, Note: a.Note,
		}
		if a.Author != nil {
			out[i].Author = &data.Author{ID: a.Author.ID, Name: a.Author.Name, Email: a.Author.Email}
		}
		for _, p := range a.Publications {
			out[i].Publications = append(out[i].Publications, &data.Publication{ID: p.ID, Title: p.Title, City: p.City})
		}
	}
	return out
}
