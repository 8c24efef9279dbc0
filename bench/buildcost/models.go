package main

import (
	"fmt"
	"path/filepath"
	"strings"
)

// A contender generates a package of models.
type contender struct {
	name     string
	root     string // the package that a program imports
	generate func(m module, s shape, models int) error
	isSource func(file string) bool // written by hand
}

// A shape says how many relations model i declares. Each has a reverse end in the
// model that it leads to.
type shape struct {
	relations  float64 // of a model, both ends, on average
	ups, manys func(i int) int
}

var (
	few = shape{5, func(i int) int { return 1 + i%2 }, func(int) int { return 1 }}
	all = shape{10, func(int) int { return 3 }, func(int) int { return 2 }}
)

// maxUps is the number of to-one relations that a model may have. Instead of one
// that is missing there is another number, so that all models have 20 columns.
const maxUps = 3

// kinDir returns the folder of the module kin.
func kinDir() (string, error) {
	return module{"."}.run("go", "list", "-m", "-f", "{{.Dir}}", "github.com/kinorm/kin")
}

func contenders(repo string) map[string]contender {
	return map[string]contender{
		"kin": {"kin", ".", func(m module, s shape, n int) error { return generateKin(m, repo, s, n) },
			func(file string) bool { return filepath.Base(file) == "models.go" }},
		"ent": {"ent", "./ent", generateEnt,
			func(file string) bool {
				return filepath.Base(filepath.Dir(file)) == "schema" && filepath.Base(file) == "schema.go"
			}},
	}
}

// thing names the model that is step models after model i.
func thing(i, step, models int) string { return fmt.Sprintf("Thing%03d", (i+step)%models) }

func generateKin(m module, repo string, s shape, models int) error {
	var b strings.Builder
	b.WriteString("package bench\n\nimport (\n\t\"time\"\n\n\t\"github.com/kinorm/kin\"\n)\n")
	for i := range models {
		fmt.Fprintf(&b, "\ntype %s struct {\n\tkin.Model\n\tID int64\n", thing(i, 0, models))
		for n := 1; n <= s.ups(i); n++ {
			fmt.Fprintf(&b, "\tUp%dID *int64\n\tUp%d *%s\n", n, n, thing(i, n, models))
		}
		for n := s.ups(i) + 1; n <= maxUps; n++ {
			fmt.Fprintf(&b, "\tExtra%d *int64\n", n)
		}
		for n := 1; n <= s.manys(i); n++ {
			fmt.Fprintf(&b, "\tMany%d kin.ManyToMany[%s]\n", n, thing(i, maxUps+n, models))
		}
		for n := range 6 {
			fmt.Fprintf(&b, "\tText%d string `kin:\"size=100\"`\n", n)
		}
		for n := range 4 {
			fmt.Fprintf(&b, "\tNumber%d int64\n", n)
		}
		b.WriteString("\tRatio1, Ratio2 float64\n\tFlag1, Flag2 bool\n\tTime1 time.Time\n\tTime2 *time.Time\n}\n")
	}
	mod := fmt.Sprintf("module %s\n\ngo 1.26.0\n\nrequire github.com/kinorm/kin v0.0.0\n\nreplace github.com/kinorm/kin => %s\n", path, repo)
	if err := m.write("go.mod", mod); err != nil {
		return err
	}
	if err := m.write("models.go", b.String()); err != nil {
		return err
	}
	_, err := m.run("go", "run", "github.com/kinorm/kin/cmd/kin", "generate", ".")
	return err
}

// entVersion is the release of ent that generates.
const entVersion = "v0.14.6"

func generateEnt(m module, s shape, models int) error {
	var b strings.Builder
	b.WriteString("package schema\n\nimport (\n\t\"entgo.io/ent\"\n\t\"entgo.io/ent/schema/edge\"\n\t\"entgo.io/ent/schema/field\"\n)\n")
	for i := range models {
		name := thing(i, 0, models)
		fmt.Fprintf(&b, "\ntype %s struct{ ent.Schema }\n\nfunc (%s) Fields() []ent.Field {\n\treturn []ent.Field{\n\t\tfield.Int64(\"id\"),\n", name, name)
		for n := 1; n <= maxUps; n++ {
			column := fmt.Sprintf("up%d_id", n)
			if n > s.ups(i) {
				column = fmt.Sprintf("extra%d", n)
			}
			fmt.Fprintf(&b, "\t\tfield.Int64(%q).Optional().Nillable(),\n", column)
		}
		for n := range 6 {
			fmt.Fprintf(&b, "\t\tfield.String(\"text%d\").MaxLen(100),\n", n)
		}
		for n := range 4 {
			fmt.Fprintf(&b, "\t\tfield.Int64(\"number%d\"),\n", n)
		}
		b.WriteString("\t\tfield.Float(\"ratio1\"),\n\t\tfield.Float(\"ratio2\"),\n\t\tfield.Bool(\"flag1\"),\n\t\tfield.Bool(\"flag2\"),\n" +
			"\t\tfield.Time(\"time1\"),\n\t\tfield.Time(\"time2\").Optional().Nillable(),\n\t}\n}\n")
		fmt.Fprintf(&b, "\nfunc (%s) Edges() []ent.Edge {\n\treturn []ent.Edge{\n", name)
		for n := 1; n <= s.ups(i); n++ {
			fmt.Fprintf(&b, "\t\tedge.To(\"up%d\", %s.Type).Unique().Field(\"up%d_id\"),\n", n, thing(i, n, models), n)
		}
		for n := 1; n <= s.manys(i); n++ {
			fmt.Fprintf(&b, "\t\tedge.To(\"many%d\", %s.Type),\n", n, thing(i, maxUps+n, models))
		}
		for n := 1; n <= maxUps+s.manys(i); n++ { // the reverse ends
			from := (i - n + models) % models
			switch {
			case n <= maxUps && n <= s.ups(from):
				fmt.Fprintf(&b, "\t\tedge.From(\"from_up%d\", %s.Type).Ref(\"up%d\"),\n", n, thing(from, 0, models), n)
			case n > maxUps:
				fmt.Fprintf(&b, "\t\tedge.From(\"from_many%d\", %s.Type).Ref(\"many%d\"),\n", n-maxUps, thing(from, 0, models), n-maxUps)
			}
		}
		b.WriteString("\t}\n}\n")
	}
	if err := m.write("go.mod", fmt.Sprintf("module %s\n\ngo 1.26.0\n\nrequire entgo.io/ent %s\n", path, entVersion)); err != nil {
		return err
	}
	if err := m.write("ent/schema/schema.go", b.String()); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"mod", "tidy"},
		{"run", "entgo.io/ent/cmd/ent@" + entVersion, "generate", "./ent/schema"},
		{"mod", "tidy"},
	} {
		if _, err := m.run("go", args...); err != nil {
			return err
		}
	}
	return nil
}
