// Package keys has mistakes in keys and lists of fields.
package keys

import "github.com/kinorm/kin"

// NoKey has none.
type NoKey struct {
	kin.Model
	Name string
}

// Unknown names fields that it does not have.
type Unknown struct {
	kin.Model `kin:"key=Nme,unique=Nme,index=ID Nme"`
	ID        int64
	Name      string
}

// Null has a key that may be empty.
type Null struct {
	kin.Model
	ID *int64
}
