// Package columns has mistakes that show last.
package columns

import "github.com/kinorm/kin"

// Author has an order and a column that do not work.
type Author struct {
	kin.Model `kin:"order=-Nme"`
	ID        int64
	Name      string
	Code      string `kin:"column=NAME"`
}
