// Package archtest holds the tests of what no single package can keep: the
// direction of imports, the documentation of every exported name, the sizes of
// files and functions, the exported API, and that the code in README.md and docs/
// compiles and runs.
package archtest
