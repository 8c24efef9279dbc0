package sqlite

import (
	"context"
	"fmt"
	"os"
	osexec "os/exec"
	"reflect"
	"sync"
	"testing"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// workerEnv makes the test binary a process that writes to the database it names.
const workerEnv = "KIN_SQLITE_TEST_WORKER"

const (
	workers       = 4 // processes, and goroutines in each
	workerUpdates = 50
)

// TestProcesses has several processes increment one number.
func TestProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	d := openFile(t)
	script(t, d, "CREATE TABLE t (n INTEGER NOT NULL) STRICT; INSERT INTO t VALUES (0)")
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			cmd := osexec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), workerEnv+"="+d.path)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	wg.Wait()
	if n := queryInt(t, acquire(t, d, dialect.Read), "SELECT n FROM t"); n != workers*workers*workerUpdates {
		t.Errorf("%d of %d", n, workers*workers*workerUpdates)
	}
}

// worker is the program of the processes. It returns their exit status.
func worker(path string) int {
	d, err := OpenDriver(context.Background(), path)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	failed := make(chan error, workers)
	for range workers {
		go func() {
			var err error
			for i := 0; i < workerUpdates && err == nil; i++ {
				err = increment(d)
			}
			failed <- err
		}()
	}
	status := 0
	for range workers {
		if err := <-failed; err != nil {
			fmt.Println(err)
			status = 1
		}
	}
	if err := d.Close(); err != nil {
		fmt.Println(err)
		return 1
	}
	return status
}

var (
	selectN = statement("SELECT n FROM t")
	updateN = statement("UPDATE t SET n = ?")
)

// increment reads and writes a number in a transaction.
func increment(d dialect.Driver) error {
	ctx := context.Background()
	c, err := d.Acquire(ctx, dialect.Write)
	if err != nil {
		return err
	}
	defer c.Release()
	if err := c.Begin(ctx, dialect.TxOptions{}); err != nil {
		return err
	}
	rows, err := c.Query(ctx, selectN, nil)
	if err != nil {
		return err
	}
	var r intRow
	for rows.Next() {
		if err := rows.Decode(0, intSlots, unsafe.Pointer(&r)); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if _, err := c.Exec(ctx, updateN, []dialect.Value{dialect.Int(r.N + 1)}); err != nil {
		return err
	}
	return c.Commit(ctx)
}

var intSlots = func() []dialect.Slot {
	s, err := dialect.NewSlot(reflect.TypeFor[int64](), 0, schema.Type{Kind: schema.Int64}, false)
	if err != nil {
		panic(err)
	}
	return []dialect.Slot{s}
}()
