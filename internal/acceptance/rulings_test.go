package acceptance

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// homes are the directories of the packages whose tests are proofs.
var homes = map[string]string{
	"acceptance": ".", "kin": "../..", "linkmodels": "../testmodels/linkmodels", "codegen": "../codegen", "model": "../../model",
	"faults": "../faults", "sqlite": "../../sqlite", "postgres": "../../postgres",
	"lookup": "../../lookup",
}

// TestRulings checks that each ruling has proofs that exist, and prints them. One
// without a proof says that it is open.
func TestRulings(t *testing.T) {
	p := newProver(t)
	seen := map[string]bool{}
	open := 0
	for _, r := range rulings {
		name := r.table + ": " + r.row
		if seen[name] {
			t.Errorf("%s is there twice", name)
		}
		seen[name] = true
		for _, proof := range r.proofs {
			if err := p.find(t, proof); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		switch {
		case r.open == "" && len(r.proofs) == 0:
			t.Errorf("%s: there is no test of it", name)
		case r.open != "" && len(r.proofs) > 0:
			t.Errorf("%s has proofs, but says that %s", name, r.open)
		case r.open != "":
			open++
			t.Logf("%-55s OPEN: %s", name, r.open)
		default:
			t.Logf("%-55s %s", name, strings.Join(r.proofs, ", "))
		}
	}
	t.Logf("%d rulings, %d of them open", len(rulings), open)
}

// TestRulingsNoticeWhatIsMissing: a proof that does not exist is found out.
func TestRulingsNoticeWhatIsMissing(t *testing.T) {
	p := newProver(t)
	for _, proof := range []string{
		"TestNothing", "kin.TestNothing", "nowhere.TestRulings", "kin.TestRulings", "golden/nothing", "compile/nothing", "conformance/nothing", "row/S9-01", "ruling/x",
	} {
		if p.find(t, proof) == nil {
			t.Errorf("%s was found", proof)
		}
	}
	for _, proof := range []string{"TestRulings", "kin.TestJSONIdentity", "golden/links Any", "compile/add_wrong_target", "row/S2-01"} {
		if err := p.find(t, proof); err != nil {
			t.Error(err)
		}
	}
}

// A prover knows what there is to prove a ruling.
type prover struct {
	tests map[string]map[string]bool // the test functions of each package
	names map[string]map[string]bool // of the cases of golden SQL and of conformance
	rows  map[string]bool
}

func newProver(t *testing.T) *prover {
	t.Helper()
	p := &prover{tests: map[string]map[string]bool{}, rows: map[string]bool{}, names: map[string]map[string]bool{
		"golden":      caseNames(t, "golden_*_test.go"),
		"conformance": caseNames(t, "../../kintest/conformance/*.go"),
	}}
	for pkg, dir := range homes {
		p.tests[pkg] = testFunctions(t, filepath.Join(dir, "*_test.go"))
	}
	for _, r := range catalogue {
		p.rows[r.id] = true
	}
	return p
}

// find returns an error if a proof does not exist.
func (p *prover) find(t *testing.T, proof string) error {
	t.Helper()
	found := false
	switch kind, name, _ := strings.Cut(proof, "/"); kind {
	case "golden", "conformance":
		found = p.names[kind][name]
	case "compile":
		found = readSnippets(t)[name].want != ""
	case "row":
		found = p.rows[name]
	case "mistake":
		golden, err := os.ReadFile(mistakes)
		must(t, err)
		found = strings.Contains(string(golden), name)
	default:
		pkg, test, ok := strings.Cut(proof, ".")
		if !ok {
			pkg, test = "acceptance", proof
		}
		found = p.tests[pkg][test]
	}
	if !found {
		return fmt.Errorf("there is no %s", proof)
	}
	return nil
}

// eachDecl calls f for every declaration in files.
func eachDecl(t *testing.T, pattern string, f func(ast.Decl)) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	must(t, err)
	if len(files) == 0 {
		t.Fatalf("there are no files %s", pattern)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		must(t, err)
		for _, d := range file.Decls {
			f(d)
		}
	}
}

// testFunctions returns the names of the test functions in files.
func testFunctions(t *testing.T, pattern string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	eachDecl(t, pattern, func(d ast.Decl) {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Test") {
			names[f.Name.Name] = true
		}
	})
	return names
}

// caseNames returns the strings that elements of tables begin with in files.
func caseNames(t *testing.T, pattern string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	eachDecl(t, pattern, func(d ast.Decl) {
		ast.Inspect(d, func(n ast.Node) bool {
			if l, ok := n.(*ast.CompositeLit); ok && len(l.Elts) > 1 {
				if s, ok := l.Elts[0].(*ast.BasicLit); ok && s.Kind == token.STRING {
					names[strings.Trim(s.Value, `"`)] = true
				}
			}
			return true
		})
	})
	return names
}
