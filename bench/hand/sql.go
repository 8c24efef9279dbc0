package hand

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/kinorm/kin/bench/data"
	"github.com/kinorm/kin/bench/suite"
)

// rows are those of pgx and those of database/sql.
type rows interface {
	Next() bool
	Scan(dest ...any) error
	Err() error
}

// A querier runs statements that it has prepared.
type querier interface {
	query(ctx context.Context, sql string, each func(rows) error, args ...any) error
	exec(ctx context.Context, sql string, args ...any) (lastID int64, err error)
	tx(ctx context.Context, f func(querier) error) error
	set(keys []int64) any
}

// scans is the code that is usual: rows.Scan into the fields of a struct.
type scans struct {
	querier
	kind data.Kind
	data *data.Set
	best bool // links apart from publications, where there are many
}

// DatabaseSQL returns prepared statements of database/sql. On MariaDB, where nothing
// is quicker, it is the best by hand.
func DatabaseSQL(db *sql.DB, k data.Kind, set *data.Set) *suite.Contender {
	s := &scans{querier: &standard{db: db, kind: k, stmts: new(sync.Map)}, kind: k, data: set, best: k == data.MariaDB}
	c := s.contender("database/sql", "prepared statements, rows.Scan")
	if s.best {
		c.Name, c.Hand, c.Note = "best by hand", true, "database/sql, prepared, links apart from publications"
	}
	c.Close = db.Close
	return c
}

// PgxScan returns pgx with rows.Scan.
func PgxScan(ctx context.Context, dsn string, set *data.Set) (*suite.Contender, error) {
	pool, err := pgxpool.New(ctx, dsn)
	if err != nil {
		return nil, err
	}
	s := &scans{querier: native{pool}, kind: data.PostgreSQL, data: set}
	c := s.contender("usual by hand", "pgx, rows.Scan")
	c.Close = func() error { pool.Close(); return nil }
	return c, nil
}

func (s *scans) contender(name, note string) *suite.Contender {
	c := &suite.Contender{Name: name, Note: note, Ops: map[string]func(int) suite.Run{}}
	s.reads(c.Ops)
	s.writes(c.Ops)
	return c
}

// Statements of SQL that all databases understand; %s is a set of keys or a placeholder.
const (
	sqlGet      = "SELECT " + articleColumns + " FROM articles a WHERE a.id = %s"
	sqlList     = "SELECT " + articleColumns + " FROM articles a ORDER BY a.id LIMIT %s"
	sqlJoin     = "SELECT " + articleColumns + ", u.id, u.name, u.email FROM articles a JOIN authors u ON u.id = a.author_id ORDER BY a.id LIMIT %s"
	sqlFilter   = "SELECT " + articleColumns + " FROM articles a WHERE a.id IN (SELECT l.article_id FROM article_publications l JOIN publications p ON p.id = l.publication_id WHERE p.city = %s) ORDER BY a.id"
	sqlCount    = "SELECT count(DISTINCT l.article_id) FROM article_publications l JOIN publications p ON p.id = l.publication_id WHERE p.city = %s"
	sqlExclude  = "SELECT " + articleColumns + " FROM articles a WHERE a.id NOT IN (SELECT l.article_id FROM article_publications l JOIN publications p ON p.id = l.publication_id WHERE p.city = %s) ORDER BY a.id LIMIT 100"
	sqlChildren = "SELECT l.article_id, p.id, p.title, p.city FROM article_publications l JOIN publications p ON p.id = l.publication_id WHERE l.article_id %s"
	sqlLinks    = "SELECT article_id, publication_id FROM article_publications WHERE article_id %s"
	sqlPubsBy   = "SELECT id, title, city FROM publications WHERE id %s"
	sqlPubs     = "SELECT id, title, city FROM publications ORDER BY id LIMIT %s"
	sqlReverse  = "SELECT l.publication_id, " + articleColumns + " FROM article_publications l JOIN articles a ON a.id = l.article_id WHERE l.publication_id %s"
	sqlAuthors  = "SELECT id, name, email FROM authors WHERE id %s"
	sqlRelated  = "SELECT p.title, coalesce(c.n, 0) FROM publications p LEFT JOIN (SELECT publication_id, count(*) n FROM article_publications GROUP BY publication_id) c ON c.publication_id = p.id"
)

// one writes a statement with one placeholder.
func (s *scans) one(sql string) string { return fmt.Sprintf(sql, s.mark(1)) }

func (s *scans) mark(n int) string {
	if s.kind == data.PostgreSQL {
		return fmt.Sprint("$", n)
	}
	return "?"
}

// in writes a statement with a set of keys, which is one parameter.
func (s *scans) in(sql string) string { return fmt.Sprintf(sql, s.inSet(1)) }

func (s *scans) inSet(n int) string {
	switch s.kind {
	case data.PostgreSQL:
		return fmt.Sprintf("= ANY($%d::bigint[])", n)
	case data.MariaDB:
		return "IN (SELECT k FROM JSON_TABLE(?, '$[*]' COLUMNS (k BIGINT PATH '$')) j)"
	default:
		return "IN (SELECT value FROM json_each(?))"
	}
}

func fields(a *data.Article) []any {
	return []any{&a.ID, &a.Headline, &a.Slug, &a.Body, &a.AuthorID, &a.Views, &a.Rating, &a.PublishedAt, &a.Note}
}

func (s *scans) reads(ops map[string]func(int) suite.Run) {
	ops[suite.Get] = func(int) suite.Run {
		var a *data.Article
		get := s.one(sqlGet)
		return suite.Run{
			Do: func(ctx context.Context, n int) error {
				a = new(data.Article)
				return s.query(ctx, get, func(r rows) error {
					return r.Scan(&a.ID, &a.Headline, &a.Slug, &a.Body, &a.AuthorID, &a.Views, &a.Rating, &a.PublishedAt, &a.Note)
				}, suite.KeyOf(n, len(s.data.Articles)))
			},
			Answer: func() string { return data.Articles([]*data.Article{a}, false, false) },
		}
	}
	list := func(sql string, arg any) func(int) suite.Run {
		sql = s.one(sql)
		return articles(false, false, func(ctx context.Context) ([]*data.Article, error) { return s.articles(ctx, sql, arg) })
	}
	ops[suite.List100], ops[suite.List10000] = list(sqlList, 100), list(sqlList, 10000)
	ops[suite.FilterLinks], ops[suite.Exclude100] = list(sqlFilter, suite.City), list(sqlExclude, suite.City)
	ops[suite.Join1000] = articles(true, false, s.join)
	ops[suite.CountLinks] = func(int) suite.Run {
		var n int64
		count := s.one(sqlCount)
		return suite.Run{
			Do: func(ctx context.Context, _ int) error {
				return s.query(ctx, count, func(r rows) error { return r.Scan(&n) }, suite.City)
			},
			Answer: func() string { return data.Number(n) },
		}
	}
	ops[suite.Preload100] = articles(false, true, func(ctx context.Context) ([]*data.Article, error) { return s.preload(ctx, 100) })
	ops[suite.Preload10000] = articles(false, true, func(ctx context.Context) ([]*data.Article, error) { return s.preload(ctx, 10000) })
	for name, authors := range map[string]bool{suite.Reverse100: false, suite.TwoLevels: true} {
		ops[name] = func(int) suite.Run {
			var list []*data.Publication
			return suite.Run{
				Do:     func(ctx context.Context, _ int) (err error) { list, err = s.reverse(ctx, authors); return err },
				Answer: func() string { return data.Publications(list, authors) },
			}
		}
	}
	ops[suite.CountRelated] = func(int) suite.Run {
		var list []data.Count
		return suite.Run{
			Do: func(ctx context.Context, _ int) error {
				list = nil
				return s.query(ctx, sqlRelated, func(r rows) error {
					var c data.Count
					err := r.Scan(&c.Title, &c.N)
					list = append(list, c)
					return err
				})
			},
			Answer: func() string { return data.Counts(list) },
		}
	}
	ops[suite.EachLong] = func(int) suite.Run {
		var count, keys int64
		return suite.Run{
			Do: func(ctx context.Context, _ int) error {
				count, keys = 0, 0
				return s.query(ctx, pgEach, func(r rows) error {
					var e event
					err := r.Scan(&e.ID, &e.Kind, &e.Name)
					count, keys = count+1, keys+e.ID
					use(&e)
					return err
				})
			},
			Answer: func() string { return suite.EachAnswer(count, keys) },
		}
	}
	ops[suite.JSON100] = JSONUsual(s.data)
}

func (s *scans) articles(ctx context.Context, sql string, args ...any) ([]*data.Article, error) {
	var list []*data.Article
	err := s.query(ctx, sql, func(r rows) error {
		a := new(data.Article)
		list = append(list, a)
		return r.Scan(&a.ID, &a.Headline, &a.Slug, &a.Body, &a.AuthorID, &a.Views, &a.Rating, &a.PublishedAt, &a.Note)
	}, args...)
	return list, err
}

func (s *scans) join(ctx context.Context) ([]*data.Article, error) {
	var list []*data.Article
	err := s.query(ctx, s.one(sqlJoin), func(r rows) error {
		a := &data.Article{Author: new(data.Author)}
		list = append(list, a)
		return r.Scan(append(fields(a), &a.Author.ID, &a.Author.Name, &a.Author.Email)...)
	}, 1000)
	return list, err
}

func (s *scans) preload(ctx context.Context, n int) ([]*data.Article, error) {
	list, err := s.articles(ctx, s.one(sqlList), n)
	if err != nil {
		return nil, err
	}
	keys, place := keysOf(list)
	if s.best && n > 1000 {
		return list, s.preloadLinks(ctx, list, keys, place)
	}
	return list, s.query(ctx, s.in(sqlChildren), func(r rows) error {
		var id int64
		p := new(data.Publication)
		if err := r.Scan(&id, &p.ID, &p.Title, &p.City); err != nil {
			return err
		}
		a := list[place[id]]
		a.Publications = append(a.Publications, p)
		return nil
	}, s.set(keys))
}

func (s *scans) preloadLinks(ctx context.Context, list []*data.Article, keys []int64, place map[int64]int32) error {
	var l links
	var ids []int64
	at := map[int64]int32{}
	err := s.query(ctx, s.in(sqlLinks), func(r rows) error {
		var owner, target int64
		err := r.Scan(&owner, &target)
		i, ok := at[target]
		if !ok {
			i = int32(len(ids))
			at[target], ids = i, append(ids, target)
		}
		l.owners, l.targets = append(l.owners, place[owner]), append(l.targets, i)
		return err
	}, s.set(keys))
	if err != nil {
		return err
	}
	children := make([]*data.Publication, len(ids))
	err = s.query(ctx, s.in(sqlPubsBy), func(r rows) error {
		p := new(data.Publication)
		err := r.Scan(&p.ID, &p.Title, &p.City)
		children[at[p.ID]] = p
		return err
	}, s.set(ids))
	hang(list, children, l)
	return err
}

func (s *scans) reverse(ctx context.Context, authors bool) ([]*data.Publication, error) {
	var list []*data.Publication
	place := map[int64]*data.Publication{}
	var keys []int64
	err := s.query(ctx, s.one(sqlPubs), func(r rows) error {
		p := new(data.Publication)
		list = append(list, p)
		err := r.Scan(&p.ID, &p.Title, &p.City)
		place[p.ID], keys = p, append(keys, p.ID)
		return err
	}, 100)
	if err != nil {
		return nil, err
	}
	var all []*data.Article
	err = s.query(ctx, s.in(sqlReverse), func(r rows) error {
		var id int64
		a := new(data.Article)
		err := r.Scan(append([]any{&id}, fields(a)...)...)
		place[id].Articles, all = append(place[id].Articles, a), append(all, a)
		return err
	}, s.set(keys))
	if err != nil || !authors {
		return list, err
	}
	byKey := map[int64]*data.Author{}
	var ids []int64
	for _, a := range all {
		if byKey[a.AuthorID] == nil {
			byKey[a.AuthorID] = new(data.Author)
			ids = append(ids, a.AuthorID)
		}
		a.Author = byKey[a.AuthorID]
	}
	return list, s.query(ctx, s.in(sqlAuthors), func(r rows) error {
		var u data.Author
		err := r.Scan(&u.ID, &u.Name, &u.Email)
		*byKey[u.ID] = u
		return err
	}, s.set(ids))
}

// standard is database/sql.
type standard struct {
	db    *sql.DB
	in    *sql.Tx // or nil
	kind  data.Kind
	stmts *sync.Map // of *sql.Stmt
}

func (d *standard) prepare(ctx context.Context, text string) (*sql.Stmt, error) {
	s, ok := d.stmts.Load(text)
	if !ok {
		made, err := d.db.PrepareContext(context.WithoutCancel(ctx), text)
		if err != nil {
			return nil, err
		}
		s, _ = d.stmts.LoadOrStore(text, made)
	}
	if d.in != nil {
		return d.in.StmtContext(ctx, s.(*sql.Stmt)), nil
	}
	return s.(*sql.Stmt), nil
}

func (d *standard) query(ctx context.Context, text string, each func(rows) error, args ...any) (err error) {
	s, err := d.prepare(ctx, text)
	if err != nil {
		return err
	}
	r, err := s.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	for r.Next() {
		if err := each(r); err != nil {
			return err
		}
	}
	return r.Err()
}

func (d *standard) exec(ctx context.Context, text string, args ...any) (int64, error) {
	s, err := d.prepare(ctx, text)
	if err != nil {
		return 0, err
	}
	res, err := s.ExecContext(ctx, args...)
	if err != nil || d.kind == data.PostgreSQL {
		return 0, err
	}
	return res.LastInsertId()
}

// tx runs f in a transaction, again where MariaDB ended it to resolve a deadlock.
func (d *standard) tx(ctx context.Context, f func(querier) error) error {
	for {
		err := d.once(ctx, f)
		var failed *mysql.MySQLError
		if !errors.As(err, &failed) || failed.Number != deadlock {
			return err
		}
	}
}

const deadlock = 1213

func (d *standard) once(ctx context.Context, f func(querier) error) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	in := *d
	in.in = tx
	if err := f(&in); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func (d *standard) set(keys []int64) any {
	if d.kind == data.PostgreSQL {
		return keys
	}
	return jsonKeys(keys)
}

// native is pgx.
type native struct{ db pgxQuerier }

type pgxQuerier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	Begin(ctx context.Context) (pgx.Tx, error)
}

func (d native) query(ctx context.Context, text string, each func(rows) error, args ...any) error {
	r, err := d.db.Query(ctx, text, args...)
	if err != nil {
		return err
	}
	defer r.Close()
	for r.Next() {
		if err := each(r); err != nil {
			return err
		}
	}
	return r.Err()
}

func (d native) exec(ctx context.Context, text string, args ...any) (int64, error) {
	return 0, d.query(ctx, text, func(rows) error { return nil }, args...)
}

func (d native) tx(ctx context.Context, f func(querier) error) error {
	tx, err := d.db.Begin(ctx)
	if err != nil {
		return err
	}
	if err := f(native{tx}); err != nil {
		return errors.Join(err, tx.Rollback(ctx))
	}
	return tx.Commit(ctx)
}

func (d native) set(keys []int64) any { return keys }
