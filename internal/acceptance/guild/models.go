// Package guild holds models that lead to those of package atlas.
package guild

import (
	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/acceptance/atlas"
)

//go:generate go run ../../../cmd/kin generate .

// A Workshop has a master and workers, who do not know of it.
type Workshop struct {
	kin.Model `kin:"order=Name"`
	ID        int64
	Name      string
	MasterID  *int64
	Master    *atlas.Person                `kin:"on_delete=set_null"`
	Workers   kin.ManyToMany[atlas.Person] `kin:"related=Workshops"`
	Helpers   kin.Through[atlas.Person, Help]
	CityCode  *string
	CityName  *string
	City      *atlas.City `kin:"fk=CityCode CityName"`
}

// A Help is the link of a workshop to someone who helps.
type Help struct {
	kin.Model `kin:"handle=Helps"`
	Hours     int64
}

// String returns the name.
func (w *Workshop) String() string { return w.Name }
