package engine

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// Save creates an object that has no row and updates one that has: the fields
// that were loaded, or only those that are named.
func (s *Session) Save(ctx context.Context, t *Type, obj unsafe.Pointer, only []*model.Field) error {
	if err := s.checkObject(ctx, t, obj, "save"); err != nil {
		return err
	}
	if err := t.checkSave(); err != nil {
		return err
	}
	state := t.stateOf(obj)
	if !state.saved {
		if len(only) > 0 {
			return unsaved(t.Name, "saving single fields")
		}
		return s.Create(ctx, t, obj)
	}
	if s.hooked(t, Updates) {
		return s.withHooks(ctx, t, Updates, []unsafe.Pointer{obj}, func(s *Session) error { return s.saveRow(ctx, t, obj, only) })
	}
	return s.saveRow(ctx, t, obj, only)
}

// saveRow updates the row of an object.
func (s *Session) saveRow(ctx context.Context, t *Type, obj unsafe.Pointer, only []*model.Field) error {
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

// checkSave returns why objects of a type are never saved.
func (t *Type) checkSave() error {
	if !t.IsLink {
		return nil
	}
	return fmt.Errorf("kin: save %s: a link has no Save, so that its ends are never lost; use UpdateLinks of its relation, or Update", t.Name)
}

func (s *Session) update(ctx context.Context, t *Type, obj unsafe.Pointer, only []*model.Field) error {
	if err := t.fill(obj, s.now, false); err != nil {
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
	args, err := t.updateArgs(make([]dialect.Value, 0, len(fields)+len(t.KeyFields())+1), obj, fields)
	if err != nil {
		return err
	}
	res, err := s.exec(ctx, p.stmt, args)
	if err != nil {
		return s.explainObjects(ctx, t, []unsafe.Pointer{obj}, queryError("save", t, p.stmt.SQL, err))
	}
	return t.wasUpdated(obj, res)
}

// gone returns the error of an object whose row is not there.
func (t *Type) gone(obj unsafe.Pointer) error {
	which := "this " + t.Name
	if key, err := t.key(obj); err == nil && numbers(t.KeyFields()) {
		which = t.Name + " " + keyText(plainKey(key))
	}
	return fmt.Errorf("%w: there is no row of %s: it was deleted, it is of another database, or the key of the object was changed", ErrNotFound, which)
}

// wasUpdated checks that an update met its row and counts the version.
func (t *Type) wasUpdated(obj unsafe.Pointer, res dialect.Result) error {
	if res.RowsAffected == 0 {
		if t.version != nil {
			return fmt.Errorf("%w, or deleted: %s; reload it and try again", ErrStale, t.Name)
		}
		return t.gone(obj)
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

// updateArgs appends the values of fields, of the key and of the version.
func (t *Type) updateArgs(buf []dialect.Value, obj unsafe.Pointer, fields []*model.Field) ([]dialect.Value, error) {
	buf, err := t.values(buf, obj, fields)
	if err != nil {
		return nil, err
	}
	buf, err = t.values(buf, obj, t.KeyFields())
	if err != nil || t.version == nil {
		return buf, err
	}
	v, err := t.value(obj, t.version)
	return append(buf, v), err
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

// UpdateMany updates fields of objects that have rows, all or none: by one
// statement that runs for each of them.
func (s *Session) UpdateMany(ctx context.Context, t *Type, objs []unsafe.Pointer, only []*model.Field) error {
	for i, obj := range objs {
		if err := s.checkObject(ctx, t, obj, "update"); err != nil {
			return fmt.Errorf("object %d: %w", i, err)
		}
		if !t.stateOf(obj).saved {
			return unsavedAt(fmt.Sprintf("the %s that is object %d", t.Name, i))
		}
	}
	if len(objs) == 0 {
		return nil
	}
	err := s.atomic(ctx, func(s *Session) error { return s.saveMany(ctx, t, objs, only) })
	return s.explainObjects(ctx, t, objs, err) // where the failed transaction may have ended
}

// saveMany saves objects that have rows, by one statement for those of which the
// same fields are written. It runs in a transaction.
func (s *Session) saveMany(ctx context.Context, t *Type, objs []unsafe.Pointer, only []*model.Field) error {
	if err := t.checkSave(); err != nil {
		return err
	}
	if s.hooked(t, Updates) {
		return s.withHooks(ctx, t, Updates, objs, func(s *Session) error { return s.saveRows(ctx, t, objs, only) })
	}
	return s.saveRows(ctx, t, objs, only)
}

func (s *Session) saveRows(ctx context.Context, t *Type, objs []unsafe.Pointer, only []*model.Field) error {
	var runs [][]unsafe.Pointer
	var columns [][]*model.Field
	for _, obj := range objs {
		if err := t.settleRefs(obj); err != nil {
			return err
		}
		s.onRollback(t.rememberUpdate(obj))
		if err := t.fill(obj, s.now, false); err != nil {
			return err
		}
		if err := t.validate(ctx, obj); err != nil {
			return err
		}
		fields, err := t.updated(obj, only)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(columns, func(other []*model.Field) bool { return slices.Equal(other, fields) })
		if i < 0 {
			i = len(runs)
			runs, columns = append(runs, nil), append(columns, fields)
		}
		runs[i] = append(runs[i], obj)
	}
	for i, run := range runs {
		if err := s.updateRun(ctx, t, run, columns[i]); err != nil {
			return err
		}
	}
	return nil
}

// updateRun updates objects by one statement that runs for each of them.
func (s *Session) updateRun(ctx context.Context, t *Type, objs []unsafe.Pointer, fields []*model.Field) error {
	if len(fields) == 0 {
		return nil
	}
	p, err := s.updatePlan(t, fields)
	if err != nil {
		return err
	}
	runs := dialect.Runs{Len: len(objs), Args: func(buf []dialect.Value, i int) ([]dialect.Value, error) {
		return t.updateArgs(buf, objs[i], fields)
	}}
	return s.execEach(ctx, "save", t, p.stmt, runs, func(i int, res dialect.Result) error { return t.wasUpdated(objs[i], res) })
}
