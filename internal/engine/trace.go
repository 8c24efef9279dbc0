package engine

import (
	"context"
	"errors"
	"fmt"
	"path"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/kinorm/kin/dialect"
)

// A Tracer is told of everything that was sent to a database, after it has ended.
type Tracer func(ctx context.Context, e Event)

// An Event is a statement that has run, or the begin or end of a transaction.
type Event struct {
	Kind     EventKind
	Database string // the name of the dialect, such as "sqlite"
	SQL      string // without values, so it is equal for statements that differ in values only
	Op       string // the first word of the SQL, such as "SELECT"
	Table    string // the table that is read first or written; empty where that is not known
	Args     []dialect.Value
	InTx     bool // it ran in a transaction, or began or ended one
	Start    time.Time
	Duration time.Duration
	Rows     int64 // that were read or changed; -1 is not known
	Err      error
}

// An EventKind is what was sent.
type EventKind uint8

// The kinds.
const (
	EventQuery      EventKind = iota + 1 // a statement that returns rows
	EventExec                            // a statement that returns none
	EventScript                          // SQL text without arguments, such as CREATE TABLE
	EventBegin                           // of a transaction
	EventCommit                          // of a transaction
	EventRollback                        // of a transaction
	EventSavepoint                       // the begin of one
	EventRelease                         // its end, by which what it did stays
	EventRollbackTo                      // its end, by which what it did is undone
)

var kindNames = [...]string{
	EventQuery: "query", EventExec: "exec", EventScript: "script", EventBegin: "begin", EventCommit: "commit",
	EventRollback: "rollback", EventSavepoint: "savepoint", EventRelease: "release", EventRollbackTo: "rollback to",
}

// String names the kind.
func (k EventKind) String() string {
	if int(k) < len(kindNames) && k > 0 {
		return kindNames[k]
	}
	return fmt.Sprintf("EventKind(%d)", uint8(k))
}

// Control reports whether the event only begins or ends a transaction or savepoint.
func (k EventKind) Control() bool { return k >= EventBegin }

// Caller returns the place in the program that the statement came from, as
// "path/file.go:12": the innermost function that is not of kin. It is known only
// while the tracer runs that got the event, and takes about a microsecond.
func (e Event) Caller() string {
	var pcs [48]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, more := frames.Next()
		if f.Function != "" && !ownFile(f.File) && !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", f.File, f.Line)
		}
		if !more {
			return ""
		}
	}
}

// root is the directory of package kin, as the compiler names it.
var root = func() string {
	_, file, _, _ := runtime.Caller(0)
	return strings.TrimSuffix(file, "/internal/engine/trace.go")
}()

// ownDirs are the directories of packages that statements are sent by, or that
// functions of a program are called through, below root.
var ownDirs = []string{"", "/internal/engine", "/internal/query", "/kintest", "/kinotel"}

// ownFile reports whether a file is of kin. Names of functions do not tell it: what
// is inlined into a program has names of the program's.
func ownFile(name string) bool {
	dir, file := path.Split(name)
	rest, ok := strings.CutPrefix(strings.TrimSuffix(dir, "/"), root)
	return ok && slices.Contains(ownDirs, rest) && !strings.HasSuffix(file, "_test.go")
}

// started is the time for the tracers, if there are any.
func (s *Session) started() time.Time {
	if len(s.DB.Tracers) == 0 {
		return time.Time{}
	}
	return time.Now()
}

// trace tells the tracers of a statement; it returns err.
func (s *Session) trace(ctx context.Context, kind EventKind, stmt *dialect.Statement, args []dialect.Value, start time.Time, rows int64, err error) error {
	if len(s.DB.Tracers) == 0 {
		return err
	}
	s.tellTracers(ctx, Event{Kind: kind, SQL: stmt.SQL, Op: stmt.Op, Table: stmt.Table, Args: args, Start: start, Rows: rows, Err: err})
	return err
}

// traceText tells the tracers of SQL that was not compiled; it returns err.
func (s *Session) traceText(ctx context.Context, kind EventKind, sql string, start time.Time, err error) error {
	if len(s.DB.Tracers) == 0 {
		return err
	}
	op, _, _ := strings.Cut(sql, " ")
	s.tellTracers(ctx, Event{Kind: kind, SQL: sql, Op: op, Start: start, Rows: -1, Err: err})
	return err
}

func (s *Session) tellTracers(ctx context.Context, e Event) {
	if errors.Is(e.Err, errStop) { // the program has ended its loop over the rows
		e.Err = nil
	}
	e.Duration = time.Since(e.Start)
	e.Args = slices.Clone(e.Args) // a tracer may keep them, while theirs is used again
	e.Database = s.DB.dialect.Name
	e.InTx = s.tx != nil || e.Kind.Control()
	for _, t := range s.DB.Tracers {
		t(ctx, e)
	}
}
