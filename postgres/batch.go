package postgres

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/kinorm/kin/dialect"
)

// A batch are calls that go to the server in one pipeline, which outside of a
// transaction is one of its own.
type batch struct {
	c      *conn
	ctx    context.Context
	calls  []dialect.Call
	stmts  []*stmt
	at     int  // the call that runs
	writes bool // some call is no query
	sent   bool
}

// Batch implements [dialect.Batcher].
func (c *conn) Batch(ctx context.Context, calls []dialect.Call) (int, error) {
	if err := c.ready(ctx); err != nil {
		return 0, err
	}
	b := &batch{c: c, ctx: ctx, calls: calls, stmts: make([]*stmt, len(calls))}
	for i := range calls {
		b.writes = b.writes || calls[i].Each == nil
	}
	alone := c.pg.TxStatus() == idle
	for again := true; ; again = false {
		err := b.run()
		if err == nil {
			return len(calls), nil
		}
		// The statement does not fit its table any more, and has not run. The others
		// may not either.
		if c.dropStale(ctx, b.stmts[b.at], err) {
			for i := range calls {
				c.stmts.forget(calls[i].Statement.SQL)
			}
			if again && alone {
				if b.writes {
					b.at = 0
				}
				continue
			}
		}
		return b.at, c.mayBeDone(alone && b.writes && b.sent, c.fail(ctx, err))
	}
}

// run runs the calls from b.at on.
func (b *batch) run() error {
	first := b.at
	for ; b.at < len(b.calls); b.at++ {
		call := &b.calls[b.at]
		p, err := b.c.prepare(b.ctx, call.Statement)
		if err == nil {
			err = p.check(call.Args)
		}
		if err != nil {
			return err
		}
		b.stmts[b.at] = p
	}
	b.at = first
	pipeline := b.c.pg.StartPipeline(b.ctx)
	err := b.send(pipeline)
	for ; err == nil && b.at < len(b.calls); b.at++ {
		if err = b.receive(pipeline); err != nil {
			break
		}
	}
	// What is left is read, up to the commit, whose error may be of any call.
	if closeErr := pipeline.Close(); err == nil {
		err = closeErr
	}
	b.at = min(b.at, len(b.calls)-1)
	return err
}

func (b *batch) send(pipeline *pgconn.Pipeline) error {
	for i := b.at; i < len(b.calls); i++ {
		s, p, bind := b.calls[i].Statement, b.stmts[i], &b.c.bind
		if err := bind.values(p, b.calls[i].Args); err != nil {
			return errors.Join(err, pipeline.Sync())
		}
		if s.Sets && bind.elements >= largeSet || b.c.stmts.get(s.SQL) == nil { // see start; or many statements are kept at most
			pipeline.SendQueryParams(s.SQL, bind.params, p.desc.ParamOIDs, bind.formats, p.formats)
		} else {
			pipeline.SendQueryStatement(p.desc, bind.params, bind.formats, p.formats)
		}
	}
	b.sent = true
	return pipeline.Sync()
}

// receive reads the result of a call.
func (b *batch) receive(pipeline *pgconn.Pipeline) (err error) {
	got, err := pipeline.GetResults()
	if err != nil {
		return err
	}
	result, ok := got.(*pgconn.ResultReader)
	if !ok {
		return errPipeline
	}
	call, p := &b.calls[b.at], b.stmts[b.at]
	defer func() { p.used = p.used || err == nil }()
	if call.Each == nil {
		call.Result, err = finish(result, p, result.NextRow())
		return err
	}
	r := &rows{c: b.c, ctx: b.ctx, result: result, forms: p.forms, row: true}
	b.c.rows = r
	defer r.end()
	for result.NextRow() {
		r.values = result.Values()
		if err := call.Each(r); err != nil {
			return err
		}
	}
	_, err = result.Close()
	return err
}
