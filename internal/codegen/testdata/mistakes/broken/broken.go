// Package broken is not Go.
package broken

import "github.com/kinorm/kin"

// Article lacks a type.
type Article struct {
	kin.Model
	ID int64 = 3
}
