// Command bench measures kin beside code that is written by hand and beside other
// libraries, on the databases that are there:
//
//	KIN_POSTGRES=postgres://... go run . -out results
//
// Every answer is checked before it is timed.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/kinorm/kin/bench/data"
	"github.com/kinorm/kin/bench/report"
	"github.com/kinorm/kin/bench/sent"
	"github.com/kinorm/kin/bench/suite"
)

type flags struct {
	databases, operations, contenders string
	scale                             float64
	check                             bool
	out                               string
	goroutines                        string
	profile                           string
	budget                            time.Duration
	options                           suite.Options
}

func main() {
	var f flags
	flag.StringVar(&f.databases, "db", "postgresql,mariadb,sqlite", "databases to measure")
	flag.StringVar(&f.operations, "op", "", "operations to measure; all if empty")
	flag.StringVar(&f.contenders, "who", "", "contenders besides the best by hand and kin; all if empty")
	flag.Float64Var(&f.scale, "scale", 1, "size of the data: 1 is 10,000 articles")
	flag.BoolVar(&f.check, "check", false, "check all answers, measure nothing")
	flag.StringVar(&f.out, "out", "", "folder that results are written to")
	flag.StringVar(&f.goroutines, "goroutines", "1,16", "numbers of goroutines")
	flag.StringVar(&f.profile, "profile", "", "file for a CPU profile of kin doing the operations for 2 s each; nothing is measured")
	flag.IntVar(&f.options.Pairs, "pairs", 31, "rounds of each operation")
	flag.DurationVar(&f.options.Sample, "sample", 8*time.Millisecond, "time of one sample")
	flag.DurationVar(&f.options.Limit, "limit", 12*time.Second, "time after which an operation goes on with fewer contenders")
	budget := flag.Duration("budget", 15*time.Minute, "time for one database: what is left then is not measured")
	flag.Parse()
	f.budget = *budget
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := f.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func split(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

func (f *flags) run(ctx context.Context) error {
	set := data.New(f.scale)
	for _, n := range split(f.goroutines) {
		var workers int
		if _, err := fmt.Sscan(n, &workers); err != nil || workers < 1 {
			return fmt.Errorf("-goroutines: %q is no number of goroutines", n)
		}
		f.options.Workers = append(f.options.Workers, workers)
	}
	for _, k := range split(f.databases) {
		if err := f.database(ctx, data.Kind(k), set); errors.Is(err, errAbsent) && os.Getenv("KIN_REQUIRE_DATABASES") == "" {
			fmt.Printf("%s: left out: %v\n", k, err)
		} else if err != nil {
			return fmt.Errorf("%s: %w", k, err)
		}
	}
	return nil
}

func (f *flags) database(ctx context.Context, k data.Kind, set *data.Set) (err error) {
	s, err := openServer(ctx, k, set)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	operations := slices.DeleteFunc(suite.Operations(set), func(op *suite.Operation) bool {
		only := split(f.operations)
		return len(only) > 0 && !slices.Contains(only, op.Name)
	})
	counts, err := f.checkAll(ctx, s, operations)
	if err != nil || f.check {
		return err
	}
	contenders, err := f.contendersOf(ctx, s)
	defer func() { err = errors.Join(err, closeAll(contenders)) }()
	if err != nil {
		return err
	}
	if f.profile != "" {
		return profile(ctx, f.profile, operations, contenders[len(contenders)-1])
	}
	all, err := f.measure(ctx, s, operations, contenders, counts)
	if err != nil {
		return err
	}
	if f.out != "" {
		err = f.write(ctx, s, contenders, all)
	}
	return errors.Join(err, incomparable(all, contenders))
}

// incomparable tells where the best by hand or kin failed.
func incomparable(all []*suite.Measurement, contenders []*suite.Contender) (err error) {
	for _, m := range all {
		for _, c := range contenders {
			if why := m.Missing[c.Name]; why != "" && (c.Hand || c.Name == "kin") {
				err = errors.Join(err, fmt.Errorf("%s, goroutines: %d: %s: %s", m.Operation.Title, m.Workers, c.Name, why))
			}
		}
	}
	return err
}

// contendersOf opens the contenders that are asked for.
func (f *flags) contendersOf(ctx context.Context, s *suite.Server) ([]*suite.Contender, error) {
	contenders, err := open(ctx, s)
	who := split(f.contenders)
	if err != nil || len(who) == 0 {
		return contenders, err
	}
	return slices.DeleteFunc(contenders, func(c *suite.Contender) bool {
		if c.Hand || c.Name == "kin" || slices.Contains(who, strings.ReplaceAll(c.Name, " ", "-")) {
			return false
		}
		err = errors.Join(err, c.Close())
		return true
	}), err
}

func closeAll(contenders []*suite.Contender) (err error) {
	for _, c := range contenders {
		err = errors.Join(err, c.Close())
	}
	return err
}

// checkAll checks all answers, and returns what each contender sends for each
// operation, by their names.
func (f *flags) checkAll(ctx context.Context, s *suite.Server, operations []*suite.Operation) (counts map[string]map[string]sent.Count, err error) {
	counter := new(sent.Counter)
	through, stop, err := watch(s, counter)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stop()) }()
	contenders, err := f.contendersOf(ctx, through)
	defer func() { err = errors.Join(err, closeAll(contenders)) }()
	if err != nil {
		return nil, err
	}
	counts = map[string]map[string]sent.Count{}
	for _, op := range operations {
		counts[op.Name] = map[string]sent.Count{}
		for _, c := range contenders {
			if c.Ops[op.Name] == nil {
				continue
			}
			if counts[op.Name][c.Name], err = suite.Check(ctx, through, op, c, counter); err != nil {
				return nil, err
			}
		}
	}
	fmt.Printf("%s: all answers of %d contenders are right\n", s.Kind, len(contenders))
	return counts, nil
}

// measure measures all operations with one goroutine first, then with more.
func (f *flags) measure(ctx context.Context, s *suite.Server, operations []*suite.Operation, contenders []*suite.Contender, counts map[string]map[string]sent.Count) ([]*suite.Measurement, error) {
	var all []*suite.Measurement
	begin := time.Now()
	for _, workers := range f.options.Workers {
		for _, op := range operations {
			if op.Alone && workers > 1 {
				continue
			}
			if time.Since(begin) > f.budget {
				fmt.Printf("%s, goroutines: %d: left out, the budget is spent\n", op.Name, workers)
				continue
			}
			m, err := suite.Measure(ctx, s, op, contenders, workers, f.options)
			if err != nil {
				return nil, err
			}
			m.Sent = counts[op.Name]
			show(m, contenders)
			all = append(all, m)
			if s.Kind == data.PostgreSQL && op.State != "" {
				if _, err := s.Admin.ExecContext(ctx, "VACUUM articles, article_publications"); err != nil {
					return nil, err
				}
			}
		}
	}
	return all, nil
}

func show(m *suite.Measurement, contenders []*suite.Contender) {
	best := contenders[0].Name
	fmt.Printf("\n%s, goroutines: %d\n", m.Operation.Title, m.Workers)
	for _, c := range contenders {
		s, ok := m.Summarize(c.Name)
		if !ok {
			fmt.Printf("  %-14s %s\n", c.Name, m.Missing[c.Name])
			continue
		}
		wall, _ := m.Compare(c.Name, best, suite.Wall)
		cpu, _ := m.Compare(c.Name, best, suite.CPU)
		fmt.Printf("  %-14s %11v (%v-%v) %6.2fx [%.2f-%.2f]  cpu %10v %5.2fx [%.2f-%.2f]  %10.1f allocs", c.Name,
			s.Wall, s.Low, s.High, wall.Median, wall.Low, wall.High, s.CPU, cpu.Median, cpu.Low, cpu.High, s.Allocs)
		if m.Operation.Rows > 1 {
			fmt.Printf(" %.2f a row", s.Allocs/float64(m.Operation.Rows))
		}
		if m.Operation.Heap {
			fmt.Printf(" heap +%d KiB", s.Heap>>10)
		}
		if fmt.Printf("  %d statements", m.Sent[c.Name].Statements); m.Sent[c.Name].Trips > 0 {
			fmt.Printf(" (%d)", m.Sent[c.Name].Trips)
		}
		fmt.Println()
	}
}

// profile writes a profile of a contender doing each operation for some seconds.
func profile(ctx context.Context, file string, operations []*suite.Operation, c *suite.Contender) (err error) {
	w, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	if err := pprof.StartCPUProfile(w); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	for _, op := range operations {
		run := c.Ops[op.Name](0)
		for n, begin := 0, time.Now(); time.Since(begin) < 2*time.Second; n++ {
			if err := run.Do(ctx, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// write writes the report of a database.
func (f *flags) write(ctx context.Context, s *suite.Server, contenders []*suite.Contender, all []*suite.Measurement) error {
	r := &report.Report{
		Database: map[data.Kind]string{data.PostgreSQL: "PostgreSQL", data.MariaDB: "MariaDB", data.SQLite: "SQLite"}[s.Kind],
		Machine:  fmt.Sprintf("%s, %d CPUs for program and server together, Go %s", runtime.GOARCH, runtime.NumCPU(), strings.TrimPrefix(runtime.Version(), "go")),
		Wall:     map[data.Kind]float64{data.PostgreSQL: 1.10, data.MariaDB: 1.15, data.SQLite: 1.15}[s.Kind], CPU: 1.30,
		Contenders: contenders, Measurements: all,
	}
	version := map[data.Kind]string{data.SQLite: "SELECT 'SQLite ' || sqlite_version()"}[s.Kind]
	if version == "" {
		version = "SELECT version()"
	}
	if err := s.Admin.QueryRowContext(ctx, version).Scan(&r.Version); err != nil {
		return err
	}
	if err := os.MkdirAll(f.out, 0o777); err != nil {
		return err
	}
	for end, write := range map[string]func(io.Writer) error{".md": r.WriteMarkdown, ".svg": r.WriteSVG} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(f.out, string(s.Kind)+end), b.Bytes(), 0o666); err != nil {
			return err
		}
	}
	return nil
}
