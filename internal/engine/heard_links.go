package engine

import (
	"context"
	"slices"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
)

// A heardWrite is a statement that writes links of a relation that somebody listens
// to. It finds out exactly which links the statement adds, removes or changes: from
// the rows that the statement returns or, where the database returns none, from
// rows that were locked before. It runs in a transaction.
type heardWrite struct {
	s    *Session
	r    *Rel
	op   string
	key  []byte // of the statement's plan
	args []dialect.Value
	rows *linkReader
}

// writeHeard runs a statement that writes links of r and tells everyone who listens.
func (s *Session) writeHeard(ctx context.Context, r *Rel, op string, key []byte, args []dialect.Value, build func() (ast.Stmt, error)) (n int64, err error) {
	stmt, err := build()
	if err != nil {
		return 0, err
	}
	rows, err := newLinkReader(r)
	if err != nil {
		return 0, err
	}
	err = s.atomic(ctx, func(s *Session) (err error) {
		w := &heardWrite{s, r, op, key, args, rows}
		switch stmt := stmt.(type) {
		case *ast.Insert:
			n, err = w.insert(ctx, *stmt)
		case *ast.Delete:
			n, err = w.delete(ctx, *stmt)
		case *ast.Update:
			n, err = w.update(ctx, *stmt)
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// The statements of a heard write, as a part of the keys of their plans.
const (
	heardWriting byte = iota
	heardOwners
	heardPairs
	heardWhere
	heardAfter
)

// plan returns the plan of one of the statements.
func (w *heardWrite) plan(step byte, build func() ast.Stmt) (*plan, error) {
	key := append([]byte{keyHeard, step}, w.key...)
	if p := w.s.DB.plans.get(key); p != nil {
		return p, nil
	}
	return w.s.DB.compile(key, build())
}

// read runs a statement that returns links and returns them in the order of their keys.
func (w *heardWrite) read(ctx context.Context, step byte, args []dialect.Value, build func() ast.Stmt) ([]heardLink, error) {
	p, err := w.plan(step, build)
	if err != nil {
		return nil, err
	}
	var out []heardLink
	err = w.s.query(ctx, dialect.Write, p.stmt, args, func(rows dialect.Rows) error {
		l, err := w.rows.read(rows)
		out = append(out, l)
		return err
	})
	if err != nil {
		return nil, &QueryError{Op: w.op + " " + w.r.String(), SQL: p.stmt.SQL, Err: err}
	}
	slices.SortFunc(out, func(a, b heardLink) int { return compareRows(a.key, b.key) })
	return out, nil
}

// write runs the statement itself and returns the links that it returns, if the
// database does that, and how many it wrote.
func (w *heardWrite) write(ctx context.Context, args []dialect.Value, stmt ast.Stmt) ([]heardLink, int64, error) {
	if w.returns() {
		links, err := w.read(ctx, heardWriting, args, func() ast.Stmt { return stmt })
		return links, int64(len(links)), err
	}
	p, err := w.plan(heardWriting, func() ast.Stmt { return stmt })
	if err != nil {
		return nil, 0, err
	}
	res, err := w.s.exec(ctx, p.stmt, args)
	if err != nil {
		return nil, 0, &QueryError{Op: w.op + " " + w.r.String(), SQL: p.stmt.SQL, Err: err}
	}
	return nil, res.RowsAffected, nil
}

func (w *heardWrite) returns() bool { return w.s.DB.dialect.Features.Returning }

// insert adds links. Those that exist matter only if they are changed, or if the
// database does not say which are new; then no other may appear, so the owners are
// locked: whoever adds a link needs its owner's row.
func (w *heardWrite) insert(ctx context.Context, stmt ast.Insert) (int64, error) {
	changes := stmt.Conflict != nil && len(stmt.Conflict.Set) > 0
	pairs := w.pairs()
	var before []heardLink
	var err error
	if changes || !w.returns() {
		if before, err = w.existing(ctx, pairs, true); err != nil {
			return 0, err
		}
	}
	if w.returns() {
		stmt.Returning = w.rows.outputs("")
	}
	after, n, err := w.write(ctx, w.args, &stmt)
	if err != nil {
		return 0, err
	}
	if !w.returns() {
		if after, err = w.existing(ctx, pairs, false); err != nil {
			return 0, err
		}
	}
	added, changed := w.compare(before, after)
	if err := w.s.tell(ctx, w.r, LinkAdded, added); err != nil {
		return 0, err
	}
	return n, w.s.tell(ctx, w.r, LinkChanged, changed)
}

// compare returns which links are new and which have other values than before.
func (w *heardWrite) compare(before, after []heardLink) (added, changed []ChangedLink) {
	index := keyIndex{}
	index.init(len(w.rows.key), len(before))
	for i, l := range before {
		index.add(l.key, int32(i))
	}
	for _, l := range after {
		old := index.last(l.key)
		switch {
		case old < 0:
			added = append(added, ChangedLink{l.owner, l.target, nil, l.link})
		case w.rows.differ(before[old].link, l.link):
			changed = append(changed, ChangedLink{l.owner, l.target, before[old].link, l.link})
		}
	}
	return added, changed
}

// delete removes links.
func (w *heardWrite) delete(ctx context.Context, stmt ast.Delete) (int64, error) {
	links, err := []heardLink(nil), error(nil)
	args := w.args
	if w.returns() {
		stmt.Returning = w.rows.outputs("")
	} else {
		if links, err = w.where(ctx, stmt.Where); err != nil || len(links) == 0 {
			return 0, err
		}
		args, stmt.Where = w.these(links)
	}
	returned, n, err := w.write(ctx, args, &stmt)
	if err != nil {
		return 0, err
	}
	removed := make([]ChangedLink, 0, n)
	for _, l := range append(links, returned...) {
		removed = append(removed, ChangedLink{l.owner, l.target, l.link, nil})
	}
	return n, w.s.tell(ctx, w.r, LinkRemoved, removed)
}

// update changes values of links: of those that were locked before, so that each
// has a before and an after.
func (w *heardWrite) update(ctx context.Context, stmt ast.Update) (int64, error) {
	before, err := w.where(ctx, stmt.Where)
	if err != nil || len(before) == 0 {
		return 0, err
	}
	args, where := w.these(before)
	stmt.Where = where
	p, err := w.plan(heardWriting, func() ast.Stmt { return &stmt })
	if err != nil {
		return 0, err
	}
	res, err := w.s.exec(ctx, p.stmt, args)
	if err != nil {
		return 0, &QueryError{Op: w.op + " " + w.r.String(), SQL: p.stmt.SQL, Err: err}
	}
	after, err := w.read(ctx, heardAfter, args, func() ast.Stmt { return w.rows.selecting(where, false) })
	if err != nil {
		return 0, err
	}
	_, changed := w.compare(before, after)
	return res.RowsAffected, w.s.tell(ctx, w.r, LinkChanged, changed)
}

// where reads and locks the links that fulfil the statement's condition.
func (w *heardWrite) where(ctx context.Context, where ast.Expr) ([]heardLink, error) {
	return w.read(ctx, heardWhere, w.args, func() ast.Stmt {
		return w.rows.selecting(where, w.s.DB.dialect.Features.Locks)
	})
}

// these returns the condition that a link is one of links, and the arguments of the
// statement with those of the condition.
func (w *heardWrite) these(links []heardLink) ([]dialect.Value, ast.Expr) {
	keys := make([][]dialect.Value, len(links))
	for i, l := range links {
		keys[i] = l.key
	}
	sets := columnSets(w.rows.key, keys)
	return append(slices.Clip(w.args), sets...), w.rows.in(w.rows.key, len(w.args))
}

// pairs returns the keys of owners and targets of an insert, pair by pair, as sets.
func (w *heardWrite) pairs() []dialect.Value {
	n, all := len(w.r.OwnerKey), len(w.r.OwnerKey)+len(w.r.TargetKey)
	if w.args[0].Set != nil {
		return w.args[:all]
	}
	var rows [][]dialect.Value
	for _, target := range setRows(w.args[n:all]) {
		rows = append(rows, slices.Concat(w.args[:n], target))
	}
	return columnSets(slices.Concat(w.r.OwnerKey, w.r.TargetKey), rows)
}

// existing reads the links between pairs of rows, and locks their owners first.
func (w *heardWrite) existing(ctx context.Context, pairs []dialect.Value, lock bool) ([]heardLink, error) {
	if lock {
		if err := w.s.lockOwners(ctx, owners{rel: w.r, args: pairs[:len(w.r.OwnerKey)], many: true}); err != nil {
			return nil, err
		}
	}
	ends := slices.Concat(w.r.Through.OwnerFields, w.r.Through.TargetFields)
	return w.read(ctx, heardPairs, pairs, func() ast.Stmt { return w.rows.selecting(w.rows.in(ends, 0), false) })
}
