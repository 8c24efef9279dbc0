package acceptance

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/acceptance/atlas"
	. "github.com/kinorm/kin/internal/acceptance/library"
	"github.com/kinorm/kin/kintest"
	"github.com/kinorm/kin/mysql"
	"github.com/kinorm/kin/postgres"
	"github.com/kinorm/kin/sqlite"
)

// TestGoldenSQLWithoutServers compares the SQL of the databases with a server where
// none is there: SQLite runs every operation, and its answers are given once more to
// the statements of the other dialects, one after the other. What a server makes of
// the statements only TestGoldenSQL sees.
func TestGoldenSQLWithoutServers(t *testing.T) {
	real := ok(t, got(sqlite.Open(t.Context(), ":memory:")))
	t.Cleanup(func() { must(t, real.Close()) })
	must(t, kin.CreateTables(t.Context(), real, Models...))
	must(t, kin.CreateTables(t.Context(), real, atlas.Models...))
	rows, tape := fill(t, real), new(tape)
	rows.fillAtlas(t, real)
	recording := kin.NewDB(&recorder{real.Driver(), tape})
	for _, d := range []*dialect.Dialect{postgres.Dialect, mysql.MariaDB, mysql.MySQL} {
		t.Run(d.Name, func(t *testing.T) {
			counted, counter := kintest.Count(kin.NewDB(&player{d, tape}))
			s := seen{map[string][2]string{}, map[string]string{}}
			for _, c := range conditions(rows) {
				t.Run(c.name, func(t *testing.T) {
					tape.answers = make([]answer, len(c.exist)) // that there are no rows
					both, want := c.forms(t, counted, counter), c.sql.of(d.Name)
					s.conditions[c.name] = both
					same(t, strings.Join(both[:], "\n"), strings.Join(want[:], "\n"))
				})
			}
			for _, o := range operations(rows) {
				t.Run(o.name, func(t *testing.T) {
					tape.answers = nil
					kintest.Rollback(t, recording, func(tx *kin.Tx) { must(t, o.run(t.Context(), tx)) })
					if own, ok := answers[o.name]; ok && !d.Features.Returning {
						tape.answers = own
					}
					s.operations[o.name] = o.statements(t, counted, counter)
					same(t, s.operations[o.name], o.sql.of(d.Name))
					if n := len(tape.answers); n != 0 {
						t.Errorf("%d answers were not asked for", n)
					}
				})
			}
			if *update && d != mysql.MySQL { // which has the text of MariaDB
				s.write(t, d.Name)
			}
		})
	}
}

// answers are those to operations that take other statements on databases that do not
// return what they write.
var answers = map[string][]answer{
	"upsert": { // the row is there; it is read; it is updated
		{results: []dialect.Result{{LastInsertID: -1}}},
		{rows: [][]any{{dialect.Int(1), dialect.Text("red"), dialect.Int(1)}}},
		{results: []dialect.Result{{RowsAffected: 1}}},
	},
}

// A tape is what a database answered to statements, in their order.
type tape struct{ answers []answer }

// An answer is the result of a statement, of each of its runs, or its rows.
type answer struct {
	results []dialect.Result
	rows    [][]any // by their columns: a dialect.Value, or a list of integers
}

// A recorder is SQLite that puts its answers on a tape.
type recorder struct {
	dialect.Driver
	tape *tape
}

// Dialect returns that of a database that locks rows, so that the statements which do
// so on servers are run, but writes no lock.
func (d *recorder) Dialect() *dialect.Dialect {
	locks := *d.Driver.Dialect()
	locks.Features.Locks, locks.Features.OneWriter = true, false
	locks.Write = func(w *dialect.Writer, n ast.Node) bool {
		_, lock := n.(*ast.Lock)
		return lock || sqlite.Dialect.Write(w, n)
	}
	return &locks
}

func (d *recorder) Acquire(ctx context.Context, use dialect.Use) (dialect.Conn, error) {
	c, err := d.Driver.Acquire(ctx, use)
	return &recordingConn{c, d.tape}, err
}

type recordingConn struct {
	dialect.Conn
	tape *tape
}

func (c *recordingConn) Query(ctx context.Context, s *dialect.Statement, args []dialect.Value) (dialect.Rows, error) {
	rows, err := c.Conn.Query(ctx, s, args)
	c.tape.answers = append(c.tape.answers, answer{})
	return &recordedRows{rows, &c.tape.answers[len(c.tape.answers)-1].rows}, err
}

func (c *recordingConn) Exec(ctx context.Context, s *dialect.Statement, args []dialect.Value) (dialect.Result, error) {
	r, err := c.Conn.Exec(ctx, s, args)
	c.tape.answers = append(c.tape.answers, answer{results: []dialect.Result{r}})
	return r, err
}

func (c *recordingConn) ExecEach(ctx context.Context, s *dialect.Statement, runs dialect.Runs, each func(int, dialect.Result)) error {
	var a answer
	err := c.Conn.ExecEach(ctx, s, runs, func(i int, r dialect.Result) {
		a.results = append(a.results, r)
		if each != nil {
			each(i, r)
		}
	})
	c.tape.answers = append(c.tape.answers, a)
	return err
}

type recordedRows struct {
	dialect.Rows
	rows *[][]any
}

func (r *recordedRows) Next() bool {
	more := r.Rows.Next()
	if more {
		*r.rows = append(*r.rows, nil)
	}
	return more
}

// Decode reads out of the struct what the database wrote there.
func (r *recordedRows) Decode(first int, slots []dialect.Slot, base unsafe.Pointer) error {
	if err := r.Rows.Decode(first, slots, base); err != nil {
		return err
	}
	row := &(*r.rows)[len(*r.rows)-1]
	for i := range slots {
		for len(*row) <= first+i {
			*row = append(*row, nil)
		}
		if slots[i].Elem() == reflect.TypeFor[[]int64]() {
			(*row)[first+i] = append([]int64{}, *(*[]int64)(unsafe.Add(base, slots[i].Offset()))...)
			continue
		}
		v, err := slots[i].Value(base)
		if err != nil {
			return err
		}
		(*row)[first+i] = v
	}
	return nil
}

// A player is a database of any dialect that answers what is on a tape.
type player struct {
	dialect *dialect.Dialect
	tape    *tape
}

func (p *player) Dialect() *dialect.Dialect                                  { return p.dialect }
func (p *player) Acquire(context.Context, dialect.Use) (dialect.Conn, error) { return p, nil }
func (p *player) Close() error                                               { return nil }
func (p *player) Release()                                                   {}
func (p *player) Begin(context.Context, dialect.TxOptions) error             { return nil }
func (p *player) Commit(context.Context) error                               { return nil }
func (p *player) Rollback(context.Context) error                             { return nil }
func (p *player) Script(context.Context, string) error                       { return nil }

// next takes the answer to a statement from the tape.
func (p *player) next(s *dialect.Statement) (answer, error) {
	if len(p.tape.answers) == 0 {
		return answer{}, fmt.Errorf("there is no answer to %s", s.SQL)
	}
	a := p.tape.answers[0]
	p.tape.answers = p.tape.answers[1:]
	return a, nil
}

// Query implements [dialect.Conn]. The row that an INSERT returns is the key that
// SQLite has in its result.
func (p *player) Query(_ context.Context, s *dialect.Statement, _ []dialect.Value) (dialect.Rows, error) {
	a, err := p.next(s)
	for _, r := range a.results {
		a.rows = append(a.rows, []any{dialect.Int(r.LastInsertID)})
	}
	return &playedRows{rows: a.rows}, err
}

func (p *player) Exec(_ context.Context, s *dialect.Statement, _ []dialect.Value) (dialect.Result, error) {
	a, err := p.next(s)
	if err != nil || len(a.results) == 0 {
		return dialect.Result{RowsAffected: int64(len(a.rows))}, err
	}
	return a.results[0], nil
}

func (p *player) ExecEach(_ context.Context, s *dialect.Statement, runs dialect.Runs, each func(int, dialect.Result)) error {
	a, err := p.next(s)
	if err == nil && len(a.results) != runs.Len {
		err = fmt.Errorf("there are %d results for %d runs of %s", len(a.results), runs.Len, s.SQL)
	}
	for i, r := range a.results {
		if each != nil && err == nil {
			each(i, r)
		}
	}
	return err
}

// Batch implements [dialect.Batcher].
func (p *player) Batch(ctx context.Context, calls []dialect.Call) (int, error) {
	for i := range calls {
		c := &calls[i]
		if c.Each == nil {
			r, err := p.Exec(ctx, c.Statement, c.Args)
			if err != nil {
				return i, err
			}
			c.Result = r
			continue
		}
		rows, err := p.Query(ctx, c.Statement, c.Args)
		for err == nil && rows.Next() {
			err = c.Each(rows)
		}
		if err != nil {
			return i, err
		}
	}
	return len(calls), nil
}

type playedRows struct {
	rows [][]any
	row  []any
}

func (r *playedRows) Next() bool {
	if len(r.rows) == 0 {
		return false
	}
	r.row, r.rows = r.rows[0], r.rows[1:]
	return true
}

func (r *playedRows) Decode(first int, slots []dialect.Slot, base unsafe.Pointer) error {
	if first+len(slots) > len(r.row) {
		return fmt.Errorf("columns %d to %d of a row that has %d", first, first+len(slots)-1, len(r.row))
	}
	for i := range slots {
		var err error
		switch v := r.row[first+i].(type) {
		case []int64:
			var list []int64
			list, err = slots[i].PutInts(base, len(v))
			copy(list, v)
		case dialect.Value:
			err = slots[i].Set(base, v)
		default:
			err = fmt.Errorf("column %d was not read", first+i)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *playedRows) Err() error   { return nil }
func (r *playedRows) Close() error { return nil }
