// Package heirs has the models of a foreign key that is set to its default, which
// not every database does. They are apart from the others, as where it does not
// their tables are refused.
package heirs

import "github.com/kinorm/kin"

//go:generate go run github.com/kinorm/kin/cmd/kin generate .

// An Estate is what an Heir belongs to.
type Estate struct {
	kin.Model
	ID   int64 `kin:"noauto"`
	Name string
}

// An Heir belongs to the first estate after its own is gone, or has another key.
type Heir struct {
	kin.Model
	ID       int64
	EstateID *int64  `kin:"default=1"`
	Estate   *Estate `kin:"on_delete=set_default,on_update=set_default,related=Heirs"`
}
