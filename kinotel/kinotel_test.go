package kinotel_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/newsroom/news"
	"github.com/kinorm/kin/kinotel"
	"github.com/kinorm/kin/kintest"
	"github.com/kinorm/kin/sqlite"
)

// attributes returns those of a span as text.
func attributes(s tracetest.SpanStub) map[string]string {
	out := map[string]string{}
	for _, a := range s.Attributes {
		out[string(a.Key)] = a.Value.Emit()
	}
	return out
}

func TestSpans(t *testing.T) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			ctx := t.Context()
			plain := d.Open(t)
			if err := kin.CreateTables(ctx, plain, news.Models...); err != nil {
				t.Fatal(err)
			}
			spans := tracetest.NewInMemoryExporter()
			provider := sdk.NewTracerProvider(sdk.WithSyncer(spans))
			db := plain.With(kinotel.Spans(kinotel.TracerProvider(provider), kinotel.Namespace("shop")))

			parentCtx, parent := provider.Tracer("test").Start(ctx, "request")
			err := db.InTx(parentCtx, func(tx *kin.Tx) error {
				return news.Publications.Create(parentCtx, tx, &news.Publication{Title: "canary"})
			})
			if err != nil {
				t.Fatal(err)
			}
			_, err = news.Articles.Publications.OfKeys(news.Articles.Keys(4711)).AddKeys(parentCtx, db, news.Publications.Keys(1))
			if !errors.Is(err, kin.ErrForeignKey) {
				t.Fatal(err)
			}
			system := map[string]string{"postgres": "postgresql"}[d.Name]
			if system == "" {
				system, _, _ = strings.Cut(d.Name, "-")
			}
			var names []string
			for _, s := range spans.GetSpans() {
				names = append(names, s.Name)
				a := attributes(s)
				if s.SpanKind != trace.SpanKindClient || s.Parent.SpanID() != parent.SpanContext().SpanID() || s.EndTime.Before(s.StartTime) {
					t.Errorf("%s: kind %v, parent %v, from %v to %v", s.Name, s.SpanKind, s.Parent, s.StartTime, s.EndTime)
				}
				if a["db.system.name"] != system || a["db.namespace"] != "shop" || a["db.query.text"] == "" || !strings.HasPrefix(a["db.query.text"], a["db.operation.name"]) {
					t.Errorf("%s: %v", s.Name, a)
				}
				if strings.Contains(fmt.Sprint(s), "canary") || strings.Contains(fmt.Sprint(s), "4711") {
					t.Errorf("%s has a value: %v", s.Name, s)
				}
			}
			if got := strings.Join(names[:3], ", "); got != "BEGIN, INSERT publications, COMMIT" {
				t.Errorf("the spans are %s", got)
			}
			failed := failing(spans.GetSpans())
			a := attributes(failed)
			if a["db.collection.name"] != "articles_publications" || a["error.type"] == "" || failed.Status.Code != codes.Error {
				t.Errorf("%s: %v, %v", failed.Name, a, failed.Status)
			}
			if system == "postgresql" && (a["error.type"] != "23503" || a["db.response.status_code"] != "23503") {
				t.Errorf("%s: %v", failed.Name, a)
			}
		})
	}
}

// failing returns the first span of a failure.
func failing(list tracetest.SpanStubs) tracetest.SpanStub {
	for _, s := range list {
		if s.Status.Code == codes.Error {
			return s
		}
	}
	return tracetest.SpanStub{}
}

func TestSpansThatAreNotSampled(t *testing.T) {
	ctx := t.Context()
	plain, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close()
	spans := tracetest.NewInMemoryExporter()
	provider := sdk.NewTracerProvider(sdk.WithSyncer(spans), sdk.WithSampler(sdk.NeverSample()))
	db := plain.With(kinotel.Spans(kinotel.TracerProvider(provider)))
	if err := kin.CreateTables(ctx, db, news.Models...); err != nil {
		t.Fatal(err)
	}
	if n := len(spans.GetSpans()); n != 0 {
		t.Errorf("%d spans", n)
	}
}

func ExampleSpans() {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		panic(err)
	}
	defer db.Close()
	if err := kin.CreateTables(ctx, db, news.Models...); err != nil {
		panic(err)
	}
	spans := tracetest.NewInMemoryExporter() // a program sends them to a collector
	provider := sdk.NewTracerProvider(sdk.WithSyncer(spans))
	db = db.With(kinotel.Spans(kinotel.TracerProvider(provider), kinotel.Namespace("newsroom")))
	if _, err := news.Articles.Count(ctx, db); err != nil {
		panic(err)
	}
	for _, s := range spans.GetSpans() {
		set := attribute.NewSet(s.Attributes...)
		fmt.Println(s.Name)
		fmt.Println(set.Encoded(attribute.DefaultEncoder()))
	}
	// Output:
	// SELECT articles
	// db.collection.name=articles,db.namespace=newsroom,db.operation.name=SELECT,db.query.text=SELECT COUNT(*) FROM "articles" AS "t1",db.system.name=sqlite
}
