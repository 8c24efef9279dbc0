package kin

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/kinorm/kin/dialect"
)

// A LogOption changes what [Log] writes.
type LogOption func(*statementLog)

// SlowerThan makes a statement that took at least d an entry of level Warn.
func SlowerThan(d time.Duration) LogOption { return func(l *statementLog) { l.slow = d } }

// LogArgs writes the arguments of statements, and the texts of errors as the
// database sent them, in which it may repeat a value. Use it where no value is
// secret, as on a developer's machine.
func LogArgs() LogOption { return func(l *statementLog) { l.args = true } }

type statementLog struct {
	logger *slog.Logger
	slow   time.Duration // 0 is never
	args   bool
}

// Log writes every statement to a logger: one that failed at level Error, a slow
// one (see [SlowerThan]) at Warn, all others at Debug, so that the level of the
// logger's handler chooses. An entry has the SQL, which never has values, the kind,
// the duration, the number of rows, whether it ran in a transaction, and the place
// in the program that it came from. Arguments are left out, see [LogArgs], and of
// an error only what kin knows of it is written, never the database's own text.
//
//	db = db.With(kin.Log(slog.Default(), kin.SlowerThan(200*time.Millisecond)))
func Log(logger *slog.Logger, options ...LogOption) Option {
	l := &statementLog{logger: logger}
	for _, o := range options {
		o(l)
	}
	return Trace(l.trace)
}

func (l *statementLog) trace(ctx context.Context, e Event) {
	level, msg := slog.LevelDebug, "statement"
	switch {
	case e.Err != nil:
		level, msg = slog.LevelError, "statement failed"
	case l.slow > 0 && e.Duration >= l.slow:
		level, msg = slog.LevelWarn, "slow statement"
	}
	if !l.logger.Enabled(ctx, level) {
		return
	}
	attrs := make([]slog.Attr, 0, 9)
	attrs = append(attrs,
		slog.String("database", e.Database),
		slog.String("kind", e.Kind.String()),
		slog.String("sql", e.SQL),
		slog.Duration("duration", e.Duration),
		slog.Bool("tx", e.InTx),
		slog.String("caller", e.Caller()),
	)
	if e.Rows >= 0 && !e.Kind.Control() {
		attrs = append(attrs, slog.Int64("rows", e.Rows))
	}
	if l.args && len(e.Args) > 0 {
		attrs = append(attrs, slog.Any("args", shownArgs(e.Args)))
	}
	if e.Err != nil && l.args {
		attrs = append(attrs, slog.String("error", e.Err.Error()))
	} else if e.Err != nil {
		attrs = append(attrs, slog.String("error", ErrorKind(e.Err)))
	}
	l.logger.LogAttrs(ctx, level, msg, attrs...)
}

// shownArgs returns arguments as text.
func shownArgs(args []dialect.Value) []string {
	out := make([]string, len(args))
	for i, v := range args {
		out[i] = fmt.Sprint(v.Any())
	}
	return out
}

// errorKinds are the errors that say all there is to say without a value.
var errorKinds = []error{
	ErrUnique, ErrForeignKey, ErrNotNull, ErrCheck, ErrSerialization, ErrDeadlock, ErrCommitUnknown, ErrBusy, ErrLocked,
	ErrReadOnly, ErrCorrupt, ErrFull, ErrTooLong, ErrNoTable, ErrNoColumn, ErrClosed, ErrUnsupported, ErrTxDone,
	context.Canceled, context.DeadlineExceeded,
}

// ErrorKind returns what kin knows of an error of a database, for logs and traces:
// its kind with the constraint, the table and the columns. It never has a value of
// the program's or a part of the database's own text, which may repeat one. For
// errors that kin does not know it is the name of their type, with the SQLSTATE if
// they have one.
func ErrorKind(err error) string {
	if err == nil {
		return ""
	}
	var c *ConstraintError
	if errors.As(err, &c) {
		return c.Error()
	}
	for _, kind := range errorKinds {
		if errors.Is(err, kind) {
			return kind.Error()
		}
	}
	var coded interface{ SQLState() string }
	if errors.As(err, &coded) {
		return "SQLSTATE " + coded.SQLState()
	}
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return fmt.Sprintf("%T", err)
}
