// Package testmodels has a model of every kind, for the tests of kin: each stored
// type plain, as a pointer and as a sql.Null, each kind of key, of constraint, of
// completed field and of relation.
package testmodels

//go:generate go run github.com/kinorm/kin/cmd/kin generate
