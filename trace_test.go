package kin_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/kinorm/kin"
)

// A trace is a handle on a database that remembers its statements.
type trace struct {
	db  *kin.DB
	mu  sync.Mutex
	sql []string
}

func newTrace(db *kin.DB) *trace {
	tr := new(trace)
	tr.db = db.With(kin.Trace(func(_ context.Context, e kin.Event) {
		if e.Kind.Control() {
			return
		}
		tr.mu.Lock()
		defer tr.mu.Unlock()
		tr.sql = append(tr.sql, e.SQL)
	}))
	return tr
}

// take returns the statements since the last call.
func (tr *trace) take() []string {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	sql := tr.sql
	tr.sql = nil
	return sql
}

// silent checks that nothing was sent.
func (tr *trace) silent(t testing.TB) {
	t.Helper()
	if sql := tr.take(); len(sql) > 0 {
		t.Errorf("%d statements were sent: %q", len(sql), sql)
	}
}

// says checks that an error has every part in its text.
func says(t testing.TB, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Errorf("no error, which should say %q", parts)
		return
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error %q does not say %q", err, part)
		}
	}
}
