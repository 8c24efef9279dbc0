// Package levels has the name of another package.
package levels

// A Level is another one.
type Level string
