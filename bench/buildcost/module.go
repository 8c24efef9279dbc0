package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// path is the module of the models.
const path = "example.com/bench"

// A module is a Go module in a folder of its own.
type module struct{ dir string }

func (m module) write(name, text string) error {
	file := filepath.Join(m.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o644)
}

// run runs a command in the module and returns what it prints.
func (m module) run(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = m.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "CGO_ENABLED=0")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s%s", name, strings.Join(args, " "), err, out, errs.Bytes())
	}
	return strings.TrimSpace(string(out)), nil
}

// A cost is that of all packages of a module that a program compiles.
type cost struct {
	lines int
	cpu   float64
	size  int64
}

// build compiles the package root and those of the module that it imports, each by
// one call of the compiler. Other packages are compiled beforehand.
func (m module) build(root string, isSource func(file string) bool, runs int) (cost, error) {
	var total cost
	exports, err := m.run("go", "list", "-export", "-deps", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", root)
	if err != nil {
		return total, err
	}
	cfg := filepath.Join(m.dir, "importcfg")
	if err := os.WriteFile(cfg, []byte(exports), 0o644); err != nil {
		return total, err
	}
	compiler, err := m.run("go", "tool", "-n", "compile")
	if err != nil {
		return total, err
	}
	list, err := m.run("go", "list", "-deps", "-f", `{{if .Module}}{{if .Module.Main}}{{.ImportPath}} {{.Dir}} {{join .GoFiles " "}}{{end}}{{end}}`, root)
	if err != nil {
		return total, err
	}
	for _, line := range strings.Split(list, "\n") {
		words := strings.Fields(line)
		if len(words) < 3 {
			continue
		}
		c, err := compile(compiler, cfg, words[0], words[1], words[2:], runs)
		if err != nil {
			return total, err
		}
		total.cpu += c.cpu
		total.size += c.size
		for _, name := range words[2:] {
			file := filepath.Join(words[1], name)
			text, err := os.ReadFile(file)
			if err != nil {
				return total, err
			}
			if !isSource(file) {
				total.lines += bytes.Count(text, []byte("\n"))
			}
		}
	}
	return total, nil
}

// compile runs the compiler on a package as the go command does.
func compile(compiler, cfg, pkg, dir string, files []string, runs int) (cost, error) {
	var least cost
	object := filepath.Join(filepath.Dir(cfg), "package.a")
	for i := range runs {
		cmd := exec.Command(compiler, append([]string{"-p", pkg, "-lang=go1.26", "-complete", "-pack", "-importcfg", cfg, "-o", object}, files...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			return least, fmt.Errorf("compile %s: %w\n%s", pkg, err, out)
		}
		info, err := os.Stat(object)
		if err != nil {
			return least, err
		}
		cpu := (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
		if i == 0 || cpu < least.cpu {
			least.cpu = cpu
		}
		least.size = info.Size()
	}
	return least, nil
}
