package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// sameFields returns the query of the rows that are equal to obj in fields.
func (t *Type) sameFields(obj unsafe.Pointer, fields []*model.Field) (*query.Query, error) {
	q := &query.Query{Model: t.Model}
	for _, f := range fields {
		v, err := t.value(obj, f)
		if err != nil {
			return nil, err
		}
		x := &query.Term{Path: t.root(), Field: f}
		c := &query.Cond{Op: query.Compare, Cmp: ast.Eq, X: x, Args: []dialect.Value{v}}
		if v.Null {
			c = &query.Cond{Op: query.IsNull, X: x}
		}
		q.Where = append(q.Where, c)
	}
	return q, nil
}

func (s *Session) checkBy(ctx context.Context, t *Type, obj unsafe.Pointer, by []*model.Field, verb string) error {
	if err := s.checkObject(ctx, t, obj, verb); err != nil {
		return err
	}
	if len(by) == 0 {
		return fmt.Errorf("kin: %s %s: name the columns that tell which row is meant", verb, t.Name)
	}
	return t.settleRefs(obj)
}

// find reads the row that is equal to obj in fields into obj and reports whether
// there is one.
func (s *Session) find(ctx context.Context, t *Type, obj unsafe.Pointer, by []*model.Field, lock *query.Lock) (bool, error) {
	q, err := t.sameFields(obj, by)
	if err != nil {
		return false, err
	}
	q.Lock = lock
	found, err := s.Get(ctx, t, q)
	switch {
	case errors.Is(err, ErrNotFound):
		return false, nil
	case errors.Is(err, ErrMultiple):
		return false, fmt.Errorf("%w: several rows of %s have this %s; name columns that tell which one is meant", ErrMultiple, t.Name, fieldList(by))
	}
	if err != nil {
		return false, err
	}
	undo := t.rememberRow(obj)
	t.copyRow(obj, found)
	s.onRollback(undo)
	return true, nil
}

// copyRow makes obj stand for the row that was read into from.
func (t *Type) copyRow(obj, from unsafe.Pointer) {
	for _, f := range t.stored {
		t.Slots[f.Index0].Copy(obj, from)
	}
	for _, r := range t.refs {
		*(*unsafe.Pointer)(unsafe.Add(obj, r.offset)) = nil
	}
	for _, r := range t.sets {
		*(*Set)(unsafe.Add(obj, r.offset)) = Set{}
	}
	t.adopt(obj, nil, nil)
}

// GetOrCreate reads the row that is equal to obj in the fields by into obj, or
// creates obj where there is none, and reports whether it did.
func (s *Session) GetOrCreate(ctx context.Context, t *Type, obj unsafe.Pointer, by []*model.Field) (created bool, err error) {
	if err := s.checkBy(ctx, t, obj, by, "get or create"); err != nil {
		return false, err
	}
	err = s.again(ctx, func() (err error) {
		created, err = s.getOrCreate(ctx, t, obj, by)
		return err
	})
	return created, err
}

func (s *Session) getOrCreate(ctx context.Context, t *Type, obj unsafe.Pointer, by []*model.Field) (created bool, err error) {
	if found, err := s.find(ctx, t, obj, by, nil); found || err != nil {
		return false, err
	}
	// A savepoint keeps the transaction usable when another one creates the row first.
	err = s.create(ctx, t, obj)
	if !errors.Is(err, dialect.ErrUnique) {
		return err == nil, err
	}
	var lock *query.Lock
	if s.tx != nil { // a lock reads what is committed now, where the transaction reads what was at its beginning
		lock = &query.Lock{Share: true}
	}
	found, findErr := s.find(ctx, t, obj, by, lock)
	switch {
	case findErr != nil:
		return false, errors.Join(err, findErr)
	case !found:
		return false, t.unseen(err, by)
	}
	return false, nil
}

// unseen returns the error of a row that could be created neither nor found. Where
// a row that is equal in the fields by was in the way, it was created by a
// transaction that this one does not see, or deleted since.
func (t *Type) unseen(err error, by []*model.Field) error {
	var e *dialect.ConstraintError
	if !errors.As(err, &e) || len(e.Columns) != len(by) ||
		slices.ContainsFunc(by, func(f *model.Field) bool { return !slices.Contains(e.Columns, f.Column) }) {
		return err
	}
	return fmt.Errorf("%w: another one created the same %s, which this one does not see: %w", dialect.ErrSerialization, t.Name, err)
}

// create creates obj in a savepoint of the session's transaction, if there is one.
func (s *Session) create(ctx context.Context, t *Type, obj unsafe.Pointer) error {
	if s.tx == nil {
		return s.Create(ctx, t, obj)
	}
	return s.atomic(ctx, func(s *Session) error { return s.Create(ctx, t, obj) })
}

// UpdateOrCreate updates the row that is equal to obj in the fields by with the
// other fields of obj, or creates obj, and reports whether it did.
func (s *Session) UpdateOrCreate(ctx context.Context, t *Type, obj unsafe.Pointer, by []*model.Field) (created bool, err error) {
	if err := s.checkBy(ctx, t, obj, by, "update or create"); err != nil {
		return false, err
	}
	err = s.atomicAgain(ctx, func(s *Session) (err error) {
		created, err = s.updateOrCreate(ctx, t, obj, by)
		return err
	})
	return created && err == nil, err
}

// updateOrCreate is UpdateOrCreate in a transaction.
func (s *Session) updateOrCreate(ctx context.Context, t *Type, obj unsafe.Pointer, by []*model.Field) (created bool, err error) {
	row := t.newSlab(1)
	for _, f := range by {
		t.Slots[f.Index0].Copy(row, obj)
	}
	found, err := s.find(ctx, t, row, by, &query.Lock{})
	if err != nil {
		return false, err
	}
	if !found {
		err := s.create(ctx, t, obj)
		if !errors.Is(err, dialect.ErrUnique) {
			return err == nil, err
		}
		found, findErr := s.find(ctx, t, row, by, &query.Lock{})
		switch {
		case findErr != nil:
			return false, errors.Join(err, findErr)
		case !found:
			return false, t.unseen(err, by)
		}
	}
	s.onRollback(t.rememberRow(obj))
	t.keepRow(obj, row, by)
	return false, s.Save(ctx, t, obj, nil)
}

// keepRow makes obj stand for the row that was read, with the values of obj in
// the fields that an update writes.
func (t *Type) keepRow(obj, row unsafe.Pointer, by []*model.Field) {
	for _, f := range t.stored {
		own := slices.Contains(t.KeyFields(), f) || slices.Contains(by, f) || f == t.version || f.AutoCreate
		if own {
			t.Slots[f.Index0].Copy(obj, row)
		}
	}
	t.adopt(obj, nil, nil)
}

// Upsert inserts obj, or updates the row that is equal to it in the fields by, in
// one statement.
func (s *Session) Upsert(ctx context.Context, t *Type, obj unsafe.Pointer, by []*model.Field) error {
	if err := s.checkBy(ctx, t, obj, by, "upsert"); err != nil {
		return err
	}
	if !t.uniqueIn(by) {
		return fmt.Errorf("kin: upsert %s: no unique constraint is on (%s); add unique to the model, or use UpdateOrCreate", t.Name, fieldList(by))
	}
	if s.hooked(t, Upserts) {
		return s.withHooks(ctx, t, Upserts, []unsafe.Pointer{obj}, func(s *Session) error { return s.upsertRow(ctx, t, obj, by) })
	}
	return s.upsertRow(ctx, t, obj, by)
}

func (s *Session) upsertRow(ctx context.Context, t *Type, obj unsafe.Pointer, by []*model.Field) error {
	auto, err := s.readyToCreate(ctx, t, obj)
	if err != nil {
		return err
	}
	if !s.DB.dialect.Features.Returning {
		return s.atomicAgain(ctx, func(s *Session) error { return s.insertOrUpdate(ctx, t, obj, auto, by) })
	}
	var update []*model.Field
	for _, f := range t.stored {
		if !slices.Contains(by, f) && !slices.Contains(t.KeyFields(), f) && (!f.AutoCreate || f.AutoUpdate) && f != t.version {
			update = append(update, f)
		}
	}
	return s.insert(ctx, t, obj, auto, by, update, "upsert")
}

// insertOrUpdate is upsertRow on a database that does not return what it wrote, and
// that takes any unique key for a conflict. The insert locks the row that is in the
// way, so that nothing comes between it and the update.
func (s *Session) insertOrUpdate(ctx context.Context, t *Type, obj unsafe.Pointer, auto bool, by []*model.Field) error {
	created, err := s.insertIfAbsent(ctx, t, obj, auto, by)
	if err != nil || created {
		return err
	}
	row := t.newSlab(1)
	for _, f := range by {
		t.Slots[f.Index0].Copy(row, obj)
	}
	found, err := s.find(ctx, t, row, by, &query.Lock{})
	if err != nil {
		return err
	}
	if !found {
		return fmt.Errorf("kin: upsert %s: %w: another row than that of (%s) has a value that must be unique", t.Name, dialect.ErrUnique, fieldList(by))
	}
	s.onRollback(t.rememberRow(obj))
	t.keepRow(obj, row, by)
	return s.saveRow(ctx, t, obj, nil)
}

// isOld is the last insert ID of a row that was there, see [ast.Conflict].
const isOld = -1

// insertIfAbsent inserts an object unless a row is in the way, which it locks, and
// reports whether it did.
func (s *Session) insertIfAbsent(ctx context.Context, t *Type, obj unsafe.Pointer, auto bool, by []*model.Field) (bool, error) {
	i := &query.Insert{Model: t.Model, Fields: t.inserted(auto), Conflict: by}
	p, err := s.insertPlan(t, i)
	if err != nil {
		return false, err
	}
	args, err := t.values(make([]dialect.Value, 0, len(i.Fields)), obj, i.Fields)
	if err != nil {
		return false, err
	}
	res, err := s.exec(ctx, p.stmt, args)
	if err != nil {
		return false, s.explainObjects(ctx, t, []unsafe.Pointer{obj}, queryError("upsert", t, p.stmt.SQL, err))
	}
	if res.LastInsertID == isOld {
		return false, nil
	}
	undo := t.remember(obj, auto)
	if auto {
		if err := t.Slots[t.auto.Index0].SetInt(obj, res.LastInsertID); err != nil {
			return false, err
		}
	}
	t.adopt(obj, nil, nil)
	s.onRollback(undo)
	return true, nil
}

// onConflict makes an insert update the row that is equal in the fields by, and
// return what the object does not know of that row.
func (t *Type) onConflict(i *query.Insert, by, update []*model.Field) {
	i.Conflict, i.Update = by, update
	if len(update) == 0 { // an update that changes nothing, so that the row's key comes back
		i.Update = by
	} else {
		i.Version = t.version
	}
	i.Returning = slices.Clone(t.KeyFields())
	for _, f := range t.stored {
		if f == t.version || f.AutoCreate && !f.AutoUpdate {
			i.Returning = append(i.Returning, f)
		}
	}
}

// rememberRow returns what takes back that an object became that of a row, whose
// key it may have got.
func (t *Type) rememberRow(obj unsafe.Pointer) func() {
	state := t.stateOf(obj)
	before := *state
	keys := make([]dialect.Value, len(t.keySlots))
	for i := range keys {
		keys[i], _ = t.keySlots[i].Value(obj)
	}
	return func() {
		*state = before
		for i := range keys {
			t.keySlots[i].Set(obj, keys[i]) //nolint:errcheck // it was there before
		}
		if before.saved {
			return
		}
		for _, r := range t.sets {
			*(*Set)(unsafe.Add(obj, r.offset)) = Set{}
		}
	}
}

func (t *Type) uniqueIn(by []*model.Field) bool {
	if len(by) == 1 && by[0].Unique {
		return true
	}
	same := func(names []string) bool {
		return len(names) == len(by) && !slices.ContainsFunc(by, func(f *model.Field) bool { return !slices.Contains(names, f.Name) })
	}
	return same(t.Key) || slices.ContainsFunc(t.Uniques, same)
}

func fieldList(fields []*model.Field) string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}

// Reload reads the row of an object again, into all fields that the object has
// loaded. Relations count as unloaded.
func (s *Session) Reload(ctx context.Context, t *Type, obj unsafe.Pointer) error {
	if err := s.checkObject(ctx, t, obj, "reload"); err != nil {
		return err
	}
	if !t.stateOf(obj).saved {
		return unsaved(t.Name, "reloading it")
	}
	q, err := t.sameFields(obj, t.KeyFields())
	if err != nil {
		return err
	}
	from, err := s.Get(ctx, t, q)
	if errors.Is(err, ErrNotFound) {
		return t.gone(obj)
	}
	if err != nil {
		return err
	}
	t.copyRow(obj, from)
	return nil
}

// OrCreate is GetOrCreate or UpdateOrCreate.
type OrCreate func(s *Session, ctx context.Context, t *Type, obj unsafe.Pointer, by []*model.Field) (bool, error)

// OrCreateIn is an OrCreate whose row is then related to the owner of a set.
func (s *Session) OrCreateIn(ctx context.Context, set *Set, name string, obj unsafe.Pointer, by []*query.Term, verb OrCreate) (created bool, err error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return false, err
	}
	if o.refused != nil {
		return false, o.refused
	}
	t := o.rel.Target
	fields := make([]*model.Field, len(by))
	for i, x := range by {
		if x.Err != nil {
			return false, x.Err
		}
		if x.From != query.FromRoot || x.Field.Model != t.Model || len(x.Path.Hops) > 0 {
			return false, fmt.Errorf("kin: %s is no column of %s itself", x, t.Name)
		}
		fields[i] = x.Field
	}
	defer set.unload()
	err = s.atomicAgain(ctx, func(s *Session) (err error) {
		created, err = s.orCreateIn(ctx, o, obj, fields, verb)
		return err
	})
	return created && err == nil, err
}

// orCreateIn is OrCreateIn in a transaction.
func (s *Session) orCreateIn(ctx context.Context, o owners, obj unsafe.Pointer, by []*model.Field, verb OrCreate) (created bool, err error) {
	if o.rel.Through == nil {
		created, err = s.orCreateChild(ctx, o, obj, by, verb)
	} else {
		created, err = verb(s, ctx, o.rel.Target, obj, by)
	}
	if err != nil {
		return false, err
	}
	keys, err := o.targetKeys([]unsafe.Pointer{obj}, true)
	if err != nil {
		return false, err
	}
	_, err = s.addKeys(ctx, &Set{rel: o.rel}, o, keys)
	return created, err
}

// orCreateChild is an OrCreate of a child of the owner, which a new child needs to be
// created. An update may give it the owner too, of which those who listen are told.
func (s *Session) orCreateChild(ctx context.Context, o owners, obj unsafe.Pointer, by []*model.Field, verb OrCreate) (created bool, err error) {
	t := o.rel.Target
	if err := o.giveKey(obj); err != nil {
		return false, err
	}
	if !s.heard(t.Model) {
		return verb(s, ctx, t, obj, by)
	}
	q, err := t.sameFields(obj, by)
	if err != nil {
		return false, err
	}
	before, err := s.heardChildren(ctx, o.rel, q.Where...)
	if err != nil {
		return false, err
	}
	if created, err = verb(s, ctx, t, obj, by); err != nil {
		return false, err
	}
	if owner, err := o.rel.ownerOf(obj); err != nil || owner == nil || compareRows(owner, o.args) != 0 {
		return created, err // it is found, and added afterwards
	}
	if created || len(before) == 0 {
		return created, s.tellNew(ctx, o, obj)
	}
	return created, s.tellMoved(ctx, o, before[:1])
}
