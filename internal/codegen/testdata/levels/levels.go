// Package levels has constants for models of another package of the module.
package levels

// A Level says how urgent something is.
type Level int8

// The levels. The first is not exported, but a row may have it.
const (
	none Level = iota
	Low
	High
)

// None returns the level of what is not urgent.
func None() Level { return none }
