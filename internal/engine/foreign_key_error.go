package engine

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unsafe"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// A ForeignKeyError says which rows or keys a violated foreign key is about, which
// databases do not tell. It is found out after the statement has failed, so that
// another program may have changed the rows in between; where nothing is found,
// or the transaction can read no more, the error of the database is returned alone.
type ForeignKeyError struct {
	Blocked []Blocker    // of a delete: the rows that refer to rows that were to go
	Missing []MissingRow // of any other write: the keys that refer to no row
	Err     error        // the database's error, a ConstraintError
}

// A MissingRow is a key that refers to no row.
type MissingRow struct {
	Relation string   // that the key belongs to, as "Book.Author"
	Fields   []string // that hold the key, as "Book.AuthorID"
	Target   string   // the model that has no such row
	Key      []any

	of    *model.Model   // whose table holds the key
	own   []*model.Field // that hold it
	shown bool
	unset bool // it has the zeros of its fields
}

// Error names the rows, but for keys that are not numbers.
func (e *ForeignKeyError) Error() string {
	var parts []string
	for _, b := range e.Blocked {
		parts = append(parts, b.String())
	}
	for _, m := range e.Missing {
		parts = append(parts, m.String())
	}
	return strings.Join(parts, "; ")
}

// Unwrap returns the database's error.
func (e *ForeignKeyError) Unwrap() error { return e.Err }

// String says which row is missing, as "Book.AuthorID = 99: there is no such Author".
func (m MissingRow) String() string {
	text := strings.Join(m.Fields, ", ")
	if m.shown {
		text += " = " + keyText(m.Key)
	}
	text += ": there is no such " + m.Target
	if m.unset {
		text += "; set " + m.Relation + " or its key"
	}
	return text
}

// explains reports whether s can find out why err happened.
func (s *Session) explains(err error) (*QueryError, bool) {
	var q *QueryError
	if !errors.Is(err, dialect.ErrForeignKey) || !errors.As(err, &q) {
		return nil, false
	}
	return q, s.tx == nil || !s.DB.dialect.Features.AbortsTx
}

// explained returns q with what was found out of its cause. It hides no error: if
// nothing was found, or finding out failed, that of the database stays as it is.
func explained(q *QueryError, why *ForeignKeyError, err error) error {
	if err != nil || len(why.Blocked)+len(why.Missing) == 0 {
		return q
	}
	dangling(q.Err, why.Missing)
	why.Err = q.Err
	return &QueryError{Op: q.Op, SQL: q.SQL, Err: why}
}

// explainDelete adds the rows that prevented a delete to its error.
func (s *Session) explainDelete(ctx context.Context, t *Type, q *query.Query, err error) error {
	failed, ok := s.explains(err)
	if !ok {
		return err
	}
	plan, err := s.DeletePlan(ctx, t, q)
	if err != nil {
		return failed
	}
	certain := slices.DeleteFunc(slices.Clone(plan.Blocked), func(b Blocker) bool { return b.MayPass })
	if len(certain) == 0 {
		certain = plan.Blocked
	}
	return explained(failed, &ForeignKeyError{Blocked: certain}, nil)
}

// explainObjects adds to the error of writing objects which key refers to no row.
// Of several objects the first one with such a key is the one that failed.
func (s *Session) explainObjects(ctx context.Context, t *Type, objs []unsafe.Pointer, err error) error {
	failed, ok := s.explains(err)
	if !ok {
		return err
	}
	var keys []foreignKey
	for _, r := range t.Relations {
		if r.Kind != model.BelongsTo || !r.Constrain {
			continue
		}
		k := foreignKey{rel: r, of: t.Model, own: r.OwnerKey, to: r.Target, key: r.TargetKey}
		for _, obj := range objs {
			values, err := t.values(nil, obj, r.OwnerKey)
			if err != nil {
				return failed
			}
			k.values = append(k.values, values)
		}
		keys = append(keys, k)
	}
	missing, err := s.missing(ctx, keys)
	return explained(failed, &ForeignKeyError{Missing: missing}, err)
}

// explainAssigns is explainObjects for the keys that an update assigns.
func (s *Session) explainAssigns(ctx context.Context, t *Type, set []*query.Assign, err error) error {
	failed, ok := s.explains(err)
	if !ok {
		return err
	}
	var keys []foreignKey
	for _, r := range t.Relations {
		if r.Kind != model.BelongsTo || !r.Constrain {
			continue
		}
		var key []dialect.Value
		for _, f := range r.OwnerKey {
			i := slices.IndexFunc(set, func(a *query.Assign) bool {
				return a.Field == f && a.Op == query.Put && a.From == nil
			})
			if i >= 0 {
				key = append(key, set[i].Arg)
			}
		}
		if len(key) == len(r.OwnerKey) {
			keys = append(keys, foreignKey{
				rel: r, of: t.Model, own: r.OwnerKey, to: r.Target, key: r.TargetKey, values: [][]dialect.Value{key},
			})
		}
	}
	missing, err := s.missing(ctx, keys)
	return explained(failed, &ForeignKeyError{Missing: missing}, err)
}

// explainLinks is explainObjects for the keys of links.
func (s *Session) explainLinks(ctx context.Context, keys []foreignKey, err error) error {
	failed, ok := s.explains(err)
	if !ok {
		return err
	}
	missing, err := s.missing(ctx, keys)
	return explained(failed, &ForeignKeyError{Missing: missing}, err)
}

// endKeys returns the keys of links of r from owners to targets.
func endKeys(r *model.Relation, owners, targets [][]dialect.Value) []foreignKey {
	link := r.Through.Model
	return []foreignKey{
		{rel: r, of: link, own: r.Through.OwnerFields, to: r.Owner, key: r.OwnerKey, values: owners},
		{rel: r, of: link, own: r.Through.TargetFields, to: r.Target, key: r.TargetKey, values: targets},
	}
}

// ownKeys returns the keys that links hold beside those of their ends, of rows with
// the given values of fields.
func ownKeys(link *model.Model, fields []*model.Field, rows [][]dialect.Value) []foreignKey {
	var keys []foreignKey
	for _, r := range link.Relations {
		if r.Kind != model.BelongsTo || !r.Constrain {
			continue
		}
		places := make([]int, len(r.OwnerKey))
		for i, f := range r.OwnerKey {
			places[i] = slices.Index(fields, f)
		}
		if slices.Contains(places, -1) {
			continue
		}
		k := foreignKey{rel: r, of: link, own: r.OwnerKey, to: r.Target, key: r.TargetKey}
		for _, row := range rows {
			key := make([]dialect.Value, len(places))
			for i, place := range places {
				key[i] = row[place]
			}
			k.values = append(k.values, key)
		}
		keys = append(keys, k)
	}
	return keys
}

func fieldNames(m *model.Model, fields []*model.Field) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = m.Name + "." + f.Name
	}
	return out
}

// A foreignKey is a key with the values that were written to it, row by row.
type foreignKey struct {
	rel    *model.Relation
	of     *model.Model   // whose table holds the key
	own    []*model.Field // that hold it
	to     *model.Model
	key    []*model.Field // of to
	values [][]dialect.Value
}

// missing returns the keys of the first row that refer to no row, one statement
// for each foreign key.
func (s *Session) missing(ctx context.Context, keys []foreignKey) ([]MissingRow, error) {
	first := -1
	var out []MissingRow
	for _, k := range keys {
		row, err := s.firstMissing(ctx, k)
		if err != nil {
			return nil, err
		}
		if row < 0 || first >= 0 && row > first {
			continue
		}
		if row < first {
			out = nil
		}
		first = row
		out = append(out, MissingRow{
			Relation: k.rel.String(), Fields: fieldNames(k.of, k.own), Target: k.to.Name,
			Key: plainKey(k.values[row]), of: k.of, own: k.own, shown: numbers(k.key),
			unset: k.rel.Kind == model.BelongsTo && !slices.ContainsFunc(k.values[row], func(v dialect.Value) bool { return v.N != 0 || v.S != "" }),
		})
	}
	return out, nil
}

// firstMissing returns the first row whose key refers to no row, or -1.
func (s *Session) firstMissing(ctx context.Context, k foreignKey) (int, error) {
	null := func(v dialect.Value) bool { return v.Null }
	var asked [][]dialect.Value
	for _, key := range k.values {
		if !slices.ContainsFunc(key, null) { // a key that is NULL in part refers to nothing
			asked = append(asked, key)
		}
	}
	if len(asked) == 0 {
		return -1, nil
	}
	rows, err := s.matching(ctx, k.to, k.key, k.key, columnSets(k.key, asked))
	if err != nil {
		return -1, err
	}
	var found keyIndex
	found.init(len(k.key), len(rows))
	for i, row := range rows {
		found.add(row, int32(i))
	}
	for i, key := range k.values {
		if !slices.ContainsFunc(key, null) && !found.has(key) {
			return i, nil
		}
	}
	return -1, nil
}
