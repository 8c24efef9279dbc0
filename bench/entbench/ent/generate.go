// Package ent is generated.
package ent

//go:generate go run -mod=mod entgo.io/ent/cmd/ent generate --feature sql/modifier ./schema
