package kin

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
)

// A Repeat is a statement that ran again and again in one watched context: what a
// query in a loop does, where one Preload, or one verb for many objects, would do.
type Repeat struct {
	SQL     string
	Table   string
	Count   int      // how often it ran so far
	Callers []string // the places in the program that it came from, as "path/file.go:12", each once
}

// String says which statement ran how often, and from where.
func (r Repeat) String() string {
	return fmt.Sprintf("%d times the same statement, from %v: %s", r.Count, r.Callers, r.SQL)
}

// LogValue makes a Repeat a group of attributes.
func (r Repeat) LogValue() slog.Value {
	return slog.GroupValue(slog.Int("count", r.Count), slog.Any("callers", r.Callers), slog.String("sql", r.SQL))
}

// Watch returns a context whose statements [Repeats] counts: that of a request, a
// job or a test. A context made of it counts as the same.
func Watch(ctx context.Context) context.Context {
	return context.WithValue(ctx, watchKey{}, &watched{shapes: map[string]*Repeat{}})
}

type watchKey struct{}

// watched are the statements of one watched context, by their SQL.
type watched struct {
	mu     sync.Mutex
	shapes map[string]*Repeat
}

// Repeats calls report when a statement has run for the limit-th time in a context
// that [Watch] returned, whatever its values were: once for each statement and
// context, as soon as it happens. A context that is not watched costs next to
// nothing. Statements that one call runs for each of several rows, as CreateMany
// does, count once.
//
//	db = db.With(kin.Repeats(5, func(ctx context.Context, r kin.Repeat) {
//		slog.WarnContext(ctx, "query in a loop", "repeat", r)
//	}))
//
// A handler of requests then begins with ctx := kin.Watch(r.Context()).
func Repeats(limit int, report func(ctx context.Context, r Repeat)) Option {
	return Trace(func(ctx context.Context, e Event) {
		w, _ := ctx.Value(watchKey{}).(*watched)
		if w == nil || e.Kind.Control() {
			return
		}
		if r, reached := w.add(e, e.Caller(), limit); reached {
			report(ctx, r)
		}
	})
}

// add counts a statement and reports whether it has just reached the limit.
func (w *watched) add(e Event, caller string, limit int) (Repeat, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r := w.shapes[e.SQL]
	if r == nil {
		r = &Repeat{SQL: e.SQL, Table: e.Table}
		w.shapes[e.SQL] = r
	}
	r.Count++
	if !slices.Contains(r.Callers, caller) {
		r.Callers = append(r.Callers, caller)
	}
	out := *r
	out.Callers = slices.Clone(r.Callers)
	return out, r.Count == limit
}
