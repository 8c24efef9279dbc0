package engine

import (
	"context"
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
)

// Delete deletes a query's rows and returns how many there were.
func (s *Session) Delete(ctx context.Context, t *Type, q *query.Query) (int64, error) {
	return s.delete(ctx, t, q, true)
}

// delete deletes a query's rows, of which there is at most one unless many.
func (s *Session) delete(ctx context.Context, t *Type, q *query.Query, many bool) (int64, error) {
	if err := s.prepare(t, q); err != nil {
		return 0, err
	}
	if err := q.CheckWrite("delete"); err != nil {
		return 0, err
	}
	var n int64
	var err error
	if many && s.DB.dialect.Features.Overtaken && t.cascadesToItself() {
		n, err = s.deleteCounted(ctx, t, q)
	} else {
		n, err = s.deleteQuery(ctx, t, q)
	}
	return n, s.explainDelete(ctx, t, q, err)
}

// deleteQuery deletes a query's rows and returns how many the statement says there were.
func (s *Session) deleteQuery(ctx context.Context, t *Type, q *query.Query) (int64, error) {
	return s.writeRows(ctx, t, "delete", func(sh *query.Shape) func() (ast.Stmt, error) {
		sh.Byte(keyDelete)
		sh.Query(q)
		return func() (ast.Stmt, error) {
			d, err := query.BuildDelete(query.Numbering().Query(q))
			return d, err
		}
	})
}

// deleteCounted deletes a query's rows, which are counted before: one may go by a
// cascade from another, and the statement does not count it then.
func (s *Session) deleteCounted(ctx context.Context, t *Type, q *query.Query) (int64, error) {
	var n int64
	run := func(s *Session) (err error) {
		n, err = s.countBy(ctx, t, q, keyCountLocked, "delete", query.BuildCountLocked)
		if err == nil && n > 0 {
			_, err = s.deleteQuery(ctx, t, q)
		}
		return err
	}
	var err error
	if s.tx != nil {
		err = run(s)
	} else {
		err = s.InTx(ctx, dialect.TxOptions{}, run)
	}
	if err != nil {
		return 0, err
	}
	return n, nil
}

// DeleteObjects deletes the rows of objects and returns how many there were.
func (s *Session) DeleteObjects(ctx context.Context, t *Type, objs []unsafe.Pointer) (int64, error) {
	q, err := s.rowsOf(ctx, t, objs, "delete", "deleting it")
	if err != nil || len(objs) == 0 {
		return 0, err
	}
	if !s.hooked(t, Deletes) {
		return s.deleteRows(ctx, t, q, objs)
	}
	var n int64
	err = s.withHooks(ctx, t, Deletes, objs, func(s *Session) (err error) {
		n, err = s.deleteRows(ctx, t, q, objs)
		return err
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// deleteRows deletes the rows of objects, which are those of q.
func (s *Session) deleteRows(ctx context.Context, t *Type, q *query.Query, objs []unsafe.Pointer) (int64, error) {
	n, err := s.delete(ctx, t, q, len(objs) > 1)
	if err != nil {
		return 0, err
	}
	for _, obj := range objs {
		state := t.stateOf(obj)
		before := *state
		state.saved = false
		s.onRollback(func() { *state = before })
	}
	return n, nil
}

// rowsOf returns the query of the rows of objects, which must have rows.
func (s *Session) rowsOf(ctx context.Context, t *Type, objs []unsafe.Pointer, verb, doing string) (*query.Query, error) {
	if t.Err != nil {
		return nil, t.Err
	}
	sets := emptySets(t.KeyFields(), len(objs))
	for _, obj := range objs {
		if err := s.checkObject(ctx, t, obj, verb); err != nil {
			return nil, err
		}
		if !t.stateOf(obj).saved {
			return nil, unsaved(t.Name, doing)
		}
		key, err := t.key(obj)
		if err != nil {
			return nil, err
		}
		appendRow(sets, key)
	}
	cond := &query.Cond{Op: query.KeyIn, Path: t.root(), Args: sets}
	return &query.Query{Model: t.Model, Where: []*query.Cond{cond}}, nil
}

// DeletePlan returns what deleting a query's rows would do. It takes one statement
// for the rows and one for each foreign key that refers to them and level, all in
// one read-only transaction unless s is in a transaction already.
func (s *Session) DeletePlan(ctx context.Context, t *Type, q *query.Query) (*DeletePlan, error) {
	if err := s.prepare(t, q); err != nil {
		return nil, err
	}
	if ctx == nil {
		return nil, errNoContext
	}
	if err := q.CheckWrite("plan to delete"); err != nil {
		return nil, err
	}
	var plan *DeletePlan
	run := func(s *Session) (err error) {
		plan, err = newDeletion(s, t).run(ctx, q)
		return err
	}
	if s.tx != nil {
		err := run(s)
		return plan, err
	}
	err := s.InTx(ctx, dialect.TxOptions{ReadOnly: true, Isolation: dialect.RepeatableRead}, run)
	return plan, err
}

// DeleteObjectsPlan returns what deleting the rows of objects would do.
func (s *Session) DeleteObjectsPlan(ctx context.Context, t *Type, objs []unsafe.Pointer) (*DeletePlan, error) {
	q, err := s.rowsOf(ctx, t, objs, "plan to delete", "planning to delete it")
	if err != nil {
		return nil, err
	}
	return s.DeletePlan(ctx, t, q)
}
