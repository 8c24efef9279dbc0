package archtest

import (
	"flag"
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

var update = flag.Bool("update", false, "write testdata/api.txt")

// The exported API is listed in testdata/api.txt, so that a change of it is seen in
// review. After an intended change run go test ./internal/archtest -run API -update.
func TestAPI(t *testing.T) {
	golden := filepath.Join("testdata", "api.txt")
	lines := exportedAPI(t)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	for _, line := range want {
		if !slices.Contains(lines, line) {
			t.Errorf("removed: %s", line)
		}
	}
	for _, line := range lines {
		if !slices.Contains(want, line) {
			t.Errorf("added: %s", line)
		}
	}
	if t.Failed() {
		t.Log("if the change is intended: go test ./internal/archtest -run API -update")
	}
}

// loadPublic type-checks the public packages from their source.
func loadPublic(t *testing.T) []*packages.Package {
	t.Helper()
	dirs := map[string]bool{}
	var patterns []string
	for _, f := range sources(t) {
		if isPublic(f.dir) && !dirs[f.dir] {
			dirs[f.dir] = true
			patterns = append(patterns, "./"+f.dir)
		}
	}
	pkgs, err := packages.Load(&packages.Config{
		Context: t.Context(),
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes |
			packages.NeedTypesInfo | packages.NeedImports | packages.NeedExportFile,
		Dir: moduleRoot(t),
	}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pkgs {
		for _, err := range p.Errors {
			t.Fatal(err)
		}
	}
	return pkgs
}

// exportedAPI returns a sorted line for every exported name, with its type.
func exportedAPI(t *testing.T) []string {
	var lines []string
	for _, p := range loadPublic(t) {
		short := strings.TrimPrefix(strings.TrimPrefix(p.PkgPath, modulePath), "/")
		if short == "" {
			short = "kin"
		}
		qualify := func(o *types.Package) string {
			if o == p.Types {
				return ""
			}
			return o.Name()
		}
		for _, name := range p.Types.Scope().Names() {
			obj := p.Types.Scope().Lookup(name)
			if !obj.Exported() {
				continue
			}
			lines = append(lines, short+": "+declaration(obj, qualify))
			if tn, ok := obj.(*types.TypeName); ok && !tn.IsAlias() {
				for _, member := range members(tn, qualify) {
					lines = append(lines, short+": "+member)
				}
			}
		}
	}
	slices.Sort(lines)
	return lines
}

// declaration returns an object without what its type is made of.
func declaration(obj types.Object, qualify types.Qualifier) string {
	switch obj := obj.(type) {
	case *types.TypeName:
		if obj.IsAlias() {
			return "type " + obj.Name() + " = " + types.TypeString(types.Unalias(obj.Type()), qualify)
		}
		kind := "struct"
		switch u := obj.Type().Underlying().(type) {
		case *types.Struct:
		case *types.Interface:
			kind = "interface"
		default:
			kind = types.TypeString(u, qualify)
		}
		return "type " + types.TypeString(obj.Type(), qualify) + " " + kind
	case *types.Const:
		return fmt.Sprintf("const %s %s = %s", obj.Name(), types.TypeString(obj.Type(), qualify), obj.Val())
	default:
		return types.ObjectString(obj, qualify)
	}
}

// members returns the exported methods and fields of a type.
func members(tn *types.TypeName, qualify types.Qualifier) []string {
	var found []string
	named := tn.Type().(*types.Named)
	for m := range named.Methods() {
		if m.Exported() {
			found = append(found, types.ObjectString(m, qualify))
		}
	}
	switch u := named.Underlying().(type) {
	case *types.Struct:
		for f := range u.Fields() {
			if f.Exported() {
				found = append(found, fmt.Sprintf("field %s.%s %s", tn.Name(), f.Name(), types.TypeString(f.Type(), qualify)))
			}
		}
	case *types.Interface:
		for m := range u.Methods() {
			if m.Exported() {
				found = append(found, fmt.Sprintf("method %s.%s%s", tn.Name(), m.Name(), strings.TrimPrefix(types.TypeString(m.Type(), qualify), "func")))
			}
		}
	}
	return found
}
