package kin_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
	"github.com/kinorm/kin/kintest"
)

// TestEventKinds: what is sent is traced with its kind, whether it is in a
// transaction, and what it is about.
func TestEventKinds(t *testing.T) {
	onEach(t, func(t *testing.T, plain *kin.DB) {
		var got []string
		db := plain.With(kin.Trace(func(_ context.Context, e kin.Event) {
			got = append(got, fmt.Sprintf("%s %s %s %v", e.Kind, e.Op, e.Table, e.InTx))
			if e.Err == nil && (e.Start.IsZero() || e.Duration < 0 || e.Database == "" || e.SQL == "") {
				t.Errorf("%+v", e)
			}
		}))
		traced := func(want ...string) {
			t.Helper()
			if !slices.Equal(got, want) {
				t.Errorf("traced\n%q, not\n%q", got, want)
			}
			got = nil
		}
		must(testmodels.Items.Count(ctx, db))(t)
		traced("query SELECT items false")
		check(t, db.InTx(ctx, func(tx *kin.Tx) error {
			must(testmodels.Items.Filter(testmodels.Items.Name.Eq("a")).Delete(ctx, tx))(t)
			_ = tx.InTx(ctx, func(tx *kin.Tx) error {
				must(testmodels.Items.AllRows().Update(ctx, tx, testmodels.Items.Views.Set(1)))(t)
				return errOwn
			})
			return tx.InTx(ctx, func(*kin.Tx) error { return nil })
		}))
		traced("begin BEGIN  true", "exec DELETE items true", "savepoint SAVEPOINT  true", "exec UPDATE items true",
			"rollback to ROLLBACK  true", "savepoint SAVEPOINT  true", "release RELEASE  true", "commit COMMIT  true")
		_ = db.InTx(ctx, func(*kin.Tx) error { return errOwn })
		traced("begin BEGIN  true", "rollback ROLLBACK  true")
	})
}

// jsonLog returns a handle that logs and what it logs, entry by entry.
func jsonLog(db *kin.DB, options ...kin.LogOption) (*kin.DB, func() []map[string]any) {
	buf := new(bytes.Buffer)
	logger := slog.New(slog.NewJSONHandler(buf, &slog.HandlerOptions{Level: slog.LevelDebug}))
	return db.With(kin.Log(logger, options...)), func() []map[string]any {
		var out []map[string]any
		for line := range strings.SplitSeq(strings.TrimSpace(buf.String()), "\n") {
			entry := map[string]any{}
			if json.Unmarshal([]byte(line), &entry) == nil {
				out = append(out, entry)
			}
		}
		buf.Reset()
		return out
	}
}

func TestLog(t *testing.T) {
	onEach(t, func(t *testing.T, plain *kin.DB) {
		db, entries := jsonLog(plain)
		_, file, line, _ := runtime.Caller(0)
		check(t, testmodels.Items.Create(ctx, db, &testmodels.Item{Name: "secret canary"}))
		for range testmodels.Items.Each(ctx, db) {
			break
		}
		got := entries()
		if len(got) < 2 { // a loop over the rows of a single connection reads them by pages
			t.Fatalf("%d entries", len(got))
		}
		got = got[:2]
		for i, e := range got {
			want := fmt.Sprintf("%s:%d", file, line+1+i)
			if e["caller"] != want || e["level"] != "DEBUG" || e["msg"] != "statement" || e["rows"] != 1.0 || e["tx"] != false {
				t.Errorf("%v, caller want %s", e, want)
			}
			if text := fmt.Sprint(e); strings.Contains(text, "canary") || !strings.Contains(text, "items") {
				t.Error(text)
			}
		}

		db, entries = jsonLog(plain, kin.SlowerThan(time.Nanosecond), kin.LogArgs())
		must(testmodels.Items.Filter(testmodels.Items.Name.Eq("secret canary")).Count(ctx, db))(t)
		got = entries()
		if len(got) != 1 || got[0]["level"] != "WARN" || got[0]["msg"] != "slow statement" || fmt.Sprint(got[0]["args"]) != "[secret canary]" {
			t.Errorf("%v", got)
		}
		db, entries = jsonLog(plain, kin.SlowerThan(time.Hour))
		err := testmodels.Items.Create(ctx, db, &testmodels.Item{Name: "secret canary"})
		got = entries()
		if !errors.Is(err, kin.ErrUnique) || len(got) < 1 || got[0]["level"] != "ERROR" || !strings.Contains(fmt.Sprint(got[0]["error"]), "items") {
			t.Errorf("%v: %v", err, got)
		}
	})
}

// TestNoSecrets: values of the program's, of rows that are there, and keys that
// constraints refuse are in no text of an error and in no entry of a log.
func TestNoSecrets(t *testing.T) {
	const canary = "canary_4711"
	onEach(t, func(t *testing.T, plain *kin.DB) {
		buf := new(bytes.Buffer)
		db := plain.With(kin.Log(slog.New(slog.NewTextHandler(buf, &slog.HandlerOptions{Level: slog.LevelDebug}))))
		item := &testmodels.Item{Name: canary, Shelf: ptr(canary), Place: ptr(int32(4711))}
		check(t, testmodels.Items.Create(ctx, db, item))
		city := &testmodels.Country{Code: "aa", Name: canary}
		check(t, testmodels.Countries.Create(ctx, db, city))
		item.Views = -4711
		failing := map[string]error{
			"unique":         testmodels.Items.Create(ctx, db, &testmodels.Item{Name: canary}),
			"unique of two":  testmodels.Items.Create(ctx, db, &testmodels.Item{Name: "b", Shelf: ptr(canary), Place: ptr(int32(4711))}),
			"unique of many": testmodels.Items.CreateMany(ctx, db, []*testmodels.Item{{Name: "c"}, {Name: canary}}),
			"unique text":    testmodels.Countries.Create(ctx, db, &testmodels.Country{Code: "bb", Name: canary}),
			"check":          testmodels.Items.Save(ctx, db, item),
			"transaction": db.InTx(ctx, func(tx *kin.Tx) error {
				return testmodels.Items.Create(ctx, tx, &testmodels.Item{Name: canary})
			}),
		}
		_, failing["raw"] = testmodels.Items.Filter(kin.Raw[*testmodels.Item]("? = 1 / (CASE WHEN ? = ? THEN 0 ELSE 1 END)", 4711, testmodels.Items.Name, canary)).All(ctx, db)
		_, failing["cast"] = testmodels.Items.Filter(kin.Raw[*testmodels.Item]("CAST(? AS integer) = 1", testmodels.Items.Name)).All(ctx, db)
		for name, err := range failing {
			if err == nil && name != "raw" && name != "cast" {
				t.Errorf("%s: no error", name)
			}
			for _, text := range []string{fmt.Sprint(err), fmt.Sprintf("%+v", err), fmt.Sprintf("%q", err), kin.ErrorKind(err)} {
				if strings.Contains(text, canary) || strings.Contains(text, "4711") {
					t.Errorf("%s: the error says %s", name, text)
				}
			}
		}
		if log := buf.String(); strings.Contains(log, canary) || strings.Contains(log, "4711") || !strings.Contains(log, "statement failed") {
			t.Errorf("the log is\n%s", log)
		}
	})
}

func TestRepeats(t *testing.T) {
	var reports []kin.Repeat
	db := openAny(t).With(kin.Repeats(3, func(_ context.Context, r kin.Repeat) { reports = append(reports, r) }))
	loop := func(ctx context.Context, n int) {
		for i := range n {
			must(testmodels.Items.Filter(testmodels.Items.Views.Eq(int64(i))).Count(ctx, db))(t)
		}
	}
	loop(ctx, 5) // not watched
	loop(kin.Watch(ctx), 2)
	loop(kin.Watch(ctx), 2)
	if len(reports) != 0 {
		t.Errorf("reports %v", reports)
	}
	request, cancel := context.WithCancel(kin.Watch(ctx))
	defer cancel()
	loop(request, 2)
	loop(request, 5)
	if len(reports) != 1 || reports[0].Count != 3 || reports[0].Table != "items" || len(reports[0].Callers) != 1 || !strings.Contains(reports[0].Callers[0], "observe_test.go:") {
		t.Fatalf("reports %v", reports)
	}
	check(t, db.InTx(kin.Watch(ctx), func(tx *kin.Tx) error { // begin and end are no statements
		for range 3 {
			check(t, tx.InTx(ctx, func(*kin.Tx) error { return nil }))
		}
		return nil
	}))
	if len(reports) != 1 {
		t.Errorf("reports %v", reports[1:])
	}
}

// TestTracingCostsNothingUnasked: hooks, listeners and tracers that do not want a
// statement take no allocation.
func TestTracingCostsNothingUnasked(t *testing.T) {
	plain := openAny(t)
	quiet := plain.With(
		kin.Log(slog.New(slog.DiscardHandler)),
		kin.Repeats(3, func(context.Context, kin.Repeat) {}),
	)
	count := func(db *kin.DB) float64 {
		return testing.AllocsPerRun(50, func() { must(testmodels.Items.Count(ctx, db))(t) })
	}
	if without, with := count(plain), count(quiet); with > without {
		t.Errorf("%v allocations with tracers that want nothing, %v without", with, without)
	}
	kintest.NoRepeats(t, plain, 2, func(ctx context.Context, db *kin.DB) {
		must(testmodels.Items.Count(ctx, db))(t)
		must(testmodels.Items.Count(ctx, db))(t)
	})
}
