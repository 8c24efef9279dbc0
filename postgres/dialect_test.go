package postgres

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/kinorm/kin/ast"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

func param(arg int, k schema.Kind) *ast.Param {
	return &ast.Param{Arg: arg, Type: schema.Type{Kind: k, Size: 3, Precision: 5, Scale: 2}}
}

// What PostgreSQL writes differently, as the whole of a condition. Every statement
// is prepared by the server too, so that the types of all parameters are known.
func TestSQL(t *testing.T) {
	c := acquire(t, openTest(t))
	script(t, c, `CREATE TABLE t (id bigint, s text COLLATE "C", n integer, d numeric(5,2), u uuid)`)
	col := func(name string) ast.Expr { return &ast.Column{Table: "t", Name: name} }
	id, s, n := col("id"), col("s"), col("n")
	call := func(f ast.Func, x ast.Expr) ast.Expr { return &ast.Call{Func: f, Args: []ast.Expr{x}} }
	fold := func(x string) string {
		return "LOWER(TRANSLATE(" + x + ", '" + foldFrom + "', '" + foldTo + `') COLLATE "und-x-icu") COLLATE "C"`
	}
	escaped := func(x string) string {
		return "REPLACE(REPLACE(REPLACE(" + x + `, '\', '\\'), '%', '\%'), '_', '\_')`
	}
	for _, test := range []struct {
		x    ast.Expr
		want string
	}{
		{&ast.InSet{X: []ast.Expr{id}, Sets: []*ast.Param{param(0, schema.Int64)}}, `"t"."id" = ANY ($1::bigint[])`},
		{&ast.InSet{X: []ast.Expr{col("u")}, Sets: []*ast.Param{param(0, schema.UUID)}, Not: true}, `"t"."u" <> ALL ($1::uuid[])`},
		{
			&ast.InSet{X: []ast.Expr{id, s}, Sets: []*ast.Param{param(0, schema.Int64), param(1, schema.Text)}},
			`("t"."id", "t"."s") IN (SELECT * FROM unnest($1::bigint[], $2::text[]))`,
		},
		{
			&ast.InSet{X: []ast.Expr{id, col("d")}, Sets: []*ast.Param{param(0, schema.Int64), param(1, schema.Decimal)}, Not: true},
			`("t"."id", "t"."d") NOT IN (SELECT * FROM unnest($1::bigint[], $2::numeric[]))`,
		},
		{&ast.Match{Kind: ast.Contains, X: s, Pattern: param(0, schema.Text)}, `"t"."s" LIKE '%' || ` + escaped("$1") + ` || '%' ESCAPE '\'`},
		{&ast.Match{Kind: ast.Prefix, Fold: true, X: s, Pattern: param(0, schema.Text), Not: true}, fold(`"t"."s"`) + ` NOT LIKE ` + escaped(fold("$1")) + ` || '%' ESCAPE '\'`},
		{&ast.Match{Kind: ast.Exact, Fold: true, X: s, Pattern: param(0, schema.Text)}, fold(`"t"."s"`) + " = " + fold("$1")},
		{
			&ast.Binary{Op: ast.Le, L: n, R: &ast.Binary{Op: ast.Add, L: param(0, schema.Int64), R: param(1, schema.Int64)}},
			`"t"."n" <= (CAST($1 AS bigint) + CAST($2 AS bigint))`,
		},
		{&ast.Binary{Op: ast.Eq, L: s, R: &ast.Cast{X: param(0, schema.Text), Type: param(0, schema.Text).Type}}, `"t"."s" = CAST($1 AS text)`},
		{
			&ast.Binary{Op: ast.Gt, L: &ast.Scalar{Select: &ast.Select{Columns: []*ast.Output{{X: call(ast.Avg, n)}}, From: &ast.Table{Name: "t"}}}, R: param(0, schema.Float64)},
			`(SELECT AVG(CAST("t"."n" AS double precision)) FROM "t") > $1`,
		},
		{&ast.IsTrue{X: &ast.Raw{Text: []string{"", " > 1"}, Args: []ast.Expr{n}}, Not: true}, `("t"."n" > 1) IS NOT TRUE`},
	} {
		q := &ast.Select{Columns: []*ast.Output{{X: &ast.Int{N: 1}}}, From: &ast.Table{Name: "t"}, Where: test.x}
		got, err := dialect.Compile(Dialect, q)
		if err != nil {
			t.Fatal(err)
		}
		if want := `SELECT 1 FROM "t" WHERE ` + test.want; got.SQL != want {
			t.Errorf("got  %s\nwant %s", got.SQL, want)
		}
		if _, err := c.prepare(t.Context(), got); err != nil {
			t.Errorf("%s: %v", got.SQL, err)
		}
	}
}

func TestInsertValues(t *testing.T) {
	c := acquire(t, openTest(t))
	script(t, c, `CREATE TABLE l (a bigint, b text, c integer, PRIMARY KEY (a, b))`)
	v := &ast.Values{As: "v", Columns: []string{"c0", "c1"}, Sets: []*ast.Param{param(0, schema.Int64), param(1, schema.Text)}}
	insert := &ast.Insert{
		Table: &ast.Table{Name: "l"}, Columns: []string{"a", "b", "c"},
		Query: &ast.Select{From: v, Columns: []*ast.Output{
			{X: &ast.Column{Table: "v", Name: "c0"}}, {X: &ast.Column{Table: "v", Name: "c1"}}, {X: param(2, schema.Int32)},
		}},
		Conflict: &ast.Conflict{Columns: []string{"a", "b"}},
	}
	s, err := dialect.Compile(Dialect, insert)
	if err != nil {
		t.Fatal(err)
	}
	const want = `INSERT INTO "l" ("a", "b", "c") SELECT "v"."c0", "v"."c1", CAST($3 AS integer)` +
		` FROM unnest($1::bigint[], $2::text[]) AS "v"("c0", "c1") ON CONFLICT ("a", "b") DO NOTHING`
	// Placeholders are numbered in the order in which they are written.
	if got := strings.NewReplacer("$1", "$3", "$2", "$1", "$3", "$2").Replace(s.SQL); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	args := []dialect.Value{
		set(schema.Int64, dialect.Int(1), dialect.Int(2)), set(schema.Text, dialect.Text("x"), dialect.Text("y")),
		{Kind: schema.Int32, N: 7},
	}
	for i, want := range []int64{2, 0} {
		r, err := c.Exec(t.Context(), s, s.Bind(args))
		if err != nil || r.RowsAffected != want {
			t.Errorf("run %d: %d rows, %v", i, r.RowsAffected, err)
		}
	}
}

// LOWER is the same as kin's function for SQLite for every character of Go's and
// PostgreSQL's version of Unicode.
func TestFold(t *testing.T) {
	d := openTest(t)
	c := acquire(t, d)
	got, err := dialect.Compile(d.dialect, &ast.Select{
		Columns: []*ast.Output{{X: &ast.Column{Table: "u", Name: "s"}}, {X: &ast.Call{Func: ast.Lower, Args: []ast.Expr{&ast.Column{Table: "u", Name: "s"}}}}},
		From:    &ast.Values{As: "u", Columns: []string{"s"}, Sets: []*ast.Param{param(0, schema.Text)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	all := dialect.Value{Kind: schema.Text, Set: new(dialect.Set)}
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) {
			all.Set.Append(dialect.Text("Aσ" + string(r) + " x"))
		}
	}
	type pair struct {
		S string `kind:"text"`
		L string `kind:"text"`
	}
	rows := query[pair](t, c, got.SQL, all)
	if len(rows) != all.Set.Len {
		t.Fatalf("%d rows", len(rows))
	}
	wrong := 0
	for _, r := range rows {
		want := strings.Map(func(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }, r.S)
		if r.L != want {
			wrong++
			t.Errorf("%q (%U): %q, want %q", r.S, []rune(r.S)[2], r.L, want)
		}
	}
	t.Logf("%d characters, %d differ", len(rows), wrong)
}

func TestCreateTable(t *testing.T) {
	c := acquire(t, openTest(t))
	yes, five, text, hex := "true", "5", "it's", "a\\"
	kinds := []schema.Column{
		{Name: "id", Type: schema.Type{Kind: schema.Int64}, Auto: true},
		{Name: "ok", Type: schema.Type{Kind: schema.Bool}, Default: &yes},
		{Name: "n", Type: schema.Type{Kind: schema.Int16}, Default: &five},
		{Name: "s", Type: schema.Type{Kind: schema.Text, Size: 30}, Default: &text, Nullable: true},
		{Name: "b", Type: schema.Type{Kind: schema.Bytes}, Default: &hex},
	}
	for k := schema.Int32; k <= schema.UUID; k++ {
		kinds = append(kinds, schema.Column{Name: fmt.Sprint("c", k), Type: schema.Type{Kind: k, Precision: 5, Scale: 2, Hex: k == schema.UUID}, Nullable: true})
	}
	for _, sql := range Dialect.CreateTable(&schema.Table{Name: "t", Columns: kinds, PrimaryKey: []string{"id"}}) {
		script(t, c, sql)
	}
	r := exec(t, c, "INSERT INTO t DEFAULT VALUES RETURNING id")
	if r.LastInsertID != 1 {
		t.Error(r)
	}
	if got := queryString(t, c, `SELECT concat_ws(' ', ok, n, s, b) FROM t`); got != `t 5 it's \x615c` {
		t.Error(got)
	}
	if got := queryString(t, c, `SELECT string_agg(format_type(atttypid, atttypmod), ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0`); got !=
		"bigint,boolean,smallint,character varying(30),bytea,integer,bigint,real,double precision,numeric(5,2),text,bytea,timestamp with time zone,date,jsonb,uuid" {
		t.Error(got)
	}
}
