package conformance

import (
	"context"
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/kinorm/kin"
)

// probeTime is how long a case that should fail may try: without what it needs it
// may wait for itself.
const probeTime = time.Second

// probe runs a case whose features are declared missing, on a database of its own,
// and fails the test if the case passes.
func (d Database) probe(t *testing.T, g group, c example, missing []Feature) {
	t.Helper()
	open := opened
	if g.bare {
		open = func(t testing.TB, d Database) *kin.DB { return d.Open(t) }
	}
	db, p := open(t, d), &probed{TB: t}
	ctx, cancel := context.WithTimeout(t.Context(), probeTime)
	defer cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if what := recover(); what != nil {
				p.Errorf("panic: %v", what)
			}
		}()
		c.run(&run{TB: p, ctx: ctx, db: db})
	}()
	<-done
	if !p.Failed() {
		t.Errorf("the case passes, though the database is declared to be without %s; take that out of Without", reasons(missing))
	}
}

// A probed is a test that is expected to fail: it keeps its failures for itself.
type probed struct {
	testing.TB
	failed atomic.Bool
}

func (p *probed) Fail()        { p.failed.Store(true) }
func (p *probed) Failed() bool { return p.failed.Load() }

// FailNow ends the goroutine of the probe.
func (p *probed) FailNow() {
	p.Fail()
	runtime.Goexit()
}

func (p *probed) Error(args ...any) { p.Errorf("%s", fmt.Sprint(args...)) }
func (p *probed) Errorf(format string, args ...any) {
	p.Fail()
	p.Logf("as expected: "+format, args...)
}
func (p *probed) Fatal(args ...any)                 { p.Error(args...); p.FailNow() }
func (p *probed) Fatalf(format string, args ...any) { p.Errorf(format, args...); p.FailNow() }
