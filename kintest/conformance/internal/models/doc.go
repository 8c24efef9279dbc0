// Package models has the models of kin's conformance suite: a column of every
// stored type, a key of every kind, a relation of every kind, a rule of every kind,
// and names that SQL would read as something else.
package models

//go:generate go run github.com/kinorm/kin/cmd/kin generate .
