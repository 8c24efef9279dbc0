package hand

import (
	"context"
	"fmt"
	"strings"

	"github.com/kinorm/kin/bench/data"
	"github.com/kinorm/kin/bench/suite"
)

const insertColumns = "INSERT INTO articles (headline, slug, body, author_id, views, rating, published_at, note) VALUES "

// values are the arguments of an insert.
func (s *scans) values(a *data.Article) []any {
	var published any = a.PublishedAt
	if s.kind == data.SQLite {
		published = a.PublishedAt.Format(timeLayout)
	}
	return []any{a.Headline, a.Slug, a.Body, a.AuthorID, a.Views, a.Rating, published, a.Note}
}

// rowsOf writes rows of placeholders.
func (s *scans) rowsOf(n, width int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('(')
		for k := range width {
			if k > 0 {
				b.WriteByte(',')
			}
			b.WriteString(s.mark(i*width + k + 1))
		}
		b.WriteByte(')')
	}
	return b.String()
}

// insert inserts articles by one statement and fills in their keys.
func (s *scans) insert(ctx context.Context, sql string, list []*data.Article) error {
	args := make([]any, 0, 8*len(list))
	for _, a := range list {
		args = append(args, s.values(a)...)
	}
	if s.kind == data.PostgreSQL {
		i := 0
		return s.query(ctx, sql, func(r rows) error { i++; return r.Scan(&list[i-1].ID) }, args...)
	}
	id, err := s.exec(ctx, sql, args...)
	if s.kind == data.SQLite {
		id -= int64(len(list)) - 1 // it is that of the last row, on MariaDB of the first
	}
	for i, a := range list {
		a.ID = id + int64(i)
	}
	return err
}

func (s *scans) writes(ops map[string]func(int) suite.Run) {
	returning := ""
	if s.kind == data.PostgreSQL {
		returning = " RETURNING id"
	}
	insert := func(n int) func(w int) suite.Run {
		sql := insertColumns + s.rowsOf(n, 8) + returning
		return func(w int) suite.Run {
			return suite.Run{Do: func(ctx context.Context, run int) error {
				list := make([]*data.Article, n)
				for i := range list {
					a := data.NewArticle(suite.NewKey(w, run, i))
					list[i] = &a
				}
				return s.insert(ctx, sql, list)
			}}
		}
	}
	ops[suite.InsertOne], ops[suite.Insert1000] = insert(1), insert(1000)
	update := fmt.Sprintf("UPDATE articles SET headline = %s, views = %s WHERE id = %s", s.mark(1), s.mark(2), s.mark(3))
	ops[suite.UpdateOne] = func(int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			_, err := s.exec(ctx, update, "Updated", int64(-1), suite.KeyOf(n, len(s.data.Articles)))
			return err
		}}
	}
	add := s.addLinks()
	ops[suite.AddLinks10] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			id := suite.AddKey(w, n, len(s.data.Articles))
			_, err := s.exec(ctx, add, linkArgs(id, s.data.NewLinks(s.data.Articles[id-1]))...)
			return err
		}}
	}
	remove := "DELETE FROM article_publications WHERE article_id = " + s.mark(1)
	ops[suite.SetLinks10] = func(w int) suite.Run { // all out, all in: what is usual
		return suite.Run{Do: func(ctx context.Context, n int) error {
			return s.tx(ctx, func(tx querier) error {
				if _, err := tx.exec(ctx, remove, suite.SetKey(w)); err != nil {
					return err
				}
				_, err := tx.exec(ctx, add, linkArgs(suite.SetKey(w), s.data.Others(n))...)
				return err
			})
		}}
	}
}

func (s *scans) addLinks() string {
	sql := "INSERT INTO article_publications (article_id, publication_id) VALUES " + s.rowsOf(10, 2)
	if s.kind == data.MariaDB {
		return strings.Replace(sql, "INSERT", "INSERT IGNORE", 1)
	}
	return sql + " ON CONFLICT DO NOTHING"
}

func linkArgs(id int64, keys []int64) []any {
	args := make([]any, 0, 2*len(keys))
	for _, k := range keys {
		args = append(args, id, k)
	}
	return args
}
