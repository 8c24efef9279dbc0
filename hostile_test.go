package kin_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/testmodels"
	"github.com/kinorm/kin/kintest"
	"github.com/kinorm/kin/schema"
)

// hostile are strings that have broken out of the SQL of other libraries.
var hostile = []string{
	`' OR '1'='1`, `'; DROP TABLE books; --`, `"; DROP TABLE "books`, "`; DROP TABLE `books", `\'; DROP TABLE books; #`, `1) OR 1=1`,
	`") FROM books; DELETE FROM books --`, `a" AS x, (SELECT name FROM sqlite_schema) AS "y`, `name" = 'a' OR "name`, `title) UNION SELECT * FROM people--`,
	`-1`, `--`, `-- -`, `/* */`, `*/ OR 1=1 /*`, `#`, `?`, `??`, `?1`, `$1`, `:name`, `@p`, `%`, `_`, `\`, `%' ESCAPE '\`, `\%`, `[a-z]`, `{"a": 1}`, `$.a`, `a.b`, `a__b`,
	`desc; DROP TABLE books`, `(SELECT max(id) FROM books)`, `NULL`, `true`, `0x41`, `1e9`, `pg_sleep(10)`, `'||'`, `''`, `"`, "\r\n", "\u2028", "\ufeff", "\u02bc", "\uff07", "a\tb",
	`_connector`, `_negated`, `__pk_only__`, `::text`, `E'\\''`, `$$`, `$a$`, strings.Repeat("'", 51), "\U0001F600'",
}

// TestHostileValues: a text value never becomes SQL text, wherever it is accepted,
// and means itself.
func TestHostileValues(t *testing.T) { onEach(t, testHostileValues) }

func testHostileValues(t *testing.T, db *kin.DB) {
	tr := newTrace(db)
	db, m := tr.db, testmodels.Books
	var want []string
	for i, payload := range append([]string{"harmless"}, hostile...) {
		tr.take()
		emptyLibrary(t, db)
		tr.take()
		book := &testmodels.Book{Title: payload, Subtitle: &payload}
		genre := &testmodels.Genre{Name: string([]rune(payload)[:min(len([]rune(payload)), 30)])}
		check(t, m.Create(ctx, db, book))
		check(t, m.CreateMany(ctx, db, []*testmodels.Book{{Title: "other"}}))
		check(t, book.Genres.Create(ctx, db, genre))
		check(t, m.Save(ctx, db, book))
		if n := must(m.Filter(m.ID.Eq(book.ID)).Update(ctx, db, m.Subtitle.Set(payload)))(t); n != 1 {
			t.Errorf("%q: %d rows were updated", payload, n)
		}
		if created := must(m.GetOrCreate(ctx, db, &testmodels.Book{Title: payload}, m.Title))(t); created {
			t.Errorf("%q was not found", payload)
		}
		_ = must(m.UpdateOrCreate(ctx, db, &testmodels.Book{Title: payload, Subtitle: &payload}, m.Title))(t)
		fold := strings.ToLower(payload)
		for n, p := range []kin.Pred[*testmodels.Book]{
			m.Title.Eq(payload), m.Title.In(payload, payload), m.Subtitle.Eq(payload), m.Title.Contains(payload), m.Title.StartsWith(payload),
			m.Title.EndsWith(payload), m.Title.IEq(fold), m.Title.IContains(fold), m.Title.IStartsWith(fold), m.Title.IEndsWith(fold),
			m.Title.Between(payload, payload), kin.Not(m.Title.Ne(payload)), m.Subtitle.InPtr(&payload),
			kin.Raw[*testmodels.Book]("? = ?", m.Title, payload), kin.And(m.Title.Eq(payload), m.Genres.Any(testmodels.Genres.Name.Eq(genre.Name))),
		} {
			if rows := must(m.Filter(p).All(ctx, db))(t); len(rows) != 1 || rows[0].Title != payload || *rows[0].Subtitle != payload {
				t.Errorf("%q: condition %d finds %d rows", payload, n, len(rows))
			}
			if n := must(m.Filter(p).Count(ctx, db))(t); n != 1 {
				t.Errorf("%q: count %d", payload, n)
			}
		}
		if n := must(m.Exclude(m.Title.Eq(payload)).Delete(ctx, db))(t); n != 1 {
			t.Errorf("%q: %d rows were deleted", payload, n)
		}
		if n := must(m.Count(ctx, db))(t); n != 1 {
			t.Errorf("%q: %d rows are left", payload, n)
		}
		if i == 0 {
			want = tr.take()
			continue
		}
		if got := tr.take(); !slices.Equal(got, want) {
			t.Errorf("%q changed the SQL:\n%s\nnot\n%s", payload, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestMatchIsLiteral: parts of text are compared as Go does, whatever signs they have.
func TestMatchIsLiteral(t *testing.T) { onEach(t, testMatchIsLiteral) }

func testMatchIsLiteral(t *testing.T, db *kin.DB) {
	m := testmodels.Books
	text := rapid.OneOf(rapid.StringOfN(rapid.SampledFrom([]rune("aA%_\\'[]*?^-\u00e4\u00c4\u00df\U0001F600")), 0, 6, -1), rapid.SampledFrom(hostile), rapid.Map(rapid.StringN(0, 8, -1), withoutNUL))
	rapid.Check(t, func(rt *rapid.T) {
		emptyLibrary(rt, db)
		x, part := text.Draw(rt, "text"), text.Draw(rt, "part")
		if len(x) > 0 && rapid.Bool().Draw(rt, "of the text") {
			runes := []rune(x)
			from := rapid.IntRange(0, len(runes)-1).Draw(rt, "from")
			part = string(runes[from:rapid.IntRange(from, len(runes)).Draw(rt, "to")])
		}
		check(rt, m.Create(ctx, db, &testmodels.Book{Title: x}))
		for op, c := range map[string]struct {
			pred kin.Pred[*testmodels.Book]
			want bool
		}{
			"contains": {m.Title.Contains(part), strings.Contains(x, part)},
			"prefix":   {m.Title.StartsWith(part), strings.HasPrefix(x, part)},
			"suffix":   {m.Title.EndsWith(part), strings.HasSuffix(x, part)},
			"equal":    {m.Title.Eq(part), x == part},
			"less":     {m.Title.Lt(part), x < part},
		} {
			if got := must(m.Filter(c.pred).Exists(ctx, db))(rt); got != c.want {
				rt.Fatalf("%q %s %q is %v", x, op, part, got)
			}
			if got := must(m.Exclude(c.pred).Exists(ctx, db))(rt); got == c.want {
				rt.Fatalf("not %q %s %q is %v", x, op, part, got)
			}
		}
	})
}

// identifiers are names that must be quoted. The longest has the 63 bytes that
// every database allows. Some servers refuse those that end with white space and
// those with characters beyond U+FFFF.
var identifiers = append(slices.Clone(hostile), "order", "select", "a b", "\u00e9", `""`, `a"b"c`, "a`b``c", "Upper", strings.Repeat("n", 63),
	" a", "a ", "a\t", "a\n", "a\v", "a\f", "a\r", "a \u00e9", "\u00e9 ", "a\u00a0", "a\u3000", "a\u0085", "a\U0001F600b", "\uffff", "\U00010000")

// TestIdentifiers reads names of tables and columns back from the database's own schema.
func TestIdentifiers(t *testing.T) { onEach(t, testIdentifiers) }

func testIdentifiers(t *testing.T, db *kin.DB) {
	check(t, testmodels.Books.Create(ctx, db, &testmodels.Book{Title: "one"}))
	for _, name := range identifiers {
		if len(name) <= 63 {
			identifierIsRight(t, db, "table", &schema.Table{Name: name}, name, tableIsQuoted)
			identifierIsRight(t, db, "column", &schema.Table{Name: "t", Columns: []schema.Column{{Name: name}}}, name, columnIsQuoted)
		}
	}
}

// identifierIsRight checks that a name is quoted, or refused by the dialect where the
// database refuses it or makes another one of it.
func identifierIsRight(t *testing.T, db *kin.DB, what string, table *schema.Table, name string, isQuoted func(*testing.T, *kin.DB, string)) {
	t.Helper()
	d := db.Driver().Dialect()
	err := d.CheckNames([]*schema.Table{table})
	if err == nil {
		isQuoted(t, db, name)
		return
	}
	var named *dialect.NameError
	if !errors.As(err, &named) || named.What != what || named.Name != name || !errors.Is(err, kin.ErrUnsupported) || d.Name == "sqlite" || d.Name == "postgres" {
		t.Errorf("%q: the error is %v", name, err)
	}
	made, sql, is := "CREATE TABLE quoted ("+d.QuoteIdent(name)+" INTEGER)", "DROP TABLE quoted", columnIs(d.Name, name)
	if what == "table" {
		made, sql, is = "CREATE TABLE "+d.QuoteIdent(name)+" (id INTEGER)", "DROP TABLE "+d.QuoteIdent(name), tableIs(d.Name, name)
	}
	conn := must(db.Driver().Acquire(ctx, dialect.Write))(t)
	err = conn.Script(ctx, made)
	conn.Release()
	if err != nil {
		return
	}
	if must(testmodels.Books.Filter(is).Exists(ctx, db))(t) { // MySQL takes some names and changes them
		t.Errorf("the database takes the name %q: %s", name, made)
	}
	script(t, db, sql)
}

// FuzzIdentifier does so with any name in SQLite, which has no limit.
func FuzzIdentifier(f *testing.F) {
	for _, name := range append(slices.Clone(identifiers), "Books", "QUOTED") {
		f.Add(name)
	}
	db := openTables(f, kintest.Databases(f)[0], testmodels.Models)
	check(f, testmodels.Books.Create(ctx, db, &testmodels.Book{Title: "one"}))
	f.Fuzz(func(t *testing.T, name string) {
		if name == "" || strings.ContainsRune(name, 0) || strings.ToValidUTF8(name, "") != name || len(name) > 500 || strings.HasPrefix(strings.ToLower(name), "sqlite_") {
			return // names that no model can have
		}
		// SQLite tells names apart without regard to the case of ASCII letters.
		taken := kin.Raw[*testmodels.Book]("EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ? COLLATE NOCASE)", name)
		if !must(testmodels.Books.Filter(taken).Exists(ctx, db))(t) {
			tableIsQuoted(t, db, name)
		}
		columnIsQuoted(t, db, name)
	})
}

// tableIsQuoted makes a table of a name.
func tableIsQuoted(t *testing.T, db *kin.DB, name string) {
	t.Helper()
	d := db.Driver().Dialect()
	script(t, db, "CREATE TABLE "+d.QuoteIdent(name)+" (id INTEGER)")
	if !must(testmodels.Books.Filter(tableIs(d.Name, name)).Exists(ctx, db))(t) {
		t.Errorf("the table %q has another name", name)
	}
	script(t, db, "DROP TABLE "+d.QuoteIdent(name))
}

// columnIsQuoted makes a table with a column of a name.
func columnIsQuoted(t *testing.T, db *kin.DB, name string) {
	t.Helper()
	d := db.Driver().Dialect()
	quoted := d.QuoteIdent(name)
	script(t, db, "CREATE TABLE quoted ("+quoted+" INTEGER)")
	script(t, db, "INSERT INTO quoted ("+quoted+") VALUES (1)")
	if !must(testmodels.Books.Filter(columnIs(d.Name, name)).Exists(ctx, db))(t) {
		t.Errorf("the column %q has another name", name)
	}
	script(t, db, "DROP TABLE quoted")
}

// tableIs is true if there is a table of the name.
func tableIs(dialect, name string) kin.Pred[*testmodels.Book] {
	switch dialect {
	case "sqlite":
		return kin.Raw[*testmodels.Book]("EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?)", name)
	case "postgres":
		return kin.Raw[*testmodels.Book]("EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = ?)", name)
	default:
		return kin.Raw[*testmodels.Book]("EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND CONVERT(table_name USING utf8mb4) COLLATE utf8mb4_bin = ?)", name)
	}
}

// columnIs is true if the only column of the table quoted has the name.
func columnIs(dialect, name string) kin.Pred[*testmodels.Book] {
	switch dialect {
	case "sqlite":
		return kin.Raw[*testmodels.Book]("(SELECT group_concat(name) FROM pragma_table_info('quoted')) = ?", name)
	case "postgres":
		return kin.Raw[*testmodels.Book]("(SELECT string_agg(column_name, ',') FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = 'quoted') = ?", name)
	default:
		return kin.Raw[*testmodels.Book]("(SELECT CONVERT(GROUP_CONCAT(column_name) USING utf8mb4) COLLATE utf8mb4_bin FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'quoted') = ?", name)
	}
}
