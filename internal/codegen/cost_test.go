package codegen

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// mostMethods is the number of methods that the compiler copies for a model of 20
// columns, 5 relations and their 5 reverse ends. Every method of a type of kin that
// has models as parameters is copied for each model, and those of relations for
// each relation: this is what a model costs to build.
const mostMethods = 604

// It counts methods, not their code or time, so that neither the machine nor what
// the compiler inlines changes the number.
func TestMethodsOfAModel(t *testing.T) {
	const models = 12
	dir := benchModule(t, models)
	files, err := Generate(dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	if err := files[0].Write(); err != nil {
		t.Fatal(err)
	}
	compile(t, dir)
	out, err := exec.Command("go", "tool", "nm", filepath.Join(dir, "bench.a")).Output()
	if err != nil {
		t.Fatal(err)
	}
	method := regexp.MustCompile(`^(github\.com/kinorm/kin\.|example\.com/bench\.).*Thing.*\)\.(github\.com/kinorm/kin\.)?\w+$`)
	n := 0
	for line := range strings.Lines(string(out)) {
		_, name, ok := strings.Cut(line, " T ")
		if ok && method.MatchString(strings.TrimSpace(name)) && !strings.Contains(name, "go.shape") {
			n++
		}
	}
	if got := (n + models/2) / models; got > mostMethods {
		t.Errorf("%d methods are compiled for each model, and at most %d should be: make a rare method of a relation, column or table a function", got, mostMethods)
	} else if got < mostMethods {
		t.Errorf("only %d methods are compiled for each model: lower mostMethods to that", got)
	}
}
