package sqlite

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/kinorm/kin/dialect"
)

const endless = "WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n) SELECT max(v) FROM n"

func TestCancelDuringQuery(t *testing.T) {
	c := acquire(t, openFile(t), dialect.Read)
	cause := errors.New("the user left")
	for name, test := range map[string]struct {
		ctx func() (context.Context, context.CancelFunc)
		is  error
	}{
		"cancel": {func() (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(20*time.Millisecond, cancel)
			return ctx, cancel
		}, context.Canceled},
		"deadline": {func() (context.Context, context.CancelFunc) {
			return context.WithTimeout(context.Background(), 20*time.Millisecond)
		}, context.DeadlineExceeded},
		"cause": {func() (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancelCause(context.Background())
			time.AfterFunc(20*time.Millisecond, func() { cancel(cause) })
			return ctx, func() { cancel(nil) }
		}, cause},
	} {
		ctx, cancel := test.ctx()
		start := time.Now()
		_, err := queryCtx[intRow](t, ctx, c, endless)
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
		if !errors.Is(err, test.is) || !errors.Is(err, ctx.Err()) {
			t.Errorf("%s: %v", name, err)
		}
		if n := queryInt(t, c, "SELECT 42"); n != 42 {
			t.Errorf("%s: not usable", name)
		}
		cancel()
	}
}

func TestCanceledBefore(t *testing.T) {
	d := openFile(t)
	c := acquire(t, d, dialect.Write)
	if err := c.Begin(context.Background(), dialect.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	exec(t, c, "CREATE TABLE t (n INTEGER)")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, acquireErr := d.Acquire(ctx, dialect.Read)
	_, queryErr := c.Query(ctx, statement("SELECT 1"), nil)
	_, execErr := c.Exec(ctx, statement("SELECT 1"), nil)
	_, openErr := OpenDriver(ctx, d.path)
	for name, err := range map[string]error{
		"acquire": acquireErr, "query": queryErr, "exec": execErr, "open": openErr,
		"each":   c.ExecEach(ctx, statement("SELECT 1"), dialect.Runs{}, nil),
		"script": c.Script(ctx, "SELECT 1"), "commit": c.Commit(ctx), "begin": c.Begin(ctx, dialect.TxOptions{}),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := c.Rollback(ctx); err != nil {
		t.Errorf("rollback: %v", err)
	}
	if n := queryInt(t, c, "SELECT count(*) FROM sqlite_schema"); n != 0 {
		t.Error("the transaction was committed")
	}
}

func TestCancelInTransaction(t *testing.T) {
	c := acquire(t, openFile(t), dialect.Write)
	exec(t, c, "CREATE TABLE t (n INTEGER)")
	if err := c.Begin(context.Background(), dialect.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	exec(t, c, "INSERT INTO t VALUES (1)")
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	_, err := c.Exec(ctx, statement("WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n) INSERT INTO t SELECT v FROM n"), nil)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("exec: %v", err)
	}
	if c.autocommit() { // SQLite has rolled back
		if err := c.Commit(context.Background()); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("commit: %v", err)
		}
		if err := execErr(c, "INSERT INTO t VALUES (2)"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("exec: %v", err)
		}
	}
	if err := c.Rollback(context.Background()); err != nil {
		t.Errorf("rollback: %v", err)
	}
	if n := queryInt(t, c, "SELECT count(*) FROM t"); n != 0 {
		t.Errorf("%d rows", n)
	}
}

func TestCancelScriptAndEach(t *testing.T) {
	c := acquire(t, openFile(t), dialect.Write)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if err := c.Script(ctx, "SELECT 1; "+endless); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("script: %v", err)
	}
	ctx, cancel = context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if err := c.ExecEach(ctx, statement(endless), dialect.RunsOf(make([][]dialect.Value, 3)), nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("each: %v", err)
	}
	exec(t, c, "SELECT 1")
}

// Canceling while rows are open ends them, and Close does not hang.
func TestCancelBetweenRows(t *testing.T) {
	c := acquire(t, openFile(t), dialect.Read)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	rows, err := c.Query(ctx, statement("WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n) SELECT v FROM n"), nil)
	if err != nil || !rows.Next() {
		t.Fatal(err)
	}
	cancel()
	for rows.Next() {
	}
	if !errors.Is(rows.Err(), context.Canceled) {
		t.Error(rows.Err())
	}
	if err := rows.Close(); err != nil {
		t.Error(err)
	}
	queryInt(t, c, "SELECT 1")
}

// A cancel that comes as a statement ends must not hit the next one, whose context
// lives.
func TestLateCancel(t *testing.T) {
	d := openFile(t)
	parallel(t, 4, 2000, func(g, i int) error {
		c, err := d.Acquire(context.Background(), dialect.Read)
		if err != nil {
			return err
		}
		defer c.Release()
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		time.AfterFunc(time.Duration(rand.IntN(60))*time.Microsecond, cancel)
		_, err = c.Exec(ctx, statement("SELECT count(*) FROM (WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n LIMIT 50) SELECT v FROM n)"), nil)
		if err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
		all, err := queryCtx[intRow](t, context.Background(), c, "SELECT 7")
		if err == nil && (len(all) != 1 || all[0].N != 7) {
			return errors.New("a foreign row")
		}
		return err
	})
}
