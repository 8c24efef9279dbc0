package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"runtime"
	"strings"
	"unicode/utf8"

	"github.com/kinorm/kin"
)

// width is that of a small terminal: no line of the output is longer, unless it is
// one word.
const width = 80

// beside is the column of a result that is printed beside its code.
const (
	beside = 46
	arrow  = "→ "
)

// A teller prints the steps of the story as they run.
type teller struct {
	w       io.Writer
	color   bool
	sources map[string]*source // by the name of the file
	sql     []string           // sent since the last step
	steps   int
	long    bool  // the last step took several lines
	err     error // the first that was not expected
}

func newTeller(w io.Writer, color bool) (*teller, error) {
	t := &teller{w: w, color: color, sources: map[string]*source{}}
	for name, text := range map[string]string{"story.go": storySource, "links.go": linksSource} {
		s, err := parseSource(name, text)
		if err != nil {
			return nil, err
		}
		t.sources[name] = s
	}
	return t, nil
}

// trace keeps the SQL of a step until it is printed.
func (t *teller) trace(_ context.Context, e kin.Event) { t.sql = append(t.sql, e.SQL) }

// Section prints a heading.
func (t *teller) Section(title string) {
	lead := "\n"
	if t.steps == 0 {
		lead = ""
	}
	t.print("%s%s\n%s\n", lead, t.paint(bold, title), t.paint(bold, strings.Repeat("=", len(title))))
	t.long = true
}

// Show prints the code of a step and its results. An error ends in an exit code.
func (t *teller) Show(results ...any) {
	err := errorOf(results)
	if err != nil {
		t.fail(err)
		t.step(red, "error: "+err.Error())
		return
	}
	t.step(green, describe(results))
}

// Refused prints the code of a step which returns an error, as it should.
func (t *teller) Refused(results ...any) {
	err := errorOf(results)
	if err == nil {
		err = errors.New("this step did not fail, but should")
		t.fail(err)
	}
	t.step(red, "error: "+err.Error())
}

// errorOf returns the error among the results of a call, which is the last.
func errorOf(results []any) error {
	err, _ := results[len(results)-1].(error)
	return err
}

// step prints the code of the caller of its caller, its SQL and its result.
func (t *teller) step(color, result string) {
	_, file, line, _ := runtime.Caller(2)
	code, err := t.sources[path.Base(file)].at(line)
	if err != nil {
		t.fail(err)
		code = []string{err.Error()}
	}
	t.steps++
	if len(code) > 1 || t.long {
		t.print("\n")
	}
	t.long = len(code) > 1 || len(t.sql) > 0
	last := len(code) - 1
	for _, text := range code[:last] {
		t.print("%s\n", t.code(text))
	}
	t.print("%s", t.code(code[last]))
	if gap := beside - len(code[last]); len(t.sql) == 0 && gap > 0 && beside+utf8.RuneCountInString(arrow+result) <= width && !strings.Contains(result, "\n") {
		t.print("%*s%s\n", gap, "", t.paint(dim, arrow)+t.paint(color, strings.ReplaceAll(result, unbroken, " ")))
		return
	}
	t.print("\n")
	t.below(color, result)
}

// code indents a line of code and paints comments.
func (t *teller) code(text string) string {
	text = strings.TrimRight("  "+strings.ReplaceAll(text, "\t", "    "), " ")
	if strings.HasPrefix(strings.TrimSpace(text), "//") {
		return t.paint(dim, text)
	}
	return text
}

// below prints the SQL of a step and its result on lines of their own.
func (t *teller) below(color, result string) {
	for _, sql := range t.sql {
		for _, text := range wrap(sql, width-6) {
			t.print("      %s\n", t.paint(cyan, text))
		}
	}
	t.sql = nil
	lead := arrow
	for _, text := range wrap(result, width-6) {
		t.print("    %s%s\n", t.paint(dim, lead), t.paint(color, text))
		lead = "  "
	}
	t.long = true
}

// finish prints how to go on, and returns the first error that was not expected.
func (t *teller) finish() error {
	t.print("\n%d steps. Add -sql to see the SQL of each; the stories are\nexamples/newsroom/story.go and links.go, their models in news and blog beside.\n", t.steps)
	return t.err
}

func (t *teller) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

func (t *teller) print(format string, args ...any) {
	if _, err := fmt.Fprintf(t.w, format, args...); err != nil {
		t.fail(err)
	}
}

// The colours, as terminals know them.
const (
	bold  = "1"
	dim   = "2"
	red   = "31"
	green = "32"
	cyan  = "36"
)

func (t *teller) paint(c, text string) string {
	if !t.color {
		return text
	}
	return "\x1b[" + c + "m" + text + "\x1b[0m"
}
