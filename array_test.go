package kin_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// tags are texts that the forms of arrays must quote or tell apart.
var tags = []string{"", "a", "A", "b c", "null", "NULL", `"`, `\`, `\"`, `a,b`, "{", "}", "{}", "[1]", "'", "\u00e9", "\U0001F600", "<&>", "\u2028", "1", "01", "1.0", " a", "a ", "\n", "]={", "[0:1]={a}", "a\\u0041"}

// TestArrays asks random lists for random elements, and compares with the lists themselves.
func TestArrays(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		rapid.Check(t, func(rt *rapid.T) {
			_, err := testmodels.Nulleds.AllRows().Delete(ctx, db)
			check(rt, err)
			of := rapid.SliceOfN(rapid.SampledFrom(tags), 0, 4)
			numbers := rapid.SliceOfN(rapid.Int64Range(-2, 3), 0, 3)
			rows := make([]*testmodels.Nulled, rapid.IntRange(1, 6).Draw(rt, "rows"))
			for i := range rows {
				rows[i] = &testmodels.Nulled{}
				if rapid.IntRange(0, 3).Draw(rt, "null") > 0 {
					rows[i].Tags = sql.Null[kin.Array[string]]{V: of.Draw(rt, "tags"), Valid: true}
					rows[i].Numbers = sql.Null[kin.Array[int64]]{V: numbers.Draw(rt, "numbers"), Valid: true}
				}
			}
			check(rt, testmodels.Nulleds.CreateMany(ctx, db, rows))
			m, wanted, numbered := testmodels.Nulleds, of.Draw(rt, "wanted"), numbers.Draw(rt, "wanted numbers")
			for name, c := range map[string]struct {
				pred kin.Pred[*testmodels.Nulled]
				is   func(*testmodels.Nulled) bool
			}{
				"contains": {m.Tags.Contains(wanted...), func(x *testmodels.Nulled) bool { return x.Tags.Valid && containsAll(x.Tags.V, wanted) }},
				"overlaps": {m.Tags.Overlaps(wanted...), func(x *testmodels.Nulled) bool { return x.Tags.Valid && containsAny(x.Tags.V, wanted) }},
				"numbers":  {m.Numbers.Contains(numbered...), func(x *testmodels.Nulled) bool { return x.Numbers.Valid && containsAll(x.Numbers.V, numbered) }},
				"number":   {m.Numbers.Overlaps(numbered...), func(x *testmodels.Nulled) bool { return x.Numbers.Valid && containsAny(x.Numbers.V, numbered) }},
				"null":     {m.Tags.IsNull(), func(x *testmodels.Nulled) bool { return !x.Tags.Valid }},
				"list":     {m.Tags.NotNull(), func(x *testmodels.Nulled) bool { return x.Tags.Valid }},
			} {
				var want, without []int64
				for _, x := range rows {
					if c.is(x) {
						want = append(want, x.ID)
					} else {
						without = append(without, x.ID)
					}
				}
				if got := idsOf(must(m.Filter(c.pred).All(ctx, db))(rt)); !slices.Equal(got, want) {
					rt.Errorf("%s %q %d: %d, want %d", name, wanted, numbered, got, want)
				}
				if got := idsOf(must(m.Exclude(c.pred).All(ctx, db))(rt)); !slices.Equal(got, without) {
					rt.Errorf("not %s %q %d: %d, want %d", name, wanted, numbered, got, without)
				}
			}
		})
	})
}

func idsOf(list []*testmodels.Nulled) (ids []int64) {
	for _, x := range list {
		ids = append(ids, x.ID)
	}
	slices.Sort(ids)
	return ids
}

func containsAll[T comparable](list, of []T) bool {
	return !slices.ContainsFunc(of, func(v T) bool { return !slices.Contains(list, v) })
}

func containsAny[T comparable](list, of []T) bool {
	return slices.ContainsFunc(of, func(v T) bool { return slices.Contains(list, v) })
}

// TestArrayInput: what an Array cannot hold is an error wherever it comes from.
func TestArrayInput(t *testing.T) {
	for _, text := range []string{`null`, `[null]`, `["a", null]`, `{}`, `"a"`, `[1]`, `[["a"]]`, ``} {
		a := kin.Array[string]{"kept"}
		if err := json.Unmarshal([]byte(text), &a); err == nil || len(a) != 1 {
			t.Errorf("%s: %v, %v", text, a, err)
		}
	}
	onEach(t, func(t *testing.T, db *kin.DB) {
		for _, bad := range []*testmodels.Pointed{
			{Tags: &kin.Array[string]{"a\xff"}},
			{Tags: &kin.Array[string]{"a\x00"}},
			{Shares: &kin.Array[float32]{float32(nan())}},
		} {
			var value *kin.ValueError
			if err := testmodels.Pointeds.Create(ctx, db, bad); !errors.As(err, &value) {
				t.Errorf("%v: %v", bad, err)
			}
		}
		nothing := &testmodels.Pointed{Tags: new(kin.Array[string])}
		check(t, testmodels.Pointeds.Create(ctx, db, nothing))
		if got := must(testmodels.Pointeds.Get(ctx, db, nothing.ID))(t); got.Tags == nil || len(*got.Tags) > 0 || got.Numbers != nil {
			t.Errorf("%v, %v", got.Tags, got.Numbers)
		}
	})
}

func nan() float64 { zero := 0.0; return zero / zero }

// TestArraySQL: a condition on elements is one parameter on every database.
func TestArraySQL(t *testing.T) {
	want := map[string][2]string{
		"sqlite": {
			`WHERE NOT EXISTS (SELECT 1 FROM json_each(?1) AS s WHERE NOT EXISTS (SELECT 1 FROM json_each("t1"."tags") AS e WHERE e.value = s.value))`,
			`WHERE EXISTS (SELECT 1 FROM json_each("t1"."tags") AS e WHERE e.value IN (SELECT value FROM json_each(?1)))`,
		},
		"postgres": {`WHERE "t1"."tags" @> $1::text[]`, `WHERE "t1"."tags" && $1::text[]`},
		"mariadb": {
			"WHERE (SELECT 1 FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s " +
				"WHERE (SELECT 1 FROM JSON_TABLE(`t1`.`tags`, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS e WHERE e.c0 = s.c0 LIMIT 1) IS NULL LIMIT 1) IS NULL",
			"WHERE (SELECT 1 FROM JSON_TABLE(`t1`.`tags`, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS e " +
				"WHERE e.c0 IN (SELECT c0 FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s) LIMIT 1) IS NOT NULL",
		},
	}
	onEach(t, func(t *testing.T, db *kin.DB) {
		forms, ok := want[db.Driver().Dialect().Name]
		if !ok {
			t.Skip("MySQL has another collation than MariaDB and no SQL of its own")
		}
		m := testmodels.Plains
		for i, pred := range []kin.Pred[*testmodels.Plain]{m.Tags.Contains("a", "b"), m.Tags.Overlaps("a", "b")} {
			var sent []string
			traced := db.With(kin.Trace(func(_ context.Context, e kin.Event) { sent = append(sent, e.SQL) }))
			must(m.Filter(pred).Count(ctx, traced))(t)
			if len(sent) != 1 || !strings.HasSuffix(sent[0], forms[i]) {
				t.Errorf("got %s\nwant ... %s", sent, forms[i])
			}
		}
	})
}

// TestArrayOfExistingTable reads and writes columns that kin did not make.
func TestArrayOfExistingTable(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		if db.Driver().Dialect().Name != "postgres" {
			t.Skip("only PostgreSQL has types of arrays")
		}
		script(t, db, "CREATE TYPE hue AS ENUM ('red', 'dark blue')")
		alter := "ALTER TABLE %s DROP tags, DROP numbers, DROP shares, ADD tags %s, ADD numbers %s, ADD shares %s"
		script(t, db, fmt.Sprintf(alter, "pointeds", "hue[]", "integer[]", "numeric[]"))
		script(t, db, fmt.Sprintf(alter, "nulleds", "varchar(20)[]", "smallint[]", "double precision[]"))
		script(t, db, fmt.Sprintf(alter, "plains", "jsonb", "json", "text"))
		tags, numbers, shares := kin.Array[string]{"red", "dark blue"}, kin.Array[int64]{1, -2}, kin.Array[float32]{0.5, 2}
		writesAndReads(t, db, &testmodels.Pointeds.TableWriter, &testmodels.Pointeds.Table,
			func() *testmodels.Pointed {
				return &testmodels.Pointed{Tags: &tags, Numbers: &numbers, Shares: &shares}
			},
			func(x *testmodels.Pointed) bool {
				return slices.Equal(*x.Tags, tags) && slices.Equal(*x.Numbers, numbers) && slices.Equal(*x.Shares, shares)
			})
		writesAndReads(t, db, &testmodels.Nulleds.TableWriter, &testmodels.Nulleds.Table,
			func() *testmodels.Nulled {
				return &testmodels.Nulled{
					Tags: sql.Null[kin.Array[string]]{V: tags, Valid: true}, Numbers: sql.Null[kin.Array[int64]]{V: numbers, Valid: true},
					Shares: sql.Null[kin.Array[float32]]{V: shares, Valid: true},
				}
			},
			func(x *testmodels.Nulled) bool {
				return slices.Equal(x.Tags.V, tags) && slices.Equal(x.Numbers.V, numbers) && slices.Equal(x.Shares.V, shares)
			})
		writesAndReads(t, db, &testmodels.Plains.TableWriter, &testmodels.Plains.Table,
			func() *testmodels.Plain {
				x := goodPlain()
				x.Tags, x.Numbers, x.Shares = tags, numbers, shares
				return x
			},
			func(x *testmodels.Plain) bool {
				return slices.Equal(x.Tags, tags) && slices.Equal(x.Numbers, numbers) && slices.Equal(x.Shares, shares)
			})
	})
}

// writesAndReads writes one object and many, and reads them all.
func writesAndReads[M any](t *testing.T, db *kin.DB, w *kin.TableWriter[*M], table *kin.Table[*M, int64], object func() *M, same func(*M) bool) {
	t.Helper()
	check(t, w.Create(ctx, db, object()))
	many := make([]*M, 20)
	for i := range many {
		many[i] = object()
	}
	check(t, w.CreateMany(ctx, db, many))
	all := must(table.Query().All(ctx, db))(t)
	if len(all) != 21 || slices.ContainsFunc(all, func(x *M) bool { return !same(x) }) {
		t.Errorf("%T: %d rows, or another list than was written", all, len(all))
	}
}

// TestArrayForms reads forms of arrays that kin does not write.
func TestArrayForms(t *testing.T) {
	onEach(t, func(t *testing.T, db *kin.DB) {
		if db.Driver().Dialect().Name != "postgres" {
			t.Skip("only PostgreSQL has types of arrays")
		}
		m := testmodels.Pointeds
		row := &testmodels.Pointed{}
		check(t, m.Create(ctx, db, row))
		script(t, db, "UPDATE pointeds SET tags = '[3:4]={a,]=\\{}', numbers = '[0:0]={7}'")
		if got := must(m.Get(ctx, db, row.ID))(t); !slices.Equal(*got.Tags, []string{"a", "]={"}) || !slices.Equal(*got.Numbers, []int64{7}) {
			t.Errorf("%v, %v", *got.Tags, *got.Numbers)
		}
		for _, bad := range []string{"tags = '{a,NULL}'", "tags = '{{a,b},{c,d}}'", "numbers = '{NULL}'", "numbers = '{{1}}'"} {
			script(t, db, "UPDATE pointeds SET tags = NULL, numbers = NULL")
			script(t, db, "UPDATE pointeds SET "+bad)
			var scan *kin.ScanError
			if _, err := m.Get(ctx, db, row.ID); !errors.As(err, &scan) || !strings.HasPrefix(scan.Field, "Pointed.") {
				t.Errorf("%s: %v", bad, err)
			}
		}
	})
}
