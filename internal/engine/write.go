package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
	"github.com/kinorm/kin/model"
)

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

// isEnd reports whether a field of a link holds the key of one of its ends.
func (t *Type) isEnd(f *model.Field) bool {
	if !t.IsLink {
		return false
	}
	for _, r := range t.Relations {
		for _, m := range r.Target.Relations {
			if th := m.Through; th != nil && th.Model == t.Model && (slices.Contains(th.OwnerFields, f) || slices.Contains(th.TargetFields, f)) {
				return true
			}
		}
	}
	return f.Implicit
}

// ErrLinkEnd is exported by package kin.
var ErrLinkEnd = errors.New("kin: the ends of a link never change")

// endChanged returns the error of an assignment to a key of an end.
func (t *Type) endChanged(f *model.Field) error {
	return fmt.Errorf("%w: %s.%s is the key of one; remove the link and add another", ErrLinkEnd, t.Name, f.Name)
}

func (t *Type) checkAssigns(set []*query.Assign) error {
	if len(set) == 0 {
		return fmt.Errorf("kin: update %s: nothing is set; pass assignments such as %s.Field.Set(value)", t.Name, t.Plural)
	}
	for i, a := range set {
		if a.Err != nil {
			return a.Err
		}
		if t.isEnd(a.Field) {
			return t.endChanged(a.Field)
		}
		for _, b := range set[:i] {
			if a.Field == b.Field {
				return fmt.Errorf("kin: update %s: %s is set twice", t.Name, a.Field.Name)
			}
		}
		if a.From == nil && a.Op == query.Put {
			if err := checkEnum(t, a.Field, &a.Arg); err != nil {
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
	if t.IsLink && s.heard(t.Model) {
		if r := s.DB.linksOf(t.Model); r != nil {
			return s.writeHeard(ctx, r, op, sh.Key, sh.Args, build)
		}
	}
	p, err := s.DB.planFor(sh.Key, build)
	if err != nil {
		return 0, err
	}
	res, err := s.exec(ctx, p.stmt, sh.Args)
	return res.RowsAffected, queryError(op, t, p.stmt.SQL, err)
}
