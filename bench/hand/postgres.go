// Package hand holds the contenders that are written by hand: the best technique
// that is known for each database, and the code that is usual.
package hand

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"time"
	"unsafe"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/kinorm/kin/bench/data"
	"github.com/kinorm/kin/bench/suite"
)

// pg talks to PostgreSQL by pgconn: prepared statements, binary both ways, rows
// decoded from the bytes of the wire into slabs.
type pg struct {
	pool *pgxpool.Pool
	data *data.Set
}

const articleColumns = "a.id, a.headline, a.slug, a.body, a.author_id, a.views, a.rating, a.published_at, a.note"

// Statements of the best contender on PostgreSQL.
const (
	pgGet         = "SELECT " + articleColumns + " FROM articles a WHERE a.id = $1"
	pgList        = "SELECT " + articleColumns + " FROM articles a ORDER BY a.id LIMIT $1"
	pgJoin        = "SELECT " + articleColumns + ", u.id, u.name, u.email FROM articles a JOIN authors u ON u.id = a.author_id ORDER BY a.id LIMIT $1"
	pgFilter      = "SELECT " + articleColumns + " FROM articles a WHERE a.id IN (SELECT l.article_id FROM article_publications l JOIN publications p ON p.id = l.publication_id WHERE p.city = $1) ORDER BY a.id"
	pgCount       = "SELECT count(DISTINCT l.article_id) FROM article_publications l JOIN publications p ON p.id = l.publication_id WHERE p.city = $1"
	pgExclude     = "SELECT " + articleColumns + " FROM articles a WHERE a.id NOT IN (SELECT l.article_id FROM article_publications l JOIN publications p ON p.id = l.publication_id WHERE p.city = $1) ORDER BY a.id LIMIT $2"
	pgChildren    = "SELECT l.article_id, p.id, p.title, p.city FROM article_publications l JOIN publications p ON p.id = l.publication_id WHERE l.article_id = ANY($1::bigint[])"
	pgLinkArrays  = "SELECT array_agg(article_id), array_agg(publication_id) FROM article_publications WHERE article_id = ANY($1::bigint[])"
	pgPubsByKey   = "SELECT id, title, city FROM publications WHERE id = ANY($1::bigint[])"
	pgPubs        = "SELECT id, title, city FROM publications ORDER BY id LIMIT $1"
	pgReverse     = "SELECT l.publication_id, " + articleColumns + " FROM article_publications l JOIN articles a ON a.id = l.article_id WHERE l.publication_id = ANY($1::bigint[])"
	pgAuthors     = "SELECT id, name, email FROM authors WHERE id = ANY($1::bigint[])"
	pgRelated     = "SELECT p.title, coalesce(c.n, 0) FROM publications p LEFT JOIN (SELECT publication_id, count(*) n FROM article_publications GROUP BY 1) c ON c.publication_id = p.id"
	pgInsert      = "INSERT INTO articles (headline, slug, body, author_id, views, rating, published_at, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id"
	pgInsertMany  = "INSERT INTO articles (headline, slug, body, author_id, views, rating, published_at, note) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::float8[], $7::timestamptz[], $8::text[]) RETURNING id"
	pgUpdate      = "UPDATE articles SET headline = $2, views = $3 WHERE id = $1"
	pgAdd         = "INSERT INTO article_publications (article_id, publication_id) SELECT $1::bigint, * FROM unnest($2::bigint[]) ON CONFLICT DO NOTHING"
	pgRemoveOther = "DELETE FROM article_publications WHERE article_id = $1 AND publication_id <> ALL($2::bigint[])"
	pgEach        = "SELECT id, kind, name FROM events"
)

// BestPostgres returns the best contender on PostgreSQL.
func BestPostgres(ctx context.Context, dsn string, set *data.Set) (*suite.Contender, error) {
	pool, err := pgxpool.New(ctx, dsn)
	if err != nil {
		return nil, err
	}
	b := &pg{pool: pool, data: set}
	c := &suite.Contender{
		Name: "best by hand", Hand: true, Note: "pgconn, prepared, binary, decoded by hand",
		Close: func() error { pool.Close(); return nil },
		Ops:   map[string]func(int) suite.Run{},
	}
	b.reads(c.Ops)
	b.writes(c.Ops)
	return c, nil
}

// reads adds the operations that read.
func (b *pg) reads(ops map[string]func(int) suite.Run) {
	set := b.data
	ops[suite.Get] = func(int) suite.Run {
		var a *data.Article
		return suite.Run{
			Do: func(ctx context.Context, n int) (err error) {
				a, err = b.get(ctx, suite.KeyOf(n, len(set.Articles)))
				return err
			},
			Answer: func() string { return data.Articles([]*data.Article{a}, false, false) },
		}
	}
	ops[suite.List100] = b.list(100)
	ops[suite.List10000] = b.list(10000)
	ops[suite.Join1000] = articles(true, false, func(ctx context.Context) ([]*data.Article, error) { return b.join(ctx, 1000) })
	ops[suite.Exclude100] = articles(false, false, func(ctx context.Context) ([]*data.Article, error) {
		return b.matching(ctx, pgExclude, 100, text(suite.City), int8(100))
	})
	ops[suite.FilterLinks] = articles(false, false, func(ctx context.Context) ([]*data.Article, error) {
		return b.matching(ctx, pgFilter, 0, text(suite.City))
	})
	ops[suite.CountLinks] = func(int) suite.Run {
		var n int64
		return suite.Run{
			Do: func(ctx context.Context, _ int) error {
				return b.query(ctx, pgCount, func(v [][]byte) { n = int64(binary.BigEndian.Uint64(v[0])) }, text(suite.City))
			},
			Answer: func() string { return data.Number(n) },
		}
	}
	ops[suite.Preload100] = articles(false, true, func(ctx context.Context) ([]*data.Article, error) { return b.preloadJoined(ctx, 100) })
	ops[suite.Preload10000] = articles(false, true, func(ctx context.Context) ([]*data.Article, error) { return b.preloadArrays(ctx, 10000) })
	ops[suite.Reverse100] = b.publications(false)
	ops[suite.TwoLevels] = b.publications(true)
	ops[suite.CountRelated] = func(int) suite.Run {
		var list []data.Count
		return suite.Run{
			Do: func(ctx context.Context, _ int) error {
				list = make([]data.Count, 0, len(set.Publications))
				return b.query(ctx, pgRelated, func(v [][]byte) {
					list = append(list, data.Count{Title: string(v[0]), N: int64(binary.BigEndian.Uint64(v[1]))})
				})
			},
			Answer: func() string { return data.Counts(list) },
		}
	}
	ops[suite.EachLong] = b.each
	ops[suite.JSON100] = JSONByHand(set)
}

// writes adds the operations that write.
func (b *pg) writes(ops map[string]func(int) suite.Run) {
	set := b.data
	ops[suite.InsertOne] = b.insertOne
	ops[suite.Insert1000] = b.insertMany
	ops[suite.UpdateOne] = func(int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			return b.query(ctx, pgUpdate, nil, int8(suite.KeyOf(n, len(set.Articles))), text("Updated"), int8(-1))
		}}
	}
	ops[suite.AddLinks10] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			id := suite.AddKey(w, n, len(set.Articles))
			return b.query(ctx, pgAdd, nil, int8(id), int8s(set.NewLinks(set.Articles[id-1])))
		}}
	}
	ops[suite.SetLinks10] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error { return b.set(ctx, suite.SetKey(w), set.Others(n)) }}
	}
}

// Parameters in binary form.

func text(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

func int8(n int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }

func array(elem uint32, n, room int) []byte {
	b := make([]byte, 0, 20+n*room)
	b = binary.BigEndian.AppendUint32(b, 1)
	b = binary.BigEndian.AppendUint32(b, 0)
	b = binary.BigEndian.AppendUint32(b, elem)
	b = binary.BigEndian.AppendUint32(b, uint32(n))
	return binary.BigEndian.AppendUint32(b, 1)
}

func int8s(list []int64) []byte {
	b := array(20, len(list), 12)
	for _, n := range list {
		b = binary.BigEndian.AppendUint32(b, 8)
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	return b
}

var binaryFormats = []int16{1}

// query runs a prepared statement and calls each for every row. A nil argument is NULL.
func (b *pg) query(ctx context.Context, sql string, each func(v [][]byte), args ...[]byte) error {
	conn, err := b.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	sd, err := conn.Conn().Prepare(ctx, sql, sql)
	if err != nil {
		return err
	}
	r := conn.Conn().PgConn().ExecStatement(ctx, sd, args, binaryFormats, binaryFormats)
	for r.NextRow() {
		if each != nil {
			each(r.Values())
		}
	}
	_, err = r.Close()
	return err
}

// slab makes articles many at a time, and the strings of a row as pieces of one.
type slab struct{ articles []data.Article }

func (s *slab) next() *data.Article {
	if len(s.articles) == 0 {
		s.articles = make([]data.Article, 128)
	}
	a := &s.articles[0]
	s.articles = s.articles[1:]
	return a
}

const pgEpoch = 946684800 * 1_000_000

func number(b []byte) int64 { return int64(binary.BigEndian.Uint64(b)) }

// decode reads nine columns.
func decode(a *data.Article, v [][]byte) {
	row := make([]byte, 0, len(v[1])+len(v[2])+len(v[3])+len(v[8]))
	row = append(append(append(append(row, v[1]...), v[2]...), v[3]...), v[8]...)
	all := unsafe.String(unsafe.SliceData(row), len(row))
	piece := func(b []byte) string {
		s := all[:len(b)]
		all = all[len(b):]
		return s
	}
	a.ID = number(v[0])
	a.Headline, a.Slug, a.Body = piece(v[1]), piece(v[2]), piece(v[3])
	a.AuthorID, a.Views = number(v[4]), number(v[5])
	a.Rating = math.Float64frombits(binary.BigEndian.Uint64(v[6]))
	a.PublishedAt = time.UnixMicro(number(v[7]) + pgEpoch).UTC()
	if v[8] != nil {
		note := piece(v[8])
		a.Note = &note
	}
}

func (b *pg) get(ctx context.Context, id int64) (*data.Article, error) {
	a := new(data.Article)
	err := b.query(ctx, pgGet, func(v [][]byte) { decode(a, v) }, int8(id))
	return a, err
}

func (b *pg) matching(ctx context.Context, sql string, room int, args ...[]byte) ([]*data.Article, error) {
	list := make([]*data.Article, 0, max(room, 16))
	s := &slab{make([]data.Article, min(max(room, 16), 128))}
	err := b.query(ctx, sql, func(v [][]byte) {
		a := s.next()
		decode(a, v)
		list = append(list, a)
	}, args...)
	return list, err
}

// articles is an operation that reads articles.
func articles(authors, publications bool, read func(ctx context.Context) ([]*data.Article, error)) func(int) suite.Run {
	return func(int) suite.Run {
		var list []*data.Article
		return suite.Run{
			Do:     func(ctx context.Context, _ int) (err error) { list, err = read(ctx); return err },
			Answer: func() string { return data.Articles(list, authors, publications) },
		}
	}
}

func (b *pg) list(n int) func(int) suite.Run {
	return articles(false, false, func(ctx context.Context) ([]*data.Article, error) { return b.matching(ctx, pgList, n, int8(int64(n))) })
}

// join shares the authors.
func (b *pg) join(ctx context.Context, n int) ([]*data.Article, error) {
	list, s := make([]*data.Article, 0, n), new(slab)
	authors := make(map[int64]*data.Author, n)
	err := b.query(ctx, pgJoin, func(v [][]byte) {
		a := s.next()
		decode(a, v)
		a.Author = authors[a.AuthorID]
		if a.Author == nil {
			a.Author = &data.Author{ID: a.AuthorID, Name: string(v[10]), Email: string(v[11])}
			authors[a.AuthorID] = a.Author
		}
		list = append(list, a)
	}, int8(int64(n)))
	return list, err
}

// links are pairs of places in two lists.
type links struct{ owners, targets []int32 }

// hang gives every article its publications, as pieces of one slice.
func hang(parents []*data.Article, children []*data.Publication, l links) {
	counts := make([]int32, len(parents)+1)
	for _, o := range l.owners {
		counts[o+1]++
	}
	for i := range parents {
		counts[i+1] += counts[i]
	}
	all := make([]*data.Publication, len(l.owners))
	for i, p := range parents {
		p.Publications = all[counts[i]:counts[i]:counts[i+1]]
	}
	for i, o := range l.owners {
		p := parents[o]
		p.Publications = append(p.Publications, children[l.targets[i]])
	}
}

func keysOf(list []*data.Article) ([]int64, map[int64]int32) {
	keys, place := make([]int64, len(list)), make(map[int64]int32, len(list))
	for i, a := range list {
		keys[i], place[a.ID] = a.ID, int32(i)
	}
	return keys, place
}

func publication(v [][]byte) *data.Publication {
	row := make([]byte, 0, len(v[1])+len(v[2]))
	row = append(append(row, v[1]...), v[2]...)
	all := unsafe.String(unsafe.SliceData(row), len(row))
	return &data.Publication{ID: number(v[0]), Title: all[:len(v[1])], City: all[len(v[1]):]}
}

// preloadJoined reads links and publications in one statement: best for few parents.
func (b *pg) preloadJoined(ctx context.Context, n int) ([]*data.Article, error) {
	list, err := b.matching(ctx, pgList, n, int8(int64(n)))
	if err != nil {
		return nil, err
	}
	keys, place := keysOf(list)
	var children []*data.Publication
	at := map[int64]int32{}
	l := links{make([]int32, 0, 5*n), make([]int32, 0, 5*n)}
	err = b.query(ctx, pgChildren, func(v [][]byte) {
		id := number(v[1])
		i, ok := at[id]
		if !ok {
			i = int32(len(children))
			at[id], children = i, append(children, publication(v[1:]))
		}
		l.owners, l.targets = append(l.owners, place[number(v[0])]), append(l.targets, i)
	}, int8s(keys))
	hang(list, children, l)
	return list, err
}

// preloadArrays reads links as two arrays, and each publication once: best for many parents.
func (b *pg) preloadArrays(ctx context.Context, n int) ([]*data.Article, error) {
	list, err := b.matching(ctx, pgList, n, int8(int64(n)))
	if err != nil {
		return nil, err
	}
	keys, place := keysOf(list)
	var l links
	var ids []int64
	at := map[int64]int32{}
	err = b.query(ctx, pgLinkArrays, func(v [][]byte) {
		if v[0] == nil {
			return
		}
		n := int(binary.BigEndian.Uint32(v[0][12:]))
		l = links{make([]int32, n), make([]int32, n)}
		for i := range n {
			l.owners[i] = place[number(v[0][24+12*i:])]
			id := number(v[1][24+12*i:])
			t, ok := at[id]
			if !ok {
				t = int32(len(ids))
				at[id], ids = t, append(ids, id)
			}
			l.targets[i] = t
		}
	}, int8s(keys))
	if err != nil {
		return nil, err
	}
	children := make([]*data.Publication, len(ids))
	err = b.query(ctx, pgPubsByKey, func(v [][]byte) { children[at[number(v[0])]] = publication(v) }, int8s(ids))
	hang(list, children, l)
	return list, err
}

// publications reads publications with articles, and these with authors.
func (b *pg) publications(authors bool) func(int) suite.Run {
	return func(int) suite.Run {
		var list []*data.Publication
		return suite.Run{
			Do:     func(ctx context.Context, _ int) (err error) { list, err = b.reverse(ctx, authors); return err },
			Answer: func() string { return data.Publications(list, authors) },
		}
	}
}

func (b *pg) reverse(ctx context.Context, authors bool) ([]*data.Publication, error) {
	list := make([]*data.Publication, 0, 100)
	if err := b.query(ctx, pgPubs, func(v [][]byte) { list = append(list, publication(v)) }, int8(100)); err != nil {
		return nil, err
	}
	keys, place := make([]int64, len(list)), make(map[int64]int, len(list))
	for i, p := range list {
		keys[i], place[p.ID] = p.ID, i
	}
	found, s := map[int64]*data.Article{}, new(slab)
	err := b.query(ctx, pgReverse, func(v [][]byte) {
		id := number(v[1])
		a := found[id]
		if a == nil {
			a = s.next()
			decode(a, v[1:])
			found[id] = a
		}
		p := list[place[number(v[0])]]
		p.Articles = append(p.Articles, a)
	}, int8s(keys))
	if err != nil || !authors {
		return list, err
	}
	return list, b.loadAuthors(ctx, found)
}

func (b *pg) loadAuthors(ctx context.Context, of map[int64]*data.Article) error {
	byKey := map[int64]*data.Author{}
	var keys []int64
	for _, a := range of {
		if _, ok := byKey[a.AuthorID]; !ok {
			byKey[a.AuthorID] = nil
			keys = append(keys, a.AuthorID)
		}
	}
	err := b.query(ctx, pgAuthors, func(v [][]byte) {
		byKey[number(v[0])] = &data.Author{ID: number(v[0]), Name: string(v[1]), Email: string(v[2])}
	}, int8s(keys))
	for _, a := range of {
		a.Author = byKey[a.AuthorID]
	}
	return err
}

func (b *pg) insertOne(w int) suite.Run {
	return suite.Run{Do: func(ctx context.Context, n int) error {
		a := data.NewArticle(suite.NewKey(w, n, 0))
		var note []byte
		if a.Note != nil {
			note = text(*a.Note)
		}
		return b.query(ctx, pgInsert, func(v [][]byte) { a.ID = number(v[0]) },
			text(a.Headline), text(a.Slug), text(a.Body), int8(a.AuthorID), int8(a.Views),
			binary.BigEndian.AppendUint64(nil, math.Float64bits(a.Rating)), int8(a.PublishedAt.UnixMicro()-pgEpoch), note)
	}}
}

func texts(list []*data.Article, of func(*data.Article) *string) []byte {
	b := array(25, len(list), 64)
	for _, a := range list {
		s := of(a)
		if s == nil {
			b[7] = 1 // there are NULLs
			b = binary.BigEndian.AppendUint32(b, 1<<32-1)
			continue
		}
		b = binary.BigEndian.AppendUint32(b, uint32(len(*s)))
		b = append(b, *s...)
	}
	return b
}

func words(elem uint32, list []*data.Article, of func(*data.Article) uint64) []byte {
	b := array(elem, len(list), 12)
	for _, a := range list {
		b = binary.BigEndian.AppendUint32(b, 8)
		b = binary.BigEndian.AppendUint64(b, of(a))
	}
	return b
}

func (b *pg) insertMany(w int) suite.Run {
	return suite.Run{Do: func(ctx context.Context, n int) error {
		list := make([]*data.Article, 1000)
		for i := range list {
			a := data.NewArticle(suite.NewKey(w, n, i))
			list[i] = &a
		}
		i := 0
		err := b.query(ctx, pgInsertMany, func(v [][]byte) { list[i].ID = number(v[0]); i++ },
			texts(list, func(a *data.Article) *string { return &a.Headline }),
			texts(list, func(a *data.Article) *string { return &a.Slug }),
			texts(list, func(a *data.Article) *string { return &a.Body }),
			words(20, list, func(a *data.Article) uint64 { return uint64(a.AuthorID) }),
			words(20, list, func(a *data.Article) uint64 { return uint64(a.Views) }),
			words(701, list, func(a *data.Article) uint64 { return math.Float64bits(a.Rating) }),
			words(1184, list, func(a *data.Article) uint64 { return uint64(a.PublishedAt.UnixMicro() - pgEpoch) }),
			texts(list, func(a *data.Article) *string { return a.Note }))
		if err == nil && i != len(list) {
			err = fmt.Errorf("%d keys", i)
		}
		return err
	}}
}

// set removes and adds links in one trip, which is one transaction.
func (b *pg) set(ctx context.Context, id int64, keys []int64) error {
	conn, err := b.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	args := [][]byte{int8(id), int8s(keys)}
	var sds [2]*pgconn.StatementDescription
	for i, sql := range []string{pgRemoveOther, pgAdd} {
		if sds[i], err = conn.Conn().Prepare(ctx, sql, sql); err != nil {
			return err
		}
	}
	p := conn.Conn().PgConn().StartPipeline(ctx)
	for _, sd := range sds {
		p.SendQueryStatement(sd, args, binaryFormats, binaryFormats)
	}
	if err := p.Sync(); err != nil {
		return err
	}
	for range sds {
		got, err := p.GetResults()
		if err != nil {
			return err
		}
		if _, err := got.(*pgconn.ResultReader).Close(); err != nil {
			return err
		}
	}
	return p.Close()
}

func (b *pg) each(int) suite.Run {
	var count, keys int64
	return suite.Run{
		Do: func(ctx context.Context, _ int) error {
			count, keys = 0, 0
			return b.query(ctx, pgEach, func(v [][]byte) {
				e := event{ID: number(v[0]), Kind: number(v[1]), Name: string(v[2])}
				count, keys = count+1, keys+e.ID
				use(&e)
			})
		},
		Answer: func() string { return suite.EachAnswer(count, keys) },
	}
}

type event struct {
	ID, Kind int64
	Name     string
}

var last *event

// use makes a row one that the program keeps for a while.
//
//go:noinline
func use(e *event) {
	if e.ID < 0 {
		last = e
	}
}
