package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/ast"
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
	if err := t.fill(obj, s.now(), true); err != nil {
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
	return s.DB.compile(sh.Key, i.Build())
}

// Create inserts an object.
func (s *Session) Create(ctx context.Context, t *Type, obj unsafe.Pointer) error {
	auto, err := s.readyToCreate(ctx, t, obj)
	if err != nil {
		return err
	}
	return s.insert(ctx, t, obj, auto, nil, nil, "create")
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
	state := t.stateOf(obj)
	before := *state
	return func() {
		*state = before
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
}

// CreateMany inserts objects in their order, all or none.
func (s *Session) CreateMany(ctx context.Context, t *Type, objs []unsafe.Pointer) error {
	autos := make([]bool, len(objs))
	for i, obj := range objs {
		auto, err := s.readyToCreate(ctx, t, obj)
		if err != nil {
			return fmt.Errorf("object %d: %w", i, err)
		}
		autos[i] = auto
	}
	if len(objs) == 0 {
		return nil
	}
	return s.atomic(ctx, func(s *Session) error {
		for from := 0; from < len(objs); {
			to := from + 1
			for to < len(objs) && autos[to] == autos[from] {
				to++
			}
			if err := s.insertRun(ctx, t, objs[from:to], autos[from]); err != nil {
				return err
			}
			from = to
		}
		return nil
	})
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
	rows := make([][]dialect.Value, len(objs))
	all := make([]dialect.Value, 0, len(objs)*len(i.Fields))
	for n, obj := range objs {
		start := len(all)
		if all, err = t.values(all, obj, i.Fields); err != nil {
			return err
		}
		rows[n] = all[start:len(all):len(all)]
	}
	undo := make([]func(), len(objs))
	for n, obj := range objs {
		undo[n] = t.remember(obj, auto)
	}
	back := func() {
		for _, f := range undo {
			f()
		}
	}
	err = s.execEach(ctx, p.stmt, rows, func(n int, res dialect.Result) error {
		if auto {
			if err := t.Slots[t.auto.Index0].SetInt(objs[n], res.LastInsertID); err != nil {
				return err
			}
		}
		t.adopt(objs[n], nil, nil)
		return nil
	})
	if err != nil {
		back()
		return s.explainObjects(ctx, t, objs, queryError("create", t, p.stmt.SQL, err))
	}
	s.onRollback(back)
	return nil
}

// execEach runs a statement once for each list of arguments.
func (s *Session) execEach(ctx context.Context, stmt *dialect.Statement, args [][]dialect.Value, each func(int, dialect.Result) error) error {
	c, err := s.acquire(ctx, dialect.Write)
	if err != nil {
		return err
	}
	defer s.release(c)
	start := s.started()
	var failed error
	var rows int64
	err = c.ExecEach(ctx, stmt, args, func(i int, r dialect.Result) {
		rows += r.RowsAffected
		if failed == nil {
			failed = each(i, r)
		}
	})
	return s.trace(ctx, stmt, nil, start, rows, errors.Join(err, failed))
}

// Save creates an object that has no row and updates one that has: the fields
// that were loaded, or only those that are named.
func (s *Session) Save(ctx context.Context, t *Type, obj unsafe.Pointer, only []*model.Field) error {
	if err := s.checkObject(ctx, t, obj, "save"); err != nil {
		return err
	}
	if t.IsLink {
		return fmt.Errorf("kin: save %s: a link has no Save, so that its ends are never lost; use UpdateLinks of its relation, or Update", t.Name)
	}
	state := t.stateOf(obj)
	if !state.saved {
		if len(only) > 0 {
			return unsaved(t.Name, "saving single fields")
		}
		return s.Create(ctx, t, obj)
	}
	if err := t.settleRefs(obj); err != nil {
		return err
	}
	undo := t.rememberUpdate(obj)
	if err := s.update(ctx, t, obj, only); err != nil {
		undo()
		return err
	}
	s.onRollback(undo)
	return nil
}

func (s *Session) update(ctx context.Context, t *Type, obj unsafe.Pointer, only []*model.Field) error {
	if err := t.fill(obj, s.now(), false); err != nil {
		return err
	}
	if err := t.validate(ctx, obj); err != nil {
		return err
	}
	fields, err := t.updated(obj, only)
	if err != nil || len(fields) == 0 {
		return err
	}
	p, err := s.updatePlan(t, fields)
	if err != nil {
		return err
	}
	args, err := t.updateArgs(obj, fields)
	if err != nil {
		return err
	}
	res, err := s.exec(ctx, p.stmt, args)
	if err != nil {
		return s.explainObjects(ctx, t, []unsafe.Pointer{obj}, queryError("save", t, p.stmt.SQL, err))
	}
	return t.wasUpdated(obj, res)
}

// wasUpdated checks that an update met its row and counts the version.
func (t *Type) wasUpdated(obj unsafe.Pointer, res dialect.Result) error {
	if res.RowsAffected == 0 {
		if t.version != nil {
			return fmt.Errorf("%w, or deleted: %s; reload it and try again", ErrStale, t.Name)
		}
		return fmt.Errorf("%w: the row of this %s does not exist any more", ErrNotFound, t.Name)
	}
	if t.version != nil {
		v, err := t.value(obj, t.version)
		if err != nil {
			return err
		}
		if err := t.Slots[t.version.Index0].SetInt(obj, v.N+1); err != nil {
			return err
		}
	}
	t.adopt(obj, t.stateOf(obj).columns, nil)
	return nil
}

// updated are the fields that an update of an object writes.
func (t *Type) updated(obj unsafe.Pointer, only []*model.Field) ([]*model.Field, error) {
	state := t.stateOf(obj)
	for _, f := range only {
		if !state.loaded(f.Index0) {
			return nil, fmt.Errorf("kin: save %s.%s: the field was not loaded; load it, or use Update", t.Name, f.Name)
		}
	}
	return slices.DeleteFunc(slices.Clone(t.stored), func(f *model.Field) bool {
		switch {
		case slices.Contains(t.KeyFields(), f) || f == t.version || !state.loaded(f.Index0):
			return true
		case f.AutoUpdate:
			return false
		default:
			return len(only) > 0 && !slices.Contains(only, f)
		}
	}), nil
}

func (s *Session) updatePlan(t *Type, fields []*model.Field) (*plan, error) {
	var sh query.Shape
	sh.Byte(keyUpdateRow)
	sh.Model(t.Model)
	for _, f := range fields {
		sh.Byte(byte(f.Index0), byte(f.Index0>>8))
	}
	if p := s.DB.plans.get(sh.Key); p != nil {
		return p, nil
	}
	return s.DB.compile(sh.Key, query.BuildUpdateRow(t.Model, fields, t.version))
}

func (t *Type) updateArgs(obj unsafe.Pointer, fields []*model.Field) ([]dialect.Value, error) {
	where := t.KeyFields()
	if t.version != nil {
		where = append(slices.Clip(where), t.version)
	}
	args, err := t.values(make([]dialect.Value, 0, len(fields)+len(where)), obj, fields)
	if err != nil {
		return nil, err
	}
	return t.values(args, obj, where)
}

// rememberUpdate returns what takes back the fields that an update sets by itself.
func (t *Type) rememberUpdate(obj unsafe.Pointer) func() {
	state := t.stateOf(obj)
	before := *state
	fields := t.autoUpdate
	if t.version != nil {
		fields = append(slices.Clip(fields), t.version)
	}
	values := make([]dialect.Value, len(fields))
	for i, f := range fields {
		values[i], _ = t.Slots[f.Index0].Value(obj)
	}
	return func() {
		*state = before
		for i, f := range fields {
			t.Slots[f.Index0].Set(obj, values[i]) //nolint:errcheck // it was there before
		}
	}
}

// UpdateMany updates fields of objects that have rows, all or none.
func (s *Session) UpdateMany(ctx context.Context, t *Type, objs []unsafe.Pointer, only []*model.Field) error {
	for i, obj := range objs {
		if err := s.checkObject(ctx, t, obj, "update"); err != nil {
			return fmt.Errorf("object %d: %w", i, err)
		}
		if !t.stateOf(obj).saved {
			return fmt.Errorf("object %d: %w", i, unsaved(t.Name, "updating it"))
		}
	}
	if len(objs) == 0 {
		return nil
	}
	return s.atomic(ctx, func(s *Session) error {
		for _, obj := range objs {
			if err := s.Save(ctx, t, obj, only); err != nil {
				return err
			}
		}
		return nil
	})
}

// Update assigns to a query's rows and returns how many there were.
func (s *Session) Update(ctx context.Context, t *Type, q *query.Query, set []*query.Assign) (int64, error) {
	if err := s.prepare(t, q); err != nil {
		return 0, err
	}
	if err := q.CheckWrite("update"); err != nil {
		return 0, err
	}
	if err := t.checkAssigns(set); err != nil {
		return 0, err
	}
	set = t.autoAssigns(s, set)
	n, err := s.writeRows(ctx, t, "update", func(sh *query.Shape) func() (ast.Stmt, error) {
		sh.Byte(keyUpdate, byte(len(set)))
		sh.Assigns(set)
		sh.Query(q)
		return func() (ast.Stmt, error) {
			n := query.Numbering()
			numbers := n.Assigns(set)
			u, err := query.BuildUpdate(n.Query(q), set, numbers)
			return u, err
		}
	})
	return n, s.explainAssigns(ctx, t, set, err)
}

func (t *Type) checkAssigns(set []*query.Assign) error {
	if len(set) == 0 {
		return fmt.Errorf("kin: update %s: nothing is set; pass assignments such as %s.Field.Set(value)", t.Name, t.Plural)
	}
	for i, a := range set {
		if a.Err != nil {
			return a.Err
		}
		if t.IsLink && a.Field.Implicit {
			return fmt.Errorf("kin: update %s.%s: the ends of a link never change; remove the link and add another", t.Name, a.Field.Name)
		}
		for _, b := range set[:i] {
			if a.Field == b.Field {
				return fmt.Errorf("kin: update %s: %s is set twice", t.Name, a.Field.Name)
			}
		}
		if a.From == nil && a.Op == query.Put {
			if err := checkEnum(t, a.Field, a.Arg); err != nil {
				return err
			}
		}
	}
	return nil
}

// autoAssigns adds what every update sets: times, and the next version.
func (t *Type) autoAssigns(s *Session, set []*query.Assign) []*query.Assign {
	set = slices.Clip(set)
	has := func(f *model.Field) bool {
		return slices.ContainsFunc(set, func(a *query.Assign) bool { return a.Field == f })
	}
	for _, f := range t.autoUpdate {
		if !has(f) {
			set = append(set, &query.Assign{Field: f, Arg: dialect.Value{Kind: f.Type.Kind, N: s.now().UnixMicro()}})
		}
	}
	if t.version != nil && !has(t.version) {
		set = append(set, &query.Assign{Field: t.version, Op: query.Plus, Arg: dialect.Int(1)})
	}
	return set
}

func (s *Session) writeRows(ctx context.Context, t *Type, op string, shape func(*query.Shape) func() (ast.Stmt, error)) (int64, error) {
	var sh query.Shape
	build := shape(&sh)
	p := s.DB.plans.get(sh.Key)
	if p == nil {
		stmt, err := build()
		if err != nil {
			return 0, err
		}
		if p, err = s.DB.compile(sh.Key, stmt); err != nil {
			return 0, err
		}
	}
	res, err := s.exec(ctx, p.stmt, sh.Args)
	return res.RowsAffected, queryError(op, t, p.stmt.SQL, err)
}
