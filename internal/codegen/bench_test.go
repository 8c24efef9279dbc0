package codegen

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The compiler needs memory for all models of a package at once.
var compileUpTo = flag.Int("compile", 100, "the most models that benchmarks compile")

// The cost of one model of 20 columns and 5 relations is kept within a budget of
// 0.2 CPU-seconds of the compiler, 0.6 MB of object code and 150 generated lines.
func BenchmarkGenerate20(b *testing.B)  { benchmarkGenerate(b, 20) }
func BenchmarkGenerate100(b *testing.B) { benchmarkGenerate(b, 100) }

func benchmarkGenerate(b *testing.B, models int) {
	dir := benchModule(b, models)
	var file *File
	for b.Loop() {
		files, err := Generate(dir, ".")
		if err != nil {
			b.Fatal(err)
		}
		file = files[0]
	}
	if err := file.Write(); err != nil {
		b.Fatal(err)
	}
	b.StopTimer()
	n := float64(models)
	b.ReportMetric(float64(file.Lines())/n, "lines/model")
	if models > *compileUpTo {
		return
	}
	seconds, size := compile(b, dir)
	b.ReportMetric(seconds/n, "cpu-s/model")
	b.ReportMetric(float64(size)/n/1e6, "MB/model")
}

// benchModule writes a module with a package of models.
func benchModule(b testing.TB, models int) string {
	b.Helper()
	repo, err := filepath.Abs("../..")
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	b.Setenv("GOFLAGS", "-mod=mod")
	for name, text := range map[string]string{
		"go.mod":    "module example.com/bench\n\ngo 1.26.0\n\nrequire github.com/kinorm/kin v0.0.0\n\nreplace github.com/kinorm/kin => " + repo + "\n",
		"models.go": benchModels(models),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

// benchModels returns the source of models with 20 columns, three belongs-to and
// two many-to-many relations each.
func benchModels(models int) string {
	var s strings.Builder
	s.WriteString("package bench\n\nimport (\n\t\"time\"\n\n\t\"github.com/kinorm/kin\"\n)\n")
	for i := range models {
		name := func(step int) string { return fmt.Sprintf("Thing%03d", (i+step)%models) }
		fmt.Fprintf(&s, "\ntype %s struct {\n\tkin.Model\n\tID int64\n", name(0))
		for step := 1; step <= 3; step++ {
			fmt.Fprintf(&s, "\tUp%dID *int64\n\tUp%d *%s\n", step, step, name(step))
		}
		for step := 4; step <= 5; step++ {
			fmt.Fprintf(&s, "\tMany%d kin.ManyToMany[%s]\n", step, name(step))
		}
		for n := range 6 {
			fmt.Fprintf(&s, "\tText%d string `kin:\"size=100\"`\n", n)
		}
		for n := range 4 {
			fmt.Fprintf(&s, "\tNumber%d int64\n", n)
		}
		s.WriteString("\tRatio1, Ratio2 float64\n\tFlag1, Flag2 bool\n\tTime1 time.Time\n\tTime2 *time.Time\n}\n")
	}
	return s.String()
}

// compile runs the compiler on the package in dir alone, and returns its CPU time
// and the size of what it wrote.
func compile(b testing.TB, dir string) (seconds float64, size int64) {
	b.Helper()
	goCommand := func(args ...string) string {
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			b.Fatalf("go %s: %v", strings.Join(args, " "), err)
		}
		return strings.TrimSpace(string(out))
	}
	imports := strings.Fields(goCommand("list", "-f", `{{join .Imports " "}}`, "."))
	cfg := goCommand(append([]string{"list", "-export", "-deps", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}"}, imports...)...)
	cfgFile, object := filepath.Join(dir, "importcfg"), filepath.Join(dir, "bench.a")
	if err := os.WriteFile(cfgFile, []byte(cfg), 0o644); err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command(goCommand("tool", "-n", "compile"), "-p", "example.com/bench", "-lang=go1.26", "-complete", "-pack",
		"-importcfg", cfgFile, "-o", object, "models.go", FileName)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%s: %v\n%s", cmd, err, out)
	}
	info, err := os.Stat(object)
	if err != nil {
		b.Fatal(err)
	}
	return (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), info.Size()
}
