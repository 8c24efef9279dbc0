// Package far has a model that is related to those of package linkmodels, which do
// not know of it.
package far

import (
	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels/linkmodels"
)

//go:generate go run github.com/kinorm/kin/cmd/kin generate .

// A Place leads to nodes, which have no fields for the reverse ends.
type Place struct {
	kin.Model `kin:"order=ID"`
	ID        int64
	Name      string
	Score     int64
	OwnerID   *int64
	Owner     *linkmodels.Node `kin:"on_delete=set_null"`
	SpotLand  *string
	SpotAt    *int64
	Spot      *linkmodels.Spot                   `kin:"on_delete=set_null,one_to_one"`
	Nodes     kin.ManyToMany[linkmodels.Node]    `kin:"related=Places"`
	Trips     kin.Through[linkmodels.Node, Trip] `kin:"related=Trips"`

	Quotes kin.Through[linkmodels.Word, Quote] `kin:"related=Places"`
}

// A Trip leads from a place to a node.
type Trip struct {
	kin.Model
	Level *int64
	Note  string `kin:"default=new"`
}

// A Quote leads from a place to the slug of a word.
type Quote struct {
	kin.Model
	WordSlug string           `kin:"size=20"`
	Word     *linkmodels.Word `kin:"fk=WordSlug,references=Slug,on_delete=cascade"`
	Level    *int64
	Note     string `kin:"default=new"`
}
