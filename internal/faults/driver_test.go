package faults_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"unsafe"

	"github.com/kinorm/kin/dialect"
)

var errFault = errors.New("the fault of the test")

// faults counts the calls of a driver's port and makes one of them fail.
type faults struct {
	mu     sync.Mutex
	calls  int
	at     int    // which call fails; 0 is none
	failed string // the call that has failed
	err    error  // of the call that fails
	inUse  int    // connections
}

// failAt makes the call that is the n-th from now on fail; 0 is none.
func (f *faults) failAt(n int) { f.failWith(n, errFault) }

func (f *faults) failWith(n int, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls, f.at, f.failed, f.err = 0, n, "", err
}

// fault returns the error of a call that is to fail.
func (f *faults) fault(call string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls++
	if f.calls != f.at {
		return nil
	}
	f.failed = call
	return f.err
}

// fired returns which call has failed, if one has.
func (f *faults) fired() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.failed
}

func (f *faults) used() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.inUse
}

func (f *faults) use(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.inUse += n
}

type faultyDriver struct {
	dialect.Driver
	f *faults
}

// SingleConn reports what the driver behind reports.
func (d *faultyDriver) SingleConn() bool {
	s, ok := d.Driver.(interface{ SingleConn() bool })
	return ok && s.SingleConn()
}

func (d *faultyDriver) Acquire(ctx context.Context, use dialect.Use) (dialect.Conn, error) {
	if err := d.f.fault("Acquire"); err != nil {
		return nil, err
	}
	c, err := d.Driver.Acquire(ctx, use)
	if err != nil {
		return nil, err
	}
	d.f.use(1)
	return &faultyConn{c, d.f}, nil
}

// A faultyConn fails before a call reaches the database.
type faultyConn struct {
	c dialect.Conn
	f *faults
}

func (c *faultyConn) Query(ctx context.Context, s *dialect.Statement, args []dialect.Value) (dialect.Rows, error) {
	if err := c.f.fault("Query"); err != nil {
		return nil, err
	}
	rows, err := c.c.Query(ctx, s, args)
	if err != nil {
		return nil, err
	}
	return &faultyRows{rows: rows, f: c.f}, nil
}

func (c *faultyConn) Exec(ctx context.Context, s *dialect.Statement, args []dialect.Value) (dialect.Result, error) {
	if err := c.f.fault("Exec"); err != nil {
		return dialect.Result{}, err
	}
	return c.c.Exec(ctx, s, args)
}

// ExecEach fails before any run, or after all of them.
func (c *faultyConn) ExecEach(ctx context.Context, s *dialect.Statement, runs dialect.Runs, each func(int, dialect.Result)) error {
	if err := c.f.fault("ExecEach"); err != nil {
		return err
	}
	if err := c.c.ExecEach(ctx, s, runs, each); err != nil {
		return err
	}
	return c.f.fault("the end of ExecEach")
}

// Batch fails before any call, or where a row is read. Only a connection that has it
// is asked for it.
func (c *faultyConn) Batch(ctx context.Context, calls []dialect.Call) (int, error) {
	if err := c.f.fault("Batch"); err != nil {
		return 0, err
	}
	list := slices.Clone(calls)
	for i := range list {
		if each := list[i].Each; each != nil {
			list[i].Each = func(rows dialect.Rows) error { return each(&faultyRows{rows: rows, f: c.f}) }
		}
	}
	n, err := c.c.(dialect.Batcher).Batch(ctx, list)
	for i := range list {
		calls[i].Result = list[i].Result
	}
	return n, err
}

func (c *faultyConn) Begin(ctx context.Context, opts dialect.TxOptions) error {
	if err := c.f.fault("Begin"); err != nil {
		return err
	}
	return c.c.Begin(ctx, opts)
}

func (c *faultyConn) Commit(ctx context.Context) error {
	if err := c.f.fault("Commit"); err != nil {
		return err
	}
	return c.c.Commit(ctx)
}

func (c *faultyConn) Rollback(ctx context.Context) error {
	if err := c.f.fault("Rollback"); err != nil {
		return err
	}
	return c.c.Rollback(ctx)
}

func (c *faultyConn) Script(ctx context.Context, sql string) error {
	if err := c.f.fault("Script"); err != nil {
		return err
	}
	return c.c.Script(ctx, sql)
}

func (c *faultyConn) Release() {
	c.f.use(-1)
	c.c.Release()
}

type faultyRows struct {
	rows dialect.Rows
	f    *faults
	err  error
}

func (r *faultyRows) Next() bool {
	if r.err == nil {
		r.err = r.f.fault("Next")
	}
	return r.err == nil && r.rows.Next()
}

func (r *faultyRows) Decode(first int, slots []dialect.Slot, base unsafe.Pointer) error {
	if err := r.f.fault("Decode"); err != nil {
		return err
	}
	return r.rows.Decode(first, slots, base)
}

func (r *faultyRows) Err() error { return errors.Join(r.err, r.rows.Err()) }

func (r *faultyRows) Close() error { return errors.Join(r.rows.Close(), r.f.fault("Close")) }
