package engine

import (
	"context"
	"fmt"
	"slices"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

// pairs returns the columns of all pairs of owner and target, mirrored as well
// for a symmetric relation, in order and each once.
func (o owners) pairs(keys []dialect.Value) []dialect.Value {
	own := [][]dialect.Value{o.args}
	if o.many {
		own = setRows(o.args)
	}
	var rows [][]dialect.Value
	for _, a := range own {
		for _, b := range setRows(keys) {
			rows = append(rows, slices.Concat(a, b))
			if o.rel.Symmetric {
				rows = append(rows, slices.Concat(b, a))
			}
		}
	}
	return columnSets(slices.Concat(o.rel.OwnerKey, o.rel.TargetKey), o.rel.sortPairs(rows))
}

// sortPairs returns pairs in the one order in which everybody inserts links,
// whichever end they come from: by the owner of the declared end, then the target.
func (r *Rel) sortPairs(rows [][]dialect.Value) [][]dialect.Value {
	n := len(r.OwnerKey)
	rows = sortRows(rows)
	if !r.Declared {
		slices.SortStableFunc(rows, func(a, b []dialect.Value) int { return compareRows(a[n:], b[n:]) })
	}
	return rows
}

// LinkPairs inserts links between pairs of rows, whose keys are columns of the
// owner's key and of the target's, and returns how many are new.
func (s *Session) LinkPairs(ctx context.Context, r *Rel, pairs []dialect.Value) (int64, error) {
	if err := s.checkPairs(ctx, r); err != nil || pairs[0].Set.Len == 0 {
		return 0, err
	}
	if r.Symmetric {
		pairs = mirrored(r.Relation, pairs)
	}
	fields, values, err := s.linkValues(ctx, r, nil)
	if err != nil {
		return 0, err
	}
	args := columnSets(slices.Concat(r.OwnerKey, r.TargetKey), r.sortPairs(setRows(pairs)))
	ins := &query.LinkInsert{Rel: r.Relation, Pairs: true, Values: fields}
	return s.counted(ctx, func() (int64, error) {
		return s.eachOnce(ctx, r, args, func(s *Session, pairs []dialect.Value) (int64, error) {
			return s.runLink(ctx, r, ins, append(pairs, values...))
		})
	})
}

// eachOnce writes the links between pairs and returns how many links the rows are.
// In a symmetric relation a link is two rows, or one for that of a row to itself,
// so where there may be several of these they are written by a statement of their own.
func (s *Session) eachOnce(ctx context.Context, r *Rel, pairs []dialect.Value, write func(*Session, []dialect.Value) (int64, error)) (int64, error) {
	self, others := r.split(pairs)
	if len(self) == 0 || len(self) == 1 && !r.Through.Multiple {
		n, err := write(s, pairs)
		return r.links(n), err
	}
	var total int64
	err := s.atomic(ctx, func(s *Session) error {
		n, err := write(s, columnSets(slices.Concat(r.OwnerKey, r.TargetKey), self))
		if total = n; err != nil || len(others) == 0 {
			return err
		}
		n, err = write(s, columnSets(slices.Concat(r.OwnerKey, r.TargetKey), others))
		total += r.links(n)
		return err
	})
	if err != nil {
		return 0, err
	}
	return total, nil
}

// split divides the pairs of a symmetric relation into those of a row and itself,
// and the others.
func (r *Rel) split(pairs []dialect.Value) (self, others [][]dialect.Value) {
	if !r.Symmetric {
		return nil, nil
	}
	n := len(r.OwnerKey)
	for _, row := range setRows(pairs) {
		if compareRows(row[:n], row[n:]) == 0 {
			self = append(self, row)
		} else {
			others = append(others, row)
		}
	}
	return self, others
}

// UnlinkPairs removes links between pairs of rows and returns how many there were.
func (s *Session) UnlinkPairs(ctx context.Context, r *Rel, pairs []dialect.Value) (int64, error) {
	if err := s.checkPairs(ctx, r); err != nil || pairs[0].Set.Len == 0 {
		return 0, err
	}
	return s.counted(ctx, func() (int64, error) {
		return s.eachOnce(ctx, r, sortSets(pairs), func(s *Session, pairs []dialect.Value) (int64, error) {
			return s.runUnlink(ctx, r, &query.LinkDelete{Rel: r.Relation, Pairs: true}, pairs)
		})
	})
}

func (s *Session) checkPairs(ctx context.Context, r *Rel) error {
	switch {
	case s == nil:
		return errNoDB
	case ctx == nil:
		return errNoContext
	case r.Owner.Err != nil:
		return r.Owner.Err
	case r.Through == nil:
		return fmt.Errorf("kin: %s has no links; set the key of %s instead", r, r.Target.Name)
	}
	return nil
}

// mirrored adds to pairs the same pairs the other way round.
func mirrored(r *model.Relation, pairs []dialect.Value) []dialect.Value {
	rows := setRows(pairs)
	n := len(r.OwnerKey)
	for _, row := range rows[:len(rows):len(rows)] {
		rows = append(rows, slices.Concat(row[n:], row[:n]))
	}
	return columnSets(slices.Concat(r.OwnerKey, r.TargetKey), sortRows(rows))
}
