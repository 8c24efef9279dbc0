package sqlite

import (
	"context"
	"testing"
	"time"
	"unsafe"

	"github.com/kinorm/kin/dialect"
)

// article has the columns of the benchmark: 4 strings, 3 numbers, 1 time, 1 that may be NULL.
type article struct {
	ID       int64     `kind:"int64"`
	Headline string    `kind:"text"`
	Slug     string    `kind:"text"`
	Body     string    `kind:"text"`
	Author   int64     `kind:"int64"`
	Rating   float64   `kind:"float64"`
	Public   bool      `kind:"bool"`
	Created  time.Time `kind:"time"`
	Note     *string   `kind:"text"`
}

const benchRows = 10_000

func openArticles(b *testing.B) *driver {
	d := openFile(b)
	script(b, d, `CREATE TABLE article (id INTEGER PRIMARY KEY, headline TEXT NOT NULL, slug TEXT NOT NULL, body TEXT NOT NULL,
		author INTEGER NOT NULL, rating REAL NOT NULL, public INTEGER NOT NULL, created TEXT NOT NULL, note TEXT) STRICT;
		INSERT INTO article SELECT v, 'Headline of the article number ' || v, 'slug-' || v, printf('%080d', v), v % 100, v / 7.0, v % 2,
			'2024-05-06 07:08:09.123456', iif(v % 10 = 0, 'note', NULL)
			FROM (WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n LIMIT 10000) SELECT v FROM n)`)
	return d
}

func BenchmarkList(b *testing.B) {
	d := openArticles(b)
	slots := slotsOf[article](b)
	list := statement("SELECT id, headline, slug, body, author, rating, public, created, note FROM article")
	ctx := context.Background()
	all := make([]article, benchRows)
	b.ReportAllocs()
	for b.Loop() {
		c, err := d.Acquire(ctx, dialect.Read)
		if err != nil {
			b.Fatal(err)
		}
		rows, err := c.Query(ctx, list, nil)
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for ; rows.Next(); n++ {
			if err := rows.Decode(0, slots, unsafe.Pointer(&all[n])); err != nil {
				b.Fatal(err)
			}
		}
		if rows.Err() != nil || n != benchRows {
			b.Fatal(n, rows.Err())
		}
		c.Release()
	}
}

func BenchmarkGet(b *testing.B) {
	cancellable, cancel := context.WithCancel(context.Background())
	defer cancel()
	for name, ctx := range map[string]context.Context{"background": context.Background(), "cancellable": cancellable} {
		b.Run(name, func(b *testing.B) { benchmarkGet(b, ctx) })
	}
}

func benchmarkGet(b *testing.B, ctx context.Context) {
	d := openArticles(b)
	slots := slotsOf[article](b)
	get := statement("SELECT id, headline, slug, body, author, rating, public, created, note FROM article WHERE id = ?1")
	args := make([]dialect.Value, 1)
	b.ReportAllocs()
	i := int64(0)
	var a article
	for b.Loop() {
		i = i*7919%benchRows + 1
		args[0] = dialect.Int(i)
		c, err := d.Acquire(ctx, dialect.Read)
		if err != nil {
			b.Fatal(err)
		}
		rows, err := c.Query(ctx, get, args)
		if err != nil || !rows.Next() {
			b.Fatal(i, err)
		}
		if err := rows.Decode(0, slots, unsafe.Pointer(&a)); err != nil {
			b.Fatal(err)
		}
		if err := rows.Close(); err != nil {
			b.Fatal(err)
		}
		c.Release()
	}
}

func BenchmarkInsertOne(b *testing.B) {
	d := openArticles(b)
	insert := statement("INSERT INTO article (headline, slug, body, author, rating, public, created) VALUES (?, ?, ?, ?, 1.5, 1, ?)")
	args := []dialect.Value{dialect.Text("Headline"), dialect.Text("slug"), dialect.Text("body"), dialect.Int(4), {Kind: 10}}
	ctx := context.Background()
	b.ReportAllocs()
	for b.Loop() {
		c, err := d.Acquire(ctx, dialect.Write)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := c.Exec(ctx, insert, args); err != nil {
			b.Fatal(err)
		}
		c.Release()
	}
}

func BenchmarkExecEach1000(b *testing.B) {
	d := openArticles(b)
	insert := statement("INSERT INTO article (headline, slug, body, author, rating, public, created) VALUES (?, ?, ?, ?, 1.5, 1, ?)")
	args := make([][]dialect.Value, 1000)
	for i := range args {
		args[i] = []dialect.Value{dialect.Text("Headline"), dialect.Text("slug"), dialect.Text("body"), dialect.Int(4), {Kind: 10}}
	}
	ctx := context.Background()
	c := acquire(b, d, dialect.Write)
	b.ReportAllocs()
	for b.Loop() {
		if err := c.Begin(ctx, dialect.TxOptions{}); err != nil {
			b.Fatal(err)
		}
		if err := c.ExecEach(ctx, insert, dialect.RunsOf(args), func(int, dialect.Result) {}); err != nil {
			b.Fatal(err)
		}
		if err := c.Commit(ctx); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGetBySet1000(b *testing.B) {
	d := openArticles(b)
	slots := slotsOf[intRow](b)
	get := statement("SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?1))")
	var set dialect.Set
	for i := range int64(1000) {
		set.Append(dialect.Int(i * 10))
	}
	args := []dialect.Value{{Kind: 4, Set: &set}}
	ctx := context.Background()
	c := acquire(b, d, dialect.Read)
	b.ReportAllocs()
	for b.Loop() {
		rows, err := c.Query(ctx, get, args)
		if err != nil {
			b.Fatal(err)
		}
		var r intRow
		for rows.Next() {
			if err := rows.Decode(0, slots, unsafe.Pointer(&r)); err != nil {
				b.Fatal(err)
			}
		}
	}
}
