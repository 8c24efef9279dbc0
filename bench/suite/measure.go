package suite

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/kinorm/kin/bench/sent"
)

// Goroutines is how many run an operation at the same time in the second part.
const Goroutines = 16

// Options say how long to measure.
type Options struct {
	Pairs   int           // rounds: in each every contender has a sample
	Sample  time.Duration // of the fastest contender
	Limit   time.Duration // for one operation: the rest of the contenders leave first
	Workers []int         // numbers of goroutines
	Log     func(format string, args ...any)
}

// A Sample is what one contender needed, for one run.
type Sample struct {
	Wall, CPU time.Duration
	Allocs    float64
	Bytes     float64
	Heap      uint64 // largest growth while it ran
}

// A Measurement is an operation with samples of all contenders, round by round. A
// contender that missed a round has the zero sample there.
type Measurement struct {
	Operation *Operation
	Workers   int
	Samples   map[string][]Sample
	Missing   map[string]string // why a contender has none
	Sent      map[string]sent.Count
}

// errAnswer is a wrong answer.
type errAnswer struct{ contender, operation, got, want string }

func (e *errAnswer) Error() string {
	return fmt.Sprintf("%s, %s:\n got %s\nwant %s", e.contender, e.operation, e.got, e.want)
}

// Check runs an operation, which the contender must have, and compares its answer.
// Then it runs it again and returns the least that a run sends: the others open
// connections, of which a pool may take another each time, and prepare statements.
func Check(ctx context.Context, s *Server, op *Operation, c *Contender, counter *sent.Counter) (least sent.Count, err error) {
	run := c.Ops[op.Name](0)
	if err := check(ctx, s, op, c, run); err != nil {
		return least, err
	}
	begin := time.Now()
	for n := 0; n == 0 || n < 9 && least.Statements > 1 && time.Since(begin) < time.Second; n++ {
		before := counter.Now()
		if err := run.Do(ctx, 2+n); err != nil {
			return least, fmt.Errorf("%s, %s: %w", c.Name, op.Name, err)
		}
		if count := counter.Since(before); n == 0 || count.Trips+count.Statements < least.Trips+least.Statements {
			least = count
		}
		if err := undo(ctx, s, op); err != nil {
			return least, err
		}
	}
	return least, nil
}

func check(ctx context.Context, s *Server, op *Operation, c *Contender, run Run) error {
	if op.Name == SetLinks10 {
		if err := run.Do(ctx, 0); err != nil {
			return fmt.Errorf("%s, %s: %w", c.Name, op.Name, err)
		}
	}
	if err := run.Do(ctx, 1); err != nil {
		return fmt.Errorf("%s, %s: %w", c.Name, op.Name, err)
	}
	got := ""
	if op.State != "" {
		if err := s.Admin.QueryRowContext(ctx, op.State).Scan(&got); err != nil {
			return fmt.Errorf("%s, %s: %w", c.Name, op.Name, err)
		}
	} else {
		got = run.Answer()
	}
	if got != op.Want {
		return &errAnswer{c.Name, op.Name, got, op.Want}
	}
	return undo(ctx, s, op)
}

func undo(ctx context.Context, s *Server, op *Operation) error {
	if op.Undo == "" {
		return nil
	}
	_, err := s.Admin.ExecContext(ctx, op.Undo)
	return err
}

// Measure measures an operation of all contenders with a number of goroutines.
func Measure(ctx context.Context, s *Server, op *Operation, contenders []*Contender, workers int, o Options) (*Measurement, error) {
	m := &Measurement{Operation: op, Workers: workers, Samples: map[string][]Sample{}, Missing: map[string]string{}}
	b := &bench{s: s, op: op, workers: workers}
	var runners []*runner
	for _, c := range contenders {
		if c.Ops[op.Name] == nil {
			m.Missing[c.Name] = NotThere
			continue
		}
		r := &runner{c: c, runs: make([]Run, workers)}
		for i := range r.runs {
			r.runs[i] = c.Ops[op.Name](i)
		}
		runners = append(runners, r)
	}
	begin := time.Now()
	if err := b.calibrate(ctx, runners, o); err != nil {
		return nil, err
	}
	runners = slices.DeleteFunc(runners, func(r *runner) bool { return m.failed(r) })
	for round := range o.Pairs {
		rand.Shuffle(len(runners), func(i, j int) { runners[i], runners[j] = runners[j], runners[i] })
		late := time.Since(begin) > o.Limit
		for _, r := range runners {
			var sample Sample
			if !m.failed(r) && r.takesPart(round, late, o) {
				if sample = b.try(ctx, r); ctx.Err() != nil {
					return nil, context.Cause(ctx)
				}
			}
			m.Samples[r.c.Name] = append(m.Samples[r.c.Name], sample)
		}
		if time.Since(begin) > 3*o.Limit && round >= 9 {
			break
		}
	}
	for _, r := range runners {
		m.failed(r)
	}
	return m, nil
}

// NotThere is why a contender is missing that has no such operation.
const NotThere = "not there"

// failed reports whether a contender has failed, and notes why: a deadlock, for
// example, ends the part of one contender and not the measurement.
func (m *Measurement) failed(r *runner) bool {
	if r.err == nil {
		return false
	}
	m.Missing[r.c.Name] = r.err.Error()
	delete(m.Samples, r.c.Name)
	return true
}

// try takes a sample, or notes why there is none.
func (b *bench) try(ctx context.Context, r *runner) Sample {
	sample, err := b.sample(ctx, r)
	if err != nil {
		r.err = errors.Join(err, undo(ctx, b.s, b.op))
		return Sample{}
	}
	return sample
}

// A runner is a contender with a run for each goroutine.
type runner struct {
	c    *Contender
	runs []Run
	took time.Duration // one sample, about
	n    int           // runs so far
	err  error         // why it takes part no more
}

// takesPart reports whether a contender has a sample in a round: the best by hand
// and kin always, a slow one in every third only.
func (r *runner) takesPart(round int, late bool, o Options) bool {
	if r.c.Hand || r.c.Name == "kin" {
		return true
	}
	return !late && (r.took < 8*o.Sample || round%3 == 0) || round == 0
}

type bench struct {
	s       *Server
	op      *Operation
	workers int
	times   int // runs of one sample, for each goroutine
}

// calibrate warms up all contenders and finds how many runs fill a sample.
func (b *bench) calibrate(ctx context.Context, runners []*runner, o Options) error {
	b.times = 1
	fastest := time.Duration(0)
	for _, r := range runners {
		for range 3 {
			begin := time.Now()
			b.try(ctx, r)
			r.took = time.Since(begin)
			if r.took > 500*time.Millisecond || r.err != nil {
				break
			}
		}
	}
	times := 1
	for _, r := range runners {
		for b.times = 1; r.took < 500*time.Millisecond && r.err == nil; b.times *= 2 { // until it is measurable
			sample := b.try(ctx, r)
			r.took = sample.Wall
			if total := sample.Wall * time.Duration(b.times); total > o.Sample/4 || b.times >= 4096 {
				break
			}
		}
		if r.err == nil && (fastest == 0 || r.took < fastest) {
			fastest = r.took
		}
	}
	if b.op.Iterations > 0 {
		times = b.op.Iterations
	} else if fastest > 0 {
		times = max(1, int(o.Sample/fastest))
	}
	b.times = times
	for _, r := range runners {
		r.took *= time.Duration(times)
	}
	return context.Cause(ctx)
}

// sample measures one contender.
func (b *bench) sample(ctx context.Context, r *runner) (Sample, error) {
	runtime.GC()
	var before, after runtime.MemStats
	stop := func() uint64 { return 0 }
	runtime.ReadMemStats(&before)
	if b.op.Heap {
		// The collector waits for as much garbage as is in use, and the suite's own
		// data would be most of that.
		defer debug.SetGCPercent(debug.SetGCPercent(heapPercent))
		stop = watchHeap(before.HeapAlloc)
	}
	cpu, begin := processCPU(), time.Now()
	err := r.run(ctx, b.times)
	wall, used := time.Since(begin), processCPU()-cpu
	runtime.ReadMemStats(&after)
	grown := stop()
	if err != nil {
		return Sample{}, err
	}
	if err := undo(ctx, b.s, b.op); err != nil {
		return Sample{}, err
	}
	n := time.Duration(b.times * len(r.runs))
	return Sample{
		Wall: wall / n, CPU: used / n, Heap: grown,
		Allocs: float64(after.Mallocs-before.Mallocs) / float64(n),
		Bytes:  float64(after.TotalAlloc-before.TotalAlloc) / float64(n),
	}, nil
}

func (r *runner) run(ctx context.Context, times int) error {
	from := r.n
	r.n += times
	if len(r.runs) == 1 {
		for i := range times {
			if err := r.runs[0].Do(ctx, from+i); err != nil {
				return err
			}
		}
		return nil
	}
	errs := make([]error, len(r.runs))
	var all sync.WaitGroup
	for w := range r.runs {
		all.Go(func() {
			for i := range times {
				if errs[w] = r.runs[w].Do(ctx, from+i); errs[w] != nil {
					return
				}
			}
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// heapPercent is how much garbage there may be beside what is in use, in percent of
// it, while the growth of the heap is measured.
const heapPercent = 25

// watchHeap notes the largest heap until it is stopped, and returns how much
// larger it was than base.
func watchHeap(base uint64) (stop func() uint64) {
	done, largest := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
			select {
			case <-tick.C:
			case <-done:
				largest <- most
				return
			}
		}
	}()
	return func() uint64 {
		close(done)
		if most := <-largest; most > base {
			return most - base
		}
		return 0
	}
}

// processCPU is the time that all threads of this process have computed.
func processCPU() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
