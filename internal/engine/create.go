package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// checkObject returns why an object cannot be written, before any SQL.
func (s *Session) checkObject(ctx context.Context, t *Type, obj unsafe.Pointer, verb string) error {
	switch {
	case s == nil:
		return errNoDB
	case ctx == nil:
		return errNoContext
	case t.Err != nil:
		return t.Err
	case obj == nil:
		return fmt.Errorf("kin: %s %s: the object is nil", verb, t.Name)
	}
	return nil
}

// readyToCreate completes and checks an object, and returns whether its auto key is
// left to the database.
func (s *Session) readyToCreate(ctx context.Context, t *Type, obj unsafe.Pointer) (auto bool, err error) {
	if err := s.checkObject(ctx, t, obj, "create"); err != nil {
		return false, err
	}
	if t.IsLink {
		return false, fmt.Errorf("kin: create %s: links are made with Add, AddWith or AddLinks of their relation, so that none is lost", t.Name)
	}
	if err := t.settleRefs(obj); err != nil {
		return false, err
	}
	if err := t.fill(obj, s.now, true); err != nil {
		return false, err
	}
	if err := t.validate(ctx, obj); err != nil {
		return false, err
	}
	return t.auto != nil && t.Slots[t.auto.Index0].IsZero(obj), nil
}

// inserted are the fields that an insert writes.
func (t *Type) inserted(auto bool) []*model.Field {
	if !auto {
		return t.stored
	}
	return slices.DeleteFunc(slices.Clone(t.stored), func(f *model.Field) bool { return f == t.auto })
}

// insertPlan returns the plan of an insert.
func (s *Session) insertPlan(t *Type, i *query.Insert) (*plan, error) {
	var sh query.Shape
	sh.Byte(keyInsert)
	sh.Model(t.Model)
	for _, list := range [][]*model.Field{i.Fields, i.Returning, i.Conflict, i.Update} {
		sh.Byte(byte(len(list)))
		for _, f := range list {
			sh.Byte(byte(f.Index0), byte(f.Index0>>8))
		}
	}
	if p := s.DB.plans.get(sh.Key); p != nil {
		return p, nil
	}
	many := s.manyOf(t, i)
	if many == nil {
		return s.DB.compile(sh.Key, i.Build())
	}
	insert := many.Build
	if s.DB.dialect.Features.ManyRows == dialect.RowsFromSets {
		insert = many.BuildFromSets
	}
	stmt, err := s.DB.statement(insert())
	if err != nil {
		return nil, err
	}
	return s.DB.compile(sh.Key, i.Build(), func(p *plan) { p.stmt.Many = stmt })
}

// manyOf returns the insert of many rows that returns the keys that the database
// numbers; nil if there is none, or it would return no keys: those of many rows need
// not follow one another.
func (s *Session) manyOf(t *Type, i *query.Insert) *query.Insert {
	f := &s.DB.dialect.Features
	if f.ManyRows == dialect.RowByRow || len(i.Conflict) > 0 || len(i.Fields) == 0 {
		return nil
	}
	if t.auto == nil || slices.Contains(i.Fields, t.auto) || i.Returning != nil {
		return i
	}
	if !f.Returning && !f.InsertReturns {
		return nil
	}
	many := *i
	many.Returning = []*model.Field{t.auto}
	return &many
}

// Create inserts an object.
func (s *Session) Create(ctx context.Context, t *Type, obj unsafe.Pointer) error {
	if s.hooked(t, Creates) {
		return s.withHooks(ctx, t, Creates, []unsafe.Pointer{obj}, func(s *Session) error { return s.createRow(ctx, t, obj) })
	}
	return s.createRow(ctx, t, obj)
}

func (s *Session) createRow(ctx context.Context, t *Type, obj unsafe.Pointer) error {
	auto, err := s.readyToCreate(ctx, t, obj)
	if err != nil {
		return err
	}
	saved := t.stateOf(obj).saved
	err = s.insert(ctx, t, obj, auto, nil, nil, "create")
	if saved && errors.Is(err, dialect.ErrUnique) {
		return fmt.Errorf("%w; the object has a row already: Save updates that", err)
	}
	return err
}

// insert inserts an object that is ready; a row that is equal in the conflict
// fields gets the values of update.
func (s *Session) insert(ctx context.Context, t *Type, obj unsafe.Pointer, auto bool, conflict, update []*model.Field, op string) error {
	i := &query.Insert{Model: t.Model, Fields: t.inserted(auto)}
	switch {
	case conflict != nil:
		t.onConflict(i, conflict, update)
	case auto && !s.DB.dialect.Features.LastInsertID:
		i.Returning = []*model.Field{t.auto}
	}
	p, err := s.insertPlan(t, i)
	if err != nil {
		return err
	}
	args, err := t.values(make([]dialect.Value, 0, len(i.Fields)), obj, i.Fields)
	if err != nil {
		return err
	}
	undo := t.remember(obj, auto)
	if conflict != nil {
		undo = t.rememberRow(obj)
	}
	if i.Returning != nil {
		slots := make([]dialect.Slot, len(i.Returning))
		for n, f := range i.Returning {
			slots[n] = t.Slots[f.Index0]
		}
		err = s.query(ctx, dialect.Write, p.stmt, args, func(rows dialect.Rows) error {
			return rows.Decode(0, slots, obj)
		})
	} else {
		var res dialect.Result
		res, err = s.exec(ctx, p.stmt, args)
		if err == nil && auto {
			err = t.Slots[t.auto.Index0].SetInt(obj, res.LastInsertID)
		}
	}
	if err != nil {
		undo()
		return s.explainObjects(ctx, t, []unsafe.Pointer{obj}, queryError(op, t, p.stmt.SQL, err))
	}
	t.adopt(obj, nil, nil)
	s.onRollback(undo)
	return nil
}

// remember returns what takes back that an object became saved.
func (t *Type) remember(obj unsafe.Pointer, auto bool) func() {
	before := *t.stateOf(obj)
	return func() { t.takeBack(obj, before, auto) }
}

// rememberAll does so for many objects.
func (t *Type) rememberAll(objs []unsafe.Pointer, auto bool) func() {
	objs = slices.Clone(objs) // the list is the program's
	before := make([]State, len(objs))
	for i, obj := range objs {
		before[i] = *t.stateOf(obj)
	}
	return func() {
		for i, obj := range objs {
			t.takeBack(obj, before[i], auto)
		}
	}
}

func (t *Type) takeBack(obj unsafe.Pointer, before State, auto bool) {
	*t.stateOf(obj) = before
	if auto {
		t.Slots[t.auto.Index0].SetInt(obj, 0) //nolint:errcheck // zero fits every integer
	}
	if before.saved {
		return
	}
	for _, r := range t.sets {
		(*Set)(unsafe.Add(obj, r.offset)).unbind()
	}
}

// CreateMany inserts objects in their order, all or none.
func (s *Session) CreateMany(ctx context.Context, t *Type, objs []unsafe.Pointer) error {
	if s.hooked(t, Creates) && len(objs) > 0 {
		return s.withHooks(ctx, t, Creates, objs, func(s *Session) error { return s.createRows(ctx, t, objs) })
	}
	return s.createRows(ctx, t, objs)
}

func (s *Session) createRows(ctx context.Context, t *Type, objs []unsafe.Pointer) error {
	autos := make([]bool, len(objs))
	for i, obj := range objs {
		auto, err := s.readyToCreate(ctx, t, obj)
		if err != nil {
			return fmt.Errorf("kin: object %d: %w", i, err)
		}
		autos[i] = auto
	}
	if len(objs) == 0 {
		return nil
	}
	var err error
	if n := alike(autos); n == len(objs) && n <= unitRuns && s.tx == nil && s.batches() { // all runs are one unit
		err = s.insertRun(ctx, t, objs, autos[0])
	} else {
		err = s.atomic(ctx, func(s *Session) error { return s.insertRuns(ctx, t, objs, autos) })
	}
	return s.explainObjects(ctx, t, objs, err) // where the failed transaction may have ended
}

// unitRuns is how many runs of a statement are one unit by themselves, where the
// database takes them so. That saves the ways of BEGIN and COMMIT, which do not matter
// for more.
const unitRuns = 2000

// alike returns how many of the first objects are as the first one.
func alike(autos []bool) int {
	n := 0
	for n < len(autos) && autos[n] == autos[0] {
		n++
	}
	return n
}

// insertRuns inserts objects by a statement for those whose key the database numbers
// and one for the others, in their order.
func (s *Session) insertRuns(ctx context.Context, t *Type, objs []unsafe.Pointer, autos []bool) error {
	for len(objs) > 0 {
		n := alike(autos)
		if err := s.insertRun(ctx, t, objs[:n], autos[0]); err != nil {
			return err
		}
		objs, autos = objs[n:], autos[n:]
	}
	return nil
}

// insertRun inserts objects by one statement that runs for each of them.
func (s *Session) insertRun(ctx context.Context, t *Type, objs []unsafe.Pointer, auto bool) error {
	i := &query.Insert{Model: t.Model, Fields: t.inserted(auto)}
	if auto && !s.DB.dialect.Features.LastInsertID {
		i.Returning = []*model.Field{t.auto} // the driver makes it the LastInsertID of each run
	}
	p, err := s.insertPlan(t, i)
	if err != nil {
		return err
	}
	runs := dialect.Runs{Len: len(objs), Args: func(buf []dialect.Value, n int) ([]dialect.Value, error) {
		return t.values(buf, objs[n], i.Fields)
	}}
	back := t.rememberAll(objs, auto)
	refs := make([]uint64, len(objs)*len(t.refs))
	err = s.execEach(ctx, "create", t, p.stmt, runs, func(n int, res dialect.Result) error {
		if auto {
			if err := t.Slots[t.auto.Index0].SetInt(objs[n], res.LastInsertID); err != nil {
				return err
			}
		}
		t.adopt(objs[n], nil, refs[n*len(t.refs):(n+1)*len(t.refs):(n+1)*len(t.refs)])
		return nil
	})
	if err != nil {
		back()
		return err
	}
	s.onRollback(back)
	return nil
}
