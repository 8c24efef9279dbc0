package engine

import (
	"context"
	"slices"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// A deletion finds out what deleting rows does. It follows cascades level by level
// until no new row is reached, and then knows for every row that refers to one of
// these whether it stays.
type deletion struct {
	s     *Session
	t     *Type
	known []*model.Model
	refs  map[string][]*model.Relation // by table: the foreign keys that refer to it
	reads map[string][]*model.Field    // by table: the key, then what foreign keys refer to
	going map[string]*keyIndex         // by table: the keys of rows that go
	held  []*heldRows
	plan  *DeletePlan
}

// rowsOfModel are rows with the values of deletion.reads.
type rowsOfModel struct {
	model *model.Model
	rows  [][]dialect.Value
}

// heldRows are the rows that refer by a foreign key to rows that go, where that
// does not make them go.
type heldRows struct {
	ref     *model.Relation
	keys    [][]dialect.Value
	targets [][]dialect.Value // which each refers to
}

func newDeletion(s *Session, t *Type) *deletion {
	return &deletion{
		s: s, t: t, known: knownModels(), plan: &DeletePlan{Model: t.Name},
		refs: map[string][]*model.Relation{}, reads: map[string][]*model.Field{}, going: map[string]*keyIndex{},
	}
}

func (d *deletion) run(ctx context.Context, q *query.Query) (*DeletePlan, error) {
	rows, err := d.selected(ctx, q)
	if err != nil {
		return nil, err
	}
	first := d.add(d.t.Model, rows)
	d.plan.Rows = int64(len(first))
	level := []rowsOfModel{{d.t.Model, first}}
	for len(level) > 0 {
		if level, err = d.next(ctx, level); err != nil {
			return nil, err
		}
	}
	for _, h := range d.held {
		if err := d.settle(ctx, h); err != nil {
			return nil, err
		}
	}
	return d.plan, nil
}

// selected reads the rows of the query.
func (d *deletion) selected(ctx context.Context, q *query.Query) ([][]dialect.Value, error) {
	fields := d.read(d.t.Model)
	row, err := newRowReader(d.t.Model, fields)
	if err != nil {
		return nil, err
	}
	terms := make([]*query.Term, len(fields))
	for i, f := range fields {
		terms[i] = &query.Term{Path: d.t.root(), Field: f}
	}
	var out [][]dialect.Value
	q = q.With(func(c *query.Query) { c.Order, c.Unsorted, c.Preloads, c.Columns, c.Lock = nil, true, nil, nil, nil })
	err = d.s.Terms(ctx, d.t, q, terms, func(rows dialect.Rows) error {
		values, err := row.read(rows)
		out = append(out, values)
		return err
	})
	return out, err
}

// add notes that rows of m go and returns those that were not known to.
func (d *deletion) add(m *model.Model, rows [][]dialect.Value) [][]dialect.Value {
	index := d.going[m.Table]
	width := len(m.KeyFields())
	if index == nil {
		index = &keyIndex{}
		index.init(width, len(rows))
		d.going[m.Table] = index
	}
	var fresh [][]dialect.Value
	for _, row := range rows {
		if !index.has(row[:width]) {
			index.add(row[:width], 0)
			fresh = append(fresh, row)
		}
	}
	return fresh
}

// next follows the foreign keys that refer to the rows of a level and returns the
// rows that go because of them.
func (d *deletion) next(ctx context.Context, level []rowsOfModel) ([]rowsOfModel, error) {
	var out []rowsOfModel
	for _, l := range level {
		for _, r := range d.referring(l.model) {
			rows, targets, err := d.children(ctx, r, l)
			if err != nil {
				return nil, err
			}
			if len(rows) == 0 {
				continue
			}
			if r.OnDelete != schema.Cascade {
				d.hold(r, rows, targets)
				continue
			}
			if rows = d.add(r.Owner, rows); len(rows) > 0 {
				d.cascade(r, int64(len(rows)))
				out = merge(out, r.Owner, rows)
			}
		}
	}
	return out, nil
}

// merge adds rows to those of the same model, so that a level takes one statement
// for each foreign key.
func merge(level []rowsOfModel, m *model.Model, rows [][]dialect.Value) []rowsOfModel {
	for i, l := range level {
		if l.model.Table == m.Table {
			level[i].rows = append(l.rows, rows...)
			return level
		}
	}
	return append(level, rowsOfModel{m, rows})
}

// children reads the rows that refer by r to rows, and the keys that they refer to.
func (d *deletion) children(ctx context.Context, r *model.Relation, to rowsOfModel) (rows, targets [][]dialect.Value, err error) {
	sets := d.keysFor(r, to)
	if sets[0].Set.Len == 0 {
		return nil, nil, nil
	}
	fields := d.read(r.Owner)
	n := len(fields)
	found, err := d.s.matching(ctx, r.Owner, slices.Concat(fields, r.OwnerKey), r.OwnerKey, sets)
	for _, row := range found {
		rows, targets = append(rows, row[:n:n]), append(targets, row[n:])
	}
	return rows, targets, err
}

// keysFor returns the values of rows that r compares, as sets. NULL equals nothing.
func (d *deletion) keysFor(r *model.Relation, to rowsOfModel) []dialect.Value {
	fields := d.read(to.model)
	places := make([]int, len(r.TargetKey))
	for i, f := range r.TargetKey {
		places[i] = position(fields, f)
	}
	keys := make([][]dialect.Value, 0, len(to.rows))
	for _, row := range to.rows {
		key := make([]dialect.Value, len(places))
		null := false
		for i, p := range places {
			key[i] = row[p]
			null = null || row[p].Null
		}
		if !null {
			keys = append(keys, key)
		}
	}
	return columnSets(r.OwnerKey, keys)
}

// cascade counts rows that go with those that they refer to.
func (d *deletion) cascade(r *model.Relation, n int64) {
	if !r.Owner.IsLink {
		d.step(r, n)
		return
	}
	for i, l := range d.plan.Links {
		if l.Table == r.Owner.Table {
			d.plan.Links[i].Rows += n
			return
		}
	}
	d.plan.Links = append(d.plan.Links, LinkCount{Links: r.Owner.Name, Table: r.Owner.Table, Rows: n})
}

func (d *deletion) step(r *model.Relation, n int64) {
	for i, s := range d.plan.Steps {
		if s.Relation == r.String() && s.Model == r.Owner.Name {
			d.plan.Steps[i].Rows += n
			return
		}
	}
	d.plan.Steps = append(d.plan.Steps, DeleteStep{Model: r.Owner.Name, Relation: r.String(), Action: r.OnDelete, Rows: n})
}

// hold notes rows that refer by r to rows that go.
func (d *deletion) hold(r *model.Relation, rows, targets [][]dialect.Value) {
	i := slices.IndexFunc(d.held, func(h *heldRows) bool { return h.ref == r })
	if i < 0 {
		i = len(d.held)
		d.held = append(d.held, &heldRows{ref: r})
	}
	h := d.held[i]
	width := len(r.Owner.KeyFields())
	for n, row := range rows {
		h.keys, h.targets = append(h.keys, row[:width]), append(h.targets, targets[n])
	}
}

// settle decides what becomes of rows once it is known which go.
func (d *deletion) settle(ctx context.Context, h *heldRows) error {
	stay, leave := d.split(h)
	switch {
	case h.ref.OnDelete == schema.SetNull:
		if len(stay.keys) > 0 {
			d.step(h.ref, int64(len(stay.keys)))
		}
	case h.ref.OnDelete == schema.SetDefault && d.s.DB.dialect.Features.SetDefault:
		return d.settleDefault(ctx, h.ref, stay, leave)
	case h.ref.OnDelete == schema.Restrict:
		d.block(stay, false)
		d.block(leave, true)
	default:
		d.block(stay, false)
		d.blockEarly(leave)
	}
	return nil
}

// settleDefault decides what becomes of rows whose foreign key gets its default.
func (d *deletion) settleDefault(ctx context.Context, r *model.Relation, stay, leave *heldRows) error {
	if len(stay.keys) == 0 && (len(leave.keys) == 0 || d.s.DB.dialect.Features.LateChecks) {
		return nil
	}
	ok, err := d.hasDefault(ctx, r)
	if err != nil {
		return err
	}
	if n := int64(len(stay.keys)); n > 0 {
		d.step(r, n)
	}
	if !ok {
		d.block(stay, false)
		d.blockEarly(leave)
	}
	return nil
}

// blockEarly notes that rows that go by another way may prevent the delete, where
// the database may check them before they are gone.
func (d *deletion) blockEarly(leave *heldRows) {
	if !d.s.DB.dialect.Features.LateChecks {
		d.block(leave, true)
	}
}

// split tells the rows that stay from those that go by another way.
func (d *deletion) split(h *heldRows) (stay, leave *heldRows) {
	stay, leave = &heldRows{ref: h.ref}, &heldRows{ref: h.ref}
	index := d.going[h.ref.Owner.Table]
	for i, key := range h.keys {
		to := stay
		if index != nil && index.has(key) {
			to = leave
		}
		to.keys, to.targets = append(to.keys, key), append(to.targets, h.targets[i])
	}
	return stay, leave
}

// hasDefault reports whether the default of a foreign key refers to a row that
// stays, or to none.
func (d *deletion) hasDefault(ctx context.Context, r *model.Relation) (bool, error) {
	key := make([]dialect.Value, len(r.OwnerKey))
	for i, f := range r.OwnerKey {
		v, err := defaultValue(f)
		if err != nil {
			return false, err
		}
		key[i] = v
	}
	rows, err := d.s.matching(ctx, r.Target, r.Target.KeyFields(), r.TargetKey, columnSets(r.OwnerKey, [][]dialect.Value{key}))
	if err != nil || len(rows) == 0 {
		return false, err
	}
	return !d.going[r.Target.Table].has(rows[0]), nil
}

// block notes that rows prevent the delete.
func (d *deletion) block(h *heldRows, mayPass bool) {
	if len(h.keys) == 0 {
		return
	}
	r := h.ref
	b := Blocker{
		Model: r.Owner.Name, Relation: r.String(), Action: r.OnDelete, Rows: int64(len(h.keys)), MayPass: mayPass,
		defaulted: r.OnDelete == schema.SetDefault && d.s.DB.dialect.Features.SetDefault,
		Target:    r.Target.Name, columns: columnNames(r.Owner.KeyFields()),
		shown: shown{keys: numbers(r.Owner.KeyFields()), targets: numbers(r.OwnerKey)},
	}
	first := make([][]dialect.Value, len(h.keys))
	for i, key := range h.keys {
		first[i] = slices.Concat(key, h.targets[i])
	}
	slices.SortFunc(first, compareRows)
	first = first[:min(len(first), maxBlockerKeys)]
	var targets [][]dialect.Value
	for _, row := range first {
		n := len(r.Owner.KeyFields())
		b.Keys = append(b.Keys, plainKey(row[:n]))
		targets = append(targets, row[n:])
	}
	for _, key := range sortRows(targets) {
		b.Targets = append(b.Targets, plainKey(key))
	}
	d.plan.Blocked = append(d.plan.Blocked, b)
}

func columnNames(fields []*model.Field) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Column
	}
	return out
}
