package postgres

import (
	"context"
	"fmt"
	"testing"
	"time"
	"unsafe"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/examples/newsroom/news"
	"github.com/kinorm/kin/schema"
)

func BenchmarkGet(b *testing.B) {
	n := openNews(b)
	ctx := context.Background()
	b.Run("kin", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := news.Articles.Get(ctx, n.db, 2); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("pgx", func(b *testing.B) {
		pool := n.db.Driver().(*driver).pool
		b.ReportAllocs()
		for b.Loop() {
			var a struct {
				id       int64
				headline string
				author   *int64
			}
			row := pool.QueryRow(ctx, `SELECT id, headline, author_id FROM articles WHERE id = $1`, 2)
			if err := row.Scan(&a.id, &a.headline, &a.author); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// wide is a row of nine columns.
type wide struct {
	ID       int64     `kind:"int64"`
	Headline string    `kind:"text"`
	Body     string    `kind:"text"`
	Created  time.Time `kind:"time"`
	Updated  time.Time `kind:"time"`
	Rating   float64   `kind:"float64"`
	Words    int32     `kind:"int32"`
	Public   bool      `kind:"bool"`
	Author   *int64    `kind:"int64"`
}

const (
	wideRows   = 10_000
	wideSelect = "SELECT id, headline, body, created, updated, rating, words, public, author FROM wide"
)

func openWide(b *testing.B) *driver {
	b.Helper()
	d := openTest(b)
	c := acquire(b, d)
	script(b, c, fmt.Sprintf(`CREATE TABLE wide (id bigint PRIMARY KEY, headline text, body text, created timestamptz,
		updated timestamptz, rating float8, words int, public boolean, author bigint);
		INSERT INTO wide SELECT n, 'Headline number ' || n, repeat('text ', 12), now(), now(), n / 7.0, n, n %% 2 = 0, n %% 100
		FROM generate_series(1, %d) AS n; ANALYZE wide`, wideRows))
	c.Release()
	return d
}

func BenchmarkList(b *testing.B) {
	d := openWide(b)
	ctx := context.Background()
	b.Run("kin", func(b *testing.B) {
		slots := slotsOf[wide](b)
		s := statement(wideSelect)
		b.ReportAllocs()
		for b.Loop() {
			c, err := d.Acquire(ctx, dialect.Read)
			if err != nil {
				b.Fatal(err)
			}
			rows, err := c.Query(ctx, s, nil)
			if err != nil {
				b.Fatal(err)
			}
			all := make([]wide, wideRows)
			for i := 0; rows.Next(); i++ {
				if err := rows.Decode(0, slots, unsafe.Pointer(&all[i])); err != nil {
					b.Fatal(err)
				}
			}
			if err := rows.Close(); err != nil {
				b.Fatal(err)
			}
			c.Release()
		}
	})
	b.Run("pgx", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			rows, err := d.pool.Query(ctx, wideSelect)
			if err != nil {
				b.Fatal(err)
			}
			all := make([]wide, wideRows)
			for i := 0; rows.Next(); i++ {
				a := &all[i]
				if err := rows.Scan(&a.ID, &a.Headline, &a.Body, &a.Created, &a.Updated, &a.Rating, &a.Words, &a.Public, &a.Author); err != nil {
					b.Fatal(err)
				}
			}
			if err := rows.Err(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkCreateMany(b *testing.B) {
	n := openNews(b)
	ctx := context.Background()
	b.ReportAllocs()
	for b.Loop() {
		all := make([]*news.Article, 1000)
		for i := range all {
			all[i] = &news.Article{Headline: "A headline of usual length"}
		}
		if err := news.Articles.CreateMany(ctx, n.db, all); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	n := openNews(b)
	ctx := context.Background()
	b.ReportAllocs()
	for b.Loop() {
		if err := addAndClear(ctx, n.db, n.articles[0], n.publications); err != nil {
			b.Fatal(err)
		}
	}
}

func addAndClear(ctx context.Context, db *kin.DB, a *news.Article, p []*news.Publication) error {
	if _, err := a.Publications.Add(ctx, db, p...); err != nil {
		return err
	}
	_, err := a.Publications.Clear(ctx, db)
	return err
}

func BenchmarkBindSet(b *testing.B) {
	v := dialect.Value{Kind: schema.Int64, Set: new(dialect.Set)}
	for i := range 100_000 {
		v.Set.Append(dialect.Int(int64(i)))
	}
	var bind binder
	b.ReportAllocs()
	for b.Loop() {
		bind.buf, bind.params, bind.formats = bind.buf[:0], bind.params[:0], bind.formats[:0]
		bind.set(1016, &v)
	}
}
