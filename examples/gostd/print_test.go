package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestStatusFitsItsWidth(t *testing.T) {
	for _, c := range []struct {
		width int
		want  string
	}{
		{100, "reading files     ########........   50%  2,500 of 5,000  1,250/s  2.00 s"},
		{60, "reading files      50%  2,500 of 5,000  1,250/s  2.00 s"},
		{48, "reading files      50%  2,500 of 5,000  1,250/s"},
		{40, "reading files      50%  2,500 of 5,000"},
		{25, "reading files      50%"},
		{10, "reading..."},
		{0, ""},
	} {
		if got := status("reading files", 2500, 5000, 2*time.Second, c.width); got != c.want {
			t.Errorf("%d cells: %q, want %q", c.width, got, c.want)
		}
	}
	if got, want := status("listing", 7, 0, 2*time.Second, 80), "listing           7  3/s  2.00 s"; got != want {
		t.Errorf("without a total: %q, want %q", got, want)
	}
}

func TestProgressOnTerminalStaysInItsLine(t *testing.T) {
	var out bytes.Buffer
	p := &progress{w: &out, terminal: true, width: 40, every: time.Hour}
	ph := p.start("reading", 10)
	ph.add(4)
	ph.draw(false)
	ph.add(6)
	ph.finish()
	text := out.String()
	if strings.Count(text, "\n") != 1 || !strings.HasSuffix(text, "\n") {
		t.Errorf("there is more than one line: %q", text)
	}
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\r") {
		if utf8.RuneCountInString(line) > 39 {
			t.Errorf("%q is too wide", line)
		}
	}
	if strings.Contains(text, "\x1b") {
		t.Errorf("there are escapes in %q", text)
	}
}

func TestProgressElsewhereIsLines(t *testing.T) {
	var out bytes.Buffer
	p := &progress{w: &out, width: 80, every: time.Hour}
	ph := p.start("reading", 10)
	ph.add(10)
	ph.finish()
	if text := out.String(); strings.Contains(text, "\r") || strings.Count(text, "\n") != 1 || !strings.Contains(text, "10 of 10") {
		t.Errorf("the lines are %q", text)
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", -1000: "-1,000", -100: "-100", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("grouped(%d) = %s, want %s", n, got, want)
		}
	}
}

func TestWrapSQL(t *testing.T) {
	const sql = `SELECT "t1"."id", "t1"."name FROM me" FROM "files" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."file_id" FROM "links" AS "t2" WHERE x = ')') AND (a OR b) ORDER BY "t1"."id" LIMIT ?1`
	want := []string{
		`SELECT "t1"."id",`,
		`  "t1"."name FROM me"`,
		`FROM "files" AS "t1"`,
		`WHERE "t1"."id" IN`,
		`  (SELECT "t2"."file_id"`,
		`  FROM "links" AS "t2"`,
		`  WHERE x = ')')`,
		`AND (a`,
		`  OR b)`,
		`ORDER BY "t1"."id"`,
		`LIMIT ?1`,
	}
	got := wrapSQL(sql, 30)
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("wrapped it is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for i, line := range got {
		got[i] = strings.TrimLeft(line, " ")
	}
	if joined := strings.Join(got, " "); joined != sql {
		t.Errorf("joined again it is %s", joined)
	}
}

func TestReportStyles(t *testing.T) {
	a := answer{lines: []string{"one"}, total: 3, sql: "SELECT 1", args: []any{"x", []any{int64(1), "y"}}}
	const plain = "   one\n   and 2 more\n   (3 rows, 1.5 ms)\n   SELECT 1\n   ?1 = \"x\", ?2 = [1, \"y\"]\n"
	var out bytes.Buffer
	r := &report{w: &out, width: 80}
	r.answer(a, 1500*time.Microsecond)
	if out.String() != plain {
		t.Errorf("it is %q, want %q", out.String(), plain)
	}
	r.styles = true
	if got, want := r.styled(bold, "x"), "\x1b[1mx\x1b[0m"; got != want {
		t.Errorf("bold is %q, want %q", got, want)
	}
}
