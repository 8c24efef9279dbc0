package engine

import (
	"context"

	"github.com/kinorm/kin/dialect"
)

// A call is a statement that may go to the database together with others.
type call struct {
	stmt   *dialect.Statement
	args   []dialect.Value
	each   func(dialect.Rows) error                     // for every row; nil where none is read
	rows   int64                                        // that were read or written
	failed func(context.Context, *Session, error) error // the error as the program gets it
}

// run runs a call by itself.
func (s *Session) run(ctx context.Context, use dialect.Use, c *call) error {
	var err error
	if c.each != nil {
		err = s.query(ctx, use, c.stmt, c.args, c.each)
	} else {
		var res dialect.Result
		res, err = s.exec(ctx, c.stmt, c.args)
		c.rows = res.RowsAffected
	}
	if err != nil {
		return c.failed(ctx, s, err)
	}
	return nil
}

// batch runs calls of which none needs what another one returns: together, where the
// database takes them so, and otherwise one after the other.
func (s *Session) batch(ctx context.Context, use dialect.Use, calls []*call) error {
	if s.batches() && len(calls) > 1 {
		if done, err := s.together(ctx, use, calls); done {
			return err
		}
	}
	for _, c := range calls {
		if err := s.run(ctx, use, c); err != nil {
			return err
		}
	}
	return nil
}

// unit is batch for writes that have an effect all or none.
func (s *Session) unit(ctx context.Context, calls []*call) error {
	if s.batches() && s.tx == nil {
		if done, err := s.together(ctx, dialect.Write, calls); done {
			return err
		}
	}
	return s.atomic(ctx, func(s *Session) error { return s.batch(ctx, dialect.Write, calls) })
}

func (s *Session) batches() bool { return s != nil && s.DB.dialect.Features.Batches }

// together runs calls in one batch. It reports false, and has done nothing, where the
// connection takes none.
func (s *Session) together(ctx context.Context, use dialect.Use, calls []*call) (bool, error) {
	n, err := s.send(ctx, use, calls)
	switch {
	case n < 0:
		return false, nil
	case err != nil && n < len(calls):
		return true, calls[n].failed(ctx, s, err)
	default:
		return true, err
	}
}

// send runs calls in one batch and returns how many ended well, or -1 where the
// connection takes no batch.
func (s *Session) send(ctx context.Context, use dialect.Use, calls []*call) (int, error) {
	conn, err := s.acquire(ctx, use)
	if err != nil {
		return len(calls), err
	}
	defer s.release(conn)
	b, ok := conn.(dialect.Batcher)
	if !ok {
		return -1, nil
	}
	start := s.started()
	list := make([]dialect.Call, len(calls))
	for i, c := range calls {
		list[i] = dialect.Call{Statement: c.stmt, Args: c.stmt.Bind(c.args)}
		if c.each != nil {
			list[i].Each = c.count
		}
	}
	n, err := b.Batch(ctx, list)
	for i, c := range calls[:min(n+1, len(calls))] {
		kind, callErr := EventQuery, error(nil)
		if c.each == nil {
			kind, c.rows = EventExec, list[i].Result.RowsAffected
		}
		if i == n {
			callErr = err
		}
		_ = s.trace(ctx, kind, c.stmt, list[i].Args, start, c.rows, callErr)
	}
	return n, err
}

// count passes on a row and counts it.
func (c *call) count(rows dialect.Rows) error {
	c.rows++
	return c.each(rows)
}
