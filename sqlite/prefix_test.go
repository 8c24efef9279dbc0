package sqlite

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/testmodels"
)

// edges are characters at which the length of UTF-8 or UTF-16 changes, and the last
// ones, behind which a range of prefixes must not end.
var edges = []rune{
	1, 'a', 'A', 'b', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0xfffe, 0xffff, 0x10000, 0x10fffe, 0x10ffff,
}

// TestPrefixAtTheEdges: StartsWith finds what begins so, whatever the characters are,
// also in a database whose text is UTF-16.
func TestPrefixAtTheEdges(t *testing.T) {
	for _, encoding := range []string{"UTF-8", "UTF-16le", "UTF-16be"} {
		t.Run(encoding, func(t *testing.T) {
			db := openEncoded(t, encoding)
			m := testmodels.Genres
			text := rapid.StringOfN(rapid.SampledFrom(edges), 0, 5, -1)
			if encoding != "UTF-8" { // where SQLite keeps no U+FFFE and U+FFFF
				text = text.Filter(func(s string) bool { return !strings.ContainsAny(s, "\ufffe\uffff") })
			}
			rapid.Check(t, func(rt *rapid.T) {
				if _, err := m.AllRows().Delete(context.Background(), db); err != nil {
					rt.Fatal(err)
				}
				texts := rapid.SliceOfNDistinct(text, 1, 12, func(s string) string { return s }).Draw(rt, "texts")
				rows := make([]*testmodels.Genre, len(texts))
				for i, s := range texts {
					rows[i] = &testmodels.Genre{Name: s}
				}
				if err := m.CreateMany(context.Background(), db, rows); err != nil {
					rt.Fatal(err)
				}
				prefix := text.Draw(rt, "prefix")
				if of := []rune(rapid.SampledFrom(texts).Draw(rt, "of")); rapid.Bool().Draw(rt, "of a text") {
					prefix = string(of[:rapid.IntRange(0, len(of)).Draw(rt, "length")])
				}
				var in, out []string
				for _, s := range texts {
					if strings.HasPrefix(s, prefix) {
						in = append(in, s)
					} else {
						out = append(out, s)
					}
				}
				sameNames(rt, prefix, m.Filter(m.Name.StartsWith(prefix)), db, in)
				sameNames(rt, prefix, m.Exclude(m.Name.StartsWith(prefix)), db, out)
			})
		})
	}
}

func sameNames(rt *rapid.T, prefix string, q *kin.Query[*testmodels.Genre], db *kin.DB, want []string) {
	rt.Helper()
	got, err := kin.Select1(q, testmodels.Genres.Name).All(context.Background(), db)
	if err != nil {
		rt.Fatal(err)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		rt.Fatalf("the prefix %q finds %q, not %q", prefix, got, want)
	}
}

// openEncoded opens a database whose text is kept in an encoding.
func openEncoded(t *testing.T, encoding string) *kin.DB {
	t.Helper()
	d := openPath(t, ":memory:") // one connection, whose encoding the first table settles
	script(t, d, "PRAGMA encoding = '"+encoding+"'")
	db := kin.NewDB(d)
	if err := kin.CreateTables(context.Background(), db, testmodels.Models...); err != nil {
		t.Fatal(err)
	}
	c, err := d.Acquire(context.Background(), dialect.Read)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Release()
	if got := queryString(t, c, "PRAGMA encoding"); got != encoding {
		t.Fatalf("the encoding is %s", got)
	}
	return db
}

// TestPrefixUsesTheIndex: a prefix is looked up in the index of the column.
func TestPrefixUsesTheIndex(t *testing.T) {
	db := openEncoded(t, "UTF-8")
	m := testmodels.Genres
	sql, _, err := m.Filter(m.Name.StartsWith("a")).SQL(db)
	if err != nil {
		t.Fatal(err)
	}
	c, err := db.Driver().Acquire(t.Context(), dialect.Read)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Release()
	if plan := queryPlan(t, c, strings.ReplaceAll(sql, "?1", "'a'")); !strings.Contains(plan, "SEARCH t1 USING INDEX") || !strings.Contains(plan, "(name>? AND name<?)") {
		t.Errorf("the plan is %q", plan)
	}
}
