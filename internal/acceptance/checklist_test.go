// Package acceptance runs the documents that say what kin must do, as programs,
// on every database of the machine, and checks what kin promises beside them:
// how many statements things take, and what does not compile.
package acceptance

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// A checklist holds where a run covered each row of the catalogue.
type checklist struct {
	places map[string]string
}

// row says that what follows covers rows.
func (c *checklist) row(ids ...string) {
	_, file, line, _ := runtime.Caller(1)
	if c.places == nil {
		c.places = map[string]string{}
	}
	for _, id := range ids {
		c.places[id] = fmt.Sprintf("%s:%d", filepath.Base(file), line)
	}
}

// check fails the test for every row of some pages that was not covered, and for
// every covered row that they do not have. It returns the checklist as text.
func (c *checklist) check(t *testing.T, pages ...string) string {
	t.Helper()
	var b strings.Builder
	known := map[string]bool{}
	for _, r := range catalogue {
		if page, _, _ := strings.Cut(r.id, "-"); !slices.Contains(pages, page) {
			continue
		}
		known[r.id] = true
		place := c.places[r.id]
		if name, ok := notCompiled[r.id]; ok && place == "" {
			place = snippetPlace(t, name)
		}
		if mistake, ok := notGenerated[r.id]; ok && place == "" {
			place = mistakePlace(t, mistake)
		}
		if place == "" {
			t.Errorf("no step covers %s: %s", r.id, r.what)
		}
		fmt.Fprintf(&b, "%s  %-28s %s\n", r.id, place, r.what)
	}
	for id := range c.places {
		if !known[id] {
			t.Errorf("a step covers %s, which is not in the catalogue of the page", id)
		}
	}
	return b.String()
}

// snippetPlace returns the name of a must-not-compile snippet, which must exist.
func snippetPlace(t *testing.T, name string) string {
	t.Helper()
	if readSnippets(t)[name].want == "" {
		t.Errorf("there is no snippet %s that must not compile", name)
		return ""
	}
	return "TestMustNotCompile/" + name
}

// mistakes has what the generator reports of the mistakes in its test data.
var mistakes = filepath.Join("..", "codegen", "testdata", "mistakes.golden")

// mistakePlace returns where the generator reports a mistake, which must be tested.
func mistakePlace(t *testing.T, part string) string {
	t.Helper()
	golden, err := os.ReadFile(mistakes)
	must(t, err)
	for line := range strings.Lines(string(golden)) {
		if place, text, _ := strings.Cut(line, ": "); strings.Contains(text, part) {
			return "mistakes/" + place
		}
	}
	t.Errorf("the generator is not tested to report %q", part)
	return ""
}

// A result is what a call returned, so that it and its error are compared at once.
type result[T any] struct {
	value T
	err   error
}

// got makes a result of a call: got(q.Count(ctx, db)).
func got[T any](value T, err error) result[T] { return result[T]{value, err} }

// names makes a result of the strings of rows.
func names[T fmt.Stringer](rows []T, err error) result[[]string] {
	list := make([]string, len(rows))
	for i, row := range rows {
		list[i] = row.String()
	}
	return result[[]string]{list, err}
}

// equal fails the test unless a call returned want and no error.
func equal[T any](t *testing.T, r result[T], want T) {
	t.Helper()
	if r.err != nil {
		t.Errorf("error %v, want %v", r.err, want)
	} else if !reflect.DeepEqual(r.value, want) {
		t.Errorf("got %v, want %v", r.value, want)
	}
}

// list fails the test unless a call returned rows with these strings, in this order.
func list(t *testing.T, r result[[]string], want ...string) {
	t.Helper()
	equal(t, r, append([]string{}, want...))
}

// must ends the test if a step that others build on fails.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ok returns the value of a call and ends the test if it fails.
func ok[T any](t *testing.T, r result[T]) T {
	t.Helper()
	must(t, r.err)
	return r.value
}

func TestChecklistNoticesWhatIsMissing(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range catalogue {
		if seen[r.id] {
			t.Errorf("%s is twice in the catalogue", r.id)
		}
		seen[r.id] = true
	}
	for page, rows := range map[string]int{"S0": 16, "S1": 41, "S2": 45, "S3": 15, "S4": 11} {
		for n := range rows {
			if id := fmt.Sprintf("%s-%02d", page, n+1); !seen[id] {
				t.Errorf("the catalogue lacks %s", id)
			}
		}
	}
	var c checklist
	c.row("S4-02")
	if place := c.places["S4-02"]; !strings.HasPrefix(place, "checklist_test.go:") {
		t.Errorf("the place of a row is %q", place)
	}
	for _, proofs := range []map[string]string{notCompiled, notGenerated} {
		for id := range proofs {
			if !seen[id] {
				t.Errorf("%s is refused, but is not in the catalogue", id)
			}
		}
	}
}
