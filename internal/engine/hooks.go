package engine

import (
	"context"
	"fmt"
	"slices"
	"unsafe"
)

// A Happening is what happens to the row of an object.
type Happening uint8

// The happenings. An upsert is a create or an update, the database alone knows which.
const (
	Creates Happening = 1 << iota
	Updates
	Upserts
	Deletes
)

// String names what happens, as in "before create".
func (h Happening) String() string {
	return map[Happening]string{Creates: "create", Updates: "update", Upserts: "upsert", Deletes: "delete"}[h]
}

// An ObjectHook is called for an object whose row is written.
type ObjectHook func(ctx context.Context, s *Session, obj unsafe.Pointer) error

type objectHook struct {
	on    Happening // one or several
	after bool
	f     ObjectHook
}

// AddHook makes db call f before or after verbs that write the rows of objects.
func (db *DB) AddHook(t *Type, on Happening, after bool, f ObjectHook) {
	hooks := make(map[*Type][]objectHook, len(db.hooks)+1)
	for other, list := range db.hooks {
		hooks[other] = list
	}
	hooks[t] = append(slices.Clip(hooks[t]), objectHook{on, after, f})
	db.hooks = hooks
}

// hooked reports whether a hook wants to know what happens to objects of a type.
// Verbs ask before they make anything for hooks, so that without one they cost
// nothing.
func (s *Session) hooked(t *Type, what Happening) bool {
	if s == nil || s.DB.hooks == nil {
		return false
	}
	return slices.ContainsFunc(s.DB.hooks[t], func(h objectHook) bool { return h.on&what != 0 })
}

// maxHookDepth is how deep hooks may write what has hooks again.
const maxHookDepth = 50

// withHooks calls write between the hooks before and those after it, all of it or
// nothing: in a transaction, or in a savepoint of the one that the session is in.
func (s *Session) withHooks(ctx context.Context, t *Type, what Happening, objs []unsafe.Pointer, write func(*Session) error) error {
	for _, obj := range objs {
		if err := s.checkObject(ctx, t, obj, what.String()); err != nil {
			return err
		}
	}
	return s.atomic(ctx, func(s *Session) error {
		if s.tx.depth > maxHookDepth {
			return fmt.Errorf("kin: %s %s: hooks write objects whose hooks write objects, %d deep; a hook must not write its own object again", what, t.Name, maxHookDepth)
		}
		if err := s.callHooks(ctx, t, what, false, objs); err != nil {
			return err
		}
		if err := write(s); err != nil {
			return err
		}
		return s.callHooks(ctx, t, what, true, objs)
	})
}

// callHooks calls the hooks for each object, in the order in which they were added.
func (s *Session) callHooks(ctx context.Context, t *Type, what Happening, after bool, objs []unsafe.Pointer) error {
	for _, obj := range objs {
		for _, h := range s.DB.hooks[t] {
			if h.on&what == 0 || h.after != after {
				continue
			}
			if err := h.f(ctx, s, obj); err != nil {
				return fmt.Errorf("kin: hook %s %s of %s: %w", map[bool]string{false: "before", true: "after"}[after], what, t.Name, err)
			}
		}
	}
	return nil
}
