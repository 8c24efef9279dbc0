package report

import (
	"fmt"
	"html"
	"io"
	"math"
	"strings"

	"github.com/kinorm/kin/bench/suite"
)

// colours of the contenders, in their order behind the best by hand; kin has the last.
var colours = []string{"#8c8c8c", "#b5b5b5", "#d98e4a", "#c9b34c", "#5d9bc7", "#2b8a4b"}

const (
	left, right = 260, 40
	plot        = 560
	bar, gap    = 9, 12
	top         = 64
)

// WriteSVG draws the ratios of all contenders to the best by hand, on a scale on
// which twice as long is one step.
func (r *Report) WriteSVG(w io.Writer) error {
	var rows []*suite.Measurement
	for _, m := range r.Measurements {
		if m.Workers == 1 {
			rows = append(rows, m)
		}
	}
	others := r.Contenders[1:]
	height := top + len(rows)*(len(others)*bar+gap) + 30
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">`+"\n", left+plot+right, height)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" fill="#ffffff"/><text x="10" y="20" font-size="15">%s: time, as a multiple of the best by hand</text>`+"\n", html.EscapeString(r.Database))
	at := 10
	for i, c := range others {
		fmt.Fprintf(&b, `<rect x="%d" y="32" width="10" height="10" fill="%s"/><text x="%d" y="41">%s</text>`+"\n", at, colour(i, len(others)), at+14, html.EscapeString(c.Name))
		at += 30 + 8*len(c.Name)
	}
	for x := 0.5; x <= 16; x *= 2 {
		fmt.Fprintf(&b, `<line x1="%.1f" y1="%d" x2="%.1f" y2="%d" stroke="%s"/><text x="%.1f" y="%d" text-anchor="middle">%g</text>`+"\n",
			place(x), top-6, place(x), height-20, map[bool]string{true: "#000000", false: "#dddddd"}[x == 1], place(x), height-6, x)
	}
	y := top
	for _, m := range rows {
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end">%s</text>`+"\n", left-8, y+len(others)*bar/2+4, html.EscapeString(m.Operation.Title))
		for i, c := range others {
			if ratio, ok := m.Compare(c.Name, r.best(), suite.Wall); ok {
				from, to := place(1), place(ratio.Median)
				fmt.Fprintf(&b, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"><title>%s: %.2f</title></rect>`+"\n",
					min(from, to), y, max(math.Abs(to-from), 1), bar-1, colour(i, len(others)), html.EscapeString(c.Name), ratio.Median)
			}
			y += bar
		}
		y += gap
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func colour(i, n int) string {
	if i == n-1 {
		return colours[len(colours)-1]
	}
	return colours[i%(len(colours)-1)]
}

// place is where a ratio stands.
func place(ratio float64) float64 {
	steps := math.Log2(min(max(ratio, 0.4), 20)) + 1.3
	return left + steps*plot/5.7
}
