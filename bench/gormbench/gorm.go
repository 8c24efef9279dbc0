// Package gormbench does the operations with gorm, with the settings that its
// documentation advises for speed: prepared statements, no default transaction.
package gormbench

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"gorm.io/driver/mysql"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/logger"

	"github.com/kinorm/kin/bench/data"
	"github.com/kinorm/kin/bench/suite"
)

// An Author writes articles.
type Author struct {
	ID    int64
	Name  string
	Email string
}

// A Publication prints articles.
type Publication struct {
	ID       int64
	Title    string
	City     string
	Articles []*Article `gorm:"many2many:article_publications" json:",omitempty"`
}

// An Article has an author and publications.
type Article struct {
	ID           int64
	Headline     string
	Slug         string
	Body         string
	AuthorID     int64
	Author       *Author `json:",omitempty"`
	Views        int64
	Rating       float64
	PublishedAt  time.Time
	Note         *string
	Publications []*Publication `gorm:"many2many:article_publications"`
}

// An Event is a row of the long table.
type Event struct {
	ID   int64
	Kind int64
	Name string
}

type bench struct {
	db   *gorm.DB
	data *data.Set
}

// New returns gorm on a pool of database/sql, which it closes.
func New(db *sql.DB, k data.Kind, set *data.Set) (*suite.Contender, error) {
	var d gorm.Dialector
	switch k {
	case data.PostgreSQL:
		d = postgres.New(postgres.Config{Conn: db})
	case data.MariaDB:
		d = mysql.New(mysql.Config{Conn: db})
	default:
		d = &sqlite.Dialector{Conn: db}
	}
	g, err := gorm.Open(d, &gorm.Config{PrepareStmt: true, SkipDefaultTransaction: true, Logger: logger.Discard})
	if err != nil {
		return nil, err
	}
	b := &bench{g, set}
	c := &suite.Contender{
		Name: "gorm", Note: "PrepareStmt, SkipDefaultTransaction", Close: db.Close,
		Ops: map[string]func(int) suite.Run{},
	}
	b.reads(c.Ops)
	b.writes(c.Ops)
	return c, nil
}

func (b *bench) related(db *gorm.DB) *gorm.DB {
	return db.Table("article_publications l").Select("l.article_id").Joins("JOIN publications p ON p.id = l.publication_id").Where("p.city = ?", suite.City)
}

func (b *bench) reads(ops map[string]func(int) suite.Run) {
	set := b.data
	ops[suite.Get] = func(int) suite.Run {
		var a *Article
		return suite.Run{
			Do: func(ctx context.Context, n int) error {
				a = new(Article)
				return b.db.WithContext(ctx).Take(a, suite.KeyOf(n, len(set.Articles))).Error
			},
			Answer: func() string { return data.Articles(plain([]*Article{a}), false, false) },
		}
	}
	list := func(n int) func(int) suite.Run {
		return b.articles(false, false, func(db *gorm.DB) *gorm.DB { return db.Order("id").Limit(n) })
	}
	ops[suite.List100], ops[suite.List10000] = list(100), list(10000)
	ops[suite.Join1000] = b.articles(true, false, func(db *gorm.DB) *gorm.DB { return db.Joins("Author").Order("articles.id").Limit(1000) })
	ops[suite.FilterLinks] = b.articles(false, false, func(db *gorm.DB) *gorm.DB {
		return db.Where("id IN (?)", b.related(b.db)).Order("id")
	})
	ops[suite.Exclude100] = b.articles(false, false, func(db *gorm.DB) *gorm.DB {
		return db.Where("id NOT IN (?)", b.related(b.db)).Order("id").Limit(100)
	})
	ops[suite.CountLinks] = func(int) suite.Run {
		var n int64
		return suite.Run{
			Do: func(ctx context.Context, _ int) error {
				return b.db.WithContext(ctx).Model(&Article{}).Where("id IN (?)", b.related(b.db)).Count(&n).Error
			},
			Answer: func() string { return data.Number(n) },
		}
	}
	preload := func(n int) func(int) suite.Run {
		return b.articles(false, true, func(db *gorm.DB) *gorm.DB { return db.Preload("Publications").Order("id").Limit(n) })
	}
	ops[suite.Preload100], ops[suite.Preload10000] = preload(100), preload(10000)
	ops[suite.Reverse100] = b.publications(false, "Articles")
	ops[suite.TwoLevels] = b.publications(true, "Articles.Author")
	ops[suite.CountRelated] = b.counts
	ops[suite.EachLong] = b.each
	ops[suite.JSON100] = func(int) suite.Run {
		var list []*Article
		err := b.db.Preload("Publications").Order("id").Limit(100).Find(&list).Error
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

func (b *bench) articles(authors, publications bool, query func(*gorm.DB) *gorm.DB) func(int) suite.Run {
	return func(int) suite.Run {
		var list []*Article
		return suite.Run{
			Do: func(ctx context.Context, _ int) error {
				list = nil
				return query(b.db.WithContext(ctx)).Find(&list).Error
			},
			Answer: func() string { return data.Articles(plain(list), authors, publications) },
		}
	}
}

func (b *bench) publications(authors bool, preload string) func(int) suite.Run {
	return func(int) suite.Run {
		var list []*Publication
		return suite.Run{
			Do: func(ctx context.Context, _ int) error {
				list = nil
				return b.db.WithContext(ctx).Preload(preload).Order("id").Limit(100).Find(&list).Error
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
			return b.db.WithContext(ctx).Model(&Publication{}).Select("publications.title, count(l.article_id) AS n").
				Joins("LEFT JOIN article_publications l ON l.publication_id = publications.id").Group("publications.id, publications.title").Scan(&list).Error
		},
		Answer: func() string { return data.Counts(list) },
	}
}

func (b *bench) each(int) suite.Run {
	var count, keys int64
	return suite.Run{
		Do: func(ctx context.Context, _ int) error {
			count, keys = 0, 0
			rows, err := b.db.WithContext(ctx).Model(&Event{}).Rows()
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var e Event
				if err := b.db.ScanRows(rows, &e); err != nil {
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
			return b.db.WithContext(ctx).Omit(clause.Associations).Create(article(suite.NewKey(w, n, 0))).Error
		}}
	}
	ops[suite.Insert1000] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			list := make([]*Article, 1000)
			for i := range list {
				list[i] = article(suite.NewKey(w, n, i))
			}
			return b.db.WithContext(ctx).Omit(clause.Associations).Create(list).Error
		}}
	}
	ops[suite.UpdateOne] = func(int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			return b.db.WithContext(ctx).Model(&Article{ID: suite.KeyOf(n, len(set.Articles))}).
				Updates(map[string]any{"headline": "Updated", "views": -1}).Error
		}}
	}
	ops[suite.AddLinks10] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			id := suite.AddKey(w, n, len(set.Articles))
			return b.db.WithContext(ctx).Omit("Publications.*").Model(&Article{ID: id}).Association("Publications").
				Append(publications(set.NewLinks(set.Articles[id-1])))
		}}
	}
	ops[suite.SetLinks10] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			return b.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
				return tx.Omit("Publications.*").Model(&Article{ID: suite.SetKey(w)}).Association("Publications").Replace(publications(set.Others(n)))
			})
		}}
	}
}

func publications(keys []int64) []*Publication {
	out := make([]*Publication, len(keys))
	for i, k := range keys {
		out[i] = &Publication{ID: k}
	}
	return out
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
