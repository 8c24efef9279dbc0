package archtest

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func readDocument(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(moduleRoot(t), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Every page of docs/ is in the index, and ends with a link to the page after it
// there; the last one ends with a link to the index.
func TestPagesFollowEachOther(t *testing.T) {
	var order []string
	for _, m := range regexp.MustCompile(`(?m)^\| \[[^]]+\]\(([a-z-]+\.md)\) \|`).FindAllStringSubmatch(readDocument(t, "docs/README.md"), -1) {
		order = append(order, m[1])
	}
	next := map[string]string{}
	for i, page := range order {
		next[page] = "README.md"
		if i+1 < len(order) {
			next[page] = order[i+1]
		}
	}
	pages := 0
	for _, document := range documents(t) {
		page, ok := strings.CutPrefix(document, "docs/")
		if !ok || page == "README.md" {
			continue
		}
		pages++
		lines := strings.Split(strings.TrimSpace(readDocument(t, document)), "\n")
		if last := lines[len(lines)-1]; next[page] == "" {
			t.Errorf("docs/README.md does not list %s", page)
		} else if !strings.Contains(last, "]("+next[page]+")") || !strings.Contains(last, "](README.md)") {
			t.Errorf("%s ends with %q, want links to %s and the index", document, last, next[page])
		}
	}
	if pages != len(order) {
		t.Errorf("docs/README.md lists %d pages of %d", len(order), pages)
	}
}

// docs/errors.md has every error that a program may ask for, with what to do.
func TestErrorsAreInTheDocuments(t *testing.T) {
	page := readDocument(t, "docs/errors.md")
	found := 0
	for line := range strings.Lines(readDocument(t, "internal/archtest/testdata/api.txt")) {
		line = strings.TrimSpace(line)
		m := regexp.MustCompile(`^(kin|lookup|sqlite|dialect): (var|type) (Err\w+|\w*Error)\b`).FindStringSubmatch(line)
		if m == nil || m[1] == "dialect" && m[3] != "NameError" {
			continue // package kin exports what else package dialect has
		}
		found++
		want := "`" + m[3] + "`"
		if m[2] == "type" {
			want = "`" + m[1] + "." + m[3] + "`"
		}
		if !regexp.MustCompile(`(?m)^\|[^|]*` + regexp.QuoteMeta(want)).MatchString(page) {
			t.Errorf("docs/errors.md has no row for %s", want)
		}
	}
	if found < 40 {
		t.Errorf("%d errors were found in the list of the API, want all", found)
	}
}
