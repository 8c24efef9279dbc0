package engine

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/query"
)

// Changed counts the links, or the children, that Set changed.
type Changed struct{ Added, Removed int64 }

// begin resolves a set for a write.
func (s *Session) begin(ctx context.Context, set *Set, target string) (owners, error) {
	if s == nil {
		return owners{}, errNoDB
	}
	if ctx == nil {
		return owners{}, errNoContext
	}
	o, err := set.resolve(target)
	if err != nil {
		return o, err
	}
	if o.rel.Target.Err != nil {
		return o, o.rel.Target.Err
	}
	if o.rel.Kind.One() {
		return o, fmt.Errorf("kin: %s leads to one %s; set the key of that row instead", o.rel, o.rel.Target.Name)
	}
	if o.byKey {
		return s.translated(ctx, o)
	}
	return o, nil
}

// Add relates targets to the owners of a set and returns how many links are new.
func (s *Session) Add(ctx context.Context, set *Set, name string, targets []unsafe.Pointer) (int64, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return 0, err
	}
	keys, err := o.targetKeys(targets, true)
	if err != nil {
		return 0, err
	}
	return s.addKeys(ctx, set, o, keys)
}

// AddKeys is Add for targets by key.
func (s *Session) AddKeys(ctx context.Context, set *Set, name string, keys []dialect.Value) (int64, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return 0, err
	}
	if keys, err = s.keysOfTargets(ctx, o, keys, true); err != nil {
		return 0, err
	}
	return s.addKeys(ctx, set, o, keys)
}

func (s *Session) addKeys(ctx context.Context, set *Set, o owners, keys []dialect.Value) (int64, error) {
	if keys[0].Set.Len == 0 {
		return 0, nil
	}
	if o.refused != nil {
		return 0, o.refused
	}
	defer set.unload()
	return s.counted(ctx, func() (int64, error) {
		if o.rel.Through == nil {
			return s.moveChildren(ctx, o, keys)
		}
		return s.link(ctx, o, keys, nil)
	})
}

// link inserts the links from every owner to every target that do not exist, with
// the values of a link object if the relation has link columns.
func (s *Session) link(ctx context.Context, o owners, keys []dialect.Value, link unsafe.Pointer) (int64, error) {
	fields, values, err := s.linkValues(ctx, o.rel, link)
	if err != nil {
		return 0, err
	}
	ins := &query.LinkInsert{Rel: o.rel.Relation, Values: fields, Pairs: o.many || o.rel.Symmetric}
	if !ins.Pairs {
		return s.runLink(ctx, o.rel, ins, slices.Concat(o.args, keys, values))
	}
	return s.eachOnce(ctx, o.rel, o.pairs(keys), func(s *Session, pairs []dialect.Value) (int64, error) {
		return s.runLink(ctx, o.rel, ins, append(pairs, values...))
	})
}

func (s *Session) runLink(ctx context.Context, r *Rel, ins *query.LinkInsert, args []dialect.Value) (int64, error) {
	return s.runWrite(ctx, insertLinks(r, ins, args))
}

// insertLinks is the insertion of links.
func insertLinks(r *Rel, ins *query.LinkInsert, args []dialect.Value) *linkWrite {
	var sh query.Shape
	flags := []bool{ins.Pairs, ins.Sets, ins.Update, ins.Error}
	sh.Byte(keyLink)
	sh.Relation(r.Relation)
	for _, f := range flags {
		sh.Byte(boolByte(f))
	}
	for _, f := range ins.Values {
		sh.Byte(byte(f.Index0), byte(f.Index0>>8))
	}
	w := &linkWrite{r: r, op: "add to", key: sh.Key, args: args, build: func() (ast.Stmt, error) { return ins.Build(), nil }}
	w.explain = func(ctx context.Context, s *Session, err error) error {
		ends := args[:len(r.OwnerKey)+len(r.TargetKey)]
		owners, targets := ends[:len(r.OwnerKey)], ends[len(r.OwnerKey):]
		ownerRows := [][]dialect.Value{owners}
		if ins.Pairs {
			ownerRows = setRows(owners)
		}
		values := [][]dialect.Value{args[len(ends):]}
		if ins.Sets && len(ins.Values) > 0 {
			values = setRows(args[len(ends):])
		}
		keys := append(endKeys(r.Relation, ownerRows, setRows(targets)), ownKeys(r.Through.Model, ins.Values, values)...)
		return s.explainLinks(ctx, keys, err)
	}
	return w
}

func boolByte(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// A linkWrite is a statement that writes links of a relation.
type linkWrite struct {
	r       *Rel
	op      string // for errors
	key     []byte // of its plan
	args    []dialect.Value
	build   func() (ast.Stmt, error)
	explain func(context.Context, *Session, error) error // finds out what an error comes from; nil where nothing is to be found
}

// runWrite runs a statement, tells those who listen to the links, and returns how
// many rows it wrote.
func (s *Session) runWrite(ctx context.Context, w *linkWrite) (int64, error) {
	if s.heard(w.r.holder()) {
		n, err := s.writeHeard(ctx, w.r, w.op, w.key, w.args, w.build)
		return n, w.failed(ctx, s, err)
	}
	c, err := s.DB.callOf(w)
	if err != nil {
		return 0, err
	}
	err = s.run(ctx, dialect.Write, c)
	return c.rows, err
}

// callOf is a write that nobody listens to, as a call.
func (db *DB) callOf(w *linkWrite) (*call, error) {
	p, err := db.planFor(w.key, w.build)
	if err != nil {
		return nil, err
	}
	return &call{stmt: p.stmt, args: w.args, failed: func(ctx context.Context, s *Session, err error) error {
		return w.failed(ctx, s, &QueryError{Op: w.op + " " + w.r.String(), SQL: p.stmt.SQL, Err: err})
	}}, nil
}

func (w *linkWrite) failed(ctx context.Context, s *Session, err error) error {
	if err == nil || w.explain == nil {
		return err
	}
	return w.explain(ctx, s, err)
}

// Remove takes targets out of a set and returns how many links were removed.
func (s *Session) Remove(ctx context.Context, set *Set, name string, targets []unsafe.Pointer) (int64, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return 0, err
	}
	keys, err := o.targetKeys(targets, false)
	if err != nil {
		return 0, err
	}
	return s.removeKeys(ctx, set, o, keys)
}

// RemoveKeys is Remove for targets by key.
func (s *Session) RemoveKeys(ctx context.Context, set *Set, name string, keys []dialect.Value) (int64, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return 0, err
	}
	if keys, err = s.keysOfTargets(ctx, o, keys, false); err != nil {
		return 0, err
	}
	return s.removeKeys(ctx, set, o, keys)
}

func (s *Session) removeKeys(ctx context.Context, set *Set, o owners, keys []dialect.Value) (int64, error) {
	if keys[0].Set.Len == 0 {
		return 0, nil
	}
	defer set.unload()
	return s.counted(ctx, func() (int64, error) {
		if o.rel.Through == nil {
			return s.freeChildren(ctx, o, keys, false)
		}
		return s.unlink(ctx, o, &query.LinkDelete{Rel: o.rel.Relation, Many: o.many}, slices.Concat(o.args, keys))
	})
}

// Clear takes all targets out of a set and returns how many links were removed.
func (s *Session) Clear(ctx context.Context, set *Set, name string) (int64, error) {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return 0, err
	}
	defer set.unload()
	switch {
	case !s.locksOwners(o):
		return s.counted(ctx, func() (int64, error) { return s.clear(ctx, o) })
	case s.setsAtOnce(o):
		return s.clearAtOnce(ctx, o)
	}
	var n int64
	err = s.atomicAgain(ctx, func(s *Session) error {
		if err := s.lockOwners(ctx, o); err != nil {
			return err
		}
		n, err = s.clear(ctx, o)
		return err
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

func (s *Session) clear(ctx context.Context, o owners) (int64, error) {
	if o.rel.Through == nil {
		return s.freeChildren(ctx, o, nil, false)
	}
	return s.unlink(ctx, o, &query.LinkDelete{Rel: o.rel.Relation, Many: o.many, All: true}, o.args)
}

func (s *Session) unlink(ctx context.Context, o owners, d *query.LinkDelete, args []dialect.Value) (int64, error) {
	var sh query.Shape
	sh.Byte(keyLoops)
	d.Shape(&sh)
	count := func() (*ast.Select, error) { return d.BuildLoops(), nil }
	return s.countLoops(ctx, o, sh.Key, args, count, func(s *Session) (int64, error) {
		return s.runUnlink(ctx, o.rel, d, args)
	})
}

// runUnlink is unlink that returns the number of rows.
func (s *Session) runUnlink(ctx context.Context, r *Rel, d *query.LinkDelete, args []dialect.Value) (int64, error) {
	return s.runWrite(ctx, deleteLinks(r, d, args))
}

// deleteLinks is the removal of links.
func deleteLinks(r *Rel, d *query.LinkDelete, args []dialect.Value) *linkWrite {
	var sh query.Shape
	sh.Byte(keyUnlink)
	d.Shape(&sh)
	return &linkWrite{r: r, op: "remove from", key: sh.Key, args: args, build: func() (ast.Stmt, error) { return d.Build(), nil }}
}

func (o owners) member() *query.Cond {
	return &query.Cond{Op: query.Member, Rel: o.rel.Relation, Args: o.args, Many: o.many, ByKey: o.byKey}
}

// CreateIn inserts an object and relates it to the owner of a set, both or neither.
func (s *Session) CreateIn(ctx context.Context, set *Set, name string, obj, link unsafe.Pointer) error {
	o, err := s.begin(ctx, set, name)
	if err != nil {
		return err
	}
	t := o.rel.Target
	if err := s.checkObject(ctx, t, obj, "create"); err != nil {
		return err
	}
	if o.refused != nil {
		return o.refused
	}
	defer set.unload()
	if o.rel.Through == nil {
		return s.createChild(ctx, o, obj)
	}
	return s.atomic(ctx, func(s *Session) error {
		if err := s.Create(ctx, t, obj); err != nil {
			return err
		}
		keys, err := o.targetKeys([]unsafe.Pointer{obj}, true)
		if err != nil {
			return err
		}
		_, err = s.link(ctx, o, keys, link)
		return err
	})
}
