package postgres

import (
	"context"
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/kinorm/kin/dialect"
)

// Exec implements [dialect.Conn]. LastInsertID is the first column of the first row
// that the statement returns, if that is an integer.
func (c *conn) Exec(ctx context.Context, s *dialect.Statement, args []dialect.Value) (dialect.Result, error) {
	if err := c.ready(ctx); err != nil {
		return dialect.Result{}, err
	}
	result, p, more, err := c.start(ctx, s, args)
	if err != nil {
		return dialect.Result{}, err
	}
	r, err := finish(result, p, more)
	return r, c.fail(ctx, err)
}

// finish reads a result to its end.
func finish(result *pgconn.ResultReader, p *stmt, row bool) (dialect.Result, error) {
	var r dialect.Result
	if row {
		r.LastInsertID = firstInt(p.forms, result.Values())
	}
	tag, err := result.Close()
	r.RowsAffected = tag.RowsAffected()
	return r, err
}

// firstInt returns the first column of a row if it is an integer, and otherwise 0.
func firstInt(forms []form, values [][]byte) int64 {
	if len(forms) == 0 || len(values) == 0 || len(values[0]) != sizes[forms[0]] {
		return 0
	}
	switch b := values[0]; forms[0] {
	case formInt64:
		return int64(binary.BigEndian.Uint64(b))
	case formInt32:
		return int64(int32(binary.BigEndian.Uint32(b)))
	case formInt16:
		return int64(int16(binary.BigEndian.Uint16(b)))
	default:
		return 0
	}
}

// eachChunk is how many runs of a statement ExecEach sends before it reads results.
const eachChunk = 256

// ExecEach implements [dialect.Conn]. It sends many runs before it reads the
// results of the first. Outside of a transaction all runs are one. LastInsertID is
// that of [conn.Exec].
func (c *conn) ExecEach(ctx context.Context, s *dialect.Statement, runs dialect.Runs, each func(i int, r dialect.Result)) error {
	if err := c.ready(ctx); err != nil {
		return err
	}
	p, err := c.prepare(ctx, s)
	if err != nil {
		return err
	}
	if each == nil {
		each = func(int, dialect.Result) {}
	}
	alone := c.pg.TxStatus() == idle
	if c.takesMany(s, p, runs.Len) {
		return c.mayBeDone(alone, c.execMany(ctx, s, runs, each))
	}
	args, err := collect(p, runs)
	if err != nil {
		return err
	}
	pipeline := c.pg.StartPipeline(ctx)
	err = c.runEach(pipeline, p, args, each)
	if syncErr := pipeline.Sync(); err == nil {
		err = syncErr
	}
	if closeErr := pipeline.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		p.used = true
	}
	c.dropStale(ctx, p, err)
	return c.mayBeDone(alone, c.fail(ctx, err))
}

// collect returns the arguments of all runs: one that cannot be sent must be known
// before others are.
func collect(p *stmt, runs dialect.Runs) ([][]dialect.Value, error) {
	args := make([][]dialect.Value, runs.Len)
	all := make([]dialect.Value, 0, runs.Len*len(p.desc.ParamOIDs))
	for i := range args {
		from := len(all)
		var err error
		if all, err = runs.Args(all, i); err != nil {
			return nil, err
		}
		args[i] = all[from:len(all):len(all)]
		if err := p.check(args[i]); err != nil {
			return nil, fmt.Errorf("run %d: %w", i, err)
		}
	}
	return args, nil
}

func (c *conn) runEach(pipeline *pgconn.Pipeline, p *stmt, args [][]dialect.Value, each func(i int, r dialect.Result)) error {
	for from := 0; from < len(args); from += eachChunk {
		to := min(from+eachChunk, len(args))
		for _, a := range args[from:to] {
			if err := c.bind.values(p, a); err != nil {
				return err
			}
			pipeline.SendQueryStatement(p.desc, c.bind.params, c.bind.formats, p.formats)
		}
		pipeline.SendFlushRequest()
		if err := pipeline.Flush(); err != nil {
			return err
		}
		for i := from; i < to; i++ {
			got, err := pipeline.GetResults()
			if err != nil {
				return err
			}
			result, ok := got.(*pgconn.ResultReader)
			if !ok {
				return errPipeline
			}
			r, err := finish(result, p, result.NextRow())
			if err != nil {
				return err
			}
			each(i, r)
		}
	}
	return nil
}

// Script implements [dialect.Conn]. Outside of a transaction all statements are
// one, unless they contain BEGIN or COMMIT.
func (c *conn) Script(ctx context.Context, sql string) error {
	if err := c.ready(ctx); err != nil {
		return err
	}
	return c.failBy(ctx, c.script(ctx, sql), classifyText)
}

func (c *conn) script(ctx context.Context, sql string) error {
	if strings.IndexByte(sql, 0) >= 0 {
		return errNUL
	}
	results := c.pg.Exec(ctx, sql)
	for results.NextResult() {
		if _, err := results.ResultReader().Close(); err != nil {
			break // Close returns it
		}
	}
	return results.Close()
}
