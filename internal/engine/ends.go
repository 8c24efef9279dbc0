package engine

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
)

// The ends of a relation are found by its OwnerKey and TargetKey. Mostly these are
// primary keys; a foreign key with references= leads to other unique columns, which a
// row may lack. Programs name rows by their primary keys, and the sets of such relations
// translate them.

// isKey reports whether fields are the primary key of a model.
func isKey(m *model.Model, fields []*model.Field) bool { return slices.Equal(fields, m.KeyFields()) }

// endValue returns the value of a field of an object that is at an end of a relation.
func (t *Type) endValue(obj unsafe.Pointer, f *model.Field) (dialect.Value, error) {
	if !t.stateOf(obj).loaded(f.Index0) {
		return dialect.Value{}, fmt.Errorf("%w: %s.%s, which the relation refers to; load the object with that column", ErrNotLoaded, t.Name, f.Name)
	}
	return t.Slots[f.Index0].Value(obj)
}

// nullEnd is the error of relating something to a row without a value in f.
func nullEnd(r *model.Relation, m *model.Model, f *model.Field) error {
	return fmt.Errorf("kin: %s: %s.%s is NULL, so nothing can be related to that row; give it a value first", r, m.Name, f.Name)
}

// linkable returns those rows of values of fields that links can hold. Where links are
// added, a row that lacks one is an error.
func linkable(r *model.Relation, fields []*model.Field, rows [][]dialect.Value, adding bool) ([][]dialect.Value, error) {
	for i, f := range fields {
		if !f.Nullable {
			continue
		}
		lacks := func(row []dialect.Value) bool { return row[i].Null }
		if adding && slices.ContainsFunc(rows, lacks) {
			return nil, nullEnd(r, f.Model, f)
		}
		rows = slices.DeleteFunc(rows, lacks)
	}
	return rows, nil
}

// translated returns owners that are known by their primary keys as the relation
// knows them, by one statement. Those that there are not have no targets.
func (s *Session) translated(ctx context.Context, o owners) (owners, error) {
	args, refused, err := s.translate(ctx, o.rel.Relation, o.rel.Owner.Model, o.rel.OwnerKey, o.args)
	return owners{rel: o.rel, args: args, many: true, refused: refused}, err
}

// keysOfTargets is targetKeys for targets by their primary keys.
func (s *Session) keysOfTargets(ctx context.Context, o owners, keys []dialect.Value, adding bool) ([]dialect.Value, error) {
	fields := o.rel.targetFields()
	if isKey(o.rel.Target.Model, fields) {
		return sortSets(keys), nil
	}
	sets, refused, err := s.translate(ctx, o.rel.Relation, o.rel.Target.Model, fields, keys)
	if err == nil && adding {
		err = refused
	}
	return sets, err
}

// translate reads fields of the rows of m with primary keys, by one statement. It
// returns them in order, and why nothing can be related to all of these rows: one does
// not exist, or lacks a value.
func (s *Session) translate(ctx context.Context, r *model.Relation, m *model.Model, fields []*model.Field, keys []dialect.Value) (sets []dialect.Value, refused, err error) {
	key := m.KeyFields()
	keys = sortSets(keys)
	if keys[0].Set.Len == 0 {
		return emptySets(fields, 0), nil, nil
	}
	rows, err := s.matching(ctx, m, slices.Concat(key, fields), key, keys)
	if err != nil {
		return nil, nil, err
	}
	if len(rows) < keys[0].Set.Len {
		refused = absent(r, m, setRows(keys), rows)
	}
	for i, row := range rows {
		rows[i] = row[len(key):]
	}
	if _, null := linkable(r, fields, slices.Clone(rows), true); refused == nil {
		refused = null
	}
	rows, err = linkable(r, fields, rows, false)
	return columnSets(fields, sortRows(rows)), refused, err
}

// absent is the error of relating rows of which one does not exist.
func absent(r *model.Relation, m *model.Model, keys, found [][]dialect.Value) error {
	key := m.KeyFields()
	var known keyIndex
	known.init(len(key), len(found))
	for i, row := range found {
		known.add(row[:len(key)], int32(i))
	}
	i := slices.IndexFunc(keys, func(k []dialect.Value) bool { return !known.has(k) })
	return &ForeignKeyError{Err: fmt.Errorf("%w: add to %s", dialect.ErrForeignKey, r), Missing: []MissingRow{{
		Relation: r.String(), Fields: fieldNames(m, key), Target: m.Name, Key: plainKey(keys[i]), of: m, own: key, shown: numbers(key),
	}}}
}

// completeEnds reads the primary keys of the ends of links, where the relation knows
// them by other columns: one statement for each end.
func (s *Session) completeEnds(ctx context.Context, r *Rel, links []ChangedLink) error {
	err := s.completeEnd(ctx, r.Owner, r.OwnerKey, links, func(l *ChangedLink) unsafe.Pointer { return l.Owner })
	if err != nil || r.Through == nil {
		return err
	}
	return s.completeEnd(ctx, r.Target, r.TargetKey, links, func(l *ChangedLink) unsafe.Pointer { return l.Target })
}

func (s *Session) completeEnd(ctx context.Context, t *Type, fields []*model.Field, links []ChangedLink, end func(*ChangedLink) unsafe.Pointer) error {
	key := t.KeyFields()
	if isKey(t.Model, fields) {
		return nil
	}
	var index keyIndex
	index.init(len(fields), len(links))
	var rows [][]dialect.Value
	objs := make([]unsafe.Pointer, len(links))
	for i := range links {
		if objs[i] = end(&links[i]); objs[i] == nil {
			continue
		}
		row, err := t.values(nil, objs[i], fields)
		if err != nil {
			return err
		}
		if index.add(row, int32(i)) {
			rows = append(rows, row)
		}
	}
	found, err := s.matching(ctx, t.Model, slices.Concat(fields, key), fields, columnSets(fields, sortRows(rows)))
	if err != nil {
		return err
	}
	known := t.only(slices.Concat(fields, key))
	for _, row := range found {
		for i := index.last(row[:len(fields)]); i >= 0; i = index.prev(i) {
			for n, f := range key {
				if err := t.Slots[f.Index0].Set(objs[i], row[len(fields)+n]); err != nil {
					return err
				}
			}
			t.adopt(objs[i], known, nil)
		}
	}
	return nil
}
