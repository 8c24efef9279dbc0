package kin

import (
	"context"
	"iter"
	"reflect"

	"github.com/kinorm/kin/internal/engine"
	"github.com/kinorm/kin/internal/query"
)

// A RelatedSet is the targets of a relation for one owner: a relation field of a
// struct, or what Of and OfKeys of a relation return. Its verbs write at once, no
// Save is needed, and take one statement whatever the number of targets. As a
// query it is an ordinary query of the target with one condition.
//
// The zero RelatedSet is that of an object without a row: its verbs return
// ErrUnsaved. A set in a struct that was copied returns ErrCopied.
type RelatedSet[T any] struct{ s engine.Set }

func nameOf[T any]() string { return reflect.TypeFor[T]().Elem().Name() }

// Add relates targets to the owner and returns how many of them were not related
// before, exactly, also beside other writers. Related ones stay as they are. It
// returns ErrUnsaved for an owner or target without a row and ErrForeignKey for
// one whose row is gone. In a has-many set the targets move to the owner.
//
//	INSERT INTO articles_publications ... ON CONFLICT (article_id, publication_id) DO NOTHING
func (s *RelatedSet[T]) Add(ctx context.Context, db Executor, targets ...T) (int64, error) {
	return sessionOf(db).Add(ctx, &s.s, nameOf[T](), untyped(targets))
}

// AddKeys is Add for targets by key.
func (s *RelatedSet[T]) AddKeys(ctx context.Context, db Executor, keys Keys[T]) (int64, error) {
	if keys.err != nil {
		return 0, keys.err
	}
	return sessionOf(db).AddKeys(ctx, &s.s, nameOf[T](), keys.sets)
}

// Remove takes targets out of the set and returns how many were in it; one that is
// not in it is no error. The targets themselves stay. In a has-many set their
// foreign key becomes NULL, and ErrNotNull says where it cannot be.
//
//	DELETE FROM articles_publications WHERE article_id = ? AND publication_id IN (...)
func (s *RelatedSet[T]) Remove(ctx context.Context, db Executor, targets ...T) (int64, error) {
	return sessionOf(db).Remove(ctx, &s.s, nameOf[T](), untyped(targets))
}

// RemoveKeys is Remove for targets by key.
func (s *RelatedSet[T]) RemoveKeys(ctx context.Context, db Executor, keys Keys[T]) (int64, error) {
	if keys.err != nil {
		return 0, keys.err
	}
	return sessionOf(db).RemoveKeys(ctx, &s.s, nameOf[T](), keys.sets)
}

// Clear takes all targets out of the set and returns how many there were. The
// targets themselves stay. In a has-many set it is as Remove of them all. Of links
// it locks the owner first, on servers, so that it comes before or after a Set of
// another program, never within it.
//
//	SELECT ... FROM articles WHERE id IN (?) FOR UPDATE
//	DELETE FROM articles_publications WHERE article_id = ?
func (s *RelatedSet[T]) Clear(ctx context.Context, db Executor) (int64, error) {
	return sessionOf(db).Clear(ctx, &s.s, nameOf[T]())
}

// Changed counts what Set changed.
type Changed = engine.Changed

// Set makes targets the only ones in the set, in one transaction; none of them
// empties it. Links that stay are not written and keep their values. It locks the
// owner, so that of two sets at the same time one comes after the other.
func (s *RelatedSet[T]) Set(ctx context.Context, db Executor, targets ...T) (Changed, error) {
	return sessionOf(db).SetTo(ctx, &s.s, nameOf[T](), untyped(targets), nil, false)
}

// SetKeys is Set for targets by key.
func (s *RelatedSet[T]) SetKeys(ctx context.Context, db Executor, keys Keys[T]) (Changed, error) {
	if keys.err != nil {
		return Changed{}, keys.err
	}
	return sessionOf(db).SetKeys(ctx, &s.s, nameOf[T](), keys.sets)
}

// Replace clears the set and adds targets, in one transaction: every link is new.
func (s *RelatedSet[T]) Replace(ctx context.Context, db Executor, targets ...T) (Changed, error) {
	return sessionOf(db).SetTo(ctx, &s.s, nameOf[T](), untyped(targets), nil, true)
}

// Create inserts obj and relates it to the owner, both or neither, with the hooks
// and errors of [TableWriter.Create].
func (s *RelatedSet[T]) Create(ctx context.Context, db Executor, obj T) error {
	return sessionOf(db).CreateIn(ctx, &s.s, nameOf[T](), address(obj), nil)
}

// GetOrCreate reads the row that is equal to obj in the columns by, among all rows
// and not only those in the set, or creates it; then it relates it to the owner.
// It reports whether it created the row.
func (s *RelatedSet[T]) GetOrCreate(ctx context.Context, db Executor, obj T, by ...ColumnOf[T]) (created bool, err error) {
	return s.orCreate(ctx, db, obj, by, (*engine.Session).GetOrCreate)
}

// UpdateOrCreate is GetOrCreate that also gives the row the other values of obj.
func (s *RelatedSet[T]) UpdateOrCreate(ctx context.Context, db Executor, obj T, by ...ColumnOf[T]) (created bool, err error) {
	return s.orCreate(ctx, db, obj, by, (*engine.Session).UpdateOrCreate)
}

func (s *RelatedSet[T]) orCreate(ctx context.Context, db Executor, obj T, by []ColumnOf[T], verb engine.OrCreate) (bool, error) {
	terms := make([]*query.Term, len(by))
	for i, c := range by {
		terms[i] = termOf(c)
	}
	return sessionOf(db).OrCreateIn(ctx, &s.s, nameOf[T](), address(obj), terms, verb)
}

// Loaded reports whether the related objects were loaded, by Preload or Load. Each
// verb that changes the set unloads them.
func (s *RelatedSet[T]) Loaded() bool { return s.s.Loaded() }

// Items returns the related objects that were loaded, or ErrNotLoaded. It runs no query.
func (s *RelatedSet[T]) Items() ([]T, error) {
	items, err := s.s.Items(nameOf[T]())
	return typed[T](items), err
}

// MustItems is Items for sets that are known to be loaded. It panics with the
// Preload that is missing where one is not.
func (s *RelatedSet[T]) MustItems() []T {
	items, err := s.Items()
	if err != nil {
		panic(err)
	}
	return items
}

// Query returns the query of the related rows.
func (s *RelatedSet[T]) Query() *Query[T] {
	return &Query[T]{s.s.Type(), s.s.Query(nameOf[T]())}
}

// Filter is Query().Filter; see [Query.Filter].
func (s *RelatedSet[T]) Filter(preds ...Pred[T]) *Query[T] { return s.Query().Filter(preds...) }

// Exclude is Query().Exclude; see [Query.Exclude].
func (s *RelatedSet[T]) Exclude(preds ...Pred[T]) *Query[T] { return s.Query().Exclude(preds...) }

// OrderBy is Query().OrderBy; see [Query.OrderBy].
func (s *RelatedSet[T]) OrderBy(orders ...Order[T]) *Query[T] { return s.Query().OrderBy(orders...) }

// Limit is Query().Limit; see [Query.Limit].
func (s *RelatedSet[T]) Limit(n int) *Query[T] { return s.Query().Limit(n) }

// Offset is Query().Offset; see [Query.Offset].
func (s *RelatedSet[T]) Offset(n int) *Query[T] { return s.Query().Offset(n) }

// Join is Query().Join; see [Query.Join].
func (s *RelatedSet[T]) Join(rows Rows[T]) *Query[T] { return s.Query().Join(rows) }

// Only is Query().Only; see [Query.Only].
func (s *RelatedSet[T]) Only(columns ...ColumnOf[T]) *Query[T] { return s.Query().Only(columns...) }

// Defer is Query().Defer; see [Query.Defer].
func (s *RelatedSet[T]) Defer(columns ...ColumnOf[T]) *Query[T] { return s.Query().Defer(columns...) }

// Preload is Query().Preload; see [Query.Preload].
func (s *RelatedSet[T]) Preload(relations ...Preloader[T]) *Query[T] {
	return s.Query().Preload(relations...)
}

// All returns the related rows; none is an empty slice. It always asks the
// database; Items returns what was loaded.
func (s *RelatedSet[T]) All(ctx context.Context, db Executor) ([]T, error) {
	return s.Query().All(ctx, db)
}

// Each ranges over the related rows; see [Query.Each].
func (s *RelatedSet[T]) Each(ctx context.Context, db Executor) iter.Seq2[T, error] {
	return s.Query().Each(ctx, db)
}

// Get returns the one related row; see [Query.Get].
func (s *RelatedSet[T]) Get(ctx context.Context, db Executor) (T, error) {
	return s.Query().Get(ctx, db)
}

// First returns the first related row; see [Query.First].
func (s *RelatedSet[T]) First(ctx context.Context, db Executor) (T, error) {
	return s.Query().First(ctx, db)
}

// Last returns the last related row; see [Query.Last].
func (s *RelatedSet[T]) Last(ctx context.Context, db Executor) (T, error) {
	return s.Query().Last(ctx, db)
}

// Count returns the number of related rows.
func (s *RelatedSet[T]) Count(ctx context.Context, db Executor) (int64, error) {
	return s.Query().Count(ctx, db)
}

// Exists reports whether there is a related row.
func (s *RelatedSet[T]) Exists(ctx context.Context, db Executor) (bool, error) {
	return s.Query().Exists(ctx, db)
}

// Update assigns to the related rows themselves and returns their number.
func (s *RelatedSet[T]) Update(ctx context.Context, db Executor, assigns ...Assign[T]) (int64, error) {
	return s.Query().Update(ctx, db, assigns...)
}

// DeleteTargets deletes the related rows themselves, not only the links to them,
// and returns their number. Clear removes the links.
func (s *RelatedSet[T]) DeleteTargets(ctx context.Context, db Executor) (int64, error) {
	return s.Query().Delete(ctx, db)
}

// A ManyToMany is a field that holds the targets of a many-to-many relation, from
// the end that declares it or, with the tag reverse=, from the other. Its verbs
// are those of [RelatedSet].
type ManyToMany[T any] = RelatedSet[*T]

// A HasMany is a field that holds the rows of T that belong to this one. Its verbs
// are those of [RelatedSet].
type HasMany[T any] = RelatedSet[*T]

// A One is a field that holds the one row of T that belongs to this one.
type One[T any] = RelatedOne[*T]

// A RelatedOne is the one target of a relation for one owner: the type of a One field.
type RelatedOne[T any] struct{ s engine.Set }

// Loaded reports whether the related object was loaded, also if there is none.
func (o *RelatedOne[T]) Loaded() bool { return o.s.Loaded() }

// Item returns the related object, nil if there is none, or ErrNotLoaded.
func (o *RelatedOne[T]) Item() (T, error) {
	items, err := o.s.Items(nameOf[T]())
	if err != nil || len(items) == 0 {
		return object[T](nil), err
	}
	return object[T](items[0]), nil
}

// MustItem is Item for a relation that is known to be loaded. It panics with the
// Preload that is missing where it is not.
func (o *RelatedOne[T]) MustItem() T {
	item, err := o.Item()
	if err != nil {
		panic(err)
	}
	return item
}

// Query returns the query of the related row.
func (o *RelatedOne[T]) Query() *Query[T] { return &Query[T]{o.s.Type(), o.s.Query(nameOf[T]())} }

// Get returns the related row from the database, or ErrNotFound.
func (o *RelatedOne[T]) Get(ctx context.Context, db Executor) (T, error) {
	return o.Query().Get(ctx, db)
}
