// Buildcost measures what a model costs to build: the lines that are generated for
// it, and the CPU time and object code of the Go compiler. It does so for kin and
// for ent, on the same models, and prints a table:
//
//	go run ./buildcost -models 20,100 -out results/build.md
//
// Time of the compiler is CPU time of its process, the least of -runs runs.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// The goals, for a model of 20 columns and 5 relations.
const (
	goalLines = 150
	goalCPU   = 0.2
	goalMB    = 0.6
)

func main() {
	log.SetFlags(0)
	models := flag.String("models", "20", "how many models to build, separated by commas")
	who := flag.String("who", "kin,ent", "the contenders, separated by commas")
	runs := flag.Int("runs", 3, "how often each package is compiled; the least time counts")
	out := flag.String("out", "", "a file for the table, in Markdown")
	flag.Parse()
	repo, err := kinDir()
	if err != nil {
		log.Fatal(err)
	}
	rows := []string{
		"| library | models | relations a model, both ends | generated lines a model | CPU-seconds a model | MB of object code a model |",
		"|---|---|---|---|---|---|",
		fmt.Sprintf("| goal | | 5 | %d | %.2f | %.2f |", goalLines, goalCPU, goalMB),
	}
	fmt.Println(strings.Join(rows, "\n"))
	for _, number := range strings.Split(*models, ",") {
		n, err := strconv.Atoi(number)
		if err != nil || n < 10 {
			log.Fatalf("-models %s: models are a number of at least 10", number)
		}
		for _, s := range []shape{few, all} {
			for _, name := range strings.Split(*who, ",") {
				row, err := measure(contenders(repo)[name], s, n, *runs)
				if err != nil {
					log.Fatalf("%s, %d models: %v", name, n, err)
				}
				rows = append(rows, row)
				fmt.Println(row)
			}
		}
	}
	if *out == "" {
		return
	}
	text := fmt.Sprintf("# What a model costs to build\n\nMade by `go run ./buildcost` with %s on %s/%s; see [Build cost](../../docs/performance.md#build-cost).\n\n%s\n",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, strings.Join(rows, "\n"))
	if err := os.MkdirAll(filepath.Dir(*out), 0o755); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, []byte(text), 0o644); err != nil {
		log.Fatal(err)
	}
}

// measure returns the row of a contender.
func measure(c contender, s shape, models, runs int) (string, error) {
	if c.generate == nil {
		return "", fmt.Errorf("no such contender")
	}
	dir, err := os.MkdirTemp("", "buildcost")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	m := module{dir: dir}
	if err := c.generate(m, s, models); err != nil {
		return "", err
	}
	cost, err := m.build(c.root, c.isSource, runs)
	if err != nil {
		return "", err
	}
	n := float64(models)
	return fmt.Sprintf("| %s | %d | %g | %.0f | %.2f | %.2f |", c.name, models, s.relations,
		float64(cost.lines)/n, cost.cpu/n, float64(cost.size)/n/1e6), nil
}
