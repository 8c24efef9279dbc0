package hand

import (
	"context"
	"errors"
	"strconv"
	"time"
	"unsafe"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"github.com/kinorm/kin/bench/data"
	"github.com/kinorm/kin/bench/suite"
)

// lite talks to SQLite natively, on the engine that kin uses too: prepared
// statements, one writer, and sets of keys as one JSON array.
type lite struct {
	readers *sqlitex.Pool
	writer  *sqlitex.Pool
	data    *data.Set
}

// Statements of the best contender on SQLite.
const (
	liteGet         = "SELECT " + articleColumns + " FROM articles a WHERE a.id = ?1"
	liteList        = "SELECT " + articleColumns + " FROM articles a ORDER BY a.id LIMIT ?1"
	liteJoin        = "SELECT " + articleColumns + ", u.id, u.name, u.email FROM articles a JOIN authors u ON u.id = a.author_id ORDER BY a.id LIMIT ?1"
	liteFilter      = "SELECT " + articleColumns + " FROM articles a WHERE a.id IN (SELECT l.article_id FROM publications p JOIN article_publications l ON p.id = l.publication_id WHERE p.city = ?1) ORDER BY a.id"
	liteCount       = "SELECT count(DISTINCT l.article_id) FROM publications p JOIN article_publications l ON p.id = l.publication_id WHERE p.city = ?1"
	liteExclude     = "SELECT " + articleColumns + " FROM articles a WHERE a.id NOT IN (SELECT l.article_id FROM publications p JOIN article_publications l ON p.id = l.publication_id WHERE p.city = ?1) ORDER BY a.id LIMIT ?2"
	liteChildren    = "SELECT l.article_id, p.id, p.title, p.city FROM json_each(?1) j CROSS JOIN article_publications l ON l.article_id = j.value CROSS JOIN publications p ON p.id = l.publication_id"
	liteLinks       = "SELECT l.article_id, l.publication_id FROM json_each(?1) j CROSS JOIN article_publications l ON l.article_id = j.value"
	litePubsByKey   = "SELECT id, title, city FROM publications WHERE id IN (SELECT value FROM json_each(?1))"
	litePubs        = "SELECT id, title, city FROM publications ORDER BY id LIMIT ?1"
	liteReverse     = "SELECT l.publication_id, " + articleColumns + " FROM json_each(?1) j CROSS JOIN article_publications l ON l.publication_id = j.value CROSS JOIN articles a ON a.id = l.article_id"
	liteAuthors     = "SELECT id, name, email FROM authors WHERE id IN (SELECT value FROM json_each(?1))"
	liteRelated     = "SELECT p.title, (SELECT count(*) FROM article_publications l WHERE l.publication_id = p.id) FROM publications p"
	liteInsert      = "INSERT INTO articles (headline, slug, body, author_id, views, rating, published_at, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
	liteUpdate      = "UPDATE articles SET headline = ?2, views = ?3 WHERE id = ?1"
	liteAdd         = "INSERT INTO article_publications (article_id, publication_id) SELECT ?1, value FROM json_each(?2) WHERE true ON CONFLICT DO NOTHING"
	liteRemoveOther = "DELETE FROM article_publications WHERE article_id = ?1 AND publication_id NOT IN (SELECT value FROM json_each(?2))"
	liteEach        = "SELECT id, kind, name FROM events"
)

// BestSQLite returns the best contender on SQLite.
func BestSQLite(path string, set *data.Set) (*suite.Contender, error) {
	prepare := func(c *sqlite.Conn) error {
		for _, pragma := range []string{"synchronous = NORMAL", "foreign_keys = ON", "busy_timeout = 10000"} {
			if err := sqlitex.ExecuteTransient(c, "PRAGMA "+pragma, nil); err != nil {
				return err
			}
		}
		return nil
	}
	open := func(n int) (*sqlitex.Pool, error) {
		return sqlitex.NewPool(path, sqlitex.PoolOptions{PoolSize: n, PrepareConn: prepare})
	}
	readers, err := open(8)
	if err != nil {
		return nil, err
	}
	writer, err := open(1)
	if err != nil {
		return nil, err
	}
	b := &lite{readers, writer, set}
	c := &suite.Contender{
		Name: "best by hand", Hand: true, Note: "zombiezen on the same modernc.org/sqlite, prepared, decoded by hand",
		Close: func() error { return errors.Join(b.readers.Close(), b.writer.Close()) },
		Ops:   map[string]func(int) suite.Run{},
	}
	b.reads(c.Ops)
	b.writes(c.Ops)
	return c, nil
}

// reads adds the operations that read.
func (b *lite) reads(ops map[string]func(int) suite.Run) {
	set := b.data
	read := func(sql string, room int, args ...any) func(ctx context.Context) ([]*data.Article, error) {
		return func(ctx context.Context) ([]*data.Article, error) { return b.matching(ctx, sql, room, args...) }
	}
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
	ops[suite.List100] = articles(false, false, read(liteList, 100, int64(100)))
	ops[suite.List10000] = articles(false, false, read(liteList, 10000, int64(10000)))
	ops[suite.Join1000] = articles(true, false, func(ctx context.Context) ([]*data.Article, error) { return b.join(ctx, 1000) })
	ops[suite.FilterLinks] = articles(false, false, read(liteFilter, 0, suite.City))
	ops[suite.Exclude100] = articles(false, false, read(liteExclude, 100, suite.City, int64(100)))
	ops[suite.CountLinks] = func(int) suite.Run {
		var n int64
		return suite.Run{
			Do: func(ctx context.Context, _ int) error {
				return b.read(ctx, liteCount, func(s *sqlite.Stmt) { n = s.ColumnInt64(0) }, suite.City)
			},
			Answer: func() string { return data.Number(n) },
		}
	}
	ops[suite.Preload100] = articles(false, true, func(ctx context.Context) ([]*data.Article, error) { return b.preloadJoined(ctx, 100) })
	ops[suite.Preload10000] = articles(false, true, func(ctx context.Context) ([]*data.Article, error) { return b.preloadLinks(ctx, 10000) })
	ops[suite.Reverse100] = b.publications(false)
	ops[suite.TwoLevels] = b.publications(true)
	ops[suite.CountRelated] = func(int) suite.Run {
		var list []data.Count
		return suite.Run{
			Do: func(ctx context.Context, _ int) error {
				list = make([]data.Count, 0, len(set.Publications))
				return b.read(ctx, liteRelated, func(s *sqlite.Stmt) {
					list = append(list, data.Count{Title: s.ColumnText(0), N: s.ColumnInt64(1)})
				})
			},
			Answer: func() string { return data.Counts(list) },
		}
	}
	ops[suite.EachLong] = b.each
	ops[suite.JSON100] = JSONByHand(set)
}

// writes adds the operations that write.
func (b *lite) writes(ops map[string]func(int) suite.Run) {
	set := b.data
	ops[suite.InsertOne] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			a := data.NewArticle(suite.NewKey(w, n, 0))
			return b.insert(ctx, []*data.Article{&a})
		}}
	}
	ops[suite.Insert1000] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			list := make([]*data.Article, 1000)
			for i := range list {
				a := data.NewArticle(suite.NewKey(w, n, i))
				list[i] = &a
			}
			return b.insert(ctx, list)
		}}
	}
	ops[suite.UpdateOne] = func(int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			return b.write(ctx, false, call{liteUpdate, []any{suite.KeyOf(n, len(set.Articles)), "Updated", int64(-1)}})
		}}
	}
	ops[suite.AddLinks10] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			id := suite.AddKey(w, n, len(set.Articles))
			return b.write(ctx, false, call{liteAdd, []any{id, jsonKeys(set.NewLinks(set.Articles[id-1]))}})
		}}
	}
	ops[suite.SetLinks10] = func(w int) suite.Run {
		return suite.Run{Do: func(ctx context.Context, n int) error {
			args := []any{suite.SetKey(w), jsonKeys(set.Others(n))}
			return b.write(ctx, true, call{liteRemoveOther, args}, call{liteAdd, args})
		}}
	}
}

// jsonKeys writes keys as a JSON array.
func jsonKeys(keys []int64) string {
	b := append(make([]byte, 0, 2+7*len(keys)), '[')
	for i, k := range keys {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, k, 10)
	}
	b = append(b, ']')
	return unsafe.String(unsafe.SliceData(b), len(b))
}

func bind(s *sqlite.Stmt, args []any) {
	for i, a := range args {
		switch a := a.(type) {
		case int64:
			s.BindInt64(i+1, a)
		case string:
			s.BindText(i+1, a)
		}
	}
}

// read runs a statement on a connection for reading.
func (b *lite) read(ctx context.Context, sql string, each func(*sqlite.Stmt), args ...any) error {
	c, err := b.readers.Take(ctx)
	if err != nil {
		return err
	}
	defer b.readers.Put(c)
	s, err := c.Prepare(sql)
	if err != nil {
		return err
	}
	bind(s, args)
	for {
		row, err := s.Step()
		if err != nil || !row {
			return err
		}
		each(s)
	}
}

// A call is a statement to run with arguments.
type call struct {
	sql  string
	args []any
}

// write runs statements on the connection for writing, as one transaction if there are several.
func (b *lite) write(ctx context.Context, tx bool, calls ...call) (err error) {
	c, err := b.writer.Take(ctx)
	if err != nil {
		return err
	}
	defer b.writer.Put(c)
	if tx {
		end, err := sqlitex.ImmediateTransaction(c)
		if err != nil {
			return err
		}
		defer end(&err)
	}
	for _, call := range calls {
		s, err := c.Prepare(call.sql)
		if err != nil {
			return err
		}
		bind(s, call.args)
		if _, err := s.Step(); err != nil {
			return err
		}
		if err := s.Reset(); err != nil {
			return err
		}
	}
	return nil
}

// insert inserts articles, many as one transaction.
func (b *lite) insert(ctx context.Context, list []*data.Article) (err error) {
	c, err := b.writer.Take(ctx)
	if err != nil {
		return err
	}
	defer b.writer.Put(c)
	if len(list) > 1 {
		end, err := sqlitex.ImmediateTransaction(c)
		if err != nil {
			return err
		}
		defer end(&err)
	}
	s, err := c.Prepare(liteInsert)
	if err != nil {
		return err
	}
	for _, a := range list {
		s.BindText(1, a.Headline)
		s.BindText(2, a.Slug)
		s.BindText(3, a.Body)
		s.BindInt64(4, a.AuthorID)
		s.BindInt64(5, a.Views)
		s.BindFloat(6, a.Rating)
		s.BindText(7, a.PublishedAt.Format(timeLayout))
		if a.Note != nil {
			s.BindText(8, *a.Note)
		} else {
			s.BindNull(8)
		}
		if _, err := s.Step(); err != nil {
			return err
		}
		if err := s.Reset(); err != nil {
			return err
		}
		a.ID = c.LastInsertRowID()
	}
	return nil
}

const timeLayout = "2006-01-02 15:04:05.000000"

// scan reads nine columns.
func scan(a *data.Article, s *sqlite.Stmt, i int) {
	a.ID = s.ColumnInt64(i)
	a.Headline, a.Slug, a.Body = s.ColumnText(i+1), s.ColumnText(i+2), s.ColumnText(i+3)
	a.AuthorID, a.Views, a.Rating = s.ColumnInt64(i+4), s.ColumnInt64(i+5), s.ColumnFloat(i+6)
	var buf [26]byte
	s.ColumnBytes(i+7, buf[:])
	a.PublishedAt = timeAt(buf[:])
	if !s.ColumnIsNull(i + 8) {
		note := s.ColumnText(i + 8)
		a.Note = &note
	}
}

// timeAt reads a time by position.
func timeAt(b []byte) time.Time {
	n := func(from, to int) (n int) {
		for _, c := range b[from:to] {
			n = n*10 + int(c-'0')
		}
		return n
	}
	return time.Date(n(0, 4), time.Month(n(5, 7)), n(8, 10), n(11, 13), n(14, 16), n(17, 19), n(20, 26)*1000, time.UTC)
}

func (b *lite) get(ctx context.Context, id int64) (*data.Article, error) {
	a := new(data.Article)
	return a, b.read(ctx, liteGet, func(s *sqlite.Stmt) { scan(a, s, 0) }, id)
}

func (b *lite) matching(ctx context.Context, sql string, room int, args ...any) ([]*data.Article, error) {
	list := make([]*data.Article, 0, max(room, 16))
	from := &slab{make([]data.Article, min(max(room, 16), 128))}
	err := b.read(ctx, sql, func(s *sqlite.Stmt) {
		a := from.next()
		scan(a, s, 0)
		list = append(list, a)
	}, args...)
	return list, err
}

func (b *lite) join(ctx context.Context, n int) ([]*data.Article, error) {
	list, from := make([]*data.Article, 0, n), new(slab)
	authors := make(map[int64]*data.Author, n)
	err := b.read(ctx, liteJoin, func(s *sqlite.Stmt) {
		a := from.next()
		scan(a, s, 0)
		a.Author = authors[a.AuthorID]
		if a.Author == nil {
			a.Author = &data.Author{ID: a.AuthorID, Name: s.ColumnText(10), Email: s.ColumnText(11)}
			authors[a.AuthorID] = a.Author
		}
		list = append(list, a)
	}, int64(n))
	return list, err
}

func litePublication(s *sqlite.Stmt, i int) *data.Publication {
	return &data.Publication{ID: s.ColumnInt64(i), Title: s.ColumnText(i + 1), City: s.ColumnText(i + 2)}
}

func (b *lite) preloadJoined(ctx context.Context, n int) ([]*data.Article, error) {
	list, err := b.matching(ctx, liteList, n, int64(n))
	if err != nil {
		return nil, err
	}
	keys, place := keysOf(list)
	var children []*data.Publication
	at := map[int64]int32{}
	l := links{make([]int32, 0, 5*n), make([]int32, 0, 5*n)}
	err = b.read(ctx, liteChildren, func(s *sqlite.Stmt) {
		id := s.ColumnInt64(1)
		i, ok := at[id]
		if !ok {
			i = int32(len(children))
			at[id], children = i, append(children, litePublication(s, 1))
		}
		l.owners, l.targets = append(l.owners, place[s.ColumnInt64(0)]), append(l.targets, i)
	}, jsonKeys(keys))
	hang(list, children, l)
	return list, err
}

func (b *lite) preloadLinks(ctx context.Context, n int) ([]*data.Article, error) {
	list, err := b.matching(ctx, liteList, n, int64(n))
	if err != nil {
		return nil, err
	}
	keys, place := keysOf(list)
	var ids []int64
	at := map[int64]int32{}
	l := links{make([]int32, 0, 5*n), make([]int32, 0, 5*n)}
	err = b.read(ctx, liteLinks, func(s *sqlite.Stmt) {
		id := s.ColumnInt64(1)
		i, ok := at[id]
		if !ok {
			i = int32(len(ids))
			at[id], ids = i, append(ids, id)
		}
		l.owners, l.targets = append(l.owners, place[s.ColumnInt64(0)]), append(l.targets, i)
	}, jsonKeys(keys))
	if err != nil {
		return nil, err
	}
	children := make([]*data.Publication, len(ids))
	err = b.read(ctx, litePubsByKey, func(s *sqlite.Stmt) { children[at[s.ColumnInt64(0)]] = litePublication(s, 0) }, jsonKeys(ids))
	hang(list, children, l)
	return list, err
}

func (b *lite) publications(authors bool) func(int) suite.Run {
	return func(int) suite.Run {
		var list []*data.Publication
		return suite.Run{
			Do:     func(ctx context.Context, _ int) (err error) { list, err = b.reverse(ctx, authors); return err },
			Answer: func() string { return data.Publications(list, authors) },
		}
	}
}

func (b *lite) reverse(ctx context.Context, authors bool) ([]*data.Publication, error) {
	list := make([]*data.Publication, 0, 100)
	if err := b.read(ctx, litePubs, func(s *sqlite.Stmt) { list = append(list, litePublication(s, 0)) }, int64(100)); err != nil {
		return nil, err
	}
	keys, place := make([]int64, len(list)), make(map[int64]int, len(list))
	for i, p := range list {
		keys[i], place[p.ID] = p.ID, i
	}
	found, from := map[int64]*data.Article{}, new(slab)
	err := b.read(ctx, liteReverse, func(s *sqlite.Stmt) {
		id := s.ColumnInt64(1)
		a := found[id]
		if a == nil {
			a = from.next()
			scan(a, s, 1)
			found[id] = a
		}
		p := list[place[s.ColumnInt64(0)]]
		p.Articles = append(p.Articles, a)
	}, jsonKeys(keys))
	if err != nil || !authors {
		return list, err
	}
	byKey := map[int64]*data.Author{}
	var ids []int64
	for _, a := range found {
		if _, ok := byKey[a.AuthorID]; !ok {
			byKey[a.AuthorID] = nil
			ids = append(ids, a.AuthorID)
		}
	}
	err = b.read(ctx, liteAuthors, func(s *sqlite.Stmt) {
		byKey[s.ColumnInt64(0)] = &data.Author{ID: s.ColumnInt64(0), Name: s.ColumnText(1), Email: s.ColumnText(2)}
	}, jsonKeys(ids))
	for _, a := range found {
		a.Author = byKey[a.AuthorID]
	}
	return list, err
}

func (b *lite) each(int) suite.Run {
	var count, keys int64
	return suite.Run{
		Do: func(ctx context.Context, _ int) error {
			count, keys = 0, 0
			return b.read(ctx, liteEach, func(s *sqlite.Stmt) {
				e := event{ID: s.ColumnInt64(0), Kind: s.ColumnInt64(1), Name: s.ColumnText(2)}
				count, keys = count+1, keys+e.ID
				use(&e)
			})
		},
		Answer: func() string { return suite.EachAnswer(count, keys) },
	}
}
