package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"
)

// A progress shows how far the phases of a long work are: on a terminal in one
// line that changes, elsewhere, as in the log of a server, in a line from time to time.
type progress struct {
	w        io.Writer
	terminal bool
	width    int
	every    time.Duration
}

// newProgress returns a progress on a file, as a terminal if it is one.
func newProgress(f *os.File) *progress {
	if isTerminal(f) {
		return &progress{w: f, terminal: true, width: width(f), every: 100 * time.Millisecond}
	}
	return &progress{w: f, width: usualWidth, every: 3 * time.Second}
}

// usualWidth is the width of a terminal that does not say, and of what is none.
const usualWidth = 80

// isTerminal reports whether f is a terminal that can go back in its line.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}

// A phase is one part of the work. Its methods are safe for concurrent use.
type phase struct {
	p     *progress
	label string
	total int // 0 is not known
	start time.Time
	done  atomic.Int64
	end   chan struct{}
	drawn sync.WaitGroup
	last  int // the length of the line on the terminal
}

// start begins a phase and shows it until finish.
func (p *progress) start(label string, total int) *phase {
	ph := &phase{p: p, label: label, total: total, start: time.Now(), end: make(chan struct{})}
	ph.drawn.Go(func() {
		tick := time.NewTicker(p.every)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				ph.draw(false)
			case <-ph.end:
				ph.draw(true)
				return
			}
		}
	})
	return ph
}

// add counts n more as done.
func (ph *phase) add(n int) { ph.done.Add(int64(n)) }

// finish shows the end of a phase. It is called once.
func (ph *phase) finish() {
	close(ph.end)
	ph.drawn.Wait()
}

func (ph *phase) draw(final bool) {
	// The last cell stays free: some terminals break the line as soon as it is full.
	line := status(ph.label, int(ph.done.Load()), ph.total, time.Since(ph.start), ph.p.width-1)
	if !ph.p.terminal {
		fmt.Fprintln(ph.p.w, line)
		return
	}
	// Spaces cover what a longer line has left.
	length := utf8.RuneCountInString(line)
	fmt.Fprint(ph.p.w, "\r", line, strings.Repeat(" ", max(0, ph.last-length)))
	ph.last = length
	if final {
		fmt.Fprintln(ph.p.w)
	}
}

const barWidth = 16

// status returns the line of a phase, at most width wide: what is least needed
// goes first where there is no room.
func status(label string, done, total int, elapsed time.Duration, width int) string {
	count, rate := grouped(done), ""
	if done > 0 {
		rate = perSecond(done, elapsed)
	}
	took := seconds(elapsed)
	share, bar := "", ""
	if total > 0 {
		count += " of " + grouped(total)
		share = fmt.Sprintf("%3d%%", 100*done/total)
		filled := min(barWidth, barWidth*done/total)
		bar = strings.Repeat("#", filled) + strings.Repeat(".", barWidth-filled)
	}
	label = fmt.Sprintf("%-16s", label)
	for _, parts := range [][]string{
		{label, bar, share, count, rate, took},
		{label, share, count, rate, took},
		{label, share, count, rate},
		{label, share, count},
		{label, share},
	} {
		if line := joined(parts); utf8.RuneCountInString(line) <= width {
			return line
		}
	}
	return cut(label, width)
}

// perSecond writes how many of n there were in a second.
func perSecond(n int, took time.Duration) string {
	if took <= 0 {
		return ""
	}
	return grouped(int(float64(n)/took.Seconds())) + "/s"
}

// seconds writes a duration as seconds.
func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

// joined joins the parts that are not empty.
func joined(parts []string) string {
	var b strings.Builder
	for _, part := range parts {
		if part == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("  ")
		}
		b.WriteString(part)
	}
	return b.String()
}

// cut shortens s to width.
func cut(s string, width int) string {
	if utf8.RuneCountInString(s) <= width {
		return s
	}
	if width < 4 {
		return string([]rune(s)[:max(0, width)])
	}
	return string([]rune(s)[:width-3]) + "..."
}

// grouped writes a number with a comma after each three digits.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
