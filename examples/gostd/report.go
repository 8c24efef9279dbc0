package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/kinorm/kin"
)

// A report prints what was loaded and the answers.
type report struct {
	w      io.Writer
	width  int
	styles bool
}

// newReport returns a report on a file, with styles if that is a terminal and
// the user has not set NO_COLOR.
func newReport(f *os.File) *report {
	if !isTerminal(f) {
		return &report{w: f, width: usualWidth}
	}
	return &report{w: f, width: width(f), styles: os.Getenv("NO_COLOR") == ""}
}

const (
	bold = "\x1b[1m"
	dim  = "\x1b[2m"
)

// styled returns text in a style, if the report has any.
func (r *report) styled(style, text string) string {
	if !r.styles {
		return text
	}
	return style + text + "\x1b[0m"
}

// loaded prints the totals.
func (r *report) loaded(t totals) {
	fmt.Fprintf(r.w, "%s packages with %s links, %s files, %s import links and %s symbols:\n",
		grouped(t.packages), grouped(t.needs), grouped(t.files), grouped(t.imports), grouped(t.symbols))
	fmt.Fprintf(r.w, "%s rows in %s, %s, in one transaction with %s of the database\n",
		grouped(t.rows()), seconds(t.took), perSecond(t.rows(), t.took), plural(t.calls, "call"))
}

// skipped prints why files were left out.
func skipped(w io.Writer, reasons []error) {
	const most = 5
	if len(reasons) == 0 {
		return
	}
	fmt.Fprintf(w, "left out %s that cannot be read:\n", plural(len(reasons), "file"))
	for _, err := range reasons[:min(most, len(reasons))] {
		fmt.Fprintln(w, "  "+err.Error())
	}
	if more := len(reasons) - most; more > 0 {
		fmt.Fprintf(w, "  and %s more\n", grouped(more))
	}
}

// linesShown is how much of an answer is printed.
const linesShown = 10

// answers asks the questions and prints their answers.
func (r *report) answers(ctx context.Context, db kin.Executor, questions []question) error {
	for i, q := range questions {
		start := time.Now()
		a, err := q.ask(ctx, db, linesShown)
		if err != nil {
			return fmt.Errorf("question %d: %w", i+1, err)
		}
		took := time.Since(start)
		fmt.Fprintf(r.w, "\n%s\n", r.styled(bold, fmt.Sprintf("%d. %s", i+1, q.words)))
		r.answer(a, took)
	}
	return nil
}

func (r *report) answer(a answer, took time.Duration) {
	const indent = "   "
	room := r.width - len(indent)
	for _, line := range a.lines {
		fmt.Fprintln(r.w, indent+cut(line, room))
	}
	if more := a.total - len(a.lines); more > 0 {
		fmt.Fprintf(r.w, "%sand %s more\n", indent, grouped(more))
	}
	fmt.Fprintf(r.w, "%s(%s, %.1f ms)\n", indent, plural(a.total, "row"), float64(took.Microseconds())/1000)
	for _, line := range append(wrapSQL(a.sql, room), wrapArgs(a.args, room)) {
		fmt.Fprintln(r.w, r.styled(dim, strings.TrimRight(indent+line, " ")))
	}
	if a.loads > 0 {
		fmt.Fprintln(r.w, r.styled(dim, indent+"and "+plural(a.loads, "statement")+" to load what is related"))
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(n) + " " + noun + "s"
}
