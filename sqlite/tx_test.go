package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/kinorm/kin/dialect"
)

func TestTransaction(t *testing.T) {
	ctx := context.Background()
	d := openFile(t)
	c := acquire(t, d, dialect.Write)
	r := acquire(t, d, dialect.Read)
	exec(t, c, "CREATE TABLE t (n INTEGER)")
	for _, level := range []dialect.Isolation{dialect.DefaultIsolation, dialect.ReadCommitted, dialect.RepeatableRead, dialect.Serializable} {
		if err := c.Begin(ctx, dialect.TxOptions{Isolation: level}); err != nil {
			t.Fatal(err)
		}
		exec(t, c, "INSERT INTO t VALUES (1)")
		if n := queryInt(t, r, "SELECT count(*) FROM t"); n != 0 {
			t.Error("a reader sees what is not committed")
		}
		if err := c.Begin(ctx, dialect.TxOptions{}); !errors.Is(err, errTxOpen) {
			t.Errorf("begin in a transaction: %v", err)
		}
		if err := c.Rollback(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Begin(ctx, dialect.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	exec(t, c, "INSERT INTO t VALUES (1)")
	if err := c.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if n := queryInt(t, r, "SELECT count(*) FROM t"); n != 1 {
		t.Error(n)
	}
	if err := c.Commit(ctx); !errors.Is(err, errNoTx) {
		t.Errorf("commit twice: %v", err)
	}
	if err := c.Rollback(ctx); !errors.Is(err, errNoTx) {
		t.Errorf("rollback after commit: %v", err)
	}
}

func TestReadOnlyTransaction(t *testing.T) {
	ctx := context.Background()
	for _, path := range []string{":memory:", filepath.Join(t.TempDir(), "a.db")} {
		d := openPath(t, path)
		script(t, d, "CREATE TABLE t (n INTEGER)")
		for _, use := range []dialect.Use{dialect.Write, dialect.Read} {
			c := acquire(t, d, use)
			if err := c.Begin(ctx, dialect.TxOptions{ReadOnly: true}); err != nil {
				t.Fatal(err)
			}
			queryInt(t, c, "SELECT count(*) FROM t")
			if err := execErr(c, "INSERT INTO t VALUES (1)"); !errors.Is(err, dialect.ErrReadOnly) {
				t.Errorf("write: %v", err)
			}
			if use == dialect.Write {
				if err := c.Commit(ctx); err != nil {
					t.Fatal(err)
				}
				exec(t, c, "INSERT INTO t VALUES (1)")
			}
			c.Release()
		}
		script(t, d, "INSERT INTO t VALUES (2)")
	}
}

// A read-only transaction sees one state, and does not wait for the writer.
func TestSnapshot(t *testing.T) {
	ctx := context.Background()
	d := openFile(t)
	script(t, d, "CREATE TABLE t (n INTEGER)")
	r := acquire(t, d, dialect.Read)
	if err := r.Begin(ctx, dialect.TxOptions{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	queryInt(t, r, "SELECT count(*) FROM t")
	script(t, d, "INSERT INTO t VALUES (1)")
	if n := queryInt(t, r, "SELECT count(*) FROM t"); n != 0 {
		t.Error("the state changed")
	}
	if err := r.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if n := queryInt(t, r, "SELECT count(*) FROM t"); n != 1 {
		t.Error(n)
	}
}

func TestDeferredForeignKey(t *testing.T) {
	ctx := context.Background()
	c := acquire(t, openFile(t), dialect.Write)
	exec(t, c, "CREATE TABLE t (n INTEGER PRIMARY KEY, p INTEGER REFERENCES t DEFERRABLE INITIALLY DEFERRED)")
	if err := c.Begin(ctx, dialect.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	exec(t, c, "INSERT INTO t VALUES (1, 2)")
	if err := c.Commit(ctx); !errors.Is(err, dialect.ErrForeignKey) {
		t.Fatalf("commit: %v", err)
	}
	exec(t, c, "INSERT INTO t VALUES (2, NULL)") // the transaction is still open
	if err := c.Commit(ctx); err != nil {
		t.Fatal(err)
	}
}

// After SQLite itself has rolled back, nothing may run outside the transaction that
// was meant to be inside.
func TestRolledBackBySQLite(t *testing.T) {
	ctx := context.Background()
	c := acquire(t, openFile(t), dialect.Write)
	exec(t, c, "CREATE TABLE t (n INTEGER UNIQUE ON CONFLICT ROLLBACK)")
	exec(t, c, "INSERT INTO t VALUES (1)")
	if err := c.Begin(ctx, dialect.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	exec(t, c, "INSERT INTO t VALUES (2)")
	if err := execErr(c, "INSERT INTO t VALUES (1)"); !errors.Is(err, dialect.ErrUnique) {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"exec": execErr(c, "INSERT INTO t VALUES (3)"), "script": c.Script(ctx, "INSERT INTO t VALUES (3)"), "commit": c.Commit(ctx),
	} {
		if !errors.Is(err, dialect.ErrUnique) || !strings.Contains(err.Error(), "rolled back") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := c.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	if n := queryInt(t, c, "SELECT count(*) FROM t"); n != 1 {
		t.Error(n)
	}
}

func TestBusyInProcess(t *testing.T) {
	for _, path := range []string{":memory:", filepath.Join(t.TempDir(), "a.db")} {
		d := openPath(t, path, WithBusyTimeout(50*time.Millisecond))
		acquire(t, d, dialect.Write)
		start := time.Now()
		_, err := d.Acquire(context.Background(), dialect.Write)
		if !errors.Is(err, dialect.ErrBusy) || !strings.Contains(err.Error(), "inside InTx use the tx") {
			t.Errorf("got %v", err)
		}
		if took := time.Since(start); took < 50*time.Millisecond || took > 30*time.Second {
			t.Errorf("waited %v", took)
		}
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
		defer cancel()
		if _, err := d.Acquire(ctx, dialect.Write); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	}
	d := openFile(t, WithReaders(1))
	acquire(t, d, dialect.Read)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	if _, err := d.Acquire(ctx, dialect.Read); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

// Another driver stands for another process: they share nothing but the file.
func TestBusyBetweenProcesses(t *testing.T) {
	ctx := context.Background()
	d := openFile(t)
	script(t, d, "CREATE TABLE t (n INTEGER)")
	other := openPath(t, d.path, WithBusyTimeout(60*time.Millisecond))
	c, o := acquire(t, d, dialect.Write), acquire(t, other, dialect.Write)
	if err := c.Begin(ctx, dialect.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if err := execErr(o, "INSERT INTO t VALUES (1)"); !errors.Is(err, dialect.ErrBusy) {
		t.Errorf("exec: %v", err)
	}
	if took := time.Since(start); took < 60*time.Millisecond || took > 30*time.Second {
		t.Errorf("waited %v", took)
	}
	if err := o.Begin(ctx, dialect.TxOptions{}); !errors.Is(err, dialect.ErrBusy) {
		t.Errorf("begin: %v", err)
	}

	// The end of the context ends the wait.
	patient := acquire(t, openPath(t, d.path, WithBusyTimeout(time.Minute)), dialect.Write)
	short, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
	defer cancel()
	start = time.Now()
	_, err := patient.Exec(short, statement("INSERT INTO t VALUES (1)"), nil)
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 30*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}

	// The wait ends when the other transaction does.
	committed := make(chan error)
	go func() {
		time.Sleep(30 * time.Millisecond)
		committed <- c.Commit(ctx)
	}()
	exec(t, patient, "INSERT INTO t VALUES (1)")
	if err := <-committed; err != nil {
		t.Error(err)
	}
}

func TestConcurrentUpserts(t *testing.T) {
	ctx := context.Background()
	d := openFile(t)
	script(t, d, "CREATE TABLE t (k TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT")
	upsert := statement("INSERT INTO t VALUES (?, 1) ON CONFLICT DO UPDATE SET n = n + 1")
	parallel(t, 16, 100, func(g, i int) error {
		c, err := d.Acquire(ctx, dialect.Write)
		if err != nil {
			return err
		}
		defer c.Release()
		_, err = c.Exec(ctx, upsert, []dialect.Value{dialect.Text(fmt.Sprint("key ", i%10))})
		return err
	})
	if n := queryInt(t, acquire(t, d, dialect.Read), "SELECT sum(n) FROM t"); n != 1600 {
		t.Errorf("%d of 1600", n)
	}
}

func TestConcurrentReadModifyWrite(t *testing.T) {
	d := openFile(t)
	script(t, d, "CREATE TABLE t (n INTEGER NOT NULL) STRICT; INSERT INTO t VALUES (0)")
	// Two drivers on the file, as two processes would have.
	drivers := []*driver{d, openPath(t, d.path)}
	parallel(t, 16, 100, func(g, i int) error { return increment(drivers[g%2]) })
	if n := queryInt(t, acquire(t, d, dialect.Read), "SELECT n FROM t"); n != 1600 {
		t.Errorf("%d of 1600", n)
	}
}

// parallel runs f in goroutines and reports every error.
func parallel(t *testing.T, goroutines, times int, f func(g, i int) error) {
	t.Helper()
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for i := range times {
				if err := f(g, i); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func TestConcurrentReadersAndWriter(t *testing.T) {
	d := openFile(t, WithReaders(3))
	script(t, d, "CREATE TABLE t (n INTEGER NOT NULL) STRICT; INSERT INTO t VALUES (0)")
	parallel(t, 8, 200, func(g, i int) error {
		if g == 0 {
			return increment(d)
		}
		c, err := d.Acquire(context.Background(), dialect.Read)
		if err != nil {
			return err
		}
		defer c.Release()
		_, err = queryCtx[intRow](t, context.Background(), c, "SELECT n FROM t")
		return err
	})
	if n := len(d.idle); n > 3 {
		t.Errorf("%d read connections", n)
	}
}
