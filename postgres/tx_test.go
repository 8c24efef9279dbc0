package postgres

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/kinorm/kin/dialect"
)

func begin(t testing.TB, c dialect.Conn, opts dialect.TxOptions) {
	t.Helper()
	if err := c.Begin(context.Background(), opts); err != nil {
		t.Fatal(err)
	}
}

func TestIsolation(t *testing.T) {
	c := acquire(t, openTest(t))
	ctx := context.Background()
	for _, test := range []struct {
		opts            dialect.TxOptions
		level, readOnly string
	}{
		{dialect.TxOptions{}, "read committed", "off"},
		{dialect.TxOptions{Isolation: dialect.ReadCommitted}, "read committed", "off"},
		{dialect.TxOptions{Isolation: dialect.RepeatableRead}, "repeatable read", "off"},
		{dialect.TxOptions{Isolation: dialect.Serializable}, "serializable", "off"},
		{dialect.TxOptions{ReadOnly: true}, "repeatable read", "on"},
		{dialect.TxOptions{ReadOnly: true, Isolation: dialect.ReadCommitted}, "read committed", "on"},
		{dialect.TxOptions{ReadOnly: true, Isolation: dialect.Serializable}, "serializable", "on"},
	} {
		begin(t, c, test.opts)
		level, readOnly := queryString(t, c, "SHOW transaction_isolation"), queryString(t, c, "SHOW transaction_read_only")
		if level != test.level || readOnly != test.readOnly {
			t.Errorf("%+v: %s, %s", test.opts, level, readOnly)
		}
		if err := c.Begin(ctx, test.opts); !errors.Is(err, errTxOpen) {
			t.Errorf("a second Begin: %v", err)
		}
		if err := c.Commit(ctx); err != nil {
			t.Error(err)
		}
	}
	if err := c.Commit(ctx); !errors.Is(err, errNoTx) {
		t.Error(err)
	}
	if err := c.Rollback(ctx); !errors.Is(err, errNoTx) {
		t.Error(err)
	}
}

func TestReadOnly(t *testing.T) {
	c := acquire(t, openTest(t))
	script(t, c, "CREATE TABLE t (n int)")
	begin(t, c, dialect.TxOptions{ReadOnly: true})
	if err := execErr(c, "INSERT INTO t VALUES (1)"); !errors.Is(err, dialect.ErrReadOnly) {
		t.Error(err)
	}
	if err := c.Rollback(context.Background()); err != nil {
		t.Error(err)
	}
	exec(t, c, "INSERT INTO t VALUES (1)")
}

func TestSavepoint(t *testing.T) {
	c := acquire(t, openTest(t))
	script(t, c, "CREATE TABLE t (n int PRIMARY KEY)")
	begin(t, c, dialect.TxOptions{})
	exec(t, c, "INSERT INTO t VALUES (1)")
	script(t, c, "SAVEPOINT a")
	if err := execErr(c, "INSERT INTO t VALUES (1)"); !errors.Is(err, dialect.ErrUnique) {
		t.Error(err)
	}
	if err := execErr(c, "INSERT INTO t VALUES (2)"); err == nil {
		t.Error("a failed transaction took a statement")
	}
	script(t, c, "ROLLBACK TO SAVEPOINT a; RELEASE SAVEPOINT a")
	exec(t, c, "INSERT INTO t VALUES (3)")
	if err := c.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := queryInt(t, c, "SELECT sum(n) FROM t"); got != 4 {
		t.Error(got)
	}
}

func TestSerializationFailure(t *testing.T) {
	d := openTest(t)
	a, b := acquire(t, d), acquire(t, d)
	ctx := context.Background()
	script(t, a, "CREATE TABLE t (id int PRIMARY KEY, n int); INSERT INTO t VALUES (1, 0), (2, 0)")

	opts := dialect.TxOptions{Isolation: dialect.RepeatableRead}
	begin(t, a, opts)
	begin(t, b, opts)
	queryInt(t, b, "SELECT sum(n) FROM t")
	exec(t, a, "UPDATE t SET n = 1 WHERE id = 1")
	if err := a.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if err := execErr(b, "UPDATE t SET n = 2 WHERE id = 1"); !errors.Is(err, dialect.ErrSerialization) {
		t.Errorf("at a statement: %v", err)
	}
	if err := b.Rollback(ctx); err != nil {
		t.Error(err)
	}

	// Write skew is found at the commit. The server has rolled back then.
	opts = dialect.TxOptions{Isolation: dialect.Serializable}
	begin(t, a, opts)
	begin(t, b, opts)
	for _, c := range []*conn{a, b} {
		queryInt(t, c, "SELECT sum(n) FROM t")
	}
	exec(t, a, "UPDATE t SET n = 5 WHERE id = 1")
	exec(t, b, "UPDATE t SET n = 5 WHERE id = 2")
	if err := a.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	err := b.Commit(ctx)
	if !errors.Is(err, dialect.ErrSerialization) || errors.Is(err, dialect.ErrCommitUnknown) {
		t.Errorf("at the commit: %v", err)
	}
	if err := b.Rollback(ctx); err != nil {
		t.Error(err)
	}
	exec(t, b, "SELECT 1")
}

func TestDeadlock(t *testing.T) {
	d := openTest(t)
	conns := []*conn{acquire(t, d), acquire(t, d)}
	script(t, conns[0], "CREATE TABLE t (id int PRIMARY KEY, n int); INSERT INTO t VALUES (0, 0), (1, 0)")
	for i, c := range conns {
		begin(t, c, dialect.TxOptions{})
		exec(t, c, "UPDATE t SET n = n + 1 WHERE id = $1", dialect.Int(int64(i)))
	}
	errs := make([]error, 2)
	var wg sync.WaitGroup
	for i, c := range conns {
		wg.Go(func() {
			errs[i] = execErr(c, "UPDATE t SET n = n + 1 WHERE id = $1", dialect.Int(int64(1-i)))
			if errs[i] != nil {
				errs[i] = errors.Join(errs[i], c.Rollback(context.Background()))
			}
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); !errors.Is(err, dialect.ErrDeadlock) || errs[0] != nil && errs[1] != nil {
		t.Errorf("%v", errs)
	}
}

func TestLockNotAvailable(t *testing.T) {
	d := openTest(t)
	a, b := acquire(t, d), acquire(t, d)
	script(t, a, "CREATE TABLE t (id int); INSERT INTO t VALUES (1)")
	begin(t, a, dialect.TxOptions{})
	begin(t, b, dialect.TxOptions{})
	exec(t, a, "SELECT * FROM t FOR UPDATE")
	if err := execErr(b, "SELECT * FROM t FOR UPDATE NOWAIT"); !errors.Is(err, dialect.ErrLocked) {
		t.Error(err)
	}
}

// A constraint that is checked at the commit fails there, with an answer.
func TestDeferredConstraint(t *testing.T) {
	c := acquire(t, openTest(t))
	script(t, c, "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE k (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED)")
	begin(t, c, dialect.TxOptions{})
	exec(t, c, "INSERT INTO k VALUES (1)")
	err := c.Commit(context.Background())
	if !errors.Is(err, dialect.ErrForeignKey) || errors.Is(err, dialect.ErrCommitUnknown) {
		t.Error(err)
	}
	if err := c.Rollback(context.Background()); err != nil {
		t.Error(err)
	}
	// Outside of a transaction it comes after the result of the statement.
	if err := execErr(c, "INSERT INTO k VALUES (1)"); !errors.Is(err, dialect.ErrForeignKey) {
		t.Error(err)
	}
}

// A connection that is lost while the answer to COMMIT is awaited leaves it open
// whether there was a commit; one that is lost before does not.
func TestCommitUnknown(t *testing.T) {
	d, p := throughProxy(t)
	ctx := context.Background()
	setUp := acquire(t, d)
	script(t, setUp, "CREATE TABLE t (n int)")
	setUp.Release()

	c := acquire(t, d)
	begin(t, c, dialect.TxOptions{})
	exec(t, c, "INSERT INTO t VALUES (1)")
	p.cutOn("COMMIT")
	err := c.Commit(ctx)
	p.cutOn("")
	if !errors.Is(err, dialect.ErrCommitUnknown) {
		t.Errorf("cut at the commit: %v", err)
	}
	c.Release()

	c = acquire(t, d)
	begin(t, c, dialect.TxOptions{})
	exec(t, c, "INSERT INTO t VALUES (2)")
	p.cutAll()
	if err := execErr(c, "INSERT INTO t VALUES (3)"); !errors.Is(err, errLost) {
		t.Errorf("cut before a statement: %v", err)
	}
	if err := c.Commit(ctx); err == nil || errors.Is(err, dialect.ErrCommitUnknown) {
		t.Errorf("commit on a lost connection: %v", err)
	}
	if err := c.Rollback(ctx); err != nil {
		t.Errorf("rollback on a lost connection: %v", err)
	}
	c.Release()
	if c.pg.IsClosed() != true {
		t.Error("a lost connection counts as open")
	}

	c = acquire(t, d)
	if got := queryInt(t, c, "SELECT count(*) FROM t WHERE n > 1"); got != 0 {
		t.Errorf("%d rows of the lost transaction", got)
	}
}

// A context that ends before the commit is sent is no unknown commit.
func TestCommitCancelled(t *testing.T) {
	c := acquire(t, openTest(t))
	begin(t, c, dialect.TxOptions{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := c.Commit(ctx); !errors.Is(err, context.Canceled) || errors.Is(err, dialect.ErrCommitUnknown) {
		t.Error(err)
	}
	if err := c.Rollback(context.Background()); err != nil || c.pg.IsClosed() {
		t.Error(err)
	}
}

// A server that shuts down while it commits does not say whether it did.
func TestFatalAtCommit(t *testing.T) {
	d := openTest(t)
	killer, c := acquire(t, d), acquire(t, d)
	begin(t, c, dialect.TxOptions{})
	exec(t, c, "SELECT 1")
	exec(t, killer, "SELECT pg_terminate_backend($1, 10000)", dialect.Int(int64(c.pg.PID())))
	if err := c.Commit(context.Background()); !errors.Is(err, dialect.ErrCommitUnknown) {
		t.Error(err)
	}
}
