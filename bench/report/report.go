// Package report writes what was measured as tables in Markdown and as a chart.
package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/kinorm/kin/bench/suite"
)

// A Report is what was measured on one database.
type Report struct {
	Database     string
	Version      string // of the server
	Machine      string
	Contenders   []*suite.Contender
	Measurements []*suite.Measurement
	Wall, CPU    float64 // the goals: kin's ratio to the best by hand
}

func (r *Report) best() string { return r.Contenders[0].Name }

// WriteMarkdown writes the tables.
func (r *Report) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s, %s.\n\n", r.Database, r.Version, r.Machine)
	for _, c := range r.Contenders {
		fmt.Fprintf(&b, "- **%s**: %s\n", c.Name, c.Note)
	}
	b.WriteString("\nA ratio is the median of the ratios to the best by hand, round by round; behind it is the interval that holds the true\n" +
		"median in 95 of 100 cases, by the ranks of the ratios. A smaller ratio is quicker; 1.00 is equal.\n")
	for _, m := range r.Measurements {
		for _, c := range r.Contenders {
			if why := m.Missing[c.Name]; why != "" && why != suite.NotThere {
				fmt.Fprintf(&b, "\n%s, goroutines: %d: %s failed: %s\n", m.Operation.Title, m.Workers, c.Name, why)
			}
		}
	}
	for _, workers := range r.workers() {
		fmt.Fprintf(&b, "\n## Time of one operation, goroutines: %d\n\n", workers)
		r.table(&b, workers, "wall", suite.Wall, r.Wall)
		fmt.Fprintf(&b, "\n### CPU of the program\n\n")
		r.table(&b, workers, "CPU", suite.CPU, r.CPU)
	}
	b.WriteString("\n## Allocations of one operation\n\n")
	r.once(&b, r.allocations)
	b.WriteString("\n## Statements of one operation\n\nWhat begins to run when everything is prepared, BEGIN and COMMIT too" +
		map[bool]string{true: "; behind it the ways to the server and back"}[r.trips()] + ".\n\n")
	r.once(&b, r.statements)
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Report) workers() []int {
	var out []int
	for _, m := range r.Measurements {
		if !slices.Contains(out, m.Workers) {
			out = append(out, m.Workers)
		}
	}
	return out
}

// kin returns the place of kin among the contenders, or -1.
func (r *Report) kin() int {
	for i, c := range r.Contenders {
		if c.Name == "kin" {
			return i
		}
	}
	return -1
}

func (r *Report) table(b *strings.Builder, workers int, what string, value func(suite.Sample) float64, goal float64) {
	head, rule := "| operation | "+r.best(), "|---|---:"
	for _, c := range r.Contenders[1:] {
		head, rule = head+" | "+c.Name, rule+"|---:"
	}
	fmt.Fprintf(b, "%s | kin reaches %.2f |\n%s|---|\n", head, goal, rule)
	for _, m := range r.Measurements {
		if m.Workers != workers {
			continue
		}
		s, _ := m.Summarize(r.best())
		first, low, high := s.Wall, s.Low, s.High
		if what == "CPU" {
			fmt.Fprintf(b, "| %s | %s", m.Operation.Title, short(s.CPU))
		} else {
			fmt.Fprintf(b, "| %s | %s (%s–%s)", m.Operation.Title, short(first), short(low), short(high))
		}
		reached := "–"
		for i, c := range r.Contenders[1:] {
			ratio, ok := m.Compare(c.Name, r.best(), value)
			if !ok {
				b.WriteString(" | –")
				continue
			}
			fmt.Fprintf(b, " | %.2f [%.2f–%.2f]", ratio.Median, ratio.Low, ratio.High)
			if i+1 == r.kin() {
				reached = map[bool]string{true: "yes", false: "**no**"}[ratio.Low <= goal]
			}
		}
		fmt.Fprintf(b, " | %s |\n", reached)
	}
}

// once writes a table of what does not depend on the number of goroutines.
func (r *Report) once(b *strings.Builder, cell func(*suite.Measurement, string) string) {
	head, rule := "| operation ", "|---"
	for _, c := range r.Contenders {
		head, rule = head+" | "+c.Name, rule+"|---:"
	}
	fmt.Fprintf(b, "%s |\n%s|\n", head, rule)
	for _, m := range r.Measurements {
		if m.Workers != 1 {
			continue
		}
		fmt.Fprintf(b, "| %s", m.Operation.Title)
		for _, c := range r.Contenders {
			b.WriteString(" | " + cell(m, c.Name))
		}
		b.WriteString(" |\n")
	}
}

func (r *Report) allocations(m *suite.Measurement, contender string) string {
	s, ok := m.Summarize(contender)
	switch {
	case !ok:
		return "–"
	case m.Operation.Heap:
		return fmt.Sprintf("%s, heap +%.0f MiB", number(s.Allocs), float64(s.Heap)/(1<<20))
	case m.Operation.Rows > 1:
		return fmt.Sprintf("%s (%.2f each)", number(s.Allocs), s.Allocs/float64(m.Operation.Rows))
	default:
		return number(s.Allocs)
	}
}

// trips reports whether there is a wire.
func (r *Report) trips() bool {
	for _, m := range r.Measurements {
		if m.Sent[r.best()].Trips > 0 {
			return true
		}
	}
	return false
}

func (r *Report) statements(m *suite.Measurement, contender string) string {
	switch n, ok := m.Sent[contender]; {
	case !ok:
		return "–"
	case r.trips():
		return fmt.Sprintf("%d (%d)", n.Statements, n.Trips)
	default:
		return fmt.Sprint(n.Statements)
	}
}

// short writes a time with three digits.
func short(d time.Duration) string {
	switch {
	case d >= time.Second:
		return fmt.Sprintf("%.2f s", d.Seconds())
	case d >= 10*time.Millisecond:
		return fmt.Sprintf("%.1f ms", float64(d)/1e6)
	case d >= time.Millisecond:
		return fmt.Sprintf("%.2f ms", float64(d)/1e6)
	default:
		return fmt.Sprintf("%.1f µs", float64(d)/1e3)
	}
}

func number(f float64) string {
	if f >= 1000 {
		return fmt.Sprintf("%.0f", math.Round(f))
	}
	return fmt.Sprintf("%.4g", f)
}
