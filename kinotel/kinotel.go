// Package kinotel sends a span of OpenTelemetry for every statement of a kin
// database handle, with the stable semantic conventions of databases:
//
//	db = db.With(kinotel.Spans(kinotel.Namespace("shop")))
//
// It is a module of its own, so that programs without it do not get its dependencies.
package kinotel

import (
	"context"
	"errors"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"

	"github.com/kinorm/kin"
)

// An Option changes what [Spans] sends.
type Option func(*spans)

type spans struct {
	provider  trace.TracerProvider
	namespace string
	tracer    trace.Tracer
}

// TracerProvider is where the spans go. The default is the global one, as it is when
// Spans is called.
func TracerProvider(p trace.TracerProvider) Option { return func(s *spans) { s.provider = p } }

// Namespace is the name of the database, which spans then have as db.namespace.
func Namespace(name string) Option { return func(s *spans) { s.namespace = name } }

// Spans makes a handle send a span for every statement and for every begin and end
// of a transaction, below the span of the statement's context. It is named by
// operation and table, as "SELECT articles", and has these attributes.
//
//	db.system.name     such as "postgresql"
//	db.operation.name  such as "SELECT"
//	db.collection.name the table that is read first or written, where there is one
//	db.query.text      the SQL, in which values are always placeholders
//	db.namespace       if Namespace is given
//	error.type         and db.response.status_code, where it failed
//
// Neither arguments nor texts of the database's errors, in which it may repeat a
// value, are in a span: the description of a failure is [kin.ErrorKind].
func Spans(options ...Option) kin.Option {
	s := &spans{provider: otel.GetTracerProvider()}
	for _, o := range options {
		o(s)
	}
	s.tracer = s.provider.Tracer("github.com/kinorm/kin/kinotel", trace.WithSchemaURL(semconv.SchemaURL))
	return kin.Trace(s.trace)
}

// trace sends the span of a statement that has ended.
func (s *spans) trace(ctx context.Context, e kin.Event) {
	name := e.Op
	if e.Table != "" {
		name += " " + e.Table
	}
	_, span := s.tracer.Start(ctx, name, trace.WithSpanKind(trace.SpanKindClient), trace.WithTimestamp(e.Start))
	defer span.End(trace.WithTimestamp(e.Start.Add(e.Duration)))
	if !span.IsRecording() {
		return
	}
	attrs := make([]attribute.KeyValue, 0, 7)
	attrs = append(attrs, semconv.DBSystemNameKey.String(system(e.Database)), semconv.DBOperationName(e.Op), semconv.DBQueryText(e.SQL))
	if e.Table != "" {
		attrs = append(attrs, semconv.DBCollectionName(e.Table))
	}
	if s.namespace != "" {
		attrs = append(attrs, semconv.DBNamespace(s.namespace))
	}
	if e.Err != nil {
		attrs = append(attrs, failure(e.Err)...)
		span.SetStatus(codes.Error, kin.ErrorKind(e.Err))
	}
	span.SetAttributes(attrs...)
}

// systems are the names of databases in the conventions, by those of their dialects,
// where they differ.
var systems = map[string]string{"postgres": "postgresql"}

func system(dialect string) string {
	if name := systems[dialect]; name != "" {
		return name
	}
	return dialect
}

// kinds are the values of error.type for errors that have no SQLSTATE.
var kinds = []struct {
	err  error
	name string
}{
	{context.Canceled, "canceled"},
	{context.DeadlineExceeded, "timeout"},
	{kin.ErrUnique, "unique"},
	{kin.ErrForeignKey, "foreign_key"},
	{kin.ErrNotNull, "not_null"},
	{kin.ErrCheck, "check"},
	{kin.ErrSerialization, "serialization"},
	{kin.ErrDeadlock, "deadlock"},
	{kin.ErrBusy, "busy"},
	{kin.ErrLocked, "locked"},
	{kin.ErrReadOnly, "read_only"},
	{kin.ErrTooLong, "too_long"},
	{kin.ErrClosed, "closed"},
}

// failure are the attributes of an error.
func failure(err error) []attribute.KeyValue {
	var coded interface{ SQLState() string }
	if errors.As(err, &coded) {
		state := coded.SQLState()
		return []attribute.KeyValue{semconv.ErrorTypeKey.String(state), semconv.DBResponseStatusCode(state)}
	}
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return []attribute.KeyValue{semconv.ErrorTypeKey.String(k.name)}
		}
	}
	return []attribute.KeyValue{semconv.ErrorTypeOther}
}
